"""Where something was written: file, line, column."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, overload

from pcpgen.kept import sum_of
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
    """The lines of a large text, cut from it when they are asked for: kept apart, they would take far more than it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __iter__(self) -> Iterator[str]:
        begin = 0
        while begin <= (whole := len(self._text)):
            end = self._text.find("\n", begin + _BLOCK)
            end = whole if end < 0 else end
            yield from self._text[begin:end].split("\n")
            begin = end + 1

    @cached_property
    def _begins(self) -> Sequence[int]:
        """Where each begins, and where one more would."""
        return array("I", accumulate(map(len, self), lambda before, length: before + length + 1, initial=0))

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        begin = self._begins[at if at >= 0 else at - 1]
        return self._text[begin : self._begins[at + 1 if at >= 0 else at] - 1]

    @cached_property
    def _count(self) -> int:
        return self._text.count("\n") + 1

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
    def sum(self) -> str:
        """That of its text, by which what is made of it is kept."""
        return sum_of(self.text).hex()

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
