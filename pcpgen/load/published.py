"""From the record of an extract and the publishers' files in `sources/` to which of them are others than were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pcpgen.load.extraction import FOLDER, is_source
from pcpgen.manifest import known_digest
from pcpgen.model.extraction import Extracted, Extraction
from pcpgen.problems import listed


def compared(root: Path, declared: Extraction, record: Extracted) -> Extracted:
    """The record with what is no longer as it was read; a file that has changed is said to be of no observation."""
    changed = _changed(root, record)
    origins = {cell: each for cell, each in record.origins.items() if each.file not in changed} if changed else None
    doubts = (*record.doubts, *differing(root, declared, record))
    return replace(record, origins=record.origins if origins is None else origins, doubts=doubts)


def differing(root: Path, declared: Extraction, record: Extracted) -> Iterator[str]:
    """What of a publisher's files has changed since they were read, is gone, new or called otherwise, in words.

    They need not be there: they may be too large or too private for a repository. A mapping of the office's own must.
    """
    there, tables = _there(root, declared), tables_of(declared)
    kept = [each.file for each in record.files if there or each.file in tables]
    changed = [name for name in _changed(root, record) if name in kept]
    gone = [name for name in kept if not (root / name).is_file()]
    new = [name for name in (*there, *tables) if name not in kept]
    for names, what in ((changed, "changed"), (gone, "gone"), (new, "new")):
        if names:
            yield f"{listed(names, 5)} {'is' if len(names) == 1 else 'are'} {what}"
    if not there:
        yield from (f"{was} is called {now} now" for was, now in _renamed(root, record, tables))


def sums(root: Path, records: Mapping[str, Extracted]) -> dict[str, str]:
    """The files that were read, by the sums that they have now; an empty one where a file is not there."""
    files = {each.file for record in records.values() for each in record.files}
    return {file: known_digest(root / file) for file in sorted(files)}


def tables_of(declared: Extraction) -> tuple[str, ...]:
    """The files of the office's own mappings."""
    return tuple(f"{FOLDER}/{column.table}.csv" for column in declared.columns if column.table)


def _there(root: Path, declared: Extraction) -> list[str]:
    """The files that a declaration means, as far as they are there."""
    wanted = declared.file.value
    paths = sorted(root.glob(wanted)) if is_source(wanted) else []
    return [path.relative_to(root).as_posix() for path in paths if path.is_file() and not path.is_symlink()]


def _changed(root: Path, record: Extracted) -> list[str]:
    return [each.file for each in record.files if known_digest(root / each.file, each.sum) not in ("", each.sum)]


def _renamed(root: Path, record: Extracted, tables: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Files that lie beside under another name, each with that name."""
    sizes = {path: path.stat().st_size for path in sorted((root / FOLDER).rglob("*")) if path.is_file()}
    for each in record.files:
        if each.file not in tables and not (root / each.file).exists():
            alike = (
                path for path, size in sizes.items() if size == each.size and known_digest(path, each.sum) == each.sum
            )
            yield from ((each.file, path.relative_to(root).as_posix()) for path in list(alike)[:1])
