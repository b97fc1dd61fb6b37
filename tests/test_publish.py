"""Outputs: a document's folder is all old or all new, and nothing is written outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pcpgen import publish as module
from pcpgen.manifest import Manifest
from pcpgen.publish import CannotWrite, publish, publish_file

MANIFEST = Manifest("plan", ["plan"], {}, {"a.html": "", "a.pdf": ""}).encoded()
OLD = {"a.html": b"old", "a.pdf": b"old", "manifest.json": MANIFEST}
NEW = {"a.html": b"new", "a.pdf": b"new", "manifest.json": MANIFEST}


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def within(files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"plan/{name}": each for name, each in files.items()}


def test_writes_all_and_leaves_nothing_else(tmp_path: Path) -> None:
    paths = publish(tmp_path / "new/out", "plan", NEW)
    assert [path.name for path in paths] == list(NEW)
    assert content(tmp_path / "new/out") == within(NEW)


def test_takes_the_place_of_the_old_folder(tmp_path: Path) -> None:
    publish(tmp_path, "plan", OLD)
    publish(tmp_path, "plan", {"a.html": b"new"})
    assert content(tmp_path) == within({"a.html": b"new"})


def test_what_else_lies_beside_it_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    publish(tmp_path, "plan", NEW)
    assert content(tmp_path) == {"mine.txt": b"mine", **within(NEW)}


def test_a_file_that_no_build_wrote_is_not_lost(tmp_path: Path) -> None:
    publish(tmp_path, "plan", OLD)
    (tmp_path / "plan/notes.txt").write_text("mine")
    with pytest.raises(CannotWrite, match=r"holds notes\.txt, which pcpgen did not write"):
        publish(tmp_path, "plan", NEW)
    assert content(tmp_path) == {"plan/notes.txt": b"mine", **within(OLD)}


def test_a_failed_write_leaves_the_old_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "plan", OLD)
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        publish(tmp_path, "plan", NEW)
    assert content(tmp_path) == within(OLD)


def test_without_an_exchange_of_names_the_result_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    publish(tmp_path, "plan", OLD)
    publish(tmp_path, "plan", NEW)
    assert content(tmp_path) == within(NEW)


def test_without_an_exchange_a_failed_step_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "plan", OLD)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.name.startswith(".pcpgen-new"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(CannotWrite, match="No space left on device"):
        publish(tmp_path, "plan", NEW)
    assert content(tmp_path) == within(OLD)


def test_a_folder_that_was_set_aside_goes_back(tmp_path: Path) -> None:
    """A system without an exchange of names, killed between its two steps."""
    publish(tmp_path, "plan", OLD)
    (tmp_path / "plan").rename(tmp_path / ".pcpgen-old-plan")
    (tmp_path / ".pcpgen-new-plan").mkdir()
    module._recover(tmp_path)
    assert content(tmp_path) == within(OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").symlink_to(elsewhere)
    with pytest.raises(CannotWrite, match="is a link"):
        publish(tmp_path / "out", "plan", NEW)
    (elsewhere / "plan").symlink_to(tmp_path)
    with pytest.raises(CannotWrite, match="is a link"):
        publish(elsewhere, "plan", NEW)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    """As /dev/null and /dev/stdout do, whose place a file would take where the user may everything."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    publish_file(pipe, b"series,value\n")
    assert os.read(reading, 100) == b"series,value\n" and pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    os.close(reading)


def test_the_top_of_all_folders_is_no_file() -> None:
    with pytest.raises(CannotWrite, match="/ cannot be written: Is a directory"):
        publish_file(Path("/"), b"")


def test_a_second_build_waits_its_turn(tmp_path: Path) -> None:
    with module._alone(tmp_path), pytest.raises(CannotWrite, match="another build is writing"):
        publish(tmp_path, "plan", NEW)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite, match="is a link or a file"):
        publish(tmp_path / "out", "plan", NEW)


def test_is_readable_by_all_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "out", "plan", NEW)
    finally:
        os.umask(before)
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "out/plan").iterdir()} == {"0o644"}
    assert oct((tmp_path / "out/plan").stat().st_mode & 0o777) == "0o755"
