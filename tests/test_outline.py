"""A kind of document of an office's own: one outline and one paper, no Python; listed, indexed, completed.

The validators judge it too: `decision` in `conftest.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.blocks.makers import MAKERS, _found
from pcpgen.checks.outline import check_outline
from pcpgen.cli import cli
from pcpgen.cli.documents import paper as verb
from pcpgen.compose.placing import ITEM_PATHS
from pcpgen.compose.subjects.registry import KINDS
from pcpgen.document.blocks import Numbered
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.formats.html import render_html
from pcpgen.kinds import kinds_of
from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.composed import facts, head
from tests.conftest import ROOT
from tests.packages import parsed
from tests.workspaces import copy, copy_small

NOTICE = "decision-notice 2026-014"
OUTLINE = "plan/outlines/decision-notice.yaml"
PAPER = "plan/decisions/2026-014.md"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small office with a kind of document of its own, and one paper of it."""
    root = tmp_path / "office"
    copy(ROOT / "tests/small", root)
    copy(ROOT / "tests/decisions", root)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[tuple[str, int, str]]:
    return [(each.place.file, each.place.line, each.rule.id) for each in judge(root, NONE).problems]


def composed(root: Path, notice: str = NOTICE) -> Document:
    judged = judge(root, Request.read(notice))
    assert judged.problems == ()
    found = judged.documents[Request.read(notice)]
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


def test_its_foot_says_its_day_in_words_where_the_day_is_its_id(office: Path) -> None:
    assert composed(office).footer == "Decision notice 2026-014 | Saltmarsh"
    (office / PAPER).rename(office / "plan/decisions/2026-03-02.md")
    assert composed(office, "decision-notice 2026-03-02").footer == "Decision notice, 2 March 2026 | Saltmarsh"


def test_it_is_listed_indexed_and_completed(office: Path) -> None:
    run = CliRunner().invoke
    assert "decision-notice    Decision notices\n" in run(cli, ["-C", str(office), "kinds"]).output
    assert NOTICE in run(cli, ["-C", str(office), "build", "--list"]).output.splitlines()
    assert run(cli, ["-C", str(office), "build", "--format", "html"]).exit_code == 0
    assert "Decision notices" in (office / "out/index.html").read_text("utf-8")
    context = cli.make_context("pcpgen", ["-C", str(office), "paper"], resilient_parsing=True)
    with verb.make_context("paper", ["decision-notice"], parent=context, resilient_parsing=True) as inner:
        kind, names = (each for each in verb.params if each.name in ("kind", "names"))
        assert [each.value for each in kind.shell_complete(inner, "dec")] == ["decision-notice"]
        assert [each.value for each in names.shell_complete(inner, "2026")] == ["2026-014"]


def test_a_long_id_is_listed_apart_from_its_title(office: Path) -> None:
    outline = (office / OUTLINE).read_text("utf-8").replace("plan/decisions", "plan/accounts")
    (office / "plan/outlines/quarterly-statement.yaml").write_text(outline, "utf-8")
    listed = CliRunner().invoke(cli, ["-C", str(office), "kinds"]).output
    assert "quarterly-statement  Decision notices\n" in listed
    assert "decision-notice      Decision notices\n" in listed


def test_an_outline_under_another_ending_is_not_passed_over(office: Path) -> None:
    (office / "plan/outlines/statement.yml").write_text("title: Statement\n", "utf-8")
    assert told(office)[-1] == ("plan/outlines/statement.yml", 1, "unknown-file")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (PAPER, "# Money and law", "# Money", [(PAPER, 2, "unaccounted"), (PAPER, 29, "unknown-choice")]),
        (PAPER, "- high-street: the van does not leave the harbour", "", [(PAPER, 2, "unaccounted")]),
        (PAPER, "# Theme: harbour", "# Theme: habour", [(PAPER, 25, "unknown-choice")]),
        (PAPER, "# Money and law", "# Money and laws", [(PAPER, 29, "unknown-choice")]),
        (
            PAPER,
            "# Option: Buy a van",
            "# Option: keep  the van",
            [(PAPER, 21, "duplicate-key")],
        ),
        (PAPER, "by: mayor", "by: major", [(PAPER, 4, "unknown-id")]),
        (PAPER, "decided: 2026-03-02", "decided: 2 March", [(PAPER, 3, "malformed-date")]),
        (PAPER, "request: The", "reqest: The", [(PAPER, 5, "unknown-key")]),
        (PAPER, "To buy the van.", 'To buy {{ the("paper.title") }}.', [(PAPER, 35, "malformed-expression")]),
        (PAPER, "budget.quays", "budget.quay", [(PAPER, 5, "unknown-figure")]),
        (OUTLINE, "office.area", "office.are", [(OUTLINE, 20, "unknown-id")]),
        (
            OUTLINE,
            'the("request")',
            'figure("budget.quay")',
            [(OUTLINE, 8, "unaccounted"), (OUTLINE, 13, "unknown-figure")],
        ),
        (
            OUTLINE,
            'the("request")',
            'see("money")',
            [(OUTLINE, 8, "unaccounted"), (OUTLINE, 13, "malformed-expression")],
        ),
        (OUTLINE, "folder: plan/decisions", "folder: plan/2025-29", [(OUTLINE, 3, "malformed-id")]),
        (OUTLINE, "folder: plan/decisions", "folder: ../decisions", [(OUTLINE, 3, "malformed-id")]),
        (PAPER, "2026-03-02", "1999-03-02", [(PAPER, 3, "unknown-id")]),
        (PAPER, "is old.", "is old.[^a]\n\n[^a]: One.\n[^a]: Two.", [(PAPER, 12, "duplicate-key")]),
        (OUTLINE, "title: Equality,", "title: Fairness, heading: Money and law,", [(OUTLINE, 18, "duplicate-key")]),
        (OUTLINE, "head: [decided, by, money]", "head: [decided, by]", [(OUTLINE, 9, "unaccounted")]),
        (OUTLINE, """says: ['{{ the("request") }}']""", "says: [Why]", [(OUTLINE, 8, "unaccounted")]),
        (OUTLINE, "title: Request", "title: Request\n    when: any", [(OUTLINE, 8, "unaccounted")]),
        (OUTLINE, "title: Equality", "title: 'Option: Buy a van'", [(OUTLINE, 18, "duplicate-key")]),
        (
            OUTLINE,
            "label: Option",
            "label: theme",
            [(PAPER, 15, "unknown-choice"), (PAPER, 21, "unknown-choice"), (OUTLINE, 16, "duplicate-key")],
        ),
        (OUTLINE, "{each: theme,", "{each: theme, id: what,", [(OUTLINE, 16, "duplicate-key")]),
        (OUTLINE, "{title: Equality,", "{id: notes, title: Equality,", [(OUTLINE, 18, "duplicate-key")]),
        (OUTLINE, "{title: Equality,", "{id: section-1, title: Equality,", [(OUTLINE, 18, "duplicate-key")]),
        (OUTLINE, "{title: Equality,", "{number: '3', title: Equality,", [(OUTLINE, 18, "duplicate-key")]),
        (PAPER, "- high-street:", "- high-street: it has none\n- high-street:", [(PAPER, 40, "duplicate-key")]),
        (PAPER, "the van does", "the **van** does", [(PAPER, 39, "unknown-markup")]),
        (PAPER, "the van does", '{% exempt "3" "why" %}the van{% endexempt %} does', [(PAPER, 39, "unknown-markup")]),
        (OUTLINE, "\nasks:", "\nask:", [(OUTLINE, 5, "unknown-key")]),
        (OUTLINE, "each: theme", "each: mission", [(OUTLINE, 16, "unknown-choice")]),
        (OUTLINE, "dated: decided", "dated: decide", [(OUTLINE, 4, "unknown-id")]),
        (OUTLINE, "complete: [theme]", "complete: [themes]", [(OUTLINE, 22, "unknown-id")]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    office: Path, file: str, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    change(office / file, old, new)
    assert told(office) == expected


@pytest.mark.parametrize(
    ("kind", "id"),
    [("plan-2025", "29"), ("decision", "notice-2026-014"), ("board", "2026-03-02-van"), ("errata-plan", "2025-29")],
)
def test_no_two_documents_have_one_name(office: Path, kind: str, id: str) -> None:
    outline = (
        "title: Note\nfolder: plan/notes\ndated: day\nasks: {day: {a: day}}\nsections: [{title: Why, then: author}]\n"
    )
    (office / f"plan/outlines/{kind}.yaml").write_text(outline, "utf-8")
    (office / "plan/notes").mkdir()
    (office / f"plan/notes/{id}.md").write_text("---\ntitle: Van\nday: 2026-03-02\n---\n# Why\n\nOld.\n", "utf-8")
    assert (f"plan/notes/{id}.md", 2, "duplicate-key") in told(office)


# -- the program's own kinds, said otherwise


REPORT = "panel-report farms"
SAID_OTHERWISE = """
title: Farm report
plural: What became of our farms
subtitle: For {{ the("panel.name") }}
head:
  - {label: Day, says: '{{ the("paper.day") }}'}
sections:
  - {title: What we ask, block: recommendations}
  - {title: Why you read this, says: ['It is {{ the("paper.day") }}, and {{ the("theme.title") }} is the theme.']}
  - {title: How it began, heading: background, then: author, block: theme-in-plan}
  - {each: objective, title: '{{ the("objective.text") }}', label: Aim, rest: Others, heading: priority, then: author}
  - {title: Left aside, block: left-out, when: any}
  - {title: Not answered yet, block: open-questions, when: any}
  - {title: What comes, heading: next steps, then: author, when: any}
  - {title: Attached, heading: appendix, then: author, when: any}
"""


@pytest.fixture
def moor(tmp_path: Path) -> Path:
    """An office that says the program's report in its own way."""
    root = copy(ROOT / "tests/offices/fellmoor", tmp_path / "moor")
    (root / "plan/outlines").mkdir()
    (root / "plan/outlines/panel-report.yaml").write_text(SAID_OTHERWISE, "utf-8")
    (root / "plan/words.yaml").write_text("indicator.label: Measured by\n", "utf-8")
    return root


@pytest.mark.slow
def test_an_office_replaces_an_outline_of_the_program_and_single_words(moor: Path) -> None:
    judged = judge(moor, Request.read(REPORT))
    assert [str(each) for each in judged.errors] == []
    document = judged.documents[Request.read(REPORT)]
    assert [(each.number, each.label, each.title) for each in document.sections] == [
        ("1", "", "What we ask"),
        ("2", "", "Why you read this"),
        ("3", "", "How it began"),
        ("4", "Aim", "Thefts from farms become rarer"),
        ("5", "Aim", "Help comes quickly to the remotest house"),
        ("6", "", "Not answered yet"),
        ("7", "", "What comes"),
    ]
    assert document.subtitle == "For Fellmoor Scrutiny Panel"
    assert list(facts(document)) == ["Day", "Access"]
    (says,) = document.sections[1].blocks
    assert isinstance(says, Numbered) and says.body.plain == "It is 8 October 2025, and Farms and hamlets is the theme."
    page = render_html(document, "web")
    assert "Measured by:" in page and "Indicator:" not in page
    assert kinds_of(moor)["panel-report"] == "What became of our farms"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - {title: Left aside, block: left-out, when: any}\n", "", [(2, "unaccounted")]),
        ("heading: background, ", "", [(2, "unaccounted")]),
        ("block: recommendations", "block: recomendations", [(8, "unknown-id")]),
        ("block: theme-in-plan", "block: errata", [(10, "unknown-id")]),
        ("each: objective", "each: version", [(2, "unaccounted"), (11, "unknown-choice"), (11, "unknown-id")]),
        ('the("theme.title")', 'the("theme.titel")', [(9, "unknown-id")]),
        ("title: Farm report", "of: meeting\ntitle: Farm report", [(2, "unknown-choice")]),
    ],
)
def test_what_an_outline_would_lose_or_cannot_show_is_told(
    moor: Path, old: str, new: str, expected: list[tuple[int, str]]
) -> None:
    file = "plan/outlines/panel-report.yaml"
    change(moor / file, old, new)
    assert [(line, rule) for name, line, rule in told(moor) if name == file] == expected


@pytest.mark.parametrize("id", list(shipped_kinds()))
def test_nothing_is_wrong_in_an_outline_that_comes_with_the_program(id: str) -> None:
    project, _ = read_workspace(ROOT / "tests/small")
    assert check_outline(project, shipped_outline(id), Data.of(project)) == []


def test_every_block_has_its_maker() -> None:
    for maker in MAKERS.values():
        assert callable(maker.make) and (not maker.if_any or callable(_found(maker.if_any)))


def test_every_block_can_stand_in_documents_of_some_kind() -> None:
    has = {name for kind in KINDS.values() for name in kind.has}
    assert [name for name, maker in MAKERS.items() if not set(maker.needs) <= has] == []


def test_no_block_titles_a_section_or_asks_which_kind_it_serves() -> None:
    """The words over a section are an outline's, an author's, or the catalogue's; a block knows no kind by its name."""
    found = []
    for path in sorted((ROOT / "pcpgen/blocks").rglob("*.py")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Section", "headed"):
                at = {"Section": 1, "headed": 2}[node.func.id]
                titles = [*node.args[at : at + 1], *(each.value for each in node.keywords if each.arg == "titles")]
                found += [f"{path.name}:{node.lineno}" for title in titles if is_written_here(title)]
            if isinstance(node, ast.Attribute) and node.attr == "outline" and path.name != "setting.py":
                found.append(f"{path.name}:{node.lineno} asks for its outline")
    assert found == []


def is_written_here(title: ast.expr) -> bool:
    """Whether a title is words of the program's in Python."""
    parts = title.elts if isinstance(title, ast.Tuple) else [title]
    return any(isinstance(part, ast.JoinedStr | ast.Constant) for part in parts)


def test_the_guard_bites() -> None:
    assert is_written_here(ast.parse('("Purpose",)', mode="eval").body)
    assert not is_written_here(ast.parse('(say.text("plan.charts"),)', mode="eval").body)


def test_the_outline_of_a_kind_is_printed_to_be_changed(moor: Path) -> None:
    run = CliRunner().invoke
    assert run(cli, ["-C", str(moor), "kinds", "panel-report"]).output == SAID_OTHERWISE
    printed = run(cli, ["-C", str(moor), "kinds", "bcb-paper"]).output
    (moor / "plan/outlines/bcb-paper.yaml").write_text(printed, "utf-8")
    assert judge(moor, NONE).errors == ()
    (moor / "plan/outlines/bcb-paper.yaml").write_text("", "utf-8")  # as the shell leaves it: kinds … > plan/outlines/…
    assert run(cli, ["-C", str(moor), "kinds", "bcb-paper"]).output == printed
    unknown = run(cli, ["-C", str(moor), "kinds", "panel-reprot"])
    assert unknown.exit_code == 2 and 'Did you mean "panel-report"?' in unknown.output


def test_the_shell_completes_kinds_and_the_documents_of_each(moor: Path) -> None:
    context = cli.make_context("pcpgen", ["-C", str(moor), "paper"], resilient_parsing=True)
    kind, names = (each for each in verb.params if each.name in ("kind", "names"))

    def completed(typed: list[str], begun: str) -> list[str]:
        with verb.make_context("paper", [*typed], parent=context, resilient_parsing=True) as inner:
            return [each.value for each in (names if typed else kind).shell_complete(inner, begun)]

    assert completed([], "panel-") == ["panel-pack", "panel-report", "panel-response"]
    assert completed(["panel-report"], "") == ["farms"]
    assert completed(["panel-report", "farms"], "2025") == ["2025-10-08"]


@pytest.mark.example
def test_the_guide_names_all_that_an_outline_may_name() -> None:
    guide = (ROOT / "plan/README.md").read_text("utf-8")
    paths = {path for kind in KINDS.values() for path in kind.paths} | {
        path for of in ITEM_PATHS.values() for path in of
    }
    blocks = {name for name, maker in MAKERS.items() if "part" not in maker.needs}
    assert [name for name in (*paths, *blocks) if f"`{name}`" not in guide] == []


@pytest.mark.slow
def test_a_second_kind_of_the_same_reports_has_documents_of_its_own(moor: Path) -> None:
    (moor / "plan/outlines/short-report.yaml").write_text(f"of: report{SAID_OTHERWISE}", "utf-8")
    run = CliRunner().invoke
    done = run(cli, ["-C", str(moor), "build", "--format", "html"])
    assert done.exit_code == 0, done.output
    folders = {path.name for path in (moor / "out").iterdir() if path.is_dir()}
    assert {"panel-2025-10-08-farms", "short-report-panel-2025-10-08-farms"} <= folders


@pytest.mark.slow
def test_a_kind_that_is_none_is_told(moor: Path) -> None:
    typed_alone = CliRunner().invoke(cli, ["-C", str(moor), "decision-notice"])
    assert "Did you mean 'paper decision-notice'?" in typed_alone.output
    done = CliRunner().invoke(cli, ["-C", str(moor), "paper", "panel-reprot", "farms"])
    assert done.exit_code == 2
    assert 'there is no kind of document "panel-reprot". Did you mean "panel-report"?' in done.output


def test_a_summary_beside_the_plan_may_leave_out_what_it_likes(moor: Path) -> None:
    outline = "of: edition\ntitle: Summary\nsections: [{title: In short, says: [A moor.]}]\n"
    (moor / "plan/outlines/summary.yaml").write_text(outline, "utf-8")
    judged = judge(moor, Request.read("summary 2024-28"))
    assert judged.errors == ()
    (section,) = judged.documents[Request.read("summary 2024-28")].sections
    assert (section.number, section.title) == ("1", "In short")


def test_an_authors_text_stands_once_though_a_section_takes_all_headings(office: Path) -> None:
    change(office / OUTLINE, "  - {title: Money and law, then: author}\n", "  - {each: own-heading, then: author}\n")
    change(office / PAPER, "# Money and law", "# Law\n\nNone.\n\n# Money")
    titles = [section.title for section in composed(office).sections]
    assert titles == [
        "Request",
        "Background",
        "Keep the van",
        "Buy a van",
        "What it means for The harbour",
        "Law",
        "Money",
        "Decision",
        "What this paper leaves out, and why",
    ]


def test_a_kind_is_called_in_full_where_the_office_has_no_panel_or_board(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    change(root / "plan/office.yaml", "panel: Saltmarsh Crime Panel\nboard: Saltmarsh Policing Board\n", "")
    named = kinds_of(root)
    assert (named["panel-report"], named["bcb-paper"]) == ("Reports to the Panel", "Papers for the Board")
