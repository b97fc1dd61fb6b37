"""From two figures in a sentence, or one that is kept back, to what is told of it; and what a claim is held to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcpgen.document.blocks import Chart
from pcpgen.document.lines import lines_of
from pcpgen.document.walk import blocks
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from tests.workspaces import ROOT, change, copy, copy_example, copy_small

HEADS = "series,period,qualifier,value,note\n"
MONTHS = "".join(
    f"quays,{year}-{month:02},,{10 if (year, month) == (2025, 12) else count},\n"
    for year, count in ((2024, 20), (2025, 30))
    for month in range(1, 13)
)
YEARS = "quays,2024,,20,\nquays,2025,,30,\n"
OTHER_DEFINITION = "definitions: [{from: 2020-01-01, says: all boats}, {from: 2025-01-01, says: boats that sail}]\n"
BREAK = "breaks: [{date: 2025-01-01, why: a new form}]\n"
THEN, NOW = '{{ figure("boats.quays", "2024") }}', '{{ figure("boats.quays", "2025") }}'

TABLE = f"| Year | Thefts |\n|---|---|\n| 2024 | {THEN} |\n| 2025 | {NOW} |\n\n: Thefts by year"


def told(folder: Path, sentence: str, rows: str = YEARS, entries: str = "", series: str = "") -> list[str]:
    """What is said of a sentence in the tiny office, which has an indicator of boats."""
    office = copy_small(folder / "office")
    (office / "plan/indicators").mkdir()
    (office / "plan/indicators/boats.yaml").write_text(
        "title: Boats\nmeasures: boats taken\nsource: Invented\nunit: boats\ngood: down\n"
        f"{entries}series:\n  quays: {{title: Quays}}\n{series}"
    )
    (office / "data/boats.csv").write_text(HEADS + rows)
    themes = office / "plan/2025-29/themes"
    (themes / "harbour.yaml").write_text((themes / "harbour.yaml").read_text() + "indicators: [boats]\n")
    (themes / "harbour.md").write_text(f"{sentence}\n")
    return [f"{found.rule.id}: {found.message}" for found in judge(office, NONE).problems]


@pytest.mark.parametrize("entries", [OTHER_DEFINITION, BREAK], ids=["another definition", "a break"])
@pytest.mark.parametrize(
    "sentence",
    [
        f"Thefts rose from {THEN} in 2024 to {NOW} in 2025.",
        f"Thefts were {NOW}, up from {THEN}.",
        'Thefts went {{ percent_change("boats.quays", "2024", "2025") }}.',
        'Thefts are {{ change("boats.quays") }}.',
        '{% claim "boats.quays rose" %}Thefts rose.{% endclaim %}',
        'As an index they are {{ index("boats.quays", "2024", "2025") }}.',
    ],
)
def test_nothing_is_set_against_what_was_counted_otherwise(tmp_path: Path, sentence: str, entries: str) -> None:
    (found,) = told(tmp_path, sentence, entries=entries)
    assert found.startswith("not-comparable: boats.quays, 2025 and 2024: ")
    assert re.search(r" on 1 January 2025(: a new form)?$", found)


@pytest.mark.parametrize(
    ("sentence", "entries"),
    [
        (f"Thefts rose from {THEN} in 2024 to {NOW} in 2025.", ""),
        (f"There were {THEN} thefts in 2024, and {NOW} in 2025.", OTHER_DEFINITION),
        (f"Thefts rose from {THEN} to {NOW}, but the definition changed between.", OTHER_DEFINITION),
        (f"Thefts rose from {THEN} to {NOW}; the two are not comparable.", BREAK),
        (f"Thefts rose from {THEN} in 2024 to {NOW} in 2025.", OTHER_DEFINITION.replace("2025-01-01", "2026-01-01")),
    ],
)
def test_two_figures_may_stand_together(tmp_path: Path, sentence: str, entries: str) -> None:
    assert told(tmp_path, sentence, entries=entries) == []


def test_a_change_in_per_cent_is_of_equal_times(tmp_path: Path) -> None:
    rows = "quays,2024,,30,\nquays,2025-Q1,,20,\n"
    (found,) = told(tmp_path, 'They are {{ percent_change("boats.quays", "2024", "2025-Q1") }}.', rows)
    assert found.endswith("2025-Q1 and 2024: January to March 2025 is a quarter and 2024 a calendar year")


def test_a_financial_year_and_the_year_to_march_before_it_are_two_years(tmp_path: Path) -> None:
    rows = "quays,year ending 2018-03,,60,\nquays,2018/19,,90,\n"
    sentence = 'They are {{ percent_change("boats.quays", "year ending 2018-03", "2018/19") }}.'
    assert told(tmp_path, sentence, rows) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            f"In 2024 there were {THEN} thefts.",
            ["kept-back-in-words: boats.quays@2024 is kept back, and [c] is printed in its place"],
        ),
        (TABLE, ["kept-back-in-words: boats.quays@2024 is kept back, and [c] is printed in its place"]),
        (f"A count that is kept back is marked with [c].\n\n{TABLE}", []),
    ],
    ids=["in a sentence", "in a table", "in a table that explains it"],
)
def test_what_is_kept_back_is_printed_where_it_is_explained(tmp_path: Path, sentence: str, expected: list[str]) -> None:
    assert told(tmp_path, sentence, "quays,2024,,3,\nquays,2025,,30,\n", "suppress: 5\n") == expected


@pytest.mark.slow
def test_a_figure_that_is_kept_back_for_another_names_it(tmp_path: Path) -> None:
    rows = "quays,2024,,20,\nshops,2024,,3,\nquays,2025,,30,\nshops,2025,,30,\n"
    series = "  shops: {title: Shops}\n  all: {title: All, total_of: [quays, shops]}\n"
    found = told(tmp_path, f"In 2024 there were {THEN} thefts.", rows, "suppress: 5\n", series)
    why = "boats.quays@2024 is kept back, so that boats.shops@2024 cannot be worked out by it"
    assert [each for each in found if "kept-back" in each] == [
        f"kept-back-in-words: {why}, and [c] is printed in its place"
    ]


def test_a_claim_that_fails_is_told_once(tmp_path: Path) -> None:
    sentence = f'{{% claim "boats.quays fell" %}}Thefts fell from {THEN} in 2024 to {NOW} in 2025.{{% endclaim %}}'
    assert told(tmp_path, sentence) == ["claim-fails: the data no longer support this sentence"]


@pytest.mark.parametrize(
    ("condition", "entries", "holds"),
    [
        ("boats.quays fell", "", True),  # December on December
        ("boats.quays rose", "window: 12 months\n", True),
        ("boats.quays > 300", "window: 12 months\n", True),
        ("boats.quays fell", "window: 12 months\n", False),
        ("boats.quays rose", "compare: [previous-12-months]\n", True),
        ("boats.quays fell on the previous period", "window: 12 months\n", True),
    ],
)
def test_a_claim_is_held_to_what_its_indicator_prints(
    tmp_path: Path, condition: str, entries: str, holds: bool
) -> None:
    sentence = f'{{% claim "{condition}" %}}It is as was expected.{{% endclaim %}}'
    found = told(tmp_path, sentence, MONTHS, f"additive: true\n{entries}")
    assert found == ([] if holds else ["claim-fails: the data no longer support this sentence"])


def test_a_second_comparison_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    compared = "chart: line\ncompare: [same-period-last-year, baseline]\nbaseline: 2019-08"
    change(office, "plan/indicators/farm-theft.yaml", "chart: line", compared)
    asked = Request.read("panel-report farms")
    said = [line.says for line in lines_of(judge(office, asked).documents[asked])]
    assert "All valleys: a further change is not given, because there is no baseline." in said


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("A Steady Moor", "A Steady Moor has been in force since"),
        ("the Moor", "the Moor has been in force since"),
        ("Plan of Fellmoor", "The Plan of Fellmoor has been in force since"),
    ],
)
def test_a_title_with_an_article_of_its_own_gets_no_second(tmp_path: Path, title: str, says: str) -> None:
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    change(office, "plan/2024-28/edition.yaml", "title: A Steady Moor 2024-28", f"title: {title}")
    asked = Request.read("panel-report farms")
    said = " ".join(line.says for line in lines_of(judge(office, asked).documents[asked]))
    assert says in said and f"of the {title}" not in said.replace("of the Plan of", "")


@pytest.mark.slow
def test_a_chart_that_names_no_source_has_that_of_its_data(tmp_path: Path) -> None:
    office = copy_example(tmp_path / "office")
    change(office, "plan/2017-20/pages/finances.md", "    source: Medium Term Financial Plan as at 1 March 2017\n", "")
    asked = Request.read("plan 2017-20")
    charts = [each for each in blocks(judge(office, asked).documents[asked]) if isinstance(each, Chart)]
    assert charts and all(chart.source for chart in charts)


def test_one_quantity_has_one_unit(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    rows = f"{HEADS}quays,2025,,30,\n"
    for name, unit, same in (("boats", "boats", ", same_as: ships.quays"), ("ships", "ships", "")):
        series = f"title: T\nsource: Invented\nunit: {unit}\nseries:\n  quays: {{title: Quays{same}}}\n"
        (office / f"plan/datasets/{name}.yaml").write_text(series)
        (office / f"data/{name}.csv").write_text(rows)
    found = [each.message for each in judge(office, NONE).problems]
    assert found == ["boats.quays is in boats and ships.quays in ships"]


@pytest.mark.parametrize("named_by", ["quarters", "months"])
def test_one_quantity_adds_up_to_itself_over_longer_periods(tmp_path: Path, named_by: str) -> None:
    """A quarter is what its months make, whichever of the two says that they are one."""
    office = copy_small(tmp_path / "office")
    rows = {
        "quarters": "thefts,2025-Q1,,{},\n",
        "months": "thefts,2025-01,,3,\nthefts,2025-02,,4,\nthefts,2025-03,,5,\n",
    }
    other = {"quarters": "months", "months": "quarters"}
    for name in rows:
        same = f", same_as: {other[name]}.thefts" if name == named_by else ""
        head = f"title: T\nsource: Invented\nunit: thefts\nadditive: true\nfrequency: {name.removesuffix('s')}\n"
        text = head + f"series:\n  thefts: {{title: Thefts{same}}}\n"
        (office / f"plan/datasets/{name}.yaml").write_text(text)

    def told(count: int) -> list[str]:
        for name in rows:
            (office / f"data/{name}.csv").write_text(HEADS + rows[name].format(count))
        return [each.message for each in judge(office, NONE).problems]

    assert told(12) == []
    assert told(21) == [
        "quarters.thefts for 2025-Q1 is 21, and the rows of months.thefts, which is the same quantity, add up to 12"
    ]


def test_a_break_is_told_to_readers_with_its_day_and_reason(tmp_path: Path) -> None:
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    broken = "chart: line\nbreaks: [{date: 2025-01-01, why: thefts are recorded online}]"
    change(office, "plan/indicators/farm-theft.yaml", "chart: line", broken)
    paper = "plan/panel/2025-10-08/farms.md"
    change(
        office, paper, '{% claim "farm-theft.all fell" %}Fewer thefts were recorded in August than a year before.', ""
    )
    change(office, paper, "{% endclaim %}", "")
    change(office, paper, "bibliography: [marking-guide]\n", "")
    asked = Request.read("panel-report farms")
    document = judge(office, asked).documents[asked]
    why = "because the series breaks on 1 January 2025: thefts are recorded online."
    assert f"All valleys: no change is given, {why}" in [line.says for line in lines_of(document)]
    assert document.works == ()  # a report without a bibliography has what it quotes, and this quotes nothing


def test_a_tile_that_would_print_a_mark_is_told(tmp_path: Path) -> None:
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    tile = "plan/2024-28/pages/facts.yaml"
    change(office, tile, "number: '{{ figure(\"moor.stations\") }}'", "number: '{{ figure(\"collisions.lanes\") }}'")
    change(office, "data/collisions.csv", "lanes,2024/25,,28,", "lanes,2024/25,,3,")
    found = [each for each in judge(office, NONE).problems if each.rule.id == "kept-back-in-words"]
    assert [each.place.file for each in found] == [tile]
