"""From a composed document to where each of its figures stands and where it came from.

One entry a place: a figure that is printed in a table, in a chart and in a sentence has three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pcpgen.compose.document import (
    AccountsPage,
    Body,
    Chart,
    Document,
    FactsPage,
    Foreword,
    Label,
    Level,
    Note,
    Part,
    PlanOnAPage,
    SurveyPage,
    Table,
    TextPage,
    ThemePage,
    Tile,
    WordsTable,
)
from pcpgen.compose.paper import (
    Block,
    Excerpt,
    ExemptBlock,
    IndicatorBlock,
    Numbered,
    Paper,
    QuestionBlock,
    Section,
    Subheading,
    TableBlock,
    WordsBlock,
)
from pcpgen.compose.redline import Redline
from pcpgen.document.prose import Leaf, Phrase, Prose, Shown, leaves, lines, said
from pcpgen.figures.figure import Figure
from pcpgen.problems import did_you_mean
from pcpgen.values import dataclass


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


def provenance(document: Document | Paper) -> tuple[Entry, ...]:
    """Every figure of the document, in reading order."""
    if isinstance(document, Paper):
        return tuple(entry for section in document.sections for entry in _section(section)) + tuple(
            _notes(document.notes, "notes", ("Notes",))
        )
    cover = (entry for row in document.cover_rows for entry in _prose(row.says, "cover", (document.title, row.name)))
    return (*cover, *(entry for part in document.parts for entry in _part(part)))


def encoded(document: Document | Paper) -> bytes:
    """The provenance file that lies beside a document."""
    entries = [entry.plain for entry in provenance(document)]
    whole = {"document": document.id, "title": document.title, "notice": document.notice, "figures": entries}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def stories(documents: Sequence[Document | Paper], what: str) -> tuple[list[str], str]:
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
    return {_folded(name) for name in names} | {_folded(name).removeprefix("table: ") for name in entry.where}


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
    if figure.from_parts is not None:
        lines.append(
            f"  parts      as printed they come to {figure.from_parts:f}: the source rounded from finer figures"
        )
    return "\n".join(lines)


def _section(section: Section) -> Iterator[Entry]:
    where = (f"{section.number} {section.title}",)
    for block in section.blocks:
        yield from _block(block, section.id, where)
    for subsection in section.subsections:
        for block in subsection.blocks:
            yield from _block(block, section.id, (*where, f"{subsection.number} {subsection.titles[0]}"))


def _block(block: Block, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    here = (*where, block.number)
    match block:
        case WordsBlock():
            yield from _words(block.table, part, here)
        case TableBlock():
            yield from _table(block.table, part, here)
        case Redline():
            for run in (run for group in block.groups for line in group.lines for run in line.runs):
                yield from _prose(run.prose, part, (*here, block.label))
        case Subheading():
            yield from _prose(block.title, part, here)
        case Numbered() | Excerpt():
            yield from _prose(block.body, part, here)
        case ExemptBlock():
            for each in block.blocks:
                yield from _block(each, part, where)
        case QuestionBlock():
            yield from _prose(block.question, part, here)
            yield from _optional(block.answer, part, here)
        case IndicatorBlock():
            named = (*here, block.title)
            yield Entry(block.value.of, block.value.text, part, named, f"{block.value.text} {block.what.plain}")
            if block.verdict:
                yield from _prose(block.verdict.says, part, named)
            if block.grade:
                yield from _prose(block.grade.says, part, named)
            yield from _table(block.table, part, named)
            if block.spark:
                yield from _prose(block.spark.says, part, named)
            if block.series:
                yield from _table(block.series, part, named)
            if block.chart:
                yield from _chart(block.chart, part, named)
            for note in block.notes:
                yield from _prose(note, part, named)


def _part(part: Part) -> Iterator[Entry]:
    where = (part.title,)
    match part:
        case TextPage() | Foreword():
            yield from _optional(part.pull_quote, part.id, where)
            yield from _body(part.body, part.id, where)
        case ThemePage():
            yield from _optional(part.pull_quote, part.id, where)
            yield from _body(part.narrative, part.id, where)
            for level in (*((part.lead,) if part.lead else ()), *part.lists):
                yield from _level(level, part.id, where)
        case FactsPage():
            for group in part.groups:
                for tile in group.tiles:
                    yield from _tile(tile, part.id, (*where, group.title))
                for column in group.columns:
                    for tile in column.tiles:
                        yield from _tile(tile, part.id, (*where, group.title, column.title))
            yield from _optional(part.basis, part.id, where)
        case SurveyPage():
            for ranked in part.lists:
                yield from _prose(ranked.base, part.id, (*where, ranked.title))
            for voice in (voice for column in part.voices for voice in column):
                yield from _prose(voice, part.id, where)
        case PlanOnAPage():
            for row in part.rows:
                if row.count is None:
                    continue
                yield Entry(row.count.of, row.count.text, part.id, (*where, part.caption, row.name, part.columns[-1]))
            yield from _prose(part.says, part.id, where)
        case AccountsPage():
            for table in part.tables:
                yield from _table(table, part.id, where)
            for note in part.notes:
                yield from _prose(note, part.id, (*where, "Notes"))
            for chart in part.charts:
                yield from _chart(chart, part.id, (*where, part.charts_title))
        case _:
            pass
    if isinstance(part, TextPage | Foreword | FactsPage):
        yield from _notes(part.notes, part.id, where)


def _level(level: Level, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    here = (*where, level.name)
    if level.measures:
        yield from _words(level.measures, part, here)
    for pledge in level.pledges:
        yield from _optional(pledge.target, part, (*here, pledge.title))


def _words(table: WordsTable, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    for row in table.rows:
        here = (*where, f"Table: {table.caption}", row.head.plain)
        yield from _prose(row.head, part, here)
        for column, cell in zip(table.columns[1:], row.cells, strict=True):
            yield from _prose(cell, part, (*here, column))


def _notes(notes: tuple[Note, ...], part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    for note in notes:
        yield from _prose(note.text, part, (*where, f"Note {note.number}"))


def _tile(tile: Tile, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    caption = tile.caption.plain
    if tile.number:
        sentence = " ".join(filter(None, (tile.number.text, tile.unit, caption)))
        yield Entry(tile.number.of, tile.number.text, part, (*where, caption), sentence)
    for prose in (tile.caption, tile.also, tile.says):
        yield from _optional(prose, part, (*where, caption))


def _table(table: Table, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.value:
                yield Entry(cell.of, cell.text, part, (*where, f"Table: {table.caption}", row.head, column))


def _chart(chart: Chart, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    title = chart.title.plain
    yield from _prose(chart.title, part, (*where, "Chart"))
    for mark in chart.drawing.marks:
        if isinstance(mark, Label) and mark.of is not None:
            yield Entry(mark.of, mark.text, part, (*where, f"Chart: {title}"))
    yield from _table(chart.table, part, (*where, f"Chart: {title}"))


def _optional(prose: Phrase | Prose | None, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    if prose:
        yield from _prose(prose, part, where)


def _body(body: Body, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    for each in body:
        yield from _chart(each, part, where) if isinstance(each, Chart) else _prose(each, part, where)


def _prose(prose: Phrase | Prose, part: str, where: tuple[str, ...]) -> Iterator[Entry]:
    for line in (prose.content,) if isinstance(prose, Phrase) else lines(prose.blocks):
        known = list(leaves(line))
        for at, leaf in enumerate(known):
            if isinstance(leaf, Shown):
                yield Entry(leaf.of, leaf.text, part, where, _sentence(known, at))


def _sentence(line: Sequence[Leaf], at: int) -> str:
    """The words around a figure, from one full stop to the next."""
    before = "".join(map(said, line[:at]))
    after = "".join(map(said, line[at + 1 :]))
    start = max(before.rfind(mark) for mark in (". ", "? ", "! "))
    ends = [found + 1 for mark in (". ", "? ", "! ") if (found := after.find(mark)) >= 0]
    return " ".join(f"{before[start + 1 :]}{said(line[at])}{after[: min(ends, default=len(after))]}".split())
