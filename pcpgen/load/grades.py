"""From `plan/grades.yaml` to the scale and the grades of the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.grade import Grades, Grading, Shape, Step
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.rules import MISSING_KEY

GRADES = "plan/grades.yaml"
SHAPES = ("up", "level", "down")


def read_grades(folder: Folder) -> Grades | None:
    """The grades; None where the office grades nothing."""
    fields = open_fields(folder, GRADES, "the grades") if folder.exists(GRADES) else None
    if fields is None:
        return None
    scale = fields.fields("scale", "the scale")
    steps = {key.value: _step(key.value, scale.fields(key.value, f'the grade "{key}"')) for key in scale.ids()}
    indicators = fields.fields("grades", "the grades of the indicators", required=False)
    names = {key.value: key for key in indicators.ids()}
    of = {name: tuple(_gradings(indicators, name)) for name in names}
    fields.done()
    return Grades(steps, of, names)


def _step(name: str, fields: Fields) -> Step:
    step = Step(name, fields.words("word"), cast(Shape, fields.choice("shape", SHAPES)), fields.text("colour"))
    fields.done()
    return step


def _gradings(indicators: Fields, name: str) -> Iterator[Grading]:
    before: Grading | None = None
    for each in indicators.each(name, f'a grade of "{name}"'):
        grading = _grading(each)
        if before and grading.date <= before.date:
            message = f"the grade of {grading.date} stands after the one of {before.date}"
            indicators.problems.append(problem(WRONG_SHAPE, grading.place, message, "Write the oldest first."))
        before = grading
        yield grading


def _grading(fields: Fields) -> Grading:
    """A grade by the rule, which needs a range, or by a judgement, which needs a post."""
    day, rationale = fields.date("date"), fields.words("rationale")
    step: Text | None = None
    by: Text | None = None
    low = high = None
    if "rule" in fields:
        fields.choice("rule", ("three-tier",))
        bounds = fields.fields("range", "the range")
        low, high = (_bound(bounds, end) for end in ("low", "high"))
        bounds.done()
        if low is not None and high is not None and low > high:
            fields.problems.append(problem(WRONG_SHAPE, bounds.place, f"the range runs from {low} down to {high}"))
    elif "grade" in fields:
        step, by = fields.text("grade"), fields.text("by")
    else:
        message = "the grade has neither a rule nor a judgement"
        remedy = "Write rule: three-tier with a range, or grade: with the post that judged as by:."
        fields.problems.append(problem(MISSING_KEY, fields.place, message, remedy))
    fields.done()
    return Grading(day, rationale, fields.place, step, by, low, high)


def _bound(bounds: Fields, end: str) -> Decimal | None:
    if end not in bounds:
        bounds.text(end)  # says that it is missing
    return bounds.decimal(end)
