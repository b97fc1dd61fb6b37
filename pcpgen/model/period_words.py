"""From a period to how the language of a catalogue writes it: "31 March 2016", "year ending March 2016"."""

from __future__ import annotations

from datetime import date

from pcpgen.model.period import Form, Period, parse_period
from pcpgen.words.catalogue import Catalogue


def day_words(catalogue: Catalogue, day: date) -> str:
    """A day: "31 March 2016"."""
    return catalogue.text("period.day", day=day.day, month=catalogue.month(day.month), year=day.year)


def day_in_cell(catalogue: Catalogue, day: date) -> str:
    """A day in the cell of a table: its number never stands alone on a line, however narrow the column."""
    return day_words(catalogue, day).replace(" ", "\N{NO-BREAK SPACE}", 1)


def weekday_words(catalogue: Catalogue, day: date) -> str:
    """A day with its weekday: "Thursday 31 March 2016"."""
    weekday = catalogue.text(f"weekday.{day.isoweekday()}")
    return catalogue.text("period.weekday", weekday=weekday, date=day_words(catalogue, day))


def period_words(catalogue: Catalogue, period: Period) -> str:
    """A period, by the form in which it was written; a year reads as it is written."""
    said = catalogue.said.get(period)
    if said is None:
        said = catalogue.said[period] = _said(catalogue, period)
    return said


def _said(catalogue: Catalogue, period: Period) -> str:
    match period.form:
        case Form.DAY if period.start:
            return day_words(catalogue, period.start)
        case Form.MONTH if period.start:
            return _month(catalogue, period.start)
        case Form.YEAR_ENDING if period.end:
            return catalogue.text("period.year-ending", month=_month(catalogue, period.end))
        case Form.TWELVE_MONTHS if period.end:
            return catalogue.text("period.twelve-months", month=_month(catalogue, period.end))
        case Form.QUARTER if period.start and period.end:
            first, last = catalogue.month(period.start.month), _month(catalogue, period.end)
            return catalogue.text("period.from-to", first=first, last=last)
        case Form.RANGE:
            return _range(catalogue, period)
        case _:
            return period.written


def _range(catalogue: Catalogue, period: Period) -> str:
    written = period.written.split("..")
    first, last = (parse_period(end) if end else None for end in written)
    if first is None or last is None:
        if last:
            return catalogue.text("period.by", last=period_words(catalogue, last))
        return catalogue.text("period.since", first=period_words(catalogue, first)) if first else period.written
    begins = period_words(catalogue, first)
    if first.form is Form.MONTH and first.start and last.start and first.start.year == last.start.year:
        begins = catalogue.month(first.start.month)
    return catalogue.text("period.from-to", first=begins, last=period_words(catalogue, last))


def _month(catalogue: Catalogue, day: date) -> str:
    return catalogue.text("period.month", month=catalogue.month(day.month), year=day.year)
