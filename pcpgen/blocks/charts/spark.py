"""From a course to a sparkline: the shape of it in the height of a line, its newest point marked, with words for it."""

from __future__ import annotations

from pcpgen.blocks.charts.frame import Frame, line
from pcpgen.blocks.charts.scale import Scale, moments, short
from pcpgen.blocks.charts.subject import Course, number_of, ranging, shown_in_full
from pcpgen.document.blocks import Spark
from pcpgen.document.drawing import Drawing
from pcpgen.document.prose import Phrase, worded
from pcpgen.figures.figure import Figure
from pcpgen.words.catalogue import Catalogue

WIDTH, HEIGHT = 96.0, 20.0
MARGIN = 4.0


def sparkline(say: Catalogue, id: str, course: Course, hue: str) -> Spark:
    """The course between its own lowest and highest value. Raises ValueError where no figure has a number."""
    values = [number_of(figure) for figure in course.drawn]
    if not values:
        raise ValueError("no figure has a number")
    least, most = min(values), max(values)
    if least == most:
        least, most = least - 1, most + 1
    places, gaps = moments([figure.period for figure in course.figures])
    x = tuple(round(MARGIN + (WIDTH - 2 * MARGIN) * place, 2) for place in places)
    frame = Frame(x, Scale(least, most, HEIGHT - MARGIN, MARGIN), gaps, 0, WIDTH, WIDTH, WIDTH, HEIGHT)
    return Spark(
        id,
        f"{course.name}: {ranging(say, course.figures)}.",
        worded(say, "chart.spark", first=_end(say, course.drawn[0]), last=_end(say, course.drawn[-1])),
        Drawing(WIDTH, HEIGHT, tuple(line(frame, course, hue, "", many=0))),
    )


def _end(say: Catalogue, figure: Figure) -> Phrase:
    return worded(say, "chart.value-in", value=shown_in_full(say, figure), period=short(say, figure.period))
