"""From percentages side by side to those whose author has asked for fewer decimals than another of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcpgen.checks.passages import tiles
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, spoken
from pcpgen.figures.data import Data
from pcpgen.figures.figure import places
from pcpgen.model.page import FactsSource
from pcpgen.model.plan import Edition
from pcpgen.problems import Problem, number_of, problem
from pcpgen.rules import Rule

MIXED_DECIMALS = Rule(
    "mixed-decimals",
    "A percentage with fewer decimals than the one beside it",
    "8% beside 8.4% reads as if one of them were hardly known. What a source prints with fewer stays as it is.",
    "Take decimals= out, or give all of them as many.",
    "warning",
)


def check_decimals(said: Said) -> Iterator[Problem]:
    """The percentages of a sentence."""
    yield from _mixed(said.figures)


def mixed_tiles(edition: Edition, data: Data) -> Iterator[Problem]:
    """The percentages of each page of tiles."""
    for page in edition.pages.values():
        if isinstance(page, FactsSource):
            alone = (tile.number.alone for tile in tiles(page) if tile.number)
            yield from _mixed([figure for each in alone if each and (figure := spoken(0, each, data))])


def _mixed(figures: Sequence[Spoken]) -> Iterator[Problem]:
    shares = [each for each in figures if each.figure.unit == "%" and isinstance(each.figure.value, Decimal)]
    most = max(map(_decimals, shares), default=0)
    for each in shares:
        asked, value = each.expression.option("decimals"), each.figure.value
        if isinstance(asked, int) and asked < most and isinstance(value, Decimal) and asked < places(value):
            message = f"it has {number_of(asked, 'decimal')}, and a percentage beside it has {most}"
            yield problem(MIXED_DECIMALS, each.expression.place, message)


def _decimals(each: Spoken) -> int:
    """How many decimals a percentage is printed with."""
    assert isinstance(each.figure.value, Decimal)
    return places(each.figure.value) if each.figure.decimals is None else each.figure.decimals
