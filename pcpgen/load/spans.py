"""From an edition's entries to its times: how long it runs, and the periods with which it compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.load.fields import Fields
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.period import Period, parse_period
from pcpgen.model.plan import Baseline, Edition, Extension
from pcpgen.problems import problem


def with_times(edition: Edition, fields: Fields) -> Edition:
    """The edition with its extensions, which its period holds from then on, and the periods with which it compares."""
    extensions, baselines = tuple(_extensions(fields)), tuple(_baselines(fields))
    if not extensions:
        return replace(edition, baselines=baselines)
    period = _extended(edition.period, extensions)
    return replace(edition, baselines=baselines, extensions=extensions, made_for=edition.period, period=period)


def _extensions(fields: Fields) -> Iterator[Extension]:
    """Each runs further than the plan did before it."""
    ends = fields.period("period").end
    for each in fields.each("extended"):
        extension = Extension(each.date("until"), each.date("decided"), each.words("why"), each.place)
        if each.sound() and ends and extension.until <= ends:
            message = f"the plan runs to {ends} without this extension, which ends on {extension.until}"
            remedy = "Write the last day that it now runs to; or take the extension out."
            fields.problems.append(problem(WRONG_SHAPE, each.text("until").place, message, remedy))
        elif each.sound():
            ends = extension.until
            yield extension


def _extended(period: Period, extensions: Sequence[Extension]) -> Period:
    """The time for which a plan is, with its extensions."""
    if not extensions or period.start is None:
        return period
    return parse_period(f"{period.start}..{extensions[-1].until}")


def _baselines(fields: Fields) -> Iterator[Baseline]:
    """The first with no day, each later one with the day since which it is the plan's."""
    before: Baseline | None = None
    for each in fields.each("baselines"):
        baseline = Baseline(each.period("period"), each.optional_date("since"), each.words("why"), each.place)
        if before is None and baseline.since:
            message, remedy = "the first baseline has a day", "Take since: out: it is so from the plan's first day."
            fields.problems.append(problem(WRONG_SHAPE, each.text("since").place, message, remedy))
        elif before and (baseline.since is None or (before.since and baseline.since <= before.since)):
            message = f"this baseline does not say since when it takes the place of {before.period.words}"
            remedy = "Write since: with the day from which it does, the oldest baseline first."
            fields.problems.append(problem(WRONG_SHAPE, baseline.place, message, remedy))
        if each.sound():
            yield baseline
            before = baseline
