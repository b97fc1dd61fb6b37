"""From statements of an edition to warnings: one thing that seems to be worded in two ways, or quoted cut short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pcpgen.kept import Kept, sum_of
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

NEAR_DUPLICATE = Rule(
    "near-duplicate",
    "Two statements that are nearly the same",
    "One thing worded in two ways leaves the reader to guess which of the two holds.",
    "Keep one wording and refer to it; where two things are meant, word them apart.",
    "warning",
)

LEAST_WORDS = 6  # a label may be like another; a sentence of this length is a statement
ALIKE = 0.7  # of their words in the same order, as difflib counts it: twice the common ones by all of both
COMMON = 12  # statements in which a word stands that tells nothing of likeness any more
_SENTENCE = pattern(r"[^.!?…:;]+[.!?…]*")
_WORD = pattern(r"[^\W_]+")


class _Statement(NamedTuple):
    text: Text
    words: tuple[str, ...]  # folded
    distinct: frozenset[str]


def near_duplicates(statements: Iterable[Text], prose: Iterable[Text]) -> Iterator[Problem]:
    """Each statement that is much like an earlier one, and each sentence of prose that is much like a statement.

    Alike are two of which the longer begins with the shorter, or of whose words seven in ten agree. What is word for
    word the same is told elsewhere.
    """
    said = tuple(statements), tuple(prose)
    key = sum_of(str(len(said[0])), *(text.value for texts in said for text in texts))
    return CLEAN.unless_clean(key, _near_duplicates(*said))


CLEAN = Kept("checks/likeness.py")  # statements and prose in which none is like another


def _near_duplicates(statements: Iterable[Text], prose: Iterable[Text]) -> Iterator[Problem]:
    folded = ((text, _folded(text.value)) for text in statements)
    known = [_Statement(text, words, frozenset(words)) for text, words in folded if len(words) >= LEAST_WORDS]
    where: dict[str, list[int]] = {}
    for number, each in enumerate(known):
        for other in sorted(_near(each, known, where, number)):
            yield _told(each, known[other])
            break
        for word in each.distinct:
            where.setdefault(word, []).append(number)
    for paragraph in prose:
        for sentence, words in sentences(paragraph.value):
            each = _Statement(Text(sentence, paragraph.place), words, frozenset(words))
            for other in sorted(_near(each, known, where, len(known))):
                yield _told(each, known[other])
                break


@lru_cache(4096)  # of a paragraph they are compared in more than one way
def sentences(paragraph: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sentences that are more than a label, each with its words folded."""
    every = ((found, _folded(found)) for found in _SENTENCE.findall(paragraph))
    return tuple((found.strip(), words) for found, words in every if len(words) >= LEAST_WORDS)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _near(each: _Statement, known: list[_Statement], where: dict[str, list[int]], until: int) -> Iterator[int]:
    """The earlier statements that one is like; only those are compared that share a word which is not everywhere."""
    shared: dict[int, int] = {}
    for numbers in filter(None, map(where.get, each.distinct)):
        if len(numbers) <= COMMON:
            for number in numbers:
                shared[number] = shared.get(number, 0) + 1
    for number, count in shared.items():
        other = known[number]
        if count >= 2 and number < until and other.words != each.words and _alike(each, other):
            yield number


def _alike(one: _Statement, other: _Statement) -> bool:
    short, long = sorted((one.words, other.words), key=len)
    if long[: len(short)] == short:
        return True
    # no more words can agree than both have; most pairs are told apart by that
    twice = min(len(each.words) - len(each.distinct) for each in (one, other))
    most = len(one.distinct & other.distinct) + twice
    if 2 * most < ALIKE * (len(short) + len(long)):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= ALIKE


def _told(each: _Statement, other: _Statement) -> Problem:
    said = " ".join(each.text.value.split())
    words = said[:60] + ("…" if len(said) > 60 else "")
    cut = other.words[: len(each.words)] == each.words
    what = "is cut short from the statement" if cut else "is worded much like the statement"
    return problem(NEAR_DUPLICATE, each.text.place, f'"{words}" {what} at {other.text.place}')
