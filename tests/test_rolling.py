"""The average of twelve months: all twelve present, none across a break."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.blocks.indicators import indicator_block
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure
from pcpgen.figures.rolling import consecutive, rolling_means
from pcpgen.model.data import Dataset, Observation, Series
from pcpgen.model.period import parse_period
from pcpgen.model.text import Text
from pcpgen.words.catalogue import shipped
from tests.drawings import HERE, outside, overlapping


def months(*values: int | None) -> list[Figure]:
    found = []
    for at, value in enumerate(values):
        id = f"d.a@{2018 + at // 12}-{at % 12 + 1:02}"
        number = None if value is None else Decimal(value)
        found.append(Figure(id, number, "calls", None, parse_period(id.partition("@")[2]), id, ()))
    return found


def shown(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.exact for figure in figures]


def test_a_mean_needs_twelve_months() -> None:
    means = rolling_means(months(*range(1, 15)))
    assert shown(means) == [""] * 11 + ["6.5", "7.5", "8.5"]
    assert means[11].formula.startswith("(d.a@2018-01 + ") and means[11].formula.endswith(" + d.a@2018-12) ÷ 12")


def test_a_missing_month_and_a_break_leave_it_out() -> None:
    assert shown(rolling_means(months(*range(1, 12), None, 13))) == [""] * 13
    broken = rolling_means(months(*range(1, 27)), breaks=[2])
    assert [bool(figure.exact) for figure in broken].index(True) == 13


def test_only_months_that_follow_each_other_roll() -> None:
    year = months(*range(1, 14))
    assert consecutive(year)
    assert not consecutive([*year[:5], *year[6:]])
    assert not consecutive([])


def test_a_line_of_twelve_months_has_its_average_beside_it() -> None:
    cells = {
        figure.period.written: Observation("a.calls", figure.period, "", figure.value, "", "data/a.csv", at, "", 0)
        for at, figure in enumerate(months(*range(101, 126)))
    }
    series = {"a.calls": Series("a.calls", "Calls", "calls", 0, HERE)}
    dataset = Dataset(
        "a",
        Text("Calls", HERE),
        "The source",
        series,
        measures="calls",
        good="neither",
        chart="line",
        window="12 months",
        frequency="month",
        additive=True,
    )
    block = indicator_block(Data({"a": dataset}, {"a.calls": cells}, shipped()), dataset, "1.1", "#00736a", "Fenland")
    assert block.chart and block.series
    assert block.series.columns == ("Calls", "Average of the last 12 months")
    newest, *_, oldest = block.series.rows
    assert (newest.head, [each.text for each in newest.cells]) == ("January 2020", ["125", "120"])
    assert [each.text for each in oldest.cells] == ["101", "[z]"]
    assert "Average of the last 12 months: from 107" in block.chart.alternative
    assert (overlapping(block.chart.drawing), outside(block.chart.drawing)) == ([], [])


def test_the_first_column_of_percentages_is_headed_by_what_stands_in_it() -> None:
    cells = {
        figure.period.written: Observation("a.yes", figure.period, "", figure.value, "", "data/a.csv", at, "", 0)
        for at, figure in enumerate(months(*range(50, 75)))
    }
    series = {"a.yes": Series("a.yes", "Answered", "%", 0, HERE)}
    dataset = Dataset("a", Text("Calls", HERE), "The source", series, measures="calls", good="neither", chart="line")
    block = indicator_block(Data({"a": dataset}, {"a.yes": cells}, shipped()), dataset, "1.1", "#00736a", "Fenland")
    assert (block.table.corner, block.table.columns) == ("Period", ("Answered",))
