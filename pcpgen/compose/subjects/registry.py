"""Everything that kinds of document can be about, and every document that a workspace declares."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pcpgen.blocks.prose import compose_phrase
from pcpgen.compose.subjects.board import BOARD_PAPERS
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.editions import EDITIONS
from pcpgen.compose.subjects.issued import ISSUED
from pcpgen.compose.subjects.meetings import MEETINGS
from pcpgen.compose.subjects.names import office_names
from pcpgen.compose.subjects.papers import PAPERS
from pcpgen.compose.subjects.reports import REPORTS
from pcpgen.compose.subjects.responses import RESPONSES
from pcpgen.compose.subjects.variations import VARIATIONS
from pcpgen.document.prose import Inline, phrase
from pcpgen.figures.data import Data
from pcpgen.load.outlines import outline_of, shipped_kinds
from pcpgen.model import plan as model
from pcpgen.model.outline import Of
from pcpgen.model.project import Project
from pcpgen.prose.tree import Expression, Source

KINDS: Mapping[Of, Kind] = {
    "edition": EDITIONS,
    "report": REPORTS,
    "variation": VARIATIONS,
    "recommendations": RESPONSES,
    "meeting": MEETINGS,
    "board-paper": BOARD_PAPERS,
    "issued": ISSUED,
    "paper": PAPERS,
}


def declared(project: Project, office: model.Office, data: Data) -> Iterator[Declared]:
    """Every document of the workspace, kind by kind, each in the order of its register."""
    for kind, of in of_kinds(project).items():
        yield from KINDS[of].subjects(project, office, kind, data)


def of_kinds(project: Project) -> dict[str, Of]:
    """What each kind is about, the program's and the office's own, in the order of what they are about."""
    known = {**shipped_kinds(), **{id: outline.of for id, outline in project.outlines.items()}}
    order = list(KINDS)
    return dict(sorted(known.items(), key=lambda each: (order.index(each[1]), each[0])))


def of_kind(project: Project, kind: str) -> Of | None:
    """What a kind is about; None where there is none of this name."""
    own = project.outlines.get(kind)
    return own.of if own else shipped_kinds().get(kind)


def kinds(project: Project, office: model.Office, asked: Collection[str] | None = None) -> dict[str, str]:
    """What the documents of each kind are called, by its id, or of each that is asked for: only its outline is read."""
    names = office_names(office)
    say = project.catalogue  # of an office that has no Panel or Board, and may have one
    names |= {
        "panel.name": office.panel or say.text("kinds.panel"),
        "board.name": office.board or say.text("kinds.board"),
    }

    def named(what: Source) -> tuple[Inline, ...]:
        return phrase(str(names.get(str(what.arguments[0]), "")) if isinstance(what, Expression) else "").content

    known = [id for id in of_kinds(project) if asked is None or id in asked]
    return {id: compose_phrase(outline_of(project.outlines, id).plural, named).plain for id in known}
