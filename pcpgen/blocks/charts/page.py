"""From the chart that a page asks for to the chart: bars, a doughnut, or lines over time."""

from __future__ import annotations

from collections.abc import Sequence
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


def chart(
    data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool, beside: Sequence[ChartSpec] = ()
) -> Chart:
    """The chart under its finding; `area` is the office's. Its data are checked. Among text it is as wide as that.

    Bars have one scale with those of the same unit in the charts `beside` it.
    """
    return replace(_drawn(data, area, title, spec, among_text, beside), place=spec.place)


def _drawn(
    data: Data, area: str, title: Phrase, spec: ChartSpec, among_text: bool, beside: Sequence[ChartSpec]
) -> Chart:
    say = data.catalogue
    subject = ChartSubject(
        say, spec.id, title.plain, spec.measure, area, spec.source or _sources(data, spec), spec.label
    )
    if spec.dataset:
        named = _named(data, spec.dataset.value)
        alike = [
            each.dataset.value for each in beside if each.dataset and (each.kind, each.unit) == ("bars", spec.unit)
        ]
        others = [_named(data, each) for each in alike if spec.unit and each != spec.dataset.value]
        width = COLUMN if among_text else WIDE
        return (
            doughnut_chart(subject, title, named, width)
            if spec.kind == "doughnut"
            else bar_chart(subject, title, named, spec.unit, width, others)
        )
    lines = [_line(data, name.value) for name in spec.series]
    return line_chart(subject, title, lines, _line(data, spec.gap.value) if spec.gap else None, spec.unit)


def _named(data: Data, dataset: str) -> list[Named]:
    """The lines of a dataset that have figures, each with its newest."""
    series = [each for each in data.lines(dataset) if data.periods(each.id)]
    return [Named(label_of(data.catalogue, each), data.figure(each.id), each.inferred) for each in series]


def _sources(data: Data, spec: ChartSpec) -> str:
    """Where the figures of a chart are from that says nothing of it itself: the sources of their datasets."""
    names = [spec.dataset.value] if spec.dataset else [name.value.partition(".")[0] for name in spec.series]
    return "; ".join(dict.fromkeys(data.datasets[name].source for name in names))


def _line(data: Data, name: str) -> Course:
    series = data.series(name)
    figures = tuple(data.figure(name, period.written) for period in data.periods(name))
    return Course(series.short or series.title, figures)
