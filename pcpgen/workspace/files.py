"""From texts to files of a workspace, new ones and ones that get a few lines: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from pcpgen.publish import CannotWrite

EXECUTABLE = (".githooks/",)  # what git starts


def write_new(root: Path, texts: Mapping[str, str], read: Mapping[str, str] | None = None) -> None:
    """Puts new files into a folder, and new texts into files that were `read` there; where one fails, all is as it was.

    The last new one comes last, so that what it makes of the folder is never there without the rest. Raises
    CannotWrite; so where a new file stands already, or one that was read has another text now.
    """
    read = read or {}
    made: list[Path] = []
    before: dict[Path, bytes] = {}
    _refuse_links(root, texts)
    try:
        folders = _missing(root)
        root.mkdir(parents=True, exist_ok=True)
        made += folders
        beside = Path(tempfile.mkdtemp(prefix=".pcpgen-new-", dir=root))
        try:
            for name, text in ((name, text) for name, text in texts.items() if name in read):
                before[root / name] = (root / name).read_bytes()
                if _text(before[root / name]) != read[name]:
                    raise CannotWrite(f"{root / name} was changed meanwhile")
                _prepare(beside, name, _as_it_was(before[root / name], text), root / name)
                (beside / name).replace(root / name)
            for name, text in ((name, text) for name, text in texts.items() if name not in read):
                _prepare(beside, name, text)
                made += _missing((root / name).parent)
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                _put(beside / name, root / name)
                made.append(root / name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except BaseException as error:
        _undo(made, before)
        if isinstance(error, OSError):
            raise CannotWrite(f"{error.filename or root} cannot be written: {error.strerror}") from None
        raise


def _refuse_links(root: Path, names: Iterable[str]) -> None:
    """What is reached through a link lies elsewhere, and may not be the office's."""
    for path in (root / above for name in names for above in (name, *map(str, PurePosixPath(name).parents))):
        if path != root and path.is_symlink():
            raise CannotWrite(f"{path} is a link; put what it leads to in its place")


def _text(content: bytes) -> str:
    """The text of a file as a workspace reads it."""
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _as_it_was(before: bytes, text: str) -> str:
    """A text with the mark at the beginning that its file had, and at the end of each line what its file had there.

    A new line ends as the one before it.
    """
    mark = "\ufeff" if before.startswith("\ufeff".encode()) else ""
    if b"\r\n" not in before:
        return mark + text
    old, new = before.decode("utf-8", "replace").split("\n"), text.split("\n")
    ends = ["\r" * line.endswith("\r") for line in old]
    if all(ends[:-1]):
        return mark + text.replace("\n", "\r\n")
    alike = SequenceMatcher(None, [line.removesuffix("\r").removeprefix("\ufeff") for line in old], new, autojunk=False)
    of_new = {block.b + at: ends[block.a + at] for block in alike.get_matching_blocks() for at in range(block.size)}
    end, found = ends[0], []
    for at, line in enumerate(new):
        end = of_new.get(at, end)
        found.append(line + (end if at < len(new) - 1 else ""))
    return mark + "\n".join(found)


def _prepare(beside: Path, name: str, text: str, like: Path | None = None) -> None:
    """The file with its text; one that takes the place of another is on the disk before, and has its rights."""
    path = beside / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(text.encode("utf-8"))
        if like:
            file.flush()
            os.fsync(file.fileno())
    if name.startswith(EXECUTABLE):
        path.chmod(0o755)
    if like:
        shutil.copymode(like, path)


def _put(new: Path, target: Path) -> None:
    """Moves a file to where none stands."""
    try:
        os.link(new, target)  # refused where one stands; a rename would take its place
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(17, "a file stands there already", str(target)) from None
        new.rename(target)


def _missing(folder: Path) -> list[Path]:
    """The folders on the way that are not there yet, from the top down."""
    return [each for each in (*reversed(folder.parents), folder) if not each.exists()]


def _undo(made: list[Path], before: Mapping[Path, bytes]) -> None:
    """Takes away what was made, and puts back what was changed."""
    for path, content in before.items():
        with suppress(OSError):
            path.write_bytes(content)
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
