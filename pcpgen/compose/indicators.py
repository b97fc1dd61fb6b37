"""From an indicator's data to its block in a report: the large figure, the verdict, a table and a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from pcpgen import fonts
from pcpgen.compose.charts import SIZE, SMALL, WIDE, Named, bar_chart, label_of, nice_ticks, text
from pcpgen.compose.colour import INK, PAPER, RULE, SLATE
from pcpgen.compose.document import Chart, Dot, Drawing, Label, Line, Mark, Piece, Prose, Row, Shown, Table, Words
from pcpgen.compose.paper import IndicatorBlock, Shape, Verdict
from pcpgen.compose.prose import plain_prose
from pcpgen.compose.wording import cell, compared, ended, flag_notes, in_full, shown
from pcpgen.figures import statistics
from pcpgen.figures.compare import Comparison, compare, interval
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series, Value
from pcpgen.model.page import ChartSpec
from pcpgen.model.period import Period, parse_period
from pcpgen.model.text import Passage, Text

MARKS = {
    "[x]": "[x] means that the source prints nothing.",
    "[c]": "[c] means that the count is too small to publish: somebody might be known by it.",
    "[z]": "[z] means that no such comparison can be made.",
}


def indicator_block(data: Data, dataset: Dataset, number: str, hue: str) -> IndicatorBlock:
    """The block of an indicator, its chart in the theme's hue; its data have been checked."""
    headline = dataset.series[dataset.headline] if dataset.headline else next(iter(dataset.series.values()))
    figure = data.figure(headline.id)
    comparisons = {series.id: _compared(data, series) for series in dataset.series.values()}
    table = _table(data, dataset, comparisons)
    refusals = {each: name for name, each in reversed(comparisons.items()) if isinstance(each, str) and each}
    return IndicatorBlock(
        id=dataset.id,
        number=number,
        title=dataset.title.value,
        value=Shown(cell(replace(figure, base=None)).text, figure),
        what=_what(dataset, headline, figure),
        verdict=_verdict(dataset, comparisons[headline.id]),
        chart=_chart(data, dataset, table, hue),
        table=table,
        notes=(
            *(plain_prose(words) for mark, words in MARKS.items() if _has(table, mark)),
            *(plain_prose(words) for words in flag_notes([table])),
            *(plain_prose(words) for words in _history(data, dataset, table)),
            *(plain_prose(words) for words in _definition(dataset, figure)),
            *(
                plain_prose(f"{dataset.series[name].title}: no change is given, because {said}.")
                for said, name in reversed(refusals.items())
            ),
            *(plain_prose(f"{series.title}: {series.note}") for series in dataset.series.values() if series.note),
        ),
        source=", ".join(filter(None, (dataset.source, dataset.publisher and f"published by {dataset.publisher}"))),
    )


def _history(data: Data, dataset: Dataset, table: Table) -> Iterator[str]:
    """What each cell that the table shows held before it was revised, since when it does not, and why."""
    cells = {each.id for row in table.rows for shown in row.cells for each in shown.of.cells}
    for series in dataset.series.values():
        for revision in data.revisions.get(series.id, ()):
            if f"{series.id}@{revision.period}" in cells:
                old, new = (_revised(series, value) for value in (revision.old, revision.new))
                day = parse_period(revision.date.isoformat()).words
                said = f"revised from {old} to {new} on {day}: {revision.reason}"
                yield ended(f"[r] {series.title}, {revision.period.words}: {said}")


def _revised(series: Series, value: Value | None) -> str:
    return in_full(Figure("", value, series.unit, series.decimals, parse_period("undated"), "", ()))


def _definition(dataset: Dataset, figure: Figure) -> Iterator[str]:
    """What was counted at the time of the large figure, where it has not always been the same."""
    end = figure.period.end
    valid = [each for each in dataset.definitions if end is None or each.valid_from <= end]
    for definition in valid[-1:]:
        day = parse_period(definition.valid_from.isoformat()).words
        yield ended(f"Definition since {day}: {definition.says}")


def _head(words: str) -> str:
    return words[:1].upper() + words[1:]


def _has(table: Table, mark: str) -> bool:
    return any(cell.text == mark for row in table.rows for cell in row.cells)


def _what(dataset: Dataset, headline: Series, figure: Figure) -> Prose:
    """What the large figure counts, where and when."""
    base = f", {figure.base:,} people asked" if figure.base else ""
    where = f", {dataset.area}" if dataset.area else ""
    return plain_prose(f"{headline.title}: {dataset.measures}{where}, {figure.period.words}{base}")


def _compared(data: Data, series: Series) -> Comparison | str:
    """A series beside its base period, or why it has none, in a reader's words; empty where nothing is to be said."""
    try:
        return compare(data, series.id)
    except Refusal as refused:
        return refused.reader


def _verdict(dataset: Dataset, comparison: Comparison | str) -> Verdict | None:
    if isinstance(comparison, str):
        return None
    good: dict[str, statistics.Polarity] = {"up": "up", "down": "down"}
    polarity = good.get(dataset.good, "none")
    tested = comparison.clear is not None or polarity == "none"
    word = statistics.verdict(comparison.direction, polarity, comparison.clear is not False) if tested else "not tested"
    shapes: dict[str, Shape] = {
        "better": "better",
        "worse": "worse",
        "no clear change": "same",
        "not tested": "untested",
    }
    pieces: list[Piece] = [*compared(comparison), Words(Markup("."))]
    return Verdict(shapes.get(word, "neutral"), word[:1].upper() + word[1:], Prose(tuple(pieces)))


# -- tables


def _periods(data: Data, dataset: Dataset) -> tuple[Period, ...]:
    """All periods of the dataset, newest first."""
    found = {period.written: period for series in dataset.series for period in data.periods(series)}
    return tuple(sorted(found.values(), key=lambda period: period.order, reverse=True))


def _table(data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str]) -> Table:
    """The indicator's data: of a survey a row for each answer and year, else a row for each series."""
    columns, rows = (
        _answers(data, dataset)
        if any(series.survey for series in dataset.series.values())
        else _series(data, dataset, comparisons)
    )
    unit = next(iter(dataset.series.values())).unit
    corner = "Answer" if unit == "%" else unit[:1].upper() + unit[1:] or "Measure"
    return Table(f"{dataset.id}-table", f"{dataset.title}: {dataset.measures}", corner, columns, rows)


def _answers(data: Data, dataset: Dataset) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    rows = [
        Row(f"{series.title}, {period.words}", _answer(series, data.figure(series.id, period)))
        for series in dataset.series.values()
        for period in reversed(data.periods(series.id))
    ]
    return ("Share", "Base", "95% interval"), tuple(rows)


def _series(
    data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """A column a period, newest first, the share beside it where a series is part of another; then the change."""
    periods = _periods(data, dataset)
    shares = any(series.share_of for series in dataset.series.values())
    compared_ones = [each for each in comparisons.values() if isinstance(each, Comparison)]
    columns = [head for period in periods for head in (period.words, *([f"{period.words}, share"] if shares else []))]
    columns += [f"Change on {compared_ones[0].base.period.words}"] if compared_ones else []
    rows = []
    for series in dataset.series.values():
        cells = [cell for period in periods for cell in _cells(data, series, period, shares)]
        cells += [_change(comparisons[series.id], periods[0])] if compared_ones else []
        rows.append(Row(series.title, tuple(cells), "total" if series.parts else "line"))
    return tuple(columns), tuple(rows)


def _cells(data: Data, series: Series, period: Period, shares: bool) -> list[Shown]:
    """A series in one period: its value, then its share where the table has such a column."""
    known = period.written in {each.written for each in data.periods(series.id)}
    figure = data.figure(series.id, period) if known else _none(series, period, "[x]")
    cells = [cell(replace(figure, base=None), full=figure.unit == "%" or bool(figure.qualifier))]
    if shares:
        share = data.share_of(series.id, series.share_of, period) if series.share_of and known else None
        cells.append(cell(share) if share else shown(_none(series, period, "[z]")))
    return cells


def _answer(series: Series, figure: Figure) -> tuple[Shown, ...]:
    """A survey's value, its base and Wilson's interval."""
    return (cell(replace(figure, base=None)), *_survey(series, figure, figure.period))


def _survey(series: Series, figure: Figure, period: Period) -> list[Shown]:
    """The base and Wilson's interval; marks where no base was printed."""
    if not figure.base or not isinstance(figure.value, Decimal):
        mark = "[x]" if series.survey else "[z]"
        return [shown(_none(series, period, mark)), shown(_none(series, period, mark))]
    base = replace(
        figure,
        id=f"base:{figure.id}",
        value=Decimal(figure.base),
        unit="people",
        base=None,
        qualifier="",
        decimals=0,
        flags="",
    )
    ends = interval(figure)
    assert ends is not None
    words = f"{ends[0]:.1f} to {ends[1]:.1f}"
    formula = f"Wilson's interval of {figure.formula}"
    return [shown(base), Shown(words, replace(figure, id=f"interval:{figure.id}", formula=formula))]


def _change(comparison: Comparison | str, period: Period) -> Shown:
    if isinstance(comparison, str):
        return shown(Figure("change", None, "", None, period, "", (), mark="[z]"))
    change = comparison.change
    points = " points" if change.unit == "percentage points" else ""
    bare = shown(change).text
    return Shown(f"{bare}{points}{cell(change).text.removeprefix(bare)}", change)


def _none(series: Series, period: Period, mark: str) -> Figure:
    return Figure(f"{series.id}@{period}", None, series.unit, None, period, "", (), mark=mark)


# -- charts


def _chart(data: Data, dataset: Dataset, table: Table, hue: str) -> Chart | None:
    lines = [series for series in dataset.series.values() if not series.parts]
    if dataset.chart == "bars":
        named = [Named(label_of(series), data.figure(series.id)) for series in lines]
        return replace(_bars(dataset, named, hue), id=f"{dataset.id}-chart")
    if dataset.chart == "dots":
        return _dots(
            dataset, [Named(series.title, data.figure(series.id)) for series in lines if series.unit == "%"], table, hue
        )
    return None


def _spec(dataset: Dataset, measure: str) -> ChartSpec:
    place = dataset.title.place
    return ChartSpec(
        dataset.id,
        "bars",
        Passage((), place),
        measure,
        "",
        dataset.title.value,
        dataset.source,
        place,
        Text(dataset.id, place),
    )


def _size(named: Named) -> Decimal:
    return named.figure.value if isinstance(named.figure.value, Decimal) else Decimal(0)


def _bars(dataset: Dataset, bars: list[Named], hue: str) -> Chart:
    """The parts of the newest period; the title says what the largest is of the whole."""
    numbers = [bar for bar in bars if isinstance(bar.figure.value, Decimal)]
    largest = max(numbers, key=_size)
    whole = sum((bar.figure.value for bar in numbers if isinstance(bar.figure.value, Decimal)), Decimal(0))
    assert isinstance(largest.figure.value, Decimal)
    terms = " + ".join(bar.figure.formula for bar in numbers)
    share = Figure(
        f"share:{largest.figure.id}",
        100 * largest.figure.value / whole if whole else Decimal(0),
        "%",
        0,
        largest.figure.period,
        f"100 × {largest.figure.formula} ÷ ({terms})",
        tuple(cell for bar in numbers for cell in bar.figure.cells),
    )
    words = plain_prose(f"{largest.label} makes up ").pieces
    title = Prose((*words, shown(share), *plain_prose(f" of {dataset.title.value.lower()}").pieces))
    return bar_chart(_spec(dataset, f"{_head(dataset.measures)}, {largest.figure.period.words}"), title, bars, hue=hue)


def _dots(dataset: Dataset, dots: list[Named], table: Table, hue: str) -> Chart:
    """Shares of people asked, each with its interval; an open dot where no base was printed."""
    measure = f"{_head(dataset.measures)}, %, with 95% intervals"
    first = dots[0]
    title = Prose((*plain_prose(f"{first.label}: ").pieces, shown(replace(first.figure, base=None))))
    said = "; ".join(f"{dot.label} {_dot_words(dot.figure)}" for dot in dots)
    return Chart(
        id=f"{dataset.id}-chart",
        title=title,
        measure=measure,
        alternative=f"Chart of dots and intervals. {title.plain}. {measure}: {said}.",
        drawing=_dot_drawing(dots, hue),
        table=replace(table, id=f"{dataset.id}-chart-table"),
        source=dataset.source,
        notes=("An open dot has no interval: the source prints no base.",)
        if any(not dot.figure.base for dot in dots)
        else (),
    )


def _dot_words(figure: Figure) -> str:
    ends = interval(figure)
    between = f", between {ends[0]:.1f}% and {ends[1]:.1f}%" if ends else ", no base printed"
    return f"{in_full(replace(figure, base=None))} in {figure.period.words}{between}"


def _dot_drawing(dots: list[Named], hue: str, width: float = WIDE, pitch: float = 40) -> Drawing:
    """A row a figure: its label above, its dot on a scale of percentages with its interval, its value at the right."""
    values = [float(dot.figure.value) for dot in dots if isinstance(dot.figure.value, Decimal)]
    ends = [float(end) for dot in dots for end in (interval(dot.figure) or ())]
    ticks = nice_ticks(min(values + ends), max(values + ends))
    right = max(fonts.width(in_full(replace(dot.figure, base=None)), SIZE, 600) for dot in dots) + 16
    half = fonts.width("100%", SMALL) / 2
    span = width - right - 2 * half

    def x(value: float) -> float:
        return round(half + span * (value - ticks[0]) / (ticks[-1] - ticks[0]), 2)

    foot = len(dots) * pitch
    height = foot + SMALL + 8
    marks: list[Mark] = []
    for tick in ticks:
        words = f"{tick:g}%"
        marks += [
            Line(((x(tick), row * pitch + 20), (x(tick), (row + 1) * pitch)), RULE, 0.75) for row in range(len(dots))
        ]
        wide = round(fonts.width(words, SMALL), 2)
        marks.append(Label(x(tick), round(height - 3, 2), words, SMALL, wide, SLATE, anchor="middle"))
    for row, dot in enumerate(dots):
        if not isinstance(dot.figure.value, Decimal):
            continue
        middle = row * pitch + 29
        marks.append(text(0, row * pitch + 14, dot.label))
        between = interval(dot.figure)
        if between:
            marks.append(Line(((x(float(between[0])), middle), (x(float(between[1])), middle)), hue, 2.5))
        fill, stroke = (hue, "") if between else (PAPER, hue)
        marks.append(Dot(x(float(dot.figure.value)), middle, 4.5, fill, stroke))
        words = in_full(replace(dot.figure, base=None))
        marks.append(text(width - right + 12, middle + 0.35 * SIZE, words, INK, 600, of=dot.figure))
    return Drawing(width, height, tuple(marks))
