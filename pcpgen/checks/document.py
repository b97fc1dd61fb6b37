"""From a composed document to problems: characters that the typeface lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcpgen import fonts
from pcpgen.document.document import Document
from pcpgen.document.drawing import Drawing
from pcpgen.document.picture import Picture
from pcpgen.figures.figure import Figure
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

NO_GLYPH = Rule(
    "no-glyph",
    "A character that the typeface lacks",
    "It would print as an empty box.",
    "Use another character or a word.",
)

_NOT_PRINTED = (Picture, Drawing, Figure, Place)  # but for what they are shown as


def check_glyphs(project: Project, document: Document) -> list[Problem]:
    """Each character that would print as an empty box, where it was written first."""
    printed = set("".join(_texts(document)))
    lacking = sorted(char for char in printed if not fonts.covers(char) and char not in "\n\t\u00ad")
    return [
        problem(NO_GLYPH, _first(char, project.sources), f"the typeface has no glyph for {char} (U+{ord(char):04X})")
        for char in lacking
    ]


def _texts(document: Document) -> Iterator[str]:
    """Every text in a composed document that is printed."""
    ahead: list[object] = [document]
    while ahead:
        value = ahead.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, _NOT_PRINTED):
            continue
        elif isinstance(value, tuple):
            ahead += value
        else:
            ahead += [getattr(value, name) for name in getattr(value, "__dataclass_fields__", ())]


def _first(char: str, sources: Mapping[str, Source]) -> Place:
    for file in sorted(sources):
        if char in sources[file].text:
            return sources[file].find(char, Place(file))
    return Place("plan")
