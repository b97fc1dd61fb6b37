"""The reading order as text: all that the tags of a PDF hold, in their order, and nothing that they do not hold."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Built
from tests.quality import tags
from tests.quality.tags import Element, Run, folded

pytestmark = pytest.mark.slow


def pieces(element: Element) -> list[str]:
    """What an element holds, in order, without white space: each run of text, and the words of each figure."""
    found = [folded(element.alt)] if element.alt else []
    for child in element.children:
        if isinstance(child, Element):
            found += pieces(child)
        elif isinstance(child, Run) and not element.alt:
            found.append(folded(child.text))
    return [piece for piece in found if piece]


def words(text: str) -> str:
    """The text of a reading order without the words that are its own."""
    text = text.partition("\n\n")[2]
    text = re.sub(r"\[(?:Link|Picture): (.*?)\](?=\s|$|[^\w])", r"\1", text)
    return folded(
        re.sub(r"(?m)^\s*(?:Heading \d|Picture|List of \d+ items?$|Table of \d+ rows? and \d+ columns?):? ?", "", text)
    )


def test_everything_in_the_tags_is_told_in_their_order(documents: list[Built]) -> None:
    for built in documents:
        path = built.pdf.parent / "reading-order.txt"
        if not path.exists():  # what differs between two states stands among no outputs
            assert "diff" in built.pdf.name or "changes" in built.pdf.name, built.pdf
            continue
        root, told, at = tags.read(built.pdf).root, words(path.read_text("utf-8")), 0
        for piece in pieces(root):
            found = told.find(piece, at)
            assert found >= 0, f"{built.pdf.name}: {piece} is not told after {told[max(0, at - 60) : at]}"
            at = found + len(piece)
        assert len(pieces(root)) > 20


def test_each_heading_is_told_with_its_level_and_its_words(documents: list[Built]) -> None:
    for built in documents:
        path = built.pdf.parent / "reading-order.txt"
        if path.exists():
            headings = [(int(each.kind[1]), folded(each.text)) for each in tags.read(built.pdf).headings]
            lines = re.findall(r"(?m)^(?:Heading|Pennawd) (\d): (.*)$", path.read_text("utf-8"))
            assert [
                (int(level), folded(re.sub(r"\[(?:Link|Dolen): (.*?)\]", r"\1", told))) for level, told in lines
            ] == headings
