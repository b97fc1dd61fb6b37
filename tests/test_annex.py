"""Long tables stand in the annex, the oldest first and years apart, and lead back; one reason is written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcpgen.document.blocks import IndicatorBlock, Numbered, TableBlock
from pcpgen.document.document import Document, Section
from pcpgen.document.prose import Reference, leaves, lines
from pcpgen.document.walk import blocks
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.composed import of_kind
from tests.workspaces import ROOT, change, copy_example

OFFENDERS = Request("panel-report", ("offenders", "2021-03-17"))


def report(root: Path) -> Document:
    judged = judge(root, OFFENDERS)
    assert OFFENDERS in judged.documents, [each.message for each in judged.problems]
    found = judged.documents[OFFENDERS]
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def offenders() -> Document:
    return report(ROOT)


def annex(document: Document) -> Section:
    return next(section for section in document.sections if section.id == "annex")


def links(block: Numbered) -> list[str]:
    return [each.target for line in lines(block.body.blocks) for each in leaves(line) if isinstance(each, Reference)]


@pytest.mark.slow
@pytest.mark.example
def test_long_tables_stand_in_the_annex_and_lead_back(offenders: Document) -> None:
    found = annex(offenders)
    tables = of_kind(found.blocks, TableBlock)
    assert [each.table.id for each in tables] == [
        "outcome-rates-series",
        "recorded-crime-rates",  # a chart ranks and prints them
        "recorded-crime-rates-unranked",
        "out-of-court-disposals-series",
    ]
    assert [links(each) for each in of_kind(found.blocks, Numbered)] == [
        ["outcome-rates"],
        ["p-6-2-5"],
        ["p-6-2-6"],
        ["out-of-court-disposals"],
    ]
    rates = next(each for each in of_kind(blocks(offenders), IndicatorBlock) if each.id == "outcome-rates")
    assert rates.series is None
    assert [each.target for each in leaves(rates.notes[0].content) if isinstance(each, Reference)] == [
        tables[0].table.id
    ]


@pytest.mark.example
def test_there_the_oldest_stands_first_and_each_year_apart(offenders: Document) -> None:
    rows = of_kind(annex(offenders).blocks, TableBlock)[0].table.rows
    assert (rows[0].head, rows[-1].head) == ("January 2019", "December 2020")
    assert [row.head for row in rows if row.kind == "apart"] == ["January 2020"]


@pytest.mark.example
def test_one_reason_is_written_once(offenders: Document) -> None:
    left_out = next(section for section in offenders.sections if section.id == "left-out")
    said = [block.body.plain for block in of_kind(left_out.blocks, Numbered)]
    assert sum("none of the open data bear on it" in each for each in said) == 1
    assert said[0].startswith("Left out for one and the same reason – none of the open data bear on it:")


@pytest.mark.slow
@pytest.mark.example
def test_an_indicator_keeps_its_table_where_its_file_says_so(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "office")
    change(root, "plan/indicators/outcome-rates.yaml", "shape: wide", "shape: wide\nannex: never")
    tables = [each.table.id for each in of_kind(annex(report(root)).blocks, TableBlock)]
    assert tables == ["recorded-crime-rates", "recorded-crime-rates-unranked", "out-of-court-disposals-series"]
