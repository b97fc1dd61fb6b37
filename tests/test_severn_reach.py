"""Severn Reach: a yearly report of figures as they were known, a plan that was extended, a baseline that was moved."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.document.blocks import IndicatorBlock, Numbered, TableBlock
from pcpgen.document.document import Document
from pcpgen.document.walk import blocks
from pcpgen.figures.data import Data, Refusal
from pcpgen.model.period import parse_date, parse_period
from pcpgen.pipeline import Judged, judge
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.workspaces import ROOT, change, copy

OFFICE = ROOT / "tests/offices/severn-reach"
REPORT = Request("annual-report", ("2024-25",))
PLAN = Request("plan", ("2021-25",))
PAPER = "plan/annual-reports/2024-25.md"
EDITION = "plan/2021-25/edition.yaml"
CRIME = "plan/2021-25/pages/crime.md"


@pytest.fixture(scope="module")
def judged() -> Judged:
    found = judge(OFFICE, strict=True)
    assert [str(each) for each in found.problems] == []
    return found


def document(judged: Judged, request: Request) -> Document:
    found = judged.documents[request]
    assert isinstance(found, Document)
    return found


def indicator(judged: Judged, request: Request, id: str) -> IndicatorBlock:
    return next(
        each for each in blocks(document(judged, request)) if isinstance(each, IndicatorBlock) and each.id == id
    )


def told(root: Path) -> list[tuple[str, int, str]]:
    found = judge(root, NONE).problems
    return [(each.place.file, each.place.line, each.rule.id) for each in found]


# -- figures as they were known


def test_a_cell_revised_and_rows_added_after_the_day_of_a_report_are_not_in_it(judged: Judged) -> None:
    found = indicator(judged, REPORT, "boat-theft")
    assert found.series is not None
    shown = {row.head: row.cells[0].text for row in found.series.rows}
    assert shown["January to March 2025"] == "101"  # which became 98 in August
    assert shown["April to June 2024"] == "122\u00a0[r]"  # revised the September before
    assert "April to June 2025" not in shown
    assert not any("withdrawn" in note.plain for note in found.notes)


def test_what_is_known_on_a_day_is_undone_back_to_it(judged: Judged) -> None:
    data = Data.of(judged.project)
    values = [
        data.at(parse_date(day) if day else None).figure("boat-theft.all", "2024-Q2").value
        for day in ("2024-08-31", "2024-09-02", "")
    ]
    assert values == [Decimal(124), Decimal(122), Decimal(122)]


def test_a_row_that_was_not_there_yet_is_told_by_its_history(tmp_path: Path) -> None:
    root = copy(OFFICE, tmp_path / "office")
    late = "series,period,old,new,date,reason\ntold,year ending 2025-03,,66.1,2025-09-01,The survey came late\n"
    (root / "data/revisions/victims-told.csv").write_text(late)
    data = Data.of(judge(root, NONE).project).at(parse_date("2025-06-16"))
    assert data.newest("victims-told.told").words == "year ending March 2024"
    with pytest.raises(Refusal):
        data.figure("victims-told.told", "year ending 2025-03")


def test_grants_of_a_later_year_do_not_get_into_the_report(tmp_path: Path) -> None:
    root = copy(OFFICE, tmp_path / "office")
    with (root / "data/grants.csv").open("a") as rows:
        rows.write("haven,2025/26,,1,\ntowpath,2025/26,,2,\nlistening,2025/26,,3,\nmediation,2025/26,,4,\n")
    tables = [each.table for each in blocks(document(judge(root, REPORT), REPORT)) if isinstance(each, TableBlock)]
    assert [each.columns[-1] for each in tables if each.id == "grants-amounts"] == ["2024/25"]


# -- a baseline that was moved, a plan that was extended


def test_a_comparison_is_with_the_baseline_of_its_day(judged: Judged) -> None:
    edition, data = judged.project.editions["2021-25"], Data.of(judged.project)
    before, after = (data.at(parse_date(day), edition).baseline for day in ("2023-03-31", "2023-04-01"))
    assert before and before.period.written == "year ending 2021-06"
    assert after and after.period.written == "year ending 2021-12"
    found = indicator(judged, REPORT, "boat-theft")
    assert found.table.columns[1] == "year ending December 2021"
    assert any("until 1 April 2023" in note.plain and "new system" in note.plain for note in found.notes)


def test_words_against_the_former_baseline_are_told_unless_they_say_so(tmp_path: Path) -> None:
    root = copy(OFFICE, tmp_path / "office")
    asked = '{{ change("boat-theft.all", "year ending 2024-06", "year ending 2021-06") }}'
    change(root, PAPER, "Marked engines are harder to sell.", f"Thefts are {asked}.")
    assert told(root) == [(PAPER, 15, "former-baseline")]
    change(root, PAPER, "Thefts are", "On the former baseline thefts are")
    assert told(root) == []


def test_an_extended_plan_runs_to_its_new_end_and_says_so_on_its_cover(judged: Judged) -> None:
    edition = judged.project.editions["2021-25"]
    assert edition.period == parse_period("2021-05-13..2026-03-31")
    assert document(judged, PLAN).subtitle == (
        "Police and crime plan. Extended to 31 March 2026 by a decision of 18 November 2024. "
        "The elections of 2025 were put off by a year."
    )


# -- each objective once, with its grade; text that is used again; grants with a total that holds


def test_each_objective_has_its_place_with_the_grade_that_it_was_given(judged: Judged) -> None:
    of = {section.titles[0]: section for section in document(judged, REPORT).sections if section.label == "Objective"}
    assert len(of) == 5
    first = of["Whoever must leave home has a safe place on the same night"].blocks[0]
    assert isinstance(first, Numbered)
    assert "Grade: Off course, judged by the Police and Crime Commissioner on 9 June 2025." in str(first)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    first_quick(
        [
            (PAPER, "# Objective: refuge", "# Also: refuge", [(PAPER, 2, "unaccounted")]),
            (
                PAPER,
                "# Objective: refuge",
                "# Objective: early-help",
                [(PAPER, 2, "unaccounted"), (PAPER, 29, "duplicate-key")],
            ),
            ("data/grants.csv", "330000", "330100", [("data/grants.csv", 11, "total-differs")]),
            (PAPER, 'reuse("counting")', 'reuse("countin")', [(PAPER, 49, "unknown-id")]),
            (CRIME, 'indicator("boat-theft")', 'indicator("boats")', [(CRIME, 23, "unknown-id")]),
            (
                "plan/passages/counting.md",
                "A theft is",
                "A theft theft is",
                [("plan/passages/counting.md", 1, "repeated-word")],
            ),
        ],
        1,
    ),
)
def test_what_does_not_hold_is_told_once_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    root = copy(OFFICE, tmp_path / "office")
    change(root, file, old, new)
    assert told(root) == expected
