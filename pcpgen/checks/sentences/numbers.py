"""From a composed document to what words can refer to by number: its sections, tables, appendices, items, meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pcpgen.document.blocks import Numbered, QuestionBlock
from pcpgen.document.document import Document, Section
from pcpgen.document.prose import Phrase, Prose, lines
from pcpgen.document.table import WordsTable
from pcpgen.document.walk import Piece, Plain, blocks, walk
from pcpgen.model.project import Project
from pcpgen.model.report import Meeting
from pcpgen.patterns import pattern
from pcpgen.prose.passage import numeral
from pcpgen.prose.tree import List
from pcpgen.values import dataclass

_LABEL = pattern(r"^(?:Appendix|Annex) ([A-Z]?[0-9]{0,2})(?:[:.–]|$)")
_LABELLED = pattern(r"^(?:[A-Z][a-z]+) [0-9]{1,2}(?=[:.–]|$| [A-Z])")


@dataclass(frozen=True)
class Numbers:
    """What a document has that words can refer to by number."""

    project: Project
    document: Document

    @cached_property
    def sections(self) -> frozenset[str]:
        return frozenset(each.number for each in _sections(self.document.sections) if each.number)

    @cached_property
    def paragraphs(self) -> frozenset[str]:
        return frozenset(number for block in blocks(self.document) if (number := getattr(block, "number", "")))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Appendices: those with which a title or an item begins, and those of the register."""
        found = {label[1] for text in self.texts if (label := _LABEL.match(text))}
        for section in _sections(self.document.sections):
            if "appendi" in section.id or "appendi" in section.title.casefold():
                found |= {section.number, *_numerals(section)}
        items = (item for meeting in self.meetings_here for item in meeting.items)
        return frozenset(found) | {f"{number + 1}" for item in items for number in range(len(item.appendices))}

    @cached_property
    def titled(self) -> frozenset[str]:
        """Tables, charts and headings that their author numbered, such as "table 2"."""
        return frozenset(found[0].casefold() for text in self.texts if (found := _LABELLED.match(text)))

    @cached_property
    def questions(self) -> int:
        return sum(isinstance(block, QuestionBlock) for block in blocks(self.document))

    @cached_property
    def recommendations(self) -> int:
        """How many recommendations it has at most; nought where it has no section for them."""
        every = [each for each in _sections(self.document.sections) if "recommend" in (each.id + each.title).casefold()]
        return max((len(each.blocks) + sum(1 for _ in _numerals(each)) for each in every), default=0)

    @cached_property
    def texts(self) -> list[str]:
        found = [each.title for each in _sections(self.document.sections)]
        return found + [text for _, piece in walk(self.document) for text in _plain(piece)]

    @cached_property
    def bodies(self) -> frozenset[str]:
        """With what the names of the Panel and the Board end, whose meetings are known."""
        office = self.project.office
        return frozenset(name.split()[-1] for name in (office.panel, office.board) if name) if office else frozenset()

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return self.project.panel.meetings if self.project.panel else ()

    @property
    def meetings_here(self) -> list[Meeting]:
        return [each for each in self.meetings if each.date.isoformat() == self.document.date]

    def has(self, what: str, number: str) -> bool:
        if f"{what} {number}".casefold() in self.titled:
            return True
        match what.casefold():
            case "section":
                return number in self.sections or number in self.paragraphs
            case "paragraph":
                return number in self.paragraphs
            case "table" | "figure" | "chart":
                return False  # the program numbers none
            case "question":
                return not self.questions or not number.isdigit() or int(number) <= self.questions
            case "recommendation":
                most = self.recommendations
                return not most or not number.isdigit() or int(number) <= most
            case _:
                return number in self.labels


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _numerals(section: Section) -> Iterator[str]:
    """The numbers and letters of the items that a section lists."""
    for block in section.blocks:
        for each in block.body.blocks if isinstance(block, Numbered) else ():
            if isinstance(each, List):
                yield from (numeral(each, at).upper() for at in range(len(each.items)))


def _plain(piece: Piece) -> Iterator[str]:
    match piece:
        case Plain():
            yield piece.text
        case Phrase():
            yield piece.plain
        case Prose():
            yield from (Phrase(line).plain for line in lines(piece.blocks))
        case WordsTable():
            yield piece.caption
        case _:
            pass
