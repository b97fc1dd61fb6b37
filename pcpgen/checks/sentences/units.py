"""From a figure and the words on either side to warnings: they speak of another unit, or of another series."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.sentences.names import own_names, stems
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken
from pcpgen.figures.data import Data
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

OTHER_UNIT = Rule(
    "other-unit",
    "A unit in words beside a figure in another",
    "Per cent is no number of people, and a pound no percentage.",
    "Correct the words, or the figure; it prints % and £ itself.",
    "warning",
)

_SIGN = pattern(rf"{MARK} ?(?P<unit>%|per cent\b|percent\b|percentage points?\b)|(?P<pound>£) ?{MARK}")
_SCALE = pattern(r" ?(?P<words>(?:million|billion|thousand|mn?|bn)\b)")
_BEHIND = pattern(r" (?P<words>[a-z’-]{3,30}(?: [a-z’-]{3,30})?)")
# what is said of money only, where no unit stands behind: "it costs 148 a year"
_MONEY = pattern(
    r"\b(?:costs?|costing|spends?|spent|pays|paid|asks for|budget of|grants? of|rent of|price of)"
    rf"(?: (?:about|around|only|over|nearly|almost|up to))? (?P<mark>{MARK})"
    r"(?=[.,;)]|$| (?:a|per|each|every) (?:day|week|month|year|hour|person|head|visit)\b)"
)
_OF_WHOM = pattern(rf"\bof whom (?P<mark>{MARK})")
_SO_MUCH = pattern(rf"{MARK},? \(?(?P<change>{MARK})")
_PRICED = ("£", "pence", "p ", "€")
# units that many things are counted in
_COMMON = frozenset(("people", "person", "case", "day", "hour", "year", "month", "week", "time", "point", "rank"))
_MEASURES = ("miles", "km", "kilometres", "square miles", "square kilometres", "hours", "minutes", "hectares")
# units that are so general that what was counted may well be called otherwise
_EVENTS = frozenset(("offence", "incident", "crime", "case", "report", "event", "contact", "call", "record", "item"))
_PERSONS = frozenset((
    "people", "person", "resident", "officer", "victim", "woman", "women", "man", "men", "child", "children", "suspect",
    "offender", "adult", "member", "visitor", "driver", "pupil", "staff", "volunteer", "constable", "caller",
))  # fmt: skip


def check_units(said: Said) -> Iterator[Problem]:
    """A unit before or behind a figure that is in another, or a sign that it prints itself."""
    text = said.line.text
    for found in _SIGN.finditer(text):
        figure = said.at(found.start() if found["unit"] else found.end() - 1)
        if figure:
            group = "unit" if found["unit"] else "pound"
            yield _told(said, found.start(group), found[group], figure)
    for figure in said.figures:
        scale = _SCALE.match(text, figure.at + 1)
        if scale and _is_money(figure):
            yield _told(said, scale.start("words"), scale["words"], figure)
    for figure in said.figures:
        behind = _BEHIND.match(text, figure.at + 1)
        if behind and (words := unit_of_other(behind["words"], figure, said.data)):
            yield _told(said, behind.start("words"), words, figure)
    for found in _MONEY.finditer(text):
        figure = said.at(found.start("mark"))
        if figure and figure.figure.unit and figure.change is None and not _is_money(figure) and not _is_share(figure):
            yield _told(said, found.start(), found[0].removesuffix(MARK).strip(), figure)
    for found in _OF_WHOM.finditer(text):
        figure = said.at(found.start("mark"))
        if figure and _is_money(figure):
            yield _told(said, found.start(), "of whom", figure)


def unit_of_other(words: str, figure: Spoken, data: Data) -> str:
    """The words with which a text begins, where they are the unit of another series of a figure's dataset; or ""."""
    if figure.expression.name != "figure" or any(key == "unit" for key, _ in figure.expression.options):
        return ""
    dataset = data.datasets[figure.series.partition(".")[0]]
    own = dataset.series[figure.series]
    counted = stems(own.unit)
    if not counted or counted & _EVENTS:
        return ""
    is_measure = own.unit.startswith(_PRICED) or own.unit in _MEASURES
    known = own_names(own) | counted | (_PERSONS if counted & _PERSONS else frozenset())
    first = words.split()
    for unit in {each.unit for each in dataset.series.values()} - {own.unit}:
        size = len(unit.split())
        start = " ".join(first[:size])
        if stems(unit) and stems(start) == stems(unit) and not stems(unit) & (known | _COMMON):
            return start
        if is_measure and start == unit and not stems(unit) & _COMMON:
            return start  # "11 miles stations", whatever the series is called
    return ""


def changes_of_others(said: Said) -> Iterator[tuple[Spoken, Spoken]]:
    """Each figure directly before the change of another series: "19,222, up 5%", of which the one is of the other."""
    for found in _SO_MUCH.finditer(said.line.text):
        one, other = said.at(found.start()), said.at(found.start("change"))
        if not one or not other or (one.expression.name, other.expression.name) != ("figure", "change"):
            continue
        if one.series != other.series and one.series.partition(".")[0] == other.series.partition(".")[0]:
            yield one, other


def _is_money(figure: Spoken) -> bool:
    return figure.figure.unit.startswith(_PRICED)


def _is_share(figure: Spoken) -> bool:
    return figure.figure.unit.startswith(("%", "percentage", "rank"))


def _told(said: Said, start: int, words: str, figure: Spoken) -> Problem:
    message = f'"{words}" stands beside a figure whose unit is {figure.figure.unit or "no unit"}'
    return problem(OTHER_UNIT, said.place(start, len(words)), message)
