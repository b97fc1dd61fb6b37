"""`pcpgen diff`: two editions, revisions or folders set against each other, told in words."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from tests.workspaces import change, copy_small

SMALL = Path(__file__).parent / "small"
EDITION = "2025-29"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office."""
    return copy_small(tmp_path / "office")


@pytest.fixture
def theirs(office: Path, tmp_path: Path) -> Path:
    """A copy of the tiny office, to be changed."""
    shutil.copytree(office, tmp_path / "theirs")
    return tmp_path / "theirs"


def diff(office: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), "diff", *map(str, words)])


def git(office: Path, *words: str) -> None:
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.invalid"]
    subprocess.run(["git", "-C", str(office), *who, *words], check=True, capture_output=True)


HARBOUR = "plan/2025-29/themes/harbour.yaml"


def test_a_plan_and_itself_differ_in_nothing(office: Path) -> None:
    done = diff(office, EDITION, EDITION)
    assert (done.exit_code, done.stdout) == (0, "2025-29 and 2025-29: Nothing differs.\n")


def test_texts_of_another_folder_are_told_word_by_word(office: Path, theirs: Path) -> None:
    change(theirs, HARBOUR, "every night", "twice a night")
    change(theirs, HARBOUR, "  light-slipways: The council will light each slipway before winter\n", "")
    done = diff(office, EDITION, theirs)
    assert done.exit_code == 0
    assert done.stdout == (
        f"2025-29 and {theirs}: 1 text is removed and 1 text is reworded.\n\n"
        "harbour/patrol-quays  Commitment reworded\n"
        "    The force will walk the quays [removed: every] [inserted: twice a] night\n\n"
        "harbour/light-slipways  Commitment removed\n"
        "    [removed: The council will light each slipway before winter]\n"
    )


def test_a_statement_of_another_theme_has_moved(office: Path, theirs: Path) -> None:
    line = "  light-slipways: The council will light each slipway before winter\n"
    change(theirs, HARBOUR, line, "")
    shop = theirs / "plan/2025-29/themes/high-street.yaml"
    shop.write_text(shop.read_text("utf-8").rstrip("\n") + f"\n{line}", "utf-8")
    said = diff(office, EDITION, theirs).stdout
    assert "1 text is moved." in said
    assert (
        "Moved here: it stood after the commitment “The force will walk the quays every night” of “The harbour”."
        in said
    )
    assert "Moved from here: it now stands after the commitment “Officers will know every trader by name”" in said
    assert "removed" not in said and "inserted" not in said


def test_figures_that_differ_are_told_with_both_values(office: Path, theirs: Path) -> None:
    """The sentence is the same; its figure is not, and nor is the share that is computed from it."""
    change(theirs, "data/budget.csv", "quays,2025/26,,300,", "quays,2025/26,,350,")
    assert diff(office, EDITION, theirs).stdout == (
        f"2025-29 and {theirs}: No text differs. 2 figures differ.\n\n"
        "Figures that differ\n"
        "    Budget: All spending, 2025/26: £400\u00a0thousand before, £450\u00a0thousand after\n"
        "        in money/opening\n"
        "    Budget: Quays (share), 2025/26: 75% before, 78% after\n"
        "        in money/opening\n"
    )


@pytest.mark.slow
def test_revisions_are_read_from_the_repository(office: Path) -> None:
    git(office, "init", "-q")
    git(office, "add", "-A")
    git(office, "commit", "-qm", "First")
    change(office, HARBOUR, "every night", "twice a night")
    git(office, "commit", "-qam", "Second")
    change(office, HARBOUR, "twice a night", "at dawn")
    revisions = diff(office, f"HEAD~1:{EDITION}", f"HEAD:{EDITION}").stdout
    assert "[removed: every] [inserted: twice a] night" in revisions
    standing = diff(office, "HEAD", EDITION).stdout
    assert "[removed: twice a night] [inserted: at dawn]" in standing
    assert diff(office, "HEAD", f"HEAD:{EDITION}").stdout.endswith("Nothing differs.\n")


def test_a_workspace_below_the_top_of_a_repository_is_found(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(office.parent, "init", "-q")
    git(office.parent, "add", "-A")
    git(office.parent, "commit", "-qm", "First")
    assert diff(office, "HEAD", EDITION).stdout == "HEAD and 2025-29: Nothing differs.\n"
    monkeypatch.setenv("GIT_DIR", ".git")  # as in a hook
    assert diff(office, "HEAD", EDITION).stdout == "HEAD and 2025-29: Nothing differs.\n"


@pytest.mark.parametrize(
    ("prepare", "before", "said"),
    [
        (lambda office: None, "2025-92", "is no edition, no folder and no revision: git says: not a git repository"),
        (lambda office: git(office, "init", "-q"), "HEAD~1", 'the repository has no revision "HEAD~1"'),
        (lambda office: git(office, "init", "-q"), "--upload-pack=x", "No such option"),
        (lambda office: git(office, "init", "-q"), "-x:2025-29", "No such option"),
        (lambda office: None, "..:2025-29", "is in no workspace"),
        (lambda office: None, "HEAD:2025-29", "git says: not a git repository"),
        (lambda office: None, "9" * 5_000, "is no edition, no folder and no revision"),
    ],
)
def test_names_of_nothing_are_wrong_use(
    office: Path, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[Path], None], before: str, said: str
) -> None:
    prepare(office)
    monkeypatch.chdir(office)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.parent))
    done = diff(office, before, EDITION)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_without_git_editions_and_folders_are_compared_all_the_same(
    office: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert diff(office, EDITION, theirs).exit_code == 0
    done = diff(office, "HEAD", EDITION)
    assert done.exit_code == 2 and "git, which is not installed" in done.stderr


def test_a_workspace_with_errors_is_compared_by_its_words(office: Path, theirs: Path) -> None:
    change(theirs, HARBOUR, "colour: slate", "colour: slaet")
    change(theirs, HARBOUR, "every night", "twice a night")
    done = diff(office, EDITION, theirs)
    assert done.exit_code == 0
    assert "its workspace has 1 error in 1 file" in done.stderr
    assert "[inserted: twice a]" in done.stdout


def test_each_figure_says_in_which_state_its_cells_lie(office: Path) -> None:
    git(office, "init", "-q")
    git(office, "add", "-A")
    git(office, "commit", "-qm", "First")
    change(office, "data/budget.csv", "quays,2025/26,,300,", "quays,2025/26,,350,")
    done = diff(office, "HEAD", EDITION, "--format", "html")
    assert done.exit_code == 0
    entries = json.loads(Path(done.stdout.strip()).with_name("provenance.json").read_text("utf-8"))["figures"]
    spending = {entry["shown"]: entry["cells"][0]["file"] for entry in entries if "spending" in entry["figure"]}
    assert spending == {"£400\u00a0thousand": "HEAD:data/budget.csv", "£450\u00a0thousand": "data/budget.csv"}


def test_documents_are_written_where_they_are_asked_for(office: Path, theirs: Path) -> None:
    change(theirs, HARBOUR, "every night", "twice a night")
    done = diff(office, EDITION, theirs, "--format", "text", "--format", "html", "--out", office / "elsewhere")
    assert done.exit_code == 0
    assert "1 text is reworded." in done.stdout
    page = Path(done.stdout.splitlines()[-1])
    assert page.parent.parent == office / "elsewhere"
    assert "<del>every</del>" in page.read_text("utf-8")
    again = diff(office, EDITION, theirs, "--format", "html", "--out", office / "elsewhere")
    assert again.stdout.strip() == str(page)


def test_a_later_workspace_with_errors_makes_no_document(office: Path, theirs: Path) -> None:
    change(theirs, HARBOUR, "colour: slate", "colour: slaet")
    done = diff(office, EDITION, theirs, "--format", "html")
    assert done.exit_code == 1
    assert "[unknown-id]" in done.stderr and "Nothing was written." in done.stderr
    assert not (office / "out").exists()
