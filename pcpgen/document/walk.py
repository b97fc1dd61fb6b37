"""From a document to everything that it shows, in reading order, each with where it stands.

All that goes over whole documents goes by this walk: where figures came from, tables as open data, what is compared
with an issued version. A block that it does not know fails type checking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

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
    Tile,
    TileGroup,
    Vision,
    Voices,
    WithheldBlock,
    WordsBlock,
)
from pcpgen.document.document import Document, Head, Note, Section
from pcpgen.document.prose import Phrase, Prose, Shown
from pcpgen.document.redline import Redline
from pcpgen.document.table import Table, WordsTable
from pcpgen.languages import ELSE
from pcpgen.place import Place
from pcpgen.values import dataclass, held_by
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: the id of its outermost section, and the way to it from there inwards."""

    part: str
    where: tuple[str, ...]

    def within(self, *more: str) -> Spot:
        return Spot(self.part, (*self.where, *filter(None, more)))


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that stands by itself, and the sentence that it makes with the words beside it."""

    shown: Shown
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that hold no figure: a title, a label, a source."""

    text: str


Piece: TypeAlias = Phrase | Prose | Value | Plain | Table | WordsTable | Chart


def walk(document: Document) -> Iterator[tuple[Spot, Piece]]:
    """Everything that the document shows, from cover to notes."""
    yield from _front(document, Spot("cover", (document.title,)))
    for section in document.sections:
        yield from _section(document.catalogue, section, Spot(section.id, ()))
    say = document.catalogue
    yield from _notes(say, document.notes, Spot("notes", (say.text("notes.title"),)))
    for work in document.works:
        spot = Spot("bibliography", (say.text("bibliography.title"),))
        yield from _plain(spot, work.title, work.where)


def is_partly_in_another(document: Document) -> bool:
    """Whether any of its words stand in another language, since nobody has translated them."""
    values: list[object] = [document]
    while values:
        value = values.pop()
        if type(value) is str:
            if ELSE in value:
                return True
        elif not isinstance(value, Place):
            values += value if isinstance(value, tuple) else held_by(value)
    return False


def _front(document: Document, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    front = document.front
    yield from _plain(spot, document.notice, document.title)
    if isinstance(front, Head):
        yield from _plain(spot, front.body, *(f"{label}, {value}" for label, value in front.facts))
        return
    yield from _plain(spot, document.subtitle, *front.issuer, document.producer, *front.address, document.area)
    for row in front.rows:
        yield from _plain(spot, row.name)
        yield spot.within(row.name), row.says


def _plain(spot: Spot, *texts: str) -> Iterator[tuple[Spot, Piece]]:
    for text in filter(None, texts):
        yield spot, Plain(text)


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the document, also those that only readers in private get."""
    for section in document.sections:
        yield from _blocks(section)


def blocks_of(section: Section) -> Iterator[Block]:
    """Every block of one section, those of the sections within it left out."""
    for block in section.blocks:
        yield block
        if isinstance(block, ExemptBlock):
            yield from block.blocks


def colours(document: Document) -> tuple[str, ...]:
    """The colours of its drawings, "#rrggbb"."""
    charts = [block.chart if isinstance(block, IndicatorBlock) else block for block in blocks(document)]
    drawings = [each for chart in charts if isinstance(chart, Chart) for each in (chart.drawing, chart.narrow) if each]
    drawings += [block.spark.drawing for block in blocks(document) if isinstance(block, IndicatorBlock) and block.spark]
    marks = [mark for drawing in drawings for mark in drawing.marks]
    found = {getattr(mark, name, "") for mark in marks for name in ("fill", "stroke")}
    return tuple(sorted(each for each in found if each.startswith("#")))


def _blocks(section: Section) -> Iterator[Block]:
    yield from blocks_of(section)
    for within in section.sections:
        yield from _blocks(within)


def _section(say: Catalogue, section: Section, outside: Spot) -> Iterator[tuple[Spot, Piece]]:
    spot = outside.within(f"{section.number} {section.title}".strip())
    yield from _plain(spot, section.label, *section.titles)
    for block in section.blocks:
        yield from pieces(block, spot)
    for within in section.sections:
        yield from _section(say, within, spot)
    yield from _notes(say, section.notes, spot)


def _notes(say: Catalogue, notes: tuple[Note, ...], spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    for note in notes:
        yield spot.within(say.text("notes.mark", number=note.number)), note.text


def pieces(block: Block, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    """What one block shows."""
    match block:
        case TextBlock():
            yield spot, block.body
        case Chart():
            yield spot, block
        case Remarks():
            for line in block.lines:
                yield spot.within(block.label), line
        case PullQuote() | Strapline():
            yield spot, block.says
        case Vision():
            yield from _plain(spot, block.label)
            yield spot, block.says
        case SaidOnce():
            yield from _plain(spot, block.label)
            yield spot.within(block.label), block.says
        case Person():
            yield from _plain(spot, block.post, block.organisation)
        case Contents():
            return  # titles that stand elsewhere
        case TileGroup():
            yield from _tiles(block, spot)
        case Rankings():
            for ranked in block.lists:
                yield from _plain(spot, ranked.title)
                for item in (*ranked.items, ranked.base):
                    yield spot.within(ranked.title), item
        case Voices():
            yield from _plain(spot, block.title)
            for voice in (voice for column in block.columns for voice in column):
                yield spot, voice
        case Matrix():
            yield from _matrix(block, spot)
        case Level():
            yield from _level(block, spot)
        case _:
            yield from _of_paper(block, spot)


def _of_paper(block: PaperBlock, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    here = spot if isinstance(block, ExemptBlock) else spot.within(block.number)
    match block:
        case WordsBlock() | TableBlock():
            yield here, block.table
        case Redline():
            yield from _plain(here, block.label, *(run.prose.plain for run in block.title), *block.says)
            for run in (run for group in block.groups for line in group.lines for run in line.runs):
                yield here.within(block.label), run.prose
        case Subheading():
            yield here, block.title
        case Numbered() | Excerpt():
            yield here, block.body
        case WithheldBlock():
            yield here, block.says
        case ExemptBlock():
            yield from _plain(here, block.label, block.reason)
            for within in block.blocks:
                yield from pieces(within, spot)
        case QuestionBlock():
            yield from _plain(here, block.label)
            yield here, block.question
            yield from _plain(here, block.status)
            if block.answer:
                yield here, block.answer
        case IndicatorBlock():
            yield from _indicator(block, here.within(block.title))
        case _:
            assert_never(block)


def _indicator(block: IndicatorBlock, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    yield from _plain(spot, block.called, block.title)
    yield spot, Value(block.value, f"{block.value.text} {block.what.plain}")
    yield from _plain(spot, block.what.plain)
    if block.verdict:
        yield from _plain(spot, block.verdict.word)
        yield spot, block.verdict.says
    if block.others:
        yield spot, block.others
    if block.grade:
        yield from _plain(spot, block.grade.word)
        yield spot, block.grade.says
    yield spot, block.table
    if block.spark:
        yield spot, block.spark.says
    if block.series:
        yield spot, block.series
    if block.chart:
        yield spot, block.chart
    for note in block.notes:
        yield spot, note
    yield from _plain(spot, block.source)


def _tiles(group: TileGroup, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    yield from _plain(spot, group.title)
    for tile in group.tiles:
        yield from _tile(tile, spot.within(group.title))
    for column in group.columns:
        yield from _plain(spot, column.title)
        for tile in column.tiles:
            yield from _tile(tile, spot.within(group.title, column.title))


def _tile(tile: Tile, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    caption = tile.caption.plain
    here = Spot(spot.part, (*spot.where, caption))
    if tile.number:
        yield from _plain(here, tile.before)
        yield here, Value(tile.number, " ".join(filter(None, (tile.number.text, tile.unit, caption))))
        yield from _plain(here, tile.unit)
    for said in (tile.caption, tile.also, tile.says):
        if said:
            yield here, said


def _matrix(matrix: Matrix, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    yield from _plain(spot, matrix.caption, *matrix.columns)
    for row in matrix.rows:
        here = spot.within(matrix.caption, row.name)
        yield from _plain(here, row.name)
        if row.strapline:
            yield here, row.strapline
        for column, cell in zip(matrix.columns[1:], row.cells, strict=False):
            yield here.within(column), cell
        for column, statements in zip(matrix.columns[1 + len(row.cells) :], row.lists, strict=False):
            yield from ((here.within(column), statement) for statement in statements)
        counts = zip(matrix.columns[len(matrix.columns) - len(row.counts) :], row.counts, strict=True)
        yield from ((here.within(column), Value(count)) for column, count in counts)


def _level(level: Level, spot: Spot) -> Iterator[tuple[Spot, Piece]]:
    here = spot.within(level.name)
    yield from _plain(here, level.name)
    if level.measures:
        yield here, level.measures
    elif level.pledges:
        for pledge in level.pledges:
            yield from _plain(here, pledge.title, pledge.by)
            for said in (pledge.text, pledge.told_by, pledge.target):
                if said:
                    yield here.within(pledge.title), said
    else:
        for statement in level.statements:
            for said in (statement.text, *statement.told):
                yield here, said
            for beneath in statement.beneath:
                yield from _level(beneath, here)
