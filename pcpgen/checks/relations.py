"""From series that are said to be one quantity to problems: two values of it, or units of two kinds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from pcpgen.figures.data import UNITS, UNKNOWN_FIGURE, Data, Doubtful, Refusal, is_kept_back
from pcpgen.figures.figure import places
from pcpgen.model.data import Observation, Series
from pcpgen.model.project import Project
from pcpgen.problems import Problem, did_you_mean, problem
from pcpgen.rules import NOT_COMPARABLE, Rule

CONFLICTING_VALUES = Rule(
    "conflicting-values",
    "One quantity with two values",
    "A reader who finds two figures for one thing trusts neither.",
    "Correct one of the two rows, or take same_as out if they are two things.",
)


def check_relations(project: Project, data: Data) -> Iterator[Problem]:
    """Every series that is said to be the same quantity as one of another dataset has its values."""
    for dataset in data.datasets.values():
        for series in dataset.series.values():
            if series.same_as:
                yield from _conflicting(data, series)


def _conflicting(data: Data, series: Series) -> Iterator[Problem]:
    """Values of one period that are not equal to those of the same quantity elsewhere, units and rounding aside.

    A value that its source qualifies, such as "over 800,000", conflicts with nothing here.
    """
    assert series.same_as
    known = {each.id: each for dataset in data.datasets.values() for each in dataset.series.values()}
    other = known.get(series.same_as.value)
    if other is None:
        if series.same_as.value.partition(".")[0] not in data.doubtful:
            remedy = f"{did_you_mean(series.same_as.value, known)}Write a dataset, a full stop and a series."
            yield problem(UNKNOWN_FIGURE, series.same_as.place, f'no series is called "{series.same_as}"', remedy)
        return
    units = [UNITS[unit][:2] if unit in UNITS else ("", Decimal(1)) for unit in (series.counted_in, other.counted_in)]
    counted = {" ".join(unit.casefold().split()) for unit in (series.counted_in, other.counted_in) if unit}
    if units[0][0] != units[1][0] or (not units[0][0] and len(counted) > 1):
        message = f"{series.id} is in {series.unit or 'numbers'} and {other.id} in {other.unit or 'numbers'}"
        remedy = "Name a series of the same kind of unit; where both count one thing, call it the same in both."
        yield problem(NOT_COMPARABLE, series.same_as.place, message, remedy)
        return
    there = data.observations.get(other.id, {})
    for when, own in data.observations.get(series.id, {}).items():
        told = there.get(when)
        if told and not _agree(own, units[0][1], told, units[1][1]):
            unit = ("", "") if series.unit == other.unit else (f" {series.unit}", f" {other.unit}")
            message = (
                f"{series.id} for {when} is {own.value}{unit[0]}, and {told.series}, which is the same quantity, "
                f"is {told.value}{unit[1]} at {told.place}"
            )
            yield problem(CONFLICTING_VALUES, own.place, message)
    for (one, per_one), (of_parts, per_part) in permutations(((series, units[0][1]), (other, units[1][1]))):
        yield from _conflicting_sums(data, one, per_one, of_parts, per_part)


def _conflicting_sums(
    data: Data, series: Series, per_own: Decimal, of_parts: Series, per_part: Decimal
) -> Iterator[Problem]:
    """Values of a period that differ from what the same quantity adds up to over the shorter periods in it."""
    there = data.observations.get(of_parts.id, {})
    for when, own in data.observations.get(series.id, {}).items():
        if when in there or own.qualifier or not isinstance(own.value, Decimal):
            continue
        try:
            added = data.figure(of_parts.id, own.period)
        except (Doubtful, Refusal):  # its rows do not make up that period
            continue
        if not isinstance(added.value, Decimal) or added.qualifier or is_kept_back(added):
            continue
        step = Decimal(1).scaleb(-places(own.value)) * per_own
        steps = sum(Decimal(1).scaleb(-places(Decimal(cell.value))) for cell in added.cells if cell.value) * per_part
        if 2 * abs(own.value * per_own - added.value * per_part) > max(step, steps):
            message = (
                f"{series.id} for {when} is {own.value:,}, and the rows of {of_parts.id}, which is the same quantity, "
                f"add up to {added.value:,}"
            )
            yield problem(CONFLICTING_VALUES, own.place, message)


def _agree(one: Observation, per_one: Decimal, other: Observation, per_other: Decimal) -> bool:
    """Whether two values in units of so much each are equal, as far as the coarser of the two is written."""
    if one.qualifier or other.qualifier or not (isinstance(one.value, Decimal) and isinstance(other.value, Decimal)):
        return True
    steps = (Decimal(1).scaleb(-places(one.value)) * per_one, Decimal(1).scaleb(-places(other.value)) * per_other)
    return 2 * abs(one.value * per_one - other.value * per_other) <= max(steps)
