"""Files at the door: what Excel and Windows write is taken, what cannot be read for certain is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.load.files import Folder
from pcpgen.pipeline import judge
from tests.workspaces import copy_small

HERE = Path(__file__).parent


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "office")


def rewrite(path: Path, codec: str, line_end: str = "\n") -> None:
    path.write_bytes(path.read_text("utf-8").replace("\n", line_end).encode(codec))


@pytest.mark.parametrize("file", ["data/budget.csv", "plan/office.yaml", "plan/2025-29/pages/money.md"])
@pytest.mark.parametrize(("codec", "line_end"), [("utf-8-sig", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r\n")])
def test_a_byte_order_mark_and_line_ends_of_windows_are_taken(
    office: Path, file: str, codec: str, line_end: str
) -> None:
    """Excel's CSV UTF-8 begins with a byte order mark; every editor on Windows writes its own line ends."""
    rewrite(office / file, codec, line_end)
    assert judge(office).problems == ()


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_told(office: Path, codec: str) -> None:
    rewrite(office / "data/budget.csv", codec)
    assert {found.rule.id for found in judge(office).problems} == {"not-utf-8"}


def test_every_file_that_was_read_is_known_by_its_content(office: Path) -> None:
    inputs = judge(office).project.inputs
    assert set(inputs) == {path.relative_to(office).as_posix() for path in office.rglob("*") if path.is_file()}


def test_what_lies_hidden_is_left_alone(office: Path) -> None:
    for name in (
        "plan/.DS_Store",
        "data/~$budget.csv",
        "data/.~lock.budget.csv#",
        "plan/2025-29/themes/.harbour.md.swp",
    ):
        (office / name).write_bytes(b"\x00\xff")
    assert judge(office).problems == ()


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\ufeff", "\x1b", "\u2028", "\ue000", "\x85"])
def test_characters_that_nobody_sees_are_told_with_their_place(tmp_path: Path, char: str) -> None:
    (tmp_path / "a.md").write_text(f"One.\nTwo {char}words.", "utf-8", newline="")
    folder = Folder(tmp_path)
    assert folder.text("a.md") is None
    assert [(found.rule.id, str(found.place)) for found in folder.problems] == [("invisible-character", "a.md:2:5")]


@pytest.mark.parametrize("text", ["£40 – it’s “so” … naïve, Llanfairpwll ŵŷ, 5 × 3 ≥ 2", "Â is a letter", "a\tb"])
def test_rightful_characters_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    folder = Folder(tmp_path)
    assert folder.text("a.md") is not None
    assert folder.problems == []
