"""From what is declared of each file's entries to the reference for authors, and to schemas for editors."""

from __future__ import annotations

import click

from pcpgen.cli.folders import workspace


@click.command()
@click.argument("kind", metavar="[FILE-KIND]", required=False)
@click.option("--write", is_flag=True, help="Write all schemas into .schemas/ of the workspace.")
@click.pass_obj
def schema(folder: str, kind: str | None, write: bool) -> None:
    """Print the JSON Schema of a kind of file, by which editors help while one types.

    Without a kind, lists the kinds of file, each with the line that makes an editor find its schema: put it at the
    top of the file, after `pcpgen schema --write`.
    """
    from pcpgen.schema.editors import FOLDER, line_for, text_of
    from pcpgen.schema.files import FILES

    known = {file.name: file for file in FILES}
    if kind is not None:
        if kind not in known:
            raise click.UsageError(f"there is no kind of file {kind}; there are {', '.join(known)}.")
        click.echo(text_of(known[kind]), nl=False)
        return
    if write:
        root = workspace(folder)
        (root / FOLDER).mkdir(exist_ok=True)
        for file in FILES:
            path = root / FOLDER / f"{file.name}.json"
            path.write_text(text_of(file), "utf-8")
            click.echo(str(path))
        return
    for file in FILES:
        click.echo(f"{file.name:16}{file.files}" + ("" if file.is_prose else f"\n{'':16}{line_for(file)}"))


@click.command()
@click.argument("kinds", metavar="[FILE-KIND]...", nargs=-1)
def reference(kinds: tuple[str, ...]) -> None:
    """Print every entry of every file, or of some kinds: what it holds, what it means, an example."""
    from pcpgen.schema.files import FILES
    from pcpgen.schema.reference import reference as page

    known = {file.name: file for file in FILES}
    for kind in kinds:
        if kind not in known:
            raise click.UsageError(f"there is no kind of file {kind}; there are {', '.join(known)}.")
    click.echo(page([known[kind] for kind in kinds] or FILES), nl=False)
