"""From a run of values and its natural limits to an XmR chart: band, mean, and what chance hardly explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts.asked import Asked, breaks_between
from pcpgen.blocks.charts.findings import signalled, usual
from pcpgen.blocks.charts.frame import Frame, framed, line, rules
from pcpgen.blocks.charts.labels import LEADING, NARROW, WIDE, Tag, diamond, room_for, spread, tag
from pcpgen.blocks.charts.on_line import on_line
from pcpgen.blocks.charts.scale import feet, nice_ticks, tick_words
from pcpgen.blocks.charts.subject import ChartSubject, Course, chart_of, measured, number_of, ranging, told
from pcpgen.blocks.charts.uprights import drawn_uprights, events_told, strip_of, target_line, uprights_at, within
from pcpgen.blocks.colour import INK, SLATE, tint
from pcpgen.blocks.wording import ended
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Drawing, Line, Mark
from pcpgen.document.table import Table
from pcpgen.figures.control import run_of
from pcpgen.figures.figure import Figure
from pcpgen.figures.tested import fixed_headline
from pcpgen.figures.xmr import Segment, Xmr
from pcpgen.model.data import Event
from pcpgen.model.period_words import day_words, period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


def control_chart(
    subject: ChartSubject,
    course: Course,
    chart: Xmr,
    table: Table,
    reasons: Sequence[str] = (),
    events: Sequence[Event] = (),
    target: Figure | None = None,
) -> Chart:
    """The chart of a course whose every figure has a number, one for each of the chart's values.

    `reasons` say why limits were set anew, with the date. Raises ValueError where the two do not fit.
    """
    figures = course.figures
    if tuple(figure.value for figure in figures) != chart.values:
        raise ValueError(f"{course.name} is not what the limits were made from")
    periods = [figure.period for figure in figures]
    say = subject.say
    named = limits_of(say, figures, chart.now)
    signals = [signalled(say, signal, periods) for signal in chart.signals]
    said = [ranging(say, figures), *(f"{name.lower()} {told(figure)}" for name, figure in named)]
    said += signals or [say.text("signal.none")]
    seen = [each for each in events if within(periods, each.day)]
    dated = events_told(say, seen)
    said += [f"{say.text('chart.target')} {told(target)}"] if target else []
    asked = _Drawn(subject, course, chart, named, seen, target)
    wide, starts = _drawing(asked, WIDE)
    return chart_of(
        subject,
        "chart.kind.xmr",
        usual(say, subject.title, figures, chart),
        measured(say, subject.measures, subject.area, periods) + starts,
        "; ".join([*said, *reasons, *(each.rstrip(".") for each in dated)]),
        (wide, _drawing(asked, NARROW)[0]),
        table,
        [*_notes(say, course, chart, signals), *reasons, *dated],
    )


def _notes(say: Catalogue, course: Course, chart: Xmr, signals: Sequence[str]) -> list[str]:
    """What the band, a diamond and a hollow point mean."""
    notes = [say.text("chart.trial-limits" if chart.now.trial else "chart.limits")] if chart.now.limits else []
    it = "; ".join(say.text("signal.it", signal=each) for each in signals)
    notes += [say.text("chart.flagged", signals=it)] if signals else []
    notes += [say.text("chart.hollow")] if course.hollow else []
    return notes


def limits_of(say: Catalogue, figures: Sequence[Figure], segment: Segment) -> list[tuple[str, Figure]]:
    """The upper limit, the mean and the lower limit of a segment, each a figure with the cells of all its points."""
    own = figures[segment.first : segment.last + 1]
    like, terms = own[-1], " + ".join(figure.id for figure in own)
    decimals = like.decimals if like.decimals is not None else max(len(_fraction(figure)) for figure in own)
    cells = tuple(dict.fromkeys(cell for figure in own for cell in figure.cells))

    def made(what: str, value: Decimal, formula: str) -> Figure:
        return Figure(f"{what}:{like.id}", value, like.unit, decimals, like.period, formula, cells)

    mean = f"({terms}) ÷ {len(own)}"
    found = [(say.text("chart.mean"), made("mean", segment.mean, mean))]
    if segment.limits:
        away = "2.66 × mean moving range of these"
        found.insert(0, (say.text("chart.upper-limit"), made("upper-limit", segment.limits.upper, f"{mean} + {away}")))
        found.append((say.text("chart.lower-limit"), made("lower-limit", segment.limits.lower, f"{mean} − {away}")))
    return found


def _fraction(figure: Figure) -> str:
    return figure.exact.partition(".")[2]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the drawings of an XmR chart show, whatever their width."""

    subject: ChartSubject
    course: Course
    chart: Xmr
    named: Sequence[tuple[str, Figure]]
    events: Sequence[Event]
    target: Figure | None


def _drawing(asked: _Drawn, width: float) -> tuple[Drawing, str]:
    """The drawing, and where its axis starts, in words, if not at nought."""
    say, hue, course, chart = asked.subject.say, asked.subject.hue, asked.course, asked.chart
    periods = [figure.period for figure in course.figures]
    ticks = _ticks(chart, asked.target)
    words = tick_words(ticks, course.figures[0])
    tags, room = _tags(asked, 0.32 * width)
    frame = framed(periods, ticks, words, room, tags, width=width)
    uprights = uprights_at(say, frame, periods, (), asked.events)
    frame = framed(periods, ticks, words, room, tags, strip_of(uprights, width), width=width)
    marks: list[Mark] = []
    for segment in chart.segments:
        marks += _limits(frame, segment, hue)
    marks += [*rules(frame, ticks, words), *drawn_uprights(frame, uprights), *target_line(frame, asked.target)]
    for segment in chart.segments:
        marks += _mean(frame, segment)
    cut = Course(course.name, course.figures, tuple(segment.first for segment in chart.segments[1:]))
    marks += line(frame, cut, hue, "")
    marks += [diamond(frame.x[at], frame.y(number_of(course.figures[at])), 5.5, INK) for at in sorted(chart.flagged)]
    placed = [replace(each, at=frame.y(number_of(each.of))) for each in tags]
    for each in spread(placed, frame.y.end - LEADING, frame.y.start + LEADING):
        marks += each.labels(frame.tags)
    marks += feet(say, periods, frame.x, frame.height - 3, frame.left, frame.tags + room)
    marks += on_line(say, frame, course, hue, marks, last=True)
    starts = "" if ticks[0] == 0 else f". {say.text('chart.axis-starts', value=words[0])}"
    return Drawing(frame.width, frame.height, tuple(marks)), starts


def _ticks(chart: Xmr, target: Figure | None) -> tuple[float, ...]:
    """A scale that holds every value, every limit and the target."""
    values = [float(value) for value in chart.values]
    for segment in chart.segments:
        values += [float(end) for end in (segment.limits.lower, segment.limits.upper)] if segment.limits else []
    values += [number_of(target)] if target else []
    return nice_ticks(min(values), max(values))


def _tags(asked: _Drawn, most: float) -> tuple[list[Tag], float]:
    """The names of limits, mean and target beside the plot, and their room."""
    mean = asked.named[len(asked.named) // 2][1]
    named = [
        (name, figure, INK if figure is mean else SLATE, 700 if figure is mean else 400) for name, figure in asked.named
    ]
    named += [(asked.subject.say.text("chart.target"), asked.target, INK, 400)] if asked.target else []
    room = room_for([name for name, *_ in named], [told(figure) for _, figure, *_ in named], most)
    return [tag(0, name, told(figure), figure, fill, room, weight) for name, figure, fill, weight in named], room


def _span(frame: Frame, segment: Segment) -> tuple[float, float]:
    """From where to where a segment's limits are drawn: half a step beyond its ends, within the plot."""
    last = len(frame.x) - 1
    start = (frame.x[segment.first - 1] + frame.x[segment.first]) / 2 if segment.first else frame.left
    end = (frame.x[segment.last] + frame.x[segment.last + 1]) / 2 if segment.last < last else frame.right
    return round(start, 2), round(end, 2)


def _limits(frame: Frame, segment: Segment, hue: str) -> list[Mark]:
    if not segment.limits:
        return []
    start, end = _span(frame, segment)
    upper, lower = frame.y(float(segment.limits.upper)), frame.y(float(segment.limits.lower))
    band = Area(((start, upper), (end, upper), (end, lower), (start, lower)), tint(hue))
    return [band, *(Line(((start, y), (end, y)), hue, 1, "4 3") for y in (upper, lower))]


def _mean(frame: Frame, segment: Segment) -> list[Mark]:
    start, end = _span(frame, segment)
    y = frame.y(float(segment.mean))
    return [Line(((start, y), (end, y)), SLATE, 1)]


def draw(asked: Asked) -> Chart | None:
    """The headline's course with its natural limits, set anew after each break and by each explained entry."""
    own, run = fixed_headline(asked.dataset), run_of(asked.data, asked.dataset)
    periods = [figure.period for figure in run.figures]
    broken = tuple(at for at in range(1, len(periods)) if breaks_between(asked.dataset, periods[at - 1], periods[at]))
    say = asked.say
    reasons = [say.text("chart.anew-after", period=period_words(say, periods[at])) for at in broken]
    reasons += [say.text("chart.anew", day=day_words(say, each.date), why=each.why) for each in run.recalculations]
    course = Course(own.title, run.figures, broken)
    return control_chart(
        replace(asked.subject, title=own.title),
        course,
        run.chart,
        asked.table,
        [*map(ended, reasons)],
        asked.dataset.events,
        run.target,
    )
