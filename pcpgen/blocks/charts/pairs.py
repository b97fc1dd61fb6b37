"""From two dates of several series to dumbbells: an open dot for the earlier figure, a filled one for the later."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from pcpgen import fonts
from pcpgen.blocks.charts.asked import Asked
from pcpgen.blocks.charts.findings import within_title
from pcpgen.blocks.charts.labels import LEADING, NARROW, SIZE, SMALL, WIDE, diamond, text, wrapped
from pcpgen.blocks.charts.scale import Scale, foot_words, nice_ticks, tick_words
from pcpgen.blocks.charts.strongest import strongest_change
from pcpgen.blocks.charts.subject import (
    ChartSubject,
    chart_of,
    head,
    measured,
    number_of,
    shown_in_full,
    told,
    why_missing,
)
from pcpgen.blocks.colour import INK, PAPER, RULE, SLATE
from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Dot, Drawing, Line, Mark
from pcpgen.document.prose import Phrase, worded
from pcpgen.document.table import Table
from pcpgen.figures.compare import Comparison
from pcpgen.figures.data import Refusal
from pcpgen.figures.figure import Figure
from pcpgen.figures.tested import compared_as_printed, headline
from pcpgen.model.data import Series
from pcpgen.model.period import Period
from pcpgen.model.period_words import period_words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

ARROW, GAP = "→", 5.0  # between two values, and on either side of it
_ARROW = fonts.width(ARROW, SIZE) + 2 * GAP
SMALL_BESIDE = 1 / 8  # of the largest pair; smaller ones get a scale of their own


@dataclass(frozen=True, slots=True)
class Pair:
    """A series at two dates; `beside` is what both are set against, with its name."""

    label: str
    before: Figure
    after: Figure
    beside: tuple[str, Figure] | None = None

    @property
    def numbers(self) -> tuple[Figure, ...]:
        return tuple(each for each in (self.before, self.after) if isinstance(each.value, Decimal))


def pairs_chart(subject: ChartSubject, title: Phrase, pairs: Sequence[Pair], table: Table) -> Chart:
    """A row for each pair that has a number, in the order given. Raises ValueError where none has."""
    drawn = [pair for pair in pairs if pair.numbers]
    if not drawn:
        raise ValueError("no pair has a number")
    say = subject.say
    periods = [drawn[0].before.period, drawn[0].after.period]
    said = [said_of(say, pair) for pair in drawn]
    beside = dict.fromkeys(pair.beside for pair in drawn if pair.beside)
    said += [f"{head(name)} {told(figure)}" for name, figure in beside]
    return chart_of(
        subject,
        "chart.kind.pairs",
        title,
        measured(say, subject.measures, subject.area, periods),
        "; ".join(said),
        (_drawing(subject, drawn, WIDE), _drawing(subject, drawn, NARROW)),
        table,
        [*missing_notes(say, pairs), *_own_scale(say, drawn)],
    )


def missing_notes(say: Catalogue, pairs: Sequence[Pair]) -> list[str]:
    """Which numbers of the pairs are missing, and why, a note each."""
    missing = [(pair.label, each) for pair in pairs for each in (pair.before, pair.after) if each.value is None]
    return [
        f"{each.mark} {label}, {period_words(say, each.period)}: {why_missing(say, each)}." for label, each in missing
    ]


def said_of(say: Catalogue, pair: Pair) -> str:
    """A pair in words: "Killed from 48 in 2017 to 29 in 2018"."""
    ends = say.text("chart.from-to", first=_when(say, pair.before), last=_when(say, pair.after))
    return f"{pair.label} {ends}"


def _when(say: Catalogue, figure: Figure) -> str:
    return say.text("chart.value-in", value=told(figure), period=period_words(say, figure.period))


def on_scale_of_their_own(pairs: Sequence[Pair]) -> frozenset[int]:
    """Which pairs are so small beside the largest that its scale would show no change of them; of shares none."""
    sizes = [max(abs(number_of(each)) for each in pair.numbers) for pair in pairs]
    if any(each.unit == "%" or number_of(each) < 0 for pair in pairs for each in pair.numbers):
        return frozenset()
    return frozenset(at for at, size in enumerate(sizes) if size < SMALL_BESIDE * max(sizes))


def _own_scale(say: Catalogue, pairs: Sequence[Pair]) -> list[str]:
    names = [pairs[at].label for at in sorted(on_scale_of_their_own(pairs))]
    return [say.counted("chart.own-scale", len(names), names=say.listed(names))] if names else []


@dataclass(frozen=True, slots=True)
class _Axis:
    """A scale with its ticks and their words."""

    x: Scale
    ticks: Sequence[float]
    words: Sequence[str]

    def grid(self, start: float, foot: float) -> list[Mark]:
        return [Line(((self.x(tick), round(start, 2)), (self.x(tick), foot)), RULE, 0.75) for tick in self.ticks]


def _axes(pairs: Sequence[Pair], left: float, right: float, most: int) -> dict[bool, _Axis]:
    """The scale of the pairs, and with True that of those which have one of their own: then both begin at nought."""
    own = on_scale_of_their_own(pairs)
    ticked: dict[bool, tuple[tuple[float, ...], list[str]]] = {}
    for small in {False, bool(own)}:
        these = [pair for at, pair in enumerate(pairs) if (at in own) == small]
        figures = [each for pair in these for each in (*pair.numbers, *([pair.beside[1]] if pair.beside else []))]
        least = 0 if own else min(map(number_of, figures))
        ticks = nice_ticks(least, max(map(number_of, figures)), most)
        ticked[small] = ticks, tick_words(ticks, figures[0])
    half = max(6, *(fonts.width(each, SMALL) / 2 for _, words in ticked.values() for each in words))
    return {
        small: _Axis(Scale(ticks[0], ticks[-1], left + half, right - half), ticks, words)
        for small, (ticks, words) in ticked.items()
    }


def _drawing(subject: ChartSubject, pairs: Sequence[Pair], width: float) -> Drawing:
    """Labels at the left of the scale and values at its right; in a narrow drawing both above it.

    Neighbours that share a scale stand over its ticks.
    """
    above = width == NARROW
    key, top = _key(subject, pairs, width)
    ends = [(told(pair.before), told(pair.after)) for pair in pairs]
    right = max(fonts.width(before, SIZE) + _ARROW + fonts.width(after, SIZE, 600) for before, after in ends)
    column = 0.0 if above else min(max(fonts.width(pair.label, SIZE) for pair in pairs) + 14, 0.4 * width)
    axes = _axes(pairs, column, width - (0 if above else right + 12), 3 if above else 5)
    own = on_scale_of_their_own(pairs)
    marks: list[Mark] = [*key]
    rows: list[float] = []
    for small, run in groupby(range(len(pairs)), key=own.__contains__):
        start, drawn = top, list[Mark]()
        for at in run:
            row, high = _row(subject.hue, axes[small].x, pairs[at], top, width, 0.0 if above else column, right)
            drawn += row
            rows.append(round(top, 2))
            top += high
        foot = round(top, 2)
        marks += [*([] if above else axes[small].grid(start, foot)), *drawn]
        marks += foot_words(axes[small].x, axes[small].ticks, axes[small].words, foot + SMALL + 5)
        top = foot + SMALL + (8 if len(rows) == len(pairs) else 13)
    return Drawing(width, round(top, 2), tuple(marks), (0.0, *rows[1:]))


def _row(
    hue: str, x: Scale, pair: Pair, top: float, width: float, column: float, right: float
) -> tuple[list[Mark], float]:
    """A pair with its label and its values, and how high it is; without a column they stand above it."""
    before, after = told(pair.before), told(pair.after)
    lines = wrapped(pair.label, column - 14 if column else width - right - 12)
    high = max(26.0, LEADING * len(lines) + 12) if column else LEADING * len(lines) + 22
    middle = round(top + high / 2 if column else top + LEADING * len(lines) + 8, 2)
    base = middle + 0.35 * SIZE - LEADING * (len(lines) - 1) / 2 if column else top + 0.8 * SIZE + 1
    value = middle + 0.35 * SIZE if column else base
    at = width - fonts.width(after, SIZE, 600)
    return [
        *(text(0, base + LEADING * number, line) for number, line in enumerate(lines)),
        *_pair(x, middle, pair, hue),
        text(at - _ARROW - fonts.width(before, SIZE), value, before, SLATE, of=_known(pair.before)),
        text(at - _ARROW + GAP, value, ARROW, SLATE),
        text(at, value, after, INK, 600, of=_known(pair.after)),
    ], high


def _known(figure: Figure) -> Figure | None:
    """A figure that has a number; a mark such as [c] stands for none."""
    return figure if isinstance(figure.value, Decimal) else None


def _pair(x: Scale, middle: float, pair: Pair, hue: str) -> list[Mark]:
    """The bar between two dots, the later one filled over the open one; a diamond for what they are set against."""
    marks: list[Mark] = [Line(((x.start, middle), (x.end, middle)), RULE, 0.75)]
    places = [x(number_of(each)) for each in pair.numbers]
    if len(places) == 2:
        marks.append(Line(((min(places), middle), (max(places), middle)), hue, 2.5))
    if pair.beside:
        marks.append(diamond(x(number_of(pair.beside[1])), middle, 5, SLATE))
    if isinstance(pair.before.value, Decimal):
        marks.append(Dot(x(number_of(pair.before)), middle, 3.5, PAPER, hue))
    if isinstance(pair.after.value, Decimal):
        marks.append(Dot(x(number_of(pair.after)), middle, 4.5, hue))
    return marks


def _key(subject: ChartSubject, pairs: Sequence[Pair], width: float) -> tuple[list[Mark], float]:
    """What an open dot, a filled one and a diamond stand for, in rows from the top; and how high they are."""
    say, hue = subject.say, subject.hue
    before, after = (period_words(say, each.period) for each in (pairs[0].before, pairs[0].after))
    beside = dict.fromkeys(pair.beside for pair in pairs if pair.beside)
    entries: list[tuple[str, str, Figure | None]] = [("open", before, None), ("filled", after, None)]
    entries += [("diamond", f"{head(name)}, {told(figure)}", figure) for name, figure in beside]
    marks: list[Mark] = []
    left, top = 0.0, 0.0
    for shape, words, of in entries:
        lines = wrapped(words, width - 14, SMALL)
        wide = max(fonts.width(line, SMALL) for line in lines) + 14
        if left and left + wide > width:
            left, top = 0.0, top + LEADING + 1
        y = round(top + 5.5, 2)
        if shape == "diamond":
            marks.append(diamond(left + 5, y, 5, SLATE))
        else:
            marks.append(Dot(left + 5, y, 3.5, PAPER, hue) if shape == "open" else Dot(left + 5, y, 4.5, hue))
        marks += [
            text(left + 14, top + 9 + at * LEADING, line, SLATE, size=SMALL, of=of) for at, line in enumerate(lines)
        ]
        top += LEADING * (len(lines) - 1)
        left += wide + 18
    return marks, top + LEADING + 7


def draw(asked: Asked) -> Chart | None:
    """A dumbbell for each pair."""
    found = paired(asked)
    return pairs_chart(asked.subject, *found, asked.table) if found else None


def paired(asked: Asked) -> tuple[Phrase, list[Pair]] | None:
    """Each series at its newest and at what that is compared with; of a workforce's groups, their shares of it.

    Totals are drawn where the headline is one: a claim on a part needs the whole beside it.
    """
    compared = compared_as_printed(asked.data, asked.dataset, headline(asked.data, asked.dataset))
    if isinstance(compared, str):
        return None
    when = compared.base.period, compared.current.period
    every = tuple(asked.dataset.series.values())
    shares = [each for each in every if each.share_of]
    whole = bool(headline(asked.data, asked.dataset).parts)
    drawn = shares or [each for each in every if each.unit == every[0].unit and (whole or not each.parts)]
    pairs = [_of(asked, series, when, compared) for series in drawn]
    if not any(pair.numbers for pair in pairs):
        return None
    title = None if shares else strongest_change(asked.data, asked.dataset, drawn)
    title = title or _beside(asked.say, drawn, pairs)
    return title, pairs


def _of(asked: Asked, series: Series, when: tuple[Period, Period], like: Comparison) -> Pair:
    other = (asked.data.series(series.beside).title, asked.data.figure(series.beside)) if series.beside else None
    before, after = (_figure(asked, series, period) for period in when)
    return Pair(series.title, before, after, other if other and isinstance(other[1].value, Decimal) else None)


def _figure(asked: Asked, series: Series, period: Period) -> Figure:
    """A series, or its share, in a period; without a value where it has none."""
    try:
        if series.share_of:
            return asked.data.share_of(series.id, series.share_of, period)
        return asked.data.figure(series.id, period)
    except Refusal:
        return Figure(f"{series.id}@{period}", None, series.unit, None, period, "", ())


def _beside(say: Catalogue, drawn: Sequence[Series], pairs: Sequence[Pair]) -> Phrase:
    """The first share beside what it is set against, of which nothing is made: no test compares the two."""
    known = [(each, pair) for each, pair in zip(drawn, pairs, strict=True) if isinstance(pair.after.value, Decimal)]
    if not known:
        return worded(say, "finding.none-printed")
    series, pair = next(((each, one) for each, one in known if one.beside), known[0])
    name, value = head(series.short or series.title), shown_in_full(say, pair.after)
    other = shown_in_full(say, pair.beside[1]) if pair.beside else None
    return within_title(
        [
            *([worded(say, "finding.share-beside", name=name, value=value, other=other)] if other else []),
            worded(say, "finding.stood", name=name, value=value),
            worded(say, "finding.newest", value=value),
        ]
    )
