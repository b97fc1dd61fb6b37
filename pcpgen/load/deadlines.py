"""From `plan/holidays.yaml`, the Panel's rules and the law's days to what deadlines are worked out from."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from pathlib import Path

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import MALFORMED_DATE, MALFORMED_PERIOD
from pcpgen.load.wrong import missing
from pcpgen.model.obligations import NATIONS, Duty, Notice, Obligations, Provision, Step
from pcpgen.model.period import Form, Period
from pcpgen.model.text import Text
from pcpgen.model.working_days import Publication
from pcpgen.problems import problem
from pcpgen.prose.days import MONTHS
from pcpgen.schema.law import CLOSURES, OBLIGATIONS, STEP

HOLIDAYS = "plan/holidays.yaml"
SHIPPED = Path(__file__).parent.parent / "law"


def read_closures(folder: Folder) -> dict[date, str]:
    """The days on which the office is closed besides weekends and bank holidays; none where it lists none."""
    fields = open_fields(folder, HOLIDAYS, CLOSURES) if folder.exists(HOLIDAYS) else None
    if fields is None:
        return {}
    entries = fields.fields("days")
    read = {name: entries.as_day(entries.key(name)) for name in entries}
    return {day: entries.words(name) for name, day in read.items() if day is not None}


def read_publication(fields: Fields) -> Publication:
    """The Panel's own rules, from the entry `publication`."""
    return Publication(
        working_days_before=fields.number("working_days_before"),
        questions_close_working_days=fields.number("questions_close_working_days"),
        questions_close_at=fields.words("questions_close_at") or "noon",
        place=fields.key("working_days_before").place if "working_days_before" in fields else fields.place,
    )


def read_precept(fields: Fields) -> tuple[Period, ...]:
    """The financial years whose precepts the office works on, from the entry `precept`."""
    return tuple(year for text in fields.texts("years") if (year := _year(text, fields)))


def _year(text: Text, fields: Fields) -> Period | None:
    period = fields.as_period(text)
    if period and period.form is not Form.FINANCIAL_YEAR:
        message = f'"{text}" is no financial year'
        fields.problems.append(problem(MALFORMED_PERIOD, text.place, message, "Write it as 2020/21."))
        return None
    return period


# The law -----------------------------------------------------------------------------------------------------------


@cache
def shipped_obligations() -> Obligations:
    """The program's own tables, in which nothing is wrong."""
    folder = Folder(SHIPPED)
    fields = open_fields(folder, "deadlines.yaml", OBLIGATIONS)
    assert fields is not None
    found = read_obligations(fields)
    assert not folder.problems, folder.problems[0]
    return found


def read_obligations(fields: Fields) -> Obligations:
    """The tables of what is due by law, from a file that may hold others too."""
    notices, precept, duties = (fields.fields(name) for name in ("notices", "precept", "duties"))
    steps = {key.value: _step(row) for key, row in precept.named()}
    return Obligations(
        notices={key.value: _notice(row) for key, row in notices.named()},
        precept={key: step for key, step in steps.items() if step},
        duties={key.value: _duty(row) for key, row in duties.named()},
    )


def read_provision(fields: Fields) -> Provision:
    """Where a row stands and when it holds; one that names no nation holds in both."""
    nations = fields.texts("nations")
    return Provision(
        law=fields.words("law"),
        source=fields.words("source"),
        known=fields.choice("known"),
        nations=tuple(fields.one_of(each, NATIONS) for each in nations) or NATIONS,
        begins=fields.date("in_force"),
        ends=fields.optional_date("until"),
    )


def _notice(fields: Fields) -> Notice:
    return Notice(fields.words("what"), fields.number("clear_days") or 0, read_provision(fields))


def _duty(fields: Fields) -> Duty:
    return Duty(fields.words("what"), fields.words("when"), read_provision(fields))


def _step(fields: Fields) -> Step | None:
    if not fields.form:
        if fields.is_mapping:
            fields.problems.append(missing(fields.what, fields.place, STEP.shapes["by"].entries["by"]))
        return None
    what, written, provision = fields.words("what"), fields.text(fields.form), read_provision(fields)
    found = re.fullmatch(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]+)", written.value)
    month = MONTHS.index(found["month"]) + 1 if found and found["month"] in MONTHS else 0
    # a day that every year has
    if not found or not month or not 1 <= int(found["day"]) <= calendar.monthrange(2019, month)[1]:
        message = f'"{written}" is no day of every year'
        fields.problems.append(problem(MALFORMED_DATE, written.place, message, "Write the day as 1 February."))
        return None
    return Step(what, month, int(found["day"]), fields.form == "before", provision)
