"""Spreadsheets of odder kinds: each goes in as a person reads it, is asked about, or is told with what helps."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from pcpgen.load.sheet import read_sheet
from pcpgen.load.workspace import read_workspace
from pcpgen.model.data import Dataset, Observation, Observations, Series
from pcpgen.model.text import Text
from pcpgen.place import NOWHERE
from pcpgen.problems import Problem, few
from pcpgen.sources.inferred import infer
from pcpgen.sources.marks import hint
from pcpgen.words.catalogue import shipped
from pcpgen.workspace.history import doubts
from pcpgen.workspace.intake import intake
from tests.cases import first_quick
from tests.workspaces import ROOT

Value = str | int | float | None
Rows = list[list[Value]]
MONTHS = ["2024-01", "2024-02", "2024-03"]
BURGLARY, ROBBERY = [1200, 1310, 1250], [40, 45, 38]
HEAD: list[Value] = ["Month", "Burglary", "Robbery"]
PLAIN: Rows = [[month, one, other] for month, one, other in zip(MONTHS, BURGLARY, ROBBERY, strict=True)]
SAID = {("burglary", month): Decimal(one) for month, one in zip(MONTHS, BURGLARY, strict=True)}
SAID |= {("robbery", month): Decimal(one) for month, one in zip(MONTHS, ROBBERY, strict=True)}
RATES = {("burglary", month): Decimal(one) for month, one in zip(MONTHS, ("1.5", "1.25", "2"), strict=True)}


def down(month: str, sign: str = "") -> Rows:
    """The table with its months or its thousands written otherwise."""
    names = [month.format(number=at, name=name) for at, name in enumerate(("Jan", "Feb", "Mar"), 1)]
    numbers = [[f"{number:,}".replace(",", sign) for number in column] for column in (BURGLARY, ROBBERY)]
    return [HEAD, *([name, *values] for name, *values in zip(names, *numbers, strict=True))]


def across(*more: list[Value], right: list[Value] | None = None) -> Rows:
    """The table turned, with rows below it and a column to its right."""
    rows: Rows = [["Offence", *MONTHS], ["Burglary", *BURGLARY], ["Robbery", *ROBBERY]]
    return [[*row, beside] for row, beside in zip(rows, right, strict=True)] if right else [*rows, *more]


def workbook(rows: Rows, shapes: Mapping[str, str] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, shape in (shapes or {}).items():
        sheet[cell].number_format = shape
    for each in merged:
        sheet.merge_cells(each)
    book.save(out)
    return out.getvalue()


def text(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def outcome(
    folder: Path, ending: str, content: bytes, unit: str, names: tuple[str, ...]
) -> tuple[Observations | None, tuple[str, ...], tuple[Problem, ...]]:
    """What `intake` makes of a file: the observations and what is asked about them, or what is told."""
    path = folder / f"new.{ending}"
    path.write_bytes(content)
    series = {f"x.{id}": Series(f"x.{id}", id.capitalize(), unit, None, NOWHERE) for id in names}
    dataset = Dataset("x", Text("X", NOWHERE), "", series)
    project, _ = read_workspace(ROOT / "tests/small")
    sheet, wrong = read_sheet(path)
    if sheet and sheet.rows and not wrong:
        plain = intake(sheet, dataset, {}, {})
        if not plain.problems:
            return plain.observations, doubts(project, dataset, plain.observations, plain.scale), ()
        wrong = [*plain.problems]
    found = infer(path, dataset, None, shipped())
    if found and not found.made.problems:
        made = found.made.observations
        return made, doubts(project, dataset, made, found.made.scale), ()
    return None, (), few([*wrong, *(found.made.problems if found else ())], 20)


def values(found: Observations) -> dict[tuple[str, str], Decimal]:
    def known(cells: Mapping[str, Observation]) -> dict[str, Decimal]:
        return {period: each.value for period, each in cells.items() if isinstance(each.value, Decimal)}

    return {(id[2:], period): value for id, cells in found.items() for period, value in known(cells).items()}


GO_IN: dict[str, tuple[str, bytes, Mapping[tuple[str, str], Decimal], str]] = {
    "blanks between thousands": ("csv", text(down("2024-{number:02}", "\u2009")), SAID, "offences"),
    "marks of notes on heads": ("csv", text([["Month", "Burglary [note 1]", "Robbery 2)"], *PLAIN]), SAID, "offences"),
    "notes raised": ("xlsx", workbook([["Month", "Burglary¹", "Robbery*"], *PLAIN]), SAID, "offences"),
    "units": ("xlsx", workbook([["Month", "Burglary (offences)", "Robbery (number)"], *PLAIN]), SAID, "offences"),
    "total in the middle": (
        "xlsx",
        workbook([*across()[:2], ["Total", 1240, 1355, 1288], *across()[2:]]),
        SAID,
        "offences",
    ),
    "a change at the right": ("xlsx", workbook(across(right=["% change", 0.04, -0.05])), SAID, "offences"),
    "pivot": (
        "xlsx",
        workbook(
            [
                ["Sum of offences", "Column Labels"],
                ["Row Labels", "Burglary", "Robbery", "Grand Total"],
                *([*row, int(str(row[1])) + int(str(row[2]))] for row in PLAIN),
                ["Grand Total", 3760, 123, 3883],
            ]
        ),
        SAID,
        "offences",
    ),
    "UTF-16 with tabs": ("txt", text([HEAD, *PLAIN], "\t", "utf-16"), SAID, "offences"),
    "a line that names the separator": ("csv", b"sep=;\r\n" + text([HEAD, *PLAIN], ";"), SAID, "offences"),
    "bars": ("csv", text([HEAD, *PLAIN], "|"), SAID, "offences"),
    "empty columns at the end": ("csv", text([[*row, "", ""] for row in (HEAD, *PLAIN)]), SAID, "offences"),
    "points of a locale": (
        "csv",
        text([["Month", "Burglary"], *zip(MONTHS, ("1,5", "1,25", "2"), strict=True)], ";"),  # type: ignore[list-item]
        RATES,
        "per 1,000 people",
    ),
    "years that might be months": (
        "csv",
        text([["Offence", "2000-01", "2001-02"], ["Burglary", 7, 9]]),
        {("burglary", "2000/01"): Decimal(7), ("burglary", "2001/02"): Decimal(9)},
        "offences",
    ),
    "quarters of financial years": (
        "csv",
        text([["Quarter", "Burglary"], ["2023/24 Q4", 7], ["2024/25 Q1", 9]]),
        {("burglary", "2024-Q1"): Decimal(7), ("burglary", "2024-Q2"): Decimal(9)},
        "offences",
    ),
}


@pytest.mark.parametrize("name", first_quick(GO_IN, 2))
def test_what_a_person_reads_goes_in(tmp_path: Path, name: str) -> None:
    ending, content, expected, unit = GO_IN[name]
    ids = tuple(dict.fromkeys(id for id, _ in expected))
    found, asked, told = outcome(tmp_path, ending, content, unit, ids)
    assert found is not None, [each.message for each in told]
    assert (values(found), asked) == (dict(expected), ())


ASKED: dict[str, tuple[str, bytes, str, str]] = {
    "points for thousands": ("csv", text(down("2024-{number:02}", ".")), "offences", "offences are whole numbers"),
    "shares without their sign": (
        "xlsx",
        workbook([["Month", "Burglary"], ["2024-01", 0.153], ["2024-02", 0.141]]),
        "%",
        "each value of x.burglary is under 1%, such as 0.153 for 2024-01",
    ),
    "thousands over the table": (
        "csv",
        text([["All figures in thousands"], ["Month", "Burglary"], ["2024-01", 12], ["2024-02", 13]]),
        "offences",
        '"All figures in thousands" stands over the table, and x.burglary is in offences',
    ),
}


@pytest.mark.parametrize("name", first_quick(ASKED))
def test_what_may_mean_another_number_is_asked_about(tmp_path: Path, name: str) -> None:
    ending, content, unit, words = ASKED[name]
    ids = ("burglary", "robbery") if name.startswith("points") else ("burglary",)
    found, asked, _ = outcome(tmp_path, ending, content, unit, ids)
    assert found is not None and any(words in each for each in asked), asked


TOLD: dict[str, tuple[str, bytes, str]] = {
    "months under year ending": (
        "csv",
        text([["Year ending", "Burglary"], ["Mar 2023", 7], ["Mar 2024", 9]]),
        '"Mar 2023" is a month and stands under Year ending',
    ),
    "two tables side by side": (
        "xlsx",
        workbook([[*HEAD, None, *HEAD], *([*row, None, *row] for row in PLAIN)]),
        "two columns hold period",
    ),
    "three rows of heads": (
        "xlsx",
        workbook(
            [["", 2024], ["", "Q1"], ["Offence", "Jan", "Feb", "Mar"], *across()[1:]],
            merged=("B1:D1", "B2:D2"),
        ),
        '"Jan" is no period',
    ),
    "a total that differs": (
        "xlsx",
        workbook(across(["Total", 1240, 1355, 1289])),
        "the total of all series in March 2024 is 1,289 (D4), and the 2 parts that were read come to 1,288",
    ),
    "an average below": ("xlsx", workbook(across(["Average", 620, 677.5, 644])), 'no series is meant by "Average"'),
    "another table below": ("csv", text([HEAD, *PLAIN, ["Carrow"], HEAD, *PLAIN]), "stands in line 2 and in line"),
    "day or month first": ("csv", text(down("0{number}/02/2024")), "may be day and month or month and day"),
    "months without a year": ("csv", text(down("{name}")), '"Jan" is no period'),
    "days of Excel": ("xlsx", workbook([HEAD, *([45292 + 31 * at, *PLAIN[at][1:]] for at in range(2))]), "no period"),
    "thousands in a head": ("csv", text([["Month", "Burglary (thousands)"], ["2024-01", 1.2]]), "no series is called"),
    "three decimals or thousands": (
        "csv",
        text([HEAD, ["2024-01", "1,500", "2,500"], ["2024-02", "1,250", "2,000"]], ";"),
        "separated by semicolons",
    ),
    "a number with its note": ("csv", text([HEAD, ["2024-01", "1,200 1)", 40]]), '"1,200 1)" is no number'),
    "a page of the web": ("xlsx", b"<html><table><tr><td>Month</td></tr></table></html>", "no workbook"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", first_quick(TOLD))
def test_what_nobody_can_know_is_told(tmp_path: Path, name: str) -> None:
    ending, content, words = TOLD[name]
    found, _, told = outcome(tmp_path, ending, content, "offences", ("burglary", "robbery"))
    assert found is None and any(words in each.message for each in told), [each.message for each in told]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("(12)", "below nought"),
        ("12-", "minus before"),
        ("<5", "[c]"),
        ("1-4", "[c]"),
        ("£1.2m", "all digits"),
        ("1.2E+03", "all digits"),
        ("1,200 1)", "mark of a note"),
        ("1200¹", "mark of a note"),
        ("1,200r", "mark of a note"),
        ("n.k.", ""),
    ],
)
def test_what_to_write_in_place_of_what_is_no_number(written: str, words: str) -> None:
    assert (words in hint(written)) if words else hint(written) == ""
