"""From a few answers to a new workspace, and from a name to a new theme, paper or indicator in one that stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from pcpgen.cli.exits import unwritable
from pcpgen.cli.terminal import can_ask

if TYPE_CHECKING:
    from pcpgen.workspace.start import Answers


class Asked(TypedDict):
    """The options of `init`; what is not given is asked for on a terminal, and else is as in the example."""

    area: str | None
    country: str | None
    office: str
    force: str
    panel: str
    board: str
    levels: tuple[str, ...]
    themes: tuple[str, ...]


AFTER = """\

Next:
  pcpgen{there} check      all that is wrong; nothing is
  pcpgen{there} build      makes every document; then open {index}
Then read {readme}."""


@click.command(
    epilog="""\b
Examples:
  pcpgen init our-office
  pcpgen init our-office --area Fellmoor --country Wales --theme Farms --theme Roads
  pcpgen init our-office --level Aim --level Commitment --theme "Rural crime"
"""
)
@click.argument("where", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--area", metavar="NAME", help="The area, such as Fellmoor; Exampleshire by default.")
@click.option("--country", type=click.Choice(["England", "Wales"]), help="Whose law holds; England by default.")
@click.option("--office", metavar="NAME", default="", help="The office; of the area's Commissioner by default.")
@click.option("--force", metavar="NAME", default="", help="The force.")
@click.option("--panel", metavar="NAME", default="", help="The Panel.")
@click.option("--board", metavar="NAME", default="", help="The board that agrees papers.")
@click.option("--level", "levels", metavar="NAME", multiple=True, help="What statements are called, the highest first.")
@click.option("--theme", "themes", metavar="NAME", multiple=True, help="A theme of the plan; as many as there are.")
@click.option("--on", "day", metavar="DATE", help="The day on which the plan is begun; today by default.")
@click.pass_obj
def init(folder: str, /, where: str, day: str | None, **asked: Unpack[Asked]) -> None:
    """Begin the workspace of an office in DIR, with an example of each kind of file.

    What is not given is asked for on a terminal. The workspace checks and builds at once. No file that stands is
    overwritten.
    """
    from pcpgen.cli.clock import day_or_today
    from pcpgen.workspace.start import new_office, wrong_answers

    root = Path(folder, where)
    _refuse_workspace(root)
    answers = _answers(asked)
    if wrong := wrong_answers(answers):
        raise click.UsageError(f"{wrong}.")
    _write(root, new_office(answers, day_or_today(day)))
    there = "" if root == Path() else f" -C {root}"
    click.echo(AFTER.format(there=there, index=root / "out/index.html", readme=root / "README.md"), err=True)


def _refuse_workspace(root: Path) -> None:
    from pcpgen.load.root import find_workspace, real

    found = find_workspace(root)
    if found == real(root):
        raise click.UsageError(f"{root} is a workspace already; pcpgen new adds to it.")
    if found:
        raise click.UsageError(f"{root} lies in the workspace {found}; name a folder outside it.")


def _write(root: Path, files: dict[str, str]) -> None:
    """Writes what does not stand yet, and prints the paths; says what was left as it is."""
    from pcpgen.workspace.files import write_new

    standing = [name for name in files if (root / name).exists()]
    new = {name: text for name, text in files.items() if name not in standing}
    with unwritable("Nothing was written."):
        write_new(root, new)
    for name in new:
        click.echo(root / name)
    for name in standing:
        click.echo(f"pcpgen: {root / name} stands already, and is left as it is.", err=True)


def _answers(asked: Asked) -> Answers:
    """What was given, what is answered on a terminal, and for the rest the example."""
    from pcpgen.workspace.start import Answers, office_of

    usual = Answers()
    area, country = asked["area"], asked["country"]
    levels, themes = asked["levels"], asked["themes"]
    if can_ask():
        area = area or click.prompt("The area", default=usual.area)
        country = country or click.prompt("Country", usual.nation, type=click.Choice(["England", "Wales"]))
        asked["office"] = asked["office"] or click.prompt("The office", default=office_of(area))
        levels = levels or _several("What the plan's statements are called, the highest first", usual.levels)
        themes = themes or _several("Its themes", usual.themes)
    return replace(
        usual,
        area=area or usual.area,
        nation=country or usual.nation,
        office=asked["office"],
        force=asked["force"],
        panel=asked["panel"],
        board=asked["board"],
        levels=levels or usual.levels,
        themes=themes or usual.themes,
    )


def _several(question: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Names that are typed on one line, with commas between them."""
    text: str = click.prompt(question, default=", ".join(usual))
    return tuple(name for each in text.split(",") if (name := each.strip()))
