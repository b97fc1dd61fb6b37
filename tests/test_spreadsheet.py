"""From composed documents to workbooks of their tables: read back, they hold what is published, as guidance asks."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from pcpgen.compose.opendata import mark_of, open_data, tables, values
from pcpgen.document.document import Document
from pcpgen.document.prose import Shown
from pcpgen.figures.figure import Figure
from pcpgen.formats.given import Given
from pcpgen.formats.registry import write
from pcpgen.formats.spreadsheet.sheets import columns_of
from pcpgen.model.period import parse_period
from pcpgen.pipeline import Judged, judge
from tests.conftest import ROOT
from tests.word_files import documents

OFFICES = [
    ROOT,
    *(ROOT / "tests/offices" / name for name in ("carrow", "fellmoor", "haddon", "northmoor", "port-ansley")),
]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Held = tuple[str, list[Decimal], set[str]]
Rows = list[list[str | Decimal]]


@cache
def judged(root: Path) -> Judged:
    return judge(root)


def made(root: Path, document: Document, format: str) -> bytes:
    given = Given(tables=open_data(document, judged(root).project.datasets))
    files = write(format, document, given)
    assert bool(files) == bool(tables(document))
    content = files.get(f"{document.id}.{format}", b"")
    assert isinstance(content, bytes)
    return content


def read_xlsx(content: bytes) -> dict[str, Rows]:
    """Each sheet from its first row on; a table must reach from its heads to its end, and nothing is merged."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for page in book.worksheets:
        rows = [[each for each in row if each is not None] for row in page.iter_rows(values_only=True)]
        found[page.title] = [
            [Decimal(str(each)) if isinstance(each, int | float) else str(each) for each in row] for row in rows
        ]
        assert not page.merged_cells.ranges
        heads = next((at for at, row in enumerate(rows, 1) if len(row) > 1), 0)
        assert [each.ref for each in page.tables.values()] == [
            f"A{heads}:{page.cell(len(rows), len(rows[-1])).coordinate}"
        ] * bool(heads)
    return found


def read_ods(content: bytes) -> dict[str, Rows]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.infolist()[0].filename == "mimetype" and packed.infolist()[0].compress_type == zipfile.ZIP_STORED
        tree: Any = etree.fromstring(packed.read("content.xml"))
    return {
        table.get(f"{TABLE}name"): [
            [
                Decimal(cell.get(f"{OFFICE}value")) if cell.get(f"{OFFICE}value") else "".join(cell.itertext())
                for cell in row.iter(f"{TABLE}table-cell")
            ]
            for row in table.iter(f"{TABLE}table-row")
        ]
        for table in tree.iter(f"{TABLE}table")
    }


def published(document: Document) -> list[list[Held]]:
    """Of each row of each table its head, its numbers and its marks, in order."""
    return [
        [
            (
                row.head,
                [Decimal(value) for cell in row.cells for _, value in values(cell) if value],
                {mark for cell in row.cells for mark in mark_of(cell).split()},
            )
            for row in table.rows
        ]
        for table in tables(document)
        if not any(table.of_words)
    ]


def held(sheets: dict[str, Rows], document: Document) -> list[list[Held]]:
    found = []
    words = [any(table.of_words) for table in tables(document)]
    for rows, of_words in zip(list(sheets.values())[3:], words, strict=True):
        heads = next(at for at, row in enumerate(rows) if len(row) > 1)
        if not of_words:
            found.append([_held(row) for row in rows[heads + 1 :]])
    return found


def _held(row: list[str | Decimal]) -> Held:
    numbers = [each for each in row[1:] if isinstance(each, Decimal)]
    return (
        str(row[0]),
        numbers,
        {mark for each in row[1:] if isinstance(each, str) for mark in re.findall(r"\[[a-z]\]", each)},
    )


@pytest.mark.slow
@pytest.mark.parametrize("root", OFFICES, ids=lambda root: "example" if root == ROOT else root.name)
def test_both_hold_the_published_values_and_marks_and_no_cell_is_empty(root: Path) -> None:
    for document in documents(judged(root)):
        if tables(document):
            xlsx, ods = read_xlsx(made(root, document, "xlsx")), read_ods(made(root, document, "ods"))
            assert xlsx == ods, document.id
            assert held(xlsx, document) == published(document), document.id
            check_list(document, xlsx)


def test_a_number_of_another_unit_than_its_column_says_its_own() -> None:
    document = documents(judged(ROOT / "tests/small"))[0]

    def cell(text: str, number: str, unit: str) -> Shown:
        return Shown(text, Figure("thefts", Decimal(number), unit, 0, parse_period("2025"), "", ()))

    cells = [*(cell(f"{number}", f"{number}", "offences") for number in range(4)), cell("−60.0%", "-60", "%")]
    (column,) = columns_of(document, "Ravensby", cells)
    assert column == ("Ravensby (offences)", [Decimal(0), Decimal(1), Decimal(2), Decimal(3), "−60.0%"])


@pytest.mark.slow
def test_a_workbook_holds_the_published_values_and_follows_the_guidance() -> None:
    root = ROOT / "tests/offices/haddon"
    document = next(each for each in documents(judged(root)) if tables(each))
    content = made(root, document, "xlsx")
    assert made(root, document, "xlsx") == content and made(root, document, "ods") == made(root, document, "ods")
    sheets = read_xlsx(content)
    assert sheets == read_ods(made(root, document, "ods"))
    assert held(sheets, document) == published(document)
    check_list(document, sheets)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        about = packed.read("docProps/core.xml").decode()
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"W3CDTF\">([^<]+)<", about)) == {f"{document.date}T00:00:00Z"}
    assert document.title in about and document.producer in about and "openpyxl" not in about


def check_list(document: Document, sheets: dict[str, Rows]) -> None:
    """A cover with what it is, from whom and when; contents that name each sheet; a title, one table, no gap."""
    cover, contents, notes, *rest = sheets
    assert document.title in str(sheets[cover][0]) and any(document.date in str(row) for row in sheets[cover])
    assert [row[0] for row in sheets[contents][3:]] == rest
    assert [row[1] for row in sheets[contents][3:]] == [table.caption for table in tables(document)]
    told = {row[1] for row in sheets[notes] if len(row) > 1}
    assert {note for table in tables(document) for note in table.notes} <= told
    for name in rest:
        rows = sheets[name]
        heads = next(at for at, row in enumerate(rows) if len(row) > 1)
        assert {len(row) for row in rows[:heads]} == {1} and len({len(row) for row in rows[heads:]}) == 1, name
        assert "" not in [each for row in rows for each in row]
        assert len({str(each).casefold() for each in rows[heads]}) == len(rows[heads])
