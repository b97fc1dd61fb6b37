"""From an indicator, a dataset or a workspace to the HTML by which a notebook shows it, in the notebook's colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from pcpgen.document.blocks import IndicatorBlock
from pcpgen.document.table import Table
from pcpgen.formats.drawn import svg_in_page
from pcpgen.formats.html import environment, own_templates
from pcpgen.words.catalogue import Catalogue


class Listed(NamedTuple):
    """An indicator or dataset of a workspace: how much stands in it, and its newest time."""

    id: str
    title: str
    series: int
    rows: int
    newest: str


def indicator_html(
    say: Catalogue, title: str, source: str, tables: Sequence[Table], block: IndicatorBlock | None
) -> str:
    """What documents show of it: its verdict, chart and notes where it is an indicator, its tables, its source."""
    chart = block.chart if block else None
    drawn = svg_in_page(chart.drawing, chart.title.plain, chart.alternative) if chart else ""
    return _made(say, "indicator", title=title, source=source, tables=tables, block=block, chart=Markup(drawn))


def workspace_html(say: Catalogue, title: str, state: str, entries: Sequence[Listed]) -> str:
    """What stands in a workspace, a row for each."""
    return _made(say, "workspace", title=title, state=state, entries=entries)


def _made(say: Catalogue, name: str, **given: object) -> str:
    template = environment((own_templates(),), say).get_template(f"notebook/{name}.html.j2")
    return template.render(medium="web", **given)
