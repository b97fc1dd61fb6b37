"""Charts as data: no two labels overlap, nothing leaves the frame, and the words agree with the numbers."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.doughnut import doughnut_chart
from pcpgen.blocks.charts.labels import COLUMN, WIDE, Tag, spread, wrapped
from pcpgen.blocks.charts.lines import line_chart
from pcpgen.blocks.charts.pairs import Pair, pairs_chart
from pcpgen.blocks.charts.scale import nice_ticks
from pcpgen.blocks.charts.slope import slope_chart
from pcpgen.blocks.charts.subject import ChartSubject, Course, Named, measured, span
from pcpgen.blocks.wording import STAY
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line
from pcpgen.document.prose import phrase
from pcpgen.figures.data import kept_back
from pcpgen.figures.figure import Figure
from pcpgen.model.period import parse_period
from pcpgen.words.catalogue import shipped

TITLE = phrase("Most of it goes on people")
SUBJECT = ChartSubject(shipped(), "c", "Spending", "Money", "Fenland", "The plan", "Item")


def figure(value: Decimal | None, unit: str, period: str = "2017/18") -> Figure:
    return Figure(f"d.a@{period}", value, unit, 1, parse_period(period), "read", (), note="none printed")


def bars(values: dict[str, Decimal | None], unit: str = "£ million", width: float = WIDE) -> Chart:
    named = [Named(name, figure(value, unit), name.endswith("(label inferred)")) for name, value in values.items()]
    return bar_chart(SUBJECT, TITLE, named, unit, width)


def boxes(drawing: Drawing) -> list[tuple[str, float, float, float, float]]:
    """Each label's box: words, left, top, right, bottom; from the font's ascent and descent."""
    found = []
    for mark in drawing.marks:
        if isinstance(mark, Label):
            left = mark.x - {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]
            found.append((mark.text, left, mark.y - 0.75 * mark.size, left + mark.width, mark.y + 0.2 * mark.size))
    return found


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for one, other in combinations(boxes(drawing), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(drawing: Drawing) -> list[str]:
    """What leaves the frame; half a point is allowed for strokes."""
    found = [box[0] for box in boxes(drawing) if box[1] < -0.5 or box[3] > drawing.width + 0.5]
    found += [box[0] for box in boxes(drawing) if box[2] < -0.5 or box[4] > drawing.height + 0.5]
    for mark in drawing.marks:
        if isinstance(mark, Bar) and (mark.x < 0 or mark.x + mark.width > drawing.width + 0.5):
            found.append("bar")
        if isinstance(mark, Line | Area):
            found += [
                mark.kind for x, y in mark.points if not (0 <= x <= drawing.width and -0.5 <= y <= drawing.height)
            ]
        if isinstance(mark, Dot) and not (0 <= mark.x <= drawing.width and 0 <= mark.y <= drawing.height):
            found.append("dot")
    return found


SPENDING: dict[str, Decimal | None] = {
    "Premises (label inferred)": Decimal("3.8"),
    "Employees": Decimal("69.0"),
    "Collaborated Units": Decimal("37.7"),
    "Reserves": None,
}


def test_bars_are_sorted_from_nought_with_their_values() -> None:
    chart = bars(SPENDING)
    drawn = [mark for mark in chart.drawing.marks if isinstance(mark, Bar)]
    assert [round(bar.width / drawn[0].width, 3) for bar in drawn] == [1.0, round(37.7 / 69, 3), round(3.8 / 69, 3)]
    assert len({bar.x for bar in drawn}) == 1
    assert [box[0] for box in boxes(chart.drawing)][:2] == ["Employees", "£69.0m"]


def test_the_alternative_says_all_that_the_chart_says() -> None:
    assert bars(SPENDING).alternative == (
        "Bar chart. Most of it goes on people. Money, 2017/18, Fenland, £\u00a0million: largest first: "
        "Employees £69.0m; Collaborated Units £37.7m; Premises (label inferred) £3.8m."
    )


def test_what_has_no_value_stands_in_the_table_and_is_explained() -> None:
    chart = bars(SPENDING)
    assert [(row.head, row.cells[0].text) for row in chart.table.rows][-1] == ("Reserves", "[x]")
    assert "[x] Reserves: none printed." in chart.notes
    assert any("inferred" in note for note in chart.notes)


def test_a_table_has_the_unit_of_its_cells_and_stays_where_labels_round_them() -> None:
    """As £142,917 thousand that the drawing says as £143m; on paper the table of a chart that writes each goes."""
    named = [Named("Policing", figure(Decimal(142917), "£ thousand"))]
    rounded, exact = bar_chart(SUBJECT, TITLE, named, "£ million"), bars({"Policing": Decimal(142)})
    assert rounded.table.columns == ("£ thousand",) and rounded.table.rows[0].cells[0].text == "142,917.0"
    assert (rounded.labelled, exact.labelled) == (False, True)


def test_a_series_that_a_slopegraph_has_no_line_for_is_explained() -> None:
    before, after = figure(Decimal(12), "people", "2016"), figure(Decimal(20), "people", "2017")
    hidden = kept_back("d.b@2017", "people", after.period)
    table = bars(SPENDING).table
    chart = slope_chart(SUBJECT, TITLE, [Pair("Ely", before, after), Pair("Soham", before, hidden)], table)
    assert "Soham" not in chart.alternative
    assert chart.notes == ("[c] Soham, 2017: too small to publish.",)


def test_a_pair_that_is_small_beside_the_largest_has_a_scale_of_its_own() -> None:
    """48 deaths and 29 would lie on one another beside 484 casualties; both scales begin at nought."""
    told = {"Killed": (48, 29), "Seriously injured": (436, 438), "All": (484, 467)}
    pairs = [
        Pair(name, figure(Decimal(before), "people", "2017"), figure(Decimal(after), "people", "2018"))
        for name, (before, after) in told.items()
    ]
    chart = pairs_chart(SUBJECT, TITLE, pairs, bars(SPENDING).table)
    dots = [mark.x for mark in chart.drawing.marks if isinstance(mark, Dot)][2:]  # after those of the key
    assert abs(dots[0] - dots[1]) > 10 * abs(dots[2] - dots[3])
    assert [mark.text for mark in chart.drawing.marks if isinstance(mark, Label)].count("0") == 2
    assert chart.notes == ("Killed is drawn on a scale of its own.",)
    assert pairs_chart(SUBJECT, TITLE, pairs[1:], bars(SPENDING).table).notes == ()


values = st.decimals(min_value=0, max_value=10**6, places=1)
names = st.text(alphabet="abcdefghij klmnop", min_size=1, max_size=30)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.dictionaries(names, values, min_size=1, max_size=12), st.sampled_from([COLUMN, WIDE]))
def test_no_bar_chart_has_labels_that_overlap_or_leave_the_frame(
    given_values: dict[str, Decimal], width: float
) -> None:
    drawing = bars(dict(given_values), width=width).drawing
    assert (drawing.width, overlapping(drawing), outside(drawing)) == (width, [], [])


@pytest.mark.parametrize("width", [COLUMN, WIDE])
def test_no_name_of_a_doughnut_leaves_the_frame(width: float) -> None:
    shares = {"Neighbourhood policing and prevention": 40, "Roads": 30, "Safeguarding children": 20, "Estate": 10}
    named = [Named(name, figure(Decimal(share), "£ million")) for name, share in shares.items()]
    drawing = doughnut_chart(SUBJECT, TITLE, named, width).drawing
    assert (drawing.width, overlapping(drawing), outside(drawing)) == (width, [], [])


def lines(one: list[Decimal], other: list[Decimal], unit: str = "£ thousand") -> Chart:
    def course(name: str, numbers: list[Decimal]) -> Course:
        return Course(name, tuple(figure(value, unit, f"{2016 + at}/{17 + at}") for at, value in enumerate(numbers)))

    gap = [a - b for a, b in zip(one, other, strict=True)]
    both = [course("Requirement", one), course("Financing", other)]
    return line_chart(SUBJECT, TITLE, both, course("Gap", gap), "£ million")


def test_lines_stand_in_true_time_however_many_they_are() -> None:
    """June 2019, November 2021 and November 2022 do not stand at equal distances."""
    months = ("2019-06", "2021-11", "2022-11")
    figures = tuple(figure(Decimal(number), "", month) for number, month in zip((30, 20, 10), months, strict=True))
    drawing = line_chart(SUBJECT, TITLE, [Course(f"Area {number}", figures) for number in range(9)], None).drawing
    courses = [mark for mark in drawing.marks if isinstance(mark, Line) and len(mark.points) == 3]
    assert len({(mark.stroke, mark.dash) for mark in courses}) == 9
    first, second, third = (x for x, _ in courses[0].points)
    assert (third - second) / (third - first) == pytest.approx(365 / 1249, abs=0.01)  # in days
    assert (overlapping(drawing), outside(drawing)) == ([], [])


def test_charts_that_are_compared_have_one_scale_unless_it_would_flatten_one() -> None:
    def longest(value: int, *beside: int) -> float:
        named = [[Named("a", figure(Decimal(each), "£ million"))] for each in (value, *beside)]
        chart = bar_chart(SUBJECT, TITLE, named[0], "£ million", WIDE, named[1:])
        return max(mark.width for mark in chart.drawing.marks if isinstance(mark, Bar))

    assert longest(20, 80) == pytest.approx(longest(80, 20) / 4, rel=0.01)
    assert longest(20, 900) == longest(20)
    assert [longest(15, 8, 100), longest(8, 15, 100)] == [longest(15), longest(8)]  # all of them, or none

    def axis(*highest: int) -> list[str]:
        years = ("2016", "2017")
        courses = [
            Course("a", tuple(figure(Decimal(value), "", year) for value, year in zip((0, high), years, strict=True)))
            for high in highest
        ]
        drawing = line_chart(SUBJECT, TITLE, courses[:1], None, "", [[each] for each in courses[1:]]).drawing
        return [mark.text for mark in drawing.marks if isinstance(mark, Label) and mark.x == 0]

    assert axis(60, 80) == axis(80, 60)
    assert axis(4, 80) == axis(4)


@pytest.mark.parametrize("many", [2, 3, 4])
def test_neighbouring_parts_of_a_ring_differ_in_colour(many: int) -> None:
    named = [Named(f"Part {number}", figure(Decimal(40 - number), "boats")) for number in range(many)]
    drawing = doughnut_chart(SUBJECT, TITLE, named).drawing
    colours = [mark.fill for mark in drawing.marks if isinstance(mark, Area)]
    assert len(colours) == many and all(one != other for one, other in pairwise((*colours, colours[0])))


@pytest.mark.slow
@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=2, max_size=12))
def test_no_line_chart_has_labels_that_overlap_or_leave_the_frame(pairs: list[tuple[int, int]]) -> None:
    drawing = lines([Decimal(a) for a, _ in pairs], [Decimal(b) for _, b in pairs]).drawing
    assert (overlapping(drawing), outside(drawing)) == ([], [])


def test_a_line_chart_says_where_its_axis_starts() -> None:
    chart = lines([Decimal(130504), Decimal(142922)], [Decimal(130504), Decimal(134966)])
    assert "The axis starts at £130m." in chart.measure
    assert "Requirement: £130.5m in 2016/17 and £142.9m in 2017/18" in chart.alternative
    assert [cell.text for cell in chart.table.rows[2].cells] == ["0.0", "7,956.0"]


@pytest.mark.parametrize(("unit", "words"), [("£ thousand", "£300 thousand"), ("", "18,212"), ("%", "8.4%")])
def test_a_line_chart_prints_as_many_decimals_as_its_values_have(unit: str, words: str) -> None:
    value = {"£ thousand": Decimal(300), "": Decimal(18212), "%": Decimal("8.4")}[unit]
    figures = tuple(replace(figure(value, unit, period), decimals=None) for period in ("2016/17", "2017/18"))
    courses = [Course(name, figures) for name in ("a", "b")]
    assert f"a: {words} in 2016/17 and {words} in 2017/18" in line_chart(
        SUBJECT, TITLE, courses, None
    ).alternative.replace(STAY, " ")


@pytest.mark.slow
@given(st.decimals(0, 10**9, places=3).map(float), st.decimals(0, 10**9, places=3).map(float))
def test_ticks_enclose_the_values(a: float, b: float) -> None:
    low, high = min(a, b), max(a, b)
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low + 1e-6 * high and ticks[-1] >= high - 1e-6 * high
    assert 2 <= len(ticks) <= 8


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(130.5, 142.9, (130, 135, 140, 145)), (3, 40, (0, 10, 20, 30, 40))]
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert nice_ticks(low, high) == expected


def test_tags_are_spread_in_order() -> None:
    of = figure(Decimal(1), "people")
    tags = [Tag(at, (name,), "1", "", of) for at, name in ((10.0, "b"), (9.0, "a"), (11.0, "c"))]
    assert [(each.at, each.name) for each in spread(tags, 0, 100)] == [(15.0, ("a",)), (45.0, ("b",)), (75.0, ("c",))]
    assert [each.at for each in spread([Tag(99.0, ("x",), "1", "", of)], 0, 100)] == [85.0]
    two = [Tag(at, ("x",), "1", "", of) for at in (50.0, 60.0)]
    assert [each.at for each in spread(two, 0, 100)] == [40.0, 70.0]  # one up and one down, by as much


def test_a_long_name_is_wrapped_and_a_word_too_wide_is_cut() -> None:
    assert wrapped("Local resolution of allegations", 80) == ("Local resolution", "of allegations")
    assert "".join(wrapped("Donaudampfschifffahrt", 40)) == "Donaudampfschifffahrt"


def test_no_chart_goes_without_its_place_and_its_period() -> None:
    period = parse_period("2019-01..2019-09")
    assert measured(shipped(), "Contacts", "Fenland", [period]) == "Contacts, January to September 2019, Fenland"
    said = measured(shipped(), "Contacts in Fenland, January to September 2019", "Fenland", [period])
    assert said.count("Fenland") == 1
    for area, periods in (("", [period]), ("Fenland", [])):
        with pytest.raises(ValueError, match="has no"):
            measured(shipped(), "contacts", area, periods)


def test_many_periods_are_labelled_as_far_as_they_fit() -> None:
    many = [Decimal(1000 + at) for at in range(14)]
    words = [mark.text for mark in lines(many, many).drawing.marks if isinstance(mark, Label) and "/" in mark.text]
    assert words[-1] == "2029/30" and 2 <= len(words) < 14


def test_a_name_of_twenty_thousand_letters_is_cut_in_a_moment() -> None:
    begun = time.process_time()
    assert "".join(wrapped("W" * 19_000, 60)) == "W" * 19_000
    assert time.process_time() - begun < 1


def test_the_time_of_many_quarters_is_said_as_that_of_many_months_is() -> None:
    quarters = [parse_period(f"{year}-Q{number}") for year in (2024, 2025) for number in (1, 2, 3, 4)]
    assert span(shipped(), quarters) == "January 2024 to December 2025"
    assert span(shipped(), quarters[3:5]) == "October to December 2024 and January to March 2025"
