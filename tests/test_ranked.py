"""Charts that compare: areas by their rates with our own marked, and bars side by side on one scale."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.ranked import ranked_chart
from pcpgen.blocks.charts.subject import ChartSubject, Named
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Bar, Dot, Label
from pcpgen.document.prose import phrase
from pcpgen.figures.figure import Figure
from pcpgen.figures.rates import Rank, Rate
from pcpgen.model.period import parse_period
from pcpgen.words.catalogue import shipped
from tests.drawings import TABLE, outside, overlapping

SUBJECT = ChartSubject(shipped(), "c", "Crime", "Crime by force", "Fenland", "The office", "Force")


def figure(id: str, value: str, unit: str) -> Figure:
    return Figure(id, Decimal(value), unit, 1, parse_period("2025/26"), id, ())


def rate(name: str, value: str) -> Rate:
    return Rate(name, name, figure(f"rate:{name}", value, "per 1,000 residents (2021)"))


def drawings_hold(chart: Chart) -> bool:
    return not any(overlapping(each) or outside(each) for each in (chart.drawing, chart.narrow) if each)


def test_our_own_area_is_marked_among_all_and_its_rank_is_the_title() -> None:
    found = [rate("Ely", "90"), rate("Fenland and all the villages around it", "82.2"), rate("March", "64.1")]
    chart = ranked_chart(SUBJECT, found, Rank(2, 3, False), found[1], TABLE)
    assert len(chart.title.plain) <= 60 and "2nd of 3" in chart.title.plain
    assert "highest Ely 90.0" in chart.alternative and "lowest March 64.1" in chart.alternative
    dots = [mark for mark in chart.drawing.marks if isinstance(mark, Dot)]
    assert [dot.radius for dot in dots] == [3.0, 4.5, 3.0] and all(a.x > b.x for a, b in pairwise(dots))
    assert [mark.text for mark in chart.drawing.marks if isinstance(mark, Label) and mark.of] == [
        "90.0",
        "82.2",
        "64.1",
    ]
    assert drawings_hold(chart) and len(chart.drawing.rows) == 3


def test_bars_side_by_side_have_one_scale() -> None:
    income = [Named("Grant", figure("d.a", "80", "£ million"))]
    spending = [Named("People who work for the force", figure("d.b", "60", "£ million"))]
    charts = [
        bar_chart(SUBJECT, phrase("Money"), one, "£ million", beside=[other])
        for one, other in ((income, spending), (spending, income))
    ]
    wide = [next(mark.width for mark in each.drawing.marks if isinstance(mark, Bar)) for each in charts]
    assert abs(wide[0] / wide[1] - 80 / 60) < 0.001 and all(map(drawings_hold, charts))
