"""The mistakes of real published papers: each is impossible here, or is told; the right figures beside them are not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pcpgen.compose.wording import in_full, shown
from pcpgen.figures.compare import compare
from pcpgen.figures.data import Data, Refusal
from pcpgen.load.workspace import read_workspace
from pcpgen.pipeline import judge

ROOT = Path(__file__).parents[1]
REPORT = "plan/panel/2019-11-13/communities.md"


@pytest.fixture(scope="module")
def data() -> Data:
    return Data.of(read_workspace(ROOT)[0])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def change(office: Path, file: str, old: str, new: str) -> None:
    text = (office / file).read_text("utf-8")
    assert old in text, old
    (office / file).write_text(text.replace(old, new), "utf-8")


def told(office: Path) -> str:
    return "\n".join(f"{found.rule.id}: {found.message} {found.remedy}" for found in judge(office).problems)


# -- wrong arithmetic: what was printed, where it would be typed, and what is said instead


COMPUTED: list[tuple[str, Callable[[Data], str]]] = [
    ("+112%", lambda data: shown(compare(data, "call-handling.online").change).text),
    ("+31%", lambda data: shown(compare(data, "call-handling.web-chat").change).text),
    ("+5%", lambda data: shown(compare(data, "call-handling.calls-999").change).text),
    ("30.0%", lambda data: share(data, "officers-female", "officers-all")),
    ("53.0%", lambda data: share(data, "pcsos-female", "pcsos-all")),
    ("12.0%", lambda data: share(data, "staff-disability", "staff-all")),
]


@pytest.mark.parametrize(
    ("printed", "computed"),
    COMPUTED,
    ids=["online", "web-chat", "999", "female officers", "female PCSOs", "staff with a disability"],
)
def test_a_derived_number_is_computed_and_a_typed_one_is_noticed(
    data: Data, office: Path, printed: str, computed: Callable[[Data], str]
) -> None:
    right = {"+112%": "+259.5%", "+31%": "+36.9%", "+5%": "+5.7%", "30.0%": "30.4%", "53.0%": "53.2%", "12.0%": "11.9%"}
    assert computed(data) == right[printed]
    change(office, REPORT, "# Next steps\n", f"# Next steps\n\nThe change was {printed} over the year.\n")
    assert f'literal-figure: "{printed.lstrip("+")}" is typed into the text' in told(office)


def share(data: Data, part: str, whole: str) -> str:
    return in_full(data.share_of(f"workforce-diversity.{part}", f"workforce-diversity.{whole}", "2016-03-31"))


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
        (broken_series, "complaints.cases", ("2019/20", "2018/19"), "the series breaks on 2020-02-01"),
        (as_it_is, "workforce-diversity.pcsos-disability", (), "is kept back"),
    ],
    ids=["May against June", "thirteen months", "nine months against twelve", "no base", "break", "kept back"],
)
def test_what_cannot_be_compared_is_refused(
    office: Path, made: Callable[[Path], Data], series: str, periods: tuple[str, ...], why: str
) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        compare(made(office), series, *periods)
    assert refused.value.rule == "not-comparable"


def test_a_percentage_changes_by_points(office: Path) -> None:
    change(office, "data/hate-crime.csv", "year ending 2018-05,,79.2,,", "year ending 2018-05,,79.2,90,")
    compared = compare(as_it_is(office), "hate-crime.satisfied")
    assert [compared.change.unit, compared.change.value] == ["percentage points", Decimal("-12.2")]


def test_one_value_is_written_alike_everywhere(data: Data) -> None:
    assert in_full(data.figure("public-confidence.what-matters")) == "58.3% (n=985)"
    assert in_full(data.figure("public-confidence.what-matters", "year ending 2018-06")) == "64.3%"


def test_a_claim_on_a_part_has_the_whole_beside_it(data: Data, office: Path) -> None:
    """Deaths fell beyond chance; killed or seriously injured together did not, and the sentence is bound to both."""
    assert 'claim "ksi-casualties.killed fell beyond chance; ksi-casualties.all no clear change"' in (
        office / REPORT
    ).read_text("utf-8")
    change(office, "data/ksi-casualties.csv", "serious,2018,,438", "serious,2018,,300")
    assert "claim-fails" in told(office)


def test_no_right_figure_is_flagged() -> None:
    assert judge(ROOT).problems == ()
