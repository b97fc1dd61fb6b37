"""From a workspace to its indicators as an analyst works with them: DataFrames of values, comparisons and history.

>>> from pcpgen.analysis import open_workspace
>>> office = open_workspace(".")
>>> calls = office.indicator("call-handling")
>>> calls.title
'Call handling'
>>> calls.observations.query("series == 'calls-999'")[["period", "value", "unit"]]
             period     value      unit
0  2018-01..2018-09   96457.0  contacts
1              2018  130142.0  contacts
2  2019-01..2019-09  101926.0  contacts
>>> calls.comparisons[["series", "base_period", "period", "change"]].head(2).round(1)
      series       base_period            period  change
0  calls-999  2018-01..2018-09  2019-01..2019-09     5.7
1  calls-101  2018-01..2018-09  2019-01..2019-09   -12.8

Nothing is computed here: the figures are those of the documents. A count that documents keep back is missing here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.checks.figures import check_data
from pcpgen.checks.indicators import unfit_indicators
from pcpgen.figures.data import Data, Refusal, files_of
from pcpgen.figures.frames import frame
from pcpgen.figures.outline import Outline, outline
from pcpgen.load.root import find_workspace, real
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import Problem, did_you_mean, in_order, in_words, listed
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pcpgen.figures.frames import Frame

OBSERVATIONS = (
    "series",
    "title",
    "period",
    "start",
    "end",
    "value",
    "unit",
    "qualifier",
    "mark",
    "flags",
    "base",
    "note",
)
COMPARISONS = (
    "series",
    "title",
    "period",
    "value",
    "base_period",
    "base_value",
    "change",
    "change_unit",
    "p",
    "verdict",
    "reason",
)
HISTORY = ("series", "period", "old", "new", "date", "reason")


class Unknown(LookupError):
    """There is no such workspace, indicator or dataset; says what there is."""


class InDoubt(ValueError):
    """An indicator's description or data have problems, so that nothing is said of it."""

    def __init__(self, problems: tuple[Problem, ...], sources: Mapping[str, Source]) -> None:
        super().__init__("\n".join(in_words(each, sources) for each in problems))
        self.problems, self.sources = problems, sources


@dataclass(frozen=True)
class Indicator:
    """An indicator, or a dataset that is none. Each table is made when it is first asked for, and is the caller's."""

    outline: Outline

    @property
    def title(self) -> str:
        return self.outline.dataset.title.value

    @property
    def source(self) -> str:
        return self.outline.dataset.source

    @property
    def observations(self) -> Frame:
        """A row for each series and period, oldest first within a series.

        `value` is empty where there is a `mark`: [c] kept back, [x] not in the source. `start` and `end` are the first
        and last day of the period, `flags` letters such as p for provisional, `base` how many people were asked.
        """
        return frame([line.plain for line in self.outline.lines], OBSERVATIONS)

    @property
    def comparisons(self) -> Frame:
        """A row for each series: its newest value beside the same months of the year before, or the `reason` why not.

        `change` is in % of the base, for percentages in percentage points; `p` is how often chance alone would bring it
        about, empty where it cannot be tested.
        """
        return frame([each.plain for each in self.outline.compared], COMPARISONS)

    @property
    def history(self) -> Frame:
        """A row for each change to a value that had been reported: the old and the new one, when, and why."""
        return frame([each.plain for each in self.outline.history], HISTORY)


@dataclass(frozen=True)
class Workspace:
    """An office's plan and data, read once."""

    project: Project
    problems: tuple[Problem, ...]

    @cached_property
    def _data(self) -> Data:
        return Data.of(self.project, frozenset(id for id in self.project.datasets if self._doubts(id)))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all indicators and datasets that have data, in order."""
        return tuple(sorted(self.project.datasets))

    def indicator(self, id: str) -> Indicator:
        """An indicator or dataset. Raises Unknown where there is none of this id, InDoubt where it has problems."""
        self.ask_for_rows(id)
        if unfit := tuple(each for each in self._unfit if each.place.file in files_of(id)):
            raise InDoubt(in_order(unfit), self.project.sources)
        dataset = self.project.datasets[id]
        try:
            return Indicator(outline(self._data, dataset))
        except Refusal as refused:
            raise InDoubt((refused.told(dataset.title.place),), self.project.sources) from None

    def ask_for_rows(self, id: str) -> None:
        """Raises as `indicator` does, but for rows that are not there yet: new ones may be what it waits for."""
        if id not in self.project.datasets:
            if id in self.project.indicators:
                raise Unknown(f'the indicator "{id}" has no data: plan/indicators/{id}.yaml declares no series.')
            known = self.project.datasets
            raise Unknown(f'there is no indicator "{id}". {did_you_mean(id, known)}There are: {listed(known, 40)}.')
        if doubts := self._doubts(id):
            raise InDoubt(doubts, self.project.sources)
        if wrong := tuple(each for each in self._wrong if each.place.file in files_of(id)):
            raise InDoubt(in_order(wrong), self.project.sources)

    @cached_property
    def _unfit(self) -> tuple[Problem, ...]:
        return tuple(unfit_indicators(self.project, self._data))

    @cached_property
    def _wrong(self) -> tuple[Problem, ...]:
        return tuple(each for each in check_data(self.project, self._data) if each.rule.severity == "error")

    def _doubts(self, id: str) -> tuple[Problem, ...]:
        return tuple(
            each for each in self.problems if each.place.file in files_of(id) and each.rule.severity == "error"
        )


def open_workspace(folder: str | Path = ".") -> Workspace:
    """The workspace that a folder is in. Raises Unknown where it is in none.

    Problems elsewhere in the workspace do no harm; `problems` holds them all.
    """
    root = find_workspace(Path(folder))
    if root is None:
        raise Unknown(f"{real(Path(folder))} is in no workspace: no plan/office.yaml there or above.")
    project, problems = read_workspace(root)
    return Workspace(project, in_order(problems))
