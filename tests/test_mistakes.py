"""The mistakes of real published papers: each is impossible here, or is told; the right figures beside them are not."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.blocks.wording import in_full, shown
from pcpgen.document.blocks import IndicatorBlock
from pcpgen.document.document import Document
from pcpgen.figures.compare import compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.formats.html import render_html
from pcpgen.load.workspace import read_workspace
from pcpgen.model.project import Project
from pcpgen.pipeline import judge
from pcpgen.request import NONE, Request
from pcpgen.rules import NOT_COMPARABLE
from tests.cases import first_quick
from tests.composed import numbers
from tests.workspaces import change, copy_example, copy_small

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]
REPORT = "plan/panel/2019-11-13/communities.md"


@pytest.fixture(scope="module")
def project() -> Project:
    return read_workspace(ROOT)[0]


@pytest.fixture(scope="module")
def data(project: Project) -> Data:
    return Data.of(project)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_example(tmp_path)


def told(office: Path) -> str:
    return "\n".join(f"{found.rule.id}: {found.message} {found.remedy}" for found in judge(office, NONE).problems)


# -- wrong arithmetic: what was printed, where it would be typed, and what is said instead


COMPUTED: list[tuple[str, Callable[[Data], str]]] = [
    ("+112%", lambda data: shown(compare(data, "call-handling.online").change).text),
    ("+31%", lambda data: shown(compare(data, "call-handling.web-chat").change).text),
    ("+5%", lambda data: shown(compare(data, "call-handling.calls-999").change).text),
    ("30.0%", lambda data: share(data, "officers-female", "officers-all")),
    ("53.0%", lambda data: share(data, "pcsos-female", "pcsos-all")),
    ("12.0%", lambda data: share(data, "staff-disability", "staff-all")),
]


RIGHT = {"+112%": "+259.5%", "+31%": "+36.9%", "+5%": "+5.7%", "30.0%": "30.4%", "53.0%": "53.2%", "12.0%": "11.9%"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("printed", "computed"),
    COMPUTED,
    ids=["online", "web-chat", "999", "female officers", "female PCSOs", "staff with a disability"],
)
def test_a_derived_number_is_computed(data: Data, printed: str, computed: Callable[[Data], str]) -> None:
    assert computed(data) == RIGHT[printed]


@pytest.mark.slow
def test_a_derived_number_that_is_typed_is_noticed(office: Path) -> None:
    typed = "".join(f"The change was {printed} over the year.\n\n" for printed in RIGHT)
    change(office, REPORT, "# Next steps\n", f"# Next steps\n\n{typed}")
    said = told(office)
    assert [printed for printed in RIGHT if f'literal-figure: "{printed}" is typed into the text' not in said] == []


def share(data: Data, part: str, whole: str) -> str:
    return in_full(data.share_of(f"workforce-diversity.{part}", f"workforce-diversity.{whole}", "2016-03-31"))


@pytest.mark.slow
def test_a_misprint_is_refused_and_the_row_total_tells_the_value(office: Path) -> None:
    change(office, "data/call-handling.csv", "web-chat,2018,,15136", 'web-chat,2018,,"151,36"')
    said = told(office)
    assert 'malformed-number: "151,36" is no number' in said
    assert "The other rows and the total for 2018 leave 15,136. Write 15136." in said


def test_a_total_that_its_source_rounded_stands_and_is_noted(data: Data) -> None:
    gross = data.figure("financial-plan.gross", "2019/20")
    assert [gross.value, gross.from_parts] == [142018, 142019]


# -- comparisons that are not comparisons


def broken_series(office: Path) -> Data:
    """Complaints of two years on either side of the break of 1 February 2020."""
    with (office / "data/complaints.csv").open("a", encoding="utf-8") as file:
        file.write("cases,2019/20,,400,\n")
    return Data.of(read_workspace(office)[0])


def thirteen_months(office: Path) -> Data:
    with (office / "data/call-handling.csv").open("a", encoding="utf-8") as file:
        file.write("calls-999,2018-05..2019-05,,140000,\ncalls-999,2017-05..2018-05,,130000,\n")
    return Data.of(read_workspace(office)[0])


def as_it_is(office: Path) -> Data:
    return Data.of(read_workspace(office)[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "series", "periods", "why"),
    [
        (
            as_it_is,
            "public-confidence.what-matters",
            (),
            "the year ending May 2019 and the year ending June 2018 overlap",
        ),
        (thirteen_months, "call-handling.calls-999", ("2018-05..2019-05", "2017-05..2018-05"), "overlap"),
        (as_it_is, "call-handling.all", ("2019-01..2019-09", "2018"), "is a range and 2018 a calendar year"),
        (as_it_is, "hate-crime.satisfied", (), "no base was printed for the year ending May 2018"),
        (broken_series, "complaints.cases", ("2019/20", "2018/19"), "the series breaks on 1 February 2020: "),
        (as_it_is, "workforce-diversity.pcsos-disability", (), "is kept back"),
    ],
    ids=["May against June", "thirteen months", "nine months against twelve", "no base", "break", "kept back"],
)
def test_what_cannot_be_compared_is_refused(
    office: Path, made: Callable[[Path], Data], series: str, periods: tuple[str, ...], why: str
) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        compare(made(office), series, *periods)
    assert refused.value.rule == NOT_COMPARABLE


@pytest.mark.slow
def test_a_percentage_changes_by_points(office: Path) -> None:
    change(office, "data/hate-crime.csv", "year ending 2018-05,,79.2,,", "year ending 2018-05,,79.2,90,")
    compared = compare(as_it_is(office), "hate-crime.satisfied")
    assert [compared.change.unit, compared.change.value] == ["percentage points", Decimal("-12.2")]


def test_one_value_is_written_alike_everywhere(data: Data) -> None:
    assert in_full(data.figure("public-confidence.what-matters")) == "58.3% (n=985)"
    assert in_full(data.figure("public-confidence.what-matters", "year ending 2018-06")) == "64.3%"


@pytest.mark.slow
def test_a_claim_on_a_part_has_the_whole_beside_it(data: Data, office: Path) -> None:
    """Deaths fell beyond chance; killed or seriously injured together did not, and the sentence is bound to both."""
    assert 'claim "ksi-casualties.killed fell beyond chance; ksi-casualties.all no clear change"' in (
        office / REPORT
    ).read_text("utf-8")
    change(office, "data/ksi-casualties.csv", "serious,2018,,438", "serious,2018,,300")
    assert "claim-fails" in told(office)


# -- things left out or said twice: where each would be made, and what is said of it

ABOUT = "plan/2017-20/pages/about.md"
Change = tuple[str, str, str]  # file, what stands there, what is put in its place


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([(REPORT, "- joined-up-services", "- nothing-such")], "unaccounted"),
        ([(REPORT, '{{ indicator("call-handling") }}', "")], 'unaccounted: the indicator "call-handling" of the theme'),
        (
            [(REPORT, "# Next steps\n", '{{ indicator("anti-social-behaviour") }}\n\n# Next steps\n')],
            'unknown-figure: the indicator "anti-social-behaviour" has no data',
        ),
        ([(REPORT, "# Next steps\n", "# Appendix\n\n# Next steps\n")], "empty-text: nothing stands under this heading"),
        (
            [("plan/2017-20/pages/financial-plan.yaml", "gap", "")],
            "missing-key: no table prints gap of the dataset financial-plan",
        ),
        ([(ABOUT, "\n---\n", "\n---\nThe Board [has its minutes here](https://example.org).\n")], ""),
        (
            [(ABOUT, "\n---\n", "\n---\nThe minutes are [here](https://example.org).\n")],
            'link-text: the link reads "here"',
        ),
        (
            [(REPORT, "# Next steps\n", "# Next steps\n\nThe boards should be in place by September.\n")],
            'past-promise: a paper of November 2019 says "should be in place by September"',
        ),
        ([(REPORT, "# Next steps\n", "# Next steps\n\nThe boards should be in place by March.\n")], ""),
        (
            [(REPORT, "the Business Coordination Board", "the Business Co-ordination Board")],
            'house-spelling: "Business Co-ordination Board" is spelt "Business Coordination Board"',
        ),
        (
            [(REPORT, "# Next steps\n", "# Recommendations\n\nThat the Panel do more.\n\n# Next steps\n")],
            'unknown-choice: "Recommendations" is no heading of a report',
        ),
    ],
    ids=[
        "a lost objective",
        "a lost indicator",
        "an indicator without a figure",
        "a heading without words",
        "a gap that no table prints",
        "a link with words",
        "a link that reads here",
        "September in November",
        "March in November",
        "a body spelt two ways",
        "two recommendation sections",
    ],
)
def test_what_is_left_out_or_said_twice_is_told(office: Path, changes: list[Change], said: str) -> None:
    """What is right beside it is not: there `said` is empty."""
    for file, old, new in changes:
        if old == "- joined-up-services":  # the whole part about it
            cut_objective(office)
        elif old == "gap":
            cut_gap(office)
        else:
            change(office, file, old, new)
    assert told(office) == "" if not said else said in told(office)


def cut_objective(office: Path) -> None:
    """The report without the parts that serve its first objective."""
    theme = next(each for each in read_workspace(office)[0].editions["2017-20"].themes if each.id == "communities")
    first = theme.at("objectives")[0].id
    served = {node.id for node in theme.nodes if first in node.bound_to}
    parts = re.split(r"(?m)^(?=# )", (office / REPORT).read_text("utf-8"))
    kept = [part for part in parts if not any(part.startswith(f"# Priority: {id}") for id in served)]
    assert len(kept) < len(parts)
    (office / REPORT).write_text("".join(kept), "utf-8")


def cut_gap(office: Path) -> None:
    path = office / "plan/2017-20/pages/financial-plan.yaml"
    text = path.read_text("utf-8")
    cut = text.replace("  - caption: Budget gap\n    rows: [gap]\n", "")
    assert cut != text
    path.write_text(cut, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("so worded", "is worded much like the statement"),
        ("cut short", "is cut short from the statement"),
        ("alone", ""),
    ],
)
def test_one_objective_has_one_wording(project: Project, office: Path, words: str, said: str) -> None:
    """An objective that a page says in other words, or in half of them, is told; words of its own are not."""
    theme = project.editions["2017-20"].themes[0]
    objective = max((node.text.value for node in theme.at("objectives")), key=len).rstrip(".").split()
    assert len(objective) >= 10
    sentence = {
        "so worded": " ".join([*objective[:4], "always", *objective[4:]]),
        "cut short": " ".join(objective[:8]),
        "alone": "The commissioner counts what matters to each of the county’s towns",
    }[words]
    change(office, ABOUT, "\n---\n", f"\n---\n{sentence}.\n\n")
    assert (f"{said} at plan/2017-20/themes/" in told(office)) if said else told(office) == ""


CHAPTER = "plan/2013-16/themes"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "said"),
    first_quick(
        [
            ("    no_baseline: Not printed in the plan\n", "", "unmeasured: "),
            ("    no_measure: none of the chapter’s measures tells how long callers wait\n", "", "unmeasured: "),
        ]
    ),
    ids=["a measure without a baseline", "a pledge without a measure"],
)
def test_a_measure_can_be_judged(office: Path, old: str, new: str, said: str) -> None:
    """Without a baseline or a measure there is nothing to judge, and the author says so or is told."""
    [file] = [path.relative_to(office).as_posix() for path in (office / CHAPTER).glob("*.yaml")]
    change(office, file, old, new)
    assert said in told(office)


def test_one_quantity_has_one_value(tmp_path: Path) -> None:
    """Residents in two datasets: equal to the rounding passes, any other value is told with both cells."""
    office = copy_small(tmp_path / "office")
    (office / "plan/datasets/residents.yaml").write_text(
        "title: Residents\nsource: Invented\nunit: people\nseries:\n  all: {title: Residents, same_as: twice.all}\n",
        "utf-8",
    )
    (office / "plan/datasets/twice.yaml").write_text(
        "title: Residents again\nsource: Invented\nunit: people\nseries:\n  all: {title: Residents}\n", "utf-8"
    )
    (office / "data/residents.csv").write_text("series,period,qualifier,value,note\nall,2016,,800000,\n", "utf-8")
    cells = office / "data/twice.csv"
    cells.write_text("series,period,qualifier,value,note\nall,2016,,800000.4,\n", "utf-8")
    assert "conflicting-values" not in told(office)
    cells.write_text("series,period,qualifier,value,note\nall,2016,,830201,\n", "utf-8")
    assert (
        "conflicting-values: residents.all for 2016 is 800000, and twice.all, which is the same quantity, is 830201 "
        "at data/twice.csv:2"
    ) in told(office)


def test_one_quantity_in_two_units_is_one(tmp_path: Path) -> None:
    """£78.4 million is £78,437 thousand, as far as it is written, and not £78,537 thousand; people are no pounds."""
    office = copy_small(tmp_path / "office")
    for name, unit, same in (("grant", "£ million", ", same_as: received.all"), ("received", "£ thousand", "")):
        told_as = f"title: Grant\nsource: Invented\nunit: {unit}\nseries:\n  all: {{title: Grant{same}}}\n"
        (office / f"plan/datasets/{name}.yaml").write_text(told_as, "utf-8")
    head = "series,period,qualifier,value,note\n"
    (office / "data/grant.csv").write_text(f"{head}all,2017/18,,78.4,\n", "utf-8")
    (office / "data/received.csv").write_text(f"{head}all,2017/18,,78437,\n", "utf-8")
    assert "conflicting-values" not in told(office)
    (office / "data/received.csv").write_text(f"{head}all,2017/18,,78537,\n", "utf-8")
    assert "grant.all for 2017/18 is 78.4 £ million, and received.all, which is the same" in told(office)
    change(office, "plan/datasets/received.yaml", "£ thousand", "people")
    assert "not-comparable: grant.all is in £ million and received.all in people" in told(office)


@pytest.mark.slow
def test_numbers_contents_and_notes_are_the_programs_own() -> None:
    """No section, paragraph or note is skipped or counted twice, and the contents list each section once."""
    paper = judge(ROOT, Request.read("panel-report communities")).documents[Request.read("panel-report communities")]
    assert isinstance(paper, Document)
    assert [section.number for section in paper.sections] == [f"{at}" for at in range(1, len(paper.sections) + 1)]
    for section in paper.sections:
        own = numbers(section.blocks or section.sections)
        assert own == [f"{section.number}.{at}" for at in range(1, len(own) + 1)]
        for part in section.sections:
            assert numbers(part.blocks) == [f"{part.number}.{at}" for at in range(1, len(part.blocks) + 1)]
    assert [note.number for note in paper.notes] == list(range(1, len(paper.notes) + 1))
    assert len({note.id for note in paper.notes}) == len(paper.notes)
    page = render_html(paper, "web")
    entries = re.findall('<li class="entry"><a href="#([^"]+)"', page)
    assert entries[: len(paper.sections)] == [section.id for section in paper.sections]
    assert [entry for entry in entries if f'id="{entry}"' not in page] == []


@pytest.mark.slow
def test_every_chart_says_of_when_it_is_and_has_a_value_for_each_entry() -> None:
    """No legend entry without its number, no chart without its year."""
    paper = judge(ROOT, Request.read("panel-report communities")).documents[Request.read("panel-report communities")]
    assert isinstance(paper, Document)
    blocks = [block for section in paper.sections for part in section.sections for block in part.blocks]
    charts = [block.chart for block in blocks if isinstance(block, IndicatorBlock) and block.chart]
    assert charts
    for chart in charts:
        assert re.search("20[0-9]{2}", chart.measure), chart.measure
        assert all(cell.text.strip() for row in chart.table.rows for cell in row.cells)


@pytest.mark.slow
def test_a_chart_has_one_unit(office: Path) -> None:
    """£3,800 thousand would be the longest bar, and stand in its table under the unit of another."""
    change(
        office, "plan/datasets/spending.yaml", "{title: Premises,", "{title: Premises, unit: £ thousand, decimals: 0,"
    )
    change(office, "data/spending.csv", "premises,2017/18,,3.8", "premises,2017/18,,3800")
    change(office, "plan/2017-20/pages/financial-plan.yaml", '{{ share("spending.employees") }}', "more than half")
    told = [each.message for each in judge(office).problems]
    assert "the chart holds £ million and £ thousand, which have no scale in common" in told


def test_a_small_count_of_a_named_group_is_kept_back(data: Data) -> None:
    """4 of 88 would tell of four people."""
    assert in_full(data.figure("workforce-diversity.pcsos-disability", "2019-03-31")) == "[c]"


@pytest.mark.slow
def test_no_right_figure_is_flagged() -> None:
    assert judge(ROOT).problems == ()
