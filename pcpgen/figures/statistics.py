"""From counts and survey answers to changes, shares, rolling years, intervals, tests, verdicts and suppression.

Nothing is rounded here: `rounded` does it once, at display. Percentages run from 0 to 100, proportions from 0 to 1;
intervals are of 95%. None stands for what cannot be told ([x] or [z] in a table); ValueError is raised for numbers that
cannot be what they are called.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from pcpgen.values import dataclass

Number = Decimal | int
Direction = Literal["up", "down", "level"]
Polarity = Literal["up", "down", "none"]  # the direction that is good
Position = Literal["above", "below", "no clear difference"]
Verdict = Literal["better", "worse", "no clear change", "up, neither good nor bad", "down, neither good nor bad"]

Z = Decimal("1.959964")  # what a normal variable stays within 95% of the time, in standard deviations
TAIL = Decimal("0.025")  # what is left on either side
MANY = 10**7  # events of two counts, above which the normal approximation says the same
NEGLIGIBLE = 1e-17  # beside a sum of floats, which it no longer changes
EXACT_BELOW = 10  # Byar's approximation starts here


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% confidence interval, both ends within it, in the unit of what it was made for."""

    lower: Decimal
    upper: Decimal

    def times(self, by: Number) -> Interval:
        """The interval in another unit: by 100 from proportions to %, by 1,000 ÷ population from counts to rates.

        Raises ValueError unless `by` is above 0.
        """
        if by <= 0:
            raise ValueError(f"an interval is scaled by a number above 0, not by {by}")
        return Interval(self.lower * by, self.upper * by)


@dataclass(frozen=True, slots=True)
class Test:
    """A test of no difference: the statistic, and the two-sided chance of one at least as far from 0 (0 to 1)."""

    statistic: Decimal
    p: Decimal


def change(current: Number, base: Number) -> Decimal | None:
    """The change from `base` (the earlier) to `current` in %: 100 (c − b) ÷ b, from unrounded counts.

    None ([z]) where the base is 0 or less. Percentages are compared by `points`, never by this.
    """
    return Decimal(100) * (current - base) / base if base > 0 else None


def rolling(values: Sequence[Number | None]) -> Decimal | None:
    """The sum of the last 12 of consecutive monthly counts, oldest first; a month without a count is None.

    None ([x]) where fewer than 12 are given or one of the 12 is missing. They must not cross a break in the series.
    """
    months = [value for value in values[-12:] if value is not None]
    return Decimal(sum(months)) if len(months) == 12 else None


def wilson(agreeing: int, asked: int, *, design: Number = 1) -> Interval:
    """Wilson's score interval of the proportion (0 to 1) of `asked` people who are `agreeing`.

    (2x + z² ∓ z √(z² + 4x (1 − x ÷ n))) ÷ 2 (n + z²); a `design` factor, by which a survey's design multiplies the
    standard error, multiplies z. Raises ValueError where nobody was asked, where more agree than were asked, or for a
    factor of 0 or less. Wilson 1927; OHID, technical guidance on proportions.
    """
    estimate = _proportion(agreeing, asked)
    z = Z * _above_nought(design)
    middle, reach = 2 * agreeing + z**2, z * (z**2 + 4 * agreeing * (1 - estimate)).sqrt()
    lower, upper = ((middle + side * reach) / (2 * (asked + z**2)) for side in (-1, 1))
    # of 0 and of all, the last digit may land outside
    return Interval(max(Decimal(0), min(lower, estimate)), min(Decimal(1), max(upper, estimate)))


def byar(count: int) -> Interval:
    """Byar's interval of a count O of independent events, in events; exact Poisson below 10.

    O (1 − 1 ÷ 9O − z ÷ 3√O)³ to P (1 − 1 ÷ 9P + z ÷ 3√P)³, P = O + 1. Raises ValueError for a negative count.
    Breslow and Day 1987; OHID, technical guidance on rates.
    """
    if count < EXACT_BELOW:
        return poisson(count)
    return Interval(_byar(Decimal(count), -Z), _byar(Decimal(count + 1), Z))


def poisson(count: int) -> Interval:
    """The exact interval of a count of independent events, in events.

    From the mean (0 for a count of 0) at which as many or more come by chance 2.5% of the time to the one at which
    as few or fewer do: half the chi-square quantiles of 2O and 2O + 2 degrees of freedom. Raises ValueError for a
    negative count. Garwood 1936.
    """
    _count(count)
    lower = _mean(count - 1, 1 - TAIL) if count else Decimal(0)
    return Interval(lower, _mean(count, TAIL))


def two_surveys(x1: int, n1: int, x2: int, n2: int, *, design: Number = 1) -> Test:
    """Whether x1 agreeing of n1 asked differ from x2 of n2, independent samples: z, positive where the first is higher.

    z = (p1 − p2) ÷ √(p (1 − p) (1 ÷ n1 + 1 ÷ n2)), p pooled; a `design` factor multiplies the standard error. Where all
    or none agree in both, z is 0 and p is 1. Raises ValueError as `wilson`. z² is Pearson's chi-square, uncorrected.
    """
    one, other = _proportion(x1, n1), _proportion(x2, n2)
    pooled = _proportion(x1 + x2, n1 + n2)
    error = _above_nought(design) * (pooled * (1 - pooled) * (Decimal(1) / n1 + Decimal(1) / n2)).sqrt()
    z = (one - other) / error if error else Decimal(0)
    # erfc keeps its digits far out, where 2 (1 − NormalDist().cdf) has none left
    return Test(z, _decimal(math.erfc(abs(float(z)) / math.sqrt(2))))


def newcombe(x1: int, n1: int, x2: int, n2: int, *, design: Number = 1) -> Interval:
    """Newcombe's interval of the difference of two proportions p1 − p2 (−1 to 1), independent samples.

    With Wilson's l and u of each: d − √((p1 − l1)² + (u2 − p2)²) to d + √((u1 − p1)² + (p2 − l2)²). Raises ValueError
    as `wilson`, whose `design` factor it takes. Newcombe 1998, Statistics in Medicine 17, 873–890, method 10.
    """
    p1, p2 = _proportion(x1, n1), _proportion(x2, n2)
    one, other = wilson(x1, n1, design=design), wilson(x2, n2, design=design)
    down = ((p1 - one.lower) ** 2 + (other.upper - p2) ** 2).sqrt()
    up = ((one.upper - p1) ** 2 + (p2 - other.lower) ** 2).sqrt()
    return Interval(p1 - p2 - down, p1 - p2 + up)


@cache  # a pure function of two counts, and a comparison is asked for by each paper that shows it
def two_counts(one: int, other: int) -> Decimal:
    """The p (0 to 1) of two counts of rare, independent events in periods alike: the conditional exact binomial test.

    Each of `one` + `other` events falls in either period with chance ½; p sums the splits no likelier than this one, on
    both sides. Two noughts give 1; what is under 1e-300 is 0. Of more than ten million the normal
    approximation, corrected for continuity, says the same without a step for each. Raises ValueError for a negative
    count. Przyborowski and Wilenski 1940.
    """
    both, more = _count(one) + _count(other), max(one, other)
    if both > MANY:
        return _decimal(math.erfc(max(0, 2 * more - both - 1) / math.sqrt(2 * both)))
    # the splits from the middle outward, on one side, each relative to the middle one; the other side is alike
    at, weight, tail, whole = (both + 1) // 2, 1.0, 0.0, 0.0
    share = 0.5 if 2 * at == both else 1.0  # one in the middle is on both sides
    left, right = float(both - at), float(at + 1)  # as floats, which divide in a third of the time
    for _ in range(more - at):
        if weight <= 1e-300:
            break
        whole += share
        share = weight = weight * (left / right)
        left, right = left - 1, right + 1
    while weight > 1e-300:
        whole, tail = whole + share, tail + share
        share = weight = weight * (left / right)
        left, right = left - 1, right + 1
        if weight < 2 * tail * NEGLIGIBLE:
            break
    return _decimal(tail / whole)


def against(interval: Interval, comparator: Number) -> Position:
    """Where what the interval was made for lies against a number in the interval's unit, taken as certain itself.

    No clear difference where the interval holds the comparator, its ends included. OHID, technical guidance.
    """
    if interval.lower > comparator:
        return "above"
    return "below" if interval.upper < comparator else "no clear difference"


def verdict(direction: Direction, good: Polarity, clear: bool) -> Verdict:
    """What a tested change means: its direction, the direction that is `good`, and whether the change is clear.

    Only for what was tested: an untested change has no verdict, not an unclear one.
    """
    if not clear or direction == "level":
        return "no clear change"
    if good == "none":
        return "up, neither good nor bad" if direction == "up" else "down, neither good nor bad"
    return "better" if direction == good else "worse"


def _count(count: int) -> int:
    if count < 0:
        raise ValueError(f"{count} is no count")
    return count


def _proportion(agreeing: int, asked: int) -> Decimal:
    if not 0 <= agreeing <= asked or asked == 0:
        raise ValueError(f"{agreeing} cannot agree of {asked} asked")
    return Decimal(agreeing) / asked


def _above_nought(design: Number) -> Number:
    if design <= 0:
        raise ValueError(f"a design factor is above 0, not {design}")
    return design


def _byar(count: Decimal, z: Decimal) -> Decimal:
    return count * (1 - 1 / (9 * count) + z / (3 * count.sqrt())) ** 3


def _mean(count: int, chance: Decimal) -> Decimal:
    """The Poisson mean at which `count` or fewer come about with this chance, by halving down to 18 digits."""
    low, high = Decimal(0), Decimal(2 * count + 10)
    for _ in range(64):
        mean = (low + high) / 2
        low, high = (mean, high) if _at_most(count, mean) > chance else (low, mean)
    return (low + high) / 2


def _at_most(count: int, mean: Decimal) -> Decimal:
    """The Poisson chance of `count` or fewer: e^−m (1 + m (1 + m/2 (1 + m/3 …)))."""
    terms = Decimal(1)
    for at in range(count, 0, -1):
        terms = 1 + terms * mean / at
    return terms * (-mean).exp()


def _decimal(value: float) -> Decimal:
    """A float by its shortest digits."""
    return Decimal(str(value))
