"""From a system without file locks, limits, fork and an exchange of names to the same documents."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspaces import ROOT, copy_small

pytestmark = pytest.mark.slow  # each starts the program anew

PLAIN = """
import ctypes, os, sys
for name in ("fcntl", "resource"):
    sys.modules[name] = None
del os.fork
ctypes.CDLL = lambda *words, **options: (_ for _ in ()).throw(OSError("no such library"))
from pcpgen.cli import main
main()
"""
USUAL = "from pcpgen.cli import main; main()"


def build(program: str, office: Path, *words: str) -> dict[str, bytes]:
    command = [sys.executable, "-c", program, "-C", str(office), "build", "--format", "html", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    out = office / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_without_locks_limits_and_fork_the_same_is_built(tmp_path: Path) -> None:
    usual, plain = copy_small(tmp_path / "usual"), copy_small(tmp_path / "plain")
    for office in (usual, plain):  # an office's own template, which runs apart where the system can
        shutil.copytree(ROOT / "templates/blocks", office / "templates/blocks")
    assert build(PLAIN, plain) == build(USUAL, usual)


def test_a_folder_is_exchanged_for_a_newer_one_all_the_same(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    before = build(PLAIN, office)
    page = office / "plan/2025-29/pages/money.md"
    page.write_text(page.read_text("utf-8").replace("is for", "goes to"), "utf-8")
    after = build(PLAIN, office)
    assert set(after) == set(before) and after != before
    assert not list((office / "out").glob(".*-old*"))
