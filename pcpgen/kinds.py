"""From a workspace to the kinds of document that it can have: those of the program, and the office's own."""

from __future__ import annotations

from pathlib import Path

from pcpgen.compose.subjects import kinds
from pcpgen.load.workspace import read_workspace


def kinds_of(root: Path) -> dict[str, str]:
    """What the documents of each kind are called, by its id; nothing where the office cannot be read."""
    project, _ = read_workspace(root)
    return kinds(project, project.office) if project.office else {}
