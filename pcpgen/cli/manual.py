"""From the program's verbs, as click knows them, to what its manual says of each, and to the manual page for `man`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

from pcpgen import __version__
from pcpgen.values import dataclass

_MARKS = str.maketrans({"\\": "\\e", "-": "\\-", "’": "\\(cq", "“": "\\(lq", "”": "\\(rq"})


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb, or the program itself: how it is called, what it does, its options, examples and exit codes."""

    name: str
    usage: str
    says: tuple[str, ...]  # paragraphs
    options: tuple[tuple[str, str], ...]
    after: str  # as it is laid out


def verbs(program: click.Group) -> Iterator[Verb]:
    """The program, then each of its verbs in the order of the alphabet."""
    with click.Context(program, info_name="pcpgen", **program.context_settings) as context:
        yield _verb(program, context)
        for name in program.list_commands(context):
            verb = program.get_command(context, name)
            assert verb is not None  # each that is listed is there
            with click.Context(verb, info_name=name, parent=context) as inner:
                yield _verb(verb, inner)


def _verb(command: click.Command, context: click.Context) -> Verb:
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    return Verb(
        context.command_path,
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        tuple(" ".join(each.split()) for each in cleandoc(command.help or "").split("\n\n")),
        tuple(record for each in options if (record := each.get_help_record(context))),
        cleandoc((command.epilog or "").replace("\b", "")).strip("\n"),
    )


def man_page(program: click.Group) -> str:
    """The manual page as troff's man macros have it."""
    whole, *each = verbs(program)
    first, *more = whole.says
    lines = [f'.TH PCPGEN 1 "" "pcpgen {__version__}"', ".SH NAME", f"pcpgen \\- {_troff(first.rstrip('.'))}"]
    lines += [".SH SYNOPSIS", f".B {_troff(whole.usage)}", ".SH DESCRIPTION", *_paragraphs(more)]
    lines += [".SH OPTIONS", *_options(whole), ".SH COMMANDS"]
    for verb in each:
        lines += [f".SS {_troff(verb.usage)}", *_paragraphs(verb.says), *_options(verb), *_laid_out(verb.after)]
    for title, text in _sections(whole.after):
        lines += [f".SH {title.upper()}", *_laid_out(text)]
    return "\n".join(lines) + "\n"


def _sections(after: str) -> Iterator[tuple[str, str]]:
    """The parts of what stands after the options, each under its own heading: "Examples:"."""
    for title, text in re.findall(r"^(\S[^\n]*):\n((?:[ \t][^\n]*\n?|\n)+)", after, re.MULTILINE):
        yield title, text.strip("\n")


def _paragraphs(texts: tuple[str, ...] | list[str]) -> list[str]:
    return [line for text in texts for line in (".PP", _troff(text))]


def _options(verb: Verb) -> list[str]:
    return [line for names, says in verb.options for line in (".TP", f".B {_troff(names)}", _troff(says))]


def _laid_out(text: str) -> list[str]:
    return [".PP", ".nf", *(_troff(line) for line in text.splitlines()), ".fi"] if text else []


def _troff(text: str) -> str:
    """A line in which nothing is taken for a request."""
    plain = text.translate(_MARKS)
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain
