"""From a table in which nothing is wrong to the columns of its series, many rows at a time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from pcpgen.load.cells import Row, Unfit, exact_number, many_rows, read_period, read_value
from pcpgen.model.columns import Column, Order
from pcpgen.model.data import QUALIFIERS, Dataset, Observation, Series, Value
from pcpgen.model.period import Period
from pcpgen.place import Place, Source

_VALUE = 3  # the position of its cell


def read_columns(source: Source, dataset: Dataset, width: int, read: Callable[[Row], object]) -> Mapping[str, Column]:
    """The rows by series of a table that has so many cells in each; raises Unfit where anything is to be told of it.

    `read` reads a row that holds more than a number.
    """
    table = _Table(source, dataset, read)
    try:
        for line, rows in many_rows(source, width):
            table.take(line, rows)
    except KeyError:  # a series that has no rows, or is not declared
        raise Unfit from None
    return dict(table.columns())


class _Growing:
    """What was read of a series so far."""

    __slots__ = ("lines", "numbers", "said", "series", "written")

    def __init__(self, series: Series) -> None:
        self.series = series
        self.written: list[str] = []  # periods
        self.numbers: list[Value | None] = []
        self.lines = array("I")
        self.said: dict[int, Observation] = {}


class _Table:
    """What was read of a table so far."""

    def __init__(self, source: Source, dataset: Dataset, read: Callable[[Row], object]) -> None:
        self.source, self.dataset, self.read = source, dataset, read
        self.periods: dict[str, Period] = {}
        self.series = {
            id.partition(".")[2]: _Growing(each) for id, each in dataset.series.items() if not each.difference_of
        }

    def take(self, line: int, rows: Sequence[list[str]]) -> None:
        """Puts rows, the first of which stands on a line, to those of their series."""
        names, written, qualifiers, contents, *more, notes = zip(*rows, strict=True)
        self._know(set(written))
        numbers: list[Value | None] = [*map(exact_number, contents)]
        places = defaultdict[str, list[int]](list)
        for at, name in enumerate(names):
            places[name].append(at)
        for name, of in places.items():
            if (series := self.series[name].series).ratio:
                for at in of:
                    numbers[at] = read_value(contents[at], series)
        beside = map(any, zip(qualifiers, *more, notes, strict=True))
        odd = [
            at
            for at, (number, says_more) in enumerate(zip(numbers, beside, strict=True))
            if says_more or number is None
        ]
        said = {at: self._said(line + at, rows[at], numbers[at]) for at in odd}
        for name, of in places.items():
            own = self.series[name]
            if said:
                own.said |= {len(own.numbers) + nth: said[at] for nth, at in enumerate(of) if at in said}
            own.numbers += [said[at].value if at in said else numbers[at] for at in of]
            own.written += [self.periods[written[at]].written for at in of]
            own.lines.extend([line + at for at in of])

    def _know(self, written: set[str]) -> None:
        for each in written - self.periods.keys():
            period = read_period(each, Place(self.source.file), self.dataset)
            if not isinstance(period, Period):
                raise Unfit
            self.periods[each] = period

    def _said(self, line: int, cells: list[str], value: Value | None) -> Observation:
        """The row of cells that say more than a number."""
        name, written, qualifier, _, *more, note = cells
        text, id = self.source.lines[line - 1], self.series[name].series.id
        if value is not None and not any(more) and (not qualifier or qualifier in QUALIFIERS):
            return Observation(id, self.periods[written], qualifier, value, note, self.source.file, line, text, _VALUE)
        read = self.read(Row(self.source.file, line, text, cells))
        if not isinstance(read, Observation):
            raise Unfit
        return read

    def columns(self) -> Iterator[tuple[str, Column]]:
        """Those of the series that have rows."""
        orders: dict[tuple[str, ...], Order] = {}
        for own in self.series.values():
            written = tuple(own.written)
            order = orders.get(written) or orders.setdefault(written, Order.of(written, self.periods))
            if len(order.at) < len(written):  # a period stands twice
                raise Unfit
            if written:
                id = own.series.id
                yield id, Column(id, self.source, order, own.numbers, own.lines, own.said, _VALUE)
