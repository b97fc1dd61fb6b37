"""The Communities report: its completeness, numbering, figures and claims, and what happens when the data change."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pcpgen.blocks.indicators import indicator_block
from pcpgen.cli import cli
from pcpgen.compose.opendata import open_data
from pcpgen.compose.provenance import encoded
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.document.document import Document
from pcpgen.figures.compare import compare, doubt, interval
from pcpgen.figures.data import Data
from pcpgen.figures.statistics import wilson
from pcpgen.formats.html import render_html
from pcpgen.formats.pdf import Job, Renderer
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import Judged, images, judge
from pcpgen.problems import in_words
from pcpgen.request import NONE, Request
from tests.cases import first_quick
from tests.composed import numbers
from tests.workspaces import copy, copy_example

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
REPORT = "plan/panel/2019-11-13/communities.md"


@pytest.fixture(scope="module")
def judged() -> Judged:
    return judge(ROOT)


@pytest.fixture(scope="module")
def paper(judged: Judged) -> Document:
    found = judged.documents[Request.read("panel-report communities")]
    assert isinstance(found, Document)
    return found


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the example office, to be changed."""
    return copy_example(tmp_path)


def change(office: Path, file: str, *changes: tuple[str, str]) -> None:
    path = office / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def told(office: Path) -> list[tuple[str, str]]:
    return [(found.rule.id, found.message) for found in judge(office, NONE).problems]


@pytest.mark.slow
def test_the_latest_report_of_a_theme_answers_without_a_meeting(judged: Judged) -> None:
    assert (
        judged.documents[Request.read("panel-report communities")]
        is judged.documents[Request.read("panel-report communities 2019-11-13")]
    )


def test_numbering_has_no_gap(paper: Document) -> None:
    assert [section.number for section in paper.sections] == [str(at) for at in range(1, len(paper.sections) + 1)]
    for section in paper.sections:
        inner = [*section.blocks, *section.sections]
        assert numbers(inner) == [f"{section.number}.{at}" for at in range(1, len(inner) + 1)]
        for sub in section.sections:
            assert numbers(sub.blocks) == [f"{sub.number}.{at}" for at in range(1, len(sub.blocks) + 1)]
    assert [note.number for note in paper.notes] == list(range(1, len(paper.notes) + 1))


def test_all_of_the_theme_is_accounted_for(paper: Document) -> None:
    objectives = [section for section in paper.sections if section.label == "Objective"]
    assert len(objectives) == 3
    assert sum(len(sub.titles) for section in objectives for sub in section.sections) == 10
    blocks = [block for section in objectives for sub in section.sections for block in sub.blocks]
    kinds = [block.kind for block in blocks]
    assert (kinds.count("question"), kinds.count("indicator")) == (5, 7)
    reasons = next(section for section in paper.sections if section.id == "left-out")
    assert len(reasons.blocks) == 2


PRIORITIES = re.findall(r"^# Priority: (.+)$", (ROOT / REPORT).read_text("utf-8"), re.MULTILINE)
INDICATORS = re.findall(r'\{\{ indicator\("([a-z-]+)"\) \}\}', (ROOT / REPORT).read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("heading", PRIORITIES)
def test_a_priority_that_is_left_out_is_named(office: Path, heading: str) -> None:
    path = office / REPORT
    text = re.sub(rf"# Priority: {heading}\n.*?(?=^# )", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    path.write_text(text, "utf-8")
    for priority in heading.split(", "):
        assert ("unaccounted", f'the priority for action "{priority}" of the theme is not in the report') in told(
            office
        )


@pytest.mark.slow
@pytest.mark.parametrize("indicator", INDICATORS)
def test_an_indicator_that_is_left_out_is_named(office: Path, indicator: str) -> None:
    change(office, REPORT, (f'{{{{ indicator("{indicator}") }}}}', ""))
    assert told(office) == [("unaccounted", f'the indicator "{indicator}" of the theme is not in the report')]


@pytest.mark.slow
def test_an_objective_that_no_priority_serves_is_named(office: Path) -> None:
    change(office, "plan/2017-20/themes/communities.yaml", ("serves: public-involvement", "serves: ethical-standards"))
    assert told(office) == [("unaccounted", 'the objective "public-involvement" of the theme is not in the report')]


@pytest.mark.slow
@pytest.mark.parametrize("id", ["anti-social-behaviour", "feeling-safe"])
def test_a_reason_that_is_taken_away_is_missed(office: Path, id: str) -> None:
    path = office / REPORT
    path.write_text(re.sub(rf"^- {id}: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert told(office) == [("unaccounted", f'the indicator "{id}" of the theme is not in the report')]


# -- figures


def block(paper: Document, id: str) -> IndicatorBlock:
    blocks = [each for section in paper.sections for sub in section.sections for each in sub.blocks]
    return next(each for each in blocks if isinstance(each, IndicatorBlock) and each.id == id)


def column(paper: Document, id: str, head: str) -> list[str]:
    table = block(paper, id).table
    return [row.cells[table.columns.index(head)].text for row in table.rows]


def test_every_change_is_computed(paper: Document) -> None:
    changes = column(paper, "call-handling", "Change on January to September 2018")
    assert changes == ["+5.7%", "−12.8%", "+259.5%", "+36.9%", "−3.1%"]


def test_no_whole_year_stands_between_nine_months_and_nine(paper: Document) -> None:
    assert block(paper, "call-handling").table.columns == (
        "January to September 2019",
        "January to September 2018",
        "2018",
        "Change on January to September 2018",
    )


def test_a_chart_of_a_survey_says_what_it_leaves_out_and_why_its_shares_differ_in_decimals(paper: Document) -> None:
    chart = block(paper, "public-confidence").chart
    assert chart and chart.notes[1:] == (
        "Of each answer the newest is drawn; the table has those before it.",
        "Each share has as many decimals as its source prints.",
    )


def test_seventeen_shares_of_the_workforce_and_one_kept_back(paper: Document) -> None:
    then, now = (column(paper, "workforce-diversity", f"31 March {year}, share") for year in (2016, 2019))
    assert [each for each in then if each != "[z]"] == [
        "2.4%",
        "30.4%",
        "6.5%",
        "2.7%",
        "61.5%",
        "11.9%",
        "8.5%",
        "53.2%",
        "5.0%",
    ]
    assert [each for each in now if each != "[z]"] == [
        "4.0%",
        "31.5%",
        "5.7%",
        "3.9%",
        "62.7%",
        "8.8%",
        "9.1%",
        "55.7%",
        "[c]",
    ]


@pytest.mark.slow
def test_without_suppression_all_eighteen_are_shown(office: Path) -> None:
    change(office, "plan/indicators/workforce-diversity.yaml", ("suppress: 5", "suppress: 0"))
    paper = judge(office).documents[Request.read("panel-report communities")]
    assert isinstance(paper, Document)
    assert column(paper, "workforce-diversity", "31 March 2019, share")[-1] == "4.5%"


def test_the_shares_of_complaints(paper: Document) -> None:
    now, then = (column(paper, "complaints", f"{year}, share") for year in ("2018/19", "2017/18"))
    assert [each for each in then + now if each != "[z]"] == ["55.6%", "33.4%", "10.9%", "49.2%", "41.6%", "9.2%"]


def test_confidence_is_printed_without_change_or_verdict_and_says_why(paper: Document) -> None:
    confidence = block(paper, "public-confidence")
    assert confidence.verdict is None
    assert [row.cells[0].text for row in confidence.table.rows[:2]] == ["58.3%", "64.3%"]
    assert [cell.text for cell in confidence.table.rows[0].cells] == ["58.3%", "985", "55.2 to 61.3"]
    notes = " ".join(note.plain for note in confidence.notes)
    assert (
        "no change is given, because the year ending May 2019 and the year ending June 2018 overlap and no base"
        in notes
    )


def test_deaths_fell_beyond_chance_and_the_whole_did_not(judged: Judged) -> None:
    data = Data.of(judged.project)
    killed, whole = compare(data, "ksi-casualties.killed"), compare(data, "ksi-casualties.all")
    assert (round(killed.p or 1, 4), killed.clear, round(whole.p or 0, 2), whole.clear) == (0.0395, True, 0.60, False)


# -- claims

SWAP = "swapped"


def swap(office: Path, file: str, one: str, other: str) -> None:
    """Gives each of two periods the other's values, so that totals stand and every direction turns round."""
    change(office, file, (f",{one},", f",{SWAP},"))
    change(office, file, (f",{other},", f",{one},"))
    change(office, file, (f",{SWAP},", f",{other},"))


CALLS = ("data/call-handling.csv", "2019-01..2019-09", "2018-01..2018-09")
WORKFORCE = ("data/workforce-diversity.csv", "2019-03-31", "2016-03-31")
COMPLAINTS = ("data/complaints.csv", "2018/19", "2017/18")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("turned", "claims"),
    first_quick(
        [
            (CALLS, ["calls-999: 101926", "calls-101: 208750", "online: 14335", "web-chat: 15410"]),
            (("data/ksi-casualties.csv", "2018", "2017"), ["ksi-casualties.killed"]),
            (WORKFORCE, ["officers-bme share", "officers-female share"]),
            (COMPLAINTS, ["complaints.cases", "complaints.investigation share"]),
        ],
        2,
    ),
    ids=lambda value: value[0].removesuffix(".csv").removeprefix("data/") if isinstance(value, tuple) else "",
)
def test_a_claim_fails_when_the_cells_under_it_turn_round(
    office: Path, turned: tuple[str, str, str], claims: list[str]
) -> None:
    swap(office, *turned)
    judged = judge(office)
    failed = [found for found in judged.problems if found.rule.id == "claim-fails"]
    assert len(failed) == len(claims)
    for claim in claims:
        assert [found for found in failed if claim in found.remedy], claim
    for found in failed:
        assert found.place.file == REPORT
        assert '{% claim "' in in_words(found, judged.project.sources)


@pytest.mark.slow
def test_a_claim_about_a_number_fails_when_the_number_changes(office: Path) -> None:
    change(office, "data/csp-grants.csv", ("partnerships,2019/20..2020/21,,6,", "partnerships,2019/20..2020/21,,7,"))
    said = [("claim-fails", "the data no longer support this sentence")]
    assert told(office) == [*said, ("list-count", "the text says 7, the list below has 5")]


def test_ten_claims_hold(judged: Judged) -> None:
    assert (ROOT / REPORT).read_text("utf-8").count("{% claim ") == 10
    assert judged.problems == ()


def test_what_hardly_comes_about_by_chance_has_a_p_below_one_in_a_thousand(tmp_path: Path) -> None:
    moor = copy(ROOT / "tests/offices/fellmoor", tmp_path / "moor")
    change(moor, "data/collisions.csv", ("pass,2024/25,,39,", "pass,2024/25,,3900,"))
    (failed,) = [found for found in judge(moor).problems if found.rule.id == "claim-fails"]
    assert "89 (2023/24) to 3928 (2024/25), p < 0.001." in failed.remedy


def survey(tmp_path: Path, rows: str, design: str = "") -> Data:
    """A test office whose one indicator is a survey; the earlier bases are made up."""
    copy(ROOT / "tests/small", tmp_path / "office")
    (tmp_path / "office/plan/indicators").mkdir()
    (tmp_path / "office/plan/indicators/trust.yaml").write_text(
        f"title: Trust\nmeasures: trust\ngood: up\nunit: '%'\nsource: Invented\n{design}"
        "series:\n  trust: {title: Trust, survey: true}\n"
    )
    (tmp_path / "office/data/trust.csv").write_text(f"series,period,qualifier,value,base,note\n{rows}")
    project, problems = read_workspace(tmp_path / "office")
    assert problems == ()
    return Data.of(project)


@pytest.mark.parametrize(("now", "before", "clear"), [("67,88", "79.5,88", False), ("58.3,985", "64.3,985", True)])
def test_significance_of_two_surveys(tmp_path: Path, now: str, before: str, clear: bool) -> None:
    data = survey(tmp_path, f"trust,2018/19,,{now},\ntrust,2017/18,,{before},\n")
    assert (doubt("trust.trust fell beyond chance", data) == "") is clear


EARLIER = "trust,2018/19,,58.3,985,\ntrust,2017/18,,64.3,985,\n"  # the earlier base is made up


def trust(data: Data) -> IndicatorBlock:
    return indicator_block(data, data.datasets["trust"], "1", "#12436d", "Saltmarsh")


def test_the_change_of_a_survey_has_its_interval_beside_it(tmp_path: Path) -> None:
    """The oracle of Newcombe: −10.3 to −1.7 points; what all intervals are made of is told once."""
    block = trust(survey(tmp_path, EARLIER))
    assert block.verdict is not None
    said = "down 6.0 percentage points (95% interval −10.3 to −1.7) on 2017/18 (64.3% (n=985))."
    assert [block.verdict.word, block.verdict.says.plain] == ["Worse", said]
    notes = [note.plain for note in block.notes]
    assert sum(note.startswith("The intervals are approximate") for note in notes) == 1
    assert "[z]" not in "".join(notes)


def test_a_survey_without_bases_has_no_interval_and_no_note_on_it(tmp_path: Path) -> None:
    block = trust(survey(tmp_path, "trust,2018/19,,58.3,,\n"))
    assert not [note for note in block.notes if "approximate" in note.plain]


def test_the_design_of_a_survey_widens_what_is_said_of_it(tmp_path: Path) -> None:
    """With a factor of 2 the errors are those of a quarter of the people; the change is no longer clear."""
    data = survey(tmp_path, EARLIER, "design: 2\n")
    block, found = trust(data), compare(data, "trust.trust")
    assert block.verdict is not None and block.verdict.word == "No clear change"
    assert found.p is not None and found.p == pytest.approx(0.17242, abs=1e-4)  # z halved: −1.36439
    wide, narrow = interval(data.figure("trust.trust")), wilson(574, 985)
    assert wide is not None and wide[1] - wide[0] > 100 * (narrow.upper - narrow.lower) * Decimal("1.9")
    assert found.between is not None and found.between.lower < -10 and found.between.upper > 0
    assert any("2 times those of a simple sample" in note.plain for note in block.notes)


# -- disclosure


@pytest.fixture
def kept_back(office: Path) -> Judged:
    """7,391 of 80,021 under a threshold of 10,000, and no sentence that needs them."""
    change(office, "plan/indicators/workforce-diversity.yaml", ("suppress: 5", "suppress: 10000"))
    change(
        office,
        "data/workforce-diversity.csv",
        ("officers-female,2019-03-31,,447,", "officers-female,2019-03-31,,7391,"),
    )
    change(
        office, "data/workforce-diversity.csv", ("officers-all,2019-03-31,,1418,", "officers-all,2019-03-31,,80021,")
    )
    path = office / REPORT
    text = re.sub(r"\{% claim \"workforce[^%]*%\}.*?\{% endclaim %\}", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    judged = judge(office)
    assert [found.message for found in judged.errors] == []
    return judged


SHARE = Decimal(100 * 7391) / 80021
SECRETS = ("7391", "7,391", *(f"{SHARE:.{places}f}" for places in range(2, 6)))  # 9.2% is a share of complaints as well


@pytest.mark.slow
def test_a_count_kept_back_stands_nowhere(kept_back: Judged) -> None:
    """Neither the count nor its share, at any precision, in the page, what is printed, the provenance or the data."""
    paper = kept_back.documents[Request.read("panel-report communities")]
    published = "".join(file.content.decode() for file in open_data(paper, kept_back.project.datasets))
    assert "workforce-diversity" in published
    assert "[c]" in render_html(paper, "web")
    for said in (render_html(paper, "web"), render_html(paper, "print"), encoded(paper).decode("utf-8"), published):
        assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.slow
def test_a_count_kept_back_stands_in_no_stream_of_the_pdf(kept_back: Judged, tmp_path: Path) -> None:
    """In no stream once decompressed, no string of the tag tree, and no text as read off the pages."""
    paper = kept_back.documents[Request.read("panel-report communities")]
    with Renderer() as renderer:
        content = renderer.pdf(Job(render_html(paper, "print"), images(kept_back.project))).content
    (tmp_path / "a.pdf").write_bytes(content)
    read = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        streams = [
            each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Length1" not in each
        ]
        strings = "".join(repr(each) for each in pdf.objects)
    assert "[c]" in read and len(streams) > 20
    for secret in SECRETS:
        assert secret not in read and secret not in strings
        assert not [stream for stream in streams if secret.encode() in stream and len(secret) > 4]


@pytest.mark.parametrize("series", ["financial-plan.gap", "financial-plan.gross", "income.council-tax"])
def test_no_amount_of_money_is_tested_as_if_it_were_a_count(judged: Judged, series: str) -> None:
    """A test of two counts is for events; an amount may also be negative."""
    data = Data.of(judged.project)
    for period in data.periods(series)[1:]:
        assert compare(data, series, period).p is None


def test_a_kind_alone_names_no_report_and_is_told_what_does(tmp_path: Path) -> None:
    office = copy_example(tmp_path)
    done = CliRunner().invoke(cli, ["-C", str(office), "check", "panel-report"])
    assert done.exit_code == 2
    assert "panel-report names no document alone. Write which: panel-report communities" in done.output
