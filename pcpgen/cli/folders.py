"""From the folder on the command line to its workspace, and to the names in it that the shell completes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from pcpgen.workspace.things import THINGS, TRANSLATION

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def workspace(folder: str) -> Path:
    """The workspace that holds the folder; wrong use where there is none."""
    from pcpgen.load.root import find_workspace, misnamed_office, real

    here = real(Path(folder))
    if not os.path.lexists(here):  # a slip, or a name longer than any, must not lead to the office around it
        raise click.UsageError(f"{here} is in no workspace: there is no such folder. Name one with -C.")
    root = find_workspace(here)
    if root is None:
        if almost := misnamed_office(here):
            raise click.UsageError(f"{almost} would make a workspace of its folder. Rename it to office.yaml.")
        raise click.UsageError(f"{here} is in no workspace: no plan/office.yaml there or above. Name one with -C.")
    return root


def completed_from(pattern: str) -> Completion:
    """What completes an id from the names of the workspace's files; none of them is read."""

    def ids(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
        from pcpgen.load.root import ids_of_files

        root = _root(context)
        return [id for id in (ids_of_files(root, pattern) if root else ()) if id.startswith(begun)]

    return ids


def the_only(folder: str, pattern: str) -> str | None:
    """The id of the workspace's only file that a pattern finds; None where there is none, or more than one."""
    from pcpgen.load.root import ids_of_files

    ids = ids_of_files(workspace(folder), pattern)
    return ids[0] if len(ids) == 1 else None


THEMES = completed_from("plan/*/themes/*.yaml")
VARIATIONS = completed_from("plan/*/variations/*.yaml")
DATASETS = completed_from("data/*.csv")
OUTLINES = Path(__file__).parent.parent / "outlines"


def kinds_begun(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The kinds of document, the program's and the office's own."""
    own = completed_from("plan/outlines/*.yaml")(context, parameter, begun)
    shipped = (path.stem for path in OUTLINES.glob("*.yaml"))
    return sorted({*own, *(id for id in shipped if id.startswith(begun))})


def things_begun(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What can be added: things, and documents by their kind."""
    return [
        *(name for name in (*THINGS, TRANSLATION) if name.startswith(begun)),
        *kinds_begun(context, parameter, begun),
    ]


def names_begun(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What something new can be about, where that is there already: a theme, a variation."""
    about = {"panel-report": THEMES, "variation-report": VARIATIONS}.get(str(context.params.get("kind") or ""))
    return about(context, parameter, begun) if about else []


def names_of_kind(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What names the documents of the kind that stands before it on the command line, after what is typed already."""
    from pcpgen.load.root import ids_of_files, papers_of

    root, kind = _root(context), str(context.params.get("kind") or "")
    typed = tuple(context.params.get("names") or ())
    if root is None:
        return []
    if pattern := papers_of(root, kind):
        return [id for id in ids_of_files(root, pattern) if id.startswith(begun)]
    from pcpgen.kinds import names_of

    at = len(typed)
    following = (names[at] for names in names_of(root, kind) if names[:at] == typed and names[at:])
    return sorted({name for name in following if name.startswith(begun)})


def built_requests(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What the documents that were built are called, for the shell to complete."""
    from pcpgen.manifest import requests

    root = _root(context)
    return sorted(name for name in (requests(root / "out") if root else ()) if name.startswith(begun))


def _root(context: click.Context) -> Path | None:
    from pcpgen.load.root import find_workspace

    return find_workspace(Path(context.find_root().params.get("folder") or "."))
