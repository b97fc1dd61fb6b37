"""Fifty-one spreadsheets as analysts have them, each with the observations that a person reads in it.

Twelve shapes, three of each, and fifteen that combine two. Every number is invented. What a sheet says is decided
before it is laid out, so that the observations are no reading of it.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

KEPT_BACK, NONE = "kept back", "none"
Times = Literal["iso", "Jan-24", "quarter", "first day", "last day", "named"]
_SERIES = "Burglary", "Vehicle offences", "Shoplifting", "Criminal damage"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONG = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Shape:
    """How a table is laid out. `variant`, 0 to 2, changes what the shape leaves open."""

    variant: int = 0
    times: Times = "iso"
    across: bool = False  # a row a series, a column a period
    title: bool = False  # rows and merged banners over the table
    two_rows: bool = False  # years over months, merged
    total: bool = False
    notes: bool = False
    marks: bool = False
    semicolons: bool = False  # Excel's export in another locale, in its own encoding
    sheets: bool = False
    percent: bool = False
    ending: Literal["csv", "xlsx"] = "xlsx"


@dataclass(frozen=True)
class Spreadsheet:
    """A file, and by series and period as data/ writes it what a person reads in it: a value, or why there is none."""

    name: str
    ending: str
    percent: bool
    series: tuple[str, ...]
    cells: Mapping[tuple[str, str], Decimal | str]
    content: Callable[[], bytes]


NAMED: dict[str, dict[str, Any]] = {
    "title rows": {"title": True},
    "two-row heads": {"across": True, "two_rows": True},
    "totals": {"total": True},
    "notes": {"notes": True},
    "marks": {"marks": True},
    "months named short": {"times": "Jan-24"},
    "quarters": {"times": "quarter"},
    "months across": {"across": True, "times": "named"},
    "semicolons": {"semicolons": True, "ending": "csv"},
    "several sheets": {"sheets": True},
    "percentages": {"percent": True},
    "date cells": {"times": "first day"},
}
COMBINED = (
    ("title rows", "marks"),
    ("title rows", "quarters"),
    ("title rows", "months across"),
    ("two-row heads", "totals"),
    ("two-row heads", "notes"),
    ("totals", "notes"),
    ("totals", "semicolons"),
    ("notes", "several sheets"),
    ("marks", "months named short"),
    ("marks", "months across"),
    ("months named short", "semicolons"),
    ("quarters", "percentages"),
    ("several sheets", "date cells"),
    ("percentages", "notes"),
    ("date cells", "totals"),
)


def spreadsheets() -> Iterator[Spreadsheet]:
    """All of them, the same each time."""
    for name, shape in NAMED.items():
        for variant in range(3):
            made = Shape(variant, **shape)
            if variant == 1 and name in ("totals", "notes", "marks", "months named short", "quarters", "months across"):
                made = replace(made, ending="csv")
            if variant == 2 and name == "date cells":
                made = replace(made, times="last day")
            yield _spreadsheet(f"{name} {variant + 1}", made)
    for at, names in enumerate(COMBINED):
        shape = {key: value for name in names for key, value in NAMED[name].items()}
        yield _spreadsheet(" and ".join(names), Shape(at % 3, **shape))


def _spreadsheet(name: str, shape: Shape) -> Spreadsheet:
    chance = random.Random(name)
    series = _SERIES[: 2 + shape.variant]
    ends = list(_ends(chance, shape))
    cells: dict[tuple[str, str], Decimal | str] = {}
    for at, title in enumerate(series):
        level = chance.choice((24, 160, 1_450)) * (at + 1)
        for end in ends:
            value = Decimal(round(level * chance.uniform(0.8, 1.2)))
            cells[title, _written(end, shape)] = Decimal(chance.randint(81, 389)) / 1_000 if shape.percent else value
    marked = _marked(chance, shape, list(cells)) if shape.marks else {}
    grid = _grid(shape, series, ends, cells, marked)
    read = {key: KEPT_BACK if mark in ("*", "[c]") else NONE for key, mark in marked.items()}
    said = {key: value * 100 if shape.percent and isinstance(value, Decimal) else value for key, value in cells.items()}
    write = _csv if shape.ending == "csv" else _workbook
    return Spreadsheet(name, shape.ending, shape.percent, series, said | read, lambda: write(shape, grid))


def _ends(chance: random.Random, shape: Shape) -> Iterator[date]:
    """The last day of each period, the oldest first."""
    year, step = chance.randint(2019, 2023), 3 if shape.times == "quarter" else 1
    first = 1 if shape.two_rows else chance.choice((1, 4))
    for at in range(step - 1, (24 if shape.two_rows else 8 if step == 3 else 14) * step, step):
        month = first - 1 + at
        yield date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)


def _written(end: date, shape: Shape) -> str:
    return f"{end.year}-Q{(end.month + 2) // 3}" if shape.times == "quarter" else f"{end:%Y-%m}"


def _marked(chance: random.Random, shape: Shape, keys: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Marks that stand for a number here and there, not in the newest period."""
    newest = max(period for _, period in keys)
    marks = (("*", "n/a"), ("[c]", "[x]"), ("*", "..", "-"))[shape.variant]
    found = chance.sample([key for key in keys if key[1] != newest], 3)
    return {key: marks[at % len(marks)] for at, key in enumerate(found)}


def _head(end: date, shape: Shape) -> Any:
    """A period as the analyst writes it."""
    match shape.times:
        case "Jan-24":
            return f"{_MONTHS[end.month - 1]}-{end:%y}"
        case "named":
            return f"{_LONG[end.month - 1]} {end.year}"
        case "first day":
            return end.replace(day=1)
        case "last day":
            return end
        case "quarter":
            quarter = (end.month + 2) // 3
            spans = "Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec"
            return (f"{end.year} Q{quarter}", f"Q{quarter} {end.year}", f"{spans[quarter - 1]} {end.year}")[
                shape.variant
            ]
        case _:
            return f"{end:%Y-%m}"


Grid = list[list[Any]]


def _grid(
    shape: Shape,
    series: tuple[str, ...],
    ends: list[date],
    cells: Mapping[tuple[str, str], Decimal | str],
    marked: Mapping[tuple[str, str], str],
) -> Grid:
    """The rows of the sheet that holds the table: numbers, texts, days."""

    def at(title: str, end: date) -> Any:
        key = title, _written(end, shape)
        return marked.get(key, cells[key])

    rows: Grid
    if shape.across:
        corner = ("Offence", "Crime type", "")[shape.variant]
        rows = [[corner, *(_head(end, shape) for end in ends)]]
        if shape.two_rows:
            years = [each.year for each in ends]
            over = [year if at == 0 or years[at - 1] != year else None for at, year in enumerate(years)]
            rows = [["", *over], [corner, *(_MONTHS[end.month - 1] for end in ends)]]
        rows += [[title, *(at(title, end) for end in ends)] for title in series]
        if shape.total:
            rows.append(["Total", *(_sum(at(title, end) for title in series) for end in ends)])
    else:
        first = ("Quarter" if shape.times == "quarter" else "Month", "Period", "Date")[shape.variant]
        rows = [[first, *series], *([_head(end, shape), *(at(title, end) for title in series)] for end in ends)]
        if shape.total and shape.variant != 1:
            rows = [[*rows[0], "Total"], *([*row, _sum(row[1:])] for row in rows[1:])]
        if shape.total and shape.variant != 0:
            rows.append(["Total", *(_sum(row[column] for row in rows[1:]) for column in range(1, len(rows[0])))])
    over_table: Grid = []
    if shape.title:
        over_table = [["Table 3: Police recorded crime, Northmoor"], [f"Released 12 March {ends[-1].year + 1}"], []]
        over_table += [["", "Number of offences"]] if shape.variant == 2 else []
    under: Grid = []
    if shape.notes:
        under = [[], ["Notes"], ["1. Counts are of offences recorded, by the month in which they were recorded."]]
        under += [["Source: Northmoor Police, crime recording system, extracted 4 March 2024"]]
        under = under[2:] if shape.variant == 1 else under
    under += [[], ["Source: Northmoor Police – crime recording system"]] if shape.semicolons else []
    return over_table + rows + under


def _sum(values: Any) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


# -- the file


def _csv(shape: Shape, grid: Grid) -> bytes:
    """As Excel saves it: thousands with the locale's point and the locale's semicolons, or with commas, quoted."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if shape.semicolons else ",", lineterminator="\r\n")
    width = max(len(row) for row in grid)
    for row in grid:
        said = [_typed(shape, value) for value in row]
        writer.writerow(said + [""] * (width - len(said)))
    if shape.semicolons:
        return text.getvalue().encode("cp1252")
    return text.getvalue().encode("utf-8-sig" if shape.variant == 1 else "utf-8")


def _typed(shape: Shape, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal) and shape.percent:
        return f"{value * 100:.1f}%"
    if isinstance(value, Decimal):
        return f"{value:,}".replace(",", "." if shape.semicolons else ",")
    return "" if value is None else str(value)


def _workbook(shape: Shape, grid: Grid) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Table 1" if shape.sheets else "Data"
    for number, row in enumerate(grid, 1):
        for column, value in enumerate(row, 1):
            if value in (None, ""):
                continue
            cell = sheet.cell(number, column, float(value) if isinstance(value, Decimal) and shape.percent else value)
            if isinstance(value, date):
                cell.number_format = "mmm-yy" if shape.variant != 1 else "dd/mm/yyyy"
            elif isinstance(value, Decimal):
                cell.number_format = "0.0%" if shape.percent else "#,##0"
    if shape.title:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=4)
    if shape.two_rows:
        _merge_years(sheet, grid)
    if shape.sheets:
        cover = book.create_sheet("Cover", 0)
        cover.append(["Recorded crime in Northmoor"])
        cover.append(["This workbook holds one table, on the sheet Table 1."])
        notes = book.create_sheet("Notes")
        notes.append(["Note", "Says"])
        notes.append([1, "Counts are of offences recorded."])
        book.active = shape.variant
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _merge_years(sheet: Any, grid: Grid) -> None:
    """Merges each year over its months, in the row where the years stand."""
    number = next(at for at, row in enumerate(grid, 1) if any(isinstance(value, int) for value in row))
    width = max(len(row) for row in grid)
    found, year = [], None
    for column in range(2, width + 1):
        row = grid[number - 1]
        year = row[column - 1] if column <= len(row) and isinstance(row[column - 1], int) else year
        found.append((year, column))
    for _, group in groupby(found, key=lambda each: each[0]):
        columns = [column for _, column in group]
        sheet.merge_cells(f"{get_column_letter(columns[0])}{number}:{get_column_letter(columns[-1])}{number}")
