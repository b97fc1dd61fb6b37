"""From a table of amounts that an author asks for to problems: what it names, and cells that cannot be given."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.amounts import amounts_table
from pcpgen.figures.data import Data, Doubtful, Refusal
from pcpgen.model.project import Project
from pcpgen.problems import Problem, unknown_id
from pcpgen.prose.tree import Expression

AMOUNTS = "amounts"


def check_amounts(project: Project, data: Data, asked: Expression) -> Iterator[Problem]:
    """The dataset exists, and each cell of its table can be given."""
    name = str(asked.arguments[0])
    dataset = project.datasets.get(name)
    if dataset is None:
        yield unknown_id("dataset", name, asked.place, tuple(project.datasets))
        return
    if dataset.id not in data.datasets:  # it has problems of its own
        return
    try:
        amounts_table(data, dataset, tuple(map(str, asked.arguments[1:])))
    except Doubtful:
        return
    except Refusal as refused:
        yield refused.at(asked.place)
