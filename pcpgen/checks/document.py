"""From a document to problems: characters without a glyph, references to what is left out, what has no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pcpgen import fonts
from pcpgen.document.blocks import Matrix
from pcpgen.document.document import Document, Section
from pcpgen.document.drawing import Drawing
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Phrase, Prose, Reference, leaves, lines
from pcpgen.document.room import runs_on
from pcpgen.document.table import WordsTable
from pcpgen.document.walk import walk
from pcpgen.figures.figure import Figure
from pcpgen.languages import UNSEEN
from pcpgen.model.plan import Level, in_a_sentence
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

NO_ROOM_ON_A_PAGE = Rule(
    "no-room-on-a-page",
    "Statements for which the plan on a page has no room",
    "How many there are stands there in their place, and who reads that page alone does not learn what they say.",
    "Shorten the vision, the statements, or what else stands on that page.",
    "warning",
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


def check_on_a_page(project: Project, document: Document) -> Iterator[Problem]:
    """Whether the plan on a page holds the statements of the first listed level, and is no longer than a page."""
    edition = next((each for each in project.editions.values() if document.id == f"plan-{each.id}"), None)
    if edition is None or document.id in project.issued:
        return
    for section in (each for each in document.sections if each.layout == "plan-on-a-page"):
        if runs_on(section):
            yield problem(NO_ROOM_ON_A_PAGE, edition.place, "the plan on a page is longer than a page")
            return
        for level in edition.listed[:1]:
            if _counted_alone(section, level):
                said = f"the plan on a page has room for the number of its {in_a_sentence(level.plural)} alone"
                yield problem(NO_ROOM_ON_A_PAGE, edition.place, said)


def _counted_alone(section: Section, level: Level) -> bool:
    """Whether each theme says something at a level, and its number alone stands in the plan on a page."""
    (matrix,) = (each for each in section.blocks if isinstance(each, Matrix))
    return all(
        not row.lists and row.counts and row.counts[0].of.cells and matrix.columns[1 + len(row.cells)] == level.plural
        for row in matrix.rows
    )


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
