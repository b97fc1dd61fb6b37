"""Tables of performance: indicators by times, target, rank, direction and grade; what must be written about."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.compose.opendata import open_data
from pcpgen.document.blocks import Numbered, TableBlock
from pcpgen.document.document import Document
from pcpgen.document.table import Table
from pcpgen.document.walk import blocks
from pcpgen.pipeline import Judged, judge
from pcpgen.request import Request
from tests.cases import first_quick
from tests.workspaces import ROOT, change, copy

CARROW = ROOT / "tests/offices/carrow"
AUTUMN = Request("quarterly-report", ("2025-10-21",))
HARM = Request("bcb-paper", ("harm",))


@pytest.fixture(scope="module")
def judged() -> Judged:
    found = judge(CARROW, strict=True)
    assert [str(each) for each in found.problems] == []
    return found


def document(judged: Judged, request: Request) -> Document:
    found = judged.documents[request]
    assert isinstance(found, Document)
    return found


def table(judged: Judged, request: Request) -> Table:
    return next(block.table for block in blocks(document(judged, request)) if isinstance(block, TableBlock))


def row(table: Table, head: str) -> list[str]:
    return next([cell.text for cell in row.cells] for row in table.rows if row.head == head)


def quarter_of(file: str, year: int) -> int:
    """July to September, added up from the CSV."""
    with (CARROW / f"data/{file}.csv").open(encoding="utf-8") as lines:
        months = {each["period"]: int(each["value"]) for each in csv.DictReader(lines)}
    return sum(months[f"{year}-{month:02}"] for month in (7, 8, 9))


@pytest.mark.slow
def test_each_column_shows_what_its_author_asked_for(judged: Judged) -> None:
    found = table(judged, AUTUMN)
    assert found.columns[0] == "July to September 2025"
    assert found.columns[1] == "Change on a year before"
    assert found.columns[4:] == ("Rank", "Direction", "Grade", "Figures as at")
    now, before = quarter_of("violence", 2025), quarter_of("violence", 2024)
    per_cent = 100 * Decimal(now - before) / before
    told = row(found, "Violence with injury")
    assert told[:2] == [f"{now:,}", f"+{now - before} (+{per_cent:.1f}%)"]
    assert told[3:] == ["1,150", "[z]", "↑ Up, worse", "Below", "10 October 2025"]
    assert row(found, "Burglary of homes")[4] == "joint 7th of 8"


def test_a_figure_of_another_time_than_its_column_says_so(judged: Judged) -> None:
    told = row(table(judged, AUTUMN), "Victims who are satisfied")
    assert told[:2] == ["68.4% (n=671) (year ending March 2025)", "−4.7 points"]


def test_what_is_kept_back_and_what_has_no_data_have_their_marks(judged: Judged) -> None:
    found = table(judged, AUTUMN)
    assert row(found, "Hate crime in schools")[2] == "[c]"
    assert row(found, "Officers whom people see")[0] == "[x]"
    assert row(found, "Officers whom people see")[6] == "Adequate"  # judged, so that it needs no data
    marks = {each.head: each.marks[6] for each in found.rows}
    assert getattr(marks["Officers whom people see"], "shape", "") == "level"
    assert getattr(marks["Robbery"], "colour", "") == "#34495e"


def test_no_figure_is_later_than_the_day_that_the_paper_names(judged: Judged) -> None:
    summer = table(judged, Request("quarterly-report", ("2025-07-22",)))
    assert summer.columns[0] == "April to June 2025"
    assert row(summer, "Officers whom people see")[6] == "Ungraded"


def test_every_number_traces_to_cells_and_is_published_as_data(judged: Judged) -> None:
    found = table(judged, AUTUMN)
    numbers = [each.of for line in found.rows for each in line.cells if each.of.value is not None]
    assert len(numbers) > 40 and all(each.cells for each in numbers)
    files = {each.path: each.content.decode() for each in open_data(document(judged, AUTUMN), judged.project.datasets)}
    lines = list(csv.DictReader(files["table-quarter-performance.csv"].splitlines()))
    rank = next(each for each in lines if each["column"] == "Rank" and each["row"] == "Burglary of homes")
    assert (rank["value"], rank["unit"]) == ("7", "rank")
    grade = next(each for each in lines if each["column"] == "Grade" and each["row"] == "Robbery")
    assert (grade["value"], grade["mark"]) == ("", "Adequate")


def test_a_paper_to_the_board_shows_tables_and_indicators(judged: Judged) -> None:
    found = table(judged, HARM)
    assert found.columns == (
        "July to September 2025",
        "July to September 2024",
        "July to September 2025, change on a year before",
        "12 months to September 2025",
        "12 months to September 2025, change on a year before",
    )
    now, before = quarter_of("robbery", 2025), quarter_of("robbery", 2024)
    assert row(found, "Robbery")[:2] == [str(now), str(before)]
    assert any(block.kind == "indicator" for block in blocks(document(judged, HARM)))


def test_the_overview_counts_grades_by_priority_and_tells_what_changed_since_the_report_before(judged: Judged) -> None:
    found = document(judged, AUTUMN)
    counts = next(
        block.table for block in blocks(found) if isinstance(block, TableBlock) and block.table.corner == "Priority"
    )
    assert counts.columns == ("Good", "Adequate", "Below")
    assert row(counts, "Less crime") == ["1", "1", "1"]  # burglary, robbery, violence
    assert row(counts, "Trust") == ["0", "2", "1"]  # confidence and visible, satisfied
    assert any(
        block.body.plain.startswith("Since 22 July 2025, Burglary of homes went from Adequate to Good")
        for block in blocks(found)
        if isinstance(block, Numbered)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    first_quick(
        [
            (
                "plan/quarterly/2025-10-21.md",
                "# indicator: satisfied\n\nVictims still wait for news. Each detective has been given a day of the week"
                " for calls.\n",
                "",
                'the indicator "satisfied" is graded Below, and nothing is written about it',
            ),
            (
                "plan/performance.yaml",
                "- quarter, a year before",
                "- quarter, a year ago",
                '"quarter, a year ago" is no column of a table of performance',
            ),
            ("plan/performance.yaml", "[burglary, robbery, violence]", "[burglary, robery]", '"robery"'),
            ("plan/performance.yaml", "- quarter\n", "- rank\n    - rank\n", 'the column "rank" stands twice'),
            ("plan/performance.yaml", "[burglary, robbery, violence]", "[robbery]", ""),
            ("plan/board/2025-11-04/harm.md", 'performance("harm")', 'performance("harms")', '"harms"'),
            (
                "plan/board/2025-11-04/harm.md",
                "# Recommendation",
                '{{ performance("harm") }}\n\n# Recommendation',
                'performance("harm") is shown twice',
            ),
            (
                "plan/performance.yaml",
                "[burglary, robbery, violence]",
                "[]",
                "the table harm has no indicators",
            ),
            (
                "plan/quarterly/2025-10-21.md",
                "# indicator: violence",
                "# indicator: violance",
                '"indicator: violance" is no heading of this kind of paper',
            ),
            ("plan/quarterly/2025-10-21.md", "by: chief", "by: cheif", "cheif"),
        ],
        4,
    ),
)
def test_what_is_amiss_is_told(file: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    office = copy(CARROW, tmp_path / "office")
    change(office, file, old, new)
    messages = [each.message for each in judge(office).problems]
    assert len(messages) == bool(told) and told in "".join(messages)


@pytest.mark.slow
def test_a_reason_stands_in_place_of_commentary(tmp_path: Path) -> None:
    office = copy(CARROW, tmp_path / "office")
    paper = office / "plan/quarterly/2025-10-21.md"
    text = paper.read_text("utf-8")
    begin, end = text.index("# indicator: satisfied"), text.index("# Appendix")
    paper.write_text(f"{text[:begin]}# Left out\n\n- satisfied: No survey was made\n\n{text[end:]}", "utf-8")
    assert not judge(office).problems
