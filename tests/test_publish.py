"""Outputs: whole or not at all, and never outside their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pcpgen import publish as module
from pcpgen.publish import CannotWrite, publish


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_all_and_leaves_nothing_else(tmp_path: Path) -> None:
    paths = publish(tmp_path / "new/out", {"a.html": b"one", "a.pdf": b"two"})
    assert [path.name for path in paths] == ["a.html", "a.pdf"]
    assert content(tmp_path / "new/out") == {"a.html": b"one", "a.pdf": b"two"}


def test_what_else_lies_there_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    publish(tmp_path, {"a.html": b"one"})
    assert content(tmp_path) == {"a.html": b"one", "mine.txt": b"mine"}


def test_a_failed_write_leaves_the_old_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, {"a.html": b"old", "a.pdf": b"old"})
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        publish(tmp_path, {"a.html": b"new", "a.pdf": b"new"})
    assert content(tmp_path) == {"a.html": b"old", "a.pdf": b"old"}


def test_leftovers_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    (tmp_path / ".pcpgen-new-a.pdf").write_bytes(b"half")
    publish(tmp_path, {"a.html": b"new"})
    assert content(tmp_path) == {"a.html": b"new"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").symlink_to(elsewhere)
    with pytest.raises(CannotWrite, match="is a link"):
        publish(tmp_path / "out", {"a.html": b"new"})
    (elsewhere / "a.html").symlink_to(tmp_path / "precious")
    with pytest.raises(CannotWrite, match="is a link"):
        publish(elsewhere, {"a.html": b"new"})
    assert not (tmp_path / "precious").exists()


def test_a_second_build_waits_its_turn(tmp_path: Path) -> None:
    with module._alone(tmp_path), pytest.raises(CannotWrite, match="another build is writing"):
        publish(tmp_path, {"a.html": b"new"})


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite, match="cannot be written"):
        publish(tmp_path / "out", {"a.html": b"new"})
