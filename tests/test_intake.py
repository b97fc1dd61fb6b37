"""Intake: each added, changed and vanished cell is named; nothing is written until each revision has its reason."""

from __future__ import annotations

import datetime
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pcpgen.cli import cli
from pcpgen.figures.data import Data
from pcpgen.load.sheet import Cell, read_sheet
from pcpgen.load.times import instead_of, read_time
from pcpgen.load.workspace import read_workspace
from pcpgen.model.data import BEGUN, Observations
from pcpgen.model.period import Form, parse_date, parse_period
from pcpgen.pipeline import judge
from pcpgen.place import Place
from pcpgen.workspace.columns import read_maps
from pcpgen.workspace.history import unmarked
from pcpgen.workspace.intake import Reasons, intake
from tests.workspaces import copy, edit_meanwhile

ROOT = Path(__file__).parents[1]
INDICATOR = """\
title: Boats
measures: boats taken in a month
unit: boats
good: down
source: The harbour office
frequency: month
series:
  taken: {title: Boats taken}
  found: {title: Boats found again}
breaks: []
"""
DATA = """\
series,period,qualifier,value,note
taken,2019-01,,10,
taken,2019-02,,12,Some in the storm
taken,2019-03,,14,
found,2019-01,around,4,
found,2019-02,,5,
found,2019-03,,6,
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The tiny office with an indicator of months."""
    root = tmp_path / "office"
    copy(ROOT / "tests/small", root)
    (root / "plan/indicators").mkdir()
    (root / "plan/indicators/boats.yaml").write_text(INDICATOR, "utf-8")
    (root / "data/boats.csv").write_text(DATA, "utf-8")
    return root


def workbook(path: Path, *rows: tuple[object, ...], name: str = "Boats") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return book


def day(month: int, day: int = 1) -> datetime.date:
    return datetime.date(2019, month, day)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "declared", "stands"),
    [
        ("Month,taken\nApr-19,3\n", "taken", "taken,2019-04,,3,"),
        ("Year,taken\n2018/19,3\n", "taken", "taken,2018/19,,3,"),
        ("Month,taken\n2026-11,3\n", "taken", "taken,2026-11,,3,"),
        ("Month,taken\n2019-04,3\n", "all", "taken,2019-04,,3,"),  # its series was renamed since
        ("Month,taken\n", "taken", f"taken,2026-11,,,{BEGUN}"),
    ],
)
def test_the_row_of_what_was_begun_goes_with_the_first_figures(
    office: Path, tmp_path: Path, rows: str, declared: str, stands: str
) -> None:
    indicator = INDICATOR.replace("frequency: month\n", "")
    (office / "plan/indicators/boats.yaml").write_text(indicator, "utf-8")
    (office / "data/boats.csv").write_text(f"{DATA.splitlines()[0]}\n{declared},2026-11,,,{BEGUN}\n", "utf-8")
    (tmp_path / "first.csv").write_text(rows, "utf-8")
    taken = run(office, tmp_path / "first.csv", "--write")
    assert (office / "data/boats.csv").read_text("utf-8").splitlines()[1:] == [stands], taken.output


@pytest.mark.slow
@pytest.mark.parametrize("above", [True, False])
def test_a_star_that_is_explained_otherwise_is_not_taken_for_a_count_kept_back(
    office: Path, tmp_path: Path, above: bool
) -> None:
    note, table = "* the system was down,", "Month,Boats taken\n2019-04,*\n"
    (tmp_path / "new.csv").write_text(f"{note}\n{table}" if above else f"{table}{note}\n", "utf-8")
    for words in ((), ("--inferred", "--write")):
        done = run(office, tmp_path / "new.csv", *words)
        assert (done.exit_code, "the file says “* the system was down”" in done.output) == (1, True), done.output
    assert (office / "data/boats.csv").read_text("utf-8") == DATA


def test_a_note_below_a_table_is_one_though_its_line_has_no_other_cell(office: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("Month,taken\n2019-04,1O\nSource: Niche\n", "utf-8")
    told = run(office, tmp_path / "new.csv").stderr
    assert '"1O" is no number' in told and "is no period" not in told, told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "head", "place", "remedy"),
    [
        ("new.csv", ("Month", "taken", "found", "all"), "new.csv:2:14: error: ", "Check this row against"),
        ("new.csv", ("Month", "all"), "new.csv:2:9: error: ", "its parts, lines 4, 7 of data/boats.csv, against"),
        ("new.xlsx", ("Month", "taken", "found", "all"), "(sheet Boats, D2)", "Check this row against"),
    ],
)
def test_a_total_that_its_parts_deny_is_told_at_the_cell_that_was_given(
    office: Path, tmp_path: Path, name: str, head: tuple[str, ...], place: str, remedy: str
) -> None:
    total = INDICATOR.replace("breaks", "  all: {title: Both, total_of: [taken, found]}\nbreaks")
    (office / "plan/indicators/boats.yaml").write_text(total, "utf-8")
    row = [{"Month": "2019-03", "taken": 14, "found": 6, "all": 1020}[each] for each in head]
    (tmp_path / "new.csv").write_text(f"{','.join(head)}\n{','.join(map(str, row))}\n", "utf-8")
    workbook(tmp_path / "new.xlsx", head, tuple(row))
    told = run(office, tmp_path / name, "--write").stderr
    assert place in told and remedy in told and "data/boats.csv:" not in told, told


@pytest.mark.slow
def test_a_sheet_with_two_rows_of_heads_and_totals_is_read_and_from_is_named_where_it_is_not(
    office: Path, tmp_path: Path
) -> None:
    rows = (
        ("Boats of the harbour",),
        ("Boats", "2018/19", None, "2019/20", "Total"),
        (None, "Feb", "Mar", "Apr", None),
        ("taken", 12, 14, 16, 42),
        ("found", 5, 6, 8, 19),
        ("Harbour total", 17, 20, 24, 61),
    )
    workbook(tmp_path / "new.xlsx", *rows)
    done = run(office, tmp_path / "new.xlsx", "--inferred", "--write")
    assert (done.exit_code, "without_columns: [Total]\n  total: Harbour total" in done.output) == (0, True), done.output
    assert "taken,2019-04,,16," in (office / "data/boats.csv").read_text("utf-8")

    workbook(tmp_path / "new.xlsx", *rows[:3], ("ships", 1, 2, 3, 6), ("rafts", 1, 2, 3, 6))
    told = run(office, tmp_path / "new.xlsx").stderr
    assert "write from: in plan/indicators/boats.yaml" in told and "pcpgen extract boats" in told
    declared = "from: {file: sources/boats.xlsx, heads: [2, 3], period: heads, series: {column: Boats}}\n"
    (office / "plan/indicators/boats.yaml").write_text(INDICATOR + declared, "utf-8")
    told = run(office, tmp_path / "new.xlsx").stderr
    assert "put the file in the place of sources/boats.xlsx, and run pcpgen extract boats" in told


@pytest.mark.slow
def test_a_file_with_semicolons_whose_columns_are_named_is_read_where_no_number_can_be_another(
    office: Path, tmp_path: Path
) -> None:
    named = ("--map", "Boats=taken", "--map", "Left out=", "--write")
    (tmp_path / "new.csv").write_text("Month;Boats;Left out\n2019-04;16;a, b\n", "utf-8")
    assert run(office, tmp_path / "new.csv", *named).exit_code == 0
    assert "taken,2019-04,,16," in (office / "data/boats.csv").read_text("utf-8")
    (tmp_path / "new.csv").write_text("Month;Boats;Left out\n2019-05;1.204;\n", "utf-8")
    told = run(office, tmp_path / "new.csv", *named)
    assert (told.exit_code, "say under from: separator: semicolon" in told.stderr) == (1, True), told.output


# two silent revisions, a column that nobody knows, Excel's dates, and no row for February
NEW = (
    ("Boats of the harbour, as at April",),
    ("Month", "Boats taken", "found", "Boats seen"),
    (day(1), 11, 4, 30),
    (day(3), 14, 7, 31),
    (day(4, 30), 16, 8, 32),
)


SURVEY = (
    INDICATOR.replace("unit: boats", 'unit: "%"')
    .replace("{title: Boats taken}", "{title: Confidence, survey: true}")
    .replace("{title: Boats found again}", "{title: Trust, survey: true}")
)
ASKED = """\
series,period,qualifier,value,base,note
taken,2019-03,,50,900,
found,2019-03,,60,900,
"""


@pytest.fixture
def survey(office: Path) -> Path:
    """The office with two shares of people asked in the place of its boats."""
    (office / "plan/indicators/boats.yaml").write_text(SURVEY, "utf-8")
    (office / "data/boats.csv").write_text(ASKED, "utf-8")
    return office


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "words", "bases"),
    [
        ("Month,Confidence,Base\n2019-04,51,985\n", (), {"taken": "985"}),
        ('Month,Confidence,Trust,Unweighted base\n2019-04,51,61,"1,204"\n', (), {"taken": "1204", "found": "1204"}),
        (
            "Month,Confidence,Confidence (n),Trust,Base: Trust\n2019-04,51,985,61,984\n",
            (),
            {"taken": "985", "found": "984"},
        ),
        ("Month,Confidence,How many\n2019-04,51,985\n", ("--map", "How many=base"), {"taken": "985"}),
        (
            "Month,Confidence,Trust,How many\n2019-04,51,61,985\n",
            ("--map", "How many=base of taken"),
            {"taken": "985", "found": ""},
        ),
        ("Month,Confidence,Base\n2019-04,51,985.0\n", (), {"taken": "985"}),
        ("Month;Confidence;Base\n2019-04;51,5%;985\n", (), {"taken": "985"}),
        ("Month;Confidence;Base\n2019-04;51.5;985\n", (), {"taken": "985"}),
    ],
)
def test_the_base_of_a_survey_is_taken_in_with_its_figures(
    survey: Path, tmp_path: Path, table: str, words: tuple[str, ...], bases: dict[str, str]
) -> None:
    (tmp_path / "new.csv").write_text(table, "utf-8")
    done = run(survey, tmp_path / "new.csv", "--write", *words)
    rows = [line.split(",") for line in (survey / "data/boats.csv").read_text("utf-8").splitlines()]
    assert {row[0]: row[4] for row in rows if row[1] == "2019-04"} == bases, done.output
    assert ("no base, so that" in done.output) == ("" in bases.values()), done.output


def test_a_base_of_a_workbook_is_taken_in_and_a_new_one_of_the_same_figure_is_told(
    survey: Path, tmp_path: Path
) -> None:
    workbook(tmp_path / "new.xlsx", ("Month", "Confidence", "Sample size"), (day(3), 50, 905))
    told = run(survey, tmp_path / "new.xlsx").stdout
    assert "marked    taken@2019-03: base: 900 became 905" in told, told


@pytest.mark.parametrize(
    ("table", "words", "says"),
    [
        ("Month,Confidence,Base,Trust,Base\n2019-04,51,985,61,984\n", (), "two columns hold base"),
        ("Month,Confidence,Base,Trust,Trust base\n2019-04,51,985,61,984\n", (), '"Base" may be the base of any series'),
        ("Month,Confidence,Trust base\n2019-04,51,985\n", (), "the table has no percentage that it is of"),
        ("Month,Confidence,Base\n2019-04,51,98.5\n", (), '"98.5" is no base'),
        ("Month,Confidence,Asked\n2019-04,51,985\n", (), 'give --map "Asked=base"'),
        ("Month,Confidence,Base\n2019-04,51,985\n", ("--map", "Bsae="), 'no column is called "bsae", as --map has it'),
        ("Month,Confidence,Asked\n2019-04,51,985\n", ("--map", "Asked=bsae"), 'no series is called "bsae", which'),
    ],
)
def test_a_base_that_may_be_anothers_is_refused(
    survey: Path, tmp_path: Path, table: str, words: tuple[str, ...], says: str
) -> None:
    (tmp_path / "new.csv").write_text(table, "utf-8")
    done = run(survey, tmp_path / "new.csv", "--write", *words)
    assert (done.exit_code, says in done.stderr) == (1, True), done.output
    assert (survey / "data/boats.csv").read_text("utf-8") == ASKED


def test_a_count_has_no_base(office: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("Month,taken,Asked,Base\n2019-04,51,985,985\n", "utf-8")
    told = run(office, tmp_path / "new.csv", "--map", "Asked=base", "--map", "Base=base").stderr
    assert '"Asked" is a base, and the table has no percentage' in told and "two columns hold base" in told, told


def test_a_base_that_is_left_out_is_told(survey: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("Month,Confidence,Base\n2019-04,51,985\n", "utf-8")
    told = run(survey, tmp_path / "new.csv", "--map", "Base=").stdout
    assert "doubtful  boats.taken is a survey’s, and its figure for 2019-04 has no base" in told, told


@pytest.mark.parametrize(
    "table", ["Month,Confidence,Base\n2019-04,51,985\n", f"{ASKED.splitlines()[0]}\ntaken,2019-04,,51,985,\n"]
)
def test_what_a_wide_dataset_has_no_room_for_is_refused(survey: Path, tmp_path: Path, table: str) -> None:
    (survey / "plan/indicators/boats.yaml").write_text(f"{SURVEY}shape: wide\n", "utf-8")
    (survey / "data/boats.csv").write_text("period,taken,found,note\n2019-03,50,60,\n", "utf-8")
    (tmp_path / "new.csv").write_text(table, "utf-8")
    done = run(survey, tmp_path / "new.csv", "--write")
    assert (done.exit_code, "the file has a base, and data/boats.csv" in done.stderr) == (1, True), done.output


def run(office: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), "intake", str(file), "--indicator", "boats", *words])


@pytest.mark.slow
def test_every_cell_is_named_and_nothing_is_written_until_the_reasons_are_given(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    workbook(file, *NEW)

    first = run(office, file, "--write", "--date", "2019-05-03")
    assert first.exit_code == 1
    assert first.stdout.splitlines() == [
        "Columns: Month → period; Boats taken → taken; found → found",
        "Against data/boats.csv: 2 added, 2 changed, 0 vanished, 4 unchanged.",
        "  changed   taken@2019-01: 10 became 11  (B3)",
        "  changed   found@2019-03: 6 became 7  (C4)",
        "  lacking   taken@2019-02: 12 stays; the file has none  (data/boats.csv:3)",
        "  lacking   found@2019-02: 5 stays; the file has none  (data/boats.csv:6)",
        "  What the file lacks stays; where it was withdrawn, give --delete.",
        "  added     taken@2019-04: 16  (B5)",
        "  added     found@2019-04: 8  (C5)",
    ]
    assert 'no series is called "Boats seen" (D2)' in first.stderr

    words = ["--delete", "--map", "Boats seen=", "--date", "2019-05-03", "--reason", "taken=Late reports"]
    second = run(office, file, *words, "--write")
    assert second.exit_code == 1
    assert "A reason is missing for found@2019-02, found@2019-03" in second.stderr
    assert (office / "data/boats.csv").read_text("utf-8") == DATA and not (office / "data/revisions").exists()

    words += ["--reason", "Counted anew"]
    dry = run(office, file, *words)
    assert dry.exit_code == 0 and "Nothing was written" in dry.stderr
    assert (office / "data/boats.csv").read_text("utf-8") == DATA

    third = run(office, file, *words, "--write")
    assert (third.exit_code, third.stderr) == (0, "")
    assert (office / "data/boats.csv").read_text("utf-8") == (
        "series,period,qualifier,value,note\n"
        "taken,2019-01,,11,\ntaken,2019-03,,14,\ntaken,2019-04,,16,\n"
        "found,2019-01,around,4,\nfound,2019-03,,7,\nfound,2019-04,,8,\n"
    )
    assert (office / "data/revisions/boats.csv").read_text("utf-8") == (
        "series,period,old,new,date,reason\n"
        "taken,2019-01,10,11,2019-05-03,Late reports\nfound,2019-03,6,7,2019-05-03,Counted anew\n"
        "taken,2019-02,12,,2019-05-03,Late reports\nfound,2019-02,5,,2019-05-03,Counted anew\n"
    )
    assert [path.name for path in (office / "data").rglob(".*")] == []
    assert read_workspace(office)[1] == ()

    shown = CliRunner().invoke(cli, ["-C", str(office), "indicator", "boats"]).stdout
    assert "3 May 2019  Boats taken, January 2019: 10 became 11: Late reports" in shown
    assert "3 May 2019  Boats found again, February 2019: 5 became empty: Counted anew" in shown

    again = run(office, file, "--map", "Boats seen=", "--write")
    assert again.exit_code == 0 and "0 added, 0 changed, 0 vanished, 6 unchanged." in again.stdout


def test_what_somebody_saves_meanwhile_is_not_overwritten(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook(tmp_path / "new.xlsx", ("Month", "Boats taken"), (day(4, 30), 16))
    theirs = edit_meanwhile(monkeypatch, "pcpgen.workspace.files.write_new", office / "data/boats.csv")
    done = run(office, tmp_path / "new.xlsx", "--write")
    assert done.exit_code == 3 and f"{office / 'data/boats.csv'} was changed meanwhile" in done.stderr
    assert (office / "data/boats.csv").read_text("utf-8") == theirs


def test_the_newest_month_of_a_long_series_adds_a_row_a_series_and_asks_for_nothing(
    office: Path, tmp_path: Path
) -> None:
    months = [f"{year}-{month:02}" for year in (2018, 2019) for month in range(1, 13)]
    rows = [f"{series},{month},,{20 + at % 7},\n" for series in ("taken", "found") for at, month in enumerate(months)]
    (office / "data/boats.csv").write_text("series,period,qualifier,value,note\n" + "".join(rows), "utf-8")
    file = tmp_path / "new.csv"
    file.write_text("Month,Boats taken,found\nJanuary 2020,21,22\n", "utf-8")
    done = run(office, file, "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2 added, 0 changed, 0 vanished, 48 unchanged." in done.stdout and "lacking" not in done.stdout
    written = (office / "data/boats.csv").read_text("utf-8").splitlines(keepends=True)[1:]
    assert written == [*rows[:24], "taken,2020-01,,21,\n", *rows[24:], "found,2020-01,,22,\n"]
    assert not (office / "data/revisions").exists()


NAMED = st.sampled_from(("taken", "found", "Boats taken", "found", "lost"))
WRITTEN = st.sampled_from(("2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "Jan 2019", "2019-05-31", "2019"))
HELD = st.sampled_from(("10", "12", "14", "6", "4.50", "[c]", "", " 5", "x"))
LINE = st.tuples(NAMED, WRITTEN, st.sampled_from(("", "around", "some")), HELD, st.sampled_from(("", "Late", " a ")))


def test_many_rows_at_once_are_taken_as_one_by_one(office: Path) -> None:
    """Those that are written as the data are, and any others, beside what stands."""
    project = read_workspace(office)[0]
    dataset, known = project.datasets["boats"], unmarked(project, project.datasets["boats"])

    @settings(max_examples=60, deadline=None)
    @given(st.lists(LINE, min_size=1, max_size=6), st.booleans(), st.booleans())
    @example([("taken", "2019-05", "around", "[c]", "")], False, False)
    @example([("found", "2019-03", "around", "6", " a ")], False, False)
    def check(rows: list[tuple[str, ...]], delete: bool, plain: bool) -> None:
        lines = [",".join(row) for row in rows if not plain or row[3].isdigit()]
        text = "\n".join(("series,period,qualifier,value,note", *lines, *(DATA.splitlines()[1:4] if plain else ())))
        (office / "new.csv").write_text(text, "utf-8")
        sheet, problems = read_sheet(office / "new.csv")
        assert sheet and not problems
        ways = (intake(each, dataset, known, {}, delete) for each in (sheet, replace(sheet, source=None)))
        at_once, one_by_one = ((said(each.observations), replace(each, observations={})) for each in ways)
        assert at_once == one_by_one

    check()


def said(observations: Observations) -> dict[str, dict[str, object]]:
    return {id: {written: (each[:5], each[9:]) for written, each in rows.items()} for id, rows in observations.items()}


def test_a_second_revision_is_added_to_the_history(office: Path, tmp_path: Path) -> None:
    for value, when in (("11", "2019-05-03"), ("12", "2019-06-03")):
        file = tmp_path / "new.csv"
        file.write_text(f"month,taken\nJanuary 2019,{value}\n", "utf-8")
        assert run(office, file, "--date", when, "--reason", "Late", "--write").exit_code == 0
    rows = (office / "data/revisions/boats.csv").read_text("utf-8").splitlines()[1:]
    assert rows == ["taken,2019-01,10,11,2019-05-03,Late", "taken,2019-01,11,12,2019-06-03,Late"]
    assert read_workspace(office)[1] == ()


def test_a_table_of_observations_brings_its_notes(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text('series,period,qualifier,value,flag,note\nBoats taken,Apr 2019,,"1,016",p,First count\n', "utf-8")
    assert run(office, file, "--write").exit_code == 0
    text = (office / "data/boats.csv").read_text("utf-8")
    assert text.startswith("series,period,qualifier,value,flag,note\n")
    assert "taken,2019-04,,1016,p,First count\n" in text and "taken,2019-02,,12,,Some in the storm\n" in text


def test_a_new_indicator_begins_with_its_heads_alone(office: Path, tmp_path: Path) -> None:
    """Its window asks for rows that only the intake brings."""
    described = INDICATOR.replace("frequency: month\n", "frequency: month\nwindow: quarter\nadditive: true\n")
    (office / "plan/indicators/boats.yaml").write_text(described, "utf-8")
    (office / "data/boats.csv").write_text(DATA.splitlines(True)[0], "utf-8")
    file = tmp_path / "export.csv"
    file.write_text('\ufeffMonth,taken,found\n2019-01,10,4\n2019-02,"1,012",5\n2019-03,14,6\n', "utf-8")
    done = run(office, file, "--write")
    assert done.exit_code == 0, done.output
    assert "taken,2019-02,,1012,\n" in (office / "data/boats.csv").read_text("utf-8")


def test_a_wide_dataset_stays_wide(office: Path, tmp_path: Path) -> None:
    (office / "plan/indicators/boats.yaml").write_text(INDICATOR + "shape: wide\n", "utf-8")
    (office / "data/boats.csv").write_text("period,taken,found,note\n2019-01,10,4,\n2019-02,12,5,\n", "utf-8")
    file = tmp_path / "new.csv"
    file.write_text("period,taken,found\n2019-01,10,4\n2019-02,,5\n2019-03,9,9\n", "utf-8")
    done = run(office, file, "--delete", "--date", "2019-05-03", "--reason", "Withdrawn", "--write")
    assert (done.exit_code, done.stderr) == (0, "")
    expected = "period,taken,found,note\n2019-01,10,4,\n2019-02,,5,Withdrawn\n2019-03,9,9,\n"
    assert (office / "data/boats.csv").read_text("utf-8") == expected
    assert read_workspace(office)[1] == ()


@pytest.mark.parametrize(
    ("written", "form", "means"),
    [
        ("2019-05", None, "2019-05"),
        ("May 2019", Form.MONTH, "2019-05"),
        ("1 September 2019", Form.MONTH, "2019-09"),
        ("30-Sep-2019", Form.MONTH, "2019-09"),
        ("Sep-19", Form.MONTH, "2019-09"),
        ("Sep-98", Form.MONTH, "1998-09"),
        ("31/05/2019", None, "2019-05-31"),
        ("05/05/2019", None, "2019-05-05"),
        ("31/05/2019", Form.YEAR_ENDING, "year ending 2019-05"),
        ("12 months to May 2019", None, "year ending 2019-05"),
        ("2019 Apr", None, "2019-04"),
        ("2018/19 Apr", None, "2018-04"),
        ("March 2018/19", None, "2019-03"),
        ("YE Mar 2024", None, "year ending 2024-03"),
        ("Y/E Mar-24", None, "year ending 2024-03"),
        ("Year ending 31 March 2024", Form.YEAR_ENDING, "year ending 2024-03"),
        ("2018-19", None, "2018/19"),
        ("2018/2019", None, "2018/19"),
        ("FY 2018-19", Form.FINANCIAL_YEAR, "2018/19"),
        ("2010-11", Form.FINANCIAL_YEAR, "2010/11"),
        ("2010-11", Form.MONTH, "2010-11"),
        ("2019", None, "2019"),
    ],
)
def test_a_period_as_people_write_it(written: str, form: Form | None, means: str) -> None:
    assert read_time(Cell(Place("f"), "A1", written), form).written == means


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("01/02/2019", None),
        ("1.2.2019", Form.MONTH),
        ("2010-11", None),
        ("2019", Form.FINANCIAL_YEAR),
        ("Feb-19", None),
        ("Feb-19", Form.FINANCIAL_YEAR),
        ("2018/20 Apr", None),
        ("15 May 2019", Form.MONTH),
        ("1 May 2019", Form.YEAR_ENDING),
        ("Q1 2019", None),
        ("Year ending 30 March 2024", None),
        ("YE Mar 2024", Form.MONTH),
        ("soon", None),
        ("32/01/2019", None),
    ],
)
def test_a_period_that_might_mean_another_is_refused(written: str, form: Form | None) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_time(Cell(Place("f"), "A1", written), form)


@pytest.mark.parametrize(
    ("written", "form", "words"),
    [
        ("Oct-26", Form.QUARTER, "Write 2026-Q4 where the whole quarter is meant; where the month is, add months"),
        ("Mar-25", Form.FINANCIAL_YEAR, "Write 2024/25 where the whole year is meant"),
        ("Sep 2025", Form.YEAR_ENDING, "Write year ending 2025-09 where"),
        ("2024/25 1", Form.MONTH, "nothing says whether 1 is April"),
        ("Week 12", None, "no period is a week"),
        ("w/c 1 January 2024", None, "no period is a week"),
        ("2024-W03", None, "no period is a week"),
        ("Feb-19", None, "write frequency: month"),
        ("Jan", None, "Write its year into the same cell"),
        ("Q1", None, "Write its year into the same cell"),
        ("soon", None, ""),
        ("2024", None, ""),
    ],
)
def test_what_to_write_in_place_of_what_is_no_period(written: str, form: Form | None, words: str) -> None:
    assert (words in instead_of(written, form)) if words else instead_of(written) == ""


@settings(max_examples=60)
@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)), st.sampled_from([None, *Form]))
def test_a_day_never_becomes_another(when: datetime.date, form: Form | None) -> None:
    cell = Cell(Place("f"), "A1", parse_period(when.isoformat()))
    try:
        period = read_time(cell, form)
    except ValueError:
        return
    assert when in (period.start, period.end)


def spoil(path: Path, kind: str) -> None:
    book = workbook(path, ("Month", "taken"), (day(1), 10), (day(2), 12))
    sheet = book["Boats"]
    if kind == "formula":
        sheet["B3"] = "=SUM(B2:B2)"
    elif kind == "merged":
        sheet.merge_cells("A3:B3")
    elif kind == "hidden sheet":
        book.create_sheet("Secret").sheet_state = "veryHidden"
    elif kind == "hidden column":
        sheet.column_dimensions["B"].hidden = True
    elif kind == "far cell":
        sheet["XFD1048576"] = 1
    elif kind == "error":
        sheet["B3"] = "#N/A"
    elif kind == "percentage":
        sheet["B3"].number_format = "0.0%"
    book.save(path)
    if kind == "no zip":
        path.write_bytes(b"\xd0\xcf\x11\xe0 a workbook with a password")
    elif kind == "bomb":
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/media/zero", b"\0" * (40 << 20))
    elif kind == "torn":
        path.write_bytes(path.read_bytes()[:2000])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("formula", "B3 holds a formula"),
        ("merged", "unmerge other cells, and write the value into each"),
        ("hidden sheet", 'the sheet "Secret" is hidden'),
        ("hidden column", "column B is hidden"),
        ("far cell", "the sheet reaches row 1,048,576"),
        ("error", "B3 holds the error #N/A"),
        ("percentage", "B3 is a percentage"),
        ("no zip", "the file is no workbook that can be read"),
        ("bomb", "are the most"),
        ("torn", "the file is no workbook that can be read"),
    ],
)
def test_a_hostile_workbook_is_told_and_never_taken(office: Path, tmp_path: Path, kind: str, says: str) -> None:
    spoil(tmp_path / "new.xlsx", kind)
    done = run(office, tmp_path / "new.xlsx", "--write", "--reason", "x", "--date", "2019-05-03")
    assert (done.exit_code, says in done.stderr) == (1, True), done.output
    assert (office / "data/boats.csv").read_text("utf-8") == DATA


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("month,taken\n01/02/2019,3\n", "may be day and month or month and day"),
        ("month,taken\n2019-01,1O\n", '"1O" is no number (line 2)'),
        ("month,taken\n2019-01,1\n2019-01,2\n", "taken for 2019-01 stands in line 2 and in line 3"),
        ("month,taken,takn\n2019-01,1,2\n", 'Did you mean "taken"?'),
        ("taken,found\n1,2\n", "no row has the heads of columns"),
        ("month,taken\n2019-01,1,7\n", "line 2 stands under no head"),
        ("month,taken\n,1\n", "has no period"),
        ("month,taken,Boats taken\n2019-01,1,2\n", "two columns hold boats.taken"),
        ('month,taken\n2019-01,"1\n', "a quotation mark is not closed"),
        ("", "no row has the heads of columns"),
        ("Year,Month,taken\n2018/19,1,3\n2018/19,2,4\n", "1 may be April, as in a financial year, or January"),
        (
            "month,taken,found\n2019-01,1,2\n2019-02,3,4\nTotal,5,6\n",
            "all periods of taken is 5 (line 4), and the 2 parts",
        ),
        ("Year,2018/19,,2019/20\nBoats,Apr-18,Apr-19,May-19\ntaken,1,2,3\n", "April 2019 stands under 2018/19 and is"),
        ("boats,Q1 2019,Q2 2019\ntaken,1,2\n", "the periods stand in the heads of the columns, Q1 2019 and on"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_at_its_place(office: Path, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "new.csv").write_text(text, "utf-8")
    done = run(office, tmp_path / "new.csv", "--write", "--reason", "x", "--date", "2019-05-03")
    assert (done.exit_code, says in done.stderr) == (1, True), done.output
    assert (office / "data/boats.csv").read_text("utf-8") == DATA
    assert "vanished" not in done.stdout or "Columns:" in done.stdout


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (f"{DATA}found,2019-04,,8,\nfound,2019-04,,9,\n", "new.csv:9:", "stands in line 8 and in line 9"),
        ("month,taken,found\n2019-04,15,8\n2019-04,15,8\n", "new.csv:3:1:", "2019-04 stands in line 2 and in line 3"),
        ("series,period,qualifier,value,note\ntaken,2019-04,,1O,\n", "new.csv:2:16:", '"1O" is no number (line 2)'),
        ("Month,Boats,Number\nApr 2019,taken,tbc\nApr 2019,found,9\n", "new.csv:2:16:", '"tbc" is no number'),
    ],
    ids=["observation", "row", "cell", "inferred"],
)
def test_a_slip_in_a_plain_table_is_told_once_with_what_mends_it_there(
    office: Path, tmp_path: Path, text: str, place: str, says: str
) -> None:
    """No entry of a declaration is asked for, where the dataset has none."""
    (tmp_path / "new.csv").write_text(text, "utf-8")
    done = run(office, tmp_path / "new.csv")
    assert (done.exit_code, place in done.stderr, says in done.stderr) == (1, True, True), done.output
    assert done.stderr.count("error: ") == 1 and "1 error in 1 file. Nothing was written.\n" in done.stderr
    assert not re.search(r"marks:|numbers:|leave_out:|from:|doubtful", done.output), done.output


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (
            "Boats,Month,Number\ntaken,2019-04,15\n,2019-05,16\nfound,2019-04,8\n,2019-05,9\nTotal,,48\n",
            "new.csv:3:",
            '2 cells under "Boats" hold nothing, the first below "taken" (line 3)',
        ),
        (
            "Month,Boats,Number\n2019-04,taken,15\n,found,8\n",
            "new.csv:3:",
            'a cell under "Month" holds nothing, below "2019-04" (line 3)',
        ),
        (
            f"{DATA}found,2019-04,,8,\n,2019-05,,9,\n",
            "new.csv:9:",
            'a cell under "series" holds nothing, below "found"',
        ),
        ("Boats,Month,Number\ntaken,2019-04,15\nfound,2019-04,8\nTotal,,23\n", "new.csv:4:", "the row has no period"),
        ("Boats,Month,Number\ntaken,2019-04,15\ntaken total,,15\n", "new.csv:3:", "the row has no period"),
    ],
    ids=["series", "periods", "observations", "total", "subtotal"],
)
def test_what_merged_cells_and_totals_leave_in_rows_of_observations_is_told_at_its_line(
    office: Path, tmp_path: Path, text: str, place: str, says: str
) -> None:
    (tmp_path / "new.csv").write_text(text, "utf-8")
    done = run(office, tmp_path / "new.csv", "--write")
    assert (done.exit_code, place in done.stderr, says in done.stderr) == (1, True, True), done.output
    assert done.stderr.count("error: ") == 1, done.output


@pytest.mark.parametrize("written", ["54,2%", "54,2 %", "54,2\u00a0%", "54.2 %", "54,2"])
def test_a_percentage_with_its_sign_is_read_from_a_file_with_semicolons(
    office: Path, tmp_path: Path, written: str
) -> None:
    shares = INDICATOR.replace("unit: boats", 'unit: "%"')
    (office / "plan/indicators/boats.yaml").write_text(shares, "utf-8")
    (tmp_path / "new.csv").write_text(f"Month;Boats taken\n2019-04;{written}\n", "utf-8")
    done = run(office, tmp_path / "new.csv", "--inferred")
    assert "added     taken@2019-04: 54.2" in done.stdout, done.output


def test_rows_of_totals_are_read_beside_rows_of_observations(office: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(
        "Boats,Month,Number\ntaken,2019-04,15\nfound,2019-04,8\nTotal,2019-04,23\n", "utf-8"
    )
    assert "total: Total" in run(office, tmp_path / "new.csv").stdout


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("month;taken;found\n2019-04;15;8\n", "  heads: 1\n  period: month\n  series: heads\n"),
        ("boats,Apr-19,May-19\ntaken,15,\nfound,8,\n", "  heads: 1\n  period: heads\n  series: {column: boats}\n"),
    ],
)
def test_a_table_that_is_laid_out_otherwise_is_read_once_a_person_has_agreed(
    office: Path, tmp_path: Path, text: str, declared: str
) -> None:
    (tmp_path / "new.csv").write_text(text, "utf-8")
    told = run(office, tmp_path / "new.csv", "--write")
    assert (told.exit_code, declared in told.stdout) == (1, True), told.output
    assert (office / "data/boats.csv").read_text("utf-8") == DATA
    done = run(office, tmp_path / "new.csv", "--inferred", "--write")
    assert (done.exit_code, "2 added, 0 changed, 0 vanished" in done.stdout) == (0, True), done.output
    written = (office / "data/boats.csv").read_text("utf-8")
    assert "taken,2019-04,,15,\n" in written and "found,2019-04,,8,\n" in written and "2019-05" not in written


@pytest.mark.parametrize(
    "text",
    [
        "All\nboats;Apr-19;May-19\ntaken;15;16\nfound;8;9\n\nAt night\nboats;Apr-19;May-19\ntaken;5;6\nfound;3;2\n",
        "month;taken;found\n2019-04;1.105;1.215\n",  # which may be a thousand, or one and a little
    ],
    ids=["two tables", "points"],
)
def test_what_may_be_read_in_two_ways_is_not_inferred(office: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "new.csv").write_text(text, "utf-8")
    done = run(office, tmp_path / "new.csv", "--inferred", "--write")
    assert done.exit_code == 1 and "It can be read so" not in done.stdout
    assert (office / "data/boats.csv").read_text("utf-8") == DATA


def test_a_file_that_is_not_there_is_looked_for_beside_it(office: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("month,taken\n", "utf-8")
    told = run(office, tmp_path / "nwe.csv").stderr
    assert f"there is no file {tmp_path / 'nwe.csv'}" in told and 'Did you mean "new.csv"?' in told


def test_wrong_use_is_told(office: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("month,taken\n2019-01,11\n", "utf-8")
    for words, says in (
        (["--reason", "takn=x"], "is not revised"),
        (["--date", "5 May"], "is no date"),
        (["--map", "taken"], "write --map"),
    ):
        done = run(office, tmp_path / "new.csv", *words)
        assert (done.exit_code, says in done.stderr) == (2, True), done.output
    assert run(office, tmp_path / "none.csv").exit_code == 1
    assert run(office, tmp_path / "none.doc").exit_code == 1


@pytest.mark.slow
@settings(max_examples=20)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False))
def test_a_number_of_a_workbook_is_exact(value: Decimal) -> None:
    """To the fifteen digits that Excel itself keeps."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        workbook(path, (float(value),))
        sheet, problems = read_sheet(path)
    assert sheet and not problems and sheet.rows[0][0]
    assert sheet.rows[0][0].content == value


def test_a_table_of_totals_that_the_parts_deny_is_not_written(office: Path, tmp_path: Path) -> None:
    text = INDICATOR.replace("breaks: []", "  all: {title: All, total_of: [taken, found]}\nbreaks: []")
    (office / "plan/indicators/boats.yaml").write_text(text, "utf-8")
    (tmp_path / "new.csv").write_text("month,all\n2019-01,99\n", "utf-8")
    done = run(office, tmp_path / "new.csv", "--write")
    assert done.exit_code == 1 and "total" in done.stderr
    assert (office / "data/boats.csv").read_text("utf-8") == DATA


def test_what_a_revision_lacks_is_told_the_reasons_before_the_day() -> None:
    names = ("taken@2019-01", "taken@2019-02")
    assert Reasons(names, {}, "").lacking == (
        "A reason is missing for taken@2019-01, taken@2019-02: give --reason, and --date with the day of the revisions."
    )
    assert (
        Reasons(names, {}, "2019-05-03").lacking
        == "A reason is missing for taken@2019-01, taken@2019-02: give --reason."
    )
    assert Reasons(names, dict.fromkeys(names, "Late"), "").lacking == "Give --date."
    assert Reasons(names, dict.fromkeys(names, "Late"), "2019-05-03").lacking == ""
    assert Reasons((), {}, "").lacking == "", "what only adds needs neither"


def test_columns_are_named_once_each() -> None:
    assert read_maps(["a=b=taken", "Boats seen="]) == {"a=b": "taken", "Boats seen": ""}
    for wrong in (["taken"], ["a=taken", "a=found"]):
        with pytest.raises(ValueError, match="write --map"):
            read_maps(wrong)


def test_on_a_terminal_it_asks_for_what_is_missing(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day that is none is asked for again, and nothing is written before all is agreed."""
    monkeypatch.setattr("pcpgen.cli.intake.can_ask", lambda: True)
    (tmp_path / "new.csv").write_text("month,taken\n2019-01,11\n", "utf-8")
    words = ["-C", str(office), "intake", str(tmp_path / "new.csv"), "--indicator", "boats"]
    refused = CliRunner().invoke(cli, words, input="soon\n2019-05-03\nA late report\nn\n")
    assert (refused.exit_code, '"soon" is no date' in refused.output) == (0, True), refused.output
    assert (office / "data/boats.csv").read_text("utf-8") == DATA
    agreed = CliRunner().invoke(cli, words, input="2019-05-03\nA late report\ny\n")
    assert agreed.exit_code == 0, agreed.output
    assert "taken,2019-01,10,11,2019-05-03,A late report" in (office / "data/revisions/boats.csv").read_text("utf-8")


@pytest.mark.parametrize("mark", ["[c]", "*"])
def test_what_the_source_kept_back_stays_kept_back(office: Path, tmp_path: Path, mark: str) -> None:
    file = tmp_path / "new.csv"
    file.write_text(f"{DATA}taken,2019-04,,{mark},\nfound,2019-04,,7,\n")
    ran = run(office, file, "--write")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "added     taken@2019-04: [c]" in ran.stdout
    assert "taken,2019-04,,[c],\n" in (office / "data/boats.csv").read_text("utf-8")
    assert run(office, file).stdout.endswith("0 added, 0 changed, 0 vanished, 8 unchanged.\n")
    file.write_text(f"{DATA}taken,2019-04,,9,\nfound,2019-04,,7,\n")
    assert "0 added, 1 changed" in run(office, file).stdout
    given = run(office, file, "--write", "--date", "2019-06-01", "--reason", "The source gives it now")
    assert (given.exit_code, "changed   taken@2019-04: [c] became 9" in given.stdout) == (0, True), given.output
    history = office / "data/revisions/boats.csv"
    assert "taken,2019-04,[c],9,2019-06-01,The source gives it now" in history.read_text("utf-8")
    assert run(office, file).exit_code == 0
    assert "[c] became 9: The source gives it now" in shown(office)


def test_a_count_kept_back_that_is_not_available_any_more_is_told_by_its_marks(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    for row in ("taken,2019-04,,[c],\n", "taken,2019-04,,,The system was down\n"):
        file.write_text(f"{DATA}{row}")
        given = run(office, file, "--write", "--date", "2019-06-01", "--reason", "Nobody counted")
    assert given.exit_code == 0, given.output
    assert "taken,2019-04,[c],,2019-06-01,Nobody counted" in (office / "data/revisions/boats.csv").read_text("utf-8")
    assert "[c] became [x]: Nobody counted" in shown(office) and read_workspace(office)[1] == ()


def shown(office: Path) -> str:
    return CliRunner().invoke(cli, ["-C", str(office), "indicator", "boats"]).output


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("-5", "boats.taken for 2019-04 is -5 boats, and no count is below nought"),
        ("13.5", "boats.taken for 2019-04 is 13.5, and boats are whole numbers"),
        ("13", ""),
    ],
)
def test_what_no_count_can_be_is_asked_about_before_it_is_taken_in(
    office: Path, tmp_path: Path, value: str, said: str
) -> None:
    file = tmp_path / "new.csv"
    file.write_text(f"{DATA}taken,2019-04,,{value},\nfound,2019-04,,7,\n")
    shown = run(office, file).stdout
    assert f"  doubtful  {said}. " in shown if said else "doubtful" not in shown


def test_what_comes_late_is_written_with_since_when_it_is_known(office: Path, tmp_path: Path) -> None:
    """A document of an earlier day does not know it; taking it in asks for the day and the reason, as a change does."""
    (office / "data/boats.csv").write_text(DATA.replace("taken,2019-02,,12,Some in the storm\n", ""), "utf-8")
    file = tmp_path / "new.csv"
    file.write_text("month,taken,found\nFebruary 2019,12,5\nApril 2019,16,8\n", "utf-8")

    asked = run(office, file, "--write")
    assert asked.exit_code == 1 and "A reason is missing for taken@2019-02" in asked.stderr
    assert "  late      taken@2019-02: 12  (line 2)" in asked.stdout
    assert "  added     taken@2019-04: 16  (line 3)" in asked.stdout

    done = run(office, file, "--write", "--date", "2019-05-03", "--reason", "The log was lost")
    assert (done.exit_code, done.stderr) == (0, "")
    history = (office / "data/revisions/boats.csv").read_text("utf-8")
    assert history == "series,period,old,new,date,reason\ntaken,2019-02,,12,2019-05-03,The log was lost\n"
    assert judge(office).problems == ()

    data = Data.of(read_workspace(office)[0])
    known = {day: [each.written for each in data.at(parse_date(day)).periods("boats.taken")] for day in KNOWN}
    assert known == KNOWN
    assert data.figure("boats.taken", "2019-02").flags == "", "it was never another"
    assert "0 added, 0 changed" in run(office, file, "--write").stdout, "and is taken in once"


KNOWN = {"2019-05-02": ["2019-01", "2019-03", "2019-04"], "2019-05-03": ["2019-01", "2019-02", "2019-03", "2019-04"]}


@pytest.mark.parametrize(
    ("rows", "late"),
    [
        ("taken,2019-03,,14,\n", ["taken@2019-02"]),
        ("taken,2019-03,,[c],\n", ["taken@2019-02"]),
        ("taken,2019-03,,,Not counted yet\n", []),
        ("", []),  # a series that begins
    ],
)
def test_a_value_is_late_where_a_newer_one_of_its_series_stands(
    office: Path, tmp_path: Path, rows: str, late: list[str]
) -> None:
    (office / "data/boats.csv").write_text(f"{DATA.splitlines(True)[0]}{rows}found,2019-03,,6,\n", "utf-8")
    (tmp_path / "new.csv").write_text("month,taken\nFebruary 2019,12\nMarch 2019,14\n", "utf-8")
    told = run(office, tmp_path / "new.csv").stdout
    assert [line.split()[1].rstrip(":") for line in told.splitlines() if line.startswith("  late")] == late
