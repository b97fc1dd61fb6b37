"""Words as an author typed them, with their place."""

from __future__ import annotations

from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A value as typed, and where."""

    value: str
    place: Place

    def __str__(self) -> str:
        return self.value
