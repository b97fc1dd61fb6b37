"""From outlines of areas to shapes on paper: fitted into a box, hatched, and where in them words have room.

Lengths are points, from the top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from pcpgen.model.map import AreaMap, Ring
from pcpgen.values import dataclass

Span: TypeAlias = tuple[float, float]  # the middle of a place for words: down and across
_GRID = 0.5  # to which corners are set, so that neighbours keep one border
_STEP = 3.0  # between the lines on which room is looked for
_APART = 6.0  # between the lines of a hatching


@dataclass(frozen=True)
class Outline:
    """An area on paper; `drawn` are the rings that are not too small to be seen."""

    drawn: tuple[Ring, ...]

    @property
    def size(self) -> float:
        """How much of the sheet its largest ring covers."""
        return max(map(_size, self.drawn))

    def may_lie_in(self, other: Outline) -> bool:
        """Whether it is within the frame of another, so that it may be drawn over it."""
        left, top, right, foot = self._frame
        return all((other._frame[0] <= left, other._frame[1] <= top, right <= other._frame[2], foot <= other._frame[3]))

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        xs, ys = [x for ring in self.drawn for x, _ in ring], [y for ring in self.drawn for _, y in ring]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def middle(self) -> Span:
        """The middle of the widest stretch within it."""
        ys = [y for ring in self.drawn for _, y in ring]
        lines = (y for y in _steps(min(ys), max(ys)))
        found = [(right - left, y, (left + right) / 2) for y in lines for left, right in _within(self.drawn, y)]
        _, down, across = max(found, default=(0.0, sum(ys) / len(ys), self.drawn[0][0][0]))
        return down, across


def fitted(outlines: AreaMap, wide: float, high: float) -> dict[str, Outline]:
    """Each area by its name, all on one scale, as large as the box allows; degrees as they look at their latitude."""
    points = [point for area in outlines.areas for ring in area.rings for point in ring]
    in_degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in points)
    narrow = math.cos(math.radians(sum(y for _, y in points) / len(points))) if in_degrees else 1.0
    left, right = min(x for x, _ in points) * narrow, max(x for x, _ in points) * narrow
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    scale = min((wide - 2) / ((right - left) or 1), (high - 2) / ((top - bottom) or 1))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x, y = 1 + (point[0] * narrow - left) * scale, 1 + (top - point[1]) * scale
        return round(x / _GRID) * _GRID, round(y / _GRID) * _GRID

    found = {}
    for area in outlines.areas:
        rings = [_thinned([place(point) for point in ring]) for ring in area.rings]
        seen = tuple(ring for ring in rings if len(ring) > 2)
        largest = max(rings, key=len)
        found[area.name.value] = Outline(seen or (_dot(largest[0]),))
    return found


def _thinned(ring: Sequence[tuple[float, float]]) -> Ring:
    """A ring without corners that fall on the one before, and without the first again at its end."""
    kept = [after for before, after in pairwise((ring[-1], *ring)) if after != before]
    return tuple(kept) or (ring[0],)


def _dot(point: tuple[float, float]) -> Ring:
    """What stands for an area that is smaller than a point."""
    x, y = point
    return (x - 1.5, y), (x, y - 1.5), (x + 1.5, y), (x, y + 1.5)


def _size(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])))) / 2


def _within(rings: Sequence[Ring], y: float) -> list[tuple[float, float]]:
    """The stretches of a level line that lie within the rings, from left to right."""
    crossings = []
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])):
            if (y0 <= y) != (y1 <= y):
                crossings.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _steps(start: float, end: float) -> Iterator[float]:
    """Levels between two, off the grid of the corners."""
    for number in range(math.ceil((end - start) / _STEP)):
        yield start + number * _STEP + 0.13


def hatching(outline: Outline) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Slanting lines within an area: level ones of the area turned by an eighth, turned back."""
    turned = [tuple(_turn(point, -1) for point in ring) for ring in outline.drawn]
    ys = [y for ring in turned for _, y in ring]
    for number in range(math.floor(min(ys) / _APART), math.ceil(max(ys) / _APART) + 1):
        y = number * _APART + 0.13
        for left, right in _within(turned, y):
            first, last = _turn((left, y), 1), _turn((right, y), 1)
            yield (round(first[0], 2), round(first[1], 2)), (round(last[0], 2), round(last[1], 2))


def _turn(point: tuple[float, float], way: int) -> tuple[float, float]:
    half = math.sqrt(0.5)
    return (point[0] - way * point[1]) * half, (way * point[0] + point[1]) * half


def room_in(outline: Outline, others: Sequence[Outline], wide: float, high: float) -> Span | None:
    """Where a box finds room in an area and clear of `others` that lie within it: where it has most; None nowhere."""
    ys = [y for ring in outline.drawn for _, y in ring]
    levels = list(_steps(min(ys), max(ys)))
    free = [_clear(_within(outline.drawn, y), [_within(other.drawn, y) for other in others]) for y in levels]
    rows = math.ceil(high / _STEP) + 1
    best: tuple[float, Span] | None = None
    centre = sum(ys) / len(ys)
    for at in range(len(levels) - rows + 1):
        stretches = free[at]
        for row in free[at + 1 : at + rows]:
            stretches = _common(stretches, row)
        for left, right in stretches:
            if right - left >= wide:
                middle = (levels[at] + levels[at + rows - 1]) / 2
                room = min(right - left, 2 * wide) - 0.5 * abs(middle - centre)
                if best is None or room > best[0]:
                    best = room, (middle, (left + right) / 2)
    return best[1] if best else None


def _clear(
    own: Sequence[tuple[float, float]], taken: Sequence[Sequence[tuple[float, float]]]
) -> list[tuple[float, float]]:
    """Stretches of an area less those of others."""
    found = list(own)
    for stretches in taken:
        for left, right in stretches:
            found = [
                part
                for start, end in found
                for part in ((start, min(end, left)), (max(start, right), end))
                if part[1] > part[0]
            ]
    return found


def _common(ones: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What two rows of stretches have in common."""
    pairs = ((max(a, c), min(b, d)) for a, b in ones for c, d in others)
    return [(start, end) for start, end in pairs if end > start]
