"""From the columns of a table to its rows: each series keeps its numbers side by side, and makes a row when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, ValuesView
from operator import attrgetter
from typing import Any, NamedTuple, overload

from pcpgen.model.data import Observation, Value
from pcpgen.model.period import Period
from pcpgen.place import Source


class Order(NamedTuple):
    """The periods of a series as its rows have them; one and the same for all series of a table that have these."""

    written: tuple[str, ...]
    periods: tuple[Period, ...]
    at: Mapping[str, int]  # the position of each, as written

    @classmethod
    def of(cls, written: tuple[str, ...], periods: Mapping[str, Period]) -> Order:
        return cls(written, tuple(periods[each] for each in written), {each: at for at, each in enumerate(written)})


class SaidRows(Mapping[int, Observation]):
    """The rows of a column that say more than a number, by position, each made when somebody asks for it."""

    __slots__ = ("_made", "_make", "_positions", "suppressed")

    def __init__(
        self, positions: Collection[int], suppressed: Sequence[int], make: Callable[[int], Observation]
    ) -> None:
        self._positions, self._make = positions, make
        self.suppressed = suppressed  # those that their source kept back
        self._made: dict[int, Observation] = {}

    def __getitem__(self, at: int) -> Observation:
        if at not in self._made:
            if at not in self._positions:
                raise KeyError(at)
            self._made[at] = self._make(at)
        return self._made[at]

    def __contains__(self, at: object) -> bool:
        return at in self._positions

    def get(self, at: int, default: Any = None) -> Any:
        return self[at] if at in self._positions else default

    def __iter__(self) -> Iterator[int]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


class Column(Mapping[str, Observation]):
    """The rows of a series by period as written.

    A row that holds a number and nothing else is made when somebody asks for it, which for most is never: as an object
    of its own it takes six times as much. One that says more, such as a note, stays as it was read. Where `numbers` are
    what gives them, that is asked once, when somebody needs them.
    """

    __slots__ = ("_numbers", "cell", "lines", "order", "said", "series", "source")

    def __init__(
        self,
        series: str,
        source: Source,
        order: Order,
        numbers: Sequence[Value | None] | Callable[[], Sequence[Value | None]],
        lines: Sequence[int],
        said: Mapping[int, Observation],
        cell: int = 3,
    ) -> None:
        self.series, self.source, self.order = series, source, order
        self._numbers, self.lines = numbers, lines  # the value of each row, and the line on which it stands
        self.said = said  # rows that say more, by position
        self.cell = cell  # which of its line's cells holds the value

    @property
    def numbers(self) -> Sequence[Value | None]:
        """The value of each row."""
        held = self._numbers
        if callable(held):
            held = self._numbers = held()
        return held

    def row(self, at: int) -> Observation:
        """The row at a position."""
        said = self.said.get(at)
        if said is not None:
            return said
        line, source = self.lines[at], self.source
        text = source.lines[line - 1]
        return Observation(
            self.series, self.order.periods[at], "", self.numbers[at], "", source.file, line, text, self.cell
        )

    def __getitem__(self, period: str) -> Observation:
        return self.row(self.order.at[period])

    def __iter__(self) -> Iterator[str]:
        return iter(self.order.written)

    def __len__(self) -> int:
        return len(self.order.written)

    def __contains__(self, period: object) -> bool:
        return period in self.order.at

    def values(self) -> ValuesView[Observation]:
        return _Values(self)


class _Values(ValuesView[Observation]):
    """The rows of a column, without a search for each."""

    _mapping: Column

    def __iter__(self) -> Iterator[Observation]:
        return map(self._mapping.row, range(len(self._mapping)))


class Rows(Sequence[Observation]):
    """Some rows of a column in an order of their own."""

    __slots__ = ("_at", "_column")

    def __init__(self, column: Column, at: Sequence[int]) -> None:
        self._column, self._at = column, at

    @overload
    def __getitem__(self, at: int) -> Observation: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Observation | Rows:
        return Rows(self._column, self._at[at]) if isinstance(at, slice) else self._column.row(self._at[at])

    def __iter__(self) -> Iterator[Observation]:
        return map(self._column.row, self._at)

    def __len__(self) -> int:
        return len(self._at)


def periods_of(rows: Mapping[str, Observation]) -> Mapping[str, Period]:
    """The period of each row, as written."""
    if isinstance(rows, Column):
        return dict(zip(rows.order.written, rows.order.periods, strict=True))
    return {written: row.period for written, row in rows.items()}


def numbers_of(rows: Mapping[str, Observation]) -> Sequence[Value | None]:
    """The value of each row."""
    return rows.numbers if isinstance(rows, Column) else [row.value for row in rows.values()]


def number_of(rows: Mapping[str, Observation], period: str) -> Value | None:
    """The value of the row of a period; None where there is none."""
    if isinstance(rows, Column):
        at = rows.order.at.get(period)
        return None if at is None else rows.numbers[at]
    row = rows.get(period)
    return row.value if row else None


def picked(rows: Mapping[str, Observation], at: Sequence[int]) -> Sequence[Observation]:
    """The rows at some positions."""
    if isinstance(rows, Column):
        return Rows(rows, at)
    every = list(rows.values())
    return every if at == range(len(every)) else [every[each] for each in at]


def saying_more(rows: Mapping[str, Observation]) -> Iterable[Observation]:
    """The rows that may say more than a number: a note, a mark, or why there is none."""
    return rows.said.values() if isinstance(rows, Column) else rows.values()


def suppressed(rows: Mapping[str, Observation]) -> Iterable[Observation]:
    """The rows that their source kept back."""
    if isinstance(rows, Column) and isinstance(rows.said, SaidRows):
        return [rows.said[at] for at in rows.said.suppressed]
    return filter(_suppressed, saying_more(rows))


_suppressed = attrgetter("suppressed")


def say_the_same(one: Mapping[str, Observation], other: Mapping[str, Observation]) -> bool:
    """Whether two columns hold the same numbers for the same periods, and nothing besides."""
    return (
        isinstance(one, Column)
        and isinstance(other, Column)
        and not one.said
        and not other.said
        and one.order.written == other.order.written
        and one.numbers == other.numbers
    )


def add_up(whole: Mapping[str, Observation], parts: Iterable[Mapping[str, Observation]]) -> bool:
    """Whether the numbers of a column are in every period the sum of those of others that have the same periods.

    Where it is not this plain, they may still add up.
    """
    columns = [whole, *parts]
    held = [each for each in columns if isinstance(each, Column)]
    if len(held) < len(columns) or any(each.order.written != held[0].order.written for each in held):
        return False
    numbers: list[Any] = [each.numbers for each in held]
    try:
        return bool([*map(sum, zip(*numbers[1:], strict=True))] == numbers[0])
    except TypeError:  # a cell without a number
        return False
