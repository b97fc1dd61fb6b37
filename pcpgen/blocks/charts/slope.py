"""From two dates of several series to a slopegraph: a line each, with its value at both ends, its name at the newer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from pcpgen import fonts
from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.labels import COLUMN, NARROW, SIZE, SMALL, Tag, room_for, spread, tag, text
from pcpgen.blocks.charts.lines import STROKES
from pcpgen.blocks.charts.pairs import Pair, missing_notes, paired, said_of
from pcpgen.blocks.charts.scale import Scale, short
from pcpgen.blocks.charts.subject import ChartSubject, chart_of, measured, number_of, told
from pcpgen.blocks.colour import INK, RULE, SLATE, SUBJECT
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Dot, Drawing, Label, Line, Mark
from pcpgen.document.prose import Phrase
from pcpgen.document.table import Table

HEIGHT = 150.0  # of the plot at least; it grows with the labels
LEADER = 18.0  # between a line's end and its label, which was moved where others stand


def slope_chart(subject: ChartSubject, title: Phrase, pairs: Sequence[Pair], table: Table) -> Chart:
    """A line for each pair that has both numbers; notes tell the others. Raises ValueError where none has."""
    drawn = [pair for pair in pairs if len(pair.numbers) == 2]
    if not drawn:
        raise ValueError("no pair has both numbers")
    say = subject.say
    periods = [drawn[0].before.period, drawn[0].after.period]
    return chart_of(
        subject,
        "chart.kind.slope",
        title,
        measured(say, subject.measures, subject.area, periods),
        "; ".join(said_of(say, pair) for pair in drawn),
        (_drawing(subject, drawn, COLUMN), _drawing(subject, drawn, NARROW)),
        table,
        missing_notes(say, pairs),
    )


def _drawing(subject: ChartSubject, pairs: Sequence[Pair], width: float) -> Drawing:
    """The earlier values at the left, the newer ones at the right under their names, moved apart."""
    befores, afters = [told(pair.before) for pair in pairs], [told(pair.after) for pair in pairs]
    left = max(fonts.width(each, SIZE) for each in befores) + LEADER
    room = room_for([pair.label for pair in pairs], afters, 0.42 * width)
    right = width - room - LEADER
    top = SMALL + 12
    tags = [tag(0, pair.label, after, pair.after, INK, room) for pair, after in zip(pairs, afters, strict=True)]
    bottom = top + max(HEIGHT, sum(each.height for each in tags))
    values = [number_of(each) for pair in pairs for each in pair.numbers]
    least, most = min(values), max(values)
    most = most if most > least else least + 1
    y = Scale(least, most, bottom - 8, top + 8)
    marks: list[Mark] = [*_heads(subject, pairs[0], left, right, width)]
    marks += [Line(((x, top), (x, round(bottom, 2))), RULE, 0.75) for x in (round(left, 2), round(right, 2))]
    ends = []
    for pair, (stroke, dash) in zip(pairs, cycle(STROKES), strict=False):
        start, end = y(number_of(pair.before)), y(number_of(pair.after))
        line = (round(left, 2), start), (round(right, 2), end)
        marks += [Line(line, stroke, 2.5 if stroke == SUBJECT else 2, dash), *(Dot(*at, 3.5, stroke) for at in line)]
        ends.append((start, end))
    placed = [Tag(end, each.name, each.value, INK, each.of) for each, (_, end) in zip(tags, ends, strict=True)]
    for each, at in zip(spread(placed, top, bottom), sorted(end for _, end in ends), strict=True):
        marks += [_leader(right, at, right + LEADER, each.at), *each.labels(right + LEADER)]
    marks += _starts(pairs, befores, [start for start, _ in ends], left, (top, bottom))
    return Drawing(width, round(bottom + 4, 2), tuple(marks))


def _heads(subject: ChartSubject, pair: Pair, left: float, right: float, width: float) -> list[Label]:
    """The two dates above their ends, the newer one within the frame."""
    before, after = short(subject.say, pair.before.period), short(subject.say, pair.after.period)
    wide = fonts.width(after, SMALL)
    start = min(right - LEADER, width - wide)
    room = start - 10
    found = [text(start, SMALL, after, SLATE, size=SMALL)]
    own = fonts.width(before, SMALL)
    if own >= room:
        return found
    return [text(max(0.0, min(left - LEADER, room - own)), SMALL, before, SLATE, size=SMALL), *found]


def _leader(x: float, y: float, to: float, at: float) -> Line:
    """A hairline from the end of a line to the label that stands beside it."""
    inner = 5 if to > x else -5
    return Line(((round(x + inner, 2), y), (round(to - inner / 2, 2), round(at, 2))), SLATE, 0.5)


def _starts(
    pairs: Sequence[Pair], words: Sequence[str], at: Sequence[float], left: float, within: tuple[float, float]
) -> Iterator[Mark]:
    """The earlier values before their ends, moved apart, so that equal ones stand below one another."""
    tags = [Tag(y, (), each, SLATE, pair.before, 400) for pair, each, y in zip(pairs, words, at, strict=True)]
    for each, end in zip(spread(tags, *within), sorted(at), strict=True):
        yield _leader(left, end, left - LEADER, each.at)
        for label in each.labels(0):
            yield replace(label, x=round(left - LEADER - label.width, 2))


def draw(asked: Asked) -> Chart | None:
    """Each series at its newest and at what that is compared with, joined by a line."""
    found = paired(asked)
    if found is None or not any(len(pair.numbers) == 2 for pair in found[1]):
        return None
    title, pairs = found
    return slope_chart(asked.subject, title, pairs, asked.table)
