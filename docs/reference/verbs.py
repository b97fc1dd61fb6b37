"""From the verbs that click knows to their page."""

from __future__ import annotations

from pcpgen.cli import cli
from pcpgen.cli.manual import Verb, verbs
from pcpgen.schema.markdown import code, fence, page, plain, table

OPENING = """What you may type after `pcpgen`. The terminal prints the same with `--help` behind a command, and so
does the manual page, which `pcpgen man > pcpgen.1` writes and `man ./pcpgen.1` shows."""


def verbs_page() -> str:
    return page("Commands", OPENING, *(_section(verb) for verb in verbs(cli)))


def _section(verb: Verb) -> str:
    parts = [f"## {code(verb.name)}", fence(verb.usage), *map(plain, verb.says)]
    if verb.options:
        parts.append(table(("Option", "What it does"), ((code(name), plain(says)) for name, says in verb.options)))
    if verb.after:
        parts.append(fence(verb.after))
    return "\n\n".join(part.rstrip("\n") for part in parts)
