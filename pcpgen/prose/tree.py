"""From an author's words to a tree: blocks that hold inlines, each with the place where it was written.

The same tree serves twice. As read, its leaves are what the author asked of the program: an `Expression` in double
braces, or the name of a note. As composed, they are what stands there for a reader: figures, references, marks of notes
(`document/prose.py`). `Leaf` is whichever of the two; no node holds markup, and none is changed after it is made.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeAlias, TypeVar

from pcpgen.place import Place
from pcpgen.values import dataclass

Leaf = TypeVar("Leaf", covariant=True)
Argument = str | int
Numbering: TypeAlias = Literal["bullet", "1", "a", "i"]  # • / 1. / (a) / (i)
# numbers of items
ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip


# -- inlines


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, as a reader sees them: no markup, no character written by its number."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph, where its author asked for one."""

    place: Place


@dataclass(frozen=True, slots=True)
class Strong(Generic[Leaf]):
    content: tuple[Inline[Leaf], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Emphasis(Generic[Leaf]):
    content: tuple[Inline[Leaf], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Link(Generic[Leaf]):
    """A link out of the document: `https:`, `http:` or `mailto:`; `title` is said of it beside its words."""

    content: tuple[Inline[Leaf], ...]
    url: str
    place: Place
    title: str = ""


Inline: TypeAlias = Words | Break | Strong[Leaf] | Emphasis[Leaf] | Link[Leaf] | Leaf


# -- blocks


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[Leaf]):
    content: tuple[Inline[Leaf], ...]
    place: Place
    id: str = ""  # where the author named it, at its end: `… {#name}`


@dataclass(frozen=True, slots=True)
class Heading(Generic[Leaf]):
    """A heading within the text; `level` is the number of its marks, 2 for the first under a part's own title."""

    level: int
    content: tuple[Inline[Leaf], ...]
    place: Place
    id: str = ""  # where the author named it: `### Title {#name}`


@dataclass(frozen=True, slots=True)
class Item(Generic[Leaf]):
    """An item of a list; `number` is what its author typed before it, 0 where that is a bullet."""

    blocks: tuple[Block[Leaf], ...]
    place: Place
    number: int = 0


@dataclass(frozen=True, slots=True)
class List(Generic[Leaf]):
    """A list. `numbering` is its kind, `start` the number of its first item; `loose` where lines were left free."""

    numbering: Numbering
    items: tuple[Item[Leaf], ...]
    place: Place
    start: int = 1
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Quotation(Generic[Leaf]):
    """What somebody said; `by` is whom the author names in the last line, after a dash."""

    blocks: tuple[Block[Leaf], ...]
    by: tuple[Inline[Leaf], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TableCell(Generic[Leaf]):
    content: tuple[Inline[Leaf], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WordsTable(Generic[Leaf]):
    """A table of words with one row of heads; the first cell of each row is its head."""

    heads: tuple[TableCell[Leaf], ...]
    rows: tuple[tuple[TableCell[Leaf], ...], ...]
    caption: tuple[Inline[Leaf], ...]
    place: Place
    id: str = ""  # where the author named it: `: Caption {#name}`


@dataclass(frozen=True, slots=True)
class Picture(Generic[Leaf]):
    """A picture in a paragraph of its own; `file` lies below `plan/`, `alt` says in words what it shows."""

    file: str  # images/bridge.jpg
    alt: tuple[Inline[Leaf], ...]
    caption: tuple[Inline[Leaf], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Insertion(Generic[Leaf]):
    """An expression alone in its paragraph that asks for a block: a chart, an indicator, a question."""

    leaf: Leaf
    place: Place
    id: str = ""  # where the author named it, behind the expression


Block: TypeAlias = (
    Paragraph[Leaf] | Heading[Leaf] | List[Leaf] | Quotation[Leaf] | WordsTable[Leaf] | Picture[Leaf] | Insertion[Leaf]
)
Node: TypeAlias = Inline[Leaf] | Block[Leaf] | Item[Leaf] | TableCell[Leaf]


# -- leaves of the tree as read


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands in double braces: a name with its arguments, all literal."""

    name: str
    arguments: tuple[Argument, ...]
    options: tuple[tuple[str, Argument], ...]
    raw: str
    place: Place

    def option(self, name: str) -> Argument | None:
        return dict(self.options).get(name)


@dataclass(frozen=True, slots=True)
class NoteName:
    """The place of a note's mark, `[^name]`."""

    name: str
    place: Place


Source: TypeAlias = Expression | NoteName
