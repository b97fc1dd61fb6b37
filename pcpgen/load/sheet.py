"""From an analyst's CSV or workbook to a grid of cells, each with its type and place; nothing hidden is taken."""

from __future__ import annotations

import io
import math
import os
import warnings
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pcpgen.load.cells import Row, cells_between, every_row, separated_otherwise
from pcpgen.load.files import Folder, files_beside
from pcpgen.load.rules import MALFORMED_NUMBER, MISSING_FILE, UNKNOWN_FILE, UNREADABLE_FILE, WRONG_SHAPE
from pcpgen.load.workbook import TooMuch, look_into
from pcpgen.model.period import Period, parse_period
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, listed, number_of, problem
from pcpgen.rules import FILE_TOO_LARGE
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LIMIT = 8 << 20  # bytes of the file
ROWS, COLUMNS = 20_000, 500


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: text, an exact number, or a day. `name` is what a person calls it: B5, or line 5."""

    place: Place
    name: str
    content: str | Decimal | Period
    percent: bool = False  # a workbook's 0.153 that shows as 15.3%
    month: bool = False  # a workbook's day that shows its month and year alone


Grid = Sequence[tuple[Cell | None, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, an empty cell as None; `source` is its text, where it is text."""

    name: str
    rows: Grid
    source: Source | None


def read_sheet(path: Path, sheet: str = "", separated: bool = False) -> tuple[Sheet | None, list[Problem]]:
    """The file's sheet, the one of that name where a workbook has several, with all that forbids to take it.

    A CSV whose columns other marks than commas divide is read where it may be `separated` so.
    """
    folder = Folder(path.parent)
    if not os.path.lexists(path):
        return None, [_nowhere(path)]
    if path.suffix.lower() == ".csv":
        source = folder.text(path.name, LIMIT)
        if source is None:
            return None, folder.problems
        found = list(folder.problems)
        first = next((line for line in source.lines if line.strip()), "")
        if otherwise := separated_otherwise(source, first):
            rows = _separated(source, ";" if ";" in first else "\t") if separated else None
            return Sheet(path.name, rows or (), source), ([] if rows else [replace(otherwise, remedy=_AS_DECLARED)])
        rows = _of_text(source, found)
        return Sheet(path.name, rows, source), found
    if path.suffix.lower() != ".xlsx":
        remedy = "Save it as CSV UTF-8, or as an Excel workbook that ends in .xlsx."
        return None, [problem(UNKNOWN_FILE, Place(path.name), "the file is no .csv, .xlsx or .ods", remedy)]
    content = folder.content(path.name, LIMIT)
    if content is None:
        return None, folder.problems
    return _of_workbook(path.name, content, sheet)


def _nowhere(path: Path) -> Problem:
    """That there is no such file, with the one that is meant or those that there are."""
    known = files_beside(path, ".csv", ".xlsx", ".ods")
    folder = "this folder" if path.parent == Path() else str(path.parent)
    where = f"In {folder} there are: {listed(known)}." if known else f"No .csv, .xlsx or .ods is in {folder}."
    remedy = f"{did_you_mean(path.name, known)}Write where the file is, from the folder that you are in. {where}"
    return problem(MISSING_FILE, Place(path.name), f"there is no file {path}", remedy)


class _Rows(Grid):
    """The rows of a CSV. Their cells, which know their places, are made when somebody asks for a row."""

    def __init__(self, file: str, read: Sequence[tuple[int, str, list[str]]]) -> None:
        self._file, self._read = file, read

    @overload
    def __getitem__(self, at: int) -> tuple[Cell | None, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> _Rows: ...
    def __getitem__(self, at: int | slice) -> tuple[Cell | None, ...] | _Rows:
        if isinstance(at, slice):
            return _Rows(self._file, self._read[at])
        line, text, cells = self._read[at]
        row = Row(self._file, line, text, cells)
        return tuple(
            Cell(row.place(at), f"line {line}", cell.strip()) if cell.strip() else None for at, cell in enumerate(cells)
        )

    def __len__(self) -> int:
        return len(self._read)


def _of_text(source: Source, problems: list[Problem]) -> Grid:
    return _Rows(source.file, [*every_row(source, problems)])


_AS_DECLARED = (
    "Save it as CSV UTF-8 (Comma delimited). Or put it into sources/, and say under from: separator: semicolon, or "
    "tab, and where 1.234 may be a thousand and more, numbers: how it writes them."
)
_EITHER = pattern(r"[0-9][.,][0-9]")  # a point, or a mark between thousands, where commas do not divide the columns
# what is no mark between thousands, which has three digits behind it
_POINT, _COMMA = (pattern(rf"-?[0-9]+{mark}(?:[0-9]{{1,2}}|[0-9]{{4,}})[ \u00a0\u202f]?%?") for mark in (r"\.", ","))


def _separated(source: Source, mark: str) -> Grid | None:
    """The rows of a CSV with another mark between the columns; None where a number in it may be read in two ways."""
    read = cells_between(source, mark)
    broken = [cell.strip() for cells in read for cell in cells if _EITHER.search(cell)]
    commas = bool(broken) and all(map(_COMMA.fullmatch, broken))
    if not commas and not all(map(_POINT.fullmatch, broken)):
        return None
    if commas:
        read = [[cell.replace(",", ".") if _EITHER.search(cell) else cell for cell in cells] for cells in read]
    return tuple(
        tuple(Cell(Place(source.file, line), f"line {line}", cell.strip()) if cell.strip() else None for cell in cells)
        for line, cells in enumerate(read, 1)
    )


def _unreadable(file: str, message: str, remedy: str) -> tuple[None, list[Problem]]:
    return None, [problem(UNREADABLE_FILE, Place(file), message, remedy)]


def _of_workbook(file: str, content: bytes, wanted: str) -> tuple[Sheet | None, list[Problem]]:
    import openpyxl

    again = "Open it in Excel and save it anew as an Excel workbook, without a password."
    try:
        look_into(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nothing here needs
            book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    except TooMuch as much:
        remedy = "Copy the cells with the figures into a new workbook, as values alone."
        return None, [problem(FILE_TOO_LARGE, Place(file), f"the workbook {much}", remedy)]
    except Exception:  # whatever a file that is no workbook makes the library raise
        return _unreadable(file, "the file is no workbook that can be read", again)
    hidden = [each.title for each in book.worksheets if each.sheet_state != "visible"]
    if hidden:
        message = f'the sheet "{hidden[0]}" is hidden'
        return _unreadable(file, message, "Show it or delete it, so that nothing is taken that nobody sees.")
    names = [each.title for each in book.worksheets]
    if wanted and wanted not in names:
        return _unreadable(file, f'there is no sheet "{wanted}"', f"There are: {', '.join(names) or 'none'}.")
    if len(names) != 1 and not wanted:
        message = f"the workbook has {number_of(len(names), 'sheet')}"
        return _unreadable(file, message, f"Name one with --sheet: {', '.join(names)}.")
    chosen = book[wanted or names[0]]
    if (chosen.max_row or 0) > ROWS or (chosen.max_column or 0) > COLUMNS:
        message = f"the sheet reaches row {chosen.max_row:,} and column {chosen.max_column:,}"
        remedy = f"{ROWS:,} rows and {COLUMNS} columns are the most: delete what lies beyond the figures."
        return None, [problem(FILE_TOO_LARGE, Place(file), message, remedy)]
    problems = _forbidden(file, chosen)
    rows = tuple(tuple(_cell(file, each, problems) for each in row) for row in chosen.iter_rows())
    return Sheet(chosen.title, rows, None), problems


_MERGED = (
    "Heads may stay merged where an entry from: tells in which rows they stand, as heads: [2, 3]; unmerge other cells, "
    "and write the value into each."
)


def _forbidden(file: str, sheet: Worksheet) -> list[Problem]:
    """Merged cells, and rows and columns that are hidden."""
    found = []
    for merged in sorted(map(str, sheet.merged_cells.ranges)):
        message = f"the cells {merged} are merged, so that nobody knows whose value it is"
        found.append(problem(WRONG_SHAPE, Place(file), message, _MERGED))
    hidden = [f"column {name}" for name, each in sheet.column_dimensions.items() if each.hidden]
    hidden += [f"row {name}" for name, each in sheet.row_dimensions.items() if each.hidden]
    for name in hidden:
        found.append(problem(WRONG_SHAPE, Place(file), f"{name} is hidden", "Show it or delete it."))
    return found


def _cell(file: str, cell: object, problems: list[Problem]) -> Cell | None:
    """A workbook's cell by its type; numbers to the fifteen digits that Excel itself keeps."""
    from openpyxl.cell.cell import Cell as ExcelCell

    if not isinstance(cell, ExcelCell) or cell.value is None:
        return None
    place, name, value = Place(file, cell.row, cell.column), cell.coordinate, cell.value
    shape = str(cell.number_format or "")
    if cell.data_type == "f":
        message = f"{name} holds a formula"
        problems.append(problem(MALFORMED_NUMBER, place, message, "Paste its value in its place."))
    elif cell.data_type == "e":
        message = f"{name} holds the error {value}"
        problems.append(problem(MALFORMED_NUMBER, place, message, "Write the number, or leave the cell empty."))
    elif isinstance(value, bool) or (isinstance(value, int | float) and not math.isfinite(value)):
        problems.append(problem(MALFORMED_NUMBER, place, f"{name} holds {value}, which is no number"))
    elif isinstance(value, int | float):
        return Cell(place, name, Decimal(f"{value:.15g}"), percent="%" in shape)
    elif hasattr(value, "year") and hasattr(value, "isoformat"):
        bare, day = shape.lower().replace("red", ""), value.isoformat()[:10]
        try:
            return Cell(place, name, parse_period(day), month="d" not in bare and "m" in bare)
        except ValueError:  # such as 1899-12-29, which Excel makes of -1: whoever reads it tells
            return Cell(place, name, day)
    elif text := str(value).strip():
        return Cell(place, name, text)
    return None
