"""From the names of two states of a plan to what differs between them, printed or written as a document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.exits import PROBLEMS, refusals
from pcpgen.cli.folders import workspace
from pcpgen.cli.options import to_folder
from pcpgen.cli.terminal import tell
from pcpgen.cli.verbs import OneOf
from pcpgen.formats.registry import ASKED

if TYPE_CHECKING:
    from pcpgen.difference import Compared


@click.command()
@click.argument("before")
@click.argument("after")
@click.option(
    "--format",
    "formats",
    type=OneOf(["text", *ASKED]),
    multiple=True,
    help="text by default; the others write a document.",
)
@to_folder
@click.pass_obj
def diff(folder: str, before: str, after: str, formats: tuple[str, ...], out: str | None) -> None:
    """Tell what differs between two states of the plan.

    BEFORE and AFTER each name an edition (2013-16), an edition with a variation (2013-16+partnership-working), a
    revision in git or a folder with another workspace (HEAD~1, ../theirs), and of these one edition where it is not
    the one in force (HEAD~1:2013-16). Texts are compared by their
    ids, so that what has moved is told as moved. With text, what differs is printed; with html, pdf or docx, the paths
    of the documents; in docx what differs are tracked changes. The exit code is 0 whether or not anything differs.
    """
    from pcpgen import difference

    root = workspace(folder)
    with refusals("Nothing was written."):
        compared = difference.compared(root, before, after)
        for warning in compared.warnings:
            click.echo(f"pcpgen: {warning}", err=True)
        if "text" in formats or not formats:
            click.echo(compared.text)
        _write(compared, formats, Path(out) if out else root / "out")


def _write(compared: Compared, formats: tuple[str, ...], out: Path) -> None:
    """Writes the document in those of the formats that are files, and prints its paths."""
    from pcpgen import difference

    files = [format for format in ASKED if format in formats]
    if not files:
        return
    paths = difference.write(compared, files, out)
    if not paths:
        tell(compared.judged, "Nothing was written.")
        sys.exit(PROBLEMS)
    for path in paths:
        click.echo(path)
