"""XmR charts of indicators: what a run is made of, where its limits are set anew, and what is said of a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.blocks.indicators import indicator_block
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.figures.control import NO_LIMITS, Run, run_of
from pcpgen.figures.data import Data, Refusal
from pcpgen.load.workspace import read_workspace
from tests.test_xmr import OUTCOMES
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]
MONTHS = [f"{2019 + at // 12}-{at % 12 + 1:02}" for at in range(24)]


def office(tmp_path: Path, entries: str, rows: list[tuple[str, object]], good: str = "neither") -> Data:
    """The tiny office with one indicator, Outcomes."""
    copy(ROOT / "tests/small", tmp_path)
    (tmp_path / "plan/indicators").mkdir(exist_ok=True)
    (tmp_path / "plan/indicators/outcomes.yaml").write_text(
        f"title: Outcomes\nmeasures: outcomes given\nunit: outcomes\ngood: {good}\nsource: data.police.uk\n"
        f"chart: xmr\n{entries}series:\n  all: {{title: All outcomes}}\n"
    )
    lines = [f"all,{period},,{value},\n" for period, value in rows]
    (tmp_path / "data/outcomes.csv").write_text("series,period,qualifier,value,note\n" + "".join(lines))
    project, problems = read_workspace(tmp_path)
    assert problems == ()
    return Data.of(project)


def run(tmp_path: Path, entries: str = "", good: str = "neither") -> Run:
    data = office(tmp_path, entries, list(zip(MONTHS, OUTCOMES, strict=True)), good)
    return run_of(data, data.datasets["outcomes"])


def block(tmp_path: Path, entries: str = "", good: str = "neither") -> IndicatorBlock:
    data = office(tmp_path, entries, list(zip(MONTHS, OUTCOMES, strict=True)), good)
    return indicator_block(data, data.datasets["outcomes"], "1", "#12436d", "Cambridgeshire")


def test_the_run_is_every_month_of_the_headline(tmp_path: Path) -> None:
    found = run(tmp_path)
    assert [str(figure.period) for figure in found.figures] == MONTHS
    assert tuple(map(int, found.chart.values)) == OUTCOMES
    assert (found.target, found.assurance, found.recalculations) == (None, None, ())


def test_a_run_begins_where_its_entry_says(tmp_path: Path) -> None:
    assert [str(figure.period) for figure in run(tmp_path, "xmr: {from: 2020-02}\n").figures] == MONTHS[13:]


def test_limits_are_set_anew_by_a_dated_and_explained_entry_and_the_reason_is_printed(tmp_path: Path) -> None:
    entries = "xmr:\n  recalculate:\n    - {date: 2020-04-01, why: the courts closed}\n"
    found = run(tmp_path, entries)
    assert [segment.first for segment in found.chart.segments] == [0, 15]
    assert [(each.date, each.why) for each in found.recalculations] == [(date(2020, 4, 1), "the courts closed")]
    chart = block(tmp_path, entries).chart
    assert chart and "Limits are set anew from 1 April 2020: the courts closed." in chart.notes
    assert "the courts closed" in chart.alternative


def test_a_break_sets_limits_anew_and_is_told(tmp_path: Path) -> None:
    entries = "breaks:\n  - {date: 2020-02-01, why: new categories}\n"
    assert [segment.first for segment in run(tmp_path, entries).chart.segments] == [0, 13]
    chart = block(tmp_path, entries).chart
    assert chart and "Before February 2020 the series breaks: limits are set anew from there." in chart.notes


def test_a_document_of_an_earlier_day_knows_neither_later_points_nor_later_limits(tmp_path: Path) -> None:
    entries = "xmr:\n  recalculate:\n    - {date: 2020-04-01, why: the courts closed}\n"
    data = office(tmp_path, entries, list(zip(MONTHS, OUTCOMES, strict=True)))
    found = run_of(data.at(date(2019, 12, 31)), data.datasets["outcomes"])
    assert (len(found.figures), len(found.chart.segments), found.recalculations) == (12, 1, ())
    assert found.chart.now.trial


@pytest.mark.parametrize(
    ("target", "good", "words"),
    [
        (3700, "up", "The plan’s target is 3,700. As things run now, the figure meets it."),
        (6700, "up", "The plan’s target is 6,700. As things run now, the figure misses it."),
        (
            5000,
            "down",
            "The plan’s target is 5,000. As things run now, the figure may meet or miss it by chance.",
        ),
    ],
)
def test_assurance_against_the_target_of_the_plan(tmp_path: Path, target: int, good: str, words: str) -> None:
    entries = f"xmr: {{target: {target}}}\n"
    assert words in [note.plain for note in block(tmp_path, entries, good).notes]
    found = run(tmp_path, entries, good).target
    assert found and found.value == Decimal(target)
    assert found.origin == "plan/indicators/outcomes.yaml:7"


def test_no_assurance_without_a_target_and_none_from_trial_limits(tmp_path: Path) -> None:
    assert not [note for note in block(tmp_path).notes if "target" in note.plain]
    notes = [note.plain for note in block(tmp_path, "xmr: {from: 2020-02, target: 5000}\n", "up").notes]
    assert "The plan’s target of 5,000 is not judged yet: the limits are trial limits." in notes


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(f"year ending 2026-{month:02}", 300) for month in (1, 2, 3)], "it is a rolling sum"),
        ([("2025-01..2025-12", 300), ("2025-02..2026-01", 300)], "it is a rolling sum"),
        ([("2026-01", 30), ("2026-03", 30)], "between January 2026 and March 2026 a period is missing"),
        ([("2026-01", 30), ("2026-Q2", 30)], "January 2026 is a month and April to June 2026 a quarter"),
        ([("2026-01-31", 3), ("2026-02-28", 3), ("2026-05-31", 3)], "its days lie from 28 to 92 days apart"),
        ([("2026-01", 3), ("2026..", 3)], '"2026.." has no beginning or no end'),
    ],
)
def test_what_no_run_can_be_made_of(tmp_path: Path, rows: list[tuple[str, object]], why: str) -> None:
    data = office(tmp_path, "", rows)
    with pytest.raises(Refusal, match=why) as refused:
        run_of(data, data.datasets["outcomes"])
    assert refused.value.rule == NO_LIMITS


def test_days_at_the_ends_of_months_make_a_run(tmp_path: Path) -> None:
    data = office(tmp_path, "", [("2026-01-31", 30), ("2026-02-28", 40), ("2026-03-31", 30)])
    assert len(run_of(data, data.datasets["outcomes"]).chart.values) == 3
