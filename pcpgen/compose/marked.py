"""From a project to the same with the program's own words in marks, so that they can be told from authors' words.

A new version of the program may say the same otherwise. What an office has issued is compared without such words.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.manifest import digest
from pcpgen.model.outline import Outline
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.prose.tree import Words
from pcpgen.words.catalogue import BEGIN, END, marked, shipped


def marked_project(project: Project) -> Project:
    """The project with the words of the program's catalogue and outlines in marks, an office's own without."""
    outlines = {kind: _marked(shipped_outline(kind)) for kind in shipped_kinds()}
    return replace(project, catalogue=marked(project.catalogue), outlines={**outlines, **project.outlines})


def words_of_program() -> str:
    """The sum of all words that the program brings along: where it is the same, so are they."""
    return digest(json.dumps(list(_words_of_program()), ensure_ascii=False).encode("utf-8"))


def _words_of_program() -> Iterator[object]:
    yield sorted(shipped().entries.items())
    for kind in shipped_kinds():
        yield [passage.written for passage in shipped_outline(kind).passages]


def _marked(outline: Outline) -> Outline:
    found: Outline = _in_marks(outline)
    return found


def _in_marks(value: Any) -> Any:
    """A value with all words in it in marks, however deep."""
    if isinstance(value, Words):
        return replace(value, text=f"{BEGIN}{value.text}{END}")
    if isinstance(value, tuple) and not isinstance(value, Place):
        return tuple(map(_in_marks, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return replace(value, **{name: _in_marks(each) for name, each in fields.items()})
    return value
