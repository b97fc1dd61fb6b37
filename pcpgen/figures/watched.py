"""From a mapping to the same one that tells which of its keys are asked for, and back."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar

V = TypeVar("V")


class Watched(Mapping[str, V]):
    """A mapping that tells which key is asked for, there or not, and when somebody goes through it."""

    def __init__(self, held: Mapping[str, V], asked: Callable[[str], None], gone_through: Callable[[], None]) -> None:
        self.held = held
        self._asked, self._gone_through = asked, gone_through

    def __getitem__(self, key: str) -> V:
        self._asked(key)
        return self.held[key]

    def __iter__(self) -> Iterator[str]:
        self._gone_through()
        return iter(self.held)

    def __len__(self) -> int:
        self._gone_through()
        return len(self.held)

    def items(self) -> ItemsView[str, V]:
        self._gone_through()
        return self.held.items()

    def values(self) -> ValuesView[V]:
        self._gone_through()
        return self.held.values()

    def with_held(self, held: Mapping[str, V]) -> Watched[V]:
        """Another mapping, watched in the same way."""
        return type(self)(held, self._asked, self._gone_through)


def unwatched(mapping: Mapping[str, V]) -> Mapping[str, V]:
    """The mapping without anybody who hears of it."""
    return mapping.held if isinstance(mapping, Watched) else mapping


def as_watched(like: Mapping[str, V], held: Mapping[str, V]) -> Mapping[str, V]:
    """Another mapping, watched as the first one is, if it is."""
    return like.with_held(held) if isinstance(like, Watched) else held
