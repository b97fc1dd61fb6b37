"""Where a dataset's observations come from: the declaration of a publisher's file, and the record of what was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from typing import NamedTuple

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass

Words = Mapping[str, tuple[str, ...]]  # by column, what a cell of it may say
# what a mark in place of a number means
MEANINGS = ("suppressed", "not-available", "not-applicable", "low", "nought")
BLANK, ALL = "blank", "all"  # an empty cell; an empty cell or one that says "all"
NUMBERS = ("1,234.5", "1.234,5", "1 234,5")  # as a file writes them
SEPARATORS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
QUARTERS = ("calendar", "financial")
ENCODINGS = ("utf-8", "cp1252", "utf-16")


@dataclass(frozen=True, slots=True)
class SeriesColumn:
    """A column whose words say which series a row belongs to, and what each of them means."""

    column: str
    table: str = ""  # of the office's own, with a word and a name on each row
    words: Mapping[str, str] = field(default_factory=dict)
    others_left_out: bool = False
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """How the publisher's files become observations. Columns go by their heads as they are written."""

    file: Text
    place: Place
    sheet: str = ""
    heads: tuple[int, ...] = ()  # the rows of the heads, from 1; found where it is empty
    period: tuple[str, ...] = ()  # columns that say together when
    period_in_heads: bool = False
    when: str = ""  # of all rows, where nothing in the file says it
    series_in_heads: bool = False
    columns: tuple[SeriesColumn, ...] = ()
    choices: Mapping[str, Words] = field(default_factory=dict)  # by series, what its rows say
    where: Words = field(default_factory=dict)
    leave_out: Mapping[str, Words] = field(default_factory=dict)  # by reason
    without_columns: tuple[str, ...] = ()
    value: str = ""
    sum: str = ""
    counts: bool = False
    once: str = ""
    nought: bool = True  # whether a period and series without a row counts nought
    flag: str = ""  # the column of a status
    flags: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    total_differs: str = ""  # why, as its author confirms
    century: int | None = None
    month_first: bool = False
    quarters: str = ""  # of which year Q1 2024 is a quarter
    numbers: str = ""
    separator: str = ""
    encoding: str = ""

    @property
    def is_written(self) -> bool:
        """Whether an author wrote it; else the program inferred it for a file, and no entry of it can be changed."""
        return bool(self.file.place.file)

    @property
    def adds_up(self) -> bool:
        return self.counts or bool(self.sum)


def fingerprint(declared: Extraction, series: tuple[str, ...], frequency: str) -> str:
    """The sum of all that a declaration says, wherever it stands and whatever it says of a total that differs.

    What it does not say is left out, so that an entry which a later version of the program knows changes no sum.
    """
    unsaid = Extraction(declared.file, declared.place)
    said = {
        name: value
        for name, value in vars(declared).items()
        if name not in ("file", "place", "columns", "total_differs") and value != getattr(unsaid, name)
    }
    columns = [[each.column, each.table, [*each.words.items()], each.others_left_out] for each in declared.columns]
    whole = [declared.file.value, [*series], frequency, columns, sorted(said.items())]
    return sha256(json.dumps(whole, ensure_ascii=False, default=dict).encode()).hexdigest()


class Origin(NamedTuple):
    """What an observation was read from: a cell of a row, or so many rows that were counted or added up."""

    file: str
    sheet: str
    row: int  # the only one, or 0
    rows: int

    @property
    def plain(self) -> dict[str, object]:
        where: dict[str, object] = {"source": self.file}
        where |= {"sheet": self.sheet} if self.sheet else {}
        return {**where, "row": self.row} if self.row else {**where, "rows": self.rows}


class SourceFile(NamedTuple):
    """A file that was read, by its name, size and sum; `how` says with which signs it is written."""

    file: str
    size: int
    sum: str
    how: str = ""


class LeftOut(NamedTuple):
    """How many rows were left out: by an author's reason, for what a column says, or as words without figures."""

    why: str  # reason, where, others, no-series, words, total, no-number
    words: str  # the reason, or the column
    rows: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extract read, kept and left out, and which cells of the publisher's each observation is from."""

    day: str
    declared: str  # the fingerprint of the declaration
    result: str  # the sum of the CSV in data/
    files: tuple[SourceFile, ...]
    read: int
    kept: int
    left_out: tuple[LeftOut, ...] = ()
    copies: int = 0
    noughts: int = 0  # cells without a row
    totals: int = 0  # that the file prints
    counted: bool = False  # or added up
    origins: Mapping[str, Origin] = field(default_factory=dict)  # by series and period
    called: Mapping[str, str] = field(default_factory=dict)  # series by the publisher's words that are their titles
    doubts: tuple[str, ...] = field(default=(), compare=False)  # what differs since, in words; never written
