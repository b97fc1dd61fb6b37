"""From a project to every text that somebody wrote, each with the figures that it may know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pcpgen.checks.passages import written
from pcpgen.checks.report import passages
from pcpgen.figures.data import Data
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Paragraph, Part
from pcpgen.prose.passage import NoteText, Passage, passages_in
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """What stands together, such as a page or a paper, in order, and what was known when it was said."""

    passages: tuple[Passage, ...]
    data: Data


def texts(project: Project, data: Data) -> Iterator[Written]:
    """Every text of the workspace."""
    for edition in project.editions.values():
        yield from texts_of(edition, data)
    yield from other_texts(project, data)


def texts_of(edition: Edition, data: Data) -> Iterator[Written]:
    """Every text of an edition, as `figures.check_figures` dates them."""
    then = data.at(edition.as_at, edition)
    yield Written(tuple(each.passage for each in written(edition)), then)
    yield Written(tuple(passages_in(edition.variations)), then)


def other_texts(project: Project, data: Data) -> Iterator[Written]:
    """Every other text of the workspace, as the checks of papers date them."""
    editions = project.editions

    def known(as_at: date, day: date) -> Data:
        return data.at(as_at, edition_at(project, day))

    for report in project.reports:
        yield Written(tuple(passages(project, report)), known(report.as_at, report.meeting))
    for paper in project.board_papers:
        yield Written((paper.recommend, *_of_parts(paper.parts, paper.notes)), known(paper.day, paper.day))
    for sent in project.variation_reports:
        yield Written(_of_parts(sent.parts, sent.notes), data.at(sent.meeting, editions.get(sent.edition.value)))
    for own in project.outline_papers:
        yield Written((*own.entries.values(), *_of_parts(own.parts, own.notes)), known(own.as_at, own.day))
    for of_panel in project.panel_reports:
        each = of_panel.recommendations
        said = (*(one.text for one in each), *(one.response for one in each if one.response))
        yield Written(said, data.at(of_panel.date, editions.get(of_panel.edition.value)))
    for outline in project.outlines.values():
        yield Written(outline.passages, data)


def _of_parts(parts: Iterable[Part], notes: Iterable[NoteText]) -> tuple[Passage, ...]:
    own = (block.body for part in parts for block in part.blocks if isinstance(block, Paragraph))
    return (*own, *(note.text for note in notes))
