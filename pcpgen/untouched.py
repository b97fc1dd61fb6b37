"""From a workspace and its outputs to whether no file was written to since all documents were found to stand.

An idle build would otherwise read every file anew to find nothing. Only what differs in identity, size or time makes
it look closer, so that nothing is built in vain, and nothing that has changed is taken for what it was.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pcpgen import own_folder

AT_ONCE = 2 * 10**9  # nanoseconds in which the time of a file may not tell two writes apart
# folders of the workspace that a document is made from, and where what its figures were extracted from lies
WATCHED = ("plan", "data", "templates", "sources")
_KEPT = "untouched"
_END = b"\n\n"  # of what waits, and of what is longer than its page


def standing(root: Path, out: Path, formats: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The packs that wait for their papers and what is longer than its page, where all else stands.

    None where somebody has to look closer.

    All stands if each file is the one, of the size and time, that it was when `keep` was told so.
    """
    try:
        waiting, longer, kept = _file(root, out).read_bytes().split(_END, 2)
    except (OSError, ValueError):
        return None
    told = tuple(waiting.decode().splitlines()), tuple(longer.decode().splitlines())
    return told if kept == state(root, out, formats) else None


def keep(
    root: Path, out: Path, formats: Sequence[str], inputs: Collection[str], told: Iterable[Sequence[str]], seen: bytes
) -> None:
    """Keeps what is now, where all documents stand; not where a file may be written to in the moment that it bears.

    `inputs` are the files of the workspace that the documents were made from; what lies elsewhere, or in a folder that
    is a link, is not watched. `told` is what is told again: what waits, and what is longer than its page. `seen` is the
    state before anybody looked closer: what came since, nobody has looked at.
    """
    file = _file(root, out)
    folders = {folder for each in inputs for folder in Path(each).parents}
    if any(each.partition("/")[0] not in WATCHED for each in inputs) or any(
        (root / each).is_symlink() for each in folders
    ):
        return
    with suppress(OSError):  # then the next build looks closer
        file.parent.mkdir(parents=True, exist_ok=True)
        own_folder.ignore(root / own_folder.NAME)
        beside = file.with_name(f"{_KEPT}-{os.getpid()}")
        beside.write_bytes(b"")
        now = beside.stat().st_ctime_ns
        found, newest, linked = _state(root, out, formats)
        if found == seen and newest + AT_ONCE < now and not linked:
            beside.write_bytes(b"".join("\n".join(lines).encode() + _END for lines in told) + found)
            beside.replace(file)
        else:
            beside.unlink()


def written_at(at: os.stat_result) -> int:
    """The time at which a file was last written to, in nanoseconds.

    The other is the author's to set, to years ahead even; where this one is that of making it, it alone is left.
    """
    return at.st_ctime_ns if os.name == "posix" else at.st_mtime_ns


def program() -> Iterator[tuple[str, os.stat_result]]:
    """The program's own files, by their path from the folder above it: code, templates, typeface; in no certain order.

    What Python keeps beside them is not even looked at.
    """
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - a Path for each of hundreds is dear
    above = os.path.dirname(here)  # noqa: PTH120
    tops = [here] if os.path.isdir(f"{here}/templates") else [here, f"{above}/templates"]  # noqa: PTH112
    for path, at in _files(tops, left_out="__pycache__"):
        if at and path.endswith(OWN):
            yield path[len(above) + 1 :].replace(os.sep, "/"), at


OWN = (".py", ".yaml", ".j2", ".css", ".ttf", ".woff2", ".json", ".md")


def _file(root: Path, out: Path) -> Path:
    return own_folder.of(root, out) / _KEPT


def state(root: Path, out: Path, formats: Sequence[str]) -> bytes:
    """What is where now, as a text to compare."""
    return _state(root, out, formats)[0]


def _state(root: Path, out: Path, formats: Sequence[str]) -> tuple[bytes, int, bool]:
    """The state, the newest time of a file in it, and whether a folder is a link, in which nothing is watched."""
    lines = [sys.version, *formats, str(out)]
    for folder in sys.path:  # a library that comes, goes or changes its version is a folder there with another name
        with suppress(OSError):
            lines.append(f"{folder} {os.stat(folder).st_mtime_ns}")  # noqa: PTH116
    newest, linked = 0, False
    for path, at in (*_files([f"{root}/{each}" for each in WATCHED] + [str(out)]), *program()):
        if at is None:  # a folder, which may be wrong where it is though nothing is in it
            lines.append(f"{path}/")
            continue
        lines.append(f"{path} {at.st_ino} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}")
        newest = max(newest, written_at(at))
        linked = linked or stat.S_ISDIR(at.st_mode)
    return "\n".join(lines).encode("utf-8", "surrogateescape"), newest, linked


def _files(tops: Iterable[str], left_out: str = "") -> Iterator[tuple[str, os.stat_result | None]]:
    """What is in folders and the folders in them, these without more; a link is what it leads to, if to anything."""
    ahead = [*tops]
    while ahead:
        try:
            entries = os.scandir(ahead.pop())
        except OSError:  # who looks closer tells it
            continue
        with entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    try:
                        yield entry.path, entry.stat()
                    except OSError:  # a link that leads nowhere
                        yield entry.path, entry.stat(follow_symlinks=False)
                elif entry.name != left_out:
                    yield entry.path, None
                    ahead.append(entry.path)
