"""From figures to charts: scales, ticks, label places and text widths as plain data, without markup.

Lengths are points; a drawing's frame holds every mark. Bars start at nought; a line chart says where its axis starts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pcpgen import fonts
from pcpgen.compose.colour import INK, RULE, SLATE, SUBJECT, tint
from pcpgen.compose.document import Area, Bar, Chart, Dot, Drawing, Label, Line, Mark, Prose, Row, Table
from pcpgen.compose.wording import NOT_PRINTED, STAY, listed, money, shown
from pcpgen.figures.data import in_unit, shown_value
from pcpgen.figures.figure import Figure, places
from pcpgen.model.data import Series
from pcpgen.model.page import ChartSpec

WIDE = 476.0  # both rail and text column, 168 mm
COLUMN = 354.0  # the text column, 125 mm
SIZE = 11.0
SMALL = 10.5

INFERRED = " (label inferred)"
INFERRED_NOTE = (
    "Where a label is marked as inferred, the source prints names and values apart; theirs are matched by order."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with the label that it goes by in a chart."""

    label: str
    figure: Figure


def label_of(series: Series) -> str:
    return series.title + (INFERRED if series.inferred else "")


def text(
    x: float, y: float, words: str, fill: str = INK, weight: int = 400, size: float = SIZE, of: Figure | None = None
) -> Label:
    """A label that starts at x, with its measured width; `of` is the figure that it writes."""
    return Label(round(x, 2), round(y, 2), words, size, round(fonts.width(words, size, weight), 2), fill, weight, of=of)


def bar_chart(
    spec: ChartSpec, title: Prose, bars: Sequence[Named], notes: tuple[str, ...] = (), hue: str = SUBJECT
) -> Chart:
    """Sorted horizontal bars, largest first, each with its value; what has no value stands in the table only."""
    ordered = sorted(
        (bar for bar in bars if isinstance(bar.figure.value, Decimal)),
        key=lambda bar: (-_value(bar.figure), bar.label),
    )
    missing = [bar for bar in bars if bar.figure.value is None]
    decimals = max((_decimals(bar.figure) for bar in ordered), default=0)
    words = [money(bar.figure, spec.unit, decimals) for bar in ordered]
    said = "; ".join(f"{bar.label} {word}" for bar, word in zip(ordered, words, strict=True))
    noted = [f"{NOT_PRINTED} {bar.label}: {bar.figure.note}." for bar in missing]
    inferred = [INFERRED_NOTE] if any(bar.label.endswith(INFERRED) for bar in bars) else []
    return Chart(
        id=spec.id,
        title=title,
        measure=f"{spec.measure}, {_unit(spec)}" if spec.unit else spec.measure,
        alternative=f"Bar chart. {title.plain}. {spec.measure}, largest first: {said}.",
        drawing=_bars(ordered, words, hue),
        table=Table(
            id=f"{spec.id}-table",
            caption=spec.measure,
            corner=spec.label,
            columns=(_head(spec.unit or (ordered[0].figure.unit if ordered else "value")),),
            rows=tuple(Row(bar.label, (shown(bar.figure, full=False),)) for bar in [*ordered, *missing]),
        ),
        source=spec.source,
        notes=(*notes, *noted, *inferred),
    )


def _unit(spec: ChartSpec) -> str:
    return spec.unit.replace(" ", STAY)


def _head(unit: str) -> str:
    return unit[:1].upper() + unit[1:]


def _value(figure: Figure) -> float:
    return float(figure.value) if isinstance(figure.value, Decimal) else 0.0


def _decimals(figure: Figure) -> int:
    value = shown_value(figure)
    return places(value) if value is not None else 0


def _bars(
    bars: Sequence[Named], words: Sequence[str], hue: str, width: float = WIDE, pitch: float = 22, thick: float = 12
) -> Drawing:
    """Label column, bars from nought, value at each bar's end."""
    left = max((fonts.width(bar.label, SIZE) for bar in bars), default=0) + 10
    right = max((fonts.width(word, SIZE, 600) for word in words), default=0) + 6
    most = max((_value(bar.figure) for bar in bars), default=0) or 1
    scale = (width - left - right) / most
    marks: list[Mark] = []
    for row, (bar, word) in enumerate(zip(bars, words, strict=True)):
        middle = row * pitch + pitch / 2
        length = max(0.75, _value(bar.figure) * scale)
        marks.append(text(0, middle + 0.35 * SIZE, bar.label))
        marks.append(Bar(round(left, 2), round(middle - thick / 2, 2), round(length, 2), thick, hue))
        marks.append(text(left + length + 5, middle + 0.35 * SIZE, word, weight=600, of=bar.figure))
    height = len(bars) * pitch
    marks.append(Line(((round(left, 2), 0), (round(left, 2), height)), INK, 1))
    return Drawing(width, height, tuple(marks))


def line_chart(
    spec: ChartSpec,
    title: Prose,
    lines: Sequence[tuple[str, Sequence[Figure]]],
    gap: tuple[str, Sequence[Figure]] | None,
) -> Chart:
    """Two lines over the same periods, with the gap between them as a band; direct labels at the lines' ends."""
    periods = [figure.period for figure in lines[0][1]]
    values = [[_value(in_unit(figure, spec.unit) if spec.unit else figure) for figure in line] for _, line in lines]
    ticks = nice_ticks(min(map(min, values)), max(map(max, values)))
    step = _words_of_tick(lines[0][1][0], spec.unit, ticks)
    starts = "" if ticks[0] == 0 else f" The axis starts at {step[0]}."
    rows = [*lines, *([gap] if gap else [])]
    said = "; ".join(f"{name}: {_course(figures, spec.unit)}" for name, figures in rows)
    return Chart(
        id=spec.id,
        title=title,
        measure=f"{spec.measure}, {_unit(spec)}.{starts}" if spec.unit else f"{spec.measure}.{starts}",
        alternative=f"Line chart. {title.plain}. {spec.measure}. {said}.{starts}",
        drawing=_lines(lines, values, gap, ticks, step, spec.unit, [period.words for period in periods]),
        table=Table(
            id=f"{spec.id}-table",
            caption=spec.measure,
            corner=f"{spec.label}, {lines[0][1][0].unit}",
            columns=tuple(period.words for period in periods),
            rows=tuple(Row(name, tuple(shown(figure, full=False) for figure in figures)) for name, figures in rows),
        ),
        source=spec.source,
    )


def _course(figures: Sequence[Figure], unit: str) -> str:
    return listed(tuple(f"{money(figure, unit, 1)} in {figure.period.words}" for figure in figures))


def nice_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round ticks around the values: steps of 1, 2 or 5 times a power of ten; from nought where that is near."""
    if low >= 0 and low < 0.4 * high:
        low = 0
    span = high - low
    if span <= 1e-6 * max(abs(low), abs(high)):  # all but one value: an axis of that size around it
        span = max(abs(high), 1)
    power = 10 ** math.floor(math.log10(span / most))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if span / (factor * power) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * number, 10) for number in range(first, max(last, first + 1) + 1))


def _words_of_tick(like: Figure, unit: str, ticks: tuple[float, ...]) -> list[str]:
    exact = [Decimal(repr(tick)).normalize() for tick in ticks]
    decimals = max(places(each) for each in exact)
    base = Figure("tick", None, unit or like.unit, None, like.period, "tick", ())
    return [money(_with(base, each), unit or like.unit, decimals) for each in exact]


def _with(figure: Figure, value: Decimal) -> Figure:
    return Figure(figure.id, value, figure.unit, None, figure.period, figure.formula, ())


def _lines(
    lines: Sequence[tuple[str, Sequence[Figure]]],
    values: list[list[float]],
    gap: tuple[str, Sequence[Figure]] | None,
    ticks: tuple[float, ...],
    tick_words: list[str],
    unit: str,
    periods: list[str],
    width: float = COLUMN,
    height: float = 106,
) -> Drawing:
    """The plot: tick labels on their lines, the period under each point, labels to the right of the last one."""
    last = [(name, money(figures[-1], unit, 1), figures[-1]) for name, figures in [*lines, *([gap] if gap else [])]]
    room = max(fonts.width(words, SIZE, 700) for *pair, _ in last for words in pair) + 8
    left = max(fonts.width(words, SMALL) for words in tick_words) + 12
    half = max(fonts.width(period, SMALL) for period in periods) / 2
    right = width - max(room, half)
    top, bottom = SMALL + 2, height - SMALL - 8

    def x(at: int) -> float:
        return round(left + half + (right - left - half) * at / max(1, len(periods) - 1), 2)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * (value - ticks[0]) / (ticks[-1] - ticks[0]), 2)

    marks: list[Mark] = []
    for tick, words in zip(ticks, tick_words, strict=True):
        marks.append(Line(((0.0, y(tick)), (round(right, 2), y(tick))), RULE, 0.75))
        marks.append(text(0, y(tick) - 3, words, SLATE, size=SMALL))
    points = [tuple((x(at), y(value)) for at, value in enumerate(line)) for line in values]
    if len(points) == 2:
        marks.append(Area((*points[0], *reversed(points[1])), tint(SUBJECT)))
    strokes = (SUBJECT, SLATE)
    for number, line in enumerate(points):
        marks.append(Line(line, strokes[number % 2], 2.5, "" if number == 0 else "6 4"))
        marks.append(Dot(*line[-1], 3.5, strokes[number % 2]))
    ends = [(points[number][-1][1], strokes[number % 2], 600) for number in range(len(lines))]
    if gap:
        ends.append(((ends[0][0] + ends[1][0]) / 2, INK, 700))
    labels = [
        Pair(at, name, value, fill, weight, figure)
        for (name, value, figure), (at, fill, weight) in zip(last, ends, strict=True)
    ]
    for pair in spread(labels, SIZE * 2.5, top + 0.3 * SIZE, bottom - 0.6 * SIZE):
        marks.append(text(right + 8, pair.at - 0.15 * SIZE, pair.name, pair.fill, 600))
        marks.append(text(right + 8, pair.at + 0.95 * SIZE, pair.value, pair.fill, pair.weight, of=pair.of))
    for at in _thinned(len(periods), max(fonts.width(period, SMALL) for period in periods) + 8, right - left - half):
        marks.append(
            Label(
                x(at),
                round(height - 3, 2),
                periods[at],
                SMALL,
                round(fonts.width(periods[at], SMALL), 2),
                SLATE,
                anchor="middle",
            )
        )
    return Drawing(width, height, tuple(marks))


@dataclass(frozen=True, slots=True)
class Pair:
    """A line's name over its last value, centred at `at`."""

    at: float
    name: str
    value: str
    fill: str
    weight: int
    of: Figure | None = None


def spread(labels: Sequence[Pair], least: float, top: float, bottom: float) -> list[Pair]:
    """Labels in order from the top, moved apart until none is nearer than `least` to the next, within the frame."""
    ordered = sorted(labels, key=lambda label: label.at)
    down: list[float] = []
    for label in ordered:
        down.append(max(label.at, down[-1] + least if down else top))
    limit = bottom
    for number in range(len(down) - 1, -1, -1):
        down[number] = min(down[number], limit)
        limit = down[number] - least
    return [replace(label, at=round(at, 2)) for at, label in zip(down, ordered, strict=True)]


def _thinned(count: int, wide: float, room: float) -> list[int]:
    """Which of `count` labels of a width fit side by side: every one, or every second, third …; the last one always."""
    every = max(1, math.ceil(wide * max(1, count - 1) / room)) if room > 0 else count
    return list(range(count - 1, -1, -every))[::-1]
