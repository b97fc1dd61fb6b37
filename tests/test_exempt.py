"""Exempt content: nothing of it in any public output, over offices drawn by lot; a number and a neutral note stay."""

from __future__ import annotations

import random
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pcpgen.build import Order, build
from pcpgen.cli import cli
from pcpgen.compose.outline import compose
from pcpgen.compose.subjects.registry import declared
from pcpgen.document.blocks import Block, ExemptBlock, Numbered, WithheldBlock
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.formats.html import render_html
from pcpgen.load.exempt import shipped_exemptions
from pcpgen.load.outlines import shipped_outline
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import Project
from pcpgen.model.report import Exemptions
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.composed import facts, numbers
from tests.hostile import PNG
from tests.workspaces import copy

HERE = Path(__file__).parent
MEETING = "2026-03-04"
LAW = "The Act, Schedule 12A"

EXEMPTIONS = f"""\
law: {LAW}
paragraphs:
  1: information about an individual
  3: information about a body’s business affairs
"""

REPORT = f"plan/panel/{MEETING}/harbour.md"
HEAD = f"""\
---
report: theme
theme: harbour
meeting: {MEETING}
item: 3
title: How the harbour fares
as_at: 2026-02-28
terms_of_reference: [1]
recommend: That the Panel note the report.
---"""


@dataclass
class Secret:
    """Words and numbers of one office that no reader in public may find."""

    chance: random.Random
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.words.append("zq" + "".join(self.chance.choices("bcdfghjklmnp", k=9)))
        return self.words[-1]

    def number(self) -> int:
        value = self.chance.randrange(2_000_000, 9_999_999)
        self.words += [str(value), f"{value:,}"]
        return value


def files_of(secret: Secret) -> dict[str, str]:
    """What lies over the tiny office; all that is secret in it only exempt passages will name."""
    word, number = secret.word, secret.number
    return {
        "plan/exemptions.yaml": EXEMPTIONS,
        "plan/datasets/deal.yaml": f"""\
title: Deal {word()}
source: {word()}
unit: £ thousand
series:
  sum: {{title: The {word()} sum}}
""",
        "data/deal.csv": f"series,period,qualifier,value,note\nsum,2025/26,,{number()},{word()}\n",
        "plan/indicators/boats.yaml": f"""\
title: Boats that go missing
measures: boats
unit: boats
good: down
area: The harbour
source: {word()}
chart: bars
series:
  sloops: {{title: Sloops {word()}}}
""",
        "data/boats.csv": f"""\
series,period,qualifier,value,note
sloops,2025/26,,{number()},
sloops,2024/25,,{number()},
""",
        "plan/bibliography.yaml": f"""\
tides: {{title: Tide tables, where: The harbour, url: https://example.org/t}}
deal: {{title: {word()}, where: {word()}, url: https://example.org/{word()}}}
""",
        "plan/panel/questions.yaml": f"""\
lamps:
  asker: the Panel
  question: The Panel asks for lamps.
  status: answered
  answer: Lamps are ordered.
pay:
  asker: {word()}
  question: The Panel asks about {word()}.
  status: answered
  answer: |
    It is {word()}.[^pay]

    [^pay]: As {word()} says.
""",
        "plan/panel/panel.yaml": f"""\
terms_of_reference: {{1: Look at what the office does}}
contact: {{post: Clerk, office: Saltmarsh Crime Panel}}
meetings:
  - date: {MEETING}
    items:
      - item: 3
        report: harbour
        appendices:
          - {{title: {word()}, url: https://example.org/{word()}, exempt: "1", why: {word()}}}
          - {{title: The tide tables, accessible: no}}
""",
    }


def report_of(secret: Secret) -> str:
    """A report whose passages are drawn by lot, each kind of exempt one at least once."""
    chance, word = secret.chance, secret.word
    often: list[Callable[[], str]] = [
        lambda: f'The harbour master gets {{{{ figure("deal.sum") }}}}, said {word()}.',
        lambda: f"Among them {word()}:\n\n- {word()}\n- {word()}",
        lambda: f'{{% claim "deal.sum > 0" %}}The {word()} is paid.{{% endclaim %}}',
        lambda: f'The quay:\n\n![{word()}](images/kept.png "{word()}")',
    ]
    once: list[Callable[[], str]] = [
        lambda: '{{ question("pay") }}',
        lambda: f'See {{{{ see("boats") }}}} and {word()}.[^kept]',
        lambda: '{{ indicator("boats") }}',
        lambda: f'{word()} costs {{{{ quoted("£{secret.number()}", "deal") }}}} a boat.',
    ]
    chance.shuffle(once)
    open_ones = ("The quays are walked.", 'The tides took {{ quoted("£18", "tides") }}.', "There are:\n\n- Lamps")

    def passages() -> str:
        found: list[str] = []
        for _ in range(chance.randrange(1, 5)):
            if chance.random() < 0.5:
                found.append(chance.choice(open_ones))
            else:
                own = [once.pop()] if once and chance.random() < 0.5 else []
                own += [chance.choice(often) for _ in range(chance.randrange(1 - len(own), 3))]
                found.append(exempt([each() for each in own]))
        return "\n\n".join(found)

    def exempt(own: list[str]) -> str:
        gap = chance.choice(["\n", "\n\n"])
        inner = "\n\n".join(own)
        return f'{{% exempt "{chance.choice("13")}" "{word()}" %}}{gap}{inner}{gap}{{% endexempt %}}'

    headings = ("# Background", "# Priority: patrol-quays, light-slipways", "# Next steps")
    parts = [HEAD, *(f"{heading}\n\n{passages()}" for heading in headings)]
    if once:  # what the lot has not drawn
        parts.append(f"# Appendix\n\n{exempt([each() for each in once])}")
    return "\n\n".join([*parts, f"[^kept]: The note says {word()}.\n"])


def office(folder: Path, seed: int) -> Secret:
    """The tiny office with a report, and the secrets in it."""
    secret = Secret(random.Random(seed))
    copy(HERE / "small", folder)
    (folder / "plan/images").mkdir()
    (folder / "plan/images/kept.png").write_bytes(PNG)
    secret.words.append(b64encode(PNG).decode("ascii"))
    for theme in ("harbour", "high-street"):
        path = folder / f"plan/2025-29/themes/{theme}.yaml"
        path.write_text(path.read_text("utf-8") + "indicators: [boats]\n", "utf-8")
    edition = folder / "plan/2025-29/edition.yaml"
    edition.write_text(
        edition.read_text("utf-8")
        .replace("per: theme}\n", "per: theme}\n  indicators: {name: Indicator, per: theme}\n")
        .replace("themes, money", "themes, indicators, money"),
        "utf-8",
    )
    for name, content in (files_of(secret) | {REPORT: report_of(secret)}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return secret


def leaks(secret: Secret, content: bytes) -> list[str]:
    return [word for word in secret.words if word.encode() in content]


def public_outputs(root: Path, out: Path) -> list[Path]:
    """Every file that a build of everything writes: pages, provenance, manifests, data."""
    built = build(root, None, Order(("html",), out))
    assert [found.message for found in built.judged.errors] == []
    return [path for path in out.rglob("*") if path.is_file()]


def examine(tmp_path: Path, seed: int) -> None:
    root = tmp_path / f"office-{seed}"
    secret = office(root, seed)
    outputs = public_outputs(root, tmp_path / f"out-{seed}")
    assert {path.suffix for path in outputs} >= {".html", ".json"}
    for path in outputs:
        assert leaks(secret, path.read_bytes()) == [], path
    judged = judge(root)
    paper = judged.documents[Request.read("panel-report harbour")]
    assert isinstance(paper, Document)
    assert leaks(secret, render_html(paper, "print").encode()) == []
    [pack] = judged.packs
    assert leaks(secret, render_html(pack.compose({"harbour": (paper, 4)}), "web").encode()) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_nothing_exempt_is_in_any_public_output(tmp_path: Path, seed: int) -> None:
    examine(tmp_path, seed)


def composed_of(project: Project) -> Document:
    """The report to the Panel as it is composed of a project, whatever the project holds."""
    assert project.office
    data = Data.of(project)
    (report,) = (each for each in declared(project, project.office, data) if each.kind == "panel-report")
    return compose(project, project.office, shipped_outline("panel-report"), report.subject(), data)


def test_a_composer_withholds_though_nobody_has_taken_the_exempt_passages_away(tmp_path: Path) -> None:
    """Two walls: the project is cleared before anything is composed, and a paper is public unless it says otherwise."""
    secret = office(tmp_path / "office", 3)
    project, _ = read_workspace(tmp_path / "office")
    passages = render_html(replace(composed_of(project), works=()), "web").encode()
    assert leaks(secret, passages) == []
    full = composed_of(replace(project, in_private=True))
    assert len(leaks(secret, render_html(full, "web").encode())) > 5


@pytest.mark.slow
@pytest.mark.example
def test_a_paper_to_the_board_has_an_exempt_version_too(tmp_path: Path) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(HERE.parent / folder, tmp_path / folder)
    [paper] = (tmp_path / "plan/board").rglob("*.md")
    text = paper.read_text("utf-8")
    head, _, last = text.rstrip().rpartition("\n\n")
    paper.write_text(
        f'{head}\n\n{{% exempt "43" "The bid is open" %}}\n\nSeagull bids.\n\n{{% endexempt %}}\n\n{last}\n'
    )
    request = f"bcb-paper {paper.stem}"
    public, private = (
        judge(tmp_path, Request.read(each)).documents[Request.read(each)] for each in (request, f"{request} exempt")
    )
    assert ("Seagull" in render_html(public, "web"), "is exempt from publication" in render_html(public, "web")) == (
        False,
        True,
    )
    assert "Seagull" in render_html(private, "web") and private.id.endswith("-exempt")


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_nothing_exempt_is_in_any_public_output_of_two_hundred_offices(tmp_path: Path, tenth: int) -> None:
    for seed in range(100 + 20 * tenth, 120 + 20 * tenth):
        examine(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_nothing_exempt_is_in_any_stream_of_the_pdfs(tmp_path: Path, seed: int) -> None:
    secret = office(tmp_path / "office", seed)
    build(tmp_path / "office", Request.read(f"panel-pack {MEETING}"), Order(("html", "pdf"), tmp_path / "out"))
    pdfs = sorted((tmp_path / "out").rglob("*.pdf"))
    assert len(pdfs) == 2
    for path in pdfs:
        read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
        assert (b"is exempt from publication" in " ".join(read.decode().split()).encode(), leaks(secret, read)) == (
            True,
            [],
        )
        with pikepdf.open(path) as pdf:
            streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Length1" not in each]
            assert len(streams) > 5
            assert [leaks(secret, each.read_bytes()) for each in streams if leaks(secret, each.read_bytes())] == []
            assert leaks(secret, "".join(repr(each) for each in pdf.objects).encode()) == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An office whose report has one public paragraph between two that are exempt, and one after them."""
    office(tmp_path / "office", 1)
    rewrite(
        tmp_path / "office",
        """\
# Priority: patrol-quays, light-slipways

{% exempt "3" "The bid is open" %}

The bidder is Seagull.

{% endexempt %}

The quays are walked.

{% exempt "1" "He is known" %}
Old Tom is ill.

Young Tom is well.
{% endexempt %}

Lamps are lit.

# Left out

- boats: nobody counted them
""",
    )
    return tmp_path / "office"


def rewrite(root: Path, body: str) -> None:
    (root / REPORT).write_text(f"{HEAD}\n\n{body}", "utf-8")


def blocks(paper: object) -> tuple[Block, ...]:
    """What the paper says of its priorities."""
    assert isinstance(paper, Document)
    return paper.sections[4].sections[0].blocks


def said(block: Block) -> str:
    assert isinstance(block, WithheldBlock | Numbered)
    return block.says.plain if isinstance(block, WithheldBlock) else block.body.plain


def test_the_numbers_stay_and_a_neutral_note_stands_there(small: Path) -> None:
    paper = judge(small).documents[Request.read("panel-report harbour")]
    business = f"is exempt from publication: {LAW}, paragraph 3, information about a body’s business affairs."
    individual = f"is exempt from publication: {LAW}, paragraph 1, information about an individual."
    assert list(zip(numbers(blocks(paper)), map(said, blocks(paper)), strict=True)) == [
        ("5.1.1", f"Paragraph 5.1.1 {business}"),
        ("5.1.2", "The quays are walked."),
        ("5.1.3", f"Paragraph 5.1.3 {individual}"),
        ("5.1.4", f"Paragraph 5.1.4 {individual}"),
        ("5.1.5", "Lamps are lit."),
    ]
    assert isinstance(paper, Document)
    assert facts(paper)["Access"] == "Public report, without the paragraphs that are exempt"


def test_the_exempt_version_has_all_of_it_under_the_same_numbers_and_is_marked(small: Path) -> None:
    paper = judge(small, Request.read("panel-report harbour exempt")).documents[
        Request.read("panel-report harbour exempt")
    ]
    assert isinstance(paper, Document)
    first, _, both, last = blocks(paper)
    assert isinstance(first, ExemptBlock) and isinstance(both, ExemptBlock)
    assert (first.label, first.reason) == (
        f"Exempt: {LAW}, paragraph 3, information about a body’s business affairs",
        "The bid is open.",
    )
    assert numbers((*first.blocks, *both.blocks, last)) == ["5.1.1", "5.1.3", "5.1.4", "5.1.5"]
    assert paper.id == f"panel-{MEETING}-harbour-exempt"
    mark = "Exempt version, not for publication"
    assert paper.notice.startswith(f"{mark}: it holds what is exempt under {LAW}, paragraphs 1 and 3.")
    assert paper.footer.startswith(mark) and facts(paper)["Access"] == mark
    assert "Old Tom is ill" in render_html(paper, "web") and mark in render_html(paper, "print")


@pytest.mark.slow
def test_it_is_built_when_asked_for_and_never_into_what_is_published(small: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["-C", str(small), *words, "--format", "html"])
        return done.exit_code, done.output

    report, id = ("panel-report", "--theme", "harbour"), f"panel-{MEETING}-harbour"
    out, private = small / "out", small / "out-exempt"
    assert (run(*report)[0], run("build")[0], private.exists()) == (0, 0, False)
    names = {path.name for path in out.iterdir()}
    assert {id, "plan-2025-29"} <= names and not [name for name in names if "exempt" in name]
    code, said = run(*report, "--exempt")
    page = private / f"{id}-exempt/{id}-exempt.html"
    assert (code, str(page) in said, "Old Tom is ill" in page.read_text("utf-8")) == (0, True, True)
    assert (private / ".gitignore").read_text("utf-8") == "*\n"
    assert {path.name for path in out.iterdir()} == names
    assert not [path for path in out.rglob("*.*") if path.is_file() and b"Old Tom" in path.read_bytes()]
    for public in (out, out / "kept", small / "plan/../out"):
        code, said = run(*report, "--exempt", "--out", str(public))
        assert (code, "does not go into" in said) == (2, True)
    shutil.copytree(page.parent, out / page.parent.name)  # as the program once built it
    assert f"pcpgen: {id}-exempt is of no document any more and has been removed.\n" in run("build", "--force")[1]
    assert {path.name for path in out.iterdir()} == names


def test_a_report_with_nothing_exempt_has_no_exempt_version(small: Path) -> None:
    rewrite(
        small,
        "# Priority: patrol-quays, light-slipways\n\nAll is well.\n\n# Left out\n\n- boats: nobody counted them\n",
    )
    done = CliRunner().invoke(cli, ["-C", str(small), "panel-report", "--theme", "harbour", "--exempt"])
    assert (done.exit_code, "nothing in panel-report harbour is exempt" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "mark",
    [
        '{%exempt "3" "why"%}',
        '{% exempt "3" %}',
        "{% exempt 3 %}",
        '{% EXEMPT "3" "why" %}',
        '{% exempt "3" "why" %} Seagull',
        'Words {% exempt "3" "why" %}',
        "{%- exempt '3' 'why' -%}",
        '{{ exempt("3") }}',
        '{% exemption "3" "why" %}',
    ],
)
def test_a_mark_is_whole_or_nothing_is_published(small: Path, mark: str) -> None:
    """Either the passage is exempt or the build is refused; a mark never fails to hide and passes."""
    rewrite(
        small,
        f"# Priority: patrol-quays, light-slipways\n\n{mark}\n\nThe bidder is Seagull.\n\n{{% endexempt %}}\n\n"
        "# Left out\n\n- boats: nobody counted them\n",
    )
    judged = judge(small)
    assert judged.errors or "Seagull" not in render_html(judged.documents[Request.read("panel-report harbour")], "web")


@pytest.mark.parametrize(
    ("nation", "paragraphs", "test"),
    [("England", range(1, 8), "paragraph 10"), ("Wales", range(12, 19), "paragraph 21")],
)
def test_each_nation_has_seven_paragraphs_of_its_own(nation: str, paragraphs: range, test: str) -> None:
    """Those of Wales are 12 to 18; the public interest is weighed for each."""
    known = shipped_exemptions(nation)
    assert list(known.paragraphs) == [str(number) for number in paragraphs]
    assert (known.law, known.test) == ("Local Government Act 1972, Schedule 12A", f"Schedule 12A, {test}")
    (notice,) = [about for about in known.paragraphs.values() if "notice" in about]
    assert "requirements on a person" in notice


def test_the_board_s_papers_rest_on_freedom_of_information() -> None:
    """Schedule 12A binds panels alone."""
    board = shipped_exemptions("England").of(board=True)
    assert (board.law, board.by, "43" in board.paragraphs) == ("Freedom of Information Act 2000", "section", True)
    own = Exemptions("The Act", {"3": "a business"})
    assert own.of(board=True) is own  # a list of the office's own is for all of its papers


def test_a_paper_to_the_board_names_the_section(tmp_path: Path) -> None:
    root = copy(HERE / "small", tmp_path / "office")
    copy(HERE / "broken/unknown-id--exempt-board/plan", root / "plan")
    paper = root / "plan/board/2026-03-04/quay.md"
    paper.write_text(paper.read_text("utf-8").replace('"3"', '"43"'), "utf-8")
    found = judge(root).documents[Request.read("bcb-paper quay")]
    assert "Freedom of Information Act 2000, section 43, information that would harm" in render_html(found, "web")
    private = judge(root, Request.read("bcb-paper quay exempt")).documents
    page = render_html(next(iter(private.values())), "web")
    assert "under Freedom of Information Act 2000, section 43. What is kept back is weighed" in page


@pytest.mark.slow
@pytest.mark.example
def test_the_example_office_has_the_law_of_england() -> None:
    assert judge(HERE.parent, NONE).project.exemptions == shipped_exemptions("England")
