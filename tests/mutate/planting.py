"""From kinds of changes and a seed to what came of each change, over several processes."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutate import slips, variants
from tests.mutate.changes import Change, Files, Kind
from tests.mutate.outcome import Outcome, Workspace, read

ROOT = Path(__file__).parents[2]
OFFICES = (ROOT, ROOT / "tests/offices/fellmoor", ROOT / "tests/offices/port-ansley")
TRIES = 12  # for a place at which a kind can be planted
ROUNDS = 12  # of all kinds, for variants that are not there yet
Planned = tuple[Kind, int, Change]  # the kind, the number of the office, and the change


def planted(seed: int, faults: int) -> Iterator[tuple[int, int, int]]:
    """For each fault the kind, the office and a seed of its own: kinds in turn, so that each has its share."""
    chance = random.Random(seed)
    for number in range(faults):
        yield number % len(slips.KINDS), chance.randrange(len(OFFICES)), chance.randrange(1 << 40)


def faults(seed: int, count: int) -> Iterator[Planned]:
    """So many slips, each in the office that was drawn, or else in another in which its kind can be planted."""
    files = [read(office) for office in OFFICES]
    for number, drawn, own in planted(seed, count):
        chance, kind = random.Random(own), slips.KINDS[number]
        for office in (drawn, *(each for each in range(len(OFFICES)) if each != drawn)):
            if slip := _planted(kind, files[office], chance):
                yield kind, office, slip
                break


def _planted(kind: Kind, files: Files, chance: random.Random) -> Change | None:
    """A slip, one that is not plausible if there is such a one."""
    slip = None
    for _ in range(TRIES):
        slip = kind.plant(files, chance) or slip
        if slip and not slip.plausible:
            break
    return slip


def right_changes(seed: int, count: int) -> Iterator[Planned]:
    """So many variants, no two of them alike: all kinds in turn, each in all offices, then again at other places."""
    return islice(_right_changes(random.Random(seed)), count)


def _right_changes(chance: random.Random) -> Iterator[Planned]:
    files = [read(office) for office in OFFICES]
    seen: set[tuple[int, str]] = set()
    for _ in range(ROUNDS):
        for kind in variants.KINDS:
            for office in range(len(OFFICES)):
                made = kind.plant(files[office], random.Random(chance.randrange(1 << 40)))
                if made and (office, repr(made)) not in seen:
                    seen.add((office, repr(made)))
                    yield kind, office, made


def outcomes(planned: Sequence[Planned], jobs: int) -> list[Outcome]:
    """What came of each change, in order; each process has copies of the offices of its own, and reads them once."""
    with (
        TemporaryDirectory() as folder,
        ProcessPoolExecutor(jobs, get_context("fork"), initializer=_copy, initargs=(folder,)) as pool,
    ):
        return list(pool.map(_outcome, planned, chunksize=8))


_copies: list[Workspace] = []  # of a process


def _copy(folder: str) -> None:
    own = Path(folder) / str(os.getpid())
    _copies[:] = [Workspace.copy(office, own / str(number)) for number, office in enumerate(OFFICES)]


def _outcome(planned: Planned) -> Outcome:
    kind, office, change = planned
    return _copies[office].outcome(kind, change)
