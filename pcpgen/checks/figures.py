"""From an edition's figures to problems: what cannot be found or computed, and totals that their parts deny."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.checks.by_dataset import sum_of_dataset
from pcpgen.checks.passages import charts, tiles, written
from pcpgen.figures.compare import compare
from pcpgen.figures.control import NO_LIMITS, run_of, unfit
from pcpgen.figures.data import AFTER_AS_AT, UNKNOWN_FIGURE, Data, Doubtful, KeptBack, Refusal, in_unit
from pcpgen.figures.evaluate import evaluate, look_up, refusal_of
from pcpgen.figures.parts import MOST_IN_COLUMN, no_whole, unreadable
from pcpgen.kept import Kept
from pcpgen.load.rules import EMPTY_TEXT, WRONG_SHAPE
from pcpgen.model.columns import add_up
from pcpgen.model.data import CHARTS, Dataset, Observation, Ratio, Series
from pcpgen.model.page import AccountsSource, ChartSpec, FactsSource, SurveySource
from pcpgen.model.period import Period
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.problems import Problem, listed, number_of, problem
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.rules import MISSING_KEY, NOT_COMPARABLE, NOT_COMPUTABLE, TOTAL_DIFFERS, Rule

MALFORMED_CLAIM = Rule(
    "malformed-claim",
    "A claim that is not closed, or has no sentence",
    "The program must know which sentence the data have to support.",
    'Write {% claim "condition" %}the sentence{% endclaim %}.',
)
UNREADABLE_DOUGHNUT = Rule(
    "unreadable-doughnut",
    "A doughnut of too many parts, or with one too small",
    "More than four parts, or one under 3%, cannot be told from each other by their angles.",
    "Write bars instead of doughnut.",
)
UNREADABLE_COLUMNS = Rule(
    "unreadable-columns",
    "Columns of 100% with too many parts",
    "The names of more than twelve parts find no room beside a column, and nobody tells its parts apart.",
    "Write multiples instead of stacked.",
)
ROUNDING_UNSAID = Rule(
    "rounding-unsaid",
    "A total that differs from its parts without a word",
    "A slip of one looks like rounding; only a note tells readers that the source prints it so.",
    "Check the source. If it prints these numbers, say in the note of the total that it was rounded there.",
    "warning",
)

UNSHOWN_EVENT = Rule(
    "unshown-event",
    "An event that no chart shows",
    "An event is written for readers; outside of its chart's time, or without a chart over time, nobody sees it.",
    "Correct the day, choose a chart over time such as line, or take the event out.",
)

WHOLE = "Give every part a number that is not under nought, or choose bars."


def check_data(project: Project, data: Data) -> list[Problem]:
    """Every printed total against its parts, every cell against the day on which the data were taken."""
    totals = [found for dataset in data.datasets.values() for found in _totals(project, data, dataset)]
    return [*totals, *_late(data), *_charted(data)]


def _totals(project: Project, data: Data, dataset: Dataset) -> Iterator[Problem]:
    """Each printed total that its parts deny; those that add up are not added up again while their files read as they
    did.
    """
    found = (
        wrong
        for series in dataset.series.values()
        if series.total_of and not _adds_up(data, series)
        for observation in data.observations.get(series.id, {}).values()
        for wrong in _total(data, observation)
    )
    key = sum_of_dataset(project, dataset)
    yield from ADDED_UP.unless_clean(key, found) if key else found


ADDED_UP = Kept("checks/figures.py")  # datasets whose totals add up, by the program that added them up


def _charted(data: Data) -> Iterator[Problem]:
    """Indicators whose XmR chart cannot be, recalculations that nothing begins with, targets that nothing can meet."""
    for dataset in data.datasets.values():
        yield from _parted(data, dataset)
        yield from _unshown(data, dataset)
        yield from _compared(data, dataset)
        control = dataset.control
        if control is None and dataset.chart != "xmr":
            continue
        try:
            run_of(data, dataset)
        except Refusal as refused:
            yield refused.at(control.place if control else dataset.title.place)
        for each, why in unfit(data, dataset):
            yield problem(NO_LIMITS, each.place, why, "Give the first day of the period from which limits are new.")
        if control and control.target_place and dataset.good == "neither":
            message = "a target is set for an indicator of which neither way is good"
            remedy = "Write good: up or good: down, or leave the target out."
            yield problem(NO_LIMITS, control.target_place, message, remedy)


def _compared(data: Data, dataset: Dataset) -> Iterator[Problem]:
    """A chart of two dates, or a series for a title, whose figures cannot be compared; and what stands beside one."""
    headline = dataset.headline or next(iter(dataset.series), "")
    named = dataset.compared_with[0] if dataset.compared_with else None
    if dataset.chart == "ranked" and dataset.rates is None:
        message = "a chart of ranked areas is made of rates, and this indicator has none"
        yield problem(NOT_COMPUTABLE, dataset.title.place, message, "Write rates:, or choose another chart.")
    for name in (headline if dataset.chart in ("dumbbells", "slope") else "", dataset.finding):
        try:
            _ = name and compare(data, name, dataset.window or None, named)
        except KeptBack:
            continue  # no chart is drawn, and the table says why
        except Refusal as refused:
            yield refused.at(dataset.title.place)
    for series in dataset.series.values():
        if not series.beside or series.beside in dataset.series:
            continue
        try:
            unit = data.figure(series.beside).unit
        except Refusal as refused:
            yield refused.at(series.place)
            continue
        own = "%" if series.share_of else series.unit
        if unit != own:
            message = f"{series.beside} is in {unit}, what it stands beside in {own}"
            yield problem(NOT_COMPARABLE, series.place, message, "Set it beside a series of the same unit.")


def _unshown(data: Data, dataset: Dataset) -> Iterator[Problem]:
    """Events of an indicator whose chart cannot mark their day."""
    if not dataset.events:
        return
    kind = CHARTS[dataset.chart] if dataset.chart else None
    if kind is None or not kind.over_time or kind.module == "stacked":
        message = "the chart of this indicator shows no course over time, in which a day could be marked"
        yield problem(UNSHOWN_EVENT, dataset.events[0].place, message)
        return
    every = {each.written: each for series in dataset.series.values() for each in data.periods(series.id)}
    ordered = sorted(every.values(), key=lambda each: each.order)
    for event in dataset.events if ordered else ():
        first, last = ordered[0], ordered[-1]
        if not (first.start and last.end and first.start <= event.day <= last.end):
            message = f"{event.day} lies outside of what the chart shows, which is {first} to {last}"
            yield problem(UNSHOWN_EVENT, event.place, message)


def _parted(data: Data, dataset: Dataset) -> Iterator[Problem]:
    """An indicator's picture of 100% whose parts make no whole, or are too many or too small to be told."""
    if dataset.chart not in ("stacked", "doughnut"):
        return
    lines = [each for each in data.lines(dataset.id) if data.periods(each.id)]
    periods = data.periods(lines[0].id) if lines and dataset.chart == "stacked" else (None,)
    for period in periods:
        try:
            parts = [data.figure(each.id, period) for each in lines]
        except Refusal as refused:
            yield refused.at(dataset.title.place)
            return
        wrong = no_whole(parts)
        if wrong:
            yield problem(NOT_COMPUTABLE, dataset.title.place, f"the chart has no whole: {wrong}", WHOLE)
            return
        if dataset.chart == "stacked" and len(parts) > MOST_IN_COLUMN:
            message = f"nobody can read these columns: each has {len(parts)} parts"
            yield problem(UNREADABLE_COLUMNS, dataset.title.place, message)
            return
        if dataset.chart == "doughnut" and (why := unreadable(parts)):
            yield problem(UNREADABLE_DOUGHNUT, dataset.title.place, f"nobody can read this doughnut: {why}")


def _late(data: Data) -> Iterator[Problem]:
    """Cells of an indicator that are later than the date on which it says that it was taken."""
    for dataset in data.datasets.values():
        if dataset.as_at is None:
            continue
        known = data.at(dataset.as_at)
        for series in dataset.series.values():
            for cell in data.observations.get(series.id, {}).values():
                if known.late(series, cell.period, cell.flags):
                    message = f"{cell.series} for {cell.period} is later than {dataset.as_at}, the date of the data"
                    remedy = f"Correct as_at in {dataset.title.place.file}, or the period; a forecast has the flag f."
                    yield problem(AFTER_AS_AT, cell.place, message, remedy)


def _adds_up(data: Data, series: Series) -> bool:
    """Whether a printed total is plainly the sum of its parts in every row, so that no row need be looked at."""
    whole, *parts = (data.observations.get(name, {}) for name in (series.id, *series.total_of))
    return add_up(whole, parts)


def _total(data: Data, observation: Observation) -> Iterator[Problem]:
    sums = data.printed_total(observation)
    if sums is None or sums.printed == sums.summed:
        return
    if abs(sums.printed - sums.summed) <= sums.allowed:
        if not observation.note:
            own = f"{observation.series} for {observation.period} is {sums.printed:,}"
            message = f"{own}, its parts add up to {sums.summed:,}, and no note says that the source rounded"
            yield problem(ROUNDING_UNSAID, observation.place, message)
        return
    parts = data.series(observation.series).total_of
    found = (data.observations.get(part, {}).get(observation.period.written) for part in parts)
    rows = [row for row in found if row]
    lines = listed(dict.fromkeys(f"{row.line}" for row in rows))
    elsewhere = next((f" of {row.file}" for row in rows if row.file != observation.file), "")
    rounding = f"; rounding explains {sums.allowed} at most" if sums.allowed else ""
    message = (
        f"{observation.series} for {observation.period} is {sums.printed}, its parts add up to {sums.summed}{rounding}"
    )
    alone = all((row.file, row.line) == (observation.file, observation.line) for row in rows)
    which = "this row" if alone else f"this row and its parts, lines {lines}{elsewhere},"
    remedy = f"Check {which} against the source."
    yield problem(TOTAL_DIFFERS, observation.place, message, remedy)


def check_figures(project: Project, data: Data) -> Iterator[Problem]:
    """Every figure that an edition asks for can be given."""
    for edition in project.editions.values() if project.office else ():
        yield from figures_of(project, data, edition)


def figures_of(project: Project, data: Data, edition: Edition) -> list[Problem]:
    """The same of one edition."""
    data = data.at(edition.as_at, edition)
    found = check_expressions(data, (each.passage for each in written(edition)))
    for page in edition.pages.values():
        if isinstance(page, FactsSource):
            found += _numbers(page)
        if isinstance(page, SurveySource):
            found += _given(data, page.base.value, page.base.place)
        if isinstance(page, AccountsSource):
            found += _accounts(data, page)
        for chart in charts(page):
            found += _chart(data, chart)
    return found


def check_expressions(data: Data, written: Iterable[Passage]) -> list[Problem]:
    """Every figure that prose asks for can be given, and the data support every claim."""
    found: list[Problem] = []
    for passage in written:
        opened, claim = 0, passage.place
        for expression in passage.expressions:
            if expression.name in GIVE_FIGURES:
                figure = evaluate(expression, data)
                found += [figure] if isinstance(figure, Problem) else []
            if expression.name == "claim":
                claim = expression.place
                doubted = refusal_of(str(expression.arguments[0]), data, expression.place)
                found += [doubted] if doubted else []
            opened += {"claim": 1, "endclaim": -1}.get(expression.name, 0)
            if opened not in (0, 1):
                message = "a claim is opened within another" if opened > 1 else "this claim was never opened"
                found.append(problem(MALFORMED_CLAIM, expression.place, message))
                opened, claim = 0, passage.place
        if opened:
            message = "this claim is never closed"
            found.append(problem(MALFORMED_CLAIM, claim, message))
    return found


def _given(data: Data, name: str, place: Place) -> list[Problem]:
    figure = look_up(name, data, place)
    return [figure] if isinstance(figure, Problem) else []


def _numbers(page: FactsSource) -> Iterator[Problem]:
    """A tile's number is one expression and nothing else."""
    for tile in tiles(page):
        asked = tile.number.expressions if tile.number else ()
        if tile.number and tile.number.written and not (tile.number.alone and asked[0].name in GIVE_FIGURES):
            message = f'the number of a tile is one expression; "{tile.number.written[:40]}" is not'
            remedy = "Write number: '{{ figure(\"dataset.series\") }}' and put the words in the caption."
            yield problem(MALFORMED_EXPRESSION, tile.number.place, message, remedy)


def _accounts(data: Data, page: AccountsSource) -> Iterator[Problem]:
    if page.dataset.value not in data.datasets:
        yield from _given(data, page.dataset.value, page.dataset.place)
        return
    printed = [row for table in page.tables for row in table.rows]
    for row in printed:
        yield from _given(data, f"{page.dataset}.{row}", row.place)
    wanted = [name.partition(".")[2] for name in data.datasets[page.dataset.value].series]
    known = {row.value for row in printed}
    lost = [name for name in wanted if name not in known]
    if lost:
        message = f"no table prints {listed(lost)} of the dataset {page.dataset}"
        yield problem(MISSING_KEY, page.dataset.place, message, "Add the rows to a table.")
    for table in page.tables:
        if not table.rows:
            yield problem(EMPTY_TEXT, page.dataset.place, f'the table "{table.caption}" has no rows', "Add its rows.")
        periods = {frozenset(str(each) for each in _periods(data, f"{page.dataset}.{row}")) for row in table.rows}
        if len(periods) > 1:
            message = f'the rows of "{table.caption}" do not all have the same periods'
            yield problem(
                UNKNOWN_FIGURE,
                table.rows[0].place,
                message,
                "Add the missing rows, with a note if a value is empty.",
            )


def _periods(data: Data, name: str) -> tuple[Period, ...]:
    try:
        return data.periods(name)
    except Refusal:
        return ()


def _chart(data: Data, chart: ChartSpec) -> Iterator[Problem]:
    if chart.dataset:
        wrong = list(_bars(data, chart, chart.dataset))
        yield from wrong
        if chart.kind == "doughnut" and not wrong:
            yield from _doughnut(data, chart, chart.dataset)
        return
    if chart.gap and len(chart.series) != 2:
        message = "a gap stands between two lines, and this chart has " + number_of(len(chart.series), "line")
        yield problem(WRONG_SHAPE, chart.gap.place, message, "Name two series, or take the gap out.")
    periods: set[tuple[Period, ...]] = set()
    known: list[str] = []
    for name in (*chart.series, *((chart.gap,) if chart.gap else ())):
        wrong = _given(data, name.value, name.place)
        yield from wrong
        if not wrong:
            known.append(name.value)
            periods.add(_periods(data, name.value))
            yield from _drawn(data, chart, name.value, name.place, _periods(data, name.value))
    yield from _of_one_unit(data, known, chart.place)
    if len(periods) > 1:
        message = "the series of this chart do not have the same periods"
        yield problem(NOT_COMPUTABLE, chart.place, message, "Take series that have the same periods.")


def _doughnut(data: Data, chart: ChartSpec, dataset: Text) -> Iterator[Problem]:
    parts = [data.figure(each.id) for each in data.lines(dataset.value) if data.periods(each.id)]
    if wrong := no_whole(parts):
        yield problem(NOT_COMPUTABLE, dataset.place, f"the chart has no whole: {wrong}", WHOLE)
    elif why := unreadable(parts):
        yield problem(UNREADABLE_DOUGHNUT, chart.place, f"nobody can read this doughnut: {why}")


def _bars(data: Data, chart: ChartSpec, dataset: Text) -> Iterator[Problem]:
    """Each line of the dataset has a value in one and the same period, or says why it has none."""
    if dataset.value not in data.datasets:
        yield from _given(data, dataset.value, dataset.place)
        return
    newest = {series.id: _periods(data, series.id)[-1:] for series in data.lines(dataset.value)}
    if len({periods for periods in newest.values() if periods}) > 1:
        message = f"the newest values of {dataset} are not of one period"
        yield problem(NOT_COMPUTABLE, dataset.place, message, "Give every series a row for the newest period.")
    yield from _of_one_unit(data, newest, dataset.place)
    for name, periods in newest.items():
        yield from _drawn(data, chart, name, dataset.place, periods, empty=True)


def _of_one_unit(data: Data, names: Iterable[str], place: Place) -> Iterator[Problem]:
    """Series of two units have no scale in common: £3,800 thousand would be longer than £69 million."""
    units = dict.fromkeys(data.series(name).unit for name in names)
    if len(units) > 1:
        message = f"the chart holds {' and '.join(each or 'no unit' for each in units)}, which have no scale in common"
        yield problem(NOT_COMPUTABLE, place, message, "Give its series one unit, or draw two charts.")


def _drawn(
    data: Data, chart: ChartSpec, name: str, place: Place, periods: tuple[Period, ...], empty: bool = False
) -> Iterator[Problem]:
    """What a chart draws of a series is a number, in the chart's unit."""
    try:
        for period in periods:
            figure = data.figure(name, period)
            if isinstance(figure.value, Ratio) or (figure.value is None and not empty):
                what = "empty" if figure.value is None else "a ratio"
                yield problem(NOT_COMPUTABLE, place, f"{figure.id} is {what}", "Draw series that are numbers.")
            elif chart.unit:
                in_unit(figure, chart.unit)
    except Doubtful:
        return
    except Refusal as refused:
        yield refused.at(place)
