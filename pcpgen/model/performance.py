"""Tables of performance: many indicators as rows, and as columns what is shown of each."""

from __future__ import annotations

from typing import Literal

from pcpgen.model.data import WINDOWS
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass

NEWEST = "newest"  # the time that an indicator prints large
TIMES = (NEWEST, *WINDOWS)
OTHERS = ("target", "rank", "direction", "grade", "as at")
On = Literal["a year before", "the one before", "baseline"]
_ONS: tuple[On, ...] = ("a year before", "the one before", "baseline")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows: the figure of a time, with `on` that of an earlier one, or the change on it; or another
    thing that is known of an indicator, such as its target.
    """

    name: str
    time: str = ""
    on: On | None = None
    change: bool = False


def _columns() -> dict[str, Column]:
    found = {name: Column(name) for name in OTHERS}
    for time in TIMES:
        found[time] = Column(time, time)
        for on in _ONS:
            found[f"{time}, {on}"] = Column(f"{time}, {on}", time, on)
            found[f"{time}, change on {on}"] = Column(f"{time}, change on {on}", time, on, True)
    return found


COLUMNS = _columns()  # by the words that an author writes: "quarter", "quarter, a year before"


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """A table of performance as its author asks for it."""

    id: str
    caption: Text
    indicators: tuple[Text, ...]
    columns: tuple[Text, ...]
    place: Place
