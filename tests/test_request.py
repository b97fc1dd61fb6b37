"""Which request a combination of options means."""

from __future__ import annotations

import pytest

from pcpgen import request


def test_a_plan_is_that_of_the_edition_in_force_unless_one_is_named() -> None:
    assert str(request.plan()) == "plan"
    assert str(request.plan("2013-16")) == "plan 2013-16"


@pytest.mark.parametrize(
    ("named", "means"),
    [
        (request.panel_report(theme="communities"), "panel-report communities"),
        (request.panel_report(theme="communities", meeting="2019-11-13"), "panel-report communities 2019-11-13"),
        (request.panel_report(variation="merger", exempt=True), "variation-report merger exempt"),
        (request.panel_report(None, "merger", "2014-02-05", True), "variation-report merger 2014-02-05 exempt"),
    ],
)
def test_a_report_is_on_a_theme_or_on_a_variation(named: request.Request, means: str) -> None:
    assert str(named) == means


@pytest.mark.parametrize(("theme", "variation"), [(None, None), ("communities", "merger"), ("", "")])
def test_a_report_on_nothing_or_on_both_is_none(theme: str | None, variation: str | None) -> None:
    with pytest.raises(ValueError, match="with --theme or with --variation"):
        request.panel_report(theme, variation)


def test_a_paper_to_the_board_has_to_be_named() -> None:
    assert str(request.board_paper("estates")) == "bcb-paper estates"
    assert str(request.board_paper("estates", exempt=True)) == "bcb-paper estates exempt"
    with pytest.raises(ValueError, match="name a paper"):
        request.board_paper(None)


def test_a_response_answers_the_latest_report_unless_its_day_is_named() -> None:
    assert str(request.panel_response()) == "panel-response"
    assert str(request.panel_response("2017-02-01")) == "panel-response 2017-02-01"


def test_a_pack_is_of_a_meeting() -> None:
    assert str(request.panel_pack("2019-11-13")) == "panel-pack 2019-11-13"


@pytest.mark.parametrize(
    "words", ["plan", "plan 2013-16", "plan 2013-16+faster", "panel-report farms 2025-10-08 exempt", "notice a b c"]
)
def test_a_request_is_read_from_its_own_words(words: str) -> None:
    read = request.Request.read(words)
    assert str(read) == words
    assert (read.exempt, read.variation) == (words.endswith("exempt"), "faster" if "+" in words else "")
