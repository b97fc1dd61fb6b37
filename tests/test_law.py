"""The statutory thread: what a plan contains by law, its stages, drafts, and law that is not in force."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pcpgen.document.blocks import Numbered, WordsBlock
from pcpgen.document.document import Document
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import edition_at
from pcpgen.pipeline import judge
from pcpgen.problems import Problem
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.composed import head
from tests.workspaces import copy_example, copy_small

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
EDITION = "plan/2017-20/edition.yaml"
LAW = read_workspace(ROOT)[0].law
LINE = [each.startswith("contents_by_law:") for each in (ROOT / EDITION).read_text("utf-8").split("\n")].index(True) + 1
CONTENTS, STAGES = tuple(LAW.contents), tuple(stage.id for stage in LAW.stages.values() if stage.required)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_example(tmp_path)


@pytest.fixture(scope="module")
def paper() -> Document:
    found = judge(ROOT, Request.read("bcb-paper plan-development")).documents[
        Request.read("bcb-paper plan-development")
    ]
    assert isinstance(found, Document)
    return found


def change(office: Path, file: str, old: str, new: str) -> None:
    text = (office / file).read_text("utf-8")
    assert old in text, old
    (office / file).write_text(text.replace(old, new, 1), "utf-8")


def told(office: Path) -> list[Problem]:
    return list(judge(office, NONE).problems)


def test_a_plan_has_seven_contents_by_law() -> None:
    assert len(CONTENTS) == 7


@pytest.mark.slow
@pytest.mark.parametrize("content", first_quick(CONTENTS, 2))
def test_each_content_taken_away_is_found_with_its_law_and_remedy(office: Path, content: str) -> None:
    path = office / EDITION
    text = re.sub(rf"^  {content}: .*\n", "", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    (found,) = told(office)
    assert (found.rule.id, found.place.file, found.place.line) == ("unmet-content", EDITION, LINE)
    assert "section 7(1) of the Police Reform and Social Responsibility Act 2011" in found.message
    assert f"Add {content}:" in found.remedy


@pytest.mark.slow
@pytest.mark.parametrize("stage", first_quick(STAGES, 2))
def test_each_stage_without_its_day_refuses_a_final_build(office: Path, stage: str) -> None:
    text = (office / EDITION).read_text("utf-8")
    change(office, EDITION, next(line for line in text.split("\n") if line.startswith(f"  {stage}: {{not")) + "\n", "")
    (found,) = told(office)
    assert found.rule.id == "missing-stage"
    assert f"Add {stage}:" in found.remedy
    change(office, EDITION, "period:", "status: draft\nperiod:")
    assert "missing-stage" not in [each.rule.id for each in told(office)]  # a draft waits for its stages


@pytest.mark.slow
def test_a_draft_made_final_lacks_what_it_does_not_meet_yet(office: Path) -> None:
    change(office, "plan/2021-24/edition.yaml", "status: draft", "status: final")
    rules = [found.rule.id for found in told(office)]
    assert (rules.count("unmet-content"), rules.count("missing-stage")) == (5, 5)


@pytest.mark.parametrize(("day", "due"), [(date(2014, 3, 19), False), (date(2014, 3, 20), True)])
def test_services_for_victims_are_due_from_20_march_2014(day: date, due: bool) -> None:
    """SI 2014/630, article 3."""
    assert ("services" in [content.id for content in LAW.due(day)]) is due
    assert LAW.contents["services"].source == "SI 2014/630, article 3"


@pytest.mark.slow
def test_the_chief_constable_may_be_consulted_before_or_after_the_draft(office: Path) -> None:
    """Section 5(6)(b): views are sought in preparing it, and again if it changes; the Panel gets it after both."""
    change(
        office, EDITION, "draft: {not_recorded: The sources of this example do not give the day}", "draft: 2016-10-12"
    )
    lost = "consulted: {not_recorded: The sources of this example do not give the day}"
    change(office, EDITION, lost, "consulted: 2016-07-05")
    assert told(office) == []
    change(office, EDITION, "consulted: 2016-07-05", "consulted: 2016-11-05")
    assert told(office) == []
    lost = "to-panel: {not_recorded: The sources of this example do not give the day}"
    change(office, EDITION, lost, "to-panel: 2016-10-30")
    assert [found.message for found in told(office)] == [
        "“Draft sent to the Panel” is dated before “Chief constable consulted”"
    ]


@pytest.mark.parametrize(
    ("issued", "end"),
    [
        (date(2013, 3, 31), date(2017, 3, 31)),
        (date(2017, 4, 1), date(2021, 3, 31)),  # the election of May 2020 was still expected
        (date(2020, 3, 24), date(2021, 3, 31)),
        (date(2020, 3, 25), date(2022, 3, 31)),  # it had been put off for a year
        (date(2021, 12, 1), date(2025, 3, 31)),
        (date(2025, 3, 20), date(2029, 3, 31)),
    ],
)
def test_a_plan_runs_to_the_end_of_the_year_of_the_next_election(issued: date, end: date) -> None:
    """Section 7(7)."""
    assert LAW.term(issued) == end


def test_after_the_last_election_that_is_known_no_end_is_guessed() -> None:
    assert LAW.term(date(2028, 5, 4)) is None


@pytest.mark.parametrize(
    ("elected", "due"),
    [
        (date(2012, 11, 15), date(2013, 3, 31)),
        (date(2016, 5, 5), date(2017, 3, 31)),
        (date(2021, 5, 6), date(2022, 3, 31)),
    ],
)
def test_a_plan_is_due_within_the_financial_year_of_the_election(elected: date, due: date) -> None:
    """Section 5(1)."""
    assert LAW.issue_due(elected) == due


@pytest.mark.parametrize(
    ("made", "ends", "entry", "said"),
    [
        ("2025-04-01", "2029-03-31", "", ""),  # nothing was announced yet
        ("2026-02-01", "2028-03-31", "", ""),
        (
            "2026-02-01",
            "2029-03-31",
            "",
            "from May 2028 police and crime commissioners are to be abolished (White Paper",
        ),
        ("2026-02-01", "2029-03-31", "announced: {abolition: The Mayor takes it on}", ""),
        ("2025-04-01", "2029-03-31", "announced: {abolition: The Mayor takes it on}", "or was made before it was"),
        ("2026-02-01", "2029-03-31", "announced: {abolishment: The Mayor takes it on}", 'has the id "abolishment"'),
    ],
)
def test_a_plan_that_runs_beyond_an_announced_change_says_what_becomes_of_it(
    tmp_path: Path, made: str, ends: str, entry: str, said: str
) -> None:
    office = copy_small(tmp_path / "office")
    edition = "plan/2025-29/edition.yaml"
    change(office, edition, "2025-04-01..2029-03-31", f"2025-04-01..{ends}")
    change(office, edition, "in_force: 2025-04-01", f"in_force: {made}")
    change(office, edition, "vision:", f"{entry}\nvision:")
    found = [each.message for each in told(office) if each.rule.id != "term-differs"]
    assert len(found) == bool(said)
    assert all(said in each for each in found)


def test_the_abolition_is_announced_and_no_law() -> None:
    """A White Paper of January 2026 says so; the ordinary election of that month stays in the table."""
    row = LAW.announced["abolition"]
    assert (row.begins.words, row.announced.words) == ("May 2028", "January 2026")
    assert row.source.startswith("White Paper") and "no bill" in row.source
    assert LAW.term(date(2026, 2, 1)) == date(2029, 3, 31)


def test_an_office_without_a_table_of_its_own_is_judged_by_the_program_s(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    edition = office / "plan/2025-29/edition.yaml"
    lines = edition.read_text("utf-8").split("\n")
    edition.write_text("\n".join(line for line in lines if not line.startswith(("contents_by_law", "stages"))), "utf-8")
    assert [found.rule.id for found in told(office)] == ["missing-stage", "unmet-content"]


def test_each_row_of_the_table_has_a_source() -> None:
    assert all(reference.source for reference in LAW.references.values())
    assert all(content.law in LAW.references for content in LAW.contents.values())
    assert all(stage.law in LAW.references for stage in LAW.stages.values())
    assert all(election.source for election in LAW.elections)


@pytest.mark.slow
def test_a_draft_is_never_in_force_and_says_so_on_each_page() -> None:
    project = read_workspace(ROOT)[0]
    draft = project.editions["2021-24"]
    at = edition_at(project, draft.in_force)
    assert at is not None and at.id == "2017-20"
    document = judge(ROOT, Request.read("plan 2021-24")).documents[Request.read("plan 2021-24")]
    assert document.notice.startswith("DRAFT, version 0.1.")  # the notice stands on every page


@pytest.mark.slow
def test_superseded_law_is_named_with_what_replaced_it(office: Path) -> None:
    rows = """references:
  policing-protocol-2011: {title: Policing Protocol Order 2011, in_force: 2012-01-16, until: 2016-07-02,
    superseded_by: policing-protocol-2023}
  policing-protocol-2023: {title: Policing Protocol Order 2023, in_force: 2016-07-03}
"""
    (office / "plan/law.yaml").write_text(rows, "utf-8")  # an office's own rows take the place of the program's
    cited = 'the {{ law("policing-protocol-2011") }} and '
    change(
        office,
        "plan/2017-20/pages/business-intelligence.md",
        "public health data, and ",
        f"public health data, {cited}",
    )
    (found,) = told(office)
    assert found.rule.id == "superseded-law"
    assert found.message == "the Policing Protocol Order 2011 is not in force on 1 April 2017: it ended on 2 July 2016"
    assert found.remedy == 'Cite the Policing Protocol Order 2023: {{ law("policing-protocol-2023") }}.'


# -- the paper to the Board


@pytest.mark.slow
def test_the_recommendation_is_told_once_and_printed_twice(paper: Document) -> None:
    asks = [
        block for section in paper.sections for block in section.blocks if isinstance(block, Numbered) and block.asks
    ]
    assert [block.number for block in asks] == ["2.1", "7.1"]
    assert asks[0].body == asks[1].body


def test_its_sections_are_those_of_the_form(paper: Document) -> None:
    assert [label for label, _ in head(paper).facts] == [
        "To",
        "From",
        "Date",
        "Status",
        "Version",
        "Marking",
        "Contact officer",
    ]
    assert [section.number for section in paper.sections] == [str(at) for at in range(1, 9)]
    assert len(paper.works) == 2


def test_the_statutory_list_says_what_is_not_yet_in_the_draft(paper: Document) -> None:
    (block,) = [each for section in paper.sections for each in section.blocks if isinstance(each, WordsBlock)]
    assert len(block.table.rows) == 7
    assert [row.cells[0].plain for row in block.table.rows].count("Not yet in the draft") == 5
    said = "5 of 7 things that a plan contains by law are not yet in the Police and Crime Plan 2021-24"
    law = "Each of them by section 7(1) of the Police Reform and Social Responsibility Act 2011."
    assert (block.table.caption, block.table.notes) == (said, (law,))


def test_the_length_of_the_consultation_is_computed(paper: Document) -> None:
    """“Four weeks”, for 30 June to 30 July."""
    said = next(b.body.plain for s in paper.sections for b in s.blocks if isinstance(b, Numbered) and b.number == "4.2")
    assert "Wednesday 30 June 2021 to Friday 30 July 2021, which is 31 days" in said


@pytest.mark.slow
def test_a_paper_that_never_prints_its_recommendation_is_told(office: Path) -> None:
    path = office / "plan/board/2021-10-12/plan-development.md"
    path.write_text(path.read_text("utf-8").replace('{{ repeat("recommendation") }}', "It is."), "utf-8")
    assert [(found.rule.id, found.message) for found in told(office)] == [
        ("unaccounted", "the paper prints its recommendation nowhere")
    ]
