"""Workbooks that would take minutes to open are told in a moment, before they are opened; so are damaged ones."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from pcpgen.load.sheet import read_sheet
from tests.cases import first_quick

SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
AFTER = "</sheetData>"


def workbook(parts: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """A workbook of two rows, with other words in place of some in its parts."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Month", "Boats"), ("2019-01", 4)):
        sheet.append(row)
    made, changed = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part).decode()
            before, after = (parts or {}).get(part.filename, ("", ""))
            assert before in text
            new.writestr(part.filename, text.replace(before, after, 1) if before else text)
    return changed.getvalue()


def merged(*ranges: str) -> Mapping[str, tuple[str, str]]:
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return {SHEET: (AFTER, f"{AFTER}<mergeCells>{cells}</mergeCells>")}


HANGS: dict[str, tuple[Mapping[str, tuple[str, str]], str]] = {
    "one merged range": (merged("A5:XFD200000"), "has merged cells over A5:XFD200000"),
    "merged rows": (merged(*(f"A{row}:XFD{row}" for row in range(5, 3_005))), "has merged cells over A6:XFD6"),
    "merged pairs": (merged(*(f"A{row}:B{row}" for row in range(5, 3_005))), "holds more than 1,000 merged ranges"),
    "a link": ({SHEET: (AFTER, f'{AFTER}<hyperlinks><hyperlink ref="A1:XFD99"/></hyperlinks>')}, "has a link over"),
    "styles": (
        {STYLES: ("</cellXfs>", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 200_000 + "</cellXfs>")},
        "holds more than 20,000 cell styles",
    ),
    "cells": ({SHEET: ("<sheetData>", "<sheetData>" + f"<row>{'<c/>' * 100}</row>" * 5_000)}, "than 400,000 cells"),
    "elements": ({BOOK: ("<definedNames", "<x/>" * 120_000 + "<definedNames")}, "a part of more than 100,000 elements"),
    "depth": ({BOOK: ("<definedNames", "<x>" * 100 + "</x>" * 100 + "<definedNames")}, "more than 60 elements in each"),
}  # fmt: skip


@pytest.mark.parametrize("what", first_quick(HANGS, 5))
def test_what_would_take_minutes_is_told_in_a_moment(tmp_path: Path, what: str) -> None:
    parts, told = HANGS[what]
    path = tmp_path / "new.xlsx"
    path.write_bytes(workbook(parts))
    begun = time.process_time()
    table, (found,) = read_sheet(path)
    assert time.process_time() - begun < 3
    assert table is None and told in found.message and found.message.startswith("the workbook ")
    assert (found.rule.id, found.place.file) == ("file-too-large", "new.xlsx") and found.remedy


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"> ]>\n<worksheet'
DAMAGED: dict[str, bytes] = {
    "no archive": b"PK\x03\x04 and nothing behind it",
    "cut short": workbook()[:-500],
    "bytes changed": workbook()[:900] + b"\0" * 40 + workbook()[940:],
    "entities": workbook({SHEET: ("<worksheet", ENTITIES)}),
    "unclosed": workbook({SHEET: ("</sheetData>", "")}),
    "merged nowhere": workbook(merged("everything:else")),
    "a style that there is not": workbook({SHEET: ("<c ", '<c s="99" ')}),
    "a number without end": workbook({SHEET: ("<v>4</v>", "<v>1e999</v>")}),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_damaged_is_told(tmp_path: Path, what: str) -> None:
    path = tmp_path / "new.xlsx"
    path.write_bytes(DAMAGED[what])
    _, found = read_sheet(path)
    assert [each.rule.id for each in found] == (["malformed-number"] if "number" in what else ["unreadable-file"])


def test_ordinary_merged_cells_are_named(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    path.write_bytes(workbook(merged("A5:C5")))
    assert [each.message[:28] for each in read_sheet(path)[1]] == ["the cells A5:C5 are merged, "]


def test_a_day_before_our_days_is_words(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("Month", "Boats"))
    cell = book.active.cell(2, 1, -1)
    cell.number_format = "yyyy-mm-dd"
    book.active.cell(2, 2, 4)
    book.save(tmp_path / "new.xlsx")
    sheet, problems = read_sheet(tmp_path / "new.xlsx")
    assert sheet and not problems and sheet.rows[1][0] and str(sheet.rows[1][0].content).startswith("1899-12")
