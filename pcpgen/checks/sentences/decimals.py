"""From percentages to those with fewer decimals than one beside them has, and to those of which too few are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcpgen.checks.passages import tiles
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, spoken
from pcpgen.figures.data import Data, shown_value
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
ROUNDED_AWAY = Rule(
    "rounded-away",
    "A percentage that is rounded to nought, or to all",
    "Who reads “0% of all spending” learns that nothing is spent, and of 100% that nothing is left.",
    "Give it decimals=1, or as many as it takes.",
    "warning",
)
_ENDS = (0, 100)  # per cent: nothing, and all


def check_decimals(said: Said) -> Iterator[Problem]:
    """The percentages of a sentence."""
    yield from _of(said.figures)


def decimals_of_tiles(edition: Edition, data: Data) -> Iterator[Problem]:
    """The percentages of each page of tiles."""
    for page in edition.pages.values():
        if isinstance(page, FactsSource):
            alone = (tile.number.alone for tile in tiles(page) if tile.number)
            yield from _of([figure for each in alone if each and (figure := spoken(0, each, data))])


def _of(figures: Sequence[Spoken]) -> Iterator[Problem]:
    yield from _mixed(figures)
    yield from _rounded_away(figures)


def _rounded_away(figures: Sequence[Spoken]) -> Iterator[Problem]:
    """Those that are printed as nought or a hundred and are neither; a change may be as small as it is."""
    for each in figures:
        value = each.figure.value
        if each.figure.unit != "%" or each.change is not None or not isinstance(value, Decimal):
            continue
        printed = shown_value(each.figure)
        if printed is not None and printed != value and printed in _ENDS and not each.expression.option("form"):
            message = f"it is printed as {printed + 0:f}%, and is {_exact(value)}%"
            yield problem(ROUNDED_AWAY, each.expression.place, message)


def _exact(value: Decimal) -> str:
    """A percentage with as many decimals as show that it is not nought or a hundred, and one more."""
    apart = min(abs(value - end) for end in _ENDS)
    return f"{value:.{max(1, 1 - apart.adjusted())}f}"


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
