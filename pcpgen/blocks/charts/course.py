"""From one series or two over time to a line: intervals as a band, breaks and gaps told, provisional points hollow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcpgen import fonts
from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.asked import Asked, aligned, compared_of, headline
from pcpgen.blocks.charts.labels import LEADING, SMALL, WIDE, Tag, room_for, spread, square, tag, text
from pcpgen.blocks.charts.scale import Scale, feet, moments, nice_ticks, tick_words
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
from pcpgen.blocks.colour import INK, PAPER, RULE, SLATE, tint
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Dot, Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Table
from pcpgen.figures.compare import interval
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure
from pcpgen.figures.rolling import consecutive, rolling_means
from pcpgen.model.data import Dataset
from pcpgen.model.period import Period
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

MANY = 40  # points, above which only the last and the lone ones are marked

Ends = tuple[Decimal, Decimal]


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


def course_chart(
    subject: ChartSubject,
    title: Phrase,
    courses: Sequence[Course],
    table: Table,
    bands: Sequence[Sequence[Ends | None]] = (),
) -> Chart:
    """One series or two over the same periods, oldest first; `bands` are their intervals, one for each figure.

    Raises ValueError for more than two, which no reader follows, and where no figure has a number.
    """
    if not 0 < len(courses) <= 2 or not any(course.drawn for course in courses):
        raise ValueError("a line chart takes one series or two, with a number at least")
    periods = [figure.period for figure in courses[0].figures]
    values = [number_of(figure) for course in courses for figure in course.drawn]
    values += [float(end) for band in bands for ends in band for end in ends or ()]
    ticks = nice_ticks(min(values), max(values))
    words = tick_words(ticks, courses[0].drawn[0] if courses[0].drawn else courses[1].drawn[0])
    drawing, gaps = _drawing(subject, courses, bands, periods, ticks, words)
    say = subject.say
    said = "; ".join(f"{course.name}: {ranging(say, course.figures)}" for course in courses)
    starts = "" if ticks[0] == 0 else f". {say.text('chart.axis-starts', value=words[0])}"
    notes = _notes(say, courses, bands, periods, gaps)
    return chart_of(
        subject,
        "chart.kind.line",
        title,
        f"{measured(say, subject.measures, subject.area, periods)}{starts}",
        "; ".join([said, *(note.rstrip(".") for note in notes)]),
        drawing,
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


def _drawing(
    subject: ChartSubject,
    courses: Sequence[Course],
    bands: Sequence[Sequence[Ends | None]],
    periods: Sequence[Period],
    ticks: Sequence[float],
    words: Sequence[str],
) -> tuple[Drawing, frozenset[int]]:
    say, hue = subject.say, subject.hue
    drawn = [course for course in courses if course.drawn]
    last = [course.drawn[-1] for course in drawn]
    room = room_for([course.name for course in drawn], [told(figure) for figure in last], 0.32 * WIDE)
    tags = [
        tag(0, course.name, told(figure), figure, stroke, room)
        for course, figure, (stroke, _) in zip(drawn, last, strokes(hue), strict=False)
    ]
    broken = dict.fromkeys(at for course in courses for at in course.breaks)
    frame = framed(periods, ticks, words, room, tags, strip=len(broken) * LEADING)
    marks = rules(frame, ticks, words)
    for course, band in zip(courses, bands, strict=False):
        marks += _band(frame, course, band, hue)
    marks += [mark for row, at in enumerate(broken) for mark in _break(say, frame, at, periods[at], row)]
    for course, (stroke, dash) in zip(courses, strokes(hue), strict=False):
        marks += line(frame, course, stroke, dash)
    placed = [
        Tag(frame.y(number_of(figure)), each.name, each.value, each.fill, each.of)
        for each, figure in zip(tags, last, strict=True)
    ]
    for each in spread(placed, frame.y.end - LEADING, frame.y.start + LEADING):
        marks += each.labels(frame.tags)
    marks += feet(say, periods, frame.x, frame.height - 3, frame.left, frame.tags + room)
    return Drawing(frame.width, frame.height, tuple(marks)), frame.gaps


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
    plot: float = 130,
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


def _break(say: Catalogue, frame: Frame, at: int, period: Period, row: int) -> list[Mark]:
    """A dashed upright just before the first figure after a break, named in the strip at the top."""
    before = frame.x[at - 1] if at else frame.left
    x = round((before + frame.x[at]) / 2, 2)
    words = say.text("chart.break-before", period=period_words(say, period))
    y = SMALL + row * LEADING
    start = max(0.0, min(x - fonts.width(words, SMALL) / 2, frame.width - fonts.width(words, SMALL)))
    upright = Line(((x, round(y + 4, 2)), (x, frame.y.start)), SLATE, 1, "2 3")
    return [upright, text(start, y, words, SLATE, size=SMALL)]


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


TWELVE = "12 months"  # the window whose chart has a rolling line


def draw(asked: Asked) -> Chart | None:
    """The headline's course; with another series beside it where there are two and no more.

    Where the indicator adds up 12 months, the average of the last 12 stands beside it instead.
    """
    own = headline(asked.dataset)
    rolling = rolling_course(asked.data, asked.dataset)
    both = own in asked.drawn and len(asked.drawn) == 2 and not rolling
    courses = aligned(asked.data, asked.dataset, asked.drawn if both else [own])
    courses += [rolling] if rolling else []
    if not any(course.drawn for course in courses):
        return None
    bands = [[interval(figure) for figure in course.figures] for course in courses]
    title = findings.changed(asked.say, own.title, compared_of(asked.data, own), asked.data.figure(own.id))
    return course_chart(asked.subject, title, courses, asked.table, bands)


def rolling_course(data: Data, dataset: Dataset) -> Course | None:
    """The average of the last 12 months at each month of the headline; None where a line chart has no such course."""
    if dataset.window != TWELVE or dataset.chart != "line":
        return None
    (own,) = aligned(data, dataset, [headline(dataset)])
    return (
        Course(data.catalogue.text("chart.rolling"), rolling_means(own.figures, own.breaks), own.breaks)
        if consecutive(own.figures)
        else None
    )
