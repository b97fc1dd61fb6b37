"""What YAML text is read to: a tree in which every value is text with its place."""

from __future__ import annotations

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in order, each key once."""

    entries: tuple[tuple[Text, Tree], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Tree, ...]
    place: Place


Tree = Text | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Pair:
    """A text as its author wrote it, and what it reads in the other language; empty where nobody has written that."""

    source: Text
    says: Text
