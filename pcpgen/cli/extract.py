"""From the publishers' files that `from:` declares to the observations in data/, with the record of what was read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pcpgen.cli.building import executor
from pcpgen.cli.clock import DAY, today
from pcpgen.cli.exits import PROBLEMS, unwritable, wrong_use
from pcpgen.cli.folders import completed_from, workspace
from pcpgen.cli.options import on_cluster
from pcpgen.cli.terminal import tell_problems

if TYPE_CHECKING:
    from pcpgen.model.data import Dataset
    from pcpgen.model.project import Project
    from pcpgen.problems import Problem
    from pcpgen.workspace.extraction import Extraction
    from pcpgen.workspace.intake import Reasons

_ALL = completed_from("plan/*/*.yaml")


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=_ALL)
@click.option("--check", "only_check", is_flag=True, help="Say what is stale, and write nothing; 1 where anything is.")
@click.option("--reason", "given", metavar="TEXT", multiple=True, help="Why: for all, or [ID.]SERIES[@PERIOD]=TEXT.")
@click.option("--date", "day", type=DAY, help="The day of the revisions, such as 2019-11-13.")
@click.option("--delete", is_flag=True, help="Take out what the files do not have; it stays otherwise.")
@on_cluster
@click.pass_obj
def extract(
    folder: str,
    ids: tuple[str, ...],
    only_check: bool,
    given: tuple[str, ...],
    day: str | None,
    delete: bool,
    cluster: str | None,
) -> None:
    """Make the observations of indicators and datasets from the publishers' files in sources/.

    Writes at once; --check writes nothing. ID is an indicator or dataset whose file says under from: how; all of them
    without one. What is written is the CSV in data/ and, in data/extracted/, the record of what was read, kept and left
    out. Each cell that is added, changed or gone is
    named; a change to what was reported, and a value that comes later than newer ones, ask for
    a reason and a day, which are kept in data/revisions/. A cluster reads the files where it has them, under the path
    that they have here.
    """
    root = workspace(folder)
    project, datasets = _declared(root, ids)
    if only_check:
        _check(root, project, datasets)
        return
    found = _extracted(root, project, datasets, delete, cluster)
    reasons = _reasons(found, given, day or "")
    done = [_take(root, each, own) for each, own in zip(found, reasons, strict=True)]
    if not all(done):
        sys.exit(PROBLEMS)


def _extracted(
    root: Path, project: Project, datasets: Sequence[Dataset], delete: bool, cluster: str | None
) -> list[Extraction]:
    """What the files give for each dataset, read on a cluster where one is named."""
    from pcpgen.workspace.extraction import extracted

    with unwritable("Nothing was written."), executor(cluster) as workers:
        return [extracted(root, project, dataset, delete, workers) for dataset in datasets]


def _declared(root: Path, ids: Sequence[str]) -> tuple[Project, list[Dataset]]:
    """The workspace and the datasets that are asked for; ends with 2 where one has no declaration, with 1 where it or
    what stands of it is wrong.
    """
    from pcpgen.load.workspace import read_workspace
    from pcpgen.problems import did_you_mean, listed
    from pcpgen.workspace.extraction import doubts, in_data

    project, problems = read_workspace(root)
    known = in_data(project)
    with wrong_use(ValueError):
        for id in ids:
            if id not in known and id in project.datasets:
                file = project.datasets[id].title.place.file
                raise ValueError(f"{file} says nothing under from: that {id} could be extracted by.")
            if id not in known:
                there = listed(known) if known else "none"
                raise ValueError(f'nothing is declared for "{id}". {did_you_mean(id, known)}There are: {there}.')
    datasets = [known[id] for id in ids or known]
    if not datasets:
        click.echo("No indicator and no dataset says from: which file it comes.")
    if wrong := [each for dataset in datasets for each in doubts(root, project, problems, dataset)]:
        _end_with(wrong, project)
    return project, datasets


def _check(root: Path, project: Project, datasets: Sequence[Dataset]) -> None:
    from pcpgen.workspace.extraction import sources_are_here, stale

    found = False
    for dataset in datasets:
        reasons = [*stale(root, project, dataset)]
        found = found or bool(reasons)
        assert dataset.extraction is not None
        here = sources_are_here(root, dataset)
        away = "" if here else f" {dataset.extraction.file.value} is not here, and was not compared."
        if reasons:
            click.echo(f"{dataset.id} is stale: {'; '.join(reasons)}.{away} Run pcpgen extract {dataset.id}.")
        else:
            click.echo(f"{dataset.id} stands.{away}")
    if found:
        sys.exit(PROBLEMS)


def _reasons(found: Sequence[Extraction], given: Sequence[str], day: str) -> list[Reasons]:
    """The reasons of each dataset. One may be for what any of them revises; where nothing is revised, none is asked."""
    from pcpgen.workspace.intake import reasons_for, revised_names

    names = frozenset[str]().union(*(revised_names(each.intake) for each in found))
    asked = given if names else [text for text in given if "=" not in text]
    with wrong_use(ValueError):
        return [reasons_for(each.intake, asked, day, names) for each in found]


def _take(root: Path, found: Extraction, reasons: Reasons) -> bool:
    """Whether a dataset was extracted; what is wrong with it is told."""
    from pcpgen.problems import few

    if found.problems:
        tell_problems(few(found.problems), found.project.sources, f"{found.dataset.id} stays as it is.")
        return False
    _tell(found)
    if reasons.lacking:
        click.echo(f"{reasons.lacking} {found.dataset.id} stays as it is.", err=True)
        return False
    return _write(root, found, reasons)


def _tell(found: Extraction) -> None:
    """What was read of which files, and what that changes."""
    from pcpgen.blocks.extracted import note
    from pcpgen.workspace.history import doubts
    from pcpgen.workspace.intake import told

    record, id = found.made.record, found.dataset.id
    assert record is not None
    for each in record.files:
        how = f" ({each.how})" if each.how else ""
        click.echo(f"{id}: {each.file}{how}, {each.size:,} bytes")
    click.echo(f"  {note(found.project.catalogue, record)}")
    if record.totals:
        checked, rest = record.totals - found.made.unchecked, found.made.unchecked
        more = f"; {rest:,} more only for being too small, since parts are kept back or missing" if rest else ""
        click.echo(f"  Totals that were checked: {checked:,}{more}.")
    if record.noughts:
        click.echo(f"  Cells without a row, which count nought: {record.noughts:,}.")
    if found.made.differing:
        click.echo(
            f"  Copies that say another period or series, counted as the first of them: {found.made.differing:,}."
        )
    click.echo("\n".join(f"  {line}" for line in told(found.intake, f"data/{id}.csv")))
    for said in doubts(found.project, found.dataset, found.intake.observations, found.intake.scale):
        click.echo(f"  doubtful  {said}")


def _write(root: Path, found: Extraction, reasons: Reasons) -> bool:
    from pcpgen.workspace.extraction import settled
    from pcpgen.workspace.files import write_new

    texts, problems = settled(found, reasons, today().isoformat())
    if problems:
        tell_problems(problems, found.project.sources, f"{found.dataset.id} stays as it is.")
        return False
    with unwritable("Nothing was written."):
        write_new(root, texts, found.project.texts)
    for name in texts:
        click.echo(root / name)
    return True


def _end_with(problems: Sequence[Problem], project: Project) -> NoReturn:
    tell_problems(problems, project.sources, "Nothing was extracted.")
    sys.exit(PROBLEMS)
