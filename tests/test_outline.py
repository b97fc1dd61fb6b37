"""A kind of document of an office's own: one outline and one paper, no Python; listed, indexed, completed, judged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.cli.documents import paper as verb
from pcpgen.document.document import Document
from pcpgen.pipeline import judge
from tests.composed import head
from tests.conftest import ROOT, build

NOTICE = "decision-notice 2026-014"
OUTLINE = "plan/outlines/decision-notice.yaml"
PAPER = "plan/decisions/2026-014.md"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office with a kind of document of its own, and one paper of it."""
    root = tmp_path / "office"
    shutil.copytree(ROOT / "tests/small", root)
    shutil.copytree(ROOT / "tests/decisions", root, dirs_exist_ok=True)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[tuple[str, int, str]]:
    return [(each.place.file, each.place.line, each.rule.id) for each in judge(root).problems]


def composed(root: Path) -> Document:
    judged = judge(root, NOTICE)
    assert judged.problems == ()
    found = judged.documents[NOTICE]
    assert isinstance(found, Document)
    return found


def test_its_sections_stand_in_the_order_of_the_outline(office: Path) -> None:
    paper = composed(office)
    assert [(each.number, each.label, each.title) for each in paper.sections] == [
        ("1", "", "Request"),
        ("2", "", "Background"),
        ("3", "Option", "Keep the van"),
        ("4", "Option", "Buy a van"),
        ("5", "Theme", "What it means for The harbour"),
        ("6", "", "Money and law"),
        ("7", "", "Decision"),
        ("8", "", "What this paper leaves out, and why"),
    ]
    assert head(paper).facts[:2] == (("Decided on", "2 March 2026"), ("Decided by", "Deputy Mayor for Policing"))


def test_its_opening_words_name_what_the_program_knows(office: Path) -> None:
    first = composed(office).sections[6].blocks[0]
    assert first.kind == "paragraph" and first.body.plain == (
        "On 2 March 2026 the Deputy Mayor for Policing of Saltmarsh decided on “A van for the harbour”."
    )


def test_it_is_listed_indexed_and_completed(office: Path) -> None:
    run = CliRunner().invoke
    assert "decision-notice   Decision notices\n" in run(cli, ["-C", str(office), "kinds"]).output
    assert NOTICE in run(cli, ["-C", str(office), "build", "--list"]).output.splitlines()
    assert run(cli, ["-C", str(office), "build", "--format", "html"]).exit_code == 0
    assert "Decision notices" in (office / "out/index.html").read_text("utf-8")
    context = cli.make_context("pcpgen", ["-C", str(office), "paper"], resilient_parsing=True)
    with verb.make_context("paper", ["decision-notice"], parent=context, resilient_parsing=True) as inner:
        kind, names = (each for each in verb.params if each.name in ("kind", "names"))
        assert [each.value for each in kind.shell_complete(inner, "dec")] == ["decision-notice"]
        assert [each.value for each in names.shell_complete(inner, "2026")] == ["2026-014"]


@pytest.mark.slow
def test_it_is_a_page_and_a_lawful_pdf(office: Path, tmp_path: Path) -> None:
    import page

    built = build(tmp_path / "out", "paper", *NOTICE.split(), root=office)
    assert "no failures" in str(page.validate_pdf(str(built.pdf), profile="ua1"))
    assert "A van for the harbour" in built.html.read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (PAPER, "# Money and law", "# Money", [(PAPER, 2, "unaccounted"), (PAPER, 29, "unknown-choice")]),
        (PAPER, "- high-street: the van does not leave the harbour", "", [(PAPER, 2, "unaccounted")]),
        (PAPER, "# Theme: harbour", "# Theme: habour", [(PAPER, 2, "unaccounted"), (PAPER, 25, "unknown-choice")]),
        (
            PAPER,
            "# Option: Buy a van",
            "# Option: Keep the van",
            [(PAPER, 15, "duplicate-key"), (PAPER, 21, "duplicate-key")],
        ),
        (PAPER, "by: mayor", "by: major", [(PAPER, 4, "unknown-id")]),
        (PAPER, "decided: 2026-03-02", "decided: 2 March", [(PAPER, 3, "malformed-date")]),
        (PAPER, "request: The", "reqest: The", [(PAPER, 2, "missing-key"), (PAPER, 5, "unknown-key")]),
        (PAPER, "To buy the van.", 'To buy {{ the("paper.title") }}.', [(PAPER, 35, "malformed-expression")]),
        (PAPER, "budget.quays", "budget.quay", [(PAPER, 5, "unknown-figure")]),
        (OUTLINE, "office.area", "office.are", [(OUTLINE, 20, "unknown-id")]),
        (OUTLINE, 'the("request")', 'figure("budget.quay")', [(OUTLINE, 13, "unknown-figure")]),
        (OUTLINE, 'the("request")', 'see("money")', [(OUTLINE, 13, "malformed-expression")]),
        (OUTLINE, "folder: plan/decisions", "folder: plan/2025-29", [(OUTLINE, 3, "malformed-id")]),
        (OUTLINE, "folder: plan/decisions", "folder: ../decisions", [(OUTLINE, 3, "malformed-id")]),
        (PAPER, "2026-03-02", "1999-03-02", [(PAPER, 2, "unknown-id")]),
        (PAPER, "is old.", "is old.[^a]\n\n[^a]: One.\n[^a]: Two.", [(PAPER, 12, "duplicate-key")]),
        (OUTLINE, "dated: decided", "dated: decide", [(OUTLINE, 4, "unknown-id")]),
        (OUTLINE, "complete: [theme]", "complete: [themes]", [(OUTLINE, 22, "unknown-id")]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    office: Path, file: str, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    change(office / file, old, new)
    assert told(office) == expected
