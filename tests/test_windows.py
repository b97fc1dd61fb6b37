"""Windows and named comparisons: quarters, years to date, 12 months, an index; of all their months, or refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.indicators import indicator_block
from pcpgen.blocks.wording import compared
from pcpgen.figures.compare import compare, doubt, index_of
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.outline import outline
from pcpgen.figures.statistics import rolling
from pcpgen.figures.windows import parts_of
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import filling, parse_period
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
LANDINGS = """
title: Landings
measures: boats that came in
unit: boats
good: neither
source: Invented for the tests
suppress: 0
additive: true
baseline: 2024
series:
  day: {title: By day}
  night: {title: By night}
  all: {title: All, total_of: [day, night]}
"""


def office(folder: Path, months: list[str] = MONTHS, more: str = "") -> Data:
    """An office that counts boats, by day 1 in the first month, 2 in the second and so on, by night always 10."""
    copy(ROOT / "tests/small", folder)
    (folder / "plan/indicators").mkdir(exist_ok=True)
    (folder / "plan/indicators/landings.yaml").write_text(LANDINGS + more, "utf-8")
    cells = [f"day,{month},,{MONTHS.index(month) + 1},\nnight,{month},,10,\n" for month in months]
    (folder / "data/landings.csv").write_text("series,period,qualifier,value,note\n" + "".join(cells), "utf-8")
    project, problems = read_workspace(folder)
    assert problems == ()
    return Data.of(project)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return office(tmp_path)


@pytest.mark.parametrize(
    ("period", "days", "words"),
    [
        ("2024-Q1", 1 + 2 + 3, "January to March 2024"),
        ("2024", sum(range(1, 13)), "2024"),
        ("2024/25", sum(range(4, 16)), "2024/25"),
        ("2024-04..2024-09", sum(range(4, 10)), "April to September 2024"),
        ("12 months to 2025-05", sum(range(6, 18)), "12 months to May 2025"),
        ("12 months", sum(range(13, 25)), "12 months to December 2025"),
        ("quarter", 22 + 23 + 24, "October to December 2025"),
        ("year to date", sum(range(16, 25)), "April to December 2025"),
        ("financial year", sum(range(4, 16)), "2024/25"),
        ("calendar year", sum(range(13, 25)), "2025"),
    ],
)
def test_months_add_up_to_a_longer_time(data: Data, period: str, days: int, words: str) -> None:
    figure = data.figure("landings.day", period)
    assert [figure.value, figure.period.words] == [days, words]
    assert len(figure.cells) == len(figure.formula.split(" + "))
    assert data.figure("landings.all", period).value == days + 10 * len(figure.cells)


def test_a_month_that_is_missing_makes_no_sum(tmp_path: Path) -> None:
    data = office(tmp_path, [month for month in MONTHS if month != "2025-03"])
    for period in ("2025-Q1", "12 months to 2025-05", "2025"):
        with pytest.raises(Refusal, match="not all those that would make it up"):
            data.figure("landings.day", period)
    assert data.figure("landings.day", "2025-Q2").value == 16 + 17 + 18


def test_no_sum_crosses_a_break(tmp_path: Path) -> None:
    data = office(tmp_path, more="breaks:\n  - {date: 2025-02-01, why: Counted anew}\n")
    with pytest.raises(Refusal, match="the series breaks on 1 February 2025: Counted anew"):
        data.figure("landings.day", "2025-Q1")
    assert data.figure("landings.day", "2024-Q4").value == 10 + 11 + 12


@pytest.mark.slow
@pytest.mark.example
def test_what_is_no_count_is_never_added_up() -> None:
    data = Data.of(read_workspace(ROOT)[0])
    with pytest.raises(Refusal, match="no row for"):
        data.figure("public-confidence.police-activity", "12 months to 2019-05")


@pytest.mark.slow
@pytest.mark.example
def test_twelve_months_from_a_year_and_its_first_months() -> None:
    """The oracle: 130,142 − 96,457 + 101,926."""
    data = Data.of(read_workspace(ROOT)[0])
    figure = data.figure("call-handling.calls-999", "12 months to 2019-09")
    assert [figure.value, len(figure.cells)] == [135_611, 3]


@pytest.mark.parametrize(
    ("named", "current", "base", "change"),
    [
        ("same period last year", "2025-12", "2024-12", Decimal(24 - 12)),  # in numbers, on a small base
        ("previous period", "2025-12", "2025-11", Decimal(24 - 23)),
        ("previous quarter", "2025-Q4", "2025-Q3", 100 * Decimal(69 - 60) / 60),
        ("previous 12 months", "12 months to 2025-12", "12 months to 2024-12", 100 * Decimal(222 - 78) / 78),
    ],
)
def test_a_comparison_has_a_name(data: Data, named: str, current: str, base: str, change: Decimal) -> None:
    found = compare(data, "landings.day", named)
    assert [found.current.period.written, found.base.period.written, found.change.value] == [current, base, change]


def test_a_fixed_baseline_is_of_the_same_length(data: Data) -> None:
    assert compare(data, "landings.day", "2025", "baseline").change.value == 100 * Decimal(222 - 78) / 78
    with pytest.raises(Refusal, match="is a month and 2024 a calendar year"):
        compare(data, "landings.day", "2025-12", "baseline")


def test_months_and_quarters_are_of_equal_length_whatever_their_days(data: Data) -> None:
    assert compare(data, "landings.day", "2025-02", "previous period").base.period.written == "2025-01"
    assert compare(data, "landings.day", "2025-Q1", "previous quarter").base.period.written == "2024-Q4"
    with pytest.raises(Refusal, match="not of equal length"):
        compare(data, "landings.day", "2025-04..2025-09", "2024-04..2024-12")


def test_a_claim_names_its_comparison(data: Data) -> None:
    assert doubt("landings.day rose on the previous quarter", data) == ""
    assert "60 (July to September 2025) to 69" in doubt("landings.day fell on the previous quarter", data)
    assert doubt("landings.night no clear change on the previous 12 months", data) == ""


def test_an_index_is_100_in_its_base_period(data: Data) -> None:
    assert index_of(data, "landings.day", "2024", "2025").value == 100 * Decimal(222) / 78
    with pytest.raises(Refusal):
        index_of(data, "landings.day", "2024", "2025-12")


@pytest.mark.slow
@given(st.lists(st.integers(0, 500), min_size=12, max_size=24))
@settings(max_examples=50)
def test_the_rolling_sum_is_that_of_the_last_12_months(counts: list[int]) -> None:
    periods = [parse_period(month) for month in MONTHS[: len(counts)]]
    parts = parts_of(parse_period(f"12 months to {periods[-1]}"), periods)
    assert parts is not None
    assert parts.sum([Decimal(counts[periods.index(each)]) for each in parts.added]) == rolling(counts)


@given(st.sets(st.sampled_from(MONTHS), min_size=1))
@settings(max_examples=50)
def test_what_fills_a_period_has_neither_gap_nor_overlap(known: set[str]) -> None:
    whole = parse_period("2024/25")
    filled = filling(whole, [parse_period(month) for month in known])
    due = set(MONTHS[3:15])
    assert {each.written for each in filled} == (due if due <= known else set())


def test_quarters_and_months_side_by_side_are_not_mixed() -> None:
    known = [parse_period(each) for each in ("2024-01", "2024-02", "2024-03", "2024-Q2")]
    assert filling(parse_period("2024-01..2024-06"), known) == ()


def test_a_change_on_a_small_count_is_given_in_numbers(data: Data) -> None:
    """Below 50 a percentage says little; a claim may still ask for one."""
    small, large = compare(data, "landings.day", "previous period"), compare(data, "landings.day", "previous quarter")
    assert (small.small_base, small.change.unit, small.change.value) == (True, "boats", Decimal(1))
    assert small.percent == 100 * Decimal(24 - 23) / 23
    assert (large.small_base, large.change.unit) == (False, "%")


def test_a_change_on_nought_has_its_mark_and_reason_and_is_said_in_numbers(tmp_path: Path) -> None:
    office(tmp_path)
    cells = tmp_path / "data/landings.csv"
    cells.write_text(cells.read_text("utf-8").replace("night,2024-12,,10,", "night,2024-12,,0,"), "utf-8")
    data = Data.of(read_workspace(tmp_path)[0])
    found = {each.series.id: each for each in outline(data, data.datasets["landings"]).compared}
    day, night = found["landings.day"].plain, found["landings.night"].plain
    assert (day["change"], day["change_mark"], day["change_unit"], day["reason"]) == (12, "", "boats", "")
    assert (night["change"], night["change_mark"], night["change_unit"]) == (None, "[z]", "")
    why = "what it is compared with is nought or less, of which there is no percentage"
    assert night["reason"] == why
    comparison = found["landings.night"].comparison
    assert comparison and compared(data.catalogue, comparison).plain == "up 10 on December 2024 (0)"
    notes = indicator_block(data, data.datasets["landings"], "1", "#12436d", "Saltmarsh").notes
    assert f"By night: no change is given, because {why}." in [note.plain for note in notes]
