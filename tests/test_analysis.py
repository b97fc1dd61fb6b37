"""The analyst's door: the documentation's example runs, tables have their kinds, doubtful data are refused."""

from __future__ import annotations

import doctest
from pathlib import Path

import pandas as pd
import pytest

from pcpgen import analysis
from pcpgen.analysis import COMPARISONS, HISTORY, OBSERVATIONS, InDoubt, Unknown, open_workspace
from tests.workspaces import change, copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the example office, to be changed."""
    return copy_example(tmp_path)


@pytest.mark.slow
def test_the_examples_print_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(analysis).attempted >= 5
    assert doctest.testmod(analysis).failed == 0
    page = doctest.testfile(str(ROOT / "docs/pages/tasks/python.md"), module_relative=False)
    assert page.attempted == 4 and page.failed == 0


@pytest.mark.slow
def test_every_dataset_of_the_office_opens() -> None:
    found = open_workspace(ROOT)
    assert len(found.indicators) >= 20
    for id in found.indicators:
        tables = found.indicator(id)
        for table, columns in ((tables.observations, OBSERVATIONS), (tables.comparisons, COMPARISONS)):
            assert tuple(table.columns) == columns and len(table) > 0
        assert tuple(tables.history.columns) == HISTORY
        for name in ("value", "base"):
            assert tables.observations[name].dtype == "float64"
        for name in ("start", "end"):
            assert pd.api.types.is_datetime64_dtype(tables.observations[name])


def test_the_values_are_those_of_the_csv() -> None:
    rows = pd.read_csv(ROOT / "data/financial-plan.csv", keep_default_na=False, dtype={"value": str})
    table = open_workspace(ROOT).indicator("financial-plan").observations
    values = dict(zip(zip(table["series"], table["period"], strict=True), table["value"], strict=True))
    for row in rows.itertuples():
        if row.value:
            assert values[(row.series, row.period)] == float(str(row.value))


def test_what_is_kept_back_is_missing_and_never_compared(office: Path) -> None:
    change(
        office,
        "data/workforce-diversity.csv",
        "officers-disability,2019-03-31,,81,",
        "officers-disability,2019-03-31,,3,",
    )
    found = open_workspace(office).indicator("workforce-diversity")
    (kept,) = found.observations.query("series == 'officers-disability' and period == '2019-03-31'").to_dict("records")
    assert pd.isna(kept["value"]) and kept["mark"] == "[c]"
    (compared,) = found.comparisons.query("series == 'officers-disability'").to_dict("records")
    assert pd.isna(compared["change"]) and compared["reason"] == "a count is kept back"


def test_a_history_tells_each_change_but_no_small_count(office: Path) -> None:
    (office / "data/revisions").mkdir()
    (office / "data/revisions/workforce-diversity.csv").write_text(
        "series,period,old,new,date,reason\n"
        "officers-bme,2019-03-31,3,56,2019-05-01,Counted anew\n"
        "officers-bme,2019-03-31,56,57,2019-06-01,One was missed\n",
        "utf-8",
    )
    history = open_workspace(office).indicator("workforce-diversity").history
    assert list(history["new"]) == [56, 57] and list(history["reason"]) == ["Counted anew", "One was missed"]
    assert pd.isna(history["old"][0]) and history["old"][1] == 56
    assert history["date"][0] == pd.Timestamp("2019-05-01")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(Unknown, match='Did you mean "hate-crime"'):
        open_workspace(ROOT).indicator("hate-crme")
    with pytest.raises(Unknown, match="declares no series"):
        open_workspace(ROOT).indicator("re-offending")
    with pytest.raises(Unknown, match="is in no workspace"):
        open_workspace("/")


def test_data_with_problems_are_refused_and_others_are_not(office: Path) -> None:
    change(office, "data/ksi-casualties.csv", "killed,2018,,29,", "killed,2018,,2g,")
    found = open_workspace(office)
    with pytest.raises(InDoubt, match=r'data/ksi-casualties.csv:3:14: error: "2g" is no number'):
        found.indicator("ksi-casualties")
    assert len(found.indicator("call-handling").observations) == 15


def test_a_total_that_its_parts_deny_is_in_doubt(office: Path) -> None:
    change(office, "data/workforce-diversity.csv", "pcsos-all", "pcsos-al")
    with pytest.raises(InDoubt, match="unknown-series"):
        open_workspace(office).indicator("workforce-diversity")
