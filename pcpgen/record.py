"""From a folder of outputs to what they were made from, which the workspace keeps to itself in `.pcpgen/`.

The sum of a file tells who can guess most of it the rest, such as the one count that is kept back. So what was read, by
its sums, is never published beside the outputs; without this record they are compared anew, and nothing else is lost.
All documents of a build were made from the same state of the workspace, so it is kept once and not with each of them;
a build of every document keeps one record of all.
Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pcpgen import own_folder
from pcpgen.values import dataclass

EVERY = "every"  # the record of a build of every document
_STATES = "states"  # of the workspace, each by its sum


@dataclass(frozen=True)
class State:
    """What a workspace held; many records rest on one, which is kept once."""

    inputs: Mapping[str, str]  # each file of the workspace by the sha256 of its content
    listing: str  # the names in the watched folders, as one sum

    @cached_property
    def encoded(self) -> bytes:
        return _encoded({"inputs": self.inputs, "listing": self.listing})

    @cached_property
    def name(self) -> str:
        return hashlib.sha256(self.encoded).hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """A document of a build of every one: the sum of its manifest, the files of its folder, what is longer than a page.

    `read` are the datasets that were asked for while it was composed, where it may stand while these are what they were
    (`unchanged.py`). `lay` is how its files lay when they were last found to be as they were written (`manifest.lie`).
    """

    manifest: str
    files: tuple[str, ...]
    longer: tuple[str, ...] = ()
    read: tuple[str, ...] | None = None
    lay: str = ""
    has_figures: bool = True  # whether its provenance names any


@dataclass(frozen=True, slots=True)
class Record:
    """What the outputs in a folder were made from; `documents` are those of a build of every one, by their folders."""

    state: State
    quiet: bool  # whether nothing must be told again at each build
    manifest: str  # the sum of the manifest of the outputs for which this holds
    files: tuple[str, ...] = ()  # that the folder holds
    waiting: tuple[str, ...] = ()  # packs whose papers have no PDF yet, of a build of every document
    longer: tuple[str, ...] = ()  # what in the PDF is longer than its page, in words; of a build of all, in any
    documents: Mapping[str, Made] = field(default_factory=dict)
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # that found nothing, by name, as `Made.read`
    front: Mapping[str, str] = field(default_factory=dict)  # the pages about all, by the sum of what they are made from

    @property
    def inputs(self) -> Mapping[str, str]:
        return self.state.inputs

    @property
    def listing(self) -> str:
        return self.state.listing


def read_record(root: Path, out: Path, name: str = "", every: Record | None = None) -> Record | None:
    """The record of the document's folder `name` in `out`, or of all of `out`; None where none can be read.

    A document has one of its own where it was built by itself since all were; else it stands in that of `every` one.
    """
    own = _read(root, out, name)
    if own or not name:
        return own
    every = every or _read(root, out, "")
    made = every.documents.get(name) if every else None
    return Record(every.state, every.quiet, made.manifest, made.files, longer=made.longer) if every and made else None


def _read(root: Path, out: Path, name: str) -> Record | None:
    try:
        return _record(kept_in(root, out, name).read_bytes(), _states(root, out))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


@lru_cache(maxsize=2)
def _record(content: bytes, states: Path) -> Record:
    """What the file of a record says, which a build asks for more than once; raises an error where it says none."""
    own = json.loads(content)
    state = _state(states / f"{own.pop('state')}.json")
    documents = {folder: Made(**made) for folder, made in own.pop("documents", {}).items()}
    checks = {check: tuple(read) for check, read in own.pop("checks", {}).items()}
    record = Record(**{**own, "state": state, "documents": documents, "checks": checks})
    made = documents.values()
    texts = [record.manifest, *(text for each in made for text in (each.manifest, each.lay))]
    lists = [record.files, record.waiting, record.longer]
    lists += [*checks.values(), *(of for each in made for of in (each.files, each.longer, each.read or ()))]
    flags = (record.quiet, *(each.has_figures for each in made))
    texts += [*record.front, *record.front.values()]
    if not is_texts(texts) or not all(map(is_texts, lists)) or not all(isinstance(each, bool) for each in flags):
        raise ValueError
    documents = {
        folder: replace(each, **_tuples(each, ("files", "longer", "read"))) for folder, each in documents.items()
    }
    return replace(record, documents=documents, **_tuples(record, ("files", "waiting", "longer")))


def _tuples(value: object, names: Iterable[str]) -> dict[str, Any]:
    """The lists of a value as it was read, as they are compared."""
    return {name: None if getattr(value, name) is None else tuple(getattr(value, name)) for name in names}


@lru_cache(maxsize=4)
def _state(path: Path) -> State:
    """A state that is kept; its name is its sum, so it is the same whenever it is read."""
    found = json.loads(path.read_bytes())
    if not is_sums(found["inputs"]) or not is_texts([found["listing"]]):
        raise ValueError
    return State(found["inputs"], found["listing"])


def keep(root: Path, out: Path, name: str, record: Record) -> None:
    """Keeps a record; where the workspace cannot be written, the next build compares the outputs anew.

    That of every document takes the place of those of the documents that it names.
    """
    own = {entry: getattr(record, entry) for entry in record.__dataclass_fields__ if entry != "state"}
    kept = _states(root, out) / f"{record.state.name}.json"
    path = kept_in(root, out, name)
    with suppress(OSError):
        for folder in (path.parent, kept.parent):
            folder.mkdir(parents=True, exist_ok=True)
        own_folder.ignore(root / own_folder.NAME)
        if not kept.exists():
            _write(kept, record.state.encoded)
        _write(path, _encoded({**own, "state": record.state.name}))
        if not name:
            for document in path.parent.glob("documents/*.json"):
                if document.stem in record.documents:
                    document.unlink(missing_ok=True)
            _tidy(root, out)


def _tidy(root: Path, out: Path) -> None:
    """Takes away the states that no record rests on any more."""
    place = own_folder.of(root, out)
    records = [path.read_bytes() for path in (*place.glob("*.json"), *place.glob("documents/*.json"))]
    for state in _states(root, out).glob("*.json"):
        if not any(state.stem.encode() in record for record in records):
            state.unlink()


def _encoded(entries: Mapping[str, object]) -> bytes:
    return json.dumps(entries, ensure_ascii=False, sort_keys=True, default=_plain).encode("utf-8")


def _plain(value: object) -> object:
    """A value of ours by the names of its fields."""
    return (
        dict(value)
        if isinstance(value, Mapping)
        else {name: getattr(value, name) for name in Made.__dataclass_fields__}
    )


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def forget(root: Path, out: Path, name: str) -> None:
    """Takes the record of a folder away."""
    with suppress(OSError):
        kept_in(root, out, name).unlink(missing_ok=True)


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


def kept_in(root: Path, out: Path, name: str = "") -> Path:
    """The file of the record of a document's folder in `out`, or of all of it."""
    return own_folder.of(root, out) / (f"{EVERY}.json" if not name else f"documents/{name}.json")
