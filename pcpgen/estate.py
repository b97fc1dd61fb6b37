"""From many offices to what became of each: all brought up to date in one run, side by side, by shared workers.

What is wrong in one office keeps no other from being built, and what stops the run leaves each folder whole.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from pcpgen import kept
from pcpgen.build import Built, Order, build_with, stale
from pcpgen.formats import CannotRender, NoneCanBeMade
from pcpgen.formats.pdf import FORKS, Job, Printed, Prints, Renderer, print_all, print_by
from pcpgen.problems import counted
from pcpgen.publish import CannotWrite
from pcpgen.values import dataclass

AHEAD = 4  # offices that are read while others wait for the PDFs that an executor makes of theirs


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace, and the folder for its documents."""

    root: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an office: how many documents it has and how many were made anew, and what was not."""

    office: Office
    documents: int = 0
    anew: int = 0
    unbuilt: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()  # packs, for the PDFs of their papers
    longer: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()  # why a build would make documents anew, where it was only asked
    problems: str = ""  # counted, in words
    whole: bool = True  # whether no mistake stands in it
    failure: str = ""  # why its documents could not be rendered or written


Work = Callable[[Office, Prints | None], Outcome]


def build_offices(offices: Sequence[Office], order: Order, executor: Executor | None = None) -> Iterator[Outcome]:
    """Brings all documents of some offices up to date; what became of each, in their order, as soon as it is known.

    No more offices are read and no more PDFs made at once than the order has jobs, of which each office has its share;
    where there is an executor, it makes the PDFs. Raises CannotRender where the renderer cannot be started, or the
    system ends a process of ours, NoneCanBeMade where the executor's workers are gone.
    """
    work = partial(_built, replace(order, told=_silent))
    if executor:
        yield from _in_turn(offices, work, partial(print_by, executor), AHEAD)
        return
    with ExitStack() as stack:
        renderer = stack.enter_context(Renderer()) if "pdf" in order.formats else None
        prints = partial(print_all, renderer, _share(order.jobs, len(offices))) if renderer else None
        yield from _side_by_side(offices, work, prints, order.jobs)


def stale_offices(offices: Sequence[Office], order: Order) -> Iterator[Outcome]:
    """What a build of some offices would make anew."""
    yield from _side_by_side(offices, partial(_stale, replace(order, told=_silent)), None, order.jobs)


def _share(jobs: int, offices: int) -> int:
    """How many PDFs an office may make at once, while others do so too."""
    return max(1, jobs // max(1, min(jobs, offices)))


def _silent(stage: str) -> None:
    """Hears nothing: stages of several offices would be told in one another's words."""


# -- one office


def _built(order: Order, office: Office, prints: Prints | None) -> Outcome:
    try:
        built = build_with(office.root, None, replace(order, out=office.out), prints)
    except NoneCanBeMade:
        raise
    except (CannotRender, CannotWrite) as cannot:
        return Outcome(office, failure=str(cannot))
    return _outcome(office, built)


def _stale(order: Order, office: Office, prints: Prints | None) -> Outcome:
    try:
        return _outcome(office, stale(office.root, replace(order, out=office.out)))
    except CannotRender as cannot:
        return Outcome(office, failure=str(cannot))


def _outcome(office: Office, built: Built) -> Outcome:
    """What is told of it; what was read stays in the process that read it."""
    return Outcome(
        office,
        documents=built.documents,
        anew=len({path.parent for path in built.written} - {office.out}),
        unbuilt=built.unbuilt,
        waiting=built.left,
        longer=built.longer,
        stale=built.why if not built.paths else (),
        problems=counted(built.judged.problems) if built.judged.problems else "",
        whole=built.whole,
    )


# -- many offices


def _side_by_side(offices: Sequence[Office], work: Work, prints: Prints | None, jobs: int) -> Iterator[Outcome]:
    """In forked processes where the system can, which all have what this one has imported."""
    jobs = min(jobs, len(offices))
    if not FORKS:
        yield from _in_turn(offices, work, prints, jobs)
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, (work, prints))
    try:
        yield from pool.map(_work, offices)
    except BrokenProcessPool:
        message = "the system has ended a process that built an office; perhaps memory ran out: try fewer --jobs"
        raise CannotRender(message) from None
    except BaseException:
        for child in multiprocessing.active_children():
            child.kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_shared: list[tuple[Work, Prints | None]] = []  # of a forked process: what it was begun for


def _begin(work: Work, prints: Prints | None) -> None:
    """In a forked process: it ends with its parent, which alone hears of an interrupt."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    _shared[:] = [(work, prints)]


def _work(office: Office) -> Outcome:
    """In a forked process: one office, of which only what is told stays."""
    work, prints = _shared[0]
    done = work(office, prints)
    kept.write_all()
    gc.collect()
    return done


def _in_turn(offices: Sequence[Office], work: Work, prints: Prints | None, ahead: int) -> Iterator[Outcome]:
    """In threads of this process, of which one works while the others wait for PDFs."""
    turn = Lock()

    def waiting(jobs: Sequence[Job], begun: Callable[[int], None]) -> list[Printed]:
        assert prints
        turn.release()
        try:
            return prints(jobs, begun)
        finally:
            turn.acquire()

    def one(office: Office) -> Outcome:
        with turn:
            return work(office, waiting if prints else None)

    pool = ThreadPoolExecutor(ahead)
    try:
        yield from pool.map(one, offices)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
