"""Extracts: each file of `file_shapes/` goes in as it was published, by a declaration of `extracts/`, cell by cell."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.extracted import note, note_to_readers
from pcpgen.blocks.indicators import indicator_block
from pcpgen.checks.extracted import check_extracted
from pcpgen.cli import cli
from pcpgen.figures.data import Data
from pcpgen.figures.outline import outline
from pcpgen.load.extracted import parsed
from pcpgen.load.extraction import is_source
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import known_digest
from pcpgen.model.data import BEGUN, Dataset, Observation
from pcpgen.model.extraction import MEANINGS, Extracted, Extraction, LeftOut, fingerprint
from pcpgen.model.period import parse_period
from pcpgen.model.text import Text
from pcpgen.place import NOWHERE
from pcpgen.problems import in_words
from pcpgen.sources.extract import Extract, extract
from pcpgen.sources.opendocument import sheets_of
from pcpgen.words.catalogue import shipped
from pcpgen.workspace.extraction import judged
from tests.workspaces import ROOT, change, copy, copy_small, edit_meanwhile

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
        "source": "sources/two-row-head.xlsx",
        "sheet": "Table 1",
        "row": 8,
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (",2023/24,,2024/25\nChannel,Apr,Mar,Apr\n999,1,2,3\n", ""),
        (",2023-24,,2024-25\nChannel,Apr-23,Mar-24,April 2024\n999,1,2,3\n", ""),
        (",2023,2024,\nChannel,Apr,Mar,Apr\n999,1,2,3\n", ""),
        (
            ",2023/24,,\nChannel,Apr-23,Mar-24,Apr-24\n999,1,2,3\n",
            "April 2024 stands under 2023/24 and is no part of it (line 2)",
        ),
        (",2023/25,,\nChannel,Apr,May,Jun\n999,1,2,3\n", '"2023/25 Apr" is no period'),
    ],
)
def test_a_month_under_a_financial_year_lies_in_it(own_office: Path, rows: str, told: str) -> None:
    text = (TESTS / "extracts/channels.yaml").read_text("utf-8").replace("two-row-head.xlsx", "months.csv")
    text = text.replace("  sheet: Table 1\n", "").replace("[4, 5]", "[1, 2]").replace("  total: Total\n", "")
    (own_office / "plan/datasets/channels.yaml").write_text(text, "utf-8")
    (own_office / "sources/months.csv").write_text(rows, "utf-8")
    made = extract(own_office, read_workspace(own_office)[0].datasets["channels"], shipped())
    if told:
        assert [told in each.message for each in made.problems] == [True]
    else:
        assert cells(made) == {"calls-999": {"2023-04": "1", "2024-03": "2", "2024-04": "3"}}


def test_all_heads_that_name_no_series_are_told_at_once(own_office: Path) -> None:
    declared = "from: {file: sources/heads.csv, period: Month, series: heads}\n"
    (own_office / "plan/datasets/heads.yaml").write_text(
        f"title: Heads\nunit: calls\nsource: Invented\nseries:\n  a: {{title: A}}\n{declared}", "utf-8"
    )
    (own_office / "sources/heads.csv").write_text("Month,A,B,C\n2023-04,1,2,3\n", "utf-8")
    made = extract(own_office, read_workspace(own_office)[0].datasets["heads"], shipped())
    assert [each.message for each in made.problems] == ['no series is called "B", "C"']


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "note", "marks", "stands"),
    [
        ("*", "* counts below 5 are withheld", "", "[c]"),
        ("*", "Figures are provisional", "", "[c]"),
        ("*", "* system outage; not recorded", "", "not-available"),
        ("*", "Cells with * are of the old system", "", "not-available"),
        ("*", "* system outage; not recorded", '  marks: {"*": not-available}\n', "Not available at the source"),
        ("*", "* of the old system", '  marks: {"*": suppressed}\n', "[c]"),
        ("[x]", "[x] suppressed as few", "", "suppressed"),
    ],
)
def test_a_mark_of_which_the_file_says_another_thing_is_asked_about(
    own_office: Path, mark: str, note: str, marks: str, stands: str
) -> None:
    text = (TESTS / "extracts/channels.yaml").read_text("utf-8").replace("two-row-head.xlsx", "months.csv")
    text = text.replace("  sheet: Table 1\n", "").replace("[4, 5]", "1").replace("  total: Total\n", marks)
    (own_office / "plan/datasets/channels.yaml").write_text(text, "utf-8")
    (own_office / "sources/months.csv").write_text(f"Channel,Apr 2023\n999,{mark}\n\n{note},\n", "utf-8")
    done = run(own_office, "channels")
    if stands in MEANINGS:
        assert done.exit_code == 1
        assert f"the file says “{note}”" in done.output and f'marks: {{"{mark}": {stands}}}' in done.output
    else:
        assert f"note      “{note}”, says the file" in done.output
        row = (own_office / "data/channels.csv").read_text("utf-8").splitlines()[1]
        assert row == f"calls-999,2023-04,,{stands}," if stands == "[c]" else f"calls-999,2023-04,,,{stands}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("total", "mark", "note", "told"),
    [
        (9, "5", "", "Totals that were checked: 1.\n"),
        (8, "[c]", "[c] counts below 5 are withheld", "Totals that were checked: 0; 1 more only for being too small"),
        (9, "[c]", "[c] counts below 5 are withheld", "total of all series in April 2023 is 9 (line 4) and what is"),
        (900, "[c]", "[c] is kept back", "Totals that were checked: 0; 1 more only for being too small"),
        (3, "[c]", "[c] counts below 5 are withheld", "That is 1 too many"),
    ],
)
def test_a_total_of_which_a_part_is_kept_back_was_not_checked_and_can_be_too_large(
    own_office: Path, total: int, mark: str, note: str, told: str
) -> None:
    text = (TESTS / "extracts/channels.yaml").read_text("utf-8").replace("two-row-head.xlsx", "months.csv")
    text = text.replace("  sheet: Table 1\n", "").replace("[4, 5]", "1")
    (own_office / "plan/datasets/channels.yaml").write_text(text, "utf-8")
    rows = f"Channel,Apr 2023\n999,4\n101,{mark}\nTotal,{total}\n{note},\n"
    (own_office / "sources/months.csv").write_text(rows, "utf-8")
    output = run(own_office, "channels").output
    assert told in output and ("doubtful  the total" in output) == ("and what is" in told), output


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


# -- extracted again, checked, revised


@pytest.mark.slow
def test_what_somebody_saves_meanwhile_is_not_overwritten(own_office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(own_office, "street")
    change(own_office, "sources/street.csv", ",2024-03,", ",2024-04,")
    theirs = edit_meanwhile(monkeypatch, "pcpgen.workspace.files.write_new", own_office / "data/street.csv")
    done = run(own_office, "street")
    assert done.exit_code == 3 and f"{own_office / 'data/street.csv'} was changed meanwhile" in done.output
    assert (own_office / "data/street.csv").read_text("utf-8") == theirs


@pytest.mark.slow
def test_a_second_extract_changes_nothing_and_a_changed_source_is_told(own_office: Path) -> None:
    first = run(own_office, "street")
    assert first.exit_code == 0, first.output
    assert "Left out: 78 rows with a Crime type that is not counted" in first.output
    written = {path: path.read_bytes() for path in (own_office / "data").rglob("street.*")}
    assert {path.name for path in written} == {"street.csv", "street.json"}

    again = run(own_office, "street")
    assert (again.exit_code, str(own_office) in again.output) == (0, False), "no file is written"
    assert {path: path.read_bytes() for path in written} == written
    assert run(own_office, "--check").output == "street stands.\n"

    change(own_office, "sources/street.csv", "Burglary", "burglary ")
    stale = run(own_office, "--check")
    assert (stale.exit_code, stale.output) == (
        1,
        "street is stale: sources/street.csv is changed. Run pcpgen extract street.\n",
    )
    (own_office / "sources/street.csv").unlink()
    away = run(own_office, "--check")
    assert (away.exit_code, away.output) == (
        0,
        "street stands. sources/street.csv is not here, and was not compared.\n",
    )


@pytest.mark.slow
def test_a_source_that_is_another_than_was_read_is_told_by_check_and_build_and_is_vouched_for_no_more(
    own_office: Path,
) -> None:
    def build() -> str:
        done = CliRunner().invoke(cli, ["-C", str(own_office), "build", "--format", "html"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def doubted() -> list[str]:
        project, _ = read_workspace(own_office)
        at = project.extracted["street"].origins
        found = [each.message for each in check_extracted(project, Data.of(project))]
        return found if bool(at) == ("changed" not in str(found)) else ["the record vouches for what has changed"]

    assert run(own_office, "street").exit_code == 0
    build()
    assert (doubted(), build()) == ([], "All documents are up to date.\n")
    source = own_office / "sources/street.csv"
    was = source.read_bytes()
    source.write_bytes(was.replace(b"Burglary", b"burglary"))  # of the same size
    assert doubted() == ["street is stale: sources/street.csv is changed"]
    assert "plan/datasets/street.yaml:" in build()
    source.write_bytes(was)
    source.rename(own_office / "sources/street crime.csv")
    assert doubted() == ["street is stale: sources/street.csv is called sources/street crime.csv now"]
    (own_office / "sources/street crime.csv").unlink()
    assert doubted() == [], "it may be too large for a repository"
    source.write_bytes(was)
    change(own_office, "data/street.csv", "carrow-burglary,2024-01,,3,", "carrow-burglary,2024-01,,4,")
    assert doubted() == ["street is stale: data/street.csv was changed by hand"]


@pytest.mark.slow
def test_a_record_with_the_sha_256_of_its_source_still_tells_whether_that_has_changed(own_office: Path) -> None:
    assert run(own_office, "street").exit_code == 0
    record, source = own_office / "data/extracted/street.json", own_office / "sources/street.csv"
    sum = known_digest(source)
    assert sum.startswith("blake3:") and f'"{sum}"' in record.read_text("utf-8")
    change(own_office, "data/extracted/street.json", sum, hashlib.sha256(source.read_bytes()).hexdigest())
    assert run(own_office, "--check").output == "street stands.\n"
    change(own_office, "sources/street.csv", "Burglary", "burglary")
    assert "sources/street.csv is changed" in run(own_office, "--check").output


def test_the_sum_of_a_publishers_file_is_blake3_as_its_authors_give_it(tmp_path: Path) -> None:
    """The first two of the test vectors that are published with BLAKE3, of 0 and of 1 byte."""
    file = tmp_path / "file.csv"
    for content, told in ((b"", "af1349b9f5f9a1a6a0404dea36dcc949"), (b"\0", "2d3adedff11b61f14c886e35afa03673")):
        file.write_bytes(content)
        assert known_digest(file).startswith(f"blake3:{told}")


@pytest.mark.slow
@pytest.mark.parametrize("series", ["all", "carrow-burglary"])
def test_the_row_of_what_was_begun_is_no_hindrance_and_goes(own_office: Path, series: str) -> None:
    begun = f"{series},2026-11,,,{BEGUN}"
    (own_office / "data/street.csv").write_text(f"series,period,qualifier,value,note\n{begun}\n", "utf-8")
    done = run(own_office, "street")
    assert (done.exit_code, begun in (own_office / "data/street.csv").read_text("utf-8")) == (0, False), done.output


@pytest.mark.slow
def test_what_was_reported_is_revised_with_a_reason_and_what_an_author_noted_stays(own_office: Path) -> None:
    run(own_office, "street")
    change(own_office, "data/street.csv", "carrow-burglary,2024-01,,3,", "carrow-burglary,2024-01,,3,Checked: by hand")
    rows = (own_office / "sources/street.csv").read_text("utf-8").splitlines(keepends=True)
    gone = next(row for row in rows if "Carrow 002A,Burglary" in row and ",2024-02," in row)
    (own_office / "sources/street.csv").write_text("".join(row for row in rows if row != gone), "utf-8")

    refused = run(own_office, "street")
    assert refused.exit_code == 1
    assert "changed   carrow-burglary@2024-02: 1 became 0  (0 rows of sources/street.csv)" in refused.output
    assert (
        "is missing for carrow-burglary@2024-02: give --reason, and --date with the day of the revisions."
        in refused.output
    )

    taken = run(own_office, "street", "--date", "2024-05-01", "--reason", "Withdrawn by the publisher")
    assert taken.exit_code == 0, taken.output
    assert (own_office / "data/revisions/street.csv").read_text("utf-8").splitlines()[1:] == [
        "carrow-burglary,2024-02,1,0,2024-05-01,Withdrawn by the publisher"
    ]
    assert "carrow-burglary,2024-01,,3,Checked: by hand" in (own_office / "data/street.csv").read_text("utf-8")
    assert run(own_office, "--check").exit_code == 0


def test_a_value_changed_by_hand_and_another_declaration_are_told(own_office: Path) -> None:
    run(own_office, "street")
    change(own_office, "data/street.csv", "carrow-burglary,2024-01,,3,", "carrow-burglary,2024-01,,4,")
    change(own_office, "plan/datasets/street.yaml", "  count: rows", "  without_rows: nothing\n  count: rows")
    assert run(own_office, "--check").output == (
        "street is stale: its declaration has changed; data/street.csv was changed by hand. "
        "Run pcpgen extract street.\n"
    )


@pytest.mark.slow
def test_what_was_typed_over_an_extract_is_restored_and_no_revision(own_office: Path) -> None:
    run(own_office, "street")
    made = (own_office / "data/street.csv").read_text("utf-8")
    change(own_office, "data/street.csv", "carrow-burglary,2024-01,,3,", "carrow-burglary,2024-01,,4,")
    done = run(own_office, "street")
    said = "restored  carrow-burglary@2024-01: 4, typed over what was extracted, is 3 again, which revises nothing"
    assert done.exit_code == 0 and said in done.output and " 0 changed," in done.output, done.output
    assert (own_office / "data/street.csv").read_text("utf-8") == made
    assert not (own_office / "data/revisions").exists()


def test_what_was_revised_is_not_typed(own_office: Path) -> None:
    """A revision that the history has is one of the publisher's: to take it back needs a reason."""
    run(own_office, "street")
    change(own_office, "data/street.csv", "carrow-burglary,2024-01,,3,", "carrow-burglary,2024-01,,4,")
    (own_office / "data/revisions").mkdir()
    (own_office / "data/revisions/street.csv").write_text(
        "series,period,old,new,date,reason\ncarrow-burglary,2024-01,3,4,2024-03-01,Counted again.\n", "utf-8"
    )
    done = run(own_office, "street")
    assert done.exit_code == 1 and "restored" not in done.output, done.output
    assert "carrow-burglary,2024-01,,4," in (own_office / "data/street.csv").read_text("utf-8")


# -- what is refused, with the one sentence that helps


@pytest.mark.parametrize(
    ("name", "old", "new", "told", "remedy"),
    [
        ("areas", "  century: 20\n", "", '"04/05" is no period', "without_columns:"),
        ("areas", "total: {says: Total, differs: The numbers were invented one by one}", "total: Total", "73,296", ""),
        ("areas", "  without_columns: [Change]\n", "", '"Change" is no period', "without_columns:"),
        ("areas", "carrow: {title: Carrow}, ", "", 'no series is meant by "Carrow"', "leave_out:"),
        ("contacts", "numbers: 1.234,5", "numbers: 1 234,5", '"9.812" is no number', "numbers:"),
        ("channels", "  sheet: Table 1\n", "", "3 sheets, and none is named", "Table 1, Notes, Monthly"),
        ("channels", "sheet: Table 1", "sheet: Table 2", 'no sheet "Table 2"', "Table 1, Notes, Monthly"),
        ("rate", "Value", "Rate", "no row of sources/tidy-dimensions.csv has the heads Year", "Observation status"),
        ("rate", ", Region: all}}\n  female", "}}\n  female", "all for 2023 stands in", "where:"),
        ("satisfied", '"%"', "victims", "is shown as a percentage, and the series is in victims", ""),
        ("street", "count: rows", "sum: LSOA code", '"E01900002" is no number', "marks:"),
    ],
)
def test_what_cannot_go_in_is_told(tmp_path: Path, name: str, old: str, new: str, told: str, remedy: str) -> None:
    root = with_sources(copy_small(tmp_path / "office"), name)
    if old in (root / f"plan/datasets/{name}.yaml").read_text("utf-8"):
        change(root, f"plan/datasets/{name}.yaml", old, new)
    problems = extract(root, read_workspace(root)[0].datasets[name], shipped()).problems
    assert any(told in each.message and remedy in each.remedy for each in problems), [
        in_words(each, {}) for each in problems
    ]


# -- the same as a plain count, whatever reads the files

MONTHS, AREAS, KINDS = (
    ("2024-01", "2024-02", "2023-12"),
    ("Carrow 002A", "Northmoor 001A", "Northmoor 001B", "NORTHMOOR 001B", "", "Elsewhere"),
    ("Burglary", "Shoplifting", "Noise"),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("", "a", "b", "c", "d")),
        st.sampled_from(MONTHS),
        st.sampled_from(("Northmoor Police", "northmoor police", "Carrow Police")),
        st.sampled_from(AREAS),
        st.sampled_from(KINDS),
        st.integers(-5, 20_000).map(lambda number: f"{number:,}"),
    ),
    min_size=1,
    max_size=40,
)
DECLARED = """\
title: Crimes
source: Invented for the tests
unit: crimes
frequency: month
series:
  carrow-burglary: {{title: A}}
  carrow-shoplifting: {{title: B}}
  northmoor-burglary: {{title: C}}
  northmoor-shoplifting: {{title: D}}
from:
  file: sources/rows-*.csv
  period: Month
  where: {{Falls within: Northmoor Police}}
  leave_out: {{without an area: {{LSOA name: blank}}}}
  series:
    column: LSOA name
    as: districts
    others: left-out
    by: {{column: Crime type, as: {{Burglary: burglary, Shoplifting: shoplifting}}, others: left-out}}
  {way}
"""
AREA = {"Carrow 002A": "carrow", **dict.fromkeys(("Northmoor 001A", "Northmoor 001B", "NORTHMOOR 001B"), "northmoor")}


def plainly(files: list[list[tuple[str, ...]]], way: str) -> dict[tuple[str, str], int]:
    """The same, row by row, as anybody would count."""
    groups: dict[str, set[tuple[str, str]]] = {}
    found: dict[tuple[str, str], int] = {}
    for id, month, force, area, kind, number in (row for rows in files for row in rows):
        if force.lower() != "northmoor police" or area not in AREA or kind == "Noise":
            continue
        key = f"crimes.{AREA[area]}-{kind.lower()}", month
        if "once" in way and id:
            groups.setdefault(id, set()).add((month, key[0]))
            continue
        found[key] = found.get(key, 0) + (int(number.replace(",", "")) if "sum" in way else 1)
    for copies in groups.values():
        month, series = min(copies, key=lambda each: (each[0], each[1].partition("-")[0], each[1]))
        found[series, month] = found.get((series, month), 0) + 1
    return found


def crimes(root: Path, files: list[list[tuple[str, ...]]], way: str) -> Dataset:
    for at, rows in enumerate(files):
        text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
        (root / f"sources/rows-{at}.csv").write_text(f"Crime ID,Month,Falls within,LSOA name,Crime type,n\n{text}\n")
    (root / "plan/datasets/crimes.yaml").write_text(DECLARED.format(way=way), "utf-8")
    return read_workspace(root)[0].datasets["crimes"]


def agrees(root: Path, files: list[list[tuple[str, ...]]], way: str, executor: Executor | None) -> None:
    for path in (root / "sources").glob("rows-*.csv"):
        path.unlink()
    made = extract(root, crimes(root, files, way), shipped(), executor)
    values = {(id, period): int(str(each.value)) for id, of in made.observations.items() for period, each in of.items()}
    assert not made.problems
    counted = plainly(files, way)
    months = {month for _, month in counted}
    assert {key: value for key, value in values.items() if value or key in counted} == counted
    assert {month for _, month in values} == months, "nought for each series in a month that has rows"
    assert made.record
    assert made.record.read == sum(map(len, files))
    left = sum(each.rows for each in made.record.left_out)
    assert made.record.kept + made.record.copies + left == made.record.read


WAYS = ("count: rows", "sum: n", "count: rows\n  once: Crime ID")
HEADS = "Crime ID,Month,Falls within,LSOA name,Crime type,n\r\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Crime ID", '"Crime\nID"'),
        ("LSOA name", '"LSOA\r\nname"'),
        ("Crime ID", '"Crimes\nin Northmoor"\r\n\r\nCrime ID'),
        ("Northmoor 001A", '"Northmoor\n001A"'),
        ("Northmoor 001A", "Northmoor\t001A"),
        ("Northmoor Police", '"Northmoor\r\nPolice\n"'),
        ("Burglary", "Burglary\u2009"),
        ("Northmoor 001A", "Northmoor\f001A"),
        ("Burglary", "Burglary\x1f"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_break_in_a_cell_loses_no_row(old: str, new: str, encoding: str, own_office: Path) -> None:
    dataset = crimes(own_office, [], "count: rows")
    rows = "".join(f"a,2024-01,Northmoor Police,Northmoor 001A,Burglary,{number}\r\n" for number in range(3))
    (own_office / "sources/rows-0.csv").write_bytes(f"{HEADS}{rows}".replace(old, new).encode(encoding))
    made = extract(own_office, dataset, shipped())
    assert not made.problems and made.record and made.record.read == 3
    assert made.observations["crimes.northmoor-burglary"]["2024-01"].value == 3


def test_a_word_is_meant_whose_small_letters_are_others_than_its_folded_ones(own_office: Path) -> None:
    crimes(own_office, [[("", "2024-01", "Northmoor Police", "Weiße Bank", "Burglary", "1")]], "count: rows")
    change(own_office, "plan/datasets/crimes.yaml", "as: districts", "as: {Weiße Bank: carrow, Ufer: northmoor}")
    dataset = read_workspace(own_office)[0].datasets["crimes"]
    assert extract(own_office, dataset, shipped()).observations["crimes.carrow-burglary"]["2024-01"].value == 1


LETTERS = [("Weiße Bank", "Weiße Bank"), ("Weisse Bank", "WEIẞE BANK"), ("Weiße Bank", "WEISSE BANK")]


@pytest.mark.parametrize(("title", "word"), LETTERS)
def test_a_title_is_meant_however_its_letters_are_written(title: str, word: str, own_office: Path) -> None:
    rows: list[tuple[str, ...]] = [("", "2024-01", "Northmoor Police", each, "", "1") for each in (word, "Größe")]
    crimes(own_office, [rows], "count: rows")
    path = own_office / "plan/datasets/crimes.yaml"
    before, _, _ = path.read_text("utf-8").replace("title: A", f"title: {title}").partition("  series:\n    column")
    path.write_text(f"{before}  series: {{column: LSOA name, others: left-out}}\n  count: rows\n", "utf-8")
    made = extract(own_office, read_workspace(own_office)[0].datasets["crimes"], shipped())
    assert cells(made)["carrow-burglary"] == {"2024-01": "1"}
    assert made.record and made.record.left_out == (LeftOut("others", "LSOA name", 1),)


@pytest.mark.parametrize(("said", "word"), LETTERS)
def test_a_word_of_a_condition_is_meant_however_its_letters_are_written(said: str, word: str, own_office: Path) -> None:
    crimes(own_office, [[("", "2024-01", word, "Carrow 002A", "Burglary", "1")]], "count: rows")
    change(own_office, "plan/datasets/crimes.yaml", "Falls within: Northmoor Police", f"Falls within: {said}")
    made = extract(own_office, read_workspace(own_office)[0].datasets["crimes"], shipped())
    assert cells(made)["carrow-burglary"] == {"2024-01": "1"}


@pytest.mark.parametrize("marks", [("n/a", "[c]"), ("[c]", "n/a")])
def test_a_sum_over_files_says_what_it_would_of_one(marks: tuple[str, str], own_office: Path) -> None:
    row = ("", "2024-01", "Northmoor Police", "Carrow 002A", "Burglary")
    made = extract(own_office, crimes(own_office, [[(*row, mark)] for mark in marks], "sum: n"), shipped())
    assert made.observations["crimes.carrow-burglary"]["2024-01"].suppressed


@pytest.mark.parametrize("way", ["count: rows", "value: n"])
@pytest.mark.parametrize(
    ("file", "told", "remedy"),
    [
        (b"", "sources/rows-0.csv is empty", "as it was published"),
        (HEADS.encode("utf-16")[:-1], "sources/rows-0.csv is not written in UTF-16", "cut short"),
        (HEADS.encode() + b"a,2024-01,M\x81n,Carrow 002A,Burglary,1", "is not written in Windows-1252", "cut short"),
        (
            HEADS.encode() + b"a,2024-01,,Carrow 002A,Burglary,1\r\n" * 32_000 + b"a,2024-01,,M\xf4n,,1",
            "in UTF-8",
            "encoding: cp1252",
        ),
    ],
)
def test_a_file_that_is_empty_or_cut_says_so(file: bytes, told: str, remedy: str, way: str, own_office: Path) -> None:
    crimes(own_office, [], way)
    change(own_office, "plan/datasets/crimes.yaml", "rows-*.csv", "rows-0.csv")
    (own_office / "sources/rows-0.csv").write_bytes(file)
    made = extract(own_office, read_workspace(own_office)[0].datasets["crimes"], shipped())
    assert [(told in each.message, remedy in each.remedy) for each in made.problems] == [(True, True)]


def test_lines_that_end_in_two_ways_are_told_where_rows_are_counted(own_office: Path) -> None:
    dataset = crimes(own_office, [], "count: rows")
    (own_office / "sources/rows-0.csv").write_bytes(f"{HEADS}a,2024-01,,,,1\nb,2024-01,,,,1\n".encode())
    assert ["end in two ways" in each.remedy for each in extract(own_office, dataset, shipped()).problems] == [True]


def test_the_mark_of_a_note_changes_no_word_where_others_are_left_out(own_office: Path) -> None:
    words = ("A [note 1]", "b", "B²", "Elsewhere", "Elsewhere (1)")
    rows: list[tuple[str, ...]] = [("", "2024-01", "Northmoor Police", word, "Burglary", "1") for word in words]
    crimes(own_office, [rows], "count: rows")
    path = own_office / "plan/datasets/crimes.yaml"
    before, _, _ = path.read_text("utf-8").partition("  series:\n    column")
    path.write_text(f"{before}  series: {{column: LSOA name, others: left-out}}\n  count: rows\n", "utf-8")
    made = extract(own_office, read_workspace(own_office)[0].datasets["crimes"], shipped())
    assert cells(made)["carrow-burglary"] == {"2024-01": "1"} and cells(made)["carrow-shoplifting"] == {"2024-01": "2"}
    assert made.record and made.record.left_out == (LeftOut("others", "LSOA name", 2),)


def test_heads_alone_tell_what_stands_between_them(own_office: Path) -> None:
    heads = HEADS.strip().replace(",", "|").replace("Falls within", '"Falls, within"')
    crimes(own_office, [[("", "2024-01", "Northmoor Police", "Carrow 002A", "Burglary", "1")]], "count: rows")
    change(own_office, "plan/datasets/crimes.yaml", "  where: {Falls within: Northmoor Police}\n", "")
    dataset = read_workspace(own_office)[0].datasets["crimes"]
    (own_office / "sources/rows-1.csv").write_text(heads)
    made = extract(own_office, dataset, shipped())
    assert not made.problems and made.record
    assert [each.how for each in made.record.files[:2]] == ["UTF-8, commas", "UTF-8, |"]


@pytest.mark.slow
def test_counts_and_sums_are_those_of_a_plain_count(own_office: Path) -> None:
    rows: list[tuple[str, ...]] = [
        ("a", "2024-01", "Northmoor Police", "Carrow 002A", "Burglary", "1,200"),
        ("a", "2024-02", "northmoor police", "Carrow 002A", "Burglary", "7"),
        ("", "2024-02", "Northmoor Police", "Northmoor 001A", "Shoplifting", "-3"),
        ("", "2024-02", "Northmoor Police", "Northmoor 001A", "Shoplifting", "-3"),
        ("b", "2024-02", "Carrow Police", "", "Noise", "1"),
    ]
    with ThreadPoolExecutor(2) as threads:
        for way in WAYS:
            agrees(own_office, [rows, rows[:2]], way, threads)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("executor", ["none", "threads", "processes"])
def test_any_rows_are_counted_as_anybody_would_whatever_reads_them(way: str, executor: str, own_office: Path) -> None:
    pools = {"threads": ThreadPoolExecutor, "processes": ProcessPoolExecutor}
    pool = pools[executor](2) if executor in pools else None

    @settings(max_examples=15, deadline=None)
    @given(st.lists(ROWS, min_size=1, max_size=3))
    def check(files: list[list[tuple[str, ...]]]) -> None:
        agrees(own_office, files, way, pool)

    try:
        check()
    finally:
        if pool:
            pool.shutdown()


# -- in documents, and where a figure is from


def test_a_reason_goes_on_from_its_rows_or_stands_behind_them() -> None:
    left = (LeftOut("reason", "of other coasts", 2), LeftOut("reason", "the sum of all months", 1))
    record = Extracted("2026-11-29", "", "", (), 9, 6, left)
    assert note(shipped(), record).endswith("Left out: 2 rows of other coasts and 1 row (the sum of all months).")
    pupils = replace(record, left_out=(LeftOut("reason", "A level pupils", 12),))
    assert note(shipped(), pupils).endswith("Left out: 12 rows (A level pupils).")
    elsewhere = replace(record, left_out=(LeftOut("reason", "o arfordiroedd eraill", 2),))
    assert "res o arfordiroedd eraill" in note(shipped("cy"), elsewhere)


@pytest.mark.slow
def test_a_document_says_what_was_left_out_and_a_figure_leads_to_its_rows(own_office: Path) -> None:
    run(own_office, "street")
    page = own_office / "plan/2025-29/pages/money.md"
    page.write_text(
        page.read_text("utf-8").rstrip("\n")
        + '\n\nIn March 2024 there were {{ figure("street.carrow-violence", "2024-03") }} violent crimes.\n',
        "utf-8",
    )
    told = CliRunner().invoke(cli, ["-C", str(own_office), "explain", "street.carrow-violence"])
    assert "published: sources/street.csv, 4 rows, by from: of the indicator or dataset street" in told.output

    built = CliRunner().invoke(cli, ["-C", str(own_office), "build-plan", "--format", "html"])
    assert built.exit_code == 0, built.output
    (provenance,) = (own_office / "out").rglob("provenance.json")
    entries = json.loads(provenance.read_text("utf-8"))["figures"]
    (cell,) = next(each["cells"] for each in entries if each["figure"] == "street.carrow-violence@2024-03")
    assert (cell["source"], cell["rows"]) == ("sources/street.csv", 4)

    record = read_workspace(own_office)[0].extracted["street"]
    assert note_to_readers(shipped(), record, kept_back=False) == (
        "Of 183 rows in a file of the publisher, 34 were counted or added up. Left out: 78 rows with a Crime type that "
        "is not counted, 23 rows in another force’s area, 16 rows of behaviour that is no crime and 29 rows without an "
        "area. 3 copies of rows were not counted again."
    )


@pytest.mark.slow
@pytest.mark.example
def test_the_figures_of_the_example_are_what_its_sources_give() -> None:
    project, _ = read_workspace(ROOT)
    sourced = {id: each for id, each in project.datasets.items() if each.extraction}
    assert {"outcome-rates", "charges", "out-of-court-disposals", "recorded-crime"} <= sourced.keys()
    for id, each in sourced.items():
        made = extract(ROOT, each, project.catalogue)
        assert not made.problems
        for series, observations in made.observations.items():
            known = project.observations[series]
            assert {period: one.value for period, one in observations.items()} == {
                period: known[period].value for period in observations
            }
        assert project.extracted[id].origins == (made.record and made.record.origins)


def test_what_a_declaration_does_not_say_is_in_no_sum_of_it() -> None:
    """So that what was extracted stays so, whatever entries a later version of the program knows."""
    plain = Extraction(Text("sources/a.csv", NOWHERE), NOWHERE, period=("Month",), series_in_heads=True)
    assert fingerprint(plain, ("a.b",), "month")[:16] == "35f185f56e789bf2"
    assert fingerprint(replace(plain, quarters="calendar"), ("a.b",), "month") != fingerprint(plain, ("a.b",), "month")


def test_a_value_that_was_changed_by_hand_is_not_said_to_be_the_publishers(own_office: Path) -> None:
    assert run(own_office, "street").exit_code == 0
    assert read_workspace(own_office)[0].extracted["street"].origins
    file = own_office / "data/street.csv"
    first = file.read_text("utf-8").splitlines()[1]
    file.write_text(file.read_text("utf-8").replace(first, first.replace(",,", ",,9", 1), 1), "utf-8")
    assert not read_workspace(own_office)[0].extracted["street"].origins


def test_a_value_is_provisional_no_longer_than_its_publisher_says(tmp_path: Path) -> None:
    root = with_sources(copy_small(tmp_path / "office"), "contacts")
    file = root / "sources/semicolons-cp1252.csv"
    final = file.read_bytes()
    file.write_bytes(final.replace(b"9.812;", b"9.812 [p];", 1))
    assert run(root, "contacts").exit_code == 0
    provisional = (root / "data/contacts.csv").read_text("utf-8")
    file.write_bytes(final)
    assert run(root, "contacts").exit_code == 0
    assert ",p," in provisional and ",p," not in (root / "data/contacts.csv").read_text("utf-8")


# -- what the publisher calls a series


def test_titles_that_were_changed_over_are_told_and_a_reworded_one_is_not(tmp_path: Path) -> None:
    root = with_sources(copy_small(tmp_path / "office"), "contacts")
    assert run(root, "contacts").exit_code == 0
    file = root / "plan/datasets/contacts.yaml"
    declared = file.read_text("utf-8")
    assert json.loads((root / "data/extracted/contacts.json").read_text("utf-8"))["called"] == [
        ["101", "contacts.calls-101"],
        ["999", "contacts.calls-999"],
        ["Web chat", "contacts.web"],
    ]

    file.write_text(declared.replace("title: Web chat", "title: Chats on the web"), "utf-8")
    assert run(root, "--check").output == "contacts stands.\n"

    over = declared.replace('"101"', "?").replace('"999"', '"101"').replace("?", '"999"')
    file.write_text(over, "utf-8")
    assert run(root, "--check").output == (
        'contacts is stale: "101" meant contacts.calls-101, and is what contacts.calls-999 is called now; '
        '"999" meant contacts.calls-999, and is what contacts.calls-101 is called now. Run pcpgen extract contacts.\n'
    )
    project, _ = read_workspace(root)
    told = [each.message for each in check_extracted(project, Data.of(project))]
    for word, was, now in (("101", "101", "999"), ("999", "999", "101")):
        meant = f"meant contacts.calls-{was} when it was extracted; contacts.calls-{now} is called so now"
        assert f'"{word}" of the publisher’s file {meant}' in told


def test_a_mapping_is_compared_where_the_publishers_files_are_away(own_office: Path) -> None:
    assert run(own_office, "street").exit_code == 0
    for path in (own_office / "sources").iterdir():
        if path.name != "districts.csv":
            path.unlink()
    assert run(own_office, "--check").exit_code == 0
    change(own_office, "sources/districts.csv", "Carrow 002A,carrow", "Carrow 002A,northmoor")
    stale = run(own_office, "--check")
    assert (stale.exit_code, stale.output) == (
        1,
        "street is stale: sources/districts.csv is changed. sources/street.csv is not here, and was not compared. "
        "Run pcpgen extract street.\n",
    )


@pytest.mark.slow
def test_one_reason_goes_to_the_dataset_that_revises_what_it_names(tmp_path: Path) -> None:
    root = with_sources(copy_small(tmp_path / "office"), "contacts", "satisfied")
    assert run(root, "contacts", "satisfied").exit_code == 0
    file = root / "sources/semicolons-cp1252.csv"
    file.write_bytes(file.read_bytes().replace(b"1.201", b"1.200", 1))
    for target in ("web@2024-01", "contacts.web"):
        wrong = run(root, "contacts", "satisfied", "--date", "2024-05-01", "--reason", "calls-101=No")
        assert (wrong.exit_code, '"calls-101" is not revised.' in wrong.output) == (2, True)
        done = run(root, "contacts", "satisfied", "--date", "2024-05-01", "--reason", f"{target}=Counted anew")
        assert done.exit_code == 0, done.output
        assert (root / "data/revisions/contacts.csv").read_text("utf-8").splitlines()[-1].endswith("Counted anew")
        file.write_bytes(file.read_bytes().replace(b"1.200", b"1.199", 1))


SUMMED = """\
title: Crimes
source: Invented for the tests
unit: crimes
frequency: month
series: {{carrow: {{title: Carrow 002A}}, northmoor: {{title: Northmoor 001A}}}}
from:
  file: sources/rows-*.csv
  period: Month
  series: {{column: LSOA name, others: left-out}}
  marks: {{"-": not-available, "~": nought}}
  {way}
"""


@pytest.mark.parametrize(
    ("way", "carrow", "northmoor"), [("sum: n", "Not available at the source", "7"), ("count: rows", "3", "2")]
)
def test_words_without_a_mapping_are_left_out_and_marks_stand_for_a_sum(
    own_office: Path, way: str, carrow: str, northmoor: str
) -> None:
    said = [("Carrow 002A", "5"), ("carrow 002a", "-"), ("Carrow 002A", "~"), ("Northmoor 001A", "7")]
    said += [("Elsewhere", "9"), ("Northmoor 001A", "[z]")]
    rows = "".join(f"2024-01,{area},{number}\n" for area, number in said)
    (own_office / "sources/rows-0.csv").write_text(f"Month,LSOA name,n\n{rows}", "utf-8")
    (own_office / "plan/datasets/crimes.yaml").write_text(SUMMED.format(way=way), "utf-8")
    made = extract(own_office, read_workspace(own_office)[0].datasets["crimes"], shipped())
    assert cells(made) == {"carrow": {"2024-01": carrow}, "northmoor": {"2024-01": northmoor}}
    assert made.record and ("others", "LSOA name", 1) in made.record.left_out


@pytest.mark.slow
def test_nothing_tells_how_many_rows_a_count_is_that_is_kept_back(own_office: Path) -> None:
    said = [*["Carrow 002A"] * 3, *["Northmoor 001A"] * 12, "Elsewhere"]
    rows = "".join(f"2024-01,{area}\n" for area in said)
    (own_office / "sources/rows-0.csv").write_text(f"Month,LSOA name\n{rows}", "utf-8")
    declared = SUMMED.format(way="count: rows").replace("unit: crimes", "measures: victims\nunit: people\ngood: down")
    (own_office / "plan/indicators").mkdir()
    (own_office / "plan/indicators/crimes.yaml").write_text(declared, "utf-8")
    assert run(own_office, "crimes").exit_code == 0
    project, _ = read_workspace(own_office)
    data, dataset = Data.of(project), project.datasets["crimes"]
    assert [(line.plain["mark"], line.plain["published_in"]) for line in outline(data, dataset).lines] == [
        ("[c]", ""),
        ("", "sources/rows-0.csv, 12 rows"),
    ]
    told = [note.plain for note in indicator_block(data, dataset, "1", "#12436d", "Saltmarsh").notes]
    assert [note for note in told if "rows" in note or "Rows" in note] == [
        "Rows in a file of the publisher were counted or added up; how many is not said, since a count is kept back. "
        "Left out: 1 row with a LSOA name that is not counted."
    ]


_OPEN_DOCUMENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Shown"><table:table-column/>
<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
<table:table-row>{row}</table:table-row>
<table:table-row table:visibility="filter" table:number-rows-repeated="2">{row}</table:table-row>
<table:table-row table:visibility="collapse" table:number-rows-repeated="900"><table:table-cell/></table:table-row>
</table:table>
<table:table table:name="Away" table:style-name="ta2"><table:table-row>{row}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_what_an_open_document_hides_is_told() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        row = "<table:table-cell><text:p>a</text:p></table:table-cell>" * 4
        archive.writestr("content.xml", _OPEN_DOCUMENT.format(row=row))
    sheets = sheets_of(packed.getvalue(), "a.ods", 1_000, 100)
    assert {name: each.hidden for name, each in sheets.items()} == {
        "Shown": "rows 2, 3, columns B, C",
        "Away": "the sheet itself",
    }


@pytest.mark.slow
def test_what_is_wrong_with_a_file_is_few_lines_whatever_the_file(own_office: Path) -> None:
    street = own_office / "sources/street.csv"
    head = street.read_text("utf-8").partition("\n")[0]
    columns = head.split(",")
    rows = []
    for at in range(300):
        row = dict.fromkeys(columns, "") | {"Crime ID": f"x{at}", "Month": f"month {at}" if at % 2 else "2024-01"}
        row |= {"Falls within": "Northmoor Police", "LSOA name": f"Place {at}", "Crime type": "Burglary"}
        rows.append(",".join(row[name] for name in columns))
    street.write_text("\n".join((head, *rows)), "utf-8")
    change(own_office, "plan/datasets/street.yaml", "others: left-out", "others: refused")
    told = run(own_office, "street").output
    assert len(told.splitlines()) <= 20, told
    assert 'no series is meant by "Place 0" and "burglary", "Place 1" and "burglary"' in told


@pytest.mark.slow
def test_what_an_analyst_found_of_a_value_outlasts_the_next_extract(tmp_path: Path) -> None:
    """Else those whose number is of a part of their area alone were ranked from then on."""
    root = with_sources(copy_small(tmp_path / "office"), "contacts")
    assert run(root, "contacts").exit_code == 0
    file = root / "data/contacts.csv"
    columns = [line.rpartition(",") for line in file.read_text("utf-8").splitlines()]
    flags = ["flag", "u", *([""] * (len(columns) - 2))]
    flagged = "".join(f"{before},{flag},{note}\n" for (before, _, note), flag in zip(columns, flags, strict=True))
    file.write_text(flagged, "utf-8")
    assert "9812,u," in flagged
    assert run(root, "contacts").exit_code == 0
    assert file.read_text("utf-8") == flagged


@pytest.mark.slow
def test_a_value_of_which_something_else_is_said_is_told(tmp_path: Path) -> None:
    root = with_sources(copy_small(tmp_path / "office"), "contacts")
    file = root / "sources/semicolons-cp1252.csv"
    final = file.read_bytes()
    file.write_bytes(final.replace(b"9.812;", b"9.812 [p];", 1))
    assert run(root, "contacts").exit_code == 0
    file.write_bytes(final)
    assert "flags: p became none" in run(root, "contacts").output


@pytest.mark.parametrize(("value", "kept"), [("431", "eu"), ("440", "u")])
def test_an_estimate_is_one_while_its_value_stands(value: str, kept: str) -> None:
    before = Observation("d.a", parse_period("2024"), "", Decimal(431), "", "data/d.csv", 2, "", 3, None, "eu")
    now = judged(before, before._replace(value=Decimal(value), flags=""))
    assert now.flags == kept


def test_no_record_names_a_file_elsewhere() -> None:
    record = (ROOT / "data/extracted/charges.json").read_text("utf-8")
    for name in ("/etc/passwd", "../../x.csv", "sources/a\\u0000.csv"):
        assert parsed(record) and not parsed(record.replace("sources/cambridgeshire-outcomes-2019-2020.csv", name))


def test_two_stars_stand_for_folders_alone() -> None:
    assert [is_source(name) for name in ("sources/**/a.csv", "sources/**.csv")] == [True, False]
