"""What a chart of an indicator is drawn from: its data, its series, their courses over periods, its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pcpgen.blocks.charts.subject import ChartSubject, Course
from pcpgen.document.table import Table
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator's chart as its file asks for it; `drawn` are the series that are no totals, `table` its figures."""

    data: Data
    dataset: Dataset
    subject: ChartSubject
    drawn: Sequence[Series]
    table: Table

    @property
    def say(self) -> Catalogue:
        return self.data.catalogue


def leaves(dataset: Dataset) -> tuple[Series, ...]:
    """The series that are no totals, as far as they have the unit of the first."""
    found = [series for series in dataset.series.values() if not series.parts]
    return tuple(series for series in found if series.unit == found[0].unit)


def numbers(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures is a number, without which nothing can be drawn."""
    return any(isinstance(figure.value, Decimal) for figure in figures)


def aligned(data: Data, dataset: Dataset, drawn: Sequence[Series]) -> list[Course]:
    """Each series over all periods that any of them has; what one lacks is a figure without a value."""
    periods: dict[str, Period] = {}
    for series in drawn:
        periods |= {period.written: period for period in data.periods(series.id)}
    ordered = sorted(periods.values(), key=lambda period: period.order)
    broken = tuple(at for at in range(1, len(ordered)) if breaks_between(dataset, ordered[at - 1], ordered[at]))
    return [
        Course(series.title, tuple(_figure(data, series, period) for period in ordered), broken) for series in drawn
    ]


def breaks_between(dataset: Dataset, before: Period, after: Period) -> bool:
    """Whether the figures of two periods that follow each other are not comparable."""
    return any(before.end and after.end and before.end < day <= after.end for day in dataset.changes)


def _figure(data: Data, series: Series, period: Period) -> Figure:
    if period.written in {each.written for each in data.periods(series.id)}:
        return data.figure(series.id, period)
    return Figure(f"{series.id}@{period}", None, series.unit, None, period, "", ())
