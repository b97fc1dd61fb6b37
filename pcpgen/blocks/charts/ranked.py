"""From an indicator's rates by area to ranked dots, the highest first, the office's own area marked among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen import fonts
from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.findings import within_title
from pcpgen.blocks.charts.labels import NARROW, SMALL, WIDE, text
from pcpgen.blocks.charts.scale import Scale, foot_words, nice_ticks, tick_words
from pcpgen.blocks.charts.subject import ChartSubject, chart_of, head, number_of, shown_in_full, told
from pcpgen.blocks.colour import INK, RULE, SLATE
from pcpgen.blocks.rates import ranked_as
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Dot, Drawing, Line, Mark
from pcpgen.document.prose import worded
from pcpgen.document.table import Table
from pcpgen.figures.rates import Rank, Rate, ranks, rates
from pcpgen.model.period_words import period_words

PITCH = 14.0  # of a row


def ranked_chart(subject: ChartSubject, found: Sequence[Rate], rank: Rank, own: Rate, table: Table) -> Chart:
    """A row for each rate, in the order given, that of `own` marked."""
    say = subject.say
    place = ranked_as(say, own, rank)
    name, value = head(own.title), shown_in_full(say, own.figure)
    title = within_title(
        [
            worded(say, "finding.ranked-at", name=name, rank=place, of=str(rank.of), value=value),
            worded(say, "finding.ranked", name=name, rank=place, of=str(rank.of)),
            worded(say, "finding.ranked-own", rank=place, of=str(rank.of)),
        ]
    )
    ends = [f"{each.title} {told(each.figure)}" for each in (own, found[0], found[-1])]
    said = say.text("chart.ranked", own=ends[0], highest=ends[1], lowest=ends[2])
    return chart_of(
        subject,
        "chart.kind.ranked",
        title,
        ", ".join((subject.measures, period_words(say, own.figure.period), own.figure.unit)),
        said,
        (_drawing(found, own, subject.hue, WIDE), _drawing(found, own, subject.hue, NARROW)),
        table,
        [say.text("chart.ranked-note")],
    )


def _drawing(found: Sequence[Rate], own: Rate, hue: str, width: float) -> Drawing:
    """Names at the left, dots on one scale from nought, values at the right."""
    values = [number_of(each.figure) for each in found]
    ticks = nice_ticks(min(0.0, *values), max(values), 3 if width == NARROW else 5)
    words = tick_words(ticks, found[0].figure, "number")
    shown = [_bare(each) for each in found]
    right = max(fonts.width(each, SMALL, 700) for each in shown) + 10
    half = max(max(fonts.width(each, SMALL) for each in words) / 2, 6)
    longest = max(fonts.width(each.title, SMALL, 700) for each in found) + 10
    column = min(longest, 0.5 * width)
    x = Scale(ticks[0], ticks[-1], column + half, width - right - half)
    foot = PITCH * len(found)
    marks: list[Mark] = [Line(((x(tick), 0.0), (x(tick), foot)), RULE, 0.75) for tick in ticks]
    for row, (each, value) in enumerate(zip(found, shown, strict=True)):
        middle = round((row + 0.5) * PITCH, 2)
        is_own = each is own
        fill, weight = (INK, 700) if is_own else (SLATE, 400)
        base = middle + 0.35 * SMALL
        marks.append(text(0, base, _cut(each.title, column - 8, weight), fill, weight, SMALL))
        at = x(number_of(each.figure))
        if is_own:
            marks.append(Line(((x.start, middle), (at, middle)), hue, 2.25))
        marks.append(Dot(at, middle, 4.5 if is_own else 3.0, hue if is_own else SLATE))
        start = width - fonts.width(value, SMALL, weight)
        marks.append(text(start, base, value, fill, weight, SMALL, of=each.figure))
    marks += foot_words(x, ticks, words, foot + SMALL + 5)
    return Drawing(width, round(foot + SMALL + 8, 2), tuple(marks), tuple(PITCH * row for row in range(len(found))))


def _bare(each: Rate) -> str:
    """A rate without its unit, which the line under the title says."""
    return told(each.figure).partition(" ")[0]


def _cut(words: str, room: float, weight: int) -> str:
    """A name as far as it has room: the table has it whole."""
    while fonts.width(words, SMALL, weight) > room and len(words) > 1:
        words = f"{words.rstrip('…')[:-1].rstrip()}…"
    return words


def draw(asked: Asked) -> Chart | None:
    """Every area that has a rate and a rank; None where our own has none."""
    wanted = asked.dataset.rates
    if wanted is None:
        return None
    every = rates(asked.data, wanted, asked.dataset.window or None)
    places = ranks(every)
    if wanted.own not in places:
        return None
    among = sorted(
        (each for each in every if each.area in places), key=lambda each: (-number_of(each.figure), each.title)
    )
    own = next(each for each in among if each.area == wanted.own)
    subject = replace(asked.subject, measures=head(asked.data.datasets[wanted.of].title.value))
    return ranked_chart(subject, among, places[wanted.own], own, asked.table)
