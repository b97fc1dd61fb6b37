"""From the kinds of document that an office wants by section to problems: what is no kind, or is named twice."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.compose.subjects.registry import of_kinds
from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.rules import DUPLICATE_KEY


def check_by_section(project: Project, data: Data) -> Iterator[Problem]:
    """Each kind is one, and is named once."""
    named = project.office.by_section if project.office else ()
    known = [*of_kinds(project)] if named else []
    for at, kind in enumerate(named):
        if kind.value and kind.value not in known:
            yield unknown_id("kind of document", kind.value, kind.place, known)
        elif any(kind.value == before.value for before in named[:at]):
            yield problem(DUPLICATE_KEY, kind.place, f'"{kind.value}" is named before', "Take it out here.")
