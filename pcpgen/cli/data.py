"""From an indicator or a figure to what is known of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pcpgen.cli.exits import PROBLEMS, undoubted, unwritable
from pcpgen.cli.folders import DATASETS, workspace
from pcpgen.cli.terminal import has_blocks, show_titled, tell, width
from pcpgen.cli.verbs import OneOf


@click.command()
@click.argument("id", shell_complete=DATASETS)
@click.option("--csv", "table", metavar="FILE", help="Write its values into FILE instead, - for standard output.")
@click.option("--format", "shape", type=OneOf(["text", "json"]), default="text", help="text or json.")
@click.pass_obj
def indicator(folder: str, id: str, table: str | None, shape: str) -> None:
    """Show an indicator: its values, what may be said of its changes, and its history.

    ID is an indicator's or a dataset's: the name of its file in data/. Bars stand beside periods of one length. In
    Python, pcpgen.analysis gives the same as DataFrames.
    """
    from pcpgen.analysis import open_workspace
    from pcpgen.cli.indicator import outline_as_csv, outline_as_json, outline_in_words

    with undoubted(f"Nothing is said of {id} until this is mended."):
        outline = open_workspace(workspace(folder)).indicator(id).outline
    if table:
        _write_table(table, outline_as_csv(outline))
    elif shape == "json":
        click.echo(outline_as_json(outline), nl=False)
    else:
        show_titled(outline_in_words(outline, width(), has_blocks()))


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
