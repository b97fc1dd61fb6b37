"""From the documents of a workspace to those that would have one folder, where each would take the other's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import DUPLICATE_KEY


def check_same_document(project: Project, documents: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Problem]]:
    """Each id that two documents have, an earlier version that was issued too, with what is wrong with the second."""
    known = {
        f"{each.document}-version-{each.version}": each.place
        for issued in project.issued.values()
        for each in issued.versions[:-1]
    }
    for id, place in documents:
        if (other := known.setdefault(id, place)) is not place:
            message = f'this document and that of {other.file} would both be "{id}"'
            yield id, problem(DUPLICATE_KEY, place, message, "Give one of the two another name, or put them together.")
