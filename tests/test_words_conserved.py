"""An author's words reach every output as what their author meant; each fault seen in use, with the right value."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pcpgen.build import Order, build
from pcpgen.checks.passages import written
from pcpgen.formats.html import Medium, render_html
from pcpgen.pipeline import Judged, judge
from pcpgen.place import Place
from pcpgen.prose.passage import Passage
from pcpgen.request import Request
from tests.cases import first_quick
from tests.conftest import ROOT
from tests.hostile import PNG
from tests.quality import tags
from tests.workspaces import apart, copy

SMALL = ROOT / "tests/small"
TABLE = "| Quay | Boats |\n|---|---|\n| North | many |\n\n: Where boats lie"
MEDIA: tuple[Medium, ...] = ("web", "print")


def said(page: str) -> str:
    """The words of a page as they are read, those of pictures too, one blank between two."""
    page = re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r" \1 ", page)
    words = re.sub(r"<style.*?</style>|<sup.*?</sup>|<[^>]*>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


def squeezed(text: str) -> str:
    """Words without the blanks around them, since markup may stand where none is."""
    return re.sub(r"\s+", "", text)


def passages_of(judged: Judged) -> Iterator[Passage]:
    """Every block of prose of a workspace that a public document prints as it stands."""
    for passage in _passages(judged):
        yield from (Passage((block,), passage.written, passage.place) for block in passage.blocks)


def _passages(judged: Judged) -> Iterator[Passage]:
    for edition in judged.project.editions.values():
        yield from (each.passage for each in written(edition))
    for paper in judged.project.papers:
        for part in paper.parts:
            yield from (block.body for block in part.blocks if block.kind == "paragraph" and not block.exempt)
        yield from (note.text for note in paper.notes)


OFFICES = [
    ROOT,
    SMALL,
    *(
        ROOT / "tests/offices" / name
        for name in ("carrow", "fellmoor", "gwynfa", "haddon", "northmoor", "port-ansley", "severn-reach", "tolland")
    ),
]


@pytest.mark.parametrize(
    "root",
    first_quick(OFFICES, 2),
    ids=[
        "example",
        "small",
        "carrow",
        "fellmoor",
        "gwynfa",
        "haddon",
        "northmoor",
        "port-ansley",
        "severn-reach",
        "tolland",
    ],
)
def test_every_word_of_every_passage_reaches_page_and_paper_in_order(root: Path) -> None:
    assert lost_words(judge(root)) == []


def test_the_guard_sees_a_word_that_is_lost_and_one_that_is_out_of_order() -> None:
    assert stands_in(["Lights on", "quays"], squeezed("x Lights on the 8 quays y"))
    assert not stands_in(["Lights on", "quays"], squeezed("x quays and Lights on"))
    assert not stands_in(["Lights on", "steps"], squeezed("x Lights on the quays y"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "root",
    OFFICES,
    ids=[
        "example",
        "small",
        "carrow",
        "fellmoor",
        "gwynfa",
        "haddon",
        "northmoor",
        "port-ansley",
        "severn-reach",
        "tolland",
    ],
)
def test_every_word_of_every_passage_is_in_the_tags_of_a_pdf(root: Path, tmp_path: Path) -> None:
    judged = build(apart(root, tmp_path / "office"), None, Order(("pdf",), tmp_path / "out")).judged
    said = " ".join(spoken(tags.read(path).root) for path in sorted((tmp_path / "out").glob("*/*.pdf")))
    said = squeezed(re.sub(r"\d", "", said))  # the marks of notes are numbers within the words
    lost = [
        (each.place, each.written)
        for each in passages_of(judged)
        if not stands_in([re.sub(r"\d", "", words) for words in words_of(each)], said)
    ]
    assert lost == []


def spoken(element: tags.Element) -> str:
    """What a screen reader says of an element of a PDF: its text and that of its pictures, in their order."""
    within = (
        each.text if isinstance(each, tags.Run) else spoken(each) if isinstance(each, tags.Element) else ""
        for each in element.children
    )
    return element.alt + "".join(within)


def test_the_words_of_a_picture_reach_page_and_paper(tmp_path: Path) -> None:
    copy(SMALL, tmp_path / "office")
    (tmp_path / "office/plan/images").mkdir()
    (tmp_path / "office/plan/images/quay.png").write_bytes(PNG)
    money = tmp_path / "office/plan/2025-29/pages/money.md"
    money.write_text(money.read_text("utf-8") + '\n![Nets & *gulls*](images/quay.png "What they spare")\n', "utf-8")
    judged = judge(tmp_path / "office")
    said_of_it = [stretch.text for each in passages_of(judged) for stretch in each.stretches][-2:]
    assert (said_of_it, lost_words(judged)) == (["Nets & gulls", "What they spare"], [])


def lost_words(judged: Judged) -> list[tuple[Place, str]]:
    """Passages of a workspace whose words no page, or nothing printed, has in their order."""
    lost: list[tuple[Place, str]] = []
    documents = {id(each): each for each in judged.documents.values()}.values()
    for medium in MEDIA:
        pages = squeezed(" ".join(said(render_html(document, medium)) for document in documents))
        lost += [(each.place, each.written) for each in passages_of(judged) if not stands_in(words_of(each), pages)]
    return lost


FAR = 400  # signs between two stretches of words, in which a figure, a reference or a note's mark stands


def words_of(block: Passage) -> list[str]:
    return [stretch.text for stretch in block.stretches]


def stands_in(stretches: Sequence[str], text: str) -> bool:
    """Whether stretches of words follow each other somewhere in a squeezed text, with little between them."""
    wanted, whole = [squeezed(each) for each in stretches if each.strip()], text
    if not wanted:
        return True
    start = whole.find(wanted[0])
    while start >= 0:
        at = start + len(wanted[0])
        for each in wanted[1:]:
            found = whole.find(each, at, at + FAR + len(each))
            if found < 0:
                break
            at = found + len(each)
        else:
            return True
        start = whole.find(wanted[0], start + 1)
    return False


# -- each fault through the whole path: what is written into the page, and what its reader gets


def page_of(tmp_path: Path, body: str) -> str:
    """The small office's plan with words of ours on its page Money, as HTML without its styles."""
    root = tmp_path / "office"
    copy(SMALL, root)
    money = root / "plan/2025-29/pages/money.md"
    money.write_text(f"{money.read_text('utf-8').rstrip()}\n\n{body}\n", "utf-8")
    judged = judge(root, Request.read("plan"))
    assert [f"{each.place}: {each.message}" for each in judged.problems] == []
    return render_html(judged.documents[Request.read("plan")], "print")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The year:\n- quays\n- boats", "<p>The year:</p><ul><li>quays</li><li>boats</li></ul>"),
        ("- quays\n    - slipways\n    - steps", "<li>quays<ul><li>slipways</li><li>steps</li></ul></li>"),
        ("3. quays\n4. boats", '<ol start="3" style="counter-reset: item 2"><li>quays</li><li>boats</li></ol>'),
        ("> We want light.\n> — a fisher", '<p>We want light.</p><p class="quotation__by">a fisher</p></blockquote>'),
        ("- quays\n\n    and their steps", "<li>quays<p>and their steps</p></li>"),
        ("*Light* and **steps**", "<p><em>Light</em> and <strong>steps</strong></p>"),
        ("| Quay | Boats |\n|---|---|\n| North | many |\n\n: Where boats lie", "<caption>Where boats lie</caption>"),
        (
            "| Quay | Boats |\n|---|---|\n| North | many |\n\n: Where boats lie",
            '<th scope="row">North</th><td>many</td>',
        ),
        ("Paid.[^a]\n\n[^a]: <https://example.org/a>", '<a href="https://example.org/a">https://example.org/a</a>'),
        (r"Two \* two", "<p>Two * two</p>"),
    ],
)
def test_a_construct_comes_out_as_what_it_is(tmp_path: Path, body: str, expected: str) -> None:
    assert expected in re.sub(r"\s*\n\s*", "", page_of(tmp_path, body))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The force will walk the quays every night", "The force will spend {{ figure('budget.spending') }}"),
        ("title: The harbour", "title: The harbour\nstrapline: Of {{ figure('budget.spending') }} a year"),
    ],
)
def test_a_figure_stands_in_statements_and_straplines(tmp_path: Path, old: str, new: str) -> None:
    root = tmp_path / "office"
    copy(SMALL, root)
    theme = root / "plan/2025-29/themes/harbour.yaml"
    text = theme.read_text("utf-8")
    assert old in text
    theme.write_text(text.replace(old, new), "utf-8")
    judged = judge(root, Request.read("plan"))
    assert judged.problems == ()
    page = render_html(judged.documents[Request.read("plan")], "web")
    assert "{{" not in page and 'data-figure="budget.spending@' in page.partition("quays")[0] + page


@pytest.mark.parametrize(
    ("key", "value"),
    [("title", "The {{ figure('budget.spending') }}"), ("title", "**The harbour**"), ("title", "yes"), ("title", "~")],
)
def test_what_is_printed_as_it_is_typed_holds_no_markup(tmp_path: Path, key: str, value: str) -> None:
    root = tmp_path / "office"
    copy(SMALL, root)
    theme = root / "plan/2025-29/themes/harbour.yaml"
    theme.write_text(theme.read_text("utf-8").replace("title: The harbour", f"{key}: {value}"), "utf-8")
    (found,) = judge(root, Request.read("plan")).problems
    assert (found.place.file, found.place.line) == ("plan/2025-29/themes/harbour.yaml", 2)


def test_an_unknown_figure_in_a_statement_is_a_problem(tmp_path: Path) -> None:
    root = tmp_path / "office"
    copy(SMALL, root)
    theme = root / "plan/2025-29/themes/harbour.yaml"
    walk = "The force will walk the quays every night"
    theme.write_text(theme.read_text("utf-8").replace(walk, "It costs {{ figure('budget.boots') }}"), "utf-8")
    (found,) = judge(root, Request.read("plan")).problems
    assert found.rule.id in ("unknown-figure", "unknown-series") and found.place.line == 5
