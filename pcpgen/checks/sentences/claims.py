"""From a claim's own sentence to errors: it says the contrary of the condition that the data have to support."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pcpgen.checks.sentences.directions import LEAST, Direction, clauses
from pcpgen.checks.sentences.reading import Claim, Line
from pcpgen.checks.sentences.subjects import has_other_subject, is_elsewhere, own_words, speaks_of_other
from pcpgen.figures.compare import Condition, conditions
from pcpgen.figures.data import Data
from pcpgen.figures.evaluate import refusal_of
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

CONTRARY_CLAIM = Rule(
    "contrary-claim",
    "A sentence that says the contrary of its own condition",
    "The data are held against the condition; a reader gets the sentence.",
    "Let the sentence say what the condition says, or correct the condition.",
    "warning",
)

_WAYS = {"rose": 1, "fell": -1, "same": 0}
_MORE = pattern(r"\b(?:more than|over|above|at least|no fewer than|exceed(?:s|ed)?)\b", re.IGNORECASE)
_LESS = pattern(r"\b(?:fewer than|less than|under|below|at most|no more than|short of)\b", re.IGNORECASE)
_NOT = pattern(r"\b(?:not|never|no longer|neither|nor|without)\b|n[’']t\b")
_CHANCE = pattern(r"\bchance\b|\bunclear\b|\b(?:no|not|nothing) (?:\w+ )?(?:clear|signific)", re.IGNORECASE)


def check_claims(line: Line, data: Data, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Each claim of a line whose sentence has another direction than its condition.

    Where the data deny the condition, that is told, and which of the two is wrong shows then.
    """
    for claim in line.claims:
        asked = conditions(claim.condition)
        text = line.text[claim.start : claim.end]
        if not asked or not text.strip():
            continue  # told elsewhere
        wrong = _contrary(text, asked, own_words((each.series for each in asked), data))
        if wrong and not refusal_of(claim.condition, data, claim.place):
            at, word, why = wrong
            place = line.place(claim.start + at, len(word), sources)
            yield _told(claim, place, word, why)


def _told(claim: Claim, place: Place, word: str, why: str) -> Problem:
    return problem(CONTRARY_CLAIM, place, f'the sentence says "{word}", and its claim that {why}: "{claim.condition}"')


def _contrary(text: str, asked: tuple[Condition, ...], own: frozenset[str]) -> tuple[int, str, str] | None:
    """The word that a claim's condition denies, where it stands, and what the condition says."""
    ways = [_WAYS[each.way] for each in asked if each.way in _WAYS]
    said = _said(text, len(ways), own)
    if not ways:
        return _of_numbers(text, asked, said)
    wanted = ways[0] if len(set(ways)) == 1 else None
    if wanted is None:
        return _mixed(said, ways)
    against = [each for each in said if each.way != wanted]
    if against and (len(against) == len(said) or (len(said) == len(ways) and all(each.strong for each in said))):
        return _of_one_way(text, against[0], wanted)
    least = min((each.least for each in asked if each.least is not None), default=None)
    for each in said:
        word = each.word.split()[0]
        if least is not None and word in LEAST and least < abs(LEAST[word]):
            return each.at, each.word, f"it went that way by {least:f}% at least"
    return None


def _of_one_way(text: str, against: Direction, wanted: int) -> tuple[int, str, str] | None:
    if wanted == 0:
        found = None if _CHANCE.search(text) else "there was no clear change"
    else:
        found = "it rose" if wanted > 0 else "it fell"
    return (against.at, against.word, found) if found else None


def _said(text: str, wanted: int, own: frozenset[str]) -> list[Direction]:
    """What a sentence says for itself: what it only sets beside it is left out, and so is better or worse.

    A clause with "that", "which" or "while" counts where there are as many words with it as clauses of the condition.
    What has another subject counts for nothing where something has the series as its own.
    """
    found = [(clause, each) for clause in clauses(text) for each in clause.directions if not each.judged]
    found = [
        (clause, each)
        for clause, each in found
        if not is_elsewhere(clause, own) and not speaks_of_other(each, clause, text, own)
    ]
    if len(found) > wanted:
        known = [(clause, each) for clause, each in found if not has_other_subject(each, clause, own)]
        found = known or found
    alone = [each for clause, each in found if not clause.beside]
    wide = [each for clause, each in found if not clause.beside or clause.goes_on]
    return wide if len(wide) == wanted else alone or [each for _, each in found]


def _mixed(said: list[Direction], ways: list[int]) -> tuple[int, str, str] | None:
    """A condition of clauses that go different ways, against as many words."""
    spare = Counter(ways)
    if len(said) != len(ways) or not all(each.strong or not each.way for each in said):
        return None
    for each in said:
        if not spare[each.way]:
            told = ", ".join({1: "one rose", -1: "one fell", 0: "one did not change"}[way] for way in ways)
            return each.at, each.word, told
        spare[each.way] -= 1
    return None


def _of_numbers(text: str, asked: tuple[Condition, ...], said: list[Direction]) -> tuple[int, str, str] | None:
    """A condition that compares with numbers: "more than" where it says less, "fell" where it only says more."""
    signs = {each.way[0] for each in asked}
    if len(signs) != 1 or signs == {"="}:
        return None
    is_more = signs == {">"}
    for_it, against = (_MORE, _LESS) if is_more else (_LESS, _MORE)
    why = f"it is {'more' if is_more else 'less'}"
    found, agrees = against.search(text), for_it.search(text) or _NOT.search(text)
    if found and not agrees and not any(each.way and each.strong for each in said):
        return found.start(), found[0], why
    if said and not agrees and all(each.way == (-1 if is_more else 1) for each in said):
        return said[0].at, said[0].word, why
    return None
