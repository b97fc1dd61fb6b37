"""What was taken from one file, which may be added to what was taken from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import NamedTuple

from pcpgen.model.data import Value
from pcpgen.model.extraction import LeftOut, Origin
from pcpgen.model.period import Period
from pcpgen.place import Place
from pcpgen.problems import Problem
from pcpgen.values import dataclass

# what may stand in place of a number that is missing in a sum: of several, the last is what is said of the sum
MISSING = ("", "low", "not-available", "suppressed")


class Taken(NamedTuple):
    """An observation as it is read: a cell, or rows that were counted or added up."""

    series: str
    period: Period
    value: Value | None
    origin: Origin
    place: Place
    name: str = ""  # what a person calls the cell
    meaning: str = ""  # why there is no value
    status: str = ""  # what the file says of it besides
    flags: str = ""


class Total(NamedTuple):
    """A total as the publisher prints it; of all series, or of all periods, where one is not named."""

    series: str
    period: Period | None
    value: Decimal
    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a file gave, and what was left out of it."""

    how: str = ""  # it is written, and what in it nobody sees
    read: int = 0
    kept: int = 0
    left_out: tuple[LeftOut, ...] = ()
    copies: int = 0
    taken: tuple[Taken, ...] = ()
    totals: tuple[Total, ...] = ()
    problems: tuple[Problem, ...] = ()
    differing: int = 0  # rows whose copies say another time or series
    called: Mapping[str, str] = field(default_factory=dict)  # series by the words of the file that are their titles
    scale: str = ""  # what is said over a table of its numbers, such as that they are in thousands
    notes: tuple[str, ...] = ()  # words below the table
    unsaid: tuple[Problem, ...] = ()  # marks of which the file says another thing than they are known for


@dataclass(slots=True)
class Tally:
    """What is counted while a file is read; reading is the one thing here that has to remember."""

    read: int = 0
    kept: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    taken: list[Taken] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, ...], Place] = field(default_factory=dict)  # words that mean no series
    called: dict[str, str] = field(default_factory=dict)
    scale: str = ""
    notes: list[tuple[str, Place]] = field(default_factory=list)  # words below the table
    marks: set[str] = field(default_factory=set)  # well-known ones in place of numbers
    unsaid: list[Problem] = field(default_factory=list)

    def part(self, how: str) -> Part:
        left = tuple(LeftOut(why, words, rows) for (why, words), rows in self.left_out.items())
        seen = tuple(self.taken), tuple(self.totals), tuple(self.problems)
        part = Part(how, self.read, self.kept, left, 0, *seen, called=self.called, scale=self.scale)
        return replace(part, notes=tuple(text for text, _ in self.notes), unsaid=tuple(self.unsaid))


def added_up(left: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Rows left out for one reason, of whatever files, as one."""
    found: Counter[tuple[str, str]] = Counter()
    for each in left:
        found[each.why, each.words] += each.rows
    return tuple(LeftOut(why, words, rows) for (why, words), rows in found.items() if rows)
