"""Figures that a file defines otherwise than the last commit: told by `check` until the file says why."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.figures.defined import changed
from tests.workspaces import copy_small


def check(root: Path) -> str:
    return CliRunner().invoke(cli, ["-C", str(root), "check"]).stderr


def test_a_unit_that_the_last_commit_has_otherwise_wants_a_reason(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    who = ["-c", "user.name=Deputy", "-c", "user.email=deputy@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "First"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
    declared = root / "plan/datasets/budget.yaml"
    text = declared.read_text("utf-8")
    declared.write_text(text.replace("title: Quays", "title: The quays"), "utf-8")
    assert check(root).startswith("No problems")
    text = text.replace("unit: £ thousand", "unit: £")
    declared.write_text(text, "utf-8")
    said = "the unit of budget.quays, budget.shops, budget.spending is “£”, and was “£ thousand” in the last commit"
    assert said in check(root)
    declared.write_text(text.replace("series:", "rounded: ture\nseries:"), "utf-8")
    assert "rounded" in check(root) and "in the last commit" not in check(root)  # one thing at a time
    reason = "redefined:\n  - {from: 2025-06-01, what: unit, why: The auditors ask for pounds}\n"
    declared.write_text(text.replace("series:", f"{reason}series:"), "utf-8")
    assert check(root).startswith("No problems")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("boats taken; 2020-01-01 all boats; 2025-01-01 boats that sail", False),
        ("boats stolen; 2020-01-01 all boats; 2025-01-01 boats that sail", False),
        ("boats stolen; 2020-01-01 all boats", True),
        ("boats taken; 2020-01-01 boats that sail", True),
        ("boats taken; 2020-01-01 boats that sail; 2025-01-01 all boats", True),
    ],
)
def test_a_further_definition_says_itself_since_when_and_what(now: str, told: bool) -> None:
    then = {"boats definition": "boats taken; 2020-01-01 all boats"}
    assert bool(list(changed(then, {"boats definition": now}))) is told
