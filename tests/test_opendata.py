"""Open data: pandas reads back each figure rounded as declared, no text runs, and what is kept back is in no file."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.wording import digits
from pcpgen.compose.opendata import DataFile, open_data, tables
from pcpgen.compose.provenance import provenance
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.document.document import Document
from pcpgen.document.prose import Shown
from pcpgen.document.table import Row, Table
from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure
from pcpgen.formats.html import render_html
from pcpgen.model.data import Ratio
from pcpgen.model.period import parse_period
from pcpgen.pipeline import Judged, judge
from pcpgen.request import Request
from pcpgen.rows import csv_text, inert

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
YEAR = parse_period("2018/19")

# what the specification of a Tabular Data Package, version 1, asks of the parts that are used here
PACKAGE = {
    "type": "object",
    "required": ["profile", "name", "title", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"pattern": "^[-a-z0-9._/]+$"},
        "title": {"type": "string", "minLength": 1},
        "date": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "contributors": {"items": {"required": ["title"], "properties": {"role": {"const": "publisher"}}}},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["profile", "name", "path", "schema", "format", "encoding"],
                "properties": {
                    "profile": {"const": "tabular-data-resource"},
                    "name": {"pattern": "^[-a-z0-9._]+$"},
                    "path": {"pattern": r"^(?!\.|/)[^\\:]+\.csv$"},
                    "bytes": {"type": "integer", "minimum": 1},
                    "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
                    "sources": {"minItems": 1, "items": {"required": ["title"]}},
                    "licenses": {"minItems": 1, "items": {"anyOf": [{"required": ["name"]}, {"required": ["path"]}]}},
                    "schema": {
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "items": {
                                    "required": ["name", "type"],
                                    "properties": {"type": {"enum": ["string", "number", "integer", "date", "any"]}},
                                }
                            },
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def judged() -> Judged:
    return judge(ROOT)


def documents(judged: Judged) -> list[Document]:
    """Those that have tables, each once."""
    every = {document.id: document for document in judged.documents.values()}.values()
    return [document for document in every if tables(document)]


def read(file: DataFile) -> pd.DataFrame:
    """As an analyst reads it: nothing is told to pandas but the kinds that the package names."""
    kinds = dict.fromkeys(("row", "column", "period", "unit", "qualifier", "mark", "figure"), str)
    return pd.read_csv(io.BytesIO(file.content), dtype=kinds, keep_default_na=False, na_values={"value": [""]})


def table_of(*cells: Shown, head: str = "A row", column: str = "A column") -> Table:
    return Table("t-table", "A table", "Row", (column,), tuple(Row(head, (cell,)) for cell in cells))


def figure(value: Decimal | Ratio | None, decimals: int | None = None, mark: str = "[x]") -> Figure:
    return Figure("a.b@2018/19", value, "people", decimals, YEAR, "a.b@2018/19", (), mark=mark)


def published(document: Document, table: Table) -> pd.DataFrame:
    """The open data of a document that has this one table."""
    assert isinstance(document, Document)
    section = next(section for section in document.sections if section.sections)
    blocks = (block for each in section.sections for block in each.blocks)
    block = next(block for block in blocks if isinstance(block, IndicatorBlock))
    bare = replace(section, sections=(), blocks=(replace(block, table=table),))
    return read(open_data(replace(document, sections=(bare,)), {})[0])


@pytest.fixture(scope="module")
def paper(judged: Judged) -> Document:
    found = judged.documents[Request.read("panel-report communities")]
    assert isinstance(found, Document)
    return found


@pytest.mark.slow
def test_pandas_reads_back_each_figure_rounded_as_declared(judged: Judged) -> None:
    read_back = 0
    for document in documents(judged):
        files = open_data(document, judged.project.datasets)
        for table, file in zip(tables(document), files, strict=False):
            frame = read(file)
            assert pd.api.types.is_numeric_dtype(frame["value"])
            values = frame.set_index(["row", "column"])["value"].to_dict()
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    due = shown_value(cell.of)
                    if due is None or cell.of.id.startswith("interval:"):
                        continue
                    assert values[row.head, column] == float(due), (document.id, table.id, row.head, column)
                    read_back += 1
    assert read_back > 150


def test_an_interval_has_a_line_for_each_end(judged: Judged, paper: Document) -> None:
    files = {file.path: file for file in open_data(paper, judged.project.datasets)}
    frame = read(files["table-public-confidence.csv"])
    ends = frame[frame["column"].str.startswith("95% interval") & frame["value"].notna()]
    assert list(ends["value"])[:2] == [55.2, 61.3]
    assert list(ends["column"])[:2] == ["95% interval, lower", "95% interval, upper"]


@pytest.mark.slow
def test_every_table_of_the_pages_has_its_file_once(judged: Judged) -> None:
    for document in documents(judged):
        files = open_data(document, judged.project.datasets)
        printed = set(re.findall(r'<table class="table [^"]*" id="([^"]+)"', render_html(document, "web")))
        known = {each.id for each in tables(document)}
        assert printed == known, document.id
        assert len(files) == len(known) + 1


@pytest.mark.slow
def test_a_document_without_tables_has_no_data(judged: Judged) -> None:
    plan = judged.documents[Request.read("plan 2017-20")]
    assert isinstance(plan, Document)
    without = [document for document in judged.documents.values() if not tables(document)]
    for document in [*without, replace(plan, sections=())]:
        assert open_data(document, judged.project.datasets) == ()
        assert 'id="open-data"' not in render_html(document, "web")


def test_every_figure_of_a_table_is_in_the_files(judged: Judged) -> None:
    for document in documents(judged):
        written = {id for file in open_data(document, {})[:-1] for id in read(file)["figure"]}
        due = {each.figure.id for each in provenance(document) if any(w.startswith("Table: ") for w in each.where)}
        assert due <= written


def test_the_package_describes_what_lies_beside_it(judged: Judged) -> None:
    for document in documents(judged):
        *files, description = open_data(document, judged.project.datasets)
        package = json.loads(description.content)
        jsonschema.validate(package, PACKAGE)
        assert (package["name"], package["date"]) == (document.id, document.date)
        assert [resource["path"] for resource in package["resources"]] == [file.path for file in files]
        for resource, file in zip(package["resources"], files, strict=True):
            assert resource["bytes"] == len(file.content)
            assert [each["name"] for each in resource["schema"]["fields"]] == list(read(file).columns)
            assert resource["sources"]


def test_data_under_a_licence_say_so(judged: Judged) -> None:
    found = [
        resource
        for document in documents(judged)
        for resource in json.loads(open_data(document, judged.project.datasets)[-1].content)["resources"]
        if "licenses" in resource
    ]
    assert found, "recorded crime and outcomes are under one"
    for resource in found:
        assert resource["licenses"] == [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0"}]


@pytest.mark.slow
def test_the_page_links_to_each_file_and_paper_says_where(judged: Judged) -> None:
    for document in documents(judged):
        files = open_data(document, judged.project.datasets)
        page = render_html(document, "web", files=files)
        links = re.findall(r'href="([^"#:]+)"', page.partition('id="open-data"')[2])
        assert sorted(links) == sorted(["provenance.json", *(file.path for file in files)])
        printed = render_html(document, "print", files=files)
        assert printed.count("beside its web page as open data") == 1
        assert "table-" not in "".join(re.findall('href="[^"]*"', printed))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5 to 9", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_no_text_runs_as_a_formula(paper: Document, text: str) -> None:
    cell = Shown("-3", replace(figure(Decimal(-3)), unit=text, qualifier=text))
    frame = published(paper, table_of(cell, head=text, column=text))
    for column in ("row", "column", "unit", "qualifier"):
        assert frame[column][0] == f"'{text}"
    assert frame["value"][0] == -3, "a number stays a number"


def test_a_mark_stands_in_a_column_of_its_own(paper: Document) -> None:
    kept, inapplicable = (Shown(mark, figure(None, mark=mark)) for mark in ("[c]", "[z]"))
    frame = published(paper, table_of(kept, Shown("1,234", figure(Decimal(1234))), inapplicable))
    assert list(frame["mark"]) == ["[c]", "", "[z]"]
    assert list(frame["value"].isna()) == [True, False, True]


def test_a_ratio_is_two_numbers(paper: Document) -> None:
    frame = published(paper, table_of(Shown("1 in 7", figure(Ratio(1, 7)))))
    assert list(frame["value"]) == [1, 7]


@pytest.mark.slow
def test_what_is_kept_back_is_in_no_file(paper: Document, tmp_path: Path) -> None:
    import shutil

    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    data = tmp_path / "data/workforce-diversity.csv"
    text = data.read_text("utf-8")
    row = "officers-disability,2019-03-31,,{},\n"
    assert row.format(81) in text
    data.write_text(text.replace(row.format(81), row.format(3)), "utf-8")
    judged = judge(tmp_path, Request.read("panel-report communities"))
    files = open_data(judged.documents[Request.read("panel-report communities")], judged.project.datasets)
    frame = read(next(file for file in files if file.path == "table-workforce-diversity.csv"))
    kept = frame[frame["mark"] == "[c]"]
    assert len(kept) >= 2 and kept["value"].isna().all()


@pytest.mark.slow
@settings(max_examples=60)
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
    places=st.integers(0, 4),
    head=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1),
)
def test_any_number_and_any_text_come_back(value: Decimal, places: int, head: str) -> None:
    made = figure(value, places)
    rounded = shown_value(made)
    assert rounded is not None
    frame = published(_paper(), table_of(Shown(digits(rounded), made), head=head))
    assert frame["value"][0] == float(rounded)
    assert frame["row"][0] == inert(head)


@lru_cache(maxsize=1)
def _paper() -> Document:
    """The report, read once for all examples."""
    return judge(ROOT, Request.read("panel-report communities")).documents[Request.read("panel-report communities")]


def test_rows_follow_rfc_4180() -> None:
    assert csv_text([("a", 'say "b"', "c,d"), ("1", "", "x\ny")], "\r\n") == 'a,"say ""b""","c,d"\r\n1,,"x\ny"\r\n'
