"""From weekends, bank holidays and closures to working days: back from a meeting, clear or not, and on from a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from pcpgen.model.period import parse_period
from pcpgen.place import Place
from pcpgen.values import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = timedelta(days=1)


def day_words(day: date) -> str:
    """A day with its weekday: "Tuesday 5 November 2019"."""
    return f"{WEEKDAYS[day.weekday()]} {parse_period(day.isoformat()).words}"


@cache
def bank_holidays(nation: str, year: int) -> Mapping[date, str]:
    """The bank holidays of a nation in a year by day, those moved or given once among them."""
    import holidays  # here, since it takes longer to come in than most commands to run

    subdivision = {"England": "ENG", "Wales": "WLS"}[nation]
    return dict(holidays.country_holidays("GB", subdiv=subdivision, years=year))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of an office: none at a weekend, on a bank holiday or on a day of its own closures."""

    nation: str
    closures: Mapping[date, str]  # why, such as "Office closed between the years"

    def holiday(self, day: date) -> str:
        """What a day is called on which no work is done though it is in the week; empty where it is none."""
        return self.closures.get(day, "") or bank_holidays(self.nation, day.year).get(day, "")

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and not self.holiday(day)

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
    """A panel's own rules on when its papers are due; a rule that it does not have is None."""

    working_days_before: int | None
    questions_close_working_days: int | None  # after publication
    questions_close_at: str  # "noon"
    place: Place
