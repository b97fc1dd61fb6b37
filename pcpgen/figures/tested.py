"""From every comparison that an indicator allows to those that were tested, the strongest of them, and which hold.

A test that errs once in twenty times errs about once when it is made of twenty series. So what is picked out of several
because it is the strongest is held against all of them: by Holm's method (1979), which allows for their number however
they hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pcpgen.figures.compare import CLEAR, Comparison, compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.reasons import no_comparison
from pcpgen.model.data import Dataset, Series
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Tested:
    """A series with a comparison that a test can be made of."""

    series: Series
    found: Comparison

    @property
    def clear(self) -> bool:
        """Whether it changed beyond chance, looked at by itself."""
        return self.found.clear is True and self.found.direction != "level"

    @property
    def strength(self) -> tuple[float, Decimal]:
        """The less chance explains it the stronger, then the larger change; in order from the strongest."""
        return self.p, -abs(self.found.percent or Decimal(0))

    @property
    def p(self) -> float:
        assert self.found.p is not None
        return self.found.p


def compared_as_printed(data: Data, dataset: Dataset, series: Series, named: str = "") -> Comparison | str:
    """A series against what is named, else against the first that the indicator names, as its own table sets them.

    Or why they are not compared, in a reader's words; empty where nothing is to be said.
    """
    named = named or next(iter(dataset.compared_with), "")
    try:
        return compare(data, series.id, dataset.window or None, named or None)
    except Refusal as refused:
        return refused.reader or (no_comparison(data.catalogue, named) if named else "")


def changes_tested(data: Data, dataset: Dataset, among: Iterable[Series]) -> tuple[Tested, ...]:
    """Those of some series whose change a test can be made of, in their order."""
    return those_tested((each, compared_as_printed(data, dataset, each)) for each in among)


def those_tested(compared: Iterable[tuple[Series, Comparison | str]]) -> tuple[Tested, ...]:
    """Those of some comparisons that a test was made of."""
    return tuple(
        Tested(series, found) for series, found in compared if isinstance(found, Comparison) and found.p is not None
    )


def strongest(tested: Iterable[Tested]) -> Tested | None:
    """The one that chance explains least among those that changed beyond chance, each looked at by itself."""
    return min((each for each in tested if each.clear), key=lambda each: each.strength, default=None)


def hold_together(tested: Sequence[Tested]) -> tuple[Tested, ...]:
    """Those that changed beyond chance with all of the tests allowed for, in their order.

    By Holm's steps: the smallest p of n is under 0.05 ÷ n, the next under 0.05 ÷ (n − 1), and so on until one is not.
    """
    left = len(tested)
    found: list[Tested] = []
    for each in sorted(tested, key=lambda each: each.strength):
        if each.p >= CLEAR / left:
            break
        found.append(each)
        left -= 1
    return tuple(each for each in tested if each in found and each.clear)


def fixed_headline(dataset: Dataset) -> Series:
    """The series that targets, limits and grades are about: the one that the file declares, or the first."""
    return dataset.series[dataset.headline] if dataset.headline else next(iter(dataset.series.values()))


def headline(data: Data, dataset: Dataset) -> Series:
    """The series that an indicator opens with."""
    return headline_among(data, dataset)[0]


def headline_among(data: Data, dataset: Dataset) -> tuple[Series, tuple[Tested, ...]]:
    """The series that an indicator opens with, and the tests that it was picked by, if it was.

    The one that its file declares, or that a target, limits or a grade are about. Else, of shares that stand beside
    another figure, the first. Else the strongest change, if it is beyond chance with all that were tested allowed for.
    Else the total of the others, or the first.
    """
    first = fixed_headline(dataset)
    fixed = dataset.headline or dataset.control or dataset.target is not None or dataset.id in data.graded
    if fixed or len(dataset.series) == 1:
        return first, ()
    if share := first_share(dataset):
        return share, ()
    set_beside = {each.beside for each in dataset.series.values()}  # comparators, which are not the indicator's own
    alike = [each for each in dataset.series.values() if each.unit == first.unit and each.id not in set_beside]
    made = changes_tested(data, dataset, alike)
    if found := strongest(hold_together(made)):
        return found.series, made
    total = next((each for each in alike if each.total_of and {*each.total_of} == {*_others(alike, each)}), first)
    return total, made


def _others(series: Iterable[Series], than: Series) -> Iterable[str]:
    return (each.id for each in series if each != than and not each.parts)


def first_share(dataset: Dataset) -> Series | None:
    """The first series whose share of its whole is set beside another share; None where there is none."""
    return next((each for each in dataset.series.values() if each.share_of and each.beside), None)
