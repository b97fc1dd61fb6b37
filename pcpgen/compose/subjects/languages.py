"""From what a workspace declares to its documents in one language, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcpgen.blocks.subject import Subject
from pcpgen.compose.subjects.declared import Declared
from pcpgen.compose.subjects.registry import declared
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.project import Project


def declared_in(project: Project, office: model.Office, data: Data) -> Iterator[Declared]:
    """The documents in the language in which the project is read.

    One that is written in a language alone is in no other, and keeps its name; every other is in all languages of the
    office.
    """
    language = project.language or office.languages[0]
    for each in declared(project, office, data):
        alone = language_of(each.about)
        if alone:
            if alone == language:
                yield each
        elif language in office.languages:
            yield _among(each, language, office.languages) if len(office.languages) > 1 else each


def language_of(about: object) -> str:
    """The one language in which a document is written; empty where it is in all languages of the office."""
    first = about[0] if isinstance(about, tuple) else about
    standing = getattr(first, "standing", None)
    return standing.language if isinstance(standing, model.Standing) else ""


def _among(each: Declared, language: str, languages: tuple[str, ...]) -> Declared:
    """One of the documents that say the same in several languages; that of the first has no suffix to its name."""

    def subject() -> Subject:
        made = each.subject()
        ids = {other: made.id if other == languages[0] else f"{made.id}-{other}" for other in languages}
        return replace(
            made, id=ids[language], twins=tuple((other, id) for other, id in ids.items() if other != language)
        )

    if language == languages[0]:
        return replace(each, subject=subject)
    return replace(
        each,
        answers=tuple(answer.within(language) for answer in each.answers),
        subject=subject,
        counts={id: request.within(language) for id, request in each.counts.items()},
    )
