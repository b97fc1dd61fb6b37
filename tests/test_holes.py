"""Pages that would end in a hole: what comes next is set closer or lower, or its number stands without its chart."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from pcpgen.formats.holes import Holes, lowered

DRAWING = """<svg width="200pt" height="100pt" viewBox="0 0 200 100" class="chart__drawing">
<text x="0" y="20" font-size="10">Above</text><text x="0" y="40" font-size="10">Beneath</text>
<rect x="50" y="10" width="40" height="20"/><circle cx="9" cy="50" r="4"/><polyline points="0,0 10,100"/></svg>"""
PAGE = """<html lang="en"><title>Report</title><style>@page {{ size: 200mm 200mm; margin: 10mm }} body {{ margin: 0 }}
.indicator__head, figure {{ break-inside: avoid; margin: 0 }} .indicator__head {{ break-after: avoid; height: 40mm }}
.indicator.close .indicator__head {{ height: 34mm }} .indicator.apart .indicator__head {{ break-after: auto }}
svg {{ display: block }}</style><div style="line-height: {filled}mm">Words</div>
<div class="indicator"><div class="indicator__head">467</div><figure class="chart"><p>Title</p>
<svg class="chart__drawing" width="300pt" height="{tall}pt" viewBox="0 0 300 {tall}" xmlns="http://www.w3.org/2000/svg">
<rect x="0" y="0" width="300" height="{tall}" fill="#000"/></svg></figure></div></html>"""


def test_a_drawing_is_lowered_and_its_letters_stay() -> None:
    drawing = ElementTree.fromstring(DRAWING)
    assert lowered(drawing, 0.8)
    above, beneath, bar, dot, line = drawing
    assert [each.get("font-size") for each in (above, beneath)] == ["10", "10"]
    assert (above.get("y"), beneath.get("y")) == ("16.7", "32.7")  # each middle 0.8 as far down
    assert (bar.get("y"), bar.get("height"), bar.get("width")) == ("8", "16", "40")
    assert (dot.get("cy"), dot.get("r"), line.get("points")) == ("40", "4", "0,0 10,80")
    assert (drawing.get("height"), drawing.get("viewBox")) == ("80pt", "0 0 200 80")


def test_lines_of_words_never_touch() -> None:
    drawing = ElementTree.fromstring(DRAWING.replace('y="40"', 'y="32"'))
    assert lowered(drawing, 0.84)
    drawing = ElementTree.fromstring(DRAWING.replace('y="40"', 'y="32"'))
    assert not lowered(drawing, 0.8) and drawing.get("height") == "100pt"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filled", "tall", "pages", "setting"),
    [
        (40, 220, [0, 0], ""),  # it has room
        (60, 220, [0, 0], "close"),  # the chart is a little lower
        (76, 160, [0, 0], "close"),
        (128, 160, [1, 1], ""),  # a chart is not lowered by much, and the hole is small
        (60, 300, [0, 1], "apart"),  # a large hole: the chart stands overleaf
    ],
)
def test_no_page_ends_in_a_large_hole(filled: int, tall: int, pages: list[int], setting: str) -> None:
    from weasyprint import HTML

    from pcpgen.formats.fitting import _measured, fitted

    document = HTML(string=PAGE.format(filled=filled, tall=tall))
    made, _ = fitted(document.etree_element, document.render)
    found = {_name(line.element): line.page for line in _measured(made).lines}
    assert [found["indicator__head"], found["chart__drawing"]] == pages
    block = next(each for each in document.etree_element.iter("div") if "indicator" in _name(each).split())
    assert (set(block.get("class").split()) - {"indicator"} or {""}) == {setting}


def _name(element: Any) -> str:
    return str(element.get("class") or "")


def test_what_is_not_kept_whole_is_left() -> None:
    root = ElementTree.fromstring("<body><p>Words</p><div class='indicator'><p>467</p></div></body>")
    holes = Holes(root)
    assert {each.tag for each in holes.blocks} == {"div", "p"} and root[0] not in holes.blocks


PARTS = """<html lang="en"><title>Plan</title><style>@page {{ size: 200mm 200mm; margin: 10mm }}
body, p {{ margin: 0 }}
.part {{ break-before: page }} .part.follows {{ break-before: auto }} p {{ line-height: 10mm }}
.tight p {{ line-height: 9mm }} .tighter p {{ line-height: 7.5mm }}</style>
<section class="part"><div class="prose">{first}</div></section>
<section class="part"><div class="prose">{second}</div></section></html>"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "pages", "setting"),
    [
        (10, 4, 1, "leads"),
        (12, 5, 1, "leads tight"),
        (14, 5, 1, "leads tighter"),
        (32, 6, 2, "leads tighter"),  # beneath what is longer than a page
        (17, 7, 2, ""),  # too much for one page
        (9, 9, 2, ""),  # neither is short
    ],
)
def test_a_short_part_joins_the_words_before_it(first: int, second: int, pages: int, setting: str) -> None:
    from weasyprint import HTML

    from pcpgen.formats.fitting import fitted

    document = HTML(string=PARTS.format(first="<p>Words</p>" * first, second="<p>Words</p>" * second))
    made, _ = fitted(document.etree_element, document.render)
    part = next(document.etree_element.iter("section"))
    assert (len(made.pages), _name(part)) == (pages, f"part {setting}".strip())
