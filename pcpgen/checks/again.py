"""From a rule to what it found the last time, where the data and all that it asked the project for are as they were.

What a rule asks for is noted at the door: an entry of the project, or of a mapping one of its keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pcpgen.figures.data import Data
from pcpgen.figures.watched import Watched
from pcpgen.model.project import Project
from pcpgen.problems import Problem


def again(rule: Callable[..., Iterable[Problem]], project: Project, data: Data, *of: object) -> Iterable[Problem]:
    """What `rule(project, data, *of)` finds; as the last time where nothing that decides it is another object."""
    if data.memory is None:
        return rule(project, data, *of)
    key = (rule, id(data), *map(id, of))  # of objects that live on with what is known of them
    outer: _Asked | None = vars(project)[_ASKED] if type(project) is _Noting else None
    bare = outer.of if outer else project
    known: _Known | None = data.memory.get(key)
    asked = known.asked if known and known.asked.holds(bare) else _Asked(bare)
    try:
        if known is None or known.asked is not asked:
            known = data.memory.make(key, lambda: _found(rule, asked, data, *of))
    finally:
        if outer:  # who asked for this has asked for that, also where it breaks off
            outer.entries |= asked.entries
            outer.keys |= asked.keys
    asked.of = bare
    return known.found


class _Known(NamedTuple):
    """What a rule found, and of what."""

    of: tuple[object, ...]
    asked: _Asked
    found: tuple[Problem, ...]


def _found(rule: Callable[..., Iterable[Problem]], asked: _Asked, data: Data, *of: object) -> _Known:
    known = _Known((data, *of), asked, tuple(rule(_watched(asked), data, *of)))
    asked.shown.clear()  # which hold what may soon be of the past
    return known


class _Asked:
    """What a project was asked for: entries of it as a whole, and keys of others."""

    __slots__ = ("entries", "keys", "of", "shown")

    def __init__(self, of: Project) -> None:
        self.of = of
        self.entries: set[str] = set()
        self.keys: set[tuple[str, str]] = set()
        self.shown: dict[str, Watched[object]] = {}

    def holds(self, now: Project) -> bool:
        """Whether all of that is the same object in another project."""
        before = self.of
        if before is now:
            return True
        if not all(getattr(before, entry) is getattr(now, entry) for entry in self.entries):
            return False
        return all(_at(before, *each) is _at(now, *each) for each in self.keys)

    def note(self, entry: str, value: object) -> object:
        if entry in self.shown:
            return self.shown[entry]
        if not isinstance(value, Mapping):
            self.entries.add(entry)
            return value
        watched = Watched(value, lambda key: self.keys.add((entry, key)), lambda: self.entries.add(entry))
        self.shown[entry] = watched
        return watched


def _at(project: Project, entry: str, key: str) -> object:
    held: Mapping[str, object] = getattr(project, entry)
    return held.get(key)


class _Noting(Project):
    """A project that notes what it is asked for; a copy of it is an ordinary one, whose mappings still do."""

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Project
        value = object.__getattribute__(self, name)
        if name not in _ENTRIES:
            return value
        asked: _Asked = vars(self)[_ASKED]
        return asked.note(name, value)


_ENTRIES = frozenset(Project.__dataclass_fields__)
_ASKED = "asked"


def _watched(asked: _Asked) -> Project:
    noting = object.__new__(_Noting)
    vars(noting).update(vars(asked.of), **{_ASKED: asked})
    return noting
