"""From bank holidays to working days: counted back from a meeting, clear or not, and on from a publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pcpgen.model.period import Period, parse_period
from pcpgen.place import Place
from pcpgen.values import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)


def day_words(day: date) -> str:
    """A day with its weekday: "Tuesday 5 November 2019"."""
    return f"{WEEKDAYS[day.weekday()]} {parse_period(day.isoformat()).words}"


class Uncovered(Exception):
    """A year whose bank holidays nobody has listed, so that no day of it can be called a working day."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True, slots=True)
class Holidays:
    """The bank holidays of an area by day; a year counts as known when it has at least one."""

    area: str
    days: Mapping[date, str]  # names, such as "Easter Monday"
    place: Place

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({day.year for day in self.days}))

    def is_working(self, day: date) -> bool:
        """Whether a day is neither at a weekend nor a bank holiday. Raises Uncovered for a year that is not known."""
        if day.year not in self.years:
            raise Uncovered(day.year)
        return day.weekday() < 5 and day not in self.days

    def before(self, day: date, count: int) -> date:
        """The `count`th working day before a day, which is not counted itself."""
        return self._step(day, count, -_DAY)

    def after(self, day: date, count: int) -> date:
        """The `count`th working day after a day, which is not counted itself."""
        return self._step(day, count, _DAY)

    def clear_before(self, day: date, count: int) -> date:
        """The last working day that leaves `count` clear ones before a day: neither end is counted."""
        return self.before(day, count + 1)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        while count > 0:
            day += step
            count -= self.is_working(day)
        return day


@dataclass(frozen=True, slots=True)
class Publication:
    """When a panel's papers are due; a rule that the panel does not have is None."""

    law_clear_days: int | None
    law: str
    working_days_before: int | None
    questions_close_working_days: int | None  # after publication
    questions_close_at: str  # "noon"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the law dates by day and month."""

    what: str
    month: int
    day: int

    def on(self, year: Period) -> date:
        """Its date for a financial year, in the calendar year in which that begins."""
        assert year.start is not None  # a financial year has both ends
        return date(year.start.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Precept:
    """The steps towards a precept, and the financial years whose precepts the office works on."""

    law: str
    years: tuple[Period, ...]
    steps: tuple[Step, ...]
