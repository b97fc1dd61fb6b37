"""From a request and its options to the paths of what was built; the one way of the command line to `pcpgen.build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pcpgen.cli.exits import CANNOT, PROBLEMS, WELL, refusals
from pcpgen.cli.folders import workspace
from pcpgen.cli.options import BuildOptions
from pcpgen.cli.terminal import say, tell
from pcpgen.formats.registry import DEFAULT
from pcpgen.request import NONE, Request

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from pcpgen.build import Built, Order, Told

EXEMPT = "out-exempt"  # beside out/, which is public
UP_TO_DATE = "All documents are up to date."
ALL_OTHERS = "All other documents are up to date."
NOTHING = "There is nothing to build: plan/ holds no edition, and no meeting or paper that rests on one."


def build_document(folder: str, request: Request, preview: bool = False, **options: Unpack[BuildOptions]) -> None:
    """Builds the document that answers a request, unless it is up to date, and prints its paths."""
    from pcpgen.manifest import documents, why_build

    root = workspace(folder)
    formats = options["formats"] or DEFAULT
    out = _in_private(root, options["out"], preview) if request.exempt else _target(root, options["out"], preview)
    anyway = options["force"] or options["strict"]
    standing, reasons = (None, []) if anyway and not options["explain"] else why_build(root, out, str(request), formats)
    if options["explain"]:
        click.echo("\n".join(reasons) or "nothing has changed", err=True)
    if standing and not reasons and not anyway:
        _print_paths(documents(standing, formats))
        return
    from pcpgen.build import Order, build

    order = Order(formats, out, options["strict"], options["force"], preview=preview)
    built = _finished(lambda told: build(root, request, replace(order, told=told)), request=request)
    _print_paths(built.paths)
    if options["explain"] and not built.written:
        click.echo("nothing of it shows in the document, which stands as it was", err=True)


def build_pack(folder: str, request: Request, out: str | None, strict: bool) -> None:
    """Builds a front sheet with all of its papers, and prints their paths."""
    from pcpgen.build import Order, build

    root = workspace(folder)
    order = Order(("html", "pdf"), _target(root, out), strict, jobs=_cores())
    _print_paths(_finished(lambda told: build(root, request, replace(order, told=told)), request=request).paths)


def all_stand(root: Path, **options: Unpack[BuildOptions]) -> bool:
    """Whether every document is up to date and none shall be made anew; says why not, or what it waits for."""
    told = standing(root, **options)
    if told is None:
        return False
    waiting, longer = told
    _tell_longer(longer)
    _tell_waiting(waiting)
    say(ALL_OTHERS if waiting else UP_TO_DATE)
    return True


def standing(root: Path, **options: Unpack[BuildOptions]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The packs that wait and what is longer than its page, where every document is up to date; else None."""
    from pcpgen import untouched

    out, formats = _target(root, options["out"]), options["formats"] or DEFAULT
    anyway = options["force"] or options["strict"]
    if not anyway and (told := untouched.standing(root, out, formats)) is not None:
        return told
    from pcpgen.manifest import soon_changed, why_whole

    if not options["explain"] and (anyway or soon_changed(root, out)):
        return None
    seen = untouched.state(root, out, formats)
    from pcpgen.record import read_record

    found = why_whole(root, out, formats)
    reasons = [*found] if options["explain"] else [*islice(found, 1)]
    if options["explain"] and reasons:
        click.echo("\n".join(reasons), err=True)
    record = read_record(root, out)
    if reasons or anyway or not record:
        return None
    untouched.keep(root, out, formats, record.inputs, (record.waiting, record.longer), seen)
    return record.waiting, record.longer


def build_every(root: Path, jobs: int | None, cluster: str | None = None, **options: Unpack[BuildOptions]) -> None:
    """Builds every document that is stale, and the page that lists them; prints the paths of what was written.

    PDFs are made on a cluster, where one is named.
    """
    from pcpgen.build import build

    order = whole_order(root, jobs, options)
    with executor(cluster) as workers:
        built = _finished(lambda told: build(root, None, replace(order, told=told), workers), _summary)
    _print_paths(built.written)
    if options["explain"]:
        click.echo("\n".join(built.why), err=True)
    _tell_waiting(built.left)
    if not built.whole:
        sys.exit(PROBLEMS)
    if not built.written:
        say(ALL_OTHERS if built.left else UP_TO_DATE)


def _tell_waiting(packs: Sequence[str]) -> None:
    for request in packs:
        click.echo(f"pcpgen: {request} waits for the PDFs of its papers, whose pages it counts.", err=True)


def _tell_longer(longer: Sequence[str]) -> None:
    for words in longer:
        click.echo(f"pcpgen: {words}.", err=True)


def tell_stale(root: Path, jobs: int | None, **options: Unpack[BuildOptions]) -> None:
    """Says what a build of every document would make anew, and ends with 1 where it is anything."""
    from pcpgen.build import stale

    order = whole_order(root, jobs, options)
    found = _finished(lambda told: stale(root, replace(order, told=told)))
    if not found.why:
        _tell_waiting(found.left)
    if found.whole or found.why:
        click.echo("\n".join(found.why) or (ALL_OTHERS if found.left else UP_TO_DATE), err=True)
    sys.exit(WELL if found.whole and not found.why else PROBLEMS)


def list_requests(root: Path) -> None:
    """Prints what the documents of the workspace are called, and ends."""
    from pcpgen.pipeline import judge

    judged = judge(root, NONE)
    tell(judged)
    click.echo("\n".join(str(each.answers[0]) for each in judged.declared))
    sys.exit(PROBLEMS if judged.errors else WELL)


def whole_order(root: Path, jobs: int | None, options: BuildOptions) -> Order:
    """How a build of every document is wanted."""
    from pcpgen.build import Order

    formats: tuple[str, ...] = options["formats"] or DEFAULT
    return Order(formats, _target(root, options["out"]), options["strict"], options["force"], jobs or _cores())


def _target(root: Path, out: str | None, preview: bool = False) -> Path:
    """The folder into which the documents' folders go; previews have one of their own."""
    target = Path(out) if out else root / "out"
    return target / "preview" if preview else target


def _in_private(root: Path, out: str | None, preview: bool) -> Path:
    """The folder of what is not for the public: never the one that is published, nor one in it."""
    from pcpgen.own_folder import ignore

    public, target = root / "out", _target(root, out or str(root / EXEMPT), preview)
    if target.resolve().is_relative_to(public.resolve()):
        message = f"an exempt version does not go into {public}, which is published"
        raise click.UsageError(f"{message}. Name another folder with --out, or none for {root / EXEMPT}.")
    if not out:
        with suppress(OSError):  # a build says why it cannot write
            (root / EXEMPT).mkdir(exist_ok=True)
            ignore(root / EXEMPT)
    return target


def _cores() -> int:
    """The processor's cores that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finished(
    make: Callable[[Told], Built], said: Callable[[Built], str] = lambda built: "", request: Request | None = None
) -> Built:
    """Makes documents, and says what went with it, at the end what is `said`; ends with 1 where none is made.

    What was asked for and has been written is a success, with 0, though problems stand elsewhere: they are counted, and
    `pcpgen check` tells them and ends with 1 for them, as does a build of everything.
    """
    from pcpgen.bearing import bearing_on
    from pcpgen.cli.progress import progress

    with refusals("Nothing was written."), progress() as told:
        built = make(told)
    bearing = bearing_on(built.judged, request) if request else None
    tell(built.judged, said(built) if built.documents else "Nothing was written.", bearing)
    if not built.documents:
        if built.whole:
            click.echo(f"pcpgen: {NOTHING}", err=True)
        sys.exit(PROBLEMS)
    for name in built.dropped:
        message = f"{name} was made from an older state and has been removed; build that format anew"
        click.echo(f"pcpgen: {message}.", err=True)
    for name in built.gone:
        click.echo(f"pcpgen: {name} is of no document any more and has been removed.", err=True)
    _tell_longer(built.longer)
    return built


def _summary(built: Built) -> str:
    """How many documents were built, and which were not; nothing where all were."""
    from pcpgen.problems import listed, number_of

    if built.whole:
        return ""
    count, rest = built.documents, len(built.unbuilt)
    done = f"{number_of(count, 'document')} {'built' if built.written else 'up to date'}"
    return f"{done}, {rest} not: {listed(built.unbuilt, 40)}." if rest else f"{done}."


def _print_paths(paths: Sequence[Path]) -> None:
    for path in paths:
        click.echo(path)


@contextmanager
def executor(cluster: str | None) -> Iterator[Executor | None]:
    """The workers of the cluster that was named, if one was; ends with 3 where it cannot work for us."""
    if not cluster:
        yield None
        return
    from pcpgen.cluster import NoCluster
    from pcpgen.cluster import cluster as workers_of

    with ExitStack() as stack:
        try:
            workers = stack.enter_context(workers_of(cluster))
        except NoCluster as none:
            click.echo(f"pcpgen: {none}. Nothing was sent to it.", err=True)
            sys.exit(CANNOT)
        yield workers
