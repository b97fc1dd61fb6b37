"""From a dataset to what an analyst asks of it: each value by series and period, each comparison, and the history.

What is kept back from publication is kept back here too.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pcpgen.figures.compare import Comparison, compare, interval, verdict_of
from pcpgen.figures.data import Data, Refusal, is_kept_back
from pcpgen.figures.figure import Figure
from pcpgen.figures.revised import held
from pcpgen.figures.tested import headline
from pcpgen.model.data import Dataset, Ratio, Revision, Series, Value
from pcpgen.model.extraction import Origin
from pcpgen.place import Place
from pcpgen.values import dataclass

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A series in one period, with the file and row that it is read from, or no row where it is computed."""

    series: Series
    figure: Figure
    file: str
    row: int | None
    origin: Origin | None  # of the row in the publisher's file; none where the figure is kept back

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
            "file": self.file,
            "row": self.row,
            "made_of": "" if self.row else figure.origin,
            "published_in": published_in(self.origin) if self.origin else "",
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """A series' newest value beside an earlier one, as documents set them, or why nothing is said of a change."""

    series: Series
    against: str  # with what, by one of COMPARISONS; empty where the indicator names none
    comparison: Comparison | None
    verdict: str  # empty where there is no comparison, or where the dataset is no indicator
    reason: str  # why there is no comparison, or no change in one; empty where there is

    @property
    def plain(self) -> dict[str, Cell]:
        found = self.comparison
        return {
            "series": _short(self.series),
            "title": self.series.title,
            "against": self.against,
            "period": found.current.period.written if found else "",
            "value": number(found.current.value) if found else None,
            **_ends("value", interval(found.current) if found else None),
            "unit": self.series.unit,
            "base_period": found.base.period.written if found else "",
            "base_value": number(found.base.value) if found else None,
            **_ends("base", interval(found.base) if found else None),
            "change": number(found.change.value) if found else None,
            "change_mark": found.change.mark if found and not found.has_change else "",
            "change_unit": found.change.unit if found and found.has_change else "",
            **_ends("change", (found.between.lower, found.between.upper) if found and found.between else None),
            "test": _test(found) if found else "",
            "p": found.p if found else None,
            "clear": found.clear if found else None,
            "verdict": self.verdict,
            "reason": self.reason,
            "made_of": found.change.origin if found else "",
        }


def _test(found: Comparison) -> str:
    """By which test chance was weighed; empty where none could be made."""
    return "" if found.p is None else "two surveys" if found.between else "two counts"


def _ends(of: str, ends: tuple[Decimal, Decimal] | None) -> dict[str, Cell]:
    """The lower and upper end of a 95% interval, where there is one."""
    low, high = map(float, ends) if ends else (None, None)
    return {f"{of}_low": low, f"{of}_high": high}


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that was changed: what it held before and since, when, why, and where that is kept."""

    series: Series
    old: Figure
    new: Figure
    date: date
    reason: str
    place: Place

    @property
    def plain(self) -> dict[str, Cell]:
        return {
            "series": _short(self.series),
            "title": self.series.title,
            "period": self.new.period.written,
            "old": number(self.old.value),
            "old_mark": self.old.mark if self.old.value is None else "",
            "new": number(self.new.value),
            "new_mark": self.new.mark if self.new.value is None else "",
            "unit": self.series.unit,
            "date": self.date,
            "reason": self.reason,
            "file": self.place.file,
            "row": self.place.line,
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """An indicator, or a dataset that is none, with all that its data say."""

    dataset: Dataset
    lines: tuple[Line, ...]
    compared: tuple[Compared, ...]  # by series, each with what its indicator's block compares it
    history: tuple[Changed, ...]  # by series, each in the order of their dates
    headline: Series  # the one that stands for the whole, as the indicator’s block opens with it

    @property
    def verdict(self) -> Compared:
        """What is said of the series that stands for the whole, as documents set it beside an earlier value first."""
        return next(each for each in self.compared if each.series is self.headline)


def outline(data: Data, dataset: Dataset) -> Outline:
    """All that is known of a dataset, which has no problems; periods oldest first."""
    series = tuple(dataset.series.values())
    against = dataset.compared_with or ("",)
    return Outline(
        dataset,
        tuple(_line(data, each, data.figure(each.id, period)) for each in series for period in data.periods(each.id)),
        tuple(_compared(data, dataset, each, named) for each in series for named in against),
        tuple(_changed(data, each, change) for each in series for change in data.history(each.id)),
        headline(data, dataset),
    )


def number(value: Value | None) -> int | float | None:
    """A value as a number: whole where it is whole, else the nearest float."""
    if isinstance(value, Ratio):
        return value.part / value.whole
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return None


def published_in(origin: Origin) -> str:
    """Where a publisher's file has what a row is from: its name, the sheet, the row or how many were counted."""
    rows = f"row {origin.row}" if origin.row else f"{origin.rows} rows"
    return ", ".join(filter(None, (origin.file, f"sheet {origin.sheet}" if origin.sheet else "", rows)))


def _short(series: Series) -> str:
    return series.id.partition(".")[2]


def _line(data: Data, series: Series, figure: Figure) -> Line:
    row = data.observations.get(series.id, {}).get(figure.period.written)
    if row is None:
        return Line(series, figure, "", None, None)
    # so many rows counted are the count itself
    origin = None if is_kept_back(figure) else data.origin_of(row)
    return Line(series, figure, row.file, row.line, origin)


def _compared(data: Data, dataset: Dataset, series: Series, named: str) -> Compared:
    try:
        found = compare(data, series.id, dataset.window or None, named or None)
    except Refusal as refused:
        return Compared(series, named, None, "", refused.reader or refused.message)
    reason = "" if found.has_change else data.catalogue.text("why.nought")
    return Compared(series, named, found, verdict_of(dataset, found) if dataset.measures else "", reason)


def _changed(data: Data, series: Series, revision: Revision) -> Changed:
    old, new = held(data, series, revision)
    return Changed(series, old, new, revision.date, revision.reason, revision.place)
