"""From an expression in a sentence to what its figure speaks of: series, periods, and which way it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from pcpgen.figures.compare import Comparison, compare_claimed
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure
from pcpgen.model.period import Period
from pcpgen.problems import Problem
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.tree import Expression
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A figure as a sentence has it. `change` is by how many per cent it went up, for what tells of a change."""

    at: int
    expression: Expression
    series: str  # that it is of, the first where it is made of several
    periods: tuple[Period, ...]  # the current one first
    figure: Figure
    change: Decimal | None = None
    clear: bool | None = None  # whether chance hardly explains the change; None where nobody tested it
    small: bool = False  # whether the change is in numbers and no percentage

    @property
    def dated(self) -> tuple[Period, ...]:
        return tuple(each for each in self.periods if each.start or each.end)


def spoken(at: int, expression: Expression, data: Data) -> Spoken | None:
    """What an expression speaks of; None where there is no figure, or none that can be given."""
    if expression.name not in GIVE_FIGURES:
        return None
    found = evaluate(expression, data)
    if found is None or isinstance(found, Problem):
        return None
    name = str(expression.arguments[0])
    if isinstance(found, Comparison):
        periods = found.current.period, found.base.period
        moved = _moved(found.current, found.base)
        return Spoken(at, expression, name, periods, found.change, moved, found.clear, found.small_base)
    if expression.name == "percent_change":
        earlier = data.figure(name, str(expression.arguments[1])).period
        moved = found.value if isinstance(found.value, Decimal) else None
        return Spoken(at, expression, name, (found.period, earlier), found, moved)
    return Spoken(at, expression, name, (found.period, *_others(expression, data)), found)


def _others(expression: Expression, data: Data) -> tuple[Period, ...]:
    """The periods that a figure speaks of beside its own: an index's base, the year of a rate's population."""
    name = str(expression.arguments[1]) if len(expression.arguments) > 1 else ""
    if expression.name == "index":
        return (data.figure(str(expression.arguments[0]), name).period,)
    return (data.newest(name),) if expression.name in ("rate", "product") else ()


def _moved(current: Figure, base: Figure) -> Decimal | None:
    """By how many per cent one is more than the other; where that cannot be said, 1, −1 or 0 of whatever it is."""
    one, other = current.value, base.value
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return None
    return 100 * (one - other) / abs(other) if other else Decimal((one > other) - (one < other))


def later_less_earlier(one: Spoken, other: Spoken) -> Decimal | None:
    """Which way a series went between two of its figures, in per cent; None where they do not follow each other."""
    same = one.expression.name == other.expression.name and one.series == other.series
    if not same or one.expression.name not in ("figure", "share_of", "rate") or not (one.dated and other.dated):
        return None
    if one.expression.name != "figure" and one.expression.arguments[1] != other.expression.arguments[1]:
        return None
    if one.periods[0].order == other.periods[0].order:
        return None
    earlier, later = sorted((one, other), key=lambda each: each.periods[0].order)
    return _moved(later.figure, earlier.figure)


def successive(figures: Iterable[Spoken]) -> Iterator[tuple[Spoken, Spoken, Decimal]]:
    """Each two figures of a series that follow each other, the earlier first, with which way it went between them.

    These go one way where any two of the series do.
    """
    alike: dict[tuple[object, ...], list[Spoken]] = {}
    for each in figures:
        if each.dated and isinstance(each.figure.value, Decimal):
            of = each.expression.arguments[1:2] if each.expression.name != "figure" else ()
            alike.setdefault((each.series, each.expression.name, of), []).append(each)
    for those in alike.values():
        for one, other in pairwise(sorted(those, key=lambda each: each.periods[0].order)):
            moved = later_less_earlier(one, other)
            if moved is not None:
                yield one, other, moved


def compared(name: str, on: str | None, data: Data) -> tuple[Period, ...]:
    """The periods that a claim compares; none where it cannot."""
    try:
        found = compare_claimed(data, name, on)
    except Refusal:
        return ()
    return found.current.period, found.base.period
