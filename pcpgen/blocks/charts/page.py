"""From the chart that a page asks for to the chart: bars, a doughnut, or lines over time."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.blocks.charts.bars import bar_chart
from pcpgen.blocks.charts.doughnut import doughnut_chart
from pcpgen.blocks.charts.labels import COLUMN, WIDE
from pcpgen.blocks.charts.lines import line_chart
from pcpgen.blocks.charts.subject import ChartSubject, Course, Named, label_of
from pcpgen.document.blocks import Chart
from pcpgen.document.prose import Phrase
from pcpgen.figures.data import Data
from pcpgen.model.page import ChartSpec


def chart(data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool) -> Chart:
    """The chart under its finding; `area` is the office's. Its data are checked. Among text it is as wide as that."""
    return replace(_drawn(data, area, title, spec, among_text), place=spec.place)


def _drawn(data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool) -> Chart:
    say = data.catalogue
    subject = ChartSubject(
        say, spec.id, title.plain, spec.measure, area, spec.source or _sources(data, spec), spec.label
    )
    if spec.dataset:
        series = [each for each in data.lines(spec.dataset.value) if data.periods(each.id)]
        named = [Named(label_of(say, each), data.figure(each.id), each.inferred) for each in series]
        width = COLUMN if among_text else WIDE
        return (
            doughnut_chart(subject, title, named, width)
            if spec.kind == "doughnut"
            else bar_chart(subject, title, named, spec.unit, width)
        )
    lines = [_line(data, name.value) for name in spec.series]
    return line_chart(subject, title, lines, _line(data, spec.gap.value) if spec.gap else None, spec.unit)


def _sources(data: Data, spec: ChartSpec) -> str:
    """Where the figures of a chart are from that says nothing of it itself: the sources of their datasets."""
    names = [spec.dataset.value] if spec.dataset else [name.value.partition(".")[0] for name in spec.series]
    return "; ".join(dict.fromkeys(data.datasets[name].source for name in names))


def _line(data: Data, name: str) -> Course:
    series = data.series(name)
    figures = tuple(data.figure(name, period.written) for period in data.periods(name))
    return Course(series.short or series.title, figures)
