"""From the tree of prose to what a reader gets: figures, references and marks of notes where expressions stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from pcpgen.figures.figure import Figure
from pcpgen.place import NOWHERE, Place
from pcpgen.prose import tree
from pcpgen.prose.tree import Break, Emphasis, Link, Strong, Words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True)
class Shown:
    """A figure as the reader sees it, "£16.1m", "over 100" or "[x]", and the figure itself."""

    text: str
    of: Figure
    kind: Literal["figure"] = "figure"

    @property
    def value(self) -> str:
        """Exact and unrounded, "16100000"; empty for a mark such as [x]."""
        return self.of.exact

    @property
    def figure(self) -> str:
        """The figure's id, "resources.savings@2013/14..2016/17"."""
        return self.of.id

    @property
    def origin(self) -> str:
        """The cells that it came from, "data/resources.csv:9"."""
        return self.of.origin


@dataclass(frozen=True)
class Reference:
    """A link to another part of the document, by its number or title; the page number is added on paper.

    `place` is where one was written that leads to nothing.
    """

    target: str
    text: str
    place: Place | None = None
    kind: Literal["reference"] = "reference"


@dataclass(frozen=True)
class NoteMark:
    """The raised number that leads to a note."""

    number: int
    label: str  # as it is read aloud, "Note 3"
    id: str  # of the note
    back: str  # of this mark, so that the note leads back
    kind: Literal["note"] = "note"


Insert: TypeAlias = Shown | Reference | NoteMark  # what the program puts in the place of an expression
Inline: TypeAlias = tree.Inline[Insert]
Block: TypeAlias = tree.Block[Insert]


@dataclass(frozen=True)
class Phrase:
    """Words within a line: a title, a caption, a sentence."""

    content: tuple[Inline, ...]

    @property
    def plain(self) -> str:
        """The words alone, as a screen reader would say them; marks of notes are not said."""
        return " ".join("".join(map(said, leaves(self.content))).split())


@dataclass(frozen=True)
class Prose:
    """Running text: paragraphs, lists, headings, quotations, tables."""

    blocks: tuple[Block, ...]

    @property
    def plain(self) -> str:
        return " ".join(" ".join(Phrase(line).plain for line in lines(self.blocks)).split())


Leaf: TypeAlias = Words | Break | Insert


def phrase(*parts: str | Inline | Phrase) -> Phrase:
    """Words of the program, and what is put in between, as one phrase."""
    found: list[Inline] = []
    for part in parts:
        if isinstance(part, Phrase):
            found += part.content
        elif not isinstance(part, str):
            found.append(part)
        elif part:
            found.append(Words(part, NOWHERE))
    return Phrase(tuple(found))


def worded(say: Catalogue, key: str, /, **put: str | Inline | Phrase) -> Phrase:
    """Words of the program from its catalogue, with what is put in between, as one phrase."""
    return Phrase(say.pieces(key, **{name: _piece(each) for name, each in put.items()}))


def listed(say: Catalogue, items: Sequence[Phrase]) -> Phrase:
    """Phrases in a row: "14 objectives, 40 priorities and 3 pledges"."""
    if len(items) < 2:
        return items[0] if items else Phrase(())
    said = items[0]
    for item in items[1:-1]:
        said = worded(say, "list.middle", before=said, item=item)
    return worded(say, "list.last", before=said, item=items[-1])


def _piece(put: str | Inline | Phrase) -> str | tuple[Inline, ...]:
    return put if isinstance(put, str) else put.content if isinstance(put, Phrase) else (put,)


def link(words: Phrase, url: str) -> tree.Link[Insert]:
    """A link that the program makes."""
    return tree.Link(words.content, url, NOWHERE)


def paragraph(*parts: str | Inline | Phrase) -> Prose:
    """Words of the program, and what is put in between, as a paragraph."""
    return Prose((tree.Paragraph(phrase(*parts).content, NOWHERE),))


def listing(items: Iterable[str | Phrase]) -> tree.List[Insert]:
    """A list with bullets, an item a phrase."""
    made = tuple(tree.Item(paragraph(item).blocks, NOWHERE) for item in items)
    return tree.List("bullet", made, NOWHERE)


def said(leaf: Leaf) -> str:
    """What a leaf reads as."""
    return "" if isinstance(leaf, NoteMark) else " " if isinstance(leaf, Break) else leaf.text


def leaves(inlines: Iterable[Inline]) -> Iterator[Leaf]:
    """Words and what is put between them, in order, out of every emphasis and link."""
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis | Link):
            yield from leaves(inline.content)
        else:
            yield inline


def lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Every paragraph, heading, caption, cell and text of a picture in running text, in reading order."""
    for block in blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case tree.Paragraph() | tree.Heading():
            yield block.content
        case tree.List():
            for item in block.items:
                yield from lines(item.blocks)
        case tree.Quotation():
            yield from lines(block.blocks)
            yield block.by
        case tree.WordsTable():
            yield block.caption
            for row in (block.heads, *block.rows):
                yield from (cell.content for cell in row)
        case tree.Picture():
            yield block.alt
            yield block.caption
        case tree.Insertion():
            raise AssertionError("what stands between paragraphs is a block of the document")
