"""From counts that are kept back and the documents issued so far to the counts that both together would tell."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.figures.kept_back import cells_given_away
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

GIVEN_AWAY = Rule(
    "given-away",
    "A small count that an issued document helps to tell",
    "Readers keep what was issued: a total or a neighbour from there can tell the count that is hidden here.",
    "Publish the group together with another, or leave the total out that tells it.",
)


def check_disclosure(project: Project, data: Data) -> Iterator[Problem]:
    """Every small count that a reader can work out who sets what is published beside what was."""
    published = data.published
    for name in data.datasets if published else ():
        if data.kept_back(name):
            for cell in cells_given_away(data.datasets, name, data.observations, published):
                message = f"{cell} is kept back, but what was issued before and what is published now tell it together"
                yield problem(GIVEN_AWAY, _place(data, cell), message)


def _place(data: Data, cell: str) -> Place:
    """Where the count stands; that of its series where it is computed."""
    series, _, period = cell.partition("@")
    row = data.observations.get(series, {}).get(period)
    return row.place if row else data.series(series).place
