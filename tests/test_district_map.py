"""A map of areas: shaded by what is shown, labelled within its outlines, and told where it cannot be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from pcpgen.blocks.charts.district_map import map_chart
from pcpgen.blocks.charts.outlines import Outline, hatching, room_in
from pcpgen.blocks.charts.subject import ChartSubject, Named
from pcpgen.blocks.colour import INK, PAPER, contrast
from pcpgen.checks.maps import problems_of
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Label
from pcpgen.figures.figure import Figure
from pcpgen.load.datasets import read_indicators
from pcpgen.load.files import Folder
from pcpgen.model.data import Dataset
from pcpgen.model.map import AreaMap, MapArea, Ring
from pcpgen.model.period import parse_period
from pcpgen.model.text import Text
from pcpgen.problems import Problem
from pcpgen.words.catalogue import shipped
from tests.cases import first_quick
from tests.conftest import ROOT
from tests.drawings import HERE, NAMES, TABLE, outside, overlapping
from tests.workspaces import change, copy

CARROW = ROOT / "tests/offices/carrow"
YEAR = parse_period("2024/25")
GEOJSON, INDICATOR = "plan/maps/districts.geojson", "plan/indicators/district-burglary.yaml"


def square(x: float, y: float, side: float = 10.0) -> Ring:
    return (x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)


def chart_of(values: Mapping[str, str], rings: Mapping[str, tuple[Ring, ...]], hue: str) -> Chart:
    """A map of values in per cent, or marks; drawn in metres."""
    areas = tuple(MapArea(Text(name, HERE), each) for name, each in rings.items())
    known = {name: Decimal(value) if value[0].isdigit() else None for name, value in values.items()}
    named = [
        Named(name, Figure(f"a.{at}", known[name], "%", 1, YEAR, "", (), mark="" if known[name] is not None else value))
        for at, (name, value) in enumerate(values.items())
    ]
    subject = ChartSubject(shipped(), "a-chart", "A", "A share", "Somewhere", "Nobody", "Area", hue)
    return map_chart(subject, AreaMap("m", "the office", "a licence", areas), named, TABLE)


def fills(chart: Chart) -> list[str]:
    return [mark.fill for mark in chart.drawing.marks if isinstance(mark, Area)]


TWO = {"West": (square(500, 500),), "East": (square(510, 500),), "Far": (square(520, 500),)}


def test_areas_are_shaded_by_class_and_what_is_kept_back_is_hatched_and_blank() -> None:
    chart = chart_of({"West": "10", "East": "[c]", "Far": "40"}, TWO, "#00736a")
    assert len(set(fills(chart))) == 3 and PAPER in fills(chart)
    labels = [mark.text for mark in chart.drawing.marks if isinstance(mark, Label)]
    assert {"West", "10.0%", "[c]", "0% to under 10%", "30% to 40%", "[c] too small to publish"} <= {*labels}
    assert "largest first: Far 40.0%; West 10.0%; East [c]" in chart.alternative
    assert "[c] East: too small to publish." in chart.notes and any("a licence" in note for note in chart.notes)


def test_what_is_kept_back_changes_nothing_but_its_own_area() -> None:
    """Classes and key are made of what is shown, so that they tell nothing of the rest."""
    hidden = chart_of({"West": "10", "East": "[c]", "Far": "40"}, TWO, "#00736a")
    absent = chart_of({"West": "10", "East": "[x]", "Far": "40"}, TWO, "#00736a")
    assert fills(hidden) == fills(absent)
    assert any("[x] no figure" in mark.text for mark in absent.drawing.marks if isinstance(mark, Label))


def test_an_area_within_another_is_drawn_over_it_and_its_label_stands_clear() -> None:
    inner = square(504, 504, 3)
    rings = {"Town": (inner,), "Country": (square(500, 500, 20), inner[::-1])}
    chart = chart_of({"Town": "5", "Country": "90"}, rings, "#00736a")
    drawn = [mark for mark in chart.drawing.marks if isinstance(mark, Area)]
    assert len(set(fills(chart)[:2])) == 1 and fills(chart)[-1] != fills(chart)[0]
    assert overlapping(chart.drawing) == [] and len(drawn) == 3


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 60))])
def test_labels_stay_apart_whatever_the_areas(seed: int) -> None:
    random = Random(seed)
    across = random.randint(2, 8)
    names = [*NAMES[:3], *(f"District {number}" for number in range(60))][: across * random.randint(1, 7)]
    names += NAMES[3:] if len(names) < 12 else ()
    rings = {name: (square(500 + at % across * 10, 500 + at // across * 10),) for at, name in enumerate(names)}
    values = {name: random.choice((f"{random.randint(0, 999) / 10}", "[c]", "[x]")) for name in names} | {names[0]: "3"}
    hue = random.choice(("#16212b", "#00736a", "#7a1b56", "#b0470a"))
    chart = chart_of(values, rings, hue)
    for drawing in filter(None, (chart.drawing, chart.narrow)):
        assert (overlapping(drawing), outside(drawing)) == ([], [])
    assert all(contrast(INK, fill) >= 4.5 for fill in fills(chart))
    assert chart.drawing.height < 690


def test_hatching_and_labels_keep_within_an_area() -> None:
    outline = Outline((((0, 0), (60, 0), (60, 20), (20, 20), (20, 60), (0, 60)),))
    assert all(x <= 20.1 or y <= 20.1 for ends in hatching(outline) for x, y in ends)
    assert room_in(outline, (), 30, 12) and not room_in(outline, (), 30, 30)
    assert not room_in(outline, (Outline((((15, 0), (60, 0), (60, 60), (15, 60)),)),), 30, 12)


def read(root: Path) -> tuple[Dataset, list[Problem]]:
    """The indicator of a workspace that shows a map, and what is wrong with it."""
    folder = Folder(root)
    dataset = read_indicators(folder)[1]["district-burglary"]
    return dataset, [*folder.problems, *problems_of(dataset)]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Of an invented office, the indicator and its map."""
    copy(CARROW / "plan/maps", tmp_path / "plan/maps")
    (tmp_path / "plan/indicators").mkdir()
    (tmp_path / INDICATOR).write_text((CARROW / INDICATOR).read_text("utf-8"), "utf-8")
    return tmp_path


def test_each_area_is_known_with_its_place(office: Path) -> None:
    dataset, problems = read(office)
    assert dataset.on_map and dataset.on_map.map and problems == []
    lines = (office / GEOJSON).read_text("utf-8").split("\n")
    for area in dataset.on_map.map.areas:
        place = area.name.place
        assert lines[place.line - 1][place.column - 1 :].startswith(f'"{area.name.value}"')


@pytest.mark.parametrize(
    ("old", "new", "told"),
    first_quick(
        [
            ('"features"', '"feature"', "it holds no areas"),
            ('"Eastwater"', "7", "area 2 has no name under district"),
            ('"Eastwater"', '"North Dale"', '"North Dale" is there twice'),
            ('"type":"Polygon"', '"type":"Point"', "this area has no outline"),
            ("[[[-2.6,54.6],", "[[[NaN,54.6],", "a corner of this area is no pair of numbers"),
            ("{", "", "it is no JSON from here on"),
            ("[[[-2.6,54.6],", "[" * 100_000, "it is no JSON that can be read"),
            ('"West Fells"', '"West Fels"', 'no series of district-burglary has the title "West Fels"'),
        ],
        2,
    ),
)
def test_what_is_wrong_with_outlines_is_told_in_their_file(office: Path, old: str, new: str, told: str) -> None:
    change(office, GEOJSON, old, new)
    assert [(each.message, each.place.file) for each in read(office)[1]] == [(told, GEOJSON)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    first_quick(
        [
            ("outline: districts", "outline: distracts", 'no map has the id "distracts"'),
            ("[all]", "[al]", 'no series of this indicator has the id "al"'),
            ("map: {outline: districts, without: [all]}\n", "", "a map is asked for, and no outline is named"),
            ("chart: map", "chart: bars", 'a map is named, and the chart is "bars"'),
            ("per 1,000 homes", "homes", "the map is shaded by counts: North Dale, homes"),
            (", without: [all]", "", "the map districts has no outline of All districts"),
        ],
        2,
    ),
)
def test_what_is_wrong_with_an_indicator_is_told_in_its_file(office: Path, old: str, new: str, told: str) -> None:
    change(office, INDICATOR, old, new)
    assert [each.message for each in read(office)[1] if each.place.file == INDICATOR] == [told]


def test_more_areas_than_a_page_can_show_are_refused(office: Path) -> None:
    held = json.loads((office / GEOJSON).read_text("utf-8"))
    held["features"] *= 11
    (office / GEOJSON).write_text(json.dumps(held), "utf-8")
    assert [each.message for each in read(office)[1]] == ["it has 66 areas; 60 are the most that a page can show"]
