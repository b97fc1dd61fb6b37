"""From the figures and claims of a sentence to warnings: one is of a longer period than others, unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from pcpgen.checks.number_kinds import NUMBER_WORDS
from pcpgen.checks.sentences.comparators import COMPARED
from pcpgen.checks.sentences.dates import dates_in
from pcpgen.checks.sentences.periods import OTHER_PERIOD
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, compared
from pcpgen.figures.compare import conditions
from pcpgen.figures.data import Data, Refusal
from pcpgen.model.data import WINDOWS
from pcpgen.model.period import Form, Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.prose.days import MONTH, SEASON, month_number
from pcpgen.values import dataclass

_WHAT = {"figure": "figure", "change": "change", "share_of": "share"}  # what is judged, in words
_LONGER = (Form.YEAR_ENDING, Form.TWELVE_MONTHS, Form.QUARTER)
_OF_THESE = pattern(r"Of (?:these|those|them)\b")
# "8,700 of the 9,800 calls", where the one is a part of the other
_PART_OF = pattern(
    "\ufffc(?: (?!instead|ahead|short)[\\w’-]+)? (?:out )?of (?:(?:the|all|our|these|those) )?"
    "(?:[\\w’-]+ )?(?P<whole>\ufffc)"
)
# "9,800 calls, of which 8,700", "of the 9,800 calls, 8,700", "9,800 calls, 8,700 of them"
_THEM = "of (?:which|whom|these|those|them)"
_PARTS = (
    pattern(f"(?P<whole>\ufffc)(?: [\\w’-]+){{0,8}},? {_THEM},? (?P<part>\ufffc)"),
    pattern("\\b[Oo]f (?:the|all|our|these|those) (?P<whole>\ufffc)(?: [\\w’-]+){0,6},? (?P<part>\ufffc)"),
    pattern(f"(?P<whole>\ufffc)(?: [\\w’-]+){{0,8}}[,;:]? (?:and )?(?P<part>\ufffc) {_THEM}\\b"),
)
# "in the last twelve months, 9,800", with nothing between
_TWELVE = pattern(
    "\\b(?:in|over|during) (?:the )?(?:last |past |previous )?(?:twelve|12) months,? (?P<figure>\ufffc)", re.IGNORECASE
)
# "in August 2025, 26", with nothing between
_IN_MONTH = pattern(rf"\b[Ii]n (?P<month>{MONTH})(?: (?P<year>(?:19|20)[0-9]{{2}}))?,? $")
# the end of a longer time, and no month of its own: "the quarter to September 2026", "from July to September"
_ENDS = pattern(
    r"(?:\b(?:quarter|months|weeks|years?|period),? (?:to|up to|ending|ended|that ended)(?: in| with)?"
    rf"|\b(?:{MONTH})(?: (?:19|20)[0-9]{{2}})?(?: to| and| until| ?[–-])) ?$",
)
_SAID = {
    1: pattern(r"\b(?:months?|monthly)\b"),
    3: pattern(rf"\b(?:quarters?|quarterly|(?:three|3) months|{SEASON})\b"),
    12: pattern(r"\b(?:years?|yearly|annual|annually|(?:twelve|12)[ -]months?)\b"),
}
_OTHERWISE = pattern(
    rf"\b(?:so far|to date|half|[0-9]+ (?:months|years)|(?:{'|'.join(NUMBER_WORDS)}) (?:months|years))\b"
)
# "a year before" and "in three months" speak of other lengths than a year and a month
_NOT_SAID = pattern(
    r"\b(?:\w+ )?(?:months?|quarters?|years?) (?:before|earlier|ago)\b"
    r"|(?<!in the )(?<!over the )(?<!in its )(?<!of them )(?<!of these )"
    r"\b(?:last|previous|preceding) (?:year|month|quarter)\b"
    r"|\b(?:[a-z]+|[0-9]+)(?: months|-months?)\b"
)
# a month of several: "in the last of these months"
_ONE_OF = pattern(
    r"\b(?:first|second|third|middle|last|latest|final|one|each|any|every|either|[a-z]+est)"
    r" of (?:the|these|those|its|all) (?:[a-z]+ |[0-9]+ )?months\b"
)
# a time that goes on from a month: "since June", "from June onwards"
_FROM_ON = pattern(rf"\b(?:[Ss]ince|[Ff]rom)(?: the (?:beginning|start) of| early)? (?P<month>{MONTH})\b")


@dataclass(frozen=True, slots=True)
class _Of:
    """What says of which period a series is meant, in words."""

    series: str
    period: Period
    words: str
    is_claim: bool = False


def check_lengths(said: Said, before: Said | None) -> Iterator[Problem]:
    """Each figure of a sentence whose period is not that of the claim, the words or the figures of the same series.

    A sentence that begins with “Of these” goes on with the one before it.
    """
    judged = [each for each in said.figures if each.expression.name in _WHAT and _is_whole(each.periods[0])]
    if not judged:
        return
    known = list(_claimed(said))
    if before and _OF_THESE.match(said.line.text):
        known += [*_claimed(before), *(_of(each) for each in before.figures if each.expression.name == "figure")]
    parts = dict(_parts(said))
    for each in judged:
        names = _names(each)
        beside = [one for one in known if one.series in names]
        if not _is_named(each.periods[0], said.line.text) and not any(_fits(each, one) for one in beside):
            against = beside or _in_words(each, said) or parts.get(each.at, [])
            if against:
                yield _told(each, against[0], said.data)
                continue
        known.append(_of(each))


def _is_whole(period: Period) -> bool:
    return bool(period.start and period.end)


def _names(figure: Spoken) -> tuple[str, ...]:
    """The series that a figure is of: a share is of its part and its whole."""
    arguments = figure.expression.arguments
    return (figure.series, str(arguments[1])) if figure.expression.name == "share_of" else (figure.series,)


def _of(figure: Spoken) -> _Of:
    return _Of(figure.series, figure.periods[0], f"the {_WHAT[figure.expression.name]} beside it")


def _claimed(said: Said) -> Iterator[_Of]:
    for claim in said.line.claims:
        for each in conditions(claim.condition):
            periods = [period for period in compared(each.series, each.on, said.data) if _is_whole(period)]
            yield from (_Of(each.series, period, "the claim", True) for period in periods)


def _fits(figure: Spoken, one: _Of) -> bool:
    """Whether two periods are of one length, and end together where a change is held against a claim."""
    own = figure.periods[0]
    if one.is_claim and figure.expression.name == "change" and own.months == one.period.months:
        return own.end == one.period.end
    return _alike(own, one.period)


def _alike(one: Period, other: Period) -> bool:
    if one.months and other.months:
        return one.months == other.months
    shorter, longer = sorted((one.days or 0, other.days or 0))
    return 10 * shorter >= 9 * longer


def _is_named(period: Period, text: str) -> bool:
    """Whether words of a sentence name a period: its days, or how long it is."""
    every = tuple(dates_in(text))
    months = {named.month for named in every if named.month}
    if (
        period.start
        and period.end
        and period.form is not Form.MONTH
        and {period.start.month, period.end.month} <= months
    ):
        return True  # "June to August"
    begins = {month_number(found["month"]) for found in _FROM_ON.finditer(text)}
    if period.start and period.form is not Form.MONTH and period.start.month in begins:
        return True
    for named in every:
        if _ENDS.search(text[max(0, named.start - 40) : named.start]):
            continue
        if any((each.start, each.end) == (period.start, period.end) for each in named.readings):
            return True
        if named.month and period.form is Form.MONTH and period.start and period.start.month == named.month:
            return True
    words = COMPARED.sub("", text)
    if period.months == 1:
        if _ONE_OF.search(words):
            return True
        words = _NOT_SAID.sub("", words)
    elif period.months == 12:
        words = _NOT_SAID.sub(lambda found: found[0] if found[0].startswith(("twelve", "12")) else "", words)
    return bool(_SAID.get(period.months or 0, _OTHERWISE).search(words))


def _in_words(figure: Spoken, said: Said) -> list[_Of]:
    """The longer time that a sentence names and a count is only the end of; check_periods tells of ranges."""
    own = figure.periods[0]
    if not said.data.datasets[figure.series.partition(".")[0]].additive:
        return []
    readings = [each for named in dates_in(said.line.text) for each in named.readings]
    if own.end and any(found.start("figure") == figure.at for found in _TWELVE.finditer(said.line.text)):
        readings.append(parse_period(f"year ending {own.end:%Y-%m}"))
    if own.end and (found := _IN_MONTH.search(said.line.text[: figure.at])):
        period = _month(found, own.end.year)
        return [_Of(figure.series, period, "what the words name")] if period.end == own.end else []
    return [
        _Of(figure.series, each, "what the words name")
        for each in readings
        if each.form in _LONGER and each.end == own.end and (each.days or 0) >= 2 * (own.days or 0)
    ]


def _month(found: re.Match[str], year: int) -> Period:
    return parse_period(f"{found['year'] or year}-{month_number(found['month']):02}")


def _parts(said: Said) -> Iterator[tuple[int, list[_Of]]]:
    """By where each stands the figures of a dataset that are a part and its whole, and of two periods."""
    for found in _PART_OF.finditer(said.line.text):
        part, whole = said.at(found.start()), said.at(found.start("whole"))
        both = [
            each for each in (part, whole) if each and each.expression.name == "figure" and _is_whole(each.periods[0])
        ]
        if len(both) == 2 and len({each.series.partition(".")[0] for each in both}) == 1:
            one, other = both
            if (one.periods[0].start, one.periods[0].end) != (other.periods[0].start, other.periods[0].end):
                first, second = (other, one) if _is_named(one.periods[0], said.line.text) else (one, other)
                yield first.at, [_of(second)]
    for each in _PARTS:
        for found in each.finditer(said.line.text):
            whole, part = said.at(found.start("whole")), said.at(found.start("part"))
            if whole and part and _are_apart(whole, part) and not _is_named(part.periods[0], said.line.text):
                yield part.at, [_of(whole)]


def _are_apart(one: Spoken, other: Spoken) -> bool:
    """Whether two figures are of one dataset and of periods of different length."""
    if any(each.expression.name != "figure" or not _is_whole(each.periods[0]) for each in (one, other)):
        return False
    same = one.series.partition(".")[0] == other.series.partition(".")[0]
    return same and not _alike(one.periods[0], other.periods[0])


def _told(figure: Spoken, one: _Of, data: Data) -> Problem:
    own = figure.periods[0]
    message = f"this {_WHAT[figure.expression.name]} is of {own.words}, and {one.words} is of {one.period.words}"
    remedy = f"Write {_mended(figure, one.period, data)}, or say in the sentence that it is of {own.words}."
    return problem(OTHER_PERIOD, figure.expression.place, message, remedy)


def _mended(figure: Spoken, period: Period, data: Data) -> str:
    """A figure's expression with the period that is meant."""
    named = figure.expression
    arguments = [str(each) for each in named.arguments]
    fixed = 2 if named.name == "share_of" else 1
    base = [each for each in arguments[fixed:] if each == "same period last year" or each == "previous period"]
    given = [*arguments[:fixed], _written(figure.series, period, data), *base[: named.name == "change"]]
    quoted = [f'"{each}"' for each in given]
    options = [f'{key}="{value}"' if isinstance(value, str) else f"{key}={value}" for key, value in named.options]
    return f"{{{{ {named.name}({', '.join([*quoted, *options])}) }}}}"


def _written(series: str, period: Period, data: Data) -> str:
    """A period as an author writes it: by the window that it is now, or as it is."""
    for kind in WINDOWS:
        with suppress(Refusal):
            found = data.window(series, kind)
            if (found.start, found.end) == (period.start, period.end):
                return kind
    return period.written
