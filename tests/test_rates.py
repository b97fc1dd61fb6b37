"""Rates and comparators: the oracle of Cambridgeshire, invented forces in a group, ranks with ties, what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.rates import rates_table
from pcpgen.blocks.wording import in_full
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Figure
from pcpgen.figures.rates import Rate, mean_of_group, ranks, rate, rates
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_period
from pcpgen.pipeline import judge
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]
FORCES = {"north": (300, 10_000), "south": (150, 5_000), "east": (90, 9_000), "west": (8, 4_000)}
INDICATOR = """
title: Boats taken
measures: boats that were taken
unit: boats
good: neither
source: Invented for the tests
suppress: 0
rates: {of: taken, population: people, own: north, group: coast}
series:
"""
GROUP = """
coast:
  title: Coastal group
  source: Invented for the tests
  members:
    - {area: north, from: 2020-01-01}
    - {area: south, from: 2020-01-01, to: 2025-12-31}
    - {area: east, from: 2025-01-01}
    - {area: west, from: 2026-01-01}
"""


def office(
    folder: Path, census: str = "2021-03-21", group: str = GROUP, forces: dict[str, tuple[int, int]] = FORCES
) -> Path:
    copy(ROOT / "tests/small", folder)
    (folder / "plan/indicators").mkdir()
    series = "".join(f"  {name}: {{title: {name.title()}}}\n" for name in forces)
    people = f"title: People\nsource: Invented for the tests\nunit: people\nseries:\n{series}"
    (folder / "plan/indicators/taken.yaml").write_text(INDICATOR + series, "utf-8")
    (folder / "plan/datasets/people.yaml").write_text(people, "utf-8")
    (folder / "plan/groups.yaml").write_text(group, "utf-8")
    head = "series,period,qualifier,value,note\n"
    taken = "".join(f"{name},2025,,{count},\n" for name, (count, _) in forces.items())
    lives = "".join(f"{name},{census},,{people},\n" for name, (_, people) in forces.items())
    (folder / "data/taken.csv").write_text(head + taken, "utf-8")
    (folder / "data/people.csv").write_text(head + lives, "utf-8")
    return folder


def data_of(folder: Path) -> Data:
    project, problems = read_workspace(folder)
    assert problems == ()
    return Data.of(project)


@pytest.mark.slow
@pytest.mark.example
def test_the_rate_of_cambridgeshire_and_its_interval() -> None:
    """The oracle: 66,194 of 804,841 = 82.2 per 1,000; 81.6 to 82.9."""
    found = rate(
        Data.of(read_workspace(ROOT)[0]), "crime-by-force.cambridgeshire", "force-population.cambridgeshire", "2017/18"
    )
    assert found.interval is not None
    assert in_full(found.figure) == "82.2 per 1,000 residents (2011)"
    assert [f"{found.interval.lower:.1f}", f"{found.interval.upper:.1f}"] == ["81.6", "82.9"]
    assert len(found.figure.cells) == 5  # four quarters and the population


@pytest.mark.slow
@pytest.mark.example
def test_a_population_in_part_flags_the_rate_and_gives_no_rank() -> None:
    data = Data.of(read_workspace(ROOT)[0])
    wanted = data.datasets["recorded-crime"].rates
    assert wanted is not None
    found = rates(data, wanted, "2017/18")
    places = ranks(found)
    doubted = {each.area for each in found if "u" in each.figure.flags}
    assert "north-yorkshire" in doubted
    assert not doubted & places.keys()
    assert places["cambridgeshire"].of == 43 - 4 - len(doubted)  # the four Welsh forces have no population


def test_the_mean_is_of_the_rates_and_holds_the_own_force(tmp_path: Path) -> None:
    data, project = data_of(office(tmp_path)), read_workspace(tmp_path)[0]
    wanted = data.datasets["taken"].rates
    assert wanted is not None
    mean = mean_of_group(project.groups["coast"], rates(data, wanted), parse_period("2025"))
    assert mean.value == (Decimal(30) + 30 + 10) / 3  # and not 1,000 × 540 ÷ 24,000


def test_membership_has_dates(tmp_path: Path) -> None:
    data, project = data_of(office(tmp_path)), read_workspace(tmp_path)[0]
    wanted = data.datasets["taken"].rates
    assert wanted is not None
    group, found = project.groups["coast"], rates(data, wanted)
    assert mean_of_group(group, found, parse_period("2024")).value == 30  # east came later
    assert mean_of_group(group, found, parse_period("2026")).value == (Decimal(30) + 10 + 2) / 3  # south has left
    with pytest.raises(Refusal, match="no members"):
        mean_of_group(group, found, parse_period("2019"))


def test_the_population_is_that_of_the_nearest_year(tmp_path: Path) -> None:
    """A rate of 2025 is made by the residents of mid 2024, not by those of a forecast for 2031."""
    root = office(tmp_path)
    with (root / "data/people.csv").open("a", encoding="utf-8") as cells:
        cells.write("north,2024-06-30,,12000,\nnorth,2031-06-30,,15000,\n")
    found = rate(data_of(root), "taken.north", "people.north")
    assert found.figure.value == 25
    assert found.figure.formula == "1000 × (taken.north@2025) ÷ people.north@2024-06-30"


def test_a_rate_is_made_by_the_residents_of_its_own_area(tmp_path: Path) -> None:
    """Boats of the north are no boats a resident of the south, nor of the ratepayers of the north."""
    root = office(tmp_path)
    with pytest.raises(Refusal, match="residents of another area"):
        rate(data_of(root), "taken.north", "people.south")
    people = root / "plan/datasets/people.yaml"
    people.write_text(people.read_text("utf-8").replace("unit: people", "unit: ratepayers"), "utf-8")
    with pytest.raises(Refusal, match="counts ratepayers"):
        rate(data_of(root), "taken.north", "people.north")


def test_equal_rates_share_a_rank(tmp_path: Path) -> None:
    data = data_of(office(tmp_path))
    wanted = data.datasets["taken"].rates
    assert wanted is not None
    places = ranks(rates(data, wanted))
    assert {area: place.words for area, place in places.items()} == {
        "north": "joint 1st of 4",
        "south": "joint 1st of 4",
        "east": "3rd of 4",
        "west": "4th of 4",
    }


@pytest.mark.slow
@pytest.mark.example
def test_forces_without_a_rank_have_a_table_of_their_own() -> None:
    project = read_workspace(ROOT)[0]
    data = Data.of(project)
    ranked, others = (rates_table(data, project, data.datasets["recorded-crime"], which) for which in (True, False))
    assert (len(ranked.rows), len(others.rows)) == (25, 18)
    assert others.columns == ("Rate per 1,000 residents (2011)", "95% interval")
    assert all(row.cells[0].text.endswith("[u]") or row.cells[0].text == "[x]" for row in others.rows)
    assert any("districts are missing" in note for note in others.notes)


def test_the_table_sets_the_own_force_among_the_others(tmp_path: Path) -> None:
    project = read_workspace(office(tmp_path))[0]
    data = Data.of(project)
    table = rates_table(data, project, data.datasets["taken"])
    assert table.columns == ("Rate per 1,000 residents (2021)", "95% interval", "Rank")
    assert [[row.head, *(each.text for each in row.cells)] for row in table.rows] == [
        ["North", "30.0", "26.7 to 33.6", "joint 1st"],
        ["South", "30.0", "25.4 to 35.2", "joint 1st"],
        ["East", "10.0", "8.0 to 12.3", "3rd"],
        ["West", "2.0", "0.9 to 3.9", "4th"],  # under 10: the exact Poisson interval
        ["Mean of the rates of the Coastal group", "23.3", "[z]", "[z]"],
    ]


@pytest.mark.parametrize(
    ("made", "rule", "why"),
    [
        ({"census": "undated"}, "not-computable", "people.north has no year"),
        (
            {"forces": FORCES | {"north": (300, 0)}},
            "not-computable",
            "people.north@2021-03-21 is nought",
        ),
        ({"group": GROUP.replace("coast:", "shore:")}, "unknown-id", 'no group has the id "coast"'),
        (
            {"group": GROUP.replace("area: east", "area: far")},
            "not-computable",
            "Coastal group has far without",
        ),
        ({"group": GROUP.replace(", from: 2020-01-01}", "}")}, "missing-key", 'a member has no "from"'),
    ],
    ids=[
        "population without a year",
        "population of nought",
        "unknown group",
        "member without a rate",
        "member without a date",
    ],
)
def test_what_makes_no_rate_is_refused(tmp_path: Path, made: dict[str, object], rule: str, why: str) -> None:
    problems = judge(office(tmp_path, **made)).problems  # type: ignore[arg-type]
    assert any(found.rule.id == rule and found.message.startswith(why) for found in problems)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
@settings(max_examples=50)
def test_pandas_ranks_alike(values: list[int]) -> None:
    day = parse_period("2025")
    found = [Rate(str(at), "", Figure("", Decimal(value) / 7, "", 1, day, "", ())) for at, value in enumerate(values)]
    places = ranks(found)
    shown = [-float(f"{Decimal(value) / 7:.1f}") for value in values]
    assert [places[str(at)].number for at in range(len(values))] == pandas.Series(shown).rank(method="min").tolist()
