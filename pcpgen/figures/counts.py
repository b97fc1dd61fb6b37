"""From the datasets that belong together to one table of counts, with every sum by which a reader could reckon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain

from pcpgen.figures.disclosure import Counts, Sum, is_small
from pcpgen.figures.figure import places
from pcpgen.figures.spans import Count, Spans, spans_of
from pcpgen.figures.totals import totals_found
from pcpgen.lexicon import NO_COUNTS, RATES
from pcpgen.model.columns import periods_of, suppressed
from pcpgen.model.data import Dataset, Observation, Observations, Series
from pcpgen.model.period import Period


def is_count(series: Series) -> bool:
    """Whether a series counts, so that a small value may tell of somebody."""
    of_none = NO_COUNTS.fullmatch(series.counted_in) or any(words in series.counted_in for words in RATES)
    return not series.survey and not series.ratio and not of_none


def joined(datasets: Mapping[str, Dataset], name: str) -> tuple[Dataset, ...]:
    """A dataset and all those that share a quantity with it, or with one of them."""
    beside: dict[str, set[str]] = {each: set() for each in datasets}
    for dataset in datasets.values():
        for other in dataset.shares_with:
            if other in datasets:
                beside[dataset.id].add(other)
                beside[other].add(dataset.id)
    found, ahead = {name}, [name]
    while ahead:
        new = beside[ahead.pop()] - found
        found |= new
        ahead += new
    return tuple(dataset for each, dataset in datasets.items() if each in found)


def small_of(dataset: Dataset, observations: Observations) -> frozenset[str]:
    """The cells of a dataset that are kept back for their own sake; all that its source kept back are among them."""
    found = set()
    if not (dataset.suppress or dataset.suppress_nought):
        rows = (row for id in dataset.series for row in suppressed(observations.get(id, {})))
        return frozenset(f"{row.series}@{row.period.written}" for row in rows)
    for series in dataset.series.values():
        counts = is_count(series)
        for written, row in observations.get(series.id, {}).items():
            value = row.value if counts else _counted(row, series, dataset.suppress)
            if row.suppressed or (isinstance(value, Decimal) and _is_small(value, dataset)):
                found.add(f"{series.id}@{written}")
        for period in _periods(dataset, observations) if series.parts and dataset.suppress else ():
            count = computed(dataset, observations, series, period)
            if counts and count is not None and _is_small(count, dataset):
                found.add(_cell(series.id, period))
    return frozenset(found)


def _is_small(count: Decimal, dataset: Dataset) -> bool:
    return is_small(count, dataset.suppress, dataset.suppress_nought)


def table_of(datasets: Sequence[Dataset], observations: Observations, known: Sequence[str] = ()) -> Counts:
    """All counts of datasets by their cells, every sum among them, and the cells that are shares of others."""
    periods = {dataset.id: _periods(dataset, observations) for dataset in datasets}
    counts: dict[str, Count] = {}
    marked: list[str] = []
    sums: list[Sum] = []
    within: dict[str, str] = {}
    for dataset in datasets:
        own, ours = _counts(dataset, observations, periods[dataset.id])
        counts |= own
        marked += ours
        wholes = dict(_shares(dataset, periods[dataset.id], own))
        within |= wholes
        sums += [Sum(whole, parts) for whole, parts in _makings(wholes).items() if _is_sum(counts, whole, parts)]
    spans = _spans(datasets, periods, counts)
    unprinted = [cell for each in spans.values() for cell in each.unprinted]
    counts |= dict.fromkeys(unprinted)
    for dataset in datasets:
        for whole, parts in (*_declared(dataset), *_undeclared(dataset, periods[dataset.id], counts)):
            sums += _of_series(whole, parts, periods[dataset.id], counts, spans)
    sums += [each for own in spans.values() for each in own.sums]
    return Counts(counts, list(dict.fromkeys(sums)), within, known, marked, unprinted)


def computed(dataset: Dataset, observations: Observations, series: Series, period: Period) -> Decimal | None:
    """The value of a series whether it is published or not: as printed, else from its parts; None where one lacks."""
    row = observations.get(series.id, {}).get(period.written)
    if row:
        return row.value if isinstance(row.value, Decimal) else None
    known = [computed(dataset, observations, dataset.series[part], period) for part in series.parts]
    values = [each for each in known if each is not None]
    if not values or len(values) < len(known):
        return None
    return values[0] - values[1] if series.difference_of else sum(values, Decimal(0))


def _cell(series: str, period: Period) -> str:
    return f"{series}@{period.written}"


def _periods(dataset: Dataset, observations: Observations) -> tuple[Period, ...]:
    found = dict(chain.from_iterable(periods_of(observations.get(name, {})).items() for name in dataset.series))
    return tuple(sorted(found.values(), key=lambda period: period.order))


def _counts(
    dataset: Dataset, observations: Observations, periods: tuple[Period, ...]
) -> tuple[dict[str, Count], list[str]]:
    """Every count that is printed or can be computed, and those that the source kept back, which nobody knows."""
    counts: dict[str, Count] = {}
    marked = []
    for period in periods:
        for series in dataset.series.values():
            row = observations.get(series.id, {}).get(period.written)
            count = _count(dataset, observations, series, period)
            if row and row.suppressed and is_count(series):
                marked.append(_cell(series.id, period))
            elif count is None:
                continue
            counts[_cell(series.id, period)] = count
    return counts, marked


def _count(dataset: Dataset, observations: Observations, series: Series, period: Period) -> Count:
    """The count that a cell holds, or that a percentage tells together with its base."""
    if is_count(series):
        return computed(dataset, observations, series, period)
    row = observations.get(series.id, {}).get(period.written)
    return _counted(row, series, dataset.suppress) if row else None


def _counted(row: Observation, series: Series, threshold: int) -> Count:
    """How many of its base a percentage is, where rounding leaves fewer choices than the threshold says.

    Not of people who were asked in a survey: nobody knows who they are.
    """
    if row.base is None or series.unit != "%" or series.survey or not isinstance(row.value, Decimal):
        return None
    half = Decimal(1).scaleb(-places(row.value)) / 2
    low, high = ((row.value + by) * row.base / 100 for by in (-half, half))
    choices = high.to_integral_value(ROUND_FLOOR) - low.to_integral_value(ROUND_CEILING) + 1
    return round(row.value * row.base / 100, 0) if choices < threshold else None


def _spans(
    datasets: Sequence[Dataset], periods: Mapping[str, tuple[Period, ...]], counts: Mapping[str, Count]
) -> dict[str, Spans]:
    """The time of each quantity by each of its series: what is the same in two datasets is one quantity."""
    quantity: dict[str, list[str]] = {}
    for dataset in datasets:
        for series in dataset.series.values():
            quantity.setdefault(series.id, [series.id])
            if series.same_as and is_count(series):
                both = [*quantity[series.id], *quantity.get(series.same_as.value, [series.same_as.value])]
                both = list(dict.fromkeys(both))
                quantity |= dict.fromkeys(both, both)
    found: dict[str, Spans] = {}
    for name, same in quantity.items():
        if name not in found:
            cells = [
                (_cell(each, period), period, counts[_cell(each, period)])
                for each in same
                for period in periods.get(each.partition(".")[0], ())
                if _cell(each, period) in counts
            ]
            found |= dict.fromkeys(same, spans_of(same[0], cells))
    return found


def _declared(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Totals and differences; a difference and what is taken off make up the whole."""
    for series in dataset.series.values():
        if series.difference_of:
            yield series.difference_of[0], (series.difference_of[1], series.id)
        elif series.total_of:
            yield series.id, series.total_of


def _undeclared(
    dataset: Dataset, periods: tuple[Period, ...], counts: Mapping[str, Count]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Series that are the sums of others, though nothing says so."""
    columns = {
        series.id: [counts.get(_cell(series.id, period)) for period in periods]
        for series in dataset.series.values()
        if is_count(series) and not series.parts and not series.share_of
    }
    return totals_found(columns)


def _of_series(
    whole: str,
    parts: Sequence[str],
    periods: tuple[Period, ...],
    counts: Mapping[str, Count],
    spans: Mapping[str, Spans],
) -> Iterator[Sum]:
    """A total of series in every period, and in every stretch of time that stands in a sum and is printed nowhere."""
    for period in periods:
        cell, cells = _cell(whole, period), tuple(_cell(part, period) for part in parts)
        if cell in counts and all(each in counts for each in cells):
            yield Sum(cell, cells)
    if all(name in spans for name in (whole, *parts)):
        unprinted = {cell for name in (whole, *parts) for cell in spans[name].unprinted}
        for span, cell in spans[whole].cells.items() if unprinted else ():
            found = [spans[part].cells.get(span) for part in parts]
            cells = tuple(each for each in found if each)
            if len(cells) == len(parts) and not unprinted.isdisjoint((cell, *cells)):
                yield Sum(cell, cells)


def _shares(dataset: Dataset, periods: tuple[Period, ...], counts: Mapping[str, Count]) -> Iterator[tuple[str, str]]:
    """Each count beside the one that it is printed as a share of."""
    for series in dataset.series.values():
        for period in periods if series.share_of else ():
            part, whole = _cell(series.id, period), _cell(series.share_of, period)
            one, other = counts.get(part), counts.get(whole)
            if one is not None and other is not None and one <= other:
                yield part, whole


def _makings(wholes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The parts of each whole."""
    found: dict[str, list[str]] = {}
    for part, whole in wholes.items():
        found.setdefault(whole, []).append(part)
    return {whole: tuple(parts) for whole, parts in found.items()}


def _is_sum(counts: Mapping[str, Count], whole: str, parts: Sequence[str]) -> bool:
    return len(parts) > 1 and sum(counts[part] or 0 for part in parts) == counts[whole]
