"""From an analyst's table and a dataset to what would change, and with the reasons to the files that it would make."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.load.sheet import Sheet
from pcpgen.model.data import Dataset
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import Problem
from pcpgen.sources.inferred import Inferred
from pcpgen.values import dataclass
from pcpgen.workspace.extraction import met
from pcpgen.workspace.history import files, unmarked, wrong
from pcpgen.workspace.intake import Intake, Reasons, intake


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table would make of a dataset; `sources` are those of the workspace with the table's own."""

    project: Project
    dataset: Dataset
    intake: Intake
    sources: Mapping[str, Source]


def propose(project: Project, dataset: Dataset, sheet: Sheet, columns: Mapping[str, str], delete: bool) -> Proposal:
    """The table against the dataset; `columns` says what those hold whose heads do not."""
    made = intake(sheet, dataset, unmarked(project, dataset), columns, delete)
    own = {sheet.source.file: sheet.source} if sheet.source else {}
    return Proposal(project, dataset, made, {**project.sources, **own})


def propose_inferred(project: Project, dataset: Dataset, found: Inferred, delete: bool) -> Proposal:
    """The same of a file that is read by a declaration which was inferred for it."""
    return Proposal(project, dataset, met(project, dataset, found.made, delete), project.sources)


def settle(proposal: Proposal, reasons: Reasons) -> tuple[dict[str, str], tuple[Problem, ...], Mapping[str, Source]]:
    """The text of each file to be written by its path, what the workspace would find wrong, and the sources of that."""
    project, dataset = proposal.project, proposal.dataset
    standing = project.texts
    history = standing.get(f"data/revisions/{dataset.id}.csv", "")
    head = standing.get(f"data/{dataset.id}.csv", "").partition("\n")[0]
    texts = files(dataset, proposal.intake, reasons.texts, reasons.day, head, history)
    sources = {**proposal.sources, **{name: Source(name, text) for name, text in texts.items()}}
    return texts, wrong(project, dataset, texts, proposal.intake.places), sources
