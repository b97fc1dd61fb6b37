"""The contents page of the PDF: each number is the page on which its chapter begins, or the pages that it fills."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.conftest import Built
from tests.quality import tags, web
from tests.quality.tags import Element, Tagged

pytestmark = pytest.mark.slow

NUMBER = re.compile(r"(\d+)(?:–(\d+))?")


@dataclass(frozen=True)
class Entry:
    """A line of the contents: where it leads, and the pages that it names."""

    target: str
    title: str
    first: int
    last: int | None


def entries(tagged: Tagged) -> list[Entry]:
    """The lines of the contents as printed: the first list whose items lead somewhere and bear a page number."""
    lists = (entries_of(found) for found in tagged.root.all("L"))
    return next(filter(None, lists), [])


def entries_of(contents: Element) -> list[Entry]:
    found = []
    for item in contents.all("LI"):
        targets = {link.target for link in item.links()}
        numbers = [match for run in item.runs() if (match := NUMBER.fullmatch(run.text.strip()))]
        if len(targets) == 1 and len(numbers) == 1:
            first, last = numbers[0].groups()
            title = " ".join(run.text for run in item.runs() if not NUMBER.fullmatch(run.text.strip()))
            found.append(Entry(targets.pop(), title, int(first), int(last) if last else None))
    return found


def promised(plan: Built) -> dict[str, str]:
    """The heading that each link of the web page's contents leads to, as the page has it."""
    page = web.tree(plan.html)
    found = {}
    for link in page.xpath("//nav[contains(@class, 'contents')]//a[starts-with(@href, '#')]"):
        target = str(link.get("href"))[1:]
        heading = page.xpath("(//*[@id=$id]/descendant-or-self::h2)[1]", id=target)
        found[target] = tags.folded(heading[0].text_content()) if heading else ""
    return found


def pages_filled(tagged: Tagged) -> dict[str, list[int]]:
    """The pages from each chapter's heading to the end of its text."""
    filled: dict[str, list[int]] = {}
    chapter_at = {next(h.runs()): tags.folded(h.text) for h in tagged.headings if h.kind == "H2"}
    chapter = ""
    for run in tagged.root.runs():
        chapter = chapter_at.get(run, chapter)
        pages = filled.setdefault(chapter, [])
        if run.page not in pages:
            pages.append(run.page)
    return filled


def misprinted(printed: list[Entry], tagged: Tagged, promised: dict[str, str]) -> list[str]:
    """The lines whose numbers are not those of the pages."""
    filled = pages_filled(tagged)
    back_cover = max(run.page for run in tagged.runs)
    found = []
    for entry in printed:
        pages = [page for page in filled[promised[entry.target]] if page != back_cover]
        right = entry.first == pages[0] == tagged.places.get(entry.target) and entry.last in (None, pages[-1])
        if not right:
            found.append(f"{entry.title!r}: printed {entry.first}–{entry.last or ''}, fills {pages[0]}–{pages[-1]}")
    return found


def test_contents_name_the_right_pages(plan: Built) -> None:
    """Each line of the web page's contents is printed in the PDF, in order, with its own pages."""
    tagged = tags.read(plan.pdf)
    printed = entries(tagged)
    assert printed
    assert [entry.target for entry in printed] == list(promised(plan))
    assert misprinted(printed, tagged, promised(plan)) == []


def test_pages_bear_their_own_number(plan: Built) -> None:
    """The number printed in the margin is the page's place in the file, so that readers and viewers agree."""
    tagged = tags.read(plan.pdf)
    read_aloud = set(tagged.root.runs())
    margins = [(run.page, run.text) for run in tagged.runs if run not in read_aloud]
    bearing = {page for page, text in margins if text.strip() == str(page)}
    last = max(run.page for run in tagged.runs)
    assert bearing >= set(range(2, last)), "all but the cover and the back cover bear a number"
    assert not [text for page, text in margins if text.strip().isdigit() and int(text) != page]


def test_the_guard_bites(plan: Built) -> None:
    """A number that is one too high is seen, and a range that ends too early."""
    tagged = tags.read(plan.pdf)
    entry = entries(tagged)[0]
    shifted = Entry(entry.target, entry.title, entry.first + 1, None)
    short = Entry(entry.target, entry.title, entry.first, entry.first - 1)
    assert len(misprinted([shifted, short], tagged, promised(plan))) == 2
