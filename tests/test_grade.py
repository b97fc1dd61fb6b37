"""Grades: the rule of three tiers at every edge, recorded judgements, and what a block says of them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from pcpgen.blocks.grades import grade_of
from pcpgen.compose.provenance import provenance
from pcpgen.document.blocks import Grade
from pcpgen.figures.data import Data
from pcpgen.figures.grade import graded, three_tiers
from pcpgen.formats.html import render_html
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("value", "negative", "up", "down"),
    [
        (21, False, "exceeds", "below"),
        (21, True, "meets", "below"),
        (20, False, "meets", "meets"),
        (20, True, "below", "below"),
        (10, False, "meets", "meets"),
        (10, True, "below", "below"),
        (9, False, "below", "exceeds"),
        (9, True, "below", "meets"),
    ],
)
def test_the_rule_of_three_tiers(value: int, negative: bool, up: str, down: str) -> None:
    """The range runs from 10 to 20, both inside it."""
    ways: tuple[tuple[Literal["up", "down"], str], ...] = (("up", up), ("down", down))
    for good, tier in ways:
        assert three_tiers(Decimal(value), Decimal(10), Decimal(20), good, negative) == tier


GRADES = """\
scale:
  exceeds: {word: Exceeds, shape: up, colour: slate}
  meets: {word: Meets, shape: level, colour: slate}
  below: {word: Below, shape: down, colour: slate}
grades:
  landings:
    - {date: 2025-05-31, grade: meets, by: mayor, rationale: The quay was rebuilt}
    - {date: 2026-05-31, rule: three-tier, range: {low: 380, high: 420}, rationale: The range of the port’s plan.}
"""


def told(tmp_path: Path, now: int, grades: str = GRADES, as_at: date | None = None) -> Grade:
    """What the block of an invented indicator, 400 boats in 2024/25 and as many as `now` a year later, says."""
    copy(ROOT / "tests/small", tmp_path)
    (tmp_path / "plan/indicators").mkdir(exist_ok=True)
    (tmp_path / "plan/grades.yaml").write_text(grades, "utf-8")
    (tmp_path / "plan/indicators/landings.yaml").write_text(
        "title: Landings\nmeasures: boats\nunit: boats\ngood: up\nsource: Invented\nseries:\n  all: {title: All}\n"
    )
    (tmp_path / "data/landings.csv").write_text(
        f"series,period,qualifier,value,note\nall,2023/24,,400,\nall,2024/25,,400,\nall,2025/26,,{now},\n"
    )
    project, problems = read_workspace(tmp_path)
    assert problems == () and project.office
    data = Data.of(project) if as_at is None else Data.of(project).at(as_at)
    grade = grade_of(data, data.datasets["landings"], project.grades, project.office, as_at)
    assert grade
    return grade


@pytest.mark.parametrize(
    ("now", "word", "shape", "trend"),
    [
        (500, "Exceeds", "up", "no negative trend"),
        (410, "Meets", "level", "no negative trend"),
        (390, "Meets", "level", "no negative trend"),  # a fall that chance explains
        (300, "Below", "down", "a negative trend"),
    ],
)
def test_a_grade_by_the_rule_says_what_it_rests_on(tmp_path: Path, now: int, word: str, shape: str, trend: str) -> None:
    grade = told(tmp_path, now)
    assert (grade.word, grade.shape, grade.colour) == (word, shape, "#3b4a6b")
    assert grade.says.plain == (
        f"by the rule of three tiers on 31 May 2026, from {now} in 2025/26 against a range of 380 to 420, with {trend}."
        " The range of the port’s plan. Grade before: Meets, on 31 May 2025."
    )


def test_the_ends_of_the_range_trace_to_their_entry(tmp_path: Path) -> None:
    told(tmp_path, 410)
    project, _ = read_workspace(tmp_path)
    data = Data.of(project)
    assert project.grades
    found = graded(data, data.datasets["landings"], project.grades.of["landings"][1])
    assert found.low and found.high
    assert [cell.value for cell in (*found.low.cells, *found.high.cells)] == ["380", "420"]
    assert found.low.origin == "plan/grades.yaml:8"


def test_a_document_of_an_earlier_day_has_the_grade_of_its_day(tmp_path: Path) -> None:
    grade = told(tmp_path, 300, as_at=date(2025, 12, 31))
    assert grade.word == "Meets"
    assert grade.says.plain == (
        "judged by the Deputy Mayor for Policing on 31 May 2025. The quay was rebuilt. Grade before: none."
    )


@pytest.mark.parametrize("as_at", [date(2025, 1, 31), None])
def test_what_has_no_grade_is_told_as_ungraded(tmp_path: Path, as_at: date | None) -> None:
    grade = told(tmp_path, 300, GRADES if as_at else GRADES.partition("grades:")[0], as_at)
    assert (grade.shape, grade.word, grade.says.plain) == (
        "none",
        "Ungraded",
        "none has been given to this indicator.",
    )


@pytest.mark.slow
@pytest.mark.example
def test_in_a_report_the_word_stands_beside_shape_and_colour_and_its_figures_are_traced(tmp_path: Path) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    scale = GRADES.partition("grades:")[0].replace("slate", "plum")
    judged_one = "{date: 2019-10-31, grade: meets, by: commissioner, rationale: Invented for the test}"
    by_rule = "{date: 2019-10-31, rule: three-tier, range: {low: 470, high: 500}, rationale: Invented for the test}"
    (tmp_path / "plan/grades.yaml").write_text(
        f"{scale}grades:\n  complaints:\n    - {judged_one}\n  ksi-casualties:\n    - {by_rule}\n"
    )
    judged = judge(tmp_path, Request.read("panel-report communities"))
    assert judged.errors == ()
    paper = judged.documents[Request.read("panel-report communities")]
    html = render_html(paper, "web")
    grades = re.findall(r'<p class="grade grade--([a-z]+)"([^>]*)><strong>Grade: (\w+)<', html)
    plum = ' style="--grade: #7a1b56; --grade-dark: #edafd6"'
    assert Counter(grades) == {("level", plum, "Meets"): 1, ("up", plum, "Exceeds"): 1, ("none", "", "Ungraded"): 5}
    entries = {entry.figure.id: entry for entry in provenance(paper)}
    assert entries["range-low:ksi-casualties.all@2018"].shown == "470"


@pytest.mark.slow
@pytest.mark.example
def test_an_office_without_grades_prints_none() -> None:
    project, _ = read_workspace(ROOT)
    data = Data.of(project)
    assert project.office
    assert grade_of(data, data.datasets["complaints"], project.grades, project.office, None) is None
