"""From rows to a table of pandas, which is loaded only when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from pcpgen.model.period import Form, Period, parse_period

if TYPE_CHECKING:
    import pandas as pd

    Frame: TypeAlias = pd.DataFrame

# what columns hold, by their names; all others hold text
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("start", "end", "date"), "datetime64[s]"),
    **dict.fromkeys(("value", "value_low", "value_high", "base_value", "base_low", "base_high"), "float64"),
    **dict.fromkeys(("change", "change_low", "change_high", "p", "old", "new"), "float64"),
    **dict.fromkeys(("base", "row"), "Int64"),
    "clear": "boolean",
}
_PERIODS: Mapping[str, str] = {"period": "written", "base_period": "base_written"}  # with the column of their text
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FREQUENCIES: Mapping[Form, str] = {Form.DAY: "D", Form.MONTH: "M", Form.QUARTER: "Q-DEC"}


def frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> Frame:
    """The rows as a DataFrame with these columns: days as timestamps, numbers as numbers, None as what is missing.

    Periods become those of pandas where all in their column are of one form that pandas has, with what is written in a
    column of its own; else they stay text.
    """
    import pandas as pd

    known = [{**row, **{text: row[name] for name, text in _PERIODS.items() if name in row}} for row in rows]
    made = pd.DataFrame(known, columns=list(columns))
    typed = made.astype({name: _KINDS.get(name, "str") for name in columns})
    for name in _PERIODS:
        if name in columns and (frequency := frequency_of([str(row[name]) for row in rows if row[name]])):
            ends = [_end(str(row[name])) if row[name] else None for row in rows]
            typed[name] = pd.PeriodIndex(ends, freq=frequency)
    return typed


def frequency_of(written: Sequence[str]) -> str:
    """The frequency of pandas that periods of one form have; empty where there is none, or where forms are several."""
    found = {(period.form, _frequency(period)) for period in map(parse_period, written)}
    return found.pop()[1] if len(found) == 1 else ""


def _frequency(period: Period) -> str:
    """The frequency of pandas in which a period is one: a year by the month that it ends with."""
    if period.months == 12 and period.end and period.form is not Form.RANGE:
        return f"Y-{_MONTHS[period.end.month - 1]}"
    return _FREQUENCIES.get(period.form, "")


def _end(written: str) -> object:
    return parse_period(written).end
