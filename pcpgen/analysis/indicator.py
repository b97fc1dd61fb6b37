"""From an indicator's outline to its DataFrames, its table as a notebook shows it, and its chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.figures.data import Data
from pcpgen.figures.frames import frame
from pcpgen.figures.outline import Outline
from pcpgen.model.plan import Office
from pcpgen.problems import number_of
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pcpgen.document.blocks import Chart, IndicatorBlock
    from pcpgen.figures.frames import Frame

OBSERVATIONS = (
    "series",
    "title",
    "period",
    "written",
    "start",
    "end",
    "value",
    "unit",
    "qualifier",
    "mark",
    "flags",
    "base",
    "note",
    "file",
    "row",
    "made_of",
    "published_in",
)
COMPARISONS = (
    "series",
    "title",
    "against",
    "period",
    "written",
    "value",
    "value_low",
    "value_high",
    "unit",
    "base_period",
    "base_written",
    "base_value",
    "base_low",
    "base_high",
    "change",
    "change_low",
    "change_high",
    "change_mark",
    "change_unit",
    "test",
    "p",
    "clear",
    "verdict",
    "reason",
    "made_of",
)
HISTORY = (
    "series",
    "title",
    "period",
    "written",
    "old",
    "old_mark",
    "new",
    "new_mark",
    "unit",
    "date",
    "reason",
    "file",
    "row",
)


class NoChart(LookupError):
    """An indicator asks for no chart, or has no number to draw."""


@dataclass(frozen=True)
class DrawnChart:
    """A chart as documents draw it; a notebook shows it."""

    _chart: Chart

    @property
    def title(self) -> str:
        """What it finds."""
        return self._chart.title.plain

    @property
    def alternative(self) -> str:
        """What it shows, in words."""
        return self._chart.alternative

    def save(self, file: str | Path) -> Path:
        """Writes it, in lines where the file ends in .svg, in dots where in .png; it looks the same wherever it stands.

        Raises ValueError for another ending, `pcpgen.publish.CannotWrite` where it cannot be written.
        """
        from pcpgen.formats.drawn import svg_alone
        from pcpgen.formats.word.drawings import png
        from pcpgen.publish import publish_file

        path, drawing = Path(file), self._chart.drawing
        if path.suffix.lower() not in (".svg", ".png"):
            raise ValueError(f"{path.name} ends in neither .svg nor .png, as which a chart is written")
        dots = path.suffix.lower() == ".png"
        publish_file(path, png(drawing) if dots else svg_alone(drawing, self.title, self.alternative))
        return path

    def __repr__(self) -> str:
        return f"<chart: {self.title}>"

    def _repr_svg_(self) -> str:
        from pcpgen.formats.drawn import svg_in_page

        return svg_in_page(self._chart.drawing, self.title, self.alternative)


@dataclass(frozen=True)
class Indicator:
    """An indicator, or a dataset that is none. Each table is made when it is asked for, and is the caller's."""

    outline: Outline
    _data: Data
    _office: Office | None
    _hue: str

    @property
    def id(self) -> str:
        return self.outline.dataset.id

    @property
    def title(self) -> str:
        return self.outline.dataset.title.value

    @property
    def measures(self) -> str:
        """What it counts, in words; empty for a dataset that is no indicator."""
        return self.outline.dataset.measures

    @property
    def source(self) -> str:
        return self.outline.dataset.source

    @property
    def observations(self) -> Frame:
        """A row for each series and period, oldest first within a series.

        `value` is missing where there is a `mark`: [c] kept back, [x] not in the source. `period` is one of pandas
        where all are of one form, such as months; `written` is what the data have, `start` and `end` the first and the
        last day. `flags` are letters such as p for provisional, `base` is how many people were asked. `file` and `row`
        say where the value stands, `made_of` from which rows it is computed where it stands in none, `published_in`
        where the publisher's own file has it.
        """
        return frame([line.plain for line in self.outline.lines], OBSERVATIONS)

    @property
    def comparisons(self) -> Frame:
        """A row for each series, or for each of the comparisons that documents print of it, or the `reason` why not.

        `change` is in % of the base, for percentages in percentage points, for counts on a base below 50 in their own
        unit; on a base of nought it is missing, with the `change_mark` [z] and the `reason`. `p` is how often chance
        alone would bring it about, by `test`; missing where it cannot be tested. `clear` is whether that is less often
        than 1 in 20. The columns that end in _low and _high are 95% intervals of surveys. `made_of` names the rows of
        data/.
        """
        return frame([each.plain for each in self.outline.compared], COMPARISONS)

    @property
    def history(self) -> Frame:
        """A row for each change to a value that had been reported: the old and the new one, when, and why.

        An `old` that is missing with the mark [x] says since when there is a value at all. `file` and `row` are of the
        line in data/revisions/.
        """
        return frame([each.plain for each in self.outline.history], HISTORY)

    @property
    def chart(self) -> DrawnChart:
        """The chart that documents draw. Raises NoChart where there is none."""
        block = self._block()
        if block is not None and block.chart is not None:
            return DrawnChart(block.chart)
        asks = self.outline.dataset.chart
        file = self.outline.dataset.title.place.file
        none = (
            f"is no indicator, and has no chart: {file}"
            if block is None
            else f"asks for no chart. Add chart: to {file}"
        )
        raise NoChart(f"{self.id} {'has no number to draw' if asks else none}.")

    def _block(self) -> IndicatorBlock | None:
        """What documents show of it; none of a dataset that is no indicator."""
        from pcpgen.blocks.indicators import indicator_block

        if not self.measures:
            return None
        area = self._office.area if self._office else ""
        return indicator_block(self._data, self.outline.dataset, "", self._hue, area)

    def __repr__(self) -> str:
        dataset, periods = self.outline.dataset, [line.figure.period for line in self.outline.lines]
        counts = f"{len(dataset.series)} series, {number_of(len(periods), 'row')}"
        newest = max(periods, key=lambda period: period.order).words if periods else "none"
        return f"<{'indicator' if dataset.measures else 'dataset'} {self.id}: {self.title}; {counts}, newest {newest}>"

    def _repr_html_(self) -> str:
        from pcpgen.blocks.datasets import dataset_table
        from pcpgen.formats.notebook import indicator_html

        block = self._block()
        if block is None:
            tables, source = [dataset_table(self._data, self.outline.dataset)], self.source
        else:
            tables, source = [block.table, *([block.series] if block.series else [])], block.source
        return indicator_html(self._data.catalogue, self.title, source, tables, block)
