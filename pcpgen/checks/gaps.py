"""From the periods of a series to the one that is missing between them, and to levels that shift without a break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.runs import Run
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.period import Form, Period
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

MISSING_PERIOD = Rule(
    "missing-period",
    "A period that is missing between others",
    "A row that was lost, or one of a mistyped period, is missing from every sum and comparison.",
    "Correct the period, or add the row; where there is no value, leave it empty and say why in the note.",
    "warning",
)
LEVEL_SHIFT = Rule(
    "level-shift",
    "A series that goes on at another level",
    "Where the unit or the way of counting changed, what came before cannot be compared with what came after.",
    "Write the day under breaks: if other things are counted since. Else correct the values, or say why in a note.",
    "warning",
)

REGULAR = (Form.MONTH, Form.QUARTER, Form.CALENDAR_YEAR, Form.FINANCIAL_YEAR, Form.YEAR_ENDING, Form.TWELVE_MONTHS)
LEAST_PERIODS = 6
SELDOM = 5  # of what happens so rarely, none may have happened in a period
LEAST_SERIES = 3  # that have a period which one lacks
SHIFT = 4  # times another level, at the least
LEAST_SIDE = 3  # values on either side of a shift
LONGEST = 60  # values of a series in which a shift is looked for
LEAST_LEVEL = 20
LIFETIME = 40  # years between periods that lie far apart

Rows = Mapping[str, Observation]


class _Lost(NamedTuple):
    """Periods that a series lacks: the only one, or those between two that it has; and what is said of them."""

    series: str
    after: Period
    before: Period
    problem: Problem

    def is_of(self, other: _Lost) -> bool:
        """Whether another says the same, or more."""
        within = other.after.order <= self.after.order and self.before.order <= other.before.order
        return self.series == other.series and within


def missing_periods(dataset: Dataset, rows: Mapping[str, Rows]) -> Iterator[Problem]:
    """Periods that are missing in a series that is regular otherwise, or that all others have; each is told once."""
    known: dict[tuple[str, ...], list[str]] = {}
    for series in dataset.series:
        if own := rows.get(series):
            known.setdefault(tuple(own), []).append(series)
    told: list[_Lost] = []
    for each in _lost(dataset, known, rows):
        if not any(map(each.is_of, told)):
            told.append(each)
            yield each.problem


def _lost(
    dataset: Dataset, known: Mapping[tuple[str, ...], Sequence[str]], rows: Mapping[str, Rows]
) -> Iterator[_Lost]:
    """All that is found to be missing, what says best where it was lost first."""
    for several in known.values():
        found = list(_gaps(rows[several[0]]))
        if found and not all(_seldom(rows[series]) for series in several):
            yield from found
    if len(known) > 1:
        yield from _lacking(known, rows, bool(dataset.measures))
        yield from _without_part(dataset, rows)


def _seldom(rows: Rows) -> bool:
    """Whether so little happens at times that publishers have no row where nothing did."""
    return any(isinstance(cell.value, Decimal) and cell.value <= SELDOM for cell in rows.values())


def _gaps(rows: Rows) -> Iterator[_Lost]:
    cells = list(rows.values())
    if len(cells) < LEAST_PERIODS or any(cell.period.form is not cells[0].period.form for cell in cells):
        return
    if cells[0].period.form not in REGULAR:
        return
    cells.sort(key=lambda cell: cell.period.order)
    starts = [12 * cell.period.start.year + cell.period.start.month for cell in cells if cell.period.start]
    steps = [after - before for before, after in pairwise(starts)]
    usual, times = Counter(steps).most_common(1)[0]
    odd = [at for at, step in enumerate(steps) if step != usual]
    if not odd or len(odd) > 2 or times < len(steps) - len(odd) or times < LEAST_PERIODS - 2:
        return
    at = max(odd, key=lambda at: steps[at])
    before, after = cells[at], cells[at + 1]
    if steps[at] > usual and steps[at] % usual == 0:
        lost = steps[at] // usual - 1
        what = f"{lost} periods are" if lost > 1 else "a period is"
        message = f"between {before.period} and {after.period} of {after.series} {what} missing"
        found = problem(MISSING_PERIOD, after.place, message)
        yield _Lost(after.series, before.period, after.period, found)


def _lacking(
    known: Mapping[tuple[str, ...], Sequence[str]], rows: Mapping[str, Rows], measured: bool
) -> Iterator[_Lost]:
    """The one period that one series lacks and all others, which are alike, have; not the oldest of theirs."""
    most = max(known, key=lambda periods: (len(known[periods]), len(periods)))
    if len(known) != 2:
        return
    other = next(periods for periods in known if periods is not most)
    lost = [period for period in most if period not in other]
    if len(known[other]) != 1 or len(lost) != 1 or len(other) != len(most) - 1:
        return
    newest = lost[0] == most[-1] and measured
    if not newest and (len(known[most]) < LEAST_SERIES or len(most) < LEAST_SERIES):
        return
    series, full = known[other][0], rows[known[most][0]]
    if any(full[period].period.order < full[lost[0]].period.order for period in other):
        others = f"the {len(known[most])} others have" if len(known[most]) > 1 else "the other has"
        message = f"{series} has no row for {lost[0]}, and {others} one"
        period = full[lost[0]].period
        yield _Lost(series, period, period, problem(MISSING_PERIOD, rows[series][other[-1]].place, message))


def _without_part(dataset: Dataset, observations: Mapping[str, Rows]) -> Iterator[_Lost]:
    """Parts that have no row for a period that every other part of a total has; not those that begin later."""
    for total in dataset.series.values():
        rows = [observations.get(part, {}) for part in total.total_of]
        if len(rows) < 2 or not all(rows) or observations.get(total.id):
            continue
        if len({len(each) for each in rows}) == 1 and all(each.keys() == rows[0].keys() for each in rows):
            continue
        for part, own in zip(total.total_of, rows, strict=True):
            others = set.intersection(*(set(each) for each in rows if each is not own)) - own.keys()
            known = next(each for each in rows if each is not own)
            begins = min(cell.period.order for cell in own.values())
            lost = [period for each in others if (period := known[each].period).order > begins]
            if len(lost) == 1 and lost[0].order[0].year - begins[0].year < LIFETIME:
                message = f"{part} has no row for {lost[0]}, and every other part of {total.id} has one"
                yield _Lost(part, lost[0], lost[0], problem(MISSING_PERIOD, list(own.values())[-1].place, message))


def shifts(known: Sequence[Run]) -> Iterator[Finding]:
    """Series all of whose values lie at one level up to a period, and at another from then on."""
    for run in known:
        at = _shift(run)
        if at:
            cell, before, after = run.cells[at], run.values[:at], run.values[at:]
            message = (
                f"{said(cell)}, and from then on all {len(after)} values lie between {min(after):,} and "
                f"{max(after):,}; those before lie between {min(before):,} and {max(before):,}"
            )
            yield Finding(LEVEL_SHIFT, run, cell, message, cells=run.cells[at:])


def _shift(run: Run) -> int:
    """The position from which on all values lie at another level; 0 where there is none."""
    size, ordered = len(run.values), run.ordered
    if not 2 * LEAST_SIDE <= size <= LONGEST or ordered[0] <= 0 or ordered[-1] < max(SHIFT * ordered[0], LEAST_LEVEL):
        return 0
    for lower in range(LEAST_SIDE, size - LEAST_SIDE + 1):  # so many values are at the lower level
        if ordered[lower] >= max(SHIFT * ordered[lower - 1], LEAST_LEVEL):
            first = lower if run.values[0] < ordered[lower] else size - lower
            before = run.values[:first]
            if max(before) == ordered[lower - 1] or min(before) == ordered[lower]:
                return first
    return 0
