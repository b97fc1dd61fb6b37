"""From `plan/holidays.yaml` and the Panel's rules to what its deadlines are worked out from."""

from __future__ import annotations

import calendar
import re
from datetime import date

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import MALFORMED_DATE, MALFORMED_PERIOD
from pcpgen.model.period import Form, Period, parse_date
from pcpgen.model.text import Text
from pcpgen.model.working_days import Holidays, Precept, Publication, Step
from pcpgen.problems import problem

HOLIDAYS = "plan/holidays.yaml"
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


def read_holidays(folder: Folder) -> Holidays | None:
    """The bank holidays; None where the office lists none."""
    fields = open_fields(folder, HOLIDAYS, "the bank holidays") if folder.exists(HOLIDAYS) else None
    if fields is None:
        return None
    area = fields.words("area")
    entries = fields.fields("days", "the days")
    days: dict[date, str] = {}
    for key in entries:
        try:
            days[parse_date(key)] = entries.words(key)
        except ValueError as error:
            entries.problems.append(problem(MALFORMED_DATE, entries.key(key).place, str(error)))
    fields.done()
    return Holidays(area, days, fields.place)


def read_publication(fields: Fields) -> Publication:
    """When papers are due, from the entry `publication`."""
    read = Publication(
        law_clear_days=fields.number("law_clear_days"),
        law=fields.words("law", required=False),
        working_days_before=fields.number("working_days_before"),
        questions_close_working_days=fields.number("questions_close_working_days"),
        questions_close_at=fields.words("questions_close_at", required=False) or "noon",
    )
    fields.done()
    return read


def read_precept(fields: Fields) -> Precept:
    """The timetable of the precept, from the entry `precept`."""
    precept = Precept(
        law=fields.words("law"),
        years=tuple(year for text in fields.texts("years") if (year := _year(text, fields))),
        steps=tuple(step for each in fields.each("steps", "a step") if (step := _step(each))),
    )
    fields.done()
    return precept


def _year(text: Text, fields: Fields) -> Period | None:
    period = fields.as_period(text)
    if period and period.form is not Form.FINANCIAL_YEAR:
        message = f'"{text}" is no financial year'
        fields.problems.append(problem(MALFORMED_PERIOD, text.place, message, "Write it as 2020/21."))
        return None
    return period


def _step(fields: Fields) -> Step | None:
    what, by = fields.words("what"), fields.text("by")
    fields.done()
    found = re.fullmatch(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]+)", by.value)
    month = _MONTHS.get(found["month"]) if found else None
    # a day that every year has
    if not found or not month or not 1 <= int(found["day"]) <= calendar.monthrange(2019, month)[1]:
        message = f'"{by}" is no day of every year'
        fields.problems.append(problem(MALFORMED_DATE, by.place, message, "Write the day as 1 February."))
        return None
    return Step(what, month, int(found["day"]))
