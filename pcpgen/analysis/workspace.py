"""From a folder to an office's plan and data as an analyst opens them: its indicators by id, with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.analysis.indicator import Indicator
from pcpgen.blocks.subject import INK
from pcpgen.checks.figures import check_data
from pcpgen.checks.indicators import unfit_indicators
from pcpgen.figures.data import Data, Refusal, files_of
from pcpgen.figures.outline import outline
from pcpgen.load.root import find_workspace, real
from pcpgen.load.workspace import read_workspace
from pcpgen.model.data import Observation
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import Problem, did_you_mean, errors_in, in_order, in_words, listed, number_of
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pcpgen.formats.notebook import Listed


class Unknown(LookupError):
    """There is no such workspace, indicator or dataset; says what there is."""


class InDoubt(ValueError):
    """An indicator's description or data have problems, so that nothing is said of it."""

    def __init__(self, problems: tuple[Problem, ...], sources: Mapping[str, Source]) -> None:
        super().__init__("\n".join(in_words(each, sources) for each in problems))
        self.problems, self.sources = problems, sources


@dataclass(frozen=True)
class Workspace:
    """An office's plan and data, read once: `office["call-handling"]`, or `office.call_handling`.

    `project` is the program's own, and holds all that was read, what documents keep back included.
    """

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
            return Indicator(outline(self._data, dataset), self._data, self.project.office, self._hue(id))
        except Refusal as refused:
            raise InDoubt((refused.told(dataset.title.place),), self.project.sources) from None

    def ask_for_rows(self, id: str, but: Callable[[Problem, Project], bool] = lambda wrong, project: False) -> None:
        """Raises as `indicator` does, but for rows that are not there yet: new ones may be what it waits for; and for
        those problems that do not matter then.
        """
        if id not in self.project.datasets:
            if id in self.project.indicators:
                raise Unknown(f'the indicator "{id}" has no data: plan/indicators/{id}.yaml declares no series.')
            known = self.project.datasets
            raise Unknown(f'there is no indicator "{id}". {did_you_mean(id, known)}There are: {listed(known, 40)}.')
        wrong = (each for each in self._wrong if each.place.file in files_of(id))
        for found in (self._doubts(id), in_order(wrong)):
            if doubts := tuple(each for each in found if not but(each, self.project)):
                raise InDoubt(doubts, self.project.sources)

    def __getitem__(self, id: str) -> Indicator:
        return self.indicator(id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicators)

    def __len__(self) -> int:
        return len(self.project.datasets)

    def __contains__(self, id: object) -> bool:
        return id in self.project.datasets

    def __getattr__(self, name: str) -> Indicator:
        """The indicator whose id has hyphens where the name has underscores."""
        project, id = vars(self).get("project"), name.replace("_", "-")
        if project and not name.startswith("_") and id in project.datasets:
            return self.indicator(id)
        raise AttributeError(f'there is no "{name}" in the workspace, and no indicator of that id')

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(id.replace("-", "_") for id in self.indicators)]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.indicators)

    def __repr__(self) -> str:
        return f"<{self._title}: {self._state}>"

    def _repr_html_(self) -> str:
        from pcpgen.formats.notebook import workspace_html

        return workspace_html(self.project.catalogue, self._title, self._state, [*map(self._listed, self.indicators)])

    @property
    def _title(self) -> str:
        office, edition = self.project.office, self._edition
        return ", ".join(filter(None, (office.name if office else "", str(edition.title) if edition else "")))

    @property
    def _state(self) -> str:
        """How much stands in it, and how much is wrong with what was read."""
        datasets, errors = self.project.datasets.values(), len(errors_in(self.problems))
        indicators = sum(bool(dataset.measures) for dataset in datasets)
        holds = (
            number_of(indicators, "indicator"),
            number_of(len(datasets) - indicators, "other dataset"),
            f"{sum(len(each.series) for each in datasets):,} series",
            number_of(sum(len(self._rows(each.id)) for each in datasets), "row"),
        )
        counts = ((errors, "error"), (len(self.problems) - errors, "warning"))
        wrong = ", ".join(number_of(count, what) for count, what in counts if count)
        return f"{', '.join(holds)}; {wrong or 'no problems in reading'}"

    def _listed(self, id: str) -> Listed:
        from pcpgen.formats.notebook import Listed

        dataset, periods = self.project.datasets[id], [row.period for row in self._rows(id)]
        newest = max(periods, key=lambda period: period.order).words if periods else ""
        return Listed(id, dataset.title.value, len(dataset.series), len(periods), newest)

    def _rows(self, id: str) -> list[Observation]:
        known = self.project.observations
        return [row for series in self.project.datasets[id].series for row in known.get(series, {}).values()]

    @property
    def _edition(self) -> Edition | None:
        """The latest edition that is no draft, or else the latest."""
        editions = self.project.editions.values()
        final = [each for each in editions if not each.draft]
        return max(final or editions, key=lambda each: each.in_force, default=None)

    def _hue(self, id: str) -> str:
        """The colour of the latest theme that an indicator is listed in, by which its chart is drawn."""
        office, edition = self.project.office, self._edition
        themes = edition.themes if edition else ()
        named = (each.colour.value for each in themes if id in [listed.value for listed in each.indicators])
        colour = office.colours.get(next(named, "")) if office else None
        return colour.hex if colour else INK

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
