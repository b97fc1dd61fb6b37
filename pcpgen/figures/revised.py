"""From a revision to what its cell held before and since, as far as it may be published."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.figures.counts import is_count
from pcpgen.figures.data import Data, kept_back
from pcpgen.figures.disclosure import is_small
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Revision, Series, Value


def held(data: Data, series: Series, revision: Revision) -> tuple[Figure, Figure]:
    """What the cell held before and since.

    What is kept back now is kept back here, and so is a count too small to publish, however long ago it was.
    """
    hidden = f"{series.id}@{revision.period}" in data.kept_back(series.id.partition(".")[0])
    old, new = (
        _held(data, series, revision, value, hidden or suppressed)
        for value, suppressed in ((revision.old, revision.was_suppressed), (revision.new, revision.suppressed))
    )
    return old, new


def _held(data: Data, series: Series, revision: Revision, value: Value | None, hidden: bool) -> Figure:
    id, dataset = f"{series.id}@{revision.period}", data.datasets[series.id.partition(".")[0]]
    small = isinstance(value, Decimal) and is_count(series) and is_small(value, dataset.suppress)
    if hidden or small:
        return kept_back(id, series.unit, revision.period)
    return Figure(id, value, series.unit, series.decimals, revision.period, id, ())
