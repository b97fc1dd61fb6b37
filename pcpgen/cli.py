"""From words on the command line to an exit code; the only room with click, colour and printing."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pcpgen import __version__

if TYPE_CHECKING:
    from pcpgen.build import Built
    from pcpgen.pipeline import Format, Judged
    from pcpgen.problems import Problem

WELL, PROBLEMS, WRONG_USE, CANNOT, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG = """\b
Examples:
  pcpgen build-plan                     the plan in force, as HTML and PDF in out/
  pcpgen build-plan --format html       the web page alone
  pcpgen build                          every document that has changed, and a page that lists all
  pcpgen panel-report --theme communities   the latest report on a theme
  pcpgen diff HEAD 2017-20              what has changed in a plan since the last commit
  pcpgen check                          all that is wrong in plan/ and data/
  pcpgen explain 7,078                  where a figure comes from
  pcpgen indicator call-handling        an indicator's values, changes and history
  pcpgen intake new.xlsx --indicator call-handling
                                        what an analyst's new file would change
  pcpgen rules unknown-id               what a rule asks, and why
  pcpgen -C ~/our-office build-plan     a workspace in another folder

\b
Exit codes:
  0  all is well
  1  problems in plan or data; nothing was written
  2  wrong use of the command
  3  the documents cannot be rendered or written
  130  interrupted
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", default=".", help="The workspace, or a folder in it; this one by default.")
@click.version_option(__version__, message="pcpgen %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str) -> None:
    """Build an office's police and crime plan from plan/ and data/.

    Words live in plan/ as YAML and Markdown, figures in data/ as CSV. Every figure in a document is computed and
    traces to its cells; what is wrong is told with file, line and what to do next.
    """
    context.obj = folder


Command = TypeVar("Command", bound=Callable[..., None])


def builds(command: Command) -> Command:
    """The options that every command which builds a document takes."""
    options = (
        click.option(
            "--format", "formats", type=click.Choice(["html", "pdf"]), multiple=True, help="One; both by default."
        ),
        click.option("--out", metavar="DIR", help="Where to write; out/ in the workspace by default."),
        click.option("--strict", is_flag=True, help="Take warnings for errors."),
        click.option("--force", is_flag=True, help="Build even if nothing has changed."),
        click.option("--explain", is_flag=True, help="Say why it is built, or that nothing has changed."),
    )
    for option in reversed(options):
        command = option(command)
    return command


as_preview = click.option(
    "--preview", is_flag=True, help="As it would read now, though a version was issued; into out/preview/."
)
in_private = click.option(
    "--exempt", is_flag=True, help="The version for readers in private, with what is exempt, in a folder of its own."
)


@cli.command("build-plan")
@click.option("--edition", metavar="ID", help="The edition to build; the one that plan/office.yaml names by default.")
@as_preview
@builds
@click.pass_obj
def build_plan(folder: str, /, edition: str | None, **options: Any) -> None:
    """Write the published plan as a web page and a tagged PDF.

    Prints the paths of the documents. Nothing is rebuilt while nothing that they are made from has changed.
    """
    _build(folder, f"plan {edition}" if edition else "plan", **options)


def _theme_ids(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The themes of the workspace by their files' names, for the shell to complete; nothing is read."""
    from pcpgen.load.root import find_workspace

    folder = context.find_root().params.get("folder") or "."
    root = find_workspace(Path(folder))
    files = root.glob("plan/*/themes/*.yaml") if root else ()
    return sorted({file.stem for file in files if file.stem.startswith(begun)})


def _variation_ids(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The variations of the workspace by their files' names."""
    from pcpgen.load.root import find_workspace

    folder = context.find_root().params.get("folder") or "."
    root = find_workspace(Path(folder))
    files = root.glob("plan/*/variations/*.yaml") if root else ()
    return sorted({file.stem for file in files if file.stem.startswith(begun)})


@cli.command("panel-report")
@click.option("--theme", metavar="ID", shell_complete=_theme_ids, help="The theme to report on.")
@click.option("--variation", metavar="ID", shell_complete=_variation_ids, help="The variation to send to the Panel.")
@click.option("--list-variations", is_flag=True, help="Print the ids of the variations that have a report, and end.")
@click.option("--meeting", metavar="DATE", help="The meeting's date, 2019-11-13; the latest that takes it by default.")
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
    **options: Any,
) -> None:
    """Write a report to a meeting of the Panel, on a theme or on a variation of the plan.

    It is written as a web page and a tagged PDF, and the paths are printed. In a report on a theme every objective,
    priority and indicator has its place, or a reason why not. A report on a variation shows what is varied as it would
    read and with its changes marked.
    """
    if list_variations:
        from pcpgen.difference import variations_reported

        click.echo("".join(f"{id}\n" for id in variations_reported(_workspace(folder))), nl=False)
        return
    if bool(theme) == bool(variation):
        raise click.UsageError("name what to report on, with --theme or with --variation.")
    command, id = ("panel-report", theme) if theme else ("variation-report", variation)
    _build(folder, " ".join(filter(None, (command, id, meeting, "exempt" if exempt else ""))), **options)


def _paper_ids(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The papers to the Board by their files' names, for the shell to complete; nothing is read."""
    from pcpgen.load.root import find_workspace

    folder = context.find_root().params.get("folder") or "."
    root = find_workspace(Path(folder).resolve())
    files = root.glob("plan/board/*/*.md") if root else ()
    return sorted({file.stem for file in files if file.stem.startswith(begun)})


@cli.command("bcb-paper")
@click.argument("id", required=False, shell_complete=_paper_ids)
@click.option("--list", "list_ids", is_flag=True, help="Print the ids of the papers, one a line, and end.")
@in_private
@builds
@click.pass_context
def bcb_paper(context: click.Context, /, id: str | None, list_ids: bool, exempt: bool, **options: Any) -> None:
    """Write a paper to the Board as a web page and a tagged PDF.

    Prints the paths of the documents.
    """
    if list_ids:
        root = _workspace(context.obj)
        ids = sorted({file.stem for file in root.glob("plan/board/*/*.md")})
        click.echo("".join(f"{each}\n" for each in ids), nl=False)
        return
    if not id:
        raise click.UsageError("name a paper by its id; --list prints them.")
    _build(context.obj, f"bcb-paper {id}{' exempt' if exempt else ''}", **options)


@cli.command("panel-response")
@click.option("--report", "day", metavar="DATE", help="The date of the Panel's report; the latest by default.")
@builds
@click.pass_obj
def panel_response(folder: str, /, day: str | None, **options: Any) -> None:
    """Write the Panel's recommendations with the responses to them.

    The law has both published. Prints the paths of the documents.
    """
    _build(folder, " ".join(filter(None, ("panel-response", day))), **options)


@cli.command("panel-pack")
@click.option("--meeting", metavar="DATE", required=True, help="The meeting's date, such as 2019-11-13.")
@click.option("--out", metavar="DIR", help="Where to write; out/ in the workspace by default.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.pass_obj
def panel_pack(folder: str, meeting: str, out: str | None, strict: bool) -> None:
    """Write all papers of a meeting of the Panel, and a front sheet that leads to them.

    Prints the paths of the documents, the front sheet's first.
    """
    from pcpgen.build import Order, build

    root = _workspace(folder)
    order = Order(("html", "pdf"), Path(out) if out else root / "out", strict, jobs=_cores())
    _finish(lambda: build(root, f"panel-pack {meeting}", order))


def _build(
    folder: str,
    request: str,
    formats: tuple[Format, ...],
    out: str | None,
    strict: bool,
    force: bool,
    explain: bool,
    preview: bool = False,
) -> None:
    """Builds the document that answers a request, unless it is up to date, and prints its paths."""
    from pcpgen import manifest

    root = _workspace(folder)
    target, formats = Path(out) if out else root / "out", formats or ("html", "pdf")
    target = target / "preview" if preview else target
    standing, reasons = manifest.why_build(root, target, request, formats)
    if explain:
        click.echo("\n".join(reasons) or "nothing has changed", err=True)
    if standing and not reasons and not force and not strict:
        for path in manifest.documents(standing, formats):
            click.echo(path)
        return
    from pcpgen.build import Order, build

    built = _finish(lambda: build(root, request, Order(formats, target, strict, force, preview=preview)))
    if explain and not built.written:
        click.echo("nothing of it shows in the document, which stands as it was", err=True)


@cli.command("build")
@builds
@click.option("--list", "list_all", is_flag=True, help="Print what the documents are called, one a line, and end.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if one is stale or missing.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="PDFs rendered at once; as many as there are cores."
)
@click.pass_obj
def build_all(
    folder: str,
    /,
    formats: tuple[Format, ...],
    out: str | None,
    strict: bool,
    force: bool,
    explain: bool,
    list_all: bool,
    only_check: bool,
    jobs: int | None,
) -> None:
    """Bring every document of the workspace up to date, and a page that lists them.

    Prints the paths of what was written. A document that would come out as it stands is left alone, whatever has
    changed elsewhere.
    """
    from pcpgen import manifest

    root = _workspace(folder)
    if list_all:
        from pcpgen.pipeline import judge

        judged = judge(root, "")
        _tell(judged)
        named = [each.answers[0] for each in judged.recipes] + [each.answers[0] for each in judged.packs]
        click.echo("\n".join(named))
        sys.exit(PROBLEMS if judged.errors else WELL)
    target, formats = Path(out) if out else root / "out", formats or ("html", "pdf")
    reasons = manifest.why_whole(root, target, formats)
    if explain and reasons:
        click.echo("\n".join(reasons), err=True)
    if not reasons and not force and not strict:
        click.echo("All documents are up to date.", err=True)
        return
    from pcpgen.build import Order, build, stale

    order = Order(formats, target, strict, force, jobs or _cores())
    if only_check:
        found = _finish(lambda: stale(root, order))
        click.echo("\n".join(found.why) or "All documents are up to date.", err=True)
        sys.exit(PROBLEMS if found.why else WELL)
    built = _finish(lambda: build(root, None, order), only_written=True)
    if explain:
        click.echo("\n".join(built.why), err=True)
    for request in built.left:
        click.echo(f"pcpgen: {request} waits for the PDFs of its papers, whose pages it counts.", err=True)
    if not built.written:
        click.echo("All documents are up to date.", err=True)


def _requests(context: click.Context, argument: click.Parameter, begun: str) -> list[str]:
    """What the documents that were built are called, for the shell to complete."""
    from pcpgen.load.root import find_workspace
    from pcpgen.manifest import requests

    root = find_workspace(Path(context.find_root().params.get("folder") or ".").resolve())
    return sorted(name for name in (requests(root / "out") if root else ()) if name.startswith(begun))


@cli.command()
@click.argument("document", nargs=-1, required=True, shell_complete=_requests)
@click.option("--as-of", "as_of", metavar="DATE", required=True, help="The day of the issue, such as 2019-11-13.")
@click.option("--by", metavar="POST", required=True, help="The post that issues it, by its title or id.")
@click.pass_obj
def issue(folder: str, document: tuple[str, ...], as_of: str, by: str) -> None:
    """Issue a document: from now on its readers get these bytes.

    DOCUMENT is what build --list calls it, such as panel-report communities 2019-11-13, or the name of its folder in
    out/. It is kept in plan/issued/ as the next version. When plan or data change later, check and build tell which of
    its sentences would differ; it stays until it is issued again.
    """
    from pcpgen import build, manifest
    from pcpgen.pipeline import WrongUse
    from pcpgen.publish import CannotWrite
    from pcpgen.render import CannotRender

    root = _workspace(folder)
    request = " ".join(document)
    request = manifest.requests(root / "out").get(request, request)
    try:
        judged, kept = build.issue(root, request, as_of, by)
    except WrongUse as wrong:
        raise click.UsageError(str(wrong)) from None
    except (CannotRender, CannotWrite) as cannot:
        click.echo(f"pcpgen: {cannot}. Nothing was issued.", err=True)
        sys.exit(CANNOT)
    _tell(judged, "" if kept else "Nothing was issued.")
    if not kept:
        sys.exit(PROBLEMS)
    click.echo(kept)


def _cores() -> int:
    """The processor's cores that we may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finish(make: Callable[[], Built], only_written: bool = False) -> Built:
    """Makes documents and prints their paths, or the problems for which there are none."""
    from pcpgen.pipeline import WrongUse
    from pcpgen.publish import CannotWrite
    from pcpgen.render import CannotRender

    try:
        built = make()
    except WrongUse as wrong:
        raise click.UsageError(str(wrong)) from None
    except (CannotRender, CannotWrite) as cannot:
        some = isinstance(cannot, CannotWrite) and cannot.some
        left = "What was written before is whole; build again" if some else "Nothing was written"
        click.echo(f"pcpgen: {cannot}. {left}.", err=True)
        sys.exit(CANNOT)
    _tell(built.judged, "" if built.documents else "Nothing was written.")
    if not built.documents:
        sys.exit(PROBLEMS)
    for name in built.dropped:
        said = f"{name} was made from an older state and has been removed; build that format anew"
        click.echo(f"pcpgen: {said}.", err=True)
    for name in built.gone:
        click.echo(f"pcpgen: {name} is of no document any more and has been removed.", err=True)
    for path in built.written if only_written else built.paths:
        click.echo(path)
    return built


@cli.command()
@click.argument("before")
@click.argument("after")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["text", "html", "pdf"]),
    multiple=True,
    help="text by default; html and pdf write a document.",
)
@click.option("--out", metavar="DIR", help="Where to write; out/ in the workspace by default.")
@click.pass_obj
def diff(folder: str, before: str, after: str, formats: tuple[str, ...], out: str | None) -> None:
    """Tell what differs between two states of the plan.

    BEFORE and AFTER each name an edition (2013-16), an edition with a variation (2013-16+partnership-working), a
    revision in git or a folder with another workspace (HEAD~1, ../theirs), and of these one edition where it is not
    the one in force (HEAD~1:2013-16). Texts are compared by their
    ids, so that what has moved is told as moved. With text, what differs is printed; with html or pdf, the paths of
    the documents. The exit code is 0 whether or not anything differs.
    """
    from pcpgen import difference
    from pcpgen.pipeline import WrongUse
    from pcpgen.publish import CannotWrite
    from pcpgen.render import CannotRender

    root = _workspace(folder)
    try:
        made = difference.compared(root, before, after)
        for warning in made.warnings:
            click.echo(f"pcpgen: {warning}", err=True)
        if "text" in formats or not formats:
            click.echo(made.text)
        wanted: list[Format] = [each for each in ("html", "pdf") if each in formats]
        if wanted:
            paths = difference.write(made, wanted, Path(out) if out else root / "out")
            if not paths:
                _tell(made.judged, "Nothing was written.")
                sys.exit(PROBLEMS)
            for path in paths:
                click.echo(path)
    except WrongUse as wrong:
        raise click.UsageError(str(wrong)) from None
    except (CannotRender, CannotWrite) as cannot:
        click.echo(f"pcpgen: {cannot}. Nothing was written.", err=True)
        sys.exit(CANNOT)


@cli.command()
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "github"]), default="text", help="text, json or github."
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.pass_obj
def check(folder: str, shape: str, strict: bool) -> None:
    """Read and judge plan/ and data/ without rendering.

    text goes to standard error; json, by pcpgen/problems.schema.json, and github annotations to standard output.
    """
    from pcpgen import pipeline
    from pcpgen.problems import as_github, as_json

    judged = pipeline.judge(_workspace(folder))
    editions, files = len(judged.project.editions), len(judged.project.sources)
    if shape == "json":
        click.echo(as_json(judged.problems, files), nl=False)
    elif shape == "github":
        click.echo(as_github(judged.problems), nl=False)
    elif judged.problems:
        _tell(judged)
    else:
        click.echo(f"No problems in {files} files, {editions} edition{'' if editions == 1 else 's'}.", err=True)
    if judged.errors or (strict and judged.problems):
        sys.exit(PROBLEMS)


@cli.command()
@click.option("--meeting", metavar="DATE", help="One meeting of the Panel, 2019-11-13; all in the register by default.")
@click.pass_obj
def deadlines(folder: str, meeting: str | None) -> None:
    """Say what is due by which day, and by which rule.

    Papers, questions and the precept. A meeting need not be in the register yet; without one, every meeting of
    the register and the timetable of the precept are listed.
    """
    from pcpgen import pipeline

    try:
        told, judged = pipeline.deadlines(_workspace(folder), meeting or "")
    except pipeline.WrongUse as wrong:
        raise click.UsageError(str(wrong)) from None
    if told:
        click.echo(told)
    if judged.problems:
        _tell(judged)
        sys.exit(PROBLEMS)


def _dataset_ids(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The ids of indicators and datasets by their files' names, for the shell to complete; nothing is read."""
    from pcpgen.load.root import find_workspace

    folder = context.find_root().params.get("folder") or "."
    root = find_workspace(Path(folder))
    files = root.glob("data/*.csv") if root else ()
    return sorted({file.stem for file in files if file.stem.startswith(begun)})


@cli.command()
@click.argument("id", shell_complete=_dataset_ids)
@click.option("--csv", "table", metavar="FILE", help="Write its values into FILE instead, - for standard output.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="text or json.")
@click.pass_obj
def indicator(folder: str, id: str, table: str | None, shape: str) -> None:
    """Show an indicator: its values, what may be said of its changes, and its history.

    ID is an indicator's or a dataset's: the name of its file in data/. Bars stand beside periods of one length. In
    Python, pcpgen.analysis gives the same as DataFrames.
    """
    from pcpgen.analysis import InDoubt, Unknown, open_workspace
    from pcpgen.publish import CannotWrite, publish_file
    from pcpgen.render.terminal import outline_as_csv, outline_as_json, outline_in_words

    try:
        found = open_workspace(_workspace(folder)).indicator(id).outline
    except Unknown as unknown:
        raise click.UsageError(str(unknown)) from None
    except InDoubt as doubt:
        click.echo(f"{doubt}\nNothing is said of {id} until this is mended.", err=True)
        sys.exit(PROBLEMS)
    if table == "-":
        click.echo(outline_as_csv(found), nl=False)
    elif table:
        try:
            publish_file(Path(table), outline_as_csv(found).encode("utf-8"))
        except CannotWrite as cannot:
            click.echo(f"pcpgen: {cannot}. Nothing was written.", err=True)
            sys.exit(CANNOT)
        click.echo(table)
    elif shape == "json":
        click.echo(outline_as_json(found), nl=False)
    else:
        click.echo(_titled(outline_in_words(found, _width(), _has_blocks())))


def _width() -> int:
    """How many characters a line of the terminal has; 80 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def _has_blocks() -> bool:
    """Whether standard output can show the blocks that bars are made of."""
    try:
        "▏█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "dumb"


def _titled(text: str) -> str:
    """The first line in bold, where the terminal has it and NO_COLOR does not forbid it."""
    first, _, rest = text.partition("\n")
    return text if os.environ.get("NO_COLOR") else f"{click.style(first, bold=True)}\n{rest}"


@cli.command()
@click.argument("file")
@click.option("--indicator", "id", metavar="ID", required=True, shell_complete=_dataset_ids, help="Whose data it is.")
@click.option("--sheet", metavar="NAME", default="", help="The sheet, where a workbook has several.")
@click.option("--map", "maps", metavar="COLUMN=SERIES", multiple=True, help="What a column holds; empty leaves it out.")
@click.option("--reason", "given", metavar="TEXT", multiple=True, help="Why: for all, or SERIES@PERIOD=TEXT.")
@click.option("--date", "day", metavar="DATE", help="The day of the revisions, such as 2019-11-13.")
@click.option("--keep", is_flag=True, help="Keep what the file does not have: it holds the newest periods only.")
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
    keep: bool,
    agreed: bool,
) -> None:
    """Take in an analyst's new figures from a CSV or an Excel workbook.

    FILE has a row a period and a column a series, or a row an observation. Shows each cell that is added, changed or
    gone; writes nothing without --write and a reason for each change to what was reported. The reasons are kept in
    data/revisions/. On a terminal it asks for what is missing.
    """
    from pcpgen.analysis import InDoubt, Unknown, open_workspace
    from pcpgen.load.sheet import read_sheet
    from pcpgen.model.period import parse_date
    from pcpgen.place import Source
    from pcpgen.problems import counted, in_words
    from pcpgen.workspace import history
    from pcpgen.workspace.intake import intake as take
    from pcpgen.workspace.intake import reasons_for, told

    root = _workspace(folder)
    try:
        opened = open_workspace(root)
        opened.indicator(id)
        mapped = {head: target for head, mark, target in (each.rpartition("=") for each in maps) if mark}
        if len(mapped) != len(maps):
            raise click.UsageError('write --map "Column=series", each column once')
        parse_date(day or "2000-01-01")
    except Unknown as unknown:
        raise click.UsageError(str(unknown)) from None
    except ValueError as wrong:
        if not isinstance(wrong, InDoubt):
            raise click.UsageError(str(wrong)) from None
        click.echo(f"{wrong}\nNothing is taken in until this is mended.", err=True)
        sys.exit(PROBLEMS)
    dataset = opened.project.datasets[id]
    read, problems = read_sheet(Path(file), sheet)
    sources = {**opened.project.sources, **({read.source.file: read.source} if read and read.source else {})}

    def stop(found: Sequence[Problem]) -> None:
        for each in found:
            click.echo(in_words(each, sources), err=True)
        if found:
            click.echo(f"{counted(found)} Nothing was written.", err=True)
            sys.exit(PROBLEMS)

    if read is None:
        stop(problems)
        return
    found = take(read, dataset, history.unmarked(opened.project, dataset), mapped, keep)
    click.echo("\n".join(told(found, f"data/{id}.csv")))
    stop((*problems, *found.problems))
    try:
        reasons, without = reasons_for(found, given)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if asks and found.revised and not day:
        day = click.prompt("The day of the revisions", value_proc=lambda text: parse_date(text).isoformat())
    for name in list(without) if asks else ():
        reasons[name] = click.prompt(f"Why {name} is revised")
        without.remove(name)
    if without or (found.revised and not day):
        lacks = f"A reason is missing for {', '.join(without)}: give --reason." if without else "Give --date."
        click.echo(f"{lacks} Nothing was written.", err=True)
        sys.exit(PROBLEMS if agreed else WELL)
    if not (agreed or (asks and click.confirm("Write this?", default=False))):
        click.echo("Nothing was written; --write does it.", err=True)
        return
    texts = {name: source.text for name, source in opened.project.sources.items()}
    past = texts.get(f"data/revisions/{id}.csv", "")
    head = texts.get(f"data/{id}.csv", "").partition("\n")[0]
    written = history.files(dataset, found, reasons, day or "", head, past)
    sources |= {name: Source(name, text) for name, text in written.items()}
    stop(history.wrong(opened.project, dataset, written))
    history.write(root, written)
    for name in written:
        click.echo(root / name)


@cli.command()
@click.argument("what")
@click.pass_obj
def explain(folder: str, what: str) -> None:
    """Tell where a figure comes from.

    WHAT is a value as shown (7,078), a figure's id (financial-plan.gap) or a place: the id or title of a part, the
    caption of a table, the head of a row. All documents of the workspace are looked through.
    """
    from pcpgen import pipeline
    from pcpgen.compose.provenance import stories

    judged = pipeline.judge(_workspace(folder))
    if judged.errors:
        _tell(judged)
        sys.exit(PROBLEMS)
    told, near = stories(tuple(dict.fromkeys(judged.documents.values())), what)
    if not told:
        raise click.UsageError(f'no figure, place or value of the documents is "{what}". {near}'.strip())
    click.echo("\n\n".join(told))


@cli.command()
@click.argument("id", required=False)
def rules(id: str | None) -> None:
    """List all that can be wrong, or tell of one rule why and what to do."""
    from pcpgen.problems import CATALOGUE, did_you_mean

    if id is None:
        wide = max(map(len, CATALOGUE))
        for rule in CATALOGUE.values():
            click.echo(f"{rule.id:{wide}}  {rule.title}{' (warning)' if rule.severity == 'warning' else ''}")
        return
    if id not in CATALOGUE:
        raise click.UsageError(f'there is no rule "{id}". {did_you_mean(id, CATALOGUE)}'.strip())
    rule = CATALOGUE[id]
    click.echo(f"{rule.title}  [{rule.id}]\n\n{rule.why}\n{rule.remedy}")


def _workspace(folder: str) -> Path:
    """The workspace that holds the folder; wrong use where there is none."""
    from pcpgen.load.root import find_workspace, real

    root = find_workspace(Path(folder))
    if root is None:
        raise click.UsageError(
            f"{real(Path(folder))} is in no workspace: no plan/office.yaml there or above. Name one with -C."
        )
    return root


def _tell(judged: Judged, last: str = "") -> None:
    """Prints each problem with its excerpt, and a line that counts them."""
    from pcpgen.problems import counted, in_words

    for found in judged.problems:
        click.echo(in_words(found, judged.project.sources), err=True)
    if judged.problems:
        click.echo(f"{counted(judged.problems)} {last}".strip(), err=True)


def main() -> None:
    """The command `pcpgen`; an interrupt or a request to end leaves whole outputs and ends with 130."""
    try:
        gc.set_threshold(1_000_000)  # what is read stays until the end: to look for garbage in it is in vain,
        atexit.register(gc.freeze)  # and at the end nobody cares
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        cli.main(prog_name="pcpgen", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("pcpgen: interrupted; no file is half written.", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:  # a disk or a terminal that fails under us
        click.echo(f"pcpgen: {f'{error.filename}: ' if error.filename else ''}{error.strerror}.", err=True)
        sys.exit(CANNOT)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
