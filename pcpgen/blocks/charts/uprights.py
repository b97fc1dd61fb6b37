"""From breaks in a series and an office's own events to uprights in its chart, their words in a strip above the plot.

An event says what was on a day, and claims no cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pcpgen import fonts
from pcpgen.blocks.charts.frame import Frame
from pcpgen.blocks.charts.labels import LEADING, SMALL, text, wrapped
from pcpgen.blocks.charts.subject import Course, number_of
from pcpgen.blocks.colour import INK, SLATE
from pcpgen.document.drawing import Line, Mark
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Event
from pcpgen.model.period import Period
from pcpgen.model.period_words import day_words, period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

LEAST = 60.0  # of room for an upright's words
BREAK, EVENT = "2 3", "1 0"  # the dashes of the two


@dataclass(frozen=True, slots=True)
class Upright:
    """A line at a place in time, with the words that say what was then; `dash` tells a break from an event."""

    x: float
    words: str
    dash: str = ""


def placed_uprights(uprights: Sequence[Upright], width: float) -> list[tuple[Upright, tuple[str, ...], bool]]:
    """Uprights in the order of their words from the top, each with its words in lines; whether these are left of it.

    No line of one runs through the words of another: those whose words stand left come first, the last in time at the
    top; then the others, the first in time at the top.
    """
    left: list[tuple[Upright, tuple[str, ...], bool]] = []
    right: list[tuple[Upright, tuple[str, ...], bool]] = []
    limit = width
    for each in sorted(uprights, key=lambda one: -one.x):
        room = limit - each.x - 8
        if fonts.width(each.words, SMALL) > room and each.x - 6 > room:
            left.append((each, wrapped(each.words, max(LEAST, each.x - 6), SMALL), True))
            limit = each.x
        else:
            right.insert(0, (each, wrapped(each.words, max(LEAST, room), SMALL), False))
    return [*left, *right]


def strip_of(uprights: Sequence[Upright], width: float) -> float:
    """How high the strip above a plot is that holds the words of its uprights."""
    return LEADING * sum(len(lines) for _, lines, _ in placed_uprights(uprights, width))


def drawn_uprights(frame: Frame, uprights: Sequence[Upright], top: float = 0) -> list[Mark]:
    """The uprights from beside their words, which begin at `top`, down to the foot of the plot."""
    marks: list[Mark] = []
    for each, lines, is_left in placed_uprights(uprights, frame.width):
        marks.append(Line(((each.x, round(top, 2)), (each.x, frame.y.start)), SLATE, 1.25, each.dash))
        for line in lines:
            wide = fonts.width(line, SMALL)
            start = each.x - 4 - wide if is_left else each.x + 4
            marks.append(text(max(0.0, min(start, frame.width - wide)), top + 0.8 * SMALL, line, SLATE, size=SMALL))
            top += LEADING
    return marks


def uprights_at(
    say: Catalogue, frame: Frame, periods: Sequence[Period], courses: Sequence[Course], events: Sequence[Event]
) -> list[Upright]:
    """A break just before the first figure after it, an event at its day."""
    broken = dict.fromkeys(at for course in courses for at in course.breaks)
    found = [
        Upright(between(frame, at), say.text("chart.break-before", period=period_words(say, periods[at])), BREAK)
        for at in broken
    ]
    for each in events:
        x = place_of(frame, periods, each.day)
        if x is not None:
            found.append(Upright(x, say.text("chart.event", day=day_words(say, each.day), words=each.words)))
    return found


def events_told(say: Catalogue, events: Sequence[Event]) -> list[str]:
    """What a reader must know of the events in a chart: where each is from, and that none is said to be a cause."""
    if not events:
        return []
    each_said = [
        say.text("chart.event-from", day=day_words(say, each.day), words=each.words, source=each.source)
        for each in events
    ]
    return [say.text("chart.events", events="; ".join(each_said))]


def target_line(frame: Frame, target: Figure | None) -> list[Mark]:
    """The plan's target across the plot."""
    if target is None:
        return []
    y = frame.y(number_of(target))
    return [Line(((frame.left, y), (round(frame.right, 2), y)), INK, 1, "1 3")]


def between(frame: Frame, at: int) -> float:
    """Half way between a point and the one before it."""
    return round(((frame.x[at - 1] if at else frame.left) + frame.x[at]) / 2, 2)


def place_of(frame: Frame, periods: Sequence[Period], day: date) -> float | None:
    """Where a day stands among periods in order, each of which is at the middle of its point; None outside of them."""
    if not within(periods, day):
        return None
    ends = [each.end for each in periods]
    at = next(number for number, end in enumerate(ends) if end and day <= end)
    start, end = periods[at].start, periods[at].end
    if not (start and end) or day < start:
        return between(frame, at)
    apart = frame.x[at] - frame.x[at - 1] if at else frame.x[1] - frame.x[0] if len(frame.x) > 1 else 0.0
    share = ((day - start).days + 0.5) / ((end - start).days + 1) - 0.5
    return round(max(frame.left, min(frame.right, frame.x[at] + share * apart)), 2)


def within(periods: Sequence[Period], day: date) -> bool:
    """Whether a day lies in the time that periods span."""
    first, last = periods[0].start, periods[-1].end
    return bool(first and last and all(each.end for each in periods) and first <= day <= last)
