"""From a document's tables to an Excel workbook."""

from __future__ import annotations

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.packed import packed, unpacked
from pcpgen.formats.registry import file_of
from pcpgen.formats.spreadsheet.sheets import Sheet, Value, decimals, sheets, widths
from pcpgen.languages import unmarked

_TITLE, _HEAD, _TEXT = Font("Arial", 15, bold=True), Font("Arial", 11, bold=True), Font("Arial", 11)
_LINK = Font("Arial", 11, color="23408F", underline="single")
_NUMBER = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The workbook; no file where the document has no table."""
    made = sheets(document, given)
    if not made:
        return {}
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(made):
        _fill(book.create_sheet(sheet.name), sheet, number)
    book.properties.title = unmarked(f"{document.title}: {document.area}")
    book.properties.creator = unmarked(document.producer)
    book.properties.language = document.catalogue.language
    saved = BytesIO()
    book.save(saved)
    day = f"{document.date}T00:00:00Z".encode()
    parts = ((name, _NUMBER.sub(rb"\g<1>" + day, each)) for name, each in unpacked(saved.getvalue()))
    return {file_of(document.id, "xlsx"): packed(parts)}


def _fill(page: Worksheet, sheet: Sheet, number: int) -> None:
    for at, line in enumerate(sheet.lines, 1):
        _put(page.cell(at, 1), line, _TITLE if at == 1 else _TEXT)
        page.cell(at, 1).alignment = Alignment(wrap_text=not sheet.heads, vertical="top")
    first = len(sheet.lines) + 1
    for column, head in enumerate(sheet.heads, 1):
        _put(page.cell(first, column), head, _HEAD)
        page.cell(first, column).alignment = Alignment(wrap_text=True, vertical="bottom")
    for at, row in enumerate(sheet.rows, first + 1):
        for column, value in enumerate(row, 1):
            _put(page.cell(at, column), value, _TEXT)
            page.cell(at, column).alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
        if sheet.leads:
            page.cell(at, 1).hyperlink = f"#'{row[0]}'!A1"
            page.cell(at, 1).font = _LINK
    for column, width in enumerate(widths(sheet), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    if sheet.heads:
        reach = f"A{first}:{get_column_letter(len(sheet.heads))}{first + len(sheet.rows)}"
        table = Table(displayName=f"table_{number}", ref=reach)
        table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
        page.add_table(table)


def _put(cell: Cell | MergedCell, value: Value, font: Font) -> None:
    """Text as text, whatever it begins with; a number with as many decimals as it is shown with."""
    assert isinstance(cell, Cell)  # none is merged
    cell.font = font
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
        return
    cell.value = value
    places = decimals(value)
    cell.number_format = f"#,##0.{'0' * places}" if places else "#,##0"
