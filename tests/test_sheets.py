"""What is larger than a sheet of paper goes onto it in pieces, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.subject import Named
from pcpgen.document.drawing import Label, Line
from pcpgen.document.prose import Shown
from pcpgen.document.sheets import PIECE, columns_on_paper, drawn_in_pieces, has_short_heads, stand_side_by_side
from pcpgen.document.table import Row, Table
from tests.drawings import outside, overlapping
from tests.test_charts import SUBJECT, TITLE, figure

AREAS = [f"Area {number}" for number in range(46)]
FIGURE = figure(Decimal(7078), "")


def table(columns: list[str], rows: list[str], words: str = "7,078") -> Table:
    made = tuple(Row(head, tuple(Shown(words, FIGURE) for _ in columns)) for head in rows)
    return Table("t", "Incidents", "Area", tuple(columns), made)


def test_bars_of_46_areas_break_between_their_rows() -> None:
    named = [Named(area, figure(Decimal(1000 + number), "boats")) for number, area in enumerate(AREAS)]
    drawing = bar_chart(SUBJECT, TITLE, named).drawing
    pieces = drawn_in_pieces(drawing)
    assert sum(piece.height for piece in pieces) == pytest.approx(drawing.height)
    assert all(piece.height <= PIECE for piece in pieces)
    labels = [mark.text for piece in pieces for mark in piece.marks if isinstance(mark, Label)]
    assert labels == [mark.text for mark in drawing.marks if isinstance(mark, Label)]
    assert [(overlapping(piece), outside(piece)) for piece in pieces] == [([], [])] * len(pieces)
    for piece in pieces:  # the line at nought runs through each
        assert [mark.points[1][1] for mark in piece.marks if isinstance(mark, Line)] == [piece.height]


def test_a_small_drawing_stays_whole() -> None:
    drawing = bar_chart(SUBJECT, TITLE, [Named("A", figure(Decimal(1), "boats"))]).drawing
    assert drawn_in_pieces(drawing) == (drawing,)


@pytest.mark.parametrize("periods", [7, 12, 46])
def test_columns_that_do_not_stand_beside_each_other_stand_below(periods: int) -> None:
    months = [f"September {1980 + number}" for number in range(periods)]
    whole = table(months, AREAS)
    pieces = columns_on_paper(whole)
    assert [column for piece in pieces for column in piece.columns] == months
    assert len({piece.id for piece in pieces}) == len(pieces) > (periods > 7)
    for piece in pieces:
        assert [row.head for row in piece.rows] == AREAS
        assert all(len(row.cells) == len(piece.columns) for row in piece.rows)


@pytest.mark.parametrize(
    ("heads", "short"),
    [(["Fenland", "South Cambridgeshire"], True), (["Withdrawn, discontinued or disapplied"], False)],
)
def test_short_heads_of_rows_stand_on_one_line_of_paper(heads: list[str], short: bool) -> None:
    assert has_short_heads(table(["2024/25"], heads)) is short


def test_heads_of_rows_beside_many_columns_of_words_may_break() -> None:
    words = replace(table([f"Column {number}" for number in range(6)], ["Fenland"]), of_words=(True,) * 6)
    assert not has_short_heads(words)


def test_a_table_that_fits_stays_whole() -> None:
    whole = table(["2024/25", "2025/26", "Change"], AREAS)
    assert columns_on_paper(whole) == (whole,)


def test_a_value_of_24_digits_takes_the_room_that_it_needs() -> None:
    assert len(columns_on_paper(table(["2024", "2025"], ["All"], "999,999,999,999,999,999,999,999"))) == 1
    assert len(columns_on_paper(table(["2023", "2024", "2025"], ["All"], "999,999,999,999,999,999,999,999"))) == 2


@pytest.mark.parametrize(
    ("columns", "beside"),
    [(["Trust", "Roads", "Homes", "Farms", "Boats", "Knives"], True), (["Telecommunications fraud"] * 5, False)],
)
def test_columns_stand_side_by_side_where_no_word_of_their_heads_is_too_wide(columns: list[str], beside: bool) -> None:
    assert stand_side_by_side(columns, ["Measure of progress", "Reports of fraud by telephone"]) == beside
