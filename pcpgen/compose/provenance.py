"""From a composed document to where each of its figures stands and where it came from.

One entry a place: a figure that is printed in a table, in a chart and in a sentence has three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import assert_never

from pcpgen.document.blocks import Chart
from pcpgen.document.document import Document
from pcpgen.document.drawing import Label
from pcpgen.document.prose import Leaf, Phrase, Prose, Shown, leaves, lines, said
from pcpgen.document.table import Table, WordsTable
from pcpgen.document.walk import Piece, Plain, Spot, Value, walk
from pcpgen.figures.figure import Figure
from pcpgen.model.extraction import Origin
from pcpgen.problems import did_you_mean, number_of
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure at one place of a document: `where` from the part inwards, `sentence` as it reads there."""

    figure: Figure
    shown: str
    part: str  # the id of the part
    where: tuple[str, ...]
    sentence: str = ""

    @property
    def plain(self) -> dict[str, object]:
        """The entry as JSON holds it."""
        figure = self.figure
        entry: dict[str, object] = {
            "figure": figure.id,
            "part": self.part,
            "where": list(self.where),
            "shown": self.shown,
            "exact": figure.exact,
            "unit": figure.unit,
            "period": figure.period.written,
            "formula": figure.formula,
            "cells": [
                {
                    "file": cell.place.file,
                    "line": cell.place.line,
                    "id": cell.id,
                    "value": cell.value,
                    "note": cell.note,
                    **(cell.origin.plain if cell.origin else {}),
                }
                for cell in figure.cells
            ],
        }
        if figure.qualifier:
            entry["qualifier"] = figure.qualifier
        if figure.from_parts is not None:
            entry["sum of its parts as printed"] = format(figure.from_parts, "f")
        if self.sentence:
            entry["sentence"] = self.sentence
        return entry


def provenance(document: Document) -> tuple[Entry, ...]:
    """Every figure of the document, in reading order."""
    return tuple(entry for spot, piece in walk(document) for entry in _entries(document.catalogue, piece, spot))


def encoded(document: Document) -> bytes:
    """The provenance file that lies beside a document, each figure on a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    head = {"document": document.id, "title": document.title, "notice": document.notice}
    told = ",".join(f"\n{encode(entry.plain)}" for entry in provenance(document))
    return f'{encode(head)[:-1]}, "figures": [{told}]}}\n'.encode()


def stories(documents: Sequence[Document], what: str) -> tuple[list[str], str]:
    """The stories of the figures that `what` names, each once with all its places, and else a hint at what is near.

    `what` is a value as shown, a figure's id with or without its period, or a place: the id of a part, or words of
    the way to a figure, such as a table's caption or a row's head.
    """
    entries = [entry for document in documents for entry in provenance(document)]
    wanted = _folded(what)
    found = [entry for entry in entries if wanted in _names(entry)]
    by_figure: dict[tuple[str, str], list[Entry]] = {}
    for entry in found:
        by_figure.setdefault((entry.figure.id, entry.shown), []).append(entry)
    known = {name: name for entry in entries for name in (entry.part, entry.figure.id, entry.shown)}
    return [_story(each) for each in by_figure.values()], "" if found else did_you_mean(what, known)


def _folded(text: str) -> str:
    """Text as people type it: spaces that stay are spaces, a minus may be a hyphen, case does not count."""
    return " ".join(text.replace("\u2212", "-").split()).casefold()


def _names(entry: Entry) -> set[str]:
    """All by which an entry can be asked for."""
    id = entry.figure.id
    names = [id, id.partition("@")[0], entry.part, entry.shown, entry.figure.exact, *entry.where]
    return {_folded(name) for name in names} | {_folded(name).partition(": ")[2] for name in entry.where}


def _story(entries: list[Entry]) -> str:
    """Where a figure stands, how it was made and from which cells, as the terminal tells it."""
    figure = entries[0].figure
    lines = [f"{entries[0].shown}  {figure.id}"]
    lines += [f"  stands in  {', '.join(entry.where)}" for entry in entries]
    lines += [f"  reads      {said}" for said in dict.fromkeys(entry.sentence for entry in entries if entry.sentence)]
    exact = " ".join(filter(None, (figure.qualifier, figure.exact, figure.unit)))
    lines.append(f"  exact      {exact}, {figure.period.words}")
    if figure.formula != figure.id:
        lines.append(f"  formula    {figure.formula}")
    for cell in figure.cells:
        value = f" = {cell.value}" if cell.value else ""
        lines.append(f"  from       {cell.place.file}:{cell.place.line}  {cell.id}{value}")
        if cell.note:
            lines.append(f"             note: {cell.note}")
        if cell.origin:
            lines += _published(cell.id, cell.origin)
    if figure.from_parts is not None:
        lines.append(
            f"  parts      as printed they come to {figure.from_parts:f}: the source rounded from finer figures"
        )
    return "\n".join(lines)


def _published(cell: str, origin: Origin) -> list[str]:
    """By which declaration a cell came from which rows of the publisher's file."""
    sheet = f", sheet {origin.sheet}" if origin.sheet else ""
    rows = f"row {origin.row:,}" if origin.row else number_of(origin.rows, "row")
    declared = f"from: of the indicator or dataset {cell.partition('.')[0]}"
    return [f"             published: {origin.file}{sheet}, {rows}, by {declared}"]


def _entries(say: Catalogue, piece: Piece, spot: Spot) -> Iterator[Entry]:
    match piece:
        case Value():
            yield Entry(piece.shown.of, piece.shown.text, spot.part, spot.where, piece.sentence)
        case Phrase() | Prose():
            yield from _prose(piece, spot)
        case Plain():
            return
        case Table():
            yield from _table(say, piece, spot)
        case WordsTable():
            yield from _words(say, piece, spot)
        case Chart():
            yield from _chart(say, piece, spot)
        case _:
            assert_never(piece)


def _words(say: Catalogue, table: WordsTable, spot: Spot) -> Iterator[Entry]:
    for row in table.rows:
        here = spot.within(say.text("table.region", caption=table.caption), row.head.plain)
        yield from _prose(row.head, here)
        for column, cell in zip(table.columns[1:], row.cells, strict=True):
            yield from _prose(cell, here.within(column))


def _table(say: Catalogue, table: Table, spot: Spot) -> Iterator[Entry]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.value:
                here = spot.within(say.text("table.region", caption=table.caption), row.head, column)
                yield Entry(cell.of, cell.text, here.part, here.where)


def _chart(say: Catalogue, chart: Chart, spot: Spot) -> Iterator[Entry]:
    yield from _prose(chart.title, spot.within(say.text("chart.label")))
    here = spot.within(say.text("chart.region", title=chart.title.plain))
    for mark in chart.drawing.marks:
        if isinstance(mark, Label) and mark.of is not None:
            yield Entry(mark.of, mark.text, here.part, here.where)
    yield from _table(say, chart.table, here)


def _prose(prose: Phrase | Prose, spot: Spot) -> Iterator[Entry]:
    for line in (prose.content,) if isinstance(prose, Phrase) else lines(prose.blocks):
        known = list(leaves(line))
        for at, leaf in enumerate(known):
            if isinstance(leaf, Shown):
                yield Entry(leaf.of, leaf.text, spot.part, spot.where, _sentence(known, at))


def _sentence(line: Sequence[Leaf], at: int) -> str:
    """The words around a figure, from one full stop to the next."""
    before = "".join(map(said, line[:at]))
    after = "".join(map(said, line[at + 1 :]))
    start = max(before.rfind(mark) for mark in (". ", "? ", "! "))
    ends = [found + 1 for mark in (". ", "? ", "! ") if (found := after.find(mark)) >= 0]
    return " ".join(f"{before[start + 1 :]}{said(line[at])}{after[: min(ends, default=len(after))]}".split())
