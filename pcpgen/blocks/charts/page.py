"""From the chart that a page asks for to the chart: bars, a doughnut, or lines over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.labels import COLUMN, WIDE
from pcpgen.blocks.charts.lines import line_chart
from pcpgen.blocks.charts.subject import ChartSubject, Course, Named, label_of
from pcpgen.document.blocks import Chart
from pcpgen.document.prose import Phrase
from pcpgen.figures.data import Data
from pcpgen.model.page import ChartSpec


def chart(
    data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool, beside: Sequence[ChartSpec] = ()
) -> Chart:
    """The chart under its finding; `area` is the office's. Its data are checked. Among text it is as wide as that.

    Bars, and lines, have one scale with those of the same unit in the charts `beside` it, which readers compare.
    """
    return replace(_drawn(data, area, title, spec, among_text, beside), place=spec.place)


def _drawn(
    data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool, beside: Sequence[ChartSpec]
) -> Chart:
    say = data.catalogue
    subject = ChartSubject(
        say, spec.id, title.plain, spec.measure, area, spec.source or _sources(data, spec), spec.label
    )
    alike = [each for each in beside if each.id != spec.id and _units(data, each) == _units(data, spec)]
    if spec.dataset:
        named = _named(data, spec.dataset.value)
        width = COLUMN if among_text else WIDE
        if spec.kind == "doughnut":
            from pcpgen.blocks.charts.doughnut import doughnut_chart

            return doughnut_chart(subject, title, named, width)
        others = [_named(data, each.dataset.value) for each in alike if each.dataset]
        return bar_chart(subject, title, named, spec.unit, width, others, 12 if among_text else 18)
    lines, others_lines = _lines(data, spec), [_lines(data, each) for each in alike]
    return line_chart(subject, title, lines, _line(data, spec.gap.value) if spec.gap else None, spec.unit, others_lines)


def _units(data: Data, spec: ChartSpec) -> tuple[str, str, str]:
    """By which charts are known that readers compare: the kind, the unit that is shown, and that of the data."""
    first = _named(data, spec.dataset.value)[0].figure if spec.dataset else _line(data, spec.series[0].value).figures[0]
    return spec.kind, spec.unit, first.unit


def _named(data: Data, dataset: str) -> list[Named]:
    """The lines of a dataset that have figures, each with its newest."""
    series = [each for each in data.lines(dataset) if data.periods(each.id)]
    return [Named(label_of(data.catalogue, each), data.figure(each.id), each.inferred) for each in series]


def _sources(data: Data, spec: ChartSpec) -> str:
    """Where the figures of a chart are from that says nothing of it itself: the sources of their datasets."""
    names = [spec.dataset.value] if spec.dataset else [name.value.partition(".")[0] for name in spec.series]
    return "; ".join(dict.fromkeys(data.datasets[name].source for name in names))


def _lines(data: Data, spec: ChartSpec) -> list[Course]:
    return [_line(data, name.value) for name in spec.series]


def _line(data: Data, name: str) -> Course:
    series = data.series(name)
    figures = tuple(data.figure(name, period.written) for period in data.periods(name))
    return Course(series.short or series.title, figures)
