"""From a folder to the workspace that holds it; apart from the rest of `load`, so that an idle build loads nothing."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path


def find_workspace(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `plan/office.yaml`."""
    start = real(start)
    return next((each for each in (start, *start.parents) if _is_workspace(each)), None)


def misnamed_office(start: Path) -> Path | None:
    """The file that was meant to be `plan/office.yaml`, such as office.yml or office.yaml.txt, from `start` upwards."""
    from pcpgen.load.names import right_name

    for plan in (each / "plan" for each in (start, *start.parents)):
        with suppress(OSError):
            for file in sorted(plan.iterdir() if plan.is_dir() else ()):
                if right_name(file.name) == "office.yaml" and file.is_file():
                    return file
    return None


def real(folder: Path) -> Path:
    """A folder without links on its way; one that links lead round in a circle is left as it is, and not there."""
    return Path(os.path.realpath(folder))


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "plan" / "office.yaml").is_file()
    except OSError:  # closed to us, or a name that no folder can have
        return False


def ids_of_files(root: Path, pattern: str) -> list[str]:
    """The names, without their endings, of the files of a workspace that a pattern such as `data/*.csv` finds."""
    return sorted({file.stem for file in root.glob(pattern)})


def papers_of(root: Path, kind: str) -> str:
    """The pattern of the files in which the papers of a kind of the office's own stand; nothing where there is none."""
    try:
        text = (root / "plan/outlines" / f"{kind}.yaml").read_text("utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(r"^folder: *[\"']?(plan/[a-z0-9-]+)", text, re.MULTILINE)
    return f"{found[1]}/*.md" if found else ""
