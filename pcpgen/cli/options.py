"""From a command that builds to the options that all of its kind take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import click

from pcpgen.cli.terminal import voiced
from pcpgen.cli.verbs import OneOf
from pcpgen.formats.registry import ASKED

Command = TypeVar("Command", bound=Callable[..., None])


class BuildOptions(TypedDict):
    """What `builds` gives to a command."""

    formats: tuple[str, ...]
    out: str | None
    strict: bool
    force: bool
    explain: bool


to_folder = click.option("--out", metavar="DIR", help="Where to write; out/ in the workspace by default.")
strictly = click.option("--strict", is_flag=True, help="Take warnings for errors.")
as_preview = click.option(
    "--preview", is_flag=True, help="As it would read now, though a version was issued; into out/preview/."
)
in_private = click.option(
    "--exempt",
    is_flag=True,
    help="The version for readers in private, with what is exempt; it goes to out-exempt/, never into out/.",
)
on_cluster = click.option(
    "--cluster", metavar="ADDRESS", help="Work on a Dask cluster, whose scheduler listens there: tcp://10.0.0.5:8786."
)


def builds(command: Command) -> Command:
    """The options that every command which builds a document takes."""
    formats = OneOf(ASKED)
    options: tuple[Callable[[Any], Any], ...] = (
        click.option("--format", "formats", type=formats, multiple=True, help="Which; page and PDF by default."),
        to_folder,
        strictly,
        click.option("--force", is_flag=True, help="Build even if nothing has changed."),
        click.option("--explain", is_flag=True, help="Say why it is built, or that nothing has changed."),
    )
    for option in reversed(options):
        command = option(command)
    return voiced(command)
