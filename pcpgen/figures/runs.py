"""From a dataset's rows to runs: the numbers of each series over periods of about one length, oldest first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from pcpgen.figures.data import UNITS
from pcpgen.lexicon import is_rate
from pcpgen.model.data import Dataset, Observation, Series
from pcpgen.model.period import Form

ALIKE = 1.5  # periods are set beside each other up to this ratio of their lengths
_NO_COUNT = ("%", "rank", "index", "percentage", "points", *UNITS)  # how a unit begins that counts nothing

# the positions of a series' rows, in order, with their periods as written, by run
_Order = tuple[tuple[Sequence[int], tuple[str, ...]], ...]
_value = attrgetter("value")


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
        cells, periods = list(own.values()), tuple(own)
        try:
            values, whole = _numbers(cells)
        except TypeError:  # a cell without a number
            cells = [cell for cell in cells if isinstance(cell.value, Decimal)]
            periods = tuple(cell.period.written for cell in cells)
            values, whole = _numbers(cells)
        if periods not in known:
            known[periods] = _order(dataset, cells)
        for order, written in known[periods]:
            if order == range(len(cells)):
                yield Run(series, cells, values, sorted(values), whole, written)
            else:
                some = [values[at] for at in order]
                yield Run(series, [cells[at] for at in order], some, sorted(some), whole, written)


def _numbers(cells: Iterable[Observation]) -> tuple[Sequence[float], bool]:
    """The values as plain numbers, and whether all are whole; an int is made of a Decimal in half the time of a float.

    Raises TypeError where a cell has none.
    """
    exact = list(map(_value, cells))
    cut = list(map(int, exact))
    if sum(cut) == sum(exact) and (cut == exact if cut and min(cut) < 0 else True):
        return cut, True
    return list(map(float, exact)), False


def _order(dataset: Dataset, cells: Sequence[Observation]) -> _Order:
    """Which cells stand in one run; one without a beginning or an end stands alone."""
    dated = [at for at, cell in enumerate(cells) if cell.period.days]
    dated.sort(key=lambda at: (_length(cells[at]), cells[at].period.order))
    found: dict[tuple[int, int], list[int]] = {}
    shortest, group = 0, 0
    for at in dated:
        length = _length(cells[at])
        if not found or length > ALIKE * shortest:
            shortest, group = length, group + 1
        end = cells[at].period.end
        segment = bisect_right(dataset.changes, end) if end else 0
        found.setdefault((group, segment), []).append(at)
    alone = [[at] for at, cell in enumerate(cells) if not cell.period.days]
    orders = [*alone, *(sorted(each, key=lambda at: cells[at].period.order) for each in found.values())]
    every = range(len(cells))
    written = [tuple(cells[at].period.written for at in each) for each in orders]
    return tuple((every if each == [*every] else each, periods) for each, periods in zip(orders, written, strict=True))


def _length(cell: Observation) -> int:
    """The length of a period in days; a single day stands for no length of time."""
    return 0 if cell.period.form is Form.DAY else cell.period.days or 0


def tables(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of a dataset that have the same periods, side by side."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        found.setdefault(id(run.periods), []).append(run)
    return list(found.values())
