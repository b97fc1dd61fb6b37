"""From a line of words to whether an earlier run found nothing in it, so that nobody looks again.

Of most lines nothing is to tell, and nothing but the line itself decides that. What is kept of it, in the user's own
cache, is a sum, from which no words can be had back.
"""

from __future__ import annotations

import atexit
import hashlib
import sys
from functools import cached_property
from pathlib import Path
from types import ModuleType

from pcpgen import user_cache

_SIZE = 16  # bytes of a sum
_HEAD = 32  # bytes of the sum of all, by which damage shows
MOST = 20_000  # lines, more than an office has; where more were kept, they are begun anew


class Clean:
    """The lines in which rules found nothing; `judges` are the modules whose text decides what they find."""

    def __init__(self, *judges: ModuleType) -> None:
        self._judges = judges
        self._new: set[bytes] = set()

    def holds(self, line: bytes) -> bool:
        """Whether nothing was found in the line with this sum, by the rules as they are now."""
        return line in self._known or line in self._new

    def add(self, line: bytes) -> None:
        """Keeps that nothing is to tell of the line with this sum; it is written at the end of the run."""
        if not self._new:
            atexit.register(self.write)
        self._new.add(line)

    def write(self) -> None:
        every = (self._known if len(self._known) + len(self._new) <= MOST else frozenset()) | self._new
        content = b"".join(sorted(every))
        user_cache.keep(self.name, _sum(content) + content)

    @cached_property
    def name(self) -> str:
        """That of the file: one for what the rules are now, and the Python whose letters and words they go by."""
        texts = (Path(str(each.__file__)).read_bytes() for each in self._judges)
        return f"clean-{hashlib.sha256(b''.join([sys.version.encode(), *texts])).hexdigest()[:16]}"

    @cached_property
    def _known(self) -> frozenset[bytes]:
        content = user_cache.kept(self.name)
        lines = content[_HEAD:]
        if content[:_HEAD] != _sum(lines):
            return frozenset()
        return frozenset(lines[at : at + _SIZE] for at in range(0, len(lines), _SIZE))


def sum_of(line: str) -> bytes:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
