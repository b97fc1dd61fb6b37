"""From a workspace and a folder of outputs to where the workspace keeps to itself what it knows of them."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

NAME = ".pcpgen"
_LONGEST = 200  # bytes of a name; a file system takes 255


def of(root: Path, out: Path) -> Path:
    """One folder for each place of outputs, so that none takes the place of another."""
    place = os.path.relpath(out, root) if out.is_relative_to(root) else os.path.abspath(out)  # noqa: PTH100
    return root / NAME / quote(os.fsencode(place), safe="")[-_LONGEST:]


def ignore(folder: Path) -> None:
    """Keeps a folder out of git, whatever the workspace ignores."""
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", "utf-8")
