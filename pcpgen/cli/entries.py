"""From what is declared of each file's entries to the reference for authors, and to schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcpgen.cli.exits import unwritable
from pcpgen.cli.folders import workspace

if TYPE_CHECKING:
    from pcpgen.schema.files import FileKind


@click.command()
@click.argument("kind", metavar="[FILE-KIND]", required=False)
@click.option("--write", is_flag=True, help="Write it, or all of them, into .schemas/ of the workspace.")
@click.pass_obj
def schema(folder: str, kind: str | None, write: bool) -> None:
    """Print the JSON Schema of a kind of file, by which editors help while one types.

    Without a kind, lists the kinds of file, each with the line that makes an editor find its schema: put it at the
    top of the file, after `pcpgen schema --write`.
    """
    from pcpgen.schema.editors import line_for, text_of

    if write:
        _write(workspace(folder), _known(kind) if kind else None)
    elif kind is not None:
        click.echo(text_of(_known(kind)), nl=False)
    else:
        from pcpgen.schema.files import FILES

        for file in FILES:
            click.echo(f"{file.name:16}{file.files}" + ("" if file.is_prose else f"\n{'':16}{line_for(file)}"))


def _write(root: Path, one: FileKind | None) -> None:
    """Writes the schemas that editors look for, or one of them, and prints where they are."""
    from pcpgen.publish import publish_file
    from pcpgen.schema.editors import FOLDER, schemas

    if one and one.is_prose:
        raise click.UsageError(f"a file of the kind {one.name} is Markdown, for which no editor looks for a schema.")
    found = schemas()
    wanted = [f"{FOLDER}/{one.name}.json"] if one else found
    with unwritable("Nothing was written."):
        (root / FOLDER).mkdir(exist_ok=True)
        for name in wanted:
            publish_file(root / name, found[name].encode("utf-8"))
            click.echo(str(root / name))


def _known(kind: str) -> FileKind:
    """A kind of file by its name; wrong use where there is none."""
    from pcpgen.schema.files import FILES

    found = {file.name: file for file in FILES}
    if kind not in found:
        raise click.UsageError(f"there is no kind of file {kind}; there are {', '.join(found)}.")
    return found[kind]


@click.command()
@click.argument("kinds", metavar="[FILE-KIND]...", nargs=-1)
def reference(kinds: tuple[str, ...]) -> None:
    """Print every entry of every file, or of some kinds: what it holds, what it means, an example.

    The kinds expressions, periods and words have pages of their own: what may stand in double braces, how periods are
    written, and the program's own words with the names by which plan/words.yaml says them otherwise.
    """
    from pcpgen.schema.expressions import expressions_page, periods_page
    from pcpgen.schema.program_words import words_page
    from pcpgen.schema.reference import reference as page

    pages = {"expressions": expressions_page, "periods": periods_page, "words": words_page}
    entries = [_known(kind) for kind in kinds if kind not in ("expressions", "periods")]
    found = [page(entries)] if entries else [] if kinds else [page()]
    click.echo("\n".join([*found, *(pages[kind]() for kind in kinds if kind in pages)]), nl=False)
