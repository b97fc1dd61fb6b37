"""What every block is made from, and what stands in prose where an expression or the mark of a note stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import TypeAlias

from pcpgen.blocks.consultation import consultation
from pcpgen.blocks.forms import figure_pieces
from pcpgen.blocks.links import Links, links_of
from pcpgen.blocks.prose import compose_phrase, compose_prose
from pcpgen.blocks.subject import INK, Item, Printed, Subject
from pcpgen.blocks.titles import indicator_called, titles_of
from pcpgen.blocks.wording import cited
from pcpgen.document.document import Note, Section
from pcpgen.document.prose import Inline, NoteMark, Phrase, Prose, Reference, phrase
from pcpgen.document.table import Table
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import Outline
from pcpgen.model.project import Project, edition_at
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.tree import Expression, NoteName, Source
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

# what stands where `see` asks for a reference, in words of a scope
See: TypeAlias = Callable[[Expression, str], tuple[Inline, ...]]


def not_known_yet(asked: Expression, scope: str) -> tuple[Inline, ...]:
    """A reference while its document is composed for the first time, so that numbers are found."""
    name = str(asked.arguments[0])
    return (Reference(name, name),)


@dataclass
class Notes:
    """Notes in the order of their marks; numbering is the one thing here that has to remember."""

    found: list[Note] = field(default_factory=list)
    before: int = 0  # how many stand in earlier sections, where each has its own

    def mark(self, text: NoteText, scope: str, setting: Setting) -> NoteMark:
        at = len(self.found)
        number = at + 1 - self.before
        id = f"note-{scope}-{text.id}"
        self.found.append(Note(number, id, f"mark-{scope}-{text.id}", phrase()))
        self.found[at] = Note(number, id, f"mark-{scope}-{text.id}", setting.inline(text.text, scope))
        label = setting.project.catalogue.text("notes.mark", number=number)
        return NoteMark(number, label, id, f"mark-{scope}-{text.id}")


@dataclass(frozen=True)
class Annexed:
    """A table that stands in the annex, and the numbered block that it belongs to."""

    id: str
    number: str
    title: str
    table: Table


@dataclass(frozen=True)
class Setting:
    """What a block is made from: the workspace, the document that it stands in, and the item of its section.

    `composed` are the sections of the document for a block that is made after them, `following` those that stand below
    it; `printed` are the papers whose pages it counts. `see` knows the numbers and titles of all that it holds.
    """

    project: Project
    office: model.Office
    data: Data
    notes: Notes
    outline: Outline
    subject: Subject
    item: Item | None = None
    composed: tuple[Section, ...] = ()
    following: tuple[Section, ...] = ()
    printed: Printed = field(default_factory=dict)
    see: See = not_known_yet
    annex: list[Annexed] | None = None  # what was left to it so far; None where the outline has no annex
    once: dict[str, object] = field(default_factory=dict)  # what was made for the document, and not for each section

    @property
    def say(self) -> Catalogue:
        return self.project.catalogue

    @property
    def plan(self) -> model.Edition | None:
        """The plan that the document is about, or that was in force on its day."""
        return self.subject.edition or (edition_at(self.project, self.subject.day) if self.subject.day else None)

    @property
    def indicator(self) -> str:
        """What the plan calls an indicator."""
        return indicator_called(self.say, self.plan)

    @property
    def hue(self) -> str:
        """The colour of the document's theme."""
        return self.subject.themes[0].hue if self.subject.themes else INK

    def prose(self, passage: Passage, scope: str, notes: Sequence[NoteText] = ()) -> Prose:
        return compose_prose(passage, lambda what: self.insert(what, scope, notes))

    def inline(self, passage: Passage, scope: str, notes: Sequence[NoteText] = ()) -> Phrase:
        return compose_phrase(passage, lambda what: self.insert(what, scope, notes))

    def line(self, passage: Passage | None) -> str:
        """Words of the outline as plain text; none where there are none."""
        return self.inline(passage, "head").plain if passage else ""

    def said(self, node: model.Node) -> Phrase:
        """A statement of the plan, as it reads on the paper's day."""
        return self.of_plan.inline(node.body, "plan")

    @property
    def links(self) -> Links:
        """What serves what in the edition, found once for the document."""
        if "links" not in self.once:
            assert self.subject.edition is not None  # only who has one asks
            self.once["links"] = links_of(self.subject.edition, lambda node: node.short or self.said(node).plain)
        found = self.once["links"]
        assert isinstance(found, Links)
        return found

    @property
    def of_plan(self) -> Setting:
        """The same for words of the plan in a paper, which does not hold what they refer to: by title alone."""
        return replace(self, see=self._title)

    def _title(self, asked: Expression, scope: str) -> tuple[Inline, ...]:
        name, edition = str(asked.arguments[0]), self.subject.edition
        return phrase(titles_of(self.project, edition).get(name, name) if edition else name).content

    def insert(self, what: Source, scope: str, notes: Sequence[NoteText]) -> tuple[Inline, ...]:
        """What stands in the place of an expression within words, or of a note's name."""
        if isinstance(what, NoteName):
            text = next(note for note in notes if note.id == what.name)
            return (self.notes.mark(text, scope, self),)
        if what.name == "see":
            return self.see(what, scope)
        if what.name == "the":
            return self.named(str(what.arguments[0]), scope)
        if what.name == "consultation" and isinstance(self.subject.paper, BoardPaper):
            return consultation(
                self.say, str(what.arguments[0]), self.subject.paper.consultations[str(what.arguments[0])]
            )
        if what.name == "law":
            return phrase(
                cited(self.say, self.project.law.references[str(what.arguments[0])], bool(what.options))
            ).content
        return figure_pieces(what, self.data).content

    def named(self, path: str, scope: str = "head") -> tuple[Inline, ...]:
        """What a path of the outline stands for, of the item of this section or of the document."""
        of_item = self.item.names if self.item else {}
        said = of_item[path] if path in of_item else self.subject.names.get(path, "")
        if isinstance(said, Passage):
            return (self.of_plan if path in of_item else self).inline(said, scope).content
        return phrase(said).content
