"""One cause, one problem: what only follows from what could not be read is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.conftest import ROOT
from tests.workspaces import change, copy


@pytest.fixture
def moor(tmp_path: Path) -> Path:
    return copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")


def told(office: Path) -> list[tuple[str, str]]:
    return [(found.place.file, found.rule.id) for found in judge(office, NONE).problems]


THEME, REPORT, QUESTIONS = (
    "plan/2024-28/themes/farms.yaml",
    "plan/panel/2025-10-08/farms.md",
    "plan/panel/questions.yaml",
)
# each names what others hold, or holds what others name
UNREAD = (
    "plan/2024-28/edition.yaml",
    THEME,
    "plan/2024-28/pages/about.md",
    "plan/2024-28/variations/flood.yaml",
    "plan/indicators/trust.yaml",
    "plan/datasets/moor.yaml",
    "plan/bibliography.yaml",
    "plan/exemptions.yaml",
    "plan/panel/panel.yaml",
    QUESTIONS,
    REPORT,
)


@pytest.mark.parametrize("file", UNREAD)
def test_a_file_that_cannot_be_read_is_one_problem(moor: Path, file: str) -> None:
    entry = "title: " if "title: " in (moor / file).read_text("utf-8") else ": "
    change(moor, file, entry, f"{entry}[")
    assert told(moor) == [(file, "yaml-syntax")]


@pytest.mark.parametrize("file", [THEME, "plan/2024-28/themes/roads.yaml"])
def test_a_file_that_is_not_there_is_one_problem(moor: Path, file: str) -> None:
    (moor / file).unlink()
    assert told(moor) == [("plan/2024-28/edition.yaml", "missing-file")]


def test_an_empty_register_is_one_problem(moor: Path) -> None:
    (moor / QUESTIONS).write_text("", "utf-8")
    assert told(moor) == [(QUESTIONS, "empty-text")]


def test_a_misspelt_entry_is_not_told_as_missing_too(moor: Path) -> None:
    change(moor, REPORT, "theme: farms", "themee: farms")
    assert told(moor) == [(REPORT, "unknown-key")]


@pytest.mark.parametrize(
    ("file", "name", "where"),
    [
        ("plan/panel/2025-10-08/farms.md", "farming.md", "plan/panel/panel.yaml"),
        ("data/farm-theft.csv", "farm-thefts.csv", "plan/indicators/farm-theft.yaml"),
    ],
)
def test_a_file_under_another_name_is_one_problem(moor: Path, file: str, name: str, where: str) -> None:
    (moor / file).rename((moor / file).with_name(name))
    found = [each for each in judge(moor, NONE).problems if each.rule.severity == "error"]
    assert [(each.place.file, each.rule.id) for each in found] == [(where, "missing-file")]
    assert found[0].remedy.startswith(f'Did you mean "{name.partition(".")[0]}"?')


def test_a_row_that_stands_twice_is_one_problem(moor: Path) -> None:
    """The other figure of its sentence is not taken to stand by itself beside the date of this one."""
    sentence = (
        'In 2024/25 {{ figure("collisions.all") }} collisions were recorded, and in August 2025 '
        '{{ figure("farm-theft.all") }} thefts.'
    )
    change(moor, REPORT, "than a year before.{% endclaim %}", f"than a year before.{{% endclaim %}} {sentence}")
    assert told(moor) == []
    change(moor, "data/collisions.csv", "lanes,2024/25,,28,\n", 2 * "lanes,2024/25,,28,\n")
    assert told(moor) == [("data/collisions.csv", "duplicate-row")]


@pytest.mark.parametrize(
    "figure",
    [
        'share("collisions.pass")',
        'share_of("collisions.lanes", "collisions.all")',
        'share_of("collisions.lanes", "collisions.pass")',
    ],
)
def test_a_count_below_nought_is_one_problem(moor: Path, figure: str) -> None:
    change(
        moor,
        REPORT,
        "than a year before.{% endclaim %}",
        f"than a year before.{{% endclaim %}} It is {{{{ {figure} }}}}.",
    )
    assert told(moor) == []
    change(moor, "data/collisions.csv", "lanes,2024/25,,28,", "lanes,2024/25,,-128,")
    assert told(moor) == [("data/collisions.csv", "negative-count")]


def test_what_a_count_below_nought_does_not_keep_from_being_computed_is_told(moor: Path) -> None:
    change(
        moor,
        REPORT,
        "than a year before.{% endclaim %}",
        'than a year before.{% endclaim %} {{ share("spending.offices") }}.',
    )
    change(moor, "data/collisions.csv", "lanes,2024/25,,28,", "lanes,2024/25,,-128,")
    change(moor, "data/spending.csv", ",180,", ",0,")
    change(moor, "data/spending.csv", ",620,", ",0,")
    assert (REPORT, "not-computable") in told(moor)


def test_a_level_that_cannot_be_read_is_one_problem(moor: Path) -> None:
    change(moor, "plan/2024-28/edition.yaml", "one: true", "one: ture")
    assert told(moor) == [("plan/2024-28/edition.yaml", "unknown-choice")]


@pytest.mark.parametrize(
    ("old", "new"), [("[farms, roads]", "[farms, raods]"), ("indicators, money]", "indicators, mony]")]
)
def test_a_misspelt_part_or_theme_is_one_problem(moor: Path, old: str, new: str) -> None:
    change(moor, "plan/2024-28/edition.yaml", old, new)
    assert told(moor) == [("plan/2024-28/edition.yaml", "missing-file")]


def test_a_mark_of_an_exempt_passage_that_is_not_whole_is_one_problem(moor: Path) -> None:
    paper = "plan/board/2025-09-16/yard.md"
    change(moor, paper, "{% endexempt %}", "{% end exempt %}")
    assert told(moor) == [(paper, "malformed-exempt")]


def test_a_heading_that_stands_twice_is_one_problem(moor: Path) -> None:
    paper = "plan/board/2025-09-16/yard.md"
    change(moor, paper, "# Next steps", "# Purpose")
    assert told(moor) == [(paper, "duplicate-key")]


def test_an_entry_that_is_missing_is_told_with_the_one_that_is_unknown(moor: Path) -> None:
    change(moor, REPORT, "theme: farms", "weather: fine")
    assert told(moor) == [(REPORT, "unknown-key")]


def test_what_has_nothing_to_do_with_it_is_told(moor: Path) -> None:
    """An id that nothing has, though another file cannot be read."""
    change(moor, "plan/panel/recommendations.yaml", "date: ", "date: [")
    change(moor, THEME, "indicators: [", "indicators: [snow, ")
    assert (THEME, "unknown-id") in told(moor)


def test_an_id_that_stands_where_it_is_used_alone_is_told_beside_another_mistake_of_the_file(moor: Path) -> None:
    change(moor, THEME, "title:", "titel:")
    change(moor, THEME, "indicators: [", "indicators: [snow, ")
    assert told(moor)[:2] == [(THEME, "unknown-key"), (THEME, "unknown-id")]


def test_what_is_not_told_stops_all_the_same(moor: Path) -> None:
    """The plan names an indicator whose file cannot be read."""
    change(moor, "plan/indicators/trust.yaml", "title: ", "title: [")
    judged = judge(moor)
    assert Request.read("plan 2024-28") in judged.stopped
    assert [found.place.file for found in judged.problems] == ["plan/indicators/trust.yaml"]


def test_a_second_mistake_is_told_beside_a_misspelt_entry(moor: Path) -> None:
    roads = "plan/2024-28/themes/roads.yaml"
    change(moor, roads, "winter-patrol: {text: Patrol", "winter-patrol: {txet: Patrol")
    change(moor, roads, "school-lessons: {text: Teach each school how far a car slides on ice, ", "school-lessons: {")
    assert sorted(told(moor)) == [(roads, "missing-key"), (roads, "unknown-key")]


OFFICES = ROOT / "tests/offices"
LEVELS = "plan/2025-29/edition.yaml"
STATEMENTS = "plan/2025-29/statements.yaml"


def test_a_misspelt_level_and_a_misspelt_kind_of_entry_are_a_problem_each(tmp_path: Path) -> None:
    office = copy(OFFICES / "northmoor", tmp_path / "office")
    change(office, LEVELS, "serves: [themes, outcomes]", "serves: [themes, outcome]")
    log = "plan/outlines/issue-log.yaml"
    change(office, log, "asks:\n", "asks:\n  by: {a: posts}\n")
    assert told(office) == [(LEVELS, "unknown-id"), (log, "unknown-choice")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (LEVELS, "within: sub-themes", "within: subthemes", "unknown-id"),
        (LEVELS, "outcomes: {name: Outcome, per: plan}", "outcomes: {name: Outcome, per: theme}", "wrong-shape"),
        (LEVELS, "operations: {name: Operation, per: plan", "operations: {name: Operation, per: theme", "wrong-shape"),
        (LEVELS, "per: theme, one: true", "per: plan, one: true", "wrong-shape"),
        (STATEMENTS, "outcomes:", "outcomes", "yaml-syntax"),
        (STATEMENTS, "outcomes:", "outcomes:\noutcomes:", "duplicate-key"),
        ("plan/office.yaml", "posts:", "posts:\nposts:", "duplicate-key"),
    ],
)
def test_a_slip_in_levels_or_an_entry_twice_is_one_problem(
    tmp_path: Path, file: str, old: str, new: str, rule: str
) -> None:
    office = copy(OFFICES / "northmoor", tmp_path / "office")
    change(office, file, old, new)
    assert told(office) == [(file, rule)]


def test_a_paper_in_another_folder_a_heading_twice_and_a_year_that_is_not_over_are_a_problem_each(
    tmp_path: Path,
) -> None:
    office = copy(OFFICES / "haddon", tmp_path / "office")
    minutes, notice, report = (
        "plan/minutes/2024-06-24.md",
        "plan/decisions/2024-014.md",
        "plan/annual-reports/2024-25.md",
    )
    (office / minutes).rename(office / "plan/papers/2024-06-24.md")
    change(office, notice, "# Equality", "# Money")
    change(office, report, "published: 2025-06-16", "published: 2024-06-16")
    problems = judge(office, NONE).problems
    assert [(each.place.file, each.place.line, each.rule.id) for each in problems] == [
        (report, 4, "wrong-order"),
        (notice, 34, "duplicate-key"),
        ("plan/papers/2024-06-24.md", 2, "unknown-file"),
    ]
    assert problems[2].remedy == "Move it to plan/minutes/."


def test_a_target_a_share_and_a_column_that_cannot_be_are_a_problem_each(tmp_path: Path) -> None:
    office = copy(OFFICES / "carrow", tmp_path / "office")
    change(office, "plan/indicators/solved.yaml", "target: 15", "target: 900")
    change(office, "data/satisfied.csv", "74.2", "731")
    change(office, "data/confidence.csv", ",base,", ",bases,")
    problems = judge(office, NONE).problems
    assert [(each.place.file, each.rule.id) for each in problems] == [
        ("data/confidence.csv", "csv-columns"),
        ("data/satisfied.csv", "impossible-share"),
        ("plan/indicators/solved.yaml", "impossible-share"),
    ]
    assert problems[0].remedy.startswith('Did you mean "base"? ')
    assert "value,note, with base before the note" in problems[0].remedy


@pytest.mark.parametrize("period", ["2052-10", "2093-10"], ids=["years", "a lifetime"])
def test_a_period_to_come_is_one_problem_whatever_is_computed_from_its_series(moor: Path, period: str) -> None:
    change(moor, "data/farm-theft.csv", "north,2024-10,", f"north,{period},")
    assert told(moor) == [("data/farm-theft.csv", "after-as-at")]


@pytest.mark.parametrize("period", ["2025-03", "2025-08"], ids=["one between others", "the newest"])
def test_a_row_that_was_lost_is_told_once(moor: Path, period: str) -> None:
    rows = (moor / "data/farm-theft.csv").read_text("utf-8").splitlines(keepends=True)
    text = "".join(row for row in rows if not row.startswith(f"north,{period},"))
    (moor / "data/farm-theft.csv").write_text(text, "utf-8")
    assert [rule for _, rule in told(moor)].count("missing-period") == 1
