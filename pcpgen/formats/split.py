"""From the text of a page for print to its frame and its parts, so that a part that has not changed is known again."""

from __future__ import annotations

import re

from pcpgen.patterns import pattern
from pcpgen.values import dataclass

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_TAG = pattern(r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_BODY, _MAIN = ["html", "body"], ["html", "body", "main"]


class Inseparable(Exception):
    """A page cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a page as it is written, and whether it stands in `main` or beside it."""

    in_main: bool
    html: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """A page without its parts, and its parts in order."""

    frame: str
    parts: tuple[Text, ...]


def pieces(html: str) -> Pieces:
    """What a page's body and its `main` hold, and the rest. Raises Inseparable where an element is left open."""
    frame: list[str] = []
    parts: list[Text] = []
    opened: list[str] = []
    begun, kept = -1, 0  # where a part begins, and up to where the text is told
    for found in _TAG.finditer(html):
        name = found[2]
        if name is None or name in _VOID or found[3].endswith("/"):
            continue
        if not found[1]:
            if begun < 0 and opened in (_BODY, _MAIN) and name != "main":
                begun = found.start()
                frame.append(html[kept:begun])
            opened.append(name)
            continue
        if not opened or opened.pop() != name:
            raise Inseparable
        if begun >= 0 and opened in (_BODY, _MAIN):
            parts.append(Text(opened == _MAIN, html[begun : found.end()]))
            begun, kept = -1, found.end()
    frame.append(html[kept:])
    if opened or not any(part.in_main for part in parts):
        raise Inseparable
    return Pieces("".join(frame), tuple(parts))
