"""From the cells of each dataset to the values that nobody would expect, unless a note beside them says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pcpgen.figures.data import Data
from pcpgen.figures.plausible import common_spread, spread, unlikely
from pcpgen.figures.runs import Run, is_count, runs
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

UNLIKELY_VALUE = Rule(
    "unlikely-value",
    "A value unlike all others of its series",
    "A digit too many, a point in the wrong place or a cell in the wrong row looks like any other number.",
    "Correct the value, or say in its note why it is so, such as “Checked: the helpline was closed in March”.",
    "warning",
)
UNUSED_CONFIRMATION = Rule(
    "unused-confirmation",
    "A note that confirms a value that nothing speaks against",
    "Readers wonder what was checked, and the next slip in this cell would pass.",
    "Take “Checked:” out of the note.",
    "warning",
)

WHOLE_NUMBERS = 5  # so many others of a unit make one with decimals odd
_BALANCE = re.compile(r"(?i)\b(?:net|change|balance|difference|growth|gap|less|variance|surplus)\b")
CONFIRMED = "Checked:"  # how a note begins that confirms; any note of the value's own does


class Finding(NamedTuple):
    """A cell that is told, with why; the note of any of `cells` confirms it."""

    rule: Rule
    run: Run
    cell: Observation
    message: str
    remedy: str = ""
    cells: Sequence[Observation] = ()

    @property
    def confirmed(self) -> bool:
        """Whether a cell has a note that no other cell of its series has: what stands at several is about them all."""
        return any(each.note and _own(each, self.run) for each in (self.cell, *self.cells))


def _own(cell: Observation, run: Run) -> bool:
    return all(each.note != cell.note for each in run.cells if each is not cell)


def check_plausible(project: Project, data: Data) -> Iterator[Problem]:
    """Every value that its own history or its neighbours make unlikely."""
    for dataset in data.datasets.values():
        known = list(runs(dataset, data.observations))
        found = list(_first_of_each(_findings(dataset, known)))
        yield from _told(data, found)
        yield from _unused(project, data, dataset, found)


def _findings(dataset: Dataset, known: Sequence[Run]) -> Iterator[Finding]:
    """All that is found, what explains it best first."""
    yield from _of_sign(known)
    yield from _of_fractions(known)
    yield from _of_size(known)


def _first_of_each(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of several about one cell the first: one cause, one problem."""
    told: set[tuple[str, str]] = set()
    for each in found:
        cell = each.cell.series, each.cell.period.written
        if cell not in told:
            told |= {cell, *((other.series, other.period.written) for other in each.cells)}
            yield each


def _told(data: Data, found: Iterable[Finding]) -> Iterator[Problem]:
    for each in found:
        if not each.confirmed and not _denied(data, each.cell):
            yield problem(each.rule, each.cell.place, each.message, each.remedy)


def _denied(data: Data, cell: Observation) -> bool:
    """Whether a printed total denies the cell or its row already."""
    dataset = data.datasets[cell.series.partition(".")[0]]
    for series in dataset.series.values():
        if cell.series == series.id or cell.series in series.total_of:
            total = data.observations.get(series.id, {}).get(cell.period.written)
            sums = data.printed_total(total) if total else None
            if sums and abs(sums.printed - sums.summed) > sums.allowed:
                return True
    return False


def _unused(project: Project, data: Data, dataset: Dataset, found: Iterable[Finding]) -> Iterator[Problem]:
    """Notes that confirm what was not found."""
    source = project.sources.get(f"data/{dataset.id}.csv")
    if source is None or CONFIRMED not in source.text:
        return
    used = {cell.line for each in found for cell in (each.cell, *each.cells)}
    told: set[int] = set()
    for series in dataset.series:
        for cell in data.observations.get(series, {}).values():
            if cell.note.startswith(CONFIRMED) and cell.line not in used | told and cell.value is not None:
                told.add(cell.line)
                message = f"the note confirms {cell.series} for {cell.period}, and nothing speaks against the value"
                yield problem(UNUSED_CONFIRMATION, cell.place, message)


def _of_sign(known: Iterable[Run]) -> Iterator[Finding]:
    """Values on the other side of nought than all others of their series, and counts under nought."""
    for run in known:
        if run.ordered[0] >= 0:
            continue
        below = [at for at, value in enumerate(run.values) if value < 0]
        above = [at for at, value in enumerate(run.values) if value > 0]
        few, rest = sorted((below, above), key=len)
        if len(few) == 1 and len(rest) >= 2 and len(rest) + 1 == len(run.values):
            cell, side = run.cells[few[0]], "below" if few is below else "above"
            if 2 * abs(run.values[few[0]]) > min(abs(run.values[at]) for at in rest):
                message = f"{_said(cell)}, and alone of {len(run.values)} values {side} nought"
                yield Finding(UNLIKELY_VALUE, run, cell, message)
        elif len(run.values) < 3 and run.counts and not _BALANCE.search(run.series.title):
            for cell in (run.cells[at] for at in below):
                yield Finding(
                    UNLIKELY_VALUE, run, cell, f"{_said(cell)} {run.series.unit}, and no count is under nought"
                )


def _of_fractions(known: Sequence[Run]) -> Iterator[Finding]:
    """Values with decimals among many whole numbers of one thing."""
    whole: Counter[str] = Counter()
    broken: list[tuple[Run, Observation]] = []
    for run in known:
        if run.series.decimals or not is_count(run.series.unit):
            continue
        fractions = [] if run.whole else [at for at, value in enumerate(run.values) if value % 1]
        whole[run.series.unit] += len(run.values) - len(fractions)
        broken += [(run, run.cells[at]) for at in fractions]
    for run, cell in broken:
        unit = run.series.unit
        if whole[unit] >= WHOLE_NUMBERS and sum(each.series.unit == unit for each, _ in broken) == 1:
            message = f"{_said(cell)}, and all {whole[unit]} other {unit or 'values'} are whole numbers"
            yield Finding(UNLIKELY_VALUE, run, cell, message)


def _of_size(known: Sequence[Run]) -> Iterator[Finding]:
    """Values that are far larger or smaller than the others of their series."""
    by_unit: dict[str, list[float]] = {}
    sized = [run for run in known if _on_one_side(run)]
    for run in sized:
        if len(run.values) >= 3:
            by_unit.setdefault(run.series.unit, []).append(spread(_sizes(run)[1]).of_logs)
    common = {unit: common_spread(spreads) for unit, spreads in by_unit.items()}
    for run in sized:
        found = unlikely(*_sizes(run), common.get(run.series.unit, 0.0), run.counts)
        if found and any("b" in cell.flags for cell in run.cells):  # what comes before a break is no history
            continue
        yield from (_unlikely(run, at) for at in found)


def _on_one_side(run: Run) -> bool:
    """Whether a run's values have sizes that can be compared: of one sign, and nought where they count something."""
    return run.ordered[0] > 0 or run.ordered[-1] < 0 or (run.ordered[0] == 0 and run.counts)


def _sizes(run: Run) -> tuple[Sequence[float], Sequence[float]]:
    """The values without their sign, as they follow each other and in ascending order."""
    if run.ordered[0] >= 0:
        return run.values, run.ordered
    return [-value for value in run.values], [-value for value in reversed(run.ordered)]


def _unlikely(run: Run, at: int) -> Finding:
    cell, others = run.cells[at], [*run.cells[:at], *run.cells[at + 1 :]]
    said = _said(cell)
    values = sorted(each.value for each in others if isinstance(each.value, Decimal))
    if len(others) == 1:
        message = f"{said}, and for {others[0].period} it is {values[0]:,}"
        return Finding(UNLIKELY_VALUE, run, cell, message, cells=others)
    message = f"{said}; its other {len(others)} values lie between {values[0]:,} and {values[-1]:,}"
    return Finding(UNLIKELY_VALUE, run, cell, message)


def _said(cell: Observation) -> str:
    return f"{cell.series} for {cell.period} is {cell.value:,}"
