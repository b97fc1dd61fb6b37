"""From words to the periods that they name: "the year ending March 2019", "2017/18", "July to September", "in 2012"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pcpgen.model.period import Form, Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.prose.days import MONTH, MONTHS, month_number
from pcpgen.values import dataclass

_Y = "(?:19|20)[0-9]{2}"
_ENDING = (
    r"\b(?:years?|(?:12|twelve)[ -]months?),?(?: (?:that|which))?"
    r" (?:ending|ended|ends?|to|up to)(?: (?:at|in|on|with))?(?: the)?(?: end of)?"
)
_NAMED = pattern(
    rf"(?P<ending>{_ENDING} (?:[0-9]{{1,2}} )?(?P<end>{MONTH}) (?P<endyear>{_Y}))"
    rf"|(?P<range>\b(?P<from>{MONTH})(?:(?:, (?:{MONTH})){{0,10}}| (?P<fromyear>{_Y}))(?: ?[–-] ?| to | and | until )"
    rf"(?P<to>{MONTH}) (?P<toyear>{_Y})\b)"
    rf"|(?P<day>\b(?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<dmonth>{MONTH}) (?P<dyear>{_Y})\b)"
    rf"|(?P<month>\b(?P<mname>{MONTH}) (?P<myear>{_Y})\b)"
    rf"|(?P<quarter>\b(?:Q(?P<q>[1-4])|(?P<ordinal>first|second|third|fourth|last) quarter)(?: of)?"
    rf" (?P<qyear>{_Y})(?P<qnext>[/–-][0-9]{{2}})?(?![0-9]))"
    rf"|(?P<years>(?<![\w./–-])(?P<first>{_Y})(?P<slash>[/–-])(?P<second>(?:{_Y}|[0-9]{{2}}))(?![\w/]))"
    rf"|(?P<year>(?<![\w./–£-])(?P<only>{_Y})(?![\w/–-]|[.,][0-9]))"
    rf"|(?P<bare>\b(?P<bname>{'|'.join(MONTHS)})\b)"
)
# what each of them has; each choice begins with a character of its own, by which `re` finds where to look at all
_MAY_NAME = pattern("|".join(("19[0-9][0-9]", "20[0-9][0-9]", *(month[:3] for month in MONTHS))))
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


@dataclass(frozen=True, slots=True)
class Named:
    """A period that words name, from `start` to `end` of a text.

    It may be read in more than one way: the first quarter of 2019/20 or of 2019. `month` is that of a month without its
    year, which is no period.
    """

    start: int
    end: int
    words: str
    readings: tuple[Period, ...]
    month: int = 0


def dates_in(text: str) -> Iterator[Named]:
    """The periods that a text names; what is no date, such as 31 February, is none."""
    for found in _NAMED.finditer(text) if _MAY_NAME.search(text) else ():
        kind = next(each for each in _READ if found[each])
        if kind == "bare":
            yield Named(found.start(), found.end(), found[0], (), month_number(found["bname"]))
            continue
        readings = tuple(each for each in map(_period, _READ[kind](found)) if each)
        if readings:
            yield Named(found.start(), found.end(), found[0], readings)


def _period(written: str) -> Period | None:
    try:
        return parse_period(written)
    except ValueError:
        return None


def _month(year: str, name: str) -> str:
    return f"{year}-{month_number(name):02}"


def _range(found: re.Match[str]) -> list[str]:
    return [f"{_month(found['fromyear'] or found['toyear'], found['from'])}..{_month(found['toyear'], found['to'])}"]


def _quarter(found: re.Match[str]) -> list[str]:
    """A quarter of the calendar year, of the financial year, or of whichever of the two it may be."""
    number = int(found["q"] or _ORDINALS[found["ordinal"]])
    year = int(found["qyear"])
    of_financial = f"{year}-Q{number + 1}" if number < 4 else f"{year + 1}-Q1"
    return [of_financial] if found["qnext"] else [f"{year}-Q{number}", of_financial]


def _years(found: re.Match[str]) -> list[str]:
    """Two years with a mark between: a financial year where the one follows the other, else all of the years."""
    first, second = int(found["first"]), int(found["second"][-2:])
    if second == (first + 1) % 100:
        return [f"{first}/{second:02}"]
    last = first - first % 100 + second if len(found["second"]) == 2 else int(found["second"])
    return [f"{first}..{last}", f"{first}/{(first + 1) % 100:02}..{last - 1}/{last % 100:02}"] if last > first else []


_READ: dict[str, Callable[[re.Match[str]], list[str]]] = {
    "ending": lambda found: [f"year ending {_month(found['endyear'], found['end'])}"],
    "range": _range,
    "day": lambda found: [f"{_month(found['dyear'], found['dmonth'])}-{int(found['number']):02}"],
    "month": lambda found: [_month(found["myear"], found["mname"])],
    "quarter": _quarter,
    "years": _years,
    "year": lambda found: [found["only"]],
    "bare": lambda found: [],
}


def agree(named: Named, period: Period) -> bool:
    """Whether words may well speak of a figure's period: the same days, a part, or what both begin or end with."""
    if named.month:
        return _has_month(period, named.month)
    return any(_agrees(reading, period) for reading in named.readings)


def _agrees(said: Period, period: Period) -> bool:
    assert said.start and said.end  # of what words name, none is open
    is_year = period.form is not Form.RANGE and (period.months or 0) == 12
    if said.start == period.start or said.end == period.end:
        if said.form is not Form.RANGE or (said.end == period.end and said.start == period.start):
            return True
        return is_year and 2 * (said.days or 0) <= (period.days or 0)  # "from April to August", of a year so far
    if not (period.start and period.end):
        return False
    within = period.start <= said.start and said.end <= period.end
    around = said.start <= period.start and period.end <= said.end
    if said.form is Form.RANGE:  # such as a quarter of a year, or the year of a quarter
        one, other = sorted((said.days or 0, period.days or 0))
        return (within or around) and 2 * one <= other
    if said.form is Form.CALENDAR_YEAR:
        return period.start <= said.end and said.start <= period.end
    return within or around


def _has_month(period: Period, month: int) -> bool:
    """Whether a month without its year may be of a period; of what is longer than a quarter it may."""
    if not (period.start and period.end) or (period.days or 0) > 93:
        return True
    return month in {period.start.month, period.end.month, (period.start.month % 12) + 1 if period.months == 3 else 0}
