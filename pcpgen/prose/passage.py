"""An author's prose as read: its blocks, and the text as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from pcpgen.place import Place
from pcpgen.prose.tree import (
    ROMAN,
    Block,
    Break,
    Emphasis,
    Expression,
    Heading,
    Inline,
    Insertion,
    Item,
    Leaf,
    Link,
    List,
    NoteName,
    Paragraph,
    Picture,
    Quotation,
    Source,
    Strong,
    Words,
    WordsTable,
)
from pcpgen.prose.walk import inlines_of, lines_of
from pcpgen.values import dataclass, held_by


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two leaves of a line, and where they begin."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose that an author wrote at `place`: its blocks in order, and the text as it was typed."""

    blocks: tuple[Block[Source], ...]
    written: str
    place: Place

    @property
    def files(self) -> tuple[str, ...]:
        """The files in which it is written: its own, and those of what it takes over."""
        return tuple(dict.fromkeys((self.place.file, *(block.place.file for block in self.blocks))))

    @cached_property
    def lines(self) -> tuple[tuple[Inline[Source], ...], ...]:
        """Every paragraph, heading, item, caption, cell and text of a picture."""
        return tuple(lines_of(self.blocks))

    @cached_property
    def typed_lines(self) -> tuple[tuple[str, Place], ...]:
        """Each line as it was typed, with its place."""
        return tuple((typed(line), next((leaf.place for leaf in said_in(line)), self.place)) for line in self.lines)

    @cached_property
    def leaves(self) -> tuple[Source, ...]:
        """Expressions and names of notes, in order."""
        if "{" not in self.written and "[^" not in self.written:
            return ()  # as in most, and soon found out
        found = (leaf for line in self.lines for leaf in said_in(line))
        return tuple(leaf for leaf in found if isinstance(leaf, Expression | NoteName))

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        return tuple(leaf for leaf in self.leaves if isinstance(leaf, Expression))

    @cached_property
    def notes(self) -> tuple[NoteName, ...]:
        return tuple(leaf for leaf in self.leaves if isinstance(leaf, NoteName))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The author's own words: of each line, those between two expressions, without markup."""
        found: list[Stretch] = []
        for line in self.lines:
            text, place = "", self.place
            for leaf in said_in(line):
                if isinstance(leaf, Words | Break):
                    place = place if text else leaf.place
                    text += leaf.text if isinstance(leaf, Words) else " "
                elif isinstance(leaf, Expression) and text:
                    found.append(Stretch(text, place))
                    text = ""
            if text:
                found.append(Stretch(text, place))
        return tuple(found)

    @property
    def line(self) -> tuple[Inline[Source], ...]:
        """The inlines of a passage of one line; of several, those of the first."""
        return next(iter(self.lines), ())

    @property
    def alone(self) -> Expression | None:
        """The expression that is all of the passage, if there is one."""
        if len(self.blocks) != 1:
            return None
        block = self.blocks[0]
        content = block.content if isinstance(block, Paragraph) else ()
        leaf = block.leaf if isinstance(block, Insertion) else content[0] if len(content) == 1 else None
        return leaf if isinstance(leaf, Expression) else None


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as its author wrote it, by the name that its mark has."""

    id: str
    text: Passage


def said_in(line: tuple[Inline[Source], ...]) -> Iterator[Words | Break | Source]:
    """Words, breaks, expressions and names of notes, out of every emphasis and link."""
    for inline in line:
        if isinstance(inline, Strong | Emphasis | Link):
            yield from said_in(inline.content)
        else:
            yield inline


def links_in(passage: Passage) -> Iterator[Link[Source]]:
    """The links of a passage, in order."""
    for line in passage.lines:
        inner: Iterator[Inline[Source]] = inlines_of(line)
        yield from (inline for inline in inner if isinstance(inline, Link))


def named_in(passage: Passage) -> dict[str, tuple[str, Place]]:
    """What the author named in a passage, `{#name}`, by name: headings and tables with their words, and paragraphs."""
    found: dict[str, tuple[str, Place]] = {}
    for block in blocks_in(passage.blocks):
        if isinstance(block, Heading) and block.id:
            found[block.id] = typed(block.content), block.place
        elif isinstance(block, WordsTable) and block.id:
            found[block.id] = typed(block.caption), block.place
        elif isinstance(block, Paragraph) and block.id:
            found[block.id] = "", block.place
    return found


_PLAIN = frozenset((str, int, bool, type(None), Place))  # most of what values hold, and no passage


def passages_in(value: object) -> Iterator[Passage]:
    """The passages that a value holds: in lists, by name, and in the fields of values."""
    if isinstance(value, Passage):
        yield value
        return
    if isinstance(value, tuple):
        held: Iterable[object] = value
    else:
        held = value.values() if isinstance(value, Mapping) else held_by(value)
    for each in held:
        if type(each) not in _PLAIN:
            yield from passages_in(each)


def blocks_in(blocks: Iterable[Block[Source]]) -> Iterator[Block[Source]]:
    """Each block and the blocks within it, in order."""
    for block in blocks:
        yield block
        if isinstance(block, List):
            for item in block.items:
                yield from blocks_in(item.blocks)
        elif isinstance(block, Quotation):
            yield from blocks_in(block.blocks)


def plainly(text: str, place: Place) -> Passage:
    """Words that are no Markdown as a passage of one paragraph."""
    return Passage((Paragraph((Words(text, place),), place),), text, place)


def itemised(lines: Sequence[tuple[Inline[Source], ...]], place: Place) -> Passage:
    """Lines as the items of a list."""
    items: list[Item[Source]] = [Item((Paragraph(line, place),), place) for line in lines]
    written = "\n".join(f"- {typed(line)}" for line in lines)
    return Passage((List("bullet", tuple(items), place),) if items else (), written, place)


def typed(inlines: Iterable[Inline[Source]]) -> str:
    """Inlines as an author types them."""
    return "".join(map(_typed, inlines))


def _typed(inline: Inline[Source]) -> str:
    match inline:
        case Words():
            return inline.text
        case Break():
            return "\\\n"
        case Strong():
            return f"**{typed(inline.content)}**"
        case Emphasis():
            return f"*{typed(inline.content)}*"
        case Link():
            return f"[{typed(inline.content)}]({inline.url})"
        case Expression():
            return inline.raw
        case NoteName():
            return f"[^{inline.name}]"


def typed_blocks(blocks: Iterable[Block[Source]], indent: str = "") -> str:
    """Blocks as an author types them, an empty line between two."""
    return f"\n\n{indent}".join(_typed_block(block, indent) for block in blocks)


def _typed_block(block: Block[Source], indent: str) -> str:
    match block:
        case Paragraph():
            return typed(block.content)
        case Heading():
            return f"{'#' * block.level} {typed(block.content)}"
        case Insertion():
            return typed((block.leaf,))
        case List():
            items = (
                f"{_mark(block, at)}{typed_blocks(item.blocks, f'{indent}    ')}" for at, item in enumerate(block.items)
            )
            return f"\n{indent}".join(items)
        case Quotation():
            said = typed_blocks(block.blocks, f"{indent}> ")
            return f"> {said}" + (f"\n{indent}> — {typed(block.by)}" if block.by else "")
        case WordsTable():
            rows = [" | ".join(typed(cell.content) for cell in row) for row in (block.heads, *block.rows)]
            rule = " | ".join("---" for _ in block.heads)
            return f"\n{indent}".join([rows[0], rule, *rows[1:], f": {typed(block.caption)}"])
        case Picture():
            caption = f' "{typed(block.caption)}"' if block.caption else ""
            return f"![{typed(block.alt)}]({block.file}{caption})"


def _mark(block: List[Source], at: int) -> str:
    if block.numbering == "bullet":
        return "- "
    return f"{numeral(block, at)}. " if block.numbering == "1" else f"({numeral(block, at)}) "


def numeral(block: List[Leaf], at: int) -> str:
    """The number, letter or roman number of an item of a list, counted from 0; empty behind a bullet."""
    number = block.start + at
    if block.numbering == "bullet":
        return ""
    return f"{number}" if block.numbering == "1" else ROMAN[number - 1] if block.numbering == "i" else chr(96 + number)
