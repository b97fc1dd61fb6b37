"""From an indicator or a figure to what is known of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.exits import PROBLEMS, undoubted, unwritable, wrong_use
from pcpgen.cli.folders import DATASETS, workspace
from pcpgen.cli.terminal import has_blocks, show_titled, tell, width
from pcpgen.cli.verbs import OneOf

if TYPE_CHECKING:
    from pcpgen.analysis import Indicator


@click.command()
@click.argument("id", shell_complete=DATASETS)
@click.option("--csv", "table", metavar="FILE", help="Write its values into FILE instead, - for standard output.")
@click.option("--chart", "chart", metavar="FILE", default="", help="Draw its chart into FILE, .svg or .png, as well.")
@click.option("--format", "shape", type=OneOf(["text", "json"]), default="text", help="text or json.")
@click.pass_obj
def indicator(folder: str, id: str, table: str | None, chart: str, shape: str) -> None:
    """Show an indicator: its values, what may be said of its changes, its history, and its chart.

    ID is an indicator's or a dataset's: the name of its file in data/. Bars stand beside periods of one length; --chart
    draws the chart of the documents. In Python, pcpgen.open_workspace gives the same as DataFrames.
    """
    from pcpgen.analysis import open_workspace
    from pcpgen.cli.indicator import outline_as_csv, outline_as_json, outline_in_words

    with undoubted(f"Nothing is said of {id} until this is mended."):
        found = open_workspace(workspace(folder)).indicator(id)
    if chart:
        _draw(found, chart)
    if table:
        _write_table(table, outline_as_csv(found.outline))
        if chart:
            click.echo(chart, err=table == "-")
    elif shape == "json":
        click.echo(outline_as_json(found.outline, chart), nl=False)
    else:
        show_titled(outline_in_words(found.outline, width(), has_blocks(), chart))


def _draw(found: Indicator, file: str) -> None:
    """Writes the chart of the documents; ends with 2 where there is none, or no such format, with 3 where it cannot."""
    from pcpgen.analysis import NoChart

    with wrong_use(NoChart, ValueError), unwritable("Nothing was written."):
        found.chart.save(file)


def _write_table(target: str, text: str) -> None:
    """Prints a CSV where the target is -, else writes it there and prints the path."""
    from pcpgen.publish import publish_file

    if target == "-":
        click.echo(text, nl=False)
        return
    with unwritable("Nothing was written."):
        publish_file(Path(target), text.encode("utf-8"))
    click.echo(target)


@click.command()
@click.argument("what")
@click.pass_obj
def explain(folder: str, what: str) -> None:
    """Tell where a figure comes from.

    WHAT is a value as shown (7,078), a figure's id (financial-plan.gap) or a place: the id or title of a part, the
    caption of a table, the head of a row. All documents of the workspace are looked through.
    """
    from pcpgen.compose.provenance import stories
    from pcpgen.pipeline import judge

    judged = judge(workspace(folder))
    if judged.errors:
        tell(judged)
        sys.exit(PROBLEMS)
    told, near = stories(tuple(dict.fromkeys(judged.documents.values())), what)
    if not told:
        raise click.UsageError(f'no figure, place or value of the documents is "{what}". {near}'.strip())
    click.echo("\n\n".join(told))
