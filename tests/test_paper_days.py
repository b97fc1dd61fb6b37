"""Days of papers that cannot be: out of order, of another meeting, or not those of their file."""

from __future__ import annotations

from pathlib import Path

from pcpgen.pipeline import judge
from pcpgen.request import NONE
from tests.workspaces import ROOT, change, copy

OFFICES = ROOT / "tests/offices"
PRECEPT = "plan/precepts/2025-26-revised.md"
MINUTES = "plan/minutes/2024-06-24.md"
NOTICE = "plan/decisions/2024-014.md"
COVER = "plan/cover-papers/2025-02-13-precept.md"
REGISTER = "plan/panel/panel.yaml"
QUARTERLY = "plan/quarterly/2025-10-21.md"


def told(root: Path) -> list[tuple[str, str, str]]:
    return [(each.place.file, each.rule.id, each.message) for each in judge(root, NONE).problems]


def test_days_stand_in_the_order_that_their_outline_says_and_their_file_bears_their_name(tmp_path: Path) -> None:
    root = copy(OFFICES / "haddon", tmp_path / "office")
    change(root, PRECEPT, "proposed: 2025-01-27", "proposed: 2025-03-27")  # one slip, three pairs out of order
    change(root, PRECEPT, "year: 2025/26", "year: 2024/25")
    change(root, MINUTES, "agreed: 2024-09-09", "agreed: 2024-06-09")
    change(root, NOTICE, "number: 2024-014", "number: 2024-041")
    (root / "plan/cover-papers/2025-02-13-precept.md").rename(root / "plan/cover-papers/2025-03-13-precept.md")
    change(root, REGISTER, "cover-paper 2025-02-13-precept", "cover-paper 2025-03-13-precept")
    cover = "plan/cover-papers/2025-03-13-precept.md"
    assert told(root) == [
        (cover, "name-differs", "the file is 2025-03-13-precept.md, and “Meeting” is 13 February 2025"),
        (NOTICE, "name-differs", "the file is 2024-014.md, and “Decision” is 2024-041"),
        (MINUTES, "wrong-order", "“Agreed on” is 9 June 2024, before “Held on”, 24 June 2024"),
        (PRECEPT, "name-differs", "the file is 2025-26-revised.md, and “Financial year” is 2024/25"),
        (PRECEPT, "wrong-order", "“Proposed” is 27 March 2025, after “Panel reported”, 5 February 2025"),
    ]


def test_a_meeting_takes_papers_that_are_its_own_and_were_there(tmp_path: Path) -> None:
    root = copy(OFFICES / "haddon", tmp_path / "office")
    change(root, COVER, "meeting: 2025-02-13", "meeting: 2025-02-12")
    (root / COVER).rename(root / "plan/cover-papers/precept.md")
    change(root, REGISTER, "cover-paper 2025-02-13-precept", "cover-paper precept")
    change(root, REGISTER, "paper: precept-report 2025-26-revised", "paper: annual-report 2024-25")
    assert told(root) == [
        (
            REGISTER,
            "register-differs",
            "the paper is for the meeting of 12 February 2025; that of 13 February 2025 takes it",
        ),
        (REGISTER, "wrong-order", "the paper is of 16 June 2025; the meeting that takes it, of 13 February 2025"),
    ]


def test_figures_are_of_a_day_by_the_meeting_and_not_long_after_the_newest(tmp_path: Path) -> None:
    root = copy(OFFICES / "carrow", tmp_path / "office")
    change(root, QUARTERLY, "figures: 2025-09-30\nsurveys: 2025-03-31", "figures: 2025-11-30\nsurveys: 2025-12-31")
    other = "plan/quarterly/2025-07-22.md"
    change(root, other, "meeting: 2025-07-22", "meeting: 2028-07-22")
    change(root, other, "figures: 2025-06-30", "figures: 2028-06-30")
    (root / other).rename(root / "plan/quarterly/july.md")
    assert [each for each in told(root) if each[1] == "wrong-order"] == [
        (QUARTERLY, "wrong-order", "“Meeting” is 21 October 2025, before “Surveys as at”, 31 December 2025"),
        (
            "plan/quarterly/july.md",
            "wrong-order",
            "the figures are as at 30 June 2028, and the newest in data/ are of 31 March 2026",
        ),
    ]


def test_an_entry_of_an_outline_follows_another_day_of_the_paper_or_a_period(tmp_path: Path) -> None:
    root = copy(OFFICES / "northmoor", tmp_path / "office")
    log = "plan/outlines/issue-log.yaml"
    change(root, log, "asks:\n", "asks:\n  sent: {a: day, after: meetng}\n")
    change(root, log, "head: [", "head: [sent, ")
    change(root, "plan/logs/2025-09-24.md", "meeting:", "sent: 2025-09-01\nmeeting:")
    (found,) = judge(root, NONE).problems
    assert found.message == 'no other day or period of the papers has the id "meetng"'
    assert found.remedy == 'Did you mean "meeting"? Ids that exist: meeting.'
