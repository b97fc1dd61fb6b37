"""From the data of a project to the same data, which note the datasets that a document asks for while it is composed.

What is asked for is noted at the door, whether or not it is known already. All that goes through every dataset has read
every one; who goes through the names of files has read none of these yet, since cells that change change no name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
            sources=_Files(project.sources, self._of_file, self._of_every),
            inputs=_Files(project.inputs, self._of_file, self._of_every),
        )

    def data(self, data: Data) -> Data:
        """The data, in which the same is noted; what is known of them already stays known."""
        return replace(
            data,
            datasets=self._by_name(data.datasets),
            observations=self._by_name(data.observations),
            revisions=self._by_name(data.revisions),
            extracted=self._by_name(data.extracted),
            state=b"",
            _known={},  # whose cells nobody watches
        )

    def _by_name(self, held: Mapping[str, V]) -> Mapping[str, V]:
        return Watched(held, lambda name: self.note(name.partition(".")[0]), self._of_every)  # or a series' name

    def _of_every(self) -> None:
        self.note(EVERY)

    def _of_file(self, file: str) -> None:
        """Notes the dataset that a file of data is of; none of any other."""
        self.note(PurePosixPath(file).stem if file.startswith("data/") else "")


class _Files(Watched[V]):
    """What is known of files, by their names."""

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)
