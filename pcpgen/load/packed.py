"""From what was read of a file to bytes that an earlier run may have kept, and back."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from pcpgen.model.columns import Column, Order, SaidRows
from pcpgen.model.data import (
    Control,
    Dataset,
    Definition,
    Event,
    Observation,
    Observations,
    Rates,
    Ratio,
    Recalculation,
    Redefined,
    Series,
    Value,
)
from pcpgen.model.extraction import Extraction, SeriesColumn
from pcpgen.model.measures import NationalMeasure, NationalMeasures
from pcpgen.model.page import (
    AccountsSource,
    AccountTable,
    ChartSpec,
    FactsSource,
    ForewordSource,
    LinksSource,
    RankedListSource,
    StatementsSource,
    SurveySource,
    TextSource,
    TileColumnSource,
    TileGroupSource,
    TileSource,
)
from pcpgen.model.period import Period, parse_period
from pcpgen.model.plan import (
    Baseline,
    Duties,
    Edition,
    Extension,
    Indicator,
    Level,
    Measure,
    Met,
    Node,
    Pledge,
    Reached,
    Standing,
    Theme,
)
from pcpgen.model.text import Text
from pcpgen.model.variation import Asked, Variation
from pcpgen.place import NOWHERE, Place, Source
from pcpgen.prose.packed import NODES
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import held_by, later

# -- rows


def packed_rows(rows: Mapping[str, Column]) -> bytes:
    """The columns of a table by series, without the name of its file and its lines."""
    written = dict.fromkeys(column.order.written for column in rows.values())
    orders = {each: number for number, each in enumerate(written)}
    return marshal.dumps((tuple(orders), tuple(_packed_column(each, orders) for each in rows.values())))


def _packed_column(column: Column, orders: Mapping[tuple[str, ...], int]) -> tuple[Any, ...]:
    lines, said = tuple(column.lines), {at: _packed_row(row) for at, row in column.said.items()}
    first = lines[0] if lines else 0
    step = lines[1] - first if len(lines) > 1 else 1
    even = range(first, first + step * len(lines), step)
    where = (even.start, even.stop, even.step) if tuple(even) == lines else [*lines]
    return column.series, orders[column.order.written], _packed_numbers(column.numbers), where, said, column.cell


def _packed_numbers(numbers: Any) -> Any:
    """Numbers as one text, which is taken apart at once; where there are others, each by itself."""
    if numbers and all(isinstance(each, Decimal) for each in numbers):
        return " ".join(map(str, numbers))
    return [
        (each.part, each.whole) if isinstance(each, Ratio) else None if each is None else str(each) for each in numbers
    ]


def _packed_row(row: Observation) -> tuple[Any, ...]:
    return row.qualifier, row.note, row.base, row.flags, row.suppressed


def unpacked_rows(kept: bytes, source: Source) -> Observations:
    """The columns again, of the table of this text; their numbers and rows are unpacked when somebody asks for them."""
    written, columns = marshal.loads(kept)
    orders = [Order.of(each, {period: parse_period(period) for period in each}) for each in written]
    return {series: _unpacked_column(source, series, orders[order], *held) for series, order, *held in columns}


def _unpacked_column(
    source: Source, series: str, order: Order, packed: Any, where: Any, said: Mapping[int, Any], cell: int
) -> Column:
    lines = range(*where) if type(where) is tuple else where
    column = Column(series, source, order, partial(_unpacked_numbers, packed), lines, {}, cell)
    if said:
        suppressed = [at for at, row in said.items() if row[-1]]
        column.said = SaidRows(said, suppressed, partial(_unpacked_row, column, said))
    return column


def _unpacked_row(column: Column, said: Mapping[int, Any], at: int) -> Observation:
    qualifier, note, base, flags, suppressed = said[at]
    period, value, line, source = column.order.periods[at], column.numbers[at], column.lines[at], column.source
    text = source.lines[line - 1]
    return Observation(
        column.series, period, qualifier, value, note, source.file, line, text, column.cell, base, flags, suppressed
    )


def _unpacked_numbers(packed: Any) -> list[Value | None]:
    if type(packed) is str:
        return [*map(Decimal, packed.split(" "))]
    return [Ratio(*each) if type(each) is tuple else None if each is None else Decimal(each) for each in packed]


# -- what is made of YAML and Markdown

_VALUES: tuple[type[Any], ...] = (Indicator, Dataset, Series, Text, Definition, Redefined, Recalculation, Event)
_VALUES += (Control, Rates, Extraction, SeriesColumn)
_VALUES += (Theme, Node, Measure, Pledge)
_VALUES += (TextSource, ForewordSource, FactsSource, SurveySource, AccountsSource, StatementsSource, LinksSource)
_VALUES += (TileGroupSource, TileColumnSource, TileSource, RankedListSource, AccountTable, ChartSpec)
_VALUES += (Edition, Level, Standing, Duties, Met, Reached, Baseline, Extension, NationalMeasures, NationalMeasure)
_VALUES += (Variation, Asked)
_VALUES += (Passage, NoteText, *NODES)
_PLACE, _PLACE_IN, _NOWHERE, _NUMBER, _DAY, _PERIOD, _BY_NAME, _LATER, _FIRST = range(9)
_SOON = {Edition: ("id", "in_force", "levels", "place", "standing", "variations")}  # the others when asked for
_NUMBERS = {value: number for number, value in enumerate(_VALUES, _FIRST)}


def packed_values(made: object, file: str = "") -> bytes:
    """What was made of a file, its places without its name; of several files, with their names.

    Raises KeyError for a place in another file, and a value of a kind that is not packed, such as a picture.
    """
    return marshal.dumps(_packed(made, file))


def unpacked_values(kept: bytes, file: str = "") -> Any:
    """The same again, of the file of this name."""
    return _unpacked(marshal.loads(kept), file)


def _packed(value: Any, file: str) -> Any:
    """A value as a list that begins with its kind; a tuple as one, and what is plain as it is."""
    kind = type(value)
    if kind is tuple:
        return tuple([_packed(each, file) for each in value])
    if kind in (str, int, bool, type(None)):
        return value
    if kind is Place:
        if value == NOWHERE:
            return [_NOWHERE]
        if not file:
            return [_PLACE_IN, *value]
        if value.file != file:
            raise KeyError(value.file)
        return [_PLACE, *value[1:]]
    if kind is Decimal:
        return [_NUMBER, str(value)]
    if kind is date:
        return [_DAY, value.isoformat()]
    if kind is Period:
        return [_PERIOD, value.written]
    if kind is dict:
        return [_BY_NAME, [(_packed(key, file), _packed(each, file)) for key, each in value.items()]]
    if kind in _SOON:
        others = {name: _packed(getattr(value, name), file) for name in kind.__dataclass_fields__}
        known = {name: others.pop(name) for name in _SOON[kind]}
        return [_LATER, (_NUMBERS[kind], known, marshal.dumps(others))]
    number, held, fields = _NUMBERS[kind], list(held_by(value)), list(kind.__dataclass_fields__.values())
    while held and _is_default(fields[len(held) - 1], held[-1]):  # the last ones, which most leave as they are
        held.pop()
    return [number, *(_packed(each, file) for each in held)]


def _is_default(field: Any, value: Any) -> bool:
    """Whether a value is what its field holds where nothing is said; written alike, for 1 is not 1.0."""
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return type(default) is type(value) and repr(default) == repr(value)


def _unpacked(packed: Any, file: str) -> Any:
    kind = type(packed)
    if kind is tuple:
        return tuple([_unpacked(each, file) for each in packed])
    if kind is not list:
        return packed
    number = packed[0]
    if number == _PLACE:
        return tuple.__new__(Place, (file, *packed[1:]))
    if number == _PLACE_IN:
        return tuple.__new__(Place, packed[1:])
    if number >= _FIRST:  # of most values most are plain: without a call for each
        held = [_unpacked(each, file) if type(each) in _HOLD else each for each in packed[1:]]
        return _VALUES[number - _FIRST](*held)
    return NOWHERE if number == _NOWHERE else _READ[number](packed[1], file)


def _unpacked_later(packed: tuple[int, dict[str, Any], bytes], file: str) -> Any:
    number, known, others = packed
    made = {name: _unpacked(each, file) for name, each in known.items()}
    return later(_VALUES[number - _FIRST], made, partial(_unpacked_others, others, file))


def _unpacked_others(packed: bytes, file: str) -> dict[str, Any]:
    return {name: _unpacked(each, file) for name, each in marshal.loads(packed).items()}


_HOLD = (list, tuple)
_READ: dict[int, Callable[[Any, str], Any]] = {
    _NUMBER: lambda text, file: Decimal(text),
    _DAY: lambda text, file: date.fromisoformat(text),
    _PERIOD: lambda text, file: parse_period(text),
    _LATER: _unpacked_later,
    _BY_NAME: lambda entries, file: {_unpacked(key, file): _unpacked(each, file) for key, each in entries},
}
