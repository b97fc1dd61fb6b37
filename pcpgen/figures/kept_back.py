"""From the datasets that belong together to the cells that are not published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pcpgen.figures.counts import joined, small_of, table_of
from pcpgen.figures.disclosure import given_away_of, kept_back_of
from pcpgen.model.data import Dataset, Observations
from pcpgen.patterns import pattern

_ID = pattern(r"[a-z0-9-]+\.[a-z0-9-]+@.+")
_NUMBER = pattern(r"-?[0-9]+(\.[0-9]+)?")
NONE: Mapping[str, Decimal] = {}


def cells_kept_back(
    datasets: Mapping[str, Dataset], name: str, observations: Observations, issued: Mapping[str, Decimal] = NONE
) -> dict[str, frozenset[str]]:
    """The cells that stay unpublished, by id ("complaints.cases@2018/19"), of a dataset and each that belongs to it.

    What is reckoned with: totals and differences of series, printed, computed or found; periods that are sums of each
    other, overlapping ones too; series that are shares of another, which are no larger than it, or make it up; what is
    the same in two datasets; a percentage with its base. `issued` are cells that were published before: as far as they
    are still the same, no cell hides behind them. The strictest threshold of the datasets is that of all.
    """
    group = joined(datasets, name)
    small = {cell for dataset in group for cell in small_of(dataset, observations)}
    threshold = max(dataset.suppress for dataset in group)
    hidden = frozenset(small)
    if small and threshold:
        table = table_of(group, observations)
        known = [cell for cell, value in issued.items() if table.counts.get(cell) == value]
        hidden |= kept_back_of(replace(table, known=known), small, threshold)
    return {each.id: frozenset(cell for cell in hidden if _of(cell) == each.id) for each in group}


def cells_given_away(
    datasets: Mapping[str, Dataset], name: str, observations: Observations, issued: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """The small counts of a dataset that what was published before and what is published now would tell together.

    None that was published itself. As a rule there are none, since other cells are kept back in time; but what has been
    published cannot be taken back.
    """
    by_dataset = cells_kept_back(datasets, name, observations, issued)
    if not any(by_dataset.values()):
        return ()
    group = joined(datasets, name)
    table = table_of(group, observations)
    hidden = {
        cell
        for cells in by_dataset.values()
        for cell in cells
        if cell not in issued or issued[cell] != table.counts.get(cell)
    }
    told = given_away_of(table, hidden, max(dataset.suppress for dataset in group))
    small = small_of(datasets[name], observations)
    return tuple(cell for cell in told if cell in small)


def _of(cell: str) -> str:
    """The dataset of a cell."""
    return cell.partition(".")[0]


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
