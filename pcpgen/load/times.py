"""From a period as people write it to ours; what could be read in two ways is refused, never guessed."""

from __future__ import annotations

import re

from pcpgen.load.days import NoDay, is_in_words_or_figures, read_day
from pcpgen.load.sheet import Cell
from pcpgen.model.period import Form, Period, parse_period, quarter_of
from pcpgen.patterns import pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH_NAMED = (pattern(rf"{_NAME}[ -]{_YEAR}"), pattern(rf"{_YEAR}[ -]{_NAME}"))
_MONTH_OF_EXCEL = pattern(rf"{_NAME}[ -](?P<short>[0-9]{{2}})")  # Apr-19, as its CSV prints a cell of a month
_ENDING = pattern(
    r"(?:(?:year|12 months|twelve months) (?:ending|to|ended)(?: in)?|y/?e) (?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? )?"
    rf"{_NAME}[ -](?:{_YEAR}|(?P<short>[0-9]{{2}}))"  # YE Mar-24
)
_WEEK = pattern(r".*\b(?:weeks?|wk|w/?[ce])\b.*|(?:19|20)[0-9]{2}[ -]?w[0-5]?[0-9]")
_WITHOUT_YEAR = pattern(rf"{_NAME}|(?:quarter |qtr |q)[1-4]")
_FINANCIAL = pattern(r"(?:fy ?)?(?P<year>(?:19|20)[0-9]{2}) ?[/–-] ?(?:20)?(?P<next>[0-9]{2})")
# quarters of a financial year, the first of which begins in April, whichever comes first
_OF_YEAR = r"(?:fy ?)?(?P<year>(?:19|20)[0-9]{2}) ?[/–-] ?(?:20)?(?P<next>[0-9]{2})"
_MONTH_OF_YEAR = (pattern(rf"{_NAME},? {_OF_YEAR}"), pattern(rf"{_OF_YEAR},? {_NAME}"))  # Apr 2024/25
_NUMBER_IN_YEAR = pattern(
    rf"{_OF_YEAR} [0-9]{{1,2}}|[0-9]{{1,2}} {_OF_YEAR.replace('<year>', '<of>').replace('<next>', '<to>')}"
)
_QUARTERS = (
    pattern(rf"(?:quarter |qtr |q)(?P<quarter>[1-4]),?(?: of)? {_OF_YEAR}"),
    pattern(rf"{_OF_YEAR},? (?:quarter |qtr |q)(?P<quarter>[1-4])"),
)
_SPAN = pattern(rf"{_NAME} ?(?:-|–|to) ?{_NAME.replace('<month>', '<last>')} {_YEAR}")
_QUARTER_ENDING = pattern(rf"(?:quarter|3 months|three months) (?:ending|to|ended) (?:in )?{_NAME} {_YEAR}")
_OF_YEARS = pattern(r".*(?:\b(?:12|twelve)[ -]months?\b|\byears? (?:ending|ended|to)\b|\brolling\b).*", re.DOTALL)


def says_years(head: str) -> bool:
    """Whether a head in small letters says that its figures are of twelve months, whatever its periods are called."""
    return _OF_YEARS.fullmatch(head) is not None


def read_time(cell: Cell, form: Form | None, likely: Form | None = None) -> Period:
    """The period that a cell means, of the form that the dataset's periods have where they have one; `likely` is one
    that they need not have.

    Raises ValueError, in words for the analyst, where it means none or might mean another.
    """
    if isinstance(cell.content, Period):
        return _of_day(cell.content, Form.MONTH if cell.month and form is None else form)
    written = str(cell.content)
    period = _of_text(" ".join(written.split()), form, likely)
    return _of_day(period, form) if period.form is Form.DAY else _fits(period, form, written)


def _fits(period: Period, form: Form | None, written: str) -> Period:
    if form is not None and period.form is not form:
        raise ValueError(f'"{written}" is {period.form.one}; the periods of this dataset are {form.value}s')
    return period


def _of_text(text: str, form: Form | None, likely: Form | None) -> Period:
    low = text.casefold()
    if is_in_words_or_figures(text):
        return parse_period(_day(text))
    if month := _month(low, form or likely):
        return month
    if found := _ENDING.fullmatch(low):
        whole = parse_period(f"year ending {found['year'] or _year(found['short'])}-{_number(found['month']):02}")
        if found["day"] is None or (whole.end and whole.end.day == int(found["day"])):
            return whole
    if quarter := _quarter(low):
        return quarter
    if found := _FINANCIAL.fullmatch(low):
        year, following = int(found["year"]), int(found["next"])
        if following == (year + 1) % 100:
            might_be_month = re.fullmatch("[0-9]{4}-[0-9]{2}", low) and following <= 12
            if might_be_month and form not in (Form.FINANCIAL_YEAR, Form.MONTH):
                raise ValueError(f'"{text}" may be a month or a financial year')
            if not (might_be_month and form is Form.MONTH):
                return parse_period(f"{year}/{following:02}")
    return parse_period(text)


def instead_of(written: str, form: Form | None = None) -> str:
    """What to write in place of a time that is none of the form that is asked for, where it is known; else nothing."""
    low = " ".join(written.split()).casefold()
    if _WEEK.fullmatch(low):
        return "Add its weeks up to months, or give each by its last day: no period is a week."
    if form and (month := _month(low, Form.MONTH)) and (meant := _around_month(month, form)):
        whole = "quarter" if form is Form.QUARTER else "year"
        return (
            f"It is a month. Write {meant.written} where the whole {whole} is meant; where the month is, add months "
            f"up to {whole}s first, or write frequency: month beside the series."
        )
    if _NUMBER_IN_YEAR.fullmatch(low):
        return "Write the month by its name: nothing says whether 1 is April, as in a financial year, or January."
    if _MONTH_OF_EXCEL.fullmatch(low):
        said = "It may be a day. Where all times are months, write frequency: month beside the series"
        return f"{said}; else the whole year, as Apr 2024."
    if _WITHOUT_YEAR.fullmatch(low):
        return "Write its year into the same cell, as Jan 2024 or 2024-Q1; two rows of heads are the most."
    return ""


def _around_month(month: Period, form: Form) -> Period | None:
    """The quarter in which a month lies, or the year that ends in it; None for another form."""
    day = month.end
    assert day is not None
    if form is Form.QUARTER:
        return quarter_of(day)
    if form is Form.YEAR_ENDING:
        return parse_period(f"year ending {month.written}")
    try:
        return _of_day(parse_period(day.isoformat()), form) if form is not Form.MONTH else None
    except ValueError:
        return None


def _year(short: str) -> str:
    """The year that two digits mean."""
    return f"{'19' if short >= '50' else '20'}{short}"


def _month(low: str, form: Form | None) -> Period | None:
    """The month that a text names, by its year or by the financial year in which it lies; None where it names none."""
    for written in _MONTH_NAMED:
        if found := written.fullmatch(low):
            return parse_period(f"{found['year']}-{_number(found['month']):02}")
    for written in _MONTH_OF_YEAR:
        if (found := written.fullmatch(low)) and int(found["next"]) == (int(found["year"]) + 1) % 100:
            number = _number(found["month"])
            return parse_period(f"{int(found['year']) + (number < 4)}-{number:02}")
    if form is Form.MONTH and (found := _MONTH_OF_EXCEL.fullmatch(low)):  # where days have no place
        return parse_period(f"{_year(found['short'])}-{_number(found['month']):02}")
    return None


def _quarter(low: str) -> Period | None:
    """The quarter that a text names by its financial year or by its last month; None where it names none."""
    for written in _QUARTERS:
        if (found := written.fullmatch(low)) and int(found["next"]) == (int(found["year"]) + 1) % 100:
            number = int(found["quarter"]) % 4 + 1
            return parse_period(f"{int(found['year']) + (number == 1)}-Q{number}")
    if found := _SPAN.fullmatch(low):
        first, last = _number(found["month"]), _number(found["last"])
        return parse_period(f"{found['year']}-Q{last // 3}") if last % 3 == 0 and last - first == 2 else None
    if (found := _QUARTER_ENDING.fullmatch(low)) and _number(found["month"]) % 3 == 0:
        return parse_period(f"{found['year']}-Q{_number(found['month']) // 3}")
    return None


def _day(text: str) -> str:
    try:
        return read_day(text).isoformat()
    except NoDay as wrong:  # what to write is said of all columns alike
        raise ValueError(wrong.message) from None


def _number(month: str) -> int:
    return _MONTHS.index(month[:3]) + 1


def _of_day(period: Period, form: Form | None) -> Period:
    """The period of the dataset's form that a day stands for, by its first or its last day."""
    day = period.start
    assert day is not None
    if form in (None, Form.DAY):
        return period
    year, month = day.year, day.month
    candidates = {
        Form.MONTH: (f"{year}-{month:02}",),
        Form.QUARTER: (f"{year}-Q{(month + 2) // 3}",),
        Form.CALENDAR_YEAR: (str(year),),
        Form.FINANCIAL_YEAR: (f"{year}/{(year + 1) % 100:02}", f"{year - 1}/{year % 100:02}"),
        Form.YEAR_ENDING: (f"year ending {year}-{month:02}",),
    }.get(form or Form.DAY, ())
    for written in candidates:
        whole = parse_period(written)
        if day == whole.end or (day == whole.start and form is not Form.YEAR_ENDING):
            return whole
    raise ValueError(f"{period.words} is neither the first nor the last day of a {form.value if form else 'period'}")
