"""A kind of document of the office's own, as its outline declares it, and a paper of such a kind as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from pcpgen.model.plan import Standing
from pcpgen.model.report import Part
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import dataclass

AskKind: TypeAlias = Literal["words", "prose", "day", "post"]
Each: TypeAlias = Literal["", "heading", "theme", "objective", "priority", "indicator"]


@dataclass(frozen=True, slots=True)
class Ask:
    """An entry that the papers of a kind have: what it holds, its label at their head, whether it may be absent."""

    key: str
    kind: AskKind
    label: str
    optional: bool
    place: Place


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """A section of a kind: its title, the program's opening words, and whether its author's own text follows.

    `each` repeats it: over what the plan lists, or over the author's headings that begin with `label`, as in
    `# Option: Keep the van`. One that may be absent (`when: any`) is left out where nothing stands in it.
    """

    title: Passage
    label: str
    says: tuple[Passage, ...]
    of_author: bool
    each: Each
    when_any: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of document: where its papers stand, their entries, their head, their sections, what must be complete."""

    id: str
    title: str
    plural: str
    folder: str
    asks: Mapping[str, Ask]
    head: tuple[Text, ...]
    dated: Text
    sections: tuple[SectionOutline, ...]
    complete: tuple[Text, ...]
    place: Place
    sound: bool  # whether it could be read whole; else no paper of its kind is


@dataclass(frozen=True, slots=True)
class OutlinePaper:
    """A paper of a kind that an outline declares; `entries` by their key, as its author wrote them."""

    kind: str  # the id of its outline
    id: str
    title: Text
    entries: Mapping[str, Passage]
    day: date
    parts: tuple[Part, ...]
    left_out: Mapping[str, Text]
    notes: tuple[NoteText, ...]
    works: tuple[Text, ...]
    standing: Standing
    place: Place
