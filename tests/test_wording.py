"""How a figure is written: sign, commas, unit, qualifier."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcpgen.blocks.wording import digits, in_full, number, ordinal, shown
from pcpgen.figures.figure import Figure
from pcpgen.model.data import Ratio, Value
from pcpgen.model.period import parse_period

NOW = parse_period("2017/18")


def figure(
    value: Value | None, unit: str = "", decimals: int | None = None, qualifier: str = "", signed: bool = False
) -> Figure:
    return Figure("d.a@2017/18", value, unit, decimals, NOW, "read", (), qualifier, signed=signed)


@pytest.mark.parametrize(
    ("given_figure", "words"),
    [
        (figure(Decimal(800000), "people"), "800,000"),
        (figure(Decimal("8.4"), "%"), "8.4%"),
        (figure(Decimal("15.20"), "%"), "15.20%"),
        (figure(Decimal(43), "pence"), "43p"),
        (figure(Decimal(40000), "£"), "£40,000"),
        (figure(Decimal("16.1"), "£ million"), "£16.1m"),
        (figure(Decimal(-1376), "£ thousand"), "−£1,376 thousand"),
        (figure(Decimal(2), "rank"), "2nd"),
        (figure(Decimal(135), "minutes"), "135 minutes"),
        (figure(Ratio(1, 7)), "1 in 7"),
        (figure(Decimal(100), "languages", qualifier="over"), "over 100"),
        (figure(Decimal(6), "£ million", qualifier="more than"), "more than £6m"),
        (figure(Decimal("-8.43"), "%", 0, signed=True), "−8%"),
        (figure(Decimal("5.66988"), "%", 1, signed=True), "+5.7%"),
        (figure(None), "[x]"),
    ],
)
def test_in_full(given_figure: Figure, words: str) -> None:
    assert in_full(given_figure).replace("\u00a0", " ") == words


def test_a_cell_holds_the_number_alone() -> None:
    assert number(figure(Decimal(-1376), "£ thousand")) == "−1,376"
    assert number(figure(Decimal("69.0"), "£ million", 1)) == "69.0"


def test_a_mark_has_no_value() -> None:
    assert (shown(figure(None)).text, shown(figure(None)).value) == ("[x]", "")


def test_ordinals() -> None:
    assert [ordinal(each) for each in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "112th",
    ]


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_digits_read_back(value: int) -> None:
    assert int(digits(Decimal(value)).replace(",", "").replace("−", "-")) == value
