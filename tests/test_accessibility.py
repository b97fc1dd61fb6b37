"""The accessibility statement: what was counted in the outputs, and what the office declares, apart from each other."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.compose.accessibility import Heard, compose_statement
from pcpgen.pipeline import judge
from tests.cases import first_quick
from tests.quality import tags
from tests.workspaces import ROOT, copy, copy_small

PLAN = "plan-2025-29"
DECLARED = """\
accessibility:
  status: partial
  prepared: 2025-09-01
  shortfalls: [{what: Maps have no words beside them, why: burden}]
  contact: {post: mayor, mail: marsh@example.org, answers: ten working days}
mail_links: true
"""


def declare(office: Path, text: str) -> None:
    register = office / "plan/office.yaml"
    register.write_text(register.read_text("utf-8") + text, "utf-8")


def build(office: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["-C", str(office), "build", *words])
    assert done.exit_code == 0, done.output
    return (office / "out/accessibility.html").read_text("utf-8").replace("\u00a0", " ")


def test_it_claims_nothing_that_the_office_has_not_declared(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    page = build(office, "--format", "html")
    assert "has not declared yet how far" in page and "declares that" not in page
    assert '<th scope="row">Files with one heading of the first level</th><td class="num">1 of 1</td>' in page
    link = '<p class="end__way frame"><a href="{}accessibility.html">Accessibility statement</a></p>'
    assert link.format("") in (office / "out/index.html").read_text("utf-8")
    assert link.format("../") in (office / f"out/{PLAN}/{PLAN}.html").read_text("utf-8")
    declare(office, DECLARED)
    page = build(office, "--format", "html")
    assert "declares that these documents partly meet" in page and "has not declared" not in page
    assert "<li>Maps have no words beside them: to mend it would be a disproportionate burden.</li>" in page
    assert "Write to the Deputy Mayor for Policing," in page and "We answer within ten working days." in page
    assert '<a href="mailto:marsh@example.org">' in page and "It was prepared on 1 September 2025." in page


WRONG = [
    ("status: half", "unknown-choice", "half"),
    ("status: full\n  contact: {post: mayor}", "missing-key", '"prepared"'),
    ("status: full\n  prepared: 2025-09-01", "missing-key", '"contact"'),
    ("status: none\n  prepared: 2025-09-01\n  contact: {post: mayor}", "missing-key", '"shortfalls"'),
    ("contact: {post: sheriff}", "unknown-id", "sheriff"),
    ("shortfalls: [{what: Maps, why: late}]", "unknown-choice", "late"),
    (
        "status: partial\n  prepared: 2025-09-01\n  contact: {post: mayor}\n"
        "  shortfalls: [{what: Scans of 2016, why: outside-the-law}]",
        "unknown-choice",
        "each shortfall is one that the law does not ask to be met",
    ),
    (
        "status: full\n  prepared: 2025-09-01\n  contact: {post: mayor}\n  shortfalls: [{what: Maps, why: burden}]",
        "unknown-choice",
        "shortfalls are listed",
    ),
]


@pytest.mark.parametrize(("text", "rule", "says"), first_quick(WRONG))
def test_a_declaration_that_cannot_stand_is_told_at_its_line(tmp_path: Path, text: str, rule: str, says: str) -> None:
    office = copy_small(tmp_path / "office")
    declare(office, f"accessibility:\n  {text}\n")
    done = CliRunner().invoke(cli, ["-C", str(office), "check"])
    assert done.exit_code == 1
    assert "plan/office.yaml:1" in done.output and f"[{rule}]" in done.output, done.output  # from line 15 on
    assert says in done.output


@pytest.mark.slow
def test_what_is_counted_and_read_aloud_is_what_the_pdf_holds(tmp_path: Path) -> None:
    """Read by another reader of tags; it stays while the PDF stays, and goes where it was changed by hand."""
    office = copy_small(tmp_path / "office")
    build(office)
    folder = office / "out" / PLAN
    root, text = tags.read(folder / f"{PLAN}.pdf").root, (folder / "reading-order.txt").read_text("utf-8")
    counts = json.loads((folder / "manifest.json").read_bytes())["evidence"][f"{PLAN}.pdf"]
    cells = root.all("TD")
    assert counts["headings"] == len(root.all(*(f"H{level}" for level in range(1, 7))))
    assert counts["cells"] == len(cells) and all(cell.headers for cell in cells)
    assert (counts["links"], counts["lists"]) == (len(root.all("Link")), len(root.all("L")))
    headings = [f"Heading {each.kind[1]}: {each.text}" for each in root.walk() if each.kind[1:].isdecimal()]
    assert [line for line in text.splitlines() if line.startswith("Heading ")] == headings
    said = build(office, "--format", "html")
    assert f'<a href="{PLAN}/reading-order.txt">' in said
    with pikepdf.open(folder / f"{PLAN}.pdf") as pdf:
        assert f"PDF of {len(pdf.pages)} pages: {counts['headings']} headings" in said
    (folder / "reading-order.txt").write_text("by hand", "utf-8")
    assert f'<a href="{PLAN}/reading-order.txt">' not in build(office, "--format", "html")
    build(office)
    assert (folder / "reading-order.txt").read_text("utf-8") == text


@pytest.mark.slow
def test_other_words_tell_the_reading_order_otherwise(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    build(office)
    pdf = (office / f"out/{PLAN}/{PLAN}.pdf").read_bytes()
    (office / "plan/words.yaml").write_text('reading.heading: "Title {level}: {words}"\n', "utf-8")
    build(office)
    assert "Title 1: Safer Saltmarsh" in (office / f"out/{PLAN}/reading-order.txt").read_text("utf-8")
    assert (office / f"out/{PLAN}/{PLAN}.pdf").read_bytes() == pdf


@pytest.mark.slow
def test_a_pdf_that_was_not_counted_is_said_to_be_issued_only_where_it_was(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    build(office)
    manifest = office / "out" / PLAN / "manifest.json"
    made = json.loads(manifest.read_bytes())
    del made["evidence"][f"{PLAN}.pdf"]
    manifest.write_text(json.dumps(made), "utf-8")
    page = build(office, "--format", "html")
    assert "PDF: made before its tags were counted." in page and "1 PDF was made before tags were counted." in page
    assert "issued before" not in page
    project = judge(office).project
    assert project.office
    heard = Heard("Plan", {}, (), {}, 9, has_pdf=True, is_issued=True)
    said = compose_statement(project.catalogue, project.office, project.law, [heard], [], "2025-09-01")
    assert said.documents[0].says == ("PDF: issued before its tags were counted.",)
    assert "1 PDF was issued before tags were counted, and stays as it was." in said.unseen


@pytest.mark.slow
def test_it_is_in_each_language_that_documents_are_in(tmp_path: Path) -> None:
    """What nobody has translated of the declaration is asked for, and said to be in the other language."""
    office = copy(ROOT / "tests/offices/gwynfa", tmp_path / "office")
    more = "  tested: We read the plan aloud.\n  enforcement: Ask the Ombudsman.\n"
    declare(office, DECLARED.replace("post: mayor, ", "").replace("mail_links: true\n", more))
    done = CliRunner().invoke(cli, ["-C", str(office), "check"])
    assert (done.exit_code, done.output.count("[untranslated]")) == (0, 4), done.output
    translated = office / "plan/office.cy.yaml"
    more = "texts:\n  - en: We read the plan aloud.\n    cy: Rydym yn darllen y cynllun yn uchel."
    translated.write_text(translated.read_text("utf-8").replace("texts:", more, 1), "utf-8")
    first = build(office, "--format", "html")
    assert "Maps have no words beside them" in first and 'href="accessibility-cy.html" lang="cy"' in first
    second = (office / "out/accessibility-cy.html").read_text("utf-8")
    assert '<html lang="cy">' in second and "<p>Rydym yn darllen y cynllun yn uchel.</p>" in second
    assert '<span lang="en-GB" class="untranslated">Maps have no words beside them' in second
    assert 'href="accessibility.html" lang="en-GB"' in second
    assert '<a href="../accessibility.html">' in (office / f"out/{PLAN}/{PLAN}.html").read_text("utf-8")
    assert '<a href="../accessibility-cy.html">' in (office / f"out/{PLAN}-cy/{PLAN}-cy.html").read_text("utf-8")


@pytest.mark.slow
def test_it_is_in_the_language_of_the_office(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    declare(office, "languages: [cy]\n")
    page = build(office, "--format", "html")
    assert '<html lang="cy">' in page and "Datganiad hygyrchedd" in page and "Cymraeg" in page


@pytest.mark.slow
def test_it_goes_with_the_last_document_in_its_language(tmp_path: Path) -> None:
    """As long as a mistake of that language keeps documents from being known, they and the statement stay."""
    office = copy(ROOT / "tests/offices/gwynfa", tmp_path / "office")
    run = CliRunner()
    run.invoke(cli, ["-C", str(office), "build", "--format", "html"])
    register = office / "plan/office.yaml"
    register.write_text(register.read_text("utf-8").replace("languages: [en, cy]", "languages: [en]"), "utf-8")
    for path in (*office.glob("plan/**/*.cy.yaml"), *office.glob("plan/**/*.cy.md")):
        path.unlink()
    done = run.invoke(cli, ["-C", str(office), "build", "--format", "html"])
    assert "[unfinished-translation]" in done.output and (office / "out/accessibility-cy.html").is_file()
    assert "because of a mistake in plan/papers/1.md" in (office / "out/index.html").read_text("utf-8")
    (office / "plan/papers/1.md").unlink()
    run.invoke(cli, ["-C", str(office), "build", "--format", "html"])
    assert not (office / "out/accessibility-cy.html").exists() and (office / "out/accessibility.html").is_file()
