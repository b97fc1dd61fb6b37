"""From what words compare with to problems: the baseline that the plan had before it was moved."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen import lexicon
from pcpgen.checks.sentences.texts import Written, texts
from pcpgen.figures.data import Data
from pcpgen.model.period import Period, parse_period
from pcpgen.model.plan import Baseline
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Expression
from pcpgen.rules import Rule

FORMER_BASELINE = Rule(
    "former-baseline",
    "A comparison with a baseline that was moved",
    "A base that changes without a word makes a trend look better or worse than it is.",
    'Compare with "baseline", or say in the same paragraph that this is the former baseline.',
    "warning",
)

# which argument of an expression names the earlier of two periods
_BASE = {"change": 2, "percent_change": 1, "index": 1}


def check_baselines(project: Project, data: Data) -> Iterator[Problem]:
    """Each comparison with the period that was the plan's baseline once, and is so no longer on the document's day."""
    if any(len(edition.baselines) > 1 for edition in project.editions.values()):
        for text in texts(project, data):
            if text.data.former_baselines:
                yield from _text(text)


def _text(text: Written) -> Iterator[Problem]:
    now = text.data.baseline
    for passage in text.passages if now else ():
        for expression in () if _is_said(passage) else passage.expressions:
            former = _former(text.data, expression)
            if former and now:
                message = (
                    f"{former.period.words} is the plan’s baseline no longer: since {now.since} {now.period.words} is"
                )
                yield problem(FORMER_BASELINE, expression.place, message)


def _is_said(passage: Passage) -> bool:
    return lexicon.FORMER_BASELINE.search(passage.written) is not None


def _former(data: Data, expression: Expression) -> Baseline | None:
    """The former baseline that an expression names as its base."""
    at = _BASE.get(expression.name)
    if at is None or len(expression.arguments) <= at:
        return None
    period = _period(str(expression.arguments[at]))
    if period is None:
        return None
    return next((each for each in data.former_baselines if _same(each.period, period)), None)


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _period(written: str) -> Period | None:
    try:
        return parse_period(written)
    except ValueError:
        return None
