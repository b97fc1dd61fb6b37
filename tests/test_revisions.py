"""Revisions, flags and dates: what travels with a cell into a report, what its history says, and what is too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.blocks.indicators import indicator_block
from pcpgen.blocks.wording import in_prose
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.figures.compare import compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_date
from pcpgen.pipeline import judge
from pcpgen.words.catalogue import shipped
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]
HISTORY = "series,period,old,new,date,reason\n"
LANDINGS = """
title: Landings
measures: boats that came in
unit: boats
good: neither
source: Invented for the tests
publisher: The harbour master
definitions:
  - {from: 2015-01-01, says: A boat of more than ten feet}
  - {from: 2024-01-01, says: A boat of any length}
series:
  day: {title: By day}
  night: {title: By night}
  all: {title: All landings, total_of: [day, night]}
"""
ROWS = """series,period,qualifier,value,flag,note
day,2024,,300,,
night,2024,,100,,
day,2025,,330,p,
night,2025,,90,,
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A tiny office that counts boats."""
    copy(ROOT / "tests/small", tmp_path)
    (tmp_path / "plan/indicators").mkdir()
    (tmp_path / "plan/indicators/landings.yaml").write_text(LANDINGS, "utf-8")
    (tmp_path / "data/landings.csv").write_text(ROWS, "utf-8")
    (tmp_path / "data/revisions").mkdir()
    return tmp_path


def revise(office: Path, *rows: str) -> None:
    (office / "data/revisions/landings.csv").write_text(HISTORY + "".join(f"{row}\n" for row in rows), "utf-8")


def data_of(office: Path) -> Data:
    project, problems = read_workspace(office)
    assert problems == ()
    return Data.of(project)


def block(office: Path) -> IndicatorBlock:
    data = data_of(office)
    return indicator_block(data, data.datasets["landings"], "1.1", "#000000", "Fenland")


def test_a_flag_travels_into_all_that_is_made_of_the_cell(office: Path) -> None:
    data = data_of(office)
    assert data.figure("landings.all", "2025").flags == "p"
    assert data.share_of("landings.night", "landings.all").flags == "p"
    assert compare(data, "landings.all").change.flags == "p"
    assert data.figure("landings.all", "2024").flags == ""


def test_a_table_shows_the_letter_and_explains_it_once(office: Path) -> None:
    made = block(office)
    assert [cell.text for row in made.table.rows for cell in row.cells] == [
        *("330\u00a0[p]", "300", "+10.0%\u00a0[p]"),
        *("90", "100", "\u221210.0%"),
        *("420\u00a0[p]", "400", "+5.0%\u00a0[p]"),
    ]
    assert [note.plain for note in made.notes if "[p]" in note.plain] == ["[p] marks a figure that is provisional."]


def test_prose_says_it_in_words(office: Path) -> None:
    assert in_prose(shipped(), data_of(office).figure("landings.day")).text == "330 (provisional)"


def test_a_history_marks_its_cell_and_is_told_under_the_table(office: Path) -> None:
    revise(office, "day,2024,290,300,2025-02-01,Two weeks came late")
    made = block(office)
    assert made.table.rows[0].cells[1].text == "300\u00a0[r]"
    told = "[r] By day, 2024: revised from 290 to 300 on 1 February 2025: Two weeks came late."
    assert told in [note.plain for note in made.notes]


def test_a_history_is_read_by_date_and_ends_in_the_cell(office: Path) -> None:
    revise(office, "day,2024,295,300,2025-03-01,Recount", "day,2024,290,295,2025-02-01,Late returns")
    assert [each.date.month for each in data_of(office).revisions["landings.day"]] == [2, 3]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("day,2024,290,299,2025-02-01,Late returns", "revision-differs"),
        ("day,2023,290,299,2025-02-01,Late returns", "revision-differs"),
        ("days,2024,290,300,2025-02-01,Late returns", "unknown-series"),
        ("day,2024,29O,300,2025-02-01,Late returns", "malformed-number"),
        ("day,2024,290,300,1/2/2025,Late returns", "malformed-date"),
        ("day,24,290,300,2025-02-01,Late returns", "malformed-period"),
        ("day,2024,290,300,2025-02-01", "csv-row"),
        ('day,2024,290,300,2025-02-01,"Late', "csv-syntax"),
    ],
)
def test_a_wrong_history_is_refused(office: Path, row: str, rule: str) -> None:
    revise(office, row)
    assert [each.rule.id for each in judge(office).problems] == [rule]


def test_a_cell_that_was_taken_away_has_a_history_too(office: Path) -> None:
    revise(office, "day,2023,290,,2025-02-01,Counted twice")
    assert judge(office).problems == ()


def test_the_definition_of_the_figure_s_own_time_is_told(office: Path) -> None:
    made = block(office)
    told = [note.plain for note in made.notes if note.plain.startswith("Definition")]
    assert told == ["Definition since 1 January 2024: A boat of any length."]
    assert made.source == "Invented for the tests, published by The harbour master"


def test_a_document_knows_nothing_of_a_later_day(office: Path) -> None:
    data = data_of(office).at(parse_date("2025-06-30"))
    assert data.figure("landings.all").period.written == "2024"
    with pytest.raises(Refusal, match=r"landings\.all for 2025 is later than 2025-06-30"):
        data.figure("landings.all", "2025")


def test_a_forecast_may_be_later(office: Path) -> None:
    path = office / "data/landings.csv"
    path.write_text(path.read_text("utf-8").replace("330,p", "330,f"), "utf-8")
    assert data_of(office).at(parse_date("2025-06-30")).figure("landings.day").flags == "f"


def test_a_count_that_was_too_small_to_publish_is_not_told_by_its_history(office: Path) -> None:
    revise(office, "day,2024,3,300,2025-02-01,Most came late")
    told = [note.plain for note in block(office).notes if "revised" in note.plain and "By day" in note.plain]
    assert told == ["[r] By day, 2024: revised from [c] to 300 on 1 February 2025: Most came late."]


def test_what_came_late_is_told_under_the_table_and_is_no_revision(office: Path) -> None:
    revise(office, "day,2024,,300,2026-02-01,Found in a drawer", "night,2024,,100,2026-02-01,Found in a drawer")
    made = block(office)
    assert made.table.rows[0].cells[1].text == "300", "it was never another"
    told = "By day (2024) and By night (2024): first given on 1 February 2026: Found in a drawer."
    assert [note.plain for note in made.notes if "first given" in note.plain] == [told]
    before = data_of(office).at(parse_date("2026-01-31"))
    assert [each.written for each in before.periods("landings.day")] == ["2025"]


def test_many_that_came_late_together_are_counted(office: Path) -> None:
    path = office / "data/landings.csv"
    path.write_text(ROWS + "day,2022,,310,,\nday,2023,,305,,\n", "utf-8")
    late = ("day,2022,,310", "day,2023,,305", "day,2024,,300", "night,2024,,100")
    revise(office, *(f"{each},2026-02-01,Found in a drawer" for each in late))
    told = "4 figures for earlier times: first given on 1 February 2026: Found in a drawer."
    assert told in [note.plain for note in block(office).notes]
