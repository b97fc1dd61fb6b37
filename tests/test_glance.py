"""The indicators of a report on its first page: what its blocks say, what the report before said, nothing exempt."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen import issuing
from pcpgen.cli import cli
from pcpgen.document.blocks import IndicatorBlock, TableBlock
from pcpgen.document.document import Document
from pcpgen.document.table import Row, Table
from pcpgen.document.walk import blocks
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.composed import of_kind
from tests.test_issue import PaperMill
from tests.workspaces import ROOT, change, copy

FELLMOOR = ROOT / "tests/offices/fellmoor"
ANSLEY = ROOT / "tests/offices/port-ansley"


def report(root: Path, theme: str, day: str, exempt: bool = False) -> Document:
    request = Request("panel-report", (theme, day), exempt=exempt)
    judged = judge(root, request)
    assert request in judged.documents, [each.message for each in judged.problems]
    found = judged.documents[request]
    assert isinstance(found, Document)
    return found


def glance(document: Document) -> Table:
    return next(each.table for each in of_kind(blocks(document), TableBlock) if each.table.id.endswith("-glance"))


def texts(row: Row) -> list[str]:
    return [row.head, *(cell.text for cell in row.cells)]


def test_each_indicator_has_a_row_that_leads_to_it() -> None:
    document = report(FELLMOOR, "farms", "2025-10-08")
    assert [section.id for section in document.sections[:4]] == ["purpose", "recommendations", "at-a-glance", "terms"]
    assert [section.number for section in document.sections[:4]] == ["1", "2", "3", "4"]
    table = glance(document)
    indicators = of_kind(blocks(document), IndicatorBlock)
    assert table.columns == ("Newest value", "Period", "Change", "Verdict", "Paragraph")
    assert [row.target for row in table.rows] == [each.id for each in indicators] == ["farm-theft", "trust"]
    assert [row.cells[-1].text for row in table.rows] == [each.number for each in indicators]
    for row, block in zip(table.rows, indicators, strict=True):
        assert block.verdict and row.marks[3]
        assert (row.cells[3].text, row.marks[3].shape) == (block.verdict.word, block.verdict.shape)
        assert row.cells[0] == block.value and row.cells[2].of.cells
    assert texts(table.rows[0])[1:4] == ["26", "August 2025", "down 11 on August 2024"]


def test_a_small_part_that_changed_is_named_beside_an_unclear_whole() -> None:
    table = glance(report(ANSLEY, "docks", "2025-09-10"))
    cargo = next(row for row in table.rows if row.target == "cargo")
    assert cargo.cells[2].text.endswith("; beyond chance: East dock"), texts(cargo)


def test_a_report_without_indicators_has_none_and_counts_on(tmp_path: Path) -> None:
    root = copy(FELLMOOR, tmp_path / "office")
    for indicator in ("farm-theft", "trust"):
        change(root, "plan/panel/2025-10-08/farms.md", f'{{{{ indicator("{indicator}") }}}}\n', "")
    paper = root / "plan/panel/2025-10-08/farms.md"
    paper.write_text(
        paper.read_text("utf-8") + "\n# Left out\n\n- farm-theft: no figures yet\n- trust: no figures yet\n"
    )
    document = report(root, "farms", "2025-10-08")
    assert "at-a-glance" not in [section.id for section in document.sections]
    assert [section.number for section in document.sections] == [str(at + 1) for at in range(len(document.sections))]


@pytest.mark.slow
def test_what_the_report_before_said_stands_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "Renderer", PaperMill)
    root = copy(FELLMOOR, tmp_path / "office")
    asked = ["issue", "panel-report", "farms", "2025-10-08", "--as-of", "2025-10-10", "--by", "Policing Commissioner"]
    done = CliRunner().invoke(cli, ["-C", str(root), *asked])
    assert done.exit_code == 0, done.output
    again = root / "plan/panel/2025-11-12"
    again.mkdir()
    (again / "farms.md").write_bytes((root / "plan/panel/2025-10-08/farms.md").read_bytes())
    change(root, "plan/panel/2025-11-12/farms.md", "meeting: 2025-10-08", "meeting: 2025-11-12")
    meeting = "meetings:\n  - {date: 2025-11-12, public: true, items: [{item: 4, report: farms}]}\n"
    change(root, "plan/panel/panel.yaml", "meetings:\n", meeting)
    change(root, "plan/panel/2025-11-12/farms.md", "as_at: 2025-08-31", "as_at: 2025-09-30")
    change(root, "plan/indicators/farm-theft.yaml", "as_at: 2025-08-31", "as_at: 2025-09-30")
    cells = root / "data/farm-theft.csv"
    cells.write_text(cells.read_text("utf-8") + "north,2025-09,,9,\nsouth,2025-09,,13,\n", "utf-8")
    table = glance(report(root, "farms", "2025-11-12"))
    assert table.columns[4] == "Reported on 8 October 2025"
    assert [row.cells[4].text for row in table.rows] == ["26 (August 2025)", "the same figure"]
    assert "Reported" not in str(glance(report(root, "farms", "2025-10-08")).columns)  # its own issue is none before it
