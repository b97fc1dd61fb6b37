"""From a text to what an earlier run made of it, so that it is not made again; kept in the user's own cache.

It is found by the sum of the text, and holds while the modules that make it read as they do and Python is the same.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias, TypeVar

from pcpgen import user_cache

T = TypeVar("T")
_HERE = Path(__file__).parent
_SIZE = 16  # bytes of a text's sum
_HEAD = 32  # bytes of the sum of the index, by which damage shows
_LENGTH = 8  # bytes of the index's own length
_Entry: TypeAlias = tuple[bytes | memoryview, bytes]  # what was made of a text, and its sum
MOST = 4_000_000  # bytes; where there are more, only what this run has used stays, as far as it is no more than that


class Kept:
    """What is made of texts. `makers` are all modules that decide that: ours by file, as "load/parsing.py", and the
    libraries that they rest on by name, with the module in which the version stands where it is not the first, as
    "markdown:__meta__".
    """

    def __init__(self, *makers: str) -> None:
        self.makers = makers
        self._new: dict[bytes, bytes] = {}
        self._size = 0  # bytes of the new
        self._written = 0  # how many of the new are in the file
        self._used: set[bytes] = set()

    def get(self, key: bytes) -> bytes | None:
        """What was made of the text with this sum; None where nothing is kept of it."""
        found = self._known.get(key)
        if found is None:
            return self._new.get(key)
        self._used.add(key)
        return found

    def add(self, key: bytes, made: bytes = b"") -> None:
        """Keeps what was made of the text with this sum, where there is room; it is written at the end of the run."""
        size = self._size + len(key) + len(made)
        if size > MOST:
            return
        self._size = size
        if not self._new:
            atexit.register(self.write)
            _GROWN.append(self)
        self._new[key] = made

    def unless_clean(self, key: bytes, found: Iterable[T]) -> Iterator[T]:
        """What is found in the texts with this sum; nothing is looked for where it is known that there is nothing."""
        if self.get(key) is not None:
            return
        clean = True
        for each in found:
            clean = False
            yield each
        if clean:
            self.add(key)

    def write(self) -> None:
        """Writes what is new since the last time to what other processes have written by now."""
        if len(self._new) == self._written:
            return
        before = _Entries(user_cache.kept(self.name)).all
        new = {key: (made, _sum(made)) for key, made in self._new.items()}
        every = before | new
        self._written = len(self._new)
        if _size(every) > MOST:
            every = _first_of({key: before[key] for key in before if key in self._used} | new)
            if every == before:
                return
        user_cache.keep(self.name, _packed(every))

    @cached_property
    def name(self) -> str:
        """That of the file."""
        decides = b"\0".join([sys.version.encode(), *map(_text, ("kept.py", *self.makers))])
        return f"kept-{hashlib.sha256(decides).hexdigest()[:16]}"

    @cached_property
    def _known(self) -> _Entries:
        return _Entries(user_cache.kept(self.name))


class _Entries:
    """What a file keeps: an index at its head, of which damage shows at once, and entries, of which it does when one is
    asked for: a file may hold much that nobody asks for.
    """

    def __init__(self, content: bytes) -> None:
        self.index: dict[bytes, tuple[int, int, bytes]] = {}  # where each begins and ends, and its sum
        head, size = content[:_HEAD], int.from_bytes(content[_HEAD : _HEAD + _LENGTH], "big")
        self._made = memoryview(content)[_HEAD + _LENGTH + size :]
        index = content[_HEAD + _LENGTH : _HEAD + _LENGTH + size]
        if head == hashlib.sha256(index).digest():
            with suppress(EOFError, TypeError, ValueError):
                self.index = marshal.loads(index)

    def get(self, key: bytes) -> bytes | None:
        """An entry; None where there is none, or it is not as it was written."""
        if key not in self.index:
            return None
        begin, end, known = self.index[key]
        made = bytes(self._made[begin:end])
        return made if _sum(made) == known else None

    @property
    def all(self) -> dict[bytes, _Entry]:
        """Every entry as it lies there: whether it is as it was written shows when it is asked for."""
        return {key: (self._made[begin:end], known) for key, (begin, end, known) in self.index.items()}


def _packed(made: Mapping[bytes, _Entry]) -> bytes:
    """A file of entries."""
    ends = accumulate(len(each) for each, _ in made.values())
    found = {key: (end - len(each), end, sum) for (key, (each, sum)), end in zip(made.items(), ends, strict=True)}
    index = marshal.dumps(found)
    head = hashlib.sha256(index).digest(), len(index).to_bytes(_LENGTH, "big"), index
    return b"".join([*head, *(each for each, _ in made.values())])


def _sum(made: bytes) -> bytes:
    """The sum of an entry; of one that says no more than that it is there, none."""
    return hashlib.sha256(made).digest()[:_SIZE] if made else b""


def _size(made: Mapping[bytes, _Entry]) -> int:
    return sum(len(key) + len(each) for key, (each, _) in made.items())


def _first_of(made: Mapping[bytes, _Entry]) -> dict[bytes, _Entry]:
    """The first of them, as many as there is room for."""
    sizes = accumulate(len(key) + len(each) for key, (each, _) in made.items())
    return {key: made[key] for key, size in zip(made, sizes, strict=True) if size <= MOST}


_GROWN: list[Kept] = []


def write_all() -> None:
    """Writes now what else is written at the end of the run, for a process that has no such end."""
    for each in _GROWN:
        each.write()


@cache  # many have one and the same
def _text(maker: str) -> bytes:
    """The text of a module of ours, or of that of a library in which its version stands; it is not imported."""
    if maker.endswith(".py"):
        return (_HERE / maker).read_bytes()
    library, _, module = maker.partition(":")
    found = find_spec(library)
    return Path(found.origin).with_name(f"{module or '__init__'}.py").read_bytes() if found and found.origin else b""


def sum_of(*texts: str) -> bytes:
    """The sum by which what is made of texts is kept."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
