"""From what a process made of a workspace the last time to the very same again, where it would be made of the same.

For a process that reads one workspace again and again. Nothing is told by time or size: what is read is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pcpgen.place import Place
from pcpgen.values import held_by

T = TypeVar("T")
_ABSENT = object()


class Same:
    """A value as a key by which only this very object is found; it lives on while the key does."""

    __slots__ = ("it",)

    def __init__(self, it: object) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


class Memory:
    """What was made in this round and in the one before it; what neither has asked for is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begins a round, in which the workspace is read once."""
        self._before, self._now = self._now, {}

    def get(self, key: Hashable) -> Any:
        """What was made by this key; None where nothing is known of it."""
        found = self._now.get(key, _ABSENT)
        if found is _ABSENT:
            found = self._before.get(key)
            if found is not None:
                self._now[key] = found
        return found

    def put(self, key: Hashable, made: object) -> None:
        self._now[key] = made

    def shared(self, key: Hashable, made: T) -> T:
        """What was made, with all that has stayed the same of what was made by this key before."""
        known: T = shared(self.get(key), made)
        self.put(key, known)
        return known


def once(memory: Memory | None, key: Hashable, make: Callable[[], T]) -> T:
    """What is made by a key that holds all that decides it; made anew where nobody remembers it."""
    if memory is None:
        return make()
    known: T | None = memory.get(key)
    if known is None:
        known = make()
        memory.put(key, known)
    return known


def shared(before: Any, now: Any) -> Any:
    """A value of which all parts that are the same as before are the very objects that they were.

    The same are two of which nothing tells the one from the other: 1 is not 1.0, nor is one order of names another.
    """
    kind = type(now)
    if before is now or type(before) is not kind:
        return now
    if kind in _PLAIN:
        return before if before == now else now
    if kind is Decimal or kind is float:
        return before if str(before) == str(now) else now
    if isinstance(now, tuple):
        return _shared_list(before, now)
    if isinstance(now, dict):
        return _shared_names(before, now)
    return _shared_fields(before, now) if hasattr(kind, "__dataclass_fields__") else now


_PLAIN = frozenset((str, int, bool, bytes, date, Place, frozenset))  # sets are of names


def _shared_list(before: Any, now: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(before) != len(now):
        found = [shared(*pair) for pair in zip(before, now, strict=False)] + [*now[len(before) :]]
    else:
        found = [*map(shared, before, now)]
        if all(one is old for one, old in zip(found, before, strict=True)):
            return before  # type: ignore[no-any-return]
    return tuple(found) if type(now) is tuple else now


def _shared_names(before: dict[Any, Any], now: dict[Any, Any]) -> dict[Any, Any]:
    found = {key: shared(before.get(key), each) for key, each in now.items()}
    same = [*before] == [*found] and all(found[key] is each for key, each in before.items())
    return before if same else found


def _shared_fields(before: Any, now: Any) -> Any:
    held, names = held_by(now), now.__dataclass_fields__
    found = [*map(shared, held_by(before), held)]
    if all(one is old for one, old in zip(found, held_by(before), strict=True)):
        return before
    parts = zip(names, found, held, strict=True)
    changed = {name: one for name, one, new in parts if one is not new}
    return replace(now, **changed) if changed else now
