"""From running text to paragraphs, headings, lists, quotations, tables and pictures of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from pcpgen.document.prose import Block, Insert, Phrase, Prose
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import coloured, line, paragraph, run, tab
from pcpgen.formats.word.pictures import image
from pcpgen.formats.word.styles import NUMBER, STEP
from pcpgen.formats.word.tables import typed_table, written
from pcpgen.formats.word.xml import Element, make, value
from pcpgen.prose import tree
from pcpgen.values import dataclass

HEADINGS = 5  # levels of headings that Word's styles have here


@dataclass(frozen=True, slots=True)
class Stand:
    """Where text stands: the style of its paragraphs, how far it is set in, and how deep in lists."""

    style: str = "Normal"
    indent: int = 0
    depth: int = 0


PLAIN = Stand()
NUMBERED = Stand("NumberedContinued", NUMBER)


def heading(growing: Growing, level: int, *content: Element, ids: Sequence[str] = (), colour: str = "") -> Element:
    """A heading; the first level is that of a section, and a colour is that of its theme."""
    return paragraph(growing, f"Heading{min(level, HEADINGS)}", *coloured(content, colour), ids=ids)


def prose(growing: Growing, text: Prose, stand: Stand = PLAIN, under: int = 1) -> Iterator[Element]:
    """Running text; `under` is the level of the heading that it stands under."""
    for block in text.blocks:
        yield from _block(growing, block, stand, under)


def numbered(
    growing: Growing, number: str, id: str, text: Prose, style: str = "NumberedParagraph"
) -> Iterator[Element]:
    """Running text with a number before its first paragraph; the number is text, so that it stays what it was."""
    first, rest = text.blocks[:1], text.blocks[1:]
    lead: list[Element] = []
    ids = [id]
    if first and isinstance(first[0], tree.Paragraph):
        lead, ids = line(growing, first[0].content), [id, first[0].id]
    else:
        rest = text.blocks
    yield paragraph(growing, style, run(number, "Number"), tab(), *lead, ids=dict.fromkeys(ids))
    yield from prose(growing, Prose(rest), NUMBERED)


def _block(growing: Growing, block: Block, stand: Stand, under: int) -> Iterator[Element]:
    match block:
        case tree.Paragraph():
            yield paragraph(growing, stand.style, *line(growing, block.content), ids=[block.id], layout=_set_in(stand))
        case tree.Heading():
            level = min(under + block.level - 1, HEADINGS)
            yield heading(growing, level, *line(growing, block.content), ids=[block.id])
        case tree.List():
            yield from _list(growing, block, stand, under)
        case tree.Quotation():
            quoted = replace(stand, style="Quote")
            for within in block.blocks:
                yield from _block(growing, within, quoted, under)
            if block.by:
                yield paragraph(growing, "QuoteSource", run("— "), *line(growing, block.by))
        case tree.WordsTable():
            yield from written(growing, typed_table(block))
        case tree.Picture():
            yield from _picture(growing, block)
        case tree.Insertion():
            raise AssertionError(f"{block} stands between paragraphs as a block of the document")
        case _:
            assert_never(block)


def _set_in(stand: Stand) -> list[Element]:
    """How far the further paragraphs of an item are set in."""
    return [make("w:ind", w_left=stand.indent + STEP * stand.depth)] if stand.depth else []


def _list(growing: Growing, block: tree.List[Insert], stand: Stand, under: int) -> Iterator[Element]:
    number = growing.new_list(block.numbering, stand.depth, block.start)
    style = "ListBullet" if block.numbering == "bullet" else "ListNumber"
    within = Stand("ListContinue", stand.indent, stand.depth + 1)
    for item in block.items:
        first, rest = item.blocks[:1], item.blocks[1:]
        lead = first[0] if first and isinstance(first[0], tree.Paragraph) else None
        content = line(growing, lead.content) if lead else []
        layout = in_list(number, stand)
        yield paragraph(growing, style, *content, ids=[lead.id] if lead else [], layout=layout)
        for each in rest if lead else item.blocks:
            yield from _block(growing, each, within, under)


def in_list(number: int, stand: Stand = PLAIN) -> list[Element]:
    """What makes a paragraph an item of a list, and how far in it stands."""
    numbering = make("w:numPr", value("w:ilvl", stand.depth), value("w:numId", number))
    if not stand.indent:
        return [numbering]
    return [numbering, make("w:ind", w_left=stand.indent + STEP * (stand.depth + 1), w_hanging=STEP)]


def items(growing: Growing, phrases: Sequence[Phrase], numbering: tree.Numbering = "bullet") -> Iterator[Element]:
    """A list of phrases."""
    number = growing.new_list(numbering, 0, 1)
    style = "ListBullet" if numbering == "bullet" else "ListNumber"
    for phrase in phrases:
        yield paragraph(growing, style, *line(growing, phrase.content), layout=in_list(number))


def _picture(growing: Growing, block: tree.Picture[Insert]) -> Iterator[Element]:
    """A picture with its words for whoever does not see it, and its caption."""
    found = next(each for each in growing.document.pictures if each.file == block.file)
    shown = image(growing, replace(found, alt=Phrase(block.alt).plain))
    yield paragraph(growing, "Picture", shown, layout=[make("w:keepNext")] if block.caption else [])
    if block.caption:
        yield paragraph(growing, "Source", *line(growing, block.caption))
