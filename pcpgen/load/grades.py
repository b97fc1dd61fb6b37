"""From `plan/grades.yaml` to the scale and the grades of indicators, themes and statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.grade import Grades, Grading, Shape, Step
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.rules import MISSING_KEY
from pcpgen.schema.data import GRADES as DECLARED

GRADES = "plan/grades.yaml"


def read_grades(folder: Folder) -> Grades | None:
    """The grades; None where the office grades nothing."""
    fields = open_fields(folder, GRADES, DECLARED) if folder.exists(GRADES) else None
    if fields is None:
        return None
    steps = {key.value: _step(key.value, step) for key, step in fields.fields("scale").named()}
    indicators = fields.fields("grades")
    names = {key.value: key for key in indicators.ids()}
    of = {name: tuple(_gradings(indicators, name)) for name in names}
    stated: dict[str, dict[str, tuple[Grading, ...]]] = {}
    stated_names: dict[tuple[str, str], Text] = {}
    for edition, given in fields.fields("statements").named():
        stated_names[edition.value, ""] = edition
        stated_names |= {(edition.value, key.value): key for key in given.ids()}
        stated[edition.value] = {key.value: tuple(_gradings(given, key.value)) for key in given.ids()}
    return Grades(steps, of, names, stated, stated_names)


def _step(name: str, fields: Fields) -> Step:
    shape = cast(Shape, fields.choice("shape"))
    return Step(name, fields.words("word"), shape, fields.text("colour"), fields.words("means"))


def _gradings(indicators: Fields, name: str) -> Iterator[Grading]:
    before: Grading | None = None
    for each in indicators.each(name):
        grading = _grading(each)
        if before and grading.date <= before.date:
            message = f"the grade of {grading.date} stands after the one of {before.date}"
            twice = grading.date == before.date
            order = "Keep the one that holds, or correct a day." if twice else "Write the oldest first."
            indicators.problems.append(problem(WRONG_SHAPE, grading.place, message, order))
        before = grading
        yield grading


def _grading(fields: Fields) -> Grading:
    """A grade by the rule, which needs a range, or by a judgement, which needs a post."""
    day, rationale = fields.date("date"), fields.words("rationale")
    step: Text | None = None
    by: Text | None = None
    low = high = None
    if fields.form == "rule":
        fields.choice("rule")
        bounds = fields.fields("range")
        low, high = (bounds.decimal(end) for end in ("low", "high"))
        if low is not None and high is not None and low > high:
            fields.problems.append(problem(WRONG_SHAPE, bounds.place, f"the range runs from {low} down to {high}"))
    elif fields.form == "grade":
        step, by = fields.text("grade"), fields.text("by")
    elif fields.is_mapping:
        message = "the grade has neither a rule nor a judgement"
        remedy = "Write rule: three-tier with a range, or grade: with the post that judged as by:."
        fields.problems.append(problem(MISSING_KEY, fields.place, message, remedy))
    return Grading(day, rationale, fields.place, step, by, low, high)
