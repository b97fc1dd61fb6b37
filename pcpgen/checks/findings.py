"""From what is odd about a cell to a problem, unless a note beside the value says why it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pcpgen.figures.data import Data
from pcpgen.figures.runs import Run
from pcpgen.model.columns import saying_more
from pcpgen.model.data import Observation
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

UNUSED_CONFIRMATION = Rule(
    "unused-confirmation",
    "A note that confirms a value that nothing speaks against",
    "Readers wonder what was checked, and the next slip in this cell would pass.",
    "Take “Checked:” out of the note.",
    "warning",
)

CONFIRMED = "Checked:"  # how a note begins that confirms and nothing else


class Finding(NamedTuple):
    """A cell that is told, with why; a note of its own, or of another of `cells`, confirms it."""

    rule: Rule
    run: Run
    cell: Observation
    message: str
    remedy: str = ""
    cells: Sequence[Observation] = ()
    strict: bool = False  # what is no matter of size: only a note that begins with “Checked:” confirms it

    @property
    def confirmed(self) -> bool:
        """Whether a cell has a note that no other cell of its series has: what stands at several is about them all."""
        if self.strict:
            return any(each.note.startswith(CONFIRMED) for each in (self.cell, *self.cells))
        return any(each.note and self._own(each) for each in (self.cell, *self.cells))

    def _own(self, cell: Observation) -> bool:
        return all(each.note != cell.note for each in self.run.cells if each.period is not cell.period)


def said(cell: Observation) -> str:
    return f"{cell.series} for {cell.period} is {cell.value:,}"


def first_of_each(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of several about one cell the first: one cause, one problem."""
    told: set[tuple[str, str]] = set()
    for each in found:
        cells = {(cell.series, cell.period.written) for cell in (each.cell, *each.cells)}
        if told.isdisjoint(cells):
            told |= cells
            yield each


def told(data: Data, found: Iterable[Finding]) -> Iterator[Problem]:
    """The findings as problems, but for those that are confirmed, or that a printed total tells already."""
    for each in found:
        if not each.confirmed and not _denied(data, each.cell):
            yield problem(each.rule, each.cell.place, each.message, each.remedy)


def _denied(data: Data, cell: Observation) -> bool:
    """Whether a printed total denies the cell or its row."""
    dataset = data.datasets[cell.series.partition(".")[0]]
    for series in dataset.series.values():
        if cell.series == series.id or cell.series in series.total_of:
            total = data.observations.get(series.id, {}).get(cell.period.written)
            sums = data.printed_total(total) if total else None
            if sums and abs(sums.printed - sums.summed) > sums.allowed:
                return True
    return False


def unused(project: Project, data: Data, found: Iterable[Finding]) -> Iterator[Problem]:
    """Notes that confirm what was not found."""
    seen = {(cell.file, cell.line) for each in found for cell in (each.cell, *each.cells)}
    for name, dataset in data.datasets.items():
        source = project.sources.get(f"data/{name}.csv")
        if source is None or CONFIRMED not in source.text:
            continue
        for cell in (cell for series in dataset.series for cell in saying_more(data.observations.get(series, {}))):
            row = cell.file, cell.line
            if cell.note.startswith(CONFIRMED) and row not in seen and cell.value is not None:
                seen.add(row)
                message = f"the note confirms {cell.series} for {cell.period}, and nothing speaks against the value"
                yield problem(UNUSED_CONFIRMATION, cell.place, message)
