"""From a line of words to the dates in it that no calendar has: 31 June, Monday 13 November 2019."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from pcpgen.patterns import pattern
from pcpgen.prose.slips import Slip
from pcpgen.rules import Rule

NO_SUCH_DATE = Rule(
    "no-such-date",
    "A date that does not exist",
    "Nobody can come on 31 June, and with a wrong weekday nobody knows which of the two days is meant.",
    "Correct the day, the month or the year.",
)

MONTHS = tuple(calendar.month_name)[1:]
# as authors write them, whole or short; a pattern puts it into a group
MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS).replace("Sep(?:", "Sept?(?:")
SEASON = "spring|summer|autumn|winter"
_WEEKDAYS = tuple(calendar.day_name)
_DAY = r"(?P<day>[0-9]{1,2})(?P<th>st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
_DIGIT = pattern("[0-9]")
_NAMED = pattern(MONTH)
_DAY_FIRST = pattern(
    rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun),?\s+(?:the\s+)?)?"
    rf"(?<![\w.,/£–-]){_DAY}\s+(?:of\s+)?(?P<month>{MONTH})\b(?:,?\s+{_YEAR})?"
)
_RANGE = pattern(rf"(?<![\w.,/£])(?P<first>[0-9]{{1,2}})\s?[–-]\s?{_DAY}\s+(?P<month>{MONTH})\b(?:,?\s+{_YEAR})?")
# without a year or st, nd, rd, th it may be a count: in June 62 officers
_MONTH_FIRST = pattern(
    rf"\b(?P<month>{MONTH})\s+(?P<day>[0-9]{{1,2}})(?:(?P<th>st|nd|rd|th)\b(?:,?\s+{_YEAR})?|,\s+(?P<only>(?:19|20)[0-9]{{2}})\b)"
)
_MARKED = pattern("[0-9][-/.][0-9]")
_NUMBERS = pattern(
    r"(?<![\w./-])(?:(?P<day>[0-9]{1,2})(?P<mark>[/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>(?:19|20)[0-9]{2})"
    r"|(?P<year2>(?:19|20)[0-9]{2})-(?P<month2>[0-9]{2})-(?P<day2>[0-9]{2}))(?![\w/-])"
)
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def month_number(name: str) -> int:
    """The number of a month by its name, whole or short: 9 for September, Sept and Sep."""
    return next(at for at, month in enumerate(MONTHS, 1) if month[:3] == name[:3])


def no_such_dates(text: str) -> Iterator[Slip]:
    """Each date of a line that is none, or whose weekday is another."""
    if not _DIGIT.search(text):
        return
    if _NAMED.search(text):
        for sought in (_DAY_FIRST, _RANGE, _MONTH_FIRST):
            for found in sought.finditer(text):
                yield from _named(found)
    for found in _NUMBERS.finditer(text) if _MARKED.search(text) else ():
        year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day"))
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            yield Slip(*found.span(), NO_SUCH_DATE, f'"{found[0]}" is no date')


def _named(found: re.Match[str]) -> Iterator[Slip]:
    day = int(found["day"])
    month = month_number(found["month"])
    written = found["year"] or found.groupdict().get("only")
    year = int(written) if written else 2000  # which has every day
    last = calendar.monthrange(year, month)[1]
    words = " ".join(found[0].split())
    if not 1 <= day <= last and (1 <= day < 40 or found["th"] or written):  # else: the 62 March meetings
        has = f"{MONTHS[month - 1]}{f' {year}' if written else ''} has {last} days"
        yield Slip(*found.span(), NO_SUCH_DATE, f'"{words}" is no date: {has}')
        return
    if not 1 <= day <= last:
        return
    if found["th"] and found["th"] != _ORDINALS.get(day, "th"):
        message = f'"{found["day"]}{found["th"]}" is written {day}{_ORDINALS.get(day, "th")}'
        yield Slip(found.start("day"), found.end("th"), NO_SUCH_DATE, message, f"Write {day} {MONTHS[month - 1]}.")
    weekday = found.groupdict().get("weekday")
    due = _WEEKDAYS[calendar.weekday(year, month, day)]
    if weekday and written and not due.startswith(weekday[:3]):
        message = f'"{words}": that day is a {due}'
        yield Slip(*found.span(), NO_SUCH_DATE, message, "Correct the weekday or the date.")
