"""From a drawing's marks to a picture of dots, the same wherever it is made."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from pcpgen import fonts
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line, Mark

_DOTS = 3  # to a point of the picture
_FINER = 2  # how much larger it is drawn before it is made smaller, so that its edges are smooth
_SCALE = _DOTS * _FINER

Points = Sequence[tuple[float, float]]


def png(drawing: Drawing) -> bytes:
    """The drawing in dots, on white."""
    size = (math.ceil(drawing.width * _SCALE), math.ceil(drawing.height * _SCALE))
    image = Image.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(image)
    for mark in drawing.marks:
        _draw(draw, mark)
    smooth = image.resize((size[0] // _FINER, size[1] // _FINER), Image.Resampling.BOX)
    written = BytesIO()
    smooth.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw(draw: ImageDraw.ImageDraw, mark: Mark) -> None:
    match mark:
        case Label():
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[mark.anchor]
            font = _font(mark.weight, round(mark.size * _SCALE))
            draw.text((mark.x * _SCALE, mark.y * _SCALE), mark.text, mark.fill, font, anchor)
        case Bar():
            far = (mark.x + mark.width, mark.y + mark.height)
            if mark.width > 0 and mark.height > 0:
                draw.rectangle([mark.x * _SCALE, mark.y * _SCALE, far[0] * _SCALE - 1, far[1] * _SCALE - 1], mark.fill)
        case Line():
            width = max(1, round(mark.width * _SCALE))
            for part in _dashed(mark.points, mark.dash) if mark.dash else [mark.points]:
                draw.line([(x * _SCALE, y * _SCALE) for x, y in part], mark.stroke, width, joint="curve")
        case Area():
            draw.polygon([(x * _SCALE, y * _SCALE) for x, y in mark.points], mark.fill)
        case Dot():
            outer = mark.radius + (1 if mark.stroke else 0)
            _disc(draw, mark, outer, mark.stroke or mark.fill)
            if mark.stroke:
                _disc(draw, mark, mark.radius - 1, mark.fill)
        case _:
            assert_never(mark)


def _disc(draw: ImageDraw.ImageDraw, dot: Dot, radius: float, fill: str) -> None:
    x, y, reach = dot.x * _SCALE, dot.y * _SCALE, max(radius, 0) * _SCALE
    draw.ellipse([x - reach, y - reach, x + reach, y + reach], "#ffffff" if fill == "none" else fill)


@lru_cache(maxsize=64)
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.file(weight, "ttf")), size, layout_engine=ImageFont.Layout.BASIC)


def _dashed(points: Points, dash: str) -> Iterator[list[tuple[float, float]]]:
    """The drawn parts of a broken line, whose dashes run on around its corners."""
    lengths = [float(each) for each in dash.replace(",", " ").split()] or [1.0]
    lengths *= 1 + len(lengths) % 2
    at, left, part = 0, lengths[0], [points[0]]
    for start, end in pairwise(points):
        whole = math.dist(start, end)
        done = 0.0
        while whole - done > left:
            done += left
            here = (start[0] + (end[0] - start[0]) * done / whole, start[1] + (end[1] - start[1]) * done / whole)
            if at % 2 == 0:
                yield [*part, here]
            at = (at + 1) % len(lengths)
            left, part = lengths[at], [here]
        left -= whole - done
        part.append(end)
    if at % 2 == 0 and len(part) > 1:
        yield part
