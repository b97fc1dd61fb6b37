"""From a dataset to what an analyst asks of it: each value by series and period, each comparison, and the history.

What is kept back from publication is kept back here too.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcpgen.figures.compare import Comparison, compare, verdict_of
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.figure import Figure
from pcpgen.figures.revised import held
from pcpgen.model.data import Dataset, Ratio, Revision, Series, Value
from pcpgen.values import dataclass

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A series in one period."""

    series: Series
    figure: Figure

    @property
    def plain(self) -> dict[str, Cell]:
        """The line as a row: numbers as numbers, an open or unknown end of the period as None."""
        figure = self.figure
        return {
            "series": _short(self.series),
            "title": self.series.title,
            "period": figure.period.written,
            "start": figure.period.start,
            "end": figure.period.end,
            "value": number(figure.value),
            "unit": figure.unit,
            "qualifier": figure.qualifier,
            "mark": figure.mark if figure.value is None else "",
            "flags": figure.flags,
            "base": figure.base,
            "note": figure.note,
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """A series' newest value beside an earlier one, or why nothing is said of a change."""

    series: Series
    comparison: Comparison | None
    verdict: str  # empty where there is no comparison, or where the dataset is no indicator
    reason: str  # why there is no comparison; empty where there is one

    @property
    def plain(self) -> dict[str, Cell]:
        found = self.comparison
        return {
            "series": _short(self.series),
            "title": self.series.title,
            "period": found.current.period.written if found else "",
            "value": number(found.current.value) if found else None,
            "base_period": found.base.period.written if found else "",
            "base_value": number(found.base.value) if found else None,
            "change": number(found.change.value) if found else None,
            "change_unit": found.change.unit if found else "",
            "p": found.p if found else None,
            "verdict": self.verdict,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that was changed: what it held before and since, when and why."""

    series: Series
    old: Figure
    new: Figure
    date: date
    reason: str

    @property
    def plain(self) -> dict[str, Cell]:
        return {
            "series": _short(self.series),
            "period": self.new.period.written,
            "old": number(self.old.value),
            "new": number(self.new.value),
            "date": self.date,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """An indicator, or a dataset that is none, with all that its data say."""

    dataset: Dataset
    lines: tuple[Line, ...]
    compared: tuple[Compared, ...]
    history: tuple[Changed, ...]  # by series, each in the order of their dates

    @property
    def headline(self) -> Series:
        """The series that stands for the whole: the one declared, or else the first."""
        series = self.dataset.series
        return series[self.dataset.headline] if self.dataset.headline else next(iter(series.values()))


def outline(data: Data, dataset: Dataset) -> Outline:
    """All that is known of a dataset, which has no problems; periods oldest first."""
    series = tuple(dataset.series.values())
    return Outline(
        dataset,
        tuple(Line(each, data.figure(each.id, period)) for each in series for period in data.periods(each.id)),
        tuple(_compared(data, dataset, each) for each in series),
        tuple(_changed(data, each, change) for each in series for change in data.history(each.id)),
    )


def number(value: Value | None) -> int | float | None:
    """A value as a number: whole where it is whole, else the nearest float."""
    if isinstance(value, Ratio):
        return value.part / value.whole
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None


def _short(series: Series) -> str:
    return series.id.partition(".")[2]


def _compared(data: Data, dataset: Dataset, series: Series) -> Compared:
    try:
        found = compare(data, series.id)
    except Refusal as refused:
        return Compared(series, None, "", refused.reader or refused.message)
    return Compared(series, found, verdict_of(dataset, found) if dataset.measures else "", "")


def _changed(data: Data, series: Series, revision: Revision) -> Changed:
    old, new = held(data, series, revision)
    return Changed(series, old, new, revision.date, revision.reason)
