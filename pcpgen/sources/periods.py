"""From what a file says of a time to the period that is meant, by the declaration and the form of the dataset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pcpgen.load.sheet import Cell
from pcpgen.load.times import read_time
from pcpgen.model.extraction import Extraction
from pcpgen.model.period import Form, Period, parse_period, quarter_of
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE

_SHORT_YEARS = pattern(r"(?P<first>[0-9]{2}) ?[/–-] ?(?P<next>[0-9]{2})")
_SHORT_YEAR = pattern(r"'?(?P<year>[0-9]{2})")
_SLASHES = pattern(r"(?P<one>[0-9]{1,2})[/.](?P<other>[0-9]{1,2})[/.](?P<year>(?:19|20)[0-9]{2})")
_STAMP = pattern(r"(?P<day>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})[ T][0-9]{2}:[0-9]{2}.*")
_PLAIN_QUARTER = pattern(
    r"(?:quarter |qtr |q)(?P<quarter>[1-4]),? (?P<year>(?:19|20)[0-9]{2})"
    r"|(?P<before>(?:19|20)[0-9]{2}),? (?:quarter |qtr |q)(?P<behind>[1-4])"
)
_MONTH_BY_NUMBER = pattern(
    r"(?P<year>(?:19|20)[0-9]{2}) (?P<month>0?[1-9]|1[0-2])|(?P<before>0?[1-9]|1[0-2]) (?P<behind>(?:19|20)[0-9]{2})"
)
_BARE_QUARTER = pattern(r"(?P<year>.*[0-9]{4}.*) (?P<quarter>[1-4])")


def period_of(cells: Sequence[Cell], declared: Extraction, form: Form | None) -> Period:
    """The period that one cell means, or several together. Raises ValueError, in words, where they mean none."""
    if len(cells) == 1 and isinstance(cells[0].content, Period):
        if declared.adds_up and form is not None and not cells[0].month:
            return _around(cells[0].content, form)
        return read_time(cells[0], form)
    return period_of_text(" ".join(_said(cell) for cell in cells), declared, form)


def _said(cell: Cell) -> str:
    return format(cell.content, "f") if isinstance(cell.content, Decimal) else str(cell.content)


def period_of_text(text: str, declared: Extraction, form: Form | None) -> Period:
    """The period that a text means. Raises ValueError."""
    if stamp := _STAMP.fullmatch(text):
        text = stamp["day"]
    text = _with_century(text, declared.century)
    if found := _SLASHES.fullmatch(text):
        text = _day(int(found["one"]), int(found["other"]), int(found["year"]), declared.month_first)
    if declared.quarters and (found := _PLAIN_QUARTER.fullmatch(text.casefold())):
        number, year = int(found["quarter"] or found["behind"]), int(found["year"] or found["before"])
        if declared.quarters == "financial":
            year, number = year + (number == 4), number % 4 + 1
        text = f"{year}-Q{number}"
    if form in (None, Form.MONTH) and (found := _MONTH_BY_NUMBER.fullmatch(text)):  # of a column each
        text = f"{found['year'] or found['behind']}-{int(found['month'] or found['before']):02}"
    if form is Form.QUARTER and (found := _BARE_QUARTER.fullmatch(text)):
        text = f"{found['year']} Q{found['quarter']}"
    if form is Form.FINANCIAL_YEAR and (found := re.fullmatch("((?:19|20)[0-9]{2})((?:19|20)?[0-9]{2})", text)):
        text = f"{found[1]}/{found[2][-2:]}"
    if declared.adds_up and form not in (None, Form.DAY) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return _around(parse_period(text), form)
    return read_time(Cell(NOWHERE, "", text), form)


def _with_century(text: str, century: int | None) -> str:
    if century is None:
        return text
    if found := _SHORT_YEARS.fullmatch(text):
        return f"{century}{found['first']}/{found['next']}"
    found = _SHORT_YEAR.fullmatch(text)
    return f"{century}{found['year']}" if found else text


def _day(one: int, other: int, year: int, month_first: bool) -> str:
    day, month = (other, one) if month_first else (one, other)
    try:
        return parse_period(f"{year}-{month:02}-{day:02}").written
    except ValueError:
        order = "month" if month_first else "day"
        raise ValueError(f'"{one:02}/{other:02}/{year}" is no day, where the {order} comes first') from None


def _around(day: Period, form: Form) -> Period:
    """The period of a form in which a day lies."""
    at = day.start
    assert at is not None
    match form:
        case Form.MONTH:
            return parse_period(f"{at.year}-{at.month:02}")
        case Form.QUARTER:
            return quarter_of(at)
        case Form.CALENDAR_YEAR:
            return parse_period(str(at.year))
        case Form.FINANCIAL_YEAR:
            first = at.year - (at.month < 4)
            return parse_period(f"{first}/{(first + 1) % 100:02}")
        case _:
            return day
