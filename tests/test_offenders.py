"""Reports on the other themes: Offenders from open data; Victims and Transformation with the gate's reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.document.blocks import IndicatorBlock, Numbered, TableBlock
from pcpgen.document.document import Document
from pcpgen.load.workspace import read_workspace
from pcpgen.model.plan import Theme
from pcpgen.pipeline import judge
from pcpgen.prose.tree import List
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.workspaces import copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
REPORT = "plan/panel/2021-03-17/offenders.md"


def theme(name: str) -> Theme:
    edition = read_workspace(ROOT)[0].editions["2017-20"]
    return next(each for each in edition.themes if each.id == name)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_example(tmp_path)


@pytest.fixture(scope="module")
def paper() -> Document:
    found = judge(ROOT, Request.read("panel-report offenders")).documents[Request.read("panel-report offenders")]
    assert isinstance(found, Document)
    return found


@pytest.mark.slow
def test_all_of_the_theme_is_accounted_for(paper: Document) -> None:
    """Four objectives in the background, eleven priorities and ten indicators shown or with a reason."""
    background = next(section for section in paper.sections if section.id == "background")
    said = [block.body.plain for block in background.blocks if block.kind == "paragraph"]
    objectives = [node.text.value for node in theme("offenders").at("objectives")]
    assert [any(text in each for each in said) for text in objectives] == [True] * 4
    subsections = [sub for section in paper.sections for sub in section.sections]
    blocks = [block for sub in subsections for block in sub.blocks]
    shown = [block.id for block in blocks if isinstance(block, IndicatorBlock)]
    reasons = next(section for section in paper.sections if section.id == "left-out").blocks
    assert shown == ["outcome-rates", "recorded-crime", "out-of-court-disposals"]
    bodies = [each.body.blocks for each in reasons if isinstance(each, Numbered)]
    left_out = sum(max(1, sum(len(block.items) for block in body if isinstance(block, List))) for body in bodies)
    assert sum(len(sub.titles) for sub in subsections) + len(shown) + left_out == 11 + 10
    assert not [block for block in blocks if isinstance(block, TableBlock)]
    annex = next(section for section in paper.sections if section.id == "annex").blocks
    assert [block.table.id for block in annex if isinstance(block, TableBlock)] == [
        "outcome-rates-series",
        "recorded-crime-rates",
        "recorded-crime-rates-unranked",
        "out-of-court-disposals-series",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "what"),
    first_quick(
        [
            ("- key-task: none of the open data bear on it\n", 'the priority for action "key-task"'),
            (
                "- re-offending: the open data do not follow people from one offence to the next\n",
                'the indicator "re-offending"',
            ),
            ('{{ indicator("outcome-rates") }}\n', 'the indicator "outcome-rates"'),
        ]
    ),
)
def test_what_is_left_out_is_named(office: Path, line: str, what: str) -> None:
    path = office / REPORT
    text = path.read_text("utf-8")
    assert line in text
    path.write_text(text.replace(line, ""), "utf-8")
    assert [found.message for found in judge(office, NONE).problems] == [f"{what} of the theme is not in the report"]


def test_a_claim_fails_when_the_months_say_otherwise(office: Path) -> None:
    path = office / "data/charges.csv"
    path.write_text(path.read_text("utf-8").replace("2020-01,153", "2020-01,193", 1), "utf-8")
    # more charges in Cambridge only support the sentence; that somebody typed them is told all the same
    assert [found.rule.id for found in judge(office).problems] == ["stale-extract"]
    path.write_text(path.read_text("utf-8").replace("2019-01,", "2019-01,9999", 1), "utf-8")
    problems = judge(office, NONE).problems
    assert [found.rule.id for found in problems] == ["unlikely-value", "stale-extract", "claim-fails"]
    assert problems[-1].place.file == REPORT


@pytest.mark.slow
@pytest.mark.parametrize("name", first_quick(["victims", "transformation"]))
def test_a_report_may_give_reasons_alone_but_for_one_priority(office: Path, name: str) -> None:
    """The gate names all that is missing, and is content with a reason for each."""
    priorities = [node.id for node in theme(name).at("priorities")]
    indicators = [indicator.value for indicator in theme(name).indicators]
    text = (ROOT / REPORT).read_text("utf-8")
    head = text.split("---\n")[1].replace("theme: offenders", f"theme: {name}").replace("item: 7", "item: 8")
    priority = f"# Priority: {priorities[0]}\n\nNothing is known of it either.\n\n"
    body = f"# Background\n\nNothing is known yet.\n\n{priority}# Left out\n\n"
    (office / f"plan/panel/2021-03-17/{name}.md").write_text(f"---\n{head}---\n{body}", "utf-8")
    register = office / "plan/panel/panel.yaml"
    item = f"      - item: 8\n        report: {name}\n"
    text = register.read_text("utf-8")
    assert "        report: offenders\n" in text
    register.write_text(text.replace("        report: offenders\n", f"        report: offenders\n{item}"), "utf-8")

    missed = {found.message for found in judge(office, NONE).problems}
    due = [*(("priority for action", id) for id in priorities[1:]), *(("indicator", id) for id in indicators)]
    assert missed == {f'the {what} "{id}" of the theme is not in the report' for what, id in due}

    reasons = "".join(f"- {id}: no data yet\n" for _, id in due)
    (office / f"plan/panel/2021-03-17/{name}.md").write_text(f"---\n{head}---\n{body}{reasons}", "utf-8")
    judged = judge(office, Request.read(f"panel-report {name}"))
    assert judged.problems == ()
    assert judged.documents[Request.read(f"panel-report {name}")].id == f"panel-2021-03-17-{name}"
