"""Counts that are kept back in an indicator: with what would tell them, in every figure, page and file made of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.blocks.indicators import indicator_block
from pcpgen.checks.figures import check_data
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.figures.compare import compare, doubt, percent_change
from pcpgen.figures.data import KEPT_BACK, Data, Refusal
from pcpgen.figures.kept_back import cells_given_away, cells_kept_back, cells_published
from pcpgen.figures.outline import outline
from pcpgen.load.workspace import read_workspace
from tests.workspaces import copy

ROOT = Path(__file__).parents[1]
# the worked table of the statistics: three groups over three districts
ROWS = {"young": (12, 3, 8), "adult": (20, 15, 9), "old": (7, 11, 10)}
DISTRICTS = ("east", "mid", "west")
TOTALS = {group: [f"{group}-{each}" for each in DISTRICTS] for group in ROWS}
TOTALS |= {each: [f"{group}-{each}" for group in ROWS] for each in DISTRICTS} | {"all": list(ROWS)}
WORKED = "".join(
    f"  {name}: {{title: {name.replace('-', ' ')}}}\n" for group in ROWS for name in TOTALS[group]
) + "".join(f"  {name}: {{title: {name}, total_of: [{', '.join(parts)}]}}\n" for name, parts in TOTALS.items())
CELLS = "".join(
    f"{group}-{district},2026,,{count},\n"
    for group, counts in ROWS.items()
    for district, count in zip(DISTRICTS, counts, strict=True)
)


def office(tmp_path: Path, series: str, rows: str, entries: str = "") -> Data:
    """The tiny office with one indicator, Victims."""
    copy(ROOT / "tests/small", tmp_path)
    (tmp_path / "plan/indicators").mkdir(exist_ok=True)
    (tmp_path / "plan/indicators/victims.yaml").write_text(
        f"title: Victims\nmeasures: victims\nunit: people\ngood: neither\nsource: Invented\n{entries}series:\n{series}"
    )
    (tmp_path / "data/victims.csv").write_text("series,period,qualifier,value,note\n" + rows)
    project, problems = read_workspace(tmp_path)
    assert problems == ()
    return Data.of(project)


def block(data: Data) -> IndicatorBlock:
    return indicator_block(data, data.datasets["victims"], "1", "#12436d", "Saltmarsh")


def hidden(data: Data) -> set[str]:
    return {each.removeprefix("victims.") for each in data.kept_back("victims")}


def test_the_worked_table_as_an_indicator(tmp_path: Path) -> None:
    data = office(tmp_path, WORKED, CELLS)
    assert hidden(data) == {"young-mid@2026", "young-west@2026", "old-mid@2026", "old-west@2026"}
    shown = {row.head: row.cells[0].text for row in block(data).table.rows}
    assert {head for head, text in shown.items() if text == KEPT_BACK} == {
        "young mid",
        "young west",
        "old mid",
        "old west",
    }
    assert [shown[total] for total in ("young", "adult", "old", "east", "mid", "west", "all")] == [
        "23",
        "44",
        "28",
        "39",
        "29",
        "27",
        "95",
    ]


def test_a_total_over_cells_that_are_kept_back_names_them_and_shows_none(tmp_path: Path) -> None:
    figure = office(tmp_path, WORKED, CELLS).figure("victims.young")
    assert figure.exact == "23"
    assert figure.formula == "victims.young-east@2026 + victims.young-mid@2026 + victims.young-west@2026"
    assert figure.cells == ()


def test_no_mark_is_printed_large(tmp_path: Path) -> None:
    data = office(tmp_path, "  all: {title: All}\n", "all,2025,,30,\nall,2026,,3,\n")
    assert block(data).value.text == "Kept back"


def test_what_the_mark_means_is_said_once(tmp_path: Path) -> None:
    notes = [note.plain for note in block(office(tmp_path, WORKED, CELLS)).notes]
    assert len([note for note in notes if note.startswith("[c] marks a count that is kept back")]) == 1


PAIR = "  a: {title: A, share_of: all}\n  b: {title: B}\n  c: {title: C}\n  all: {title: All, total_of: [a, b, c]}\n"
PARTS = "a,2026,,3,\nb,2026,,11,\nc,2026,,30,\n"


def test_shares_comparisons_claims_and_products_of_it_are_kept_back_or_refused(tmp_path: Path) -> None:
    data = office(tmp_path, PAIR, f"{PARTS}a,2025,,30,\nb,2025,,11,\nc,2025,,30,\n")
    assert hidden(data) == {"a@2026", "b@2026"}
    for share in (
        data.share_of("victims.a", "victims.all"),
        data.share_of("victims.b", "victims.all"),
        data.share(("victims.c",)),
    ):
        assert (share.value, share.mark, share.cells) == (None, KEPT_BACK, ())
    for asked in (
        lambda: compare(data, "victims.a"),
        lambda: doubt("victims.b rose", data),
        lambda: percent_change(data, "victims.a", "2025", "2026"),
        lambda: data.product("victims.a", "victims.b"),
    ):
        with pytest.raises(Refusal, match="is kept back"):
            asked()
    assert "[c]" in doubt("victims.a = 3", data)
    assert "[c]" in doubt("victims.a share of victims.all fell", data)


def test_a_difference_is_kept_back_with_what_it_is_made_of(tmp_path: Path) -> None:
    series = "  all: {title: All}\n  known: {title: Known}\n  unknown: {title: Unknown, difference_of: [all, known]}\n"
    assert hidden(office(tmp_path, series, "all,2026,,40,\nknown,2026,,37,\n")) == {"known@2026", "unknown@2026"}


def test_a_year_does_not_tell_its_quarter(tmp_path: Path) -> None:
    rows = "".join(f"all,2026-Q{at},,{count},\n" for at, count in enumerate((12, 3, 8, 20), 1)) + "all,2026,,43,\n"
    assert hidden(office(tmp_path, "  all: {title: All}\n", rows)) == {"all@2026-Q2", "all@2026-Q3"}


def test_series_and_periods_together_do_not_tell_it(tmp_path: Path) -> None:
    """Each of two groups by quarter, both together, and the years of all three: as a table with all its totals."""
    counts = {"a": (12, 3, 8, 20), "b": (9, 14, 10, 15)}
    rows = "".join(f"{name},2026-Q{at},,{n},\n" for name, each in counts.items() for at, n in enumerate(each, 1))
    rows += "".join(f"{name},2026,,{sum(each)},\n" for name, each in counts.items())
    data = office(tmp_path, "  a: {title: A}\n  b: {title: B}\n  all: {title: All, total_of: [a, b]}\n", rows)
    assert hidden(data) == {"a@2026-Q2", "a@2026-Q3", "b@2026-Q2", "b@2026-Q3"}


def test_a_quarter_and_12_months_made_of_a_month_that_is_kept_back_are_kept_back(tmp_path: Path) -> None:
    months = [f"2025-{month:02}" for month in range(1, 13)]
    rows = "".join(f"all,{month},,{3 if month == '2025-02' else 20},\n" for month in months)
    data = office(tmp_path, "  all: {title: All}\n", rows, "frequency: month\nadditive: true\n")
    assert hidden(data) == {"all@2025-02"}
    for period in ("2025-Q1", "2025", "12 months"):
        assert (data.figure("victims.all", period).value, data.figure("victims.all", period).mark) == (None, KEPT_BACK)
    assert data.figure("victims.all", "2025-Q2").exact == "60"


def test_a_quarter_of_a_total_whose_months_are_all_published_is_what_they_come_to(tmp_path: Path) -> None:
    counts = {"young": ("20", "[c]", "21"), "old": ("30", "31", "[c]"), "all": ("50", "33", "24")}
    rows = "".join(
        f"{name},2025-0{month},,{value},\n"
        for name, values in counts.items()
        for month, value in enumerate(values, 1)
        if value
    )
    series = "  young: {title: Young}\n  old: {title: Old}\n  all: {title: All, total_of: [young, old]}\n"
    data = office(tmp_path / "one", series, rows, "frequency: month\nadditive: true\nwindow: quarter\n")
    assert not [cell for cell in hidden(data) if cell.startswith("all@")]
    quarter = data.figure("victims.all", "quarter")
    assert (quarter.exact, [cell.id for cell in quarter.cells]) == (
        "107",
        ["victims.all@2025-01", "victims.all@2025-02", "victims.all@2025-03"],
    )
    assert data.figure("victims.young", "quarter").mark == KEPT_BACK

    fewer = rows.replace("all,2025-02,,33,", "all,2025-02,,[c],")
    data = office(tmp_path / "other", series, fewer, "frequency: month\nadditive: true\nwindow: quarter\n")
    assert data.figure("victims.all", "quarter").mark == KEPT_BACK


def test_groups_that_make_up_what_they_are_a_share_of_are_a_total(tmp_path: Path) -> None:
    series = "  all: {title: All}\n" + "".join(f"  {name}: {{title: {name}, share_of: all}}\n" for name in "abc")
    rows = "a,2026,,3,\nb,2026,,11,\nc,2026,,30,\n"
    assert hidden(office(tmp_path / "total", series, f"{rows}all,2026,,44,\n")) == {"a@2026", "b@2026"}
    assert hidden(office(tmp_path / "overlap", series, f"{rows}all,2026,,60,\n")) == {"a@2026"}


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ("", {"a@2026", "b@2026"}),
        ("suppress: 0\n", set()),
        ("suppress: 12\n", {"a@2026", "b@2026"}),
        ("suppress: 3\n", set()),
    ],
)
def test_the_threshold_is_5_unless_the_indicator_says_otherwise(tmp_path: Path, entries: str, found: set[str]) -> None:
    assert hidden(office(tmp_path, PAIR, PARTS, entries)) == found


def test_nought_is_shown_unless_the_indicator_says_otherwise(tmp_path: Path) -> None:
    rows = PARTS.replace(",3,", ",0,")
    assert hidden(office(tmp_path / "shown", PAIR, rows)) == set()
    assert hidden(office(tmp_path / "not", PAIR, rows, "suppress_nought: true\n")) == {"a@2026", "b@2026"}


def test_percentages_money_and_rates_are_no_counts(tmp_path: Path) -> None:
    series = "  part: {title: Part, unit: '%'}\n  grant: {title: Grant, unit: £}\n"
    series += "  rate: {title: Rate, unit: 'crimes per 1,000 people'}\n"
    assert hidden(office(tmp_path, series, "part,2026,,3,\ngrant,2026,,4,\nrate,2026,,2,\n")) == set()


@pytest.mark.parametrize("unit", ["per 1,000 residents", "crimes for each 1,000 people", "minutes", "rank of 43"])
def test_what_is_measured_is_no_count(tmp_path: Path, unit: str) -> None:
    assert hidden(office(tmp_path, f"  a: {{title: A, unit: '{unit}'}}\n", "a,2026,,3,\n")) == set()


@pytest.mark.parametrize("unit", ["index offences", "day patients", "victims", "people out of work"])
def test_who_is_counted_is_kept_back_whatever_the_unit_begins_with(tmp_path: Path, unit: str) -> None:
    assert hidden(office(tmp_path, f"  a: {{title: A, unit: '{unit}'}}\n", "a,2026,,3,\n")) == {"a@2026"}


def test_a_document_of_an_earlier_day_keeps_back_the_same(tmp_path: Path) -> None:
    data = office(tmp_path, PAIR, PARTS)
    assert data.at(date(2026, 12, 31)).kept_back("victims") == data.kept_back("victims")


# beside what was issued before


def published(data: Data) -> dict[str, Decimal]:
    """What the provenance of a document that prints every series gives away."""
    figures = [data.figure(name) for name in data.datasets["victims"].series]
    cells = [[{"id": cell.id, "value": cell.value} for cell in figure.cells] for figure in figures]
    entries = [
        {"figure": figure.id, "exact": figure.exact, "cells": own} for figure, own in zip(figures, cells, strict=True)
    ]
    return cells_published(json.dumps({"figures": entries}).encode())


def test_the_history_of_what_is_kept_back_is_kept_back(tmp_path: Path) -> None:
    """b, not small itself, would tell a; so would the value that it was revised to."""
    (tmp_path / "data/revisions").mkdir(parents=True)
    (tmp_path / "data/revisions/victims.csv").write_text(
        "series,period,old,new,date,reason\nb,2026,10,11,2027-02-01,A late report\nc,2026,29,30,2027-02-01,Another\n"
    )
    data = office(tmp_path, PAIR, PARTS)
    history = outline(data, data.datasets["victims"]).history
    assert [(each.series.title, each.old.value, each.new.value) for each in history] == [
        ("B", None, None),
        ("C", 29, 30),
    ]


def test_what_is_kept_back_is_in_no_provenance(tmp_path: Path) -> None:
    known = published(office(tmp_path, PAIR, PARTS))
    assert known == {"victims.c@2026": 30, "victims.all@2026": 44}


def test_no_count_hides_behind_one_that_was_issued(tmp_path: Path) -> None:
    """A reader who keeps an earlier table with b knows it, so that c is kept back in its place."""
    data = office(tmp_path, PAIR, PARTS)
    before = {"victims.b@2026": Decimal(11)}
    assert cells_kept_back(data.datasets, "victims", data.observations, before)["victims"] == {
        "victims.a@2026",
        "victims.c@2026",
    }
    assert cells_given_away(data.datasets, "victims", data.observations, before) == ()


def test_what_an_issue_and_the_new_one_tell_together_is_named(tmp_path: Path) -> None:
    """All other cells were published, so that nothing is left to keep back."""
    data = office(tmp_path, PAIR, PARTS)
    known = {"victims.b@2026": Decimal(11), "victims.c@2026": Decimal(30), "victims.all@2026": Decimal(44)}
    assert cells_given_away(data.datasets, "victims", data.observations, known) == ("victims.a@2026",)
    revised = {**known, "victims.c@2026": Decimal(31)}  # c has changed since: what a reader knows of it is no more true
    assert cells_given_away(data.datasets, "victims", data.observations, revised) == ()
    itself = {"victims.a@2026": Decimal(3)}
    assert cells_given_away(data.datasets, "victims", data.observations, itself) == ()


def test_figures_look_at_what_was_issued(tmp_path: Path) -> None:
    data = office(tmp_path, PAIR, PARTS)
    entry = {"figure": "victims.b@2026", "exact": "11", "cells": []}
    beside = replace(data, provenances=(json.dumps({"figures": [entry]}).encode(),), _figures={}, _kept_back={})
    assert [each.mark for each in map(data.figure, ("victims.b", "victims.c")) if each.value is None] == [KEPT_BACK]
    assert data.figure("victims.c").exact == "30"
    assert (beside.figure("victims.b").exact, beside.figure("victims.c").value) == ("11", None)
    assert beside.at(date(2026, 12, 31)).figure("victims.c").value is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"figures": [1]}', b'{"figures": [{"cells": []}]}'])
def test_what_is_no_provenance_tells_nothing(content: bytes) -> None:
    assert cells_published(content) == {}


# what tells a count from elsewhere


def test_overlapping_periods_are_sums_of_what_is_printed_nowhere(tmp_path: Path) -> None:
    """20 − (77 − 60) would be the 3."""
    rows = "all,2024-08,,3,\nall,12 months to 2025-07,,60,\nall,12 months to 2025-08,,77,\nall,2025-08,,20,\n"
    found = hidden(office(tmp_path, "  all: {title: All}\n", rows))
    assert "all@2024-08" in found
    assert len(found) == 2


def test_a_range_of_months_is_a_sum(tmp_path: Path) -> None:
    """27 − 24 would be the 3."""
    rows = "all,2025-03..2025-07,,27,\nall,2025-04..2025-07,,24,\nall,2025-03,,3,\n"
    assert len(hidden(office(tmp_path, "  all: {title: All}\n", rows))) == 2


def test_counts_on_a_day_are_no_sums(tmp_path: Path) -> None:
    """Neither are those of periods that deny it: 40 and 42 are no parts of 41."""
    rows = "all,2025-01,,40,\nall,2025-02,,2,\nall,2025,,41,\nall,2025-03-31,,3,\n"
    assert hidden(office(tmp_path, "  all: {title: All}\n", rows)) == {"all@2025-02", "all@2025-03-31"}


def beside(tmp_path: Path, series: str, rows: str, entries: str = "") -> None:
    """A dataset beside the indicator."""
    for folder in ("plan/datasets", "data"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "plan/datasets/others.yaml").write_text(
        f"title: Others\nsource: Invented\nunit: people\n{entries}series:\n{series}"
    )
    (tmp_path / "data/others.csv").write_text("series,period,qualifier,value,note\n" + rows)


def test_what_is_the_same_in_another_dataset_is_kept_back_there(tmp_path: Path) -> None:
    beside(tmp_path, "  a: {title: A, same_as: victims.a}\n  z: {title: Z}\n", "a,2026,,3,\nz,2026,,9,\n")
    data = office(tmp_path, PAIR, PARTS)
    assert hidden(data) == {"a@2026", "b@2026"}
    assert data.kept_back("others") == {"others.a@2026"}
    assert data.figure("others.a").mark == KEPT_BACK


def test_a_total_in_another_dataset_is_a_total(tmp_path: Path) -> None:
    beside(tmp_path, "  all: {title: All, same_as: victims.all}\n", "all,2026,,44,\n")
    assert hidden(office(tmp_path, PAIR, PARTS)) == {"a@2026", "b@2026"}


def test_a_total_that_nobody_declared_is_a_total(tmp_path: Path) -> None:
    series = "".join(f"  {name}: {{title: {name}}}\n" for name in ("a", "b", "c", "all", "other"))
    rows = f"{PARTS}all,2026,,44,\nother,2026,,70,\n"
    assert hidden(office(tmp_path, series, rows)) == {"a@2026", "b@2026"}


@pytest.mark.parametrize(
    ("value", "base", "found"), [("10", "20", True), ("10", "200", False), ("0.2", "20000", False)]
)
def test_a_percentage_with_its_base_tells_a_count(tmp_path: Path, value: str, base: str, found: bool) -> None:
    data = office(tmp_path, "  part: {title: Part, unit: '%'}\n", "")
    (tmp_path / "data/victims.csv").write_text(f"series,period,qualifier,value,base,note\npart,2026,,{value},{base},\n")
    project, problems = read_workspace(tmp_path)
    data = Data.of(project)
    assert problems == ()
    assert hidden(data) == ({"part@2026"} if found else set())


@pytest.mark.parametrize("mark", ["[c]", "*"])
def test_what_the_source_kept_back_is_kept_back_and_told_by_nothing(tmp_path: Path, mark: str) -> None:
    data = office(tmp_path, PAIR, f"a,2026,,{mark},\nb,2026,,11,\nc,2026,,30,\nall,2026,,44,\n")
    assert hidden(data) == {"a@2026", "b@2026"}
    assert [data.figure(f"victims.{name}").mark for name in ("a", "b")] == [KEPT_BACK] * 2
    assert [row.cells[0].text for row in block(data).table.rows] == [KEPT_BACK, KEPT_BACK, "30", "44"]


def test_a_total_of_what_the_source_kept_back_is_known_to_nobody(tmp_path: Path) -> None:
    data = office(tmp_path, PAIR, "a,2026,,[c],\nb,2026,,11,\nc,2026,,30,\n")
    assert data.figure("victims.all").mark == KEPT_BACK
    assert hidden(data) == {"a@2026"}


@pytest.mark.parametrize("made", ["total_of: [young, old]", "difference_of: [old, young]"])
def test_what_is_made_of_a_count_kept_back_and_has_no_row_of_its_own_is_too(tmp_path: Path, made: str) -> None:
    """Of no longer time it is the sum of its own shorter ones: it has none."""
    rows = "".join(
        f"young,2025-0{month},,{value},\nold,2025-0{month},,30,\n" for month, value in enumerate(("[c]", 8, 9), 1)
    )
    series = f"  young: {{title: Young}}\n  old: {{title: Old}}\n  made: {{title: Made, {made}}}\n"
    data = office(tmp_path, series, rows, "frequency: month\nadditive: true\n")
    assert data.figure("victims.made", "2025-01").mark == KEPT_BACK
    assert data.figure("victims.made", "2025-Q1").mark == KEPT_BACK


def test_a_column_of_a_wide_file_may_hold_what_the_source_kept_back(tmp_path: Path) -> None:
    data = office(tmp_path, "  a: {title: A}\n  b: {title: B}\n", "")
    indicator = tmp_path / "plan/indicators/victims.yaml"
    indicator.write_text(f"{indicator.read_text('utf-8')}shape: wide\n")
    (tmp_path / "data/victims.csv").write_text("period,a,b\n2025,*,30\n2026,20,[c]\n")
    project, problems = read_workspace(tmp_path)
    data = Data.of(project)
    assert problems == ()
    assert hidden(data) == {"a@2025", "b@2026"}
    assert data.figure("victims.b").mark == KEPT_BACK


def test_a_printed_total_may_be_more_than_its_parts_where_the_source_kept_one_back(tmp_path: Path) -> None:
    rows = "a,2026,,*,\nb,2026,,11,\nc,2026,,30,\n"
    office(tmp_path, PAIR, f"{rows}all,2026,,44,\n")
    project, _ = read_workspace(tmp_path)
    assert [found.rule.id for found in check_data(project, Data.of(project))] == []
    office(tmp_path, PAIR, f"{rows}all,2026,,40,\n")
    project, _ = read_workspace(tmp_path)
    assert [found.rule.id for found in check_data(project, Data.of(project))] == ["total-differs"]


def test_totals_over_the_rows_of_a_table_that_nobody_declared_are_totals(tmp_path: Path) -> None:
    """a1 + b1 = one and a2 + b2 = two, in all periods."""
    counts = {"a1": (3, 20, 31), "a2": (40, 22, 33), "b1": (61, 24, 35), "b2": (57, 26, 37)}
    counts |= {"one": (64, 44, 66), "two": (97, 48, 70)}
    series = "".join(f"  {name}: {{title: {name}}}\n" for name in counts)
    rows = "".join(f"{name},{2024 + at},,{n},\n" for name, each in counts.items() for at, n in enumerate(each))
    assert hidden(office(tmp_path, series, rows)) == {"a1@2024", "b1@2024"}
