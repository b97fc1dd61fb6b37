"""From the values of series side by side to pairs of cells that were changed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import log

from pcpgen.figures.plausible import MANY, Spread, common_spread, distance, spread

ODD = 2.5  # spreads from its own median at which a value may be another's
AT_HOME = 2.0  # and within which it lies in the other series
BETTER = 3  # times nearer there than here
LEAST = 20  # below it two counts are easily each other's
LEAST_STEP = 0.5  # the least change, as a logarithm, of each of two series that have two values only
BETTER_OF_TWO = 4
FEW = 9  # rows from which what two columns held before the newest tells them apart

Column = Sequence[float]
Pair = tuple[int, int, int]  # two columns, and the row


def swapped(columns: Sequence[Column], ordered: Sequence[Column], counts: bool) -> Iterator[Pair]:
    """Two columns and the row in which each holds what fits the other far better.

    All columns are of one length, none has a value under nought; `ordered` are their values in ascending order.
    """
    if len(columns) < 2 or len(columns[0]) < 2:
        return
    if len(columns[0]) == 2:
        yield from _of_two(columns)
        return
    newest = list(_newest(columns))
    yield from newest
    known = [spread(each) for each in ordered]
    common = common_spread([each.of_logs for each in known])
    odd = [at for at, column in enumerate(ordered) if _strays(column, known[at], common, counts)]
    for row in range(len(columns[0])) if len(odd) > 1 else ():
        others = {at: known[at] if len(ordered[at]) >= MANY else _without(columns[at], row) for at in odd}
        away = {at: distance(columns[at][row], others[at], common, counts) for at in odd if columns[at][row] >= LEAST}
        high = [at for at, far in away.items() if far >= ODD]
        low = [at for at, far in away.items() if far <= -ODD]
        for one, other in product(high, low):
            here = abs(distance(columns[other][row], others[one], common, counts))
            there = abs(distance(columns[one][row], others[other], common, counts))
            fits = here <= min(AT_HOME, away[one] / BETTER) and there <= min(AT_HOME, -away[other] / BETTER)
            if fits and (one, other, row) not in newest:
                yield one, other, row


def _newest(columns: Sequence[Column]) -> Iterator[Pair]:
    """The same of the newest row, where no value of the one column was ever as high as any of the other."""
    if len(columns[0]) < FEW:
        return
    ranges = [(min(column[:-1]), max(column[:-1])) for column in columns]
    above = [at for at, column in enumerate(columns) if column[-1] > ranges[at][1]]
    below = [at for at, column in enumerate(columns) if LEAST <= column[-1] < ranges[at][0]]
    for one, other in product(above, below):
        (least, most), (low, high) = ranges[other], ranges[one]
        if high < least and low <= columns[other][-1] <= high and least <= columns[one][-1] <= most:
            yield one, other, len(columns[0]) - 1


def _strays(ordered: Column, known: Spread, common: float, counts: bool) -> bool:
    """Whether a column has any value that may be another's; the quick look, by its least and its most."""
    if ordered[-1] < LEAST or ordered[-1] < 1.2 * ordered[0]:
        return False
    if len(ordered) < MANY:
        return True
    return any(abs(distance(value, known, common, counts)) >= ODD for value in (ordered[0], ordered[-1]))


def _without(column: Column, row: int) -> Spread:
    """Where a column's values lie but for that of a row; among many, one moves little."""
    return spread(sorted((*column[:row], *column[row + 1 :])))


def _of_two(columns: Sequence[Column]) -> Iterator[Pair]:
    """The same where each column has two values only: both leap, to where the other was."""
    steps = [log(column[1] / column[0]) if min(column) >= LEAST else 0.0 for column in columns]
    leaping = [at for at, step in enumerate(steps) if abs(step) >= LEAST_STEP]
    for one, other in combinations(leaping, 2):
        if steps[one] * steps[other] < 0:
            crossed = log(columns[other][1] / columns[one][0]), log(columns[one][1] / columns[other][0])
            if all(BETTER_OF_TWO * abs(to) < abs(steps[at]) for to, at in zip(crossed, (one, other), strict=True)):
                yield one, other, 1
