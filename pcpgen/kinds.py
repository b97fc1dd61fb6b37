"""From a workspace to the kinds of document that it can have: those of the program, and the office's own."""

from __future__ import annotations

from pathlib import Path

from pcpgen.compose.index import KINDS
from pcpgen.load.workspace import read_workspace


def kinds_of(root: Path) -> dict[str, str]:
    """The title of each kind by its id, the program's own first."""
    project, _ = read_workspace(root)
    panel, board = (project.office.panel, project.office.board) if project.office else ("Panel", "Board")
    shipped = {id: title.format(panel=panel, board=board) for id, title in KINDS.items()}
    return shipped | {id: outline.plural for id, outline in project.outlines.items()}
