"""The command line: paths on standard output, all else on standard error, and the exit codes that help prints."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli

HERE = Path(__file__).parent


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office, to be written into."""
    shutil.copytree(HERE / "small", tmp_path / "office")
    return tmp_path / "office"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_prints_the_paths_written(office: Path) -> None:
    done = run("-C", str(office), "build-plan", "--format", "html")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{office}/out/plan-2025-29.html\n", "")


def test_writes_where_it_is_told(office: Path, tmp_path: Path) -> None:
    done = run("-C", str(office), "build-plan", "--format", "html", "--out", str(tmp_path / "elsewhere"))
    assert done.exit_code == 0
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["plan-2025-29.html"]
    assert not (office / "out").exists()


def test_finds_the_workspace_from_a_folder_within(office: Path) -> None:
    assert run("-C", str(office / "plan/2025-29/themes"), "check").exit_code == 0


def test_check_says_what_it_read_and_writes_nothing(office: Path) -> None:
    done = run("-C", str(office), "check")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No problems in 9 files, 1 edition.\n")
    assert not (office / "out").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["build-plan", "--edition", "2025-92"], 2, 'Did you mean "2025-29"?'),
        (["build-plan", "--format", "docx"], 2, "'docx' is not one of"),
        (["bild-plan"], 2, "build-plan"),
    ],
)
def test_wrong_use_is_told_with_what_would_be_right(office: Path, words: list[str], code: int, says: str) -> None:
    done = run("-C", str(office), *words)
    assert (done.exit_code, says in done.stderr, done.stdout) == (code, True, "")


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    done = run("-C", str(tmp_path), "check")
    assert done.exit_code == 2
    assert "is in no workspace" in done.stderr


def test_an_output_that_cannot_be_written(office: Path) -> None:
    (office / "out").write_text("a file in the way")
    done = run("-C", str(office), "build-plan", "--format", "html")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Nothing was written." in done.stderr


def test_an_office_changes_one_template_and_keeps_the_rest(office: Path) -> None:
    own = office / "templates/plan"
    own.mkdir(parents=True)
    (own / "back.html.j2").write_text("<p>Printed on both sides.</p>")
    assert run("-C", str(office), "build-plan", "--format", "html").exit_code == 0
    page = (office / "out/plan-2025-29.html").read_text("utf-8")
    assert "Printed on both sides." in page and "The harbour" in page


def test_a_wrong_template_of_the_office_is_told(office: Path) -> None:
    own = office / "templates/plan"
    own.mkdir(parents=True)
    (own / "back.html.j2").write_text("one\n{{ document.adress }}\n")
    done = run("-C", str(office), "build-plan", "--format", "html")
    assert done.exit_code == 3
    assert "templates/plan/back.html.j2:2" in done.stderr


def test_help_shows_examples_and_exit_codes() -> None:
    help_text = run("--help").stdout
    for words in ("pcpgen build-plan", "pcpgen check", "pcpgen -C", "130  interrupted"):
        assert words in help_text


HEAVY = ("pandas", "weasyprint", "numpy", "fontTools", "PIL")


@pytest.mark.parametrize("words", [["--help"], ["check"], ["build-plan", "--format", "html"]])
def test_needs_no_heavy_library(office: Path, words: list[str]) -> None:
    """Help, check and the web page start quickly and run where Pango is absent."""
    program = (
        "import sys; from click.testing import CliRunner; from pcpgen.cli import cli; "
        f"done = CliRunner().invoke(cli, ['-C', {str(office)!r}, *{words!r}]); "
        f"print(done.exit_code, *(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("0\n", "")
