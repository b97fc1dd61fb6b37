"""From what an indicator declares to problems: rows, totals, shares and windows that its data cannot give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcpgen.figures.data import UNKNOWN_FIGURE, Data, Doubtful, Refusal
from pcpgen.model.data import Dataset, Series
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem

_FILLED = "Name a time that the rows fill, or take the entry window out."
_ADDITIVE = "Write additive: true if its figures may be added up to that time, or take the entry window out."
_OWN_ROW = "Fill the cell, or give the total a row of its own, which may be empty with a note as well."


def unfit_indicators(project: Project, data: Data) -> list[Problem]:
    """Every figure that an indicator's block shows can be given; of each series the first that cannot."""
    return [found for dataset in data.datasets.values() if dataset.measures for found in _wrong(data, dataset)]


def _wrong(data: Data, dataset: Dataset) -> Iterator[Problem]:
    rows = [series for series in dataset.series.values() if data.observations.get(series.id)]
    if not rows:
        file = f"data/{dataset.id}.csv"
        message = f"the indicator {dataset.title} has no row"
        yield problem(UNKNOWN_FIGURE, Place(file), message, f"Add its rows to {file}, below the heads.")
        return
    unfit = [found for series in dataset.series.values() for found in _of_series(data, series)]
    yield from unfit or _of_window(data, dataset)


def _of_series(data: Data, series: Series) -> Iterator[Problem]:
    """What is made of other series, in each of its periods."""
    if not (series.parts or series.share_of):
        return
    try:
        data.newest(series.id)
        for period in data.periods(series.id):
            if series.parts:
                data.figure(series.id, period)
            if series.share_of:
                data.share_of(series.id, series.share_of, period)
    except Doubtful:
        return
    except Refusal as refused:
        found = refused.told(series.place)
        yield replace(found, remedy=_OWN_ROW) if refused.place else found


def _of_window(data: Data, dataset: Dataset) -> Iterator[Problem]:
    """The time over which the block adds up, or the newest row of each series that it compares."""
    headline = dataset.headline or next(iter(dataset.series))
    every = dataset.window or dataset.compared_with
    for name in dataset.series if every else (headline,):
        try:
            data.figure(name, dataset.window or None)
        except Doubtful:
            return
        except Refusal as refused:
            found = refused.told(dataset.window_place or dataset.series[name].place)
            remedy = _FILLED if dataset.additive else _ADDITIVE
            yield replace(found, remedy=remedy) if dataset.window else found
            return
