"""From a series' values to those that the others make unlikely: by the median and the spread of their logarithms.

The limits are measured on published figures: crimes by force, group and quarter, outcomes by district, type and month,
and the plan's own tables hold nothing that lies beyond them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import exp, log, sqrt
from typing import NamedTuple

from pcpgen.figures.xmr import xmr

FAR = 6.0  # spreads from the median at which a value is unlikely
FAR_OF_MANY = 4.5  # the same where twelve values or more tell how far they spread
FAR_OF_FEW = 4.0  # the same where it is larger than few others by far
RATIO = 1.7  # and at least so many times the median, or so many times less
RATIO_OF_FEW = 2.5  # the same where no other series tells how far values spread
RATIO_OF_THREE = 4.0  # of three values alone
RATIO_OF_TWO = 5.0  # of two
MANY = 12  # values from which quartiles tell the spread, and natural process limits are asked too
LEAST_SPREAD = 0.05
NOUGHT = 0.5  # what a count of nought weighs, since it has no logarithm
CHANCE = 3.0  # how much more than a Poisson count's own variance counts vary
LEAST_OF_TWO = 50  # a count below it may be five times another
LEAST_COUNT = 5  # a usual count below it says little of how high the next may be


class Spread(NamedTuple):
    """Where values lie: their median, and how far the logarithms of half of them lie around it, as a deviation."""

    middle: float
    of_logs: float


def spread(ordered: Sequence[float]) -> Spread:
    """The spread of values in ascending order, two at least; a count of nought weighs as half a one."""
    count, middle = len(ordered), _middle(ordered)
    if count < MANY:
        return Spread(middle or NOUGHT, log(ordered[-1] / (ordered[0] or NOUGHT) or 1) / 2)
    lower, upper = ordered[count // 4] or NOUGHT, ordered[-1 - count // 4] or NOUGHT
    return Spread(middle or NOUGHT, log(upper / lower) / 1.349)


def _middle(ordered: Sequence[float]) -> float:
    """The median; the library's `statistics` takes longer to load than all that is asked of it here."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def distance(value: float, known: Spread, common: float, counts: bool) -> float:
    """How many spreads a value lies from the median, with its sign; `common` is that of other series."""
    of_logs, value = max(known.of_logs, common, LEAST_SPREAD), value or NOUGHT
    expected = sqrt(value * known.middle) if value > known.middle >= LEAST_COUNT else known.middle
    chance = CHANCE / expected if counts else 0.0
    return log(value / known.middle) / sqrt(of_logs * of_logs + chance)


def unlikely(values: Sequence[float], ordered: Sequence[float], common: float = 0.0, counts: bool = True) -> list[int]:
    """The positions of values that lie far outside what the others make likely; none is under nought.

    `ordered` are the values in ascending order. `common` is how far those of other series of the kind spread, nought
    where there are too few.
    """
    least, most = ordered[0], ordered[-1]
    if len(values) < 2 or most < RATIO * least:
        return []
    if len(values) == 2:
        apart = most >= RATIO_OF_TWO * (least or NOUGHT) and (most >= LEAST_OF_TWO or not counts)
        return [1] if apart else []
    if len(values) < MANY:
        return [at for at in range(len(values)) if _unlike_others(values, at, common, counts)]
    return _outside(values, ordered, common, counts)


def _unlike_others(values: Sequence[float], at: int, common: float, counts: bool) -> bool:
    """Whether one of a few values is unlikely by all the others."""
    rest = sorted((*values[:at], *values[at + 1 :]))
    others = spread(rest)
    least = RATIO_OF_THREE if len(values) == 3 else RATIO if common and counts else RATIO_OF_FEW
    times = values[at] / others.middle
    if 1 / least < times < least:
        return False
    if values[at] >= max(RATIO_OF_TWO * rest[-1], LEAST_OF_TWO):
        return True
    far = FAR_OF_FEW if times >= RATIO_OF_FEW else FAR
    return abs(distance(values[at], others, common, counts)) >= far


def _outside(values: Sequence[float], ordered: Sequence[float], common: float, counts: bool) -> list[int]:
    """Those of many that are unlikely by their quartiles and lie outside the natural process limits too."""
    known = spread(ordered)
    reach = exp(max(log(RATIO), FAR_OF_MANY * max(known.of_logs, common, LEAST_SPREAD)))
    lower, upper = ordered[len(ordered) // 4], ordered[-1 - len(ordered) // 4]
    fence = 1.5 * (upper - lower)
    low, high = min(known.middle / reach, lower - fence), max(known.middle * reach, upper + fence)
    if low < ordered[0] and ordered[-1] < high:
        return []
    far = [at for at, value in enumerate(values) if not low < value < high]
    seldom = counts and known.middle < LEAST_COUNT  # else the quartiles hold what chance does
    away = {at: distance(values[at], known, common, seldom) for at in far}
    far = [at for at in far if abs(away[at]) >= FAR_OF_MANY and not _goes_on(values, at, away[at], known, common)]
    if not far:
        return []
    limits = xmr([Decimal(value) for value in values]).now.limits
    assert limits is not None
    return [at for at in far if not limits.lower <= values[at] <= limits.upper]


def _goes_on(values: Sequence[float], at: int, away: float, known: Spread, common: float) -> bool:
    """Whether the value before or after lies out on the same side: what lasts is no slip."""
    beside = [values[each] for each in (at - 1, at + 1) if 0 <= each < len(values)]
    return any(2 * distance(value, known, common, False) * (1 if away > 0 else -1) > abs(away) for value in beside)


def common_spread(spreads: Sequence[float]) -> float:
    """How far values of a kind spread, by many series; nought where they are too few to tell."""
    return _middle(sorted(spreads)) if len(spreads) >= 8 else 0.0
