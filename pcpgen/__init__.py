"""From an office's plan and data to documents whose every figure can be traced.

`open_workspace` is the door for analysts who work in Python.
"""

from __future__ import annotations

__version__ = "0.1.0"
TYPE_CHECKING = False  # as `typing` has it, which is not loaded for it
if TYPE_CHECKING:
    from pathlib import Path

    from pcpgen.analysis import Workspace


def open_workspace(folder: str | Path = ".") -> Workspace:
    """The workspace that a folder is in: its indicators as tables, charts and DataFrames.

    Raises `pcpgen.analysis.Unknown` where the folder is in none.
    """
    from pcpgen import analysis

    return analysis.open_workspace(folder)
