"""XmR charts: the worked oracle, each rule at its edge, and what must hold whatever the values are."""

from __future__ import annotations

from decimal import Decimal
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.figures.figure import rounded
from pcpgen.figures.xmr import SCREEN, Signal, Xmr, assurance, moving_ranges, xmr

# outcomes of crimes in Cambridgeshire's six districts, January 2019 to December 2020, all types; data.police.uk
OUTCOMES = (
    *(4665, 4372, 6035, 4927, 4857, 4810, 6046, 5015, 6058, 5749, 5410, 5074),
    *(5390, 4969, 6127, 5114, 4600, 4609, 5199, 5199, 5361, 5279, 5381, 4768),
)
STEADY = (50, 52) * 8  # mean 51, mean moving range 2, limits 45.68 and 56.32
BROAD = (45, 57) * 8  # mean 51, mean moving range 12, limits 19.08 and 82.92


def told(chart: Xmr) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(signal.rule, signal.side, signal.points) for signal in chart.signals]


def test_the_worked_oracle() -> None:
    chart = xmr(OUTCOMES)
    limits = chart.now.limits
    assert limits and chart.now.size == 24 and not chart.now.trial
    found = (chart.now.mean, limits.average_range, limits.lower, limits.upper)
    assert [str(rounded(each, 4)) for each in found] == ["5208.9167", "541.5217", "3768.4688", "6649.3645"]
    assert max(moving_ranges(chart.values)) == 1663
    assert rounded(SCREEN * limits.average_range, 2) == Decimal("1769.15")
    assert chart.signals == ()


def test_a_range_beyond_the_screen_does_not_widen_the_limits() -> None:
    leap = xmr((*BROAD, 200, *BROAD))
    assert leap.now.limits and leap.now.limits.average_range == 12
    assert told(leap) == [("outside", "high", (16,))]


@pytest.mark.parametrize(
    ("values", "side"),
    [
        ((1, 2, 3, 3, 4, 5, 6), None),  # a tie breaks it
        ((1, 2, 3, 4, 5, 6), None),
        ((1, 2, 3, 4, 5, 6, 7), "high"),
        ((7, 6, 5, 4, 3, 2, 1), "low"),
    ],
)
def test_a_trend_is_seven_points_each_beyond_the_one_before(values: tuple[int, ...], side: str | None) -> None:
    trends = [each for each in told(xmr(values)) if each[0] == "trend"]
    assert trends == ([("trend", side, tuple(range(7)))] if side else [])


@pytest.mark.parametrize(("more", "flagged"), [(6, False), (7, True), (9, True)])
def test_a_shift_is_seven_on_one_side_of_the_mean(more: int, flagged: bool) -> None:
    above = (51, 52) * more  # all above the mean that as many below draw down
    values = (*(48, 47) * more, *above[:more], 48, *above)
    shifts = [each for each in told(xmr(values)) if each[:2] == ("shift", "high")]
    assert (("shift", "high", tuple(range(2 * more, 3 * more))) in shifts) is flagged


def test_a_point_on_the_mean_ends_a_shift() -> None:
    values = (6, 7, 6, 7, 6, 7, 5, 4, 3, 4, 3, 4, 3)
    assert xmr(values).now.mean == 5
    assert [each for each in told(xmr(values)) if each[0] == "shift"] == []


@pytest.mark.parametrize(
    ("last", "points"),
    [((81, 51, 81), (16, 18)), ((81, 81, 51), (16, 17)), ((81, 51, 51, 81), None), ((81, 51, 21), None)],
)
def test_two_of_three_in_the_outer_third_of_one_side(last: tuple[int, ...], points: tuple[int, ...] | None) -> None:
    chart = xmr((*BROAD, *last, *BROAD))
    assert told(chart) == ([("near", "high", points)] if points else [])


def test_the_limit_itself_is_not_outside() -> None:
    """Where no value differs, all lie on both limits."""
    limits = xmr((5,) * 20).now.limits
    assert limits and limits.lower == limits.upper == 5
    assert xmr((5,) * 20).signals == ()


def test_under_thirteen_points_limits_are_on_trial() -> None:
    assert xmr(STEADY[:12]).now.trial
    assert not xmr(STEADY[:13]).now.trial


def test_a_new_segment_has_its_own_limits_and_no_rule_looks_across() -> None:
    low, high = (50, 52) * 7, (80, 82) * 7
    whole, cut = xmr((*low, *high)), xmr((*low, *high), [14])
    assert {"shift", "outside"} == {signal.rule for signal in whole.signals}
    assert cut.signals == ()
    assert [(each.first, each.last, int(each.mean)) for each in cut.segments] == [(0, 13, 51), (14, 27, 81)]
    assert cut.now.limits and cut.now.limits.average_range == 2  # the leap between them is no range of either


def test_a_rise_over_a_break_is_no_trend() -> None:
    assert [each.rule for each in xmr(range(1, 9), [4]).signals if each.rule == "trend"] == []


def test_a_single_point_has_no_limits() -> None:
    chart = xmr((*STEADY, 99), [16])
    assert chart.now.limits is None and chart.now.mean == 99 and chart.now.trial
    assert assurance(chart, 50, "up") is None


@pytest.mark.parametrize(("count", "begins"), [(0, []), (3, [0]), (3, [3]), (5, [3, 2]), (5, [2, 2])])
def test_refuses_what_cannot_be_cut(count: int, begins: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot be cut"):
        xmr(range(count), begins)


@pytest.mark.parametrize(
    ("target", "good", "words"),
    [
        (45, "up", "meets it"),
        ("45.68", "up", "meets it"),
        ("45.69", "up", "may meet or miss it by chance"),
        ("56.32", "up", "may meet or miss it by chance"),
        ("56.33", "up", "misses it"),
        (57, "down", "meets it"),
        ("56.32", "down", "meets it"),
        (51, "down", "may meet or miss it by chance"),
        ("45.67", "down", "misses it"),
    ],
)
def test_assurance_against_a_target(target: str | int, good: str, words: str) -> None:
    assert assurance(xmr(STEADY), Decimal(target), "up" if good == "up" else "down") == words


def test_no_assurance_from_trial_limits_or_without_a_good_direction() -> None:
    assert assurance(xmr(STEADY[:12]), 45, "up") is None
    assert assurance(xmr(STEADY), 45, "none") is None


def test_the_latest_signals_are_those_that_the_newest_value_takes_part_in() -> None:
    chart = xmr((*STEADY, 90))
    assert [signal.rule for signal in chart.latest] == ["outside"]
    assert xmr((120, *BROAD)).latest == ()
    assert xmr((120, *BROAD)).flagged == {0}


# what must hold whatever the values are

runs = st.lists(st.integers(0, 60), min_size=1, max_size=40)


def by_windows(values: list[int], lower: float, upper: float, mean: float) -> set[tuple[str, str, int]]:
    """The four rules as a person applies them: every window in turn, every point of a window that breaks one."""
    found: set[tuple[str, str, int]] = set()
    for side, sign in (("high", 1), ("low", -1)):
        limit = sign * ((upper if sign > 0 else lower) - mean)
        away = [sign * (value - mean) for value in values]
        found |= {("outside", side, at) for at, each in enumerate(away) if each > limit}
        for start in range(len(values) - 6):
            window = range(start, start + 7)
            if all(away[at] > 0 for at in window):
                found |= {("shift", side, at) for at in window}
            if all(away[at + 1] > away[at] for at in window[:-1]):
                found |= {("trend", side, at) for at in window}
        for start in range(len(values) - 2):
            outer = [at for at in range(start, start + 3) if limit * 2 / 3 < away[at] <= limit]
            if len(outer) > 1:
                found |= {("near", side, at) for at in outer}
    # two points in all have no window of three, but stand among three in a row all the same
    return found


@pytest.mark.slow
@settings(max_examples=200)
@given(values=runs.filter(lambda each: len(each) != 2))
def test_the_rules_agree_with_every_window_read_in_turn(values: list[int]) -> None:
    chart = xmr(values)
    points = {(signal.rule, signal.side, at) for signal in chart.signals for at in signal.points}
    if chart.now.limits is None:
        assert points == set()
        return
    ends = float(chart.now.limits.lower), float(chart.now.limits.upper)
    expected = by_windows(values, *ends, fmean(values))
    edge = {at for at, value in enumerate(values) for end in ends if abs(value - end) < 1e-9}  # floats cannot tell
    thirds = [chart.now.mean + (Decimal(end) - chart.now.mean) * 2 / 3 for end in ends]
    edge |= {at for at, value in enumerate(values) for third in thirds if abs(value - third) < Decimal("1e-9")}
    if not edge and all(abs(value - chart.now.mean) > Decimal("1e-9") or value == chart.now.mean for value in values):
        assert points == expected


@pytest.mark.slow
@settings(max_examples=100)
@given(values=runs, by=st.integers(1, 9), to=st.integers(-50, 50))
def test_other_units_change_no_signal(values: list[int], by: int, to: int) -> None:
    chart, scaled = xmr(values), xmr([value * by + to for value in values])
    assert told(scaled) == told(chart)


@pytest.mark.slow
@settings(max_examples=100)
@given(values=runs)
def test_upside_down_each_signal_changes_its_side(values: list[int]) -> None:
    def turned(signal: Signal) -> tuple[str, str, tuple[int, ...]]:
        return signal.rule, "low" if signal.side == "high" else "high", signal.points

    assert sorted(told(xmr([-value for value in values]))) == sorted(map(turned, xmr(values).signals))
