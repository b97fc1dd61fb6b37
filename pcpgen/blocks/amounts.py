"""From a dataset that an author asks for to its table: a row for each series, what it is for, its total."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.blocks.wording import cell, flag_notes, shown
from pcpgen.document.prose import Shown
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import KEPT_BACK, Data
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period import Period, parse_period
from pcpgen.model.period_words import period_words
from pcpgen.words.catalogue import Catalogue

_NONE = "[z]"
_UNDATED = parse_period("undated")


def amounts_table(data: Data, dataset: Dataset, asked: tuple[str, ...]) -> Table:
    """The amounts of the periods that are asked for, the newest where none is; totals are set off as such."""
    say = data.catalogue
    series = tuple(dataset.series.values())
    periods = [data.figure(series[0].id, period).period for period in asked] or [newest(data, dataset)]
    said = any(each.purpose or each.conditions for each in series)
    rows = tuple(
        Row(
            each.title,
            (
                *([_words(data.catalogue, each)] if said else []),
                *(cell(data.figure(each.id, period.written), full=False) for period in periods),
            ),
            "total" if each.parts else "line",
        )
        for each in series
    )
    heads = (*([say.text("amounts.purpose")] if said else []), *(period_words(say, period) for period in periods))
    unit = series[0].unit
    caption = say.text("amounts.caption", title=dataset.title.value, unit=unit)
    words = (*([True] if said else []), *(False for _ in periods))
    table = Table(f"{dataset.id}-amounts", caption, say.text("amounts.corner"), heads, rows, (), words)
    notes = [say.text("mark.c")] if any(one.text == KEPT_BACK for row in rows for one in row.cells) else []
    notes += [say.text("performance.z")] if any(one.text == _NONE for row in rows for one in row.cells) else []
    return replace(table, notes=(*notes, *flag_notes(say, [table]), say.text("source", source=dataset.source)))


def newest(data: Data, dataset: Dataset) -> Period:
    """The newest period for which any of the series has an amount."""
    found = [data.newest(name) for name in dataset.series if data.periods(name)]
    return max(found, key=lambda period: period.order) if found else data.newest(next(iter(dataset.series)))


def _words(say: Catalogue, series: Series) -> Shown:
    """What an amount is for, and on what conditions it is given."""
    says = series.purpose or (say.text("amounts.all") if series.parts else _NONE)
    if series.conditions:
        says = say.text("amounts.conditions", purpose=says, conditions=series.conditions)
    return shown(Figure(f"purpose:{series.id}", None, "", None, _UNDATED, "", (), mark=says))
