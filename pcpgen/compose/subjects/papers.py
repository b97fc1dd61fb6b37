"""Papers of an office's own kinds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.exempt import access
from pcpgen.blocks.subject import Named, Subject
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import (
    OFFICE,
    PAPER,
    PLAN,
    edition_names,
    office_names,
    plain_style,
)
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project, edition_at
from pcpgen.request import Request


def _outline_papers(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    for paper in project.outline_papers:
        if paper.kind == kind:
            subject = partial(paper_subject, project, office, kind, paper)
            draft = paper.standing.status == "draft"
            yield Declared((Request(kind, (paper.id,)),), kind, subject, draft, paper.parts, about=paper)


def paper_subject(project: Project, office: model.Office, kind: str, paper: OutlinePaper) -> Subject:
    """What a paper of a kind of the office's own is about: itself, and the plan that is in force on its day."""
    edition = edition_at(project, paper.day)
    of_plan = edition_names(project.catalogue, edition) if edition else {}
    days = {key: day_words(project.catalogue, day) for key, day in paper.days.items()}
    names: dict[str, Named] = {
        "paper.title": paper.title.value,
        "paper.id": paper.id,
        "paper.day": day_words(project.catalogue, paper.day),
    }
    return Subject(
        id=f"{kind}-{paper.id}",
        title=paper.title.value,
        day=paper.day,
        names={**office_names(office), **of_plan, **names, **paper.entries, **days},
        theme=kind,
        themes=plain_style(kind),
        standing=paper.standing,
        access=access(project.catalogue, paper.parts),
        figures_of=paper.as_at,
        parts=paper.parts,
        notes=paper.notes,
        works=tuple(id.value for id in paper.works),
        left_out=paper.left_out,
        edition=edition,
        paper=paper,
    )


PAPERS = Kind(_outline_papers, ("edition", "left_out"), {**OFFICE, **PLAN, **PAPER, "paper.id": "the paper's id"})
