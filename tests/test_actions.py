"""The register of actions as papers of different days show it, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pcpgen.document.lines import lines_of
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.workspaces import ROOT, change, copy

HADDON = ROOT / "tests/offices/haddon"
REGISTER = "plan/actions.yaml"
JANUARY = "plan/action-registers/2025-01.md"
LAMPS = "Light the Tannery steps and the ramp beside them"
PATROLS = "Agree with the Constabulary where and when officers walk, and publish it each month"
LOCKS = "Fit new locks within a week of a burglary"


@pytest.fixture(scope="module")
def papers() -> Mapping[str, list[str]]:
    """The lines of each register of the office, by its name."""
    documents = judge(HADDON).documents
    names = ("2024-07", "2024-10", "2025-01")
    return {name: [line.says for line in lines_of(documents[Request("action-register", (name,))])] for name in names}


def between(lines: list[str], first: str, last: str) -> list[str]:
    return lines[lines.index(first) + 1 : lines.index(last)]


@pytest.mark.slow
def test_a_paper_shows_what_was_open_on_its_day_and_its_due_day_as_it_was_known(
    papers: Mapping[str, list[str]],
) -> None:
    (lamps,) = (line for line in papers["2024-07"] if line.startswith(f"{LAMPS}, "))
    assert ", 30 August 2024 On track, " in lamps
    (lamps,) = (line for line in papers["2024-10"] if line.startswith(f"{LAMPS}, "))
    assert ", 29 November 2024 Late, " in lamps
    still_open = between(papers["2025-01"], "Actions that are open", "Done since the last register")
    assert [line.split(",")[0] for line in still_open[1:]] == [
        PATROLS.split(",")[0],
        "Milestone: Publish it each month",
        LOCKS,
    ]


def test_a_paper_shows_what_was_done_since_the_one_before(papers: Mapping[str, list[str]]) -> None:
    done = between(papers["2025-01"], "What was done or given up since 14 October 2024", "Actions under the plan")
    assert [line.split(",")[0] for line in done[1:]] == [LAMPS, "Milestone: Lay the cables"]
    assert "What was done or given up so far" in papers["2024-07"]


def test_a_paper_tells_what_has_changed_since_the_one_before(papers: Mapping[str, list[str]]) -> None:
    assert papers["2024-07"][papers["2024-07"].index("What has changed") + 1] == (
        "This is the first paper that shows these actions."
    )
    changed = between(papers["2024-10"], "Since 22 July 2024:", "Open actions")
    assert changed == [
        f"{LAMPS}: due on 29 November 2024, which was 30 August 2024 (the maker of the first lamps closed)",
        f"{LAMPS}: was “On track”, is “Late”",
        f"Lay the cables, for “{LAMPS}”: new, due on 1 November 2024",
        f"{PATROLS}: overdue since 20 September 2024",
        f"{PATROLS}: was “On track”, is “At risk”",
        f"Agree the list of streets, for “{PATROLS}”: done on 9 September 2024",
        f"Publish it each month, for “{PATROLS}”: overdue since 20 September 2024",
        "Publish each notice of a decision within two working days: given up on 7 October 2024, "
        "the form of notices changes next year, and this with it",
    ]


def test_progress_of_a_quarter_that_was_not_over_is_in_no_paper(papers: Mapping[str, list[str]]) -> None:
    (patrols,) = (line for line in papers["2024-10"] if line.startswith(f"{PATROLS}, "))
    first, second = patrols.index("July to September 2024: "), patrols.index("April to June 2024: ")
    assert first < second and "October" not in patrols


def test_the_tree_goes_from_a_theme_to_the_milestones_of_a_milestone(papers: Mapping[str, list[str]]) -> None:
    tree = papers["2025-01"][papers["2025-01"].index("What is done for what, as on 13 January 2025:") + 1 :]
    assert [line.split(" – ")[0] for line in tree] == [
        "Streets",
        "Every way home is lit",
        LAMPS,
        "Choose the lamps with people who live beside the steps",
        "Lay the cables",
        "People see officers on foot where they shop",
        PATROLS,
        "Agree the list of streets",
        "Ask those who keep shops",
        "Publish it each month",
        LOCKS,
        "Homes",
        "Homes that were broken into are made safe within days",
        LOCKS,
    ]


def test_an_author_puts_it_into_a_paper_oldest_progress_first(tmp_path: Path) -> None:
    root = copy(HADDON, tmp_path / "office")
    change(root, REGISTER, "newest: first\nquarters: 2", "newest: last\nquarters: 1")
    paper = "plan/papers/7.md"
    change(root, paper, "day: 2024-06-17\nas-at: 2024-05-31", "day: 2024-12-16\nas-at: 2024-11-30")
    change(root, paper, "# What others do\n", '# What others do\n\n{{ actions("open") }}\n')
    wanted = Request("numbered-paper", ("7",))
    judged = judge(root, wanted)
    assert [(each.place.file, each.rule.id) for each in judged.problems] == []
    (locks,) = (line.says for line in lines_of(judged.documents[wanted]) if line.says.startswith(LOCKS))
    assert locks.endswith("On track, July to September 2024: A supplier was found")


def test_what_cannot_be_so_is_told(tmp_path: Path) -> None:
    root = copy(HADDON, tmp_path / "office")
    for old, new in (
        ("      2024-Q4: {says: The list was published in part, status: At risk}\n", ""),
        ("[streets/lit-ways]", "[streets/lit-way]"),
        ("owners: [finance, clerk]", "owners: [sheriff, clerk]"),
        ("due: 2025-03-28", "due: 2024-03-28"),
        ("due: 2024-11-01", "due: 2024-12-01"),
        ("day: 2024-08-12, why", "day: 2024-12-12, why"),
    ):
        change(root, REGISTER, old, new)
    late = "is overdue since 20 September 2024, and nothing tells how it goes"
    assert [(each.place.file, each.message) for each in judge(root, NONE).problems] == [
        (JANUARY, f"the action foot-patrols {late}"),
        (REGISTER, 'no theme or statement of a plan has the id "streets/lit-way"'),
        (REGISTER, "tannery-lamps had its due day changed on 2024-12-12, after it was done"),
        (REGISTER, 'no post of the office has the id "sheriff"'),
        (REGISTER, "cables-laid is due on 2024-12-01, after tannery-lamps, to which it is a step, on 2024-11-29"),
        (REGISTER, "safe-doors is due on 2024-03-28, before it was agreed on 2024-07-15"),
    ]


def test_of_a_status_that_cannot_be_read_nothing_else_is_told(tmp_path: Path) -> None:
    root = copy(HADDON, tmp_path / "office")
    text = (root / REGISTER).read_text("utf-8")
    (root / REGISTER).write_text(text.replace("status: done", "status: Done"), "utf-8")
    told = {(each.rule.id, each.message) for each in judge(root, NONE).problems}
    assert told == {("unknown-choice", '"Done" is none of open, done, stopped')}


def test_a_status_has_its_day_and_its_reason_and_no_other_s(tmp_path: Path) -> None:
    root = copy(HADDON, tmp_path / "office")
    change(root, REGISTER, "    done: 2024-09-09\n", "    done: 2024-09-09\n        why: It rained\n")
    change(root, REGISTER, "    stopped: 2024-10-07\n", "")
    assert [(each.place.file, each.message) for each in judge(root, NONE).problems] == [
        (REGISTER, '"why" belongs to what is stopped, and its status is done'),
        (REGISTER, 'the action "notices-online" has no "stopped"'),
    ]
