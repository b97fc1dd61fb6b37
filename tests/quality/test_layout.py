"""The PDF's pages as laid out: nothing off the page or small, no heading left behind, no empty page, 24 at most."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from pcpgen.languages import LANGUAGES
from pcpgen.words.catalogue import shipped
from tests.conftest import Built
from tests.quality import tags, web
from tests.quality.tags import Tagged

pytestmark = pytest.mark.slow

SMALLEST = 9  # points
MOST_PAGES = 24  # of the plan
MILLIMETRE = 72 / 25.4  # points
OUTER, INNER, FOOT = 18 * MILLIMETRE, 24 * MILLIMETRE, 19 * MILLIMETRE  # the margins of print.css
FEWEST_WORDS = 40  # on a page, running header and footer not counted
CONTENTS = {shipped(language).text("contents.title") for language in LANGUAGES}
SPARSE = {1: "the cover", -1: "the back cover"}  # counted from the front and from the back

BROKEN = """<html lang="en"><title>Broken</title><style>@page { size: A4; margin: 20mm }</style><h1>Broken</h1>
<p>A page of few words</p><h2>Left behind</h2><p style="break-before: page">Its text</p>
<p style="font-size: 8pt">Small</p><p style="margin-left: 165mm; white-space: nowrap">Runs off the page</p></html>"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that breaks each rule of this file."""
    from weasyprint import HTML  # here, since it takes long and the quick tests do without

    path = tmp_path_factory.mktemp("broken") / "broken.pdf"
    HTML(string=BROKEN).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def page_texts(tagged: Tagged) -> dict[int, str]:
    """All text that each page shows, header and footer included."""
    texts: dict[int, str] = {}
    for run in tagged.runs:
        texts[run.page] = texts.get(run.page, "") + run.text
    return texts


def off_the_page(path: Path) -> list[str]:
    """The words whose box is not wholly on their page, and the letters that are shown beyond it."""
    done = web.run(web.tool("pdftotext"), "-bbox-layout", path, "-")
    assert done.returncode == 0, done.stderr
    found = []
    shown = {number: tags.folded(text) for number, text in page_texts(tags.read(path)).items()}
    for number, page in enumerate(etree.fromstring(done.stdout.encode()).iter("{*}page"), 1):
        width, height = float(page.get("width", 0)), float(page.get("height", 0))
        for word in page.iter("{*}word"):
            left, top, right, foot = (float(word.get(side, -1)) for side in ("xMin", "yMin", "xMax", "yMax"))
            if left < 0 or top < 0 or right > width or foot > height:
                found.append(f"page {number}: {word.text!r} at {left:.0f}, {top:.0f}")
        on_page = tags.folded("".join(word.text or "" for word in page.iter("{*}word")))
        if lost := Counter(shown.get(number, "")) - Counter(on_page):
            found.append(f"page {number}: beyond its edge: {''.join(sorted(lost.elements()))!r}")
    return found


def in_the_margin(path: Path) -> list[str]:
    """The words that run into the margin on the right, the inner one of a left page; at its foot the number stands."""
    done = web.run(web.tool("pdftotext"), "-bbox-layout", path, "-")
    assert done.returncode == 0, done.stderr
    found = []
    for number, page in enumerate(etree.fromstring(done.stdout.encode()).iter("{*}page"), 1):
        edge = float(page.get("width", 0)) - (OUTER if number % 2 else INNER)
        foot = float(page.get("height", 0)) - FOOT
        for word in page.iter("{*}word"):
            right, below = float(word.get("xMax", 0)), float(word.get("yMax", 0))
            if right > edge + 1 and below < foot:
                found.append(f"page {number}: {word.text!r} ends at {right:.0f}")
    return found


def too_small(tagged: Tagged) -> list[str]:
    """The texts under the least size, header, footer and labels of charts included."""
    return [f"page {run.page}: {run.text!r}, {run.size:.1f} pt" for run in tagged.runs if run.size < SMALLEST - 0.01]


def left_behind(tagged: Tagged) -> list[str]:
    """The headings at whose page's foot nothing follows that they head."""
    heading_of = {run: heading for heading in tagged.headings for run in heading.runs()}
    return [
        f"page {run.page}: {heading_of[run].text!r}"
        for run, following in pairwise(tagged.root.runs())
        if run in heading_of and following.page != run.page
    ]


def words(tagged: Tagged, pages: int) -> dict[int, int]:
    """How many words each page holds."""
    counted = dict.fromkeys(range(1, pages + 1), 0)
    for run in tagged.root.runs():
        counted[run.page] += len(run.text.split())
    return counted


def nearly_empty(tagged: Tagged) -> list[str]:
    """The pages with few words that are not meant to have few."""
    last = max(run.page for run in tagged.runs)
    sparse = {number % (last + 1) for number in SPARSE}
    sparse |= {page for heading in tagged.headings if heading.text in CONTENTS for page in heading.pages}
    counted = words(tagged, last).items()
    return [f"page {page}: {count} words" for page, count in counted if count < FEWEST_WORDS and page not in sparse]


def test_all_text_is_on_its_page(built: Built) -> None:
    """No word is cut off."""
    assert off_the_page(built.pdf) == []


def test_no_text_runs_into_the_margin(built: Built) -> None:
    """No table is wider than its column."""
    assert in_the_margin(built.pdf) == []


def test_no_text_is_small(built: Built) -> None:
    """9 points is the least."""
    assert too_small(tags.read(built.pdf)) == []


def test_no_heading_is_left_behind(built: Built) -> None:
    """Under each heading, on the same page, stands something that it heads."""
    assert left_behind(tags.read(built.pdf)) == []


def test_no_page_is_nearly_empty(built: Built) -> None:
    """A page that holds next to nothing was not meant."""
    assert nearly_empty(tags.read(built.pdf)) == []


def test_not_too_many_pages(plan: Built) -> None:
    """The plan keeps to its length."""
    assert max(run.page for run in tags.read(plan.pdf).runs) <= MOST_PAGES


def test_the_guards_bite(broken: Path) -> None:
    """Each check above sees its fault."""
    tagged = tags.read(broken)
    assert off_the_page(broken) == ["page 2: 'th' at 584, 116", "page 2: beyond its edge: 'aeegp'"]
    ends = [line.partition(" ends at ")[0] for line in in_the_margin(broken)]
    assert ends == ["page 2: 'Runs'", "page 2: 'off'", "page 2: 'th'"]
    assert [line.split(",")[0] for line in too_small(tagged)] == ["page 2: 'Small'"]
    assert left_behind(tagged) == ["page 1: 'Left behind'"]
    assert words(tagged, 2) == {1: 8, 2: 7}
    assert nearly_empty(tags.Tagged(tagged.root, (*tagged.runs, tags.Run(3, None, "3", 0, 0, 10)))) == [
        "page 2: 7 words"
    ]
