"""From the workspaces of the repository to copies that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_example(folder: Path) -> Path:
    """The example office's plan and data in a folder, which may stand already."""
    for name in ("plan", "data"):
        for file, content in held(ROOT / name).items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


@cache
def held(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder of the repository, read once for its many copies."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_small(folder: Path) -> Path:
    """The tiny office in a new folder, without what builds of it remember."""
    return Path(shutil.copytree(ROOT / "tests/small", folder, ignore=shutil.ignore_patterns(".pcpgen")))


def change(office: Path, file: str, old: str, new: str) -> None:
    """Puts new words in the place of old ones, wherever the file has them; it must."""
    path = office / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
