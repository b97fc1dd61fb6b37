from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pcpgen import untouched
from pcpgen.checks.starter_words import START

LONG_AGO = -(10**18)  # with which every file counts as written long before


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a document in out/, of which it was kept that all stands."""
    monkeypatch.setattr(untouched, "AT_ONCE", LONG_AGO)
    for name in ("plan/office.yaml", "data/thefts.csv", "templates/own.css", "out/plan/plan.html", "elsewhere.csv"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("as it was")
    keep(tmp_path, ["plan/office.yaml", "data/thefts.csv"], ["panel-pack 2026-03-04"], ["plan: it is long"])
    assert untouched.standing(tmp_path, tmp_path / "out", ["html"]) == (
        ("panel-pack 2026-03-04",),
        ("plan: it is long",),
    )
    return tmp_path


def keep(root: Path, inputs: list[str], *told: list[str]) -> None:
    seen = untouched.state(root, root / "out", ["html"])
    untouched.keep(root, root / "out", ["html"], inputs, told, seen)


def rewritten(file: Path) -> None:
    """Other words of the same length, and the time of the file put back to what it was."""
    before = file.stat()
    file.write_text("as it is.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: rewritten(root / "plan/office.yaml"),
        lambda root: rewritten(root / "out/plan/plan.html"),
        lambda root: (root / "plan/more.yaml").write_text("new"),
        lambda root: (root / "data/thefts.csv").unlink(),
        lambda root: (root / "templates/own.css").rename(root / "templates/our.css"),
        lambda root: (root / "out/.pcpgen-left").mkdir() or (root / "out/.pcpgen-left/page").touch(),
        lambda root: (root / "out/plan/plan.html").unlink(),
        lambda root: (root / "plan/2030-33").mkdir(),
        lambda root: (root / "plan/theme.yaml").symlink_to("nowhere"),
        lambda root: (root / "plan/__pycache__").mkdir() or (root / "plan/__pycache__/edition.yaml").touch(),
        lambda root: (root / "data/thefts.csv").unlink() or (root / "data/thefts.csv").symlink_to("thefts.csv"),
        lambda root: (root / "templates").rename(root / "ours") and (root / "templates").symlink_to("templates"),
    ],
)
def test_what_was_written_to_since_does_not_stand(root: Path, change: Callable[[Path], object]) -> None:
    change(root)
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_other_formats_and_another_place_are_another_question(root: Path) -> None:
    assert untouched.standing(root, root / "out", ["html", "pdf"]) is None
    assert untouched.standing(root, root / "public", ["html"]) is None


def test_another_python_or_library_does_not_stand(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("sys.version", "4.0")
        assert untouched.standing(root, root / "out", ["html"]) is None
    monkeypatch.syspath_prepend(tmp_path)
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_another_program_does_not_stand(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untouched, "program", lambda: [("pcpgen/cli.py", (root / "elsewhere.csv").stat())])
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_the_words_that_a_workspace_is_begun_with_are_of_the_program() -> None:
    """By its sum is kept in which files none of them is left."""
    begun = [START / "statements.json", *(START / "office/plan").rglob("*.*")]
    own = {file for file, _ in untouched.program()}
    assert {f"pcpgen/start/{each.relative_to(START).as_posix()}" for each in begun} <= own


@pytest.mark.parametrize("name", ["elsewhere.csv", "plan/linked/theme.yaml"])
def test_what_lies_where_nobody_watches_is_not_kept(root: Path, name: str) -> None:
    (root / "beside").mkdir()
    (root / "beside/theme.yaml").write_text("as it was")
    (root / "plan/linked").symlink_to(root / "beside")
    keep(root, ["plan/office.yaml", name], [], [])
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_a_file_written_in_this_moment_may_be_written_again_in_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    rewritten(root / "plan/office.yaml")
    keep(root, ["plan/office.yaml"], [], [])
    assert untouched.standing(root, root / "out", ["html"]) is None
    assert [each.name for each in (root / ".pcpgen/out").iterdir()] == ["untouched"]  # the one from before


def test_what_came_while_somebody_looked_closer_is_not_kept(root: Path) -> None:
    seen = untouched.state(root, root / "out", ["html"])
    (root / "plan/late.yaml").write_text("while the others were read")
    untouched.keep(root, root / "out", ["html"], ["plan/office.yaml"], [[], []], seen)
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_nothing_is_kept_of_a_workspace_with_a_folder_that_is_a_link(root: Path) -> None:
    (root / "beside").mkdir()
    (root / "plan/linked").symlink_to(root / "beside")
    keep(root, ["plan/office.yaml"], [], [])
    assert untouched.standing(root, root / "out", ["html"]) is None


def test_a_file_may_bear_a_day_that_has_not_come(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untouched, "AT_ONCE", -(10**10))  # ten seconds
    os.utime(root / "plan/office.yaml", (4 * 10**9, 4 * 10**9))
    keep(root, ["plan/office.yaml"], [], [])
    assert untouched.standing(root, root / "out", ["html"]) == ((), ())
