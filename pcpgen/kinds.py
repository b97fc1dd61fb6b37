"""From a workspace to the kinds of document that it can have, their outlines, and the documents of each."""

from __future__ import annotations

from pathlib import Path

from pcpgen.compose.subjects.languages import declared_in
from pcpgen.compose.subjects.registry import kinds
from pcpgen.figures.data import Data
from pcpgen.load.outlines import OUTLINES, SHIPPED, shipped_kinds
from pcpgen.load.workspace import read_workspace
from pcpgen.problems import did_you_mean, listed


def kinds_of(root: Path) -> dict[str, str]:
    """What the documents of each kind are called, by its id; nothing where the office cannot be read."""
    project, _ = read_workspace(root)
    return kinds(project, project.office) if project.office else {}


def names_of(root: Path, kind: str) -> list[tuple[str, ...]]:
    """How the documents of a kind are asked for: "communities", "2019-11-13"; nothing where there is no office."""
    project, _ = read_workspace(root)
    if project.office is None:
        return []
    answers = (answer for each in declared_in(project, project.office, Data.of(project)) for answer in each.answers)
    return [tuple(answer.named.split()) for answer in answers if answer.kind == kind]


def outline_text(root: Path, kind: str) -> str:
    """The outline of a kind as it is written: the office's own, or the program's.

    An empty file is no outline: a shell empties the file that a command is to write before the command reads it.

    Raises LookupError, with the kinds that there are, where there is none.
    """
    own = {path.stem: path for path in sorted((root / OUTLINES).glob("*.yaml")) if path.stat().st_size}
    known = {**{id: SHIPPED / f"{id}.yaml" for id in shipped_kinds()}, **own}
    if kind not in known:
        raise LookupError(f'there is no kind "{kind}". {did_you_mean(kind, known)}There are: {listed(known)}.')
    return known[kind].read_text("utf-8", "replace")
