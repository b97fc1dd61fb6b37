"""From several series over the same periods to small multiples: one scale, name and last value above each."""

from __future__ import annotations

from collections.abc import Sequence

from pcpgen import fonts
from pcpgen.blocks.charts.asked import Asked, aligned
from pcpgen.blocks.charts.findings import highest_course
from pcpgen.blocks.charts.frame import Frame, line
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, SMALL, WIDE, text, wrapped
from pcpgen.blocks.charts.on_line import on_line
from pcpgen.blocks.charts.scale import Scale, feet, moments, nice_ticks, tick_words
from pcpgen.blocks.charts.strongest import strongest_change
from pcpgen.blocks.charts.subject import ChartSubject, Course, chart_of, measured, number_of, ranging, told
from pcpgen.blocks.charts.uprights import events_told, place_of, within
from pcpgen.blocks.colour import INK, RULE, SLATE
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Table
from pcpgen.model.data import Event
from pcpgen.model.period import Period
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

COLUMNS = 3
GUTTER = 13.0
PLOT = 66.0
ABOVE = 16.0  # between a panel's words and its plot, where the highest value may stand


def multiples_chart(
    subject: ChartSubject,
    courses: Sequence[Course],
    table: Table,
    events: Sequence[Event] = (),
    title: Phrase | None = None,
) -> Chart:
    """A small line for each series, in their order; all have a figure, or a mark, for each of the same periods.

    Without a `title` it says which stood highest. Raises ValueError where no figure has a number.
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
    seen = [each for each in events if within(periods, each.day)]
    dated = events_told(say, seen)
    said = [f"{course.name}: {ranging(say, course.figures)}" for course in courses]
    said += [each.rstrip(".") for each in dated]
    asked = _Drawn(subject, courses, periods, ticks, words, most, seen)
    return chart_of(
        subject,
        "chart.kind.multiples",
        title or highest_course(say, courses),
        f"{measured(say, subject.measures, subject.area, periods)}. {scale}",
        "; ".join(said),
        (_drawing(asked, WIDE, COLUMNS), _drawing(asked, NARROW, 2)),
        table,
        [*_notes(say, courses, periods), *dated],
    )


def _notes(say: Catalogue, courses: Sequence[Course], periods: Sequence[Period]) -> list[str]:
    """What a gap and a hollow point mean, where there is any."""
    gaps = moments(periods)[1] or any(len(course.drawn) < len(course.figures) for course in courses)
    notes = [say.text("chart.gaps")] if gaps else []
    notes += [say.text("chart.hollow")] if any(course.hollow for course in courses) else []
    return notes


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the drawings of small multiples show, whatever their width."""

    subject: ChartSubject
    courses: Sequence[Course]
    periods: Sequence[Period]
    ticks: Sequence[float]
    words: Sequence[str]
    most: float
    events: Sequence[Event]


def _drawing(asked: _Drawn, width: float, columns: int) -> Drawing:
    """Panels in rows, the words of the scale at the left of each row; highest and lowest are told on their lines."""
    axis = max(fonts.width(each, SMALL) for each in asked.words) + 8
    needed = max(fonts.width(told(course.figures[-1]), SIZE) for course in asked.courses)
    columns = next((each for each in range(columns, 1, -1) if _wide(width - axis, each) >= needed), 1)
    wide = _wide(width - axis, columns)
    marks: list[Mark] = []
    top, rows = 0.0, []
    for start in range(0, len(asked.courses), columns):
        row = asked.courses[start : start + columns]
        rows.append(round(top, 2))
        heads = [_head(course, wide) for course in row]
        high = max(map(len, heads)) * LEADING
        for column, (course, head) in enumerate(zip(row, heads, strict=True)):
            left = axis + column * (wide + GUTTER)
            first = top + high - len(head) * LEADING + 0.8 * SIZE
            for number, (words, weight) in enumerate(head):
                of = course.figures[-1] if weight == 400 else None
                marks.append(text(left, first + number * LEADING, words, weight=weight, of=of))
            marks += _panel(asked, course, left, wide, top + high + ABOVE, marks[-len(head) :])
        y = _scale(asked, top + high + ABOVE)
        for tick, words in zip(asked.ticks, asked.words, strict=True):
            marks.append(text(axis - 8 - fonts.width(words, SMALL), y(tick) + 0.35 * SMALL, words, SLATE, size=SMALL))
        top += high + ABOVE + PLOT + SMALL + 6 + 16
    return Drawing(width, round(top - 12, 2), tuple(marks), tuple(rows))


def _wide(room: float, columns: int) -> float:
    """How wide a panel is of so many side by side."""
    return (room - GUTTER * (columns - 1)) / columns


def _scale(asked: _Drawn, plot: float) -> Scale:
    least = asked.ticks[0]
    return Scale(least, max(asked.most, least + 1 if asked.most <= least else asked.most), plot + PLOT, plot + 4)


def _panel(asked: _Drawn, course: Course, left: float, wide: float, plot: float, before: Sequence[Mark]) -> list[Mark]:
    """The plot of one series, its top at `plot`."""
    places, gaps = moments(asked.periods)
    x = tuple(round(left + 5 + (wide - 10) * place, 2) for place in places)
    frame = Frame(x, _scale(asked, round(plot, 2)), gaps, left, left + wide, left + wide, left + wide, 0)
    say = asked.subject.say
    marks: list[Mark] = [_rule(frame, tick) for tick in asked.ticks]
    for event in asked.events:
        if (at := place_of(frame, asked.periods, event.day)) is not None:
            marks.append(Line(((at, frame.y.end), (at, frame.y.start)), SLATE, 1.25))
    marks += line(frame, course, asked.subject.hue, "", many=0)
    marks += feet(say, asked.periods, x, plot + PLOT + SMALL + 6, left, left + wide)
    return [*marks, *on_line(say, frame, course, asked.subject.hue, [*before, *marks], dated=False)]


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
    if not any(each.drawn for each in courses):
        return None
    title = strongest_change(asked.data, asked.dataset, asked.drawn)
    return multiples_chart(asked.subject, courses, asked.table, asked.dataset.events, title)
