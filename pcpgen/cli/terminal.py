"""From problems and texts to the lines of a terminal: what it can show, and where each goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pcpgen.pipeline import Judged
    from pcpgen.place import Source
    from pcpgen.problems import Problem


def tell(judged: Judged, last: str = "") -> None:
    """Prints each problem of a workspace with its excerpt, and a line that counts them.

    Under CI, whose log is read by more people than a paper that is exempt in part, nothing exempt is quoted.
    """
    problems = unquoted(judged) if os.environ.get("CI") else judged.problems
    tell_problems(problems, judged.project.sources, last, set(judged.problems))


def unquoted(judged: Judged) -> Sequence[Problem]:
    """The problems without what only exempt passages say."""
    if not judged.problems:
        return ()
    from pcpgen.checks.unquoted import unquoted

    return unquoted(judged.project, judged.problems)


def tell_problems(
    problems: Sequence[Problem],
    sources: Mapping[str, Source],
    last: str = "",
    excerpted: Collection[Problem] | None = None,
) -> None:
    """Prints each problem, those `excerpted` with their lines (all of them by default), and a line that counts them."""
    from pcpgen.problems import counted, in_words

    for problem in problems:
        shown = excerpted is None or problem in excerpted
        click.echo(in_words(problem, sources if shown else {}), err=True)
    if problems:
        click.echo(f"{counted(problems)} {last}".strip(), err=True)


def width() -> int:
    """How many characters a line of the terminal has; 80 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def has_blocks() -> bool:
    """Whether standard output can show the blocks that bars are made of."""
    try:
        "▏█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def titled(text: str) -> str:
    """The first line in bold, where the terminal has it and NO_COLOR does not forbid it."""
    first, _, rest = text.partition("\n")
    return text if os.environ.get("NO_COLOR") else f"{click.style(first, bold=True)}\n{rest}"


def can_ask() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
