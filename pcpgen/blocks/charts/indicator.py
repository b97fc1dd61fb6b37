"""From an indicator's data to the chart that its file asks for: which series are drawn, in which periods, as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.control import control_chart
from pcpgen.blocks.charts.course import course_chart
from pcpgen.blocks.charts.dots import Estimate, dot_chart
from pcpgen.blocks.charts.doughnut import doughnut_chart
from pcpgen.blocks.charts.multiples import multiples_chart
from pcpgen.blocks.charts.spark import sparkline
from pcpgen.blocks.charts.stacked import Column, largest_part, shares, stacked_chart
from pcpgen.blocks.charts.subject import Course, Named, Subject, head, label_of
from pcpgen.blocks.periods import day_words, period_words
from pcpgen.blocks.wording import ended
from pcpgen.document.blocks import Chart, Spark
from pcpgen.document.table import Table
from pcpgen.figures import statistics
from pcpgen.figures.compare import Comparison, compare, interval
from pcpgen.figures.control import run_of
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Figure
from pcpgen.figures.rolling import consecutive, rolling_means
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period

KINDS = ("none", "bars", "dots", "line", "multiples", "stacked", "doughnut", "xmr")
OVER_TIME = ("line", "multiples", "stacked", "xmr")  # charts of many periods
COURSE = 4  # figures that make a course
TWELVE = "12 months"  # the window whose chart has a rolling line


def indicator_chart(data: Data, dataset: Dataset, table: Table, hue: str, area: str) -> Chart | None:
    """The chart of an indicator's data, in the theme's hue, its figures those of `table`.

    None where it asks for none, and where no number is to be drawn.
    `area` is the place where the indicator names none. The data have been checked, so that the chart can be drawn.
    """
    say = data.catalogue
    subject = Subject(
        say,
        f"{dataset.id}-chart",
        dataset.title.value,
        head(dataset.measures),
        dataset.area or area,
        dataset.source,
        dataset.title.value,
        hue,
    )
    table = replace(table, id=f"{dataset.id}-chart-table")
    drawn = leaves(dataset)
    match dataset.chart:
        case "bars":
            return _bars(data, dataset, subject, drawn)
        case "dots":
            return _dots(data, dataset, subject, drawn, table)
        case "line":
            return _line(data, dataset, subject, drawn, table)
        case "multiples":
            courses = _aligned(data, dataset, drawn)
            return multiples_chart(subject, courses, table) if any(each.drawn for each in courses) else None
        case "stacked":
            return stacked_chart(subject, _columns(data, drawn), table)
        case "doughnut":
            parts = [Named(label_of(say, series), data.figure(series.id)) for series in drawn]
            whole = Column(period_words(say, parts[0].figure.period), tuple(parts))
            return doughnut_chart(subject, largest_part(say, whole, shares(whole)), parts)
        case "xmr":
            return _xmr(data, dataset, subject, table)
        case _:
            return None


def indicator_spark(data: Data, dataset: Dataset, hue: str) -> Spark | None:
    """The headline's course beside its newest figure, where no chart shows it and it has points enough for one."""
    if dataset.chart in OVER_TIME:
        return None
    (course,) = _aligned(data, dataset, [headline(dataset)])
    if len(course.drawn) < COURSE or course.breaks or len({each.period.form for each in course.figures}) > 1:
        return None
    return None if course.figures[0].unit == "%" else sparkline(data.catalogue, f"{dataset.id}-course", course, hue)


def leaves(dataset: Dataset) -> tuple[Series, ...]:
    """The series that are no totals, as far as they have the unit of the first."""
    found = [series for series in dataset.series.values() if not series.parts]
    return tuple(series for series in found if series.unit == found[0].unit)


def _numbers(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures is a number, without which nothing can be drawn."""
    return any(isinstance(figure.value, Decimal) for figure in figures)


def headline(dataset: Dataset) -> Series:
    """The series that the indicator's block prints large."""
    return dataset.series[dataset.headline] if dataset.headline else next(iter(dataset.series.values()))


def _whole(dataset: Dataset, drawn: Sequence[Series]) -> str:
    """What the series are all the parts of, in words; empty where the data have no such total."""
    parts = {series.id for series in drawn}
    totals = [series for series in dataset.series.values() if set(series.total_of) == parts]
    return f"{totals[0].title[:1].lower()}{totals[0].title[1:]}" if totals else ""


def _bars(data: Data, dataset: Dataset, subject: Subject, drawn: Sequence[Series]) -> Chart | None:
    say = subject.say
    bars = [
        Named(label_of(say, series), data.figure(series.id, dataset.window or None), series.inferred)
        for series in drawn
    ]
    if not _numbers(bar.figure for bar in bars):
        return None
    return bar_chart(subject, findings.largest(say, bars, _whole(dataset, drawn)), bars)


def _dots(data: Data, dataset: Dataset, subject: Subject, drawn: Sequence[Series], table: Table) -> Chart | None:
    """Of a survey each series at its newest; of counts each series, and their total, in each of its periods."""
    survey = any(series.survey for series in drawn)
    if survey:
        against = {series.beside for series in drawn}
        asked = [(series, data.figure(series.id)) for series in drawn if series.id not in against]
        estimates = [Estimate(each.title, figure, interval(figure), bool(each.beside)) for each, figure in asked]
    else:
        estimates = [
            Estimate(f"{series.title}, {period_words(subject.say, period)}", figure, _byar(figure))
            for series in dataset.series.values()
            if series.unit == drawn[0].unit
            for period in data.periods(series.id)
            for figure in (data.figure(series.id, period),)
        ]
    if not _numbers(each.figure for each in estimates):
        return None
    if survey:
        series, figure = next(each for each in asked if isinstance(each[1].value, Decimal))
        comparator = _comparator(data, dataset, series)
        title = findings.against(subject.say, series.short or series.title, figure, interval(figure), comparator)
        return dot_chart(subject, title, estimates, table, comparator)
    own = headline(dataset)
    title = findings.changed(subject.say, own.title, _compared(data, own), data.figure(own.id))
    chart = dot_chart(subject, title, estimates, table)
    return replace(chart, notes=(*chart.notes, subject.say.text("chart.byar")))


def _comparator(data: Data, dataset: Dataset, series: Series) -> Named | None:
    """The newest figure of what a series is set beside, by its short name; None where it is set beside nothing."""
    if not series.beside:
        return None
    other = dataset.series[series.beside]
    return Named(other.short or other.title, data.figure(other.id))


def _byar(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Byar's interval of a count; None for what is none."""
    value = figure.value
    if not isinstance(value, Decimal) or value < 0 or value != int(value) or figure.unit == "%":
        return None
    found = statistics.byar(int(value))
    return found.lower, found.upper


def _compared(data: Data, series: Series) -> Comparison | str:
    try:
        return compare(data, series.id)
    except Refusal as refused:
        return refused.reader


def _line(data: Data, dataset: Dataset, subject: Subject, drawn: Sequence[Series], table: Table) -> Chart | None:
    """The headline's course; with another series beside it where there are two and no more.

    Where the indicator adds up 12 months, the average of the last 12 stands beside it instead.
    """
    own = headline(dataset)
    rolling = rolling_course(data, dataset)
    courses = _aligned(data, dataset, drawn if own in drawn and len(drawn) == 2 and not rolling else [own])
    courses += [rolling] if rolling else []
    if not any(course.drawn for course in courses):
        return None
    bands = [[interval(figure) for figure in course.figures] for course in courses]
    title = findings.changed(subject.say, own.title, _compared(data, own), data.figure(own.id))
    return course_chart(subject, title, courses, table, bands)


def rolling_course(data: Data, dataset: Dataset) -> Course | None:
    """The average of the last 12 months at each month of the headline; None where a line chart has no such course."""
    if dataset.window != TWELVE or dataset.chart != "line":
        return None
    (own,) = _aligned(data, dataset, [headline(dataset)])
    return (
        Course(data.catalogue.text("chart.rolling"), rolling_means(own.figures, own.breaks), own.breaks)
        if consecutive(own.figures)
        else None
    )


def _aligned(data: Data, dataset: Dataset, drawn: Sequence[Series]) -> list[Course]:
    """Each series over all periods that any of them has; what one lacks is a figure without a value."""
    periods: dict[str, Period] = {}
    for series in drawn:
        periods |= {period.written: period for period in data.periods(series.id)}
    ordered = sorted(periods.values(), key=lambda period: period.order)
    broken = tuple(at for at in range(1, len(ordered)) if _breaks(dataset, ordered[at - 1], ordered[at]))
    return [
        Course(series.title, tuple(_figure(data, series, period) for period in ordered), broken) for series in drawn
    ]


def _breaks(dataset: Dataset, before: Period, after: Period) -> bool:
    """Whether the figures of two periods that follow each other are not comparable."""
    return any(before.end and after.end and before.end < day <= after.end for day in dataset.breaks)


def _figure(data: Data, series: Series, period: Period) -> Figure:
    if period.written in {each.written for each in data.periods(series.id)}:
        return data.figure(series.id, period)
    return Figure(f"{series.id}@{period}", None, series.unit, None, period, "", ())


def _columns(data: Data, drawn: Sequence[Series]) -> list[Column]:
    """A column for each period that the first series has, the series its parts."""
    return [
        Column(
            period_words(data.catalogue, period),
            tuple(Named(series.title, data.figure(series.id, period)) for series in drawn),
        )
        for period in data.periods(drawn[0].id)
    ]


def _xmr(data: Data, dataset: Dataset, subject: Subject, table: Table) -> Chart:
    """The headline's course with its natural limits, set anew after each break and by each explained entry."""
    own, run = headline(dataset), run_of(data, dataset)
    periods = [figure.period for figure in run.figures]
    broken = tuple(at for at in range(1, len(periods)) if _breaks(dataset, periods[at - 1], periods[at]))
    say = subject.say
    reasons = [say.text("chart.anew-after", period=period_words(say, periods[at])) for at in broken]
    reasons += [say.text("chart.anew", day=day_words(say, each.date), why=each.why) for each in run.recalculations]
    course = Course(own.title, run.figures, broken)
    return control_chart(replace(subject, title=own.title), course, run.chart, table, reasons=[*map(ended, reasons)])
