"""From an indicator's data to the chart that its file asks for, by the registry of kinds, and to its small drawing."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from pcpgen.blocks.charts.asked import Asked, aligned, leaves
from pcpgen.blocks.charts.spark import sparkline
from pcpgen.blocks.charts.subject import ChartSubject, head
from pcpgen.document.blocks import Chart, Spark
from pcpgen.document.table import Table
from pcpgen.figures.data import Data
from pcpgen.figures.tested import headline
from pcpgen.model.data import CHARTS, Dataset

COURSE = 4  # figures that make a course


def indicator_chart(data: Data, dataset: Dataset, table: Table, hue: str, area: str) -> Chart | None:
    """The chart of an indicator's data, in the theme's hue, its figures those of `table`.

    None where it asks for none, and where no number is to be drawn.
    `area` is the place where the indicator names none. The data have been checked, so that the chart can be drawn.
    """
    if not dataset.chart:
        return None
    subject = ChartSubject(
        data.catalogue,
        f"{dataset.id}-chart",
        dataset.title.value,
        head(dataset.measures),
        dataset.area or area,
        dataset.source,
        dataset.title.value,
        hue,
    )
    table = replace(table, id=f"{dataset.id}-chart-table")
    drawing = import_module(f"pcpgen.blocks.charts.{CHARTS[dataset.chart].module}")
    chart: Chart | None = drawing.draw(Asked(data, dataset, subject, leaves(dataset), table))
    return chart


def indicator_spark(data: Data, dataset: Dataset, hue: str) -> Spark | None:
    """The headline's course beside its newest figure, where no chart shows it and it has points enough for one."""
    if dataset.chart and CHARTS[dataset.chart].over_time:
        return None
    (course,) = aligned(data, dataset, [headline(data, dataset)])
    if len(course.drawn) < COURSE or course.breaks or len({each.period.form for each in course.figures}) > 1:
        return None
    return None if course.figures[0].unit == "%" else sparkline(data.catalogue, f"{dataset.id}-course", course, hue)
