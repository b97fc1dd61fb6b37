"""From the grades of an indicator to what its block says: the word, the shape and colour that repeat it, and why."""

from __future__ import annotations

from pcpgen.compose.paper import Grade
from pcpgen.compose.wording import ended, shown
from pcpgen.document.prose import Phrase, phrase
from pcpgen.figures.data import Data
from pcpgen.figures.grade import Graded, graded
from pcpgen.model.data import Dataset
from pcpgen.model.grade import Grades
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Office

UNGRADED = "none has been given to this indicator."


def grade_of(data: Data, dataset: Dataset, grades: Grades | None, office: Office) -> Grade | None:
    """The newest grade that the data's day knows, with the one before it; None where the office grades nothing.

    An indicator without one is told as such. The grades have been checked.
    """
    if grades is None:
        return None
    given = [each for each in grades.of.get(dataset.id, ()) if data.as_at is None or each.date <= data.as_at]
    if not given:
        return Grade("none", "", "Ungraded", phrase(UNGRADED))
    newest, *earlier = (graded(data, dataset, each) for each in reversed(given))
    step = grades.scale[newest.step]
    before = f"{grades.scale[earlier[0].step].word}, on {_day(earlier[0])}" if earlier else "none"
    says = phrase(_reason(newest, office), f" {ended(newest.grading.rationale)}", f" Grade before: {before}.")
    return Grade(step.shape, office.colours[step.colour.value].hex, step.word, says)


def _reason(found: Graded, office: Office) -> Phrase:
    """By what the grade was given, and when."""
    on = f"on {_day(found)}"
    if found.comparison is None or found.low is None or found.high is None:
        assert found.grading.by is not None
        return phrase(f"judged by the {office.posts[found.grading.by.value].title} {on}.")
    trend = "a negative trend" if found.negative else "no negative trend"
    return phrase(
        f"by the rule of three tiers {on}, from ",
        shown(found.comparison.current),
        f" in {found.comparison.current.period.words} against a range of ",
        shown(found.low),
        " to ",
        shown(found.high),
        f", with {trend}.",
    )


def _day(found: Graded) -> str:
    return parse_period(found.grading.date.isoformat()).words
