"""From an analyst's file to what it would change, and with a reason for each revision to the files in data/."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pcpgen.cli.clock import DAY
from pcpgen.cli.exits import PROBLEMS, WELL, undoubted, unwritable, wrong_use
from pcpgen.cli.folders import DATASETS, workspace
from pcpgen.cli.terminal import can_ask, tell_problems

if TYPE_CHECKING:
    from pcpgen.model.data import Dataset
    from pcpgen.model.project import Project
    from pcpgen.place import Source
    from pcpgen.problems import Problem
    from pcpgen.sources.inferred import Inferred
    from pcpgen.workspace.intake import Reasons
    from pcpgen.workspace.proposal import Proposal


@click.command()
@click.argument("file")
@click.option("--indicator", "id", metavar="ID", required=True, shell_complete=DATASETS, help="Whose data it is.")
@click.option("--sheet", metavar="NAME", default="", help="The sheet, where a workbook has several.")
@click.option(
    "--map", "maps", metavar="COLUMN=SERIES", multiple=True, help="What a column holds, or base; empty leaves it out."
)
@click.option("--reason", "given", metavar="TEXT", multiple=True, help="Why: for all, or SERIES@PERIOD=TEXT.")
@click.option("--date", "day", type=DAY, help="The day of the revisions, such as 2019-11-13.")
@click.option("--delete", is_flag=True, help="Take out what the file does not have; it stays otherwise.")
@click.option("--inferred", is_flag=True, help="Read FILE by the declaration that is inferred for it.")
@click.option("--quarters", type=click.Choice(("calendar", "financial")), help="Of which year Q1 2024 is a quarter.")
@click.option("--write", "agreed", is_flag=True, help="Write, once every revision has its reason.")
@click.pass_obj
def intake(
    folder: str,
    file: str,
    id: str,
    sheet: str,
    maps: tuple[str, ...],
    given: tuple[str, ...],
    day: str | None,
    delete: bool,
    inferred: bool,
    quarters: str | None,
    agreed: bool,
) -> None:
    """Take in an analyst's new figures from a CSV or an Excel workbook.

    Writes nothing without --write. FILE has a row a period and a column a series, or a row an observation. Shows each
    cell that is added, changed or gone; what FILE does not have stays. To be written it needs a reason for each change
    to what was reported and each value that comes later than newer ones. The reasons are kept in data/revisions/. On a
    terminal it asks for what is missing.
    """
    root = workspace(folder)
    project, columns = _opened(root, id, maps)
    proposal = _read(project, id, Path(file), sheet, columns, delete, inferred, quarters or "")
    _show(proposal, id)
    reasons = _reasons(proposal, given, day or "")
    if _is_agreed(reasons, agreed):
        _write(root, proposal, reasons)


def _opened(root: Path, id: str, maps: Sequence[str]) -> tuple[Project, dict[str, str]]:
    """The workspace, in which nothing is wrong with the dataset, and the series of each column that was named."""
    from pcpgen.analysis import open_workspace
    from pcpgen.workspace.columns import read_maps
    from pcpgen.workspace.history import of_begun

    with wrong_use(ValueError), undoubted("Nothing is taken in until this is mended."):
        opened = open_workspace(root)
        opened.ask_for_rows(id, of_begun)
        columns = read_maps(maps)
    return opened.project, columns


def _read(
    project: Project,
    id: str,
    file: Path,
    sheet: str,
    columns: Mapping[str, str],
    delete: bool,
    agreed: bool,
    quarters: str,
) -> Proposal:
    """What the file would make of the dataset, as a plain table of it or by a declaration that is inferred.

    Ends with 1 where neither reads it without a doubt, or nobody has agreed to the declaration.
    """
    from pcpgen.load.rules import DUPLICATE_ROW, MALFORMED_NUMBER
    from pcpgen.rules import TOTAL_DIFFERS

    proposal, wrong, sources = _proposed(project, id, file, sheet, columns, delete)
    if proposal and not wrong:
        return proposal
    if proposal and proposal.intake.is_unfilled:
        _end_with(wrong, sources)
    may = not columns and file.is_file() and _lies_otherwise(proposal, wrong)
    found = _inferred(project, id, file, sheet, quarters) if may else None
    if found is None or found.made.problems or found.made.unsaid:
        others = found.made.problems + found.made.unsaid if found else ()
        of_totals = bool(others) and all(each.rule is TOTAL_DIFFERS for each in others)
        is_plain = proposal is not None and bool(proposal.intake.columns) and not of_totals
        if proposal and is_plain:
            _show_cells(proposal, id)
        further = len(others) == len(wrong) and bool(others) and others[0].place.line > wrong[0].place.line
        if found and (len(others) < len(wrong) or (not is_plain and (found.made.observations or further))):
            wrong = [*others]
        is_of_cells = is_plain and all(each.rule in (DUPLICATE_ROW, MALFORMED_NUMBER) for each in wrong)
        otherwise = file.is_file() and not is_of_cells
        _end_with(wrong, sources, _by_declaration(project.datasets[id], file) if otherwise else "")
    return _agreed(project, id, file, found, delete, agreed)


def _proposed(
    project: Project, id: str, file: Path, sheet: str, columns: Mapping[str, str], delete: bool
) -> tuple[Proposal | None, list[Problem], Mapping[str, Source]]:
    """What the file would make of the dataset as a plain table of it, what is wrong with it as such, and its text."""
    from pcpgen.load.sheet import read_sheet
    from pcpgen.workspace.proposal import propose

    asked = any(series.survey for series in project.datasets[id].series.values())  # whose bases no declaration reads
    table, problems = read_sheet(file, sheet, separated=bool(columns) or asked)
    if table is None or (problems and not table.rows):
        own = {table.source.file: table.source} if table and table.source else {}
        return None, problems, {**project.sources, **own}
    proposal = propose(project, project.datasets[id], table, columns, delete)
    return proposal, [*problems, *proposal.intake.problems], proposal.sources


def _lies_otherwise(proposal: Proposal | None, wrong: Sequence[Problem]) -> bool:
    """Whether a file may be laid out otherwise than a plain table, and holds nothing that no reading should take."""
    from pcpgen.load.rules import MALFORMED_NUMBER

    return proposal is not None or all(each.rule is not MALFORMED_NUMBER for each in wrong)


def _inferred(project: Project, id: str, file: Path, sheet: str, quarters: str) -> Inferred | None:
    """How the file is laid out, where it is no plain table; None where nothing in it looks like a table of it."""
    from pcpgen.sources.inferred import infer
    from pcpgen.workspace.history import unmarked
    from pcpgen.workspace.intake import form_of

    dataset = project.datasets[id]
    form = form_of(dataset, unmarked(project, dataset))
    return infer(file, dataset, form, project.catalogue, sheet, quarters or "calendar")


def _agreed(project: Project, id: str, file: Path, found: Inferred, delete: bool, agreed: bool) -> Proposal:
    """What the file would make of the dataset, read as was inferred, once a person has agreed to that; else ends."""
    from pcpgen.sources.inferred import in_yaml, quarters_in_words
    from pcpgen.workspace.proposal import propose_inferred

    click.echo(f"{file.name} is no plain table of {id}. It can be read so:\n\n{in_yaml(found, file.name)}\n")
    if said := quarters_in_words(found):
        click.echo(f"{said}\n")
    click.echo(
        f"Where it comes each month, put it into sources/ and this beside the series of {id}: pcpgen extract {id}"
    )
    if not agreed and not (can_ask() and click.confirm("Read it so?", default=True)):
        click.echo("Nothing was written; --inferred reads it so.", err=True)
        sys.exit(PROBLEMS)
    return propose_inferred(project, project.datasets[id], found, delete)


def _show_cells(proposal: Proposal, id: str) -> None:
    from pcpgen.workspace.intake import told

    click.echo("\n".join(told(proposal.intake, f"data/{id}.csv")))


def _show(proposal: Proposal, id: str) -> None:
    """Prints it cell by cell, with what is doubtful."""
    from pcpgen.workspace.history import doubts

    _show_cells(proposal, id)
    found = proposal.intake
    for said in doubts(proposal.project, proposal.dataset, found.observations, found.scale):
        click.echo(f"  doubtful  {said}")
    if proposal.dataset.extraction:
        click.echo(f"  doubtful  {id} comes from its publisher's file, and what is taken in is none of it: see from:.")


def _reasons(proposal: Proposal, given: Sequence[str], day: str) -> Reasons:
    """The reason of each revision and the day of all; on a terminal it asks for what was not given."""
    from pcpgen.problems import listed
    from pcpgen.workspace.intake import Reasons, reasons_for

    with wrong_use(ValueError):
        reasons = reasons_for(proposal.intake, given, day)
    if not can_ask():
        return reasons
    if reasons.names and not day:
        day = click.prompt("The day of the revisions", type=DAY)
    late = [change.name for change in proposal.intake.late if change.name in reasons.missing]
    answers = {name: click.prompt(f"Why {name} is revised") for name in reasons.missing if name not in late}
    answers |= dict.fromkeys(late, click.prompt(f"Why {listed(late)} come so late") if late else "")
    return Reasons(reasons.names, {**reasons.texts, **answers}, day)


def _is_agreed(reasons: Reasons, agreed: bool) -> bool:
    """Whether it shall be written; ends where a reason is missing, which is a problem once it was agreed."""
    if reasons.lacking:
        click.echo(f"{reasons.lacking} Nothing was written.", err=True)
        sys.exit(PROBLEMS if agreed else WELL)
    if agreed or (can_ask() and click.confirm("Write this?", default=False)):
        return True
    click.echo("Nothing was written; --write does it.", err=True)
    return False


def _write(root: Path, proposal: Proposal, reasons: Reasons) -> None:
    """Writes the files and prints their paths; ends with 1 where the workspace would find anything wrong with them."""
    from pcpgen.workspace.files import write_new
    from pcpgen.workspace.proposal import settle

    texts, problems, sources = settle(proposal, reasons)
    if problems:
        _end_with(problems, sources)
    with unwritable("Nothing was written."):
        write_new(root, texts, proposal.project.texts)
    for name in texts:
        click.echo(root / name)


def _by_declaration(dataset: Dataset, file: Path) -> str:
    """How a file is read that is laid out otherwise: as from: says, which is there or is to be written."""
    if dataset.extraction:
        where = f"in the place of {dataset.extraction.file.value}"
        return (
            f" Its own from: says how {dataset.id} is read: put the file {where}, and run pcpgen extract {dataset.id}."
        )
    declared = f"write from: in {dataset.title.place.file} (pcpgen reference tells its entries)"
    return (
        " Heads in two rows, merged ones and periods across need no change of the file: put it into sources/, "
        f"{declared}, and run pcpgen extract {dataset.id}."
    )


def _end_with(problems: Sequence[Problem], sources: Mapping[str, Source], instead: str = "") -> NoReturn:
    from pcpgen.problems import few

    tell_problems(few(problems), sources, f"Nothing was written.{instead}")
    sys.exit(PROBLEMS)
