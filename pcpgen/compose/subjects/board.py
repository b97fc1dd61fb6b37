"""Papers to the Board."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.subject import Named, Subject
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import OFFICE, PAPER, document_id, office_names, plain_style
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.board import BoardPaper
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project, posts_of
from pcpgen.request import Request


def _board_papers(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    for paper in project.board_papers:
        subject = partial(_board_paper, project, office, kind, paper)
        draft = paper.standing.status == "draft"
        yield Declared((Request(kind, (paper.id,)),), kind, subject, draft, paper.parts, about=paper)


def _board_paper(project: Project, office: model.Office, kind: str, paper: BoardPaper) -> Subject:
    names: dict[str, Named] = {
        "paper.title": paper.title,
        "paper.day": day_words(project.catalogue, paper.day),
        "paper.sender": posts_of(project).get(paper.sender.value, paper.sender.value),
        "paper.contact": paper.contact,
    }
    return Subject(
        id=document_id(kind, f"board-{paper.day.isoformat()}-{paper.id}"),
        title=paper.title,
        day=paper.day,
        names=office_names(office) | names,
        theme="board",
        themes=plain_style("board"),
        standing=paper.standing,
        figures_of=paper.day,
        parts=paper.parts,
        notes=paper.notes,
        works=tuple(id.value for id in paper.works),
        paper=paper,
    )


_NAMES = {"paper.sender": "whose paper it is", "paper.contact": "whom to ask about it"}
BOARD_PAPERS = Kind(_board_papers, ("appendices",), {**OFFICE, **PAPER, **_NAMES}, ("appendices", "each: own-heading"))
