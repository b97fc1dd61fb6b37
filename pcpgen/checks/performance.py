"""From the tables of performance to problems: what their rows name, and columns that say nothing of any of them."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import UNKNOWN_FIGURE, Data
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.performance import PerformanceTable
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.rules import DUPLICATE_KEY


def check_performance(project: Project, data: Data) -> Iterator[Problem]:
    """Every indicator exists and has data or a grade, none stands twice, and no column is empty of itself."""
    for table in project.performance.values():
        seen: set[str] = set()
        for name in table.indicators:
            yield from _row(project, name)
            if name.value in seen:
                message = f'the indicator "{name}" has a row already'
                yield problem(DUPLICATE_KEY, name.place, message, "Take one of the two out.")
            seen.add(name.value)
        for what, given in (("indicators", table.indicators), ("columns", table.columns)):
            if not given:
                message = f"the table {table.id} has no {what}"
                yield problem(WRONG_SHAPE, table.place, message, f"List them under {what}:, or take the table out.")
        if table.indicators:
            yield from _columns(project, table)


def _row(project: Project, name: Text) -> Iterator[Problem]:
    if name.value not in project.indicators:
        yield unknown_id("indicator", name.value, name.place, tuple(project.indicators))
    elif name.value not in project.datasets and not (project.grades and name.value in project.grades.of):
        message = f'the indicator "{name}" has neither data nor a grade to show'
        yield problem(UNKNOWN_FIGURE, name.place, message, "Describe its series in its file, or take it out.")


def _columns(project: Project, table: PerformanceTable) -> Iterator[Problem]:
    """What no indicator of the table declares, so that its column could hold nothing but marks."""
    asked = [project.datasets[name.value] for name in table.indicators if name.value in project.datasets]
    held = {
        "target": (any(each.target or (each.control and each.control.target) for each in asked), "target:"),
        "rank": (any(each.rates for each in asked), "rates:"),
        "as at": (any(each.as_at for each in asked), "as_at:"),
    }
    seen: set[str] = set()
    for column in table.columns:
        if column.value in seen:
            yield problem(DUPLICATE_KEY, column.place, f'the column "{column}" stands twice', "Take one of them out.")
        seen.add(column.value)
        if column.value == "grade" and project.grades is None:
            message = "the office has no grades to show"
            yield problem(WRONG_SHAPE, column.place, message, "Begin plan/grades.yaml, or take the column out.")
        elif column.value in held and not held[column.value][0]:
            message = f"no indicator of this table has {held[column.value][1]}"
            yield problem(WRONG_SHAPE, column.place, message, "Add it to one of their files, or take the column out.")
