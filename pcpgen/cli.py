"""From words on the command line to an exit code; the only room with click, colour and printing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen import __version__

if TYPE_CHECKING:
    from pcpgen.pipeline import Format, Judged

WELL, PROBLEMS, WRONG_USE, CANNOT, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG = """\b
Examples:
  pcpgen build-plan                     the plan in force, as HTML and PDF in out/
  pcpgen build-plan --format html       the web page alone
  pcpgen check                          all that is wrong in plan/ and data/
  pcpgen -C ~/our-office build-plan     a workspace in another folder

\b
Exit codes:
  0  all is well
  1  problems in plan or data; nothing was written
  2  wrong use of the command
  3  the documents cannot be rendered or written
  130  interrupted
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", default=".", help="The workspace, or a folder in it; this one by default.")
@click.version_option(__version__, message="pcpgen %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str) -> None:
    """Build an office's police and crime plan from plan/ and data/.

    Words live in plan/ as YAML and Markdown, figures in data/ as CSV. Every figure in a document is computed and
    traces to its cells; what is wrong is told with file, line and what to do next.
    """
    context.obj = folder


@cli.command("build-plan")
@click.option("--edition", metavar="ID", help="The edition to build; the one that plan/office.yaml names by default.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["html", "pdf"]),
    multiple=True,
    help="One format; both by default.",
)
@click.option("--out", metavar="DIR", help="Where to write; out/ in the workspace by default.")
@click.pass_obj
def build_plan(folder: str, edition: str | None, formats: tuple[Format, ...], out: str | None) -> None:
    """Write the published plan as a web page and a tagged PDF."""
    from pcpgen import pipeline
    from pcpgen.publish import CannotWrite
    from pcpgen.render import CannotRender

    root = _workspace(folder)
    try:
        built = pipeline.build_plan(root, edition, formats or pipeline.FORMATS, Path(out) if out else root / "out")
    except pipeline.WrongUse as wrong:
        raise click.UsageError(str(wrong)) from None
    except (CannotRender, CannotWrite) as cannot:
        click.echo(f"pcpgen: {cannot}. Nothing was written.", err=True)
        sys.exit(CANNOT)
    if built.judged.problems:
        _tell(built.judged, "Nothing was written.")
        sys.exit(PROBLEMS)
    for path in built.paths:
        click.echo(path)


@cli.command()
@click.pass_obj
def check(folder: str) -> None:
    """Read and judge plan/ and data/ without rendering."""
    from pcpgen import pipeline

    judged = pipeline.judge(_workspace(folder))
    if judged.problems:
        _tell(judged)
        sys.exit(PROBLEMS)
    editions, files = len(judged.project.editions), len(judged.project.sources)
    click.echo(f"No problems in {files} files, {editions} edition{'' if editions == 1 else 's'}.", err=True)


def _workspace(folder: str) -> Path:
    """The workspace that holds the folder; wrong use where there is none."""
    from pcpgen.load.workspace import find_workspace

    root = find_workspace(Path(folder).resolve())
    if root is None:
        raise click.UsageError(
            f"{Path(folder).resolve()} is in no workspace: no plan/office.yaml there or above. Name one with -C."
        )
    return root


def _tell(judged: Judged, last: str = "") -> None:
    """Prints each problem with its excerpt, and a line that counts them."""
    from pcpgen.problems import in_words

    for found in judged.problems:
        click.echo(in_words(found, judged.project.sources), err=True)
    errors, files = len(judged.problems), len({found.place.file for found in judged.problems})
    count = f"{errors} error{'' if errors == 1 else 's'} in {files} file{'' if files == 1 else 's'}."
    click.echo(f"{count} {last}".strip(), err=True)


def main() -> None:
    """The command `pcpgen`; an interrupt leaves the old outputs and ends with 130."""
    try:
        cli.main(prog_name="pcpgen", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("pcpgen: interrupted; nothing was written.", err=True)
        sys.exit(INTERRUPTED)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
