"""From "a majority" or "fewer than half" beside a percentage to warnings: the percentage says the contrary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.checks.sentences.comparisons import clause_start
from pcpgen.checks.sentences.directions import DENIED
from pcpgen.checks.sentences.ranks import CONTRARY_COMPARISON
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.sides import Side, Sides, side_of
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem

_HALF = 50
_PART = pattern(
    r"(?<![\w-])(?P<word>majority|more than half|over half|(?<!the )(?<!at )most|(?P<less>minority"
    r"|(?:fewer|less) than half|under half))\b",
    re.IGNORECASE,
)
# the share itself: "a minority of people, 57%," or "(57%)", of which nothing else is told
_SHARE = pattern(rf"(?P<of>(?: [A-Za-z’-]+){{0,8}})(?:, | \(|: )(?P<mark>{MARK})(?=[,;.:)–—]|$)")
_BEHIND = pattern(rf"(?P<mark>{MARK})(?P<of>[^,;:.()–—{MARK}]{{0,60}}), (?:still |only |just )?an? $")
_NOTHING_ELSE = pattern(r"(?: of (?P<whom>[A-Za-z’-]+))?\s*(?:$|[,;.)–—])")
_ELSE = pattern(
    r"\b(?:targets?|shares?|proportions?|numbers?|half|averag\w*|figures?|levels?|rates?|forces?|areas?|districts?|than|which|that|where|but|and|or|nor"
    r"|while|if|rose|fell|up|down|from|to|as|not|no|never)\b|n[’']t\b"
)
_NOBODY = pattern(r"(?: (?:of|all|the|these|them))*")  # "most of all, 45%"
# before the word: that it is another, or not reached
_NOT_IT = pattern(
    r"\b(?:ethnic|black|religious|sexual|national|one of|almost|nearly|close to|short of|far from|towards?|than|under"
    r"|as) (?:an? |the )?$",
    re.IGNORECASE,
)
_NEAR = 80  # characters before a word in which its share may stand


def check_halves(sides: Sides) -> Iterator[Problem]:
    """Each "minority" whose share is more than half, and each "majority" whose share is less."""
    text = sides.said.line.text
    for found in _PART.finditer(text) if sides.said.figures else ():
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if (
            DENIED.search(before)
            or _NOT_IT.search(before)
            or not sides.is_certain(clause_start(text, found.start()), found.start())
        ):
            continue
        side = _share_of(found, before, sides)
        if side and side.unit == "%" and (side.shown > _HALF if found["less"] else side.shown < _HALF):
            message = f'the words say "{found["word"]}", and {side.series} is {side.words}'
            yield problem(CONTRARY_COMPARISON, sides.said.place(found.start(), len(found["word"])), message)


def _share_of(found: re.Match[str], before: str, sides: Sides) -> Side | None:
    """The percentage that a word for more or less than half is of."""
    text = sides.said.line.text
    share = _SHARE.match(text, found.end())
    if share and not (found["word"].lower() == "most" and _NOBODY.fullmatch(share["of"])):
        start, end = share.span("of")
        at = share.start("mark")
    elif (share := _BEHIND.search(before)) and _NOTHING_ELSE.match(text, found.end()):
        first = found.start() - len(before)
        start, end = first + share.start("of"), first + share.end("of")
        at = first + share.start("mark")
    else:
        return None
    if _ELSE.search(text, start, end) or not sides.goes_with(start, end):
        return None
    spoken = sides.said.at(at)
    return side_of(spoken) if spoken else None
