"""Sums that rounding keeps from adding up: how far they can miss, and the notes that are printed then and only then."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.rounding import rounding_notes
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure, rounded
from pcpgen.figures.rounding import apart, as_printed, rounding_allows
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_period
from tests.test_kept_back import block, office

ROOT = Path(__file__).parents[1]


def figures(values: list[Decimal], decimals: int) -> list[Figure]:
    return [Figure("a", value, "%", decimals, parse_period("2026"), "a", ()) for value in values]


counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@pytest.mark.slow
@settings(max_examples=200)
@given(counts=counts, decimals=st.integers(0, 2))
def test_shares_of_a_whole_sum_within_the_stated_rounding(counts: list[int], decimals: int) -> None:
    shares = figures([Decimal(100 * count) / sum(counts) for count in counts], decimals)
    printed = sum((rounded(share.value, decimals) for share in shares if isinstance(share.value, Decimal)), Decimal(0))
    assert as_printed(shares) == printed
    assert abs(printed - 100) <= rounding_allows(shares)
    assert apart(shares, Decimal(100)) == (None if printed == 100 else printed)


def test_a_sum_that_rounding_does_not_explain_is_no_matter_of_rounding() -> None:
    assert apart(figures([Decimal(60), Decimal(30)], 0), Decimal(100)) is None
    assert (
        apart([*figures([Decimal(60)], 0), Figure("b", None, "%", 0, parse_period("2026"), "b", ())], Decimal(60))
        is None
    )


@pytest.mark.slow
@pytest.mark.example
def test_the_complaints_of_one_year_miss_100_percent_and_a_note_says_so() -> None:
    """55.6 + 33.4 + 10.9 is 99.9; 49.2 + 41.6 + 9.2 is 100."""
    data = Data.of(read_workspace(ROOT)[0])
    said = "so that as printed they do not add up exactly: those of All allegations finalised, 2017/18."
    assert rounding_notes(data, data.datasets["complaints"]) == (f"Shares are rounded one by one, {said}",)
    assert rounding_notes(data, data.datasets["workforce-diversity"]) == ()


PARTS = "  a: {{title: A{0}}}\n  b: {{title: B{0}}}\n  all: {{title: All, total_of: [a, b]{1}{0}}}\n"


@pytest.mark.parametrize(
    ("decimals", "total", "rows", "note"),
    [
        ("", "", "a,2026,,10.4,\nb,2026,,20.4,\n", ""),
        (", decimals: 0", "", "a,2026,,10.4,\nb,2026,,20.4,\n", "Figures are rounded one by one"),
        (", decimals: 0", "", "a,2026,,10.1,\nb,2026,,20.1,\n", ""),
        ("", ", rounded: true", "a,2026,,10,\nb,2026,,20,\nall,2026,,31,\n", "The source rounded its totals"),
        ("", ", rounded: true", "a,2026,,10,\nb,2026,,20,\nall,2026,,30,\n", ""),
    ],
)
def test_totals_that_their_lines_miss_have_a_note(
    tmp_path: Path, decimals: str, total: str, rows: str, note: str
) -> None:
    notes = [each.plain for each in block(office(tmp_path, PARTS.format(decimals, total), rows)).notes]
    about = [each for each in notes if "add up" in each]
    assert len(about) == (1 if note else 0)
    for said in about:
        assert said.startswith(note) and said.endswith("of All, 2026.")
