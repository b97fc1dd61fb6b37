"""From the program to its trees, to a copy of it that a test may change, and to which of its files are new or other."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pcpgen"
TEMPLATES = PACKAGE.parent / "templates"


@cache
def parsed(path: Path) -> ast.Module:
    """The tree of a file of the program, made once for all that is asked of it."""
    return ast.parse(path.read_text("utf-8"))


def copy_package(folder: Path) -> Path:
    """The program and its templates in a folder; what Python has compiled goes with the files of the same time."""
    shutil.copytree(PACKAGE, folder / "pcpgen")
    shutil.copytree(TEMPLATES, folder / "templates")
    return folder


def run(folder: Path, *words: str) -> str:
    """What the program in a folder says on the terminal."""
    done = subprocess.run(
        [sys.executable, "-c", "from pcpgen.cli import main; main()", *words],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.stdout + done.stderr


def changed(folder: Path) -> set[str]:
    """The files of a copy that are new or other than the program's."""
    found = set()
    for name in ("pcpgen", "templates"):
        for path in (folder / name).rglob("*.*"):
            file = path.relative_to(folder)
            original = PACKAGE.parent / file
            same = original.is_file() and original.read_bytes() == path.read_bytes()
            found |= set() if same or "__pycache__" in file.parts else {file.as_posix()}
    return found


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Puts a line of the growth in its place."""
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
    (folder / file).write_text(text.replace(old, new), "utf-8")
