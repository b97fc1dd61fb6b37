"""From the workspaces of the repository to copies that a test may change."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]


def copy(source: Path, folder: Path, without: str = "") -> Path:
    """A folder that no test changes, `without` a folder in it, laid into one that may stand already."""
    assert source != ROOT, "its environment would be copied as well: copy_example"
    folders, files = held(source)
    for name in folders:
        if name.partition("/")[0] != without:
            (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in files:
        if name.partition("/")[0] != without:
            file = os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.write(file, content)
            os.close(file)
    return folder


@cache
def held(folder: Path) -> tuple[tuple[str, ...], tuple[tuple[str, bytes], ...]]:
    """Each folder within a folder, and each file with its content, read once for many copies."""
    paths = sorted(folder.rglob("*"))
    folders = [path.relative_to(folder).as_posix() for path in paths if path.is_dir()]
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths if path.is_file()]
    return (".", *folders), tuple(files)


def copy_example(folder: Path) -> Path:
    """The example office's plan and data in a folder, which may stand already."""
    for name in ("plan", "data"):
        copy(ROOT / name, folder / name)
    return folder


def apart(root: Path, folder: Path) -> Path:
    """A copy of an office of the tests, in which builds may keep what they remember; any other office as it is."""
    return copy(root, folder, without=".pcpgen") if root.is_relative_to(ROOT / "tests") else root


def copy_small(folder: Path) -> Path:
    """The tiny office in a new folder, without what builds of it remember."""
    return copy(ROOT / "tests/small", folder, without=".pcpgen")


def in_welsh(office: Path) -> Path:
    """The tiny office in Welsh as well."""
    copy(ROOT / "tests/welsh", office)
    register = office / "plan/office.yaml"
    register.write_text(f"{register.read_text('utf-8')}languages: [en, cy]\n", "utf-8")
    return office


def change(office: Path, file: str, old: str, new: str) -> None:
    """Puts new words in the place of old ones, wherever the file has them; it must."""
    path = office / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def edit_meanwhile(monkeypatch: pytest.MonkeyPatch, writer: str, path: Path) -> str:
    """Has somebody save a file just before a writer puts what it has made in its place; gives what they saved."""
    module, _, name = writer.rpartition(".")
    usual = getattr(import_module(module), name)
    theirs = path.read_text("utf-8") + "\n"

    def late(*given: object) -> object:
        path.write_text(theirs, "utf-8")
        return usual(*given)

    monkeypatch.setattr(writer, late)
    return theirs
