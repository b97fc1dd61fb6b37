"""Each page of the documentation is done as it stands: its commands run, its changes fit, it shows what is printed.

A command in a block of `sh` runs in a folder of its own for the page; what the block of `text` behind it shows is what
is printed, `…` standing for whatever comes there. A block of `python` is typed into one interpreter for the page, in
that folder, and prints what it shows. A block of `diff` is a change to the file that is named before it, in a Word file
one that Word tracks; a block of anything else behind `new.csv` or a path is that file.
"""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from pcpgen.cli import cli
from tests.word_changes import replaced
from tests.workspaces import ROOT

PAGES = ROOT / "docs/pages"
BEGUN, LATER = "1775001600", "1784073600"  # 1 April and 15 July 2026
WITHOUT_US = ("python3 -m venv ", "pcp/bin/pip install ", "cd ")  # what a page may type beside our own commands
RENDERING = ("build", "build-plan", "panel-report", "bcb-paper", "issue", "paper", "panel-pack", "doctor")


class Step(NamedTuple):
    """A block of a page: what it is of, its text, and the file that was named last before it."""

    of: str
    text: str
    file: str


def steps(page: str) -> list[Step]:
    found, end, file = list[Step](), 0, ""
    for block in re.finditer(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        named = re.findall(r"`((?:(?:plan|data)/)?[\w./-]+[.](?:yaml|md|csv|docx))`", page[end : block.start()])
        file = named[-1] if named else file
        found.append(Step(block[1], block[2], file))
        end = block.end()
    return found


def typed(text: str) -> list[list[str]]:
    """The words behind `pcpgen` of each line of a block; other commands are those that a page may type."""
    lines = text.replace("\\\n", " ").splitlines()
    assert all(line.startswith(("pcpgen", *WITHOUT_US)) for line in lines), text
    return [shlex.split(line)[1:] for line in lines if line.startswith("pcpgen")]


def shows(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; `…` stands for anything where what is printed has none."""
    if shown in printed:
        return True
    pattern = ".*?".join(map(re.escape, shown.split("…")))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


def do(page: str, name: str, folder: Path) -> None:
    """Does what a page says in a folder, step by step."""
    here, printed, ended, defined = folder, "", 0, dict[str, object]()
    for step in steps(page):
        if step.of == "sh":
            for words in typed(step.text):
                assert ended == 0, f"nothing is said of what went wrong: {printed}"
                done = CliRunner().invoke(cli, ["-C", str(here), *words] if words[:1] != ["init"] else words)
                printed, ended = done.output, done.exit_code
                assert ended == 0 or words[0] == "check", f"{words}: {printed}"
            here = folder / "our-office" if "cd our-office" in step.text else here
        elif step.of == "text":
            assert shows(step.text.rstrip("\n"), printed), f"{name} shows\n{step.text}\nprinted was\n{printed}"
            ended = 0
        elif step.of == "python":
            interpret(step.text, name, defined)
        elif step.of == "diff":
            change(here / step.file, step.text)
        else:
            assert step.file, step.text
            (here / step.file).parent.mkdir(parents=True, exist_ok=True)
            (here / step.file).write_text(step.text, "utf-8")


def interpret(text: str, name: str, defined: dict[str, object]) -> None:
    """Types the lines behind `>>>`, with what was defined before, and compares what each prints."""
    asked = doctest.DocTestParser().get_doctest(text, defined, name, name, 0)
    told = list[str]()
    assert asked.examples and doctest.DocTestRunner().run(asked, out=told.append, clear_globs=False).failed == 0, told
    defined |= asked.globs


def change(file: Path, difference: str) -> None:
    lines = difference.splitlines()
    old, new = ("\n".join(line[1:] for line in lines if line[:1] == sign) for sign in "-+")
    if file.suffix == ".docx":
        file.write_bytes(replaced(file.read_bytes(), old, new))
        return
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file.name} has {text.count(old)} times\n{old}"
    file.write_text(text.replace(old, new), "utf-8")


def renders(page: str) -> bool:
    asked = [words for step in steps(page) if step.of == "sh" for words in typed(step.text) if words]
    return any(words[0] in RENDERING and "html" not in words for words in asked)


def pages() -> list[object]:
    """The pages that show steps; those that render a PDF or load pandas take long."""
    found = [path for path in sorted(PAGES.rglob("*.md")) if "```sh" in path.read_text("utf-8")]
    long = {path for path in found if renders(text := path.read_text("utf-8")) or "```python" in text}
    return [pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if path in long else []) for path in found]


@pytest.mark.slow
@pytest.mark.parametrize("path", pages())
def test_a_page_can_be_done_as_it_stands(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEGUN)
    folder = tmp_path
    if path.parent.name == "tasks":  # they go on from the office that the first page begins
        assert CliRunner().invoke(cli, ["init", "our-office"]).exit_code == 0
        monkeypatch.chdir(folder := tmp_path / "our-office")
        monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    do(path.read_text("utf-8"), path.name, folder)


def test_the_guards_bite(tmp_path: Path) -> None:
    """A page that shows something else than is printed, or changes what is not there, fails."""
    (tmp_path / "a.md").write_text("One.\nTwo.\n", "utf-8")
    change(tmp_path / "a.md", "-Two.\n+Three.\n")
    assert (tmp_path / "a.md").read_text("utf-8") == "One.\nThree.\n"
    with pytest.raises(AssertionError):
        change(tmp_path / "a.md", "-Two.\n+Three.\n")
    assert shows("a …\n… z", "a b\nc\nd z\n") and not shows("a …", "b a b")
    with pytest.raises(AssertionError):
        do("```sh\npcpgen --version\n```\n\n```text\npcpgen 99\n```\n", "page", tmp_path)
    with pytest.raises(AssertionError):
        typed("rm -rf plan\n")
    for wrong in ("```python\n>>> 1 + 1\n3\n```\n", "```python\nnothing is typed\n```\n"):
        with pytest.raises(AssertionError):
            do(wrong, "page", tmp_path)
    do("```python\n>>> one = 1\n```\n\n```python\n>>> one\n1\n```\n", "page", tmp_path)
