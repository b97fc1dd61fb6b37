"""The redline as it is seen, heard and read: every mark is told in words, on the web page and in the PDF's tags."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from tests.conftest import Built
from tests.quality import tags, web

pytestmark = pytest.mark.slow

TOLD = {"ins": "[inserted:", "del": "[removed:"}


@pytest.fixture(scope="module", params=["variation", "differences", "revisions"])
def redline(request: pytest.FixtureRequest) -> Built:
    """Each document that marks changes."""
    found: Built = request.getfixturevalue(request.param)
    return found


def untold(page: str) -> list[str]:
    """Marked words that do not stand between their telling words and a closing bracket."""
    found: list[str] = []
    tree: Any = html.fromstring(page)
    for mark in tree.xpath("//ins|//del"):
        before = " ".join(mark.xpath("string(preceding-sibling::*[1])").split())
        after = mark.xpath("string(following-sibling::*[1])")
        if (before, after) != (TOLD[str(mark.tag)], "]"):
            found.append(mark.text_content())
    return found


def test_each_mark_is_told_in_words(redline: Built) -> None:
    page = redline.html.read_text("utf-8")
    assert page.count("<ins>") >= 3 and page.count("<del>") >= 3
    assert untold(page) == []


def test_the_words_reach_the_tags_of_the_pdf(redline: Built) -> None:
    """A screen reader of the PDF says of each change what it is, and reads its words between the brackets."""
    said = tags.folded(tags.read(redline.pdf).root.text)
    for mark in web.tree(redline.html).xpath("//ins|//del"):
        assert tags.folded(f"{TOLD[str(mark.tag)]} {mark.text_content()}]") in said


def test_a_move_is_told_in_both_places_and_marked_in_neither(differences: Built) -> None:
    text = web.tree(differences.html).text_content()
    assert "Moved here: it stood after “Surveys” of page 8, “Listening to the public”." in text
    assert "Moved from here: it now stands at the beginning of “Locally-set People’s Priorities” on page 7" in text
    assert not [mark for mark in web.tree(differences.html).xpath("//del") if "Outreach" in mark.text_content()]


def test_what_a_passage_says_of_its_move_stands_with_its_text(variation: Built, differences: Built) -> None:
    """No page ends with “Moved here: …” while the passage begins overleaf."""
    for document in (variation, differences):
        done = web.run(web.tool("pdftotext"), "-layout", document.pdf, "-")
        pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in done.stdout.split("\f")]
        ends = [page[-2] for page in pages if len(page) > 1]  # the last line is the foot
        assert "Moved here" in done.stdout and not [line for line in ends if "Listening to the public" in line]


def test_figures_that_differ_stand_in_a_table_with_both_values(revisions: Built) -> None:
    table = next(table for table in web.tables(revisions.html) if table.texts[0] == ["Figure", "Before", "After"])
    assert table.texts[1] == [tags.folded("The county: Residents"), "750,000", "800,000"]


def test_the_guard_bites() -> None:
    assert untold("<p><span>[inserted:</span> <ins>told</ins><span>]</span> <ins>untold</ins></p>") == ["untold"]
    assert untold("<p><span>[inserted:</span> <del>mistold</del><span>]</span></p>") == ["mistold"]
