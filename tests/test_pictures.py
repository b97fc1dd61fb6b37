"""A picture within prose: from a line of Markdown and a file in `plan/images/` to page and paper, or what is wrong."""

from __future__ import annotations

import io
from base64 import b64encode
from pathlib import Path

import page as pdf_ua
import pikepdf
import pytest
from PIL import Image

from pcpgen.build import Order, build
from pcpgen.compose.exempt import public
from pcpgen.document.document import Document
from pcpgen.formats.html import render_html
from pcpgen.formats.pdf import Job, Renderer
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import images, judge
from pcpgen.request import Request
from tests.hostile import EDITION, FACTS, HERE, MONEY, NARRATIVE, PNG, QUESTIONS, REPORT, TEXTS, THEME
from tests.quality import tags
from tests.workspaces import copy

PICTURE = '![The bridge at low tide](images/bridge.png "What boats pass under")'
SEEN = '<img class="pictured__image" src="{}" alt="The bridge at low tide" width="{}" height="{}">'
CAPTION = "<figcaption>What boats pass under</figcaption>"


def png(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with a page of each kind, a report to its Panel and a picture that nobody shows yet."""
    root = tmp_path / "office"
    copy(HERE / "small", root)
    (root / "plan/images").mkdir()
    for path, text in TEXTS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    (root / "plan/images/mark.png").write_bytes(PNG)
    (root / "plan/images/bridge.png").write_bytes(png(40, 30))
    return root


def write(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    (root / path).write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[str]:
    return [f"{found.place} {found.rule.id}: {found.message}" for found in judge(root).problems]


# -- wherever running text stands


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (MONEY, "The office spends", f"{PICTURE}\n\nThe office spends"),
        (MONEY, "The office spends", f"- boats:\n\n  {PICTURE}\n\nThe office spends"),
        (NARRATIVE, "- two", f"- two\n\n{PICTURE}"),
        (REPORT, "The tides took", f"{PICTURE}\n\nThe tides took"),
        (REPORT, "recommend: That the Panel note the report.", f"recommend: |\n  That the Panel look.\n\n  {PICTURE}"),
        (QUESTIONS, "    - one for the quay", f"    {PICTURE}"),
    ],
)
def test_a_picture_stands_in_running_text_on_page_and_paper(office: Path, path: str, old: str, new: str) -> None:
    write(office, path, old, new)
    judged = judge(office)
    assert [f"{each.place} {each.message}" for each in judged.problems] == []
    documents = [each for each in {id(each): each for each in judged.documents.values()}.values() if each.pictures]
    assert documents
    data = f"data:image/png;base64,{b64encode(png(40, 30)).decode('ascii')}"
    for document in documents:
        web, printed = render_html(document, "web"), render_html(document, "print")
        assert SEEN.format(data, 40, 30) in web and CAPTION in web
        assert SEEN.format("pcpgen:image/images/bridge.png", 40, 30) in printed and CAPTION in printed
    assert images(judged.project)["pcpgen:image/images/bridge.png"] == ("image/png", png(40, 30))


def test_a_picture_belongs_to_the_paragraph_before_it(office: Path) -> None:
    write(office, REPORT, "The tides took", f"The bridge stands.\n\n{PICTURE}\n\nThe tides took")
    page = render_html(judge(office).documents[Request.read("panel-report harbour")], "web")
    stands = next(para for para in page.split('<div class="para') if "The bridge stands." in para)
    assert CAPTION in stands and "The tides took" not in stands


def test_a_figure_in_the_words_of_a_picture_is_worked_out(office: Path) -> None:
    alt = '![A quay of {{ figure("budget.quays") }}](images/bridge.png)'
    write(office, MONEY, "The office spends", f"{alt}\n\nThe office spends")
    assert 'alt="A quay of £310 thousand"' in render_html(judge(office).documents[Request.read("plan")], "web")


# -- what is wrong with one is told at its line


def test_each_thing_that_is_wrong_is_told_at_the_line_of_the_prose(office: Path) -> None:
    (office / "plan/images/letter.png").write_text("Dear Sir")
    (office / "plan/images/wide.png").write_bytes(png(4_001, 10))
    (office / "plan/images/large.png").write_bytes(png(1, 1).ljust((2 << 20) + 1, b"\0"))
    (office / "plan/images/link.png").symlink_to("/etc/passwd")
    (office / "plan/images/folder.png").mkdir()
    (office / "plan/images/cut.png").write_bytes(png(30, 30)[:-20])
    named = ("gone", "letter", "cut", "wide", "large", "link", "folder", "gone")
    lines = "\n\n".join(f"![A quay](images/{name}.png)" for name in named)
    write(office, MONEY, "The office spends", f"{lines}\n\nThe office spends")
    first = (office / MONEY).read_text("utf-8").split("\n").index("![A quay](images/gone.png)") + 1
    assert told(office) == [
        f"{MONEY}:{first}:1 missing-file: there is no file plan/images/gone.png",
        f"{MONEY}:{first + 2}:1 image-format: images/letter.png is neither PNG nor JPEG",
        f"{MONEY}:{first + 4}:1 image-format: images/cut.png cannot be decoded: it ends too soon, "
        "or was damaged on its way",
        f"{MONEY}:{first + 6}:1 image-format: images/wide.png has 4001 by 10 pixels; 4,000 a side are the most",
        f"{MONEY}:{first + 8}:1 file-too-large: plan/images/large.png has 2,097,153 bytes; 2,097,152 are the most",
        f"{MONEY}:{first + 10}:1 unreadable-file: plan/images/link.png is a link or no ordinary file",
        f"{MONEY}:{first + 12}:1 unreadable-file: plan/images/folder.png is a folder",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (THEME, "aim: Boats stay where they are moored", f"aim: '{PICTURE}'"),
        (EDITION, "vision: A quiet marsh", f"vision: '{PICTURE}'"),
        (FACTS, "The rest is for the shops", f"'{PICTURE}'"),
        (MONEY, "[^more]: The books say so.", f"[^more]: {PICTURE}"),
    ],
)
def test_no_picture_stands_where_one_line_of_words_belongs(office: Path, path: str, old: str, new: str) -> None:
    write(office, path, old, new)
    assert [each for each in told(office) if "unknown-markup" in each]
    assert judge(office).documents == {}


# -- the file is an input


def built_anew(root: Path, out: Path) -> set[str]:
    """The documents that a build writes."""
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    assert build(root, None, Order(("html",), out)).judged.errors == ()
    return {path.stem for path in out.glob("*/*.html") if before.get(path) != path.stat().st_mtime_ns}


@pytest.mark.slow
def test_a_changed_picture_makes_what_shows_it_anew_and_nothing_else(office: Path, tmp_path: Path) -> None:
    write(office, MONEY, "The office spends", f"{PICTURE}\n\nThe office spends")
    assert "plan/images/bridge.png" in read_workspace(office)[0].inputs
    assert built_anew(office, tmp_path / "out") >= {"plan-2025-29", "panel-2025-11-12-harbour"}
    assert built_anew(office, tmp_path / "out") == set()
    (office / "plan/images/bridge.png").write_bytes(png(50, 30))
    assert built_anew(office, tmp_path / "out") == {"plan-2025-29"}


def test_a_picture_that_nobody_shows_is_not_read(office: Path) -> None:
    project, problems = read_workspace(office)
    assert ("plan/images/bridge.png" in project.inputs, project.images, problems) == (False, {}, ())


# -- what is exempt


@pytest.mark.slow
def test_an_exempt_picture_is_in_no_public_output(office: Path, tmp_path: Path) -> None:
    law = "law: The Act, Schedule 12A\nparagraphs:\n  3: information about a body’s business affairs\n"
    (office / "plan/exemptions.yaml").write_text(law, "utf-8")
    passage = f'{{% exempt "3" "The bid is open" %}}\n\nThe bid.\n\n{PICTURE}\n\n{{% endexempt %}}\n\nThe tides took'
    write(office, REPORT, "The tides took", passage)
    data, project = b64encode(png(40, 30)), judge(office).project
    assert (list(project.images), dict(public(project).images)) == (["images/bridge.png"], {})
    build(office, None, Order(("html",), tmp_path / "out"))
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    secrets = (data, b"bridge at low tide", b"What boats pass under", b"pcpgen:image/images/bridge.png")
    assert [path for path in written if any(secret in path.read_bytes() for secret in secrets)] == []
    private = judge(office, Request.read("panel-report harbour exempt")).documents[
        Request.read("panel-report harbour exempt")
    ]
    assert data in render_html(private, "web").encode()
    assert isinstance(private, Document) and [each.file for each in private.pictures] == ["images/bridge.png"]


def test_a_picture_that_is_exempt_and_public_too_is_public(office: Path) -> None:
    write(office, MONEY, "The office spends", f"{PICTURE}\n\nThe office spends")
    law = "law: The Act, Schedule 12A\nparagraphs:\n  3: information about a body’s business affairs\n"
    (office / "plan/exemptions.yaml").write_text(law, "utf-8")
    passage = f'{{% exempt "3" "The bid is open" %}}\n\n{PICTURE}\n\n{{% endexempt %}}\n\nThe tides took'
    write(office, REPORT, "The tides took", passage)
    shown = {name: [one.file for one in each.pictures] for name, each in judge(office).documents.items()}
    assert (shown[Request.read("plan")], shown[Request.read("panel-report harbour")]) == (["images/bridge.png"], [])


# -- on paper


@pytest.mark.slow
def test_a_picture_is_a_figure_of_the_pdf_that_fits_its_page(office: Path) -> None:
    """A tall one too; the engine of PDF/UA finds nothing."""
    (office / "plan/images/the tall bridge.png").write_bytes(png(300, 3_900))
    write(
        office, MONEY, "The office spends", f"{PICTURE}\n\n![High](<images/the tall bridge.png>)\n\nThe office spends"
    )
    judged = judge(office, Request.read("plan"))
    with Renderer() as renderer:
        job = Job(render_html(judged.documents[Request.read("plan")], "print"), images(judged.project))
        content = renderer.pdf(job).content
    (office / "plan.pdf").write_bytes(content)
    tagged = tags.read(office / "plan.pdf")
    alternatives = [figure.alt for figure in tagged.root.all("Figure")]
    assert alternatives.count("The bridge at low tide") == alternatives.count("High") == 1
    assert "What boats pass under" in [caption.text for caption in tagged.root.all("Caption")]
    assert [str(each) for each in pdf_ua.validate_pdf_bytes(content, profile="ua1").failures] == []
    assert tallest(content) < 191 / 25.4 * 72


def tallest(content: bytes) -> float:
    """The height of the tallest image on any page, in points."""
    heights = [0.0]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            matrix: list[pikepdf.Matrix] = [pikepdf.Matrix()]
            for said in pikepdf.parse_content_stream(page):
                match str(said.operator):
                    case "q":
                        matrix.append(matrix[-1])
                    case "Q":
                        matrix.pop()
                    case "cm":
                        matrix[-1] = pikepdf.Matrix(*map(float, list(said.operands))) @ matrix[-1]
                    case "Do":
                        heights.append(abs(matrix[-1].d))
    return max(heights)
