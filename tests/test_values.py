"""A frozen value behaves as the standard library's, and is made sooner."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import field, replace
from typing import Any

import pytest

from pcpgen import values


def classes(decorator: Any) -> tuple[Any, Any]:
    """The same two classes, made by one decorator or the other."""

    @decorator(frozen=True, slots=True)
    class Place:
        file: str
        line: int = 1
        notes: tuple[str, ...] = ()
        known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @decorator(frozen=True)
    class Marked(Place):
        mark: str = ""

    return Place, Marked


OURS, THEIRS = classes(values.dataclass), classes(dataclasses.dataclass)


@pytest.mark.parametrize("number", [0, 1])
def test_it_is_made_compared_copied_and_shown_alike(number: int) -> None:
    ours, theirs = OURS[number], THEIRS[number]
    for cls in (ours, theirs):
        one, other = cls("a.csv", line=2), cls("a.csv", 2, known={"x": 1})
        assert one == other and hash(one) == hash(other) and {one: 1}[other] == 1
        assert one != cls("a.csv", 3) and one != ("a.csv", 2, ()) and one.known == {} and other.known == {"x": 1}
        assert replace(one, line=3).line == 3 and replace(one, line=3).file == "a.csv"
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.line = 4
        with pytest.raises(dataclasses.FrozenInstanceError):
            del one.line
        with pytest.raises(TypeError):
            cls()
    assert repr(ours("a.csv", 2)) == repr(theirs("a.csv", 2))
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__


def test_a_value_is_no_other_class_of_the_same_fields() -> None:
    assert OURS[0]("a.csv") != THEIRS[0]("a.csv")
    assert OURS[0]("a.csv") != OURS[1]("a.csv")


def test_a_method_of_its_own_stands() -> None:
    @values.dataclass(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

    assert repr(Named("x")) == "<x>"


def test_a_field_may_have_any_name() -> None:
    @values.dataclass(frozen=True)
    class Odd:
        values: tuple[int, ...]
        absent: list[int] = field(default_factory=list)
        names: str = "n"

    odd = Odd((1, 2), names="x")
    assert (odd.values, odd.absent, odd.names) == ((1, 2), [], "x")


@pytest.mark.slow
def test_the_first_values_of_a_class_are_as_all_that_follow() -> None:
    Place, Marked = classes(values.dataclass)
    for _ in range(2 * values._FEW):
        for cls in (Place, Marked):
            assert cls("a.csv", line=2) == cls("a.csv", 2, (), {"x": 1}) == cls(line=2, file="a.csv")
            for given, named in (
                ((), {}),
                (("a", 1, (), {}, "", 9), {}),
                (("a",), {"file": "b"}),
                (("a",), {"odd": 1}),
            ):
                with pytest.raises(TypeError):
                    cls(*given, **named)
        assert Marked("a.csv").mark == "" and Marked("a.csv", mark="x").mark == "x"


def test_what_a_value_holds_is_given_in_order() -> None:
    one: Any = values.dataclass(frozen=True)(type("One", (), ONE))
    place = OURS[0]("plan/office.yaml", 7, ("a",))
    assert values.held_by(place) == ("plan/office.yaml", 7, ("a",), {})
    assert (values.held_by(one("b")), values.held_by("no such value")) == (("b",), ())


ONE = {"__annotations__": {"only": "str"}}


@values.dataclass(frozen=True, slots=True)
class Page:
    title: str
    words: str
    notes: str

    __getattr__ = values.waits


def test_fields_that_wait_are_made_together_once_somebody_asks_for_one() -> None:
    made: list[str] = []

    def others() -> dict[str, str]:
        made.append("words, notes")
        return {"words": "Many words.", "notes": "None."}

    page = values.later(Page, {"title": "Boats"}, others)
    assert page.title == "Boats" and values.is_waiting(page) and made == []
    assert page.words == "Many words." and page.notes == "None." and not values.is_waiting(page)
    whole = Page("Boats", "Many words.", "None.")
    assert page == whole and repr(page) == repr(whole) and made == ["words, notes"]
    assert values.later(Page, {"title": "Boats"}, others) == whole
    assert replace(values.later(Page, {"title": "Boats"}, others), title="Ships") == Page(
        "Ships", "Many words.", "None."
    )
    assert copy.copy(values.later(Page, {"title": "Boats"}, others)) == whole
    with pytest.raises(AttributeError, match="'Page' has no 'picture'"):
        _ = page.picture
