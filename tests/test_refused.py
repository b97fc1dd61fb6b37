"""Ordinary mistakes in what an indicator declares: each is a problem at its place, and nothing falls over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.analysis import InDoubt, open_workspace
from pcpgen.cli import cli
from pcpgen.document.lines import lines_of
from pcpgen.figures.data import UNKNOWN_FIGURE, Refusal
from pcpgen.pipeline import judge
from pcpgen.place import Place
from pcpgen.problems import Problem
from pcpgen.request import Request
from tests.workspaces import ROOT, change, copy

ROADS = "plan/indicators/collisions.yaml"
ROWS = "data/collisions.csv"
REPORT = "plan/panel/2025-10-08/farms.md"
HEADS = "series,period,qualifier,value,note\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Fellmoor, whose report shows the collisions, of which no prose speaks."""
    office = copy(ROOT / "tests/offices/fellmoor", tmp_path / "office")
    change(office, "plan/2024-28/themes/farms.yaml", "[farm-theft, trust]", "[collisions, trust]")
    change(office, "plan/2024-28/themes/roads.yaml", "[collisions]", "[farm-theft]")
    (office / "plan/2024-28/themes/roads.md").write_text("The pass closes on some days of each winter.\n")
    change(office, REPORT, '{{ indicator("farm-theft") }}', '{{ indicator("collisions") }}')
    return office


def rows(office: Path, *lines: str) -> None:
    (office / ROWS).write_text(HEADS + "".join(f"{line}\n" for line in lines))


def headline_misspelt(office: Path) -> None:
    change(office, ROADS, "chart: bars", "chart: bars\nheadline: lane")


def part_empty_with_a_note(office: Path) -> None:
    rows(office, "pass,2023,,12,", "lanes,2023,,,Not counted", "pass,2024,,14,", "lanes,2024,,20,")


def parts_without_a_common_period(office: Path) -> None:
    rows(office, "pass,2023,,12,", "lanes,2024,,20,")


def share_of_a_whole_without_that_row(office: Path) -> None:
    change(office, ROADS, "all: {title: All roads, total_of: [pass, lanes]}", "all: {title: All roads}")
    change(office, ROADS, "{title: The pass}", "{title: The pass, share_of: all}")
    rows(office, "pass,2023,,12,", "all,2024,,34,", "pass,2024,,14,", "lanes,2024,,20,")


def quarter_over_yearly_rows(office: Path) -> None:
    change(office, ROADS, "chart: bars", "chart: bars\nwindow: quarter")


def more_than_all_people_asked(office: Path) -> None:
    change(office, "data/trust.csv", "58.3", "104")


def head_alone(office: Path) -> None:
    rows(office)


def rows_after_the_day_of_the_report(office: Path) -> None:
    change(office, ROADS, "as_at: 2025-03-31\n", "")
    rows(office, "pass,2027,,12,", "lanes,2027,,20,")


MISTAKES: dict[Callable[[Path], None], str] = {
    headline_misspelt: f'{ROADS}:10:11 no series of this dataset has the id "lane"',
    part_empty_with_a_note: f"{ROWS}:3:13 collisions.lanes@2023 is empty (data/collisions.csv:3:13)",
    parts_without_a_common_period: f"{ROADS}:11:8 there is no period for which all parts of collisions.all have a row",
    share_of_a_whole_without_that_row: f"{ROADS}:12:9 collisions.all has no row for 2023",
    quarter_over_yearly_rows: f"{ROADS}:10:9 collisions.pass has no row for 2025-Q1",
    more_than_all_people_asked: "data/trust.csv:5:16 trust.farms for 2024/25 is 104%, and people asked are 0 to 100%",
    head_alone: f"{ROWS}:1:1 the indicator Collisions on the pass has no row",
    rows_after_the_day_of_the_report: (
        f"{REPORT}:26:1 every row of collisions.all is later than 2025-08-31, the date of the document"
    ),
}


def told(found: Problem) -> str:
    place = found.place
    return f"{place.file}:{place.line}:{place.column} {found.message}"


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_is_one_problem_at_its_place(office: Path, mistake: Callable[[Path], None]) -> None:
    mistake(office)
    judged = judge(office)
    assert [told(found) for found in judged.problems] == [MISTAKES[mistake]]
    assert all(found.remedy for found in judged.problems)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_analysts_are_told_or_shown_what_there_is(office: Path, mistake: Callable[[Path], None]) -> None:
    mistake(office)
    for id in ("collisions", "trust"):
        for words in (["indicator", id], ["indicator", id, "--format", "json"]):
            done = CliRunner().invoke(cli, ["-C", str(office), *words])
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception


def test_one_cause_is_one_problem_however_many_sentences_rest_on_it(office: Path) -> None:
    change(office, "plan/2024-28/themes/roads.md", "winter.", 'winter: {{ figure("collisions.all") }} in a year.')
    part_empty_with_a_note(office)
    assert [told(found) for found in judge(office).problems] == [MISTAKES[part_empty_with_a_note]]


@pytest.mark.slow
def test_an_edition_whose_levels_have_one_statement_each_is_reported_on(office: Path) -> None:
    edition = "plan/2024-28/edition.yaml"
    for level in ("goals", "pledges"):
        lines = (office / edition).read_text().splitlines(keepends=True)
        (office / edition).write_text("".join(line for line in lines if not line.startswith(f"  {level}:")))
    for theme in ("farms", "roads"):
        path = office / f"plan/2024-28/themes/{theme}.yaml"
        before, _, after = path.read_text().partition("goals:")
        path.write_text(f"{before}indicators:{after.partition('indicators:')[2]}")
    asks = [told(found) for found in judge(office).problems if found.place.file == REPORT]
    assert f'{REPORT}:17:13 no statement of this theme has the id "mark-machines"' in asks
    change(office, REPORT, "# Priority: mark-machines", "# Priority: mission")
    change(office, REPORT, "# Priority: walk-tracks, answer-calls\n", "")
    assert [told(found) for found in judge(office).problems if found.place.file == REPORT] == []
    for file in ("variations/flood.yaml", "variations/flood/the-bridge.md", "variations/flood/who-was-asked.md"):
        (office / "plan/2024-28" / file).unlink()
    (office / "plan/panel/2025-10-08/flood.md").unlink()
    change(office, "plan/panel/panel.yaml", "      - {item: 5, report: flood}\n", "")
    for name in ("answer-calls", "walk-tracks"):
        change(office, "plan/panel/questions.yaml", f"section: {name}", "section: mission")
    judged = judge(office)
    assert judged.problems == ()
    report = [line.says for line in lines_of(judged.documents[Request.read("panel-report farms 2025-10-08")])]
    assert any("Keep farms and hamlets safe from theft" in line for line in report)
    assert not any("The theme has" in line for line in report)


@pytest.mark.slow
def test_a_refusal_that_no_check_expects_is_a_problem(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refusal(UNKNOWN_FIGURE, "nobody foresaw this")

    def refuse_at_a_place(*_: object) -> None:
        raise Refusal(UNKNOWN_FIGURE, "nobody foresaw this", place=Place(ROWS, 2))

    for refusing, place in ((refuse, f"{REPORT}:26:1"), (refuse_at_a_place, f"{ROWS}:2:1")):
        monkeypatch.setattr("pcpgen.blocks.inserts.indicator_block", refusing)
        assert f"{place} nobody foresaw this" in [told(found) for found in judge(office).problems]
    monkeypatch.setattr("pcpgen.pipeline.CHECKS", (refuse,))
    assert "plan/office.yaml:1:1 nobody foresaw this" in [told(found) for found in judge(office).problems]


def test_an_analyst_is_told_of_a_refusal(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part_empty_with_a_note(office)
    monkeypatch.setattr("pcpgen.analysis.workspace.unfit_indicators", lambda *_: [])
    with pytest.raises(InDoubt, match="lanes@2023 is empty"):
        open_workspace(office).indicator("collisions")
