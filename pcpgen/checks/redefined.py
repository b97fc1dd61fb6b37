"""From what was issued to figures that are defined otherwise since, without a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcpgen.figures.data import Data
from pcpgen.figures.defined import changed, defined
from pcpgen.model.data import Dataset
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, listed, problem
from pcpgen.rules import Rule

DEFINITION_CHANGED = Rule(
    "definition-changed",
    "A figure that is defined otherwise than before, without a reason",
    "Readers of two issues take a new unit, polarity, base or definition for a change of what is measured.",
    "Take it back, or write redefined: with from, what and why into the file.",
    "warning",
)


def check_definitions(project: Project, data: Data) -> Iterator[Problem]:
    """What figures were when they were last issued, against what they are now."""
    told: set[tuple[str, str]] = set()
    for issued in project.issued.values():
        if issued.latest.definitions:
            version = f"version {issued.latest.version} of {issued.latest.document}"
            for found in redefined(issued.latest.definitions, data.datasets, f"in {version}"):
                if (found.place.file, found.message.partition(",")[0]) not in told:
                    told.add((found.place.file, found.message.partition(",")[0]))
                    yield found


def redefined(then: Mapping[str, str], datasets: Mapping[str, Dataset], when: str) -> Iterator[Problem]:
    """What is declared otherwise than it was then, at the dataset or series that declares it."""
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for name, what, old, new in changed(then, defined(datasets.values())):
        alike.setdefault((name.partition(".")[0], what, old, new), []).append(name)
    for (dataset, what, old, new), names in alike.items():
        message = f"the {what} of {listed(names, 3)} is “{new}”, and was “{old}” {when}"
        yield problem(DEFINITION_CHANGED, _place(datasets[dataset], names[0]), message)


def _place(dataset: Dataset, name: str) -> Place:
    return dataset.series[name].place if name in dataset.series else dataset.title.place
