"""What the program costs to grow: each recipe done in a copy of it, and the files that it touches counted.

A rule's is in `test_rules.py`, that of a kind of document of an office's own in `test_outline.py`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packages import changed, copy_package, edit, run
from tests.workspaces import ROOT, copy_small

pytestmark = pytest.mark.slow  # each starts the program anew, from a copy

FELLMOOR = ROOT / "tests/offices/fellmoor"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return copy_package(tmp_path)


def test_a_kind_that_ships_with_the_program_costs_one_outline(program: Path) -> None:
    office = copy_small(program / "office")
    (program / "pcpgen/outlines/summary.yaml").write_text(
        """# A page about an edition, for those who have a minute.
of: edition
title: Summary
plural: Summaries
above: '{{ the("office.name") }}'
subtitle: '{{ the("edition.subtitle") }}'
footer: Summary
sections:
  - {each: theme, title: '{{ the("theme.title") }}', says: ['A theme of the {{ the("edition.title") }}.']}
""",
        "utf-8",
    )
    assert re.search("^summary +Summaries$", run(program, "-C", str(office), "kinds"), re.MULTILINE)
    assert "summary 2025-29\n" in run(program, "-C", str(office), "build", "--list")
    assert "summary-2025-29.html" in run(program, "-C", str(office), "paper", "summary", "2025-29", "--format", "html")
    page = (office / "out/summary-2025-29/summary-2025-29.html").read_text("utf-8")
    assert "A theme of the Safer Saltmarsh 2025-29." in re.sub(r"<[^>]+>", "", page)
    assert changed(program) == {"pcpgen/outlines/summary.yaml"}


MOTTO = '''"""From an office to its motto, in large."""

from __future__ import annotations

import re
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.document.blocks import Motto
from pcpgen.document.prose import phrase


def motto(setting: Setting, number: str, after: int) -> Made:
    return Made((Motto(phrase(f"Safe in {setting.office.area}")),))
'''


MOTTO_CLASS = '''

@dataclass(frozen=True)
class Motto:
    """Words that an office lives by."""

    says: Phrase
    kind: Literal["motto"] = "motto"
'''


def with_a_block(program: Path) -> None:
    """Adds a block: its class with its line in the union, its maker with its line in the registry, its template."""
    blocks, makers = "pcpgen/document/blocks.py", "pcpgen/blocks/makers.py"
    edit(program, blocks, "\n\nBlock = (\n", f"{MOTTO_CLASS}\n\nBlock = (\n    Motto |")
    (program / "pcpgen/blocks/motto.py").write_text(MOTTO, "utf-8")
    edit(program, makers, '    "open-questions"', '    "motto": Maker("motto.motto"),\n    "open-questions"')
    (program / "templates/blocks/motto.html.j2").write_text('<p class="motto">{{ block.says | phrase }}</p>\n', "utf-8")


def in_the_walk(program: Path) -> None:
    """Adds the block to the one walk over documents."""
    walk = "pcpgen/document/walk.py"
    edit(program, walk, "case PullQuote() | Strapline()", "case Motto() | PullQuote() | Strapline()")
    edit(program, walk, "    Matrix,\n", "    Matrix,\n    Motto,\n")


def test_a_block_costs_its_class_its_maker_and_a_writer_for_each_format(program: Path) -> None:
    office = copy_small(program / "office")
    with_a_block(program)
    in_the_walk(program)
    shutil.copytree(ROOT / "tests/decisions", office, dirs_exist_ok=True)
    edit(
        office, "plan/outlines/decision-notice.yaml", "  - title: Decision\n", "  - title: Decision\n    block: motto\n"
    )
    run(program, "-C", str(office), "paper", "decision-notice", "2026-014", "--format", "html")
    page = office / "out/decision-notice-2026-014/decision-notice-2026-014.html"
    assert '<p class="motto">Safe in Saltmarsh</p>' in page.read_text("utf-8")
    assert changed(program) == {
        "pcpgen/document/blocks.py",
        "pcpgen/document/walk.py",
        "pcpgen/blocks/motto.py",
        "pcpgen/blocks/makers.py",
        "templates/blocks/motto.html.j2",
    }


def test_a_walk_that_forgets_a_block_fails_type_checking(program: Path) -> None:
    with_a_block(program)
    shutil.copy(ROOT / "pyproject.toml", program)
    checker = [sys.executable, "-m", "mypy", "--no-incremental", "pcpgen/document/walk.py"]
    told = subprocess.run(checker, cwd=program, capture_output=True, text=True, timeout=300).stdout
    assert "walk.py" in told and "Motto" in told
    in_the_walk(program)
    assert "Success" in subprocess.run(checker, cwd=program, capture_output=True, text=True, timeout=300).stdout


PLAIN = '''"""From a composed document to its words, a line for each piece."""

from pcpgen.document.document import Document
from pcpgen.document.prose import Phrase, Prose
from pcpgen.document.walk import walk
from pcpgen.formats.given import Given
from pcpgen.formats.registry import file_of


def write(document: Document, given: Given) -> dict[str, bytes]:
    said = [piece.plain for _, piece in walk(document) if isinstance(piece, Phrase | Prose)]
    return {file_of(document.id, "txt"): "\\n".join(said).encode("utf-8")}
'''


def test_a_format_costs_one_file_and_one_line(program: Path) -> None:
    office = copy_small(program / "office")
    (program / "pcpgen/formats/plain.py").write_text(PLAIN, "utf-8")
    edit(
        program,
        "pcpgen/formats/registry.py",
        '    "provenance": Format',
        '    "txt": Format("plain", "index.page", by_default=False),\n    "provenance": Format',
    )
    told = run(program, "-C", str(office), "build", "--format", "txt")
    assert "out/plan-2025-29/plan-2025-29.txt" in told
    assert "is for the quays" in (office / "out/plan-2025-29/plan-2025-29.txt").read_text("utf-8")
    assert "plan-2025-29.txt" in (office / "out/index.html").read_text("utf-8")
    assert "up to date" in run(program, "-C", str(office), "build", "--format", "txt")
    assert changed(program) == {"pcpgen/formats/plain.py", "pcpgen/formats/registry.py"}


ONE_BAR = '''"""The newest figure of an indicator as one bar."""

from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.subject import Named, label_of
from pcpgen.document.blocks import Chart
from pcpgen.document.prose import phrase
from pcpgen.figures.tested import headline


def draw(asked: Asked) -> Chart | None:
    own = headline(asked.data, asked.dataset)
    return bar_chart(asked.subject, phrase("One bar"), [Named(label_of(asked.say, own), asked.data.figure(own.id))])
'''


def test_a_chart_costs_one_file_and_one_line(program: Path) -> None:
    office = Path(shutil.copytree(FELLMOOR, program / "office"))
    (program / "pcpgen/blocks/charts/one_bar.py").write_text(ONE_BAR, "utf-8")
    edit(
        program,
        "pcpgen/model/data.py",
        '    "dots": ChartKind',
        '    "one-bar": ChartKind("one_bar"),\n    "dots": ChartKind',
    )
    edit(office, "plan/indicators/farm-theft.yaml", "chart: line", "chart: one-bar")
    run(program, "-C", str(office), "panel-report", "--theme", "farms", "--format", "html")
    page = next((office / "out").glob("panel-*-farms/*.html")).read_text("utf-8")
    assert "One bar" in page
    assert changed(program) == {"pcpgen/blocks/charts/one_bar.py", "pcpgen/model/data.py"}


def test_an_expression_costs_its_declaration_and_what_gives_its_figure(program: Path) -> None:
    office = copy_small(program / "office")
    edit(
        program,
        "pcpgen/prose/expressions.py",
        "DECLARED: tuple[Declared, ...] = (\n",
        'DECLARED: tuple[Declared, ...] = (\n    Declared("half", ("series",), "half of it", takes="one name"),\n',
    )
    edit(
        program,
        "pcpgen/figures/evaluate.py",
        '    "product": (2, 2, Data.product),\n',
        '    "product": (2, 2, Data.product),\n    "half": (1, 1, lambda data, name: data.figure(name)),\n',
    )
    edit(office, "plan/2025-29/pages/money.md", '{{ figure("budget.spending") }}', '{{ half("budget.spending") }}')
    run(program, "-C", str(office), "build-plan", "--format", "html")
    page = (office / "out/plan-2025-29/plan-2025-29.html").read_text("utf-8")
    assert 'data-figure="budget.spending@2025/26"' in page
    assert changed(program) == {"pcpgen/prose/expressions.py", "pcpgen/figures/evaluate.py"}
