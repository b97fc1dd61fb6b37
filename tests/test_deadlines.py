"""Deadlines: each oracle worked by hand on the calendar, day by day, and numpy's business days where there are many."""

from __future__ import annotations

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
from pcpgen.load.deadlines import read_holidays
from pcpgen.load.files import Folder
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.working_days import Holidays, Uncovered

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_workspace(ROOT)[0]


@pytest.fixture(scope="module")
def holidays(project: Project) -> Holidays:
    assert project.holidays is not None
    return project.holidays


def of_meeting(project: Project, day: date) -> Timetable:
    assert project.panel is not None and project.panel.publication is not None and project.holidays is not None
    return meeting_timetable("Panel", day, project.panel.publication, project.holidays)


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
    assert [each.rule for each in due] == [
        "5 clear working days before the meeting",
        "6 working days before the meeting",
        "3rd working day after publication",
    ]
    assert due[0].law == "Local Government Act 1972, section 100B"


def test_six_clear_days_would_be_a_day_more_than_six_working_days(holidays: Holidays) -> None:
    meeting = date(2019, 11, 13)
    assert holidays.before(meeting, 6) == date(2019, 11, 5)
    assert holidays.clear_before(meeting, 6) == date(2019, 11, 4)


def test_the_dates_of_the_precept_stand_at_a_weekend(project: Project, holidays: Holidays) -> None:
    """In 2020 the first four are Saturdays and 1 March is a Sunday; the law moves none of them."""
    assert project.panel is not None and project.panel.precept is not None
    due = precept_timetable(project.panel.precept, parse_period("2020/21"), holidays).deadlines
    assert [each.day for each in due] == [
        date(2020, 2, 1),
        date(2020, 2, 8),
        date(2020, 2, 15),
        date(2020, 2, 22),
        date(2020, 3, 1),
    ]
    assert [("Saturday" in each.rule, "Sunday" in each.rule) for each in due] == [(True, False)] * 4 + [(False, True)]
    assert due[4].rule.endswith("the working day before is Friday 28 February 2020")
    assert "two thirds" in due[1].what


def test_a_step_on_a_working_day_says_nothing_of_weekends(project: Project, holidays: Holidays) -> None:
    """1 February 2019 was a Friday."""
    assert project.panel is not None and project.panel.precept is not None
    assert (
        precept_timetable(project.panel.precept, parse_period("2019/20"), holidays).deadlines[0].rule
        == "date set by law"
    )


def test_the_example_office_lists_the_holidays_at_easter(holidays: Holidays) -> None:
    """dateutil computes Easter Sunday; the Friday before and the Monday after are holidays."""
    for year in holidays.years:
        ordinal = easter(year).toordinal()
        assert holidays.days[date.fromordinal(ordinal - 2)] == "Good Friday"
        assert holidays.days[date.fromordinal(ordinal + 1)] == "Easter Monday"


def test_every_year_has_its_eight_holidays(holidays: Holidays) -> None:
    counts = {year: sum(day.year == year for day in holidays.days) for year in holidays.years}
    assert counts == {**dict.fromkeys(range(2013, 2022), 8), 2022: 10}  # the jubilee and the funeral
    assert all(day.weekday() < 5 for day in holidays.days)


@cache
def listed() -> Holidays:
    found = read_holidays(Folder(ROOT))
    assert found is not None
    return found


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2014, 1, 1), date(2021, 12, 1)), st.integers(1, 12))
def test_numpy_counts_alike(day: date, count: int) -> None:
    holidays = listed()
    off = [each.isoformat() for each in holidays.days]
    # numpy rolls a day off to the nearest working day first; we step from the day itself
    back = numpy.busday_offset(day.isoformat(), -count, roll="forward", holidays=off)
    on = numpy.busday_offset(day.isoformat(), count, roll="backward", holidays=off)
    assert holidays.before(day, count) == back.astype(date)
    assert holidays.after(day, count) == on.astype(date)


def test_a_year_that_nobody_listed_is_not_guessed(holidays: Holidays) -> None:
    with pytest.raises(Uncovered) as lacking:
        holidays.before(date(2023, 1, 5), 3)
    assert lacking.value.year == 2023


# -- the command


def deadlines(root: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["-C", str(root), "deadlines", *words])
    return done.exit_code, done.stdout, done.stderr


def test_lists_every_meeting_and_the_precept_with_rule_and_law() -> None:
    code, said, wrong = deadlines(ROOT)
    assert (code, wrong) == (0, "")
    for line in (
        "Cambridgeshire Police and Crime Panel, meeting of Wednesday 13 November 2019",
        "  Tuesday 5 November 2019       Agenda and reports are open to the public",
        "  Friday 8 November 2019, noon  Questions from the public close",
        "  Saturday 1 February 2020      The Commissioner tells the Panel what precept is proposed",
        "  All by Police Reform and Social Responsibility Act 2011, Schedule 5, and SI 2012/2271.",
    ):
        assert line in said.splitlines()
    assert "Local Government Act 1972, section 100B" in said


def test_a_meeting_that_is_only_planned_is_worked_out_alike() -> None:
    code, said, _ = deadlines(ROOT, "--meeting", "2020-05-27")
    assert (code, "Monday 18 May 2020" in said, "Precept" in said) == (0, True, False)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--meeting", "2030-01-09"], 1, "the bank holidays of 2030 are not known"),
        (["--meeting", "13 November"], 2, '"13 November" is no date'),
        (["--meeting", "2019-02-30"], 2, "February 2019 has 28 days"),
    ],
)
def test_a_date_that_cannot_be_worked_out_is_told(words: list[str], code: int, says: str) -> None:
    found, said, wrong = deadlines(ROOT, *words)
    assert (found, said, says in wrong) == (code, "", True)


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        ("plan/holidays.yaml", "no bank holidays are listed"),
        ("plan/panel", "the office keeps no register of a Panel"),
    ],
)
def test_an_office_without_what_it_takes_is_told(tmp_path: Path, gone: str, says: str) -> None:
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    code, said, wrong = deadlines(tmp_path)
    assert (code, said, says in wrong) == (1, "", True)
