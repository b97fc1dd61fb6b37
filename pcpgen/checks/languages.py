"""From a document in another language to what it lacks: translations, and words that a speaker of it has read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.document.document import Document
from pcpgen.document.walk import is_partly_in_another
from pcpgen.figures.data import Data
from pcpgen.languages import NAMES
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

UNFINISHED_TRANSLATION = Rule(
    "unfinished-translation",
    "A final document that is not wholly translated",
    "Its readers would get words of another language, or words that are older than those of its twin.",
    "Write the translations that are told, or say status: draft.",
)
UNREAD_WORDS = Rule(
    "unread-words",
    "Words of the program that no speaker of the language has read",
    "They were put together with care, but a speaker may find them odd or wrong.",
    "Have them read, and say who has in plan/words.cy.yaml, as in read_by: Translation officer, March 2026.",
    "warning",
)


def check_languages(project: Project, data: Data) -> Iterator[Problem]:
    """That nobody has read the program's words in the language in which the workspace is read."""
    say = project.catalogue
    if project.office and say.unread:
        message = f"no speaker of {NAMES[say.id]} has read the words that the program puts into documents"
        yield problem(UNREAD_WORDS, project.office.languages_place, message)


def check_translated(project: Project, document: Document, files: Iterable[str], place: Place) -> Iterator[Problem]:
    """Why a final document cannot be so in its language; `files` are those on which it rests, `place` its own."""
    if not project.language:
        return
    older = sorted(project.older.intersection(files))
    what = f"parts of it have no {NAMES[project.language]}" if is_partly_in_another(document) else ""
    what = what or (f"{older[0]} was changed since it was translated" if older else "")
    if what:
        yield problem(UNFINISHED_TRANSLATION, place, f'"{document.title}" is final, and {what}')
