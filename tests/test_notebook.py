"""A notebook, run by Jupyter's own client in a kernel of its own: what it shows of an office is what documents show."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html

from pcpgen.cli import cli
from tests.test_docs_steps import BEGUN
from tests.workspaces import change

COMPLETE = """from IPython.core.completer import provisionalcompleter
line = "{}"
with provisionalcompleter():
    found = [each.text for each in get_ipython().Completer.completions(line, len(line))]
found"""
CELLS = {
    "open": "from pcpgen import open_workspace\noffice = open_workspace('.')\noffice",
    "indicator": "asb = office['anti-social-behaviour']\nasb",
    "dataset": "office['budget']",
    "chart": "asb.chart",
    "frame": "asb.observations[['period', 'value', 'mark']]",
    "kinds": "print(asb.observations.dtypes[['period', 'value', 'row']].to_dict())",
    "keys": COMPLETE.format("office['anti"),
    "names": COMPLETE.format("office.anti"),
    "send": "asb.observations.to_csv('sent.csv')",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each cell shows, by media type; a count of the office is too small to publish."""
    office = tmp_path_factory.mktemp("notebook") / "our-office"
    assert CliRunner(env={"SOURCE_DATE_EPOCH": BEGUN}).invoke(cli, ["init", str(office)]).exit_code == 0
    change(office, "data/anti-social-behaviour.csv", "north,2025-Q2,,94,", "north,2025-Q2,,3,")
    empty: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**empty, "id": id, "source": text} for id, text in CELLS.items()]
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (office / "look.ipynb").write_text(json.dumps(book), "utf-8")
    run = [sys.executable, "-m", "jupyter", "execute", "look.ipynb", "--inplace"]
    done = subprocess.run(run, cwd=office, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    ran = json.loads((office / "look.ipynb").read_text("utf-8"))["cells"]
    found = {cell["id"]: cell["outputs"][0] if cell["outputs"] else {} for cell in ran}
    return {**found, "sent": (office / "sent.csv").read_text("utf-8")}


def data(output: dict[str, Any], media: str) -> str:
    return "".join(output["data"][media])


def page_of(output: dict[str, Any]) -> Any:
    return html.fromstring(data(output, "text/html"))


@pytest.mark.slow
def test_a_workspace_shows_what_it_holds(shown: dict[str, Any]) -> None:
    plain, page = data(shown["open"], "text/plain"), page_of(shown["open"])
    assert (
        plain.endswith("1 indicator, 1 other dataset, 8 series, 20 rows; no problems in reading>") and len(plain) < 250
    )
    rows = [[cell.text_content() for cell in row] for row in page.iterfind(".//tbody/tr")]
    assert rows == [
        ["anti-social-behaviour", "Anti-social behaviour", "3", "16", "January to March 2026"],
        ["budget", "Budget", "5", "4", "2027/28"],
    ]


@pytest.mark.slow
def test_an_indicator_shows_its_verdict_its_chart_and_its_table_as_documents_do(shown: dict[str, Any]) -> None:
    page = page_of(shown["indicator"])
    assert page.find(".//p[@class='verdict verdict--better']") is not None
    assert len(page.findall(".//{*}svg")) == 1
    (table,) = page.findall(".//table")
    heads = [head.text_content() for head in table.iterfind("thead/tr/th")]
    rows = {row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in table.iterfind("tbody/tr")}
    assert heads[1:] == ["North", "South", "All of the area"]
    assert rows["January to March 2026"] == ["123", "179", "302"]
    assert rows["April to June 2025"] == ["[c]", "[c]", "144"], "kept back, by its mark"
    assert "Source: Invented for this example" in page.text_content()
    assert all(head.get("scope") for head in table.iter("th"))


@pytest.mark.slow
def test_a_dataset_shows_its_table(shown: dict[str, Any]) -> None:
    page = page_of(shown["dataset"])
    assert "182,400" in page.text_content() and page.find(".//{*}svg") is None


@pytest.mark.slow
def test_a_chart_is_a_picture_with_words(shown: dict[str, Any]) -> None:
    drawn = etree.fromstring(data(shown["chart"], "image/svg+xml").encode())
    assert drawn.get("role") == "img" and "All of the area" in drawn.get("aria-label", "")
    texts = list(drawn.iterfind("{*}text"))
    assert texts and all(float(text.get("textLength", "0")) > 0 for text in texts)
    assert not any("{*}image" in element.tag or element.get("href") for element in drawn.iter()), "nothing is fetched"
    assert data(shown["chart"], "text/plain").startswith("<chart: ")


@pytest.mark.slow
def test_nothing_that_is_sent_on_tells_what_documents_keep_back(shown: dict[str, Any]) -> None:
    lines = [line for line in shown["sent"].splitlines() if "2025-Q2" in line]
    assert len(lines) == 3 and all(
        ",[c]," in line and ",3.0," not in line and ",141.0," not in line for line in lines[:2]
    )
    for what in ("indicator", "chart", "frame"):
        for media in shown[what]["data"]:
            shows: Any = html.fromstring(f"<div>{data(shown[what], media)}</div>")
            assert not {"3.0", "141", "141.0"} & set(shows.text_content().split()), what


@pytest.mark.slow
def test_columns_are_typed_and_ids_complete(shown: dict[str, Any]) -> None:
    assert shown["kinds"]["text"][0] == "{'period': period[Q-DEC], 'value': dtype('float64'), 'row': Int64Dtype()}\n"
    assert data(shown["keys"], "text/plain") == "['anti-social-behaviour']"
    assert data(shown["names"], "text/plain") == "['anti_social_behaviour']"
