"""From a project to the same with the program's own words in marks, so that they can be told from authors' words.

A new version of the program may say the same otherwise. What an office has issued is compared without such words.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pcpgen.load.law import shipped_law
from pcpgen.load.outlines import shipped_kinds, shipped_outline
from pcpgen.manifest import digest
from pcpgen.model.law import Law
from pcpgen.model.outline import Outline
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.prose.tree import Words
from pcpgen.words.catalogue import BEGIN, END, marked, shipped


def marked_project(project: Project) -> Project:
    """The project with the words of the program's catalogue, outlines and law in marks, an office's own without."""
    outlines = {kind: _marked(shipped_outline(kind, project.catalogue.id)) for kind in shipped_kinds()}
    own = {kind: outline for kind, outline in project.outlines.items() if not outline.is_shipped}
    known = {**outlines, **own}
    return replace(project, catalogue=marked(project.catalogue), outlines=known, law=_marked_law(project))


def words_of_program(language: str) -> str:
    """The sum of all words that the program brings along in a language: where it is the same, so are they."""
    return digest(json.dumps(list(_words_of_program(language)), ensure_ascii=False).encode("utf-8"))


def _words_of_program(language: str) -> Iterator[object]:
    yield sorted(shipped(language).entries.items())
    for kind in shipped_kinds():
        yield [passage.written for passage in shipped_outline(kind, language).passages]
    law = shipped_law(language)
    yield [content.says for content in (*law.contents.values(), *law.measures.values())]
    yield [(reference.title, reference.section) for reference in law.references.values()]


def _marked(outline: Outline) -> Outline:
    found: Outline = _in_marks(outline)
    return found


def _marked_law(project: Project) -> Law:
    """The law with the words in marks of each row that is the program's."""
    law, known = project.law, shipped_law(project.catalogue.id)
    contents, measures = (
        {id: replace(row, says=f"{BEGIN}{row.says}{END}") if row == ours.get(id) else row for id, row in theirs.items()}
        for theirs, ours in ((law.contents, known.contents), (law.measures, known.measures))
    )
    references = {
        id: replace(row, title=f"{BEGIN}{row.title}{END}", section=row.section and f"{BEGIN}{row.section}{END}")
        if row == known.references.get(id)
        else row
        for id, row in law.references.items()
    }
    return replace(law, contents=contents, measures=measures, references=references)


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
