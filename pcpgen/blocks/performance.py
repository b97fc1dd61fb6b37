"""From a table of performance that its author asks for to its rows: each indicator by times, target, rank and grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pcpgen.blocks.grades import mark_of, newest_grade
from pcpgen.blocks.rates import ranked_as
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.wording import cell, notes_of, number, shown
from pcpgen.document.prose import Shown
from pcpgen.document.table import Mark, Row, Table
from pcpgen.figures.compare import SMALL_BASE, Comparison, compare, difference_of, verdict_of
from pcpgen.figures.data import KEPT_BACK, Data, KeptBack, Refusal
from pcpgen.figures.figure import Cell, Figure
from pcpgen.figures.rates import ranks, rates
from pcpgen.figures.tested import fixed_headline
from pcpgen.model.data import Dataset, Series
from pcpgen.model.performance import COLUMNS, NEWEST, Column, PerformanceTable
from pcpgen.model.period import Period, parse_period
from pcpgen.model.period_words import day_words, period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

NONE, NO_ROW = "[z]", "[x]"
_MARKS = {KEPT_BACK: "mark.c", NO_ROW: "performance.x", NONE: "performance.z"}
_UNDATED = parse_period("undated")
DIRECTIONS = {
    "better": "better",
    "worse": "worse",
    "no clear change": "same",
    "not tested": "untested",
    "up, neither good nor bad": "neither",
    "down, neither good nor bad": "neither",
}
_ARROWS = {"up": "↑", "level": "→", "down": "↓"}


@dataclass(frozen=True)
class _Asked:
    """An indicator of a table: its data and its large series, where it has any."""

    setting: Setting
    name: str
    dataset: Dataset | None

    @property
    def data(self) -> Data:
        return self.setting.data

    @property
    def series(self) -> Series:
        assert self.dataset is not None
        return fixed_headline(self.dataset)


def performance_table(setting: Setting, table: PerformanceTable) -> Table:
    """A row for each indicator in the order of its author, a column for each thing that is shown of it."""
    say = setting.say
    asked = [_Asked(setting, each.value, setting.data.datasets.get(each.value)) for each in table.indicators]
    columns = [COLUMNS[name.value] for name in table.columns]
    made = [[_cell(each, column) for column in columns] for each in asked]
    heads, common = _heads(setting, columns, made)
    rows = []
    for each, cells in zip(asked, made, strict=True):
        said = tuple(
            _dated(say, one, when) if column.time and not column.change else one
            for one, column, when in zip(cells, columns, common, strict=True)
        )
        marks = tuple(_mark(each) if column.name == "grade" else None for column in columns)
        rows.append(Row(setting.project.indicators[each.name].title.value, said, marks=marks))
    words = tuple(not column.time and column.name not in ("target", "rank") for column in columns)
    found = Table(
        f"{table.id}-performance", table.caption.value, say.text("performance.corner"), heads, tuple(rows), (), words
    )
    return replace(found, notes=tuple(_notes(say, found, columns, asked)))


def _heads(
    setting: Setting, columns: list[Column], made: list[list[Shown]]
) -> tuple[tuple[str, ...], list[Period | None]]:
    """The head of each column, which names the time that most of its figures are of, and that time."""
    say, heads, common = setting.say, [], []
    for at, column in enumerate(columns):
        times = Counter(row[at].of.period.written for row in made if _is_dated(row[at].of))
        most = parse_period(times.most_common(1)[0][0]) if times and column.time else None
        common.append(most)
        if most is None:
            heads.append(say.text(f"performance.head.{_key(column.time or column.name)}"))
        elif column.change and _beside(columns, at, common):
            heads.append(say.text(f"performance.beside.{_key(column.on)}"))
        elif column.change:
            heads.append(say.text(f"performance.change.{_key(column.on)}", period=period_words(say, most)))
        else:
            heads.append(period_words(say, most))
    return tuple(heads), common


def _beside(columns: list[Column], at: int, common: list[Period | None]) -> bool:
    """Whether a change stands beside the figures that it is of, and is the only one on such a time."""
    before = columns[at - 1] if at else None
    alone = sum(each.change and each.on == columns[at].on for each in columns) == 1
    return alone and before is not None and not before.on and common[at - 1] == common[at]


def _key(name: str | None) -> str:
    return str(name).replace(" ", "-")


def _is_dated(figure: Figure) -> bool:
    return figure.period is not _UNDATED and (figure.value is not None or figure.mark == KEPT_BACK)


def _dated(say: Catalogue, one: Shown, common: Period | None) -> Shown:
    """A figure of another time than its column's head names says so itself."""
    if common is None or not _is_dated(one.of) or one.of.period.written == common.written:
        return one
    return replace(one, text=say.text("performance.of", value=one.text, period=period_words(say, one.of.period)))


# -- cells


def _cell(asked: _Asked, column: Column) -> Shown:
    """What a column shows of an indicator: a figure, a word, or the mark of why there is none."""
    say, dataset = asked.setting.say, asked.dataset
    if column.name == "grade":
        return _grade(asked)
    if dataset is None:
        return shown(_empty(asked.name, NO_ROW))
    if column.name == "as at":
        return _word(asked, "as-at", day_words(say, dataset.as_at) if dataset.as_at else "")
    if column.name == "target":
        return _target(asked, dataset)
    try:
        if column.name == "rank":
            return _rank(asked, dataset)
        if column.name == "direction":
            named = dataset.compared_with[0] if dataset.compared_with else None
            return _direction(asked, dataset, compare(asked.data, asked.series.id, dataset.window or None, named))
        now = _time(asked, dataset, column.time)
        if column.on == "baseline":
            return _on_baseline(asked, column, now)
        if not column.on:
            return cell(asked.data.figure(asked.series.id, now))
        earlier = now.a_year_before() if column.on == "a year before" else now.before()
        if earlier is None:
            return shown(_empty(asked.name, NONE))
        earlier = _row(asked, earlier)
        if not column.change:
            return cell(asked.data.figure(asked.series.id, earlier))
        return _change(say, compare(asked.data, asked.series.id, now, earlier))
    except Refusal as refused:
        return shown(_empty(asked.name, KEPT_BACK if isinstance(refused, KeptBack) else NONE))


def _on_baseline(asked: _Asked, column: Column, now: Period) -> Shown:
    """The figure of the base period, or the change on it."""
    found = compare(asked.data, asked.series.id, now, "baseline")
    return _change(asked.setting.say, found) if column.change else cell(found.base)


def _time(asked: _Asked, dataset: Dataset, time: str) -> Period:
    """The newest time of a kind: a row of it, or what shorter rows add up to."""
    name = asked.series.id
    if time == NEWEST:
        return asked.data.figure(name, dataset.window or None).period
    return _row(asked, asked.data.window(name, time))  # type: ignore[arg-type]  # COLUMNS holds windows alone


def _row(asked: _Asked, when: Period) -> Period:
    """The time of a row that is the same, however written: the year ending March 2025, and 2024/25."""
    known = asked.data.periods(asked.series.id)
    return next((each for each in known if (each.start, each.end) == (when.start, when.end)), when)


def _empty(name: str, mark: str, period: Period = _UNDATED) -> Figure:
    return Figure(name, None, "", None, period, "", (), mark=mark)


def _word(asked: _Asked, what: str, said: str, cells: tuple[Cell, ...] = ()) -> Shown:
    """A word in a cell, which is no figure."""
    return shown(replace(_empty(f"{what}:{asked.name}", said or NONE), cells=cells))


def _target(asked: _Asked, dataset: Dataset) -> Shown:
    """The plan's target for an indicator, which may stand with its XmR chart."""
    control = dataset.control
    value, place = dataset.target, dataset.target_place
    if value is None and control:
        value, place = control.target, control.target_place
    id = f"target:{dataset.id}"
    if value is None or place is None:
        return shown(_empty(id, NONE))
    series = asked.series
    return cell(Figure(id, value, series.unit, series.decimals, _UNDATED, id, (Cell(place, id, f"{value:f}"),)))


def _rank(asked: _Asked, dataset: Dataset) -> Shown:
    """Where the office's own area stands among all that the indicator's rates compare."""
    say, wanted = asked.setting.say, dataset.rates
    if wanted is None:
        return shown(_empty(f"rank:{dataset.id}", NONE))
    found = rates(asked.data, wanted, dataset.window or None)
    own, place = next(each for each in found if each.area == wanted.own), ranks(found).get(wanted.own)
    if place is None:
        return shown(
            replace(own.figure, value=None, cells=(), mark=own.figure.mark if own.figure.value is None else NONE)
        )
    one = ranked_as(say, own, place)
    cells = tuple(dict.fromkeys(cell for each in found for cell in each.figure.cells))
    return Shown(say.text("performance.rank", rank=one.text, of=str(place.of)), replace(one.of, cells=cells))


def _direction(asked: _Asked, dataset: Dataset, found: Comparison) -> Shown:
    """An arrow, and the same in words: which way, and whether that is good."""
    verdict = DIRECTIONS[verdict_of(dataset, found)]
    way = "level" if verdict == "same" else found.direction
    say = asked.setting.say
    words = say.text("direction.same") if way == "level" else say.text(f"direction.{way}-{verdict}")
    return _word(asked, "direction", f"{_ARROWS[way]} {words}", found.change.cells)


def _grade(asked: _Asked) -> Shown:
    setting = asked.setting
    found = newest_grade(setting.data, asked.name, asked.dataset, setting.project.grades, setting.subject.day)
    return _word(asked, "grade", found[0].word if found else setting.say.text("grade.ungraded"))


def _mark(asked: _Asked) -> Mark:
    """The shape and colour that repeat the word of a grade."""
    setting = asked.setting
    found = newest_grade(setting.data, asked.name, asked.dataset, setting.project.grades, setting.subject.day)
    return mark_of(setting.office, found[0] if found else None)


def _change(say: Catalogue, found: Comparison) -> Shown:
    """A change in numbers and in per cent, "+1,093 (+6.4%)"; of percentages in points, on a small base in numbers."""
    change = found.change
    if change.unit == "percentage points":
        return Shown(say.text("unit.points", value=number(change)), change)
    difference = shown(difference_of(found)).text
    if change.unit != "%" or change.value is None:
        return Shown(difference, difference_of(found))
    return Shown(say.text("change.signed", difference=difference, change=shown(change).text), change)


# -- what a reader must know


def _notes(say: Catalogue, table: Table, columns: list[Column], asked: list[_Asked]) -> Iterator[str]:
    yield from notes_of(say, table, _MARKS)
    names = {column.name for column in columns}
    if "rank" in names and any(each.dataset and each.dataset.rates for each in asked):
        yield say.text("rates.ranked")
    if "direction" in names:
        yield say.text("performance.direction")
    small = any(
        column.change and one.of.id.startswith("difference:")
        for row in table.rows
        for one, column in zip(row.cells, columns, strict=True)
    )
    if small:
        yield say.text("change.small", base=str(SMALL_BASE))
