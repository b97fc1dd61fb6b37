"""From several series over the same periods to small multiples: one scale, name and last value above each."""

from __future__ import annotations

from collections.abc import Sequence

from pcpgen.blocks.charts.asked import Asked, aligned
from pcpgen.blocks.charts.course import Frame, line
from pcpgen.blocks.charts.findings import highest_course
from pcpgen.blocks.charts.labels import LEADING, SIZE, SMALL, WIDE, text, wrapped
from pcpgen.blocks.charts.scale import Scale, feet, moments, nice_ticks, tick_words
from pcpgen.blocks.charts.subject import ChartSubject, Course, chart_of, measured, number_of, ranging, told
from pcpgen.blocks.colour import INK, RULE
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Drawing, Line, Mark
from pcpgen.document.table import Table
from pcpgen.model.period import Period

COLUMNS = 3
GUTTER = 13.0
PLOT = 66.0


def multiples_chart(subject: ChartSubject, courses: Sequence[Course], table: Table) -> Chart:
    """A small line for each series, in their order; all have a figure, or a mark, for each of the same periods.

    Raises ValueError where no figure has a number.
    """
    numbers = [figure for course in courses for figure in course.drawn]
    if not numbers:
        raise ValueError("no figure has a number")
    periods = [figure.period for figure in courses[0].figures]
    values = [number_of(figure) for figure in numbers]
    most = max(values)
    ticks = [each for each in nice_ticks(min(values), most, most=3) if each <= most] or [0.0]
    words = tick_words(ticks, numbers[0])
    say = subject.say
    several = len(words) > 1
    scale = say.text("chart.scale-lines" if several else "chart.scale-line", values=say.listed(words))
    gaps = moments(periods)[1] or any(len(course.drawn) < len(course.figures) for course in courses)
    notes = [say.text("chart.gaps")] if gaps else []
    notes += [say.text("chart.hollow")] if any(course.hollow for course in courses) else []
    return chart_of(
        subject,
        "chart.kind.multiples",
        highest_course(say, courses),
        f"{measured(say, subject.measures, subject.area, periods)}. {scale}",
        "; ".join(f"{course.name}: {ranging(say, course.figures)}" for course in courses),
        _drawing(subject, courses, periods, ticks, most),
        table,
        notes,
    )


def _drawing(
    subject: ChartSubject, courses: Sequence[Course], periods: Sequence[Period], ticks: Sequence[float], most: float
) -> Drawing:
    wide = (WIDE - GUTTER * (COLUMNS - 1)) / COLUMNS
    places, gaps = moments(periods)
    marks: list[Mark] = []
    top, rows = 0.0, []
    for start in range(0, len(courses), COLUMNS):
        row = courses[start : start + COLUMNS]
        rows.append(round(top, 2))
        heads = [_head(course, wide) for course in row]
        high = max(map(len, heads)) * LEADING
        for column, (course, head) in enumerate(zip(row, heads, strict=True)):
            left = column * (wide + GUTTER)
            plot = top + high + 6
            x = tuple(round(left + 5 + (wide - 10) * place, 2) for place in places)
            y = Scale(ticks[0], most if most > ticks[0] else ticks[0] + 1, round(plot + PLOT, 2), round(plot + 4, 2))
            frame = Frame(x, y, gaps, left, left + wide, left + wide, WIDE, 0)
            first = top + high - len(head) * LEADING + 0.8 * SIZE
            for number, (words, weight) in enumerate(head):
                of = course.figures[-1] if weight == 400 else None
                marks.append(text(left, first + number * LEADING, words, weight=weight, of=of))
            marks += [_rule(frame, tick) for tick in ticks]
            marks += line(frame, course, subject.hue, "", many=0)
            marks += feet(subject.say, periods, x, plot + PLOT + SMALL + 6, left, left + wide)
        top += high + 6 + PLOT + SMALL + 6 + 16
    return Drawing(WIDE, round(top - 12, 2), tuple(marks), tuple(rows))


def _rule(frame: Frame, tick: float) -> Line:
    y = frame.y(tick)
    base = tick == 0
    ends = ((round(frame.left, 2), y), (round(frame.right, 2), y))
    return Line(ends, INK if base else RULE, 1 if base else 0.75)


def _head(course: Course, room: float) -> list[tuple[str, int]]:
    """The lines above a panel: the name, wrapped, and its last value on a line of its own."""
    return [*((each, 600) for each in wrapped(course.name, room, weight=600)), (told(course.figures[-1]), 400)]


def draw(asked: Asked) -> Chart | None:
    """A small chart for each series."""
    courses = aligned(asked.data, asked.dataset, asked.drawn)
    return multiples_chart(asked.subject, courses, asked.table) if any(each.drawn for each in courses) else None
