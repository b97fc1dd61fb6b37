"""From the periods of all data to one that is a lifetime from every other, and to a newest one that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pcpgen.checks.findings import CONFIRMED
from pcpgen.checks.gaps import LIFETIME, REGULAR
from pcpgen.figures.runs import Run
from pcpgen.model.data import Dataset, Observation, Observations
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

FAR_PERIOD = Rule(
    "far-period",
    "A period that lies a lifetime from all others",
    "1925/26 for 2025/26 is read as easily as it is typed, and then no row is the newest any more.",
    "Correct the period. If it is right, let the note of the row begin with “Checked:”.",
    "warning",
)
NO_NEWEST_ROW = Rule(
    "no-newest-row",
    "Data of a day for which they have no row",
    "A newest row that was lost makes the one before it the newest, and every comparison a year old.",
    "Add the row that is missing, or correct as_at: to the last day of the newest.",
    "warning",
)

WHOLE_MONTH = 28  # the day by which a month is as good as over
FEW = 3  # periods that are told; more are a history


def years_of(runs: Iterable[Run]) -> Sequence[int]:
    """The years in which periods of a dataset end, the first one first."""
    return sorted({cell.period.end.year for cell in _each_period(runs) if cell.period.end})


def far_periods(by_dataset: Mapping[str, Sequence[int]], runs: Callable[[str], Sequence[Run]]) -> Iterator[Problem]:
    """The rows of few periods that lie more than a lifetime from every other of the workspace."""
    years = sorted({year for own in by_dataset.values() for year in own})
    gaps = [at for at, (before, after) in enumerate(pairwise(years), 1) if after - before > LIFETIME]
    if not gaps:
        return
    parts = [years[start:end] for start, end in pairwise([0, *gaps, len(years)])]
    most = max(parts, key=len)
    if len(most) == 1:  # of two periods either may be the wrong one; the later is the likelier
        most = parts[-1]
    odd = {year for part in parts if part is not most and len(part) < FEW for year in part}
    usual = f"{most[0]} to {most[-1]}" if len(most) > 1 else f"{most[0]}"
    there = (name for name, own in by_dataset.items() if not odd.isdisjoint(own))
    for cell in (cell for name in there for cell in _each_period(runs(name))):
        if cell.period.end and cell.period.end.year in odd and not cell.note.startswith(CONFIRMED):
            message = f"{cell.series} has a row for {cell.period}, and all other periods end in {usual}"
            yield problem(FAR_PERIOD, cell.place, message)


def _each_period(runs: Iterable[Run]) -> Iterator[Observation]:
    """A cell of each period: series that have the same ones are asked once."""
    seen: set[int] = set()
    for run in runs:
        if id(run.periods) not in seen:
            seen.add(id(run.periods))
            yield from run.cells


def without_newest(dataset: Dataset, runs: Sequence[Run], rows: Observations) -> Iterator[Problem]:
    """An indicator whose data are of a day by which one more period was over than it has rows for."""
    if dataset.as_at is None:
        return
    newest: dict[int, Observation] = {}  # of each stretch of periods the last
    for run in runs:
        newest.setdefault(id(run.periods), run.cells[-1])
    ends = [cell.period.end for cell in newest.values() if cell.period.end]
    last = max(newest.values(), key=lambda cell: cell.period.order, default=None)
    if last is None or last.period.form not in REGULAR or max(ends) != last.period.end or not last.period.end:
        return
    day, months = dataset.as_at, last.period.months or 0
    wait = 12 * (day.year - last.period.end.year) + day.month - last.period.end.month - (day.day < WHOLE_MONTH)
    if not 0 < months <= wait:
        return
    empty = (cell for name in dataset.series for cell in rows.get(name, {}).values() if cell.value is None)
    if not any(cell.period.order > last.period.order for cell in empty):
        message = f"the data are of {dataset.as_at}, and the newest row of {dataset.id} is for {last.period}"
        yield problem(NO_NEWEST_ROW, last.place, message)
