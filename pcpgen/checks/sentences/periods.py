"""From the periods that a sentence names to warnings: figures of another time stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from pcpgen.checks.sentences.dates import Named, agree, dates_in
from pcpgen.checks.sentences.reading import MARK, Claim
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, compared
from pcpgen.figures.compare import conditions
from pcpgen.figures.data import Refusal
from pcpgen.model.period import Form, Period
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.prose.days import MONTH, SEASON
from pcpgen.rules import Rule

OTHER_PERIOD = Rule(
    "other-period",
    "A period in words beside a figure of another",
    "A reader takes the number for that of the month or year that the sentence names.",
    "Correct the words or the period in the double braces; put a date of something else into a sentence of its own.",
    "warning",
)

_CLAUSE = pattern(r"[;:()–—]|, |\b(?:while|whereas|although|though|but|yet|because|so that|which|who|where|when)\b")
# behind which a date is that of something else than a figure: of a law, a plan, a meeting, a beginning
_OF_ELSE = pattern(
    r"\b(?:as|until|after|before|acts?|orders?|regulations|code|plans?|strategy|vision|census|guidance|report|paper"
    r"|meetings?|minutes|letter|surveys?|outlook|edition|variation|agreement|version|published|issued|dated|agreed"
    r"|adopted|elected|launched|announced|opened|founded|introduced|began|begun|starts?|started|met|appointed|due"
    r"|expected|forecast|planned|promised|baseline|target|compared|than|election|budget|recommendations?|term"
    r"|average|accounts|audit|question|answer|response|inspection|review|put|sent|raised|built|closed|reopened|installed"
    r"|live|formed|created|set up|levels?|peak|peaked|height|high|low|record)"
    r"(?: (?:of|on|in|at|for|by|to|the|its|end|early|late|with))*\s*$",
    re.IGNORECASE,
)
_THEN_ELSE = pattern(
    r"\s*(?:census|acts?|orders?|regulations|plan|meeting|edition|report|surveys?|strategy|prices|onwards?|elections?"
    r"|estimates?|guidance|workforce|definitions?|boundaries)\b",
    re.IGNORECASE,
)
# what is told of in a clause that has no figure: that somebody said or did something on a day
_EVENT = pattern(
    r"\b(?:heard|told|said|considered|discussed|agreed|received|noted|met|asked|decided|announced|published|launched"
    r"|began|opened|elected|approved|issued|wrote|visited|awarded|introduced|adopted|signed|started|reported to|will"
    r"|Act|Board|Panel|meeting|plan|law|report|paper|Census)\b"
)
# the same in a clause that has a figure, which is of another time then: "the Board heard in May that … were recorded"
_TELLS = pattern(
    r"\b(?:heard|told|said|considered|discussed|agreed|noted|met|asked|decided|announced|published|launched|elected"
    r"|approved|issued|wrote|visited|adopted|signed|reported to|warned|promised|pledged|estimated|expected|will|Act"
    r"|Census|taken|carried out|(?:is|are|was|were) to)\b(?! (?:over |about |some )?\ufffc)"
)
_FROM_ON = pattern(r"\b(?:since|from)(?: the end of)? $", re.IGNORECASE)
_BEFORE_YEAR = pattern(
    r"(?:\b(?:in|during|for|of|to|by|and|or|year|with|over|throughout|against|between|at|since|from)\s|^\s*|[,(]\s?)$",
    re.IGNORECASE,
)
# a month alone dates a figure only where it says so
_BEFORE_MONTH = pattern(r"\b(?:in|during|for|of)(?: the month of)? $", re.IGNORECASE)
# a clause that only says when
_ONLY_WHEN = pattern(
    r"(?:[\s,/’–-]|(?:and|or|but|both|in|since|from|during|for|at|on|by|over|between|to|of|as|within|until|up|the|this"
    r"|that|its?|an?|asked|recorded|counted|measured|alone|all|whole|last|first|full|latest|only|also|already|still"
    r"|again|then|years?|financial|calendar|period|months?|quarter|end|ending|ended|beginning|start"
    rf"|{SEASON}|twelve|nine|six|three|before|earlier|later|when|{MONTH}|[0-9]{{1,4}})(?![a-z0-9]))*+",
    re.IGNORECASE,
)
# a time to come is no figure's
_TO_COME = pattern(
    r"\b(?:will|would|shall|next|likely|expect(?:s|ed)?|forecast|hoped?|aims?|target|due|is to|are to|to be|should"
    r"|plan(?:s|ned)?)\b"
)
# the figure that words directly before a date are of: "1,200 in 2018"
_DIRECTLY = pattern(rf"{MARK}(?: [A-Za-z’-]{{1,20}}){{0,3}} (?:in|for|on|during|at the end of)(?: the)? ?$")


def check_periods(said: Said) -> Iterator[Problem]:
    """Each period that a sentence names and none of its figures is of."""
    text, figures = said.line.text, said.figures
    every = tuple(dates_in(text))
    if not every:
        return
    claimed = [] if figures else [period for claim in said.line.claims for period in _claimed(claim, said)]
    periods = [period for each in figures for period in each.dated] + claimed
    if not periods:
        return
    own = tuple(each for each in every if not _is_of_else(text, each))
    is_dated = bool(figures) and all(_is_dated(each, own) for each in figures)
    for named in every:
        direct = _directly_before(text, named, figures)
        if (is_dated and not direct) or not _is_of_figure(text, named):
            continue  # where each figure has its own date, another is of something else
        start, end = _clause(text, named)
        beside = [each for each in figures if start <= each.at < end] or figures
        if any(not each.dated for each in beside):
            continue  # it may be the date of what has none in the data
        meant = direct.dated if direct else periods
        is_begin = bool(_FROM_ON.search(text[: named.start]))
        if not direct and _TO_COME.search(text) and all(_is_after(named, each) for each in meant):
            continue
        if _spans(named, meant):
            continue
        if not any(agree(named, each) or (is_begin and _goes_on(named, each)) for each in meant):
            yield _told(said, named, meant)


def _claimed(claim: Claim, said: Said) -> Iterator[Period]:
    """The periods of the figures that a claim speaks of."""
    for each in conditions(claim.condition):
        yield from compared(each.series, each.on, said.data)
        with suppress(Refusal):
            yield said.data.newest(each.series)


def _is_of_else(text: str, named: Named) -> bool:
    return bool(_OF_ELSE.search(text[max(0, named.start - 60) : named.start]) or _THEN_ELSE.match(text, named.end))


def _is_of_figure(text: str, named: Named) -> bool:
    """Whether a date can be that of a figure in the sentence, and not of a law, a meeting or an event."""
    before, after = text[: named.start], text[named.end :]
    if _is_of_else(text, named):
        return False
    if named.month and not _BEFORE_MONTH.search(before[-20:]):
        return False
    is_year = bool(named.readings) and named.readings[0].form is Form.CALENDAR_YEAR
    if is_year and not _BEFORE_YEAR.search(before[-20:]):
        return False
    start, end = _clause(text, named)
    clause = text[start:end]
    if MARK in clause:
        return not _TELLS.search(clause) or bool(_DIRECTLY.search(before))
    if re.match(rf",? ?{MARK}", after) and not _EVENT.search(clause):
        return True
    return bool(_ONLY_WHEN.fullmatch(clause)) or _claims_alone(text, clause)


def _spans(named: Named, periods: Iterable[Period]) -> bool:
    """Whether a range begins with one figure and ends with another: "between May 2023 and May 2024 from 6 to 8"."""
    ranges = [each for each in named.readings if each.form is Form.RANGE]
    starts, ends = {each.start for each in periods}, {each.end for each in periods}
    return any(each.start in starts and each.end in ends for each in ranges)


def _is_dated(figure: Spoken, every: tuple[Named, ...]) -> bool:
    """Whether a sentence names the time of a figure: all of it, where that is a range."""
    own = figure.dated[:1]
    if own and own[0].form is Form.RANGE:
        said = [reading for named in every for reading in named.readings]
        return any(each.start == own[0].start for each in said) and any(each.end == own[0].end for each in said)
    return any(agree(named, period) for named in every if named.readings for period in own)


def _is_after(named: Named, period: Period) -> bool:
    return all(each.start and period.end and each.start > period.end for each in named.readings)


def _goes_on(named: Named, period: Period) -> bool:
    """Whether a figure's period is of the time since a date, "from 2018/19", "since March"; an open one begins then."""
    begins = [each.start for each in named.readings if each.start and each.form is not Form.RANGE]
    return any(period.end is not None and period.end >= begin for begin in begins) or bool(named.month)


def _claims_alone(text: str, clause: str) -> bool:
    """Whether a sentence has no figure in double braces, so that its claim is what a date is of."""
    return MARK not in text and not _EVENT.search(clause)


def _clause(text: str, named: Named) -> tuple[int, int]:
    """Where the clause that holds a date begins and ends."""
    start = max((found.end() for found in _CLAUSE.finditer(text) if found.end() <= named.start), default=0)
    end = min((found.start() for found in _CLAUSE.finditer(text) if found.start() >= named.end), default=len(text))
    return start, end


def _directly_before(text: str, named: Named, figures: tuple[Spoken, ...]) -> Spoken | None:
    found = _DIRECTLY.search(text[: named.start])
    at = found.start() if found else -1
    return next((each for each in figures if each.at == at and each.change is None), None)


def _told(said: Said, named: Named, periods: tuple[Period, ...] | list[Period]) -> Problem:
    shown = " and ".join(dict.fromkeys(period.words for period in periods[:3]))
    what = "a figure of" if said.figures else "what the claim compares,"
    message = f'"{named.words}" stands beside {what} {shown}'
    return problem(OTHER_PERIOD, said.place(named.start, len(named.words)), message)
