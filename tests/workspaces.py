"""From the workspaces of the repository to copies that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_example(folder: Path) -> Path:
    """The example office's plan and data in a folder, which may stand already."""
    for name in ("plan", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def copy_small(folder: Path) -> Path:
    """The tiny office in a new folder."""
    return Path(shutil.copytree(ROOT / "tests/small", folder))


def change(office: Path, file: str, old: str, new: str) -> None:
    """Puts new words in the place of old ones, wherever the file has them; it must."""
    path = office / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
