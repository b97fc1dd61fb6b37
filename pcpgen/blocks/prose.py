"""From a passage to prose: figures, references and notes put in where its expressions stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from pcpgen.document.blocks import Chart, IndicatorBlock, TableBlock, TextBlock
from pcpgen.document.prose import Block, Inline, NoteMark, Phrase, Prose, Reference, Shown
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE
from pcpgen.prose import tree
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Emphasis, Expression, Insertion, Source, Strong, Words
from pcpgen.prose.walk import resolve

_END = pattern(r"[.!?…][”’\")]*\s+$")  # of a sentence, where another may begin
Between: TypeAlias = Chart | IndicatorBlock | TableBlock  # what stands between paragraphs
# an expression, or the name of a note, to what stands in its place
Insert: TypeAlias = Callable[[Source], tuple[Inline, ...]]


def compose_prose(passage: Passage, insert: Insert) -> Prose:
    """The passage as running text."""
    return Prose(tuple(_in_line(block, insert) for block in passage.blocks))


def _in_line(block: tree.Block[Source], insert: Insert) -> Block:
    """A block; what asks for one of its own, where none can stand, is said in words."""
    if isinstance(block, Insertion):
        return tree.Paragraph(insert(block.leaf), block.place, block.id)
    return _capital(resolve(block, insert))


def _capital(block: Block) -> Block:
    """A block whose sentences begin with a capital letter, also where a figure or reference begins them."""
    match block:
        case tree.Paragraph():
            return replace(block, content=_begun(block.content))
        case tree.List():
            items = (replace(item, blocks=tuple(map(_capital, item.blocks))) for item in block.items)
            return replace(block, items=tuple(items))
        case tree.Quotation():
            return replace(block, blocks=tuple(map(_capital, block.blocks)))
        case _:
            return block


def _begun(line: tuple[Inline, ...], before: str = "") -> tuple[Inline, ...]:
    """A line in which a figure or reference that begins a sentence has a capital letter, also in bold: "More than …".

    `before` is the end of what has been said.
    """
    found: list[Inline] = []
    for inline in line:
        if isinstance(inline, Strong | Emphasis):
            inline = replace(inline, content=_begun(inline.content, before))
        elif isinstance(inline, Shown | Reference) and (not before.strip() or _END.search(before)):
            inline = replace(inline, text=inline.text[:1].upper() + inline.text[1:])
        found.append(inline)
        before = (before + _said(inline))[-20:]
    return tuple(found)


def _said(inline: Inline) -> str:
    match inline:
        case Words():
            return inline.text
        case NoteMark():
            return ""
        case Strong() | Emphasis():
            return "".join(map(_said, inline.content))
        case _:
            return "x"


def compose_phrase(passage: Passage, insert: Insert) -> Phrase:
    """The passage as a phrase, which is a single paragraph: a caption or title."""
    found: list[Inline] = []
    for line in passage.lines:
        found += _line(line, insert)
    return Phrase(tuple(found))


def _line(line: tuple[tree.Inline[Source], ...], insert: Insert) -> tuple[Inline, ...]:
    block: tree.Block[Source] = tree.Paragraph(line, NOWHERE)
    paragraph: Block = resolve(block, insert)
    assert isinstance(paragraph, tree.Paragraph)
    return paragraph.content


def compose_body(
    passage: Passage, insert: Insert, made: Callable[[Expression], Between]
) -> tuple[TextBlock | Between, ...]:
    """The passage as running text, with a block between paragraphs where an expression asks for one alone."""
    found: list[TextBlock | Between] = []
    text: list[Block] = []
    for block in passage.blocks:
        if isinstance(block, Insertion) and isinstance(block.leaf, Expression):
            found += [TextBlock(Prose(tuple(text)))] if text else []
            found.append(made(block.leaf))
            text = []
        else:
            text.append(_in_line(block, insert))
    return (*found, *([TextBlock(Prose(tuple(text)))] if text else []))
