"""From the words of the workspace to warnings: spellings that the office does not use, promises whose month is past."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, first, problem
from pcpgen.prose.days import MONTHS, month_number
from pcpgen.prose.passage import Passage
from pcpgen.rules import Rule

HOUSE_SPELLING = Rule(
    "house-spelling",
    "A word that the office spells otherwise",
    "A body or thing spelt in two ways looks like two, and a search finds only one.",
    "Spell it as plan/office.yaml says.",
    "warning",
)
PAST_PROMISE = Rule(
    "past-promise",
    "A promise whose month is past",
    "What should have happened before the paper’s own date is told as if it were still to come.",
    "Say what has happened since, or correct the month.",
    "warning",
)

RECENT = 6  # months: one that is longer past, without its year, is taken for next year's
_ADDRESS = pattern(r"https?://\S+")
# what is still to come, and the month by or in which it comes, in one sentence
_PROMISE = pattern(
    r"\b(?:will|shall|should|(?:is|are) (?:to|due|expected|planned|likely))\b[^.!?;]{0,120}?"
    rf"\b(?P<when>by|in)(?: the end of)? (?P<month>{'|'.join(MONTHS)})(?: (?P<year>20[0-9][0-9]))?\b"
    r"(?!(?: of)?,? (?:next year|the (?:next|following|coming) year))"
)


def check_spelling(project: Project, data: Data) -> list[Problem]:
    """Each word that the office spells otherwise, wherever it stands in plan/ or data/, addresses left out."""
    spelling = project.office.spelling if project.office else {}
    wanted = {other: right for right, others in spelling.items() for other in others}
    if not wanted:
        return []
    any_of = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?![\w-])")
    return [
        found
        for source in project.sources.values()
        if source.file != "plan/office.yaml" and source.is_english and any(other in source.text for other in wanted)
        for found in first(_misspelt(source, any_of, wanted))
    ]


def _misspelt(source: Source, any_of: re.Pattern[str], wanted: dict[str, str]) -> Iterator[Problem]:
    remarks = source.file.endswith(".yaml")  # a line of Markdown that begins so is a heading
    for number, line in enumerate(source.lines, 1):
        if remarks and line.lstrip().startswith("#"):
            continue
        for word in any_of.finditer(_ADDRESS.sub(lambda url: " " * len(url[0]), line)):
            place = Place(source.file, number, word.start() + 1, len(word[0]))
            message = f'"{word[0]}" is spelt "{wanted[word[0]]}" in this office'
            yield problem(HOUSE_SPELLING, place, message, f"Write {wanted[word[0]]}.")


def past_promises(sources: Mapping[str, Source], written: Iterable[Passage], day: date) -> Iterator[Problem]:
    """Each sentence of a paper that puts into the future what its own date has overtaken: "should be there by June".

    A month without its year is the nearest one: in a paper of November, "by September" is past and "by March" to come.
    What will happen *in* a month is never told without a year: that month comes each year.
    """
    for passage in (each for each in written if sources[each.place.file].is_english):
        for stretch in passage.stretches:
            for found in _PROMISE.finditer(stretch.text):
                month = month_number(found["month"])
                since = (day.year * 12 + day.month) - (int(found["year"]) * 12 + month) if found["year"] else 0
                if found["year"] is None:
                    since = (day.month - month) % 12
                    since = since if since <= RECENT and found["when"] == "by" else 0
                if since > 0:
                    place = sources[passage.place.file].find(found["month"], stretch.place)
                    when = f"{MONTHS[day.month - 1]} {day.year}"
                    message = f'a paper of {when} says "{" ".join(found[0].split())}", of a month that is past'
                    yield problem(PAST_PROMISE, place, message)
