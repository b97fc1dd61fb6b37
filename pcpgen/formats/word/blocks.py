"""From each block of a document to paragraphs, tables and pictures of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pcpgen.document.blocks import (
    Block,
    Chart,
    Contents,
    Excerpt,
    ExemptBlock,
    IndicatorBlock,
    Level,
    Matrix,
    Numbered,
    PaperBlock,
    Person,
    PullQuote,
    QuestionBlock,
    Rankings,
    Remarks,
    SaidOnce,
    Strapline,
    Subheading,
    TableBlock,
    TextBlock,
    TileGroup,
    Vision,
    Voices,
    WithheldBlock,
    WordsBlock,
)
from pcpgen.document.redline import Redline
from pcpgen.formats.word import paper, plan
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import paragraph, run, words
from pcpgen.formats.word.prose import prose
from pcpgen.formats.word.stand import Around
from pcpgen.formats.word.tables import figures, words_table, written
from pcpgen.formats.word.xml import Element


def block(growing: Growing, block: Block, around: Around) -> Iterator[Element]:
    """What one block becomes."""
    match block:
        case TextBlock():
            yield from prose(growing, block.body)
        case Chart():
            yield from paper.chart(growing, block)
        case Remarks():
            yield from (paragraph(growing, "Source", *words(growing, line)) for line in block.lines)
        case PullQuote():
            yield paragraph(growing, "PullQuote", *words(growing, block.says), layout=around.bar())
        case Person():
            yield from plan.person(growing, block)
        case Contents():
            yield from plan.contents(growing, [(entry.title, entry.target) for entry in block.entries])
        case TileGroup():
            yield from plan.tiles(growing, block, around)
        case Rankings():
            yield from plan.rankings(growing, block)
        case Voices():
            yield from plan.voices(growing, block)
        case Vision():
            yield paragraph(growing, "Vision", run(f"{block.label} ", "b"), *words(growing, block.says))
        case Matrix():
            yield from written(growing, plan.matrix(growing, block))
        case Strapline():
            yield paragraph(growing, "Strapline", *words(growing, block.says, colour=around.hue))
        case SaidOnce():
            yield from plan.said_once(growing, block, around)
        case Level():
            yield from plan.level(growing, block, around)
        case _:
            yield from _of_paper(growing, block, around)


def _of_paper(growing: Growing, block: PaperBlock, around: Around) -> Iterator[Element]:
    match block:
        case Numbered():
            yield from paper.numbered_paragraph(growing, block, around)
        case Subheading():
            yield from paper.subheading(growing, block, around)
        case QuestionBlock():
            yield from paper.question(growing, block, around)
        case IndicatorBlock():
            yield from paper.indicator(growing, block, around)
        case TableBlock():
            yield from figures(growing, block.table, block.number, block.id)
        case WordsBlock():
            yield from written(growing, words_table(block.table, block.number, block.id))
        case Redline():
            yield from paper.redline(growing, block, around)
        case Excerpt():
            yield from paper.excerpt(growing, block)
        case WithheldBlock():
            yield from paper.withheld(growing, block)
        case ExemptBlock():
            yield from paper.exempt(growing, block, blocks(growing, block.blocks, around))
        case _:
            assert_never(block)


def blocks(growing: Growing, these: Iterable[Block], around: Around) -> Iterator[Element]:
    for each in these:
        yield from block(growing, each, around)
        if isinstance(each, Level | SaidOnce):
            around = replace(around, first=False)
