"""From the grades of an indicator to what its block says: the word, the shape and colour that repeat it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcpgen.blocks.wording import ended, shown
from pcpgen.document.blocks import Grade
from pcpgen.document.prose import Phrase, phrase, worded
from pcpgen.document.table import Mark
from pcpgen.figures.data import Data
from pcpgen.figures.grade import Graded, graded
from pcpgen.model.data import Dataset
from pcpgen.model.grade import Grades, Grading, Step
from pcpgen.model.period_words import day_words, period_words
from pcpgen.model.plan import Office
from pcpgen.words.catalogue import Catalogue


def grade_of(data: Data, dataset: Dataset, grades: Grades | None, office: Office, day: date | None) -> Grade | None:
    """The newest grade that was given by a day, with the one before it; None where the office grades nothing.

    An indicator without one is told as such. The grades have been checked.
    """
    say = data.catalogue
    if grades is None or (grades.stated and not grades.of):
        return None
    given = grades.given(dataset.id, day)
    if not given:
        return Grade("none", "", say.text("grade.ungraded"), worded(say, "grade.none-given"))
    newest, *earlier = (graded(data, dataset, each) for each in reversed(given))
    step = grades.scale[newest.step]
    before = say.text("grade.no-earlier")
    if earlier:
        before = say.text("grade.earlier", word=grades.scale[earlier[0].step].word, day=_day(say, earlier[0]))
    reason, why = _reason(say, newest, office), ended(newest.grading.rationale)
    says = phrase(reason, f" {why} ", say.text("grade.before", before=before))
    return Grade(step.shape, office.colours[step.colour.value].hex, step.word, says)


def newest_grade(
    data: Data, name: str, dataset: Dataset | None, grades: Grades | None, day: date | None
) -> tuple[Step, Grading] | None:
    """The newest grade of an indicator that was given by a day; only a judgement where it has no data."""
    found = list(graded_steps(data, name, dataset, grades, day)) if grades else []
    return found[-1] if found else None


def graded_steps(
    data: Data, name: str, dataset: Dataset | None, grades: Grades, day: date | None
) -> Iterator[tuple[Step, Grading]]:
    """The steps of an indicator by a day, the oldest first; only judgements where it has no data."""
    for each in grades.given(name, day):
        if each.step:
            yield grades.scale[each.step.value], each
        elif dataset:
            yield grades.scale[graded(data, dataset, each).step], each


def mark_of(office: Office, step: Step | None) -> Mark:
    """The shape and colour that repeat the word of a grade; of none where there is no grade."""
    return Mark(step.shape, office.colours[step.colour.value].hex) if step else Mark("none", "")


def _reason(say: Catalogue, found: Graded, office: Office) -> Phrase:
    """By what the grade was given, and when."""
    day = _day(say, found)
    if found.comparison is None or found.low is None or found.high is None:
        assert found.grading.by is not None
        return worded(say, "grade.judged", post=office.posts[found.grading.by.value].title, day=day)
    return worded(
        say,
        "grade.by-rule-falling" if found.negative else "grade.by-rule",
        day=day,
        value=shown(found.comparison.current),
        period=period_words(say, found.comparison.current.period),
        low=shown(found.low),
        high=shown(found.high),
    )


def _day(say: Catalogue, found: Graded) -> str:
    return day_words(say, found.grading.date)
