"""From words that say which way something went to those words in clauses: "rose", "fewer", "unchanged", "doubled".

Nothing is said of a word that is denied ("did not fall"), wished for ("to reduce"), or not a direction ("fall into").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pcpgen.checks.sentences.reading import MARK
from pcpgen.patterns import pattern
from pcpgen.values import dataclass

Way = Literal[-1, 0, 1]

_STRONG_UP = (
    r"rose(?! garden)|rise[sn]?(?! to the)|rising|increase[sd]?|increasing|grew|grown|climbed|(?:went|gone|goes) up"
    r"|doubled|trebled|tripled|quadrupled|soared|surged|jumped"
    rf"|(?:is|are|was|were|been) up(?= by| on|[,.]| {MARK})|up(?= by| on(?! the\b)| from| {MARK})"
)
_STRONG_DOWN = (
    r"fell(?! into| within| under| short)|fall(?:s|en|ing)?(?! into| within| under| short| to the| on the| outside)"
    r"|dropp?(?:s|ed|ing)?(?! in| off| out)|decrease[sd]?|decreasing|declined?|declines|declining|reduced|reductions?"
    r"|shrank|shrunk|halved|(?:went|gone|goes) down"
    rf"|(?:is|are|was|were|been) down(?= by| on|[,.]| {MARK})"
    rf"|(?<!broken )(?<!set )down(?= by| on(?! the\b)| from| {MARK})"
)
_WEAK_UP = (
    r"higher(?= than|[,.:;]|$| in)|larger|greater(?= than| share)|(?<=become )more|(?<=became )more"
    r"|more(?= (?:[a-z]+ ){1,3}(?:was|were|is|are|has|have|had)\b| numerous| common| frequent| people\b"
    r"| (?![a-z]*(?:ou|u|i|s)s\b)[a-z]+s\b)"  # a noun of many, and not "more serious"
)
_WEAK_DOWN = (
    r"lower(?= than|[,.:;]|$| in)|fewer(?! than (?:half|one|two|a (?:half|third|quarter|hundred)|[0-9]|\ufffc))"
    r"|less(?= (?!than|likely|often|clear|well)[a-z])|smaller"
)
_SAME = r"unchanged|no(?: clear)? change|the same as|stable|steady|level(?= with| at|[,.]|$)"
_BETTER, _WORSE = r"improved|improvement|better(?= than|[,.]|$)", r"worsened|deteriorated|worse(?= than|[,.]|$)"
_WORDS = pattern(
    rf"(?<![\w-])(?:(?P<up>{_STRONG_UP})|(?P<down>{_STRONG_DOWN})|(?P<more>{_WEAK_UP})|(?P<fewer>{_WEAK_DOWN})"
    rf"|(?P<same>{_SAME})|(?P<better>{_BETTER})|(?P<worse>{_WORSE}))(?![\w-])"
)
_FIRST_WORD = pattern(r"^(?:More|Fewer|Less|Higher|Lower|Unchanged|No)\b")  # which alone may begin with a capital
# before a word: that it is denied, wished for, or that it is the change itself that changed
DENIED = pattern(
    r"(?:(?:\b(?:[Nn]ot|never|neither|nor|no|No|[Nn]one|[Nn]owhere|without|hardly|barely|stopp?(?:ed|s|ing)?|ceased"
    r"|instead of|rather than|slow(?:ed|er)?|will|would|should|could|can|may|might|must|shall|if|[Ww]hether|unless"
    r"|until|target|aims?|expected|planned|feared|prevent(?:s|ed)?|halt(?:ed)?|revers(?:e|ed)|any)|n[’']t)"
    r"(?: (?!but\b|and\b)[\w’-]+){0,2}|\b(?:to|greatest|smaller|smallest)) $"
)
_HARD_DENIED = pattern(r"\b(?:rate|pace|speed) of (?:the )?$")
# where a clause ends; behind a comma too
_CUT = pattern(
    r"(?P<hard>;|[.!?] )|:|,(?![0-9])|[()–—]|(?<!more)(?<!fewer)(?<!less) (?=and\b)"
    r"| (?=(?:but|yet|while|whereas|although|though|despite|because|after"
    r"|following|since|when|as|which|who|that|where|than|compared|against)\b)"
)
_BESIDE = pattern(
    r"[\s,]*(?:despite|in spite of|notwithstanding|although|though|after|following|because|owing|due|thanks|as|since"
    r"|when|while|whereas|which|who|that|where|if|whether|unless|with|than|compared|against|unlike)\b",
    re.IGNORECASE,
)
_GOES_ON = pattern(r"[\s,]*(?:that|which|who|while|whereas)\b", re.IGNORECASE)
# how far a change has to go for a word, in per cent; about as far does
LEAST: dict[str, Decimal] = {
    "doubled": Decimal(90),
    "trebled": Decimal(180),
    "tripled": Decimal(180),
    "quadrupled": Decimal(270),
    "halved": Decimal(-45),
}


@dataclass(frozen=True, slots=True)
class Direction:
    """A word for a direction: where it stands, and which way; `judged` where it says for better or worse instead."""

    at: int
    word: str
    way: Way
    strong: bool
    judged: bool = False  # better or worse, which is up or down as the indicator has it


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with what it says of directions; `beside` where it only tells of something else too."""

    start: int
    end: int
    text: str
    directions: tuple[Direction, ...]
    beside: bool
    goes_on: bool  # whether it begins with "that", "which", "who" or "while"
    hard: bool  # whether it begins behind a semicolon or another sentence


def directions_in(text: str) -> Iterator[Direction]:
    """Every word of a text that says which way something went."""
    for found in _WORDS.finditer(_uncapital(text)):
        kind = found.lastgroup or ""
        before = text[max(0, found.start() - 40) : found.start()]
        if kind != "same" and (DENIED.search(before) or _HARD_DENIED.search(before)):
            continue
        way: Way = 1 if kind in ("up", "more", "better") else -1 if kind in ("down", "fewer", "worse") else 0
        judged = kind in ("better", "worse")
        yield Direction(found.start(), found[0].strip(), way, kind in ("up", "down"), judged)


def _uncapital(text: str) -> str:
    return text[0].lower() + text[1:] if _FIRST_WORD.match(text) else text


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, in order."""
    found: list[Clause] = []
    words = list(directions_in(text))
    start, hard = 0, False
    for cut in (*_CUT.finditer(text), None):
        end = cut.start() if cut else len(text)
        inside = tuple(each for each in words if start <= each.at < end)
        piece = text[start:end]
        if piece.strip():
            found.append(
                Clause(start, end, piece, inside, bool(_BESIDE.match(piece)), bool(_GOES_ON.match(piece)), hard)
            )
            hard = False
        start = cut.end() if cut else end
        hard = hard or bool(cut and cut["hard"])
    return tuple(found)
