"""From a line of words to whether an earlier run found no slip in it, so that nobody looks again.

Of most lines nothing is to tell, and nothing but the line itself decides that. What is kept of it, in the user's own
cache, is a sum, from which no words can be had back.
"""

from __future__ import annotations

import atexit
import hashlib
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from pcpgen import user_cache
from pcpgen.prose import days, endings, slips

_SIZE = 16  # bytes of a sum
_HEAD = 32  # bytes of the sum of all, by which damage shows
MOST = 20_000  # lines, more than an office has; where more were kept, they are begun anew
_JUDGES: tuple[ModuleType, ...] = (slips, days, endings)
_new: set[bytes] = set()


def sum_of(line: str) -> bytes:
    return hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def is_clean(line: bytes) -> bool:
    """Whether the line with this sum was found without a slip by the rules as they are now."""
    return line in _known() or line in _new


def keep(line: bytes) -> None:
    """Keeps, until the end of the run, that nothing is wrong in the line with this sum; then it is written."""
    if not _new:
        atexit.register(_write)
    _new.add(line)


@cache
def _known() -> frozenset[bytes]:
    content = user_cache.kept(_name())
    lines = content[_HEAD:]
    if content[:_HEAD] != _sum(lines):
        return frozenset()
    return frozenset(lines[at : at + _SIZE] for at in range(0, len(lines), _SIZE))


@cache
def _name() -> str:
    """One for what the rules are now: their text, and the Python whose letters and words they go by."""
    texts = (Path(str(each.__file__)).read_bytes() for each in _JUDGES)
    return f"clean-{hashlib.sha256(b''.join([sys.version.encode(), *texts])).hexdigest()[:16]}"


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _write() -> None:
    every = (_known() if len(_known()) + len(_new) <= MOST else frozenset()) | _new
    content = b"".join(sorted(every))
    user_cache.keep(_name(), _sum(content) + content)
