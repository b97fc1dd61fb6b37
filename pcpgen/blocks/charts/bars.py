"""From parts or groups of one period to sorted bars from nought, each with its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from pcpgen import fonts
from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.asked import Asked, numbers
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, WIDE, text, wrapped
from pcpgen.blocks.charts.subject import (
    ChartSubject,
    Named,
    chart_of,
    decimals_of,
    flagged,
    head,
    label_of,
    measured,
    number_of,
    why_missing,
)
from pcpgen.blocks.colour import INK
from pcpgen.blocks.wording import cell, money
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Bar, Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Row, Table
from pcpgen.model.data import Dataset, Series
from pcpgen.values import dataclass

GAP = 5.0  # between a bar's end and its value


def bar_chart(
    subject: ChartSubject,
    title: Phrase,
    bars: Sequence[Named],
    unit: str = "",
    width: float = WIDE,
    beside: Sequence[Sequence[Named]] = (),
    thick: float = 12,
) -> Chart:
    """Sorted horizontal bars, largest first, in `unit`, `width` points across; what has no value is in the table only.

    `beside` are those of the charts that it is compared with: it shares a scale with all of them where each leaves the
    bars of the others to be seen, else with none. Raises ValueError where there is no bar.
    """
    ordered, words = _sorted(bars, unit)
    missing = [bar for bar in bars if bar.figure.value is None]
    shared = all(_comparable(one, other) for one, other in combinations((bars, *beside), 2))
    others = [_sorted(each, unit) for each in beside] if shared else []

    def drawn(width: float) -> Drawing:
        scale = min(_layout(*each, width).scale for each in [(ordered, words), *others])
        layout = replace(_layout(ordered, words, width), scale=scale)
        return _drawing(ordered, words, subject.hue, width, layout, 12 if width == NARROW else thick)

    say = subject.say
    noted = [f"{bar.figure.mark} {bar.label}: {why_missing(say, bar.figure)}." for bar in missing]
    inferred = [say.text("chart.inferred-note")] if any(bar.inferred for bar in bars) else []
    said = "; ".join(f"{bar.label} {word}" for bar, word in zip(ordered, words, strict=True))
    return chart_of(
        subject,
        "chart.kind.bars",
        title,
        measured(say, subject.measures, subject.area, [bar.figure.period for bar in bars], unit),
        say.text("chart.largest-first", values=said),
        (drawn(width), drawn(NARROW)),
        _table(subject, [*ordered, *missing], unit),
        (*noted, *inferred),
    )


def _table(subject: ChartSubject, bars: Sequence[Named], unit: str) -> Table:
    """The figures as they are, under their own unit: the drawing may round them to `unit`."""
    return Table(
        id=f"{subject.id}-table",
        caption=subject.measures,
        corner=subject.corner,
        columns=(head(bars[0].figure.unit or unit or subject.say.text("chart.value")),),
        rows=tuple(Row(bar.label, (cell(bar.figure, full=False),)) for bar in bars),
    )


def _comparable(bars: Sequence[Named], others: Sequence[Named]) -> bool:
    """Whether on one scale the longest bar of either is a tenth of the other's at least."""
    one, other = (
        max((abs(number_of(bar.figure)) for bar in each if isinstance(bar.figure.value, Decimal)), default=0.0)
        for each in (bars, others)
    )
    return min(one, other) >= max(one, other) / 10


def _sorted(bars: Sequence[Named], unit: str) -> tuple[list[Named], list[str]]:
    """The bars that have a number, largest first, and what each says."""
    ordered = sorted(
        (bar for bar in bars if isinstance(bar.figure.value, Decimal)),
        key=lambda bar: (-number_of(bar.figure), bar.label),
    )
    decimals = max((decimals_of(bar.figure) for bar in ordered), default=0)
    return ordered, [flagged(money(bar.figure, unit, decimals), bar.figure) for bar in ordered]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How wide the column of labels is, where nought lies, and how many points a unit has."""

    column: float
    left: float
    least: float
    scale: float

    @property
    def nought(self) -> float:
        return self.left - self.least * self.scale


def _layout(bars: Sequence[Named], words: Sequence[str], width: float) -> _Layout:
    """Labels in a column, or above their bars in a narrow drawing; as large a scale as values and words leave."""
    wide = [fonts.width(word, SIZE, 600) + GAP + 1 for word in words]
    values = [number_of(bar.figure) for bar in bars]
    most, least = max([0.0, *values]), min([0.0, *values])
    right = max((room for room, value in zip(wide, values, strict=True) if value >= 0), default=0)
    under = max((room for room, value in zip(wide, values, strict=True) if value < 0), default=0)
    column = min(max((fonts.width(bar.label, SIZE) for bar in bars), default=0), max(60, 0.72 * width - right - under))
    left = (under or 1) if width == NARROW else column + 10 + under
    return _Layout(column, left, least, (width - left - right) / (most - least or 1))


def _drawing(
    bars: Sequence[Named], words: Sequence[str], hue: str, width: float, layout: _Layout, thick: float = 12
) -> Drawing:
    """Bars from nought, each with its value at its end; what is under nought runs to the left of it."""
    above = width == NARROW
    nought = layout.nought
    marks: list[Mark] = []
    top, rows = 0.0, []
    for bar, word in zip(bars, words, strict=True):
        value = number_of(bar.figure)
        lines = wrapped(bar.label, width if above else layout.column)
        rows.append(round(top, 2))
        height, middle, first = _row(top, len(lines), above, thick)
        marks += [text(0, first + row * LEADING, line) for row, line in enumerate(lines)]
        length = max(0.75, abs(value) * layout.scale)
        start = nought if value >= 0 else nought - length
        marks.append(Bar(round(start, 2), round(middle - thick / 2, 2), round(length, 2), thick, hue))
        at = nought + length + GAP if value >= 0 else nought - length - GAP - fonts.width(word, SIZE, 600)
        marks.append(text(at, middle + 0.35 * SIZE, word, weight=600, of=bar.figure))
        top += height
        if above:
            marks.append(_nought(nought, middle - thick / 2 - 2, middle + thick / 2 + 2))
    marks += [] if above else [_nought(nought, 0, top)]
    return Drawing(width, round(top, 2), tuple(marks), tuple(rows))


def _nought(x: float, top: float, foot: float) -> Line:
    return Line(((round(x, 2), round(top, 2)), (round(x, 2), round(foot, 2))), INK, 1)


PITCH = 22.0  # of a bar with one line of words


def _row(top: float, lines: int, above: bool, thick: float) -> tuple[float, float, float]:
    """How high a bar's row is, where its middle lies, and the base of its first line of words."""
    if above:
        words = LEADING * lines
        return words + thick + 12, top + words + thick / 2 + 3, top + 0.8 * SIZE
    height = PITCH + thick - 12 + LEADING * (lines - 1)
    middle = top + height / 2
    return height, middle, middle + 0.35 * SIZE - LEADING * (lines - 1) / 2


def draw(asked: Asked) -> Chart | None:
    """A bar for each series at its newest."""
    bars = [
        Named(label_of(asked.say, series), asked.data.figure(series.id, asked.dataset.window or None), series.inferred)
        for series in asked.drawn
    ]
    if not numbers(bar.figure for bar in bars):
        return None
    return bar_chart(asked.subject, findings.largest(asked.say, bars, _whole(asked.dataset, asked.drawn)), bars)


def _whole(dataset: Dataset, drawn: Sequence[Series]) -> str:
    """What the series are all the parts of, in words; empty where the data have no such total."""
    parts = {series.id for series in drawn}
    totals = [series for series in dataset.series.values() if set(series.total_of) == parts]
    return f"{totals[0].title[:1].lower()}{totals[0].title[1:]}" if totals else ""
