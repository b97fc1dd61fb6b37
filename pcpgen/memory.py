"""From what a process made of a workspace the last time to the very same again, where it would be made of the same.

For a process that reads one workspace again and again. Nothing is told by time or size: what is read is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from pcpgen.place import Place
from pcpgen.values import held_by

T = TypeVar("T")


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
    """What was made in this round and in the one before it; what neither has asked for is forgotten.

    Who asks for something has asked for all that was asked for while it was made.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, _Made] = {}
        self._now: dict[Hashable, _Made] = {}
        self._within: list[list[Hashable]] = []  # what was asked for, by what is being made

    def begin(self) -> None:
        """Begins a round, in which the workspace is read once."""
        self._before, self._now = self._now, {}

    def get(self, key: Hashable) -> Any:
        """What was made by this key; None where nothing is known of it."""
        if self._within:
            self._within[-1].append(key)
        found = self._kept(key)
        return found.it if found else None

    def _kept(self, key: Hashable) -> _Made | None:
        found = self._now.get(key)
        if found is None and (found := self._before.get(key)):
            self._now[key] = found
            for each in found.within:
                self._kept(each)
        return found

    def put(self, key: Hashable, made: object) -> None:
        self._now[key] = _Made(made, ())

    def make(self, key: Hashable, make: Callable[[], T]) -> T:
        """Makes something anew, and keeps it by its key."""
        self._within.append([])
        try:
            made = make()
        finally:
            within = self._within.pop()
        self._now[key] = _Made(made, tuple(within))
        return made

    def shared(self, key: Hashable, made: T) -> T:
        """What was made, with all that has stayed the same of what was made by this key before."""
        known: T = shared(self.get(key), made)
        self.put(key, known)
        return known


class _Made(NamedTuple):
    """What was made, and the keys of what was asked for meanwhile."""

    it: Any
    within: tuple[Hashable, ...]


def once(memory: Memory | None, key: Hashable, make: Callable[[], T]) -> T:
    """What is made by a key that holds all that decides it; made anew where nobody remembers it."""
    if memory is None:
        return make()
    known: T | None = memory.get(key)
    return memory.make(key, make) if known is None else known


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
