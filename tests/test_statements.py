"""Measures and pledges of a plan: what they must say, and how they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcpgen.compose.provenance import provenance
from pcpgen.document.blocks import Level, SaidOnce
from pcpgen.document.document import Document, Section
from pcpgen.document.prose import Reference
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.composed import of_kind
from tests.workspaces import copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
THEME = "plan/2013-16/themes/local-performance.yaml"


@pytest.fixture(scope="module")
def document() -> Document:
    found = judge(ROOT, Request.read("plan 2013-16")).documents[Request.read("plan 2013-16")]
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def theme(document: Document) -> Section:
    return next(section for section in document.sections if section.layout == "theme")


def levels(theme: Section) -> list[Level]:
    return of_kind(theme.sections[-1].blocks, Level)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_example(tmp_path)


def change(office: Path, old: str, new: str) -> None:
    text = (office / THEME).read_text("utf-8")
    assert old in text
    (office / THEME).write_text(text.replace(old, new, 1), "utf-8")


def told(office: Path) -> list[tuple[str, str]]:
    return [(found.rule.id, found.message) for found in judge(office, NONE).problems]


@pytest.mark.slow
def test_the_chapter_has_the_order_of_its_source(theme: Section) -> None:
    narrative = (ROOT / "plan/2013-16/themes/local-performance.md").read_text("utf-8")
    assert re.findall("^## (.+)$", narrative, re.MULTILINE) == [
        "Community Engagement",
        "An Accessible and Responsive Constabulary",
        "Visible Policing",
        "A Professional Team",
    ]
    assert len(re.findall("^### ", narrative, re.MULTILINE)) == 9
    assert [each.label for each in of_kind(theme.blocks, SaidOnce)] == ["Vision"]
    assert [len(level.statements) for level in levels(theme)] == [3, 5]  # measures, pledges


def test_a_measure_tells_from_where_which_way_how_far_and_by_what(theme: Section) -> None:
    table = levels(theme)[0].measures
    assert table is not None
    assert [[cell.plain for cell in row.cells] for row in table.rows] == [
        ["Rise", "Not printed in the plan", "None; for monitoring only", "The local engagement survey"],
        ["Rise", "Not printed in the plan", "None; for monitoring only", "The local satisfaction survey"],
        ["Hold", "In post: about 300", "In post: 300", "Not said in the plan"],
    ]
    assert all(len(row.cells) + 1 == len(table.columns) for row in table.rows)


def test_a_pledge_names_its_post_and_its_measure_or_the_reason(theme: Section) -> None:
    pledges = levels(theme)[1].pledges
    assert {pledge.by for pledge in pledges} == {"Police and Crime Commissioner"}
    assert [pledge.told_by.plain.split(":")[0] for pledge in pledges].count("Measure") == 2
    targets = [
        inline.target for pledge in pledges for inline in pledge.told_by.content if isinstance(inline, Reference)
    ]
    measures = levels(theme)[0].measures
    rows = {row.id for row in measures.rows} if measures else set()
    assert len(targets) == 2 and set(targets) < rows
    assert pledges[0].target is not None and pledges[0].target.plain == "Target: 30 seconds for each call"


def test_its_figures_are_traced(document: Document) -> None:
    found = {entry.figure.id: entry.where[-1] for entry in provenance(document)}
    assert found["local-policing.special-constables-target@undated"] == "Target"
    assert found["local-policing.answer-time-target@undated"] == "Call handling"


@pytest.mark.slow
def test_a_target_of_the_level_already_held_is_noticed(office: Path) -> None:
    """“Achieve and maintain 300”, with 300 in post; with about 300 there may be fewer."""
    change(office, "direction: hold", "direction: up")
    assert told(office) == []
    data = office / "data/local-policing.csv"
    data.write_text(data.read_text("utf-8").replace("undated,about,300", "undated,,300"), "utf-8")
    message = 'the target of "special-constables", 300, is a level that is already held: it stood at 300'
    assert told(office) == [("target-held", message)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("taken", "message"),
    first_quick(
        [
            (
                "    no_baseline: Not printed in the plan\n",
                'the measure "local-concerns" says nothing of where things stood',
            ),
            ("    target: monitor only\n", 'the measure "local-concerns" has no target'),
            ("    measure: special-constables\n", 'no measure tells how the pledge "more-specials" is kept'),
        ]
    ),
)
def test_what_cannot_be_judged_is_named(office: Path, taken: str, message: str) -> None:
    change(office, taken, "")
    assert told(office) == [("unmeasured", message)]
