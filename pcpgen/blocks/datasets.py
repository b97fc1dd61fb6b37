"""From a dataset that is no indicator to a table of all its values, as an analyst looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen.blocks.wording import cell, shown
from pcpgen.document.prose import Shown
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period
from pcpgen.model.period_words import period_words

MOST_PERIODS = 6  # that have a column each
_SAID = ("%", "£", "pence", "rank")  # units that a cell says, by what they begin with


def dataset_table(data: Data, dataset: Dataset) -> Table:
    """Series by periods, the newest first; each value in a row of its own where most of them would be missing."""
    series, held = tuple(dataset.series.values()), {each: data.periods(each) for each in dataset.series}
    known = {period.written: period for periods in held.values() for period in periods}
    periods = sorted(known.values(), key=lambda period: period.order, reverse=not dataset.newest_last)
    values, mixed = sum(map(len, held.values())), len({each.unit for each in series}) > 1
    if 2 * values < len(series) * len(periods):
        columns, rows = _each(data, series, mixed)
    elif len(periods) > MOST_PERIODS and len(series) <= len(periods):
        columns = tuple(_head(each, mixed) for each in series)
        rows = [
            Row(period_words(data.catalogue, when), tuple(_value(data, each, when, mixed) for each in series))
            for when in periods
        ]
    else:
        columns = tuple(period_words(data.catalogue, when) for when in periods)
        rows = [
            Row(
                _head(each, mixed),
                tuple(_value(data, each, when, mixed) for when in periods),
                "total" if each.parts else "line",
            )
            for each in series
        ]
    unit = "" if mixed else series[0].unit
    corner = f"{unit[:1].upper()}{unit[1:]}" or data.catalogue.text("table.measure")
    return Table(f"{dataset.id}-table", dataset.title.value, corner, columns, tuple(rows))


def _each(data: Data, series: Sequence[Series], mixed: bool) -> tuple[tuple[str, ...], list[Row]]:
    """A row a value."""
    say = data.catalogue
    rows = [
        Row(f"{_head(each, mixed)}, {period_words(say, when)}", (_value(data, each, when, mixed),))
        for each in series
        for when in data.periods(each.id)[::-1]
    ]
    return (say.text("table.value"),), rows


def _head(series: Series, mixed: bool) -> str:
    """A series by its title, with its unit where others have another and its cells do not say it."""
    return (
        series.title
        if not mixed or not series.unit or series.unit.startswith(_SAID)
        else f"{series.title} ({series.unit})"
    )


def _value(data: Data, series: Series, when: Period, mixed: bool) -> Shown:
    """A value, with its unit where the table's head has none; [x] where the series has none for the time."""
    if when.written not in {each.written for each in data.periods(series.id)}:
        return shown(Figure(f"{series.id}@{when}", None, series.unit, None, when, "", (), mark="[x]"))
    figure = data.figure(series.id, when)
    return cell(replace(figure, base=None), full=mixed or series.unit == "%" or bool(figure.qualifier))
