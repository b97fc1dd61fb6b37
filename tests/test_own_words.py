"""Reports whose every heading, opening sentence, label and order is an office's own, by outlines and words alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcpgen.document.document import Document, Head
from pcpgen.formats.html import render_html
from pcpgen.pipeline import Judged, judge
from pcpgen.request import Request
from tests.workspaces import ROOT, change, copy, copy_small

pytestmark = pytest.mark.slow

THEME, VARIATION = "panel-report farms 2025-10-08", "variation-report flood 2025-10-08"
WORDS = """\
indicator.label: How it stands
question.label: {label}
question.response: What we say to that
notes.heading: {{one: Remark, other: Remarks}}
head.access: Who may read it
panel.contact: "{{post}} ({{office}})"
"""
OF_THEME = """\
of: report
title: Account of a mission
plural: Accounts of missions
footer: 'Account of {{ the("theme.title") }}'
above: 'What was done for {{ the("theme.title") }}'
title_stands: under
notes: section
head:
  - access
  - {label: Heard on, says: '{{ the("paper.day") }}'}
  - {label: Counted up to, says: '{{ the("paper.as-at") }}'}
  - {label: As number, says: '{{ the("paper.item") }}'}
sections:
  - {title: What was done, each: objective, rest: What else was done, label: Aim, heading: priority, then: author}
  - {title: How it began, heading: background, then: author, block: theme-in-plan}
  - {title: What we ask of you, block: recommendations}
  - {title: What you may do, block: terms}
  - {title: What you asked that is not answered, block: open-questions, when: any}
  - {title: What has no place here, block: left-out, when: any}
  - {title: What comes then, heading: next steps, then: author, when: any}
  - {title: Added, heading: appendix, then: author, when: any}
  - {title: Whom to ask, says: ['Ask the {{ the("panel.contact") }}.']}
"""
OF_VARIATION = """\
of: variation
title: Account of a change
plural: Accounts of changes
footer: 'A change of the plan'
above: 'A change'
head: [{label: Heard on, says: '{{ the("paper.day") }}'}]
sections:
  - {title: 'The pages, as they were and will be', number: B2, block: marked-pages}
  - {each: own-heading, title: '{{ the("heading.text") }}', then: author}
  - {title: What you may do, block: terms}
  - title: What we ask of you
    asks: true
    says: ['Say what you think of “{{ the("paper.appendix") }}”, under the {{ the("law.title") }}.']
  - {title: 'The pages, as they will be', number: B1, block: varied-pages}
  - {title: Whom to ask, says: ['Ask the {{ the("panel.contact") }}.']}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(ROOT / "tests/offices/fellmoor", tmp_path_factory.mktemp("own") / "office")
    (root / "plan/outlines").mkdir(exist_ok=True)
    (root / "plan/outlines/panel-report.yaml").write_text(OF_THEME)
    (root / "plan/outlines/variation-report.yaml").write_text(OF_VARIATION)
    (root / "plan/words.yaml").write_text(WORDS.format(label="Asked by a farmer"))
    contacts = "contacts: [{post: Clerk, office: Town Hall}, {post: Surveyor, office: Moor House}]"
    change(root, "plan/panel/panel.yaml", "    public: true\n", f"    public: true\n    {contacts}\n")
    return root


@pytest.fixture(scope="module")
def judged(office: Path) -> Judged:
    found = judge(office, None)
    assert [f"{each.place}: {each.message}" for each in found.problems] == []
    return found


def document(judged: Judged, name: str) -> Document:
    found = judged.documents[Request.read(name)]
    assert isinstance(found, Document) and isinstance(found.front, Head)
    return found


def test_a_report_on_a_theme_has_the_order_and_headings_of_its_office(judged: Judged) -> None:
    report = document(judged, THEME)
    assert [each.title for each in report.sections][-6:] == [
        "How it began",
        "What we ask of you",
        "What you may do",
        "What you asked that is not answered",
        "What comes then",
        "Whom to ask",
    ]
    assert {each.label for each in report.sections} == {"", "Aim"}
    assert isinstance(report.front, Head)
    assert [label for label, _ in report.front.facts] == ["Who may read it", "Heard on", "Counted up to", "As number"]
    page = render_html(report, "web")
    assert page.index('class="head__facts"') < page.index("<h1")
    for words in ("How it stands:", "Asked by a farmer", "What we say to that", "Account of Farms"):
        assert words in page, words
    for words in (
        "Purpose",
        "Terms of reference",
        "Indicator:",
        "Panel question",
        "This report tells",
        "Contact officer",
    ):
        assert words not in page, words


def test_all_whom_a_meeting_names_may_be_asked_where_the_outline_says_so(judged: Judged) -> None:
    for name in (THEME, VARIATION):
        last = document(judged, name).sections[-1]
        assert last.title == "Whom to ask"
        (said,) = (block.body.plain for block in last.blocks if block.kind == "paragraph")
        assert said == "Ask the Clerk (Town Hall); Surveyor (Moor House)."


def test_notes_stand_at_the_end_of_their_section(judged: Judged) -> None:
    report = document(judged, THEME)
    (section,) = (each for each in report.sections if each.notes)
    assert section.label == "Aim" and [note.number for note in section.notes] == [1]
    assert report.notes == ()
    page = render_html(report, "web")
    assert page.index(f'id="{section.notes[0].id}"') < page.index("How it began</h2>")
    assert "shows under a lamp" in page


def test_a_report_on_a_variation_has_the_order_and_headings_of_its_office(judged: Judged) -> None:
    report = document(judged, VARIATION)
    assert [(each.number, each.title) for each in report.sections] == [
        ("B2", "The pages, as they were and will be"),
        ("1", "The bridge and the pledge"),
        ("2", "Consultation"),
        ("3", "What you may do"),
        ("4", "What we ask of you"),
        ("B1", "The pages, as they will be"),
        ("5", "Whom to ask"),
    ]
    page = render_html(report, "web")
    for words in ("Purpose", "Background: police", "Recommendations", "Next steps", "Contact officer"):
        assert words not in page, words


def test_what_is_not_written_about_is_told_still(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    change(root, "plan/panel/2025-10-08/farms.md", "# Priority: mark-machines\n", "# Background\n")
    found = judge(root, Request.read(THEME))
    assert "unaccounted" in {each.rule.id for each in found.errors}


def test_what_an_outline_would_lose_is_told_still(office: Path, tmp_path: Path) -> None:
    root = copy(office, tmp_path / "office")
    line = "  - {title: What has no place here, block: left-out, when: any}\n"
    change(root, "plan/outlines/panel-report.yaml", line, "")
    assert any("left-out" in each.message for each in judge(root, Request.read(THEME)).errors)


def test_a_pull_quote_repeats_its_own_page(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    quote = "\npull_quote: Boats go missing from the harbour when nights are long."
    change(root, "plan/2025-29/themes/harbour.yaml", "colour: slate", f"colour: slate{quote}")
    assert judge(root, None).problems == ()
    change(root, "plan/2025-29/themes/harbour.yaml", quote, "")
    change(root, "plan/2025-29/themes/high-street.yaml", "colour: slate", f"colour: slate{quote}")
    assert [each.rule.id for each in judge(root, None).problems] == ["duplicate-statement"]  # of another page


def test_words_stand_before_the_number_of_a_tile(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    change(root, "plan/2025-29/edition.yaml", "plan-on-a-page, themes", "plan-on-a-page, facts, themes")
    (root / "plan/2025-29/pages/facts.yaml").write_text(
        "kind: facts\ntitle: Facts\ngroups:\n  - title: The harbour\n    tiles:\n"
        "      - {before: Up to, number: '{{ figure(\"budget.quays\") }}', caption: Spent on the quays}\n"
    )
    judged = judge(root, None)
    assert judged.problems == ()
    page = render_html(judged.documents[Request.read("plan")], "web")
    words = " ".join(re.sub(r"<style.*?</style>|<[^>]+>", "", page, flags=re.DOTALL).split())
    assert "Up to £300\u00a0thousand Spent on the quays" in words.replace("£300 thousand", "£300\u00a0thousand")
