"""What is told of one document: the problems of all that it rests on, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from tests.cases import first_quick
from tests.workspaces import ROOT, change, copy

PLAN, REPORT, OTHER, PAPER = "plan", "panel-report docks", "panel-report nights", "bcb-paper lamps"
EVERY = (PLAN, REPORT, OTHER, PAPER)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy(ROOT / "tests/offices/port-ansley", tmp_path / "office")


def check(office: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), "check", *words])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "of"),
    first_quick(
        [
            ("plan/board/2025-05-06/lamps.md", "title:", "titel:", {PAPER}),
            ("plan/panel/2025-09-10/docks.md", "Gates are guarded", "TBC Gates are guarded", {REPORT}),
            ("plan/2023-27/themes/docks.yaml", "colour:", "color:", {PLAN, REPORT, OTHER}),
            ("data/cargo.csv", "period", "perriod", {PLAN, REPORT}),
            ("plan/office.yaml", "colours:", "colors:", set(EVERY)),
        ],
        2,
    ),
    ids=["a paper", "a warning in a report", "a theme", "a dataset", "the office"],
)
def test_a_problem_is_told_of_what_rests_on_it_alone(office: Path, file: str, old: str, new: str, of: set[str]) -> None:
    change(office, file, old, new)
    told = {each for each in EVERY if check(office, *each.split()).stderr.count(f"{file}:")}
    assert told == of


def test_the_rest_is_counted_in_one_line_and_does_not_count_against_the_document(office: Path) -> None:
    change(office, "plan/board/2025-05-06/lamps.md", "title:", "titel:")
    change(office, "plan/panel/2025-09-10/docks.md", "title:", "titel:")
    done = check(office, "plan")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "Nothing is wrong with what this document rests on.",
        "2 more problems in other documents: pcpgen check",
    ]
    done = check(office, *PAPER.split(), "--format", "json")
    assert (done.exit_code, '"rule": "unknown-key"' in done.stdout, "docks.md" in done.stdout) == (1, True, False)


def test_a_document_that_there_is_not_is_wrong_use(office: Path) -> None:
    done = check(office, "panel-report", "doks")
    assert (done.exit_code, 'Did you mean "docks"?' in done.stderr) == (2, True)
