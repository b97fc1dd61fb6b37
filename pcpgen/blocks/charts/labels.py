"""From words to labels in a drawing: measured, wrapped, spread apart until none touches another.

Lengths are points. A label's box runs from three quarters of its size above the base line to a fifth below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from pcpgen import fonts
from pcpgen.blocks.colour import INK, RULE
from pcpgen.document.drawing import Area, Drawing, Label, Line, Mark
from pcpgen.figures.figure import Figure
from pcpgen.values import dataclass

WIDE = 476.0  # both rail and text column, 168 mm
NARROW = 288.0  # what a window of 320 pixels leaves: a unit is a pixel there
COLUMN = 354.0  # the text column, 125 mm
SIZE = 11.0
SMALL = 10.5
LEADING = 13.0  # from one line of a label to the next
APART = 4.0  # between one tag and the next
CLEAR = 2.0  # between a label and what stands near it


def text(
    x: float, y: float, words: str, fill: str = INK, weight: int = 400, size: float = SIZE, of: Figure | None = None
) -> Label:
    """A label that starts at x, with its measured width; `of` is the figure that it writes."""
    return Label(round(x, 2), round(y, 2), words, size, round(fonts.width(words, size, weight), 2), fill, weight, of=of)


def wrapped(words: str, room: float, size: float = SIZE, weight: int = 400) -> tuple[str, ...]:
    """Words in lines no wider than `room`, one at least; a word that is wider alone is cut."""
    lines: list[list[str]] = []
    space, filled = fonts.units(" ", weight), 0
    for word in _cut(words, room, size, weight):
        wide = fonts.units(word, weight)
        if lines and (filled + space + wide) * size / 1000 <= room:
            lines[-1].append(word)
            filled += space + wide
        else:
            lines.append([word])
            filled = wide
    return tuple(" ".join(line) for line in lines) or (words,)


def _cut(words: str, room: float, size: float, weight: int) -> Iterator[str]:
    for word in words.split(" "):
        if word and fonts.width(word, size, weight) <= room:  # as nearly all are
            yield word
            continue
        begun, filled = 0, 0
        for at, char in enumerate(word):
            wide = fonts.units(char, weight)
            if at > begun and (filled + wide) * size / 1000 > room:
                yield word[begun:at]
                begun, filled = at, 0
            filled += wide
        if word:
            yield word[begun:]


@dataclass(frozen=True, slots=True)
class Tag:
    """What stands beside a line's end: a name over its value, centred at `at`. A name never goes without its value."""

    at: float
    name: tuple[str, ...]  # in lines
    value: str
    fill: str
    of: Figure
    weight: int = 600

    @property
    def height(self) -> float:
        return (len(self.name) + 1) * LEADING + APART

    def labels(self, x: float) -> list[Label]:
        top = self.at - (self.height - APART) / 2 + 0.75 * LEADING
        lines = [text(x, top + row * LEADING, line, self.fill, 600) for row, line in enumerate(self.name)]
        return [*lines, text(x, top + len(self.name) * LEADING, self.value, self.fill, self.weight, of=self.of)]


def tag(at: float, name: str, value: str, of: Figure, fill: str, room: float, weight: int = 600) -> Tag:
    """A tag whose name is wrapped to `room`."""
    return Tag(at, wrapped(name, room, weight=600), value, fill, of, weight)


def room_for(names: Sequence[str], values: Sequence[str], most: float) -> float:
    """How wide a column of tags is: as wide as the longest name, up to `most`, and as the longest value at least."""
    widest = max((fonts.width(name, SIZE, 700) for name in names), default=0)
    return max(min(widest, most), *(fonts.width(value, SIZE, 700) for value in values), 0.0)


def spread(tags: Sequence[Tag], top: float, bottom: float) -> list[Tag]:
    """Tags in order from the top, moved apart until none touches the next, within top and bottom if they have room.

    Those that stand in each other's way move as little as may be, some up and some down.
    """
    ordered = sorted(tags, key=lambda each: each.at)
    if not ordered:
        return []
    before = [0.0]  # from the first tag's middle to each other's where they touch
    before += accumulate((above.height + below.height) / 2 for above, below in pairwise(ordered))
    least = top + ordered[0].height / 2
    most = bottom - ordered[-1].height / 2 - before[-1]
    moved = ascending([each.at - room for each, room in zip(ordered, before, strict=True)])
    placed = [min(max(each, least), most) + room for each, room in zip(moved, before, strict=True)]
    return [replace(each, at=round(at, 2)) for at, each in zip(placed, ordered, strict=True)]


def on_bare_ground(drawing: Drawing) -> Drawing:
    """The drawing with its hairlines cut where a label stands on them, so that none runs through a word."""
    labels = [mark for mark in drawing.marks if isinstance(mark, Label)]
    marks: list[Mark] = []
    for mark in drawing.marks:
        marks += _cut_at(labels, mark) if isinstance(mark, Line) and mark.stroke == RULE else [mark]
    return replace(drawing, marks=tuple(marks))


def _cut_at(labels: Sequence[Label], line: Line) -> list[Line]:
    """What is left of a level line, or of an upright one, between the labels that it would run through."""
    (left, top), (right, foot) = line.points[0], line.points[-1]
    pieces = [(left, right) if top == foot else (top, foot)]
    for label in labels:
        box = label.x - CLEAR, label.x + label.width + CLEAR, label.y - 0.75 * label.size, label.y + 0.2 * label.size
        across, along = (box[2:], box[:2]) if top == foot else (box[:2], box[2:])
        if across[0] < (top if top == foot else left) < across[1]:
            pieces = [cut for piece in pieces for cut in _without(*piece, *along)]
    if top == foot:
        return [replace(line, points=((start, top), (end, top))) for start, end in pieces]
    return [replace(line, points=((left, start), (left, end))) for start, end in pieces]


def _without(start: float, end: float, first: float, last: float) -> Iterator[tuple[float, float]]:
    """What is left of a stretch without another; where they do not meet, the whole."""
    if last <= start or end <= first:
        yield start, end
        return
    if start < first:
        yield start, round(first, 2)
    if last < end:
        yield round(last, 2), end


def ascending(values: Sequence[float]) -> list[float]:
    """The values nearest to these, by least squares, of which none is less than the one before it."""
    pools: list[tuple[float, int]] = []  # the mean of values that became one, and how many they are
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, many), (second, more) = pools.pop(-2), pools.pop()
            pools.append(((first * many + second * more) / (many + more), many + more))
    return [mean for mean, many in pools for _ in range(many)]


def diamond(x: float, y: float, radius: float, fill: str) -> Area:
    """A mark for what stands out, whatever its colour."""
    return _area(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), fill)


def square(x: float, y: float, radius: float, fill: str) -> Area:
    """A mark for a second series, whatever its colour."""
    left, right, top, foot = x - radius, x + radius, y - radius, y + radius
    return _area(((left, top), (right, top), (right, foot), (left, foot)), fill)


def _area(points: Sequence[tuple[float, float]], fill: str) -> Area:
    return Area(tuple((round(x, 2), round(y, 2)) for x, y in points), fill)
