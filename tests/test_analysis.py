"""The analyst's door: the documentation's example runs, tables have their kinds, doubtful data are refused."""

from __future__ import annotations

import copy
import doctest
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pcpgen import analysis, open_workspace
from pcpgen.analysis import COMPARISONS, HISTORY, OBSERVATIONS, InDoubt, Unknown, Workspace
from pcpgen.figures.frames import frame
from pcpgen.model.period import parse_period
from tests.workspaces import change, copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def here() -> Workspace:
    """The example office, opened once for all that only look."""
    return open_workspace(ROOT)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the example office, to be changed."""
    return copy_example(tmp_path)


@pytest.mark.slow
def test_the_examples_print_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(analysis).attempted >= 5
    assert doctest.testmod(analysis).failed == 0


@pytest.mark.slow
def test_every_dataset_of_the_office_opens(here: Workspace) -> None:
    assert len(here.indicators) >= 20
    for id in here.indicators:
        tables = here.indicator(id)
        for table, columns in ((tables.observations, OBSERVATIONS), (tables.comparisons, COMPARISONS)):
            assert tuple(table.columns) == columns and len(table) > 0
        assert tuple(tables.history.columns) == HISTORY
        kinds = {"value": "float64", "base": "Int64", "row": "Int64", "written": "str", "mark": "str"}
        assert {name: str(tables.observations[name].dtype) for name in kinds} == kinds
        for name in ("start", "end"):
            assert pd.api.types.is_datetime64_dtype(tables.observations[name])


@pytest.mark.slow
def test_the_values_are_those_of_the_csv(here: Workspace) -> None:
    rows = pd.read_csv(ROOT / "data/financial-plan.csv", keep_default_na=False, dtype={"value": str})
    table = here["financial-plan"].observations
    values = dict(zip(zip(table["series"], table["written"], strict=True), table["value"], strict=True))
    for row in rows.itertuples():
        if row.value:
            assert values[(row.series, row.period)] == float(str(row.value))


@pytest.mark.slow
def test_what_is_kept_back_is_missing_and_never_compared(office: Path) -> None:
    change(
        office,
        "data/workforce-diversity.csv",
        "officers-disability,2019-03-31,,81,",
        "officers-disability,2019-03-31,,3,",
    )
    found = open_workspace(office).indicator("workforce-diversity")
    (kept,) = found.observations.query("series == 'officers-disability' and written == '2019-03-31'").to_dict("records")
    assert pd.isna(kept["value"]) and kept["mark"] == "[c]"
    (compared,) = found.comparisons.query("series == 'officers-disability'").to_dict("records")
    assert pd.isna(compared["change"]) and compared["reason"] == "a count is kept back"


def test_each_row_is_that_of_the_file_that_it_names(here: Workspace) -> None:
    """The outside opinion is the line itself, read as text."""
    for id in ("ksi-casualties", "financial-plan", "public-confidence"):
        table = here[id].observations
        read = table[table["row"].notna()]
        assert len(read) > 0 and set(read["file"]) == {f"data/{id}.csv"}
        lines = (ROOT / f"data/{id}.csv").read_text("utf-8").splitlines()
        for row in read.itertuples():
            series, written, _, value, *_ = lines[int(str(row.row)) - 1].split(",")
            assert (series, written) == (row.series, row.written)
            assert float(value) == row.value if value else row.mark == "[x]"
    computed = here["ksi-casualties"].observations.query("series == 'all' and written == '2018'")
    assert list(computed["row"].isna()) == [True]
    assert list(computed["made_of"]) == ["data/ksi-casualties.csv:3 data/ksi-casualties.csv:5"]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (["2019-01", "2019-02", ""], "period[M]"),
        (["2019-Q1"], "period[Q-DEC]"),
        (["2018", "2019"], "period[Y-DEC]"),
        (["2017/18", "2018/19"], "period[Y-MAR]"),
        (["year ending 2018-06", "year ending 2019-06"], "period[Y-JUN]"),
        (["12 months to 2018-06", "12 months to 2018-07"], "str"),
        (["2018-03-31"], "period[D]"),
        (["2018", "year ending 2018-12"], "str"),
        (["2018-01..2018-09"], "str"),
        (["undated"], "str"),
        ([], "str"),
    ],
)
def test_periods_are_those_of_pandas_where_all_are_of_one_form(written: list[str], kind: str) -> None:
    """What pandas says is the first and last day of each is what we say."""
    table = frame([{"period": each} for each in written], ("period", "written"))
    assert str(table["period"].dtype) == kind and list(table["written"]) == written
    if kind != "str":
        for each, text in zip(table["period"], written, strict=True):
            known = parse_period(text) if text else None
            ends = (each.start_time.date(), each.end_time.date()) if known else None
            assert ends == (known.start, known.end) if known else each is pd.NaT


def test_comparisons_are_those_that_documents_print(here: Workspace) -> None:
    confidence = here["public-confidence"].comparisons.set_index("series")
    killed = here["ksi-casualties"].comparisons.set_index("series")
    assert list(killed["test"]) == ["two counts"] * 3 and list(killed["clear"]) == [True, False, False]
    assert killed.loc["killed", "change"] == -19 and killed.loc["killed", "change_unit"] == "people"
    assert round(killed["p"]["killed"], 4) == 0.0395
    assert str(killed["period"].dtype) == "period[Y-DEC]" and str(killed["clear"].dtype) == "boolean"
    assert "no base was printed" in confidence["reason"]["what-matters"]
    windowed = here["outcome-rates"].comparisons
    assert set(windowed["written"]) == {"12 months to 2020-12"}, "the window of its block"


@pytest.mark.slow
def test_a_survey_has_its_intervals(office: Path) -> None:
    data = office / "data/public-confidence.csv"
    text = data.read_text("utf-8")
    assert "year ending 2018-06,,64.3,," in text
    data.write_text(text.replace("year ending 2018-06,,64.3,,", "year ending 2018-05,,64.3,985,"), "utf-8")
    found = open_workspace(office)["public-confidence"].comparisons.set_index("series").loc["what-matters"]
    assert found["test"] == "two surveys" and found["clear"]
    assert [round(found[f"value_{end}"], 1) for end in ("low", "high")] == [55.2, 61.3]
    assert found["change_low"] < found["change"] < found["change_high"] < 0


@pytest.mark.slow
def test_a_history_tells_each_change_but_no_small_count(office: Path) -> None:
    (office / "data/revisions").mkdir()
    (office / "data/revisions/workforce-diversity.csv").write_text(
        "series,period,old,new,date,reason\n"
        "officers-bme,2019-03-31,3,56,2019-05-01,Counted anew\n"
        "officers-bme,2019-03-31,56,57,2019-06-01,One was missed\n",
        "utf-8",
    )
    history = open_workspace(office).indicator("workforce-diversity").history
    assert list(history["old_mark"]) == ["[c]", ""] and list(history["row"]) == [2, 3]
    assert set(history["file"]) == {"data/revisions/workforce-diversity.csv"}
    assert list(history["new"]) == [56, 57] and list(history["reason"]) == ["Counted anew", "One was missed"]
    assert pd.isna(history["old"][0]) and history["old"][1] == 56
    assert history["date"][0] == pd.Timestamp("2019-05-01")


def test_the_package_lends_out_the_door_and_loads_nothing_before_it_is_asked() -> None:
    """What `pcpgen --help` must not pay for."""
    loaded = "import sys; before = set(sys.modules); import pcpgen; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "pcpgen"]


def test_an_office_says_in_a_line_what_it_holds(here: Workspace) -> None:
    said = repr(here)
    assert said.startswith("<Office of the Cambridgeshire Police & Crime Commissioner, Police and Crime Plan 2017-20: ")
    assert re.search(": 10 indicators, 20 other datasets, [0-9]+ series, [0-9]+ rows; no problems in reading>$", said)
    assert repr(here["survey"]) == "<dataset survey: Survey; 1 series, 1 row, newest undated>"


def test_an_office_is_looked_into_by_id(here: Workspace) -> None:
    assert list(here) == list(here.indicators) and len(here) == len(here.indicators)
    assert "survey" in here and "hate-crme" not in here
    assert here.hate_crime.title == here["hate-crime"].title == "Hate crime"
    assert {"hate_crime", "indicators"} <= set(dir(here)) and here._ipython_key_completions_() == list(here)
    with pytest.raises(AttributeError, match='there is no "hate_crme" in the workspace'):
        _ = here.hate_crme
    assert copy.copy(here).survey.id == "survey", "a copy has no fields at first"


def test_a_table_of_values_of_many_times_has_a_row_for_each(here: Workspace) -> None:
    shown = here["county"]._repr_html_()
    assert "Area that the force covers (square miles), undated" in shown and "[x]" not in shown


def test_an_unknown_name_is_told_with_the_nearest(here: Workspace) -> None:
    with pytest.raises(Unknown, match='Did you mean "hate-crime"'):
        here.indicator("hate-crme")
    with pytest.raises(Unknown, match="declares no series"):
        here.indicator("re-offending")
    with pytest.raises(Unknown, match="is in no workspace"):
        open_workspace("/")


@pytest.mark.slow
def test_data_with_problems_are_refused_and_others_are_not(office: Path) -> None:
    change(office, "data/ksi-casualties.csv", "killed,2018,,29,", "killed,2018,,2g,")
    found = open_workspace(office)
    with pytest.raises(InDoubt, match=r'data/ksi-casualties.csv:3:14: error: "2g" is no number'):
        found.indicator("ksi-casualties")
    assert len(found.indicator("call-handling").observations) == 15


@pytest.mark.slow
def test_a_total_that_its_parts_deny_is_in_doubt(office: Path) -> None:
    change(office, "data/workforce-diversity.csv", "pcsos-all", "pcsos-al")
    with pytest.raises(InDoubt, match="unknown-series"):
        open_workspace(office).indicator("workforce-diversity")
