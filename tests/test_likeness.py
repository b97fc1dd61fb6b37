"""Likeness of statements: what is nearly the same is told once, what merely shares its words is not."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.checks.likeness import ALIKE, COMMON, LEAST_WORDS, near_duplicates
from pcpgen.model.text import Text
from pcpgen.place import Place

ONE = "Inspire all who serve the public to behave to the highest ethical standard"


def told(*statements: str, prose: tuple[str, ...] = ()) -> list[int]:
    """The lines of those that are like an earlier one; statements stand on lines from 1, prose from 101."""
    written = [Text(words, Place("a.yaml", line)) for line, words in enumerate(statements, 1)]
    said = [Text(words, Place("b.md", line)) for line, words in enumerate(prose, 101)]
    return [found.place.line for found in near_duplicates(written, said)]


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (ONE, False),  # word for word: told by another rule
        (f"{ONE} and with professionalism", True),
        ("Inspire everyone who serves the public to behave to the highest ethical standard", True),
        ("Inspire all who serve the public", True),  # cut short
        ("Inspire all who serve", False),  # a label
        ("The public pays for the highest standard of all who serve", False),
        ("Behave to those who inspire the public, and serve all of the highest standard", False),
    ],
)
def test_two_statements(other: str, alike: bool) -> None:
    assert told(ONE, other) == ([2] if alike else [])
    assert told(ONE, prose=(f"The office says it. {other}.",)) == ([101] if alike else [])


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_what_is_skipped_is_what_difflib_would_not_call_alike(seed: int) -> None:
    """With few enough statements none is passed over: the bounds only save time."""
    chance = random.Random(seed)
    words = [f"word{letter}" for letter in "abcdefghijkl"]
    statements = [" ".join(chance.choices(words, k=chance.randrange(LEAST_WORDS, 14))) for _ in range(COMMON // 2)]
    split = [tuple(statement.split()) for statement in statements]

    def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        short, long = sorted((one, other), key=len)
        ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
        return one != other and (ratio >= ALIKE or long[: len(short)] == short) and len(set(one) & set(other)) >= 2

    expected = [at + 1 for at, one in enumerate(split) if any(alike(one, other) for other in split[:at])]
    assert told(*statements) == expected
