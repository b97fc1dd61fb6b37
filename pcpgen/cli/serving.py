"""From a workspace to its preview in a browser, which follows what is written until it is ended."""

from __future__ import annotations

import click

from pcpgen.cli.exits import wrong_use
from pcpgen.cli.folders import workspace
from pcpgen.cli.terminal import can_ask, say


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The port to answer at; 8765 by default, 0 for any.")
@click.option("--poll", is_flag=True, help="Look for changes again and again, as shares need it that tell of none.")
@click.option("--editor", metavar="NAME", help="Open lines in it: vscode, vscodium, zed, idea, or an address pattern.")
@click.option("--browser/--no-browser", default=None, help="Open it in the browser; so it is on a terminal.")
@click.pass_obj
def serve(folder: str, port: int | None, poll: bool, editor: str | None, browser: bool | None) -> None:
    """Show every document in a browser as you write.

    Pages follow each saved change with what is wrong, and a PDF is made when it is quiet. A click on a paragraph, a
    figure or a chart names the line that it comes from. It answers to this machine alone and writes nothing; Ctrl-C
    ends it.
    """
    from pcpgen.serve.run import CannotServe
    from pcpgen.serve.run import serve as follow

    root = workspace(folder)
    pattern = _pattern(editor or "")
    opened = can_ask() if browser is None else browser
    with wrong_use(CannotServe):
        follow(root, port, poll, pattern, lambda address: _ready(address, opened), _say)
    _say("The preview has ended; nothing was written.")


def _ready(address: str, opened: bool) -> None:
    """Prints the address, and opens it in the browser where somebody sits there."""
    click.echo(address)
    _say("Ctrl-C ends the preview.")
    if opened:
        import webbrowser

        webbrowser.open(address)


def _say(line: str) -> None:
    say(f"pcpgen: {line}")


def _pattern(editor: str) -> str:
    """The pattern of the addresses that open a line in an editor; of an unknown one the name is to be the pattern."""
    from pcpgen.problems import did_you_mean
    from pcpgen.serve.sources import EDITORS

    if editor in EDITORS or not editor:
        return EDITORS.get(editor, "")
    try:
        if editor.format(path="plan/office.yaml", line=12, column=1) != editor and "{path}" in editor:
            return editor
    except (LookupError, ValueError, AttributeError):
        pass
    hint = did_you_mean(editor, EDITORS)
    known = f"There are: {', '.join(EDITORS)}; or a pattern such as {EDITORS['vscode']}."
    raise click.UsageError(f'there is no editor "{editor}". {hint}{known}')
