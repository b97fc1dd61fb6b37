"""From a workspace to all that is wrong with it, or with one document, and from a rule to what it asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.clock import today
from pcpgen.cli.exits import PROBLEMS, WELL, refusals, unwritable
from pcpgen.cli.folders import built_requests, workspace
from pcpgen.cli.options import strictly
from pcpgen.cli.terminal import say, tell, tell_others, unquoted, voiced
from pcpgen.cli.verbs import OneOf

if TYPE_CHECKING:
    from pcpgen.pipeline import Judged
    from pcpgen.problems import Problem

MOST_ROUNDS = 3  # what was hidden behind one mistake is mended with the next
SHAPES = ("text", "json", "github", "sarif")


@click.command()
@click.argument("document", nargs=-1, shell_complete=built_requests)
@click.option("--format", "shape", type=OneOf(SHAPES), default="text", help="text by default.")
@strictly
@click.option("--fix", is_flag=True, help="Mend what is mechanical and changes no meaning; then check.")
@click.option("--diff", "show", is_flag=True, help="With --fix: show what would be mended, and write nothing.")
@voiced
@click.pass_obj
def check(folder: str, document: tuple[str, ...], shape: str, strict: bool, fix: bool, show: bool) -> None:
    """Read and judge plan/ and data/ without rendering.

    DOCUMENT is what build --list calls one, such as panel-report communities: then what it rests on alone is told.

    text goes to standard error; json, by pcpgen/problems.schema.json, sarif, of version 2.1.0, and github annotations
    to standard output. These three quote nothing that is exempt, nor does text under CI.

    --fix writes UTF-16 as UTF-8, and straight quotation marks within double braces; it renames files whose ending is
    written otherwise, and takes out invisible characters, blanks that are none, bullets of other programs, and empty
    rows and columns of a CSV.
    """
    root = workspace(folder)
    if show and not fix:
        raise click.UsageError("--diff shows what --fix would write: name both.")
    if fix:
        _fix(root, show)
    judged, problems = _judged(root, " ".join(document))
    _print(judged, problems, shape)
    if any(each.rule.severity == "error" or strict for each in problems):
        sys.exit(PROBLEMS)


def _fix(root: Path, show: bool) -> None:
    """Mends what can be mended and says where; ends where it was only to be shown, with 1 where there is anything."""
    from pcpgen.pipeline import judge
    from pcpgen.request import NONE
    from pcpgen.workspace.mending import as_diff, mend, mended

    found = mended(root, judge(root, NONE).problems)
    if show:
        quoted = "" if os.environ.get("CI") else as_diff(found)  # others read along there
        click.echo(quoted or "".join(f"{each.told}\n" for each in found), nl=False)
        sys.exit(PROBLEMS if found else WELL)
    for _ in range(MOST_ROUNDS):
        with unwritable("What was mended before is whole."):
            mend(root, found)
        for each in found:
            say(f"mended: {each.told}")
        found = mended(root, judge(root, NONE).problems) if found else ()


def _judged(root: Path, named: str) -> tuple[Judged, Sequence[Problem]]:
    """The workspace, and the problems that bear on what was asked for: a document, or all of it."""
    from pcpgen.bearing import bearing_on
    from pcpgen.manifest import requests
    from pcpgen.pipeline import require
    from pcpgen.request import Request
    from pcpgen.since import judge_with_last_commit

    if not named:
        judged = _with_days_to_come(judge_with_last_commit(root))
        return judged, judged.problems
    request = Request.read(requests(root / "out").get(named, named))
    judged = _with_days_to_come(judge_with_last_commit(root, request))
    if not judged.mistake(request):
        with refusals(""):
            require(judged, request)
    return judged, bearing_on(judged, request)


def _with_days_to_come(judged: Judged) -> Judged:
    """The same with what its final papers say has happened on days after today, on which no document depends."""
    project = judged.project
    if not project.outline_papers:
        return judged
    from dataclasses import replace

    from pcpgen.checks.paper_days import still_to_come
    from pcpgen.problems import in_order

    found = [
        wrong
        for paper in project.outline_papers
        for wrong in still_to_come(project.outlines[paper.kind], paper, today())
    ]
    return replace(judged, problems=in_order([*judged.problems, *found])) if found else judged


def _print(judged: Judged, problems: Sequence[Problem], shape: str) -> None:
    """The problems in a shape for a person or a program, or that there are none in so many files."""
    from pcpgen.problems import as_github, as_json, number_of
    from pcpgen.sarif import as_sarif

    if shape == "json":
        click.echo(as_json(unquoted(judged, problems), len(judged.project.sources)), nl=False)
    elif shape == "sarif":
        click.echo(as_sarif(unquoted(judged, problems)), nl=False)
    elif shape == "github":
        click.echo(as_github(unquoted(judged, problems)), nl=False)
    elif problems:
        tell(judged, bearing=problems)
    elif judged.problems:
        say("Nothing is wrong with what this document rests on.")
        tell_others(judged, problems)
    else:
        project = judged.project
        say(f"No problems in {number_of(len(project.sources), 'file')}, {number_of(len(project.editions), 'edition')}.")


@click.command()
@click.argument("id", required=False)
def rules(id: str | None) -> None:
    """List all that can be wrong, or tell of one rule why and what to do."""
    from pcpgen.problems import did_you_mean
    from pcpgen.rulebook import all_rules

    known = all_rules()

    if id is None:
        wide = max(map(len, known))
        for rule in known.values():
            click.echo(f"{rule.id:{wide}}  {rule.title}{' (warning)' if rule.severity == 'warning' else ''}")
        return
    if id not in known:
        raise click.UsageError(f'there is no rule "{id}". {did_you_mean(id, known)}'.strip())
    rule = known[id]
    click.echo(f"{rule.title}  [{rule.id}]\n\n{rule.why}\n{rule.remedy}")
