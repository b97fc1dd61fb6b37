"""Figures: totals against their parts, differences, shares, changes and products, with the cells they came from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from pcpgen.checks.figures import check_data
from pcpgen.figures.compare import Comparison, percent_change
from pcpgen.figures.data import Data, Refusal, in_unit
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure, rounded
from pcpgen.figures.reads import Reads
from pcpgen.load.workspace import read_workspace
from pcpgen.place import NOWHERE
from pcpgen.prose.expressions import read_expression
from pcpgen.prose.tree import Expression

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def data() -> Data:
    """The example office's data."""
    return Data.of(read_workspace(ROOT)[0])


YEARS = ("2016/17", "2017/18", "2018/19", "2019/20", "2020/21")


@pytest.mark.example
@pytest.mark.parametrize(
    ("series", "printed"),
    [
        ("gross", (133847, 132686, 138167, 142018, 144343)),
        ("net", (132471, 131265, 136746, 140597, 142922)),
        ("requirement", (130504, 131265, 136746, 140597, 142922)),
        ("financing", (130504, 131265, 132344, 133519, 134966)),
        ("gap", (0, 0, 4402, 7078, 7956)),
    ],
)
def test_the_financial_plan_prints_the_published_totals_and_the_gap(
    data: Data, series: str, printed: tuple[int, ...]
) -> None:
    assert tuple(data.figure(f"financial-plan.{series}", year).value for year in YEARS) == printed


@pytest.mark.example
def test_the_year_that_the_source_rounded_holds_both_sums(data: Data) -> None:
    sums = {
        name: data.figure(f"financial-plan.{name}", "2019/20").from_parts
        for name in ("gross", "net", "requirement", "gap")
    }
    assert sums == {"gross": 142019, "net": 140598, "requirement": 140598, "gap": 7079}
    others = [year for year in YEARS if year != "2019/20"]
    assert all(data.figure(f"financial-plan.{name}", year).from_parts is None for name in sums for year in others)


@pytest.mark.example
def test_pandas_adds_the_lines_up_alike(data: Data) -> None:
    table = pandas.read_csv(ROOT / "data/financial-plan.csv").pivot(index="series", columns="period", values="value")
    parts = [name.split(".")[1] for name in data.series("financial-plan.gross").total_of]
    assert table.loc[parts].sum().to_dict() == dict(zip(YEARS, (133847, 132686, 138167, 142019, 144343), strict=True))


@pytest.mark.slow
def test_no_figure_of_the_example_office_is_flagged() -> None:
    project, _ = read_workspace(ROOT)
    assert check_data(project, Data.of(project)) == []


@pytest.mark.example
def test_the_charts_and_the_table_say_the_same(data: Data) -> None:
    """Both charts add up to the gross expenditure of 2017/18 in £ million."""
    for name in ("income", "spending"):
        values = [data.figure(series.id).value for series in data.lines(name)]
        assert sum(value for value in values if isinstance(value, Decimal)) == Decimal("132.7")


@pytest.mark.example
def test_a_share_is_taken_on_values_and_keeps_every_cell(data: Data) -> None:
    share = data.share(("income.police-grant", "income.council-tax"))
    assert isinstance(share.value, Decimal)
    assert rounded(share.value, 1) == Decimal("98.2")
    assert len(share.cells) == 5


@pytest.mark.example
def test_a_change_is_computed_from_unrounded_values(data: Data) -> None:
    change = percent_change(data, "resources.officers", "2010-03-31", "2016-03-31")
    assert isinstance(change.value, Decimal)
    assert rounded(change.value, 2) == Decimal("-8.43")
    assert [cell.value for cell in change.cells] == ["1471", "1347"]


@pytest.mark.example
def test_what_an_expression_comes_to_is_computed_once_and_who_watches_hears_of_it_each_time(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(raw: str) -> Figure | Comparison:
        expression = read_expression(raw, NOWHERE)
        assert isinstance(expression, Expression)
        found = evaluate(expression, watched)
        assert isinstance(found, Figure | Comparison)
        return found

    first, second = '{{ share("income.police-grant") }}', '{{ share("income.police-grant", decimals=1) }}'
    watched = replace(data, evaluated={})
    found = asked(first), asked(second)
    assert [each.decimals for each in found if isinstance(each, Figure)] == [0, 1]
    monkeypatch.setattr(Data, "share", lambda *given: pytest.fail("computed again"))
    reads = Reads()
    watched = reads.data(watched)
    assert (asked(first), asked(second)) == found
    assert reads.found == ("income",)


@pytest.mark.example
def test_a_product_takes_the_unit_of_the_second(data: Data) -> None:
    minutes = data.product("typical-day.stop-searches", "typical-day.minutes-per-search")
    assert [minutes.value, in_unit(minutes, "hours").value] == [Decimal(135), Decimal("2.25")]


@pytest.mark.example
def test_a_total_without_a_row_is_computed(data: Data) -> None:
    total = data.figure("youth-fund.total")
    assert total.value == Decimal(70000)
    assert len(total.cells) == 2


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("2.675", 2, "2.68"), ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("5.66988", 0, "6")],
)
def test_rounds_half_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert rounded(Decimal(value), decimals) == Decimal(expected)


@pytest.mark.parametrize(
    ("current", "base", "change"),
    [
        (101926, 96457, "5.66988"),
        (208750, 239473, "-12.82942"),
        (14335, 3988, "259.45336"),
        (15410, 11254, "36.92909"),
        (340421, 351172, "-3.06146"),
    ],
)
def test_the_oracles_of_change(current: int, base: int, change: str) -> None:
    assert rounded(Decimal(100) * (current - base) / base, 5) == Decimal(change)


@pytest.mark.example
def test_refuses_what_cannot_be_said(data: Data) -> None:
    with pytest.raises(Refusal, match="does not come before"):
        percent_change(data, "resources.officers", "2016-03-31", "2010-03-31")
    with pytest.raises(Refusal, match="cannot be given in hours"):
        in_unit(data.figure("youth-fund.total"), "hours")
    with pytest.raises(Refusal, match="has no series"):
        data.figure("county.populations")
