"""From `plan/maps/` to the outlines of areas: GeoJSON, with its source and licence beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import MISSING_FILE, WRONG_SHAPE
from pcpgen.model.data import Series
from pcpgen.model.map import AreaMap, MapArea, OnMap, Ring
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import problem, unknown_id
from pcpgen.rules import DUPLICATE_KEY, FILE_TOO_LARGE
from pcpgen.schema.data import MAP

FOLDER = "plan/maps"
LARGEST = 8 << 20  # bytes
MOST_POINTS, MOST_AREAS = 50_000, 60
_SHAPE = "Save it as GeoJSON: a FeatureCollection whose features are areas, each a Polygon or a MultiPolygon."


class Maps:
    """The maps that indicators name; each is read once, whoever asks for it first."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._read: dict[str, AreaMap | None] = {}

    def of(self, fields: Fields, lines: Iterable[Series]) -> OnMap | None:
        """The map that the entries of an indicator name, its areas called as its series are."""
        if "map" not in fields:
            return None
        inner = fields.fields("map")
        named = inner.text("outline")
        if named.value and named.value not in self._read:
            known = [name.removesuffix(".yaml") for name in self._folder.names(FOLDER, ".yaml")]
            if named.value not in known:
                fields.problems.append(unknown_id("map", named.value, named.place, known))
            self._read[named.value] = _map(self._folder, named.value) if named.value in known else None
        found = self._read.get(named.value)
        return OnMap(named, found and _translated(found, lines), inner.texts("without") if "without" in inner else ())


def _translated(found: AreaMap, lines: Iterable[Series]) -> AreaMap:
    """A map whose areas have the names that the titles of the series are translations of."""
    names = {series.written[0]: series.title for series in lines if series.written[0]}
    areas = (
        replace(area, name=replace(area.name, value=names.get(area.name.value, area.name.value)))
        for area in found.areas
    )
    return replace(found, areas=tuple(areas)) if names else found


def _map(folder: Folder, id: str) -> AreaMap | None:
    """A map, or None with the problem noted."""
    fields = open_fields(folder, f"{FOLDER}/{id}.yaml", MAP)
    if fields is None:
        return None
    file, name = fields.text("file"), fields.words("name")
    source, licence = fields.words("source"), fields.words("licence")
    if not file.value or not name:
        return None
    if not file.value.startswith("maps/") or ".." in file.value:
        message = f"{file.value} does not lie in plan/maps/"
        folder.problems.append(
            problem(MISSING_FILE, file.place, message, "Put it there, and write maps/ before its name.")
        )
        return None
    outlines = folder.text(f"plan/{file.value}", LARGEST, file.place)
    if outlines is None:
        return None
    try:
        areas = tuple(_areas(outlines, name))
    except _Wrong as wrong:
        folder.problems.append(problem(wrong.rule, wrong.place, wrong.message, wrong.remedy))
        return None
    return AreaMap(id, source, licence, areas)


class _Wrong(Exception):
    """What is wrong with a file of outlines, and where."""

    def __init__(self, place: Place, message: str, remedy: str = _SHAPE, rule: Any = WRONG_SHAPE) -> None:
        self.place, self.message, self.remedy, self.rule = place, message, remedy, rule


def _areas(source: Source, property: str) -> Iterator[MapArea]:
    """Each area of a GeoJSON with the place of its name. Raises _Wrong."""
    here, points, known = Place(source.file), 0, set[str]()
    tree = _read(source)
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list) or not features:
        raise _Wrong(here, "it holds no areas")
    if len(features) > MOST_AREAS:
        message = f"it has {len(features)} areas; {MOST_AREAS} are the most that a page can show"
        raise _Wrong(here, message, "Leave out those of which you have no figures.", FILE_TOO_LARGE)
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        name = properties.get(property) if isinstance(properties, dict) else None
        if not isinstance(name, str) or not name.strip():
            message = f"area {number} has no name under {property}"
            raise _Wrong(here, message, "Write the property that names the areas, as name: in the YAML file beside it.")
        found = source.find(json.dumps(name, ensure_ascii=False), here)
        here = found if found != here else source.find(json.dumps(name), here)
        if name in known:
            raise _Wrong(here, f'"{name}" is there twice', "Make the two one MultiPolygon.", DUPLICATE_KEY)
        known.add(name)
        rings = tuple(_rings(feature.get("geometry"), here))
        points += sum(map(len, rings))
        if points > MOST_POINTS:
            message = f"it has more than {MOST_POINTS:,} points"
            raise _Wrong(Place(source.file), message, "Take outlines that are made for small maps.", FILE_TOO_LARGE)
        yield MapArea(Text(name, here), rings)
        here = here.within(1, 1)


def _read(source: Source) -> Any:
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        raise _Wrong(Place(source.file, error.lineno, error.colno), "it is no JSON from here on") from None
    except (RecursionError, ValueError):
        raise _Wrong(Place(source.file), "it is no JSON that can be read") from None


def _rings(geometry: Any, place: Place) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    held = geometry.get("coordinates") if kind in ("Polygon", "MultiPolygon") else None
    for polygon in held if kind == "MultiPolygon" and isinstance(held, list) else [held]:
        if not isinstance(polygon, list) or not polygon:
            raise _Wrong(place, "this area has no outline")
        yield from (_ring(each, place) for each in polygon)


def _ring(points: Any, place: Place) -> Ring:
    """A ring of three corners or more. Raises _Wrong."""
    pairs = [each[:2] for each in points if isinstance(each, list)] if isinstance(points, list) else []
    if any(len(each) < 2 or not all(type(one) in (int, float) and abs(one) < 1e9 for one in each) for each in pairs):
        raise _Wrong(place, "a corner of this area is no pair of numbers")
    ring = [(float(x), float(y)) for x, y in pairs]
    ring = [ring[0], *(after for before, after in pairwise(ring) if after != before)] if ring else []
    if len({*ring}) < 3:
        raise _Wrong(place, "an outline of this area has fewer than three corners")
    return tuple(ring)
