"""From bytes to files in the output folder, whole or not at all; the only room that writes outputs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = ".pcpgen-new-"
_LOCK = ".pcpgen-lock"


class CannotWrite(Exception):
    """The outputs could not be written; says why in words for the user."""


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes the files into `folder`, all of them or none, and returns their paths in order.

    Each is written beside its place, forced to the disk and then renamed; what stood there before stays until every
    new file is whole. Raises CannotWrite, with the old outputs as they were.
    """
    if folder.is_symlink():
        raise CannotWrite(f"{folder} is a link; name a real folder with --out")
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            for leftover in folder.glob(f"{_TEMPORARY}*"):
                leftover.unlink()
            for name, content in files.items():
                target, temporary = folder / name, folder / f"{_TEMPORARY}{name}"
                if target.is_symlink() or target.is_dir():
                    raise CannotWrite(f"{target} is a link or a folder; remove it")
                written.append((temporary, target))
                _write(temporary, content)
            for temporary, target in written:
                temporary.replace(target)
            _force(folder)
    except OSError as error:
        for temporary, _ in written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise CannotWrite(f"{folder} cannot be written: {os.strerror(error.errno or 0)}") from None
    return tuple(target for _, target in written)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _force(folder: Path) -> None:
    """Forces the folder's own entries to the disk, where a folder can be opened."""
    with suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps a second build out of the folder while one writes; the lock goes with the process."""
    try:
        import fcntl
    except ImportError:  # a system without file locks
        yield
        return
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotWrite(f"another build is writing to {folder}; run this again when it has ended") from None
        try:
            yield
        finally:
            (folder / _LOCK).unlink(missing_ok=True)
