"""Values that nobody would expect: told where a digit slips, silent on what was published, confirmed by a note."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from pcpgen.checks import by_dataset, neighbours, plausible
from pcpgen.checks.findings import Finding
from pcpgen.checks.gaps import LONGEST
from pcpgen.checks.plausible import check_plausible
from pcpgen.checks.sums import SMALL
from pcpgen.figures.data import Data
from pcpgen.figures.plausible import unlikely
from pcpgen.figures.runs import Run
from pcpgen.figures.sums import MOST_COLUMNS
from pcpgen.figures.totals import CROSSING
from pcpgen.kept import Kept
from pcpgen.load.workspace import read_workspace
from pcpgen.model.data import Dataset
from pcpgen.problems import Problem
from tests.workspaces import ROOT, change, copy_small

PUBLISHED = sorted((ROOT / "tests/published").glob("*.csv"))
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]


def test_the_page_on_trust_says_up_to_which_sizes_it_is_looked_for() -> None:
    page = " ".join((ROOT / "docs/pages/about/trust.md").read_text("utf-8").split())
    sizes = (
        (neighbours.LARGE, "cells"),
        (MOST_COLUMNS, "columns"),
        (CROSSING, "series"),
        (SMALL, "cells"),
        (LONGEST, "values"),
    )
    assert [f"{size:,} {what}" for size, what in sizes if f"up to {size:,} {what}" not in page] == []


def told(root: Path) -> list[Problem]:
    project, problems = read_workspace(root)
    assert not problems
    return list(check_plausible(project, Data.of(project)))


def office(folder: Path, rows: Sequence[str], unit: str = "crimes", entries: str = "", series: str = "quays") -> Path:
    """The tiny office with a dataset of its own, "thefts"."""
    root = copy_small(folder / "office")
    names = "".join(f"  {name}: {{title: {name.title()}}}\n" for name in series.split())
    text = f"title: Thefts\nsource: Invented\nunit: {unit}\n{entries}series:\n{names}"
    (root / "plan/datasets/thefts.yaml").write_text(text, "utf-8")
    (root / "data/thefts.csv").write_text("\n".join(["series,period,qualifier,value,note", *rows, ""]), "utf-8")
    return root


def monthly(values: Sequence[object], series: str = "quays", notes: Mapping[int, str] | None = None) -> list[str]:
    notes = notes or {}
    return [f"{series},{MONTHS[at]},,{value},{notes.get(at, '')}" for at, value in enumerate(values)]


STEADY = (212, 198, 205, 221, 190, 207)


def test_nothing_is_told_of_what_was_published(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "office")
    for path in PUBLISHED:
        head, *rows = path.read_text("utf-8").splitlines()
        names = next(csv.reader([head]))[1:]
        ids = [re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") for name in names]
        (root / f"data/{path.stem}.csv").write_text("\n".join([",".join(["period", *ids]), *rows, ""]), "utf-8")
        series = "".join(f'  {id}: {{title: "{name}"}}\n' for id, name in zip(ids, names, strict=True))
        entries = f"title: {path.stem}\nsource: As published\nunit: offences\nshape: wide\nadditive: true\n"
        (root / f"plan/datasets/{path.stem}.yaml").write_text(f"{entries}series:\n{series}", "utf-8")
    assert told(root) == []


def test_a_dataset_in_which_nothing_is_odd_is_not_judged_again_until_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    judged: list[str] = []
    whole = plausible._findings

    def findings(dataset: Dataset, known: Sequence[Run]) -> Iterator[Finding]:
        judged.append(dataset.id)
        return whole(dataset, known)

    def run() -> tuple[bool, int]:
        """Whether the thefts are judged in a run of its own, and how much is told."""
        monkeypatch.setattr(plausible, "CLEAN", Kept(*plausible.CLEAN.makers))
        judged.clear()
        problems = told(root)
        plausible.CLEAN.write()
        return "thefts" in judged, len(problems)

    root = office(tmp_path, monthly(STEADY))
    monkeypatch.setattr(plausible, "_findings", findings)
    assert [run(), run()] == [(True, 0), (False, 0)]
    change(root, "data/thefts.csv", ",198,", ",1980,")
    assert [run(), run()] == [(True, 1), (True, 1)]
    change(root, "data/thefts.csv", ",1980,", ",198,")
    change(root, "plan/datasets/thefts.yaml", "unit: crimes", "unit: reports")
    assert run() == (True, 0)
    monkeypatch.setattr(by_dataset, "program", lambda: "another")
    assert run() == (True, 0)


@pytest.mark.parametrize(
    ("rows", "series", "rule"),
    [
        ([*monthly(STEADY)[:3], *monthly(STEADY * 2)[4:]], "quays", "missing-period"),
        (["quays,1925,,212,", "quays,1926,,198,"], "quays", "far-period"),
        ([f"quays,{2010 + at},,{2 * each + (at == 5)}," for at, each in enumerate(STEADY * 2)], "quays", "unlike-sum"),
    ],
)
def test_what_is_odd_beside_other_datasets_is_told_in_every_run(
    rows: list[str], series: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the dataset itself is known to be sound, as it is but for a missing period."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    root = office(tmp_path, rows, series=series)
    description = (root / "plan/datasets/thefts.yaml").read_text("utf-8")
    (root / "plan/datasets/twice.yaml").write_text(description, "utf-8")
    same = [f"quays,{2010 + at},,{2 * each}," for at, each in enumerate(STEADY * 2)]
    (root / "data/twice.csv").write_text("\n".join(["series,period,qualifier,value,note", *same, ""]), "utf-8")
    first = told(root)
    assert {each.rule.id for each in first} == {rule}
    plausible.CLEAN.write()
    monkeypatch.setattr(plausible, "CLEAN", Kept(*plausible.CLEAN.makers))
    assert told(root) == first


@cache
def published() -> tuple[tuple[int, ...], ...]:
    """Each series of the samples and of the example's own tables of areas by month and quarter."""
    files = [*PUBLISHED, *(ROOT / f"data/{name}.csv" for name in ("crime-by-force", "outcome-rates", "charges"))]
    tables = [list(csv.reader(path.read_text("utf-8").splitlines())) for path in files]
    return tuple(tuple(map(int, column)) for rows in tables for column in list(zip(*rows[1:], strict=True))[1:])


@pytest.mark.example
@pytest.mark.parametrize(
    ("slip", "caught"),
    [
        (lambda digits, at: digits[: at + 1] + digits[at:], 0.97),
        (lambda digits, at: digits[:at] + digits[at + 1 :], 0.9),
        (lambda digits, _: digits + "0", 0.97),
        (lambda digits, _: digits[:-1], 0.95),
    ],
    ids=["a digit twice", "a digit lost", "ten times", "a tenth"],
)
def test_a_digit_too_many_or_too_few_is_told(slip: object, caught: float) -> None:
    """Of counts of 100 or more among published ones; what is left has a history that swings as widely."""
    chance, found = random.Random("digits"), []
    for values in published():
        at = chance.randrange(len(values))
        if values[at] >= 100:
            digits = str(values[at])
            wrong = [*values[:at], int(slip(digits, chance.randrange(len(digits)))), *values[at + 1 :]]  # type: ignore[operator]
            found.append(at in unlikely(wrong, sorted(wrong)))
    assert len(found) > 100 and sum(found) / len(found) >= caught


@pytest.mark.parametrize("value", [2055, 20, 20500, 0])
def test_a_value_is_set_against_its_own_history(value: int, tmp_path: Path) -> None:
    rows = monthly([*STEADY[:2], value, *STEADY[3:]])
    (found,) = told(office(tmp_path, rows))
    assert str(found.place).startswith("data/thefts.csv:4:")
    assert f"thefts.quays for 2024-03 is {value:,}; its other 5 values lie between 190 and 221" in found.message


def test_a_change_of_91_470_percent_is_told(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path, ["quays,2024/25,,118,", "quays,2025/26,,108055,"]))
    assert found.message == "thefts.quays for 2025/26 is 108,055, and for 2024/25 it is 118"


def test_a_note_of_its_own_confirms_a_value(tmp_path: Path) -> None:
    values = [*STEADY[:2], 2055, *STEADY[3:]]
    assert told(office(tmp_path / "own", monthly(values, notes={2: "The fair was in town"}))) == []
    everywhere = dict.fromkeys(range(6), "Counted by the harbour master")
    assert len(told(office(tmp_path / "shared", monthly(values, notes=everywhere)))) == 1


def test_a_confirmation_that_confirms_nothing_is_told(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path, monthly(STEADY, notes={2: "Checked: the fair was in town"})))
    assert (found.rule.id, found.place.line) == ("unused-confirmation", 4)


def test_of_two_levels_neither_is_the_odd_one_out_and_a_break_is_asked_for(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path, monthly([*STEADY, *(10 * value for value in STEADY)])))
    assert (found.rule.id, found.place.line) == ("level-shift", 8)
    assert told(office(tmp_path / "twice", monthly([*STEADY, *(2 * value for value in STEADY)]))) == []
    noted = monthly([*STEADY, *(10 * value for value in STEADY)], notes={6: "The fair moved to the quays"})
    assert told(office(tmp_path / "noted", noted)) == []


def test_a_total_that_its_parts_deny_is_told_once(tmp_path: Path) -> None:
    rows = [
        *monthly([*STEADY[:2], 2055, *STEADY[3:]]),
        *monthly(STEADY, "shops"),
        *monthly([2 * v for v in STEADY], "all"),
    ]
    root = office(tmp_path, rows, series="quays shops all")
    path = root / "plan/datasets/thefts.yaml"
    path.write_text(path.read_text("utf-8").replace("All}", "All, total_of: [quays, shops]}"), "utf-8")
    assert told(root) == []


def side_by_side(folder: Path, *columns: Sequence[int], periods: Sequence[str] = MONTHS) -> Path:
    names = ["quays", "shops", "ships"][: len(columns)]
    rows = [
        f"{name},{when},,{v},"
        for name, each in zip(names, columns, strict=True)
        for when, v in zip(periods, each, strict=False)
    ]
    return office(folder, rows, series=" ".join(names))


def test_two_values_in_each_others_place_are_one_mistake(tmp_path: Path) -> None:
    (found,) = told(side_by_side(tmp_path, (212, 198, 79, 221, 190), (85, 91, 205, 82, 88)))
    assert found.rule.id == "changed-places" and "thefts.shops for 2024-03 is 205 and thefts.quays 79" in found.message
    years = ["2024/25", "2025/26"]
    (found,) = told(side_by_side(tmp_path / "two", (212, 79), (85, 205), periods=years))
    assert found.rule.id == "changed-places"
    assert told(side_by_side(tmp_path / "crossing", (212, 150), (140, 205), periods=years)) == []


def test_a_newest_row_of_two_close_series_that_were_changed_over_is_told(tmp_path: Path) -> None:
    received = (9990, 10797, 10681, 11014, 9151, 9897, 10725, 10816, 10018, 11651, 9129)
    answered = (8583, 8412, 8985, 8922, 8668, 8669, 8891, 8809, 8734, 8762, 8041)
    months = [f"2024-{month:02}" for month in range(1, 13)]
    (found,) = told(side_by_side(tmp_path, (*received, 8700), (*answered, 9800), periods=months))
    assert found.rule.id == "changed-places" and "thefts.shops for 2024-12 is 9,800" in found.message
    assert told(side_by_side(tmp_path / "right", (*received, 9800), (*answered, 8700), periods=months)) == []
    assert told(side_by_side(tmp_path / "fallen", (*received, 8700), (*answered, 8200), periods=months)) == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (((21204, 22117, 22117),), "for 2024-02 it is the same to the last digit"),
        (((9204, 9102, 8417), (8504, 9102, 8741)), "thefts.quays is the same to the last digit"),
        (((212, 198, 198), (85, 91, 91), (31, 44, 44)), "3 of 3 values for 2024-03 are those of 2024-02"),
    ],
    ids=["below each other", "side by side", "a whole row"],
)
def test_a_number_that_was_copied_is_told(columns: Sequence[Sequence[int]], said: str, tmp_path: Path) -> None:
    (found,) = told(side_by_side(tmp_path, *columns))
    assert found.rule.id == "repeated-value" and said in found.message


@pytest.mark.parametrize(
    "columns",
    [
        ((212, 198, 198),),
        ((22000, 22000, 23000),),
        ((21204, 21204, 21204, 21204),),
        ((9204, 9102, 8417), (9204, 9102, 8741)),
    ],
    ids=["short", "round", "always", "two that often agree"],
)
def test_numbers_that_may_well_come_twice_are_not_told(columns: Sequence[Sequence[int]], tmp_path: Path) -> None:
    assert told(side_by_side(tmp_path, *columns)) == []


def test_a_sum_that_holds_in_every_other_period_is_missed(tmp_path: Path) -> None:
    quays, shops, ships = (2124, 1985, 2071), (852, 917, 884), (2976, 2902, 2965)
    (found,) = told(side_by_side(tmp_path, quays, shops, ships))
    assert found.rule.id == "unlike-sum"
    assert "quays, shops, which add up to it in all 2 other periods, make 2,955" in found.message
    assert told(side_by_side(tmp_path / "holds", quays, shops, (2976, 2902, 2955))) == []
    assert told(side_by_side(tmp_path / "never", quays, shops, (2976, 2912, 2965))) == []


def test_the_months_of_a_year_add_up_to_it(tmp_path: Path) -> None:
    quarters = [f"quays,2025-Q{at},,{value}," for at, value in enumerate((212, 198, 205, 221), 1)]
    wrong = office(tmp_path / "wrong", [*quarters, "quays,2025,,863,"], entries="additive: true\n")
    (found,) = told(wrong)
    assert found.message == "thefts.quays for 2025 is 863, and the 4 shorter periods that fill it add up to 836"
    assert told(office(tmp_path / "right", [*quarters, "quays,2025,,836,"], entries="additive: true\n")) == []
    assert told(office(tmp_path / "stock", [*quarters, "quays,2025,,209,"])) == []  # nothing says that they add up


def test_what_two_files_say_alike_is_missed_where_one_differs(tmp_path: Path) -> None:
    root = side_by_side(tmp_path, (2124, 1985, 2071), (852, 917, 884))
    other = "title: Board\nsource: Invented\nunit: crimes\nseries:\n  all: {title: All}\n"
    (root / "plan/datasets/board.yaml").write_text(other, "utf-8")
    rows = [f"all,{when},,{value}," for when, value in zip(MONTHS, (2976, 2902, 2965), strict=False)]
    (root / "data/board.csv").write_text("\n".join(["series,period,qualifier,value,note", *rows, ""]), "utf-8")
    (found,) = told(root)
    assert found.place.file == "data/board.csv"
    assert "the lines of thefts, which add up to it in all 2 other periods, make 2,955" in found.message


def test_a_month_that_is_missing_between_others_is_told_once(tmp_path: Path) -> None:
    rows = [row for row in monthly([*STEADY, *STEADY]) if ",2024-04," not in row]
    (found,) = told(office(tmp_path, rows))
    assert found.message == "between 2024-03 and 2024-05 of thefts.quays a period is missing"
    mistyped = [row.replace("2024-04", "2042-04") for row in monthly([*STEADY, *STEADY])]
    (found,) = told(office(tmp_path / "mistyped", mistyped))
    assert found.message == "between 2024-12 and 2042-04 of thefts.quays 207 periods are missing"
    known = [row.replace("2024-04,,221,", "2024-04,,,Not counted in April") for row in monthly(STEADY)]
    assert told(office(tmp_path / "known", known)) == []


def test_a_period_that_one_series_of_many_lacks_is_told(tmp_path: Path) -> None:
    columns = (STEADY[:4], STEADY[1:5], STEADY[2:6])
    root = side_by_side(tmp_path, *columns)
    lines = (root / "data/thefts.csv").read_text("utf-8").splitlines()
    four = [line.replace("quays", "ferries") for line in lines if line.startswith("quays")]
    rows = [line for line in [*lines[1:], *four] if not line.startswith("shops,2024-03")]
    (found,) = told(office(tmp_path / "one", rows, series="quays shops ships ferries"))
    assert found.message == "thefts.shops has no row for 2024-03, and the 3 others have one"


@pytest.mark.parametrize(
    ("value", "base", "said"),
    [
        ("167.3", "985", "people asked are 0 to 100%"),
        ("-4", "985", "people asked are 0 to 100%"),
        ("58.5", "12", "of whom 7 are 58.3% and 8 are 66.7%"),
        ("58.3", "12", ""),
        ("58.3", "985", ""),
        ("58", "987", ""),
    ],
)
def test_a_percentage_is_one_that_its_base_can_give(value: str, base: str, said: str, tmp_path: Path) -> None:
    root = office(tmp_path, [], unit='"%"')
    path = root / "plan/datasets/thefts.yaml"
    path.write_text(path.read_text("utf-8").replace("Quays}", "Safe, survey: true}"), "utf-8")
    (root / "data/thefts.csv").write_text(
        f"series,period,qualifier,value,base,note\nquays,2025,,{value},{base},\n", "utf-8"
    )
    found = told(root)
    assert [said in each.message for each in found] == [True] * bool(said)


def test_growth_may_exceed_100_percent_and_a_share_may_not(tmp_path: Path) -> None:
    rows = ["quays,2025,,119.5,"]
    (found,) = told(office(tmp_path, rows, unit='"%"'))
    assert found.rule.id == "unlikely-percentage"
    root = office(tmp_path / "growth", rows, unit='"%"')
    path = root / "plan/datasets/thefts.yaml"
    path.write_text(path.read_text("utf-8").replace("Quays}", "Growth in thefts}"), "utf-8")
    assert told(root) == []


def test_no_part_is_more_than_its_whole(tmp_path: Path) -> None:
    root = office(tmp_path, ["quays,2025,,312,", "all,2025,,298,"], series="quays all")
    path = root / "plan/datasets/thefts.yaml"
    path.write_text(path.read_text("utf-8").replace("Quays}", "Quays, share_of: all}"), "utf-8")
    (found,) = told(root)
    assert found.message == "thefts.quays for 2025 is 312, and thefts.all, of which it is a part, is 298"


def test_a_value_unlike_24_others_is_told_and_a_level_that_lasts_is_not(tmp_path: Path) -> None:
    """41 thefts for 14, where no month has more than 15; a port whose thefts fall by a half goes on as it is."""
    north = [12, 9, 14, 11, 13, 10, 15, 12, 9, 11, 41, 13, 10, 12, 8, 11, 13, 9, 12, 10, 14, 11, 11, 12]
    (found,) = told(office(tmp_path / "north", monthly(north)))
    assert found.message == "thefts.quays for 2024-11 is 41; its other 23 values lie between 8 and 15"
    port = [31, 28, 35, 30, 29, 33, 27, 34, 32, 30, 36, 29, 31, 28, 33, 30, 27, 35, 32, 29, 18, 17, 16, 19]
    assert told(office(tmp_path / "port", monthly(port))) == []


def test_an_amount_alone_under_nought_is_told_whatever_its_note_explains(tmp_path: Path) -> None:
    rows = ["quays,2025/26,,-80,Gates", "shops,2025/26,,60,", "boats,2025/26,,90,"]
    (found,) = told(office(tmp_path / "gates", rows, unit="£ thousand", series="quays shops boats"))
    assert found.message.endswith("is -80 £ thousand, and nothing else of £ thousand is under nought")
    rows[0] = "quays,2025/26,,-80,Checked: a grant was paid back"
    assert told(office(tmp_path / "checked", rows, unit="£ thousand", series="quays shops boats")) == []


def test_a_fall_under_nought_is_a_rise(tmp_path: Path) -> None:
    series = {"unit": '"%"', "series": "fall"}
    (found,) = told(office(tmp_path / "fall", ["fall,2025/26,,-8.4,As printed"], **series))
    assert found.message == "thefts.fall for 2025/26 is -8.4, and a fall under nought is a rise"
    assert told(office(tmp_path / "checked", ["fall,2025/26,,-8.4,Checked: they rose"], **series)) == []


def test_pounds_with_one_decimal_are_told(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path / "rent", ["rent,2025/26,,18.5,"], unit="£", series="rent"))
    assert found.message == "thefts.rent for 2025/26 is 18.5 £, and pounds have pence, or no decimals"
    assert told(office(tmp_path / "pence", ["rent,2025/26,,18.50,"], unit="£", series="rent")) == []


def test_a_rate_or_the_one_amount_under_nought_is_told(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path / "rate", ["rate,2025/26,,-264,"], unit="cases per 1,000 people", series="rate"))
    assert found.message.endswith("-264 cases per 1,000 people, and no rate is under nought")
    (found,) = told(office(tmp_path / "rent", ["rent,2025/26,,-500,"], unit="£", series="rent"))
    assert found.message.endswith("-500 £, and nothing else of £ is under nought")
    assert told(office(tmp_path / "loss", ["underspend,2025/26,,-500,"], unit="£", series="underspend")) == []


@pytest.mark.parametrize(
    ("rows", "words", "severities"),
    [
        (["quays,2025/26,,-9,"], {}, ["error"]),
        (["quays,2024/25,,-9,", "quays,2025/26,,-9,", "quays,2023/24,,21,"], {}, ["error", "error"]),
        # more than a few are one problem
        ([f"quays,{year},,-9," for year in range(2015, 2025)], {}, ["error"]),
        # where the publisher takes off what was counted before
        (["quays,2025/26,,-9,Checked: more were cancelled than recorded"], {}, []),
        (["quays,2025/26,,-9,"], {"unit": "more thefts than a year before", "title": "Change in thefts"}, []),
        (["quays,2025/26,,-9,"], {"title": "Thefts, less those of the year before"}, []),
        (["quays,2025/26,,-9,"], {"title": "Newid mewn lladradau"}, []),
        # of what is no count a value under nought may well be
        (["quays,2025/26,,-9,"], {"unit": "points"}, []),
    ],
)
def test_a_count_below_nought_is_an_error_and_a_change_is_not(
    rows: list[str], words: dict[str, str], severities: list[str], tmp_path: Path
) -> None:
    root = office(tmp_path, rows, unit=words.get("unit", "offences"))
    declared = root / "plan/datasets/thefts.yaml"
    title = f"title: {words.get('title', 'Thefts')}\n"
    declared.write_text(re.sub(r"(?m)^title: .*\n", title, declared.read_text("utf-8"), count=1), "utf-8")
    found = [each for each in told(root) if "nought" in each.message]
    assert [each.rule.severity for each in found] == severities
    assert {each.rule.id for each in found} <= {"negative-count"}


def test_the_one_count_with_a_decimal_is_told_and_rates_are_not(tmp_path: Path) -> None:
    (found,) = told(office(tmp_path / "people", ["quays,2025/26,,25.0,"], unit="people"))
    assert found.message == "thefts.quays for 2025/26 is 25.0, and people are whole numbers"
    (noted,) = told(office(tmp_path / "noted", ["quays,2025/26,,25.0,An estimate"], unit="people"))
    assert noted.message == found.message
    assert told(office(tmp_path / "estimate", ["quays,2025/26,,25.5,An estimate"], unit="people")) == []
    assert told(office(tmp_path / "hours", ["quays,2025/26,,25.5,"], unit="hours")) == []
    assert told(office(tmp_path / "declared", ["quays,2025/26,,25.5,"], unit="people", entries="decimals: 1\n")) == []


def test_the_heads_of_columns_may_be_quoted_and_have_blanks_around(tmp_path: Path) -> None:
    for number, head in enumerate(
        ('"series","period","qualifier","value","note"', "series,period ,qualifier, value,note")
    ):
        root = office(tmp_path / str(number), monthly(STEADY))
        cells = root / "data/thefts.csv"
        cells.write_text(cells.read_text("utf-8").replace("series,period,qualifier,value,note", head), "utf-8")
        assert told(root) == []
