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
