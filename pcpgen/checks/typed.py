"""From a sentence to the numbers that its author typed, and not to dates, times, ages, names and references.

The text is read along near digits and words of number. At each word is tried first what looks like a number and is
none, such as "section 5.2", "aged 16 to 24" or "31 March 2016", which is passed over whole; then numbers in digits;
then numbers in words, of which only those are told that count something: "six areas", "one in seven", "a third of",
"twice as many".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.checks.number_kinds import BIG, FRACTIONS, HOURS, NUMBER_WORDS, TENS, kinds
from pcpgen.kept import Kept, sum_of
from pcpgen.patterns import pattern

_PARTS = ("half", "halv", "twice", "doubl", "trebl", "tripl", "quadrupl")
# of a text in small letters
_MAYBE = pattern(rf"[0-9½⅓⅔¼¾⅛]|\b(?:{'|'.join((*NUMBER_WORDS, *TENS, *BIG, *FRACTIONS, *_PARTS))})")
# where something may begin: at a word, and at each sign that stands behind no letter
_BEGINS = pattern(r"(?<![A-Za-z])(?:[A-Za-z]+|\S)|\(")
_BEFORE, _BEHIND_IT = 60, 160  # how far what reads like a number reaches from its first digit or word of number
_SURE = 60  # how far behind it another is read with words enough to know what it is
_MEASURED = pattern(r"\b(?:average|median|mean|took|takes?|taking|fell|rose|risen|fallen)\b[^.;]{0,20}$", re.IGNORECASE)
_ALLOWED = pattern(
    r"\b(?:within|every|last|next|first|past|after|before|for|least|in|to|notice|open|up\sto|than|following|a|an|the)\s$",
    re.IGNORECASE,
)
_CLOCK = pattern(rf"\s{HOURS}$")
_WHOLE_DAYS = pattern(r"(?:24|48|72)\shours$")
_LISTED = pattern(r"\s?(?::|–\s|\u2014)")  # what a count of words is followed by where the things are named


def numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Where numbers stand that somebody typed: begin and end of each."""
    line = sum_of(text)
    if CLEAN.get(line) is not None:
        return ()
    found = tuple(_numbers(text))
    if not found:
        CLEAN.add(line)
    return found


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in _readings(text):
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 3]
        told = {
            "none": False,
            "digits": True,
            "words": not _LISTED.match(after),
            "period": _is_measured(found[0], before),
        }
        if told[str(found.lastgroup)]:
            trimmed = found[0].strip()
            start = found.start() + found[0].index(trimmed)
            yield start, start + len(trimmed)


def _readings(text: str) -> Iterator[re.Match[str]]:
    """What reads like a number, looked for near digits and words of number alone, since most words are neither."""
    done = 0
    for maybe in _MAYBE.finditer(text.lower()):
        if maybe.start() < done:
            continue
        done = max(done, text.rfind(" ", 0, max(0, maybe.start() - _BEFORE)) + 1)
        while done <= maybe.start():
            found = _next(text, done, maybe.end())
            done = found.end() if found else maybe.end() + _SURE
            if found:
                yield found


def _next(text: str, start: int, near: int) -> re.Match[str] | None:
    """The first that begins behind one place, and not too far behind another."""
    for begun in _BEGINS.finditer(text, start):
        if begun.start() > near + _SURE:
            break
        for kind in kinds(begun[0], "@" in text):
            if found := kind.pattern.match(text, begun.start(), near + _BEHIND_IT):
                return found
    return None


def _is_measured(period: str, before: str) -> bool:
    """Whether a period is a finding, "took 12 minutes", and not one that was set, "within 28 days"."""
    if _MEASURED.search(before):
        return True
    return bool(_CLOCK.search(period)) and not _WHOLE_DAYS.search(period) and not _ALLOWED.search(before)


CLEAN = Kept("checks/typed.py", "checks/number_kinds.py", "prose/days.py", "prose/slips.py")  # lines without a number
