"""From the data of a project to the same data, which note the datasets that a document asks for while it is composed.

What is asked for is noted at the door, whether or not it is known already. All that goes through every dataset has read
every one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from pcpgen.figures.data import Data
from pcpgen.figures.watched import Watched
from pcpgen.model.project import Project

EVERY = "*"  # noted where somebody goes through all datasets
V = TypeVar("V")


class Reads:
    """Notes the datasets that are asked for. What is read before a document is begun is read for each of them."""

    def __init__(self) -> None:
        self._of_all: set[str] = set()
        self._now = self._of_all

    def note(self, dataset: str) -> None:
        if dataset:
            self._now.add(dataset)

    def begin(self) -> None:
        """From here on it is of the next document."""
        self._now = set()

    @property
    def found(self) -> tuple[str, ...]:
        """What has been asked for since a document was begun, and for all of them."""
        return tuple(sorted(self._now | self._of_all))

    def project(self, project: Project) -> Project:
        """The project, in which is noted what of its data is asked for."""
        return replace(
            project,
            datasets=self._by_name(project.datasets),
            observations=self._by_name(project.observations),
            revisions=self._by_name(project.revisions),
            extracted=self._by_name(project.extracted),
            sources=self._watched(project.sources, _dataset_of_file),
            inputs=self._watched(project.inputs, _dataset_of_file),
        )

    def data(self, data: Data) -> Data:
        """The data, in which the same is noted; what is known of them already stays known."""
        return replace(
            data,
            datasets=self._by_name(data.datasets),
            observations=self._by_name(data.observations),
            revisions=self._by_name(data.revisions),
            extracted=self._by_name(data.extracted),
            _known={},  # whose cells nobody watches
        )

    def _by_name(self, held: Mapping[str, V]) -> Mapping[str, V]:
        return self._watched(held, _dataset_of)

    def _watched(self, held: Mapping[str, V], of: Callable[[str], str]) -> Mapping[str, V]:
        return Watched(held, lambda key: self.note(of(key)), lambda: self.note(EVERY))


def _dataset_of(name: str) -> str:
    """The dataset of a dataset's or series' name."""
    return name.partition(".")[0]


def _dataset_of_file(file: str) -> str:
    """The dataset that a file of data is of; none of any other."""
    return PurePosixPath(file).stem if file.startswith("data/") else ""
