"""From a drawing's marks to a picture in lines; in a file its words are outlines, as nobody else has our typeface."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any, assert_never

from pcpgen import fonts
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line, Mark
from pcpgen.formats.html import num

EDGE = 8  # points of white around a drawing that stands alone


def svg(drawing: Drawing) -> bytes:
    """The drawing for a document that says in words what it shows."""
    return _whole(drawing, map(_outlined, drawing.marks)).encode()


def svg_alone(drawing: Drawing, title: str, alternative: str) -> bytes:
    """The same on white, to stand anywhere, with its title and in words what it shows."""
    return _alone(drawing, title, alternative, _outlined).encode()


def svg_in_page(drawing: Drawing, title: str, alternative: str) -> str:
    """The same for a web page, at a tenth of the size: its words are text, as wide as our typeface makes them."""
    return _alone(drawing, title, alternative, _lettered)


def _alone(drawing: Drawing, title: str, alternative: str, write: Callable[[Mark], str]) -> str:
    named = f' role="img" aria-label="{escape(alternative)}"'
    width, height = num(drawing.width + 2 * EDGE), num(drawing.height + 2 * EDGE)
    ground = f'<rect x="{-EDGE}" y="{-EDGE}" width="{width}" height="{height}" fill="#ffffff"/>'
    return _whole(drawing, [f"<title>{escape(title)}</title>", ground, *map(write, drawing.marks)], named, EDGE)


def _whole(drawing: Drawing, parts: Iterable[str], named: str = "", edge: int = 0) -> str:
    width, height = num(drawing.width + 2 * edge), num(drawing.height + 2 * edge)
    size = f'width="{width}pt" height="{height}pt" viewBox="{-edge} {-edge} {width} {height}"'
    marks = "\n".join(filter(None, parts))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{named}>\n{marks}\n</svg>\n'


def _outlined(mark: Mark) -> str:
    if isinstance(mark, Label):
        return f'<path d="{_outlines(mark)}" fill="{mark.fill}"/>' if mark.text.strip() else ""
    return _shape(mark)


def _lettered(mark: Mark) -> str:
    if not isinstance(mark, Label):
        return _shape(mark)
    anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
    look = f'font-family="{fonts.FAMILY}, Arial, sans-serif" font-size="{num(mark.size)}" font-weight="{mark.weight}"'
    wide = f' textLength="{num(mark.width)}" lengthAdjust="spacingAndGlyphs"'
    place = f'x="{num(mark.x)}" y="{num(mark.y)}"'
    return (
        f'<text {place} {look} fill="{mark.fill}"{anchor}{wide}>{escape(mark.text)}</text>' if mark.text.strip() else ""
    )


def _shape(mark: Bar | Line | Area | Dot) -> str:
    match mark:
        case Bar():
            place = f'x="{num(mark.x)}" y="{num(mark.y)}" width="{num(mark.width)}" height="{num(mark.height)}"'
            return f'<rect {place} fill="{mark.fill}"/>'
        case Line():
            dash = f' stroke-dasharray="{mark.dash}"' if mark.dash else ""
            look = f'fill="none" stroke="{mark.stroke}" stroke-width="{num(mark.width)}"{dash}'
            return f'<polyline points="{_points(mark.points)}" {look}/>'
        case Area():
            return f'<polygon points="{_points(mark.points)}" fill="{mark.fill}"/>'
        case Dot():
            edge = f' stroke="{mark.stroke}" stroke-width="2"' if mark.stroke else ""
            return f'<circle cx="{num(mark.x)}" cy="{num(mark.y)}" r="{num(mark.radius)}" fill="{mark.fill}"{edge}/>'
        case _:
            assert_never(mark)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{num(x)},{num(y)}" for x, y in points)


def _outlines(label: Label) -> str:
    """The outlines of a label's letters, one after the other."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font, cmap, glyphs, per_em = _typeface(label.weight)
    scale = label.size / per_em
    names = [cmap.get(ord(char), ".notdef") for char in label.text]
    whole = sum(font["hmtx"][name][0] for name in names) * scale
    x = label.x - {"start": 0.0, "middle": whole / 2, "end": whole}[label.anchor]
    pen = SVGPathPen(glyphs, ntos=num)
    for name in names:
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, label.y)))
        x += font["hmtx"][name][0] * scale
    path: str = pen.getCommands()
    return path


@lru_cache(maxsize=8)
def _typeface(weight: int) -> tuple[Any, dict[int, str], Any, int]:
    from fontTools.ttLib import TTFont

    font = TTFont(fonts.file(weight, "ttf"))
    return font, font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
