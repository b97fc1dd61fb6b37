"""Spreadsheets as analysts have them go in by one inferred declaration, as a person reads them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from pcpgen.model.data import Dataset, Series
from pcpgen.model.ids import as_id
from pcpgen.model.text import Text
from pcpgen.place import NOWHERE
from pcpgen.sources.inferred import Inferred, in_yaml, infer, quarters_in_words
from pcpgen.words.catalogue import shipped
from tests.spreadsheets import KEPT_BACK, NONE, Spreadsheet, spreadsheets

LEAST = 46


def series_of(sheet: Spreadsheet) -> dict[str, str]:
    return {as_id(title) or "": title for title in sheet.series}


def read(sheet: Spreadsheet, folder: Path) -> Inferred | None:
    path = folder / f"{sheet.name.replace(' ', '-')}.{sheet.ending}"
    path.write_bytes(sheet.content())
    unit = "%" if sheet.percent else "offences"
    series = {f"x.{id}": Series(f"x.{id}", title, unit, 1, NOWHERE) for id, title in series_of(sheet).items()}
    return infer(path, Dataset("x", Text("X", NOWHERE), "", series), None, shipped())


def as_decimal(value: object) -> Decimal | str:
    return value if isinstance(value, Decimal) else NONE


def cells(sheet: Spreadsheet, found: Inferred) -> dict[tuple[str, str], Decimal | str]:
    titles = series_of(sheet)
    return {
        (titles[id.partition(".")[2]], period): KEPT_BACK if each.suppressed else as_decimal(each.value)
        for id, observations in found.made.observations.items()
        for period, each in observations.items()
    }


@pytest.mark.slow
def test_a_published_table_of_months_across_goes_in(tmp_path: Path) -> None:
    sheet = next(each for each in spreadsheets() if each.name == "title rows and months across")
    found = read(sheet, tmp_path)
    assert found is not None and cells(sheet, found) == dict(sheet.cells)
    assert in_yaml(found, "crime.xlsx") == (
        "frequency: month\nfrom:\n  file: sources/crime.xlsx\n  sheet: Data\n  heads: 5\n  period: heads\n"
        "  series: {column: column A}"
    )


@pytest.mark.slow
def test_nearly_all_go_in_and_none_wrong(tmp_path: Path) -> None:
    sheets = list(spreadsheets())
    assert len(sheets) == 51
    found = {sheet.name: (sheet, read(sheet, tmp_path)) for sheet in sheets}
    sound = {name: made for name, (_, made) in found.items() if made and not made.made.problems}
    wrong = [name for name, made in sound.items() if cells(found[name][0], made) != dict(found[name][0].cells)]
    assert (wrong, len(sound) >= LEAST) == ([], True), found.keys() - sound.keys()
    for name in found.keys() - sound.keys():  # the mark of which nobody knows what it means
        made = found[name][1]
        assert made is not None
        assert all('"-" is no number and no mark that is known' in each.message for each in made.made.problems), name


def quarters(folder: Path, *odd: str) -> Path:
    """A workbook of quarters that do not say of which year they are, with a sheet that cannot be read."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Quarter", "Burglary", "Total"], ["Q3 2026", 5, 5], ["Q4 2026", 7, 7]):
        sheet.append(row)
    if "chart" in odd:
        book.create_chartsheet("Picture").add_chart(BarChart())
    if "formula" in odd:
        book.create_sheet("Sums")["A1"] = "=1+1"
    book.save(folder / "quarters.xlsx")
    return folder / "quarters.xlsx"


@pytest.mark.slow
@pytest.mark.parametrize("turned", ["calendar", "financial"])
def test_a_sheet_that_cannot_be_read_bars_no_other_and_quarters_say_how_they_are_read(
    tmp_path: Path, turned: str
) -> None:
    series = {"x.burglary": Series("x.burglary", "Burglary", "offences", 0, NOWHERE)}
    file = quarters(tmp_path, "chart", "formula")
    found = infer(file, Dataset("x", Text("X", NOWHERE), "", series), None, shipped(), "", turned)
    assert found is not None and not found.made.problems
    last = {"calendar": "2026-Q4", "financial": "2027-Q1"}[turned]
    assert str(found.made.observations["x.burglary"][last].value) == "7"
    said = {"calendar": "October to December 2026", "financial": "January to March 2027"}[turned]
    other = "financial" if turned == "calendar" else "calendar"
    assert quarters_in_words(found) == (
        f"Its quarters do not say of which year they are, and are read as those of the {turned} year: "
        f"Q4 2026 is {said}. Where the {other} year is meant, give --quarters {other}."
    )


@pytest.mark.parametrize(
    ("months", "read"),
    [
        (("12 345", "987", "1 234"), ["12345", "987", "1234"]),
        (("12 345", "987", '"1,5"'), ["12345", "987", "1.5"]),
        (("12 345", "987", '"1,234"'), None),  # as one and a bit or as a thousand and more
        (('"1,234"', "987", '"1,234"'), ["1234", "987", "1234"]),
    ],
)
def test_blanks_between_thousands_are_taken_where_no_number_says_otherwise(
    tmp_path: Path, months: tuple[str, ...], read: list[str] | None
) -> None:
    rows = "".join(f"2024-0{at},{number}\n" for at, number in enumerate(months, 1))
    (tmp_path / "crimes.csv").write_text(f"Month,Burglary\n{rows}", "utf-8")
    series = {"x.burglary": Series("x.burglary", "Burglary", "offences", None, NOWHERE)}
    found = infer(tmp_path / "crimes.csv", Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    assert (found and [str(each.value) for each in found.made.observations["x.burglary"].values()]) == read


@pytest.mark.slow
@pytest.mark.parametrize(("month", "goes_in"), [("Jan-25", True), ("Jan-24", False)])
def test_a_month_that_lies_outside_the_year_over_it_is_not_read_without_that(
    month: str, goes_in: bool, tmp_path: Path
) -> None:
    path = tmp_path / "thefts.csv"
    path.write_text(f"Year,2024/25,,,2025/26,\nMonth,Apr-24,Dec-24,{month},Apr-25,Feb-26\nAll,1,2,3,4,5\n", "utf-8")
    series = {"x.all": Series("x.all", "All", "offences", 1, NOWHERE)}
    found = infer(path, Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    assert (found is not None and not found.made.problems) == goes_in


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "columns", "periods"),
    [
        (
            "Year,Month,Thefts\n2024,November,1\n2024,December,2\n2025,January,3\n",
            "Year, Month",
            "2024-11 2024-12 2025-01",
        ),
        ("Month,Year,Thefts\n11,2024,1\n12,2024,2\n1,2025,3\n", "Month, Year", "2024-11 2024-12 2025-01"),
        ("FY,Month,Thefts\n2024/25,Apr,1\n2024/25,Dec,2\n2024/25,Jan,3\n", "FY, Month", "2024-04 2024-12 2025-01"),
        ("Year,Quarter,Thefts\n2024/25,Q1,1\n2024/25,Q4,2\n", "Year, Quarter", "2024-Q2 2025-Q1"),
        ("Year,Month,Thefts\n2024/25,1,1\n2024/25,2,2\n", "", ""),  # April, or January; and no quarter
    ],
)
def test_two_columns_say_together_when(rows: str, columns: str, periods: str, tmp_path: Path) -> None:
    (tmp_path / "thefts.csv").write_text(rows, "utf-8")
    series = {"x.thefts": Series("x.thefts", "Thefts", "offences", None, NOWHERE)}
    found = infer(tmp_path / "thefts.csv", Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    goes_in = found is not None and not found.made.problems
    assert goes_in == bool(columns)
    if found and columns:
        assert f"period: [{columns}]" in in_yaml(found, "thefts.csv")
        assert [*found.made.observations["x.thefts"]] == periods.split()


YEARS, MONTHS = ",2023,,,2024,,{}", "Offence,Jan,Feb,Total,Jan,Feb,Total{}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((YEARS.format(""), MONTHS.format(""), "Thefts,1,2,3,4,5,9"), ""),
        ((YEARS.format(""), MONTHS.format(""), "Thefts,1,2,3,4,5,10"), "the total of thefts in 2024 is 10 (line 3)"),
        ((YEARS.format(","), MONTHS.format(",Total"), "Thefts,1,2,3,4,5,9,12"), ""),  # the last is of all
        ((YEARS.format(","), MONTHS.format(",Total"), "Thefts,1,2,3,4,5,9,13"), "all periods of thefts is 13 (line 3)"),
        ((",2023,,2024,,", "Offence,Jan,Feb,Jan,Feb,Total", "Thefts,1,2,4,5,12"), ""),  # so is the only one
        (("Offence,2024-01,2024-02,Total", "Thefts,1,2,4"), "all periods of thefts is 4 (line 2)"),
    ],
)
def test_totals_across_are_checked(rows: tuple[str, ...], told: str, tmp_path: Path) -> None:
    (tmp_path / "thefts.csv").write_text("\n".join(rows), "utf-8")
    series = {"x.thefts": Series("x.thefts", "Thefts", "offences", None, NOWHERE)}
    found = infer(tmp_path / "thefts.csv", Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    assert found and [told in each.message for each in found.made.problems] == ([True] if told else [])
    assert found.made.record and found.made.record.totals >= 1


@pytest.mark.parametrize("head", ["12 months to", "Year ending", "Rolling 12 months"])
def test_a_month_under_a_head_of_years_is_no_month(head: str, tmp_path: Path) -> None:
    (tmp_path / "thefts.csv").write_text(f"{head},Thefts\nMar 2023,100\nMar 2024,120\n", "utf-8")
    series = {"x.thefts": Series("x.thefts", "Thefts", "offences", None, NOWHERE)}
    found = infer(tmp_path / "thefts.csv", Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    assert found is None or found.made.problems


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "goes_in"),
    [
        ("Month,Kind,Count\n2024-01,Thefts,1\n2024-01,Frauds,2\n2024-02,Thefts,3\n", True),
        ("Year,Month,Kind,Count\n2024,Jan,Thefts,1\n2024,Jan,Frauds,2\n2024,Feb,Thefts,3\n", True),
        ("Month,Kind,Area,Count\n2024-01,Thefts,North,1\n2024-01,Thefts,South,2\n", False),  # of a part each
        ("Month,Kind,Count\n2024-01,Thefts,1\n2024-01,Thefts,2\n", False),  # twice
    ],
)
def test_a_row_an_observation_under_any_heads(rows: str, goes_in: bool, tmp_path: Path) -> None:
    (tmp_path / "crimes.csv").write_text(rows, "utf-8")
    series = {f"x.{id}": Series(f"x.{id}", id.capitalize(), "offences", None, NOWHERE) for id in ("thefts", "frauds")}
    found = infer(tmp_path / "crimes.csv", Dataset("x", Text("X", NOWHERE), "", series), None, shipped())
    assert (found is not None and not found.made.problems) == goes_in
    if found and goes_in:
        values = [
            (id, month, str(each.value)) for id, of in found.made.observations.items() for month, each in of.items()
        ]
        assert values == [("x.thefts", "2024-01", "1"), ("x.thefts", "2024-02", "3"), ("x.frauds", "2024-01", "2")]
        assert "series: {column: Kind}\n  value: Count" in in_yaml(found, "crimes.csv")
