"""The Panel's questions and recommendations: what is open comes up in the next report, what is answered is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.document.blocks import QuestionBlock
from pcpgen.document.document import Document
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.workspaces import change, copy

HERE = Path(__file__).parent
QUESTIONS = """\
lamps:
  asker: the Panel
  asked: 2026-03-04
  section: light-slipways
  owner: Chief Executive
  due: 2026-05-01
  question: The Panel asks when the lamps come.
  status: open
gulls:
  asker: the Panel
  asked: 2026-06-03
  section: patrol-quays
  owner: Harbour master
  due: 2026-09-01
  question: The Panel asks about gulls.
  status: open
shops:
  asker: the Panel
  asked: 2026-03-04
  section: know-traders
  owner: Clerk
  due: 2026-05-01
  question: The Panel asks about shops.
  status: open
"""
RECOMMENDATIONS = """\
law: The Act, section 5
reports:
  - date: 2026-03-04
    edition: 2025-29
    on: the draft plan for 2025-29
    recommendations:
      more-lamps:
        text: That more lamps be lit.
        response: |
          The Mayor agrees.

          - The lamps are ordered.
        outcome: accepted in part
        responded: 2026-04-01
      fewer-gulls:
        text: That there be fewer gulls.
        owner: Harbour master
        due: 2026-06-01
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office, with two reports on the harbour and the registers above."""
    root = tmp_path / "office"
    copy(HERE / "small", root)
    copy(HERE / "broken/unaccounted/plan", root / "plan")
    panel = root / "plan/panel/panel.yaml"
    later = "  - date: 2026-06-03\n    items:\n      - {item: 4, report: harbour}\n"
    panel.write_text(panel.read_text("utf-8") + later, "utf-8")
    first = root / "plan/panel/2026-03-04/harbour.md"
    text = first.read_text("utf-8") + "\n# Left out\n\n- light-slipways: the lamps come in May\n"
    first.write_text(text, "utf-8")
    (root / "plan/panel/2026-06-03").mkdir()
    (root / "plan/panel/2026-06-03/harbour.md").write_text(
        text.replace("meeting: 2026-03-04", "meeting: 2026-06-03")
        .replace("as_at: 2026-02-28", "as_at: 2026-05-31")
        .replace("item: 3", "item: 4")
    )
    (root / "plan/panel/questions.yaml").write_text(QUESTIONS, "utf-8")
    (root / "plan/panel/recommendations.yaml").write_text(RECOMMENDATIONS, "utf-8")
    return root


def outstanding(root: Path, meeting: str) -> list[tuple[str, str, str]]:
    """What the report to a meeting lists as still open: number, question, who owes the answer."""
    judged = judge(root)
    assert [found.message for found in judged.problems] == []
    paper = judged.documents[Request.read(f"panel-report harbour {meeting}")]
    assert isinstance(paper, Document)
    found = [section for section in paper.sections if section.title == "Questions still open"]
    blocks = [block for section in found for block in section.blocks if isinstance(block, QuestionBlock)]
    return [(block.number, block.question.plain, block.status) for block in blocks]


def test_an_open_question_comes_up_in_each_report_on_its_theme_until_it_is_answered(office: Path) -> None:
    """One asked later, and one about another theme, do not; past its day it is called overdue."""
    lamps = "The Panel asks when the lamps come."
    assert outstanding(office, "2026-03-04") == [
        ("7.1", lamps, "A response from the Chief Executive is due by 1 May 2026.")
    ]
    assert outstanding(office, "2026-06-03") == [
        ("7.1", lamps, "A response from the Chief Executive was due by 1 May 2026 and is overdue."),
        ("7.2", "The Panel asks about gulls.", "A response from the Harbour master is due by 1 September 2026."),
    ]


def test_an_answer_given_between_two_meetings_leaves_the_earlier_report_as_it_was(office: Path) -> None:
    change(office, "plan/panel/questions.yaml", "lamps come.\n  status: open\n", "lamps come.\n  status: answered\n")
    change(
        office,
        "plan/panel/questions.yaml",
        "  due: 2026-05-01\n  question: The Panel asks when",
        "  due: 2026-05-01\n  answered: 2026-04-20\n  answer: In May.\n  question: The Panel asks when",
    )
    change(office, "plan/panel/2026-06-03/harbour.md", "# Left out", '{{ question("lamps") }}\n\n# Left out')
    assert [number for number, *_ in outstanding(office, "2026-03-04")] == ["7.1"]
    assert [words for _, words, _ in outstanding(office, "2026-06-03")] == ["The Panel asks about gulls."]
    paper = judge(office).documents[Request.read("panel-report harbour 2026-06-03")]
    assert "Given on 20 April 2026." in render_html(paper, "web")


def test_an_answer_that_no_report_prints_is_told(office: Path) -> None:
    change(
        office,
        "plan/panel/questions.yaml",
        "lamps come.\n  status: open\n",
        "lamps come.\n  status: answered\n  answer: In May.\n",
    )
    [found] = judge(office).problems
    assert (found.rule.id, str(found.place)) == ("unaccounted", "plan/panel/questions.yaml:1:1")
    assert 'Write {{ question("lamps") }} in plan/panel/2026-03-04/harbour.md.' in found.remedy


@pytest.mark.parametrize(
    "key",
    ["owner: Clerk", "due: 2026-05-01\n  question: The Panel asks about shops", "asked: 2026-03-04\n  section: know"],
)
def test_an_open_question_says_who_owes_the_answer_and_by_when(office: Path, key: str) -> None:
    change(
        office,
        "plan/panel/questions.yaml",
        f"  {key}",
        "  " + "\n  ".join(key.split("\n  ")[1:]) if "\n" in key else "",
    )
    assert "missing-key" in [found.rule.id for found in judge(office).problems]


def test_the_recommendations_are_printed_with_their_responses(office: Path) -> None:
    paper = judge(office).documents[Request.read("panel-response")]
    assert isinstance(paper, Document)
    accepted, waiting = paper.sections[1].blocks
    assert isinstance(accepted, QuestionBlock) and isinstance(waiting, QuestionBlock)
    assert (accepted.question.plain, accepted.status) == (
        "That more lamps be lit.",
        "Accepted in part; given on 1 April 2026.",
    )
    assert accepted.answer is not None and "The lamps are ordered." in accepted.answer.plain
    assert (waiting.answer, waiting.status) == (
        None,
        "A response from the Harbour master is due by 1 June 2026.",
    )
    page = render_html(paper, "web")
    assert "made 2 recommendations" in page and "1 recommendation has been answered; 1 waits for an answer." in page


def test_the_response_is_a_document_of_its_own(office: Path, tmp_path: Path) -> None:
    words = ["-C", str(office), "panel-response", "--format", "html", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"{tmp_path}/out/panel-response-2026-03-04/panel-response-2026-03-04.html" in done.stdout
    other = CliRunner().invoke(cli, [*words, "--report", "2026-03-05"])
    assert (other.exit_code, "There are: 2026-03-04." in other.stderr) == (2, True)
