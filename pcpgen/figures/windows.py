"""From the periods that have rows to those that make up a longer one: quarters, years to date, 12 months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pcpgen.model.data import Window
from pcpgen.model.period import Form, Period, complete, filling, twelve_months_to, year_to_date
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """What makes up a period: the rows to add, and the rows to take off."""

    added: tuple[Period, ...]
    taken_off: tuple[Period, ...] = ()

    def sum(self, values: Sequence[Decimal]) -> Decimal:
        """What the values of all rows, in order, come to."""
        count = len(self.added)
        return sum(values[:count], Decimal(0)) - sum(values[count:], Decimal(0))


def parts_of(whole: Period, known: Sequence[Period]) -> Parts | None:
    """The rows that fill a period exactly; of 12 months also a year, less its first months, with those of the next.

    Y − B + C: calendar year 2018, less January to September 2018, with January to September 2019, makes the 12 months
    to September 2019. None where they lack.
    """
    if filled := filling(whole, known):
        return Parts(filled)
    if whole.form is not Form.TWELVE_MONTHS:
        return None
    for since in known:
        before = since.a_year_before()
        year = next((each for each in known if before and _is_year_from(each, before, since)), None)
        if before in known and year and since.end == whole.end and before:
            return Parts((year, since), (before,))
    return None


def _is_year_from(year: Period, before: Period, since: Period) -> bool:
    """Whether a year begins with the earlier months and ends where the later ones begin."""
    if not (year.end and since.start and year.days and year.days >= 365):
        return False
    return year.start == before.start and (since.start - year.end).days == 1


def window(name: Window, end: date) -> Period:
    """The newest period of a kind for data that run to a day."""
    match name:
        case "12 months":
            return twelve_months_to(end)
        case "year to date":
            return year_to_date(end)
        case _:
            return complete(Form(name), end)
