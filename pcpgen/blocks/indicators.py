"""From an indicator's data to its block in a report: the large figure, the verdict, a table and a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pcpgen.blocks.charts.course import rolling_course
from pcpgen.blocks.charts.indicator import indicator_chart, indicator_spark
from pcpgen.blocks.extracted import note_to_readers
from pcpgen.blocks.opening import is_share, large, large_figure, of_many, others, verdict, what_it_counts
from pcpgen.blocks.rounding import rounding_notes
from pcpgen.blocks.wording import cell, ended, flag_notes, in_full, shown
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.document.table import Row, Table
from pcpgen.figures.compare import SMALL_BASE, Comparison, interval
from pcpgen.figures.control import run_of
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Figure
from pcpgen.figures.revised import held
from pcpgen.figures.tested import compared_as_printed, headline_among, those_tested
from pcpgen.model.data import CHARTS, Dataset, Revision, Series
from pcpgen.model.period import Form, Period
from pcpgen.model.period_words import day_words, period_words
from pcpgen.words.catalogue import Catalogue

MARKS = ("x", "c", "z")  # in place of a value
MOST_PERIODS = 6  # that a table has columns for
MOST_NAMED = 3  # of cells that came late together


def indicator_block(data: Data, dataset: Dataset, number: str, hue: str, area: str, called: str = "") -> IndicatorBlock:
    """The block of an indicator, its chart in the theme's hue; `area` is the office's, `called` the plan's word for
    it. Its data have been checked.
    """
    say = data.catalogue
    opened, picked_by = headline_among(data, dataset)
    figure = large_figure(data, dataset, opened)
    comparisons = {series.id: compared_as_printed(data, dataset, series) for series in dataset.series.values()}
    table, series = _table(data, dataset, comparisons), _drawn(data, dataset)
    tables = [table, series] if series else [table]
    share = is_share(dataset, opened)  # no test compares one with what it stands beside
    found = () if share else those_tested((each, comparisons[each.id]) for each in dataset.series.values())
    return IndicatorBlock(
        id=dataset.id,
        number=number,
        title=dataset.title.value,
        value=large(say, figure),
        what=what_it_counts(data, dataset, opened, figure),
        verdict=None if share else verdict(say, dataset, opened, comparisons[opened.id], found),
        others=others(say, opened, found),
        chart=indicator_chart(data, dataset, series or table, hue, area),
        table=table,
        series=series,
        spark=indicator_spark(data, dataset, hue),
        notes=(*_notes(data, dataset, figure, tables, comparisons), *of_many(say, opened, found, picked_by)),
        source=_source(say, dataset),
        called=called or say.text("indicator.label"),
    )


def _notes(
    data: Data, dataset: Dataset, figure: Figure, tables: list[Table], comparisons: dict[str, Comparison | str]
) -> tuple[Phrase, ...]:
    """What a reader must know of the figures: marks, rounding, revisions, what could not be compared."""
    say, table = data.catalogue, tables[0]
    return (
        *(worded(say, f"mark.{mark}") for mark in MARKS if any(_has(each, f"[{mark}]") for each in tables)),
        *(phrase(words) for words in flag_notes(say, tables)),
        *(phrase(words) for words in _surveyed(say, tables, dataset)),
        *(phrase(words) for words in rounding_notes(data, dataset)),
        *(phrase(words) for words in _history(data, dataset, table)),
        *(phrase(words) for words in _definition(say, dataset, figure)),
        *_moved(data, dataset),
        *_assured(data, dataset),
        *(phrase(words) for words in _extracted(data, dataset)),
        *(
            [worded(say, "change.small", base=str(SMALL_BASE))]
            if any(_on_small_base(each) for each in comparisons.values())
            else []
        ),
        *(
            worded(say, key, title=dataset.series[name].title, why=said)
            for said, (key, name) in _refused(data, dataset, comparisons).items()
        ),
        *(phrase(f"{series.title}: {series.note}") for series in dataset.series.values() if series.note),
    )


def _moved(data: Data, dataset: Dataset) -> Iterator[Phrase]:
    """Since when the plan's baseline is another, where the figures are compared with it."""
    now, former = data.baseline, data.former_baselines
    if "baseline" in dataset.compared_with and dataset.baseline is None and now and now.since and former:
        say = data.catalogue
        yield worded(
            say,
            "baseline.moved",
            former=period_words(say, former[-1].period),
            period=period_words(say, now.period),
            day=day_words(say, now.since),
            why=ended(now.why),
        )


def _refused(
    data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str]
) -> dict[str, tuple[Literal["change.none", "change.fewer"], str]]:
    """Why comparisons cannot be made, each reason once with its words and the first series that it holds of."""
    first: dict[str, tuple[Literal["change.none", "change.fewer"], str]] = {}
    for name, each in comparisons.items():
        if said := _why_none(data.catalogue, each):
            first.setdefault(said, ("change.none", name))
    for named in dataset.compared_with[1:]:
        for name, series in dataset.series.items():
            if said := _why_none(data.catalogue, compared_as_printed(data, dataset, series, named)):
                first.setdefault(said, ("change.fewer", name))
    return first


def _why_none(say: Catalogue, comparison: Comparison | str) -> str:
    """Why a comparison gives no change; empty where it gives one, or where nothing is to be said."""
    if isinstance(comparison, str):
        return comparison
    return "" if comparison.has_change else say.text("why.nought")


def _on_small_base(comparison: Comparison | str) -> bool:
    return isinstance(comparison, Comparison) and comparison.small_base


def _source(say: Catalogue, dataset: Dataset) -> str:
    """Where the data are from, with the publisher where the source does not name it, and the licence."""
    publisher = "" if dataset.publisher in dataset.source else say.text("source.publisher", publisher=dataset.publisher)
    return ", ".join(filter(None, (dataset.source, publisher, dataset.licence)))


def _history(data: Data, dataset: Dataset, table: Table) -> Iterator[str]:
    """What each cell that the table shows held before it was revised, since when it does not, and why."""
    say = data.catalogue
    for series, revision in _revisions(data, dataset, table):
        if revision.old is not None:
            old, new = map(in_full, held(data, series, revision))
            said = say.text(
                "mark.r",
                title=series.title,
                period=period_words(say, revision.period),
                old=old,
                new=new,
                day=day_words(say, revision.date),
                why=revision.reason,
            )
            yield ended(said)
    yield from _late(data, dataset, table)


def _late(data: Data, dataset: Dataset, table: Table) -> Iterator[str]:
    """Which cells that the table shows came later than newer ones, and why: those of one day and reason together."""
    say = data.catalogue
    late = [
        (series, each) for series, each in _revisions(data, dataset, table) if each.old is None and each.new is not None
    ]
    for day, why in dict.fromkeys((each.date, each.reason) for _, each in late):
        which = [
            say.text("mark.late-one", title=series.title, period=period_words(say, each.period))
            for series, each in late
            if (each.date, each.reason) == (day, why)
        ]
        cells = say.listed(which) if len(which) <= MOST_NAMED else say.counted("mark.late-many", len(which))
        yield ended(say.text("mark.late", which=cells, day=day_words(say, day), why=why))


def _revisions(data: Data, dataset: Dataset, table: Table) -> Iterator[tuple[Series, Revision]]:
    """The history of each cell that the table shows."""
    cells = {each.id for row in table.rows for shown in row.cells for each in shown.of.cells}
    for series in dataset.series.values():
        for revision in data.history(series.id):
            if f"{series.id}@{revision.period}" in cells:
                yield series, revision


def _extracted(data: Data, dataset: Dataset) -> Iterator[str]:
    """What was left out of the publisher's file."""
    record = data.extracted.get(dataset.id)
    if record and (said := note_to_readers(data.catalogue, record, bool(data.kept_back(dataset.id)))):
        yield said


def _surveyed(say: Catalogue, tables: list[Table], dataset: Dataset) -> Iterator[str]:
    """How the intervals of survey answers that the tables show were come by."""
    shown_ones = [each.of for table in tables for row in table.rows for each in row.cells]
    if any(each.id.startswith("interval:") and each.value is not None for each in shown_ones):
        yield say.text("survey.approximate")
    for factor in dict.fromkeys(f"{each.design.normalize():f}" for each in dataset.series.values() if each.design != 1):
        yield say.text("survey.design", factor=factor)


def _definition(say: Catalogue, dataset: Dataset, figure: Figure) -> Iterator[str]:
    """What was counted at the time of the large figure, where it has not always been the same."""
    end = figure.period.end
    valid = [each for each in dataset.definitions if end is None or each.valid_from <= end]
    for definition in valid[-1:]:
        yield ended(say.text("indicator.definition", day=day_words(say, definition.valid_from), says=definition.says))


def _assured(data: Data, dataset: Dataset) -> Iterator[Phrase]:
    """What the natural limits say of the plan's target, where it has one and they can."""
    run = run_of(data, dataset) if dataset.control and dataset.control.target is not None else None
    if run and run.target and run.chart.now.trial:
        yield worded(data.catalogue, "target.not-judged", target=shown(run.target))
    elif run and run.target and run.assurance:
        yield worded(data.catalogue, "target.judged", target=shown(run.target), assurance=run.assurance)


def _head(words: str) -> str:
    return words[:1].upper() + words[1:]


def _has(table: Table, mark: str) -> bool:
    return any(cell.text == mark for row in table.rows for cell in row.cells)


# -- tables


def _periods(data: Data, dataset: Dataset) -> tuple[Period, ...]:
    """All periods of the dataset, newest first, or last where its file says so."""
    found = {period.written: period for series in dataset.series for period in data.periods(series)}
    return tuple(sorted(found.values(), key=lambda period: period.order, reverse=not dataset.newest_last))


def _like_the_newest_together(dataset: Dataset, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The newest beside those that are as long, then the others: no whole year stands between nine months and nine."""
    newest = periods[-1 if dataset.newest_last else 0]
    return tuple(
        sorted(periods, key=lambda each: _length(each) != _length(newest), reverse=dataset.newest_last)  # stable
    )


def _length(period: Period) -> tuple[Form, int | None, int | None]:
    """What two periods have in common that a reader may compare: form, months, and in which month they begin."""
    first = period.start.month if period.form is Form.RANGE and period.start and period.end else None
    return period.form, period.months, first


def _table(data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str]) -> Table:
    """The indicator's data: of a survey a row for each answer and year, else a row for each series, or each period."""
    survey = any(series.survey for series in dataset.series.values())
    columns, rows = (
        _answers(data, dataset)
        if survey
        else _against(data, dataset)
        if dataset.window or dataset.compared_with
        else _series(data, dataset, comparisons)
    )
    in_rows = "table.answer" if survey else "table.period" if columns == _titles(dataset) else "table.measure"
    corner = _corner(data.catalogue, dataset, in_rows)
    return Table(f"{dataset.id}-table", f"{dataset.title}: {dataset.measures}", corner, columns, rows)


def _answers(data: Data, dataset: Dataset) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    say = data.catalogue
    rows = [
        Row(f"{series.title}, {period_words(say, period)}", _answer(series, data.figure(series.id, period)))
        for series in dataset.series.values()
        for period in data.periods(series.id)[:: 1 if dataset.newest_last else -1]
    ]
    return tuple(say.text(head) for head in ("table.share", "table.base", "table.interval")), tuple(rows)


def _series(
    data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """A column a period, the share beside it where a series is part of another; then the change.

    Of many periods each has a row, and the series are the columns, unless there are more of these.
    """
    periods = _like_the_newest_together(dataset, _periods(data, dataset))
    shares = any(series.share_of for series in dataset.series.values())
    if len(periods) > MOST_PERIODS and len(dataset.series) <= len(periods) and not shares:
        return _courses(data, dataset, comparisons, periods)
    compared_ones = [each for each in comparisons.values() if isinstance(each, Comparison)]
    newest = max(periods, key=lambda period: period.order)
    columns: list[str] = []
    for period in periods:
        said = period_words(data.catalogue, period)
        columns += [said, data.catalogue.text("table.share-of", period=said)] if shares else [said]
    columns += [_change_on(data, compared_ones[0])] if compared_ones else []
    rows = []
    for series in dataset.series.values():
        cells = [cell for period in periods for cell in _cells(data, series, period, shares)]
        cells += [_change(data.catalogue, comparisons[series.id], newest)] if compared_ones else []
        rows.append(Row(series.title, tuple(cells), "total" if series.parts else "line"))
    return tuple(columns), tuple(rows)


def _against(data: Data, dataset: Dataset) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The newest time of the indicator's window, then each comparison: the time it is with, and the change on it.

    Where the newest stands last, what it is compared with stands before it.
    """
    heads: dict[str, Period] = {}  # the columns of values in order, each once
    changes: dict[str, str] = {}  # a column of changes after the column of values that it is on
    rows: dict[str, dict[str, Shown]] = {series: {} for series in dataset.series}
    for series in dataset.series.values():
        current = data.figure(series.id, dataset.window or None)
        _placed(heads, rows[series.id], current)
        for named in dataset.compared_with or ("same period last year",):
            found = compared_as_printed(data, dataset, series, named)
            if isinstance(found, Comparison):
                _placed(heads, rows[series.id], found.current)
                _placed(heads, rows[series.id], found.base)
                head = _change_on(data, found)
                changes[head] = found.base.period.written
                rows[series.id][head] = _change(data.catalogue, found, found.current.period)
    ordered = list(heads.items())
    if dataset.newest_last:
        ordered.sort(key=lambda each: each[1].order)
    columns = [
        (head, period)
        for written, period in ordered
        for head in (written, *(change for change, on in changes.items() if on == written))
    ]
    return tuple(head if head in changes else period_words(data.catalogue, period) for head, period in columns), tuple(
        Row(
            series.title,
            tuple(
                rows[series.id].get(head)
                or (shown(_none(series, period, "[z]")) if head in changes else _value(data, series, period))
                for head, period in columns
            ),
            "total" if series.parts else "line",
        )
        for series in dataset.series.values()
    )


def _value(data: Data, series: Series, period: Period) -> Shown:
    """A value that stands in no comparison; [x] where there is none."""
    try:
        return cell(replace(data.figure(series.id, period), base=None))
    except Refusal:
        return shown(_none(series, period, "[x]"))


def _placed(heads: dict[str, Period], row: dict[str, Shown], figure: Figure) -> None:
    heads.setdefault(figure.period.written, figure.period)
    row[figure.period.written] = cell(replace(figure, base=None), full=figure.unit == "%" or bool(figure.qualifier))


def _drawn(data: Data, dataset: Dataset) -> Table | None:
    """Every figure that a chart over time draws, where the indicator's own table holds sums and comparisons only."""
    if not (dataset.window or dataset.compared_with) or not (dataset.chart and CHARTS[dataset.chart].over_time):
        return None
    columns, rows = _courses(data, dataset, {}, _periods(data, dataset))
    rolling = rolling_course(data, dataset)
    if rolling and len(rolling.figures) == len(rows):
        columns = (*columns, rolling.name)
        means = rolling.figures[:: 1 if dataset.newest_last else -1]
        rows = tuple(replace(row, cells=(*row.cells, cell(mean))) for row, mean in zip(rows, means, strict=True))
    say = data.catalogue
    caption = say.text(f"table.each.{dataset.frequency.replace(' ', '-') or 'period'}", title=dataset.title)
    return Table(f"{dataset.id}-series", caption, _corner(say, dataset, "table.period"), columns, rows)


def _corner(say: Catalogue, dataset: Dataset, in_rows: str) -> str:
    """The head of a table's first column: the unit of its cells, or what stands in its rows where each cell has a %."""
    unit = next(iter(dataset.series.values())).unit
    return say.text(in_rows) if unit in ("", "%") else _head(unit)


def _titles(dataset: Dataset) -> tuple[str, ...]:
    return tuple(series.title for series in dataset.series.values())


def _courses(
    data: Data, dataset: Dataset, comparisons: dict[str, Comparison | str], periods: tuple[Period, ...]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """A row a period, a column a series; the change at the foot."""
    series = tuple(dataset.series.values())
    rows = [
        Row(period_words(data.catalogue, when), tuple(_cells(data, each, when, False)[0] for each in series))
        for when in periods
    ]
    compared_ones = [each for each in comparisons.values() if isinstance(each, Comparison)]
    if compared_ones:
        head, newest = _change_on(data, compared_ones[0]), max(periods, key=lambda period: period.order)
        changes = tuple(_change(data.catalogue, comparisons[each.id], newest) for each in series)
        rows.append(Row(head, changes, "total"))
    return _titles(dataset), tuple(rows)


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


def _change_on(data: Data, comparison: Comparison) -> str:
    return data.catalogue.text("change.on", period=period_words(data.catalogue, comparison.base.period))


def _change(say: Catalogue, comparison: Comparison | str, period: Period) -> Shown:
    if isinstance(comparison, str):
        return shown(Figure("change", None, "", None, period, "", (), mark="[z]"))
    change = comparison.change
    bare = shown(change).text
    points = say.text("unit.points", value=bare) if change.unit == "percentage points" else bare
    return Shown(f"{points}{cell(change).text.removeprefix(bare)}", change)


def _none(series: Series, period: Period, mark: str) -> Figure:
    return Figure(f"{series.id}@{period}", None, series.unit, None, period, "", (), mark=mark)
