"""From a folder of outputs to what they were made from, which the workspace keeps to itself in `.pcpgen/`.

The sum of a file tells who can guess most of it the rest, such as the one count that is kept back. So what was read, by
its sums, is never published beside the outputs; without this record they are compared anew, and nothing else is lost.
All documents of a build were made from the same state of the workspace, so it is kept once and not with each of them.
Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path

from pcpgen import own_folder
from pcpgen.values import dataclass

EVERY = "every"  # the record of a build of every document
_STATES = "states"  # of the workspace, each by its sum
_OF_STATE = ("inputs", "listing")  # what of a record is kept there


@dataclass(frozen=True, slots=True)
class Record:
    """What the outputs in a folder were made from."""

    inputs: Mapping[str, str]  # each file of the workspace by the sha256 of its content
    listing: str  # the names in the watched folders, as one sum
    quiet: bool  # whether nothing must be told again at each build
    manifest: str  # the sum of the manifest of the outputs for which this holds
    files: tuple[str, ...] = ()  # that the folder holds
    waiting: tuple[str, ...] = ()  # packs whose papers have no PDF yet, of a build of every document
    longer: tuple[str, ...] = ()  # what in the PDF is longer than its page, in words; of a build of all, in any


def read_record(root: Path, out: Path, name: str = "") -> Record | None:
    """The record of the document's folder `name` in `out`, or of all of `out`; None where none can be read."""
    try:
        own = json.loads(_path(root, out, name).read_bytes())
        record = Record(**{**_state(_states(root, out) / f"{own.pop('state')}.json"), **own})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    sound = (
        is_sums(record.inputs)
        and is_texts([record.listing, record.manifest])
        and is_texts([*record.files, *record.waiting, *record.longer])
    )
    if not sound or not isinstance(record.quiet, bool):
        return None
    files, waiting, longer = map(tuple, (record.files, record.waiting, record.longer))
    return replace(record, files=files, waiting=waiting, longer=longer)


@lru_cache(maxsize=4)
def _state(path: Path) -> dict[str, object]:
    """A state that is kept; its name is its sum, so it is the same whenever it is read."""
    found = json.loads(path.read_bytes())
    return {name: found[name] for name in _OF_STATE}


def keep(root: Path, out: Path, name: str, record: Record) -> None:
    """Keeps a record; where the workspace cannot be written, the next build compares the outputs anew."""
    own = {entry: value for entry, value in asdict(record).items() if entry not in _OF_STATE}
    state = _encoded({entry: getattr(record, entry) for entry in _OF_STATE})
    kept = _states(root, out) / f"{hashlib.sha256(state).hexdigest()}.json"
    path = _path(root, out, name)
    with suppress(OSError):
        for folder in (path.parent, kept.parent):
            folder.mkdir(parents=True, exist_ok=True)
        own_folder.ignore(root / own_folder.NAME)
        if not kept.exists():
            _write(kept, state)
        _write(path, _encoded({**own, "state": kept.stem}))
        if not name:
            _tidy(root, out)


def _tidy(root: Path, out: Path) -> None:
    """Takes away the states that no record rests on any more."""
    place = own_folder.of(root, out)
    records = [path.read_bytes() for path in (*place.glob("*.json"), *place.glob("documents/*.json"))]
    for state in _states(root, out).glob("*.json"):
        if not any(state.stem.encode() in record for record in records):
            state.unlink()


def _encoded(entries: Mapping[str, object]) -> bytes:
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in entries.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def forget(root: Path, out: Path, name: str) -> None:
    """Takes the record of a folder away."""
    with suppress(OSError):
        _path(root, out, name).unlink(missing_ok=True)


def is_sums(value: object) -> bool:
    """Whether a value that was read holds texts by texts."""
    return isinstance(value, dict) and is_texts(value) and is_texts(value.values())


def is_texts(values: object) -> bool:
    """Whether a value that was read holds texts and nothing else."""
    return (
        isinstance(values, Iterable) and not isinstance(values, str) and all(isinstance(each, str) for each in values)
    )


def _states(root: Path, out: Path) -> Path:
    return own_folder.of(root, out) / _STATES


def _path(root: Path, out: Path, name: str) -> Path:
    return own_folder.of(root, out) / (f"{EVERY}.json" if not name else f"documents/{name}.json")
