"""From an indicator and the map that shows its areas to problems: areas without series, and counts that mislead."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.figures.data import Data
from pcpgen.model.data import Dataset, is_share
from pcpgen.model.map import AreaMap, OnMap
from pcpgen.model.project import Project
from pcpgen.problems import Problem, did_you_mean, listed, problem, unknown_id
from pcpgen.rules import MISSING_KEY, UNKNOWN_CHOICE, UNKNOWN_ID, Rule

MAP_OF_COUNTS = Rule(
    "map-of-counts",
    "A map shaded by counts",
    "More happens where more people live, so that such a map shows little but where that is.",
    "Give each area’s rate, with a unit such as per 1,000 residents, or a percentage; or write chart: bars.",
)


def check_maps(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each indicator that shows its areas on a map, or is to."""
    for dataset in data.datasets.values():
        yield from problems_of(dataset)


def problems_of(dataset: Dataset) -> Iterator[Problem]:
    """All problems of one."""
    if dataset.chart == "map" or dataset.on_map:
        if dataset.on_map is None:
            message = "a map is asked for, and no outline is named"
            yield problem(
                MISSING_KEY, dataset.title.place, message, "Write map: {outline: …}, of a file in plan/maps/."
            )
        elif dataset.chart != "map":
            message = f'a map is named, and the chart is "{dataset.chart or "none"}"'
            yield problem(UNKNOWN_CHOICE, dataset.on_map.named.place, message, "Write chart: map, or take map: out.")
        elif dataset.on_map.map:
            yield from _areas(dataset, dataset.on_map, dataset.on_map.map)


def _areas(dataset: Dataset, on_map: OnMap, outlines: AreaMap) -> Iterator[Problem]:
    """Each area of the outline is a series, and each series that is no total an area."""
    lines = {id.partition(".")[2]: each for id, each in dataset.series.items() if not each.parts}
    if strange := [name for name in on_map.without if name.value not in lines]:
        yield from (unknown_id("series of this indicator", each.value, each.place, list(lines)) for each in strange)
        return
    without = {name.value for name in on_map.without}
    shown = {each.title: each for key, each in lines.items() if key not in without}
    unknown = [area for area in outlines.areas if area.name.value not in shown]
    for area in unknown:
        remedy = f"{did_you_mean(area.name.value, shown)}Titles of its series: {listed(list(shown))}."
        message = f'no series of {dataset.id} has the title "{area.name.value}"'
        yield problem(UNKNOWN_ID, area.name.place, message, remedy)
    lacking = [title for title in shown if title not in {area.name.value for area in outlines.areas}]
    if lacking and not unknown:
        message = f"the map {outlines.id} has no outline of {listed(lacking)}"
        remedy = "Take a map that has it; or name the series under without:, if it is no area."
        yield problem(MISSING_KEY, on_map.named.place, message, remedy)
    for each in shown.values():
        if not is_share(each.counted_in) and not lacking and not unknown:
            yield problem(MAP_OF_COUNTS, on_map.named.place, f"the map is shaded by counts: {each.title}, {each.unit}")
            return
