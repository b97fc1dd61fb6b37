"""From a composed document to problems: characters that the typeface lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from pcpgen import fonts
from pcpgen.compose.document import Document, Drawing, Picture
from pcpgen.figures.figure import Figure
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem


def check_document(document: Document, sources: Mapping[str, Source]) -> list[Problem]:
    """Each character that would print as an empty box, where it was written first."""
    printed = set("".join(_texts(document)))
    lacking = sorted(char for char in printed if not fonts.covers(char) and char not in "\n\t\u00ad")
    return [
        problem("no-glyph", _first(char, sources), f"the typeface has no glyph for {char} (U+{ord(char):04X})")
        for char in lacking
    ]


def _texts(value: object) -> Iterator[str]:
    """Every text in a composed value that is printed: of a figure that is what it is shown as."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, Picture | Drawing | Figure):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _first(char: str, sources: Mapping[str, Source]) -> Place:
    for file in sorted(sources):
        if char in sources[file].text:
            return sources[file].find(char, Place(file))
    return Place("plan")
