"""Which series an indicator opens with, and what is left of several changes when all tests are allowed for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pcpgen.blocks.indicators import indicator_block
from pcpgen.figures.data import Data
from pcpgen.figures.outline import outline
from pcpgen.figures.tested import changes_tested, headline, hold_together, strongest
from pcpgen.model.data import Dataset, Observation, Series
from pcpgen.model.period import parse_period
from pcpgen.model.text import Text
from pcpgen.words.catalogue import shipped
from tests.drawings import HERE

Years = Mapping[str, tuple[int, int]]


def series(name: str, **more: Any) -> Series:
    return Series(f"a.{name}", name.title(), "people", 0, HERE, **more)


def made(years: Years, *more: Series, **declared: Any) -> tuple[Data, Dataset]:
    """An indicator of two years, each series with its counts in both."""
    every = {each.id: each for each in (*map(series, years), *more)}
    dataset = Dataset("a", Text("A", HERE), "S", every, measures="people hurt", good="down", **declared)
    cells: dict[str, dict[str, Observation]] = {}
    for name, counts in years.items():
        for at, (year, count) in enumerate(zip(("2017", "2018"), counts, strict=True)):
            period = parse_period(year)
            cell = Observation(f"a.{name}", period, "", Decimal(count), "", "data/a.csv", at, "", 0)
            cells.setdefault(f"a.{name}", {})[year] = cell
    return Data({"a": dataset}, cells, shipped()), dataset


WHOLE = series("all", total_of=("a.killed", "a.serious"))
CASUALTIES = {"killed": (48, 29), "serious": (436, 438)}
DISTRICTS = {"fenland": (6635, 7021), "ely": (3665, 4353), "cambridge": (14904, 13066), "south": (6897, 6896)}
PICKED = [
    "The figure in large is that of the series whose change, among 4 that were tested, chance explains least.",
    "Each of 4 changes was tested by itself. With all 4 allowed for (Holm’s method) the same are beyond chance.",
]


@pytest.mark.parametrize(
    ("data", "opens"),
    [
        (made(DISTRICTS), "cambridge"),
        (made(DISTRICTS, headline="a.south"), "south"),  # what the author says holds
        (made(DISTRICTS, target=Decimal(6000)), "fenland"),  # what a target is about stays the same series
        (made(CASUALTIES, WHOLE), "all"),  # of three tests p = 0.04 is not enough to be picked by
        (made({"killed": (48, 29)}, series("beside")), "killed"),
        (made({"south": (100, 101), "ely": (90, 90)}), "south"),
    ],
)
def test_the_series_that_an_indicator_opens_with(data: tuple[Data, Dataset], opens: str) -> None:
    assert headline(*data).id == f"a.{opens}"


def test_a_grade_is_of_one_series_whatever_its_figures_say() -> None:
    data, dataset = made(DISTRICTS)
    graded = replace(data, graded=frozenset({"a"}))
    assert outline(graded, dataset).headline.id == "a.fenland"
    assert graded.at(date(2020, 1, 1)).graded == {"a"}
    block = indicator_block(graded, dataset, "1", "#444444", "Harbour")
    assert block.value.text == "7,021" and not any("in large" in note.plain for note in block.notes)


def test_the_tests_that_are_allowed_for_are_those_that_the_headline_was_picked_by() -> None:
    data, dataset = made({**DISTRICTS, "vehicles": (900, 901)})
    other = {**dataset.series, "a.vehicles": replace(dataset.series["a.vehicles"], unit="vehicles")}
    block = indicator_block(data, replace(dataset, series=other), "1", "#444444", "Harbour")
    assert [note.plain for note in block.notes[-2:]] == PICKED


def test_a_comparator_is_not_opened_with() -> None:
    data, dataset = made({"local": (100, 101), "national": (900, 2000)})
    beside = {**dataset.series, "a.local": replace(dataset.series["a.local"], beside="a.national")}
    assert headline(data, replace(dataset, series=beside)).id == "a.local"
    assert headline(data, dataset).id == "a.national"


def test_deaths_fell_and_the_total_is_unclear() -> None:
    data, dataset = made(CASUALTIES, WHOLE)
    found = changes_tested(data, dataset, dataset.series.values())
    one = strongest(found)
    assert one and one.series.id == "a.killed" and round(one.p, 4) == 0.0395
    assert hold_together(found) == ()
    block = indicator_block(data, dataset, "1", "#444444", "Harbour")
    assert block.value.text == "467" and block.verdict and block.verdict.word == "No clear change"
    assert block.others
    assert block.others.plain == "Of the others, beyond chance: Killed from 48 to 29. No clear change: Serious."
    assert block.notes[-1].plain.endswith("With all 3 allowed for (Holm’s method) none is beyond chance.")


def test_what_is_picked_by_rule_says_so() -> None:
    block = indicator_block(*made(DISTRICTS), "1", "#444444", "Harbour")
    assert block.value.text == "13,066" and block.verdict and block.verdict.word == "Better"
    assert block.others
    assert (
        block.others.plain == "Of the others, beyond chance: Fenland up 5.8% and Ely up 18.8%. No clear change: South."
    )
    assert [note.plain for note in block.notes[-2:]] == PICKED
    named = indicator_block(*made(DISTRICTS, headline="a.south"), "1", "#444444", "Harbour")
    assert not any("in large" in note.plain for note in named.notes)


def test_of_many_others_their_number_is_told() -> None:
    many = {f"d{at}": (1000, 1000 + 40 * at * (-1) ** at) for at in range(8)}
    block = indicator_block(*made(many, headline="a.d0"), "1", "#444444", "Harbour")
    assert block.others and block.others.plain == "Of the other 7, 2 rose and 3 fell beyond chance."


def test_a_rate_is_no_count_and_is_not_tested() -> None:
    data, dataset = made({"killed": (48, 29)})
    rate = replace(dataset.series["a.killed"], unit="people per 1,000 residents")
    assert changes_tested(data, dataset, dataset.series.values())
    rates = replace(dataset, series={rate.id: rate})
    assert not changes_tested(Data({"a": rates}, data.observations, shipped()), rates, [rate])


def test_a_share_stands_large_beside_what_it_is_set_against() -> None:
    whole, share = series("officers"), series("women", share_of="a.officers", beside="a.residents")
    percent = replace(series("residents"), unit="%")
    data, _ = made({"officers": (1000, 1000), "women": (310, 320), "residents": (51, 51)})
    every = {each.id: each for each in (whole, share, percent)}
    dataset = replace(data.datasets["a"], series=every)
    block = indicator_block(Data({"a": dataset}, data.observations, shipped()), dataset, "1", "#444444", "Harbour")
    assert block.value.text == "32.0%" and block.verdict is None and block.others is None
    assert block.what.plain == "Women, as a share of Officers: people hurt, 2018. Residents, 2018: 51%"
