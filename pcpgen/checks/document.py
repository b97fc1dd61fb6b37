"""From a composed document to problems: characters that the typeface lacks, references to what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pcpgen import fonts
from pcpgen.document.document import Document
from pcpgen.document.drawing import Drawing
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Phrase, Prose, Reference, leaves, lines
from pcpgen.document.table import WordsTable
from pcpgen.document.walk import walk
from pcpgen.figures.figure import Figure
from pcpgen.languages import UNSEEN
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import UNKNOWN_ID, Rule
from pcpgen.values import held_by

NO_GLYPH = Rule(
    "no-glyph",
    "A character that the typeface lacks",
    "It would print as an empty box.",
    "Use another character or a word.",
)

_UNSEEN = {*"\n\t\u00ad", *UNSEEN}
# but for what they are shown as
_NOT_PRINTED = frozenset((Picture, Drawing, Figure, Place, int, float, bool, type(None)))


def check_glyphs(project: Project, document: Document) -> list[Problem]:
    """Each character that would print as an empty box, where it was written first."""
    lacking = sorted(char for char in _characters(document) if not fonts.covers(char) and char not in _UNSEEN)
    return [
        problem(NO_GLYPH, _first(char, project.sources), f"the typeface has no glyph for {char} (U+{ord(char):04X})")
        for char in lacking
    ]


def check_led(project: Project, document: Document) -> list[Problem]:
    """Each reference to a thing that the document could hold and does not, such as a section with nothing in it."""
    remedy = "Take the reference out, or write what it leads to."
    return [
        problem(UNKNOWN_ID, each.place, f'"{each.target}" is left out of this document: nothing stands in it', remedy)
        for each in _references(document)
        if each.place
    ]


def _references(document: Document) -> Iterator[Reference]:
    for _, piece in walk(document):
        if isinstance(piece, WordsTable):
            said = [cell.content for row in piece.rows for cell in (row.head, *row.cells)]
        elif isinstance(piece, Prose):
            said = list(lines(piece.blocks))
        else:
            said = [piece.content] if isinstance(piece, Phrase) else []
        yield from (leaf for line in said for leaf in leaves(line) if isinstance(leaf, Reference))


def _characters(document: Document) -> set[str]:
    """Every character in a composed document that is printed."""
    texts: set[str] = set()
    values: list[Any] = [document]
    while values:
        held: list[Any] = []
        for value in values:
            kind = type(value)
            if kind is str:
                texts.add(value)
            elif kind is tuple:
                held += value
            elif kind not in _NOT_PRINTED:
                held += value if isinstance(value, tuple) else held_by(value)
        values = held
    return set("".join(texts))


def _first(char: str, sources: Mapping[str, Source]) -> Place:
    for file in sorted(sources):
        if char in sources[file].text:
            return sources[file].find(char, Place(file))
    return Place("plan")
