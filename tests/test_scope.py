"""What a mistake stops: the documents that rest on its file, and no other."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.formats.html import render_html
from pcpgen.pipeline import Judged, judge
from pcpgen.request import Request
from tests.cases import first_quick
from tests.conftest import ROOT
from tests.workspaces import change, copy

PLAN, OLD, VARIED = "plan 2023-27", "plan 2019-23", "plan 2023-27+ferry"
NIGHTS, DOCKS, FERRY = (
    "panel-report nights 2025-06-11",
    "panel-report docks 2025-09-10",
    "variation-report ferry 2025-06-11",
)
JUNE, SEPTEMBER, RESPONSE = "panel-pack 2025-06-11", "panel-pack 2025-09-10", "panel-response 2025-06-20"
LAMPS, NOTICE = "bcb-paper lamps", "decision-notice ladder"
PANEL = {NIGHTS, DOCKS, FERRY, JUNE, SEPTEMBER, RESPONSE}
ALL = {PLAN, OLD, VARIED, LAMPS, NOTICE} | PANEL

LADDER = """---
title: A ladder for the quay
decided: 2025-10-01
by: mayor
request: The team asks for a ladder.
---
# Background

There is none.

# Theme: docks

Whoever falls in comes out.

# Money and law

It costs little.

# Decision

To buy it.

# Left out

- nights: the ladder is for the day
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Port Ansley with an earlier plan, and a kind of document of its own."""
    office = tmp_path_factory.mktemp("port") / "office"
    copy(ROOT / "tests/offices/port-ansley", office)
    shutil.copytree(office / "plan/2023-27", office / "plan/2019-23")
    shutil.rmtree(office / "plan/2019-23/variations")
    change(office, "plan/2019-23/edition.yaml", "2023-05-01..2025-03-31", "2019-05-01..2021-03-31")
    change(office, "plan/2019-23/edition.yaml", "in_force: 2023-05-01", "in_force: 2019-05-01")
    edition = office / "plan/2019-23/edition.yaml"
    edition.write_text(
        re.sub(r"20(22|23)(-[0-9]{2}-[0-9]{2})", lambda day: f"20{int(day[1]) - 4}{day[2]}", edition.read_text())
    )
    change(office, "plan/2019-23/edition.yaml", "Safe Ashore 2023-27", "Safe at Sea 2019-23")
    copy(ROOT / "tests/decisions/plan/outlines", office / "plan/outlines")
    (office / "plan/decisions").mkdir()
    (office / "plan/decisions/ladder.md").write_text(LADDER, "utf-8")
    judged = judge(office)
    assert (judged.problems, declared(judged)) == ((), ALL)
    return office


@pytest.fixture
def office(port: Path, tmp_path: Path) -> Path:
    return copy(port, tmp_path / "office")


def declared(judged: Judged) -> set[str]:
    return {str(each.answers[0]) for each in judged.recipes} | {str(each.answers[0]) for each in judged.packs}


def can_be_built(judged: Judged) -> set[str]:
    return {str(each.answers[0]) for each in judged.wanted}


ON_THE_DAY = {NIGHTS, DOCKS, JUNE, SEPTEMBER, NOTICE}  # these rest on the edition that was in force on their day
SHOWS_CARGO = {PLAN, OLD, VARIED, DOCKS, FERRY, JUNE, SEPTEMBER, NOTICE}
MISTAKES: dict[str, tuple[str, str, str, set[str]]] = {
    "a theme": ("plan/2023-27/themes/docks.yaml", "navy", "nvay", ALL - {OLD, LAMPS}),
    "a page": ("plan/2023-27/pages/money.md", "title:", "titel:", ALL - {OLD, LAMPS}),
    "a theme of an earlier edition": ("plan/2019-23/themes/docks.yaml", "navy", "nvay", {OLD}),
    "an earlier edition": ("plan/2019-23/edition.yaml", "title:", "titel:", {OLD}),
    "an earlier edition whose day is lost": (
        "plan/2019-23/edition.yaml",
        "in_force: 2019",
        "in_force: 20l9",
        {OLD} | ON_THE_DAY,
    ),
    "an earlier edition that is unread": ("plan/2019-23/edition.yaml", "nights]", "nights", {OLD} | ON_THE_DAY),
    "a later edition that is unread": ("plan/2023-27/edition.yaml", "nights]", "nights", ALL - {OLD, LAMPS}),
    "a variation": ("plan/2023-27/variations/ferry.yaml", "title:", "titel:", {VARIED, FERRY, JUNE}),
    "a variation that is unread": ("plan/2023-27/variations/ferry.yaml", "title: ", "title: [", {VARIED, FERRY, JUNE}),
    "a variation's words": (
        "plan/2023-27/variations/ferry/the-ferry.md",
        "port.ships",
        "port.shps",
        {VARIED, FERRY, JUNE},
    ),
    "a report's entries": ("plan/panel/2025-06-11/nights.md", "as_at:", "as_att:", {NIGHTS, JUNE}),
    "a report that is unread": ("plan/panel/2025-06-11/nights.md", "title: ", "title: [", {NIGHTS, JUNE}),
    "a report of no theme": ("plan/panel/2025-06-11/nights.md", "theme: nights", "theme: nigts", {NIGHTS, JUNE}),
    "a report of no meeting": ("plan/panel/2025-06-11/nights.md", "meeting: 2025", "meeting: 20x5", {NIGHTS, JUNE}),
    "a report on a variation": ("plan/panel/2025-06-11/ferry.md", "title:", "titel:", {FERRY, JUNE}),
    "a report with what is exempt": ("plan/panel/2025-09-10/docks.md", "title:", "titel:", {DOCKS, SEPTEMBER}),
    # an open question that only an exempt passage names is in no other report
    "a mark of what is exempt": (
        "plan/panel/2025-09-10/docks.md",
        '"7" "an',
        '"7 "an',
        {DOCKS, NIGHTS, JUNE, SEPTEMBER},
    ),
    "a paper to the Board": ("plan/board/2025-05-06/lamps.md", "title:", "titel:", {LAMPS}),
    "a paper of a kind of its own": ("plan/decisions/ladder.md", "title:", "titel:", {NOTICE}),
    "an outline": ("plan/outlines/decision-notice.yaml", "title: Request", "titel: Request", {NOTICE}),
    "the Panel's register": ("plan/panel/panel.yaml", "post:", "posst:", PANEL | {NOTICE}),
    "the Panel's register, unread": ("plan/panel/panel.yaml", "contact: {", "contact: ", PANEL | {NOTICE}),
    "the Panel's questions": ("plan/panel/questions.yaml", "asker:", "askker:", PANEL | {NOTICE}),
    "the Panel's recommendations": ("plan/panel/recommendations.yaml", "responded:", "respnded:", PANEL | {NOTICE}),
    "a cell": ("data/cargo.csv", "east,2021/22,,40", "east,2021/22,,4O", SHOWS_CARGO),
    "an indicator": ("plan/indicators/cargo.yaml", "good:", "god:", SHOWS_CARGO),
    "the office": ("plan/office.yaml", "area:", "aera:", ALL),
    "the office's holder": ("plan/office.yaml", "office_holder:", "office_holdr:", ALL),
    "the bibliography": ("plan/bibliography.yaml", "title:", "titel:", ALL),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_stops_what_rests_on_its_file(port: Path, office: Path, name: str) -> None:
    """It is told once; and what is built beside it reads as it did."""
    file, old, new, stopped = MISTAKES[name]
    change(office, file, old, new)
    judged = judge(office)
    assert can_be_built(judged) == ALL - stopped
    assert [found.place.file for found in judged.problems] == [file]
    before = judge(port).documents
    for request, document in judged.documents.items():
        assert render_html(document, "web", ()) == render_html(before[request], "web", ()), request


def asked(office: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(office), *words])


@pytest.mark.slow
@pytest.mark.parametrize("request_", sorted(ALL))
def test_a_request_is_answered_or_told_what_keeps_it(office: Path, request_: str) -> None:
    """Also where the paper cannot be read, so that nobody knows what it is on."""
    change(office, "plan/panel/2025-06-11/nights.md", "theme: nights", "theme: [nights")
    judged = judge(office, Request.read(request_))
    kept = request_ in (NIGHTS, JUNE)
    assert (judged.mistake(Request.read(request_)) != "", len(judged.wanted) > 0) == (kept, not kept)


@pytest.mark.slow
def test_the_latest_is_not_known_while_a_later_one_is_unread(office: Path) -> None:
    """The earlier report on a theme is no answer for the latest, if the latest may be the one with the mistake."""
    shutil.copytree(office / "plan/panel/2025-06-11", office / "plan/panel/2025-12-10")
    (office / "plan/panel/2025-12-10/ferry.md").unlink()
    later = "  - date: 2025-12-10\n    public: true\n    items:\n      - {item: 2, report: nights}\n"
    path = office / "plan/panel/panel.yaml"
    path.write_text(path.read_text("utf-8") + later, "utf-8")
    change(office, "plan/panel/2025-12-10/nights.md", "meeting: 2025-06-11", "meeting: 2025-12-10")
    assert (
        judge(office, Request.read("panel-report nights")).documents[Request.read("panel-report nights")].date
        == "2025-12-10"
    )
    change(office, "plan/panel/2025-12-10/nights.md", "theme: nights", "theme: [nights")
    judged = judge(office, Request.read("panel-report nights"))
    assert (judged.documents, judged.mistake(Request.read("panel-report nights"))) == (
        {},
        "plan/panel/2025-12-10/nights.md",
    )
    assert judge(office, Request.read(NIGHTS)).documents  # by its day it is still known
    assert judge(office, Request.read("panel-report docks")).mistake(
        Request.read("panel-report docks")
    )  # for it may be on the docks


def test_the_plan_is_not_known_while_a_later_edition_is_unread(office: Path) -> None:
    change(office, "plan/2023-27/edition.yaml", "nights]", "nights")
    assert judge(office, Request.read("plan")).mistake(Request.read("plan")) == "plan/2023-27/edition.yaml"
    assert set(map(str, judge(office, Request.read(OLD)).documents)) == {OLD}


def test_an_edition_that_the_office_names_is_known_beside_one_that_is_unread(office: Path) -> None:
    change(office, "plan/office.yaml", "area: Port Ansley", 'area: Port Ansley\nedition: "2019-23"')
    change(office, "plan/2023-27/edition.yaml", "nights]", "nights")
    assert set(map(str, judge(office, Request.read("plan")).documents)) == {OLD, "plan"}


@pytest.mark.slow
def test_a_second_paper_of_the_same_id_is_not_taken_for_the_first(office: Path) -> None:
    shutil.copytree(office / "plan/board/2025-05-06", office / "plan/board/2025-08-05")
    assert can_be_built(judge(office)) == ALL - {LAMPS}


def test_a_work_that_an_unread_paper_may_hold_as_exempt_is_in_no_list_of_works(office: Path) -> None:
    """A report that names no works lists all that the public may know."""
    exempt = (
        '\n{% exempt "7" "an arrest is planned" %}\n\nIt is {{ quoted("the plan", "port-act") }}.\n\n{% endexempt %}\n'
    )
    path = office / "plan/board/2025-05-06/lamps.md"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: [") + exempt, "utf-8")
    assert can_be_built(judge(office)) == ALL - {LAMPS, NIGHTS, DOCKS, FERRY, JUNE, SEPTEMBER}


@pytest.mark.slow
def test_what_is_taken_for_an_echo_stops_its_own_document_all_the_same(office: Path) -> None:
    """The id that nothing has stands by chance in another file that cannot be read; it is told when that is mended."""
    change(office, "plan/board/2025-05-06/lamps.md", "contact:", "bibliography: [quay-act]\ncontact:")
    assert can_be_built(judge(office)) == ALL - {LAMPS}
    path = office / "plan/2019-23/pages/money.md"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:") + "\nBy the quay-act.\n", "utf-8")
    judged = judge(office)
    assert can_be_built(judged) == ALL - {LAMPS, OLD}
    assert [found.rule.id for found in judged.problems] == ["unknown-key"]


@pytest.mark.slow
def test_with_strict_a_warning_stops_as_an_error_does(office: Path) -> None:
    path = office / "plan/board/2025-05-06/lamps.md"
    path.write_text(path.read_text("utf-8").replace("Both can", "12.5% can"), "utf-8")
    assert can_be_built(judge(office)) == ALL
    assert can_be_built(judge(office, None, strict=True)) == ALL - {LAMPS}


@pytest.mark.slow
def test_a_character_without_glyph_stops_the_document_that_prints_it(office: Path) -> None:
    change(office, "plan/board/2025-05-06/lamps.md", "Both can", "✈ Both can")
    change(office, "plan/2019-23/themes/docks.yaml", "# The docks.", "# The docks ✈.")
    judged = judge(office)
    assert can_be_built(judged) == ALL - {LAMPS}
    assert [str(found.rule.id) for found in judged.problems] == ["no-glyph"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "stopped"),
    first_quick(
        [
            ("panel-report", "title: ", "title: [", {NIGHTS, DOCKS, JUNE, SEPTEMBER}),
            ("panel-report", "of: report", "of: edition", {NIGHTS, DOCKS, JUNE, SEPTEMBER}),
            ("panel-report", "plural: Reports", "plural: '{{ the(\"plan.day\") }}'", {NIGHTS, DOCKS, JUNE, SEPTEMBER}),
            ("plan", "title: ", "title: [", {PLAN, OLD, VARIED}),
            ("bcb-paper", "- standing", "- standings", {LAMPS}),
        ],
        2,
    ),
)
def test_an_outline_in_place_of_the_programs_stops_its_kind(
    office: Path, name: str, old: str, new: str, stopped: set[str]
) -> None:
    """The program's own is no answer for one that cannot be read."""
    shutil.copy(ROOT / f"pcpgen/outlines/{name}.yaml", office / "plan/outlines")
    assert can_be_built(judge(office)) == ALL
    change(office, f"plan/outlines/{name}.yaml", old, new)
    assert can_be_built(judge(office)) == ALL - stopped
    built = build(office)
    assert (built.exit_code, isinstance(built.exception, SystemExit)) == (1, True), built.exception


def test_an_outline_whose_kind_nobody_knows_stops_everything(office: Path) -> None:
    shutil.copy(ROOT / "pcpgen/outlines/plan.yaml", office / "plan/outlines/My Plan.yaml")
    assert can_be_built(judge(office)) == set()


# -- the outputs


def build(office: Path, *words: str) -> Result:
    return asked(office, "build", "--format", "html", *words)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def listed(office: Path) -> dict[str, str]:
    """What the page says of each document, by its title."""
    page = re.sub("</?span[^>]*>", "", (office / "out/index.html").read_text("utf-8"))  # of words kept whole
    return dict(re.findall(r'listed__title">(.+?)</h4>\n<p class="listed__facts">(.+?)</p>', page))


@pytest.fixture(scope="module")
def built(port: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The port with the web page of every document but the packs, which count pages on paper."""
    office = copy(port, tmp_path_factory.mktemp("built") / "office")
    assert (done := build(office)).exit_code == 0, done.output
    return office


@pytest.fixture
def outputs(built: Path, tmp_path: Path) -> Path:
    """A copy of it, in which one document is to be renewed whatever else there is."""
    office = copy(built, tmp_path / "office")
    change(office, "plan/2019-23/edition.yaml", "Safe at Sea", "Safe on Sea")
    return office


STOPPED = {
    "a report's entry": (
        ("plan/panel/2025-06-11/nights.md", "as_at:", "as_att:"),
        "panel-2025-06-11-nights",
        f"8 documents built, 2 not: {JUNE}, {NIGHTS}.",
    ),
    "an unread report": (
        ("plan/panel/2025-06-11/nights.md", "theme: ", "theme: ["),
        "panel-2025-06-11-nights",
        f"8 documents built, 2 not: {JUNE}, {NIGHTS}.",
    ),
    "an unread paper": (
        ("plan/board/2025-05-06/lamps.md", "title: ", "title: ["),
        "board-2025-05-06-lamps",
        f"8 documents built, 1 not: {LAMPS}.",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", first_quick(STOPPED))
def test_the_rest_is_built_and_what_is_older_stands_and_is_marked(outputs: Path, name: str) -> None:
    (file, old, new), folder, said = STOPPED[name]
    kept, before = content(outputs / "out" / folder), (outputs / file).read_bytes()
    change(outputs, file, old, new)
    done = build(outputs)
    assert (done.exit_code, said in done.stderr, "Safe on Sea 2019-23" in listed(outputs)) == (1, True, True), (
        done.output
    )
    assert content(outputs / "out" / folder) == kept
    older = {title for title, facts in listed(outputs).items() if f"because of a mistake in {file}" in facts}
    assert len(older) == 1
    again = build(outputs)
    assert (again.exit_code, again.stdout, "up to date, " in again.stderr) == (1, "", True)
    assert (checked := build(outputs, "--check")).exit_code == 1 and "keeps it from being built" in checked.stderr
    (outputs / file).write_bytes(before)
    assert build(outputs).exit_code == 0
    assert content(outputs / "out" / folder).keys() == kept.keys()
    assert not any("because of a mistake" in facts for facts in listed(outputs).values())
    assert build(outputs).stderr.endswith("All other documents are up to date.\n")


@pytest.mark.slow
def test_nothing_is_taken_out_while_a_mistake_stands(outputs: Path) -> None:
    """Also not what is declared no more: with the mistake gone, it is."""
    (outputs / "plan/decisions/ladder.md").unlink()
    change(outputs, "plan/board/2025-05-06/lamps.md", "title:", "titel:")
    assert build(outputs).exit_code == 1
    assert (outputs / "out/decision-notice-ladder").is_dir()
    change(outputs, "plan/board/2025-05-06/lamps.md", "titel:", "title:")
    assert build(outputs).exit_code == 0
    assert not (outputs / "out/decision-notice-ladder").exists()


def test_where_everything_is_stopped_nothing_is_written(outputs: Path) -> None:
    change(outputs, "plan/office.yaml", "area:", "aera:")
    before = {path: path.read_bytes() for path in (outputs / "out").rglob("*.*") if path.is_file()}
    done = build(outputs)
    assert (done.exit_code, done.stdout, done.stderr.endswith(" Nothing was written.\n")) == (1, "", True)
    assert {path: path.read_bytes() for path in (outputs / "out").rglob("*.*") if path.is_file()} == before


@pytest.mark.slow
def test_what_was_asked_for_alone_is_built_and_the_mistake_is_counted_each_time(outputs: Path) -> None:
    change(outputs, "plan/board/2025-05-06/lamps.md", "title:", "titel:")
    for _ in range(2):
        done = asked(outputs, "build-plan", "--format", "html")
        assert (done.exit_code, done.stderr) == (0, "1 more problem in other documents: pcpgen check\n")
    refused = asked(outputs, "bcb-paper", "lamps")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.endswith("1 error in 1 file. Nothing was written.\n")
    assert asked(outputs, "check").exit_code == 1


@pytest.mark.slow
def test_what_there_is_not_is_said_beside_a_mistake_that_does_not_hide_it(outputs: Path) -> None:
    change(outputs, "plan/board/2025-05-06/lamps.md", "title: ", "title: [")
    done = asked(outputs, "bcb-paper", "lamp")
    assert (done.exit_code, 'there is no bcb-paper "lamp"' in done.stderr) == (2, True)
    done = asked(outputs, "bcb-paper", "lamps")
    assert (done.exit_code, "[yaml-syntax]" in done.stderr) == (1, True)


@pytest.mark.slow
def test_an_issue_is_stopped_by_a_mistake_that_the_document_rests_on_and_by_no_other(outputs: Path) -> None:
    order = ("issue", "plan", "2019-23", "--as-of", "2019-05-01", "--by", "mayor")
    change(outputs, "plan/office.yaml", "area:", "aera:")
    done = asked(outputs, *order)
    assert (done.exit_code, "Nothing was issued: " in done.stderr) == (1, True)
    change(outputs, "plan/office.yaml", "aera:", "area:")
    change(outputs, "plan/board/2025-05-06/lamps.md", "title:", "titel:")
    assert asked(outputs, *order).exit_code == 0


@pytest.mark.slow
def test_a_paper_that_shows_nothing_of_the_plan_is_not_stopped_by_figures_of_the_plan(tmp_path: Path) -> None:
    root = copy(ROOT / "tests/offices/haddon", tmp_path / "office")
    notice, report = "decision-notice 2024-014", "annual-report 2024-25"
    assert {notice, report} <= can_be_built(judge(root))
    change(root, "plan/indicators/burglary.yaml", "good:", "god:")
    assert {notice, report} & can_be_built(judge(root)) == {notice}
    change(root, "plan/decisions/2024-014.md", "# Law\n", '# Law\n\n{{ figure("burglary.burglary") }} homes.\n')
    assert not {notice, report} & can_be_built(judge(root))


@pytest.mark.slow
def test_a_heading_on_what_a_broken_theme_lists_is_no_mistake_of_its_own(tmp_path: Path) -> None:
    root = copy(ROOT / "tests/offices/carrow", tmp_path / "office")
    (paper,) = (root / "plan/quarterly").glob("2025-10-21.md")
    listed = re.findall(r"(?m)^# Indicator: ([a-z-]+)", paper.read_text("utf-8"), re.I)
    theme = next(path for path in sorted(root.glob("plan/*/themes/*.yaml")) if listed[0] in path.read_text("utf-8"))
    theme.write_text(theme.read_text("utf-8").replace("title: ", "title: [", 1), "utf-8")
    assert {found.place.file for found in judge(root).errors} == {theme.relative_to(root).as_posix()}
