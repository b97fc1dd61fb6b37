"""From a run of values to an XmR chart: mean, natural process limits, and the points that chance does not explain.

Values come oldest first, one for each of consecutive periods of one length. Rolling sums must never come here: each
shares eleven months with the next, so that limits would lie far too close. Nothing is rounded. NHS England, Making Data
Count; Wheeler, Understanding Variation, 1993.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from pcpgen.figures.statistics import Number, Polarity
from pcpgen.values import dataclass

# what a limit is away from the mean, and what a moving range must stay under, in mean moving ranges
LIMIT, SCREEN = Decimal("2.66"), Decimal("3.267")
TRIAL_BELOW = 13  # points; limits from fewer are trial limits
RUN = 7  # points in a row on one side of the mean, or rising, or falling

Rule = Literal["outside", "shift", "trend", "near"]
Side = Literal["high", "low"]  # of a trend: rising or falling
Assurance = Literal["meets it", "misses it", "may meet or miss it by chance"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a segment's points may be expected to stay within while nothing changes, in the unit of the values.

    `average_range` is the mean moving range without those left out. `lower` may fall under nought, as no count can.
    """

    average_range: Decimal
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with a mean and limits of its own: from a break or a recalculation up to the next.

    `first` and `last` are positions in the values, both within it. A single point has no limits.
    """

    first: int
    last: int
    mean: Decimal
    limits: Limits | None

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    @property
    def trial(self) -> bool:
        """Whether the limits come from so few points that they may still move."""
        return self.size < TRIAL_BELOW


@dataclass(frozen=True, slots=True)
class Signal:
    """A special cause: the rule that found it, its side, and the position of every point that it flags, in order.

    outside: a point beyond a limit. shift: seven or more in a row on one side of the mean. trend: seven or more, each
    above (or below) the one before. near: two of three in the outer third of the way to a limit, on one side.
    """

    rule: Rule
    side: Side
    points: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.points[0]

    @property
    def last(self) -> int:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Xmr:
    """The values, their segments from the oldest to the newest, and all signals by their first point."""

    values: tuple[Decimal, ...]
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]

    @property
    def now(self) -> Segment:
        """The segment that the newest value belongs to."""
        return self.segments[-1]

    @property
    def flagged(self) -> frozenset[int]:
        """The positions that any rule flags."""
        return frozenset(point for signal in self.signals for point in signal.points)

    @property
    def latest(self) -> tuple[Signal, ...]:
        """The signals that the newest value takes part in."""
        return tuple(signal for signal in self.signals if signal.last == len(self.values) - 1)


def xmr(values: Sequence[Number], begins: Sequence[int] = ()) -> Xmr:
    """The chart of values, whose mean and limits are set anew at each position in `begins`; no rule looks across one.

    Raises ValueError where there is no value, or a position lies outside the values or out of order.
    """
    exact = tuple(Decimal(value) for value in values)
    edges = [0, *begins, len(exact)]
    if not exact or any(one >= other for one, other in pairwise(edges)):
        raise ValueError(f"{len(exact)} values cannot be cut at {list(begins)}")
    segments = tuple(_segment(exact, first, after - 1) for first, after in pairwise(edges))
    signals = [signal for segment in segments for signal in _signals(exact, segment)]
    return Xmr(exact, segments, tuple(sorted(signals, key=lambda each: (each.first, each.rule, each.side))))


def moving_ranges(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """How far each value lies from the one before."""
    return tuple(abs(value - before) for before, value in pairwise(values))


def assurance(chart: Xmr, target: Number, good: Polarity) -> Assurance | None:
    """Whether the process as it runs now can be relied on for a target that the plan sets, in the values' unit.

    It meets the target where its limits lie on the good side of it, the target itself included, and misses it where
    they lie on the other. None where nothing can be told: trial limits, or no good direction.
    """
    limits = chart.now.limits
    if limits is None or chart.now.trial or good == "none":
        return None
    worst, best = (limits.lower, limits.upper) if good == "up" else (-limits.upper, -limits.lower)
    wanted = Decimal(target) if good == "up" else -Decimal(target)
    if worst >= wanted:
        return "meets it"
    return "misses it" if best < wanted else "may meet or miss it by chance"


def _segment(values: Sequence[Decimal], first: int, last: int) -> Segment:
    own = values[first : last + 1]
    mean = sum(own, Decimal(0)) / len(own)
    return Segment(first, last, mean, _limits(mean, moving_ranges(own)) if len(own) > 1 else None)


def _limits(mean: Decimal, ranges: Sequence[Decimal]) -> Limits:
    """Ranges from the screen on are left out, once, so that one leap does not widen the limits that should show it."""
    average = sum(ranges, Decimal(0)) / len(ranges)
    kept = [each for each in ranges if each < SCREEN * average] or ranges  # all are nought where no value differs
    average = sum(kept, Decimal(0)) / len(kept)
    return Limits(average, mean - LIMIT * average, mean + LIMIT * average)


def _signals(values: Sequence[Decimal], segment: Segment) -> list[Signal]:
    found: list[Signal] = []
    at = range(segment.first, segment.last + 1)
    sides: tuple[tuple[Side, int], ...] = (("high", 1), ("low", -1))
    for side, sign in sides:
        above = {point: sign * (values[point] - segment.mean) for point in at}
        found += [Signal("shift", side, run) for run in _runs([point for point in at if above[point] > 0])]
        found += [Signal("trend", side, run) for run in _climbs(values, segment, sign)]
        if segment.limits:
            reach = LIMIT * segment.limits.average_range
            found += [Signal("outside", side, (point,)) for point in at if above[point] > reach]
            outer = [point for point in at if 3 * above[point] > 2 * reach and above[point] <= reach]
            found += [Signal("near", side, points) for points in _close(outer)]
    return found


def _runs(points: Sequence[int]) -> list[tuple[int, ...]]:
    """The stretches of seven or more neighbours."""
    return [stretch for stretch in _stretches(points, 1) if len(stretch) >= RUN]


def _close(points: Sequence[int]) -> list[tuple[int, ...]]:
    """The stretches in which each stands with the next among three in a row."""
    return [stretch for stretch in _stretches(points, 2) if len(stretch) > 1]


def _climbs(values: Sequence[Decimal], segment: Segment, sign: int) -> list[tuple[int, ...]]:
    """The stretches of seven or more of which each is higher than the one before, or lower; a tie ends one."""
    steps = [at for at in range(segment.first + 1, segment.last + 1) if sign * (values[at] - values[at - 1]) > 0]
    return [(stretch[0] - 1, *stretch) for stretch in _stretches(steps, 1) if len(stretch) + 1 >= RUN]


def _stretches(points: Sequence[int], reach: int) -> list[tuple[int, ...]]:
    """Ascending positions parted wherever the next is further away than `reach`."""
    found: list[list[int]] = []
    for point in points:
        if found and point - found[-1][-1] <= reach:
            found[-1].append(point)
        else:
            found.append([point])
    return [tuple(stretch) for stretch in found]
