"""From areas of one period to a map: each area in the shade of its class, with its name and value, and a key.

An area whose figure is kept back is hatched, one without a figure is blank; classes are made of shown figures alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen import fonts
from pcpgen.blocks.charts import findings
from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, WIDE, text, wrapped
from pcpgen.blocks.charts.outlines import Outline, Span, fitted, hatching, room_in
from pcpgen.blocks.charts.scale import nice_ticks, tick_words
from pcpgen.blocks.charts.subject import (
    ChartSubject,
    Named,
    chart_of,
    decimals_of,
    flagged,
    measured,
    number_of,
    why_missing,
)
from pcpgen.blocks.colour import INK, PAPER, SLATE, contrast, tint
from pcpgen.blocks.wording import money
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Bar, Drawing, Label, Line, Mark
from pcpgen.document.table import Table
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure
from pcpgen.model.data import SUPPRESSED
from pcpgen.model.map import AreaMap
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

MAP_HIGH = 250.0
LIGHTEST = 0.1  # share of the hue
DARKEST = (0.58, 0.5, 0.42, 0.36, 0.3)  # the first on which ink can be read
LEAST_CONTRAST = 4.5
SWATCH, GUTTER = 12.0, 13.0
_CLASSES = 4


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How a drawing is laid out: its width and that of the map, where the key stands, the columns of what has a number.

    The key of a narrow one stands under the map.
    """

    width: float
    map: float
    left: float
    columns: int

    @property
    def is_narrow(self) -> bool:
        return self.left == 0

    @property
    def column(self) -> float:
        return (self.width - GUTTER * (self.columns - 1)) / self.columns


SHEETS = _Sheet(WIDE, 316, 332, 3), _Sheet(NARROW, NARROW, 0, 2)


@dataclass(frozen=True, slots=True)
class Shaded:
    """an area as it is drawn: its shape, its figure with the words of it, and its class; none is -1."""

    name: str
    shape: Outline
    figure: Figure
    words: str
    shade: int

    @property
    def is_hidden(self) -> bool:
        return self.figure.mark in SUPPRESSED


@dataclass(frozen=True, slots=True)
class _Classes:
    """Round bounds, each class from one to the next, with their words and shades."""

    ticks: tuple[float, ...]
    words: tuple[str, ...]
    fills: tuple[str, ...]

    def of(self, figure: Figure) -> int:
        """The class of a figure by the value that is printed; -1 where it has none."""
        value = shown_value(figure)
        if not isinstance(figure.value, Decimal) or value is None:
            return -1
        return min(max(bisect_right(self.ticks, float(value)) - 1, 0), len(self.fills) - 1)


def draw(asked: Asked) -> Chart | None:
    """The newest figure of each area; None where none has a number."""
    on_map = asked.dataset.on_map
    assert on_map is not None and on_map.map is not None  # as the checks have seen to
    areas = {area.name.value for area in on_map.map.areas}
    window = asked.dataset.window or None
    named = [Named(each.title, asked.data.figure(each.id, window)) for each in asked.drawn if each.title in areas]
    if not any(isinstance(each.figure.value, Decimal) for each in named):
        return None
    return map_chart(asked.subject, on_map.map, named, asked.table)


def map_chart(subject: ChartSubject, outlines: AreaMap, areas: Sequence[Named], table: Table) -> Chart:
    """The map of areas, each of which the outlines hold; one at least has a number."""
    say = subject.say
    known = [each for each in areas if isinstance(each.figure.value, Decimal)]
    classes = _classes(say, known, subject.hue)
    decimals = max(decimals_of(each.figure) for each in known)
    words = [_words(each.figure, decimals) for each in areas]

    def drawing(sheet: _Sheet) -> Drawing:
        shapes = fitted(outlines, sheet.map, MAP_HIGH)
        shaded = [
            Shaded(each.label, shapes[each.label], each.figure, said, classes.of(each.figure))
            for each, said in zip(areas, words, strict=True)
        ]
        return _drawing(say, shaded, classes, sheet)

    told = sorted(
        zip(areas, words, strict=True),
        key=lambda each: (each[0].figure.value is None, -number_of(each[0].figure), each[0].label),
    )
    missing = [each for each in areas if each.figure.value is None]
    return chart_of(
        subject,
        "chart.kind.map",
        findings.largest(say, areas),
        measured(say, subject.measures, subject.area, [each.figure.period for each in areas], known[0].figure.unit),
        say.text("chart.largest-first", values="; ".join(f"{each.label} {said}" for each, said in told)),
        (drawing(SHEETS[0]), drawing(SHEETS[1])),
        table,
        (
            *(f"{each.figure.mark} {each.label}: {why_missing(say, each.figure)}." for each in missing),
            say.text("chart.map-outlines", source=outlines.source, licence=outlines.licence),
        ),
    )


def _words(figure: Figure, decimals: int) -> str:
    bare = money(figure, "", decimals) if isinstance(figure.value, Decimal) else figure.mark
    return flagged(bare, figure)


def _classes(say: Catalogue, known: Sequence[Named], hue: str) -> _Classes:
    """Up to five classes of one width between round bounds."""
    values = [float(shown_value(each.figure) or 0) for each in known]
    ticks = nice_ticks(min(values), max(values), most=_CLASSES)
    bounds = tick_words(ticks, known[0].figure)
    count = len(ticks) - 1
    darkest = next(share for share in DARKEST if contrast(INK, tint(hue, share)) >= LEAST_CONTRAST)
    shares = [LIGHTEST + (darkest - LIGHTEST) * at / max(1, count - 1) for at in range(count)]
    words = [
        say.text("chart.map-class" if at < count - 1 else "chart.map-last", low=bounds[at], high=bounds[at + 1])
        for at in range(count)
    ]
    return _Classes(ticks, tuple(words), tuple(tint(hue, share) for share in shares))


def _drawing(say: Catalogue, shaded: Sequence[Shaded], classes: _Classes, sheet: _Sheet) -> Drawing:
    """The areas, the largest first, so that what lies within another is drawn over it; then labels, and the key."""
    marks: list[Mark] = []
    for each in sorted(shaded, key=lambda one: -one.shape.size):
        fill = classes.fills[each.shade] if each.shade >= 0 else PAPER
        marks += [Area(ring, fill) for ring in each.shape.drawn]
        marks += [Line(ends, SLATE, 0.75) for ends in (hatching(each.shape) if each.is_hidden else ())]
        marks += [Line((*ring, ring[0]), SLATE, 1) for ring in each.shape.drawn]
    beside: list[Shaded] = []
    for each in shaded:
        others = [one.shape for one in shaded if one is not each and one.shape.may_lie_in(each.shape)]
        if not (labels := _label(each, others)):
            beside.append(each)
            labels = _number(each, others, len(beside))
        marks += labels
    high = max(y for each in shaded for ring in each.shape.drawn for _, y in ring)
    key, foot = _key(say, shaded, classes, sheet, high + 12 if sheet.is_narrow else 2.0)
    named, foot = _named(beside, foot, high, sheet)
    return Drawing(sheet.width, round(max(high + 1, foot), 2), (*marks, *key, *named))


def _label(each: Shaded, others: Sequence[Outline]) -> list[Mark]:
    """Name and value in the area, in as few lines as fit; none where none do."""
    for room in (200.0, 90.0, 64.0):
        lines = wrapped(each.name, room)
        if any(fonts.width(line, SIZE) > room for line in lines):
            continue
        wide = max(*(fonts.width(line, SIZE) for line in lines), fonts.width(each.words, SIZE, 600)) + 6
        span = room_in(each.shape, others, wide, (len(lines) + 1) * LEADING + 2)
        if span:
            return _written(each, lines, span)
    return []


def _written(each: Shaded, lines: Sequence[str], span: Span) -> list[Mark]:
    """Lines centred on a place, the value last; on hatching they have a ground of their own."""
    middle, centre = span
    rows = [*((line, 400) for line in lines), (each.words, 600)]
    top = middle - len(rows) * LEADING / 2
    marks: list[Mark] = []
    if each.is_hidden:
        wide = max(fonts.width(line, SIZE, weight) for line, weight in rows) + 4
        ground = round(centre - wide / 2, 2), round(top, 2), round(wide, 2), round(len(rows) * LEADING, 2)
        marks.append(Bar(*ground, PAPER))
    for row, (line, weight) in enumerate(rows):
        left = centre - fonts.width(line, SIZE, weight) / 2
        of = each.figure if row == len(rows) - 1 else None
        marks.append(text(left, top + row * LEADING + 0.78 * LEADING, line, weight=weight, of=of))
    return marks


def _number(each: Shaded, others: Sequence[Outline], number: int) -> list[Mark]:
    """A number in an area that is too small for its name, which stands beside the map."""
    wide = fonts.width(f"{number}", SIZE, 600)
    middle, centre = room_in(each.shape, others, wide, SIZE) or each.shape.middle
    left, base = centre - wide / 2, middle + 0.36 * SIZE
    ground = (
        [Bar(round(left - 1.5, 2), round(middle - 6.5, 2), round(wide + 3, 2), 13, PAPER)] if each.is_hidden else []
    )
    return [*ground, text(left, base, f"{number}", weight=600)]


def _key(
    say: Catalogue, shaded: Sequence[Shaded], classes: _Classes, sheet: _Sheet, top: float
) -> tuple[list[Mark], float]:
    """What each shade means, and where that ends."""
    marks: list[Mark] = []
    blanks = dict.fromkeys(each.figure.mark for each in shaded if each.shade < 0 and not each.is_hidden)
    entries = [(fill, words, False) for fill, words in zip(classes.fills, classes.words, strict=True)]
    entries += [(PAPER, say.text("chart.map-hatched"), True)] if any(each.is_hidden for each in shaded) else []
    entries += [(PAPER, say.text("chart.map-without", mark=mark), False) for mark in blanks]
    for fill, words, hatched in entries:
        marks += _swatch(sheet.left or 1, top, fill, hatched)
        left = sheet.left + SWATCH + 8
        lines = wrapped(words, sheet.width - left)
        marks += [text(left, top + 0.8 * LEADING + row * LEADING, line) for row, line in enumerate(lines)]
        top += max(len(lines) * LEADING, SWATCH) + 5
    return marks, top


def _named(beside: Sequence[Shaded], top: float, high: float, sheet: _Sheet) -> tuple[list[Mark], float]:
    """The areas that have a number alone: beside the map where they have room there, else in columns under it."""
    room = sheet.column if sheet.is_narrow else WIDE - sheet.left
    entries = [_entry(number, each, room) for number, each in enumerate(beside, 1)]
    heights = [(1 + max(label.y for label in labels) // LEADING) * LEADING + 5 for labels in entries]
    under = sheet.is_narrow or sum(heights) + top + 8 > high + 3 * LEADING
    start = max(high, top) + 12 if under else top + 8
    column = max(sum(heights) / sheet.columns, *heights, 0) if under else float("inf")
    marks: list[Mark] = []
    left, at, foot = (0.0 if under else sheet.left), start, top
    for labels, height in zip(entries, heights, strict=True):
        marks += [replace(each, x=round(left + each.x, 2), y=round(at + each.y, 2)) for each in labels]
        at += height
        foot = max(foot, at)
        if at - start >= column:
            left, at = left + sheet.column + GUTTER, start
    return marks, foot


def _entry(number: int, each: Shaded, room: float) -> list[Label]:
    """A number, the name of its area and the value, which stands on the last line where there is room."""
    lines = wrapped(f"{number} {each.name}", room)
    after = fonts.width(lines[-1], SIZE) + 5
    beside = after + fonts.width(each.words, SIZE, 600) <= room
    found = [text(0, 0.8 * LEADING + row * LEADING, line) for row, line in enumerate(lines)]
    row = len(lines) - beside
    value = text(after * beside, 0.8 * LEADING + row * LEADING, each.words, weight=600, of=each.figure)
    return [*found, value]


def _swatch(left: float, top: float, fill: str, hatched: bool) -> Iterator[Mark]:
    right, foot = left + SWATCH, top + SWATCH
    yield Bar(left, round(top, 2), SWATCH, SWATCH, fill)
    for at in (4.0, 8.0, 12.0, 16.0, 20.0) if hatched else ():
        over = max(0.0, at - SWATCH)
        yield Line(((left + over, round(top + at - over, 2)), (left + at - over, round(top + over, 2))), SLATE, 0.75)
    corners = (left, top), (right, top), (right, foot), (left, foot), (left, top)
    yield Line(tuple((round(x, 2), round(y, 2)) for x, y in corners), SLATE, 1)
