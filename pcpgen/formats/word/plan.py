"""From the blocks that a plan shows to paragraphs of a Word file: contents, tiles, statements, the plan on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcpgen.document.blocks import (
    Level,
    Matrix,
    Person,
    PledgeStatement,
    Rankings,
    SaidOnce,
    Statement,
    Tile,
    TileGroup,
    Voices,
)
from pcpgen.document.prose import Inline, Phrase, Reference, phrase
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import CONTENTS, coloured, field, line, note_mark, paragraph, run, runs, tab, words
from pcpgen.formats.word.pictures import image
from pcpgen.formats.word.prose import Stand, heading, in_list, items
from pcpgen.formats.word.stand import Around
from pcpgen.formats.word.tables import Cell, Grid, Line, words_table, written
from pcpgen.formats.word.xml import Element, make
from pcpgen.place import NOWHERE
from pcpgen.prose.tree import Break, Words


def contents(growing: Growing, entries: Sequence[tuple[str, str]]) -> Iterator[Element]:
    """A field that Word renews when asked to, with what it holds until then: a line with a link for each entry.

    The number of its page is a field as well, empty until it is renewed, as Word does when it is asked to, and of
    references to bookmarks when it prints. The pages of the PDF are others; and a file that has its fields renewed when
    it is opened makes Word warn of it, and is not renewed for certain.
    """
    made = [
        [make("w:hyperlink", run(title), tab(), *field(f"PAGEREF {anchor} \\h"), w_anchor=anchor, w_history=1)]
        for title, anchor in ((title, growing.target(target)) for title, target in entries)
    ]
    if not made:
        return
    begin, instruction, separate, end = field('TOC \\o "1-1" \\h \\z \\u')
    made[0][:0] = [begin, instruction, separate]
    made[-1].append(end)
    for content in made:
        yield paragraph(growing, CONTENTS, *content)


def person(growing: Growing, block: Person) -> Iterator[Element]:
    if block.portrait:
        yield paragraph(growing, "Picture", image(growing, block.portrait, 40, 60), layout=[make("w:keepNext")])
    yield paragraph(growing, "Label", run(block.post))
    if block.organisation:
        yield paragraph(growing, "Label", run(block.organisation))


def tiles(growing: Growing, block: TileGroup, around: Around) -> Iterator[Element]:
    """Each number in large with its words beside it."""
    yield heading(growing, 2, run(block.title), ids=[block.id])
    yield from (_tile(growing, tile, around) for tile in block.tiles)
    for column in block.columns:
        yield heading(growing, 3, run(column.title))
        yield from (_tile(growing, tile, around) for tile in column.tiles)


def _tile(growing: Growing, tile: Tile, around: Around) -> Element:
    note = [*note_mark(growing, tile.note)] if tile.note else []
    if tile.says or not tile.number:
        said = words(growing, tile.says) if tile.says else words(growing, tile.caption)
        return paragraph(growing, "FactSays", *said, *note)
    number = coloured(list(runs(growing, (tile.number,), ("FactNumber",))), around.hue)
    before = [run(f"{tile.before} ")] if tile.before else []
    unit = [run(f" {tile.unit}", "b")] if tile.unit else []
    also = [run(" "), *words(growing, tile.also)] if tile.also else []
    return paragraph(growing, "Fact", *before, *number, *unit, tab(), *words(growing, tile.caption), *note, *also)


def rankings(growing: Growing, block: Rankings) -> Iterator[Element]:
    for ranked in block.lists:
        yield heading(growing, 2, run(ranked.title))
        yield from items(growing, ranked.items, "1")
        yield paragraph(growing, "Source", *words(growing, ranked.base))


def voices(growing: Growing, block: Voices) -> Iterator[Element]:
    yield heading(growing, 2, run(block.title))
    for voice in (voice for column in block.columns for voice in column):
        yield paragraph(growing, "Quote", *words(growing, voice))


def matrix(growing: Growing, block: Matrix) -> Grid:
    """A plan as a table, a row a theme, whose name leads to it."""
    heads = tuple(Cell(phrase(column).content) for column in block.columns)
    rows = []
    for row in block.rows:
        strapline = (Words(" ", NOWHERE), *row.strapline.content) if row.strapline else ()
        cells = [Cell((Reference(row.theme, row.name), *strapline)), *(Cell(cell.content) for cell in row.cells)]
        cells += [Cell(listed_in_cell(statements)) for statements in row.lists]
        rows.append(Line((*cells, *(Cell((count,), True) for count in row.counts))))
    return Grid("", phrase(block.caption).content, heads, tuple(rows))


def listed_in_cell(statements: tuple[Phrase, ...]) -> tuple[Inline, ...]:
    """Statements on lines of their own, as a cell holds no list."""
    found: list[Inline] = []
    for statement in statements:
        found += [*([Break(NOWHERE)] if found else []), *statement.content]
    return tuple(found)


def said_once(growing: Growing, block: SaidOnce, around: Around) -> Iterator[Element]:
    yield heading(growing, 2 if around.band else 3, run(block.label))
    yield paragraph(growing, "Strapline" if around.band and around.first else "Normal", *words(growing, block.says))


def level(growing: Growing, block: Level, around: Around) -> Iterator[Element]:
    """The statements of one level under its name: a list, with what is told of each and what stands beneath it."""
    if block.name:
        theme = [run(f"{around.within} ")] if around.first and around.within else []
        yield heading(growing, 2, *theme, *line(growing, phrase(block.name).content), ids=[block.id], colour=around.hue)
    yield from _statements(growing, block, Stand(), "1" if block.layout == "numbered" else "bullet")


def _statements(growing: Growing, block: Level, stand: Stand, numbering: str) -> Iterator[Element]:
    if block.measures:
        yield from written(growing, words_table(block.measures))
        return
    for pledge in block.pledges:
        yield from _pledge(growing, pledge)
    if block.pledges:
        return
    number = growing.new_list("1" if numbering == "1" else "bullet", stand.depth, 1)
    style = "ListNumber" if numbering == "1" else "ListBullet"
    for statement in block.statements:
        text = words(growing, statement.text)
        yield paragraph(growing, style, *text, ids=[statement.id], layout=in_list(number, stand))
        yield from _told(growing, statement, Stand(depth=stand.depth + 1))


def _told(growing: Growing, statement: Statement, stand: Stand) -> Iterator[Element]:
    """What is told of a statement, then what stands under it, to any depth."""
    layout = [make("w:ind", w_left=340 * stand.depth)]
    for said in statement.told:
        yield paragraph(growing, "Told", *words(growing, said), layout=layout)
    for beneath in statement.beneath:
        yield paragraph(growing, "Label", run(beneath.name), layout=layout)
        yield from _statements(growing, beneath, stand, "bullet")


def _pledge(growing: Growing, pledge: PledgeStatement) -> Iterator[Element]:
    yield heading(growing, 3, run(pledge.title), ids=[pledge.id])
    yield paragraph(growing, "Normal", *words(growing, pledge.text))
    target = [*words(growing, pledge.target), run(". ")] if pledge.target else []
    by = run(growing.document.catalogue.text("pledge.by", post=pledge.by) + " ")
    yield paragraph(growing, "Told", by, *target, *words(growing, pledge.told_by))
