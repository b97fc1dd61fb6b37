"""From an edition's words to warnings: figures that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pcpgen.checks.passages import written
from pcpgen.figures.data import Data
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.place import Source
from pcpgen.problems import Problem, first, problem
from pcpgen.rules import Rule

LITERAL_FIGURE = Rule(
    "literal-figure",
    "A figure typed into a sentence",
    "A typed number traces to nothing, and nobody notices when it is wrong or out of date.",
    'Put the number into data/ and refer to it: {{ figure("dataset.series") }}.',
    "warning",
)

_NUMBER = r"[0-9]{1,15}(?:,[0-9]{3}){0,6}(?:\.[0-9]{1,15})?"  # bounded, so that no run of digits takes long
_SIZE = r"(?:k|m|bn|thousand|million|billion)\b"
# forms that are a figure and nothing else: money, percentages, large numbers, decimals, ratios; years are none
_LITERAL = re.compile(
    rf"£\s?{_NUMBER}(?:\s?{_SIZE})?|{_NUMBER}\s?(?:%|per cent\b|thousand\b|million\b|billion\b)"
    rf"|\b[0-9]{{1,3}}(?:,[0-9]{{3}})+\b|\b[0-9]+\.[0-9]+\b(?![.0-9])|\b[0-9]+ in [0-9]+\b"
)
_DIGIT = re.compile("[0-9]")
_LINK = re.compile(r"\]\([^()\s]*\)|<https?://[^>\s]*>|https?://\S+")


def check_literals(project: Project, data: Data) -> Iterator[Problem]:
    """Each figure that stands in an edition's prose or statements as typed digits."""
    for edition in project.editions.values() if project.office else ():
        yield from literals(project, _texts(edition))


def literals(project: Project, texts: Iterable[Text]) -> list[Problem]:
    """Each figure that texts hold as typed digits."""
    return [found for text in texts for found in first(_literals(project.sources[text.place.file], text))]


def _literals(source: Source, text: Text) -> Iterator[Problem]:
    if not _DIGIT.search(text.value):  # as in most, and soon found out
        return
    bare = _LINK.sub(lambda link: " " * len(link[0]), text.value)
    for literal in _LITERAL.finditer(bare):
        place = source.find(literal[0], text.place)
        yield problem(LITERAL_FIGURE, place, f'"{literal[0].strip()}" is typed into the text')


def _texts(edition: Edition) -> Iterator[Text]:
    """What authors wrote, without what stands in double braces."""
    for each in written(edition):
        yield from (Text(piece.text, piece.place) for piece in each.passage.stretches)
