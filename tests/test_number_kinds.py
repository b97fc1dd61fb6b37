"""From a word to what may be read where it stands: a number, or what looks like one and is none."""

from __future__ import annotations

from pcpgen.checks.number_kinds import kinds


def read(text: str, has_mail: bool = False) -> str | None:
    """The first kind of reading with which a text begins, by the word or sign before a blank."""
    matches = (kind.pattern.match(text) for kind in kinds(text.split(" ")[0], has_mail))
    return next((found.lastgroup for found in matches if found), None)


def test_a_word_is_known_by_what_may_follow_it() -> None:
    texts = ("section 5 says", "six areas", "six months of", "half of them", "May 2016", "areas of work")
    assert [read(text) for text in texts] == ["none", "words", "none", "words", "none", None]


def test_a_digit_begins_a_number_a_period_or_a_date() -> None:
    assert [read(text) for text in ("6 areas", "6 months", "6 May")] == ["digits", "period", "none"]


def test_a_mail_address_is_looked_for_only_where_there_may_be_one() -> None:
    assert [len(kinds("areas", has_mail)) for has_mail in (False, True)] == [1, 2]
    assert read("office@example.org is", True) == "none"
