"""Tolland: each national measure with whether it applies and why, two comparisons, and what it bears on."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.document.blocks import Numbered, TableBlock, WordsBlock
from pcpgen.document.document import Document, Section
from pcpgen.load.law import shipped_law
from pcpgen.model.period import parse_date
from pcpgen.pipeline import Judged, judge
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.workspaces import ROOT, change, copy

OFFICE = ROOT / "tests/offices/tolland"
QUARTERS = [Request("national-measures", (f"2025-q{quarter}",)) for quarter in (1, 2, 3)]
REGISTER = "plan/2024-28/national-measures.yaml"
AUTUMN = "plan/national-measures/2025-q3.md"


@pytest.fixture(scope="module")
def judged() -> Judged:
    found = judge(OFFICE, strict=True)
    assert [str(each) for each in found.problems] == []
    return found


def sections(judged: Judged, request: Request) -> dict[str, Section]:
    found = judged.documents[request]
    assert isinstance(found, Document)
    return {section.titles[0]: section for section in found.sections}


def said(section: Section) -> str:
    return " ".join(block.body.plain for block in section.blocks if isinstance(block, Numbered))


def year(file: str, *quarters: str) -> int:
    with (OFFICE / f"data/{file}.csv").open(encoding="utf-8") as rows:
        return sum(int(each["value"]) for each in csv.DictReader(rows) if each["period"] in quarters)


def told(root: Path) -> list[tuple[str, int, str]]:
    return [(each.place.file, each.place.line, each.rule.id) for each in judge(root, NONE).problems]


def test_the_law_s_six_measures_are_set_from_its_day_on() -> None:
    law = shipped_law()
    assert len(law.measures_on(parse_date("2021-05-31"))) == 6
    assert law.measures_on(parse_date("2021-05-30")) == ()


def test_each_measure_has_its_section_with_whether_it_applies_and_why(judged: Judged) -> None:
    found = sections(judged, QUARTERS[2])
    assert len([section for section in found.values() if section.label == "Measure"]) == 6
    assert said(found["Cyber crime"]) == (
        "This measure does not apply here. The region’s unit deals with it for Tolland, and reports on it."
    )
    assert "There are no figures for it yet. The force counts" in said(found["Drugs supply and county lines"])


def test_two_comparisons_stand_side_by_side_in_numbers_and_per_cent(judged: Judged) -> None:
    table = next(
        block.table
        for block in sections(judged, QUARTERS[2])["Serious violence"].blocks
        if isinstance(block, TableBlock)
    )
    now = year("serious-violence", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3")
    on_year = year("serious-violence", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3")
    on_base = year("serious-violence", "2018-Q3", "2018-Q4", "2019-Q1", "2019-Q2")

    def change_on(base: int) -> str:
        return f"{now - base:+} ({100 * Decimal(now - base) / base:+.1f}%)".replace("-", "−")

    (row,) = table.rows
    assert [cell.text for cell in row.cells] == [
        f"{now}",
        f"{on_base}",
        change_on(on_base),
        f"{on_year}",
        change_on(on_year),
    ]


def test_what_a_measure_bears_on_is_printed_from_both_ends(judged: Judged) -> None:
    found = sections(judged, QUARTERS[2])
    assert "It bears on “Fewer people are hurt by knives and fists” and" in said(found["Serious violence"])
    to, back = (block.table for block in found["The measures at a glance"].blocks if isinstance(block, WordsBlock))
    assert [[row.head.plain, *(cell.plain for cell in row.cells)] for row in to.rows][:2] == [
        ["Murder and other homicide", "Yes", "Less violence"],
        ["Serious violence", "Yes", "Less violence and Victims heard"],
    ]
    assert next(row.head.plain for row in back.rows) == "Less violence"


def test_the_law_is_cited_by_number_and_day(judged: Judged) -> None:
    words = said(sections(judged, QUARTERS[0])["Why this statement is published"])
    assert "(Specified Information) (Amendment) Order 2021 (SI 2021/547), in force since 31 May 2021" in words


def test_a_text_used_again_stands_in_three_quarters_and_is_changed_in_one_place(tmp_path: Path) -> None:
    root = copy(OFFICE, tmp_path / "office")
    change(root, "plan/passages/homes.md", "within a week", "within two weeks")
    judged = judge(root)
    assert all("within two weeks" in said(sections(judged, each)["Neighbourhood crime"]) for each in QUARTERS)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    first_quick(
        [
            (
                REGISTER,
                "  why: The region’s unit deals with it for Tolland, and reports on it\n",
                "",
                [(REGISTER, 24, "missing-key")],
            ),
            (REGISTER, "  indicators: [satisfied-victims]\n", "", [(REGISTER, 26, "measure-without-data")]),
            (REGISTER, "safer/kept-homes", "safer/homes", [(REGISTER, 22, "unknown-id")]),
            (
                REGISTER,
                "cyber-crime:\n  applies: no\n  why: The region’s unit deals with it for Tolland, and reports on it\n",
                "",
                [(REGISTER, 2, "unaccounted")],
            ),
        ],
        1,
    ),
)
def test_what_the_register_lacks_is_told_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    root = copy(OFFICE, tmp_path / "office")
    change(root, file, old, new)
    assert told(root) == expected


def test_a_statement_of_a_plan_that_says_nothing_of_the_measures_is_told(tmp_path: Path) -> None:
    root = copy(OFFICE, tmp_path / "office")
    (root / REGISTER).unlink()
    assert {(rule, line) for _, line, rule in told(root)} == {("unaccounted", 2)}
