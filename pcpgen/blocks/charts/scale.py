"""From values and periods to scales: round ticks and their words, places on the axis of time, which labels fit.

Lengths are points; a value's place runs from the top.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pcpgen import fonts
from pcpgen.blocks.charts.labels import SMALL, text
from pcpgen.blocks.colour import SLATE
from pcpgen.blocks.wording import money
from pcpgen.document.drawing import Label
from pcpgen.figures.figure import Figure, places
from pcpgen.model.period import Form, Period
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


def nice_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round ticks around the values: steps of 1, 2 or 5 times a power of ten; from nought where that is near."""
    if low >= 0 and low < 0.4 * high:
        low = 0
    span = high - low
    if span <= 1e-6 * max(abs(low), abs(high)):  # all but one value: an axis of that size around it
        span = max(abs(high), 1)
    power = 10 ** math.floor(math.log10(span / most))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if span / (factor * power) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * number, 10) for number in range(first, max(last, first + 1) + 1))


def tick_words(ticks: Sequence[float], like: Figure, unit: str = "") -> list[str]:
    """Each tick with its unit, all with as many decimals: £130m, £135m."""
    exact = [Decimal(repr(tick)).normalize() for tick in ticks]
    decimals = max(places(each) for each in exact)
    unit = unit or like.unit
    return [money(Figure("tick", each, unit, None, like.period, "tick", ()), unit, decimals) for each in exact]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight way from values to places: `least` lies at `start`, `most` at `end`."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return round(self.start + (self.end - self.start) * (value - self.least) / (self.most - self.least), 2)


def foot_words(x: Scale, ticks: Sequence[float], words: Sequence[str], y: float) -> list[Label]:
    """The ticks' words under a scale that runs across, every one, or every second, third … as they fit."""
    wide = [fonts.width(each, SMALL) for each in words]
    apart = (x(ticks[1]) - x(ticks[0])) if len(ticks) > 1 else x.end
    every = next(each for each in range(1, len(ticks) + 1) if each * apart >= max(wide) + 8 or each == len(ticks))
    return [
        text(x(tick) - each / 2, y, word, SLATE, size=SMALL)
        for tick, word, each in list(zip(ticks, words, wide, strict=True))[::every]
    ]


def moments(periods: Sequence[Period]) -> tuple[tuple[float, ...], frozenset[int]]:
    """Where periods stand in time, from 0 to 1, oldest first; and after which of them one or more are missing.

    Months, quarters and years stand in step; periods of any other kind, or of several, one after the other.
    """
    steps = [_step(period) for period in periods]
    if len({period.form for period in periods}) > 1 or None in steps:
        steps = list(range(len(periods)))
    at = [step for step in steps if step is not None]
    if len(at) < 2 or at[-1] == at[0]:
        return (0.5,) * len(periods), frozenset()
    apart = [after - before for before, after in pairwise(at)]
    usual = min(apart)
    gaps = frozenset(number for number, each in enumerate(apart) if each > usual) if usual > 0 else frozenset()
    return tuple((each - at[0]) / (at[-1] - at[0]) for each in at), gaps


def times(periods: Sequence[Period]) -> tuple[float, ...]:
    """Where periods of any kind end in time, from 0 to 1, oldest first; of no known time, one after the other."""
    ends = [period.order[0].toordinal() for period in periods]
    if len(set(ends)) < len(ends):
        ends = list(range(len(ends)))
    return tuple((end - ends[0]) / ((ends[-1] - ends[0]) or 1) for end in ends)


def _step(period: Period) -> int | None:
    """The number of a month, quarter or year among all of its form; None where periods of the form keep no step."""
    day, _ = period.order
    match period.form:
        case Form.MONTH | Form.YEAR_ENDING:
            return 12 * day.year + day.month
        case Form.QUARTER:
            return 4 * day.year + day.month // 3
        case Form.CALENDAR_YEAR | Form.FINANCIAL_YEAR:
            return day.year
        case _:
            return None


def short(say: Catalogue, period: Period) -> str:
    """A period as the foot of a chart names it: "Jan 2019", "Jan–Mar 2019", else its words."""
    if period.form is Form.MONTH and period.start:
        return say.text("period.month", month=say.month_short(period.start.month), year=period.start.year)
    if period.form is Form.QUARTER and period.start and period.end:
        first, last = say.month_short(period.start.month), say.month_short(period.end.month)
        return say.text("period.short-quarter", first=first, last=last, year=period.end.year)
    if period.form is Form.DAY and period.start:
        month = say.month_short(period.start.month)
        return say.text("period.day", day=period.start.day, month=month, year=period.start.year)
    return period_words(say, period)


def feet(
    say: Catalogue, periods: Sequence[Period], at: Sequence[float], y: float, left: float, right: float
) -> list[Label]:
    """The periods under their points, within left and right: the newest, the oldest, then as many as fit between.

    Between months and quarters stands the first of each year only.
    """
    placed: list[tuple[float, float, int]] = []  # left and right end, number
    middle = list(range(1, len(periods) - 1))
    if periods[0].form in (Form.MONTH, Form.QUARTER):
        middle = [number for number in middle if periods[number].order[1].month == 1] or middle
    for number in dict.fromkeys((len(periods) - 1, 0, *middle)):
        wide = fonts.width(short(say, periods[number]), SMALL)
        start = max(left, min(right - wide, at[number] - wide / 2))
        if wide <= right - left and all(start > other[1] + 10 or start + wide < other[0] - 10 for other in placed):
            placed.append((start, start + wide, number))
    return [text(start, y, short(say, periods[number]), SLATE, size=SMALL) for start, _, number in sorted(placed)]
