"""From an edition and the newest of its data to problems: figures of a later time that get into it by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.passages import written
from pcpgen.figures.data import Data
from pcpgen.model.data import Observation
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.tree import Expression
from pcpgen.rules import Rule

NO_AS_AT = Rule(
    "no-as-at",
    "A plan that has ended takes in newer figures",
    "Rows that are added later change what a plan of years ago says.",
    "Write as_at: with a day under dates: in the edition, or issue the plan with pcpgen issue.",
    "warning",
)


def check_editions(project: Project, data: Data) -> Iterator[Problem]:
    """Each final edition whose figures without a period would be of a time after its end says as at when they are."""
    for edition in project.editions.values() if project.office else ():
        yield from newer_figures(project, data, edition)


def newer_figures(project: Project, data: Data, edition: Edition) -> Iterator[Problem]:
    """The same of one edition."""
    if edition.draft or edition.as_at or f"plan-{edition.id}" in project.issued or edition.period.end is None:
        return
    ends = parse_period(edition.period.end.isoformat()).words
    for expression, row in _later(data, edition):
        message = f"the plan ends on {ends} and has no as_at; this figure is now of {row.period.words}"
        remedy = f"Write as_at: {edition.period.end} under dates: in {edition.place.file}, or name the period."
        yield problem(NO_AS_AT, expression.place, message, remedy)
        return


def _later(data: Data, edition: Edition) -> Iterator[tuple[Expression, Observation]]:
    """The figures that name no period, where a row of theirs within the edition's time is followed by one after it."""
    end = edition.period.end
    for each in written(edition):
        for expression in each.passage.expressions:
            if end is None or expression.name not in GIVE_FIGURES or len(expression.arguments) != 1:
                continue
            rows = _rows(data, str(expression.arguments[0]))
            later = [row for row in rows if row.period.end and row.period.end > end and "f" not in row.flags]
            if later and any(row.period.end and row.period.end <= end for row in rows):
                yield expression, later[-1]


def _rows(data: Data, name: str) -> list[Observation]:
    """The rows of an indicator's series, and of its parts; other datasets may say what is to come."""
    dataset = data.datasets.get(name.partition(".")[0])
    if dataset is None or not dataset.measures or name not in dataset.series:
        return []
    return [row for id in (name, *dataset.series[name].parts) for row in data.observations.get(id, {}).values()]
