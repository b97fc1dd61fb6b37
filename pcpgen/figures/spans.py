"""From the periods of one quantity to the sums that they are of each other, overlapping ones too.

The 12 months to July and the 12 months to August share eleven months that are printed nowhere. Their count is known to
nobody and yet stands in both sums, so that a reader can take one from the other: it is a cell that is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from pcpgen.figures.disclosure import Sum
from pcpgen.model.period import Form, Period
from pcpgen.values import dataclass

Count = Decimal | None
Span = tuple[date, date]  # the first day, and the day after the last
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spans:
    """The cells that fill a quantity's time, the ids of those that are printed nowhere, and the sums of all."""

    cells: Mapping[Span, str]
    unprinted: tuple[str, ...]
    sums: tuple[Sum, ...]


def spans_of(name: str, cells: Sequence[tuple[str, Period, Count]]) -> Spans:
    """What the cells of a quantity, each with its period and count, are made of.

    Periods whose counts cannot be sums, such as those of what is counted on a day, are left as they are.
    """
    first, sums = _equal(cells)
    dated: dict[Span, tuple[str, Count]] = {}
    for cell, period, count in cells:
        if (span := _span(period)) and first[cell] == cell:
            dated[span] = cell, count
    ordered = sorted(dated)
    if all(one[1] <= other[0] for one, other in pairwise(ordered)):
        return Spans({span: dated[span][0] for span in ordered}, (), tuple(sums))
    added = list(_that_add_up(dated))
    bounds = sorted({day for span in added for day in span})
    at = {day: number for number, day in enumerate(bounds)}
    known = {span: dated[span][0] for span in added}
    unprinted: dict[str, None] = {}
    for start, end in added:
        within = list(pairwise(bounds[at[start] : at[end] + 1]))
        if len(within) > 1:
            for span in within:
                if span not in known:
                    known[span] = f"{name}@{span[0]} to {span[1] - _A_DAY}"
                    unprinted[known[span]] = None
            sums.append(Sum(known[start, end], tuple(known[span] for span in within)))
    return Spans(known, tuple(unprinted), tuple(sums))


def _span(period: Period) -> Span | None:
    """The days of a period over which something can be added up."""
    if period.form in (Form.DAY, Form.UNDATED) or not period.start or not period.end:
        return None
    return period.start, period.end + _A_DAY


def _equal(cells: Sequence[tuple[str, Period, Count]]) -> tuple[dict[str, str], list[Sum]]:
    """Each cell by the first of the same days and count, and as a sum of one part what is equal to another."""
    first: dict[object, tuple[str, Count]] = {}
    same: dict[str, str] = {}
    sums = []
    for cell, period, count in cells:
        one, its_count = first.setdefault(_span(period) or period.written, (cell, count))
        same[cell] = one
        if one != cell and (count == its_count or None in (count, its_count)):
            sums.append(Sum(cell, (one,)))
    return same, sums


def _that_add_up(dated: Mapping[Span, tuple[str, Count]]) -> Iterator[Span]:
    """The spans that can be sums of what happens, the shortest first: none denies what those before it say."""
    added = _Course()
    for span in sorted(dated, key=lambda span: (span[1] - span[0], span)):
        count = dated[span][1]
        if count is None or added.take(span, count):
            yield span


class _Course:
    """How many there were up to each day, as far as spans tell it: days in groups, each counted from its own nought."""

    def __init__(self) -> None:
        self._group: dict[date, dict[date, Decimal]] = {}

    def take(self, span: Span, count: Decimal) -> bool:
        """Takes the count of a span in, unless it denies the others."""
        start, end = (self._group.get(day, {day: Decimal(0)}) for day in span)
        if start is end:
            return start[span[1]] - start[span[0]] == count
        ahead = start[span[0]] + count - end[span[1]]
        both = {**start, **{day: at + ahead for day, at in end.items()}}
        if count >= 0 and not _rises(both[day] for day in sorted(both)):
            return False
        self._group.update(dict.fromkeys(both, both))
        return True


def _rises(counts: Iterable[Decimal]) -> bool:
    return all(one <= other for one, other in pairwise(counts))
