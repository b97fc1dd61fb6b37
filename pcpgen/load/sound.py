"""From a file to what an earlier run made of it where nothing was wrong in it; else it is made anew."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from pcpgen.kept import Kept, sum_of
from pcpgen.load.files import Folder, Noted
from pcpgen.load.packed import packed_values, unpacked_values
from pcpgen.manifest import digest, program
from pcpgen.place import Source

T = TypeVar("T")


def made_of(folder: Folder, source: Source, make: Callable[[], tuple[T, bool]], *asked: object) -> T:
    """What is made of a file, and of what is `asked`; None where it cannot be read.

    `make` tells too whether it was made of the file alone, and of no other that it names, such as a picture. Else
    nothing is kept; nor is it of a translation, and where something is wrong.
    """
    key = b"" if folder.language else sum_of(program(), source.file, f"{source.is_english} {asked}", source.sum)
    if key and folder.memory and (remembered := folder.memory.get(key)):
        made: T = remembered
        return made
    if key and (kept := SOUND.get(key)):
        made = unpacked_values(kept, source.file)
        if folder.memory:
            folder.memory.put(key, made)
        return made
    before = len(folder.problems)
    made, alone = make()
    if key and alone and made is not None and len(folder.problems) == before:
        if folder.memory:
            folder.memory.put(key, made)
        with suppress(KeyError):
            SOUND.add(key, packed_values(made, source.file))
    return made


def made_of_folder(folder: Folder, where: str, make: Callable[[], T]) -> T:
    """What is made of a folder of the workspace and the folders in it.

    It is kept by the sums of all files there, as long as nothing is wrong in them and it rests on nothing else.
    """
    contents = None if folder.language else folder.all_in(where)
    if contents is None:
        return make()
    sums = {file: digest(content) for file, content in contents.items()}
    key = sum_of(program(), where, folder.main, *sums, *sums.values())
    made: T
    made, found = _known_of_folder(folder, key)
    if found:
        folder.take(found, contents, sums)
        return made
    noting = partial(folder.noting, where, sums, make)
    if folder.memory:  # of a folder that is written in, one state would be kept after another
        return folder.memory.make(key, noting)[0]
    made, found = noting()
    if found and made is not None:
        with suppress(KeyError):
            FOLDERS.add(key, marshal.dumps((tuple(found), packed_values(made))))
    return made


def _known_of_folder(folder: Folder, key: bytes) -> tuple[Any, Noted | None]:
    """What was made of a folder in this state, and what was read for it; nothing where nobody knows."""
    remembered: tuple[Any, Noted | None] | None = folder.memory.get(key) if folder.memory else None
    if remembered or not (kept := FOLDERS.get(key)):
        return remembered or (None, None)
    noted, packed = marshal.loads(kept)
    found = unpacked_values(packed), Noted(*noted)
    if folder.memory:
        folder.memory.put(key, found)
    return found


# what was made of files in which nothing is wrong, by the program that found nothing wrong
SOUND = Kept("load/sound.py", "yaml", "markdown:__meta__")
FOLDERS = Kept("load/sound.py", "load/files.py", "yaml", "markdown:__meta__")
