"""From words on the command line to an exit code; the only room with click, colour and printing."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from typing import NoReturn

import click

from pcpgen import __version__
from pcpgen.cli.exits import CANNOT, INTERRUPTED
from pcpgen.cli.terminal import voiced
from pcpgen.cli.verbs import Verbs

EPILOG = """\b
Examples:
  pcpgen init our-office                a new workspace, with an example of each kind of file
  pcpgen new theme "Rural crime"        a theme more, with its places filled in
  pcpgen                                what stands here, and what is due next
  pcpgen build-plan                     the plan in force, as HTML and PDF in out/
  pcpgen build-plan --format html       the web page alone
  pcpgen build                          every document that has changed, and a page that lists all
  pcpgen serve                          every document in a browser, following what you write
  pcpgen panel-report --theme communities   the latest report on a theme
  pcpgen diff HEAD 2017-20              what has changed in a plan since the last commit
  pcpgen check                          all that is wrong in plan/ and data/
  pcpgen explain 7,078                  where a figure comes from
  pcpgen indicator call-handling        an indicator's values, changes and history
  pcpgen intake new.xlsx --indicator call-handling
                                        what an analyst's new file would change
  pcpgen extract --check                whether data/ is what the publishers' files give
  pcpgen rules unknown-id               what a rule asks, and why
  pcpgen -C ~/our-office build-plan     a workspace in another folder

\b
Exit codes:
  0  all is well
  1  problems in plan or data; what rests on them was not written
  2  wrong use of the command
  3  the documents cannot be rendered or written
  130  interrupted
"""


# the room of each verb, which is imported when the verb is used
VERBS = {
    "init": "beginning",
    "new": "beginning",
    "build-plan": "documents",
    "panel-report": "documents",
    "bcb-paper": "documents",
    "panel-response": "documents",
    "panel-pack": "documents",
    "paper": "documents",
    "kinds": "documents",
    "build": "documents",
    "serve": "serving",
    "issue": "documents",
    "comments": "comments",
    "diff": "comparing",
    "check": "checking",
    "rules": "checking",
    "deadlines": "registers",
    "indicator": "data",
    "explain": "data",
    "intake": "intake",
    "extract": "extract",
    "list": "standing",
    "doctor": "machine",
    "completion": "machine",
    "man": "machine",
    "schema": "entries",
    "reference": "entries",
}


@click.group(
    cls=Verbs,
    rooms=VERBS,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("-C", "folder", metavar="DIR", default=".", help="The workspace, or a folder in it; this one by default.")
@voiced
@click.version_option(__version__, message="pcpgen %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str) -> None:
    """Build an office's police and crime plan from plan/ and data/.

    Words live in plan/ as YAML and Markdown, figures in data/ as CSV. Every figure in a document is computed and
    traces to its cells; what is wrong is told with file, line and what to do next. Alone it says what stands here.
    """
    context.obj = folder
    if context.invoked_subcommand is None:
        from pcpgen.cli import standing

        standing.say_how_it_stands(folder)


def main() -> None:
    """The command `pcpgen`; an interrupt or a request to end leaves whole outputs and ends with 130."""
    try:
        _run()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            _leave(ended.code or 0)
        raise
    _leave(0)


def _run() -> None:
    try:
        gc.set_threshold(1_000_000)  # what is read stays until the end: to look for garbage in it is in vain
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        cli.main(prog_name="pcpgen", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("pcpgen: interrupted; no file is half written.", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:  # a disk or a terminal that fails under us
        click.echo(f"pcpgen: {f'{error.filename}: ' if error.filename else ''}{error.strerror}.", err=True)
        sys.exit(CANNOT)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)


def _leave(code: int) -> NoReturn:
    """Ends with all that was left for the end. What was read Python would take apart piece by piece, which takes a
    thirtieth of a build; the system takes it whole.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # nobody reads on: Python says so
        sys.exit(code)
    os._exit(code)
