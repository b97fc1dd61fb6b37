"""Words as an author typed them, with their place."""

from __future__ import annotations

from dataclasses import field

from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A value as typed, and where."""

    value: str
    place: Place
    quoted: bool = field(default=False, compare=False)  # in YAML, so that what YAML takes for nothing is words
    written: str = field(default="", compare=False)  # what it reads in its own file, where this is its translation

    def __str__(self) -> str:
        return self.value
