"""From a workspace to the files that change in it, as they change; the only door to watchfiles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

from pcpgen.manifest import names
from pcpgen.untouched import WATCHED

_QUIET = 1000  # milliseconds without a change, after which there is time for a PDF
_SAVED = 50  # the same, after which a file is taken to be saved whole
_LOOK = 300  # how often files are looked at where no system tells of changes


def changes(root: Path, poll: bool = False) -> Iterator[frozenset[str] | None]:
    """The files that have changed, by their names in the workspace; None where nothing has for a while.

    The first set is empty: all is to be read. What changes while it is read is told afterwards, and a folder that is
    added later is watched from then on. With `poll` files are looked at again and again, as some shares need it.
    """
    before = _stamps(root)
    yield frozenset()
    while True:
        folders = _folders(root)
        sure = False
        for found in _watched(root, folders, poll):
            files = found if sure else found | _differing(before, _stamps(root))
            sure = True
            yield frozenset(files) or None
            if _folders(root) != folders:
                break
        else:
            return
        known = {folder.name for folder in folders}
        before = {name: stamp for name, stamp in _stamps(root).items() if name.split("/")[0] in known}


def _watched(root: Path, folders: list[Path], poll: bool) -> Iterator[set[str]]:
    """Sets of changed files, empty ones in between."""
    seen = watch(
        *(folders or [root]),
        debounce=10 * _SAVED,
        step=_SAVED,
        rust_timeout=_QUIET,
        yield_on_timeout=True,
        force_polling=poll or None,
        poll_delay_ms=_LOOK,
        recursive=bool(folders),
        ignore_permission_denied=True,
    )
    for found in seen:
        yield {name for _, path in found if (name := _name(root, path))}


def _name(root: Path, path: str) -> str:
    """A file by its name in the workspace; empty for one that an editor keeps beside another."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return ""
    return "" if any(part.startswith((".", "~")) for part in parts) else "/".join(parts)


def _folders(root: Path) -> list[Path]:
    return [root / name for name in WATCHED if (root / name).is_dir()]


def _stamps(root: Path) -> dict[str, tuple[int, int]]:
    """When each file was changed, and its size."""
    found = {}
    for name in names(root):
        if name.endswith("/"):  # whose time changes with what an editor lays there for itself
            continue
        with suppress(OSError):  # gone again
            about = (root / name).stat()
            found[name] = about.st_mtime_ns, about.st_size
    return found


def _differing(before: dict[str, tuple[int, int]], now: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name in {*before, *now} if before.get(name) != now.get(name)}
