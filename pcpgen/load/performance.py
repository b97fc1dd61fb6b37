"""From `plan/performance.yaml` to the tables of performance."""

from __future__ import annotations

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.model.performance import COLUMNS, PerformanceTable
from pcpgen.problems import did_you_mean, problem
from pcpgen.rules import UNKNOWN_CHOICE
from pcpgen.schema.performance import PERFORMANCE as DECLARED

PERFORMANCE = "plan/performance.yaml"


def read_performance(folder: Folder) -> dict[str, PerformanceTable]:
    """The tables by id; none where the office asks for none."""
    fields = open_fields(folder, PERFORMANCE, DECLARED) if folder.exists(PERFORMANCE) else None
    return {key.value: _table(key.value, table) for key, table in fields.named()} if fields else {}


def _table(id: str, fields: Fields) -> PerformanceTable:
    columns = fields.texts("columns")
    for name in columns:
        if name.value not in COLUMNS:
            remedy = (
                f"{did_you_mean(name.value, COLUMNS)}Write a time, such as quarter or 12 months; behind it a comma and "
                "a year before, the one before, or change on one of these; or target, rank, direction, grade or as at."
            )
            message = f'"{name}" is no column of a table of performance'
            fields.problems.append(problem(UNKNOWN_CHOICE, name.place, message, remedy))
    known = tuple(name for name in columns if name.value in COLUMNS)
    return PerformanceTable(id, fields.text("caption"), fields.texts("indicators"), known, fields.place)
