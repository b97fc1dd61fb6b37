"""From lines over the same periods to a picture of them in true time; of two, the gap between them is a band."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from pcpgen import fonts
from pcpgen.blocks.charts.labels import COLUMN, NARROW, SIZE, SMALL, room_for, spread, tag, text
from pcpgen.blocks.charts.scale import Scale, feet, nice_ticks, tick_words, times
from pcpgen.blocks.charts.subject import ChartSubject, Course, chart_of, decimals_of, measured, number_of
from pcpgen.blocks.colour import INK, RULE, SLATE, SUBJECT, tint
from pcpgen.blocks.wording import money, shown
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Dot, Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import in_unit
from pcpgen.figures.figure import Figure
from pcpgen.model.period_words import period_words
from pcpgen.words.catalogue import Catalogue

Points = tuple[tuple[float, float], ...]

# colour and dash of the first line, the second and further ones; of more than these the first again
STROKES = tuple(
    (colour, dash)
    for dashes in (("", "6 4", "2 3"), ("6 4", "2 3", ""), ("2 3", "", "6 4"))
    for colour, dash in zip((SUBJECT, SLATE, INK), dashes, strict=True)
)


def line_chart(
    subject: ChartSubject,
    title: Phrase,
    lines: Sequence[Course],
    gap: Course | None,
    unit: str = "",
    beside: Sequence[Sequence[Course]] = (),
) -> Chart:
    """Lines, each with its name and last value at its end; `gap` is that between two, and is named between them.

    All have a number for each of the same periods. `beside` are those of the charts that it is compared with: it shares
    a scale with them where that leaves room for its own course.
    """
    values = _values(lines, unit)
    ticks = _ticks(values, [_values(each, unit) for each in beside])
    words = tick_words(ticks, lines[0].figures[0], unit)
    say = subject.say
    rows = [*lines, *([gap] if gap else [])]
    decimals = _decimals(rows, unit)
    last = [money(line.figures[-1], unit, decimals) for line in rows]
    said = "; ".join(f"{line.name}: {_course(subject.say, line.figures, unit, decimals)}" for line in rows)
    starts = "" if ticks[0] == 0 else f". {say.text('chart.axis-starts', value=words[0])}."
    periods = [figure.period for figure in lines[0].figures]
    measure = measured(say, subject.measures, subject.area, periods, unit)
    return chart_of(
        subject,
        "chart.kind.line",
        title,
        f"{measure}{starts or '.'}",
        said,
        (
            _drawing(say, lines, values, gap, ticks, words, last),
            _drawing(say, lines, values, gap, ticks, words, last, NARROW),
        ),
        _table(subject, rows),
    )


def _table(subject: ChartSubject, lines: Sequence[Course]) -> Table:
    return Table(
        id=f"{subject.id}-table",
        caption=subject.measures,
        corner=f"{subject.corner}, {lines[0].figures[0].unit}",
        columns=tuple(period_words(subject.say, figure.period) for figure in lines[0].figures),
        rows=tuple(Row(line.name, tuple(shown(each, full=False) for each in line.figures)) for line in lines),
    )


def _values(lines: Sequence[Course], unit: str) -> list[list[float]]:
    return [[number_of(in_unit(each, unit) if unit else each) for each in line.figures] for line in lines]


def _ticks(values: Sequence[Sequence[float]], beside: Sequence[Sequence[Sequence[float]]]) -> tuple[float, ...]:
    """Those of all charts together, where none of them takes less than half of their height; else its own."""
    spans = [(min(map(min, each)), max(map(max, each))) for each in (values, *beside)]
    ticks = nice_ticks(min(low for low, _ in spans), max(high for _, high in spans))
    each = [nice_ticks(low, high) for low, high in spans]
    flat = any(own[-1] - own[0] < (ticks[-1] - ticks[0]) / 2 for own in each)
    return each[0] if flat else ticks


def _decimals(lines: Sequence[Course], unit: str) -> int:
    """As many as the values have that have the most: none of £300 thousand, one of £130.5m."""
    every = [figure for line in lines for figure in line.figures]
    return max((decimals_of(in_unit(each, unit) if unit else each) for each in every), default=0)


def _course(say: Catalogue, figures: Sequence[Figure], unit: str, decimals: int) -> str:
    return say.listed(
        [
            say.text("chart.value-in", value=money(figure, unit, decimals), period=period_words(say, figure.period))
            for figure in figures
        ]
    )


def _drawing(
    say: Catalogue,
    lines: Sequence[Course],
    values: Sequence[Sequence[float]],
    gap: Course | None,
    ticks: Sequence[float],
    words: Sequence[str],
    last: Sequence[str],
    width: float = COLUMN,
    height: float = 106,
) -> Drawing:
    """The plot: tick labels on their lines, the periods under their points, names to the right of the last one."""
    rows = [*lines, *([gap] if gap else [])]
    room = room_for([line.name for line in rows], last, 0.35 * width)
    left = max(fonts.width(each, SMALL) for each in words) + 12
    half = 20.0
    right = width - room - 8 - half
    top = SMALL + 2
    tags_height = sum(tag(0, line.name, "", line.figures[-1], INK, room).height for line in rows) - SIZE
    bottom = max(height - SMALL - 8, top + tags_height)
    height = bottom + SMALL + 8
    periods = [figure.period for figure in lines[0].figures]
    places = times(periods)
    x = Scale(0, 1, left + half, right)
    y = Scale(ticks[0], ticks[-1], bottom, top)
    marks: list[Mark] = []
    for tick, each in zip(ticks, words, strict=True):
        marks.append(Line(((0.0, y(tick)), (round(right, 2), y(tick))), RULE, 0.75))
        marks.append(text(0, y(tick) - 3, each, SLATE, size=SMALL))
    points = [tuple((x(at), y(value)) for at, value in zip(places, line, strict=True)) for line in values]
    marks += _lines(points)
    ends = _ends(points, bool(gap))
    tags = [
        tag(at, line.name, value, line.figures[-1], fill, room, weight)
        for line, value, (at, fill, weight) in zip(rows, last, ends, strict=True)
    ]
    for placed in spread(tags, top - 0.5 * SIZE, bottom + 0.5 * SIZE):
        marks += placed.labels(right + 8)
    marks += feet(say, periods, [point[0] for point in points[0]], height - 3, left, right + 8 + half)
    return Drawing(width, round(height, 2), tuple(marks))


def _lines(points: Sequence[Points]) -> list[Mark]:
    """Each line with a dot at its end, over the band between two."""
    marks: list[Mark] = []
    if len(points) == 2:
        marks.append(Area((*points[0], *reversed(points[1])), tint(SUBJECT)))
    for line, (stroke, dash) in zip(points, cycle(STROKES), strict=False):
        marks.append(Line(line, stroke, 2.5, dash))
        marks.append(Dot(*line[-1], 3.5, stroke))
    return marks


def _ends(points: Sequence[Points], gap: bool) -> list[tuple[float, str, int]]:
    """How high the name of each line would stand, and of the gap half way between, each with its colour and weight."""
    ends = [(line[-1][1], stroke, 600) for line, (stroke, _) in zip(points, cycle(STROKES), strict=False)]
    if gap:
        ends.append(((ends[0][0] + ends[-1][0]) / 2, INK, 700))
    return ends
