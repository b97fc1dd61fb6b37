"""From bytes to a document's folder among the outputs, whole or not at all; the only room that writes outputs.

A new folder is written beside the old one, forced to the disk, and changed places with it in one step of the system. So
at every moment, after a kill or on a full disk too, a document's page, PDF, provenance and manifest are all old or all
new.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Collection, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.manifest import NAME, PACKAGE, PROVENANCE, READING, START, STYLE, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARES = f'href="{STYLE}"'.encode()  # as each page of a section does
_NEW, _OLD = ".pcpgen-new-", ".pcpgen-old-"


class CannotWrite(Exception):
    """The outputs could not be written; says why in words for the user.

    `some` is set where others had been written before.
    """

    some = False


def publish(out: Path, name: str, files: Mapping[str, bytes], ours: Collection[str] = ()) -> tuple[Path, ...]:
    """Makes `files` the whole content of the folder `name` in `out` and returns their paths in order.

    Raises CannotWrite, with the old outputs as they were: where the disk refuses, where somebody else is writing, and
    where the folder holds a file that no build has put there; `ours` are of one, whatever its manifest says.
    """
    target, new = out / name, out / f"{_NEW}{name}"
    try:
        _refuse_links(out, target)
        out.mkdir(parents=True, exist_ok=True)
        with _alone(out):
            _recover(out)
            _refuse_strangers(target, {*files, *ours})
            try:
                _write(new, files)
                _change_places(new, target)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            with suppress(OSError):  # they stand; at worst a power cut brings the old ones back
                _force(out)
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {os.strerror(error.errno or 0)}") from None
    return tuple(target / file for file in files)


def renew(out: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Puts single files into the standing folder `name` of `out`, or into `out` itself, each whole and in this order.

    Raises CannotWrite; files before the one that failed are new then, and the others old.
    """
    target, new = out / name, out / f"{_NEW}{name or 'front'}"
    try:
        _refuse_links(out, target)
        out.mkdir(parents=True, exist_ok=True)
        with _alone(out):
            _recover(out)
            try:
                _write(new, files)
                for file in files:
                    (new / file).replace(target / file)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            with suppress(OSError):  # as in `publish`
                _force(target)
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {os.strerror(error.errno or 0)}") from None


def withdraw(out: Path, name: str) -> None:
    """Takes the folder `name` out of `out` in one step, if there is one. Raises CannotWrite."""
    target, gone = out / name, out / f"{_NEW}{name}"
    if not target.is_dir() or target.is_symlink():
        return
    try:
        with _alone(out):
            _recover(out)
            _refuse_strangers(target, set())
            target.rename(gone)
            shutil.rmtree(gone)
    except OSError as error:
        raise CannotWrite(f"{out} cannot be written: {os.strerror(error.errno or 0)}") from None


def remove(out: Path, name: str) -> None:
    """Takes a file out of `out`, if it is there. Raises CannotWrite."""
    try:
        (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{out / name} cannot be removed: {os.strerror(error.errno or 0)}") from None


def clear(out: Path) -> None:
    """Makes good what an interrupted build left behind in `out`, if there is anything. Raises CannotWrite."""
    if any(out.glob(f"{_NEW}*")) or any(out.glob(f"{_OLD}*")):
        try:
            with _alone(out):
                _recover(out)
        except OSError as error:
            raise CannotWrite(f"{out} cannot be written: {os.strerror(error.errno or 0)}") from None


def publish_file(path: Path, content: bytes) -> None:
    """Makes `content` the whole of a file that the user named. Raises CannotWrite, with the old file as it was.

    What is no file but takes what is written, as /dev/stdout and /dev/null do, is written to, and stays what it is.
    """
    if not path.name:  # as the top of all folders
        raise CannotWrite(f"{path} cannot be written: {os.strerror(errno.EISDIR)}")
    if _takes_what_is_written(path):
        _pour(path, content)
        return
    beside = path.with_name(f"{_NEW}{path.name}")
    try:
        beside.unlink(missing_ok=True)  # left by an interruption, or a link to somewhere else
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {os.strerror(error.errno or 0)}") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _takes_what_is_written(path: Path) -> bool:
    """Whether a path leads to a device or to another process."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _pour(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written: {os.strerror(error.errno or 0)}") from None


def _refuse_links(out: Path, target: Path) -> None:
    for path in (out, target):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise CannotWrite(f"{path} is a link or a file; remove it, or name another folder with --out")


def _refuse_strangers(target: Path, files: set[str]) -> None:
    """What no build wrote would be lost; its owner is asked to move it."""
    manifest = read_manifest(target)
    ours = {NAME, *files, *(manifest.outputs if manifest else _as_we_name(target))}
    if strange := sorted(path.name for path in target.iterdir() if path.name not in ours) if target.exists() else []:
        raise CannotWrite(f"{target} holds {', '.join(strange)}, which pcpgen did not write; move it elsewhere")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder with the files, all on the disk when this returns; readable by all, whatever the umask."""
    folder.mkdir()
    folder.chmod(0o755)
    for name, content in files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        (folder / name).chmod(0o644)
    _force(folder)


def _as_we_name(target: Path) -> Iterator[str]:
    """The files of a folder without a manifest that can be read which are named as a build names them."""
    document = target.name.partition("-version-")[0]
    yield from (f"{document}.html", f"{document}.pdf", f"{document}.docx", PROVENANCE, PACKAGE, READING)
    with suppress(OSError):
        if (target / STYLE).is_file():
            yield from (START, STYLE, *(page.name for page in target.glob("*.html") if _SHARES in page.read_bytes()))
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        for each in json.loads((target / PACKAGE).read_bytes())["resources"]:
            yield str(each["path"])


def _force(folder: Path) -> None:
    """Forces a folder's own entries to the disk, where the system can open a folder."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _change_places(new: Path, target: Path) -> None:
    """Puts `new` in the place of `target`, and what was there in the place of `new`, in one step where the system can.

    Elsewhere the old folder is set aside first; `_recover` puts it back should the build end between the two steps.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = target.parent / f"{_OLD}{target.name}"
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system has exchanged the two names (renameat2 on Linux, renamex_np on macOS)."""
    import ctypes

    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            here = -100  # AT_FDCWD
            return bool(library.renameat2(here, paths[0], here, paths[1], 2) == 0)  # RENAME_EXCHANGE
        return bool(library.renamex_np(*paths, 2) == 0)  # RENAME_SWAP
    except (AttributeError, OSError, TypeError):
        return False


def _recover(out: Path) -> None:
    """Clears what an interrupted build left behind; a folder that was set aside goes back if its place is empty."""
    for old in out.glob(f"{_OLD}*"):
        place = out / old.name.removeprefix(_OLD)
        if place.exists():
            _clear(old)
        else:
            old.rename(place)
    for new in out.glob(f"{_NEW}*"):
        _clear(new)


def _clear(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keeps a second build out of the folder while one writes; the lock ends with the process and leaves no file."""
    try:
        import fcntl
    except ImportError:  # a system without file locks
        yield
        return
    descriptor = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotWrite(f"another build is writing to {out}; run this again when it has ended") from None
        yield
    finally:
        os.close(descriptor)
