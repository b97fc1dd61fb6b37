"""From a workspace to what stands in it and what is due next; from no workspace to how one is begun."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.clock import today
from pcpgen.cli.exits import PROBLEMS
from pcpgen.cli.folders import workspace
from pcpgen.cli.terminal import tell
from pcpgen.cli.verbs import OneOf

if TYPE_CHECKING:
    from pcpgen.overview import Entry, Overview

LISTS = ("documents", "themes", "indicators", "actions", "meetings")
NO_WORKSPACE = """\
{folder} is in no workspace: no plan/office.yaml there or above.

  pcpgen init our-office        begin one, in a new folder
  pcpgen -C our-office check    name the one that you have
  pcpgen doctor                 see whether this machine has all that building needs
  pcpgen --help                 all verbs"""
NEXT = """\
  pcpgen check                  all that is wrong
  pcpgen build                  every document that has changed
  pcpgen serve                  the documents in a browser, as you write
  pcpgen list                   documents, themes, indicators, actions and meetings, each with its state
  pcpgen new --help             add a theme, an indicator, a report
  pcpgen --help                 all verbs"""


@click.command("list")
@click.argument("what", required=False, type=OneOf(LISTS))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
@click.pass_obj
def list_all(folder: str, what: str | None, as_json: bool) -> None:
    """List what stands here: documents, themes, indicators, actions, meetings, each with its state.

    The names are those that other commands take.
    """
    from pcpgen.overview import overview

    found = overview(workspace(folder), today())
    if as_json:
        click.echo(_as_json(found, what))
    for name, entries in found.lists.items() if not as_json else ():
        if what is None:
            click.echo(f"{name.capitalize()}{'' if entries else ': none'}")
        if what in (None, name):
            _print(entries, "" if what else "  ")
    if found.judged.errors:
        tell(found.judged)
        sys.exit(PROBLEMS)


def _as_json(found: Overview, what: str | None) -> str:
    """The lists by what they list, each entry by name, what it is, its state, and whether it waits for a build."""
    lists = {
        name: [
            {"name": each.name, "what": each.what, "state": each.state}
            | ({"waits": each.waits} if name == "documents" else {})
            for each in entries
        ]
        for name, entries in found.lists.items()
        if what in (None, name)
    }
    return json.dumps(lists, ensure_ascii=False, indent=1)


def _print(entries: tuple[Entry, ...], before: str) -> None:
    """In columns, each as wide as its widest."""
    widths = [max((len(text) for text in column), default=0) for column in zip(*map(_texts, entries), strict=True)]
    for each in entries:
        cells = (f"{text:{width}}" for text, width in zip(_texts(each), widths, strict=True) if width)
        click.echo(f"{before}{'  '.join(cells)}".rstrip())


def _texts(entry: Entry) -> tuple[str, str, str]:
    return entry.name, entry.what, entry.state


def say_how_it_stands(folder: str) -> None:
    """What `pcpgen` alone says: the office, what it has, what is wrong, what is due, and what can be done next."""
    from pcpgen.load.root import find_workspace, real

    root = find_workspace(Path(folder))
    if root is None:
        click.echo(NO_WORKSPACE.format(folder=real(Path(folder))))
        return
    from pcpgen.overview import overview

    found = overview(root, today())
    click.echo(f"{_office(found)}, in {root}")
    click.echo(f"  {_counts(found)}")
    click.echo(f"  {_wrong(found)}")
    _say_due(found)
    click.echo(f"\n{NEXT}")


def _office(found: Overview) -> str:
    office = found.judged.project.office
    return f"{office.name} ({office.nation})" if office else "An office whose file cannot be read"


def _counts(found: Overview) -> str:
    from pcpgen.problems import listed

    lists = [(name, len(entries)) for name, entries in found.lists.items() if entries or name != "actions"]
    counts = [f"{count} {name if count != 1 else name[:-1]}" for name, count in lists]
    unbuilt = sum(entry.waits for entry in found.lists["documents"])
    return f"{listed(counts)}; {unbuilt or 'no'} document{'' if unbuilt == 1 else 's'} to build"


def _wrong(found: Overview) -> str:
    from pcpgen.problems import counted

    problems = found.judged.problems
    return f"{counted(problems)} pcpgen check tells them." if problems else "Nothing is wrong."


def _say_due(found: Overview) -> None:
    from pcpgen.model.working_days import day_words
    from pcpgen.overview import before_final, due_next, overdue

    day, project = today(), found.judged.project
    if project.office is None:
        return
    late, due = overdue(project, day), due_next(project, day)
    if late:
        click.echo("\nOverdue, and still open:")
    width = max((len(day_words(each.day)) for each in (*late, *due)), default=0)
    for each in late:
        click.echo(f"  {day_words(each.day):{width}}  {each.what}")
    click.echo(f"\nDue next, from {day_words(day)}:" if due else f"\nNothing is due from {day_words(day)} on.")
    for each in due:
        click.echo(f"  {day_words(each.day):{width}}  {each.what}")
    for edition, lacks in before_final(project).items():
        click.echo(
            f"\nThe plan {edition} is a draft{'. Before it is final, its edition.yaml needs:' if lacks else '.'}"
        )
        click.echo("".join(f"  {each}\n" for each in lacks), nl=False)
