"""From "the highest of the districts" and "above the average" beside a figure to warnings: the others say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pcpgen.checks.number_kinds import FRACTIONS, NUMBER_WORDS
from pcpgen.checks.sentences.names import is_whole, stems
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.sides import Side, Sides, nations, siblings, side_in, speaks_of_time, wholes
from pcpgen.checks.sentences.subjects import names_own
from pcpgen.figures.data import Data, Refusal
from pcpgen.model.data import is_share
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

CONTRARY_COMPARISON = Rule(
    "contrary-comparison",
    "A comparison that the figures deny",
    "Whoever reads that one area has more than another believes it, whatever the numbers beside it say.",
    "Correct the word or the names, or put what else is compared into a sentence of its own.",
    "warning",
)

MORE, FEWER = r"more|higher|greater|larger|bigger|longer", r"fewer|less|lower|smaller|shorter"
# "nowhere were more thefts recorded than in A", "no district has a lower rate than A", "only A recorded more than B"
_NO_OTHER = pattern(
    r"(?:\b[Nn]owhere(?: else)?|\b[Nn]o (?:other )?(?P<noun>[a-z’-]+)|^\s*Only (?P<only>[A-Z][^,;:.]{0,80}?))"
    rf"(?P<says> (?:[a-z]+ ){{0,4}}?)\b(?P<word>(?P<up>{MORE})|{FEWER})(?![\w-])(?P<own>[^,;:.{MARK}]{{0,60}}?)\bthan\b"
    r"(?P<right>[^,;:.]*)"
)
# that an author says only how many times it is, or how much of it
FRACTION_OF = pattern(
    r"\s*(?:\w+ times\b|twice\b|double\b|half\b|(?:a|one|two|three)[ -](?:third|quarter|fifth|tenth|half)s?\b|[0-9])"
)
_UP = ("highest", "largest", "greatest", "biggest", "most", "longest")
_DOWN = ("lowest", "smallest", "fewest", "least", "shortest")
_ORDINALS = {"second": 2, "third": 3, **{word: at for at, word in enumerate(FRACTIONS[2:], 5)}, "fourth": 4}
_SUPERLATIVE = pattern(
    r"\b(?:(?:the|its) |(?:is|was|are|were|remains?|remained) |and (?=highest|lowest))"
    rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)})[ -])?"
    rf"(?P<word>{'|'.join((*_UP, *_DOWN))})\b(?![-’])",
    re.IGNORECASE,
)
# before "the highest": that it is one of several, or not so for certain
_NOT_THE = pattern(
    r"\b(?:one of|among|amongst|not|no longer|never|nearly|almost|perhaps|probably|joint|jointly|next to|second to"
    r"|(?:would|should|could|may|might|will|to) (?:be|have)|for|at|if|by far not) $"
)
_APART = pattern(r"\b(?:[Aa]part from|[Ee]xcept|[Ee]xcluding|[Oo]ther than|[Ll]eaving out|outside|but one)\b")
_AMONG = pattern(r"\b(?P<in>of|in|at|on|for|among|amongst|across|within|after|but|behind|outside|to)\b(?P<where>.*)")
_PLACES = ("in", "at", "on", "for", "among", "amongst")
_SIZES = ("largest", "greatest", "biggest", "smallest", "longest", "shortest", "least")
_CUT = pattern(r"[;:]|,? (?:but|while|whereas|although|though|because|despite|when|if)\b|, (?:and|so|yet)\b")
_BETWEEN = pattern(r",? and |, ")
_AREAS = pattern(
    r"(?:districts?|areas?|forces?|divisions?|boroughs?|count(?:y|ies)|wards?|towns?|cit(?:y|ies)|places?|regions?"
    r"|sectors?|parish(?:es)?|neighbourhoods?|localit(?:y|ies)|partnerships?|councils?|groups?|kinds?|types?"
    r"|categor(?:y|ies)|part|parts)$"
)
_SCOPE = pattern(
    r"[^,;:.()\ufffc]{0,60}?\b(?:of|among|amongst|across|in|within) (?:(?:all|any|our|the|these|those|each|every) )*"
    rf"(?:(?P<count>{'|'.join(NUMBER_WORDS)}|[0-9]{{1,2}})\b ?)?(?P<noun>[a-z’-]+)?"
)
ANY_OTHER = pattern(
    r"\s*(?:in |at |on |for |of |among )?(?:(?:any|all|every|each)(?: of)?(?: the)? other(?P<nouns>s\b| [a-z’-]+)"
    r"|(?P<anywhere>any(?:where|one) else|everywhere else|any(?:where) (?=but |except )))"
)
# that more areas are meant than a dataset of an office's own has
_WIDER = pattern(r"\b(?:England|Wales|Britain|country|nation\w*|region\w*|similar|famil\w+|peers?|neighbouring)\b")
_OF = pattern(
    r"\s*(?:of|for|across|in|among) (?:(?:the|all|our|these|those|[0-9]{1,2}"
    rf"|{'|'.join(NUMBER_WORDS)}) )*(?P<noun>[\w’-]+)"
)
_VERB = pattern(r"^(?:is|was|are|were|remains?|remained|and) ", re.IGNORECASE)
_MEASURE_ENDS = pattern(r"[,;:.()–—\ufffc]| (?:of|in|at|on|than|was|were|is|are|as|and|or)\b")
_PHRASE = pattern(r"[,;:.()–—\ufffc]")
_EXCEPT = pattern(r"\b(?:but|except|apart from|other than|bar|save)(?: for)? (?:in |at )?")
_AVERAGE = pattern(
    r"\s*(?:the |its |our |an? )?(?:(?P<of>force|county|area|district|overall|group|whole)(?:’s|'s)? )?"
    r"(?:area |district )?(?:average|mean)\b(?P<behind>[^;:]*)"
)
_NATION = pattern(
    r"\s*(?:the |that (?:of|in|for) )?(?:national (?:average|mean|figure|rate|level)|(?:figure |rate |average )?"
    r"(?:nationally|(?:in |for |of |across )?England(?: and Wales)?))\b(?P<behind>[^;:]*)"
)
_MEASURED = frozenset((
    "rate", "number", "share", "proportion", "figure", "level", "percentage", "total", "count", "numbers",
    "volume", "recorded", "value",
))  # fmt: skip
_WHOM = frozenset(("people", "person", "resident"))
_GOES_ON = pattern(
    r"\s*(?:$|[,;:.()–—\ufffc]|(?:in|at|on|among|amongst|for|of|by|is|was|are|were|had|has|than|across|within|there"
    r"|here|and|with|to|as|common|frequent|numerous|anywhere|any)\b)"
)


def is_of_kind(behind: str, sides: Sides) -> bool:
    """Whether what follows "more" or "the highest" is what the figures count: "thefts", "rate", or nothing at all."""
    if _GOES_ON.match(behind) or (behind.startswith(" likely") and _are_shares(sides)):
        return True
    words = " ".join(_MEASURE_ENDS.split(behind, maxsplit=1)[0].split()[:5])
    said = stems(words)
    if said & {"rate", "share", "proportion", "percentage"} and not _are_shares(sides):
        return False
    if said & _WHOM:  # "more people died", "more residents", but not "more older people"
        first, _, rest = words.partition(" ")
        own = _WHOM & (stems(sides.dataset.title.value) if sides.dataset else frozenset())
        is_whom = first.casefold() == "people" or (bool(stems(first) & own) and bool(_GOES_ON.match(rest)))
        return is_whom or names_own(words, sides.own)
    return bool(said & _MEASURED) or sides.names_measure(words) or names_own(words, sides.own)


def _are_shares(sides: Sides) -> bool:
    return all(is_share(each.figure.unit) for each in sides.figures)


def check_ranks(sides: Sides) -> Iterator[Problem]:
    """Each "the highest" of a sentence, and "the second lowest", whose figure is not so among the others."""
    text = sides.said.line.text
    found = list(_SUPERLATIVE.finditer(text))
    for at, each in enumerate(found):
        if not sides.figures or _NOT_THE.search(text[: each.start()]):
            continue
        start, end = _clause(text, found, at)
        behind = text[each.end() : end]
        if not is_of_kind(behind, sides) or not _is_of_figures(each, behind, start, sides):
            continue
        if side := _own(start, end, each, sides):
            yield from _ranked(each, side, behind, sides)


def check_exceptions(sides: Sides) -> Iterator[Problem]:
    """Each "nowhere more than in A" and "only B more than A" that the figure of another denies."""
    text, data = sides.said.line.text, sides.said.data
    for found in _NO_OTHER.finditer(text) if sides.figures else ():
        start, at = found.start("says"), found.start("word")
        side = sides.in_stretch(*found.span("right"))
        if not side or not is_of_kind(found["own"], sides) or not sides.has_subject(start, at):
            continue
        if sides.is_turned(*found.span("own")) or FRACTION_OF.match(found["right"]):
            continue
        if found["noun"] and not (_AREAS.match(found["noun"]) or _is_kind(f"{found['noun']}s", side, data)):
            continue
        if speaks_of_time(text) or _WIDER.search(text) or not sides.is_certain(found.start(), at):
            continue
        way = 1 if found["up"] else -1
        beyond = [each for each in siblings(side, data) if (each.value - side.value) * way > 0]
        left_out = {each.id for each in sides.named(found.start("only"), at)} if found["only"] else set()
        if found["only"] and (not left_out or not left_out <= {each.series for each in beyond}):
            continue
        if others := [each for each in beyond if each.series not in left_out]:
            message = f'the words say "{found[0].split()[0]} … {found["word"]} … than", and {_told(side, others, way)}'
            yield problem(CONTRARY_COMPARISON, sides.said.place(at, len(found["word"])), message)


def _is_of_figures(found: re.Match[str], behind: str, start: int, sides: Sides) -> bool:
    """Whether "the highest" is of what the figures count, and no wish; the largest dock need not lose the most."""
    if not sides.is_certain(start, found.start()) or _APART.search(sides.said.line.text):
        return False
    if not _GOES_ON.match(behind):
        return True
    if found["word"].lower() in _SIZES:
        return False
    return sides.has_marks(start, found.start()) or sides.has_subject(start, found.start())


def _clause(text: str, found: list[re.Match[str]], at: int) -> tuple[int, int]:
    """The clause of one of several superlatives: "highest in A (…) and lowest in B (…)" are two."""
    here = found[at]
    starts = [cut.end() for cut in _CUT.finditer(text) if cut.end() <= here.start()]
    ends = [cut.start() for cut in _CUT.finditer(text) if cut.start() >= here.end()]
    for before, behind in ((at - 1, at), (at, at + 1)):
        if before < 0 or behind == len(found):
            continue
        between = [cut.start() for cut in _BETWEEN.finditer(text, found[before].end(), found[behind].start("word"))]
        if between:
            (starts if behind == at else ends).append(between[-1])
    return max(starts, default=0), min(ends, default=len(text))


def _own(start: int, end: int, found: re.Match[str], sides: Sides) -> Side | None:
    """The figure that is said to be the highest."""
    if not sides.has_marks(start, found.start()):  # "lowest in Aust (…), followed by Lydney (…)": the first is meant
        marks = sides.said.line.text.find(MARK, found.end(), end)
        end = marks + 1 if marks >= 0 else end
    side = sides.in_stretch(start, end)
    if side or sides.has_marks(start, end):
        return side
    if sides.named(found.end(), end):
        return None
    return sides.in_stretch(0, start) if start else sides.goes_on()


def _ranked(found: re.Match[str], side: Side, behind: str, sides: Sides) -> Iterator[Problem]:
    data = sides.said.data
    others = siblings(side, data)
    scoped = _is_scope(behind, side, sides)
    alone = len(others) > 1 and not speaks_of_time(sides.said.line.text) and _is_alone(behind, sides)
    if not others or not (scoped or alone):
        return
    way = 1 if found["word"].lower() in _UP else -1
    beyond = [each for each in others if (each.value - side.value) * way > 0]
    rank = _ORDINALS.get((found["ordinal"] or "").lower(), 1)
    level = sum(each.value == side.value for each in others)
    known = len(others) + 1 == _count(side, data)
    if len(beyond) < rank and (rank == 1 or len(beyond) + level + 1 >= rank or not known):
        return
    if not scoped and _is_extreme_in_time(side, way, data):
        return
    words = _VERB.sub("", found[0])
    message = f'the words say "{words}", and {_told(side, beyond, way)}'
    place = sides.said.place(found.end() - len(words), len(words))
    yield problem(CONTRARY_COMPARISON, place, message)


def _is_alone(behind: str, sides: Sides) -> bool:
    """Whether nothing says among which a figure is the highest: "the highest rate, 7.6", "highest in West Fells"."""
    found = _AMONG.search(_PHRASE.split(behind, maxsplit=1)[0])
    return not found or (found["in"] in _PLACES and bool(sides.named_words(found["where"])))


def _told(side: Side, beyond: list[Side], way: int) -> str:
    if not beyond:
        return f"{side.series} is {side.words}, {'more' if way > 0 else 'less'} than all others"
    most = max(beyond, key=lambda each: each.value * way)
    return f"{side.series} is {side.words}, {most.series} {most.words}"


def _count(side: Side, data: Data) -> int:
    """How many series stand side by side, those of which nothing can be told among them."""
    dataset = data.datasets[side.series.partition(".")[0]]
    return sum(not is_whole(each, dataset) and not each.difference_of for each in dataset.series.values())


def _is_scope(behind: str, side: Side, sides: Sides) -> bool:
    """Whether words say that an area is the highest of all that stand beside it: "of the six districts"."""
    found = _SCOPE.match(behind)
    if not found or not (found["noun"] or found["count"]):
        return False
    noun = found["noun"] or ""
    if _WIDER.search(behind):
        return False
    if found["count"]:
        counted = dict(zip(NUMBER_WORDS, range(2, 20), strict=True)).get(found["count"]) or int(found["count"])
        return counted == _count(side, sides.said.data) and not speaks_of_time(noun)
    is_area = _AREAS.match(noun) and not noun.endswith("y")
    return bool(is_area) or _is_kind(noun, side, sides.said.data)


def _is_kind(noun: str, side: Side, data: Data) -> bool:
    """Whether a noun of many is what a dataset's series are, by their titles: "docks" for the East dock."""
    titles = data.datasets[side.series.partition(".")[0]].series.values()
    return noun.endswith("s") and sum(bool(stems(noun) & stems(each.title)) for each in titles) > 1


def _is_extreme_in_time(side: Side, way: int, data: Data) -> bool:
    """Whether a series has never been higher, or lower: that may be what "the highest" says of it."""
    try:
        periods = [each for each in data.periods(side.series) if each.order < side.period.order]
    except Refusal:
        return True
    found = (side_in(side.series, each, data) for each in periods)
    earlier = [each.value for each in found if each]
    return bool(earlier) and all((value - side.value) * way <= 0 for value in earlier)


def against_others(side: Side, way: int, behind: str, sides: Sides) -> str:
    """What denies that a figure is more, or less, than that of "any other district", or "anywhere but" one."""
    found = ANY_OTHER.match(behind)
    if not found:
        return ""
    nouns = (found["nouns"] or "s").strip()
    data = sides.said.data
    if nouns != "s" and not (_AREAS.match(nouns) or _is_kind(f"{nouns.rstrip('s')}s", side, data)):
        return ""
    if speaks_of_time(behind) or _WIDER.search(behind):
        return ""
    but = _EXCEPT.search(behind)
    left_out = {each.id for each in sides.named_words(behind[but.end() :])} if but else set()
    if but and not left_out:
        return ""
    beyond = [each for each in siblings(side, data) if (each.value - side.value) * way >= 0]
    beyond = [each for each in beyond if each.series not in left_out]
    return _told(side, beyond, way) if beyond else ""


def against_average(side: Side, way: int, behind: str, sides: Sides) -> str:
    """What denies that a figure is above, or below, the average of those beside it, or the national figure.

    The average of shares is that of the whole; where that is not known, none of them is above who is the lowest.
    """
    data = sides.said.data
    if (nation := _NATION.match(behind)) and not speaks_of_time(nation["behind"]):
        return next((_of_two(side, each, way) for each in nations(side, data)), "")
    found = _AVERAGE.match(behind)
    if not found or not _is_of_these(found["behind"], side, data):
        return ""
    others = siblings(side, data)
    if is_share(side.unit) and (total := wholes(side, data)):
        return _of_two(side, total[0], way)
    values = [side.value, *(each.value for each in others)]
    if len(values) < 3:
        return ""
    if all((value - side.value) * way >= 0 for value in values) and any(value != side.value for value in values):
        return _told(side, [each for each in others if each.value != side.value], way)
    if is_share(side.unit) or len(values) < _count(side, data):
        return ""
    mean = sum(values, Decimal(0)) / len(values)
    if (side.value - mean) * way > 0:
        return ""
    return f"{side.series} is {side.words}, the average of {len(values)} is {mean:,.1f}"


def _is_of_these(behind: str, side: Side, data: Data) -> bool:
    """Whether an average is of what stands beside a figure: nothing is said of it, or "of the districts"."""
    if speaks_of_time(behind) or _WIDER.search(behind):
        return False
    found = _OF.match(behind)
    return not found or bool(_AREAS.match(found["noun"])) or _is_kind(found["noun"], side, data)


def _of_two(side: Side, other: Side, way: int) -> str:
    if (side.value - other.value) * way > 0:
        return ""
    return f"{side.series} is {side.words}, {other.series} {other.words}"
