"""From estimates with their intervals to dots on one scale, a comparator as a dashed line beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen import fonts
from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.asked import Asked, numbers
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, SMALL, WIDE, diamond, text, wrapped
from pcpgen.blocks.charts.scale import Scale, foot_words, nice_ticks, tick_words
from pcpgen.blocks.charts.strongest import stood, strongest_change
from pcpgen.blocks.charts.subject import ChartSubject, Named, chart_of, measured, number_of, told, when, why_missing
from pcpgen.blocks.colour import INK, PAPER, RULE, SLATE
from pcpgen.blocks.wording import digits
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Dot, Drawing, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Table
from pcpgen.figures import statistics
from pcpgen.figures.compare import interval
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure, places, rounded
from pcpgen.figures.tested import headline
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

Ends = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the ends of its 95% interval, in the figure's unit, None where it has none.

    `compared` says that it is the one that stands against the comparator.
    """

    label: str
    figure: Figure
    ends: Ends | None
    compared: bool = False


def dot_chart(
    subject: ChartSubject,
    title: Phrase,
    estimates: Sequence[Estimate],
    table: Table,
    comparator: Named | None = None,
) -> Chart:
    """A row for each estimate that has a number, and the comparator's after those that stand against it.

    Raises ValueError where no estimate has a number.
    """
    known = [each for each in estimates if isinstance(each.figure.value, Decimal)]
    if not known:
        raise ValueError("no estimate has a number")
    if comparator and not isinstance(comparator.figure.value, Decimal):
        comparator = None
    say = subject.say
    said = [f"{each.label} {_words(say, each)}" for each in known]
    if comparator:
        said.append(f"{comparator.label} {told(comparator.figure)} {when(say, comparator.figure.period)}")
    shown = [each.figure for each in estimates] + ([comparator.figure] if comparator else [])
    return chart_of(
        subject,
        "chart.kind.dots",
        title,
        measured(
            say,
            say.text("chart.with-intervals", measure=subject.measures),
            subject.area,
            [each.period for each in shown],
        ),
        "; ".join(said),
        (_drawing(known, comparator, subject.hue, WIDE), _drawing(known, comparator, subject.hue, NARROW)),
        table,
        _notes(say, estimates, known, comparator),
    )


def _notes(
    say: Catalogue, estimates: Sequence[Estimate], known: Sequence[Estimate], comparator: Named | None
) -> list[str]:
    """What has no number, and what the marks mean."""
    notes = [
        f"{each.figure.mark} {each.label}: {why_missing(say, each.figure)}." for each in estimates if each not in known
    ]
    notes += [say.text("chart.no-interval")] if any(each.ends is None for each in known) else []
    notes += [say.text("chart.compared")] if comparator else []
    return notes


def _words(say: Catalogue, estimate: Estimate) -> str:
    figure = estimate.figure
    decimals = max(1, places(figure.value)) if isinstance(figure.value, Decimal) else 1
    unit = "%" if figure.unit == "%" else ""
    ends = [f"{digits(rounded(end, decimals))}{unit}" for end in estimate.ends or ()]
    named = estimate.label.endswith(period_words(say, figure.period))
    value = told(figure) if named else f"{told(figure)} {when(say, figure.period)}"
    if not ends:
        return say.text("chart.no-base", value=value)
    return say.text("chart.between", value=value, low=ends[0], high=ends[1])


Estimated = tuple[str, Figure, Ends | None]


def _rows(estimates: Sequence[Estimate], comparator: Named | None) -> tuple[list[Estimated], int]:
    """What is drawn from the top, and how many rows stand against the comparator, which comes after them."""
    first = [each for each in estimates if each.compared] if comparator else []
    rows: list[Estimated] = [(each.label, each.figure, each.ends) for each in first]
    rows += [(comparator.label, comparator.figure, None)] if comparator else []
    return [*rows, *((each.label, each.figure, each.ends) for each in estimates if each not in first)], len(first)


def _drawing(estimates: Sequence[Estimate], comparator: Named | None, hue: str, width: float) -> Drawing:
    """A row a figure: its label, its dot on the scale with its interval, its value at the right.

    Labels stand at the left of the scale; in a narrow drawing above it, with the value at their right.
    """
    rows, first = _rows(estimates, comparator)
    above = width == NARROW
    ticks = _ticks(rows, 3 if above else 5)
    words = tick_words(ticks, estimates[0].figure)
    right = max(fonts.width(told(figure), SIZE, 600) for _, figure, _ in rows) + 16
    half = max(max(fonts.width(each, SMALL) for each in words) / 2, 6)
    column = 0.0 if above else min(max(fonts.width(label, SIZE) for label, _, _ in rows) + 14, 0.42 * width)
    x = Scale(ticks[0], ticks[-1], column + half, width - half - (0 if above else right))
    labels = [wrapped(label, width - right if above else column - 14) for label, _, _ in rows]
    tops = [0.0]
    for lines in labels:
        tops.append(tops[-1] + (LEADING * len(lines) + 24 if above else max(26, LEADING * len(lines) + 12)))
    middles = [
        round(top + LEADING * len(lines) + 9 if above else (top + below) / 2, 2)
        for top, below, lines in zip(tops, tops[1:], labels, strict=False)
    ]
    foot = round(tops[-1], 2)
    marks: list[Mark] = [Line(((x(tick), 0.0), (x(tick), foot)), RULE, 0.75) for tick in ticks if not above]
    marks += [Line(((x.start, middle), (x.end, middle)), RULE, 0.75) for middle in middles if above]
    if comparator:
        marks += _dashes(x(number_of(comparator.figure)), tops[: first + 2], labels if above else None)
    for row, (top, middle, lines) in enumerate(zip(tops, middles, labels, strict=False)):
        start = top + 0.8 * SIZE + 2 if above else middle + 0.35 * SIZE - LEADING * (len(lines) - 1) / 2
        marks += [text(0, start + LEADING * line, each) for line, each in enumerate(lines)]
        marks += _estimate(x, middle, rows[row], comparator is not None and row == first, hue)
        value = told(rows[row][1])
        at = (width - fonts.width(value, SIZE, 600), start) if above else (width - right + 12, middle + 0.35 * SIZE)
        marks.append(text(*at, value, INK, 600, of=rows[row][1]))
    marks += foot_words(x, ticks, words, foot + SMALL + 5)
    return Drawing(width, round(foot + SMALL + 8, 2), tuple(marks), tuple(round(top, 2) for top in tops[:-1]))


def _ticks(rows: Sequence[Estimated], most: int) -> tuple[float, ...]:
    """A scale that holds every figure with its interval."""
    values = [number_of(figure) for _, figure, _ in rows]
    values += [float(end) for _, _, ends in rows for end in ends or ()]
    return nice_ticks(min(values), max(values), most)


def _estimate(x: Scale, middle: float, row: Estimated, compared: bool, hue: str) -> list[Mark]:
    """A dot with its interval, an open one without; a diamond for what others are set against."""
    _, figure, ends = row
    at = x(number_of(figure))
    marks: list[Mark] = [Line(((x(float(ends[0])), middle), (x(float(ends[1])), middle)), hue, 2.5)] if ends else []
    if compared:
        return [*marks, diamond(at, middle, 5, SLATE)]
    return [*marks, Dot(at, middle, 4.5, hue, "") if ends else Dot(at, middle, 4.5, PAPER, hue)]


def _dashes(at: float, tops: Sequence[float], labels: Sequence[Sequence[str]] | None) -> list[Mark]:
    """The comparator's line through the rows that stand against it and its own, but not through words above them."""
    if labels is None:
        return [Line(((at, tops[0]), (at, round(tops[-1], 2))), SLATE, 1.25, "3 3")]
    return [
        Line(((at, round(top + 3 + LEADING * len(lines), 2)), (at, round(below, 2))), SLATE, 1.25, "3 3")
        for top, below, lines in zip(tops, tops[1:], labels, strict=False)
    ]


def draw(asked: Asked) -> Chart | None:
    """Of a survey each series at its newest; of counts each series, and their total, in each of its periods."""
    survey = any(series.survey for series in asked.drawn)
    if survey:
        against = {series.beside for series in asked.drawn}
        given = [(series, asked.data.figure(series.id)) for series in asked.drawn if series.id not in against]
        estimates = [Estimate(each.title, figure, interval(figure), bool(each.beside)) for each, figure in given]
    else:
        estimates = [
            Estimate(f"{series.title}, {period_words(asked.say, period)}", figure, _byar(figure))
            for series in asked.dataset.series.values()
            if series.unit == asked.drawn[0].unit
            for period in asked.data.periods(series.id)
            for figure in (asked.data.figure(series.id, period),)
        ]
    if not numbers(each.figure for each in estimates):
        return None
    if survey:
        series, figure = next(each for each in given if isinstance(each[1].value, Decimal))
        comparator = _comparator(asked.data, asked.dataset, series)
        title = findings.against(asked.say, series.short or series.title, figure, interval(figure), comparator)
        chart = dot_chart(asked.subject, title, estimates, asked.table, comparator)
        return replace(chart, notes=(*chart.notes, *_of_a_survey(asked, estimates)))
    own = headline(asked.data, asked.dataset)
    alike = [series for series in asked.dataset.series.values() if series.unit == asked.drawn[0].unit]
    title = strongest_change(asked.data, asked.dataset, alike) or stood(asked.say, own, asked.data.figure(own.id))
    chart = dot_chart(asked.subject, title, estimates, asked.table)
    return replace(chart, notes=(*chart.notes, asked.say.text("chart.byar")))


def _of_a_survey(asked: Asked, estimates: Sequence[Estimate]) -> Iterator[str]:
    """That earlier answers are not drawn, and that 58% beside 58.3% is no slip."""
    if any(len(asked.data.periods(series.id)) > 1 for series in asked.drawn):
        yield asked.say.text("chart.newest-drawn")
    if len({places(each.figure.value) for each in estimates if isinstance(each.figure.value, Decimal)}) > 1:
        yield asked.say.text("chart.as-printed")


def _comparator(data: Data, dataset: Dataset, series: Series) -> Named | None:
    """The newest figure of what a series is set beside, by its short name; None where it is set beside nothing."""
    if not series.beside:
        return None
    other = data.series(series.beside)
    return Named(other.short or other.title, data.figure(other.id))


def _byar(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Byar's interval of a count; None for what is none."""
    value = figure.value
    if not isinstance(value, Decimal) or value < 0 or value != int(value) or figure.unit == "%":
        return None
    found = statistics.byar(int(value))
    return found.lower, found.upper
