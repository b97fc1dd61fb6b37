"""From what somebody points at in a document to the lines of the workspace that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from pcpgen.compose.provenance import provenance
from pcpgen.document.blocks import Chart, IndicatorBlock, TableBlock
from pcpgen.document.document import Document
from pcpgen.document.table import Table
from pcpgen.document.walk import blocks
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import visible
from pcpgen.values import dataclass

# the addresses by which editors open a file at a line
EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
}
MOST_CELLS = 6  # that are told of one figure or chart
MOST_LINES = 3  # that hold the same words
_TELLING = 12  # characters that hardly stand in two lines by chance
_WIDTH = 160  # characters of a line that are shown
_PLACE = pattern(r"([^\s:]+):(\d{1,7})(?::(\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, the stretch that is meant between what stands before and after it."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a person copies it, and the address that opens it in the editor; empty where none is known."""

    written: str
    address: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Something that was pointed at: what it is, where it is written, and the line there."""

    kind: str
    place: Where
    line: Line | None


@dataclass(frozen=True, slots=True)
class Editor:
    """The workspace's folder, and the pattern of the addresses that open a file in it."""

    root: Path
    pattern: str = ""

    def where(self, place: Place) -> Where:
        path = (self.root / place.file).as_posix()
        path = quote(path if path.startswith("/") else f"/{path}")
        address = self.pattern.format(path=path, line=place.line, column=place.column) if self.pattern else ""
        return Where(visible(f"{place.file}:{place.line}"), address)


def line_at(sources: Mapping[str, Source], place: Place, marked: bool = True) -> Line | None:
    """The line of a place, a window of it where it is long; None where there is no such line, or nothing in it."""
    source = sources.get(place.file)
    if source is None or place.line > len(source.lines):
        return None
    text, column = source.lines[place.line - 1], place.column - 1
    if not text.strip():
        return None
    start = max(0, column - _WIDTH // 2) if len(text) > _WIDTH else 0
    end = start + _WIDTH
    stop = min(column + (place.length if marked else 0), end)
    before = ("…" if start else "") + _seen(text[start:column])
    return Line(place.line, before, _seen(text[column:stop]), _seen(text[stop:end]) + ("…" if end < len(text) else ""))


def _seen(text: str) -> str:
    return "".join(char if char == "\t" else visible(char) for char in text)


def origins(
    document: Document, sources: Mapping[str, Source], editor: Editor, pointed: Mapping[str, str]
) -> tuple[list[Origin], int]:
    """Where something comes from, and how many cells more; `pointed` has what the page says of what lies there.

    That is the place of its `words`, the `cells` of a figure or its `figure` by its id, the ids of the `blocks` around
    it, the innermost first, and its `text`, which is looked for where nothing else is known.
    """
    found = list(_pointed(document, pointed)) or list(_alike(sources, pointed.get("text", "")))
    told = list(dict.fromkeys((kind, place) for kind, place in found if place.file in sources))
    cells = [each for each in told if each[0] == "Cell"]
    kept = [each for each in told if each not in cells[MOST_CELLS:]]
    shown = [Origin(kind, editor.where(place), line_at(sources, place, marked=False)) for kind, place in kept]
    return shown, max(0, len(cells) - MOST_CELLS)


def _pointed(document: Document, pointed: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    figure = pointed.get("figure", "")
    inside = _block(document, pointed.get("blocks", "").split())
    if words := _places(pointed.get("words", "")):
        yield "Words", words[0]
    elif inside and inside[1].file:
        yield inside[:2]
    yield from (("Cell", place) for place in _places(pointed.get("cells", "")))
    if figure:
        entries = (entry for entry in provenance(document) if entry.figure.id == figure)
        yield from (("Cell", cell.place) for entry in entries for cell in entry.figure.cells)
    elif inside and not pointed.get("cells") and not words:
        yield from (("Cell", place) for place in inside[2])


def _alike(sources: Mapping[str, Source], text: str) -> Iterator[tuple[str, Place]]:
    """Lines of the plan that hold a text, or what stands in it after a label of the program's."""
    text = " ".join(text.split()).rstrip(".")
    for words in (text, text.partition(": ")[2]):
        lines = (
            Place(file, number, line.find(words) + 1)
            for file, source in sorted(sources.items())
            if len(words) >= _TELLING and file.startswith("plan/") and words in source.text
            for number, line in enumerate(source.lines, 1)
            if words in line
        )
        if found := list(islice(lines, MOST_LINES)):
            yield from (("The same words", place) for place in found)
            return


def _places(text: str) -> list[Place]:
    found = (_PLACE.fullmatch(each) for each in text.split())
    return [Place(each[1], int(each[2]), int(each[3] or 1)) for each in found if each and int(each[2])]


def _block(document: Document, ids: list[str]) -> tuple[str, Place, list[Place]] | None:
    """The first of some ids that a chart, an indicator or a table has: what it is, its place and its cells."""
    known: dict[str, tuple[str, Place, Table]] = {}
    for block in blocks(document):
        if isinstance(block, Chart):
            known[block.id] = ("Chart", block.place, block.table)
        if isinstance(block, TableBlock):
            known |= dict.fromkeys((block.id, block.table.id), ("Table", block.place, block.table))
        if isinstance(block, IndicatorBlock):
            known |= dict.fromkeys((block.id, block.table.id), ("Indicator", block.place, block.table))
            if block.chart:
                known[block.chart.id] = ("Chart", block.place, block.chart.table)
    for id in ids:
        if id in known:
            kind, place, table = known[id]
            return kind, place, [cell.place for row in table.rows for shown in row.cells for cell in shown.of.cells]
    return None
