"""The open data: crimes and residents by force, outcomes by district, as their publishers print them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
QUARTERS = ("2017-Q2", "2017-Q3", "2017-Q4", "2018-Q1")


@pytest.fixture(scope="module")
def data() -> Data:
    return Data.of(read_workspace(ROOT)[0])


def value(data: Data, name: str, period: str | None = None) -> Decimal:
    found = data.figure(name, period).value
    assert isinstance(found, Decimal)
    return found


@pytest.mark.slow
def test_the_groups_of_offences_make_up_what_the_force_recorded(data: Data) -> None:
    by_group = [value(data, "recorded-crime.all", quarter) for quarter in QUARTERS]
    assert by_group == [value(data, "crime-by-force.cambridgeshire", quarter) for quarter in QUARTERS]
    assert sum(by_group) == 66_194


def test_the_districts_make_up_the_force_area(data: Data) -> None:
    assert value(data, "district-population.all") == value(data, "force-population.cambridgeshire") == 804_841


def test_every_force_with_crimes_has_a_line_of_residents(data: Data) -> None:
    ids = [
        {name.partition(".")[2] for name in data.datasets[each].series}
        for each in ("crime-by-force", "force-population")
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 43


def test_a_population_that_misses_districts_is_flagged(data: Data) -> None:
    series = data.datasets["force-population"].series
    doubted = [name.partition(".")[2] for name in series if data.figure(name).flags == "u"]
    assert len(doubted) == 14
    assert {"north-yorkshire", "dorset", "city-of-london"} < set(doubted)
    assert "cambridgeshire" not in doubted


@pytest.mark.parametrize("dataset", ["outcome-rates", "out-of-court-disposals", "charges"])
def test_outcomes_are_counts_of_24_months_in_six_districts_without_a_total(data: Data, dataset: str) -> None:
    series = data.datasets[dataset].series
    assert {len(data.periods(name)) for name in series} == {24}
    assert len(series) == 6
    assert not any(each.parts or each.share_of for each in series.values())
