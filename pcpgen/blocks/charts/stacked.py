"""From parts of wholes to columns of 100%: every column's percentages add up to 100, by largest remainder.

Only pictures of 100% round so; tables round each share by itself and say when they do not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from pcpgen import fonts
from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.findings import names_of
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, SMALL, WIDE, Tag, room_for, spread, tag, text, wrapped
from pcpgen.blocks.charts.scale import Scale
from pcpgen.blocks.charts.subject import ChartSubject, Named, chart_of, head, measured, when
from pcpgen.blocks.colour import INK, PAPER, SLATE
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Bar, Drawing, Line, Mark
from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.document.table import Table
from pcpgen.figures.figure import Figure
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

PLOT = 170.0


@dataclass(frozen=True, slots=True)
class Column:
    """A whole with its parts, each a count or an amount; all columns of a chart have the same parts in one order."""

    name: str
    parts: tuple[Named, ...]


def largest_remainder(values: Sequence[Decimal]) -> tuple[int, ...]:
    """Whole percentages that add up to 100: each rounded down, then one more where most was lost, the smaller first.

    Raises ValueError where a value is under nought or all are nought.
    """
    whole = sum(values, Decimal(0))
    if whole <= 0 or min(values) < 0:
        raise ValueError("these are no parts of a whole")
    exact = [100 * value for value in values]
    down = [int((each / whole).to_integral_value(ROUND_FLOOR)) for each in exact]
    lost = [each - floor * whole for each, floor in zip(exact, down, strict=True)]
    order = sorted(range(len(values)), key=lambda at: (-lost[at], values[at], at))
    more = frozenset(order[: 100 - sum(down)])
    return tuple(floor + (at in more) for at, floor in enumerate(down))


def shares(column: Column) -> tuple[Shown, ...]:
    """The percentages of a column as its picture shows them, each tracing to the cells of all its parts."""
    values = [each.figure.value for each in column.parts]
    numbers = [value for value in values if isinstance(value, Decimal)]
    if len(numbers) < len(values):
        raise ValueError("a part has no number")
    terms = " + ".join(each.figure.formula for each in column.parts)
    cells = tuple(dict.fromkeys(cell for each in column.parts for cell in each.figure.cells))
    whole = sum(numbers, Decimal(0))
    found = []
    for each, number, percent in zip(column.parts, numbers, largest_remainder(numbers), strict=True):
        formula = f"100 × {each.figure.formula} ÷ ({terms}), rounded so that all make 100"
        made = Figure(f"part:{each.figure.id}", 100 * number / whole, "%", 0, each.figure.period, formula, cells)
        found.append(Shown(f"{percent}%", made))
    return tuple(found)


def stacked_chart(subject: ChartSubject, columns: Sequence[Column], table: Table) -> Chart:
    """A column of 100% for each whole; the newest, or last, names its parts.

    Raises ValueError where a part has no number or is under nought, or a whole is nought.
    """
    drawn = [shares(column) for column in columns]
    periods = [part.figure.period for column in columns for part in column.parts]
    say = subject.say
    said = [_said(say, column, row) for column, row in zip(columns, drawn, strict=True)]
    return chart_of(
        subject,
        "chart.kind.stacked",
        largest_part(say, columns[-1], drawn[-1]),
        say.text("chart.of-each-column", measure=measured(say, subject.measures, subject.area, periods)),
        "; ".join(said),
        (_drawing(columns, drawn, subject.hue, WIDE), _drawing(columns, drawn, subject.hue, NARROW)),
        table,
        (say.text("chart.whole-columns"),),
    )


def _said(say: Catalogue, column: Column, row: Sequence[Shown]) -> str:
    parts = tuple(f"{part.label} {share.text}" for part, share in zip(column.parts, row, strict=True))
    return f"{column.name}: {say.listed(parts)}"


def largest_part(say: Catalogue, column: Column, row: Sequence[Shown]) -> Phrase:
    """Which part is the largest of a column, as its picture shows it; parts that print alike tie."""
    most = max(int(share.text.rstrip("%")) for share in row)
    top = [at for at, share in enumerate(row) if int(share.text.rstrip("%")) == most]
    labels = [column.parts[at].label for at in top]
    period = column.parts[0].figure.period
    where = f" {when(say, period)}" if column.name == period_words(say, period) else f", {column.name}"
    if len(top) > 1:
        return phrase(worded(say, "finding.each-made-up", names=names_of(say, labels), share=row[top[0]]), where)
    return phrase(worded(say, "finding.made-up", name=head(labels[0]), share=row[top[0]]), where)


def _drawing(columns: Sequence[Column], drawn: Sequence[Sequence[Shown]], hue: str, width: float) -> Drawing:
    """The parts from the foot up, their names beside the last column, led to where they do not stand at its height."""
    names = [part.label for part in columns[-1].parts]
    room = room_for(names, [share.text for share in drawn[-1]], 0.35 * width)
    tags = [tag(0, name, share.text, share.of, INK, room) for name, share in zip(names, drawn[-1], strict=True)]
    right = width - room - 28
    pitch = right / len(columns)
    wide = min(64.0, 0.74 * pitch)
    plot = max(PLOT, sum(each.height for each in tags) - LEADING)
    y = Scale(0, 100, plot + 6, 6)
    marks: list[Mark] = []
    feet = _feet([column.name for column in columns], pitch)
    edges: list[Tag] = []
    for at, (column, row) in enumerate(zip(columns, drawn, strict=True)):
        x = round(right - (len(columns) - at) * pitch + (pitch - wide), 2)
        below = 0.0
        for number, (_, share) in enumerate(zip(column.parts, row, strict=True)):
            exact = share.of.value
            assert isinstance(exact, Decimal)
            top, foot = y(below + float(exact)), y(below)
            gap = 1.5 if foot - top > 3 else 0.0  # white between neighbours
            marks.append(
                Bar(x, round(top + gap / 2, 2), round(wide, 2), round(max(0.0, foot - top - gap), 2), fill(number, hue))
            )
            middle = (top + foot) / 2
            if foot - top >= 14 and fonts.width(share.text, SIZE, 600) + 4 <= wide and at < len(columns) - 1:
                start = x + (wide - fonts.width(share.text, SIZE, 600)) / 2
                marks.append(text(start, middle + 0.35 * SIZE, share.text, PAPER, 600, of=share.of))
            if at == len(columns) - 1:
                edges.append(replace(tags[number], at=middle))
            below += float(exact)
        marks += _foot(feet[at], x + wide / 2, plot + 20)
    marks += _led(edges, right, width - room, plot)
    height = plot + 24 + LEADING * (max(map(len, feet)) - 1)
    return Drawing(width, round(height, 2), tuple(marks))


def _feet(names: Sequence[str], pitch: float) -> list[tuple[str, ...]]:
    """The words under the columns, in lines; of columns too narrow for theirs only every second, third … has any."""
    longest = max(fonts.width(word, SMALL) for name in names for word in name.split(" "))
    every = next((each for each in range(1, len(names)) if longest <= each * pitch - 6), len(names))
    last = len(names) - 1
    return [
        wrapped(name, every * pitch - 6, SMALL) if (last - at) % every == 0 else () for at, name in enumerate(names)
    ]


def _foot(lines: Sequence[str], middle: float, y: float) -> list[Mark]:
    """The words under a column, where they have room."""
    if middle < max((fonts.width(words, SMALL) for words in lines), default=0) / 2:
        return []
    return [
        text(middle - fonts.width(words, SMALL) / 2, y + line * LEADING, words, SLATE, size=SMALL)
        for line, words in enumerate(lines)
    ]


def _led(tags: Sequence[Tag], right: float, names: float, plot: float) -> list[Mark]:
    """The names, spread apart, each with a hairline from its part."""
    marks: list[Mark] = []
    ordered = sorted(tags, key=lambda each: each.at)
    for before, after in zip(ordered, spread(tags, 0, plot + 12), strict=True):
        marks.append(Line(((right + 2, round(before.at, 2)), (right + 22, after.at)), SLATE, 0.75))
        marks += after.labels(names)
    return marks


def fill(number: int, hue: str) -> str:
    """Parts take hue and slate by turns; white between them and their names beside them tell them apart."""
    return hue if number % 2 == 0 else SLATE


def draw(asked: Asked) -> Chart | None:
    """A column for each period that the first series has, the series its parts."""
    columns = [
        Column(
            period_words(asked.say, period),
            tuple(Named(series.title, asked.data.figure(series.id, period)) for series in asked.drawn),
        )
        for period in asked.data.periods(asked.drawn[0].id)
    ]
    return stacked_chart(asked.subject, columns, asked.table)
