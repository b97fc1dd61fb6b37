"""A paper to the Board, as its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pcpgen.model.plan import Standing
from pcpgen.model.report import Part
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Consultation:
    """When people were asked, first and last day included."""

    start: date
    end: date
    place: Place

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class BoardPaper:
    """A free paper to the Board; its recommendation is told once, and repeated where the text asks for it."""

    id: str
    day: date
    sender: Text  # a post's title
    title: str
    recommend: Passage
    consultations: Mapping[str, Consultation]
    appendices: Mapping[str, str]  # title by letter
    works: tuple[Text, ...]
    contact: str
    parts: tuple[Part, ...]
    notes: tuple[NoteText, ...]
    standing: Standing
    place: Place
