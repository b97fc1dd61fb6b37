"""From an office's own nouns to how they stand in a sentence, one and several."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.document.blocks import IndicatorBlock, TableBlock
from pcpgen.document.document import Document
from pcpgen.document.lines import lines_of
from pcpgen.formats.html import render_html
from pcpgen.model.plan import in_a_sentence, several
from pcpgen.pipeline import judge
from pcpgen.request import Request
from pcpgen.workspace.files import write_new
from pcpgen.workspace.start import Answers, new_office
from tests.workspaces import change, copy_small


@pytest.mark.parametrize(
    ("name", "many"),
    [("Priority", "Priorities"), ("Objective", "Objectives"), ("Way", "Ways"), ("Process", "Processes")],
)
def test_several_have_the_plural_of_the_language(name: str, many: str) -> None:
    assert several(name) == many


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Priority", "priority"),
        ("Shared Outcomes", "shared outcomes"),
        ("Priorities for Action", "priorities for action"),
        ("Surrey Police will", "Surrey Police will"),
        ("Priority for Surrey people", "priority for Surrey people"),
        ("PCC priorities", "PCC priorities"),
    ],
)
def test_names_within_an_office_s_noun_keep_their_capitals(name: str, said: str) -> None:
    assert in_a_sentence(name) == said


@pytest.mark.slow
def test_a_level_whose_name_is_no_noun_is_counted_as_what_stands_under_it(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/edition.yaml", "name: Commitment", "name: What we will do")
    plan = Request.read("plan 2025-29")
    said = "\n".join(line.says for line in lines_of(judge(office, plan).documents[plan]))
    assert " under “What we will do”" in said and not re.search("[0-9] [Ww]hat we will do", said)
    assert several("What we will do") == "What we will do"


THREE_LEVELS = Answers(levels=("Mission", "Ambition", "Commitment"))


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """An office of three levels, whose report treats an ambition and the commitments that serve it."""
    write_new(tmp_path, new_office(THREE_LEVELS, date(2026, 11, 2)))
    return tmp_path


def composed_report(root: Path) -> Document:
    judged = judge(root, Request("panel-report", ("neighbourhoods",)))
    assert judged.problems == ()
    return next(iter(judged.documents.values()))


@pytest.mark.slow
def test_a_statement_has_the_name_of_its_own_level_and_stands_under_what_it_serves_through_others(three: Path) -> None:
    mission = next(each for each in composed_report(three).sections if each.label == "Mission")
    assert [each.label for each in mission.sections] == ["Ambition", "Commitment", "Commitment"]


@pytest.mark.slow
def test_what_serves_a_mission_brings_it_in_and_their_reasons_stand_for_it(three: Path) -> None:
    report = next(three.glob("plan/panel/*/neighbourhoods.md"))
    text = report.read_text("utf-8")
    reasons = "".join(f"- {id}: It comes later.\n" for id in ("heard-and-answered", "named-teams", "call-back"))
    body = '# Background\n\nNothing was done.\n\n{{ indicator("anti-social-behaviour") }}\n\n# Left out\n\n'
    head = text.partition("# Background")[0]
    report.write_text(head + body.replace('{{ indicator("anti-social-behaviour") }}\n\n', "") + reasons, "utf-8")
    told = [each.message for each in judge(three).problems if each.rule == UNACCOUNTED]
    assert told == ['the indicator "anti-social-behaviour" of the theme is not in the report']
    report.write_text(text + "\n# Left out\n\n- known-faces: It comes later.\n", "utf-8")
    [wrong] = [each for each in judge(three).problems if "is in the report" in each.message]
    line = text[: text.index(": heard-and-answered")].count("\n") + 1
    assert wrong.message == (
        f'the mission "known-faces" is in the report, by "heard-and-answered" on line {line}, which serves it'
    )


@pytest.mark.slow
def test_an_indicator_is_called_what_the_plan_calls_it(three: Path) -> None:
    report = composed_report(three)
    blocks = [block for section in report.sections for each in section.sections for block in each.blocks]
    assert [each.called for each in blocks if isinstance(each, IndicatorBlock)] == ["Measure of progress"]
    glance = next(each for each in report.sections if each.title == "At a glance").blocks[0]
    assert isinstance(glance, TableBlock)
    assert glance.table.corner == "Measure of progress"
    assert str(glance.table.caption) == "Measures of progress in this report"
    page = render_html(report, "web")
    assert "Measure of progress:</span>" in page and "Indicator:" not in page
