"""From a course in its frame to the labels on its line: the highest and the lowest, where nothing is in their way.

What has no number, as what is kept back, is never among them. A label that finds no free place is left out: the text
alternative and the table tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcpgen.blocks.charts.frame import Frame
from pcpgen.blocks.charts.labels import CLEAR, SMALL, text
from pcpgen.blocks.charts.scale import short
from pcpgen.blocks.charts.subject import FEW, Course, number_of, told
from pcpgen.blocks.colour import INK
from pcpgen.document.drawing import Area, Dot, Label, Line, Mark
from pcpgen.words.catalogue import Catalogue

AWAY = 6.0  # from a point to its label
MARK = 16.0  # an area no larger is a mark, and no band

Box = tuple[float, float, float, float]  # left, top, right, foot
Ends = tuple[tuple[float, float], tuple[float, float]]


def on_line(
    say: Catalogue,
    frame: Frame,
    course: Course,
    stroke: str,
    marks: Sequence[Mark],
    dated: bool = True,
    last: bool = False,
) -> list[Mark]:
    """The labels of a course's ends, with a dot at each, so that none touches the `marks` or another.

    With `last` the newest value is told as well, which else stands beside the line; `dated` says when each was.
    """
    known = [(at, figure) for at, figure in enumerate(course.figures) if figure in course.drawn]
    if not known:
        return []
    highest = max(known, key=lambda one: number_of(one[1]))
    lowest = min(known, key=lambda one: number_of(one[1]))
    asked = [(known[-1], True)] if last else []
    if len(known) >= FEW and number_of(highest[1]) > number_of(lowest[1]):
        asked += [(one, one is highest) for one in (highest, lowest) if one is not known[-1]]
    found: list[Mark] = []
    for (at, figure), above in asked:
        x, y = frame.x[at], frame.y(number_of(figure))
        value = told(figure)
        said = [say.text("chart.value-at", value=value, period=short(say, figure.period)), value]
        said = said if dated and (at, figure) != known[-1] else [value]
        label = _placed(frame, x, y, said, above, stroke, [*marks, *found])
        if label:
            found += [Dot(x, y, 2.5, stroke)] if at not in course.hollow else []
            found.append(Label(**{**vars(label), "of": figure}))
    return found


def _placed(
    frame: Frame, x: float, y: float, said: Sequence[str], above: bool, stroke: str, marks: Sequence[Mark]
) -> Label | None:
    """The first of the words at the first of the places that is free."""
    taken, lines = list(_boxes(marks, (x, y))), list(_segments(marks))
    for words in said:
        label = text(0, 0, words, stroke, 600, SMALL)
        high, foot = y - AWAY, y + AWAY + 0.75 * SMALL
        for base in (high, high - 6, foot, foot + 6) if above else (foot, foot + 6, high, high - 6):
            for start in (x - label.width / 2, x - label.width + 4, x - 4, x + AWAY, x - label.width - AWAY):
                left = max(frame.left, min(frame.right - label.width, start))
                box = (left - CLEAR, base - 0.75 * SMALL - 1, left + label.width + CLEAR, base + 0.2 * SMALL + 1)
                fits = left + label.width <= frame.right + 0.5
                free = fits and box[1] >= 0 and box[3] <= frame.y.start and not any(_touch(box, each) for each in taken)
                if free and not any(_crosses(box, *each) for each in lines):
                    return text(left, base, words, stroke, 600, SMALL)
    return None


def _boxes(marks: Sequence[Mark], own: tuple[float, float]) -> Iterator[Box]:
    """What labels and points take up, but for the point itself."""
    for mark in marks:
        if isinstance(mark, Label):
            yield mark.x, mark.y - 0.75 * mark.size, mark.x + mark.width, mark.y + 0.2 * mark.size
        elif isinstance(mark, Dot) and (mark.x, mark.y) != own:
            yield mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
        elif isinstance(mark, Area):
            xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
            if max(xs) - min(xs) <= MARK and max(ys) - min(ys) <= MARK:
                yield min(xs), min(ys), max(xs), max(ys)


def _segments(marks: Sequence[Mark]) -> Iterator[Ends]:
    """What a label may not lie across: every line but the hairlines of a scale and of limits."""
    for mark in marks:
        if isinstance(mark, Line) and (mark.width >= 1.25 or mark.stroke == INK):
            yield from zip(mark.points, mark.points[1:], strict=False)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crosses(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a line passes through a box, by Liang and Barsky."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high, run = box[axis] - start[axis], box[axis + 2] - start[axis], end[axis] - start[axis]
        if run == 0:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / run, high / run))
        first, last = max(first, near), min(last, far)
    return first <= last
