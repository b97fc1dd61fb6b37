"""From consecutive months to the average of the last twelve at each: a course without the seasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise

from pcpgen.figures import statistics
from pcpgen.figures.figure import Figure, flags_of
from pcpgen.model.period import Form

MONTHS = 12


def rolling_means(months: Sequence[Figure], breaks: Collection[int] = ()) -> tuple[Figure, ...]:
    """For each month the mean of the twelve that end with it, in the months' unit; [z] where one is missing.

    None crosses a break: `breaks` are the positions of the first months after one.
    """
    return tuple(_mean(months[max(0, at - MONTHS + 1) : at + 1], _crosses(at, breaks)) for at in range(len(months)))


def consecutive(figures: Sequence[Figure]) -> bool:
    """Whether figures are of months, each the next of the one before."""
    if not figures or any(figure.period.form is not Form.MONTH for figure in figures):
        return False
    numbers = [12 * figure.period.order[0].year + figure.period.order[0].month for figure in figures]
    return all(after - before == 1 for before, after in pairwise(numbers))


def _crosses(at: int, breaks: Collection[int]) -> bool:
    return any(at - MONTHS + 1 < each <= at for each in breaks)


def _mean(last: Sequence[Figure], crossed: bool) -> Figure:
    newest = last[-1]
    id = f"mean-of-12:{newest.id}"
    values = [figure.value if isinstance(figure.value, Decimal) else None for figure in last]
    total = None if crossed else statistics.rolling(values)
    if total is None:
        return Figure(id, None, newest.unit, None, newest.period, id, (), mark="[z]")
    terms = " + ".join(figure.formula for figure in last)
    cells = tuple(dict.fromkeys(cell for figure in last for cell in figure.cells))
    decimals = newest.decimals or 0
    mean = total / MONTHS
    return Figure(id, mean, newest.unit, decimals, newest.period, f"({terms}) ÷ {MONTHS}", cells, flags=flags_of(last))
