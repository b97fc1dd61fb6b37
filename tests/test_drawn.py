"""A drawing as SVG: in a file its words are outlines, in a page text as wide as our typeface makes it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from pcpgen import fonts
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line
from pcpgen.formats.drawn import svg, svg_alone, svg_in_page

WORDS = "Under 18 & over"
DRAWING = Drawing(
    100,
    50,
    (
        Label(50, 20, WORDS, 9, fonts.width(WORDS, 9, 600), "#16212b", 600, "middle"),
        Bar(0, 30, 40, 5, "#12436d"),
        Line(((0, 0), (10, 10.256)), "#333333", 1.5, "2 1"),
        Area(((0, 0), (1, 1), (2, 0)), "#eeeeee"),
        Dot(5, 5, 2, "none", "#12436d"),
    ),
)
TITLE, ALTERNATIVE = "Fell <by half>", 'It "fell" & fell'


def names(svg: bytes | str) -> list[str]:
    return [etree.QName(element).localname for element in etree.fromstring(svg).iter()][1:]


def test_each_mark_is_drawn_once_in_order() -> None:
    shapes = ["rect", "polyline", "polygon", "circle"]
    assert names(svg(DRAWING)) == ["path", *shapes]
    assert names(svg_alone(DRAWING, TITLE, ALTERNATIVE)) == ["title", "rect", "path", *shapes]
    assert names(svg_in_page(DRAWING, TITLE, ALTERNATIVE)) == ["title", "rect", "text", *shapes]


def test_a_drawing_that_stands_alone_says_what_it_shows() -> None:
    for made in (svg_alone(DRAWING, TITLE, ALTERNATIVE), svg_in_page(DRAWING, TITLE, ALTERNATIVE)):
        root = etree.fromstring(made)
        assert (root.get("role"), root.get("aria-label"), root[0].text) == ("img", ALTERNATIVE, TITLE)
        white = [root[1].get(name) for name in ("x", "y", "width", "height")]
        assert (white, root[1].get("fill")) == (["-8", "-8", "116", "66"], "#ffffff")
        assert root.get("viewBox", "").split() == white and root.get("width") == "116pt"
    assert etree.fromstring(svg(DRAWING)).get("viewBox") == "0 0 100 50"


def test_words_are_as_wide_in_a_page_as_the_outlines_of_a_file() -> None:
    text = etree.fromstring(svg_in_page(DRAWING, TITLE, ALTERNATIVE))[2]
    path = etree.fromstring(svg(DRAWING))[0].get("d", "")
    across = [float(x) for x in re.findall(r"[MLQC](-?[0-9.]+)", path)]
    assert (text.text, text.get("text-anchor"), text.get("font-weight")) == (WORDS, "middle", "600")
    wide = float(text.get("textLength", "0"))
    assert wide == pytest.approx(fonts.width(WORDS, 9, 600), abs=0.01)
    assert 50 - wide / 2 <= min(across) and max(across) <= 50 + wide / 2 and max(across) - min(across) > 0.9 * wide
