"""The wheel: it holds all that the program needs, and builds the same documents where nothing else is installed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT, Built
from tests.quality import web
from tests.test_new import every

pytestmark = pytest.mark.slow


def pip(*words: str | Path) -> None:
    done = web.run(sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet", *words)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def needs(requirement: str, met: set[tuple[str, str]]) -> Iterator[Distribution]:
    """The installed packages that a requirement needs on this machine, its own first; `met` are those already named."""
    wanted = Requirement(requirement)
    package = distribution(wanted.name)
    for extra in {"", *wanted.extras}:
        if (package.name, extra) not in met:
            met.add((package.name, extra))
            yield package
            for need in map(Requirement, package.requires or ()):
                if not need.marker or need.marker.evaluate({"extra": extra}):
                    yield from needs(str(need), met)


@pytest.fixture(scope="module")
def pcpgen(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel beside what the wheel asks for, as locked, and no more."""
    home = tmp_path_factory.mktemp("installed") / "Büro & Co"
    venv.create(home, symlinks=True)
    ours, site = (Path(sysconfig.get_path("purelib", vars={"base": str(base)})) for base in (sys.prefix, home))
    needed = [file for package in list(needs("pcpgen", set()))[1:] for file in package.files or ()]
    for name in {file.parts[0] for file in needed} - {"..", "__pycache__"}:
        (site / name).symlink_to(ours / name)
    pip("--python", home / "bin/python", "install", "--no-index", wheel)  # fails where the wheel asks for more
    return home / "bin/pcpgen"


def test_holds_the_program_its_templates_and_its_licences(wheel: Path) -> None:
    folders = {"pcpgen": ROOT / "pcpgen", "pcpgen/templates": ROOT / "templates"}
    own = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    held = set(ZipFile(wheel).namelist())
    about = next(name for name in held if name.endswith("/METADATA")).removesuffix("METADATA")
    assert {name for name in held if not name.startswith(about)} == own
    assert {f"{about}licenses/LICENSE", f"{about}licenses/pcpgen/fonts/LICENSE.txt"} <= held
    endings = {".py", ".typed", ".j2", ".css", ".js", ".ttf", ".woff2", ".json", ".txt", ".yaml"}
    begun = {"", ".csv", ".md", ".yml"}  # what a new workspace has
    assert endings | begun == {Path(name).suffix for name in own}


def test_builds_the_same_without_a_network(pcpgen: Path, plan: Built, tmp_path: Path) -> None:
    """From plan/ and data/ alone; only the manifest, which sums the program's files as they lie, may differ."""
    for name in ("plan", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    alone = ("unshare", "-n" if os.geteuid() == 0 else "-rn")
    done = web.run(*alone, pcpgen, "-C", tmp_path, "build-plan")
    assert (done.returncode, done.stderr) == (0, "")
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert [path.suffix for path in paths] == [".html", ".pdf", ".html", ".json"]
    assert [path.name for path in paths if path.read_bytes() != (plan.html.parent / path.name).read_bytes()] == []


def test_begins_an_office_in_an_empty_folder(pcpgen: Path, tmp_path: Path) -> None:
    """What the guide has a new office type, then one of everything that can be added."""
    guide = (ROOT / "plan/README.md").read_text("utf-8").partition("## Something new")[2].partition("\n## ")[0]
    first = [shlex.split(line)[1:] for line in re.findall(r"^pcpgen .*", guide, re.MULTILINE)]
    assert [words[-1] for words in first] == ["office", "--strict", "build"]
    then = [["-C", "office", "new", *words] for words in every("neighbourhoods")]
    for words in (*first, *then, ["-C", "office", "build", "--format", "html"]):
        done = web.run("env", "-C", tmp_path, pcpgen, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "office/out/index.html").is_file()
    assert len(list((tmp_path / "office/out").glob("*/*.html"))) >= 12
