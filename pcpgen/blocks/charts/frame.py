"""From periods, ticks and tags to the frame of a chart over time, its rules, and the lines of its courses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcpgen import fonts
from pcpgen.blocks.charts.labels import LEADING, SIZE, SMALL, WIDE, Tag, room_for, square, tag, text, wrapped
from pcpgen.blocks.charts.scale import Scale, moments
from pcpgen.blocks.charts.subject import Course, number_of, stretches, told
from pcpgen.blocks.colour import INK, PAPER, RULE, SLATE
from pcpgen.document.drawing import Dot, Line, Mark
from pcpgen.figures.figure import Figure
from pcpgen.model.period import Period
from pcpgen.values import dataclass

MANY = 40  # points, above which only the last and the lone ones are marked


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart over time places periods, values and tags; `tags` is where their column starts."""

    x: tuple[float, ...]
    y: Scale
    gaps: frozenset[int]
    left: float
    right: float
    tags: float
    width: float
    height: float


def strokes(hue: str) -> tuple[tuple[str, str], ...]:
    """Colour and dash of the first series and of the second."""
    return (hue, ""), (SLATE, "6 4")


def framed(
    periods: Sequence[Period],
    ticks: Sequence[float],
    words: Sequence[str],
    room: float,
    tags: Sequence[Tag],
    strip: float = 0,
    plot: float = 104,
    width: float = WIDE,
) -> Frame:
    """The frame of a chart over time: tick labels on the left, tags on the right, a strip for breaks at the top.

    The plot is as high as its tags need.
    """
    places, gaps = moments(periods)
    left = max(fonts.width(each, SMALL) for each in words) + 12
    right = width - room - 12
    inset = 10
    span = right - left - 2 * inset
    top = strip + SMALL + 4
    bottom = top + max(plot, sum(each.height for each in tags) - 2 * LEADING)
    x = tuple(round(left + inset + span * place, 2) for place in places)
    y = Scale(ticks[0], ticks[-1], round(bottom, 2), round(top, 2))
    return Frame(x, y, gaps, left, right, width - room, width, round(bottom + SMALL + 14, 2))


def rules(frame: Frame, ticks: Sequence[float], words: Sequence[str]) -> list[Mark]:
    """A hairline at each tick with its words above, the one at nought in ink."""
    marks: list[Mark] = []
    for tick, each in zip(ticks, words, strict=True):
        y = frame.y(tick)
        marks.append(Line(((0.0, y), (round(frame.right, 2), y)), INK if tick == 0 else RULE, 1 if tick == 0 else 0.75))
        marks.append(text(0, y - 3, each, SLATE, size=SMALL))
    return marks


@dataclass(frozen=True, slots=True)
class End:
    """What stands at a line's end: its name, its newest figure, and the line's colour and dash."""

    name: str
    figure: Figure
    stroke: str
    dash: str = ""


def tags_of(ends: Sequence[End], most: float) -> tuple[float, list[Tag]]:
    """The room for the names beside a plot, up to `most`, and a tag for each."""
    room = room_for([each.name for each in ends], [told(each.figure) for each in ends], most)
    return room, [tag(0, each.name, told(each.figure), each.figure, each.stroke, room) for each in ends]


SAMPLE = 24.0  # what a line's own stroke takes before its name


def key_of(ends: Sequence[End], width: float) -> tuple[list[Mark], float]:
    """Names with their newest values in rows above a narrow plot, each behind its line's stroke; and their height."""
    marks: list[Mark] = []
    top = 0.0
    for each in ends:
        value = told(each.figure)
        room = width - SAMPLE - fonts.width(value, SIZE, 600) - 6
        lines = wrapped(each.name, max(60.0, room), weight=600)
        y = top + 0.45 * SIZE
        marks.append(Line(((0.0, round(y, 2)), (SAMPLE - 6, round(y, 2))), each.stroke, 2.25, each.dash))
        marks += [
            text(SAMPLE, top + 0.8 * SIZE + at * LEADING, words, each.stroke, 600) for at, words in enumerate(lines)
        ]
        top += len(lines) * LEADING
        last = SAMPLE + fonts.width(lines[-1], SIZE, 600) + 6
        if last + fonts.width(value, SIZE, 600) > width:
            last, top = SAMPLE, top + LEADING
        marks.append(text(last, top - LEADING + 0.8 * SIZE, value, each.stroke, 600, of=each.figure))
    return marks, top + 4


def line(frame: Frame, course: Course, stroke: str, dash: str, many: int = MANY) -> list[Mark]:
    """The course: a line for each stretch, a mark for each of as `many` points as are few, the last one larger."""
    marks: list[Mark] = []
    points = {at: (frame.x[at], frame.y(number_of(figure))) for at, figure in _known(course)}
    lone = set(points)
    for stretch in stretches(course, frame.gaps):
        if len(stretch) > 1:
            marks.append(Line(tuple(points[at] for at in stretch), stroke, 2.25, dash))
            lone -= set(stretch)
    last = max(points, default=0)
    for at, (x, y) in points.items():
        if len(points) <= many or at == last or at in lone or at in course.hollow:
            radius = 3.5 if at == last else 2.5
            if dash:
                marks.append(square(x, y, radius, stroke))
            if at in course.hollow or not dash:
                hollow = at in course.hollow
                marks.append(Dot(x, y, radius - 1, PAPER, stroke) if hollow else Dot(x, y, radius, stroke))
    return marks


def _known(course: Course) -> list[tuple[int, Figure]]:
    return [(at, figure) for at, figure in enumerate(course.figures) if isinstance(figure.value, Decimal)]
