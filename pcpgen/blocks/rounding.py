"""From an indicator's table to the notes that it needs where rounded numbers do not add up, and to none elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcpgen.figures.data import Data, shown_value
from pcpgen.figures.figure import Figure
from pcpgen.figures.rounding import apart
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period
from pcpgen.model.period_words import period_words


def rounding_notes(data: Data, dataset: Dataset) -> tuple[str, ...]:
    """A note for each kind of sum that rounding keeps from adding up, with the whole and the period of each."""
    say = data.catalogue
    shares = [f"{whole.title}, {period_words(say, period)}" for whole, period in _shares_apart(data, dataset)]
    found = list(_totals(data, dataset))
    own = [words for words, figure in found if figure.from_parts is None]
    source = [words for words, figure in found if figure.from_parts is not None]
    said = (("rounding.shares", shares), ("rounding.totals", own), ("rounding.source", source))
    return tuple(say.text(key, of=say.listed(places)) for key, places in said if places)


def _shares_apart(data: Data, dataset: Dataset) -> Iterator[tuple[Series, Period]]:
    """The wholes whose parts are all there, but whose shares as printed come to something else than 100%."""
    for whole in dataset.series.values():
        parts = [series for series in dataset.series.values() if series.share_of == whole.id]
        for period in data.periods(whole.id) if len(parts) > 1 else ():
            if all(period in data.periods(part.id) for part in parts) and _adds_up(data, whole, parts, period):
                shares = [data.share_of(part.id, whole.id, period) for part in parts]
                if apart(shares, Decimal(100)) is not None:
                    yield whole, period


def _totals(data: Data, dataset: Dataset) -> Iterator[tuple[str, Figure]]:
    """The totals that their lines as printed miss, since either side is rounded."""
    for total in dataset.series.values():
        parts = [dataset.series[part] for part in total.total_of]
        for period in data.periods(total.id) if parts else ():
            figure, printed = data.figure(total.id, period), shown_value(data.figure(total.id, period))
            if printed is None or not all(period in data.periods(part.id) for part in parts):
                continue
            lines = [data.figure(part.id, period) for part in parts]
            if figure.from_parts is not None or apart(lines, printed) is not None:
                yield f"{total.title}, {period_words(data.catalogue, period)}", figure


def _adds_up(data: Data, whole: Series, parts: list[Series], period: Period) -> bool:
    values = [data.figure(part.id, period).value for part in parts]
    numbers = [value for value in values if isinstance(value, Decimal)]
    return len(numbers) == len(values) and sum(numbers, Decimal(0)) == data.figure(whole.id, period).value
