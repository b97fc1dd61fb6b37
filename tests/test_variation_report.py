"""The report of February 2014: what the structure writes, what the author adds, and the page clean and marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.checks.variation import VARIED_DRAFT
from pcpgen.cli import cli
from pcpgen.compose.provenance import provenance
from pcpgen.document.blocks import Excerpt, Numbered
from pcpgen.document.document import Document, Section
from pcpgen.document.lines import lines_of
from pcpgen.document.redline import Redline
from pcpgen.formats.prose import prose_html
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.composed import facts, head, numbers
from tests.workspaces import change, copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
REQUEST = "variation-report partnership-working"
REPORT = "plan/panel/2014-02-05/partnership-working.md"


@pytest.fixture(scope="module")
def paper() -> Document:
    found = judge(ROOT, Request.read(REQUEST)).documents[Request.read(REQUEST)]
    assert isinstance(found, Document)
    return found


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the example office, to be changed."""
    return copy_example(tmp_path)


def marked(paper: Document) -> list[Redline]:
    return [block for part in paper.sections[-1].sections for block in part.blocks if isinstance(block, Redline)]


@pytest.mark.slow
def test_its_head_is_that_of_the_source(paper: Document) -> None:
    assert paper.title == "Police and Crime Plan Update - Enhanced Partnership Working"
    assert head(paper).body == "Cambridgeshire Police and Crime Panel"
    told = facts(paper)
    assert (told["Agenda item"], told["Meeting"], told["Access"]) == ("7", "5 February 2014", "Public report")
    assert told["Contact officer"].startswith("Chief Executive")


def test_sections_are_numbered_without_the_gap_of_the_source(paper: Document) -> None:
    assert [(section.number, section.title) for section in paper.sections] == [
        ("1", "Purpose"),
        ("2", "Recommendations"),
        ("3", "Terms of reference"),
        ("4", "Background: police and crime plan"),
        ("5", "Key issues – enhancement of partnership working"),
        ("6", "Consultation"),
        ("7", "Next steps"),
        ("8", "Appendices"),
        ("A1", "Draft Variation to page 7 of the Cambridgeshire Police and Crime Plan"),
        ("A2", "The same with its changes shown"),
    ]
    assert numbers(paper.sections[4].blocks) == ["5.1", "5.2", "5.3", "5.4"]


def test_what_the_panel_is_asked_stands_once(paper: Document) -> None:
    blocks = [block for section in paper.sections for block in section.blocks]
    asks = [block for block in blocks if isinstance(block, Numbered) and block.asks]
    assert [block.number for block in asks] == ["2.1"]


def test_the_varied_page_stands_clean_in_the_first_appendix(paper: Document) -> None:
    (page,) = paper.sections[-2].blocks
    assert isinstance(page, Excerpt)
    assert (
        re.findall("<h3>(.*?)</h3>", prose_html(page.body))[0] == "Building safer, stronger and supportive communities"
    )
    assert "removed" not in page.body.plain
    assert [note.number for note in paper.notes] == [1]


def test_the_second_appendix_tells_each_change(paper: Document) -> None:
    assert [(block.node, block.label) for block in marked(paper)] == [
        ("page-7/opening", "Passage reworded"),
        ("page-7/community-safety-partnerships", "Passage removed"),
        ("page-7/safer-communities", "Passage inserted"),
        ("page-7/victims-and-witnesses", "Passage replaced"),
        ("page-7/offenders", "Passage replaced"),
        ("page-7/vulnerable-people", "Passage inserted"),
        ("page-7/locally-set-peoples-priorities", "Passage reworded"),
        ("page-8/engagement-outreach-worker", "Passage moved and reworded"),
        ("page-8/engagement-outreach-worker", "Passage moved from here"),
    ]
    here, away = marked(paper)[-2:]
    assert here.says == ("Moved here: it stood after “Surveys” of page 8, “Listening to the public”.",)
    assert away.says == (
        "Moved from here: it now stands at the beginning of “Locally-set People’s Priorities” on page 7, “Working in "
        "partnership”.",
    )
    assert away.groups == ()


def test_a_note_says_whose_words_the_old_page_has(paper: Document) -> None:
    said = [block.body.plain for block in paper.sections[-1].blocks if isinstance(block, Numbered)]
    assert any("not among the sources of this example" in text for text in said)


def test_each_figure_of_both_appendices_has_its_cells(paper: Document) -> None:
    by_part: dict[str, set[str]] = {}
    for entry in provenance(paper):
        by_part.setdefault(entry.part, set()).add(entry.figure.id)
    series = {f"partnership-working.{name}@undated" for name in ("crime-reports", "alcohol-cost", "domestic-abuse")}
    assert by_part["appendix-clean"] == by_part["appendix-marked"] == series


@pytest.mark.slow
def test_commands_name_the_variation(office: Path, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, ["-C", str(office), "panel-report", *words])
        return done.exit_code, done.stdout, done.stderr

    assert run("--list-variations")[:2] == (0, "partnership-working\n")
    code, out, _ = run("--variation", "partnership-working", "--format", "html", "--out", str(tmp_path / "out"))
    assert code == 0 and "panel-2014-02-05-partnership-working.html" in out
    code, _, said = run("--variation", "partnership-workin")
    assert code == 2 and 'Did you mean "partnership-working"?' in said
    assert run()[0] == run("--variation", "x", "--theme", "y")[0] == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    first_quick(
        [
            ("law: police-reform-act", "law: police-act", 'no work in the bibliography has the id "police-act"'),
            ("meeting: 2014-02-05", "meeting: 2014-02-06", "the variation goes to the Panel on 2014-02-05"),
            ("edition: 2013-16", "edition: 2013-17", 'no edition has the id "2013-17"'),
            (
                "# Consultation\n",
                '# Consultation\n\n{{ chart("x") }}\n',
                "chart cannot stand in a report on a variation",
            ),
            (
                "have saved public money",
                'have saved {{ quoted("£2m", "x") }}',
                'no work in the bibliography has the id "x"',
            ),
            ("have saved public money", "have saved £2m", '"£2m" is typed into the text'),
            ("partnership-working.followers", "partnership-working.readers", "readers"),
            ("have saved public money", "have saved money[^x]", 'no note is called "x"'),
        ],
        3,
    ),
)
def test_mistakes_are_told_at_their_line(office: Path, old: str, new: str, expected: str) -> None:
    change(office, REPORT, old, new)
    problems = judge(office, NONE).problems
    assert any(expected in found.message for found in problems)
    assert {found.place.file for found in problems} == {REPORT}


@pytest.mark.slow
def test_a_variation_of_statements_shows_the_theme(office: Path) -> None:
    """Where statements change, the clean appendix has the theme: its levels, then its narrative."""
    change(
        office,
        "plan/2013-16/variations/partnership-working.yaml",
        "changes:",
        "changes:\n  - reword: {statement: local-performance/more-specials, to: More Specials are hoped for}\n#",
    )
    found = judge(office, Request.read(REQUEST))
    assert not found.errors
    sections: tuple[Section, ...] = found.documents[Request.read(REQUEST)].sections
    pages = [block for block in sections[-2].blocks if isinstance(block, Excerpt)]
    assert [page.body.plain.count("More Specials are hoped for") for page in pages] == [0, 1]
    assert pages[1].body.plain.startswith("Vision")


def test_an_office_of_another_post_is_called_by_it_and_a_draft_was_not_issued(office: Path) -> None:
    change(office, "plan/office.yaml", "title: Police and Crime Commissioner", "title: Deputy Mayor for Policing")
    change(office, "plan/2013-16/edition.yaml", "title:", "status: draft\ntitle:")
    judged = judge(office, Request.read(REQUEST))
    told = [each for each in judged.problems if each.rule == VARIED_DRAFT]
    assert [each.place.file for each in told] == ["plan/2013-16/variations/partnership-working.yaml"]
    lines = [line.says for line in lines_of(next(iter(judged.documents.values())))]
    assert any("make recommendations to the Deputy Mayor for Policing." in line for line in lines)
    assert any("the Plan is a draft of" in line for line in lines)
    assert not any("Commissioner must" in line or "was issued by" in line for line in lines)
