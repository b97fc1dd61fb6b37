"""From `plan/holidays.yaml`, the Panel's rules and the law's days to what deadlines are worked out from."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import MALFORMED_DATE, MALFORMED_PERIOD
from pcpgen.model.obligations import NATIONS, Duty, Notice, Obligations, Provision, Step
from pcpgen.model.period import Form, Period, parse_date
from pcpgen.model.text import Text
from pcpgen.model.working_days import Publication
from pcpgen.problems import problem
from pcpgen.prose.days import MONTHS

HOLIDAYS = "plan/holidays.yaml"
SHIPPED = Path(__file__).parent.parent / "law"
OBLIGATIONS = ("notices", "precept", "duties")  # tables of the law by which things are due
KNOWN = ("read", "secondary", "general", "announced")  # how sure a row of the law is


def read_closures(folder: Folder) -> dict[date, str]:
    """The days on which the office is closed besides weekends and bank holidays; none where it lists none."""
    fields = open_fields(folder, HOLIDAYS, "the closures") if folder.exists(HOLIDAYS) else None
    if fields is None:
        return {}
    entries = fields.fields("days", "the days")
    days: dict[date, str] = {}
    for key in entries:
        try:
            days[parse_date(key)] = entries.words(key)
        except ValueError as error:
            entries.problems.append(problem(MALFORMED_DATE, entries.key(key).place, str(error)))
    fields.done()
    return days


def read_publication(fields: Fields) -> Publication:
    """The Panel's own rules, from the entry `publication`."""
    read = Publication(
        working_days_before=fields.number("working_days_before"),
        questions_close_working_days=fields.number("questions_close_working_days"),
        questions_close_at=fields.words("questions_close_at", required=False) or "noon",
        place=fields.key("working_days_before").place if "working_days_before" in fields else fields.place,
    )
    fields.done()
    return read


def read_precept(fields: Fields) -> tuple[Period, ...]:
    """The financial years whose precepts the office works on, from the entry `precept`."""
    years = tuple(year for text in fields.texts("years") if (year := _year(text, fields)))
    fields.done()
    return years


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
    fields = open_fields(folder, "deadlines.yaml", "the law")
    assert fields is not None
    found = read_obligations(fields)
    fields.done()
    assert not folder.problems, folder.problems[0]
    return found


def read_obligations(fields: Fields) -> Obligations:
    """The tables of what is due by law, from a file that may hold others too."""
    notices, precept, duties = (fields.fields(name, name, required=False) for name in OBLIGATIONS)
    steps = {key.value: _step(row) for key, row in _rows(precept, "step")}
    return Obligations(
        notices={key.value: _notice(row) for key, row in _rows(notices, "notice")},
        precept={key: step for key, step in steps.items() if step},
        duties={key.value: _duty(row) for key, row in _rows(duties, "duty")},
    )


def _rows(fields: Fields, what: str) -> Iterator[tuple[Text, Fields]]:
    return ((key, fields.fields(key.value, f'the {what} "{key}"')) for key in fields.ids())


def read_provision(fields: Fields) -> Provision:
    """Where a row stands and when it holds; one that names no nation holds in both."""
    nations = fields.texts("nations", required=False)
    fields.tree("nations")
    ends = fields.date("until") if "until" in fields else None
    fields.tree("until")
    return Provision(
        law=fields.words("law"),
        source=fields.words("source", required=False),
        known=fields.choice("known", KNOWN, "read"),
        nations=tuple(fields.one_of(each, NATIONS) for each in nations) or NATIONS,
        begins=fields.date("in_force"),
        ends=ends,
    )


def _notice(fields: Fields) -> Notice:
    notice = Notice(fields.words("what"), fields.number("clear_days") or 0, read_provision(fields))
    fields.done()
    return notice


def _duty(fields: Fields) -> Duty:
    duty = Duty(fields.words("what"), fields.words("when"), read_provision(fields))
    fields.done()
    return duty


def _step(fields: Fields) -> Step | None:
    name = "before" if "before" in fields else "by"
    what, written, provision = fields.words("what"), fields.text(name), read_provision(fields)
    fields.tree("by")
    fields.done()
    found = re.fullmatch(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]+)", written.value)
    month = MONTHS.index(found["month"]) + 1 if found and found["month"] in MONTHS else 0
    # a day that every year has
    if not found or not month or not 1 <= int(found["day"]) <= calendar.monthrange(2019, month)[1]:
        message = f'"{written}" is no day of every year'
        fields.problems.append(problem(MALFORMED_DATE, written.place, message, "Write the day as 1 February."))
        return None
    return Step(what, month, int(found["day"]), name == "before", provision)
