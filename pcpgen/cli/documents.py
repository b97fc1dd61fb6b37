"""From the verbs that write documents to their paths: the plan, reports and papers, a pack, all, an issue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pcpgen import request
from pcpgen.cli.building import (
    all_stand,
    build_document,
    build_every,
    build_pack,
    list_requests,
    tell_stale,
)
from pcpgen.cli.clock import DAY, today
from pcpgen.cli.estates import build_estate
from pcpgen.cli.exits import PROBLEMS, refusals, wrong_use
from pcpgen.cli.folders import (
    THEMES,
    VARIATIONS,
    built_requests,
    completed_from,
    kinds_begun,
    names_of_kind,
    the_only,
    workspace,
)
from pcpgen.cli.options import BuildOptions, as_preview, builds, in_private, on_cluster, strictly, to_folder
from pcpgen.cli.terminal import tell, voiced

if TYPE_CHECKING:
    from pcpgen.pipeline import Judged

PAPERS = "plan/board/*/*.md"


@click.command()
@click.option("--edition", metavar="ID", help="The edition to build; the one that plan/office.yaml names by default.")
@as_preview
@builds
@click.pass_obj
def build_plan(folder: str, /, edition: str | None, preview: bool, **options: Unpack[BuildOptions]) -> None:
    """Write the published plan as a web page and a tagged PDF.

    Prints the paths of the documents. Nothing is rebuilt while nothing that they are made from has changed.
    """
    build_document(folder, request.plan(edition), preview, **options)


@click.command()
@click.option("--theme", metavar="ID", shell_complete=THEMES, help="The theme to report on.")
@click.option("--variation", metavar="ID", shell_complete=VARIATIONS, help="The variation to send to the Panel.")
@click.option("--list-variations", is_flag=True, help="Print the ids of the variations that have a report, and end.")
@click.option("--meeting", type=DAY, help="The meeting's date, 2019-11-13; the latest that takes it by default.")
@in_private
@as_preview
@builds
@click.pass_obj
def panel_report(
    folder: str,
    /,
    theme: str | None,
    variation: str | None,
    list_variations: bool,
    meeting: str | None,
    exempt: bool,
    preview: bool,
    **options: Unpack[BuildOptions],
) -> None:
    """Write a report to a meeting of the Panel, on a theme or on a variation of the plan.

    It is written as a web page and a tagged PDF, and the paths are printed. In a report on a theme every objective,
    priority and indicator has its place, or a reason why not. A report on a variation shows what is varied as it would
    read and with its changes marked.
    """
    if list_variations:
        _list_variations(folder)
        return
    with wrong_use(ValueError):
        named = request.panel_report(theme, variation, meeting, exempt)
    build_document(folder, named, preview, **options)


def _list_variations(folder: str) -> None:
    from pcpgen.difference import variations_reported

    click.echo("".join(f"{id}\n" for id in variations_reported(workspace(folder))), nl=False)


@click.command()
@click.argument("id", required=False, shell_complete=completed_from(PAPERS))
@click.option("--list", "list_ids", is_flag=True, help="Print the ids of the papers, one a line, and end.")
@in_private
@builds
@click.pass_obj
def bcb_paper(folder: str, /, id: str | None, list_ids: bool, exempt: bool, **options: Unpack[BuildOptions]) -> None:
    """Write a paper to the Board as a web page and a tagged PDF.

    Prints the paths of the documents.
    """
    if list_ids:
        from pcpgen.load.root import ids_of_files

        click.echo("".join(f"{id}\n" for id in ids_of_files(workspace(folder), PAPERS)), nl=False)
        return
    with wrong_use(ValueError):
        named = request.board_paper(id or the_only(folder, PAPERS), exempt)
    build_document(folder, named, **options)


@click.command()
@click.argument("kind", shell_complete=kinds_begun)
@click.argument("names", nargs=-1, required=True, metavar="ID", shell_complete=names_of_kind)
@in_private
@builds
@click.pass_obj
def paper(folder: str, /, kind: str, names: tuple[str, ...], exempt: bool, **options: Unpack[BuildOptions]) -> None:
    """Write a paper of any kind, such as one that plan/outlines/ declares.

    Prints the paths of the documents. The kinds are what pcpgen kinds prints.
    """
    build_document(folder, request.paper(kind, names, exempt), **options)


@click.command()
@click.argument("kind", required=False, shell_complete=kinds_begun)
@click.pass_obj
def kinds(folder: str, kind: str | None) -> None:
    """List the kinds of document: those that come with the program, and the office's own.

    With KIND the outline of this kind is printed. Saved under its name in plan/outlines/ it can be changed.
    """
    from pcpgen.kinds import kinds_of, outline_text

    root = workspace(folder)
    if kind:
        with wrong_use(LookupError):
            click.echo(outline_text(root, kind), nl=False)
        return
    known = kinds_of(root)
    width = max((len(id) for id in known), default=0) + 2
    click.echo("".join(f"{id:<{width}}{title}\n" for id, title in known.items()), nl=False)


@click.command()
@click.option("--report", "day", type=DAY, help="The date of the Panel's report; the latest by default.")
@builds
@click.pass_obj
def panel_response(folder: str, /, day: str | None, **options: Unpack[BuildOptions]) -> None:
    """Write the Panel's recommendations with the responses to them.

    The law has both published. Prints the paths of the documents.
    """
    build_document(folder, request.panel_response(day), **options)


@click.command()
@click.option("--meeting", type=DAY, required=True, help="The meeting's date, such as 2019-11-13.")
@to_folder
@strictly
@voiced
@click.pass_obj
def panel_pack(folder: str, meeting: str, out: str | None, strict: bool) -> None:
    """Write all papers of a meeting of the Panel, and a front sheet that leads to them.

    Prints the paths of the documents, the front sheet's first.
    """
    build_pack(folder, request.panel_pack(meeting), out, strict)


@click.command()
@builds
@click.option("--list", "list_all", is_flag=True, help="Print what the documents are called, one a line, and end.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if one is stale or missing.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="PDFs rendered at once, in all; as many as there are cores."
)
@click.option("-C", "folders", metavar="DIR", multiple=True, help="The workspace of an office; once for each of many.")
@click.option("--estate", metavar="FILE", help="A file that lists the workspaces of many offices.")
@on_cluster
@click.pass_obj
def build(
    folder: str,
    /,
    list_all: bool,
    only_check: bool,
    jobs: int | None,
    folders: tuple[str, ...],
    estate: str | None,
    cluster: str | None,
    **options: Unpack[BuildOptions],
) -> None:
    """Bring every document of the workspace up to date, and a page that lists them.

    Prints the paths of what was written. A document that would come out as it stands is left alone, whatever has
    changed elsewhere. Of many offices a line is printed for each, and what is wrong in one keeps no other from being
    built.
    """
    if estate or len(folders) > 1:
        build_estate(folder, folders, estate, list_all, jobs, only_check, cluster, **options)
        return
    root = workspace(str(Path(folder, *folders)))
    if list_all:
        list_requests(root)
    elif not all_stand(root, **options):
        if only_check:
            tell_stale(root, jobs, **options)
        else:
            build_every(root, jobs, cluster, **options)


@click.command()
@click.argument("document", nargs=-1, required=True, shell_complete=built_requests)
@click.option("--as-of", "as_of", type=DAY, required=True, help="The day of the issue, such as 2019-11-13.")
@click.option("--by", metavar="POST", required=True, help="The post that issues it, by its title or id.")
@click.pass_obj
def issue(folder: str, document: tuple[str, ...], as_of: str, by: str) -> None:
    """Issue a document: from now on its readers get these bytes.

    DOCUMENT is what build --list calls it, such as panel-report communities 2019-11-13, or the name of its folder in
    out/. It is kept in plan/issued/ as the next version. When plan or data change later, check and build tell which of
    its sentences would differ; it stays until it is issued again.

    What is wrong in a file that the document rests on stops it, a warning as an error does: pcpgen check DOCUMENT
    lists it. What is wrong in other documents does not.
    """
    from pcpgen import issuing, manifest

    root = workspace(folder)
    named = " ".join(document)
    wanted = manifest.requests(root / "out").get(named, named)
    with refusals("Nothing was issued."):
        judged, kept = issuing.issue(root, request.Request.read(wanted), as_of, by, today())
    if kept is None:
        _tell_not_issued(judged, named)
        sys.exit(PROBLEMS)
    click.echo(kept)


def _tell_not_issued(judged: Judged, named: str) -> None:
    """What keeps a document from being issued, and where it stands, also where warnings are not told."""
    from pcpgen.problems import listed

    files = listed(dict.fromkeys(each.place.file for each in judged.problems))
    tell(judged, f"Nothing was issued: a warning stops it as an error does, and {named} rests on {files}.")
