"""From one series or two over time to a line: intervals as a band, breaks and gaps told, provisional points hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts.asked import Asked, aligned
from pcpgen.blocks.charts.frame import End, Frame, framed, key_of, line, rules, strokes, tags_of
from pcpgen.blocks.charts.labels import LEADING, NARROW, WIDE, spread
from pcpgen.blocks.charts.on_line import on_line
from pcpgen.blocks.charts.scale import feet, moments, nice_ticks, tick_words
from pcpgen.blocks.charts.strongest import stood, strongest_change
from pcpgen.blocks.charts.subject import (
    ChartSubject,
    Course,
    chart_of,
    measured,
    number_of,
    ranging,
    stretches,
    told,
)
from pcpgen.blocks.charts.uprights import drawn_uprights, events_told, strip_of, target_line, uprights_at, within
from pcpgen.blocks.colour import INK, tint
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Table
from pcpgen.figures.compare import interval
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Cell, Figure
from pcpgen.figures.rolling import consecutive, rolling_means
from pcpgen.figures.tested import headline
from pcpgen.model.data import Dataset, Event, Series
from pcpgen.model.period import Period, parse_period
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

Ends = tuple[Decimal, Decimal]


def course_chart(
    subject: ChartSubject,
    title: Phrase,
    courses: Sequence[Course],
    table: Table,
    bands: Sequence[Sequence[Ends | None]] = (),
    events: Sequence[Event] = (),
    target: Figure | None = None,
) -> Chart:
    """One series or two over the same periods, oldest first; `bands` are their intervals, one for each figure.

    Raises ValueError for more than two, which no reader follows, and where no figure has a number.
    """
    if not 0 < len(courses) <= 2 or not any(course.drawn for course in courses):
        raise ValueError("a line chart takes one series or two, with a number at least")
    periods = [figure.period for figure in courses[0].figures]
    values = [number_of(figure) for course in courses for figure in course.drawn]
    values += [float(end) for band in bands for ends in band for end in ends or ()]
    values += [number_of(target)] if target else []
    ticks = nice_ticks(min(values), max(values), 4)
    words = tick_words(ticks, courses[0].drawn[0] if courses[0].drawn else courses[1].drawn[0])
    seen = [each for each in events if within(periods, each.day)]
    asked = _Drawn(subject, courses, bands, periods, ticks, words, seen, target)
    say = subject.say
    said = [f"{course.name}: {ranging(say, course.figures)}" for course in courses]
    said += [f"{say.text('chart.target')} {told(target)}"] if target else []
    starts = "" if ticks[0] == 0 else f". {say.text('chart.axis-starts', value=words[0])}"
    notes = _notes(say, courses, bands, periods, moments(periods)[1])
    notes += events_told(say, seen)
    return chart_of(
        subject,
        "chart.kind.line",
        title,
        f"{measured(say, subject.measures, subject.area, periods)}{starts}",
        "; ".join([*said, *(note.rstrip(".") for note in notes)]),
        (_drawing(asked, WIDE), _drawing(asked, NARROW)),
        table,
        notes,
    )


def _notes(
    say: Catalogue,
    courses: Sequence[Course],
    bands: Sequence[Sequence[Ends | None]],
    periods: Sequence[Period],
    gaps: frozenset[int],
) -> list[str]:
    """What a reader must know of the drawing: its band, breaks, gaps and hollow points."""
    broken = dict.fromkeys(period_words(say, periods[at]) for course in courses for at in course.breaks)
    before = ", ".join(say.text("chart.before", period=each) for each in broken)
    notes = [say.text("chart.band")] if any(ends for band in bands for ends in band) else []
    notes += [say.text("chart.broken", before=before)] if broken else []
    notes += (
        [say.text("chart.gaps")] if gaps or any(len(course.drawn) < len(course.figures) for course in courses) else []
    )
    notes += [say.text("chart.hollow")] if any(course.hollow for course in courses) else []
    return notes


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the drawings of a chart over time show, whatever their width."""

    subject: ChartSubject
    courses: Sequence[Course]
    bands: Sequence[Sequence[Ends | None]]
    periods: Sequence[Period]
    ticks: Sequence[float]
    words: Sequence[str]
    events: Sequence[Event]
    target: Figure | None


def _drawing(asked: _Drawn, width: float) -> Drawing:
    """The lines over their band, names at their ends; in a narrow drawing the names stand above the plot."""
    say, hue, periods = asked.subject.say, asked.subject.hue, asked.periods
    narrow = width < WIDE
    drawn = [(each, *stroke) for each, stroke in zip(asked.courses, strokes(hue), strict=False) if each.drawn]
    ends = [End(course.name, course.drawn[-1], stroke, dash) for course, stroke, dash in drawn]
    ends += [End(say.text("chart.target"), asked.target, INK, "1 3")] if asked.target else []
    key, above = key_of(ends, width) if narrow else ([], 0.0)
    room, tags = (0.0, []) if narrow else tags_of(ends, 0.32 * width)
    frame = framed(periods, asked.ticks, asked.words, room, tags, width=width)
    uprights = uprights_at(say, frame, periods, asked.courses, asked.events)
    frame = framed(periods, asked.ticks, asked.words, room, tags, above + strip_of(uprights, width), width=width)
    marks: list[Mark] = [*key, *rules(frame, asked.ticks, asked.words)]
    for course, band in zip(asked.courses, asked.bands, strict=False):
        marks += _band(frame, course, band, hue)
    marks += drawn_uprights(frame, uprights, above)
    marks += target_line(frame, asked.target)
    for course, stroke, dash in drawn:
        marks += line(frame, course, stroke, dash)
    placed = [replace(each, at=frame.y(number_of(each.of))) for each in tags]
    for each in spread(placed, frame.y.end - LEADING, frame.y.start + LEADING):
        marks += each.labels(frame.tags)
    marks += feet(say, periods, frame.x, frame.height - 3, frame.left, frame.tags + room)
    for course, stroke, _ in drawn:
        marks += [] if course.aside else on_line(say, frame, course, stroke, marks)
    return Drawing(frame.width, frame.height, tuple(marks))


def _band(frame: Frame, course: Course, band: Sequence[Ends | None], hue: str) -> list[Mark]:
    """Intervals as an area along the line, and as an upright line at a point that stands alone."""
    marks: list[Mark] = []
    for stretch in stretches(course, frame.gaps):
        ends = [(at, between) for at in stretch if (between := band[at]) is not None]
        if len(ends) == 1:
            at, (low, high) = ends[0]
            marks.append(Line(((frame.x[at], frame.y(float(low))), (frame.x[at], frame.y(float(high)))), hue, 1.25))
        elif len(ends) == len(stretch):
            upper = [(frame.x[at], frame.y(float(high))) for at, (_, high) in ends]
            lower = [(frame.x[at], frame.y(float(low))) for at, (low, _) in reversed(ends)]
            marks.append(Area((*upper, *lower), tint(hue, 0.16)))
    return marks


TWELVE = "12 months"  # the window whose chart has a rolling line


def draw(asked: Asked) -> Chart | None:
    """The headline's course; with another series beside it where there are two and no more.

    Where the indicator adds up 12 months, the average of the last 12 stands beside it instead.
    """
    own = headline(asked.data, asked.dataset)
    rolling = rolling_course(asked.data, asked.dataset)
    both = own in asked.drawn and len(asked.drawn) == 2 and not rolling
    courses = aligned(asked.data, asked.dataset, asked.drawn if both else [own])
    courses += [replace(rolling, aside=True)] if rolling else []
    if not any(course.drawn for course in courses):
        return None
    bands = [[interval(figure) for figure in course.figures] for course in courses]
    told_of = asked.drawn if both else [own]
    title = strongest_change(asked.data, asked.dataset, told_of) or stood(asked.say, own, asked.data.figure(own.id))
    events, target = asked.dataset.events, target_of(asked.dataset, own)
    return course_chart(asked.subject, title, courses, asked.table, bands, events, target)


def target_of(dataset: Dataset, series: Series) -> Figure | None:
    """The plan's target for the headline, in the time of its rows; None where it is for a longer one."""
    if dataset.target is None or dataset.target_place is None or dataset.window:
        return None
    id = f"target:{dataset.id}"
    cells = (Cell(dataset.target_place, id, f"{dataset.target:f}"),)
    return Figure(id, dataset.target, series.unit, series.decimals, parse_period("undated"), id, cells)


def rolling_course(data: Data, dataset: Dataset) -> Course | None:
    """The average of the last 12 months at each month of the headline; None where a line chart has no such course."""
    if dataset.window != TWELVE or dataset.chart != "line":
        return None
    (own,) = aligned(data, dataset, [headline(data, dataset)])
    return (
        Course(data.catalogue.text("chart.rolling"), rolling_means(own.figures, own.breaks), own.breaks)
        if consecutive(own.figures)
        else None
    )
