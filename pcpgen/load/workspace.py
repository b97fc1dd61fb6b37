"""From the workspace folder to a `Project` and its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pcpgen.languages import unmarked
from pcpgen.load.actions import read_actions
from pcpgen.load.board import read_board
from pcpgen.load.datasets import read_datasets, read_indicators
from pcpgen.load.deadlines import read_closures
from pcpgen.load.edition import read_edition
from pcpgen.load.exempt import read_exemptions
from pcpgen.load.extracted import FOLDER as EXTRACTED
from pcpgen.load.extracted import by_hand, read_extracted, values_sum
from pcpgen.load.fields import ID
from pcpgen.load.files import DATA_LIMIT, Folder
from pcpgen.load.grades import read_grades
from pcpgen.load.groups import read_groups
from pcpgen.load.images import read_pictures
from pcpgen.load.information import read_information
from pcpgen.load.issued import read_issued
from pcpgen.load.law import read_law
from pcpgen.load.office import read_office
from pcpgen.load.outlines import (
    OUTLINES,
    TAKEN_FOLDERS,
    note_others,
    read_outline_papers,
    read_outlines,
    shipped_folders,
)
from pcpgen.load.panel import PANEL, read_panel, read_works
from pcpgen.load.parts import PRIORITY
from pcpgen.load.performance import read_performance
from pcpgen.load.published import compared, sums
from pcpgen.load.questions import read_questions, read_recommendations
from pcpgen.load.reuse import note_unused
from pcpgen.load.revisions import FOLDER as REVISIONS
from pcpgen.load.revisions import marked, read_revisions
from pcpgen.load.rules import UNKNOWN_FILE
from pcpgen.load.table import read_table
from pcpgen.load.translation import note_lost
from pcpgen.load.words import read_words
from pcpgen.memory import Memory, Same, once
from pcpgen.model.data import Dataset, Observation, Observations
from pcpgen.model.extraction import Extracted
from pcpgen.model.ids import id_near
from pcpgen.model.obligations import NATIONS
from pcpgen.model.outline import Outline
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project, alone_in
from pcpgen.model.report import Report, VariationReport
from pcpgen.place import Place
from pcpgen.problems import Problem, filed_as, near_id, problem
from pcpgen.rules import MALFORMED_ID

# folders and files directly in plan/ that are no editions
_NO_EDITIONS = TAKEN_FOLDERS


def read_workspace(root: Path, language: str = "", memory: Memory | None = None) -> tuple[Project, tuple[Problem, ...]]:
    """All that could be understood of `root` in the language in which it is written or in another; what is wrong.

    What is remembered and has not changed are the same objects as they were.
    """
    folder = Folder(root, language, memory)
    return read_folder(folder), tuple(folder.problems)


def read_folder(folder: Folder) -> Project:
    """All that could be understood of a folder, which keeps what is wrong."""
    office = read_office(folder)
    indicators, datasets = read_indicators(folder)
    datasets |= read_datasets(folder)
    observations = _observations(folder, datasets)
    revisions = read_revisions(folder, datasets, observations)
    outlines = read_outlines(folder)
    editions = _editions(folder, outlines)
    panel, reports = read_panel(folder, _names_of_levels(editions))
    project = Project(
        office=office,
        catalogue=read_words(folder),
        editions=editions,
        indicators=indicators,
        datasets=datasets,
        groups=read_groups(folder),
        observations=marked(observations, revisions),
        revisions=revisions,
        panel=panel,
        reports=tuple(each for each in reports if isinstance(each, Report)),
        variation_reports=tuple(each for each in reports if isinstance(each, VariationReport)),
        questions=read_questions(folder),
        works=read_works(folder),
        closures=read_closures(folder),
        law=read_law(folder),
        board_papers=read_board(folder),
        exemptions=read_exemptions(folder, office.nation if office else NATIONS[0]),
        panel_reports=read_recommendations(folder),
        grades=read_grades(folder),
        performance=read_performance(folder),
        actions=read_actions(folder),
        issued=read_issued(folder),
        information=read_information(folder),
        outlines=outlines,
        outline_papers=read_outline_papers(folder, outlines, office),
        sources=folder.sources,
        inputs=folder.inputs,
    )
    return _whole(folder, project)


def _whole(folder: Folder, project: Project) -> Project:
    """With the pictures that its words show and the records of extracts; what nothing has read is told."""
    images, older = read_pictures(folder, project.passages), frozenset(folder.older)
    records = read_extracted(folder, project.datasets)
    extracted = {id: _compared(folder.root, project, id, record) for id, record in records.items()}
    published = sums(folder.root, extracted)
    project = replace(project, images=images, extracted=extracted, published=published)
    project = replace(project, language=folder.language, older=older)
    note_unused(folder)
    _strays(folder, project)
    languages = (*(project.office.languages if project.office else ()), *alone_in(project))
    folder.problems += note_lost(folder, languages)
    return project


def _compared(root: Path, project: Project, id: str, record: Extracted) -> Extracted:
    """A record beside the values and the publisher's files as they are now."""
    dataset = project.datasets[id]
    assert dataset.extraction is not None
    same = record.result == values_sum(dataset, project.observations)
    return compared(root, dataset.extraction, record if same else by_hand(id, record))


_LIKE = 0.85  # of the name of a folder for papers, so that it is likely meant


def _strays(folder: Folder, project: Project) -> None:
    for where in ("plan", PANEL, *(f"plan/{id}" for id in project.editions)):
        folder.note_strays(where)
    of_papers = [outline.folder for outline in project.outlines.values() if outline.folder]
    for where in dict.fromkeys((*of_papers, *_waiting(folder))):
        note_others(folder, where)


def _waiting(folder: Folder) -> list[str]:
    """The folders of the program's kinds of paper in which neither a paper nor an edition stands."""
    empty = (each for each in shipped_folders().values() if not folder.names(each, ".md"))
    return [each for each in empty if not folder.exists(f"{each}/edition.yaml")]


def _names_of_levels(editions: Mapping[str, Edition]) -> tuple[str, ...]:
    """What plans call what stands in their themes, in the first language too; the last plan’s lowest level last."""
    each_theme_has_one = [level for edition in editions.values() for level in edition.levels if level.one]
    listed = [level for edition in editions.values() for level in edition.listed]
    return tuple(
        dict.fromkeys(name for each in (*each_theme_has_one, *listed) for name in (each.written, unmarked(each.name)))
    ) or (PRIORITY,)


def _editions(folder: Folder, outlines: Mapping[str, Outline]) -> dict[str, Edition]:
    editions: dict[str, Edition] = {}
    taken = [*(outline.folder for outline in outlines.values() if outline.folder), *_waiting(folder)]
    unread = len(folder.names(OUTLINES, ".yaml")) > sum(outline.sound for outline in outlines.values())
    for name in folder.folders("plan"):
        if name in _NO_EDITIONS or f"plan/{name}" in taken:
            continue
        known = [] if folder.exists(f"plan/{name}/edition.yaml") else [each.removeprefix("plan/") for each in taken]
        if meant := near_id(name.lower(), known, _LIKE):
            message = f"plan/{name} holds no edition, and papers of no kind"
            remedy = f"Rename it to {meant}, or move its papers to plan/{meant}."
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"plan/{name}"), message, remedy))
            continue
        if unread and _are_papers(folder, f"plan/{name}"):  # perhaps of a kind that is not understood
            continue
        if not ID.fullmatch(name):
            remedy = f"Rename the folder to {id_near(name)} where it is an edition; else move it out of plan/."
            folder.problems.append(problem(MALFORMED_ID, Place(f"plan/{name}"), f'"{name}" is no id', remedy))
            continue
        edition = read_edition(folder, name)
        if edition is not None:
            editions[name] = edition
    return editions


def _are_papers(folder: Folder, where: str) -> bool:
    """Whether a folder can be one of papers: an edition has other things than Markdown right in it."""
    return all(name.endswith(".md") for name in folder.names(where))


def _observations(folder: Folder, datasets: dict[str, Dataset]) -> Observations:
    found: dict[str, Mapping[str, Observation]] = {}
    there = {name.removesuffix(".csv") for name in folder.names("data", ".csv")}
    for name, dataset in datasets.items():
        extract = (
            f"Run pcpgen extract {name}; or delete" if dataset.extraction else "Add it, with the figures; or delete"
        )
        meant = filed_as(name, there - datasets.keys(), datasets.keys() - there) if name not in there else ""
        source = folder.text(
            f"data/{name}.csv",
            DATA_LIMIT,
            dataset.title.place,
            remedy=f"{meant}{extract} {dataset.title.place.file}, where nothing shows them.",
        )
        if source is not None:
            read = partial(read_table, source, dataset)
            observations, problems = once(folder.memory, (read_table, Same(source), Same(dataset)), read)
            found |= observations
            folder.problems += problems
    for name in folder.names("data"):
        if f"data/{name}" not in (REVISIONS, EXTRACTED) and (
            not name.endswith(".csv") or name.removesuffix(".csv") not in datasets
        ):
            from pcpgen.load.spare import spare  # here, since few workspaces have any

            folder.problems.append(spare(folder.root, name, datasets))
    return found
