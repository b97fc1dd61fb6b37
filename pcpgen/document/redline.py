"""A text of the plan with what became of its words: runs within lines within groups."""

from __future__ import annotations

from typing import Literal

from pcpgen.document.prose import Phrase
from pcpgen.values import dataclass

Fate = Literal["same", "removed", "inserted"]


@dataclass(frozen=True)
class Run:
    """Neighbouring words of one fate."""

    fate: Fate
    prose: Phrase


@dataclass(frozen=True)
class Line:
    """A paragraph or an item of a list; `fate` is that of the whole, "reworded" where only some of it changes."""

    fate: Literal["same", "removed", "inserted", "reworded"]
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Group:
    """Paragraphs, or the items of one list."""

    kind: Literal["paragraphs", "list"]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Redline:
    """A text of the plan as a block of a paper: what became of it, in words, and its words with their marks.

    `says` tells what no mark in the text can: where it was moved from, what it serves now. Where it is `tracked`, a
    format that knows tracked changes makes such of it.
    """

    id: str
    number: str
    node: str  # "page-7/offenders"
    label: str  # "Passage reworded"
    title: tuple[Run, ...]
    says: tuple[str, ...]
    groups: tuple[Group, ...]
    changed: bool
    tracked: bool = False
    kind: Literal["redline"] = "redline"
