"""From a Word file that came back to what colleagues wrote in it, and with numbers to their changes taken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.exits import PROBLEMS, unwritable
from pcpgen.cli.folders import workspace
from pcpgen.cli.terminal import can_ask, has_colour, tell, tell_problems
from pcpgen.cli.verbs import OneOf

if TYPE_CHECKING:
    from pcpgen.returned.remarks import Returned
    from pcpgen.returned.taking import Taken

SHAPES = ("text", "json", "github")


@click.command()
@click.argument("file")
@click.option("--format", "shape", type=OneOf(SHAPES), default="text", help="text by default; github lists only.")
@click.option("--take", "numbers", metavar="N", type=int, multiple=True, help="Take the change of this number.")
@click.option("--ask", is_flag=True, help="Ask of each change whether it is taken.")
@click.option(
    "--diff", "show", is_flag=True, help="With --take or --ask: show what would be written, and write nothing."
)
@click.pass_obj
def comments(folder: str, file: str, shape: str, numbers: tuple[int, ...], ask: bool, show: bool) -> None:
    """List what colleagues wrote into a Word file, by the lines it belongs to, and take their changes.

    FILE is a document of --format docx that came back with comments and tracked changes. Each stands with its file and
    line, also where lines were put in above since; of a figure it is said where it comes from.

    --take N, which may be given several times, takes changes into plan/ or data/ by their numbers: the difference is
    shown, the result is checked, and all of them are written or none. A change to a figure is refused.
    """
    root = workspace(folder)
    _refuse_use(shape, bool(numbers), ask, show)
    with unwritable("Nothing was written."):
        found = _returned(root, Path(file))
    if not numbers and not ask:
        _print(found, shape)
        return
    if ask:
        numbers = _asked(found)
    if numbers:
        _take(root, found, numbers, shape, show)


def _refuse_use(shape: str, take: bool, ask: bool, show: bool) -> None:
    """Ends with wrong use where an option would do nothing."""
    if show and not take and not ask:
        raise click.UsageError("--diff shows what --take or --ask would write: name both.")
    if shape == "github" and (take or ask):
        raise click.UsageError("--format github lists what came back; with --take there is text and json.")
    if shape != "text" and ask:
        raise click.UsageError(
            f"--ask asks in words, which --format {shape} has none of; name the changes with --take."
        )
    if ask and not can_ask():
        raise click.UsageError("--ask needs somebody at the terminal; name the changes with --take.")


def _returned(root: Path, file: Path) -> Returned:
    """What stands in the file; ends with 1 where it or the workspace cannot be read, or it is of another office."""
    from pcpgen.pipeline import judge
    from pcpgen.place import Place
    from pcpgen.problems import unknown_id
    from pcpgen.returned.file import read_file
    from pcpgen.returned.remarks import returned

    read, problems = read_file(file)
    if read is None:
        tell_problems(problems, {}, "Nothing was read.")
        sys.exit(PROBLEMS)
    judged = judge(root)
    if not judged.documents:
        tell(judged, "No document stands that the file could be of.")
        sys.exit(PROBLEMS)
    found = returned(root, judged, read)
    ids = sorted({each.id for each in judged.documents.values()})
    if read.document and read.document not in ids and found.entries and not any(each.found for each in found.entries):
        tell_problems([unknown_id("document", read.document, Place(file.name), ids)], {}, "Nothing was read.")
        sys.exit(PROBLEMS)
    return found


def _print(found: Returned, shape: str) -> None:
    from pcpgen.returned import told

    if shape == "json":
        click.echo(told.as_json(found), nl=False)
    elif shape == "github":
        click.echo(told.as_github(found), nl=False)
    else:
        click.echo(told.in_words(found))


def _asked(found: Returned) -> tuple[int, ...]:
    """The numbers of the changes that somebody at the terminal wants, one by one."""
    from pcpgen.returned.told import by, not_taken, told, where

    wanted: list[int] = []
    for number, (_, each) in found.changes.items():
        click.echo(f"\n{where(each.aim.place)}\n  {number:>2}  {by(each.change)}  {told(each.change)}")
        if each.aim.why:
            click.echo(f"      {not_taken(each.aim)}")
        elif click.confirm("Take it?", default=False):
            wanted.append(number)
    return tuple(wanted)


def _take(root: Path, found: Returned, numbers: tuple[int, ...], shape: str, show: bool) -> None:
    """Shows the difference and writes it; ends with 1 where a change is refused, and writes nothing then."""
    from pcpgen.returned.taking import as_diff, take
    from pcpgen.returned.told import taken_as_json
    from pcpgen.workspace.files import write_new

    unknown = [number for number in numbers if number not in found.changes]
    if unknown:
        known = f"its numbers go from 1 to {len(found.changes)}" if found.changes else "it has none"
        raise click.UsageError(f"{found.file} has no change {unknown[0]}: {known}.")
    with unwritable("Nothing was written."):
        taken = take(root, found, numbers)
    if shape == "text":
        click.echo(as_diff(taken), nl=False, color=has_colour(sys.stdout))
    if not taken.refused and not show:
        with unwritable("Nothing was written."):
            write_new(root, taken.texts, taken.before)
    if shape == "json":
        click.echo(taken_as_json(found, numbers, taken, written=not show), nl=False)
    if taken.refused:
        _refuse(taken)
    for name in taken.texts if shape == "text" and not show else ():
        click.echo(root / name)


def _refuse(taken: Taken) -> None:
    for number, why in taken.refused:
        click.echo(f"pcpgen: change {number} is not taken: {why}.", err=True)
    tell_problems(taken.problems, taken.sources)
    click.echo("Nothing was written.", err=True)
    sys.exit(PROBLEMS)
