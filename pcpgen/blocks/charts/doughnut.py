"""From few parts of one whole to a doughnut: the largest first from the top, each named beside it with its percentage.

More parts than four, or one under 3%, nobody can read; the checks refuse them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.labels import LEADING, NARROW, WIDE, Tag, spread, tag
from pcpgen.blocks.charts.stacked import Column, fill, largest_part, shares
from pcpgen.blocks.charts.subject import ChartSubject, Named, chart_of, head, label_of, measured, number_of
from pcpgen.blocks.colour import ASH, INK, SLATE
from pcpgen.blocks.wording import shown
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Drawing, Line, Mark
from pcpgen.document.prose import Phrase, Shown
from pcpgen.document.table import Row, Table
from pcpgen.figures.parts import drawn_in_order
from pcpgen.model.period_words import period_words

OUTER, INNER = 78.0, 48.0  # points; less in a narrow drawing
ROOM = 128.0  # for names on either side, at most
STEP = math.radians(3)  # of an arc's corners


def doughnut_chart(subject: ChartSubject, title: Phrase, parts: Sequence[Named], width: float = WIDE) -> Chart:
    """The parts of one whole, in one period, `width` points across; all have a number, none under nought.

    Raises ValueError where they do not make a whole.
    """
    numbers = [part.figure.value for part in parts if isinstance(part.figure.value, Decimal)]
    if len(numbers) < len(parts):
        raise ValueError("a part has no number")
    column = Column("", tuple(parts[at] for at in drawn_in_order(numbers)))
    row = shares(column)
    say = subject.say
    said = say.listed(tuple(f"{part.label} {share.text}" for part, share in zip(column.parts, row, strict=True)))
    return chart_of(
        subject,
        "chart.kind.doughnut",
        title,
        f"{measured(say, subject.measures, subject.area, [part.figure.period for part in parts])}, %",
        say.text("chart.largest-first", values=said),
        (_drawing(column, row, subject.hue, width), _drawing(column, row, subject.hue, NARROW)),
        Table(
            id=f"{subject.id}-table",
            caption=subject.measures,
            corner=subject.corner,
            columns=(head(parts[0].figure.unit or say.text("chart.value")),),
            rows=tuple(Row(part.label, (shown(part.figure, full=False),)) for part in column.parts),
        ),
        (say.text("chart.whole-ring"),),
    )


def _drawing(column: Column, row: Sequence[Shown], hue: str, width: float) -> Drawing:
    """The ring in the middle, the names of its right half to the right of it, those of its left half to the left."""
    outer = min(OUTER, width / 6)
    room = min(ROOM, width / 2 - outer - 28)
    whole = sum(number_of(part.figure) for part in column.parts)
    tags: list[tuple[float, Tag]] = []
    arcs: list[tuple[float, float, str]] = []
    turned = 0.0
    for number, (part, share) in enumerate(zip(column.parts, row, strict=True)):
        turn = 2 * math.pi * number_of(part.figure) / whole
        closes = number > 1 and number == len(row) - 1 and number % 2 == 0  # beside the first
        arcs.append((turned, turned + turn, ASH if closes else fill(number, hue)))
        tags.append((turned + turn / 2, tag(0, part.label, share.text, share.of, INK, room)))
        turned += turn
    sides = [[(at, each) for at, each in tags if (math.sin(at) >= 0) is right] for right in (True, False)]
    high = max(2 * outer, *(sum(each.height for _, each in side) for side in sides))
    x, y = width / 2, high / 2 + LEADING
    marks: list[Mark] = [_arc(x, y, outer, start, end, colour) for start, end, colour in arcs]
    for side, way in zip(sides, (1, -1), strict=True):
        named = [Tag(y - outer * math.cos(at), each.name, each.value, INK, each.of) for at, each in side]
        ends = sorted((y - outer * math.cos(at), x + outer * math.sin(at)) for at, _ in side)
        for (top, across), each in zip(ends, spread(named, 0, high + 2 * LEADING), strict=True):
            edge = x + way * (outer + 22)
            marks.append(Line(((round(across + 2 * way, 2), round(top, 2)), (round(edge, 2), each.at)), SLATE, 0.75))
            for label in each.labels(0):
                start = edge + 6 if way > 0 else edge - 6 - label.width
                marks.append(replace(label, x=round(start, 2)))
    return Drawing(width, round(high + 2 * LEADING, 2), tuple(marks))


def _arc(x: float, y: float, radius: float, start: float, end: float, colour: str) -> Area:
    """A part of the ring, clockwise from the top, in corners so close that it looks round, white on either side."""
    steps = max(2, math.ceil((end - start) / STEP))
    within = radius * INNER / OUTER
    gap = min(0.75 / within, (end - start) / 4)
    angles = [start + gap + (end - start - 2 * gap) * at / steps for at in range(steps + 1)]
    outer = [(x + radius * math.sin(each), y - radius * math.cos(each)) for each in angles]
    inner = [(x + within * math.sin(each), y - within * math.cos(each)) for each in reversed(angles)]
    return Area(tuple((round(across, 2), round(down, 2)) for across, down in (*outer, *inner)), colour)


def draw(asked: Asked) -> Chart | None:
    """The series at their newest as parts of a whole."""
    parts = [Named(label_of(asked.say, series), asked.data.figure(series.id)) for series in asked.drawn]
    whole = Column(period_words(asked.say, parts[0].figure.period), tuple(parts))
    return doughnut_chart(asked.subject, largest_part(asked.say, whole, shares(whole)), parts)
