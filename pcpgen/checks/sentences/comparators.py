"""From words that say with what a change compares to warnings: "on the month before" beside a change on the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from pcpgen.checks.number_kinds import NUMBER_WORDS
from pcpgen.checks.sentences.periods import OTHER_PERIOD
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import compared
from pcpgen.figures.compare import conditions
from pcpgen.model.period import Period
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem

_COUNTED = {word: number for number, word in enumerate(NUMBER_WORDS[:9], 2)}  # up to ten
# the time before a figure's own, in words
BEFORE = (
    r"(?P<year>(?:the )?(?:same (?:months?|quarter|period|time|week|weeks|day) (?:(?:of|in) )?)?"
    r"(?:(?:the )?(?:year before|previous year|year earlier|preceding year)|last year|a year (?:before|earlier|ago)))"
    r"|(?P<quarter>the (?:quarter before|(?:previous|last|preceding) (?:quarter|three months)|three months before))"
    r"|(?P<month>the (?:month before|month earlier|(?:previous|last|preceding) month)|last month"
    r"|a month (?:before|earlier|ago))"
    rf"|(?P<years>(?P<number>{'|'.join(_COUNTED)}) years (?:before|earlier|ago))"
)
COMPARED = pattern(
    rf"\b(?:on|than|from|against|over|compared (?:with|to))(?: in| at)? (?P<words>{BEFORE})\b(?! (?:last|but one))"
)
# between a change and what it is on: no other clause
_DIRECTLY = pattern(r"[^,;:.()–—\ufffc]{0,60}")


def check_comparators(said: Said) -> Iterator[Problem]:
    """Each time in words with which a change is compared, where no change of the sentence is on that time."""
    found = list(COMPARED.finditer(said.line.text))
    if not found:
        return
    changes = [each for each in said.figures if each.change is not None and len(each.dated) > 1]
    pairs = [(each.dated[0], each.dated[1]) for each in changes]
    if not pairs:
        pairs = [pair for claim in said.line.claims for pair in _claimed(claim.condition, said)]
    moved = [months for pair in pairs if (months := _months(*pair)) is not None]
    if not moved or len(moved) < len(pairs):
        return
    shown = dict.fromkeys(each.dated[0] for each in said.figures if each.change is None and each.dated)
    others = [_months(one, other) for one, other in combinations(shown, 2)]
    known = [abs(months) for months in (*moved, *others) if months is not None]
    if any(_fits(each, known) for each in found):
        return
    for each in found:
        if not changes or any(_DIRECTLY.fullmatch(said.line.text, one.at + 1, each.start()) for one in changes):
            message = f'"{each["words"]}" stands beside a change on {pairs[0][1].words}'
            yield problem(OTHER_PERIOD, said.place(each.start("words"), len(each["words"])), message)


def _claimed(condition: str, said: Said) -> Iterator[tuple[Period, Period]]:
    """The two periods that each clause of a condition compares."""
    for each in conditions(condition):
        periods = compared(each.series, each.on, said.data) if each.way[0] not in "<>=" else ()
        if len(periods) == 2:
            yield periods[0], periods[1]


def _fits(found: re.Match[str], known: list[int]) -> bool:
    """Whether words may mean one of so many months; a year's end may move by one."""
    years = years_back(found)
    wanted = 12 * years or (3 if found["quarter"] else 1)
    return any(abs(months - wanted) <= years for months in known)


def years_back(found: re.Match[str]) -> int:
    """How many years before a figure's own time words such as "two years ago" mean; none where they mean months."""
    return _COUNTED[found["number"]] if found["years"] else 1 if found["year"] else 0


def _months(one: Period, other: Period) -> int | None:
    """How many months lie between two periods."""
    first, second = (one.end, other.end) if one.end and other.end else (one.start, other.start)
    return 12 * (first.year - second.year) + first.month - second.month if first and second else None
