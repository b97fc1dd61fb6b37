"""Statistics: the worked oracles, scipy and statsmodels over generated data, and what must always hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv, ndtr

from pcpgen.figures import statistics  # whole: pytest would collect an imported `Test`
from pcpgen.figures.figure import rounded
from pcpgen.figures.statistics import (
    Interval,
    against,
    byar,
    change,
    newcombe,
    poisson,
    rolling,
    two_counts,
    two_surveys,
    verdict,
    wilson,
)

ALPHA = float(2 * ndtr(-1.959964))  # the level of the house's z, so that the oracles use the same


def shown(value: Decimal | None, decimals: int) -> str:
    assert value is not None
    return str(rounded(value, decimals))


def ends(interval: Interval, decimals: int, by: Decimal | int = 1) -> tuple[str, str]:
    """The interval as printed."""
    scaled = interval.times(by)
    return shown(scaled.lower, decimals), shown(scaled.upper, decimals)


def as_floats(interval: Interval) -> tuple[float, float]:
    return float(interval.lower), float(interval.upper)


# the worked oracles


@pytest.mark.parametrize(
    ("base", "current", "percent"),
    [
        (96457, 101926, "5.66988"),
        (239473, 208750, "-12.82942"),
        (3988, 14335, "259.45336"),
        (11254, 15410, "36.92909"),
        (351172, 340421, "-3.06146"),
    ],
)
def test_change_of_counts(base: int, current: int, percent: str) -> None:
    assert shown(change(current, base), 5) == percent


@pytest.mark.parametrize("base", [0, Decimal("0.0"), -5])
def test_no_change_can_be_told_from_a_base_of_nought_or_less(base: Decimal | int) -> None:
    assert change(7, base) is None


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ([*range(1, 13)], 78),
        ([1000, *range(1, 13)], 78),  # the thirteenth month back no longer counts
        ([None, *range(1, 13)], 78),
        ([0] * 12, 0),
        ([*range(1, 12)], None),
        ([*range(1, 12), None], None),
        ([*range(1, 7), None, *range(1, 7)], None),
        ([], None),
    ],
)
def test_rolling_year_of_twelve_months_all_present(values: list[int | None], total: int | None) -> None:
    assert rolling(values) == total


@pytest.mark.parametrize(
    ("agreeing", "asked", "by", "decimals", "printed"),
    [
        (65, 100, 1, 6, ("0.552544", "0.736358")),
        (574, 985, 100, 1, ("55.2", "61.3")),
        (59, 88, 100, 1, ("56.7", "76.0")),
        (0, 20, 100, 1, ("0.0", "16.1")),
    ],
)
def test_wilson(agreeing: int, asked: int, by: int, decimals: int, printed: tuple[str, str]) -> None:
    assert ends(wilson(agreeing, asked), decimals, by) == printed


def test_wilson_reaches_nought_and_one_exactly() -> None:
    assert wilson(0, 20).lower == 0 and wilson(20, 20).upper == 1
    # with factors whose square is cut off at the last digit
    assert wilson(0, 20, design=Decimal("1.42").sqrt()).lower == 0
    assert wilson(3, 3, design=Decimal("1.07").sqrt()).upper == 1


@pytest.mark.parametrize(
    ("count", "decimals", "printed"), [(65, 6, ("50.163188", "82.849139")), (29, 1, ("19.4", "41.7"))]
)
def test_byar(count: int, decimals: int, printed: tuple[str, str]) -> None:
    assert ends(byar(count), decimals) == printed


def test_byar_of_a_rate() -> None:
    per_head = Decimal(1000) / 804841
    assert shown(66194 * per_head, 1) == "82.2"
    assert ends(byar(66194), 1, per_head) == ("81.6", "82.9")


@pytest.mark.parametrize("count", range(10))
def test_byar_is_exact_below_ten(count: int) -> None:
    assert byar(count) == poisson(count)


def test_byar_is_an_approximation_from_ten() -> None:
    assert byar(10) != poisson(10)


def test_two_surveys_that_differ() -> None:
    test = two_surveys(574, 985, 633, 985)
    assert (shown(test.statistic, 5), shown(test.p, 5)) == ("-2.72878", "0.00636")
    assert ends(newcombe(574, 985, 633, 985), 1, 100) == ("-10.3", "-1.7")


def test_two_surveys_that_do_not_clearly_differ() -> None:
    assert shown(two_surveys(59, 88, 70, 88).p, 3) == "0.061"


@pytest.mark.parametrize("agreeing", [0, 1])
def test_two_surveys_where_all_or_none_agree_do_not_differ(agreeing: int) -> None:
    assert two_surveys(20 * agreeing, 20, 30 * agreeing, 30) == statistics.Test(Decimal(0), Decimal(1))


def test_a_design_factor_multiplies_the_standard_error() -> None:
    plain, designed = two_surveys(574, 985, 633, 985), two_surveys(574, 985, 633, 985, design=Decimal("1.5"))
    assert shown(designed.statistic * Decimal("1.5"), 20) == shown(plain.statistic, 20)
    assert designed.p > plain.p
    # a factor of 2 leaves a quarter of the people
    assert ends(wilson(260, 400, design=2), 20) == ends(wilson(65, 100), 20)
    assert ends(newcombe(260, 400, 240, 400, design=2), 20) == ends(newcombe(65, 100, 60, 100), 20)


@pytest.mark.parametrize(("one", "other", "decimals", "p"), [(48, 29, 4, "0.0395"), (484, 467, 2, "0.60")])
def test_two_counts(one: int, other: int, decimals: int, p: str) -> None:
    assert shown(two_counts(one, other), decimals) == p


@pytest.mark.parametrize(
    ("one", "other", "p"), [(0, 0, "1"), (7, 7, "1"), (1, 0, "1"), (0, 3, "0.25"), (2, 5, "0.453125")]
)
def test_two_counts_of_a_few(one: int, other: int, p: str) -> None:
    assert two_counts(one, other) == pytest.approx(Decimal(p), rel=Decimal("1e-14"))


@pytest.mark.parametrize(("one", "other"), [(48, 29), (484, 467), (12, 13), (28, 691), (15, 1060)])
def test_two_counts_by_whole_numbers(one: int, other: int) -> None:
    """The last one where scipy gives 0."""
    fewer = sum(math.comb(one + other, at) for at in range(min(one, other) + 1))
    assert float(two_counts(one, other)) == pytest.approx(min(1, 2 * fewer / 2 ** (one + other)), rel=1e-11, abs=0)


def test_two_counts_far_apart_end_soon() -> None:
    assert two_counts(0, 10**9) == 0


@pytest.mark.parametrize(
    ("comparator", "position"),
    [
        ("59.4", "no clear difference"),
        ("61.4", "below"),
        ("55.1", "above"),
        ("55.2", "no clear difference"),
        ("61.3", "no clear difference"),
    ],
)
def test_against_a_comparator(comparator: str, position: str) -> None:
    assert against(Interval(Decimal("55.2"), Decimal("61.3")), Decimal(comparator)) == position


def test_a_survey_against_a_comparator() -> None:
    assert against(wilson(574, 985).times(100), Decimal("59.4")) == "no clear difference"


@pytest.mark.parametrize(
    ("current", "base", "expected"), [((574, 985), (633, 985), "worse"), ((59, 88), (70, 88), "no clear change")]
)
def test_the_verdict_where_up_is_good(current: tuple[int, int], base: tuple[int, int], expected: str) -> None:
    test = two_surveys(*current, *base)
    assert verdict("down" if test.statistic < 0 else "up", "up", test.p < Decimal("0.05")) == expected


@pytest.mark.parametrize(
    ("direction", "good", "expected"),
    [
        ("up", "up", "better"),
        ("up", "down", "worse"),
        ("up", "none", "up, neither good nor bad"),
        ("down", "up", "worse"),
        ("down", "down", "better"),
        ("down", "none", "down, neither good nor bad"),
        ("level", "up", "no clear change"),
        ("level", "down", "no clear change"),
        ("level", "none", "no clear change"),
    ],
)
def test_the_verdict_by_polarity(
    direction: statistics.Direction, good: statistics.Polarity, expected: statistics.Verdict
) -> None:
    assert verdict(direction, good, clear=True) == expected
    assert verdict(direction, good, clear=False) == "no clear change"


@pytest.mark.parametrize(
    ("impossible", "why"),
    [
        (lambda: wilson(5, 4), "5 cannot agree of 4 asked"),
        (lambda: wilson(0, 0), "0 cannot agree of 0 asked"),
        (lambda: wilson(-1, 4), "-1 cannot agree"),
        (lambda: wilson(1, 4, design=0), "a design factor is above 0"),
        (lambda: two_surveys(5, 4, 0, 4), "5 cannot agree"),  # not made good by the pooled sample
        (lambda: two_surveys(0, 4, 5, 4), "5 cannot agree"),
        (lambda: two_surveys(1, 4, 1, 4, design=-1), "a design factor is above 0"),
        (lambda: newcombe(1, 4, 0, 0), "0 cannot agree of 0 asked"),
        (lambda: byar(-1), "-1 is no count"),
        (lambda: poisson(-1), "-1 is no count"),
        (lambda: two_counts(-1, 5), "-1 is no count"),
        (lambda: two_counts(5, -1), "-1 is no count"),
        (lambda: byar(12).times(-1), "scaled by a number above 0"),
    ],
)
def test_refuses_what_cannot_be(impossible: Callable[[], object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        impossible()


# scipy and statsmodels over generated data

answers = st.integers(1, 10**6).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))
few_answers = st.integers(1, 60).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))
surveys = answers | few_answers


def chi2(share: float, freedom: int) -> float:
    """The quantile of a chi-squared distribution."""
    return float(2 * gammaincinv(freedom / 2, share))


against_others = settings(max_examples=200)


@pytest.mark.slow
@against_others
@given(surveys)
def test_wilson_as_statsmodels(survey: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint  # here and below, since it takes long

    other = proportion_confint(*survey, alpha=ALPHA, method="wilson")
    assert as_floats(wilson(*survey)) == pytest.approx(other, rel=1e-9, abs=1e-12)


@pytest.mark.slow
@against_others
@given(surveys, surveys)
def test_two_surveys_as_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    test = two_surveys(*one, *other)
    if 0 < one[0] + other[0] < one[1] + other[1]:
        from statsmodels.stats.proportion import proportions_ztest

        z, p = proportions_ztest([one[0], other[0]], [one[1], other[1]])
        assert float(test.statistic) == pytest.approx(z, rel=1e-9, abs=1e-9)
        assert float(test.p) == pytest.approx(p, rel=1e-7, abs=1e-300)
    else:
        assert test == statistics.Test(Decimal(0), Decimal(1))


@pytest.mark.slow
@against_others
@given(surveys, surveys)
def test_newcombe_as_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    theirs = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff", alpha=ALPHA)
    assert as_floats(newcombe(*one, *other)) == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@pytest.mark.slow
@against_others
@given(st.integers(0, 10**5) | st.integers(0, 40), st.integers(0, 10**5) | st.integers(0, 40))
def test_two_counts_as_scipy(one: int, other: int) -> None:
    from scipy.stats import binomtest

    expected = binomtest(one, one + other).pvalue if one + other else 1
    assert float(two_counts(one, other)) == pytest.approx(expected, rel=1e-10, abs=1e-200)


@pytest.mark.slow
@against_others
@given(st.integers(0, 10**4), st.integers(0, 300))
def test_two_counts_near_each_other_as_scipy(one: int, more: int) -> None:
    from scipy.stats import binomtest

    expected = binomtest(one, 2 * one + more).pvalue if one + more else 1
    assert float(two_counts(one, one + more)) == pytest.approx(expected, rel=1e-10, abs=1e-200)


@pytest.mark.parametrize("count", [*range(20), 65, 200])
def test_poisson_as_scipy(count: int) -> None:
    lower = chi2(0.025, 2 * count) / 2 if count else 0
    assert as_floats(poisson(count)) == pytest.approx((lower, chi2(0.975, 2 * count + 2) / 2), rel=1e-12)


@pytest.mark.parametrize("count", [10, 30, 100, 1000])
def test_byar_is_near_the_exact_interval(count: int) -> None:
    exact = chi2(0.025, 2 * count) / 2, chi2(0.975, 2 * count + 2) / 2
    assert as_floats(byar(count)) == pytest.approx(exact, rel=2e-3)


# what must always hold

counts = st.integers(0, 10**9)


@pytest.mark.slow
@given(surveys, st.decimals(Decimal("0.1"), 5, places=4))
def test_wilson_stays_within_nought_and_one_and_holds_the_estimate(survey: tuple[int, int], design: Decimal) -> None:
    agreeing, asked = survey
    interval = wilson(agreeing, asked, design=design)
    assert 0 <= interval.lower <= Decimal(agreeing) / asked <= interval.upper <= 1


@pytest.mark.slow
@given(surveys)
def test_wilson_of_those_who_disagree_is_the_mirror(survey: tuple[int, int]) -> None:
    agreeing, asked = survey
    ours, theirs = wilson(agreeing, asked), wilson(asked - agreeing, asked)
    assert ends(ours, 20) == (shown(1 - theirs.upper, 20), shown(1 - theirs.lower, 20))


@pytest.mark.slow
@given(surveys, surveys)
def test_two_surveys_swapped_are_the_mirror(one: tuple[int, int], other: tuple[int, int]) -> None:
    test, swapped = two_surveys(*one, *other), two_surveys(*other, *one)
    assert test.statistic == -swapped.statistic
    assert test.p == swapped.p and 0 <= test.p <= 1
    interval, mirror = newcombe(*one, *other), newcombe(*other, *one)
    assert (interval.lower, interval.upper) == (-mirror.upper, -mirror.lower)
    difference = Decimal(one[0]) / one[1] - Decimal(other[0]) / other[1]
    assert rounded(interval.lower, 20) >= -1 and rounded(interval.upper, 20) <= 1
    assert interval.lower <= difference <= interval.upper


@pytest.mark.slow
@given(st.integers(0, 10**4), st.integers(0, 10**4))
def test_two_counts_swapped_are_alike(one: int, other: int) -> None:
    assert 0 <= two_counts(one, other) == two_counts(other, one) <= 1


@pytest.mark.slow
@given(counts)
def test_byar_holds_the_count(count: int) -> None:
    interval = byar(count)
    assert 0 <= interval.lower <= count < interval.upper


@pytest.mark.slow
@given(counts, counts.filter(bool))
def test_change_leads_back_to_the_count(current: int, base: int) -> None:
    percent = change(current, base)
    assert percent is not None
    assert rounded(base * (1 + percent / 100), 6) == current


@pytest.mark.slow
@given(st.lists(counts, min_size=12, max_size=40))
def test_a_rolling_year_moves_by_the_month_that_comes_and_the_month_that_goes(months: list[int]) -> None:
    for end in range(13, len(months) + 1):
        before, after = rolling(months[: end - 1]), rolling(months[:end])
        assert before is not None and after == before - months[end - 13] + months[end - 1]


@pytest.mark.slow
@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_rounding_is_symmetric(value: Decimal, decimals: int) -> None:
    assert rounded(-value, decimals) == -rounded(value, decimals)
    assert abs(rounded(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(st.integers(-(10**6), 10**6))
def test_a_half_goes_away_from_nought(number: int) -> None:
    half = number + Decimal("0.5")
    assert rounded(half, 0) == (math.ceil(half) if half > 0 else math.floor(half))
