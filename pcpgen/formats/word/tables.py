"""From tables of figures and of words to tables of a Word file: one row of heads, repeated, and a head to each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from pcpgen import fonts
from pcpgen.document.prose import Inline, Insert, Phrase, Reference, phrase
from pcpgen.document.sheets import columns_on_paper
from pcpgen.document.table import Mark, Row, Table, WordsTable
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import line, paragraph, run, shown
from pcpgen.formats.word.styles import MIST, TEXT
from pcpgen.formats.word.xml import Element, make, twips, value
from pcpgen.prose import tree
from pcpgen.values import dataclass

_SIZE, _LEAST = 9.5, 6.5  # of the type, in points
_PADDING = 12.0  # beside the words of a cell, in points
_SHORT = 100.0  # what stands in one line where it can, in points
_WIDEST = 170.0  # which a column of words asks for at most


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and whether it is a number; `mark` repeats a grade in its colour."""

    content: tuple[Inline, ...]
    number: bool = False
    mark: Mark | None = None

    @property
    def plain(self) -> str:
        return Phrase(self.content).plain


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, the first of them its head; the id where something links to it."""

    cells: tuple[Cell, ...]
    id: str = ""
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of either kind: its caption, its heads and its rows; `number` stands before the caption."""

    id: str
    caption: tuple[Inline, ...]
    heads: tuple[Cell, ...]
    rows: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    number: str = ""
    ids: tuple[str, ...] = ()


def figures(growing: Growing, table: Table, number: str = "", id: str = "") -> Iterator[Element]:
    """A table of figures; the columns that do not stand beside the others stand below them, as on paper."""
    say, pieces = growing.document.catalogue, columns_on_paper(table)
    for at, piece in enumerate(pieces, 1):
        part = say.text("table.piece", caption=table.caption, number=at, many=len(pieces))
        caption = part if len(pieces) > 1 else table.caption
        notes = table.notes if at == len(pieces) else ()
        made = _grid(piece, caption, number if at == 1 else "", (id if at == 1 else "", piece.id), notes)
        yield from written(growing, made)


def _grid(table: Table, caption: str, number: str, ids: tuple[str, ...], notes: tuple[str, ...]) -> Grid:
    of_words = table.of_words or (False,) * len(table.columns)
    columns = zip(table.columns, of_words, strict=True)
    heads = (Cell(phrase(table.corner).content), *(Cell(phrase(column).content, not said) for column, said in columns))
    rows = tuple(_row(row, of_words) for row in table.rows)
    return Grid(table.id, phrase(caption).content, heads, rows, notes, number, ids)


def _row(row: Row, of_words: Sequence[bool]) -> Line:
    marks = row.marks or (None,) * len(row.cells)
    cells = (Cell((cell,), not said, mark) for cell, said, mark in zip(row.cells, of_words, marks, strict=True))
    head = (Reference(row.target, row.head),) if row.target else phrase(row.head).content
    return Line((Cell(head), *cells), kind=row.kind)


def words_table(table: WordsTable, number: str = "", id: str = "") -> Grid:
    heads = tuple(Cell(phrase(column).content) for column in table.columns)
    rows = []
    for row in table.rows:
        marks = row.marks or (None,) * len(row.cells)
        cells = (Cell(cell.content, mark=mark) for cell, mark in zip(row.cells, marks, strict=True))
        rows.append(Line((Cell(row.head.content), *cells), row.id))
    return Grid(table.id, phrase(table.caption).content, heads, tuple(rows), table.notes, number, (id, table.id))


def typed_table(table: tree.WordsTable[Insert]) -> Grid:
    """A table that an author typed into running text."""
    rows = tuple(Line(tuple(Cell(cell.content) for cell in row)) for row in table.rows)
    return Grid(table.id, table.caption, tuple(Cell(cell.content) for cell in table.heads), rows, ids=(table.id,))


def written(growing: Growing, grid: Grid) -> list[Element]:
    """The caption, the table and its notes."""
    number = [run(f"{grid.number} ", "Number")] if grid.number else []
    caption = paragraph(growing, "Caption", *number, *line(growing, grid.caption), ids=dict.fromkeys(grid.ids))
    notes = (paragraph(growing, "Source", run(note)) for note in grid.notes)
    return [caption, _table(growing, grid), *notes]


def _table(growing: Growing, grid: Grid) -> Element:
    widths, size = _widths(grid)
    plain = Phrase(grid.caption).plain
    heads = ", ".join(cell.plain for cell in grid.heads)
    says = growing.document.catalogue.counted("word.table", len(grid.rows), heads=heads)
    about = make(
        "w:tblPr",
        value("w:tblStyle", "FiguresTable"),
        make("w:tblW", w_w=sum(widths), w_type="dxa"),
        make("w:tblLayout", w_type="fixed"),
        make(
            "w:tblLook",
            w_val="04A0",
            w_firstRow=1,
            w_lastRow=0,
            w_firstColumn=1,
            w_lastColumn=0,
            w_noHBand=0,
            w_noVBand=1,
        ),
        value("w:tblCaption", plain),
        value("w:tblDescription", says),
    )
    columns = make("w:tblGrid", *(make("w:gridCol", w_w=width) for width in widths))
    return make("w:tbl", about, columns, *_rows(growing, grid, widths, size))


def _rows(growing: Growing, grid: Grid, widths: Sequence[int], size: float) -> Iterator[Element]:
    head = make("w:trPr", make("w:cantSplit"), make("w:tblHeader"))
    cells = (_cell(growing, cell, width, size, head=True) for cell, width in zip(grid.heads, widths, strict=True))
    yield make("w:tr", head, *cells)
    last = len(grid.rows) - 1
    for at, row in enumerate(grid.rows):
        keep = last < 12 and at < last  # a short table stays whole
        yield make(
            "w:tr",
            make("w:trPr", make("w:cantSplit")),
            *(
                _cell(growing, cell, width, size, row, not column, keep)
                for column, (cell, width) in enumerate(zip(row.cells, widths, strict=True))
            ),
        )


def _cell(
    growing: Growing,
    cell: Cell,
    width: int,
    size: float,
    row: Line | None = None,
    first: bool = False,
    keep: bool = False,
    head: bool = False,
) -> Element:
    style = ("TableNumberHead" if head else "TableNumber") if cell.number else "TableHead" if head else "TableText"
    strong = (
        ["b"]
        if row and (row.kind not in ("line", "apart") or (first and len(row.cells) > 1 and not _is_long(row)))
        else []
    )
    colour = cell.mark.colour.lstrip("#") if cell.mark else ""
    about = make(
        "w:tcPr",
        make("w:tcW", w_w=width, w_type="dxa"),
        make("w:tcBorders", make("w:left", w_val="single", w_sz=24, w_space=0, w_color=colour)) if colour else None,
        make("w:shd", w_val="clear", w_color="auto", w_fill=MIST) if row and row.kind == "total" else None,
        value("w:vAlign", "bottom") if head else None,
    )
    ids = [row.id] if row and first else []
    content = line(growing, cell.content, *strong)
    if size != _SIZE:
        content = shown(content, value("w:sz", round(size * 2)))
    return make(
        "w:tc", about, paragraph(growing, style, *content, ids=ids, layout=[make("w:keepNext")] if keep else [])
    )


def _is_long(row: Line) -> bool:
    return len(row.cells[0].plain) > 60


def _widths(grid: Grid) -> tuple[list[int], float]:
    """The width of each column in twentieths of a point, and the size of the type by which they all fit."""
    columns = [*zip(grid.heads, *(row.cells for row in grid.rows), strict=True)]
    whole = TEXT / 20
    for size, short in product((_SIZE, 8.5, 7.5, _LEAST), (_SHORT, 0)):
        least = [max(_least(cell, size, short if at else 0) for at, cell in enumerate(column)) for column in columns]
        if sum(least) <= whole:
            break
    wanted = [
        max(near, min(_WIDEST, max(fonts.width(cell.plain, size, 600) for cell in column) + _PADDING))
        for near, column in zip(least, columns, strict=True)
    ]
    free, asked = whole - sum(least), sum(wanted) - sum(least)
    if asked > 0 and free < asked:
        found = [near + max(free, 0) * (far - near) / asked for near, far in zip(least, wanted, strict=True)]
    else:
        found = _spread(columns, wanted, whole)
    scale = min(1.0, whole / sum(found))
    return [twips(width * scale) for width in found], size


def _spread(columns: Sequence[Sequence[Cell]], wanted: Sequence[float], whole: float) -> list[float]:
    """What is left goes to the columns of words, by what they hold; columns of numbers stay as they are."""
    left = whole - sum(wanted)
    holds = [0.0 if column[0].number else max(len(cell.plain) for cell in column) + 1.0 for column in columns]
    return [width + left * share / (sum(holds) or 1) for width, share in zip(wanted, holds, strict=True)]


def _least(cell: Cell, size: float, short: float) -> float:
    """How wide a column must be for a cell: for all its words where they are few, for the longest of them else."""
    whole = fonts.width(cell.plain, size, 700)
    if whole <= short:
        return whole + _PADDING
    return max((fonts.width(word, size, 700) for word in cell.plain.split()), default=0) + _PADDING
