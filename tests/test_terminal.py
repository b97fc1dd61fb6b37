"""On the terminal: an indicator with its values, bars, changes and history; problems, and what a long build does."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pcpgen.analysis import open_workspace
from pcpgen.cli import cli
from pcpgen.cli.indicator import outline_as_csv, outline_in_words
from tests.workspaces import change, copy_example, copy_small

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(ROOT), "indicator", *words])


def outlined(id: str, width: int = 80, blocks: bool = True) -> list[str]:
    return outline_in_words(open_workspace(ROOT).indicator(id).outline, width, blocks).split("\n")


@pytest.mark.slow
def test_an_indicator_in_words() -> None:
    assert outlined("ksi-casualties", blocks=False)[:8] == [
        "Killed and seriously injured casualties  [ksi-casualties]",
        "people killed or seriously injured on the roads in a calendar year, Cambridgeshire and Peterborough",
        "down is good; as at 31 December 2018",
        "",
        "Killed (killed), people",
        "  2017  48  ########################################",
        "  2018  29  ########################",
        "  down 19 on 2017 (48); p = 0.040",
    ]


@pytest.mark.slow
def test_bars_stand_beside_periods_of_one_length_only() -> None:
    """A year's bar beside those of nine months would mislead."""
    lines = outlined("call-handling")
    (year,) = [line for line in lines if "130,142" in line]
    assert year.endswith("130,142")
    assert sum(line.count("█") > 10 for line in lines) >= 8
    assert not any("█" in line for line in outlined("demand")), "a single value has nothing to stand beside"


@pytest.mark.slow
@pytest.mark.parametrize("width", [40, 80, 200])
def test_bars_keep_within_the_line_and_stand_in_proportion(width: int) -> None:
    bars = [line for line in outlined("ksi-casualties", width, blocks=False) if "#" in line]
    assert all(len(line) <= max(width, 24) for line in bars)
    one, other = (line.count("#") for line in bars[:2])
    assert abs(other / one - 29 / 48) < 0.06


@pytest.mark.slow
@pytest.mark.parametrize(
    ("id", "verdict"),
    [
        (
            "ksi-casualties",
            "Verdict: no clear change (Killed or seriously injured): down 3.5% on 2017 (484); p = 0.604",
        ),
        ("hate-crime", "Verdict: none, because no base was printed for the year ending May 2018"),
        ("demand", "Verdict: none, for this is no indicator: nothing says which way is good"),
    ],
)
def test_the_verdict_or_why_there_is_none(id: str, verdict: str) -> None:
    assert verdict in outlined(id)


@pytest.mark.slow
def test_the_history_is_told(tmp_path: Path) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "data/revisions").mkdir()
    (tmp_path / "data/revisions/ksi-casualties.csv").write_text(
        "series,period,old,new,date,reason\nkilled,2018,28,29,2019-07-01,A late report\n", "utf-8"
    )
    done = CliRunner().invoke(cli, ["-C", str(tmp_path), "indicator", "ksi-casualties"])
    assert "History\n  1 July 2019  Killed, 2018: 28 became 29: A late report\n" in done.stdout
    assert "2018  29 [r]" in done.stdout.replace("\u00a0", " ")


@pytest.mark.slow
def test_json_holds_the_rows_of_the_tables() -> None:
    found = json.loads(run("ksi-casualties", "--format", "json").stdout)
    assert (found["verdict"], found["good"], found["as_at"]) == ("no clear change", "down", "2018-12-31")
    assert [row["value"] for row in found["observations"]] == [48, 29, 436, 438, 484, 467]


@pytest.mark.slow
def test_csv_goes_to_standard_output_or_into_a_file(tmp_path: Path) -> None:
    shown = run("public-confidence", "--csv", "-").stdout
    done = run("public-confidence", "--csv", str(tmp_path / "a.csv"))
    assert done.stdout == f"{tmp_path}/a.csv\n"
    assert (tmp_path / "a.csv").read_text("utf-8") == shown
    table = pd.read_csv(io.StringIO(shown))
    assert list(table["value"]) == [64.3, 58.3, 60.6, 59.4, 58.0]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.slow
def test_its_chart_is_drawn_where_it_is_asked_for(tmp_path: Path) -> None:
    lines, picture = tmp_path / "killed.svg", tmp_path / "killed.png"
    done = run("ksi-casualties", "--chart", str(lines))
    assert done.stdout.endswith(f"\nChart: {lines}\n") and "down 19 on 2017 (48); p = 0.040" in done.stdout
    assert b"<title>Killed fell from 48 to 29; the total is unclear</title>" in lines.read_bytes()
    assert "Chart: dumbbells; --chart ksi-casualties.svg draws it" in run("ksi-casualties").stdout

    table = run("ksi-casualties", "--csv", "-", "--chart", str(picture))
    assert table.stdout == run("ksi-casualties", "--csv", "-").stdout and table.stderr == f"{picture}\n"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert json.loads(run("ksi-casualties", "--chart", str(lines), "--format", "json").stdout)["chart"] == str(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("id", "file", "says"),
    [
        ("hate-crime", "a.svg", "hate-crime asks for no chart. Add chart: to plan/indicators/hate-crime.yaml."),
        ("survey", "a.svg", "survey is no indicator, and has no chart: plan/datasets/survey.yaml."),
        ("ksi-casualties", "a.gif", "a.gif ends in neither .svg nor .png, as which a chart is written"),
    ],
)
def test_why_no_chart_is_drawn(tmp_path: Path, id: str, file: str, says: str) -> None:
    done = run(id, "--chart", str(tmp_path / file))
    assert (done.exit_code, done.stdout) == (2, "") and f"Error: {says}" in done.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.slow
def test_each_change_that_documents_print_is_told(tmp_path: Path) -> None:
    """What an indicator is compared with, by its own file, in the order of its table."""
    office = copy_example(tmp_path)
    change(office, "plan/indicators/ksi-casualties.yaml", "good: down\n", "good: down\nbaseline: 2017\n" + COMPARE)
    lines = outline_in_words(open_workspace(office)["ksi-casualties"].outline).split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("  2018") and " 29 " in line)
    assert lines[at + 1 : at + 3] == [
        "  down 19 on 2017 (48); p = 0.040",
        "  no change on the previous quarter is given: there is no previous quarter",
    ]


COMPARE = "compare: [same-period-last-year, previous-quarter]\n"


@pytest.mark.slow
def test_a_csv_that_cannot_be_written(tmp_path: Path) -> None:
    done = run("public-confidence", "--csv", str(tmp_path / "none/a.csv"))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr


@pytest.mark.slow
def test_no_note_runs_as_a_formula(tmp_path: Path) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    data = tmp_path / "data/survey.csv"
    data.write_text("series,period,qualifier,value,note\nresponses,undated,,3489,=1+1\n", "utf-8")
    assert "3489,survey responses,,,,'=1+1" in outline_as_csv(open_workspace(tmp_path).indicator("survey").outline)


@pytest.mark.slow
def test_colour_is_left_out_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["-C", str(ROOT), "indicator", "survey"]
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in CliRunner().invoke(cli, words).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(cli, words).stdout
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.delenv("FORCE_COLOR")
    assert "\x1b" not in CliRunner().invoke(cli, words).stdout, "no terminal"


@pytest.mark.slow
def test_wrong_use_and_completion() -> None:
    assert run("kis-casualties").exit_code == 2
    from click.shell_completion import ShellComplete

    complete = ShellComplete(cli, {}, "pcpgen", "_PCPGEN_COMPLETE")
    assert [each.value for each in complete.get_completions(["-C", str(ROOT), "indicator"], "ksi")] == [
        "ksi-casualties"
    ]


# -- problems on a terminal


def told(office: Path, *words: str, **env: str | None) -> str:
    settings = {"NO_COLOR": None, "FORCE_COLOR": None, "CI": None, "TERM": "xterm", **env}
    return CliRunner(env=settings).invoke(cli, ["-C", str(office), *words]).stderr


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/themes/harbour.yaml", "colour: slate", "colour: slaet")
    change(office, "plan/2025-29/themes/harbour.md", "when nights", "when when nights")
    return office


def test_problems_have_colour_where_it_is_wanted_alone(slip: Path) -> None:
    plain, coloured = told(slip, "check"), told(slip, "check", FORCE_COLOR="1")
    assert "\x1b" not in plain
    unlinked = re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", coloured)  # to the pages of the rules, where they were made
    assert click.unstyle(unlinked) == plain
    assert "\x1b[31m\x1b[1merror\x1b[0m" in coloured and "\x1b[33m\x1b[1mwarning\x1b[0m" in coloured
    assert told(slip, "check", FORCE_COLOR="1", NO_COLOR="1") == plain


def test_the_name_of_a_rule_leads_to_the_documentation_where_it_is_there(
    slip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "docs/reference/errors.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Rules: errors</h1>")
    monkeypatch.setattr("pcpgen.cli.terminal.DOCUMENTATION", (tmp_path / "none", tmp_path / "docs"))
    coloured = told(slip, "check", FORCE_COLOR="1")
    assert f"\x1b]8;;{page.as_uri()}#unknown-id\x1b\\" in coloured
    assert coloured.count("\x1b]8;;file:") == 1, "no page, no link"
    assert "\x1b" not in told(slip, "check")


def test_quiet_tells_errors_and_verbose_tells_why(slip: Path) -> None:
    quiet = told(slip, "check", "-q")
    assert "[unknown-id]" in quiet and "[repeated-word]" not in quiet
    assert "A reference that leads nowhere would lose an objective or an indicator." in told(slip, "check", "-v")
    assert told(copy_small(slip.parent / "well"), "check", "-q") == ""
    before = CliRunner().invoke(cli, ["-q", "-C", str(slip), "check"]).stderr
    assert before == quiet, "before the verb or behind it"


@pytest.mark.slow
def test_a_long_build_says_what_it_does_where_somebody_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = copy_small(tmp_path / "office")
    build = "build-plan", "--format", "html", "--force"
    assert told(office, *build) == ""
    stages = ["pcpgen: reading and judging the workspace", "pcpgen: making pages"]
    assert told(office, *build, CI="true").splitlines() == stages
    assert told(office, *build, "-v").splitlines() == stages
    assert told(office, *build, "-q", CI="true") == ""
    monkeypatch.setattr("pcpgen.cli.progress.watched", lambda: True)
    assert told(office, *build) == "\r\x1b[Kreading and judging the workspace\r\x1b[Kmaking pages\r\x1b[K"
