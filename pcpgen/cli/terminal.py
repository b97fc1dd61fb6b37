"""From problems and texts to the lines of a terminal: what it can show, how much is wanted, and where each goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from pcpgen.pipeline import Judged
    from pcpgen.place import Source
    from pcpgen.problems import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

# how each part of a problem looks, where there is colour
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "error-rule": {"dim": True},
    "warning-rule": {"dim": True},
}
# where the documentation lies that tells of each rule: with the program, or where `make docs` builds it
DOCUMENTATION = (Path(__file__).parents[1] / "docs", Path(__file__).parents[2] / "dist/docs")
_VOICE = "pcpgen.voice"


def voiced(command: Command) -> Command:
    """The options by which a command says less or more."""

    def heard(context: click.Context, parameter: click.Parameter, given: bool) -> None:
        if given:
            context.meta[_VOICE] = parameter.name

    quiet, more = "Say what is wrong for certain, and no more.", "Say what is done, and why a rule stands."
    for flags, words in ((("-v", "--verbose"), more), (("-q", "--quiet"), quiet)):
        command = click.option(*flags, is_flag=True, expose_value=False, callback=heard, help=words)(command)
    return command


def voice() -> str:
    """`quiet` or `verbose`, where one was asked for."""
    context = click.get_current_context(silent=True)
    return str(context.meta.get(_VOICE, "")) if context else ""


def say(text: str) -> None:
    """A note to the person at the terminal, which is no result; nothing where quiet is wanted."""
    if voice() != "quiet":
        click.echo(text, err=True)


def tell(judged: Judged, last: str = "", bearing: Sequence[Problem] | None = None) -> None:
    """Prints each problem of a workspace with its excerpt, and a line that counts them.

    Where `bearing` are those of one document, these alone, and a line on how many there are of others. Under CI, whose
    log is read by more people than a paper that is exempt in part, nothing exempt is quoted.
    """
    told = judged.problems if bearing is None else bearing
    problems = unquoted(judged, told) if os.environ.get("CI") else told
    tell_problems(problems, judged.project.sources, last, set(judged.problems))
    tell_others(judged, told)


def tell_others(judged: Judged, told: Sequence[Problem]) -> None:
    """How many problems there are besides those that are told."""
    from pcpgen.problems import number_of

    if others := len(judged.problems) - len(told):
        say(f"{number_of(others, 'more problem')} in other documents: pcpgen check")


def unquoted(judged: Judged, problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems without what only exempt passages say."""
    if not problems:
        return ()
    from pcpgen.checks.unquoted import unquoted

    return unquoted(judged.project, problems)


def tell_problems(
    problems: Sequence[Problem],
    sources: Mapping[str, Source],
    last: str = "",
    excerpted: Collection[Problem] | None = None,
) -> None:
    """Prints each problem, those `excerpted` with their lines (all of them by default), and a line that counts them."""
    from pcpgen.problems import as_it_is, counted, errors_in, in_words

    paint = painted if has_colour(sys.stderr) else as_it_is
    for problem in errors_in(problems) if voice() == "quiet" else problems:
        shown = excerpted is None or problem in excerpted
        text = in_words(problem, sources if shown else {}, paint)
        why = f"\n   {problem.rule.why}" if voice() == "verbose" else ""
        click.echo(text + why, err=True, color=has_colour(sys.stderr))
    if problems:
        click.echo(f"{counted(problems)} {last}".strip(), err=True)


def has_colour(stream: TextIO) -> bool:
    """Whether what goes to a stream is coloured: on a terminal, unless NO_COLOR or FORCE_COLOR says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def painted(role: str, words: str) -> str:
    """Words as a terminal shows them; the name of a rule leads to what the documentation says of it."""
    text, (severity, _, of) = click.style(words, **_LOOKS[role]), role.partition("-")
    pages = (folder / f"reference/{severity}s.html" for folder in DOCUMENTATION)
    page = next((page for page in pages if page.is_file()), None) if of else None
    return f"\x1b]8;;{page.as_uri()}#{words.strip('[]')}\x1b\\{text}\x1b]8;;\x1b\\" if page else text


def width() -> int:
    """How many characters a line of the terminal has; 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return shutil.get_terminal_size().columns


def has_blocks() -> bool:
    """Whether standard output can show the blocks that bars are made of."""
    try:
        "▏█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def show_titled(text: str) -> None:
    """Prints a text, its first line in bold where there is colour."""
    first, _, rest = text.partition("\n")
    bold = has_colour(sys.stdout)
    click.echo(f"{click.style(first, bold=True)}\n{rest}" if bold else text, color=bold)


def can_ask() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
