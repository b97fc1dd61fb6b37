"""From a word for a direction to whether it speaks of a series: "thefts fell", and not "patrols rose" beside thefts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pcpgen.checks.sentences.directions import Clause, Direction
from pcpgen.checks.sentences.names import stems, telling
from pcpgen.checks.sentences.reading import MARK
from pcpgen.figures.data import Data
from pcpgen.patterns import pattern

_NOUNS = frozenset(("rise", "rises", "fall", "falls", "increase", "increases", "decrease", "decreases", "decline",
                    "declines", "drop", "drops", "reduction", "reductions", "improvement"))  # fmt: skip
_WHAT = pattern(r" (?:in|of) (?P<what>[^,;:.()]{1,60})")
_OTHER_TIME = pattern(
    r"(?: [\w’-]+){0,3}? (?:of|in|over|during|from|since) (?:the )?(?:(?:two|three|four|five|few|many|ten) )?"
    r"(?:years? before|year earlier|earlier|previous|preceding|past|recent|last|former)\b"
)
# behind a noun: that what it tells of is no more
_OVER = pattern(
    r"(?: [\w’-]+){0,6}? (?:has|have|had|was|were|is|are|been|being|came|comes?|coming)(?: been| now| since)*"
    r" (?:ended|over|stopped|halted|reversed|undone|wiped|made (?:good|up)|turned|arrested|checked|to an end|to a halt"
    r"|offset|cancelled|bottomed|levelled|feared|expected|predicted|forecast|avoided|prevented|averted)\b"
    r"|(?: [\w’-]+){0,6}? (?:has|have|had|did|does|do) not (?:last(?:ed)?|continued?|h[eo]ld)\b"
)
_PARTICIPLE = pattern(r"(?:reduced|increased|rising|falling|increasing|decreasing|declining|growing|reducing)$")
_NOT_A_NOUN = pattern(
    r" (?:by|from|to|in|at|over|on|again|and|or|but|since|between|slightly|only|more|less|further|as|for|with|during"
    rf"|the|[a-z]+ly|{MARK})\b"
)
_SOME = frozenset(("people", "person", "resident", "they", "them", "it", "these", "those", "that", "which", "who",
                   "number", "total", "figure", "all", "both", "ones", "one", "overall", "again", "year", "month",
                   "quarter", "there", "we", "our", "he", "she", "rate", "whole", "count", "level", "now", "than",
                   "before", "clear", "small", "slight", "large", "sharp", "further", "despite", "but", "not",
                   "however", "pound", "money", "also", "this", "still", "instead", "other", "so"))  # fmt: skip
# what turns "fewer people …" round
TURNED = pattern(
    r"\b(?:not|never|no longer|without|un(?:hurt|safe|happy|answered|solved|satisfied|injured|harmed|reported|able)"
    r"|dis(?:trust|satisfied|agree)\w*|mistrust\w*|fail\w*|miss(?:ed|ing)?|lost|avoid\w*|prevent\w*|saf(?:e|er|ely)"
    r"|free)\b|n[’']t\b"
)
_WEAK = pattern(r"(?:more|fewer|less|larger|greater|smaller|higher|lower)\b", re.IGNORECASE)
_SOME_OF = pattern(r"(?P<of>[a-z’-]+) (?:people|persons|residents|adults|men|women)\b")  # "young people" are not all
# "the cost of a collision" is no collision, and "the number of collisions" is
_OF_WHAT = pattern(r"(?P<head>[a-z’-]+) of (?:an? |the |each |every )?$", re.IGNORECASE)
_NUMBERS = frozenset((
    "number", "numbers", "share", "proportion", "total", "rate", "level", "levels", "volume", "count", "percentage",
    "amount", "incidence", "reports", "most", "all", "part", "kind", "kinds",
))  # fmt: skip
_END = pattern(r"[,:;.()–—]")
_WORD = pattern(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ELSEWHERE = pattern(
    r"\b(?:elsewhere|national(?:ly)?|across the (?:country|county|region|nation)|(?:country|county|region)’s|abroad"
    r"|(?:in|across) (?:England|Wales|Britain|the (?:country|region))|the (?:country|county|region) (?:saw|had)"
    r"|(?:other|similar|neighbouring|most) (?:forces|areas|counties|towns|places|districts))\b",
    re.IGNORECASE,
)
_NEAR = 100  # characters behind a word that may turn it round
_LONG = 5  # letters by which two forms of a word are known: assaults, assaulted


def own_words(names: Iterable[str], data: Data) -> frozenset[str]:
    """The beginnings of the words by which series may be called."""
    found: frozenset[str] = frozenset()
    for name in names:
        id = name.partition(".")[0]
        if id not in data.datasets or name not in data.datasets[id].series:
            continue
        dataset = data.datasets[id]
        series = dataset.series[name]
        found |= stems(series.title) | stems(series.short) | stems(dataset.title.value)
        if not TURNED.search(dataset.measures):
            found |= telling(stems(dataset.measures)) | stems(series.unit)
    return frozenset(word[:_LONG] for word in found if word not in _SOME)


@lru_cache(maxsize=64)  # of a clause, for each of its words
def names_own(text: str, own: frozenset[str]) -> bool:
    """Whether a text calls a series by one of its words, and not only something of it such as its cost."""
    for found in _WORD.finditer(text):
        if any(word[:_LONG] in own for word in stems(found[0])):
            head = _OF_WHAT.search(text[max(0, found.start() - 40) : found.start()])
            if not head or head["head"].casefold() in _NUMBERS or stems(head["head"]) & _SOME:
                return True
    return False


def speaks_of_other(word: Direction, clause: Clause, text: str, own: frozenset[str]) -> bool:
    """Whether a direction in a clause of a text is that of something else than the series, or of another time."""
    start = word.at + len(word.word)
    behind = text[start : start + _NEAR]
    first = word.word.casefold()
    if first in _NOUNS:
        what = _WHAT.match(behind)
        return bool(
            _OTHER_TIME.match(behind)
            or _OVER.match(behind)
            or (what and not _is_own(" ".join(what["what"].split()[:6]), own))
        )
    if _PARTICIPLE.match(first) and behind[:1] == " " and not _NOT_A_NOUN.match(behind):
        return not names_own(" ".join(behind.split()[:3]), own)
    if _WEAK.match(first) and not behind.lstrip().startswith("than"):
        if behind.startswith((" and ", " or ")):
            return True  # "more and more", where the second is judged, or "they worry less and"
        near = " ".join(_END.split(behind, maxsplit=1)[0].split()[: 2 if first == "less" else 5])
        some = _SOME_OF.match(near)
        if some and not names_own(some["of"], own):
            return True
        turned = TURNED.search(behind)
        if turned and turned[0][:_LONG] not in own:
            return True
        is_some = first != "less" and _begins_with_some(near) and names_own(clause.text, own)
        return not is_some and not names_own(near, own)
    return False


def is_elsewhere(clause: Clause, own: frozenset[str]) -> bool:
    """Whether a clause speaks of another place, and the series is not that of it."""
    found = _ELSEWHERE.search(clause.text)
    return bool(found) and not (found and stems(found[0]) and names_own(found[0], own))


def has_other_subject(word: Direction, clause: Clause, own: frozenset[str]) -> bool:
    """Whether what goes before a direction in its clause names something that is not the series."""
    before = clause.text[: word.at - clause.start]
    return bool(stems(before) - _SOME) and not names_own(clause.text, own)


def _is_own(what: str, own: frozenset[str]) -> bool:
    words = stems(what)
    return MARK in what or names_own(what, own) or bool(words & _SOME) or any(word.isdigit() for word in words)


def _begins_with_some(text: str) -> bool:
    words = _WORD.findall(text)
    return not words or not (stems(words[0]) - _SOME)
