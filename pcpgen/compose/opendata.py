"""From a composed document to its tables as open data: a CSV of numbers for each, and the package that describes them.

A line of such a CSV is a cell of the table. Its value is a bare number, rounded as the document shows it, or nothing
where the table has a mark such as [c]; unit, qualifier and mark have columns of their own. The package is a
Frictionless Tabular Data Package, version 1; the CSVs follow RFC 4180.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pcpgen.document.blocks import Chart, IndicatorBlock
from pcpgen.document.document import Document
from pcpgen.document.prose import Shown
from pcpgen.document.table import Row, Table
from pcpgen.document.walk import Spot, blocks, pieces
from pcpgen.figures.data import shown_value
from pcpgen.manifest import PACKAGE
from pcpgen.model.data import Dataset, Ratio
from pcpgen.patterns import pattern
from pcpgen.rows import csv_text, inert
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

_TABLE = "table-"

_LICENCES = {"Open Government Licence v3.0": "OGL-UK-3.0"}  # as opendefinition.org lists them

# name and type of each column; its title and description stand in the catalogue
COLUMNS = {
    "row": "string",
    "column": "string",
    "period": "string",
    "value": "number",
    "unit": "string",
    "qualifier": "string",
    "mark": "string",
    "figure": "string",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of open data in a document's folder; `title` is the caption of its table."""

    path: str
    title: str
    content: bytes

    @property
    def size(self) -> str:
        """How large it is, as a link to it says: 2 kB."""
        return f"{max(1, round(len(self.content) / 1000)):,} kB"


def open_data(document: Document, datasets: Mapping[str, Dataset]) -> tuple[DataFile, ...]:
    """A CSV for each table of the document, in reading order, then the package; nothing where it has no table."""
    named: dict[str, Table] = {}
    for table in tables(document):
        name = f"{_TABLE}{table.id.removesuffix('-table')}"
        while f"{name}.csv" in named:
            name += "-more"
        named[f"{name}.csv"] = table
    found = [DataFile(path, table.caption, _csv(table)) for path, table in named.items()]
    if not found:
        return ()
    resources = [_resource(document.catalogue, file, named[file.path], datasets) for file in found]
    return (*found, DataFile(PACKAGE, document.catalogue.text("data.package"), _package(document, resources)))


# -- tables


def tables(document: Document) -> tuple[Table, ...]:
    """Every table that the document prints, those of its charts too, each once, in reading order."""
    found: list[Table] = []
    for table in _tables(document):
        if not any((table.columns, table.rows) == (known.columns, known.rows) for known in found):
            found.append(table)
    return tuple(found)


def _tables(document: Document) -> Iterator[Table]:
    for block in blocks(document):
        for _, piece in pieces(block, Spot("", ())):
            if isinstance(piece, Table):
                yield piece
            elif isinstance(piece, Chart) and not isinstance(block, IndicatorBlock):
                yield piece.table  # that of an indicator's chart stands beneath it already


# -- CSV


def _csv(table: Table) -> bytes:
    head = tuple(COLUMNS)
    lines = (line for row in table.rows for line in _lines(table, row))
    return csv_text((head, *lines), ending="\r\n").encode("utf-8")


def _lines(table: Table, row: Row) -> Iterator[tuple[str, ...]]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        figure = cell.of
        for part, value in values(cell):
            text = (row.head, f"{column}, {part}" if part else column, figure.period.written)
            unit = figure.unit if value else ""
            about = (unit, figure.qualifier, mark_of(cell), figure.id)
            yield (*map(inert, text), value, *map(inert, about))


_NUMBER = r"[+−]?[0-9][0-9,]*(?:\.[0-9]+)?"
_BETWEEN = pattern(rf"(?P<lower>{_NUMBER})%?(?: to | i )(?P<upper>{_NUMBER})%?")


def values(cell: Shown) -> Iterator[tuple[str, str]]:
    """A cell's numbers as digits, each with its part where there are two: the ends of an interval, 1 in 7."""
    between = _BETWEEN.fullmatch(cell.text)
    if between:
        for end, written in between.groupdict().items():
            yield end, written.replace(",", "").replace("−", "-").removeprefix("+")
    elif isinstance(cell.of.value, Ratio):
        yield "part", str(cell.of.value.part)
        yield "whole", str(cell.of.value.whole)
    else:
        value = shown_value(cell.of)
        yield "", "" if value is None else format(value, "f")


def mark_of(cell: Shown) -> str:
    """The mark of a cell: what is printed in place of its value, or beside it."""
    if cell.of.value is None:
        return cell.of.mark
    return " ".join(re.findall(r"\[[a-z]\]", cell.text))


# -- package


def _package(document: Document, resources: list[dict[str, object]]) -> bytes:
    whole: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": document.id,
        "title": f"{document.title}: {document.area}",
        "description": " ".join(filter(None, (document.subtitle and f"{document.subtitle}.", document.notice))),
        "date": document.date,
        "contributors": [{"title": document.producer, "role": "publisher"}],
        "resources": resources,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _resource(say: Catalogue, file: DataFile, table: Table, datasets: Mapping[str, Dataset]) -> dict[str, object]:
    columns = [
        {
            "name": name,
            "type": kind,
            "title": say.text(f"column.{name}"),
            "description": say.text(f"column.{name}.says"),
        }
        for name, kind in COLUMNS.items()
    ]
    used = _datasets(table, datasets)
    sources = [{"title": f"{each.title}: {_credit(say, each)}"} for each in used]
    licences = [_licence(name) for name in dict.fromkeys(each.licence for each in used if each.licence)]
    return {
        "profile": "tabular-data-resource",
        "name": file.path.removesuffix(".csv"),
        "path": file.path,
        "title": table.caption,
        **({"description": " ".join(table.notes)} if table.notes else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "schema": {"fields": columns, "missingValues": [""]},
        **({"sources": sources} if sources else {}),
        **({"licenses": licences} if licences else {}),
    }


def _credit(say: Catalogue, dataset: Dataset) -> str:
    """Where the data are from, with who published them where that says more."""
    publisher = "" if dataset.publisher in dataset.source else say.text("source.publisher", publisher=dataset.publisher)
    return ", ".join(filter(None, (dataset.source, publisher)))


def _licence(title: str) -> dict[str, str]:
    """A licence by its title, and by the id that programs know it by where it has one."""
    return {"name": _LICENCES.get(title, re.sub("[^A-Za-z0-9.]+", "-", title)), "title": title}


def _datasets(table: Table, datasets: Mapping[str, Dataset]) -> list[Dataset]:
    """The datasets that a table's figures were made from, in the order of their cells."""
    files = (cell.place.file for row in table.rows for shown in row.cells for cell in shown.of.cells)
    names = dict.fromkeys(PurePosixPath(file).stem for file in files if file.startswith("data/"))
    return [datasets[name] for name in names if name in datasets]
