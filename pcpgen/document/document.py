"""A composed document, whatever its kind: its front, sections in sections, notes and works; nothing left to compute."""

from __future__ import annotations

from typing import Literal

from pcpgen.document.blocks import Block
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Phrase
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

# the template that lays a section out: pages of a plan each have their own, sections of papers are "numbered"
Layout = Literal[
    "numbered",
    "contents",
    "text",
    "foreword",
    "facts",
    "foot",
    "survey",
    "statements",
    "plan-on-a-page",
    "theme",
    "narrative",
    "aims",
    "indicators",
    "accounts",
    "charts",
]


@dataclass(frozen=True)
class Note:
    """A note at the end of a section or a document, with the way back to its mark."""

    number: int
    id: str
    back: str
    text: Phrase


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it: its blocks, then its sections, then its notes.

    It has several titles where it treats several parts of the plan together, and none where it only groups what it
    holds for its layout. `theme` colours it; `begins_page` is for paper.
    """

    id: str
    titles: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    number: str = ""  # "2.1", as printed before the title
    label: str = ""  # "Objective" before the title, or nothing
    layout: Layout = "numbered"
    theme: str = ""
    begins_page: bool = False
    names: tuple[str, ...] = ()  # by which references find it, beside its id

    @property
    def title(self) -> str:
        return self.titles[0] if self.titles else ""


@dataclass(frozen=True)
class Work:
    """An entry of the bibliography."""

    id: str
    title: str
    where: str
    url: str


@dataclass(frozen=True)
class ThemeStyle:
    """A theme's place in the colour scheme: hue carries white text, tint carries ink or hue."""

    id: str
    hue: str
    tint: str
    order: int  # from 0; the thumb tab's height follows it


@dataclass(frozen=True)
class CoverRow:
    """One row of a cover's picture: a block for each of a theme's statements."""

    theme: str
    name: str
    count: int
    says: Phrase  # "9 priorities for action"


@dataclass(frozen=True)
class Cover:
    """The front of a published plan, and the address on its back."""

    issuer: tuple[str, ...]
    address: tuple[str, ...]
    rows: tuple[CoverRow, ...]
    kind: Literal["plan"] = "plan"


@dataclass(frozen=True)
class Head:
    """The front of a paper: whose meeting it is for, its colour, and what a clerk asks of it."""

    body: str
    facts: tuple[tuple[str, str], ...]  # label and value
    theme: str
    title_under: bool = False  # whether the title stands under the facts
    kind: Literal["paper"] = "paper"


@dataclass(frozen=True)
class Twin:
    """The same document in another language: its tag, what that calls itself, the id of the document.

    `file` is its page, where that is no document's and has no folder.
    """

    lang: str
    name: str
    id: str
    file: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document, ready for its formats; its front tells which templates lay it out."""

    id: str  # the outputs' file name without its ending
    catalogue: Catalogue  # the program's own words
    title: str
    subtitle: str
    area: str
    producer: str
    notice: str
    footer: str
    date: str  # ISO, of the document itself
    logo: Picture | None
    themes: tuple[ThemeStyle, ...]
    front: Cover | Head
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    works: tuple[Work, ...] = ()
    pictures: tuple[Picture, ...] = ()  # of its prose, which names their files
    by_section: bool = False  # whether it has a web page for each section too
    twins: tuple[Twin, ...] = ()  # the same in other languages
    remarks: tuple[str, ...] = ()  # on how far its translation has come
    source_language: str = ""  # the tag of the language of what is not translated

    @property
    def kind(self) -> str:
        """The folder of its templates."""
        return self.front.kind
