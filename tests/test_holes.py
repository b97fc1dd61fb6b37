"""Pages that would end in a hole: what comes next is set closer or lower, or its number stands without its chart."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from pcpgen.formats.holes import lowered

DRAWING = """<svg width="200pt" height="100pt" viewBox="0 0 200 100" class="chart__drawing">
<text x="0" y="20" font-size="10">Above</text><text x="0" y="40" font-size="10">Beneath</text>
<rect x="50" y="10" width="40" height="20"/><circle cx="9" cy="50" r="4"/><polyline points="0,0 10,100"/></svg>"""
SVG = "{http://www.w3.org/2000/svg}svg"
PAGE = """<html lang="en"><title>Report</title><style>@page {{ size: 200mm 200mm; margin: 10mm }} body {{ margin: 0 }}
.indicator__head, figure {{ break-inside: avoid; margin: 0 }} .indicator__head {{ break-after: avoid; height: 40mm }}
.indicator.close .indicator__head {{ height: 34mm }} .indicator.apart .indicator__head {{ break-after: auto }}
svg {{ display: block }}</style><div style="line-height: {filled}mm">Words</div>
<div class="indicator"><div class="indicator__head">467</div><figure class="chart"><p>Title</p>
<svg class="chart__drawing" width="300pt" height="{tall}pt" viewBox="0 0 300 {tall}" xmlns="http://www.w3.org/2000/svg">
<rect x="0" y="0" width="300" height="{tall}" fill="#000"/></svg></figure></div></html>"""


def test_a_drawing_is_lowered_and_its_letters_stay() -> None:
    drawing = ElementTree.fromstring(DRAWING)
    made = lowered(drawing, 0.8)
    above, beneath, bar, dot, line = made
    assert [each.get("font-size") for each in (above, beneath)] == ["10", "10"]
    assert (above.get("y"), beneath.get("y")) == ("16.7", "32.7")  # each middle 0.8 as far down
    assert (bar.get("y"), bar.get("height"), bar.get("width")) == ("8", "16", "40")
    assert (dot.get("cy"), dot.get("r"), line.get("points")) == ("40", "4", "0,0 10,80")
    assert (made.get("height"), made.get("viewBox")) == ("80pt", "0 0 200 80")
    assert ElementTree.tostring(drawing) == ElementTree.tostring(ElementTree.fromstring(DRAWING))


def test_lines_of_words_never_touch() -> None:
    drawing = ElementTree.fromstring(DRAWING.replace('y="40"', 'y="32"'))
    assert lowered(drawing, 0.84) is not None and lowered(drawing, 0.8) is None


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

    from pcpgen.formats.holes import closed_holes

    document = HTML(string=PAGE.format(filled=filled, tall=tall))
    written = ElementTree.tostring(document.etree_element)
    with closed_holes():
        made = document.render()
    shown = _shown(made)
    assert [shown["indicator__head"][0], shown["chart__drawing"][0]] == pages
    assert ElementTree.tostring(document.etree_element) == written  # what the next layout begins with
    block = next(each for each in document.etree_element.iter("div") if _name(each) == "indicator")
    block.set("class", f"indicator {setting}".strip())
    drawing = next(each for each in document.etree_element.iter(SVG) if _name(each))
    drawing.set("height", f"{shown['chart__drawing'][2]}px")
    written_so = _shown(document.render())
    assert written_so.keys() == shown.keys()
    assert all(written_so[name] == pytest.approx(shown[name]) for name in shown)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("filled", "head"),
    [
        (100, ("height: 34mm", "height: 44mm")),  # closer is no shorter: it was tried in vain
        (110, ("height: 40mm", "height: 90mm")),  # not even the words have room: nothing is known of the drawing
    ],
)
def test_where_the_block_does_not_fit_all_is_as_it_was(filled: int, head: tuple[str, str]) -> None:
    from weasyprint import HTML

    from pcpgen.formats.holes import closed_holes

    page = PAGE.format(filled=filled, tall=95).replace(*head)
    with closed_holes():
        made = HTML(string=page).render()
    assert _shown(made) == _shown(HTML(string=page).render())
    assert _shown(made)["indicator__head"][0] == 1


@pytest.mark.slow
def test_a_block_that_begins_with_a_row_of_cells_goes_on_overleaf() -> None:
    """Where a row is broken, the renderer says of each of its cells where it goes on."""
    from weasyprint import HTML

    from pcpgen.formats.holes import closed_holes

    cell = f"<td>{'<p>Words</p>' * 4}<p class='whole'>Words</p></td>"
    page = f"""<html lang="en"><title>Report</title><style>@page {{ size: 200mm 200mm; margin: 10mm }}
    p {{ line-height: 10mm; margin: 0 }} p.whole {{ break-inside: avoid; height: 160mm }}</style>
    <div class="indicator"><table><tr>{cell}{cell}</tr></table></div></html>"""
    with closed_holes():
        made = HTML(string=page).render()
    assert _shown(made) == _shown(HTML(string=page).render()) and len(made.pages) == 2


def _shown(document: Any) -> dict[str, tuple[int, float, float]]:
    """Of each element with a class: the page, where it begins and how high it is, in pixels."""
    boxes = [(number, box) for number, page in enumerate(document.pages) for box in page._page_box.descendants()]
    elements = [(number, box) for number, box in boxes if box.element is not None and _name(box.element)]
    return {_name(box.element).split()[0]: (number, box.position_y, box.height) for number, box in elements}


def _name(element: Any) -> str:
    return str(element.get("class") or "")
