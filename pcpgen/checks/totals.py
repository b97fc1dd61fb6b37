"""From what a dataset declares to totals that leave out a part, and to columns in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pcpgen.figures.data import Data
from pcpgen.lexicon import ALL, LESS, USUAL
from pcpgen.load.cells import heads
from pcpgen.model.data import Dataset, Series
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

PART_LEFT_OUT = Rule(
    "part-left-out",
    "A total of all that leaves out a part",
    "A line that is added to the data later is easily forgotten in total_of, and the total stays too low.",
    "Add it to total_of, or say at the total in note: why it is left out.",
    "warning",
)
TOTAL_OF_ONE = Rule(
    "total-of-one",
    "A total of a single part",
    "It is equal to its part, so that either another part is missing or the total says nothing.",
    "Name every part in total_of, or take the total out.",
    "warning",
)
HEADS_CHANGED_OVER = Rule(
    "heads-changed-over",
    "Two columns in another order than all others",
    "When two heads change places every value below is told of the wrong thing.",
    "Check the two columns against the source. If they are right, declare their series in the order of the columns.",
    "warning",
)

TITLES_CHANGED_OVER = Rule(
    "titles-changed-over",
    "Two series with each other’s title",
    "Every figure of the two is then told of the wrong thing.",
    "Change the two titles over, or give the series other names.",
    "warning",
)

MOST_ODD = 40  # series of a dataset whose names say nothing of their titles
LEAST_COLUMNS = 5  # of a table whose order says something
_WORD = pattern("[a-z0-9]+")


def check_totals(project: Project, data: Data) -> Iterator[Problem]:
    """What a dataset declares of its series, each against the others and against their rows."""
    for dataset in (each.as_written for each in data.datasets.values()):
        yield from _left_out(dataset, data)
        yield from _titles(dataset)
        source = project.sources.get(f"data/{dataset.id}.csv")
        if dataset.wide and source and source.lines:
            yield from _changed_over(dataset, source.file, source.lines[0])


def _left_out(dataset: Dataset, data: Data) -> Iterator[Problem]:
    totals = [series for series in dataset.series.values() if series.total_of]
    for total in totals:
        if len(total.total_of) == 1:
            message = f'"{total.title}" has one part, {total.total_of[0]}'
            yield problem(TOTAL_OF_ONE, total.place, message)
        elif (
            len(totals) == 1
            and not total.note
            and not data.observations.get(total.id)
            and ALL.search(total.title)
            and not LESS.search(total.title)
        ):
            missing = list(_others(dataset, total))
            if len(missing) == 1:
                message = f'"{total.title}" has {len(total.total_of)} parts, and "{missing[0].title}" is none of them'
                yield problem(PART_LEFT_OUT, total.place, message)


def _titles(dataset: Dataset) -> Iterator[Problem]:
    """Two series each of which has the title that the other's name asks for."""
    names = {id: set(_WORD.findall(id.partition(".")[2])) - USUAL for id in dataset.series}
    titles = {id: set(_WORD.findall(series.title.lower())) for id, series in dataset.series.items()}
    odd = [id for id, words in names.items() if words and words.isdisjoint(titles[id])]
    if len(odd) > MOST_ODD:  # their names are codes
        return
    for one, other in combinations(odd, 2):
        if names[one] <= titles[other] and names[other] <= titles[one]:
            message = f'{one} has the title "{dataset.series[one].title}", which is that of {other} by its name'
            yield problem(TITLES_CHANGED_OVER, dataset.series[one].place, message)


def _others(dataset: Dataset, total: Series) -> Iterator[Series]:
    """The series of a total's unit, declared below its first part, that are neither its parts nor made of others."""
    names = list(dataset.series)
    begin = min((names.index(part) for part in total.total_of if part in dataset.series), default=0)
    for series in list(dataset.series.values())[begin:]:
        related = series.id in total.total_of or series.parts or series.share_of or series.survey or series.same_as
        if not related and series.id != total.id and series.unit == total.unit and series.unit != "%":
            yield series


def _changed_over(dataset: Dataset, file: str, first: str) -> Iterator[Problem]:
    """Two columns that stand in each other's place by the order in which their series are declared."""
    names = [name for name in heads(first)[1:] if name != "note"]
    declared = [name for name in (each.partition(".")[2] for each in dataset.series) if name in names]
    apart = [at for at, (name, due) in enumerate(zip(names, declared, strict=False)) if name != due]
    if len(names) >= LEAST_COLUMNS and len(names) == len(declared) and _pair(names, declared, apart):
        one, other = (names[at] for at in apart)
        message = f"{other} and {one} stand the other way round than in {dataset.title.place.file}"
        column = first.find(one) + 1
        yield problem(HEADS_CHANGED_OVER, Place(file, 1, max(1, column), len(one)), message)


def _pair(names: Sequence[str], declared: Sequence[str], apart: Sequence[int]) -> bool:
    return len(apart) == 2 and names[apart[0]] == declared[apart[1]]
