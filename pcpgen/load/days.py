"""From a day as people write it to a date; what could be read in two ways is refused, never guessed."""

from __future__ import annotations

from datetime import date

from pcpgen.load.rules import MALFORMED_DATE
from pcpgen.model.period import parse_date
from pcpgen.patterns import pattern
from pcpgen.prose.days import MONTHS

WRITE = MALFORMED_DATE.remedy  # whatever was written
_NAMED = pattern(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>[0-9]{4})")
_SLASHED = pattern(r"(?P<one>[0-9]{1,2})[/.](?P<other>[0-9]{1,2})[/.](?P<year>[0-9]{4})")


class NoDay(ValueError):
    """That a text is no day, in words for an author; the remedy is empty where the rule's own is the nearest."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, *([remedy] if remedy else []))
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy or WRITE}"


def read_day(text: str) -> date:
    """A day written 2019-10-31 or 31 October 2019, or in figures of which only one reading is a day. Raises NoDay.

    It is the one reader of days, wherever a person writes one: in a file, a table or a command.
    """
    if found := _NAMED.fullmatch(text):
        month = _month(found["month"].casefold())
        return _day(text, found["year"], month, int(found["day"]))
    if found := _SLASHED.fullmatch(text):
        return _of_figures(text, int(found["one"]), int(found["other"]), found["year"])
    return _parsed(text)


def is_in_words_or_figures(text: str) -> bool:
    """Whether a text has one of the forms of a day that are not our own, be it one or not."""
    named = _NAMED.fullmatch(text)
    return bool(_SLASHED.fullmatch(text) or (named and _month(named["month"].casefold())))


def _parsed(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as wrong:
        raise NoDay(str(wrong)) from None


def _month(word: str) -> int:
    """The number of a month by its name or the first three letters of it; 0 where it is none."""
    names = [name.casefold() for name in MONTHS]
    return next((at for at, name in enumerate(names, 1) if word in (name, name[:3], name[:4])), 0)


def _of_figures(text: str, one: int, other: int, year: str) -> date:
    if one <= 12 and other <= 12 and one != other:
        days = [_written(year, other, one), _written(year, one, other)]
        raise NoDay(f'"{text}" may be day and month or month and day', f"Write {days[0]}, or {days[1]}.")
    day, month = (one, other) if other <= 12 else (other, one)
    return _day(text, year, month, day)


def _day(text: str, year: str, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NoDay(f'"{text}" is no date')
    return _parsed(_written(year, month, day))


def _written(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}"
