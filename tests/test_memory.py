"""What has not changed is the very object that it was; what is another in any way is not."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

import pytest

from pcpgen.memory import Memory, Same, once, shared
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    lines: tuple[Any, ...] = ()
    notes: Any = field(default=None, compare=False)


class Pair(NamedTuple):
    first: int
    second: int


def page(**changed: Any) -> Page:
    lines = (Place("a.md", 1), [1], {"one": Decimal("1.0"), "two": True})
    return Page(**{"title": "Money", "lines": (lines[0], (1, "x"), lines[2]), "notes": {"a": 1, "b": 2}} | changed)


def test_what_is_the_same_is_the_object_that_it_was() -> None:
    before = {"money": page(), "about": page(title="About")}
    now = {"money": page(), "about": page(title="About us")}
    assert shared(before, {"money": page(), "about": page(title="About")}) is before
    known = shared(before, now)
    assert known == now and known["money"] is before["money"]
    assert known["about"].lines is before["about"].lines and known["about"].title == "About us"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (1, True),
        ((1, 2), (1,)),
        ((1,), (1, 2)),
        (Decimal("1.0"), Decimal("1.00")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (page(notes={"a": 1}), page(notes={"a": True})),
        (page(lines=(Place("a.md", 1),)), page(lines=(Place("a.md", 2),))),
        (page(lines=[1]), page(lines=(1,))),
        (object(), object()),
        (Pair(1, 2), Pair(1, 3)),
    ],
)
def test_what_differs_in_anything_is_new(before: Any, now: Any) -> None:
    """Also where Python calls the two equal."""
    assert shared(before, now) is not before
    assert repr(shared(before, now)) == repr(now)


def test_what_no_round_asks_for_is_forgotten() -> None:
    memory = Memory()
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    for keys in ("ab", "a", "a", "ab"):
        memory.begin()
        for key in keys * 2:
            assert once(memory, key, partial(make, key)) == key
    assert made == ["a", "b", "b"]


def test_who_asks_for_a_whole_has_asked_for_its_parts() -> None:
    memory = Memory()
    made: list[str] = []

    def make(key: str, *parts: str) -> str:
        made.append(key)
        return key + "".join(once(memory, part, partial(make, part)) for part in parts)

    for asked in ("whole", "whole", "whole", "part"):
        memory.begin()
        once(memory, asked, partial(make, asked, "part", "other"))
    assert made == ["whole", "part", "other"]


def test_by_identity_an_equal_value_is_another() -> None:
    one, other = [1], [1]
    assert {Same(one): 1}.get(Same(one)) == 1
    assert {Same(one): 1}.get(Same(other)) is None
    assert Same(one) != Same(other)
