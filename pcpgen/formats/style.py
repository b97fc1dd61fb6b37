"""From a style as we write it to one as a page holds it: without comments and spaces, which are for us."""

from __future__ import annotations

import re
from functools import lru_cache

from pcpgen.kept import Kept, sum_of
from pcpgen.patterns import pattern

_COMMENT = pattern(r"/\*.*?\*/\s*", re.DOTALL)
_BLOCK = pattern(r"\s*\{([^{}@]*)\}")  # of declarations
_SPACE = pattern(r"""("[^"]*"|'[^']*')|([;:])\s+""")  # texts keep theirs
_LINE = pattern(r"(?<=[{};,])\n\s*")
BARE = Kept("formats/style.py")


@lru_cache(maxsize=32)  # a document has the same on the pages of its sections
def bare(css: str) -> str:
    """A style without its comments and its spaces."""
    key = sum_of(css)
    if (kept := BARE.get(key)) is not None:
        return kept.decode("utf-8")
    made = _LINE.sub("", _BLOCK.sub(_squeezed, _COMMENT.sub("", css)).strip())
    BARE.add(key, made.encode("utf-8"))
    return made


def _squeezed(block: re.Match[str]) -> str:
    return "{" + _SPACE.sub(lambda found: found[1] or found[2], block[1].strip()).rstrip(";") + "}"
