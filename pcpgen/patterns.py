"""From a regular expression as it is written to one that is compiled when it is first used: most runs need few of all.

To a reader and a type checker `pattern` is `re.compile`. What compiling one makes is kept in the user's own cache, for
it takes longer than all that is looked for: a list of numbers that the interpreter takes back, having verified them.
Where they cannot be kept or are not sound, the expression is compiled as usual.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import atexit
import hashlib
import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pcpgen import user_cache

if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:
        """What is compiled when something is first looked for with it."""

        def __init__(self, written: str, flags: int = 0) -> None:
            self.pattern, self._flags = written, flags

        def __getattr__(self, name: str) -> Any:
            """What the compiled one has of that name; it is kept, so that the next use costs nothing."""
            if name.startswith("__"):  # asked for by who copies it
                raise AttributeError(name)
            found = getattr(_compiled(self.pattern, int(self._flags)), name)
            setattr(self, name, found)
            return found


Kept = tuple[int, bytes, int, dict[str, int]]  # all flags, the numbers, how many groups, those that have names

MOST = 1_000  # expressions in the cache; where older programs have left more, it is begun anew
_FILE = f"patterns-{sys.implementation.cache_tag}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"
_SUM = 32  # bytes at its head, by which damage shows
_new: dict[tuple[str, int], re.Pattern[str]] = {}


@lru_cache(maxsize=1024)
def _compiled(written: str, flags: int) -> re.Pattern[str]:
    kept = _kept().get((written, flags))
    if kept:
        with suppress(RuntimeError, TypeError, ValueError, OverflowError):
            return _taken_back(written, *kept)
    if not _new:
        atexit.register(_keep)
    found = _new[written, flags] = re.compile(written, flags)
    return found


def _taken_back(written: str, flags: int, code: bytes, groups: int, named: dict[str, int]) -> re.Pattern[str]:
    """As `re` itself makes a pattern of its numbers, which the interpreter verifies."""
    names: list[str | None] = [None] * (groups + 1)
    for name, group in named.items():
        names[group] = name
    found: re.Pattern[str] = _sre.compile(written, flags, array("I", code).tolist(), groups, named, tuple(names))
    return found


@lru_cache(maxsize=1)
def _kept() -> dict[tuple[str, int], Kept]:
    """What earlier runs have kept, of this interpreter and this kind of machine."""
    content = user_cache.kept(_FILE)
    if content[:_SUM] != _sum(content[_SUM:]):  # damaged: the interpreter would take other numbers as well
        return {}
    with suppress(EOFError, TypeError, ValueError):
        found = marshal.loads(content[_SUM:])
        return found if isinstance(found, dict) and len(found) <= MOST else {}
    return {}


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _keep() -> None:
    """Adds what this run has compiled."""
    with suppress(Exception):  # at the end of a run nothing is worth an error
        from re import _compiler, _parser  # type: ignore[attr-defined]  # what `re` is made of

        made: dict[tuple[str, int], Kept] = {}
        for (written, flags), found in _new.items():
            code = array("I", _compiler._code(_parser.parse(written, flags), flags)).tobytes()
            made[written, flags] = found.flags, code, found.groups, dict(found.groupindex)
        content = marshal.dumps(_kept() | made)
        user_cache.keep(_FILE, _sum(content) + content)


__all__ = ["pattern"]
