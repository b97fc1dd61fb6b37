"""A chart of each kind over 500 indicators whatever their data: layout, ids, words that agree with the numbers.

What a title must say is worked out here from the rows, by other means than the program's.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise

import pytest
from scipy.special import ndtr

from pcpgen.blocks.charts.indicator import indicator_chart, indicator_spark
from pcpgen.blocks.charts.spark import sparkline
from pcpgen.blocks.charts.stacked import largest_remainder
from pcpgen.blocks.charts.subject import Course
from pcpgen.blocks.colour import PAPER, contrast
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Bar, Dot, Label, Line
from pcpgen.figures.compare import compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.figures.tested import headline
from pcpgen.model.data import Observation, Series
from tests.conftest import ROOT
from tests.drawings import KINDS, TABLE, ids, office, outside, overlapping

# how many of each kind: some whenever tests run, all with the slow ones
MANY = 40
ALL = 500
HUE = "#00736a"

Row = dict[str, Decimal | None]  # a series' values by period as written, oldest first


def chart_of(data: Data) -> Chart | None:
    return indicator_chart(data, data.datasets["a"], TABLE, HUE, "Somewhere")


@pytest.fixture(params=[MANY, pytest.param(ALL, marks=pytest.mark.slow)])
def many(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@lru_cache(maxsize=16)
def charts(kind: str, many: int) -> tuple[tuple[int, Data, Chart], ...]:
    """The charts of so many seeds whose data have a number to draw, as all but a few have."""
    found = []
    for seed in range(many + many // 20):
        data = office(seed, kind)
        if chart := chart_of(data):
            found.append((seed, data, chart))
    assert len(found) >= many
    return tuple(found[:many])


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_label_overlaps_another_and_nothing_leaves_the_frame(kind: str, many: int) -> None:
    wrong = {}
    for seed, _, chart in charts(kind, many):
        for drawing in filter(None, (chart.drawing, chart.narrow)):
            found = overlapping(drawing), outside(drawing)
            if found != ([], []):
                wrong[seed, drawing.width] = found
    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_tells_place_period_finding_and_range(kind: str, many: int) -> None:
    for seed, data, chart in charts(kind, many):
        assert len(set(ids(chart))) == 3, seed
        newest = max(
            (each.period for row in data.observations.values() for each in row.values()), key=lambda p: p.order
        )
        last = newest.words.split(" to ")[-1]  # of many quarters the first month and the last are told
        assert last in chart.measure and "Fenland" in chart.measure, (seed, chart.measure)
        assert f" {chart.title.plain}. {chart.measure}" in chart.alternative, seed
        # a name never stands without its value: every series that is named has a figure beside it
        written = [mark.of.id for mark in chart.drawing.marks if isinstance(mark, Label) and mark.of]
        assert written, seed


@pytest.mark.parametrize("kind", KINDS)
def test_text_has_a_contrast_of_4_5_and_marks_of_3(kind: str, many: int) -> None:
    for seed, _, chart in charts(kind, many)[:80]:
        for mark in chart.drawing.marks:
            if isinstance(mark, Label):
                ground = HUE if mark.fill == PAPER else PAPER
                assert contrast(mark.fill, ground) >= 4.5, seed
            if isinstance(mark, Bar) or (isinstance(mark, Dot) and not mark.stroke):
                assert contrast(mark.fill, PAPER) >= 3, seed
            if isinstance(mark, Line) and mark.width > 0.75:
                assert contrast(mark.stroke, PAPER) >= 3, seed
    assert contrast(PAPER, "#4a5661") >= 4.5  # the other colour that carries white words


# -- what a title must say


def series_of(data: Data) -> list[Series]:
    return [each for each in data.datasets["a"].series.values() if not each.parts]


def values(data: Data, series: str) -> Row:
    """A series as a reader may see it: a count under the threshold is none; a total is the sum of its parts."""
    least = 0 if data.series(series).survey else data.datasets["a"].suppress
    return {
        written: each.value if isinstance(each.value, Decimal) and not 0 < each.value < least else None
        for written, each in data.observations[series].items()
    }


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-").rstrip("%"))


def is_named(title: str, names: list[str]) -> bool:
    """Whether a title begins with the names of those that tie, or with the first of many, or says that all do."""
    folded = title.casefold()
    return (
        folded.startswith("all ")
        or all(name.casefold() in folded for name in names)
        or (f"{len(names) - 1} others" in title and any(folded.startswith(name.casefold()) for name in names))
    )


def says_the_largest(title: str, known: dict[str, Decimal], whole: bool) -> bool:
    """Which of some named values is the largest."""
    most = max(known.values())
    top = [name for name, value in known.items() if value == most]
    if not is_named(title, top):
        return False
    if share := re.search(r"made up ([0-9.]+)% of", title):
        decimals = 1 if "." in share[1] else 0
        return whole and number(share[1]) == rounded(100 * most / sum(known.values()), decimals)
    if len(top) > 1 and len(known) > len(top) and "highest" not in title:
        return False
    said = re.search(r"at (−?[0-9,.]+)", title)
    return bool(said) and number(said[1].rstrip(",.")) == most if said else False


def test_bars_name_the_largest(many: int) -> None:
    for seed, data, chart in charts("bars", many):
        dataset = data.datasets["a"]
        newest = {
            each.title: list(values(data, each.id).values())[-1] for each in dataset.series.values() if not each.parts
        }
        known = {name: value for name, value in newest.items() if value is not None}
        whole = "a.all" in dataset.series and len(known) == len(newest)
        assert says_the_largest(chart.title.plain, known, whole), (seed, chart.title.plain, newest)
        drawn = [mark.text for mark in chart.drawing.marks if isinstance(mark, Label) and mark.of]
        assert [number(each.partition("\u00a0[")[0]) for each in drawn] == sorted(known.values(), reverse=True), seed


@pytest.mark.slow
def test_multiples_name_the_highest_of_the_newest_period_where_no_change_is_tested(many: int) -> None:
    for seed, data, chart in charts("multiples", many):
        rows = {each.title: values(data, each.id) for each in data.datasets["a"].series.values() if not each.parts}
        newest = {name: list(row.values())[-1] for name, row in rows.items()}
        known = {name: value for name, value in newest.items() if value is not None}
        title = chart.title.plain
        if any(change_of(data, each.id) for each in series_of(data)):
            continue
        if not known:
            assert title.startswith("No figure"), seed
            continue
        assert says_the_largest(title, known, False), (seed, title, newest)
        if "throughout" in title:
            own = next(name for name in rows if title.casefold().startswith(name.casefold()))
            for written, value in rows[own].items():
                others = [row[written] for name, row in rows.items() if name != own]
                assert value is not None and all(each is not None and each < value for each in others), seed


@pytest.mark.parametrize("kind", ["stacked", "doughnut"])
def test_pictures_of_100_name_the_largest_part(kind: str, many: int) -> None:
    for seed, data, chart in charts(kind, many):
        newest = {each.title: list(values(data, each.id).values())[-1] or Decimal(0) for each in series_of(data)}
        percents = dict(zip(newest, largest_remainder(list(newest.values())), strict=True))
        assert sum(percents.values()) == 100
        most = max(percents.values())
        title = chart.title.plain
        assert is_named(title, [name for name, percent in percents.items() if percent == most]), (seed, title)
        assert f"made up {most}%" in title, (seed, title, percents)


@pytest.mark.slow
def test_a_title_tells_the_strongest_tested_change_and_no_other(many: int) -> None:
    said = set[str]()
    for kind in ("line", "dots", "multiples"):
        for seed, data, chart in charts(kind, many):
            drawn = series_of(data)
            if kind == "line" and len(drawn) != 2:
                drawn = [headline(data, data.datasets["a"])]
            if kind == "dots" and drawn[0].survey:
                continue
            found = {each.title: test for each in drawn if (test := change_of(data, each.id))}
            title = chart.title.plain
            said.add(wrong_or_said(title, found))
            assert not wrong_or_said(title, found).startswith("wrong"), (kind, seed, title, found)
            assert len(title) <= 60 or not found, (kind, seed, title)
    assert said == {"stood", "unclear", "all", "some", "one"}


def wrong_or_said(title: str, found: dict[str, tuple[str, float, Decimal, Decimal]]) -> str:
    """What a title says, and whether the tests deny it; `found` are direction, p, earlier and newest by series."""
    clear = {name: (way, p) for name, (way, p, *_) in found.items() if p < 0.05 and way != "level"}
    if alike := re.fullmatch("All ([0-9]+) (rose|fell).*", title):
        right = int(alike[1]) == len(found) == len(clear) > 2 and {way for way, _ in clear.values()} == {alike[2]}
        return "all" if right else "wrong: not all"
    if some := re.fullmatch("([0-9]+) of ([0-9]+) clearly (rose|fell)", title):
        many = [way for way, _ in clear.values()].count(some[3])
        return "some" if (many, len(found)) == (int(some[1]), int(some[2])) else "wrong number"
    if "no clear change" in title.casefold():
        return "unclear" if found and not clear else "wrong: clear"
    own = [name for name in found if title.casefold().startswith(name.casefold())]
    moved = re.search(" (rose|fell)(?: ([0-9.,]+)(%|.percentage points))?", title[len(own[0]) :]) if own else None
    if not moved:
        return "wrong: untold" if found else "stood"
    way, p, base, newest = found[own[0]]
    if own[0] not in clear or way != moved[1] or p > min(p for _, p in clear.values()):
        return "wrong: not the strongest"
    change = newest - base if moved[3] != "%" else 100 * (newest - base) / base if base else Decimal(0)
    return "one" if not moved[2] or number(moved[2]) == rounded(abs(change), 1) else "wrong amount"


def change_of(data: Data, series: str) -> tuple[str, float, Decimal, Decimal] | None:
    """Direction, p, base and newest of a series' newest figure against a year before, or the one before; else none."""
    *_, last = data.observations[series].values()
    if len(data.observations[series]) < 2:
        return None
    base = base_of(data, series)
    row = values(data, series)
    one, other = row[last.period.written], row[base.period.written]
    if one is None or other is None:
        return None
    try:
        found = compare(data, series)  # whether it may be compared at all is tested elsewhere
    except Refusal:
        return None
    assert (found.current.value, found.base.value) == (one, other)
    p = chance(data, series, one, other)
    way = "rose" if one > other else "fell" if one < other else "level"
    return None if p is None else (way, p, other, one)


def base_of(data: Data, series: str) -> Observation:
    """The row of a year before the newest, or else the one before it."""
    *_, before, newest = data.observations[series].values()
    year = newest.period.a_year_before()
    return data.observations[series].get(year.written, before) if year else before


def chance(data: Data, series: str, newest: Decimal, base: Decimal) -> float | None:
    """How often chance alone makes such a difference, as scipy has it; None where it is not tested."""
    if data.datasets["a"].series[series].survey:
        *_, last = data.observations[series].values()
        asked = last.base, base_of(data, series).base
        if not asked[0] or not asked[1]:
            return None
        agree = [round(float(value) * n / 100) for value, n in zip((newest, base), asked, strict=True) if n]
        pooled = sum(agree) / (asked[0] + asked[1])
        error = (pooled * (1 - pooled) * (1 / asked[0] + 1 / asked[1])) ** 0.5
        z = (agree[0] / asked[0] - agree[1] / asked[1]) / error if error else 0
        return float(2 * ndtr(-abs(z)))
    if min(newest, base) < 0 or newest != int(newest) or base != int(base):
        return None
    one, both = int(newest), int(newest + base)
    if both > 10**6:
        return float(2 * ndtr((1 - abs(2 * one - both)) / both**0.5))
    from scipy.stats import binomtest  # here, since it takes long

    return float(binomtest(one, both).pvalue) if both else 1.0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["dumbbells", "slope"])
def test_two_dates_keep_to_their_frame(kind: str, many: int) -> None:
    wrong, drawn = {}, 0
    for seed in range(many):
        chart = chart_of(office(seed, kind))
        for drawing in filter(None, (chart.drawing, chart.narrow) if chart else ()):
            drawn += 1
            found = overlapping(drawing), outside(drawing)
            if found != ([], []):
                wrong[seed, drawing.width] = found
    assert wrong == {} and drawn > many / 2


def test_xmr_tells_what_left_the_usual_range_and_what_did_not(many: int) -> None:
    said = set[str]()
    for seed, data, chart in charts("xmr", many):
        row = [float(value) for value in values(data, "a.s0").values() if value is not None]
        title = chart.title.plain
        outer = outside_limits(data, row)
        if "stayed within the usual range" in title:
            assert outer == set() and longest_side(data, row) < 7, (seed, title)
        if found := re.search("stood (above|below) the usual range", title):
            assert found[1] in outer, (seed, title)
        if "throughout" in title or len(row) == 1:
            assert len(set(row)) == 1, (seed, title)
        said |= set(re.findall("stayed within|stood above|stood below|stayed above|stayed below|throughout", title))
    assert len(said) >= (6 if many == ALL else 3), said


def segments(data: Data, row: list[float]) -> Iterator[list[float]]:
    """The values on either side of the break, if there is one."""
    starts = [each.period.start for each in data.observations["a.s0"].values()]
    cut = next((starts.index(day) for day in data.datasets["a"].breaks), 0)
    yield from (each for each in (row[:cut], row[cut:]) if each)


def outside_limits(data: Data, row: list[float]) -> set[str]:
    found = set()
    for part in segments(data, row):
        mean = sum(part) / len(part)
        ranges = [abs(after - before) for before, after in pairwise(part)]
        if not ranges:
            continue
        kept = [each for each in ranges if each < 3.267 * sum(ranges) / len(ranges)] or ranges
        reach = 2.66 * sum(kept) / len(kept) + 1e-6
        found |= {"above" if value > mean else "below" for value in part if abs(value - mean) > reach}
    return found


def longest_side(data: Data, row: list[float]) -> int:
    longest = 0
    for part in segments(data, row):
        mean = sum(part) / len(part)
        sides = "".join("+" if value > mean else "-" if value < mean else " " for value in part)
        longest = max([longest, *map(len, re.findall(r"\++|-+", sides))])
    return longest


# -- parts, sparklines, bytes


def test_largest_remainder_makes_100() -> None:
    parts = [Decimal(each) for each in ("69.0", "37.7", "11.6", "6.2", "3.8", "2.3", "1.2", "0.9")]
    assert largest_remainder(parts) == (52, 28, 9, 4, 3, 2, 1, 1)
    for wrong in ([Decimal(0)], [Decimal(-1), Decimal(2)]):
        with pytest.raises(ValueError, match="no parts of a whole"):
            largest_remainder(wrong)


def test_a_sparkline_keeps_to_its_frame_and_tells_its_range(many: int) -> None:
    for seed, data, _ in charts("line", many):
        course = Course("Landings", tuple(data.figure("a.s0", each) for each in data.periods("a.s0")))
        if not course.drawn:
            continue
        spark = sparkline(data.catalogue, "s", course, HUE)
        assert outside(spark.drawing) == [], seed
        low, high = (pick(course.drawn, key=lambda each: each.value) for pick in (min, max))  # type: ignore[arg-type, return-value]
        for end in (low, high):
            assert f"{abs(end.value):,f}" in spark.alternative, seed  # type: ignore[arg-type]


def test_a_sparkline_stands_where_no_chart_shows_the_course() -> None:
    drawn = 0
    for seed in range(60):
        data = office(seed, "bars")
        spark = indicator_spark(data, replace(data.datasets["a"], headline="a.s0"), HUE)
        numbers = [each for each in values(data, "a.s0").values() if each is not None]
        if len(numbers) < 4 or data.datasets["a"].breaks:
            assert spark is None, seed
        if spark:
            drawn += 1
            assert f"{numbers[-1]:,f}".lstrip("-") in spark.says.plain, seed
        data = office(seed, "line")
        assert indicator_spark(data, data.datasets["a"], HUE) is None, seed
    assert drawn > 20


def digest() -> str:
    told = hashlib.sha256()
    for kind in KINDS:
        for seed in range(40):
            told.update(repr(chart_of(office(seed, kind))).encode())
    return told.hexdigest()


@pytest.mark.slow
def test_two_processes_draw_the_same() -> None:
    def other(hash_seed: str) -> str:
        code = "from tests.test_chart_kinds import digest; print(digest())"
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        return subprocess.check_output([sys.executable, "-c", code], text=True, env=environment).strip()

    assert other("1") == other("4711") == digest()
