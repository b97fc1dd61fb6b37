"""From a file to what an earlier run made of it where nothing was wrong in it; else it is made anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from pcpgen.kept import Kept, sum_of
from pcpgen.load.files import Folder
from pcpgen.load.packed import packed_values, unpacked_values
from pcpgen.manifest import program
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


# what was made of files in which nothing is wrong, by the program that found nothing wrong
SOUND = Kept("load/sound.py", "yaml", "markdown:__meta__")
