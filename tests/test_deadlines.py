"""Deadlines: each oracle worked by hand on the calendar, day by day, and numpy's business days where there are many."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import numpy
import pytest
from click.testing import CliRunner
from dateutil.easter import easter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.cli import cli
from pcpgen.compose.deadlines import Timetable, meeting_timetable, precept_timetable
from pcpgen.load.deadlines import shipped_obligations
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.working_days import Calendar, bank_holidays

pytestmark = pytest.mark.example

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_workspace(ROOT)[0]


ENGLAND, WALES = Calendar("England", {}), Calendar("Wales", {})
LAW = shipped_obligations()


def of_meeting(project: Project, day: date, calendar: Calendar = ENGLAND) -> Timetable:
    assert project.panel is not None
    notice = LAW.notice(calendar.nation, day)
    return meeting_timetable("Panel", day, project.panel.publication, notice, calendar)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("meeting", "by_law", "own_rule", "questions"),
    [
        # Wednesday 13 November 2019. Clear days: Tue 12, Mon 11, Fri 8, Thu 7, Wed 6, so out on Tue 5. Six working days
        # back, the meeting not counted: Tue 12, Mon 11, Fri 8, Thu 7, Wed 6, Tue 5. Questions: Wed 6, Thu 7, Fri 8.
        (date(2019, 11, 13), date(2019, 11, 5), date(2019, 11, 5), date(2019, 11, 8)),
        # Wednesday 24 April 2019, the week after Easter: Friday 19 and Monday 22 are holidays. Clear: Tue 23, Thu 18,
        # Wed 17, Tue 16, Mon 15, and the next working day back is Fri 12. Questions: Mon 15, Tue 16, Wed 17.
        (date(2019, 4, 24), date(2019, 4, 12), date(2019, 4, 12), date(2019, 4, 17)),
        # Wednesday 13 May 2020: that year the holiday of Monday 4 May was moved to Friday 8. Clear: Tue 12, Mon 11,
        # Thu 7, Wed 6, Tue 5, so out on Mon 4, in other years no working day. Questions: Tue 5, Wed 6, Thu 7.
        (date(2020, 5, 13), date(2020, 5, 4), date(2020, 5, 4), date(2020, 5, 7)),
        # Wednesday 27 May 2020, after the holiday of Monday 25. Clear: Tue 26, Fri 22, Thu 21, Wed 20, Tue 19, so out
        # on Mon 18. Questions: Tue 19, Wed 20, Thu 21.
        (date(2020, 5, 27), date(2020, 5, 18), date(2020, 5, 18), date(2020, 5, 21)),
    ],
    ids=["November 2019", "after Easter 2019", "after 8 May 2020", "after 25 May 2020"],
)
def test_the_papers_of_a_meeting(
    project: Project, meeting: date, by_law: date, own_rule: date, questions: date
) -> None:
    due = of_meeting(project, meeting).deadlines
    assert [(each.day, each.at) for each in due] == [(by_law, ""), (own_rule, ""), (questions, "noon")]
    assert [each.rule.partition(";")[0] for each in due] == [
        "5 clear days before the meeting, by practice without weekends and holidays",
        "6 working days before the meeting",
        "3rd working day after publication",
    ]
    assert due[0].law == "Local Government Act 1972, section 100B"


def test_six_clear_days_would_be_a_day_more_than_six_working_days() -> None:
    meeting = date(2019, 11, 13)
    assert ENGLAND.before(meeting, 6) == date(2019, 11, 5)
    assert ENGLAND.clear_before(meeting, 6) == date(2019, 11, 4)


def test_the_law_has_clear_days_and_practice_leaves_weekends_out(project: Project) -> None:
    """Section 100B: of Wednesday 13 November 2019 five clear days are Tue 12 to Fri 8, so out on Thu 7."""
    due = of_meeting(project, date(2019, 11, 13)).deadlines[0]
    assert due.rule.endswith("by the words of the law alone Thursday 7 November 2019")
    assert LAW.notices["england"].latest(date(2019, 11, 13)) == date(2019, 11, 7)


def test_wales_has_three_clear_days(project: Project) -> None:
    """Section 100BA; Wednesday 13 November 2019: clear are Tue 12, Mon 11 and Fri 8, so out on Thu 7."""
    due = of_meeting(project, date(2019, 11, 13), WALES).deadlines[0]
    assert (due.day, due.law) == (date(2019, 11, 7), "Local Government Act 1972, section 100BA")


def precept(year: str, calendar: Calendar = ENGLAND) -> list[tuple[date | None, str, str]]:
    due = precept_timetable(LAW, parse_period(year), calendar).deadlines
    return [(each.day, each.what, each.rule) for each in due]


def test_the_dates_of_the_precept_stand_at_a_weekend() -> None:
    """In 2020 the first four are Saturdays, so is 29 February, and 1 March is a Sunday; the law moves none of them."""
    due = precept("2020/21")
    assert [day for day, *_ in due] == [date(2020, 2, day) for day in (1, 8, 15, 22, 29)] + [date(2020, 3, 1)]
    assert [("Saturday" in rule, "stands on a Sunday" in rule) for *_, rule in due] == [(True, False)] * 5 + [
        (False, True)
    ]
    assert due[5][2].endswith("the working day before is Friday 28 February 2020")


def test_a_precept_is_issued_before_1_march_and_late_is_not_invalid() -> None:
    """Local Government Finance Act 1992, section 40(5); 2019 is no leap year."""
    (day, what, _) = next(each for each in precept("2019/20") if "issues the precept" in each[1])
    assert (day, "later is not invalid" in what) == (date(2019, 2, 28), True)
    assert LAW.precept["issue"].provision.law == "Local Government Finance Act 1992, section 40(5)"


def test_by_1_march_the_second_report_of_the_panel_is_answered() -> None:
    """SI 2012/2271, regulation 7."""
    answer = LAW.precept["answer"]
    assert (answer.on(parse_period("2019/20")), answer.provision.law) == (
        date(2019, 3, 1),
        "SI 2012/2271, regulation 7",
    )
    assert "second report, and publishes the answer" in answer.what


def test_a_veto_needs_at_least_two_thirds_of_the_members_at_the_time() -> None:
    assert "at least two thirds of its members at the time" in LAW.precept["report"].what


def test_a_step_on_a_working_day_says_nothing_of_weekends() -> None:
    """1 February 2019 was a Friday."""
    assert precept("2019/20")[0][2] == "date set by law"


def test_every_obligation_has_its_law_and_its_first_day() -> None:
    rows = [each.provision for table in (LAW.notices, LAW.precept, LAW.duties) for each in table.values()]
    assert all(row.law and row.begins.year > 2000 for row in rows)
    assert not LAW.duties["welsh-language"].provision.holds("England", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("duty", "law"),
    [
        ("views-on-plan", "Police Act 1996, section 96(1A) and (1B)"),
        ("views-on-precept", "Police Act 1996, section 96(1A) and (1B)"),
        ("copies", "section 5(10)"),
        ("response", "section 5(6)(f)"),
        ("consult-again", "section 5(8)"),
        ("annual-report", "sections 12 and 28(4)"),
        ("specified-information", "SI 2011/3050"),
        ("policing-requirement", "Strategic Policing Requirement 2023"),
        ("serious-violence", "Act 2022, section 14"),
        ("welsh-language", "Welsh Language Standards (No. 5) Regulations 2016"),
        ("statistics", "Code of Practice for Statistics, edition 3.0"),
        ("accessibility", "SI 2018/952"),
    ],
)
def test_what_an_office_owes_without_a_day(duty: str, law: str) -> None:
    assert law in LAW.duties[duty].provision.law


def test_a_confirmation_hearing_comes_within_three_weeks() -> None:
    assert LAW.duties["confirmation-hearing"].when.startswith("within three weeks")


# -- bank holidays


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_holidays_moved_and_given_once_are_known(nation: str) -> None:
    once = [date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
    in_place = [date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)]
    assert all(day in bank_holidays(nation, day.year) for day in once + in_place)
    assert date(2020, 5, 4) not in bank_holidays(nation, 2020)


def test_the_holidays_at_easter_are_known() -> None:
    """dateutil computes Easter Sunday; the Friday before and the Monday after are holidays."""
    for year in range(2013, 2040):
        sunday = easter(year).toordinal()
        known = bank_holidays("England", year)
        assert known[date.fromordinal(sunday - 2)] == "Good Friday"
        assert known[date.fromordinal(sunday + 1)] == "Easter Monday"


def test_a_closure_of_the_office_s_own_is_no_working_day(project: Project) -> None:
    closed = Calendar("England", {date(2019, 11, 11): "Office closed"})
    assert of_meeting(project, date(2019, 11, 13), closed).deadlines[0].day == date(2019, 11, 4)


@cache
def off() -> list[str]:
    return [day.isoformat() for year in range(2013, 2033) for day in bank_holidays("England", year)]


@pytest.mark.slow
@settings(max_examples=100)
@given(st.dates(date(2014, 1, 1), date(2031, 12, 1)), st.integers(1, 12))
def test_numpy_counts_alike(day: date, count: int) -> None:
    # numpy rolls a day off to the nearest working day first; we step from the day itself
    back = numpy.busday_offset(day.isoformat(), -count, roll="forward", holidays=off())
    on = numpy.busday_offset(day.isoformat(), count, roll="backward", holidays=off())
    assert ENGLAND.before(day, count) == back.astype(date)
    assert ENGLAND.after(day, count) == on.astype(date)


# -- the command


def deadlines(root: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["-C", str(root), "deadlines", *words])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.slow
def test_lists_every_meeting_and_the_precept_with_rule_and_law() -> None:
    code, said, wrong = deadlines(ROOT)
    assert (code, wrong) == (0, "")
    for line in (
        "Cambridgeshire Police and Crime Panel, meeting of Wednesday 13 November 2019",
        "  Tuesday 5 November 2019       Agenda and reports are open to the public",
        "  Friday 8 November 2019, noon  Questions from the public close",
        "  Saturday 1 February 2020      The Commissioner tells the Panel what precept is proposed",
        "  Monday 31 March 2025          The plan runs until this day",
        "  Obtain the views of residents and of victims of crime on the plan, before the plan is issued",
    ):
        assert line in said.splitlines()
    assert "Local Government Act 1972, section 100B" in said


@pytest.mark.slow
def test_a_meeting_that_is_only_planned_is_worked_out_alike() -> None:
    code, said, note = deadlines(ROOT, "--meeting", "27 May 2020")
    assert (code, "Monday 18 May 2020" in said, "Precept" in said) == (0, True, False)
    assert "the register has no meeting on 2020-05-27; its latest are: 2014-02-05, 2019-11-13" in note
    assert deadlines(ROOT, "--meeting", "2019-11-13")[2] == ""


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--meeting", "13 November"], 2, '"13 November" is no date'),
        (["--meeting", "2019-02-30"], 2, "February 2019 has 28 days"),
    ],
)
def test_a_date_that_cannot_be_worked_out_is_told(words: list[str], code: int, says: str) -> None:
    found, said, wrong = deadlines(ROOT, *words)
    assert (found, said, says in wrong) == (code, "", True)


@pytest.mark.slow
def test_a_meeting_to_come_needs_no_list_of_holidays() -> None:
    """Tuesday 5 January 2027 after Friday 1 January: clear are Mon 4, Thu 31, Wed 30, Tue 29, and Thu 24 December."""
    code, said, _ = deadlines(ROOT, "--meeting", "2027-01-05")
    assert (code, "Wednesday 23 December 2026" in said) == (0, True)


@pytest.mark.slow
def test_an_office_without_a_panel_is_told(tmp_path: Path) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.rmtree(tmp_path / "plan/panel")
    code, said, wrong = deadlines(tmp_path)
    assert (code, said, "the office keeps no register of a Panel" in wrong) == (1, "", True)


def test_what_is_announced_stands_beside_the_end_of_the_plan(tmp_path: Path) -> None:
    office = Path(shutil.copytree(ROOT / "tests/offices/port-ansley", tmp_path / "office"))
    [edition] = office.glob("plan/*/edition.yaml")
    edition.write_text(re.sub(r"in_force: [0-9-]+", "in_force: 2026-02-01", edition.read_text()))
    shown = CliRunner().invoke(cli, ["-C", str(office), "deadlines"]).stdout
    assert "Saturday 31 March 2029  " in shown
    assert "Announced, and not law: police and crime commissioners are to be abolished, from May 2028" in shown
