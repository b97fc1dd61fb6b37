"""Extracts: each file of `file_shapes/` goes in as it was published, by a declaration of `extracts/`, cell by cell."""

from __future__ import annotations

import csv
from collections import Counter
from concurrent.futures import Executor
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.load.workspace import read_workspace
from pcpgen.model.data import Dataset
from pcpgen.problems import in_words
from pcpgen.sources.extract import Extract, extract
from pcpgen.words.catalogue import shipped
from tests.workspaces import copy, copy_small

TESTS = Path(__file__).parent
COLUMNS = ["Crime ID", "Month", "Falls within", "LSOA name", "Crime type"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny office with every file as it was published, and a dataset for each."""
    return with_sources(copy_small(tmp_path_factory.mktemp("extract") / "office"))


@pytest.fixture
def own_office(tmp_path: Path) -> Path:
    """The same, which a test may change, with nothing declared but the street-level crimes."""
    return with_sources(copy_small(tmp_path / "office"), "street")


def with_sources(root: Path, *names: str) -> Path:
    copy(TESTS / "file_shapes", root / "sources")
    (root / "sources/districts.csv").write_bytes((TESTS / "extracts/districts.csv").read_bytes())
    for path in (TESTS / "extracts").glob("*.yaml"):
        if not names or path.stem in names:
            (root / "plan/datasets" / path.name).write_bytes(path.read_bytes())
    return root


def extracted(root: Path, name: str, executor: Executor | None = None) -> Extract:
    return extract(root, dataset(root, name), shipped(), executor)


@cache
def datasets(root: Path) -> dict[str, Dataset]:
    return dict(read_workspace(root)[0].datasets)


def dataset(root: Path, name: str) -> Dataset:
    return datasets(root)[name]


def cells(made: Extract) -> dict[str, dict[str, str]]:
    """What each series holds by period: the value with its flags, [c], or why there is none."""
    assert not made.problems, [in_words(each, {}) for each in made.problems]
    return {
        id.partition(".")[2]: {
            period: ("[c]" if each.suppressed else each.note if each.value is None else str(each.value)) + each.flags
            for period, each in sorted(observations.items())
        }
        for id, observations in made.observations.items()
    }


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "extract", *arguments], catch_exceptions=False)


# -- each shape, cell by cell


def test_areas_down_and_years_across_with_a_short_year_and_a_total_that_differs(office: Path) -> None:
    made = extracted(office, "areas")
    assert cells(made) == {
        "northmoor": {"2004/05": "13827", "2019/20": "7775", "2020/21": "1709", "2021/22": "37005"},
        "carrow": {"2004/05": "34864", "2019/20": "10223", "2020/21": "27978", "2021/22": "13975"},
        "tolland": {"2004/05": "34230", "2019/20": "34123", "2020/21": "28113", "2021/22": "12345"},
        "haddon": {"2004/05": "4077", "2019/20": "21175", "2020/21": "5079", "2021/22": "20578"},
    }
    assert made.record and (made.record.read, made.record.kept, made.record.totals) == (5, 4, 4)


def test_semicolons_points_of_another_locale_and_letters_of_windows(office: Path) -> None:
    made = extracted(office, "contacts")
    assert cells(made) == {
        "calls-999": {"2024-01": "9812", "2024-02": "9377", "2024-03": "10020"},
        "calls-101": {"2024-01": "20114", "2024-02": "19004", "2024-03": "20871"},
        "web": {"2024-01": "1201", "2024-02": "[c]", "2024-03": "Not available at the source"},
    }
    assert made.record and made.record.files[0].how == "Windows-1252, semicolons"


def test_years_over_months_under_a_title_with_notes_below(office: Path) -> None:
    made = extracted(office, "channels")
    months = ("2023-01", "2023-02", "2023-03", "2024-01", "2024-02", "2024-03")
    rows = {
        "calls-999": "9611 9402 9788 9812 9377 10020",
        "calls-101": "21050 20511 21877 20114 19004 20871",
        "video": "3 [c] 11 [c] 6 -",
    }
    expected = {id: dict(zip(months, row.split(), strict=True)) for id, row in rows.items()}
    expected["video"]["2024-03"] = "Not available at the source"
    assert cells(made) == expected
    assert made.record
    assert made.record.totals == 3, "those that the publisher prints"
    assert made.record.origins["channels.video@2024-02"].plain == {
        "file": "sources/two-row-head.xlsx",
        "sheet": "Table 1",
        "row": 8,
    }


def test_days_that_mean_months_and_percentages_as_they_are_shown(office: Path) -> None:
    shown = {f"2024-0{month}": str(70 + month) for month in range(1, 7)}
    assert cells(extracted(office, "satisfied")) == {"satisfied": shown}


def test_an_open_document_with_marks(office: Path) -> None:
    assert cells(extracted(office, "officers")) == {
        "female": {"2022/23": "612", "2023/24": "655"},
        "male": {"2022/23": "801", "2023/24": "799"},
        "not-stated": {"2022/23": "[c]", "2023/24": "Less than half of the unit"},
    }


def test_a_series_is_a_choice_of_dimensions(office: Path) -> None:
    made = cells(extracted(office, "rate"))
    with (TESTS / "file_shapes/tidy-dimensions.csv").open() as stream:
        rows = [row for row in csv.DictReader(stream) if not row["Region"]]
    for id, sex in (("all", ""), ("female", "Female")):
        assert made[id] == {row["Year"]: row["Value"] for row in rows if (row["Sex"], row["Age"]) == (sex, "")}
    assert made["moorshire"] == {"2023": "The source gives no value: Low reliabilityu"}


def test_two_dimensions_crossed(office: Path) -> None:
    made = cells(extracted(office, "ranks"))
    with (TESTS / "file_shapes/two-way.csv").open() as stream:
        for row in csv.DictReader(stream):
            id = f"{row['Rank']}-{row['Ethnic group']}".lower().replace(" ", "-")
            day, month, year = row["As at"].split("/")
            assert made[id].pop(f"{year}-{month}-{day}") == row["Headcount"]
    assert not any(made.values())


def test_crimes_are_counted_once_by_month_area_and_type(office: Path) -> None:
    made = extracted(office, "street")
    with (TESTS / "file_shapes/street.csv").open() as stream:
        rows = [*csv.DictReader(stream)]
    areas = {"Carrow 002A": "carrow", "Northmoor 001A": "northmoor", "Northmoor 001B": "northmoor"}
    types = {"Burglary": "burglary", "Shoplifting": "shoplifting", "Violence and sexual offences": "violence"}
    once = {row["Crime ID"]: row for row in rows if row["Crime ID"]}.values()
    counted = Counter((areas.get(row["LSOA name"]), types.get(row["Crime type"]), row["Month"]) for row in once)
    assert cells(made) == {
        f"{area}-{kind}": {month: str(counted[area, kind, month]) for month in ("2024-01", "2024-02", "2024-03")}
        for area in ("northmoor", "carrow")
        for kind in types.values()
    }
    assert made.record
    assert (made.record.read, made.record.copies) == (183, 3)
    assert {(each.why, each.words): each.rows for each in made.record.left_out} == {
        ("reason", "of behaviour that is no crime"): 16,
        ("reason", "without an area"): 29,
        ("reason", "in another force’s area"): 23,
        ("others", "Crime type"): 78,
    }
