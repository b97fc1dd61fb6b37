"""What `pcpgen` alone says, `pcpgen list`, `pcpgen doctor` and `pcpgen completion`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen import doctor
from pcpgen.cli import cli
from pcpgen.formats.probe import Printer
from tests.workspaces import change, copy, copy_small

OFFICES = Path(__file__).parent / "offices"


def run(*words: str, day: str = "1758000000") -> Result:  # 16 September 2025
    return CliRunner().invoke(cli, list(words), env={"SOURCE_DATE_EPOCH": day})


def test_alone_it_says_what_stands_here_and_what_is_due_next() -> None:
    said = run("-C", str(OFFICES / "fellmoor")).stdout
    assert "7 documents, 2 themes, 3 indicators, 2 meetings; 7 documents to build\n  Nothing is wrong." in said
    assert "Due next, from Tuesday 16 September 2025:\n" in said
    assert "  Wednesday 8 October 2025    Meeting of the Panel\n" in said
    assert "  Monday 1 December 2025      Answer to a member of the Panel: winter-cover\n" in said


@pytest.mark.slow
def test_it_says_what_is_overdue() -> None:
    def said(day: str, *words: str) -> str:
        return run("-C", str(OFFICES / "haddon"), *words, day=day).stdout

    september, april = "1725400000", "1743600000"  # 3 September 2024, 2 April 2025
    assert "\nOverdue, and still open:\n  Friday 20 September 2024" in said(april)
    assert "Action: foot-patrols\n" in said(april).partition("Overdue")[2].partition("Due next")[0]
    assert re.search(r"foot-patrols .* overdue since Friday 20 September 2024", said(april, "list", "actions"))
    assert "overdue" not in said(september, "list", "actions") and "Overdue" not in said(september)


def test_a_draft_says_what_a_final_plan_needs(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/edition.yaml", "vision:", "status: draft\nvision:")
    change(office, "plan/2025-29/edition.yaml", ", grants: money", "")
    change(office, "plan/2025-29/edition.yaml", ", issued: 2025-03-20", "")
    said = run("-C", str(office)).stdout.partition("The plan 2025-29 is a draft. ")[2].splitlines()
    assert said[1:3] == [
        "  contents_by_law: grants, grants that are to be made, and the conditions on them",
        "  stages: issued, issued and published",
    ]


@pytest.mark.parametrize(
    ("name", "request_", "title"),
    [
        ("fellmoor", "plan 2024-28+flood", "A Steady Moor 2024-28 with the variation “After the flood”"),
        ("gwynfa", "plan 2025-29 in cy", "Diogel Gartref yng Ngwynfa 2025-29"),
    ],
)
def test_a_document_is_listed_by_its_title_in_its_own_language(name: str, request_: str, title: str) -> None:
    listed = run("-C", str(OFFICES / name), "list", "documents").stdout.splitlines()
    assert title in next(line for line in listed if line.startswith(f"{request_} "))


def test_outside_a_workspace_it_says_how_to_begin(tmp_path: Path) -> None:
    done = run("-C", str(tmp_path))
    assert done.exit_code == 0
    assert "is in no workspace" in done.stdout and "pcpgen init our-office" in done.stdout


@pytest.mark.slow
def test_lists_each_thing_with_its_state(tmp_path: Path) -> None:
    office = tmp_path / "office"
    copy(OFFICES / "fellmoor", office)
    run("-C", str(office), "build-plan", "--format", "html")
    change(office, "plan/board/2025-09-16/yard.md", "title:", "titel:")
    done = run("-C", str(office), "list", "documents")
    assert (done.exit_code, "unknown-key" in done.stderr) == (1, True)
    states = {line.split("  ")[0].strip(): line.split("  ")[-1].strip() for line in done.stdout.splitlines()}
    assert states["plan 2024-28"] == "built before the last change"
    assert states["panel-report farms 2025-10-08"] == "not built yet"
    assert states["bcb-paper yard"] == "a mistake in plan/board/2025-09-16/yard.md stops it"
    lines = run("-C", str(office), "list", "indicators").stdout.splitlines()
    assert re.fullmatch("collisions +Collisions on the pass +newest figures of 2024/25, in roads", lines[0])
    as_json = json.loads(run("-C", str(office), "list", "documents", "--json").stdout)
    assert as_json["documents"][0].items() >= {"name": "plan 2024-28", "waits": True}.items()
    whole = run("-C", str(office), "list").stdout
    assert "\n  2024-28 farms  Farms and hamlets" in whole and "2 goals, 3 pledges, 2 indicators" in whole
    assert "\n  2025-10-08  Fellmoor Scrutiny Panel   public: farms, flood\n" in whole


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [lambda page: page.unlink(), lambda page: page.write_text("edited")])
def test_a_page_that_was_deleted_or_edited_is_to_be_built(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    office = copy_small(tmp_path / "office")
    run("-C", str(office), "build-plan", "--format", "html")
    assert run("-C", str(office), "list", "documents").stdout.endswith("  built\n")
    spoil(office / "out/plan-2025-29/plan-2025-29.html")
    told = run("-C", str(office), "list", "documents").stdout
    assert told.endswith("  plan-2025-29/plan-2025-29.html is not as it was written\n")
    assert "; 1 document to build" in run("-C", str(office)).stdout


@pytest.mark.parametrize(("system", "says"), [("Debian", "apt-get"), ("macOS", "brew"), ("Windows", "MSYS2")])
def test_the_doctor_says_how_what_is_missing_comes_here(
    system: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_required", lambda: ["click>=8.4"])
    lacking = [each for each in doctor.examine(system, Printer(failure="Pango is not installed")) if each.wrong]
    assert [(each.name, each.needed, says in each.remedy) for each in lacking] == [("Pango", "PDF", True)]


def test_the_doctor_finds_what_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "probe", lambda: Printer("70.0", "1.50.12"))
    monkeypatch.setattr(doctor, "_required", lambda: ["click>=8.4", "nowhere>=1.0", "pyyaml>=999.1"])
    done = run("doctor")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (3, "Missing: nowhere, pyyaml.")
    assert "1.50.12\n" in done.stdout and "999.1 or newer is asked for. To put it right: python -m pip" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_prints_the_completion_of_a_shell(shell: str) -> None:
    done = run("completion", shell)
    assert (done.exit_code, f"_PCPGEN_COMPLETE={shell}_complete" in done.stdout) == (0, True)
