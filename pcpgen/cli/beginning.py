"""From a few answers to a new workspace, and from a name to a new theme, paper or indicator in one that stands."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from pcpgen.cli.clock import DAY, day_or_today
from pcpgen.cli.exits import unwritable, wrong_use
from pcpgen.cli.folders import THEMES, names_begun, things_begun, workspace
from pcpgen.cli.terminal import can_ask
from pcpgen.cli.verbs import OneOf
from pcpgen.workspace.things import THINGS, TRANSLATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pcpgen.model.project import Project
    from pcpgen.place import Source
    from pcpgen.workspace.addition import Addition
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
@click.option("--country", type=OneOf(["England", "Wales"]), help="Whose law holds; England by default.")
@click.option("--office", metavar="NAME", default="", help="The office; of the area's Commissioner by default.")
@click.option("--force", metavar="NAME", default="", help="The force.")
@click.option("--panel", metavar="NAME", default="", help="The Panel.")
@click.option("--board", metavar="NAME", default="", help="The board that agrees papers.")
@click.option("--level", "levels", metavar="NAME", multiple=True, help="What statements are called, the highest first.")
@click.option(
    "--theme", "themes", metavar="NAME", multiple=True, help="A theme of the plan; once for each of up to eight."
)
@click.option("--on", "day", type=DAY, help="The day on which the plan is begun; today by default.")
@click.pass_obj
def init(folder: str, /, where: str, day: str | None, **asked: Unpack[Asked]) -> None:
    """Begin the workspace of an office in DIR, with an example of each kind of file.

    What is not given is asked for on a terminal. The workspace checks and builds at once. No file that stands is
    overwritten.
    """
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
    if _holds_all_else(real(root)):
        message = f"{root} holds all else that is yours, and every folder in it would be of the office"
        raise click.UsageError(f"{message}; name one of its own, such as pcpgen init our-office.")
    if found == real(root):
        raise click.UsageError(f"{root} is a workspace already; pcpgen new adds to it.")
    if found:
        raise click.UsageError(f"{root} lies in the workspace {found}; name a folder outside it.")


def _holds_all_else(folder: Path) -> bool:
    """Whether it is the home of a person, or the top of all folders."""
    with suppress(RuntimeError):  # who has no home
        if folder == Path.home().resolve():
            return True
    return folder == Path(folder.anchor)


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
        country = country or click.prompt("Country", usual.nation, type=OneOf(["England", "Wales"]))
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


def _kinds() -> str:
    """The kinds of document that come with the program, by the files of their outlines; nothing of these is read."""
    names = sorted(path.stem for path in (Path(__file__).parent.parent / "outlines").glob("*.yaml"))
    return "\n  ".join(wrap(" ".join(names), 76, break_on_hyphens=False))


KINDS = _kinds()


class Place(TypedDict):
    """The options of `new`: where a thing belongs, and what it begins with."""

    edition: str
    theme: str
    meeting: str
    page: str
    unit: str
    was: str
    reads: str


@click.command(
    epilog=f"""\b
Things:
  {" ".join((*THINGS, TRANSLATION))}

\b
Documents, by their kind, as pcpgen kinds prints them:
  {KINDS}

\b
Examples:
  pcpgen new theme "Rural crime"
  pcpgen new indicator "Hate crime" --theme communities --unit offences
  pcpgen new page "What people say" --page survey
  pcpgen new action "Light the slipways" --theme harbour
  pcpgen new meeting 2027-03-10
  pcpgen new panel-report communities --meeting 2027-03-10
  pcpgen new variation "After the flood"
  pcpgen new bcb-paper "The next plan" --meeting 2027-04-06
  pcpgen new translation plan/2025-29/pages/foreword.md, or pcpgen new translation all
  pcpgen new outline "Decision notice", then pcpgen new decision-notice "A van"
"""
)
@click.argument("kind", shell_complete=things_begun)
@click.argument("name", shell_complete=names_begun)
@click.option("--edition", metavar="ID", default="", help="The edition of the plan; the one in force by default.")
@click.option("--theme", metavar="ID", default="", shell_complete=THEMES, help="Whose indicator or action it is.")
@click.option("--meeting", type=DAY, default="", help="The meeting, or the day, of a paper; the next by default.")
@click.option("--page", metavar="KIND", default="text", help="text, foreword, facts, survey or accounts.")
@click.option("--unit", metavar="UNIT", default="", help="What an indicator or a dataset counts.")
@click.option("--was", metavar="WORDS", default="", help="Of an erratum: the words as they were issued.")
@click.option("--reads", metavar="WORDS", default="", help="Of an erratum: what they should be.")
@click.option("--on", "day", type=DAY, help="The day on which it is begun; today by default.")
@click.pass_obj
def new(folder: str, /, kind: str, name: str, day: str | None, **place: Unpack[Place]) -> None:
    """Add a theme, an indicator, a report or anything else, with what is known of it filled in.

    KIND is a thing or a kind of document, NAME its title, its day, or the theme, variation or document that it is
    about; of a translation it is the file, or all. It is named where it must be, in edition.yaml, panel.yaml or its
    theme; all other lines of these files stay as they are. Prints the paths of what was written.
    """
    from pcpgen.load.workspace import read_workspace
    from pcpgen.workspace.addition import Wanted
    from pcpgen.workspace.new import add

    root = workspace(folder)
    project, _ = read_workspace(root)
    if kind == TRANSLATION:
        _begin_translations(root, project, name)
        return
    with wrong_use(ValueError):
        added = add(project, Wanted(kind, name, str(day_or_today(day)), **place))
    _add(root, added)
    for language in _languages(project)[1:]:
        _translate(root, project, added.texts, language, project.sources)


def _languages(project: Project) -> tuple[str, ...]:
    return project.office.languages if project.office else ("en",)


def _begin_translations(root: Path, project: Project, name: str) -> None:
    """Begins those of a file that stands, or of each that has none."""
    from pcpgen.workspace.new_translations import files_to_translate

    languages = _languages(project)
    if len(languages) < 2:
        raise click.UsageError("the office has one language. Write both in plan/office.yaml: languages: [en, cy].")
    for language in languages[1:]:
        with wrong_use(ValueError):
            files = files_to_translate(root, language, name)
        if not _translate(root, project, files, language, {}):
            click.echo("It was begun already: pcpgen check tells which words it waits for.", err=True)


def _translate(root: Path, project: Project, files: Iterable[str], language: str, before: Mapping[str, Source]) -> bool:
    """Begins the translations of files, as far as they stood otherwise before, and prints their paths; whether any."""
    from pcpgen.workspace.files import write_new
    from pcpgen.workspace.new_translations import translations

    begun = translations(root, before, files, _languages(project)[0], language)
    with unwritable("Its translation was not begun."):
        write_new(root, begun.texts, begun.read)
    for file in begun.texts:
        click.echo(root / file)
    return bool(begun.texts)


def _add(root: Path, added: Addition) -> None:
    """Writes what was added, and prints the paths and what is left to do."""
    from pcpgen.workspace.files import write_new

    with unwritable("Nothing was written."):
        write_new(root, added.texts, added.read)
    for file in added.texts:
        click.echo(root / file)
    click.echo(f"{added.note or 'pcpgen check tells which words it waits for.'}", err=True)
