"""From the stages of a long build to signs of life: a line that changes on a terminal, lines one by one in CI."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pcpgen.build import Told
from pcpgen.cli.terminal import voice

_CLEAR = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Told]:
    """What is told of each stage while it runs; nothing where nobody watches, or quiet is wanted."""
    if voice() == "quiet":
        yield lambda stage: None
    elif voice() == "verbose" or os.environ.get("CI"):
        yield lambda stage: click.echo(f"pcpgen: {stage}", err=True)
    elif watched():
        try:
            yield _show
        finally:
            click.echo(_CLEAR, err=True, nl=False, color=True)
    else:
        yield lambda stage: None


def watched() -> bool:
    """Whether a line on standard error can change before somebody's eyes."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _show(stage: str) -> None:
    """The stage in the place of the one before it, cut to the line."""
    room = shutil.get_terminal_size().columns - 1
    click.echo(f"{_CLEAR}{stage[:room]}", err=True, nl=False, color=True)
