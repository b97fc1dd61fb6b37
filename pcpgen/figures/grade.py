"""From an indicator's figure, the range it should be in and its trend to a grade, by the rule of three tiers.

*Exceeds* is beyond the good end of the range without a negative trend. *Meets* is inside the range without one, or
beyond its good end with one. *Below* is short of the range, or inside it with a negative trend. The trend is negative
where the comparison with the base period is clear, chance explaining it less than once in twenty times, and goes the
bad way.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pcpgen.figures.compare import Comparison, compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Cell, Figure
from pcpgen.figures.tested import fixed_headline
from pcpgen.model.data import Dataset
from pcpgen.model.grade import Grading
from pcpgen.rules import Rule
from pcpgen.values import dataclass

NO_GRADE = Rule(
    "no-grade",
    "A grade that its rule cannot give",
    "A grade is worth what it rests on: a good direction, a range, and a trend that was tested.",
    "Give what the rule lacks, or record a judgement with grade:, by: and rationale:.",
)

Tier = Literal["exceeds", "meets", "below"]


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade of a day with what it rests on: of a rule the comparison, its trend and the ends of the range."""

    grading: Grading
    step: str
    comparison: Comparison | None = None
    negative: bool = False
    low: Figure | None = None
    high: Figure | None = None


def three_tiers(value: Decimal, low: Decimal, high: Decimal, good: Literal["up", "down"], negative: bool) -> Tier:
    """The tier of a value in a range, both ends inside it; `negative` says whether it clearly goes the bad way."""
    if good == "down":
        value, low, high = -value, -high, -low
    if value > high:
        return "meets" if negative else "exceeds"
    return "below" if value < low or negative else "meets"


def graded(data: Data, dataset: Dataset, grading: Grading) -> Graded:
    """What a grade comes to, from what was known on its day, and by the day of the data.

    Raises Refusal where the rule cannot be used: neither way is good, nothing was known by then, or the figure cannot
    be compared and tested, so that its trend is unknown.
    """
    if grading.step is not None:
        return Graded(grading, grading.step.value)
    if dataset.good not in ("up", "down"):
        raise Refusal(NO_GRADE, f"{dataset.id} has no good direction, so that no rule can grade it")
    if grading.low is None or grading.high is None:
        raise Refusal(NO_GRADE, f"{dataset.id} has no range")
    known = data.at(min(grading.date, data.as_at or grading.date))
    series = fixed_headline(dataset)
    try:
        comparison = compare(known, series.id)
    except Refusal as refused:
        raise Refusal(NO_GRADE, f"the trend of {series.id} on {grading.date} is unknown: {refused.message}") from None
    if comparison.clear is None:
        raise Refusal(NO_GRADE, f"the change of {series.id} on {grading.date} cannot be tested")
    value = comparison.current.value
    assert isinstance(value, Decimal)
    good: Literal["up", "down"] = "up" if dataset.good == "up" else "down"
    negative = comparison.clear and comparison.direction not in (good, "level")
    step = three_tiers(value, grading.low, grading.high, good, negative)
    low, high = (_end(grading, which, comparison.current) for which in ("low", "high"))
    return Graded(grading, step, comparison, negative, low, high)


def _end(grading: Grading, which: str, like: Figure) -> Figure:
    """An end of the range as a figure that traces to the entry."""
    value = grading.low if which == "low" else grading.high
    id = f"range-{which}:{like.id}"
    cell = Cell(grading.place, id, f"{value:f}" if value is not None else "")
    return Figure(id, value, like.unit, None, like.period, id, (cell,))
