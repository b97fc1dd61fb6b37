"""Where something was written: file, line, column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload

from pcpgen.values import dataclass


class Place(NamedTuple):
    """A stretch of one line in a file of the workspace; lines and columns count from 1.

    `file` is relative to the workspace, with forward slashes on every system.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def within(self, offset: int, length: int) -> Place:
        """The stretch that begins `offset` characters further on the same line."""
        return Place(self.file, self.line, self.column + offset, length)


def column_number(letters: str) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column by its number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_place(file: str, line: int, text: str, index: int) -> Place:
    """The place of a cell on a line of a CSV; a quoted one begins at its quotation mark."""
    if '"' not in text:
        cells = text.split(",")
        if index < len(cells):
            return Place(file, line, sum(map(len, cells[:index])) + index + 1, max(1, len(cells[index])))
    start, inside, at = 0, False, 0
    for position, char in enumerate(text):
        if char == '"':
            inside = not inside
        elif char == "," and not inside:
            if at == index:
                return Place(file, line, start + 1, max(1, position - start))
            start, at = position + 1, at + 1
    return Place(file, line, min(start, len(text)) + 1, max(1, len(text) - start))


_LARGE = 1 << 20  # characters of a text of which not all lines are kept apart
_BLOCK = 1 << 16


class Lines(Sequence[str]):
    """The lines of a large text, cut from it some at a time: kept apart, each would take more than its characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begins: list[int] = []  # of blocks of whole lines, and the number of lines before each
        self._before: list[int] = []
        begin, count = 0, 0
        while begin <= len(text):
            self._begins.append(begin)
            self._before.append(count)
            end = text.find("\n", begin + _BLOCK)
            end = len(text) if end < 0 else end
            count += text.count("\n", begin, end) + 1
            begin = end + 1
        self._count = count
        self._last: tuple[int, list[str]] = -1, []

    def _block(self, at: int) -> list[str]:
        if self._last[0] != at:
            end = self._begins[at + 1] - 1 if at + 1 < len(self._begins) else len(self._text)
            self._last = at, self._text[self._begins[at] : end].split("\n")
        return self._last[1]

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        at = range(self._count)[at]
        block = bisect_right(self._before, at) - 1
        return self._block(block)[at - self._before[block]]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(self._block, range(len(self._begins))))

    def __len__(self) -> int:
        return self._count


NOWHERE = Place("")  # of words that stand in no file


@dataclass(frozen=True)
class Source:
    """A file of the workspace as text; what excerpts are cut from."""

    file: str
    text: str
    is_english: bool = field(default=True, compare=False)  # so that what is known of English words holds
    others: Mapping[str, Source] = field(default_factory=dict, compare=False, repr=False)  # that hold words of it

    def of(self, place: Place) -> Source:
        """The file in which a place lies: its own, or another that holds words of it."""
        return self if place.file == self.file else self.others.get(place.file, self)

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.text.split("\n") if len(self.text) < _LARGE else Lines(self.text)

    def find(self, words: str, start: Place) -> Place:
        """The place of the first `words` at or after `start`; `start` itself when they stand nowhere."""
        lines = self.lines
        for number in range(start.line, len(lines) + 1):
            column = lines[number - 1].find(words, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Place(self.file, number, column + 1, len(words))
        return start
