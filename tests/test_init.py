"""`pcpgen init`: a new workspace checks at once, whatever was answered; none is overwritten or half written."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pcpgen.checks.starter_words import STARTER_WORDS
from pcpgen.cli import beginning, cli
from pcpgen.pipeline import judge
from pcpgen.publish import CannotWrite
from pcpgen.workspace.files import write_new
from pcpgen.workspace.start import Answers, new_office
from tests.test_workflow import grants, read, steps, unpinned
from tests.workspaces import change

DAY = date(2026, 11, 28)


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(words), input=typed)


def problems(root: Path) -> list[tuple[str, str]]:
    return [(str(each.place), each.message) for each in judge(root).problems]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answers", "day"),
    [
        (Answers(), DAY),
        (
            Answers(
                area="Môn & Example: “East”",
                nation="Wales",
                force="Yes, the 'Force'",
                levels=("Aim", "Outcome", "Promise's"),
                themes=("Farms", "1 2 3", "The #8: no, (really)", *"DEFGH"),
            ),
            date(2028, 6, 30),
        ),
        (Answers(levels=("9",), themes=("Rural crime",)), date(2024, 5, 20)),
    ],
    ids=["nothing", "Wales", "one of each"],
)
def test_a_new_workspace_has_no_problem(answers: Answers, day: date, tmp_path: Path) -> None:
    write_new(tmp_path / "office", new_office(answers, day))
    judged = judge(tmp_path / "office")
    assert problems(tmp_path / "office") == []
    assert sorted(request.kind for request in judged.documents) == [
        "bcb-paper",
        "panel-report",
        "panel-report",
        "plan",
        "plan",
    ]
    assert [each.nation for each in (judged.project.office,) if each] == [answers.nation]
    assert [edition.draft for edition in judged.project.editions.values()] == [True]


@pytest.mark.slow
def test_the_draft_lacks_what_it_says_and_is_lawful_once_that_is_there(tmp_path: Path) -> None:
    write_new(tmp_path, new_office(Answers(), DAY))
    said = run("-C", str(tmp_path)).stdout.partition("The plan 2027-29 is a draft. Before it is final")[2]
    lacking = re.findall(r"^  stages: ([a-z-]+), ", said, re.MULTILINE)
    assert lacking == ["consulted", "to-panel", "panel-report", "response", "issued"]
    edition = "plan/2027-29/edition.yaml"
    change(tmp_path, edition, "status: draft", "status: final")
    change(tmp_path, edition, "{drafted: 2026-11-01}", "{in_force: 2026-11-01}")
    told = [each.message for each in judge(tmp_path).problems if each.rule != STARTER_WORDS]
    assert len(told) == 5 and all("has no day for the stage" in each for each in told)
    days = "".join(f"  {stage}: 2026-11-{number + 2:02}\n" for number, stage in enumerate(lacking))
    change(tmp_path, edition, "  draft: 2026-11-01\n", f"  draft: 2026-11-01\n{days}")
    assert {each.rule.id for each in judge(tmp_path).problems} == {"starter-words"}


@pytest.mark.slow
def test_what_it_wrote_is_told_in_each_file_of_a_final_plan_until_it_is_written_anew(tmp_path: Path) -> None:
    write_new(tmp_path, new_office(Answers(levels=("Mission", "Ambition", "Commitment")), DAY))
    assert problems(tmp_path) == []
    edition = "plan/2027-29/edition.yaml"
    change(tmp_path, edition, "status: draft", "status: final")
    told = [each for each in judge(tmp_path).problems if each.rule == STARTER_WORDS]
    assert sorted(each.place.file for each in told) == [
        edition,
        *(f"plan/2027-29/pages/{page}.md" for page in ("foreword", "measuring", "money")),
        *(f"plan/2027-29/themes/{theme}" for theme in THEME_FILES),
        "plan/datasets/budget.yaml",
        "plan/indicators/anti-social-behaviour.yaml",
        "plan/office.yaml",
        "plan/panel/questions.yaml",
    ]
    assert [(each.place.line, each.place.column) for each in told if each.place.file == edition] == [(3, 11)]
    notice = next(each for each in told if each.place.file == "plan/office.yaml")
    assert "no office has published it" in notice.message
    for file, was, reads in (
        (edition, "A first draft", "What we will do until 2029"),
        ("plan/office.yaml", "notice: ", "# notice: "),
        ("plan/datasets/budget.yaml", "Invented for this example", "The office’s accounts"),
    ):
        change(tmp_path, file, was, reads)
    still = [each.place for each in judge(tmp_path).problems if each.rule == STARTER_WORDS]
    assert "plan/datasets/budget.yaml" not in {each.file for each in still}
    assert [each.line for each in still if each.file == edition] == [8]  # the vision


@pytest.mark.slow
def test_what_it_wrote_is_told_in_whichever_lines_it_stands_and_what_goes_on_is_the_offices(tmp_path: Path) -> None:
    write_new(tmp_path, new_office(Answers(), DAY))
    change(tmp_path, "plan/2027-29/edition.yaml", "status: draft", "status: final")
    foreword = tmp_path / "plan/2027-29/pages/foreword.md"
    _, head, words = foreword.read_text("utf-8").split("---\n", 2)
    for width, told in ((24, True), (50, True), (0, False)):
        lines = "\n".join(textwrap.fill(each, width) for each in words.split("\n\n")) if width else OWN
        foreword.write_text(f"---\n{head}---\n\n{lines}\n", "utf-8")
        files = [each.place.file for each in judge(tmp_path).problems if each.rule == STARTER_WORDS]
        assert (foreword.relative_to(tmp_path).as_posix() in files) == told, width


OWN = (
    "A first draft, written in May, went to every council. We heard what residents said about a first draft (of June)."
)
THEME_FILES = ("neighbourhoods.md", "neighbourhoods.yaml", "victims.md", "victims.yaml")


@pytest.mark.slow
def test_the_plan_shows_the_indicator_with_its_data(tmp_path: Path) -> None:
    write_new(tmp_path / "office", new_office(Answers(), DAY))
    done = run("-C", str(tmp_path / "office"), "explain", "1,185")
    assert done.exit_code == 0 and "data/anti-social-behaviour.csv" in done.stdout


@pytest.mark.slow
def test_what_its_readme_has_officers_type_does_what_it_says(tmp_path: Path) -> None:
    write_new(tmp_path, new_office(Answers(), DAY))
    typed = re.findall(r"`pcpgen ([^`]+)`", (tmp_path / "README.md").read_text("utf-8"))
    typed = [
        words for words in typed if not words.startswith(("build", "intake", "diff", "serve"))
    ]  # which other tests try
    assert len(typed) > 8
    for words in typed:
        done = run("-C", str(tmp_path), *shlex.split(words))
        assert done.exit_code == 0, (words, done.stderr)


@pytest.mark.slow
def test_options_make_names_and_the_same_day_the_same_bytes(tmp_path: Path) -> None:
    words = ["--area", "Fellmoor", "--country", "Wales", "--theme", "Farms", "--level", "Pledge", "--on", "2026-11-28"]
    done = run("init", str(tmp_path / "one"), *words)
    assert done.exit_code == 0
    assert f"{tmp_path}/one/plan/2027-29/themes/farms.yaml" in done.stdout.splitlines()
    assert run("-C", str(tmp_path), "init", "other", *words).exit_code == 0
    one, other = (
        {p.name: p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()} for name in ("one", "other")
    )
    assert one == other
    office = (tmp_path / "one/plan/office.yaml").read_text("utf-8")
    assert "name: Office of the Police and Crime Commissioner for Fellmoor\n" in office and "nation: Wales" in office
    assert "panel: Fellmoor Police and Crime Panel\n" in office
    assert "  pledges: {name: Pledge, plural: Pledges, per: theme}" in (
        tmp_path / "one/plan/2027-29/edition.yaml"
    ).read_text("utf-8")


@pytest.mark.slow
def test_the_home_of_a_person_does_not_become_an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There pcpgen init is typed first, and every folder within would be of the office."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for words in (("init",), ("init", str(tmp_path))):
        done = run(*words)
        assert done.exit_code == 2 and "name one of its own, such as pcpgen init our-office" in done.stderr
    assert not [*tmp_path.iterdir()]
    assert beginning._holds_all_else(Path(tmp_path.anchor))


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "can_ask", lambda: True)
    done = run("init", str(tmp_path / "office"), typed="Fellmoor\nWales\n\nAim, Pledge\nFarms, Roads\n")
    assert done.exit_code == 0
    assert "The area [Exampleshire]: " in done.stdout
    assert (tmp_path / "office/plan").is_dir() and list((tmp_path / "office/plan").glob("*/themes/roads.yaml"))
    assert "Police and Crime Commissioner for Fellmoor" in (tmp_path / "office/plan/office.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--theme", "A", "--theme", "a"], "each theme has a name of its own"),
        (["--theme", "…"], "each theme has a name of its own"),
        (["--level", "A", "--level", "B", "--level", "C", "--level", "D"], "from 1 to 3 levels"),
        (["--area", " "], "a name is empty"),
        (["--area", "one\ntwo"], "cannot be printed"),
        (["--on", "tomorrow"], '"tomorrow" is no date'),
        (["--country", "Scotland"], "'Scotland' is not one of"),
    ],
)
def test_answers_that_make_no_office(words: list[str], says: str, tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "office"), *words)
    assert (done.exit_code, says in done.stderr) == (2, True)
    assert not (tmp_path / "office").exists()


def test_what_stands_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours\n", "utf-8")
    done = run("-C", str(tmp_path), "init")
    assert done.exit_code == 0
    assert f"pcpgen: {tmp_path}/README.md stands already, and is left as it is.\n" in done.stderr
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours\n"
    assert problems(tmp_path) == []
    again = run("-C", str(tmp_path), "init")
    assert (again.exit_code, "is a workspace already" in again.stderr) == (2, True)
    within = run("init", str(tmp_path / "plan/office"))
    assert (within.exit_code, "lies in the workspace" in within.stderr) == (2, True)


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("Ours\n", "utf-8")
    (tmp_path / "kept.txt").write_text("as it was", "utf-8")
    usual, done = os.link, list[object]()

    def link(one: Any, other: Any) -> None:
        if len(done) == 9:
            raise OSError(28, "No space left on device", str(other))
        done.append(other)
        usual(one, other)

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(Path, "rename", link)  # what a file system without links does
    files = {name: text for name, text in new_office(Answers(), DAY).items() if name != "README.md"}
    with pytest.raises(CannotWrite, match="No space left"):
        write_new(tmp_path, {**files, "kept.txt": "otherwise"}, {"kept.txt": "as it was"})
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["README.md", "kept.txt"]
    assert (tmp_path / "kept.txt").read_text("utf-8") == "as it was"


def test_a_file_that_came_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("theirs", "utf-8")
    with pytest.raises(CannotWrite, match=r"b\.txt"):
        write_new(tmp_path, {"a.txt": "ours", "b.txt": "ours"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


def test_a_file_that_was_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes("\ufeffwas: so\r\n".encode())
    read = {"a.yaml": "was: so\n", "b.yaml": "was: otherwise\n"}
    with pytest.raises(CannotWrite, match=r"b\.yaml was changed meanwhile"):
        write_new(tmp_path, {"a.yaml": "is: so\n", "b.yaml": "is: so\n"}, read)
    assert {(tmp_path / name).read_bytes() for name in read} == {"\ufeffwas: so\r\n".encode()}
    write_new(tmp_path, {"a.yaml": "is: so\n"}, read)
    assert (tmp_path / "a.yaml").read_bytes() == "\ufeffis: so\r\n".encode()


def test_its_workflow_reads_alone_and_keeps_nothing_of_a_fork(tmp_path: Path) -> None:
    text = new_office(Answers(), DAY)[".github/workflows/documents.yml"]
    workflow = read(text)
    assert unpinned(workflow) == [] and all(each == {"contents": "read"} for each in grants(workflow))
    assert "secrets." not in text and "pull_request_target" not in text
    assert all(re.search(r" # v\d", line) for line in text.splitlines() if "uses:" in line)
    kept = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert [step["with"]["path"] for step in kept] == ["out/"]
    assert "head.repo.full_name == github.repository" in kept[0]["if"]


def git(root: Path, *words: str, code: int = 0) -> str:
    who = ("-c", "user.name=Office", "-c", "user.email=office@example.invalid")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CI": ""}
    done = subprocess.run(["git", "-C", str(root), *who, *words], capture_output=True, text=True, env=env, timeout=60)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def committed(root: Path) -> Path:
    write_new(root, new_office(Answers(), DAY))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    return root


@pytest.mark.slow
def test_its_hook_lets_no_mistake_into_a_commit(tmp_path: Path) -> None:
    office = committed(tmp_path / "office")
    git(office, "config", "core.hooksPath", ".githooks")
    change(office, "data/budget.csv", "860", "86O")
    git(office, "add", "-A")
    change(office, "data/budget.csv", "86O", "860")  # mended, but not what is committed
    said = git(office, "commit", "-qm", "Figures", code=1)
    assert "data/budget.csv:4:" in said and '"86O" is no number' in said
    change(office, "data/budget.csv", "860", "870")
    git(office, "commit", "-qam", "Figures mended")
    change(office, "README.md", "first ten minutes", "first minutes")
    git(office, "commit", "-qam", "Words that are no plan")


def run_steps(office: Path, base: str) -> tuple[int, str, str]:
    """The steps of the workflow that need no host, one after the other, as it runs them: bash -e, until one fails."""
    workflow = read((office / ".github/workflows/documents.yml").read_text("utf-8"))
    summary = office.parent / "summary.md"
    summary.write_text("", "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CI": "true", "BASE": base, "GITHUB_STEP_SUMMARY": str(summary)}
    said = ""
    for step in steps(workflow):
        if "run" in step and not step["name"].startswith("Install"):
            command = ["bash", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, cwd=office, capture_output=True, text=True, env=env, timeout=300)
            said += done.stdout
            if done.returncode:
                return done.returncode, said, summary.read_text("utf-8")
    return 0, said, summary.read_text("utf-8")


@pytest.mark.slow
def test_its_workflow_tells_a_broken_figure_at_its_line_and_what_changes_in_words(tmp_path: Path) -> None:
    office = committed(tmp_path / "office")
    change(office, "plan/2027-29/pages/foreword.md", "The words are yours", "The words are ours")
    git(office, "commit", "-qam", "Words")
    code, said, summary = run_steps(office, "HEAD~1")
    assert code == 0 and f"{office}/out/index.html" in said
    assert "## The plan 2027-29" in summary and "ours" in summary
    assert not (office / "out-exempt").exists()
    change(office, "data/budget.csv", "policing,2027/28,,182400,", "policing,2027/28,,18x2400,")
    git(office, "commit", "-qam", "Figures")
    code, said, _ = run_steps(office, "HEAD~1")
    assert code == 1
    assert re.search(r"^::error file=data/budget\.csv,line=2,.*18x2400", said, re.MULTILINE)
    assert run_steps(committed(tmp_path / "first"), "0" * 40)[0] == 0  # a first push has nothing before it
