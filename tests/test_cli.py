"""The command line: paths on standard output, all else on standard error, and the exit codes that help prints."""

from __future__ import annotations

import atexit
import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import pcpgen
from pcpgen.cli import cli, main
from pcpgen.rulebook import all_rules
from tests.cases import first_quick
from tests.workspaces import copy_small

HERE = Path(__file__).parent
PROGRAM = str(Path(sys.executable).parent / "pcpgen")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office, to be written into."""
    return copy_small(tmp_path / "office")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_prints_the_paths_written(office: Path) -> None:
    done = run("-C", str(office), "build-plan", "--format", "html")
    folder = f"{office}/out/plan-2025-29"
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{folder}/plan-2025-29.html", f"{folder}/provenance.json"]


def test_writes_where_it_is_told(office: Path, tmp_path: Path) -> None:
    done = run("-C", str(office), "build-plan", "--format", "html", "--out", str(tmp_path / "elsewhere"))
    assert done.exit_code == 0
    written = sorted(path.name for path in (tmp_path / "elsewhere/plan-2025-29").iterdir())
    assert written == ["manifest.json", "plan-2025-29.html", "provenance.json"]
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
        (["build-plan", "--format", "odt"], 2, "'odt' is not one of"),
        (["bild-plan"], 2, "Did you mean 'build-plan'?"),
        (["plan"], 2, "Did you mean 'build-plan'?"),
        (["render"], 2, "Did you mean 'build'?"),
        (["check", "--fromat", "json"], 2, "Did you mean '--format'?"),
        (["check", "--format", "jsn"], 2, 'Did you mean "json"?'),
        (["panel-report", "harbour"], 2, "(harbour). Name it with --theme or --variation or --meeting."),
    ],
)
def test_wrong_use_is_told_with_what_would_be_right(office: Path, words: list[str], code: int, says: str) -> None:
    done = run("-C", str(office), *words)
    assert (done.exit_code, says in done.stderr, done.stdout) == (code, True, "")


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    done = run("-C", str(tmp_path), "check")
    assert done.exit_code == 2
    assert "is in no workspace" in done.stderr


def test_a_folder_that_is_not_there_is_never_the_office_around_it(office: Path) -> None:
    done = run("-C", str(office / "nowhere"), "list")
    assert (done.exit_code, "there is no such folder" in done.stderr, done.stdout) == (2, True, "")


def test_a_folder_that_links_lead_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    done = run("-C", str(tmp_path / "one"), "check")
    assert (done.exit_code, "is in no workspace" in done.stderr) == (2, True)


@pytest.mark.parametrize("out", first_quick(["x" * 300, "x/" * 3_000, "loop/within"]), ids=["name", "path", "circle"])
def test_an_output_folder_that_no_system_has(office: Path, out: str) -> None:
    (office / "loop").symlink_to(office / "loop")
    command = [PROGRAM, "-C", str(office), "build-plan", "--format", "html", "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=office)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (3, "", False)
    assert re.search("File name too long|Too many levels", done.stderr)


@pytest.mark.slow
def test_names_that_are_not_utf_8_are_names_like_any_other(office: Path) -> None:
    """Of the workspace, of a file in it, and of the outputs' folder."""
    own = os.fsencode(office) + b"\xff"
    shutil.copytree(office, Path(os.fsdecode(own)))
    words = ("-C", own, "build-plan", "--format", "html", "--out", own + b"/\xfe")
    command: list[str | bytes] = [PROGRAM, *words]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(own + b"/\xfe/plan-2025-29/plan-2025-29.html")
    Path(os.fsdecode(own + b"/data/\xff.csv")).write_text("x", "utf-8")
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"1 more problem in other documents: pcpgen check\n")


def test_an_output_that_cannot_be_written(office: Path) -> None:
    (office / "out").write_text("a file in the way")
    done = run("-C", str(office), "build-plan", "--format", "html")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Nothing was written." in done.stderr


@pytest.mark.slow
def test_an_office_changes_one_template_and_keeps_the_rest(office: Path) -> None:
    own = office / "templates/plan"
    own.mkdir(parents=True)
    (own / "back.html.j2").write_text("<p>Printed on both sides.</p>")
    assert run("-C", str(office), "build-plan", "--format", "html").exit_code == 0
    page = (office / "out/plan-2025-29/plan-2025-29.html").read_text("utf-8")
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


def build(office: Path, *words: str) -> Result:
    return run("-C", str(office), "build-plan", "--explain", *words)


def test_a_second_build_has_nothing_to_do(office: Path) -> None:
    first, second = build(office, "--format", "html"), build(office, "--format", "html")
    assert (first.stderr, second.stderr) == ("it has not been built yet\n", "nothing has changed\n")
    assert second.stdout == f"{office}/out/plan-2025-29/plan-2025-29.html\n"


def change_a_cell(office: Path) -> None:
    data = office / "data/budget.csv"
    data.write_text(data.read_text().replace("300", "350"))


def add_a_file(office: Path) -> None:
    (office / "data/new.csv").write_text("series,period,qualifier,value,note\n")


def touch_the_page(office: Path) -> None:
    (office / "out/plan-2025-29/plan-2025-29.html").write_text("by hand")


def own_template(office: Path) -> None:
    (office / "templates/plan").mkdir(parents=True)
    (office / "templates/plan/back.html.j2").write_text("<p>Ours.</p>")


def leave_a_leftover(office: Path) -> None:
    (office / "out/.pcpgen-new-plan-2025-29").mkdir()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (change_a_cell, "data/budget.csv has changed"),
        (add_a_file, "a file was added"),
        (touch_the_page, "plan-2025-29/plan-2025-29.html is not as it was written"),
        (own_template, "a file was added"),
        (leave_a_leftover, "a build was interrupted"),
    ],
)
def test_says_why_it_builds_again(office: Path, change: Callable[[Path], None], why: str) -> None:
    build(office, "--format", "html")
    change(office)
    assert why in build(office, "--format", "html").stderr


def test_builds_again_when_forced(office: Path) -> None:
    build(office, "--format", "html")
    assert "provenance.json" in build(office, "--format", "html", "--force").stdout


@pytest.mark.slow
def test_a_page_stays_and_leads_to_a_form_that_is_built_after_it(office: Path) -> None:
    page = office / "out/plan-2025-29/plan-2025-29.html"
    build(office, "--format", "html")
    done = build(office, "--format", "docx")
    assert 'href="plan-2025-29.docx"' in page.read_text("utf-8") and "removed" not in done.stderr
    change_a_cell(office)
    build(office, "--format", "docx")
    assert not page.exists()  # a page of an older state goes, as every form does


@pytest.mark.slow
def test_a_format_made_from_the_same_stays_and_one_of_an_older_state_goes(office: Path) -> None:
    pdf = office / "out/plan-2025-29/plan-2025-29.pdf"
    build(office, "--format", "pdf")
    build(office, "--format", "html")
    assert pdf.exists()
    change_a_cell(office)
    done = build(office, "--format", "html")
    assert not pdf.exists()
    assert "plan-2025-29.pdf was made from an older state and has been removed" in done.stderr


def test_a_warning_does_not_stop_a_build_unless_strict(office: Path) -> None:
    narrative = office / "plan/2025-29/themes/harbour.md"
    narrative.write_text("Some 1,200 boats lie in the harbour.\n")
    assert run("-C", str(office), "check").exit_code == 0
    assert run("-C", str(office), "check", "--strict").exit_code == 1
    assert build(office, "--format", "html", "--strict").exit_code == 1
    done = build(office, "--format", "html")
    assert (done.exit_code, "1 warning in 1 file." in done.stderr) == (0, True)


def break_it(office: Path) -> None:
    theme = office / "plan/2025-29/themes/harbour.yaml"
    theme.write_text(theme.read_text().replace("colour: slate", "colour: slaet"))


def test_check_speaks_json_by_its_schema(office: Path) -> None:
    break_it(office)
    done = run("-C", str(office), "check", "--format", "json")
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads((Path(pcpgen.__file__).parent / "problems.schema.json").read_text("utf-8")))
    assert (done.exit_code, done.stderr) == (1, "")
    assert [
        (each["rule"], each["file"], each["line"], each["column"], each["length"]) for each in told["problems"]
    ] == [("unknown-id", "plan/2025-29/themes/harbour.yaml", 3, 9, 5)]


def test_check_annotates_lines_for_github(office: Path) -> None:
    break_it(office)
    done = run("-C", str(office), "check", "--format", "github")
    assert done.stdout == (
        "::error file=plan/2025-29/themes/harbour.yaml,line=3,col=9,title=unknown-id::"
        'no colour of the office has the id "slaet". Did you mean "slate"? Ids that exist: slate.\n'
    )


@pytest.mark.parametrize(
    "what", ["£400 thousand", "budget.spending", "budget.spending@2025/26", "money", "Money", "400"]
)
def test_explains_a_figure_by_value_id_or_place(office: Path, what: str) -> None:
    told = run("-C", str(office), "explain", what).stdout
    assert "£400\u00a0thousand  budget.spending@2025/26" in told
    assert "formula    budget.quays@2025/26 + budget.shops@2025/26" in told
    assert "from       data/budget.csv:2  budget.quays@2025/26 = 300" in told
    assert "reads      The office spends £400 thousand in the year, of which 75% is for the quays." in told


def test_explains_nothing_that_is_not_there(office: Path) -> None:
    done = run("-C", str(office), "explain", "budget.spendin")
    assert (done.exit_code, 'Did you mean "budget.spending' in done.stderr) == (2, True)


def test_lists_its_rules_and_tells_of_one() -> None:
    assert len(run("rules").stdout.splitlines()) == len(all_rules())
    assert "Use an id that exists" in run("rules", "unknown-id").stdout
    assert 'Did you mean "unknown-id"?' in run("rules", "unknwon-id").stderr


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the program does at its end, in a process that goes on as it was."""
    done: list[object] = []
    monkeypatch.setattr(gc, "set_threshold", lambda often: None)
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(atexit, "_run_exitfuncs", lambda: done.append("the rest"))
    monkeypatch.setattr(os, "_exit", done.append)
    return done


def test_it_ends_at_once_when_all_that_was_left_for_the_end_is_done(
    ended: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pcpgen", "rules", "no-such-rule"])
    with pytest.raises(SystemExit):  # for here it does not
        main()
    assert ended == ["the rest", 2]


def test_it_ends_as_python_does_while_something_else_is_under_way(
    ended: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pcpgen", "rules", "no-such-rule"])
    waits = threading.Event()
    other = threading.Thread(target=waits.wait)
    other.start()
    with pytest.raises(SystemExit) as left:
        main()
    waits.set()
    other.join()
    assert (left.value.code, ended) == (2, [])


HEAVY = ("pandas", "weasyprint", "numpy", "highspy", "fontTools", "PIL")


@pytest.mark.parametrize("words", first_quick([["build-plan", "--format", "html"], ["check"], ["--help"]]))
def test_needs_no_heavy_library(office: Path, words: list[str]) -> None:
    """Help, check and the web page start quickly and run where Pango is absent."""
    program = (
        "import sys; from click.testing import CliRunner; from pcpgen.cli import cli; "
        f"done = CliRunner().invoke(cli, ['-C', {str(office)!r}, *{words!r}]); "
        f"print(done.exit_code, *(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("0\n", "")


# what no page of the tiny office's plan shows, and what its words are read with for the first time
ELSEWHERE = ["annex", "board", "charts.doughnut", "difference", "errata", "graded", "inserts", "measures", "pack"]
ELSEWHERE += ["performance", "rates", "redline", "variation"]
LATER = ("html", "markdown", "xml", "yaml")


@pytest.mark.slow
def test_a_page_of_the_plan_imports_the_blocks_that_it_shows(office: Path, tmp_path: Path) -> None:
    """And, once its words have been read, no Markdown and no YAML."""
    names = [f"pcpgen.blocks.{name}" for name in ELSEWHERE] + [*LATER]
    words = ["pcpgen", "-C", str(office), "build-plan", "--format", "html", "--force"]
    program = (
        f"import atexit, sys; sys.argv = {words!r};"
        f"atexit.register(lambda: print(*(name for name in {names!r} if name in sys.modules), file=sys.stderr));"
        "from pcpgen.cli import main; main()"
    )
    env = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    told = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, env=env).stderr
        for _ in range(2)
    ]
    assert {"markdown", "yaml"} <= {*told[0].split()} and told[1] == "\n"


COMPLETE = {"_PCPGEN_COMPLETE": "bash_complete", "COMP_WORDS": "pcpgen panel-report --theme h", "COMP_CWORD": "3"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "more", "reads"),
    [(["--help"], {}, set[str]()), ([], COMPLETE, {"pcpgen.load", "pcpgen.load.root"})],
    ids=["help", "completion"],
)
def test_help_and_completion_load_the_command_line_alone(
    office: Path, words: list[str], more: dict[str, str], reads: set[str]
) -> None:
    program = (
        f"import atexit, sys; sys.argv = ['pcpgen', *{words!r}]; from pcpgen.cli import main; "
        "atexit.register(lambda: print(*(name for name in sys.modules if 'pcpgen' in name), file=sys.stderr)); "
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, cwd=office, env=os.environ | more
    )
    loaded = {name for name in done.stderr.split() if not name.startswith("pcpgen.cli")}
    light = {
        "pcpgen.request",
        "pcpgen.formats",
        "pcpgen.formats.registry",
        "pcpgen.workspace",
        "pcpgen.workspace.things",
    }
    assert loaded == {"pcpgen", *light, *reads}
    assert ("harbour" if more else "Usage: pcpgen") in done.stdout


ROOT = HERE.parent


@pytest.mark.slow
@pytest.mark.example
@pytest.mark.parametrize(
    "words", first_quick([["--theme", "communities"], ["--theme", "communities", "--meeting", "2019-11-13"]])
)
def test_writes_the_report_on_a_theme(tmp_path: Path, words: list[str]) -> None:
    done = run("-C", str(ROOT), "panel-report", *words, "--format", "html", "--out", str(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    name = "panel-2019-11-13-communities"
    assert done.stdout.splitlines() == [f"{tmp_path}/{name}/{name}.html", f"{tmp_path}/{name}/provenance.json"]


@pytest.mark.slow
@pytest.mark.example
@pytest.mark.parametrize(
    ("words", "says"),
    first_quick(
        [
            (["panel-report", "--theme", "comunities"], 'Did you mean "communities"?'),
            (["panel-report", "--theme", "communities", "--meeting", "2019-11-14"], "communities 2019-11-13"),
            (["panel-report"], "with --theme or with --variation"),
            (["panel-pack", "--meeting", "2019-11-12"], "There are: 2014-02-05, 2019-11-13, 2021-03-17."),
        ],
        2,
    ),
)
def test_a_report_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, words: list[str], says: str) -> None:
    done = run("-C", str(ROOT), *words, "--out", str(tmp_path))
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr


@pytest.mark.example
def test_the_shell_completes_the_themes() -> None:
    environment = {
        "_PCPGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"pcpgen -C {ROOT} panel-report --theme comm",
        "COMP_CWORD": "5",
    }
    done = CliRunner(env=environment).invoke(cli, [], prog_name="pcpgen")
    assert "communities" in done.output
