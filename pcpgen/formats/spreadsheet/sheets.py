"""From the tables of a document to the sheets of a workbook, as readers and their programs take them best.

Each sheet holds one table with one row of heads, beneath its title and a line on it; no cell is empty, none is merged.
A number is a number, rounded as the document shows it; a mark stands in its place, or in a column of its own beside it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pcpgen.compose.opendata import mark_of, tables, values
from pcpgen.document.document import Document
from pcpgen.document.prose import Shown
from pcpgen.document.table import Table
from pcpgen.formats.given import Given
from pcpgen.languages import unmarked
from pcpgen.manifest import PACKAGE
from pcpgen.rows import inert
from pcpgen.values import dataclass

Value = str | Decimal
_LONGEST = 31  # signs of a sheet's name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines from its title on, then its table, whose first row holds the heads."""

    name: str
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    leads: bool = False  # whether the first cell of each row is the name of a sheet


def sheets(document: Document, given: Given) -> tuple[Sheet, ...]:
    """Cover, contents, notes, then a sheet for each table; nothing where the document has no table."""
    found = tables(document)
    if not found:
        return ()
    about: dict[str, Any] = next(
        (json.loads(each.content) for each in given.tables if each.path == PACKAGE), {"resources": []}
    )
    say = document.catalogue
    numbered: dict[str, int] = {}
    for note in (note for table in found for note in table.notes):
        numbered.setdefault(note, len(numbered) + 1)
    sources = [_sources(document, each) for each in about["resources"]] or [()] * len(found)
    made = [
        _sheet(document, table, number, numbered, source)
        for number, (table, source) in enumerate(zip(found, sources, strict=True), 1)
    ]
    titles = tuple((sheet.name, table.caption) for sheet, table in zip(made, found, strict=True))
    contents = Sheet(
        say.text("sheet.contents"),
        (say.text("sheet.contents"), say.text("sheet.says")),
        (say.text("sheet.name"), say.text("sheet.title")),
        titles,
        leads=True,
    )
    notes = _notes(document, numbered)
    return tuple(map(_plain, (_cover(document, sources), contents, notes, *made)))


def _plain(sheet: Sheet) -> Sheet:
    """Without marks of languages, and with no text that a spreadsheet would take for a formula."""
    rows = tuple(tuple(inert(unmarked(each)) if isinstance(each, str) else each for each in row) for row in sheet.rows)
    heads, lines = (tuple(inert(unmarked(each)) for each in texts) for texts in (sheet.heads, sheet.lines))
    return Sheet(sheet.name, lines, heads, rows, sheet.leads)


def _cover(document: Document, sources: Sequence[tuple[str, ...]]) -> Sheet:
    say = document.catalogue
    published = say.text("sheet.published", day=document.date, producer=document.producer)
    told = dict.fromkeys(line for each in sources for line in each)
    lines = (f"{document.title}: {document.area}", document.subtitle, document.notice, say.text("sheet.says"))
    return Sheet(say.text("sheet.cover"), tuple(filter(None, (*lines, published, *told, say.text("sheet.marks")))))


def _sources(document: Document, resource: Mapping[str, list[dict[str, str]]]) -> tuple[str, ...]:
    say = document.catalogue
    sources = (say.text("sheet.source", source=each["title"]) for each in resource.get("sources", ()))
    licences = (say.text("sheet.licence", licence=each["title"]) for each in resource.get("licenses", ()))
    return (*sources, *licences)


def _notes(document: Document, numbered: Mapping[str, int]) -> Sheet:
    say, title = document.catalogue, document.catalogue.text("sheet.notes")
    if not numbered:
        return Sheet(title, (title, say.text("sheet.no-notes")))
    rows = tuple((Decimal(number), note) for note, number in numbered.items())
    return Sheet(title, (title,), (say.text("sheet.note"), say.text("sheet.note-says")), rows)


def _sheet(
    document: Document, table: Table, number: int, numbered: Mapping[str, int], source: tuple[str, ...]
) -> Sheet:
    say = document.catalogue
    notes = ", ".join(str(numbered[note]) for note in table.notes)
    title = say.text("sheet.noted", title=table.caption, numbers=notes) if notes else table.caption
    says = say.text("sheet.one-table", cover=say.text("sheet.cover"))
    of_words = table.of_words or (False,) * len(table.columns)
    columns: list[tuple[str, list[Value]]] = [(table.corner, [row.head for row in table.rows])]
    for at, (head, is_words) in enumerate(zip(table.columns, of_words, strict=True)):
        cells = [row.cells[at] for row in table.rows]
        columns += [(head, [cell.text for cell in cells])] if is_words else columns_of(document, head, cells)
    heads = _apart([head for head, _ in columns])
    rows = tuple(zip(*(values for _, values in columns), strict=True))
    return Sheet(say.text("sheet.table", number=number)[:_LONGEST], (title, says, *source), heads, rows)


def columns_of(document: Document, head: str, cells: Sequence[Shown]) -> Iterator[tuple[str, list[Value]]]:
    """The columns that one of the document becomes: two where its cells hold two numbers, one more for marks.

    A number of another unit than the others stands with it, as the document shows it.
    """
    say = document.catalogue
    unit = _unit(cells)
    if unit and unit not in head:
        head = say.text("sheet.with-unit", column=head, unit=unit)
    other = [bool(unit) and cell.of.value is not None and cell.of.unit != unit for cell in cells]
    read = [{} if is_other else dict(values(cell)) for cell, is_other in zip(cells, other, strict=True)]
    for part in dict.fromkeys(part for each in read for part, written in each.items() if written) or [""]:
        name = say.text("sheet.part", column=head, part=part) if part else head
        yield name, [_value(each.get(part, ""), cell) for each, cell in zip(read, cells, strict=True)]
    marks = [mark_of(cell) if any(each.values()) else "" for each, cell in zip(read, cells, strict=True)]
    if any(marks):
        yield say.text("sheet.marked", column=head), [mark or say.text("sheet.no-mark") for mark in marks]


def _unit(cells: Sequence[Shown]) -> str:
    """The unit that a column's head names: that of most of its numbers, beside which one of another says its own."""
    units = Counter(cell.of.unit for cell in cells if cell.of.value is not None)
    unit, number = units.most_common(1)[0] if units else ("", 0)
    return unit if number * 4 > units.total() * 3 else ""


def _value(written: str, cell: Shown) -> Value:
    return Decimal(written) if written else mark_of(cell) or cell.text


def _apart(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads of which no two are alike, as a table of a spreadsheet asks for."""
    taken: dict[str, int] = {}
    found = []
    for head in heads:
        taken[head.casefold()] = taken.get(head.casefold(), 0) + 1
        found.append(head if taken[head.casefold()] == 1 else f"{head} ({taken[head.casefold()]})")
    return tuple(found)


def widths(sheet: Sheet) -> list[int]:
    """How many signs wide each column is; long text wraps."""
    if not sheet.heads:
        return [90]
    columns = zip(sheet.heads, *sheet.rows, strict=True)
    return [min(60, max(12, *(len(str(each)) + 3 for each in column))) for column in columns]


def decimals(value: Decimal) -> int:
    """How many a number is shown with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
