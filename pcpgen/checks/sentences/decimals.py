"""From figures to percentages with fewer decimals than the one beside them, and to what rounding leaves nothing of."""

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
    "A figure that is rounded to nought, or a percentage to all",
    "Who reads “0% of all spending” learns that nothing is spent, and of 100% that nothing is left.",
    "Give it decimals=1, or as many as it takes, or a smaller unit.",
    "warning",
)


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
    """Those that are printed as nought or a hundred per cent and are neither; a change may be as small as it is."""
    for each in figures:
        value, unit = each.figure.value, each.figure.unit
        if each.figure.decimals is None or each.change is not None or not isinstance(value, Decimal):
            continue
        printed = shown_value(each.figure)
        ends = (0, 100) if unit == "%" else (0,)
        if printed is not None and printed != value and printed in ends and not each.expression.option("form"):
            sign = "%" if unit == "%" else ""
            message = f"it is printed as {printed + 0:f}{sign}, and is {_exact(value, ends)}{sign}"
            yield problem(ROUNDED_AWAY, each.expression.place, message)


def _exact(value: Decimal, ends: Sequence[int]) -> str:
    """A figure with as many decimals as show that it is none of its ends, and one more."""
    apart = min(abs(value - end) for end in ends)
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
