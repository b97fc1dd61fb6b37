"""Periods: what they write, what they cover, how they are said."""

from __future__ import annotations

from datetime import date

import pytest

from pcpgen.model.period import parse_date, parse_period


@pytest.mark.parametrize(
    ("written", "start", "end", "words"),
    [
        ("2016-03-31", date(2016, 3, 31), date(2016, 3, 31), "31 March 2016"),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31), "May 2019"),
        ("2019-Q2", date(2019, 4, 1), date(2019, 6, 30), "April to June 2019"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ("2017/18", date(2017, 4, 1), date(2018, 3, 31), "2017/18"),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        ("year ending 2016-03", date(2015, 4, 1), date(2016, 3, 31), "year ending March 2016"),
        ("year ending 2019-12", date(2019, 1, 1), date(2019, 12, 31), "year ending December 2019"),
        ("year ending 2020-02", date(2019, 3, 1), date(2020, 2, 29), "year ending February 2020"),
        ("2019-01..2019-09", date(2019, 1, 1), date(2019, 9, 30), "January to September 2019"),
        ("2018-05..2019-04", date(2018, 5, 1), date(2019, 4, 30), "May 2018 to April 2019"),
        ("2004..2013", date(2004, 1, 1), date(2013, 12, 31), "2004 to 2013"),
        ("2013/14..2016/17", date(2013, 4, 1), date(2017, 3, 31), "2013/14 to 2016/17"),
        ("2010..", date(2010, 1, 1), None, "since 2010"),
        ("..2031", None, date(2031, 12, 31), "by 2031"),
        ("undated", None, None, "undated"),
    ],
)
def test_reads_and_says_every_form(written: str, start: date | None, end: date | None, words: str) -> None:
    period = parse_period(written)
    assert (period.start, period.end, period.words, str(period)) == (start, end, words, written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2019-06-31", "June 2019 has 30 days"),
        ("2019-02-29", "February 2019 has 28 days"),
        ("2019-13", "there is no month 13"),
        ("2017/19", "after 2017 comes 2018"),
        ("17/18", "is no period"),
        ("2017-18", "there is no month 18"),
        ("May 2019", "is no period"),
        ("２０１９", "is no period"),
        ("2019..2018", "ends before it begins"),
        ("..", "names no period"),
        ("", "is no period"),
    ],
)
def test_refuses_in_words(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_period(written)


def test_later_periods_sort_later_and_undated_ones_first() -> None:
    written = ["2018/19", "undated", "2017/18", "2019-01..2019-09", "2018"]
    assert [str(each) for each in sorted(map(parse_period, written), key=lambda period: period.order)] == [
        "undated",
        "2017/18",
        "2018",
        "2018/19",
        "2019-01..2019-09",
    ]


def test_a_date_is_a_day() -> None:
    assert parse_date("2017-03-01") == date(2017, 3, 1)
    with pytest.raises(ValueError, match='"1 March 2017" is no date'):
        parse_date("1 March 2017")
