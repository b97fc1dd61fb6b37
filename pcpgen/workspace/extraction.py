"""From an extract to what it would change in `data/`, and with the reasons to the files it makes; what is stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from pcpgen.figures.data import files_of
from pcpgen.load.extracted import FOLDER, text_of, values_sum
from pcpgen.load.published import differing
from pcpgen.load.rules import MISSING_FILE, WRONG_SHAPE
from pcpgen.load.table import read_table
from pcpgen.model.data import FLAGS, Dataset, Observation
from pcpgen.model.extraction import Extracted, fingerprint
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, errors_in, problem
from pcpgen.sources.extract import Extract, extract
from pcpgen.sources.lines import found_files
from pcpgen.sources.series import changed_over
from pcpgen.sources.unfit import Unfit
from pcpgen.values import dataclass
from pcpgen.workspace.history import files, of_begun, unmarked, wrong
from pcpgen.workspace.intake import Intake, Reasons, Taken, compared

# estimated, of low reliability, after a break: what an analyst finds, where a publisher says how final a value is
_JUDGED, _OF_ITS_KIND = "eub", "ub"  # the second outlast a change of the value, which is an estimate no longer


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the publisher's files would make of a dataset."""

    project: Project
    dataset: Dataset
    made: Extract
    intake: Intake

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.made.problems + self.made.unsaid


def extracted(
    root: Path, project: Project, dataset: Dataset, delete: bool = False, executor: Executor | None = None
) -> Extraction:
    """What the files of a dataset's declaration say, against its observations; with `delete` what they lack goes."""
    made = extract(root, dataset, project.catalogue, executor)
    return Extraction(project, dataset, made, _restoring(project, dataset, met(project, dataset, made, delete)))


def _restoring(project: Project, dataset: Dataset, found: Intake) -> Intake:
    """What files give. Where the last extract gave the same, what differs was typed over it, and revises nothing; what
    was revised, as the history has it, was not typed.
    """
    record = project.extracted.get(dataset.id)
    if record is None or record.result != values_sum(dataset, found.observations):
        return found
    held = {
        f"{id.partition('.')[2]}@{each.period.written}": each.new
        for id in project.revisions
        if id.startswith(f"{dataset.id}.")
        for each in project.revisions[id]
    }
    every = (*found.changed, *found.added)
    typed = tuple(each for each in every if each.name not in held or held[each.name] != each.old)
    added, changed = (tuple(each for each in some if each not in typed) for some in (found.added, found.changed))
    return replace(found, added=added, changed=changed, restored=typed)


def met(project: Project, dataset: Dataset, made: Extract, delete: bool) -> Intake:
    """What files give against a dataset's observations."""
    known = unmarked(project, dataset)
    cells: dict[tuple[str, str], Taken] = {}
    for id, observations in made.observations.items():
        for written, each in observations.items():
            before = known.get(id, {}).get(written)
            cells[id, written] = judged(before, each), made.names[f"{id}@{written}"], _said(before, each)
    found = compared(dataset, known, (), cells, made.problems + made.unsaid, delete)
    origins = made.record.origins if made.record else {}
    places = {cell: (Place(each.file, each.row or 1), made.names[cell]) for cell, each in origins.items()}
    return replace(found, scale=made.scale, notes=made.notes, doubts=made.doubts, places=places)


def judged(before: Observation | None, new: Observation) -> Observation:
    """The new cell with the flags that somebody judged the old one to deserve."""
    lasting = _JUDGED if before and before.value == new.value else _OF_ITS_KIND
    kept = set(before.flags) & set(lasting) if before and new.value is not None else set()
    return new._replace(flags="".join(flag for flag in FLAGS if flag in new.flags or flag in kept))


def _said(before: Observation | None, new: Observation) -> frozenset[str]:
    """What the new cell says itself; what an author noted at a value that stands is kept."""
    had_none = before is not None and before.value is None and new.value is not None
    said = (("note", bool(new.note) or had_none), ("flag", new.value is not None))  # which the file says, or leaves out
    return frozenset(name for name, holds in said if holds)


def settled(found: Extraction, reasons: Reasons, day: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The text of each file that differs from what stands, by its path, and what the workspace would find wrong."""
    project, dataset, record = found.project, found.dataset, found.made.record
    assert record is not None
    if dataset.wide and any(each.flags for of in found.intake.observations.values() for each in of.values()):
        message = "the file says what kind some values are, and a wide CSV has no place for it"
        return {}, (problem(WRONG_SHAPE, dataset.title.place, message, "Write shape: tidy."),)
    standing = project.texts
    history = standing.get(f"data/revisions/{dataset.id}.csv", "")
    head = standing.get(f"data/{dataset.id}.csv", "").partition("\n")[0]
    texts = files(dataset, found.intake, reasons.texts, reasons.day, head, history)
    problems = wrong(project, dataset, texts, found.intake.places)
    observations, _ = read_table(Source(f"data/{dataset.id}.csv", texts[f"data/{dataset.id}.csv"]), dataset)
    texts[f"{FOLDER}/{dataset.id}.json"] = text_of(
        _dated(record, project, dataset, values_sum(dataset, observations), day)
    )
    if _says_the_same(found):  # in another form perhaps, such as with an empty column of notes
        texts[f"data/{dataset.id}.csv"] = standing.get(f"data/{dataset.id}.csv", texts[f"data/{dataset.id}.csv"])
    return {name: text for name, text in texts.items() if standing.get(name) != text}, problems


def _says_the_same(found: Extraction) -> bool:
    known = unmarked(found.project, found.dataset)
    return all(
        _said_in_full(known.get(id, {})) == _said_in_full(found.intake.observations.get(id, {}))
        for id in found.dataset.series
    )


def _said_in_full(observations: Mapping[str, Observation]) -> dict[str, tuple[object, ...]]:
    return {
        written: (each.value, each.qualifier, each.note, each.base, each.flags, each.suppressed)
        for written, each in observations.items()
    }


def _dated(record: Extracted, project: Project, dataset: Dataset, result: str, day: str) -> Extracted:
    """The record with its day: that of the one that stands, where nothing else has changed."""
    whole = replace(record, result=result)
    before = project.extracted.get(dataset.id)
    same = before is not None and replace(whole, day=before.day, called=before.called) == before
    return replace(whole, day=before.day if before and same else day)


def stale(root: Path, project: Project, dataset: Dataset) -> Iterator[str]:
    """Why a dataset is not what an extract would make of it, in words; the files need not be there."""
    declared, record = dataset.extraction, project.extracted.get(dataset.id)
    assert declared is not None
    if record is None:
        yield "it was never extracted"
        return
    if record.declared != fingerprint(declared, tuple(dataset.series), dataset.frequency):
        yield "its declaration has changed"
    if record.result != values_sum(dataset, project.observations):
        yield f"data/{dataset.id}.csv was changed by hand"
    for word, was, now in changed_over(dataset, record.called):
        yield f'"{word}" meant {was}, and is what {now} is called now'
    try:
        found_files(root, declared)
    except Unfit as unfit:
        if unfit.problem.rule is not MISSING_FILE:
            yield unfit.problem.message
            return
    yield from differing(root, declared, record)


def sources_are_here(root: Path, dataset: Dataset) -> bool:
    assert dataset.extraction is not None
    try:
        return bool(found_files(root, dataset.extraction))
    except Unfit:
        return False


def doubts(root: Path, project: Project, problems: Sequence[Problem], dataset: Dataset) -> list[Problem]:
    """What is wrong with a dataset besides that it was not extracted yet, or its record."""
    has_rows = (root / f"data/{dataset.id}.csv").exists()
    own = [each for each in errors_in(problems) if each.place.file in files_of(dataset.id)]
    own = [each for each in own if not of_begun(each, project)]
    return [
        each for each in own if not each.place.file.startswith(FOLDER) and (has_rows or each.rule is not MISSING_FILE)
    ]


def in_data(project: Project) -> Mapping[str, Dataset]:
    """The datasets that come from a publisher's file."""
    return {id: dataset for id, dataset in sorted(project.datasets.items()) if dataset.extraction}
