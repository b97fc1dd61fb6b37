"""From the time that stands behind "more than" to the figures of that time: "a year before", "in June 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pcpgen.checks.sentences.comparators import BEFORE, years_back
from pcpgen.checks.sentences.dates import dates_in
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.sides import Side, side_in
from pcpgen.figures.data import Data, Refusal
from pcpgen.model.period import Form, Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.prose.days import MONTH
from pcpgen.values import dataclass

_LEAD = (
    r"\s*(?:(?:(?:the|its) )?(?:number|figure|rate|share|total|level|count)(?: recorded)? |that |those )?"
    r"(?:(?:it was|they were|there (?:was|were)|(?:was |were )?recorded) )?(?P<in>(?:in|during|for|of|at|on) )?"
)
_BEFORE = pattern(rf"{_LEAD}(?P<words>{BEFORE})\b(?! (?:last|but one))")
_SAME = pattern(
    rf"{_LEAD}(?P<words>(?:the )?same (?:months?|quarter|period|three months|time)(?: of the year)? (?:of|in) "
    r"(?P<of>(?:19|20)[0-9]{2}(?:[/–-][0-9]{2})?))(?![\w/–-])"
)
_DATED = pattern(rf"{_LEAD}(?:the )?(?P<words>(?=[A-Z0-9a-z]))")
# behind the time: that the comparison ends there, and no more times follow
_ENDS = pattern(
    rf"\s*(?:$|[;:.()–—]|to {MARK}|,(?!\s*(?:(?:and|or|nor|as|but) )?(?:(?:in|the|of|for) )*(?:{MONTH}|Q[1-4]|[0-9])))"
)
_OF_MORE = pattern(
    r"\b(?:together|combined|altogether|averag\w*|mean|median|whole|entire|total(?:led)?|each|every|either|any|both"
    r"|a (?:day|week|month|quarter)\b(?! (?:before|earlier|ago)))\b"
)
_SO_LONG = pattern(r"a |(?:[a-z]+ )years ")  # "more than a year before" may tell how long before it was
_FROM_NOW = pattern(r"\b(?:last|ago)\b")  # which is told of the time of writing
_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Then:
    """A time in words, where they end, and the periods that they may mean beside a figure."""

    words: str
    end: int
    periods: tuple[Period, ...]

    @property
    def is_dated(self) -> bool:
        return any(dates_in(self.words))

    @property
    def is_length(self) -> bool:
        """Whether, behind "more than", it may be how long something took."""
        return bool(_SO_LONG.match(self.words))


def time_at(text: str, at: int, own: Period) -> Then | None:
    """The time that a text names at a place, with which what is said of a figure ends; None where it is not certain."""
    found = _BEFORE.match(text, at)
    if found:
        periods = _before(found, own)
    elif found := _SAME.match(text, at):
        periods = _same(found["of"], own)
    elif found := _DATED.match(text, at):
        start = found.start("words")
        named = next((each for each in dates_in(text[start : start + 60]) if each.start == 0), None)
        if not named:
            return None
        periods = tuple(each for each in named.readings if is_alike(each, own))
        periods = periods or (_months_around(named.month, own) if named.month else ())
        return _then(text, named.words, start + named.end, periods, own)
    return _then(text, found["words"], found.end(), periods, own) if found else None


def _then(text: str, words: str, end: int, periods: Iterable[Period], own: Period) -> Then | None:
    others = tuple(each for each in periods if (each.start, each.end) != (own.start, own.end))
    is_all = _ENDS.match(text, end) and not _OF_MORE.search(text, end, end + 40)
    return Then(words, end, others) if others and is_all else None


def _before(found: re.Match[str], own: Period) -> tuple[Period, ...]:
    """The period that is so long before a figure's own; or a whole year, which may be meant beside a shorter."""
    if years := years_back(found):
        is_same = "same" in found["words"]
        if own.months != _A_YEAR and not is_same and (found["in"] or re.search("previous|preceding", found["words"])):
            return (*_years_before(own, years), *_whole_years_before(own))
        return _years_before(own, years)
    form = Form.QUARTER if found["quarter"] else Form.MONTH
    earlier = own.before() if own.form is form else None
    return (earlier,) if earlier else ()


def _years_before(own: Period, years: int) -> tuple[Period, ...]:
    if own.form is Form.DAY and own.start:
        return (_parsed(f"{own.start.year - years}{own.written[4:]}"),) if own.written[5:] != "02-29" else ()
    period: Period | None = own
    for _ in range(years):
        period = period.a_year_before() if period else None
    return (period,) if period else ()


def _whole_years_before(own: Period) -> tuple[Period, ...]:
    """The years of the calendar and from April that lie before the one of a shorter time."""
    if not own.start:
        return ()
    year = own.start.year - 1
    april = year if own.start.month > 3 else year - 1
    return _parsed(f"{year}"), _parsed(f"{april}/{(april + 1) % 100:02}")


def _same(year: str, own: Period) -> tuple[Period, ...]:
    """The same months in a year that is named, of the calendar or from April."""
    if own.months is None or own.months >= _A_YEAR or not own.start:
        return ()
    whole = _parsed(year.replace("–", "/").replace("-", "/"))
    years = range(own.start.year - whole.start.year + 2) if whole.start else ()
    found = (each for number in years for each in _years_before(own, number))
    return tuple(each for each in found if each.within(whole))


def _parsed(written: str) -> Period:
    try:
        return parse_period(written)
    except ValueError:
        return Period(Form.UNDATED, None, None, written)


def _months_around(month: int, own: Period) -> tuple[Period, ...]:
    """The months of a name without its year next to a month: the one before it, and the one behind it."""
    if own.form is not Form.MONTH or not own.start:
        return ()
    year = own.start.year
    every = [parse_period(f"{each}-{month:02}") for each in (year - 1, year, year + 1)]
    earlier = [each for each in every if each.order < own.order][-1:]
    later = [each for each in every if each.order > own.order][:1]
    return (*earlier, *later)


def is_alike(one: Period, other: Period) -> bool:
    """Whether two periods are as long as each other, and of the same months where they are years."""
    if Form.DAY in (one.form, other.form):
        return one.form is other.form
    if not one.months or one.months != other.months or not (one.end and other.end):
        return False
    return one.months != _A_YEAR or one.end.month == other.end.month


def figures_of(own: Side, periods: tuple[Period, ...], data: Data) -> tuple[Side, ...]:
    """A series in each of the periods that words may mean; nothing where one is unknown or cannot be set beside it.

    A later one of two that the data do not reach yet cannot be meant.
    """
    if not is_plain(own, data):
        return ()
    known = data.periods(own.series)
    newest = known[-1].end if known else None
    found: list[Side] = []
    for each in periods:
        if len(periods) > 1 and newest and each.start and each.start > newest:
            continue
        period = next((one for one in known if (one.start, one.end) == (each.start, each.end)), each)
        side = side_in(own.series, period, data)
        if not side or side.unit != own.unit or changes_between(own, side, data):
            return ()
        found.append(side)
    return tuple(found)


def is_plain(own: Side, data: Data) -> bool:
    """Whether a figure is that of its series, and no share or rate made of it."""
    try:
        figure = data.figure(own.series, own.period)
    except Refusal:
        return False
    return figure.value == own.value and figure.unit == own.unit


def changes_between(own: Side, other: Side, data: Data) -> bool:
    """Whether what is counted changed between two times."""
    one, later = sorted((own.period, other.period), key=lambda each: each.order)
    return bool(data.datasets[own.series.partition(".")[0]].changes_between(one, later))


def against_time(own: Side, way: int, then: Then, data: Data) -> str:
    """What denies that a figure is more, or less, than it was then: every time that may be meant does."""
    others = figures_of(own, then.periods, data)
    if not others or (_FROM_NOW.search(then.words) and own.period.end != data.newest(own.series).end):
        return ""
    return told(own, others[0]) if all((own.value - each.value) * way <= 0 for each in others) else ""


def told(own: Side, other: Side) -> str:
    return f"{own.series} for {own.period} is {own.words}, for {other.period} {other.words}"
