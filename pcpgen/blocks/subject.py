"""What one document is about: what its outline may name, and what its blocks show of plan, registers and data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from pcpgen.document.blocks import Block
from pcpgen.document.document import Document, Section, ThemeStyle
from pcpgen.document.prose import Phrase
from pcpgen.model.board import BoardPaper
from pcpgen.model.issued import Issued
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.plan import Edition, Standing, Theme
from pcpgen.model.report import Meeting, Panel, PanelReport, Part, Report, VariationReport
from pcpgen.model.text import Text
from pcpgen.model.variation import Variation
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import dataclass

if TYPE_CHECKING:  # of which most documents show nothing
    from pcpgen.blocks.difference import Difference

Paper: TypeAlias = Report | VariationReport | BoardPaper | OutlinePaper
# what `{{ the("…") }}` may stand for: words, words with figures, or an author's passage
Named: TypeAlias = str | Phrase | Passage
INK, SHADE = "#16212b", "#f2f4f5"  # of a document that has no theme


@dataclass(frozen=True)
class Varying:
    """An edition, the same as it would read with a variation, and what differs between them."""

    edition: Edition
    varied: Edition
    variation: Variation
    found: Difference


@dataclass(frozen=True)
class Item:
    """What a section is repeated for: its id, what may be named of it, and the author's parts that belong to it.

    `block` is the name of the block that shows it, where each item of a list has its own; `rest` marks what belongs to
    no item.
    """

    id: str
    names: Mapping[str, Named] = field(default_factory=dict)
    block: str = ""
    rest: bool = False


@dataclass(frozen=True)
class Subject:
    """One document of a kind before it is composed: its id, its front, what its sections can show.

    The last fields are there for those kinds that are about them; a block says which it needs.
    """

    id: str
    title: str
    day: date | None
    names: Mapping[str, Named]
    theme: str  # of its colours
    themes: tuple[ThemeStyle, ...]
    standing: Standing = field(default_factory=Standing)
    access: str = ""  # who may read it, where its head says so
    figures_of: date | None = None  # the day as at which figures are given; the newest where there is none
    parts: tuple[Part, ...] = ()
    notes: tuple[NoteText, ...] = ()
    works: tuple[str, ...] = ()
    left_out: Mapping[str, Text] = field(default_factory=dict)
    edition: Edition | None = None
    plan_theme: Theme | None = None
    panel: Panel | None = None
    paper: Paper | None = None
    meeting: Meeting | None = None
    panel_report: PanelReport | None = None
    issued: Issued | None = None
    varying: Callable[[], Varying] | None = None  # made once, when a block asks for it
    twins: tuple[tuple[str, str], ...] = ()  # the same in other languages: the language, the id of the document


@dataclass(frozen=True)
class Made:
    """What a block shows: blocks with sections beneath them, or a page, which takes the place of its section."""

    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    page: Section | None = None


Printed: TypeAlias = Mapping[str, tuple[Document, int]]  # papers and their pages, by the id of the report
