"""Words as an author typed them, with their place, and the expressions in them."""

from __future__ import annotations

from pcpgen.place import Place
from pcpgen.values import dataclass

Argument = str | int


@dataclass(frozen=True, slots=True)
class Text:
    """A value as typed, and where."""

    value: str
    place: Place

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands in double braces: a name with its arguments, all literal."""

    name: str
    arguments: tuple[Argument, ...]
    options: tuple[tuple[str, Argument], ...]
    raw: str
    place: Place

    def option(self, name: str) -> Argument | None:
        return dict(self.options).get(name)


@dataclass(frozen=True, slots=True)
class Passage:
    """An author's prose: Markdown, cut where an expression stands."""

    pieces: tuple[str | Expression, ...]
    place: Place

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Expression))

    @property
    def written(self) -> str:
        """The prose as it was typed."""
        return "".join(piece.raw if isinstance(piece, Expression) else piece for piece in self.pieces)
