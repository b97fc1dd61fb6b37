"""From an indicator's outline to what the terminal, another program or a CSV says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.wording import cell, compared, in_full
from pcpgen.figures.compare import NOT_TESTED
from pcpgen.figures.data import KEPT_BACK, shown_value
from pcpgen.figures.figure import Figure
from pcpgen.figures.outline import Changed, Compared, Line, Outline
from pcpgen.model.data import FLAGS, Ratio, Series
from pcpgen.model.period import Period, parse_period
from pcpgen.rows import csv_text, inert
from pcpgen.words.catalogue import shipped

COLUMNS = ("series", "period", "qualifier", "value", "unit", "mark", "base", "flag", "note")
_MARKS = {"[c]": "kept back: somebody might be known by it", "[x]": "not in the source"}
_MOST = 40  # characters of the longest bar
_BLOCKS = " ▏▎▍▌▋▊▉█"


def outline_in_words(found: Outline, width: int = 80, blocks: bool = True, chart: str = "") -> str:
    """What the terminal shows, within `width` characters where its words allow: a block of lines for each series.

    Without `blocks` bars are made of number signs, for a terminal or a file that has no others. `chart` is the file
    that its chart was written to.
    """
    dataset = found.dataset
    told = [f"{dataset.title}  [{dataset.id}]"]
    about = ", ".join(filter(None, (dataset.measures, dataset.area)))
    good = {"up": "up is good", "down": "down is good", "neither": "neither up nor down is good"}.get(dataset.good, "")
    as_at = f"as at {_day(dataset.as_at)}" if dataset.as_at else ""
    told += [line for line in (about, "; ".join(filter(None, (good, as_at)))) if line]
    for series in dataset.series.values():
        told += ["", *_series(found, series, width, blocks)]
    told += ["", *_verdict(found)]
    if found.history:
        told += ["", "History", *(f"  {_changed(each)}" for each in found.history)]
    told += ["", *_legend(found), f"Source: {dataset.source}", f"Data: data/{dataset.id}.csv"]
    if chart:
        told.append(f"Chart: {chart}")
    elif dataset.chart:
        told.append(f"Chart: {dataset.chart}; --chart {dataset.id}.svg draws it")
    return "\n".join(told)


def _series(found: Outline, series: Series, width: int, blocks: bool) -> Iterator[str]:
    lines = [line for line in found.lines if line.series is series]
    yield ", ".join(filter(None, (f"{series.title} ({_short(series)})", series.unit)))
    periods = [line.figure.period.words for line in lines]
    values = [cell(replace(line.figure, base=None)).text for line in lines]
    wide, room = max(map(len, periods), default=0), max(map(len, values), default=0)
    bars = _bars([line.figure for line in lines], max(8, min(_MOST, width - wide - room - 6)), blocks)
    for period, value, bar in zip(periods, values, bars, strict=True):
        yield f"  {period:{wide}}  {value:>{room}}  {bar}".rstrip()
    yield from (f"  {_change(each)}" for each in found.compared if each.series is series)
    if series.note:
        yield f"  {series.note}"


def _change(one: Compared) -> str:
    if one.comparison is None:
        return (
            f"no change on the {one.against} is given: {one.reason}"
            if one.against
            else f"no change is given: {one.reason}"
        )
    said = compared(shipped(), one.comparison).plain
    p = one.comparison.p
    chance = "" if p is None else f"; p {'< 0.001' if p < 0.001 else f'= {p:.3f}'}"
    return f"{said}{chance}"


def _verdict(found: Outline) -> Iterator[str]:
    """The verdict on the series that stands for the whole, and what it rests on, or why there is none."""
    if not found.dataset.measures:
        yield "Verdict: none, for this is no indicator: nothing says which way is good"
        return
    one = found.verdict
    if one.comparison is None:
        yield f"Verdict: none, because {one.reason}"
    elif one.verdict == NOT_TESTED:
        yield f"Verdict: not tested ({one.series.title}): what it is counted from is not known"
    else:
        yield f"Verdict: {one.verdict} ({one.series.title}): {_change(one)}"


def _changed(change: Changed) -> str:
    none = "[x]" if change.old.value is None else "empty"
    old, new = (
        nothing if each.value is None and each.mark != KEPT_BACK else in_full(each)
        for each, nothing in ((change.old, "empty"), (change.new, none))
    )
    place = f"{change.series.title}, {change.new.period.words}"
    if old == "empty" and change.new.value is not None:
        return f"{_day(change.date)}  {place}: {new} was first given: {change.reason}"
    return f"{_day(change.date)}  {place}: {old} became {new}: {change.reason}"


def _legend(found: Outline) -> Iterator[str]:
    marks = {line.figure.mark for line in found.lines if line.figure.value is None}
    yield from (f"{mark} {words}" for mark, words in _MARKS.items() if mark in marks)
    flags = {flag for line in found.lines for flag in line.figure.flags if line.figure.value is not None}
    yield from (f"[{flag}] {words}" for flag, words in FLAGS.items() if flag in flags)
    for line in found.lines:
        if line.figure.note:
            yield f"{line.series.title}, {line.figure.period.words}: {line.figure.note}"


def _bars(figures: Sequence[Figure], room: int, blocks: bool) -> list[str]:
    """A bar from nought for each figure whose period is as long as the newest one's, where there are two."""
    values = [_length(figure, figures[-1].period) for figure in figures]
    if sum(value is not None for value in values) < 2 or any(value is not None and value < 0 for value in values):
        return [""] * len(values)
    most = max((value for value in values if value is not None), default=Decimal(0))
    return ["" if value is None or not most else _bar(float(value / most) * room, blocks) for value in values]


def _length(figure: Figure, newest: Period) -> Decimal | None:
    period, value = figure.period, shown_value(figure)
    alike = period.form is newest.form and abs((period.days or 0) - (newest.days or 0)) <= 3
    return value if alike else None


def _bar(length: float, blocks: bool) -> str:
    if not blocks:
        return "#" * round(length)
    whole, eighths = divmod(round(8 * length), 8)
    return "█" * whole + _BLOCKS[eighths].strip()


def _short(series: Series) -> str:
    return series.id.partition(".")[2]


def _day(day: object) -> str:
    return parse_period(str(day)).words


# -- for programs


def outline_as_json(found: Outline, chart: str = "") -> str:
    """The outline for another program: the rows of the tables that `pcpgen.analysis` gives, days as 2019-05-31."""
    dataset = found.dataset
    headline = found.verdict
    whole = {
        "id": dataset.id,
        "title": dataset.title.value,
        "measures": dataset.measures,
        "area": dataset.area,
        "good": dataset.good,
        "as_at": dataset.as_at,
        "source": dataset.source,
        "verdict": headline.verdict,
        "reason": headline.reason,
        **({"chart": chart} if chart else {}),
        "observations": [line.plain for line in found.lines],
        "comparisons": [each.plain for each in found.compared],
        "history": [each.plain for each in found.history],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str) + "\n"


def outline_as_csv(found: Outline) -> str:
    """A line for each series and period, numbers exact, text that could run as a formula made inert."""
    return csv_text((COLUMNS, *map(_cells, found.lines)))


def _cells(line: Line) -> tuple[str, ...]:
    figure, value = line.figure, line.figure.value
    exact = f"{value.part / value.whole:.6f}" if isinstance(value, Ratio) else figure.exact
    mark = figure.mark if value is None else ""
    base = "" if figure.base is None else str(figure.base)
    before = (_short(line.series), figure.period.written, figure.qualifier)
    after = (figure.unit if exact else "", mark, base, figure.flags, figure.note)
    return (*map(inert, before), exact, *map(inert, after))
