"""From a workspace to all that is wrong with it, and from a rule to what it asks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pcpgen.cli.exits import PROBLEMS
from pcpgen.cli.folders import workspace
from pcpgen.cli.options import strictly
from pcpgen.cli.terminal import tell, unquoted

if TYPE_CHECKING:
    from pcpgen.pipeline import Judged


@click.command()
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "github"]), default="text", help="text, json or github."
)
@strictly
@click.pass_obj
def check(folder: str, shape: str, strict: bool) -> None:
    """Read and judge plan/ and data/ without rendering.

    text goes to standard error; json, by pcpgen/problems.schema.json, and github annotations to standard output. These
    two quote nothing that is exempt, nor does text under CI.
    """
    from pcpgen.problems import as_github, as_json
    from pcpgen.since import judge_with_last_commit

    judged = judge_with_last_commit(workspace(folder))
    if shape == "json":
        click.echo(as_json(unquoted(judged), len(judged.project.sources)), nl=False)
    elif shape == "github":
        click.echo(as_github(unquoted(judged)), nl=False)
    else:
        _tell(judged)
    if judged.errors or (strict and judged.problems):
        sys.exit(PROBLEMS)


def _tell(judged: Judged) -> None:
    """Prints the problems, or that there are none in so many files."""
    editions, files = len(judged.project.editions), len(judged.project.sources)
    if judged.problems:
        tell(judged)
    else:
        click.echo(f"No problems in {files} files, {editions} edition{'' if editions == 1 else 's'}.", err=True)


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
