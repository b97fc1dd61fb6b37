"""Periods as values: what a cell's period says, and how the British write it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise

from pcpgen.patterns import pattern
from pcpgen.values import dataclass


class Form(Enum):
    """How a period was written; decides how it is read aloud."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    CALENDAR_YEAR = "calendar year"
    FINANCIAL_YEAR = "financial year"
    YEAR_ENDING = "year ending"
    TWELVE_MONTHS = "12 months"
    RANGE = "range"
    UNDATED = "undated"

    @property
    def one(self) -> str:
        """One of them, as it follows "is": a month."""
        return _ONE.get(self.value, f"a {self.value}")


_ONE = {"12 months": "twelve months", "year ending": "a year ending with a month", "undated": "undated"}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; an open end is None, and undated has neither."""

    form: Form
    start: date | None
    end: date | None
    written: str  # canonical, as in the data: "2017/18"

    def __str__(self) -> str:
        return self.written

    @cached_property
    def order(self) -> tuple[date, date]:
        """Later periods sort later; undated ones first."""
        return self.end or self.start or date.min, self.start or date.min

    @cached_property
    def days(self) -> int | None:
        """How long it is; None where an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def months(self) -> int | None:
        """How many whole months it has; None where an end is open or lies within a month."""
        if not (self.start and self.end and self.start.day == 1 and (self.end + timedelta(days=1)).day == 1):
            return None
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    def a_year_before(self) -> Period | None:
        """The same months of the year before; None for a form that has none."""

        def earlier(text: str) -> str:
            return re.sub(r"[0-9]{4}(?:/[0-9]{2})?", lambda found: _year_before(found[0]), text)

        if self.form in (Form.UNDATED, Form.DAY) or self.days is None:
            return None
        try:
            return parse_period(earlier(self.written))
        except ValueError:
            return None

    def within(self, whole: Period) -> bool:
        """Whether all of its days are days of another period; not where an end is open."""
        ends = self.start, self.end, whole.start, whole.end
        return all(ends) and whole.start <= self.start and self.end <= whole.end  # type: ignore[operator]

    def before(self) -> Period | None:
        """The period of the same form that ends where this one begins; None for a form that has none."""
        if self.start is None:
            return None
        match self.form:
            case Form.MONTH:
                return parse_period(_month_written(self.start - _A_DAY))
            case Form.QUARTER:
                return quarter_of(self.start - _A_DAY)
            case Form.CALENDAR_YEAR | Form.FINANCIAL_YEAR | Form.YEAR_ENDING | Form.TWELVE_MONTHS:
                return self.a_year_before()
            case _:
                return None

    @property
    def words(self) -> str:
        """As a British reader expects it: "31 March 2016", "2017/18", "year ending March 2016"."""
        if self.form is Form.DAY and self.start:
            return f"{self.start.day} {_month(self.start)}"
        if self.form is Form.MONTH and self.start:
            return _month(self.start)
        if self.form is Form.YEAR_ENDING and self.end:
            return f"year ending {_month(self.end)}"
        if self.form is Form.TWELVE_MONTHS and self.end:
            return f"12 months to {_month(self.end)}"
        if self.form is Form.QUARTER and self.start and self.end:
            return f"{calendar.month_name[self.start.month]} to {_month(self.end)}"
        if self.form is Form.RANGE:
            return self._range_words
        return self.written

    @property
    def _range_words(self) -> str:
        first, last = self.written.split("..")
        if not first:
            return f"by {parse_period(last).words}"
        if not last:
            return f"since {parse_period(first).words}"
        one, other = parse_period(first), parse_period(last)
        if one.form is Form.MONTH and one.start and other.start and one.start.year == other.start.year:
            return f"{calendar.month_name[one.start.month]} to {other.words}"
        return f"{one.words} to {other.words}"


_A_DAY = timedelta(days=1)


def _month_written(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def quarter_of(day: date) -> Period:
    """The quarter of the calendar year that a day lies in."""
    return parse_period(f"{day.year}-Q{(day.month + 2) // 3}")


def twelve_months_to(day: date) -> Period:
    """The 12 months that end with the month of a day."""
    return parse_period(f"12 months to {_month_written(day)}")


def year_to_date(day: date) -> Period:
    """From April to the month of a day, in the financial year of that day."""
    april = day.year if day.month > 3 else day.year - 1
    return parse_period(f"{april}-04..{_month_written(day)}")


def complete(form: Form, day: date) -> Period:
    """The latest quarter, calendar year or financial year that is over at the end of a day."""
    match form:
        case Form.QUARTER:
            found = quarter_of(day)
            return found if found.end == day else quarter_of((found.start or day) - _A_DAY)
        case Form.FINANCIAL_YEAR:
            year = day.year if (day.month, day.day) >= (3, 31) else day.year - 1
            return parse_period(f"{year - 1}/{year % 100:02}")
        case _:
            return parse_period(str(day.year if (day.month, day.day) == (12, 31) else day.year - 1))


def filling(whole: Period, known: Iterable[Period]) -> tuple[Period, ...]:
    """Those of the known periods that fill the whole without a gap or an overlap, of one form; none where none do."""
    by_form: dict[Form, list[Period]] = {}
    for each in known:
        if (
            each.start
            and each.end
            and whole.start
            and whole.end
            and whole.start <= each.start
            and each.end <= whole.end
        ):
            by_form.setdefault(each.form, []).append(each)
    for parts in by_form.values():
        parts.sort(key=lambda each: each.order)
        joints = all(one.end and one.end + _A_DAY == other.start for one, other in pairwise(parts))
        if joints and parts[0].start == whole.start and parts[-1].end == whole.end:
            return tuple(parts)
    return ()


def _year_before(written: str) -> str:
    year = int(written[:4]) - 1
    return f"{year}/{(year + 1) % 100:02}" if "/" in written else str(year)


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_YEAR = r"(?P<year>(?:19|20)[0-9][0-9])"
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.DAY, pattern(rf"{_YEAR}-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])")),
    (Form.MONTH, pattern(rf"{_YEAR}-(?P<month>[0-9][0-9])")),
    (Form.QUARTER, pattern(rf"{_YEAR}-Q(?P<quarter>[1-4])")),
    (Form.FINANCIAL_YEAR, pattern(rf"{_YEAR}/(?P<next>[0-9][0-9])")),
    (Form.CALENDAR_YEAR, pattern(_YEAR)),
    (Form.YEAR_ENDING, pattern(rf"year ending {_YEAR}-(?P<month>[0-9][0-9])")),
    (Form.TWELVE_MONTHS, pattern(rf"12 months to {_YEAR}-(?P<month>[0-9][0-9])")),
)


@lru_cache(maxsize=4096)  # the files of a workspace write the same few again and again
def parse_period(text: str) -> Period:
    """The period that `text` writes; raises ValueError, in words for an author, where it writes none."""
    if text == "undated":
        return Period(Form.UNDATED, None, None, text)
    if ".." in text:
        return _range(text)
    for form, written in _FORMS:
        if found := written.fullmatch(text):
            start, end = _ends(form, {key: value for key, value in found.groupdict().items() if value})
            return Period(form, start, end, text)
    raise ValueError(f'"{text}" is no period')


def _range(text: str) -> Period:
    first, _, last = text.partition("..")
    if not first and not last:
        raise ValueError('".." names no period')
    start = parse_period(first).start if first else None
    end = parse_period(last).end if last else None
    if start and end and end < start:
        raise ValueError(f'"{text}" ends before it begins')
    return Period(Form.RANGE, start, end, text)


def _ends(form: Form, parts: dict[str, str]) -> tuple[date, date]:
    year = int(parts["year"])
    month = int(parts.get("month", 1))
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    match form:
        case Form.DAY:
            return (day := _day(year, month, int(parts["day"]))), day
        case Form.MONTH:
            return date(year, month, 1), _month_end(year, month)
        case Form.QUARTER:
            first = 3 * int(parts["quarter"]) - 2
            return date(year, first, 1), _month_end(year, first + 2)
        case Form.FINANCIAL_YEAR:
            if int(parts["next"]) != (year + 1) % 100:
                raise ValueError(f'"{year}/{parts["next"]}" is no financial year: after {year} comes {year + 1}')
            return date(year, 4, 1), date(year + 1, 3, 31)
        case Form.YEAR_ENDING | Form.TWELVE_MONTHS:
            end = _month_end(year, month)
            return (date(year - 1, month, 1).replace(day=28) + timedelta(days=4)).replace(day=1), end
        case _:
            return date(year, 1, 1), date(year, 12, 31)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        last = calendar.monthrange(year, month)[1]
        raise ValueError(f"{calendar.month_name[month]} {year} has {last} days") from None


UNREAD = date(2000, 1, 1)  # stands for a day that could not be read, which is told where it is written


def parse_date(text: str) -> date:
    """A date written 2017-03-01; raises ValueError in words for an author."""
    if not _FORMS[0][1].fullmatch(text):
        raise ValueError(f'"{text}" is no date')
    period = parse_period(text)
    if period.form is not Form.DAY or period.start is None:
        raise ValueError(f'"{text}" is no date')
    return period.start
