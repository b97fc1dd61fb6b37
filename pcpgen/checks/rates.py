"""From the rates that indicators ask for to problems: areas, populations and groups that do not make them up."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data, Doubtful, Refusal
from pcpgen.figures.rates import mean_of_group, rates
from pcpgen.model.data import Rates
from pcpgen.model.project import Project
from pcpgen.problems import Problem, unknown_id


def check_rates(project: Project, data: Data) -> list[Problem]:
    """Every rate that an indicator asks for can be given, and so can the mean of its group."""
    return [
        found
        for dataset in data.datasets.values()
        if dataset.rates
        for found in _wrong(project, data, dataset.rates, dataset.window)
    ]


def _wrong(project: Project, data: Data, wanted: Rates, window: str) -> Iterator[Problem]:
    if wanted.group and wanted.group not in project.groups:
        yield unknown_id("group", wanted.group, wanted.place, project.groups)
        return
    try:
        for name in (wanted.of, wanted.population):
            data.series(f"{name}.{wanted.own}")
        found = rates(data, wanted, window or None)
        if wanted.group:
            mean_of_group(project.groups[wanted.group], found, found[0].figure.period)
    except Doubtful:
        return
    except Refusal as refused:
        yield refused.at(wanted.place)
