"""From an estate's file to the workspaces of its offices, and all that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pcpgen.load.files import Folder, files_beside
from pcpgen.load.office import open_fields
from pcpgen.load.root import find_workspace, real
from pcpgen.load.rules import EMPTY_VALUE, MISSING_FILE
from pcpgen.model.text import Text
from pcpgen.place import Source
from pcpgen.problems import Problem, did_you_mean, in_order, listed, problem
from pcpgen.rules import DUPLICATE_KEY
from pcpgen.schema.estate import ESTATE


class Estate(NamedTuple):
    """The workspaces that a file lists, in its order; what is wrong, and the texts that it stands in."""

    offices: tuple[Path, ...]
    problems: tuple[Problem, ...]
    sources: dict[str, Source]


def read_estate(file: Path) -> Estate:
    """The offices of an estate; a folder that is no workspace is told at its line, and so is one that stands twice."""
    folder = Folder(real(file.parent))
    fields = open_fields(folder, file.name, ESTATE, remedy=_where(file))
    found: dict[Path, Text] = {}
    named = fields.texts("offices") if fields else ()
    for text in named:
        root = real(folder.root / text.value)
        if find_workspace(root) != root:
            message = f"{text.value} is no workspace: there is no {text.value}/plan/office.yaml"
            folder.problems.append(problem(MISSING_FILE, text.place, message, "Correct the name, or take it out."))
        elif root in found:
            message = f"{text.value} stands here twice, first in line {found[root].place.line}"
            folder.problems.append(problem(DUPLICATE_KEY, text.place, message, "Take one of them out."))
        else:
            found[root] = text
    if fields and not named and not folder.problems:
        message = "the estate has no offices"
        folder.problems.append(problem(EMPTY_VALUE, fields.place, message, "List the folder of each office."))
    return Estate(tuple(found), in_order(folder.problems), folder.sources)


def _where(file: Path) -> str:
    """What to do where there is no such file."""
    known = [name for name in files_beside(file, ".yaml", ".yml") if name != file.name]
    there = f"There are: {listed(known)}." if known else "There is no .yaml in that folder."
    return f"{did_you_mean(file.name, known)}Write where the estate’s file is, from the folder that you are in. {there}"
