"""From a dataset's rows to runs: the numbers of each series over periods of about one length, oldest first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pcpgen.figures.data import UNITS
from pcpgen.lexicon import is_rate
from pcpgen.model.columns import numbers_of, periods_of, picked
from pcpgen.model.data import Dataset, Observation, Series, Value
from pcpgen.model.period import Form, Period

ALIKE = 1.5  # periods are set beside each other up to this ratio of their lengths
_NO_COUNT = ("%", "rank", "index", "percentage", "points", *UNITS)  # how a unit begins that counts nothing

# the positions of a series' rows, in order, with their periods as written, by run
_Order = tuple[tuple[Sequence[int], tuple[str, ...]], ...]


class Run(NamedTuple):
    """A series' cells that may be set beside each other, with their numbers; no break in the series lies between."""

    series: Series
    cells: Sequence[Observation]
    values: Sequence[float]
    ordered: Sequence[float]  # the same numbers, the least first
    whole: bool  # all are whole numbers
    periods: tuple[str, ...]  # as written; one and the same tuple for all series of a dataset that have these

    @property
    def counts(self) -> bool:
        """Whether they count something: whole numbers, and no money, rank, percentage or rate."""
        return self.whole and is_count(self.series.counted_in)


def is_count(unit: str) -> bool:
    """Whether a unit is of things that are counted one by one."""
    return not unit.startswith(_NO_COUNT) and not is_rate(unit)


def runs(dataset: Dataset, rows: Mapping[str, Mapping[str, Observation]]) -> Iterator[Run]:
    """The runs of each series of a dataset that has rows, series after series."""
    known: dict[tuple[str, ...], _Order] = {}  # series with the same periods are in the same order
    for series in dataset.series.values():
        own = rows.get(series.id)
        if not own or series.ratio:
            continue
        exact, periods = numbers_of(own), tuple(own)
        at: Sequence[int] = range(len(own))
        try:
            values, whole = _numbers(exact)
        except TypeError:  # a cell without a number
            at = [each for each, number in enumerate(exact) if isinstance(number, Decimal)]
            exact, periods = [exact[each] for each in at], tuple(periods[each] for each in at)
            values, whole = _numbers(exact)
        if periods not in known:
            known[periods] = _order(dataset, [*map(periods_of(own).__getitem__, periods)])
        for order, written in known[periods]:
            if order == range(len(at)):
                yield Run(series, picked(own, at), values, sorted(values), whole, written)
            else:
                some = [values[each] for each in order]
                yield Run(series, picked(own, [at[each] for each in order]), some, sorted(some), whole, written)


def _numbers(exact: Sequence[Value | None]) -> tuple[Sequence[float], bool]:
    """The values as plain numbers, and whether all are whole; an int is made of a Decimal in half the time of a float.

    Raises TypeError where one is none.
    """
    numbers: Sequence[Any] = exact
    cut = list(map(int, numbers))
    if sum(cut) == sum(numbers) and (cut == numbers if cut and min(cut) < 0 else True):
        return cut, True
    return list(map(float, numbers)), False


def _order(dataset: Dataset, periods: Sequence[Period]) -> _Order:
    """Which of the rows of these periods stand in one run; one without a beginning or an end stands alone."""
    dated = [at for at, period in enumerate(periods) if period.days]
    dated.sort(key=lambda at: (_length(periods[at]), periods[at].order))
    found: dict[tuple[int, int], list[int]] = {}
    shortest, group = 0, 0
    for at in dated:
        length = _length(periods[at])
        if not found or length > ALIKE * shortest:
            shortest, group = length, group + 1
        end = periods[at].end
        segment = bisect_right(dataset.changes, end) if end else 0
        found.setdefault((group, segment), []).append(at)
    alone = [[at] for at, period in enumerate(periods) if not period.days]
    orders = [*alone, *(sorted(each, key=lambda at: periods[at].order) for each in found.values())]
    every = range(len(periods))
    written = [tuple(periods[at].written for at in each) for each in orders]
    return tuple((every if each == [*every] else each, own) for each, own in zip(orders, written, strict=True))


def _length(period: Period) -> int:
    """The length of a period in days; a single day stands for no length of time."""
    return 0 if period.form is Form.DAY else period.days or 0


def tables(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of a dataset that have the same periods, side by side."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        found.setdefault(id(run.periods), []).append(run)
    return list(found.values())
