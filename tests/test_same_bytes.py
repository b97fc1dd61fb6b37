"""Two builds of the example office, whatever differs around them: every file in out/ has the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pcpgen.manifest import digest
from tests.conftest import ROOT
from tests.test_publish import content

pytestmark = pytest.mark.slow

PCPGEN = str(Path(sys.executable).parent / "pcpgen")
COMMANDS = (
    "build-plan",
    "panel-report --variation partnership-working",
    "diff 2013-16 2013-16+partnership-working --format html --format pdf",
)
OTHER_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><match target="pattern"><edit name="family" mode="assign"><string>Other</string></edit></match></fontconfig>
"""


@dataclass(frozen=True)
class World:
    """What surrounds a build; in a value of the environment, `{top}` is the folder above the office's."""

    folder: str = "office"
    umask: int = 0o022
    environment: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()


LANGUAGE = {"LANG": "tr_TR.UTF-8", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
FONTS = {
    "HOME": "{top}/home",
    "TMPDIR": "{top}/t m p",
    "FONTCONFIG_FILE": "{top}/fonts.conf",
    "FONTCONFIG_PATH": "{top}",
}
PLACE = "Büro – 2. Fassung, “neu” & mehr"
LATER = ("faketime", "2031-12-31 23:59:58")

WORLDS = {
    "place": World(PLACE, 0o077),
    "time": World(environment={"TZ": "LINT-14"}, before=LATER),
    "language": World(environment={**LANGUAGE, "PYTHONHASHSEED": "4711"}),
    "fonts": World(environment=FONTS),
    "all": World(PLACE, 0o077, {**FONTS, **LANGUAGE, "TZ": "LINT-14", "PYTHONHASHSEED": "4711"}, LATER),
}


def build(top: Path, world: World, commands: Sequence[str] = COMMANDS) -> dict[str, str]:
    """Builds a copy of the example office under `top`; returns the sum of every file in out/."""
    for name in ("plan", "data", "templates"):
        shutil.copytree(ROOT / name, top / world.folder / name, copy_function=shutil.copy)
    (top / "home").mkdir()
    (top / "t m p").mkdir()
    (top / "fonts.conf").write_text(OTHER_FONTS)
    usual = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    for command in commands:
        done = subprocess.run(
            [*world.before, PCPGEN, *command.split()],
            capture_output=True,
            cwd=top / world.folder,
            env=usual | {name: value.format(top=top) for name, value in world.environment.items()},
            umask=world.umask,
            timeout=300,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    return {name: digest(each) for name, each in content(top / world.folder / "out").items()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build(tmp_path_factory.mktemp("usual"), World())


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_the_same_bytes(usual: dict[str, str], tmp_path: Path, world: World) -> None:
    assert {Path(name).suffix for name in usual} == {".css", ".csv", ".html", ".json", ".pdf", ".txt"}
    assert build(tmp_path, world) == usual


def test_the_same_bytes_of_every_document(tmp_path: Path) -> None:
    """The page that lists them and the records too."""
    first = build(tmp_path / "usual", World(), ["build"])
    assert "index.html" in first and "manifest.json" in first
    assert build(tmp_path / "other", WORLDS["all"], ["build"]) == first
