"""What a chart's title says: examples that read aloud, among them the oracles of the office's statisticians."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.subject import Course, Named
from pcpgen.figures.compare import interval
from pcpgen.figures.figure import Figure
from pcpgen.figures.xmr import xmr
from pcpgen.model.period import parse_period
from pcpgen.words.catalogue import shipped
from tests.conftest import ROOT

SAY = shipped()


def figure(value: str | None, unit: str = "outcomes", period: str = "2018", base: int | None = None) -> Figure:
    number = None if value is None else Decimal(value)
    return Figure(f"d.a@{period}", number, unit, None, parse_period(period), f"d.a@{period}", (), base=base)


def bars(**values: str | None) -> list[Named]:
    return [Named(name, figure(value)) for name, value in values.items()]


@pytest.mark.parametrize(
    ("given", "whole", "said"),
    [
        (bars(fraud="3", theft="6", other="1"), "all crime", "Theft made up 60% of all crime"),
        (bars(fraud="3", theft="6"), "", "Theft stood highest, at 6"),
        (bars(fraud="6", theft="6", other="1"), "all crime", "Fraud and theft stood highest, at 6"),
        (bars(fraud="6", theft="6"), "all crime", "All stood at 6"),
        (bars(fraud="0", theft="0"), "all crime", "All stood at 0"),
        (bars(fraud="-4", theft="-6"), "all crime", "Fraud stood highest, at −4"),
        (bars(fraud="3", theft=None), "all crime", "Fraud stood highest, at 3"),
        (bars(fraud="1999", theft="1"), "all crime", "Fraud stood highest, at 1,999"),
        (bars(fraud="199", theft="1"), "all crime", "Fraud made up 99.5% of all crime"),
        (bars(fraud="3"), "", "Fraud stood at 3"),
    ],
)
def test_the_largest_bar(given: list[Named], whole: str, said: str) -> None:
    assert findings.largest(SAY, given, whole).plain == said


def test_a_figure_whose_interval_holds_its_comparator_does_not_differ() -> None:
    local = figure("58.3", "%", "year ending 2019-05", 985)
    for national, said in (
        ("59.4", "Confidence: 58.3%, no clear difference from England: 59.4%"),
        ("62", "Confidence: 58.3%, below England: 62%"),
        ("55", "Confidence: 58.3%, above England: 55%"),
    ):
        comparator = Named("England", figure(national, "%"))
        assert findings.against(SAY, "confidence", local, interval(local), comparator).plain == said
    assert "beside England" in findings.against(SAY, "confidence", local, None, comparator).plain


@pytest.mark.example
def test_the_months_of_outcomes_stay_within_their_usual_range() -> None:
    months: Counter[str] = Counter()
    with (ROOT / "data" / "outcome-rates.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            period = row.pop("period")
            months[period] += sum(int(value) for value in row.values() if value and value.isdigit())
    figures = [figure(str(value), period=period) for period, value in sorted(months.items())]
    chart = xmr([Decimal(value) for _, value in sorted(months.items())])
    assert findings.usual(SAY, "outcomes given", figures, chart).plain == "Outcomes given stayed within the usual range"
    figures[-1] = figure("9000", period="2020-12")
    chart = xmr([each.value for each in figures if isinstance(each.value, Decimal)])
    said = findings.usual(SAY, "outcomes given", figures, chart).plain
    assert said == "Outcomes given stood above the usual range in December 2020"


def test_of_several_series_the_highest_is_named_and_whether_it_always_was() -> None:
    def course(name: str, *values: str | None) -> Course:
        return Course(name, tuple(figure(value, period=f"{2017 + at}") for at, value in enumerate(values)))

    fenland, ely = course("Fenland", "3", "9"), course("Ely", "5", "7")
    assert findings.highest_course(SAY, [fenland, ely]).plain == "Fenland stood highest, at 9 in 2018"
    assert findings.highest_course(SAY, [fenland, course("Ely", "2", "7")]).plain == (
        "Fenland stood highest throughout, at 9 in 2018"
    )
    assert (
        findings.highest_course(SAY, [fenland, course("Ely", None, "7")]).plain == "Fenland stood highest, at 9 in 2018"
    )
    assert findings.highest_course(SAY, [fenland, course("Ely", "1", "9")]).plain == "All stood at 9 in 2018"
