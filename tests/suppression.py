"""From counts and sums alone, as tests write them, to what is kept back of them and what is given away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pcpgen.figures.disclosure import NOTHING, Counts, Sum, given_away_of, kept_back_of, small_cells
from pcpgen.figures.statistics import Number


def keep_back(
    counts: Mapping[str, Number | None],
    sums: Sequence[Sum],
    threshold: int,
    zero: bool = False,
    within: Mapping[str, str] = NOTHING,
    known: Collection[str] = (),
) -> frozenset[str]:
    """The cells of a table to keep back: those that are small, and the others that would tell them."""
    table = Counts(counts, sums, within, known)
    return kept_back_of(table, small_cells(table, threshold, zero), threshold)


def given_away(
    counts: Mapping[str, Number | None],
    sums: Sequence[Sum],
    hidden: Collection[str],
    threshold: int,
    within: Mapping[str, str] = NOTHING,
) -> tuple[str, ...]:
    """Of the cells kept back those that what is shown gives away."""
    return given_away_of(Counts(counts, sums, within), hidden, threshold)
