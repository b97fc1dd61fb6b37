"""From a plan of another shape to what it prints: statements under statements, owners, what serves what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pcpgen.blocks.links import links_of
from pcpgen.document.blocks import Level, WordsBlock
from pcpgen.document.document import Document, Section
from pcpgen.document.walk import blocks
from pcpgen.load.workspace import read_workspace
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
    levels = {block.id: block for block in blocks(plan) if isinstance(block, Level) and block.layout != "repeated"}
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
    assert rows[1][1:] == ["Safe homes", "Chief Constable and Chief Fire Officer", "None"]


def test_a_theme_serves_in_part_what_only_its_statements_serve(tmp_path: Path) -> None:
    office = Path(shutil.copytree(NORTHMOOR, tmp_path / "office"))
    change(office, "plan/2025-29/themes/trust.yaml", "serves: [heard, fair]\naim", "serves: heard\naim")
    plan = composed(office)
    assert table(plan, "across")[3] == ["Earned trust", "–", "Yes", "–", "In part"]


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
