"""From many offices on the command line, or in an estate's file, to a line that says of each what became of it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from pcpgen.cli.building import executor, standing, whole_order
from pcpgen.cli.exits import CANNOT, PROBLEMS, WELL, unwritable
from pcpgen.cli.folders import workspace
from pcpgen.cli.options import BuildOptions
from pcpgen.cli.terminal import say, tell_problems

if TYPE_CHECKING:
    from pcpgen.estate import Office, Outcome


def offices(here: str, folders: Sequence[str], estate: str | None) -> list[Path]:
    """The workspaces that are named one by one or by an estate's file, from the folder of the command line.

    Ends with 2 where one is none, and with 1 where the file is wrong.
    """
    found = [workspace(str(Path(here) / each)) for each in folders]
    if estate:
        from pcpgen.load.estate import read_estate

        read = read_estate(Path(here) / estate)
        if read.problems:
            tell_problems(read.problems, read.sources, "Nothing was built.")
            sys.exit(PROBLEMS)
        found += read.offices
    return list(dict.fromkeys(found))


def build_estate(
    here: str,
    folders: Sequence[str],
    estate: str | None,
    list_all: bool,
    jobs: int | None,
    only_check: bool,
    cluster: str | None,
    **options: Unpack[BuildOptions],
) -> None:
    """Builds all documents of some offices, or says what is stale; prints a line for each, and ends as the worst."""
    if list_all or options["explain"]:
        raise click.UsageError("--list and --explain are of one workspace: name one with -C.")
    roots = offices(here, folders, estate)
    outs = _outs(roots, options["out"])
    from pcpgen.estate import Office, build_offices, stale_offices

    order = whole_order(roots[0], jobs, options)
    every = [Office(root, out) for root, out in zip(roots, outs, strict=True)]
    names = _names(roots)
    idle = {each: done for each in every if (done := _standing(each, options))}
    rest = [each for each in every if each not in idle]
    worst = WELL
    with (
        unwritable("What was built before is whole; build again."),
        executor(None if only_check or not rest else cluster) as workers,
    ):
        made = stale_offices(rest, order) if only_check else build_offices(rest, order, workers)
        for each, outcome in _in_order(every, idle, made if rest else iter(())):
            click.echo(f"{names[each.root]}: {_line(outcome, each in idle, only_check)}")
            _tell_more(names[each.root], outcome)
            worst = max(worst, WELL if each in idle else _code(outcome))
    sys.exit(worst)


def _in_order(
    every: Sequence[Office], idle: dict[Office, Outcome], made: Iterator[Outcome]
) -> Iterator[tuple[Office, Outcome]]:
    for each in every:
        yield each, idle[each] if each in idle else next(made)


def _standing(office: Office, options: BuildOptions) -> Outcome | None:
    """What is told of an office that has nothing to do, by its files alone; None where it has."""
    from pcpgen.estate import Outcome

    own = options.copy()
    own["out"] = str(office.out)
    told = standing(office.root, **own)
    return None if told is None else Outcome(office, waiting=told[0], longer=told[1])


def _outs(roots: Sequence[Path], out: str | None) -> list[Path]:
    """The folder for the documents of each office: its own out/, or one of its name in the folder that is given."""
    if out is None:
        return [root / "out" for root in roots]
    twice = [name for name, count in Counter(root.name for root in roots).items() if count > 1]
    if twice:
        message = f"two offices are in a folder called {twice[0]}, and would have the same folder in {out}"
        raise click.UsageError(f"{message}. Leave --out away, and each has its own.")
    return [Path(out) / root.name for root in roots]


def _names(roots: Sequence[Path]) -> dict[Path, str]:
    """What each is called: by its folder, with as much of the path as tells it from others."""
    count = Counter(root.name for root in roots)
    return {root: root.name if count[root.name] == 1 else os.path.relpath(root) for root in roots}


def _line(done: Outcome, stands: bool, only_check: bool) -> str:
    """What became of an office, in a line."""
    from pcpgen.problems import listed, number_of

    if done.failure:
        return f"not built: {done.failure}"
    told = ["up to date"] if stands else []
    told += [number_of(done.documents, "document")] if done.documents else []
    if only_check and done.documents:
        told.append(f"{len(done.stale)} stale" if done.stale else "up to date")
    elif done.documents:
        told.append(f"{done.anew} made anew" if done.anew else "up to date")
    if done.unbuilt:
        told.append(f"not built: {listed(done.unbuilt, 3)}")
    if done.waiting:
        told.append(f"waiting for PDFs: {listed(done.waiting, 3)}")
    if not (stands or (done.whole and done.documents)):
        wrong = done.problems.removesuffix(".") or "nothing to build"
        told.append(f"{wrong}: pcpgen -C {_shown(done.office.root)} check")
    return ", ".join(told)


def _shown(root: Path) -> str:
    """A folder as it can be typed from here."""
    near = os.path.relpath(root)
    return str(root) if near.startswith("..") else near


def _tell_more(name: str, done: Outcome) -> None:
    for words in done.longer:
        click.echo(f"pcpgen: {name}: {words}.", err=True)
    for words in done.stale:
        say(f"{name}: {words}")


def _code(done: Outcome) -> int:
    if done.failure:
        return CANNOT
    return WELL if done.documents and done.whole and not done.stale else PROBLEMS
