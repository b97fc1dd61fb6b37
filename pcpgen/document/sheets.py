"""From a drawing or a table that is larger than a sheet of paper to pieces that stand below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pcpgen import fonts
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line, Mark
from pcpgen.document.table import Row, Table

TALLEST = 400.0  # points of a drawing that is left whole
PIECE = 150.0  # points of a piece, where its rows allow
WHOLE, COLUMN = 476.0, 400.0  # points across both rail and text, and across the text
SIZE, APART = 10.0, 8.0  # of a table's text, and between two of its columns
ROW_HEAD = 110.0  # points that the heads of rows have at least where they are as long
FEW = 5  # columns of words that leave them as much


def drawn_in_pieces(drawing: Drawing) -> tuple[Drawing, ...]:
    """A drawing cut between its rows; whole where it fits or has none."""
    if drawing.height <= TALLEST or not drawing.rows:
        return (drawing,)
    cuts = [0.0]
    for before, after in pairwise((*drawing.rows, drawing.height)):
        if after - cuts[-1] > PIECE and before > cuts[-1]:
            cuts.append(before)
    return tuple(_piece(drawing, top, foot) for top, foot in pairwise((*cuts, drawing.height)))


def _piece(drawing: Drawing, top: float, foot: float) -> Drawing:
    marks = tuple(mark for each in drawing.marks for mark in _within(each, top, foot))
    return Drawing(drawing.width, round(foot - top, 2), marks)


def _within(mark: Mark, top: float, foot: float) -> Iterator[Mark]:
    """What of a mark stands between two heights; only an upright line reaches over several rows."""
    match mark:
        case Label() | Dot():
            if top <= mark.y < foot:
                yield replace(mark, y=round(mark.y - top, 2))
        case Bar():
            if top <= mark.y < foot:
                yield replace(mark, y=round(mark.y - top, 2))
        case Line() | Area():
            heights = [y for _, y in mark.points]
            upright = isinstance(mark, Line) and len({x for x, _ in mark.points}) == 1
            if upright and min(heights) < foot and max(heights) > top:
                points = tuple((x, round(min(max(y, top), foot) - top, 2)) for x, y in mark.points)
                yield replace(mark, points=points)
            elif not upright and top <= min(heights) < foot:
                yield replace(mark, points=tuple((x, round(y - top, 2)) for x, y in mark.points))


def columns_on_paper(table: Table) -> tuple[Table, ...]:
    """A table with as many columns as stand beside one another, then the others under the same heads of rows."""
    if table.of_words or len(table.columns) < 2:
        return (table,)
    widths = [_width(table, at) for at in range(len(table.columns))]
    room = (WHOLE if len(table.columns) > 3 else COLUMN) - _heads(table)
    if sum(widths) <= room:
        return (table,)
    ends: list[int] = []
    for pieces in range(2, len(widths) + 1):  # as equal as can be
        ends = [round(len(widths) * number / pieces) for number in range(pieces + 1)]
        if all(sum(widths[start:end]) <= room for start, end in pairwise(ends)):
            break
    return tuple(_columns(table, number, start, end) for number, (start, end) in enumerate(pairwise(ends), 1))


def has_short_heads(table: Table) -> bool:
    """Whether the head of each row has room on one line of paper, as the columns leave it."""
    widest = max((fonts.width(row.head, SIZE, _weight(row)) for row in table.rows), default=0.0)
    return widest <= ROW_HEAD and (not table.of_words or len(table.columns) <= FEW)


def stand_side_by_side(columns: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether columns of a word or two find room beside the heads of rows, with no word of any head broken."""
    first = max(_longest(heads), min(ROW_HEAD, max(fonts.width(each, SIZE, 600) for each in heads)))
    return first + sum(_longest([column]) + APART for column in columns) <= WHOLE


def _columns(table: Table, number: int, start: int, end: int) -> Table:
    rows = tuple(replace(row, cells=row.cells[start:end], marks=row.marks[start:end]) for row in table.rows)
    id = table.id if number == 1 else f"{table.id}-{number}"
    return replace(table, id=id, columns=table.columns[start:end], rows=rows, notes=())


def _width(table: Table, at: int) -> float:
    """How wide a column is at least: no word of its head and no cell is broken."""
    head = max((fonts.width(word, SIZE, 600) for word in table.columns[at].split()), default=0.0)
    return max(head, *(fonts.width(row.cells[at].text, SIZE, _weight(row)) for row in table.rows)) + APART


def _weight(row: Row) -> int:
    return 600 if row.kind in ("line", "apart") else 700


def _heads(table: Table) -> float:
    """How wide the heads of rows are: as wide as the longest, where that is not much."""
    words = [table.corner, *(row.head for row in table.rows)]
    longest = max(_longest(words), min(ROW_HEAD, max(fonts.width(each, SIZE, 600) for each in words)))
    return min(longest, WHOLE / 2)


def _longest(words: Sequence[str]) -> float:
    return max(fonts.width(word, SIZE, 600) for each in words for word in each.split() or [""])
