"""From a workbook of Excel or of OpenDocument to the rows of one of its sheets, each cell with its kind."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.load.rules import MALFORMED_NUMBER, UNREADABLE_FILE
from pcpgen.load.sheet import Cell
from pcpgen.load.workbook import NoWorkbook, TooMuch, look_into
from pcpgen.model.extraction import Extraction
from pcpgen.model.period import parse_period
from pcpgen.place import Place, column_letters
from pcpgen.problems import listed, number_of, problem
from pcpgen.rules import FILE_TOO_LARGE
from pcpgen.sources.lines import Line, grid_lines
from pcpgen.sources.opendocument import hidden_in_words, sheets_of
from pcpgen.sources.unfit import Unfit
from pcpgen.values import dataclass

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

LIMIT = 32 << 20  # bytes of the file
ROWS, COLUMNS = 200_000, 500
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet of a workbook by its name, with what a person who opens it does not see."""

    sheet: str
    lines: Sequence[Line]
    hidden: str = ""
    merged: int = 0  # the last row with cells that are merged across

    @property
    def how(self) -> str:
        return f"sheet {self.sheet}{f'; hidden and read: {self.hidden}' if self.hidden else ''}"


def read_workbook(path: Path, file: str, declared: Extraction) -> Opened:
    """The sheet that the declaration names, or the only one. Raises Unfit."""
    if path.stat().st_size > LIMIT:
        message = f"{file} has {path.stat().st_size:,} bytes; {LIMIT:,} are the most for a workbook"
        raise Unfit(problem(FILE_TOO_LARGE, Place(file), message, "Save the sheet as CSV, and name that."))
    content = path.read_bytes()
    try:
        look_into(content)
    except TooMuch as much:
        remedy = "Save the sheet as CSV, and name that."
        raise Unfit(problem(FILE_TOO_LARGE, Place(file), f"the workbook {much}", remedy)) from None
    except NoWorkbook:
        raise _no_workbook(file) from None
    if path.suffix.lower() == ".ods":
        try:
            sheets = sheets_of(content, file, ROWS, COLUMNS)
        except (ValueError, KeyError):
            raise _no_workbook(file) from None
        name = _chosen([*sheets], file, declared)
        return Opened(name, [*grid_lines(file, sheets[name].rows)], sheets[name].hidden)
    return _of_excel(content, file, declared)


def _no_workbook(file: str) -> Unfit:
    remedy = "Open it in Excel or LibreOffice, and save it anew without a password."
    return Unfit(problem(UNREADABLE_FILE, Place(file), f"{file} is no workbook that can be read", remedy))


def _chosen(names: Sequence[str], file: str, declared: Extraction) -> str:
    wanted = declared.sheet
    if wanted and wanted not in names:
        message = f'{file} has no sheet "{wanted}"'
        raise Unfit(problem(UNREADABLE_FILE, declared.place, message, f"There are: {listed(names) or 'none'}."))
    if len(names) != 1 and not wanted:
        message = f"{file} has {number_of(len(names), 'sheet')}, and none is named"
        raise Unfit(problem(UNREADABLE_FILE, declared.place, message, f"Write sheet: with one of {listed(names)}."))
    return wanted or names[0]


def _of_excel(content: bytes, file: str, declared: Extraction) -> Opened:
    import openpyxl

    def load(values: bool) -> openpyxl.Workbook:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nothing here needs
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False)

    try:
        book, written = load(True), load(False)
    except Exception:  # whatever a file that is no workbook makes the library raise
        raise _no_workbook(file) from None
    name = _chosen([each.title for each in book.worksheets], file, declared)
    sheet, formulas = book[name], written[name]
    if (sheet.max_row or 0) > ROWS or (sheet.max_column or 0) > COLUMNS:
        message = f"the sheet reaches row {sheet.max_row:,} and column {sheet.max_column:,}"
        remedy = f"{ROWS:,} rows and {COLUMNS} columns are the most: delete what lies beyond the figures."
        raise Unfit(problem(FILE_TOO_LARGE, Place(file), message, remedy))
    rows = [[_cell(file, cell) for cell in row] for row in sheet.iter_rows()]  # type: ignore[arg-type]
    _told_of_formulas(file, rows, formulas)
    _fill_merged(rows, sheet)
    merged = max((each.max_row for each in sheet.merged_cells.ranges if each.max_col > each.min_col), default=0)
    return Opened(name, [*grid_lines(file, rows)], _hidden(sheet), merged)


def _told_of_formulas(file: str, rows: Sequence[Sequence[Cell | None]], formulas: Worksheet) -> None:
    """A formula goes by the value that was saved with it; one without is refused."""
    for row, cells in zip(formulas.iter_rows(), rows, strict=True):
        for cell, read in zip(row, cells, strict=True):
            if getattr(cell, "data_type", "") == "f" and read is None:
                message = f"{cell.coordinate} holds a formula, and no value was saved with it"
                remedy = "Open the file in Excel and save it, so that the value is kept beside the formula."
                place = Place(file, cell.row or 1, cell.column or 1)
                raise Unfit(problem(MALFORMED_NUMBER, place, message, remedy))


def _fill_merged(rows: list[list[Cell | None]], sheet: Worksheet) -> None:
    """Words in cells that are merged downwards stand for each of the rows."""
    for merged in sheet.merged_cells.ranges:
        first = rows[merged.min_row - 1][merged.min_col - 1]
        if first and isinstance(first.content, str) and merged.min_col == merged.max_col:
            for at in range(merged.min_row, merged.max_row):
                rows[at][merged.min_col - 1] = first


def _hidden(sheet: Worksheet) -> str:
    rows = [str(name) for name, each in sheet.row_dimensions.items() if each.hidden]
    hidden = [(each.min or 0, each.max or 0) for each in sheet.column_dimensions.values() if each.hidden]
    most = sheet.max_column or 0
    columns = [column_letters(at) for first, last in hidden for at in range(first, min(last, most) + 1)]
    return hidden_in_words(rows, columns, sheet.sheet_state != "visible")


def _cell(file: str, cell: ExcelCell) -> Cell | None:
    """A workbook's cell by its type; numbers to the fifteen digits that Excel itself keeps."""
    value = cell.value
    if value is None:
        return None
    place, name, shape = Place(file, cell.row, cell.column), cell.coordinate, str(cell.number_format or "")
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return Cell(place, name, Decimal(f"{value:.15g}"), percent="%" in shape)
    if hasattr(value, "year") and hasattr(value, "isoformat"):
        bare, day = shape.lower().replace("red", ""), value.isoformat()[:10]
        try:
            return Cell(place, name, parse_period(day), month="d" not in bare and "m" in bare)
        except ValueError:
            return Cell(place, name, day)
    text = str(value).strip()
    return Cell(place, name, text) if text else None


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets, in order; none where it cannot be read."""
    import openpyxl

    content = path.read_bytes()
    try:
        look_into(content)
        if path.suffix.lower() == ".ods":
            return [*sheets_of(content, path.name, ROWS, COLUMNS)]
        return [*openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames]
    except Exception:  # whatever is wrong with it is told by who reads it
        return []
