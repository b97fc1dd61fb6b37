"""From a sentence that sets one figure against another to warnings: "lower in A than in B", where A has the more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pcpgen.checks.sentences.dates import dates_in
from pcpgen.checks.sentences.directions import DENIED
from pcpgen.checks.sentences.earlier import Then, against_time, time_at
from pcpgen.checks.sentences.ranks import (
    ANY_OTHER,
    CONTRARY_COMPARISON,
    FEWER,
    FRACTION_OF,
    MORE,
    against_average,
    against_others,
    is_of_kind,
)
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.sides import Side, Sides, side_of
from pcpgen.checks.sentences.spoken import Spoken
from pcpgen.figures.evaluate import refusal_of
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.values import dataclass

_FAR = 300  # characters between the words of one comparison; else the time grows with the square of a text's length
# of what is compared with something said before it: "compared with A (…), B (…) has the higher rate"
_COMPARED_WITH = pattern(
    rf"\b(?:[Cc]ompared|[Ii]n comparison) (?:with|to) (?P<right>[^,;:.{MARK}]{{0,{_FAR}}}{MARK}\)?),"
    rf" (?P<left>[^,;:.{MARK}]{{0,{_FAR}}}{MARK}\)?),?"
    rf" (?:is|are|was|were|has|have|had|saw|sees|recorded|records|lost|loses)(?: an?| the)?"
    rf" (?P<word>(?P<up>{MORE})|{FEWER})(?![\w-])(?P<own>[^,;:.{MARK}]*)(?=[,;:.]|$)"
)
_THAN = pattern(
    rf"\b(?:(?P<up>{MORE})|(?P<down>{FEWER})|(?P<better>better)|(?P<worse>worse))(?![\w-])"
    rf"(?P<own>(?:(?!\b(?:{MORE}|{FEWER}|than|but|while|whereas|although)\b)[^;:]){{0,{_FAR}}}?)\bthan\b",
    re.IGNORECASE,
)
_ABOVE = pattern(
    r"\b(?:(?P<up>above|exceed(?:s|ed)?|outnumber(?:s|ed)?|over(?= (?:that|those) (?:of|in|for|at)\b))"
    r"|(?P<down>below|under(?= (?:that|those) (?:of|in|for|at)\b)))\b(?P<own>)(?! (?:it|them|this|these)\b)",
    re.IGNORECASE,
)
_TIMES = {"half": 0.5, "twice": 2, "double": 2, "three times": 3, "four times": 4, "five times": 5}
_AS = pattern(
    rf"(?:\b(?P<times>{'|'.join(_TIMES)}) )?\bas (?P<much>many|much|high|large|great|common|long|low|few)(?![\w-])"
    r"(?P<own>(?:(?!\b(?:than|but|while|whereas|although)\b)[^;:])*?)\bas\b",
    re.IGNORECASE,
)
_TIMES_THE = pattern(rf"\b(?P<times>{'|'.join(_TIMES)})(?P<own>)(?= (?:the|that of|those (?:of|in)) )", re.IGNORECASE)
# of what is long, or large, a figure may tell, or nothing of it
_SIZES, _LENGTHS = ("larger", "bigger", "smaller", "greater"), ("longer", "shorter", "long")
_OF_TIME = pattern(r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b")
# between two clauses that stand for themselves
_CUT = pattern(
    r"[;:]|(?<!anywhere)(?<!other),? but\b"
    r"|,? (?:while|whereas|although|though|because|despite|which|where|who|whose|when|if)\b"
    r"|, (?:and|so|yet|as)\b| and (?=(?:fewer|less|more|lower|higher|above|below)\b)"
)
# that goes on with what was said before it: ": lower in A than in B", "which is more than"
_GOES_ON = pattern(
    r"(?:[\s,–—()]|\b(?:and|so|thus|this|that|it|which|is|are|was|were|being|still|much|far|well|even|slightly|a|an|the"
    r"|little|lot|bit|considerably|significantly|clearly|somewhat|number|rate|figure|level|share)\b)*",
    re.IGNORECASE,
)
_ASIDE = pattern(r"\b(?:where|which|who|whose|when)\b")  # within what is compared: its figures are of something else
_DIFFERS = (*MORE.split("|"), *FEWER.split("|"))  # behind a figure: by how much
_OF_THEM = pattern(
    rf"\s*(?:[\w’-]+ )?{MARK}(?:[^,;:.]{{0,40}}\b(?:of (?:them|these|those|whom|which)|together)\b"
    r"| (?:would|could|should|might)\b)"
)
# "Ely (12) and March (14)", and nothing that is said of both
_LISTED = pattern(rf"(?:(?:\s|,|\b(?:and|or|nor|in|at|the|of|with|[A-Z][\w’-]*)\b)*[( ]{MARK}\)?)+[.,]?\s*")
# "more than those in A, at 97 against 214", where the figures follow the names
_NAMED_FIRST = pattern(rf"[^,;:.(){MARK}]+(?=, (?:at|by|with) {MARK} (?:against|and|to|compared with) {MARK})")
_EXACTLY = pattern(r"\b(?:no|not|n[’']t)(?: any)? $", re.IGNORECASE)
_MORE_THAN, _LESS_THAN = pattern(r"\b(?:more than|over|at least) $"), pattern(r"\b(?:less than|under|at most) $")
_ABOUT = pattern(r"\b(?:almost|nearly|about|around|roughly|some|close to|up to|just) $", re.IGNORECASE)
# that not the number as it stands is compared, or only some of it
_OTHERWISE = pattern(
    r"\b(?:averag\w*|typical\w*|usual\w*|median|real terms|inflation|prices|adjust\w*|per|seasonal\w*"
    rf"|relative\w*|of (?:(?:the|these|those|all|our) )*{MARK})",
    re.IGNORECASE,
)
_DIGIT = pattern("[0-9]")
_IT = pattern(
    r"(?:[\s,–—]|\b(?:that|this|it|they|these|which|is|are|was|were|still|also|far|much|slightly|an?|the|figure|there"
    r"|clear|small|slight|large|sharp|well)\b)*",
    re.IGNORECASE,
)
_BESIDE = pattern(r"\b(?:with|and|as|by|for|after|of)\b")
_SET_OFF = pattern(r"(?:[,:–—(]|\b(?:is|are))$")  # before "more than a year before"
_THEN_IT = pattern(rf"[^,;:.()–—{MARK}]{{0,80}}:\s*{MARK}(?=[ .]|$)")
_NEAR = 40  # characters before a word that may deny it
_CLAUSE = 2_000  # characters of a clause that are read on either side of it


@dataclass(frozen=True, slots=True)
class _Compared:
    """A comparison in words: its first word, which way it goes, and where its two sides are said.

    `own` is what stands between that word and "than", `right` where the other side begins. `times` says how many times
    as much the one is.
    """

    at: int
    word: str
    way: int
    own: tuple[int, int]
    right: int
    says: str
    times: Decimal | None = None


def check_comparisons(sides: Sides) -> Iterator[Problem]:
    """Each comparison of a sentence that its figures deny, or those of the areas that it names."""
    for each in _comparisons(sides):
        if not (sides.figures or sides.said.figures) or _is_denied_by_others(each, sides):
            continue
        if wrong := _wrong(each, sides):
            place = sides.said.place(each.at, len(each.word))
            yield problem(CONTRARY_COMPARISON, place, f'the words say "{each.says}", and {wrong}')


def check_compared_with(sides: Sides) -> Iterator[Problem]:
    """Each "compared with A (…), B (…) has the higher rate" that the two figures deny."""
    for found in _COMPARED_WITH.finditer(sides.said.line.text):
        left, right = sides.in_stretch(*found.span("left")), sides.in_stretch(*found.span("right"))
        word, way = found["word"], 1 if found["up"] else -1
        each = _Compared(found.start("word"), word, way, found.span("own"), found.end(), word)
        if not left or not right or " than" in found["own"] or _is_denied_by_others(each, sides):
            continue
        if _is_measure(each, sides) and (wrong := _between(left, right, each, sides)):
            yield problem(
                CONTRARY_COMPARISON, sides.said.place(each.at, len(word)), f'the words say "{word}", and {wrong}'
            )


def _comparisons(sides: Sides) -> Iterator[_Compared]:
    text = sides.said.line.text
    for found in (*_THAN.finditer(text), *_ABOVE.finditer(text)):
        if found.lastgroup and (way := _way(found, sides)):
            word = found["up"] or found["down"] or found[0].split()[0]
            says = f"{word} … than" if found["own"].strip() else " ".join(found[0].split())
            yield _Compared(found.start(), word, way, found.span("own"), found.end(), says)
    for found in _AS.finditer(text):
        says = f"{found['times'] + ' ' if found['times'] else ''}as {found['much']} … as"
        times = Decimal(str(_TIMES[found["times"].lower()])) if found["times"] else Decimal(1)
        yield _Compared(
            found.start(), text[found.start() : found.end("much")], 0, found.span("own"), found.end(), says, times
        )
    for found in _TIMES_THE.finditer(text):
        times = Decimal(str(_TIMES[found["times"].lower()]))
        yield _Compared(found.start(), found[0], 0, found.span("own"), found.end(), found[0], times)


def _way(found: re.Match[str], sides: Sides) -> int:
    """Up or down; of better and worse as the indicator has it, and 0 where it says neither."""
    named = found.groupdict()
    if named.get("up") or named.get("down"):
        return 1 if named.get("up") else -1
    good = sides.dataset.good if sides.dataset else ""
    better = {"up": 1, "down": -1}.get(good, 0)
    return better if named.get("better") else -better


def _is_denied_by_others(each: _Compared, sides: Sides) -> bool:
    """Whether it is not said for certain, or is part of a claim that fails, which is told."""
    text = sides.said.line.text
    before = text[max(0, each.at - _NEAR) : each.at]
    if DENIED.search(before) and not _EXACTLY.search(before):
        return True
    if not sides.is_certain(clause_start(text, each.at), each.at):
        return True
    if sides.is_turned(clause_start(text, each.at), _end(text, each.right)):
        return True
    claims = (claim for claim in sides.said.line.claims if claim.start <= each.at < claim.end)
    return any(refusal_of(claim.condition, sides.said.data, claim.place) for claim in claims)


def _wrong(each: _Compared, sides: Sides) -> str:
    """What the figures say against a comparison; nothing where they bear it out, or nothing can be told."""
    text, end = sides.said.line.text, _end(sides.said.line.text, each.right)
    right = text[each.right : end]
    if not _is_measure(each, sides) or FRACTION_OF.match(right) or _OF_THEM.match(right):
        return ""
    if change := _change_before(each, sides):
        goes = change.change and change.change * each.way < 0 and not sides.named(each.right, end)
        return f"{change.series} {'rose' if (change.change or 0) > 0 else 'fell'}" if goes else ""
    left = _left(each, sides)
    if left is None:
        return _against_time(each, _announced(each, sides), sides)
    of_all = bool(each.way and ANY_OTHER.match(right))
    others = () if of_all else _others(each, end, left, sides)
    if others:
        return next(filter(None, (_between(left, other, each, sides) for other in others)), "")
    if (sides.has_marks(each.right, end) and not of_all) or not each.way or _EXACTLY.search(text[: each.at]):
        return ""
    wrong = against_others(left, each.way, right, sides) or against_average(left, each.way, right, sides)
    return wrong or _against_time(each, left if _is_told_of(each, left, sides) else None, sides)


def _against_time(each: _Compared, left: Side | None, sides: Sides) -> str:
    """What the figure of the time that is named says against it: "more than a year before", "than in June 2025"."""
    text = sides.said.line.text
    then = time_at(text, each.right, left.period) if left and each.way else None
    if not left or not then or not sides.goes_with(*each.own):
        return ""
    if then.is_length and not _is_comparison(each, then, left, sides):
        return ""
    if _EXACTLY.search(text[: each.at]) or is_otherwise(text, each.at):
        return ""
    return against_time(left, each.way, then, sides.said.data)


def is_otherwise(text: str, at: int) -> bool:
    """Whether what is compared near a word is no number as it stands: an average, or money at other prices."""
    return bool(_OTHERWISE.search(text, max(0, at - _FAR), at + _FAR))


def _is_comparison(each: _Compared, then: Then, left: Side, sides: Sides) -> bool:
    """Whether "more than a year before" tells of a number, and not of how long ago something was."""
    text = sides.said.line.text
    if each.word.lower() not in ("more", "less", "longer", "shorter") or text[slice(*each.own)].strip():
        return True
    before = text[max(0, each.at - _NEAR) : each.at].rstrip()
    is_dated = any(named.end >= len(before) - 1 for named in dates_in(before))
    if is_dated and left.period.end != sides.said.data.newest(left.series).end:
        return False
    return "ago" not in then.words and bool(_SET_OFF.search(before))


def _is_told_of(each: _Compared, left: Side, sides: Sides) -> bool:
    """Whether it is a figure of the sentence itself that is more, or fewer, or the one that it goes on with."""
    text = sides.said.line.text
    begin = clause_start(text, each.at)
    if sides.has_marks(*each.own):
        return True
    if not sides.has_marks(begin, each.at):
        alone = speaks_of_it(text, begin, each.at) and not text[slice(*each.own)].strip()
        return alone and left == sides.goes_on() and not _DIGIT.search(text, 0, each.at)
    start = text.rfind(MARK, begin, each.at) + 1
    if text[slice(*each.own)].strip() and (left.unit == "%" or _BESIDE.search(text, start, each.at)):
        return False  # "91% of calls, with fewer calls than"
    return sides.goes_with(start, each.at)


def speaks_of_it(text: str, start: int, end: int) -> bool:
    """Whether a stretch names nothing, and so goes on with the figure of the sentence before: "that is", "it was"."""
    return bool(_IT.fullmatch(text, start, end))


def _announced(each: _Compared, sides: Sides) -> Side | None:
    """The one figure of a sentence, behind its comparison: "there were fewer than a year before: 27"."""
    text = sides.said.line.text
    found = _THEN_IT.match(text, each.right)
    if not found or len(sides.said.figures) != 1 or not sides.goes_with(*each.own):
        return None
    if not sides.goes_with(_cut(text, each.at), each.at):
        return None
    spoken = sides.said.at(found.end() - 1)
    side = side_of(spoken) if spoken else None
    return None if side and side.unit == "%" and text[slice(*each.own)].strip() else side


def _is_measure(each: _Compared, sides: Sides) -> bool:
    """Whether what is more or fewer is what the figures count, or who: "more thefts", "more farmers than"."""
    own, word = sides.said.line.text[slice(*each.own)], each.word.lower()
    if word in _LENGTHS and not all(_OF_TIME.match(figure.figure.unit) for figure in sides.figures):
        return False
    if _ASIDE.search(own) or (word in _SIZES and not own.strip(" ,")):
        return False
    first = each.own[0] + len(" ".join(own.split()[:3])) + 1
    return is_of_kind(own, sides) or bool(sides.named(each.own[0], first))


def _others(each: _Compared, end: int, left: Side, sides: Sides) -> tuple[Side, ...]:
    """The other side; of "more than Ely (…) and March (…)" both, but not of what they have together."""
    text, marks = sides.said.line.text[each.right : end], sides.marked(each.right, end)
    named = _NAMED_FIRST.match(text)
    if named and len(marks) == 2 and sides.named_words(named[0]):
        return (found,) if (found := sides.in_stretch(each.right, each.right + named.end(), left)) else ()
    if len(marks) < 2 or not each.way or not _LISTED.fullmatch(text):
        found = sides.in_stretch(each.right, end, left)
        return (found,) if found else ()
    found_sides = tuple(side for mark in marks if (side := side_of(mark)))
    return found_sides if len(found_sides) == len(marks) else ()


def _change_before(each: _Compared, sides: Sides) -> Spoken | None:
    """The change by which something is said to be more: "7% more than in 2023/24"."""
    spoken = sides.said.at(each.at - 2)
    is_change = spoken and spoken.change is not None and sides.said.line.text[each.at - 1] == " "
    return spoken if is_change else None


def _left(each: _Compared, sides: Sides) -> Side | None:
    """The side that is said to have more: between the word and "than", or before it."""
    start, end = each.own
    text = sides.said.line.text
    begin = clause_start(text, each.at)
    has_subject = sides.names_measure(" ".join(text[start:end].split()[:3])) or sides.has_subject(
        _cut(text, each.at), each.at
    )
    if sides.has_marks(start, end) or sides.names_any(start, end):
        return sides.in_stretch(start, end) if has_subject else None
    if each.word in _DIFFERS and sides.said.at(each.at - 2) and text[each.at - 1] == " ":
        return None  # "12 more than", where the figure is the difference
    if sides.has_marks(begin, each.at):
        return sides.in_stretch(begin, each.at)
    return (sides.in_stretch(begin, each.at) or sides.goes_on()) if has_subject else None


def _between(left: Side, other: Side, each: _Compared, sides: Sides) -> str:
    """What two figures say against "more than", "no more than", "twice as many as"."""
    if left.unit != other.unit or (left.series, left.period) == (other.series, other.period):
        return ""
    before = sides.said.line.text[max(0, each.at - _NEAR) : each.at]
    holds = _holds_times(left, other, each, before) if each.times else _holds(left, other, each.way, before)
    dated = (f" for {left.period}", f" for {other.period}") if left.series == other.series else ("", "")
    told = f"{left.series}{dated[0]} is {left.words}, {other.series}{dated[1]} {other.words}"
    return "" if holds else told


def _holds(left: Side, other: Side, way: int, before: str) -> bool:
    difference = (left.value - other.value) * way
    return difference <= 0 if _EXACTLY.search(before) else difference > 0


def _holds_times(left: Side, other: Side, each: _Compared, before: str) -> bool:
    """Whether one is so many times the other, about; as many are as many as are printed."""
    assert each.times
    if _EXACTLY.search(before) or (each.times == 1 and _ABOUT.search(before)) or other.value <= 0:
        return True
    if each.times == 1:
        return left.shown == other.shown or bool(_MORE_THAN.search(before) or _LESS_THAN.search(before))
    times = left.value / other.value
    if _MORE_THAN.search(before):
        return times > each.times * Decimal("0.98")
    if _LESS_THAN.search(before):
        return times < each.times * Decimal("1.02")
    return Decimal("0.85") * each.times <= times <= Decimal("1.25") * each.times


@lru_cache(maxsize=16)
def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a sentence are cut, which each of its comparisons asks."""
    return tuple(cut.span() for cut in _CUT.finditer(text))


def _cut(text: str, at: int) -> int:
    return max([at - _CLAUSE, 0, *(end for _, end in _cuts(text) if end <= at)])


def clause_start(text: str, at: int) -> int:
    """Where the clause that a word stands in begins: the one before it, where that is only gone on with."""
    starts = [0, *(end for _, end in _cuts(text) if end <= at)]
    while len(starts) > 1 and _GOES_ON.fullmatch(text, starts[-1], at):
        starts.pop()
    return max(starts[-1], at - _CLAUSE)


def _end(text: str, at: int) -> int:
    return min([at + _CLAUSE, len(text), *(start for start, _ in _cuts(text) if start >= at)])
