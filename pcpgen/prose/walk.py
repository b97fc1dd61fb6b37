"""From a tree of prose to its parts: lines, leaves, words; and from a tree to the same tree with other leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pcpgen.prose.tree import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Insertion,
    Item,
    Link,
    List,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    TableCell,
    Words,
    WordsTable,
)

A = TypeVar("A")
B = TypeVar("B")


def lines_of(blocks: Iterable[Block[A]]) -> Iterator[tuple[Inline[A], ...]]:
    """Every paragraph, heading, caption, cell and text of a picture, in reading order; an insertion is a line."""
    for block in blocks:
        yield from _lines(block)


def _lines(block: Block[A]) -> Iterator[tuple[Inline[A], ...]]:
    match block:
        case Paragraph() | Heading():
            yield block.content
        case List():
            for item in block.items:
                yield from lines_of(item.blocks)
        case Quotation():
            yield from lines_of(block.blocks)
            if block.by:
                yield block.by
        case WordsTable():
            yield block.caption
            for row in (block.heads, *block.rows):
                yield from (cell.content for cell in row)
        case Picture():
            yield block.alt
            if block.caption:
                yield block.caption
        case Insertion():
            yield (block.leaf,)


def inlines_of(line: Iterable[Inline[A]]) -> Iterator[Inline[A]]:
    """Each inline of a line and what stands within it, in order."""
    for inline in line:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link):
            yield from inlines_of(inline.content)


def pictures_in(blocks: Iterable[Block[A]]) -> Iterator[Picture[A]]:
    """The pictures among blocks and within them, in order."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, List):
            for item in block.items:
                yield from pictures_in(item.blocks)
        elif isinstance(block, Quotation):
            yield from pictures_in(block.blocks)


def resolve_line(line: Iterable[Inline[A]], insert: Callable[[A], tuple[Inline[B], ...]]) -> tuple[Inline[B], ...]:
    """A line with what stands in the place of each leaf."""
    found: list[Inline[B]] = []
    for inline in line:
        if isinstance(inline, Words | Break):
            found.append(inline)
        elif isinstance(inline, Strong):
            found.append(Strong(resolve_line(inline.content, insert), inline.place))
        elif isinstance(inline, Emphasis):
            found.append(Emphasis(resolve_line(inline.content, insert), inline.place))
        elif isinstance(inline, Link):
            found.append(Link(resolve_line(inline.content, insert), inline.url, inline.place, inline.title))
        else:
            found += insert(inline)
    return tuple(found)


def resolve(block: Block[A], insert: Callable[[A], tuple[Inline[B], ...]]) -> Block[B]:
    """A block with what stands in the place of each leaf; an insertion has no block of prose in its place."""

    def line(content: tuple[Inline[A], ...]) -> tuple[Inline[B], ...]:
        return resolve_line(content, insert)

    def cells(row: tuple[TableCell[A], ...]) -> tuple[TableCell[B], ...]:
        return tuple(TableCell(line(cell.content), cell.place) for cell in row)

    def inner(blocks: tuple[Block[A], ...]) -> tuple[Block[B], ...]:
        return tuple(resolve(each, insert) for each in blocks)

    match block:
        case Paragraph():
            return Paragraph(line(block.content), block.place, block.id)
        case Heading():
            return Heading(block.level, line(block.content), block.place, block.id)
        case List():
            items = tuple(Item(inner(item.blocks), item.place, item.number) for item in block.items)
            return List(block.numbering, items, block.place, block.start, block.loose)
        case Quotation():
            return Quotation(inner(block.blocks), line(block.by), block.place)
        case WordsTable():
            rows = tuple(cells(row) for row in block.rows)
            return WordsTable(cells(block.heads), rows, line(block.caption), block.place, block.id)
        case Picture():
            return Picture(block.file, line(block.alt), line(block.caption), block.place)
        case Insertion():
            raise AssertionError("what stands between paragraphs is a block of the document")
