"""Tables of figures and tables of words, as a reader gets them: a head to each row, and no empty cell."""

from __future__ import annotations

from typing import Literal

from pcpgen.document.prose import Phrase, Shown
from pcpgen.values import dataclass


@dataclass(frozen=True)
class Mark:
    """A shape and a colour ("#rrggbb") that repeat what a cell says of a grade or a verdict in a word.

    Of a grade "none" is ungraded; a verdict has no colour.
    """

    shape: Literal["up", "level", "down", "none", "better", "worse", "same", "neutral", "untested"]
    colour: str
    of: Literal["grade", "verdict"] = "grade"


@dataclass(frozen=True)
class Row:
    """A table's row: the head, then one cell a column; `marks` stand before the cells' words.

    The head leads to `target` where there is one, an id in the same document. One that is `apart` begins a group.
    """

    head: str
    cells: tuple[Shown, ...]
    kind: Literal["line", "apart", "total", "strong"] = "line"
    marks: tuple[Mark | None, ...] = ()
    target: str = ""


@dataclass(frozen=True)
class Table:
    """A table with one header row, a head to each row and no empty cell."""

    id: str
    caption: str
    corner: str  # head of the first column, such as the unit
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    of_words: tuple[bool, ...] = ()  # which columns hold words; none does where it is empty


@dataclass(frozen=True)
class WordsRow:
    """A row of a table of words; `id` is its own where something links to it, `marks` stand before the cells' words."""

    head: Phrase
    cells: tuple[Phrase, ...]
    id: str = ""
    marks: tuple[Mark | None, ...] = ()


@dataclass(frozen=True)
class WordsTable:
    """A table whose cells are words; `columns` has the head of the first column too, and no cell is empty."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[WordsRow, ...]
    notes: tuple[str, ...] = ()
