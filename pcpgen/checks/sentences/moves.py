"""From a rise or fall to a figure, on another time or since one, to warnings: the series itself went the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.checks.sentences.changes import CONTRARY_DIRECTION
from pcpgen.checks.sentences.comparisons import clause_start, is_otherwise, speaks_of_it
from pcpgen.checks.sentences.dates import agree, dates_in
from pcpgen.checks.sentences.directions import DENIED, Direction, directions_in
from pcpgen.checks.sentences.earlier import against_time, changes_between, figures_of, is_alike, is_plain, time_at, told
from pcpgen.checks.sentences.ranks import CONTRARY_COMPARISON
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.sides import Side, Sides, side_in, side_of, speaks_of_time
from pcpgen.model.period import Form, Period
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.prose.days import MONTH, SEASON

# behind a word for a rise: with what the figure is compared
_ON = pattern(
    rf"(?: slightly| sharply| clearly| again| further)?(?: (?:by|of) [^,;:.()–—{MARK}]{{1,30}}?)?"
    r" (?:on|from|compared (?:with|to)|against)(?= )"
)
_TO = pattern(r"(?: slightly| sharply| clearly| again| further)? to (?:just |about |only |nearly |a total of )?")
# which is a direction before a time alone: "up on the year before", and not on the moor
_ON_THE = pattern(r"(?<![\w-])(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?P<word>(?P<up>up)|down|fall)(?= on the )")
_MOVED = ("rose", "fell", "increased", "decreased", "dropped", "declined", "grew", "climbed", "went up", "went down")
_THEN_IT = pattern(rf"(?:,? to |: ?|, (?:with|at) ){MARK}(?=[ ,.;]|$)")
# that a rise is not, or not only, on the time before
_LONGER = pattern(
    r"\b(?:after|following|from|peak\w*|pandemic|lockdowns?|[Cc]ovid\w*|gradual\w*|stead\w*|eventual\w*|final\w*|long"
    r"|trends?|low|high|first|second|third|once|when|until|while|has|have|had|[Cc]ompared|against|averag\w*|than"
    r"|usual\w*|typical\w*)\b"
)
_IT_FELL = pattern(r"\b(?:it|this|that) fell$", re.IGNORECASE)  # to somebody, to do it
_SINCE = pattern(
    r"\b(?:the|its) (?P<word>(?P<up>highest|largest|greatest|biggest|most)|lowest|smallest|fewest|least)"
    rf"(?P<own>[^,;:.()–—{MARK}]{{0,40}}?)(?: (?:of|in|for) any (?:month|quarter|year))? since"
    r" (?:the (?:end|beginning|start) of )?(?P<since>)"
)
_NOT_THE = pattern(r"\b(?:one of|among|amongst|not|no longer|never|nearly|almost|perhaps|probably|joint|jointly) $")
_NEAR = 40  # characters before a word that may deny it
_AMONG = pattern(r"\b(?:any|each|every|all|among|force|district|area|county)\b")
_SEASON = pattern(
    rf"\b(?:months?|quarters?|seasons?|time of(?: the)? year|(?:{MONTH}) to (?:{MONTH})|{SEASON}|Christmas|Easter)\b"
)
_DIGIT = pattern("[0-9]")
_END = pattern(r"\s*(?:$|[,;:.()–—])")


def check_moves(sides: Sides) -> Iterator[Problem]:
    """Each "rose on the year before" that the figure of that time denies, and "rose to" that every time before does."""
    text = sides.said.line.text
    for each in _directions(text) if sides.figures else ():
        behind = each.at + len(each.word)
        wrong = ""
        if each.strong and (found := _ON.match(text, behind)):
            wrong = _on_time(each, found.end(), sides)
        elif (found := _TO.match(text, behind)) and text[found.end() : found.end() + 1] == MARK:
            wrong = _to_figure(each, found.end(), sides)
        if wrong and _is_certain(each, sides):
            place = sides.said.place(each.at, len(each.word))
            yield problem(CONTRARY_DIRECTION, place, f'the words say "{each.word}", and {wrong}')


def _directions(text: str) -> Iterator[Direction]:
    yield from directions_in(text)
    for found in _ON_THE.finditer(text):
        if not DENIED.search(text[max(0, found.start() - _NEAR) : found.start()]):
            yield Direction(found.start(), found["word"], 1 if found["up"] else -1, True)


def _is_certain(each: Direction, sides: Sides) -> bool:
    """Whether a rise is told for certain, and outside a claim, which is held against its own condition."""
    start = clause_start(sides.said.line.text, each.at)
    claims = (claim for claim in sides.said.line.claims if claim.start <= each.at < claim.end)
    return not any(claims) and sides.is_certain(start, each.at) and not is_otherwise(sides.said.line.text, each.at)


def _on_time(each: Direction, at: int, sides: Sides) -> str:
    """What denies "up on the year before", or "an increase on June 2025"."""
    text, start = sides.said.line.text, clause_start(sides.said.line.text, each.at)
    marks = sides.marked(start, each.at)
    if marks:
        side = side_of(marks[0]) if len(marks) == 1 and sides.goes_with(marks[0].at + 1, each.at) else None
    elif sides.has_marks(start, each.at) or not sides.has_subject(start, each.at):
        return ""
    else:
        is_it = speaks_of_it(text, start, each.at) and not _DIGIT.search(text, 0, each.at)
        side = sides.goes_on() if is_it else None
        side = side or _only_one(sides)
    then = time_at(text, at, side.period) if side else None
    if not side or not then or (then.is_dated and text.endswith("from", 0, at)):
        return ""  # "rose from June 2025", which may be since then
    if sides.said.figures and not marks and not _THEN_IT.match(text, then.end):
        return ""
    return against_time(side, each.way, then, sides.said.data)


def _only_one(sides: Sides) -> Side | None:
    return side_of(sides.said.figures[0]) if len(sides.said.figures) == 1 else None


def _to_figure(each: Direction, at: int, sides: Sides) -> str:
    """What denies "rose to 1,294", where nothing says since when: the period before, the year before, the last row."""
    text, data = sides.said.line.text, sides.said.data
    side, start = _only_one(sides), clause_start(text, each.at)
    if not side or each.word not in _MOVED or sides.before or not sides.goes_with(start, each.at):
        return ""
    if (
        _IT_FELL.search(text[max(0, each.at - _NEAR) : each.at + len(each.word)])
        or " to " in text[at:]
        or _LONGER.search(text)
    ):
        return ""
    times = tuple(dates_in(text))
    if not all(agree(named, side.period) for named in times) or not is_plain(side, data):
        return ""
    for named in reversed(times):
        text = f"{text[: named.start]} {text[named.end :]}"
    if speaks_of_time(text) or speaks_of_time(sides.around):
        return ""
    earlier = [one for one in data.periods(side.series) if one.order < side.period.order]
    last = [one for one in earlier if is_alike(one, side.period) or one.form is side.period.form][-1:]
    usual = {one.written: one for one in (side.period.before(), side.period.a_year_before(), *last) if one}
    if side.period.form is Form.DAY:
        return ""
    found = [figures_of(side, (one,), data) for one in usual.values()]
    others = [one for each_of in found for one in each_of]
    if not others or len(others) < len(usual) or any((side.value - one.value) * each.way > 0 for one in others):
        return ""
    return told(side, others[0])


def check_since(sides: Sides) -> Iterator[Problem]:
    """Each "the most since 2024" where a time in between had more."""
    text = sides.said.line.text
    for found in _SINCE.finditer(text) if sides.figures else ():
        at = found.start("since")
        named = next((each for each in dates_in(text[at : at + 60]) if each.start == 0), None)
        if not named or not named.readings or not _END.match(text, at + named.end):
            continue
        if (
            is_otherwise(text, found.start())
            or _NOT_THE.search(text[max(0, found.start() - _NEAR) : found.start()])
            or not _is_measure(found, sides)
        ):
            continue
        if not sides.is_certain(clause_start(text, found.start()), found.start()):
            continue
        side = _told_of(found, sides)
        since = max(named.readings, key=lambda each: each.order)
        if side and (beyond := _beyond(side, 1 if found["up"] else -1, since, sides)):
            message = f'the words say "{found[0].strip()} {named.words}", and {told(side, beyond)}'
            yield problem(CONTRARY_COMPARISON, sides.said.place(found.start("word"), len(found["word"])), message)


def _is_measure(found: re.Match[str], sides: Sides) -> bool:
    own = found["own"]
    return not _AMONG.search(own) and not any(dates_in(own)) and sides.goes_with(*found.span("own"))


def _told_of(found: re.Match[str], sides: Sides) -> Side | None:
    text, at = sides.said.line.text, found.start()
    start = clause_start(text, at)
    if marks := sides.marked(start, at):
        return side_of(marks[0]) if len(marks) == 1 and sides.goes_with(marks[0].at + 1, at) else None
    is_alone = not _DIGIT.search(text, 0, at) and speaks_of_it(text, start, at)
    return sides.goes_on() if is_alone else None


def _speaks_of_season(text: str) -> bool:
    """Whether a sentence names months, or a part of a year, and no year with them."""
    return any(named.month for named in dates_in(text)) or bool(_SEASON.search(text))


def _is_same_season(one: Period, other: Period) -> bool:
    return bool(one.end and other.end and one.end.month == other.end.month)


def _beyond(side: Side, way: int, since: Period, sides: Sides) -> Side | None:
    """The figure of a time behind the one that is named, and before its own, that goes furthest beyond a figure."""
    data = sides.said.data
    if not is_plain(side, data):
        return None
    between = [
        each
        for each in data.periods(side.series)
        if each.start
        and since.end
        and each.start > since.end
        and each.order < side.period.order
        and is_alike(each, side.period)
    ]
    found = [one for each in between if (one := side_in(side.series, each, data)) and one.unit == side.unit]
    beyond = [one for one in found if (one.value - side.value) * way > 0 and not changes_between(side, one, data)]
    if _speaks_of_season(sides.said.line.text):  # "the fewest from April to June since 2020": of such months alone
        beyond = [one for one in beyond if _is_same_season(side.period, one.period)]
    return max(beyond, key=lambda one: one.value * way, default=None)
