"""From an OpenDocument spreadsheet's bytes to its sheets: the parts of it that say what a cell holds, as a stream.

The libraries that read such files either lose that 0.153 is shown as 15.3%, or build all of it in memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from pcpgen.load.sheet import Cell
from pcpgen.model.period import Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.place import Place, column_letters
from pcpgen.problems import listed
from pcpgen.values import dataclass

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MONTH_ALONE = pattern(r"(?:[A-Za-z]{3,9}[ -’']{1,2}[0-9]{2}(?:[0-9]{2})?|[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2})")
_LONGEST = 32_767  # characters of a cell, as many as Excel takes
_ARE_COMMENTS = ("annotation",)


@dataclass(slots=True)
class OpenSheet:
    """A sheet so far; `hidden` says in words what a person who opens it does not see."""

    rows: list[list[Cell | None]] = field(default_factory=list)
    hidden: str = ""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def told(self, is_hidden: bool) -> str:
        """What nobody sees of the cells that hold anything."""
        width = max(map(len, self.rows), default=0)
        rows = [str(row) for row in self.hidden_rows if row <= len(self.rows) and any(self.rows[row - 1])]
        return hidden_in_words(rows, [column_letters(at) for at in self.hidden_columns if at <= width], is_hidden)


def hidden_in_words(rows: Sequence[str], columns: Sequence[str], sheet: bool) -> str:
    """The rows and columns that are hidden, by their names, and whether the sheet is."""
    said = [f"{what} {listed(names, 5)}" for what, names in (("rows", rows), ("columns", columns)) if names]
    return ", ".join([*said, "the sheet itself"] if sheet else said)


class _Reader:
    """Takes the elements one by one; what it remembers is the row and the cell that it is in."""

    def __init__(self, file: str, most_rows: int, most_columns: int) -> None:
        self.file, self.most_rows, self.most_columns = file, most_rows, most_columns
        self.sheets: dict[str, OpenSheet] = {}
        self._sheet = OpenSheet()
        self._is_unseen = False
        self._row: list[Cell | None] = []
        self._blanks = self._empty_rows = 0  # that stand before what comes next, if anything does
        self._attributes: Mapping[str, str] = {}
        self._text: list[str] = []
        self._aside = self._lines = self._columns = 0
        self._style = ""  # that is being read
        self._unseen: set[str] = set()  # styles of sheets that are not shown

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _ARE_COMMENTS:
            self._aside += 1
        elif name == f"{_TABLE}table":
            self._sheet = self.sheets.setdefault(attributes.get(f"{_TABLE}name", ""), OpenSheet())
            self._is_unseen = attributes.get(f"{_TABLE}style-name") in self._unseen
            self._empty_rows = self._columns = 0
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._unseen.add(self._style)
        elif name == f"{_TABLE}table-column":
            self._begin_column(attributes)
        elif name == f"{_TABLE}table-row":
            self._row, self._blanks, self._repeat = [], 0, _count(attributes, "number-rows-repeated")
            if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
                first = len(self._sheet.rows) + self._empty_rows + 1
                self._sheet.hidden_rows += range(first, min(first + self._repeat, self.most_rows + 1))
        elif name in _CELLS:
            self._attributes, self._text, self._lines = attributes, [], 0
        elif name == f"{_TEXT}p" and not self._aside:
            self._text += [" "] if self._lines else []
            self._lines += 1
        elif name == f"{_TEXT}s" and not self._aside:
            self._text.append(" ")

    def _begin_column(self, attributes: Mapping[str, str]) -> None:
        first, times = self._columns + 1, _count(attributes, "number-columns-repeated")
        self._columns += times
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            self._sheet.hidden_columns += range(first, min(first + times, self.most_columns + 1))

    def characters(self, text: str) -> None:
        if self._lines and not self._aside:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] in _ARE_COMMENTS:
            self._aside -= 1
        elif name in _CELLS:
            self._end_cell()
        elif name == f"{_TABLE}table-row":
            self._end_row()
        elif name == f"{_TABLE}table":
            self._sheet.hidden = self._sheet.told(self._is_unseen)

    def _end_cell(self) -> None:
        times = _count(self._attributes, "number-columns-repeated")
        row = len(self._sheet.rows) + self._empty_rows + 1
        at = len(self._row) + self._blanks
        if at > self.most_columns:
            raise ValueError("too many columns")
        cell = _cell(Place(self.file, row, at + 1), self._attributes, "".join(self._text)[:_LONGEST].strip())
        if cell is None:
            self._blanks += times
            return
        if at + times > self.most_columns:
            raise ValueError("too many columns")
        self._row += [None] * self._blanks
        self._row += [cell] * times
        self._blanks, self._lines = 0, 0

    def _end_row(self) -> None:
        if not any(self._row):
            self._empty_rows += self._repeat
            return
        rows = self._sheet.rows
        if len(rows) + self._empty_rows + self._repeat > self.most_rows:
            raise ValueError("too many rows")
        rows += [[] for _ in range(self._empty_rows)]
        rows += [self._row for _ in range(self._repeat)]
        self._empty_rows = 0


def sheets_of(content: bytes, file: str, most_rows: int, most_columns: int) -> dict[str, OpenSheet]:
    """The sheets by name. Raises ValueError or KeyError where it is none; what is dangerous in it was looked for."""
    reader = _Reader(file, most_rows, most_columns)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.characters
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("content.xml") as stream:
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from None
    return reader.sheets


def _count(attributes: Mapping[str, str], name: str) -> int:
    written = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 8 else 1


def _cell(place: Place, attributes: Mapping[str, str], text: str) -> Cell | None:
    """A cell by its type; a number to its digits, a day as one, or as a month where it is shown so."""
    kind = attributes.get(f"{_OFFICE}value-type", "")
    name = f"{column_letters(place.column)}{place.line}"
    written = attributes.get(f"{_OFFICE}value", "")
    if kind in ("float", "percentage", "currency") and written:
        try:
            number = Decimal(f"{Decimal(written):.15g}")
        except InvalidOperation:
            return Cell(place, name, text or written)
        if number.is_finite():
            return Cell(place, name, number, percent=kind == "percentage")
    if kind == "date" and (day := _day(attributes.get(f"{_OFFICE}date-value", "")[:10])):
        return Cell(place, name, day, month=bool(_MONTH_ALONE.fullmatch(text)))
    said = text or attributes.get(f"{_OFFICE}string-value", "").strip()
    return Cell(place, name, said) if said else None


def _day(written: str) -> Period | None:
    try:
        return parse_period(written)
    except ValueError:
        return None
