"""What is kept in the user's own cache is taken back while it holds, and missed by nobody where it cannot be kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pcpgen import user_cache
from pcpgen.formats.html import environment
from pcpgen.words.catalogue import shipped
from tests.packages import copy_package


def test_no_test_keeps_anything_in_the_cache_of_who_runs_it() -> None:
    assert "pcpgen-tests-" in os.environ["XDG_CACHE_HOME"]


def test_what_is_kept_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache.kept("some") == b""
    assert user_cache.keep("some", b"thing") == tmp_path / "pcpgen/some"
    assert user_cache.kept("some") == b"thing"
    assert [path.name for path in (tmp_path / "pcpgen").iterdir()] == ["some"]


def test_what_was_not_written_for_months_goes_when_something_new_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    files = {name: user_cache.keep(name, b"thing") for name in ("old", "recent")}
    for name, days in (("old", 91), ("recent", 89)):
        os.utime(files[name] or "", (time.time() - days * 24 * 3600,) * 2)
    user_cache.keep("recent", b"another")
    assert user_cache.kept("old") == b"thing"
    user_cache.keep("new", b"thing")
    assert sorted(path.name for path in (tmp_path / "pcpgen").iterdir()) == ["new", "recent"]


def test_where_there_is_no_place_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert (user_cache.folder(), user_cache.keep("some", b"thing"), user_cache.kept("some")) == (None, None, b"")


def test_of_what_found_no_room_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "pcpgen/some").mkdir(parents=True)
    assert user_cache.keep("some", b"thing") is None
    assert [path.name for path in (tmp_path / "pcpgen").iterdir()] == ["some"]


def test_a_place_that_hangs_on_where_somebody_stands_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert user_cache.folder() == tmp_path / "home/.cache/pcpgen"


@pytest.mark.parametrize("flipped", range(8))
def test_a_template_that_was_damaged_since_is_compiled_again(
    flipped: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "page.j2").write_text("Officers: {{ count + 1 }}")

    def page() -> str:
        environment.cache_clear()
        return environment((tmp_path,), shipped()).get_template("page.j2").render(count=41)

    first = page()
    (kept,) = (tmp_path / "pcpgen").glob("template-*")
    content = bytearray(kept.read_bytes())
    content[len(content) * (flipped + 1) // 9] ^= 1 << flipped
    kept.write_bytes(content)
    assert page() == first == "Officers: 42"


@pytest.mark.slow
def test_the_sum_of_the_program_follows_each_of_its_files(tmp_path: Path) -> None:
    program = copy_package(tmp_path / "program")

    def told() -> str:
        command = [sys.executable, "-c", "from pcpgen.manifest import program; print(program())"]
        surroundings = os.environ | {"PYTHONPATH": str(program), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        done = subprocess.run(command, env=surroundings, cwd=program, capture_output=True, text=True, check=True)
        return done.stdout

    first = told()
    assert told() == first
    file = program / "pcpgen/rows.py"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"CSV", b"csv"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert told() != first
