"""The harness itself: CI skips nothing, and the lock files name no host and no folder of a machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import first_quick
from tests.conftest import ROOT

SKIPPED_TEST = "import pytest\n\n@pytest.mark.skip\ndef test_nothing():\n    raise AssertionError\n"
SKIPPED_FILE = "import pytest\n\npytest.importorskip('no_such_module')\n"
LOCKS = ("requirements.lock", "requirements-floor.lock", "package.json", "package-lock.json", ".npmrc")


def run_pytest(folder: Path, test: str, ci: str) -> int:
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(f"{test}\n\ndef test_something():\n    pass\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(folder),
        str(folder),
    ]
    outside = {name: value for name, value in os.environ.items() if name != "SKIP_NOTHING"}
    environment = {**outside, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins take longer than the test
    return subprocess.run(command, capture_output=True, cwd=folder, env=environment).returncode


@pytest.mark.slow
@pytest.mark.parametrize("test", first_quick([SKIPPED_TEST, SKIPPED_FILE]), ids=["a test", "a file"])
def test_a_skip_fails_in_ci_only(tmp_path: Path, test: str) -> None:
    """What was skipped was not checked."""
    assert run_pytest(tmp_path, test, ci="true") != 0
    assert run_pytest(tmp_path, test, ci="") in (0, 5)


def names_a_place(text: str) -> list[str]:
    """The addresses and folders in a lock file; both are somebody's own."""
    address = r"\b(?:https?|file|ssh|git)(?:\+\w+)?://\S*"
    folder = r"(?<![\w./])/(?:home|root|tmp|work|opt)/\S*"
    return re.findall(f"{address}|{folder}", text)


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_place(name: str) -> None:
    """Packages are named by version and hash; where they come from is each machine's own setting."""
    assert names_a_place((ROOT / name).read_text("utf-8")) == []


def test_the_guard_on_places_bites() -> None:
    """It sees an index address and a local folder."""
    assert len(names_a_place('-i https://a.example/simple\nx @ file:///y\n"resolved": "/home/me/x.tgz"')) == 3


def test_node_packages_are_pinned_and_hashed() -> None:
    """Each has one version, and the lock its hash."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"[\d.]+", version) for version in package["devDependencies"].values())
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert all(entry.get("integrity") for path, entry in locked.items() if path)
