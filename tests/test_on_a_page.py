"""The plan on a page: what stands in it, and where an edition has too much for it."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from pcpgen.blocks import themes
from pcpgen.cli import cli
from pcpgen.document import room, sheets
from pcpgen.document.blocks import Level, Matrix, WordsBlock
from pcpgen.document.document import Cover, Document
from pcpgen.document.table import WordsTable
from pcpgen.document.walk import blocks
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import Request
from pcpgen.workspace.files import write_new
from pcpgen.workspace.start import Answers, new_office
from tests.composed import of_kind
from tests.conftest import ROOT
from tests.test_init import DAY
from tests.workspaces import change, copy_small


@lru_cache(maxsize=2)
def plan(words: str) -> Document:
    return judge(ROOT, Request.read(words)).documents[Request.read(words)]


def indicators(document: Document) -> WordsTable:
    (table,) = (each.table for each in of_kind(blocks(document), WordsBlock) if each.table.id == "indicators-table")
    return table


@pytest.mark.example
def test_each_theme_has_its_objectives_and_a_square_for_each_priority() -> None:
    document = plan("plan 2017-20")
    (matrix,) = of_kind(blocks(document), Matrix)
    objectives = [level.statements for level in of_kind(blocks(document), Level) if level.layout == "columns"]
    assert [[said.plain for said in row.lists[0]] for row in matrix.rows] == [
        [statement.text.plain for statement in statements] for statements in objectives
    ]
    assert [[len(count.of.cells) for count in row.counts] for row in matrix.rows] == [[9], [11], [10], [10]]
    assert matrix.columns == ("Theme", "Aim", "Shared outcome", "Objectives", "Priorities for action")


@pytest.mark.example
def test_of_what_is_too_long_for_a_page_the_number_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(room, "_PAGE", 400.0)
        room.fitted_page.cache_clear()
        document = judge(ROOT, Request.read("plan 2017-20")).documents[Request.read("plan 2017-20")]
    room.fitted_page.cache_clear()
    (matrix,) = of_kind(blocks(document), Matrix)
    assert matrix.columns == ("Theme", "Aim", "Shared outcome", "Objectives", "Priorities for action")
    assert [row.lists for row in matrix.rows] == [()] * 4
    assert [[len(count.of.cells) for count in row.counts] for row in matrix.rows] == [[3, 9], [4, 11], [3, 10], [4, 10]]


def test_a_name_of_one_very_long_word_leaves_room_for_what_is_said(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    change(office, "plan/2025-29/themes/harbour.yaml", "title: The harbour", f"title: {'Xylophone' * 9}")
    document = judge(office, Request("plan")).documents[Request("plan")]
    setting = room.fitted_page(next(each for each in document.sections if each.layout == "plan-on-a-page"))
    assert setting.lists >= 46 and setting.head + setting.lists <= 168 and not setting.runs_on


@pytest.mark.example
def test_an_indicator_has_a_row_with_a_mark_for_each_theme_that_it_tells_of() -> None:
    table = indicators(plan("plan 2017-20"))
    marked = {row.head.plain: [cell.plain == "Yes" for cell in row.cells] for row in table.rows}
    assert table.columns == ("Business intelligence indicator", "Victims", "Offenders", "Communities", "Transformation")
    assert len(table.rows) == 26 and marked["Outcome rates"] == [True, True, False, False]
    assert [[bool(mark) for mark in row.marks] for row in table.rows] == list(marked.values())


@pytest.mark.example
@pytest.mark.parametrize(("room", "name", "given"), [(themes, "_MOST_THEMES", 3), (sheets, "WHOLE", 240.0)])
def test_themes_that_do_not_stand_side_by_side_are_named(
    room: ModuleType, name: str, given: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many of them, or words too long for the sheet."""
    monkeypatch.setattr(room, name, given)
    document = judge(ROOT, Request.read("plan 2017-20")).documents[Request.read("plan 2017-20")]
    table = indicators(document)
    assert table.columns[1:] == ("Theme",)
    assert {row.head.plain: row.cells[0].plain for row in table.rows}["Outcome rates"] == "Victims; Offenders"


@pytest.mark.example
def test_a_cover_has_a_bar_for_each_theme_where_nothing_is_listed() -> None:
    front = plan("plan 2021-24").front
    assert isinstance(front, Cover)
    assert [(row.name, row.count) for row in front.rows][:2] == [("Community priorities", 1), ("Crime prevention", 1)]
    assert front.rows[1].says.plain == "Causes first"


def test_an_indicator_leads_to_where_the_plan_shows_it() -> None:
    judged = judge(ROOT / "tests/offices/severn-reach", Request("plan"))
    page = render_html(judged.documents[Request("plan")], "web")
    table = page.partition('id="indicators-table"')[2].partition("</table>")[0]
    assert table.count('<a class="see" href="#') == 1 and 'href="#boat-theft"' in table
    assert '<div class="indicator" id="boat-theft">' in page


@pytest.mark.slow
def test_it_stays_on_one_page_of_paper_where_there_is_no_room_beneath_the_contents(tmp_path: Path) -> None:
    levels, themes = ("Mission", "Ambition", "Commitment"), ("Streets", "Victims", "Trust & confidence")
    write_new(tmp_path, new_office(Answers(levels=levels, themes=themes), DAY))
    done = CliRunner().invoke(cli, ["-C", str(tmp_path), "build-plan", "--format", "pdf"])
    assert done.exit_code == 0, done.output
    (pdf,) = tmp_path.glob("out/plan-*/*.pdf")
    read = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    sheets = [
        at for at, page in enumerate(read.split("\f")) if re.search("^ *Vision$|It holds [0-9]", page, re.MULTILINE)
    ]
    assert len(sheets) == 1
