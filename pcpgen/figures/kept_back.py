"""From a dataset's counts, with their totals over series and over periods, to the cells that are not published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from pcpgen.figures.disclosure import Sum, given_away, is_small, keep_back
from pcpgen.model.data import Dataset, Observations, Series
from pcpgen.model.period import Form, Period

# how a value is read that is none of a count: a share, money
_NO_COUNTS = ("%", "£", "pence")
_ID = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+@.+")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NONE: Mapping[str, Decimal] = {}


def cells_kept_back(
    dataset: Dataset, observations: Observations, issued: Mapping[str, Decimal] = NONE
) -> frozenset[str]:
    """The cells of a dataset that stay unpublished, by id ("complaints.cases@2018/19"), under its own threshold.

    What is reckoned with: totals and differences of series, whether printed or computed; periods that make up a longer
    one exactly; series that are shares of another, which are no larger than it, or make it up. `issued` are cells that
    were published before: as far as they are still the same, no cell hides behind them.
    """
    if not dataset.suppress:
        return frozenset()
    counts, sums, wholes = _table(dataset, observations)
    if not any(is_small(count, dataset.suppress, dataset.suppress_nought) for count in counts.values()):
        return frozenset()
    known = [cell for cell, value in issued.items() if counts.get(cell) == value]
    return keep_back(counts, sums, dataset.suppress, dataset.suppress_nought, wholes, known)


def cells_given_away(dataset: Dataset, observations: Observations, issued: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The small counts that what was published before and what is published now would tell together.

    None that was published itself. As a rule there are none, since other cells are kept back in time; but what has been
    published cannot be taken back.
    """
    hidden = cells_kept_back(dataset, observations, issued)
    counts, sums, wholes = _table(dataset, observations) if hidden else ({}, [], {})
    unknown = [cell for cell in hidden if issued.get(cell) != counts[cell]]
    told = given_away(counts, sums, unknown, dataset.suppress, wholes) if unknown else ()
    return tuple(cell for cell in told if is_small(counts[cell], dataset.suppress, dataset.suppress_nought))


def cells_published(provenance: bytes) -> dict[str, Decimal]:
    """The cells whose values an issued document gave away by its provenance: those that it printed or computed from."""
    found: dict[str, Decimal] = {}
    try:
        for figure in json.loads(provenance)["figures"]:
            cells = [(cell["id"], cell["value"]) for cell in figure["cells"]]
            for id, value in (*cells, (figure["figure"], figure["exact"])):
                if _ID.fullmatch(id) and _NUMBER.fullmatch(value):
                    found[id] = Decimal(value)
    except (ValueError, KeyError, TypeError):
        return found  # no provenance of ours
    return found


def _table(dataset: Dataset, observations: Observations) -> tuple[dict[str, Decimal], list[Sum], dict[str, str]]:
    """All counts by their cells, every sum among them, and for the cells that are shares what they are shares of."""
    periods = _periods(dataset, observations)
    counts = _counts(dataset, observations, periods)
    sums = [*_of_series(dataset, periods, counts), *_of_periods(dataset, periods, counts)]
    wholes = dict(_shares(dataset, periods, counts))
    for whole, parts in _makings(wholes).items():
        if len(parts) > 1 and sum(counts[part] for part in parts) == counts[whole]:
            sums.append(Sum(whole, parts))
    return counts, list(dict.fromkeys(sums)), wholes


def is_count(series: Series) -> bool:
    """Whether a series counts, so that a small value may tell of somebody."""
    a_rate = " per " in series.unit
    return not series.survey and not series.ratio and not a_rate and not series.unit.startswith(_NO_COUNTS)


def _cell(series: str, period: Period) -> str:
    return f"{series}@{period.written}"


def _periods(dataset: Dataset, observations: Observations) -> tuple[Period, ...]:
    found = {
        cell.period.written: cell.period for name in dataset.series for cell in observations.get(name, {}).values()
    }
    return tuple(sorted(found.values(), key=lambda period: period.order))


def _counts(dataset: Dataset, observations: Observations, periods: tuple[Period, ...]) -> dict[str, Decimal]:
    """Every count that is printed or can be computed."""
    values = {
        _cell(series.id, period): computed(dataset, observations, series, period)
        for period in periods
        for series in dataset.series.values()
        if is_count(series)
    }
    return {cell: value for cell, value in values.items() if value is not None}


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


def _of_series(dataset: Dataset, periods: tuple[Period, ...], counts: Mapping[str, Decimal]) -> Iterator[Sum]:
    """Totals and differences within a period; a difference and what is taken off make up the whole."""
    for series in dataset.series.values():
        for period in periods:
            cell, parts = _cell(series.id, period), tuple(_cell(part, period) for part in series.parts)
            if parts and cell in counts and all(part in counts for part in parts):
                yield Sum(parts[0], (parts[1], cell)) if series.difference_of else Sum(cell, parts)


def _of_periods(dataset: Dataset, periods: tuple[Period, ...], counts: Mapping[str, Decimal]) -> Iterator[Sum]:
    """Periods of one form that make up a longer one, day for day, where their counts make up its count."""
    forms = dict.fromkeys(period.form for period in periods if period.form not in (Form.DAY, Form.UNDATED))
    for whole in periods:
        for form in forms if len(forms) > 1 else ():
            parts = _laid_out(whole, [period for period in periods if period.form is form and period is not whole])
            for name in dataset.series if parts else ():
                cell, cells = _cell(name, whole), tuple(_cell(name, part) for part in parts)
                known = cell in counts and all(each in counts for each in cells)
                if known and counts[cell] == sum(counts[each] for each in cells):
                    yield Sum(cell, cells)


def _laid_out(whole: Period, periods: list[Period]) -> tuple[Period, ...]:
    """The periods that fill another from its first day to its last, without a gap; none where they do not."""
    if whole.start is None or whole.end is None:
        return ()
    inside = [
        each for each in periods if each.start and each.end and whole.start <= each.start and each.end <= whole.end
    ]
    filled = sum(each.days or 0 for each in inside) == whole.days
    apart = all(one.end and other.start and one.end < other.start for one, other in pairwise(inside))
    return tuple(inside) if inside and filled and apart else ()


def _shares(dataset: Dataset, periods: tuple[Period, ...], counts: Mapping[str, Decimal]) -> Iterator[tuple[str, str]]:
    """Each count beside the one that it is printed as a share of."""
    for series in dataset.series.values():
        for period in periods if series.share_of else ():
            part, whole = _cell(series.id, period), _cell(series.share_of, period)
            if part in counts and whole in counts and counts[part] <= counts[whole]:
                yield part, whole


def _makings(wholes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The parts of each whole."""
    found: dict[str, list[str]] = {}
    for part, whole in wholes.items():
        found.setdefault(whole, []).append(part)
    return {whole: tuple(parts) for whole, parts in found.items()}
