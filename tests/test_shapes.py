"""From a plan of another shape to what it prints: statements under statements, owners, what serves what."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pcpgen.blocks.links import bond, links_of
from pcpgen.document.blocks import Level, Numbered, WordsBlock
from pcpgen.document.document import Document, Head, Section
from pcpgen.document.walk import blocks
from pcpgen.load.workspace import read_workspace
from pcpgen.model.text import Text
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.workspaces import ROOT, change

NORTHMOOR = ROOT / "tests/offices/northmoor"
PLAN = Request("plan", ("2025-29",))


@pytest.fixture(scope="module")
def plan() -> Document:
    return composed(NORTHMOOR)


def composed(root: Path, request: Request = PLAN) -> Document:
    judged = judge(root)
    assert [str(each) for each in judged.problems] == []
    document = judged.documents[request]
    assert isinstance(document, Document)
    return document


def part(plan: Document, id: str) -> Section:
    return next(section for section in plan.sections if section.id == id)


def table(plan: Document, id: str) -> list[list[str]]:
    """The heads and rows of the table of words on a page."""
    found = next(block.table for block in part(plan, id).blocks if isinstance(block, WordsBlock))
    return [list(found.columns), *([row.head.plain, *(cell.plain for cell in row.cells)] for row in found.rows)]


def test_statements_stand_under_statements_and_beside_them(plan: Document) -> None:
    levels = {block.id: block for block in blocks(plan) if isinstance(block, Level)}
    under = {each.id: each.beneath for each in levels["homes-sub-themes"].statements}
    assert [each.id for level in under["homes-harm-at-home"] for each in level.statements] == [
        "homes-refuge-places",
        "homes-first-hour",
    ]
    assert [each.id for each in levels["homes-commitments"].statements] == ["homes-fire-visits"]


def test_a_matrix_shows_what_serves_what(plan: Document) -> None:
    assert table(plan, "across") == [
        ["Priority", "Fewer harmed", "People are heard", "Places in use", "Powers used fairly"],
        ["Safe homes", "Yes", "Yes", "–", "–"],
        ["Good nights", "Yes", "–", "Yes", "–"],
        ["Earned trust", "–", "Yes", "–", "Yes"],
    ]


def test_what_is_served_names_what_serves_it(plan: Document) -> None:
    (outcomes,) = (block for block in part(plan, "outcomes").blocks if isinstance(block, Level))
    told = [line.plain for line in outcomes.statements[3].told]
    assert told[0] == "Served by the priority: Earned trust"
    assert len(told) == 3, "by a priority, by an operation, by a commitment"


def test_each_statement_has_its_owners_where_a_table_asks(plan: Document) -> None:
    heads, *rows = table(plan, "who-promises")
    assert heads == ["Commitment", "Priority", "Owners", "Serves"]
    assert rows[1][1:] == ["Safe homes", "Chief Constable; Chief Fire Officer", "None"]


@pytest.mark.slow
def test_a_theme_serves_in_part_what_only_its_statements_serve(tmp_path: Path) -> None:
    office = Path(shutil.copytree(NORTHMOOR, tmp_path / "office"))
    change(office, "plan/2025-29/themes/trust.yaml", "serves: [heard, fair]\naim", "serves: heard\naim")
    plan = composed(office)
    assert table(plan, "across")[3] == ["Earned trust", "–", "Yes", "–", "In part"]


def test_what_stands_under_a_statement_counts_for_it_at_any_depth_and_of_the_plan_too() -> None:
    edition = read_workspace(NORTHMOOR)[0].editions["2025-29"]
    (lantern,) = (node for node in edition.nodes if node.id == "lantern")
    (operations,) = (level for level in edition.levels if level.key == "operations")
    levels = replace(operations, key="steps", within="operations"), replace(operations, key="tasks", within="steps")
    step = replace(lantern, level="steps", id="first", under="lantern", serves=())
    task = replace(lantern, level="tasks", id="lamps", under="first", serves=(Text("homes", lantern.place),))
    operation = replace(lantern, serves=())
    varied = replace(edition, levels=(*edition.levels, *levels), nodes=(operation, step, task))
    links = links_of(varied, lambda node: node.title)
    assert links.within["operations-lantern"] == ("steps-first", "tasks-lamps")
    assert links.within["homes"] == tuple(f"homes-{node.id}" for node in edition.themes[0].nodes)
    (row,), (homes, *_) = links.things["operations"], links.things["themes"]
    assert bond(links, row, homes) == "through"


def test_a_level_that_names_several_serves_each_at_its_own(tmp_path: Path) -> None:
    project, _ = read_workspace(NORTHMOOR)
    links = links_of(project.editions["2025-29"], lambda node: node.title)
    assert [thing.id for thing in links.serves["operations-lantern"]] == [
        "nights",
        "outcomes-fewer-harmed",
        "outcomes-places",
    ]


def test_a_variation_changes_what_stands_in_no_theme_and_what_stands_under(tmp_path: Path) -> None:
    office = Path(shutil.copytree(NORTHMOOR, tmp_path / "office"))
    (office / "plan/2025-29/variations").mkdir()
    (office / "plan/2025-29/variations/frost.yaml").write_text(
        "title: After the frost\nwhy: Trams stand still\nto_panel: 2026-01-14\nchanges:\n"
        "  - reword: {statement: edition/places, to: Streets that people can walk in ice and snow}\n"
        "  - remove: {statement: homes/unbroken}\n"
        "  - reword: {statement: homes/mark-goods, serves: [heard, places]}\n"
    )
    plan = composed(office, Request("plan", ("2025-29",), variation="frost"))
    levels = {block.id: block for block in blocks(plan) if isinstance(block, Level)}
    assert "Streets that people can walk in ice and snow" in [each.text.plain for each in levels["outcomes"].statements]
    free = {each.id: [line.plain for line in each.told] for each in levels["homes-commitments"].statements}
    assert free["homes-mark-goods"][1] == "Serves the outcomes: People are heard; Places in use"


# -- papers


@pytest.mark.slow
def test_an_agenda_has_items_that_take_a_report_another_paper_or_none() -> None:
    pack = next(each for each in judge(NORTHMOOR).packs)
    one = composed(NORTHMOOR, Request("issue-log", ("2025-09-24",)))
    agenda = pack.compose(dict.fromkeys(pack.papers, (one, 2)))
    said = [block.body.plain for block in blocks(agenda) if isinstance(block, Numbered)]
    assert said[:3] == [
        "Item 1.0: Apologies and interests.",
        "Item 2.0: Issues raised since June, 2 pages (item 2.0 as a PDF).",
        "Item 3.0: Questions from the public (The Chair).",
    ]


def test_a_log_holds_what_was_raised_on_any_theme_and_how_it_stands() -> None:
    log = composed(NORTHMOOR, Request("issue-log", ("2025-09-24",)))
    (issues,) = (block.table for block in blocks(log) if isinstance(block, WordsBlock))
    assert [(row.cells[2].plain, row.cells[3].plain) for row in issues.rows] == [
        ("Together we will look for smoke alarms wherever we look at locks", "Given on 24 September 2025."),
        (
            "Good nights",
            "A response from the Chief Constable is due by 10 December 2025. Carried forward at one meeting.",
        ),
        (
            "Powers are used fairly and explained",
            "A response from the Deputy Mayor for Policing, Fire and Crime is due by 10 December 2025.",
        ),
    ]
    assert [section.number for section in log.sections] == ["1.0", "2.0", "3.0"]
    assert [block.number for block in blocks(log) if isinstance(block, Numbered)] == ["1.1", "3.1"]


def test_a_report_calls_a_theme_what_the_office_calls_it() -> None:
    report = composed(NORTHMOOR, Request("panel-report", ("homes",)))
    said = [block.body.plain for block in blocks(report) if isinstance(block, Numbered)]
    assert said[0].startswith(
        "This report tells the Northmoor Police, Fire and Crime Panel how the priority Safe homes"
    )
    assert "The priority has 2 sub-themes and 5 commitments; the sections below follow them." in said
    assert "The priority serves the outcomes: Fewer harmed and People are heard." in said
    assert isinstance(report.front, Head)
    assert dict(report.front.facts)["Owned by"] == "Deputy Mayor for Policing, Fire and Crime; Chief Constable"
    assert [section.label for section in report.sections[4:7]] == ["Sub-theme", "Sub-theme", ""]


# -- grades


def test_themes_statements_and_measures_without_data_are_graded() -> None:
    report = composed(NORTHMOOR, Request("progress", ("2025-09-24",)))
    overview, meanings = (block.table for block in blocks(report) if isinstance(block, WordsBlock))
    assert [[row.head.plain, row.cells[0].plain, row.cells[2].plain, row.cells[3].plain] for row in overview.rows] == [
        ["Safe homes", "priority", "On course", "At risk, on 2 June 2025"],
        ["Good nights", "priority", "On course", "None"],
        ["Earned trust", "priority", "Ungraded", "None"],
        ["Operation Lantern", "operation", "Behind", "None"],
        ["Operation Doorstep", "operation", "On course", "None"],
        ["Operation Open File", "operation", "Ungraded", "None"],
        ["Satisfied with how they were treated", "measure", "At risk", "None"],
    ]
    assert [mark.shape for row in overview.rows for mark in row.marks if mark][:3] == ["up", "up", "none"]
    assert [row.head.plain for row in meanings.rows] == ["On course", "At risk", "Behind"]
    said = [block.body.plain for block in blocks(report) if isinstance(block, Numbered)]
    assert said[:2] == [
        "Grades: 3 On course, 1 At risk, 1 Behind and 2 Ungraded.",
        "Since 11 June 2025, Safe homes went from At risk to On course, Operation Lantern was graded Behind for the "
        "first time and Satisfied with how they were treated was graded At risk for the first time.",
    ]


@pytest.mark.slow
def test_grades_are_those_of_the_document_s_day(tmp_path: Path) -> None:
    office = Path(shutil.copytree(NORTHMOOR, tmp_path / "office"))
    change(office, "plan/2025-29/edition.yaml", "{in_force: 2025-04-01}", "{in_force: 2025-04-01, as_at: 2025-06-30}")
    assert [row[-1] for row in table(composed(office), "operations")[1:]] == ["Ungraded", "On course", "Ungraded"]
    assert [row[-1] for row in table(composed(NORTHMOOR), "operations")[1:]] == ["Behind", "On course", "Ungraded"]


def test_a_level_without_a_name_is_told_and_holds_no_statement(tmp_path: Path) -> None:
    """As one that YAML takes for an alias: it stands in no other, nor any in it."""
    office = shutil.copytree(NORTHMOOR, tmp_path / "office")
    edition = office / "plan/2025-29/edition.yaml"
    text = edition.read_text("utf-8")
    edition.write_text(text.replace("\nlevels:\n", '\nlevels:\n  "": {name: Aim}\n', 1), "utf-8")
    assert edition.read_text("utf-8") != text
    assert [each.rule.id for each in read_workspace(office)[1]] == ["malformed-id"]


def test_a_post_owns_a_thing_once_and_a_day_has_one_grade(tmp_path: Path) -> None:
    office = Path(shutil.copytree(NORTHMOOR, tmp_path / "office"))
    change(
        office, "plan/2025-29/themes/homes.yaml", "owners: [deputy, chief]\nserves", "owners: [chief, chief]\nserves"
    )
    change(
        office,
        "plan/grades.yaml",
        "{date: 2025-09-10, grade: on-course, by: deputy",
        "{date: 2025-06-02, grade: on-course, by: deputy",
    )
    assert [(each.rule.id, each.message, each.remedy) for each in judge(office).problems] == [
        ("duplicate-key", 'the owner "chief" stands twice', "Leave it once."),
        (
            "wrong-shape",
            "the grade of 2025-06-02 stands after the one of 2025-06-02",
            "Keep the one that holds, or correct a day.",
        ),
    ]
