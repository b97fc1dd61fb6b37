"""From two texts to the words that stay, go and come, cut so that people can read it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Literal

from pcpgen.patterns import pattern
from pcpgen.values import dataclass

# an expression of the program is one word, whatever it holds
_WORD = pattern(r"(?:\{\{.*?\}\}|\{%.*?%\}|[^\s{]|\{)+", re.DOTALL)
_SHORT = 2  # words that stay between two changes longer than they are; to keep them would chop up the sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words of one fate: from `start` to `end` of the earlier words if they stay or go, else the later."""

    fate: Literal["same", "removed", "inserted"]
    start: int
    end: int


def split(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


@lru_cache(maxsize=256)  # a preview compares the same ones after each change
def kept(before: str, after: str) -> float:
    """The share of words that stay, from 0 to 1: twice those in common, of all in both."""
    from difflib import SequenceMatcher  # here, since most runs compare nothing

    return SequenceMatcher(None, split(before), split(after), autojunk=False).ratio()


def stretches(before: Sequence[Hashable], after: Sequence[Hashable]) -> tuple[Stretch, ...]:
    """What became of words, in reading order; where words are replaced, those that go stand before those that come."""
    from difflib import SequenceMatcher

    found: list[tuple[bool, int, int, int, int]] = []  # whether they stay, and where in both
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        found.append((tag == "equal", i1, i2, j1, j2))
    found = _merged([_stays(found, at) for at in range(len(found))])
    told: list[Stretch] = []
    for stays, i1, i2, j1, j2 in found:
        if stays:
            told.append(Stretch("same", i1, i2))
            continue
        if i2 > i1:
            told.append(Stretch("removed", i1, i2))
        if j2 > j1:
            told.append(Stretch("inserted", j1, j2))
    return tuple(told)


def _stays(found: Sequence[tuple[bool, int, int, int, int]], at: int) -> tuple[bool, int, int, int, int]:
    """A stretch, taken for changed if it is a word or two between changes of more."""
    stays, i1, i2, j1, j2 = found[at]
    if stays and i2 - i1 <= _SHORT and 0 < at < len(found) - 1:
        beside = (found[at - 1], found[at + 1])
        if all(max(each[2] - each[1], each[4] - each[3]) > i2 - i1 for each in beside):
            stays = False
    return stays, i1, i2, j1, j2


def _merged(found: Sequence[tuple[bool, int, int, int, int]]) -> list[tuple[bool, int, int, int, int]]:
    """Neighbours of one fate as one."""
    merged: list[tuple[bool, int, int, int, int]] = []
    for stays, i1, i2, j1, j2 in found:
        if merged and merged[-1][0] == stays:
            merged[-1] = (stays, merged[-1][1], i2, merged[-1][3], j2)
        else:
            merged.append((stays, i1, i2, j1, j2))
    return merged
