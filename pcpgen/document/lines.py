"""From a document to its words and figures as lines, whatever format shows them; each also without the program's words.

The program's words are known by the marks that `pcpgen.compose.marked` has put around them; in a document without marks
every word is its author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pcpgen.document.blocks import Chart
from pcpgen.document.document import Document
from pcpgen.document.prose import Leaf, Phrase, Prose, Shown, leaves, lines, said
from pcpgen.document.table import Table, WordsTable
from pcpgen.document.walk import Piece, Plain, Value, walk
from pcpgen.languages import UNSEEN
from pcpgen.patterns import pattern
from pcpgen.values import dataclass
from pcpgen.words.catalogue import BEGIN, END

_MARKED = pattern(f"{BEGIN}[^{END}]*{END}")
_MARKS = pattern(f"[{BEGIN}{END}{''.join(UNSEEN)}]")
_EDGES = " ,;:.–"  # what stands between the program's words and others


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it reads, its authors' words and figures alone, and its figures."""

    says: str
    own: str
    figures: tuple[Shown, ...] = ()


def lines_of(document: Document) -> tuple[Line, ...]:
    """A line for each title, paragraph, item, label and row of a table, in reading order; no numbers of paragraphs."""
    made = (_line(*each) for _, piece in walk(document) for each in _texts(piece))
    return tuple(line for line in made if line.says)


def _line(text: str, figures: Iterable[Shown]) -> Line:
    stretches = (" ".join(each.split()).strip(_EDGES) for each in _MARKED.split(text))
    own = " ".join(each for each in stretches if re.search(r"\w", each))
    shown = tuple(replace(each, text=_unmarked(each.text)) for each in figures)
    return Line(_unmarked(text), _unmarked(own), shown)


def _unmarked(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


def _texts(piece: Piece) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """The lines of a piece with their figures, the program's words still in marks."""
    match piece:
        case Plain():
            yield piece.text, ()
        case Value():
            yield piece.shown.text, (piece.shown,)
        case Phrase():
            yield _words(leaves(piece.content))
        case Prose():
            for line in lines(piece.blocks):
                yield _words(leaves(line))
        case Table():
            yield from _table(piece)
        case WordsTable():
            yield from _words_table(piece)
        case Chart():
            yield _words(leaves(piece.title.content))
            yield piece.measure, ()
            yield from _table(piece.table)
            yield from ((text, ()) for text in (*piece.notes, piece.source))
        case _:
            assert_never(piece)


def _words(line: Iterable[Leaf]) -> tuple[str, tuple[Shown, ...]]:
    known = tuple(line)
    return "".join(map(said, known)), tuple(leaf for leaf in known if isinstance(leaf, Shown))


def _table(table: Table) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    yield table.caption, ()
    yield ", ".join((table.corner, *table.columns)), ()
    for row in table.rows:
        yield ", ".join((row.head, *(cell.text for cell in row.cells))), row.cells
    yield from ((note, ()) for note in table.notes)


def _words_table(table: WordsTable) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    yield table.caption, ()
    yield ", ".join(table.columns), ()
    for row in table.rows:
        cells = [_words(leaves(cell.content)) for cell in (row.head, *row.cells)]
        yield ", ".join(text for text, _ in cells), tuple(figure for _, figures in cells for figure in figures)
    yield from ((note, ()) for note in table.notes)
