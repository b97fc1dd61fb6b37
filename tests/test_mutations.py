"""The example office with one thing wrong, as a slip of the hand leaves it: problems are told, nothing falls over."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pcpgen.pipeline import judge
from pcpgen.problems import in_words

ROOT = Path(__file__).parents[1]
SLIPS_A_FILE = 2


def delete_line(lines: list[str], at: int) -> None:
    del lines[at]


def double_line(lines: list[str], at: int) -> None:
    lines.insert(at, lines[at])


def indent_line(lines: list[str], at: int) -> None:
    lines[at] = f"   {lines[at]}"


def cut_line(lines: list[str], at: int) -> None:
    lines[at] = lines[at][: len(lines[at]) // 2]


def swap_letters(lines: list[str], at: int) -> None:
    middle = len(lines[at]) // 2
    lines[at] = lines[at][:middle] + lines[at][middle:][1::-1] + lines[at][middle + 2 :]


SLIPS: tuple[Callable[[list[str], int], None], ...] = (delete_line, double_line, indent_line, cut_line, swap_letters)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example office."""
    copy = tmp_path_factory.mktemp("office")
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, copy / folder)
    return copy


def files(office: Path) -> list[Path]:
    found = [path for path in office.rglob("*") if path.suffix in {".yaml", ".md", ".csv"} and path.name != "README.md"]
    return sorted(found)


def told(office: Path) -> str:
    """All that is said of the office in its present state; that it can be said is the test."""
    judged = judge(office)
    return "\n".join(in_words(found, judged.project.sources) for found in judged.problems)


def slips(path: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Some wrong states of a file, each with what was done."""
    text = path.read_text("utf-8")
    for slip in chance.sample(SLIPS, k=SLIPS_A_FILE):
        lines = text.splitlines()
        at = chance.randrange(len(lines))
        slip(lines, at)
        yield f"{slip.__name__} {at + 1}", "\n".join(lines) + "\n"


def unasked(path: Path) -> bool:
    """A file that nothing asks for: no register names the Board's papers, and nothing is exempt yet or counts days."""
    return "board" in path.parts or path.name == "exemptions.yaml"


@pytest.mark.slow
def test_a_file_that_is_gone_is_told(office: Path) -> None:
    for path in (path for path in files(office)[::2] if not unasked(path)):
        kept = path.read_bytes()
        path.unlink()
        assert ": error: " in told(office), path
        path.write_bytes(kept)
    assert told(office) == ""


@pytest.mark.slow
def test_no_slip_of_the_hand_makes_it_fall_over(office: Path) -> None:
    chance = random.Random(2017)
    walked = problems = 0
    chosen = [path for path in files(office) if "indicators" not in path.parts]
    for path in chosen:
        kept = path.read_text("utf-8")
        for what, wrong in slips(path, chance):
            path.write_text(wrong, "utf-8")
            try:
                problems += bool(told(office))
            except Exception as error:
                raise AssertionError(f"{path.name}: {what}") from error
            walked += 1
        path.write_text(kept, "utf-8")
    print(f"{walked} slips, {problems} of them told")
    assert walked > 80 and problems > walked / 3
