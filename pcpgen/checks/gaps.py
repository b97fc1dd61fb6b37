"""From the periods of a series to the one that is missing between them, and to levels that shift without a break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.runs import Run
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.period import Form
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

Rows = Mapping[str, Observation]


def missing_periods(dataset: Dataset, rows: Mapping[str, Rows]) -> Iterator[Problem]:
    """Periods that are missing in a series that is regular otherwise, or that all other series have."""
    known: dict[tuple[str, ...], list[str]] = {}
    for series in dataset.series:
        if own := rows.get(series):
            known.setdefault(tuple(own), []).append(series)
    for several in known.values():
        found = list(_gaps(rows[several[0]]))
        if found and not all(_seldom(rows[series]) for series in several):
            yield from found
    if len(known) > 1:
        yield from _lacking(known, rows, bool(dataset.measures))


def _seldom(rows: Rows) -> bool:
    """Whether so little happens at times that publishers have no row where nothing did."""
    return any(isinstance(cell.value, Decimal) and cell.value <= SELDOM for cell in rows.values())


def _gaps(rows: Rows) -> Iterator[Problem]:
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
        yield problem(MISSING_PERIOD, after.place, message)


def _lacking(
    known: Mapping[tuple[str, ...], Sequence[str]], rows: Mapping[str, Rows], measured: bool
) -> Iterator[Problem]:
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
        message = f"{series} has no row for {lost[0]}, and the {len(known[most])} others have one"
        yield problem(MISSING_PERIOD, rows[series][other[-1]].place, message)


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
