"""Every number of both outputs has its provenance, and computing it anew from the named cells gives what is shown.

The formulas are worked out here by other means than the program's: cells are read from the CSV by file and line.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DOCUMENTS, ROOT, Built
from tests.quality import tags, web
from tests.quality.test_privacy import page_texts

NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
# numbers that are no figures: years and dates, page references, sections of law, and what a name consists of
NO_FIGURE = re.compile(
    r"\b(?:19|20)[0-9]{2}(?:/[0-9]{2}|[–-][0-9]{2}|[1-9])?\b|\b[0-9]{1,2} (?:January|March|April|May|June|September)\b"
    r"|The axis starts at £[0-9]+m|\(page [0-9]+\)|\bmark [0-9]+\b|\btable [0-9] and [0-9]\b|\b(?:999|101)\b|https?://\S+"
)

# where the web page's own text may hold a digit that is looked at elsewhere, or numbers a note
OUTSIDE = "ancestor::data or ancestor::svg or ancestor::sup or ancestor::*[@class='notes__number']"

# the headings of the sheets of facts, finances, accounts and charts
OF_FIGURES = (
    "Policing Cambridgeshire and Peterborough",
    "On a typical day in Cambridgeshire…",
    "Finances",
    "Medium Term Financial Plan as at 1 March 2017",
    "The year in two charts",
)

Figure = dict[str, Any]


@pytest.fixture(params=DOCUMENTS)
def built(request: pytest.FixtureRequest) -> Built:
    """Each document of the example office in turn."""
    found: Built = request.getfixturevalue(request.param)
    return found


@lru_cache(maxsize=1)
def figures(folder: Path) -> list[Figure]:
    whole: dict[str, list[Figure]] = json.loads((folder / "provenance.json").read_text("utf-8"))
    return whole["figures"]


def plain(text: str) -> str:
    return " ".join(text.split())


def cell_in_the_data(cell: Figure) -> tuple[str, str]:
    """The id and value that a cell has in its CSV, at its file and line."""
    lines = (ROOT / cell["file"]).read_text("utf-8").splitlines()
    head, row = csv.reader([lines[0], lines[cell["line"] - 1]])
    if head[0] == "period":  # a column a series
        series = cell["id"].partition(".")[2].partition("@")[0]
        return f"{Path(cell['file']).stem}.{series}@{row[0]}", row[head.index(series)]
    series, period, _, value, *_ = row
    return f"{Path(cell['file']).stem}.{series}@{period}", value.replace(",", "")


ID = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+@(?:year ending )?[0-9a-zQ./-]+")


def worked_out(figure: Figure) -> str | Decimal:
    """The figure's value from its formula and its cells as they stand in the data."""
    formula = figure["formula"]
    if formula.startswith("count of "):
        lines = {(cell["file"], cell["line"]) for cell in figure["cells"]}
        for cell in figure["cells"]:
            text = (ROOT / cell["file"]).read_text("utf-8").splitlines()[cell["line"] - 1]
            assert text.strip().startswith(f"{cell['id'].partition('.')[2]}:")
        return Decimal(len(lines))
    values = dict(cell_in_the_data(cell) for cell in figure["cells"])
    assert all(values[cell["id"]] == cell["value"] for cell in figure["cells"])
    if formula in values and " in " in values[formula]:
        return values[formula]
    numbers = {id: Decimal(value) for id, value in values.items() if value and " in " not in value}
    expression = ID.sub(lambda found: f"({numbers[found[0]]})", formula)
    expression = expression.replace("×", "*").replace("÷", "/").replace("−", "-")
    result: Decimal = eval(re.sub(r"[0-9]+(?:\.[0-9]+)?", r'Decimal("\g<0>")', expression), {"Decimal": Decimal})
    return result


def read(shown: str) -> tuple[Decimal, Decimal]:
    """The number that a reader takes from a text, and half a unit of its last digit."""
    found = NUMBER.search(shown)
    assert found, shown
    number = Decimal(found[0].replace(",", ""))
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    half = Decimal(1).scaleb(exponent) / 2
    sign = -1 if "−" in shown else 1
    return sign * number, half


def asked(figure: Figure) -> int:
    """The base of a survey's cell: the fifth column of its row."""
    (cell,) = figure["cells"]
    line = (ROOT / cell["file"]).read_text("utf-8").splitlines()[cell["line"] - 1]
    return int(next(csv.reader([line]))[4])


def interval_agrees(figure: Figure) -> bool:
    """Wilson's interval as statsmodels has it."""
    (cell,) = figure["cells"]
    base = asked(figure)
    from statsmodels.stats.proportion import proportion_confint  # here, since it takes long

    ends = proportion_confint(round(float(cell["value"]) / 100 * base), base, method="wilson")
    return plain(figure["shown"]) == f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f}"


def byar_agrees(figure: Figure) -> bool:
    """The exact Poisson interval as scipy has it, which Byar's is near to: of the count, in the unit of the rate."""
    count, _, population = figure["formula"].removeprefix("Byar's interval of 1000 × ").partition(" ÷ ")
    events = float(worked_out({**figure, "formula": count}))
    scale = 1000 / float(worked_out({**figure, "formula": population}))
    from scipy.stats import chi2  # here, since it takes long

    ends = chi2.ppf(0.025, 2 * events) / 2, chi2.ppf(0.975, 2 * events + 2) / 2
    shown = [float(end.replace(",", "")) for end in plain(figure["shown"]).split(" to ")]
    return all(abs(scale * end - said) <= 0.06 for end, said in zip(ends, shown, strict=True))


def agrees(figure: Figure) -> bool:
    if figure["formula"].startswith("days from "):
        (cell,) = figure["cells"]
        line = (ROOT / cell["file"]).read_text("utf-8").split("\n")[cell["line"] - 1]
        first, last = (date.fromisoformat(each) for each in re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}", line))
        return bool(figure["shown"] == str((last - first).days + 1))
    if figure["formula"].startswith("Byar"):
        return byar_agrees(figure)
    if figure["formula"].startswith("place of "):
        return 1 <= read(figure["shown"])[0] <= int(re.findall(r"among ([0-9]+)", figure["formula"])[0])
    if figure.get("figure", "").startswith("interval:"):
        return interval_agrees(figure)
    if figure.get("figure", "").startswith("base:"):
        return read(figure["shown"])[0] == asked(figure)
    value = worked_out(figure)
    shown = plain(figure["shown"])
    if isinstance(value, str):
        return value in shown
    number, half = read(shown)
    if figure.get("figure", "").startswith("change:") and shown[0] not in "+−":
        value = abs(value)  # in prose the direction is a word: down 3.1%
    million = figure["unit"] == "£ thousand" and shown.endswith("m")
    return abs((value / 1000 if million else value) - number) <= half


@pytest.mark.slow
def test_every_figure_comes_out_of_its_cells(built: Built) -> None:
    entries = figures(built.html.parent)
    assert len(entries) >= len(web.tree(built.html).xpath("//data"))
    elsewhere = [entry for entry in entries if any(":" in cell["file"] for cell in entry["cells"])]  # a revision's
    assert [entry for entry in entries if entry not in elsewhere and not agrees(entry)] == []


@pytest.mark.slow
def test_there_are_figures(plan: Built, report: Built, offenders: Built) -> None:
    """The plan in force and the reports have many, so that the walk through them is one."""
    assert all(len(figures(each.html.parent)) > 100 for each in (plan, report, offenders))


@pytest.mark.example
def test_the_guard_bites() -> None:
    cell = {"file": "data/financial-plan.csv", "line": 52, "id": "financial-plan.gross@2016/17", "value": "133847"}
    entry = {"formula": cell["id"], "cells": [cell], "shown": "133,847", "unit": "£ thousand"}
    assert agrees(entry)
    assert not agrees({**entry, "shown": "133,848"})
    assert agrees({**entry, "shown": "£133.8m"})
    assert not agrees({**entry, "shown": "£133.9m"})
    with pytest.raises(AssertionError):
        agrees({**entry, "cells": [{**cell, "value": "133848"}]})


@pytest.mark.slow
def test_every_number_of_the_web_page_is_a_figure(plan: Built) -> None:
    """In tables, tiles, charts and the prose of finances and facts, no digit stands outside a figure."""
    known = {(entry["figure"], plain(entry["shown"])) for entry in figures(plan.html.parent)}
    page = web.tree(plan.html)
    drawn = [(mark.get("data-figure"), plain(mark.text_content())) for mark in page.xpath("//svg//text[@data-figure]")]
    said = [(mark.get("data-figure"), plain(mark.text_content())) for mark in page.xpath("//data")]
    assert len(drawn) >= 15 and len(said) > 200
    assert [each for each in drawn + said if each not in known] == []
    for place in page.xpath("//td | //*[@id='finances' or @id='facts']//p | //*[@id='finances' or @id='facts']//li"):
        bare = "".join(place.xpath(f".//text()[not({OUTSIDE})]"))
        assert NUMBER.findall(NO_FIGURE.sub("", bare.replace("\u00a0", " "))) == [], bare


@pytest.mark.slow
def test_every_number_on_paper_is_a_figure(plan: Built) -> None:
    """The same on the pages of facts, finances and accounts, and every figure stands on paper.

    They are found by their headings: a plan whose indicators stand on one page fewer has its accounts a page before.
    """
    entries = figures(plan.html.parent)
    pages = page_texts(plan)
    paper = tags.folded("".join(pages))
    assert [entry["shown"] for entry in entries if tags.folded(entry["shown"]) not in paper] == []
    ticks = {"130", "135", "140", "145"}
    known = {number for entry in entries for number in NUMBER.findall(entry["shown"])} | ticks
    known |= {str(number) for number in range(len(pages) + 1)}
    headings = [heading for heading in tags.read(plan.pdf).headings if heading.text in OF_FIGURES]
    assert sorted(heading.text for heading in headings) == sorted(OF_FIGURES)
    for number in sorted({page for heading in headings for page in heading.pages}):
        bare = NO_FIGURE.sub("", " ".join(pages[number - 1].split()))
        assert [found for found in NUMBER.findall(bare) if found.rstrip(",") not in known] == []
