"""Short words with a hyphen: no line ends within them, on screen and on paper, and nothing is read but the word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pcpgen.formats import JOINER
from pcpgen.formats.child import imported, render
from pcpgen.formats.html import hyphened
from pcpgen.formats.printed import _closed, _dated
from pcpgen.words.catalogue import shipped
from tests.quality.tags import read

KEPT = "co-ordinated anti-social re-offending 12-month 2017-20 e-bost decision-making mid-year-end"
LEFT = "counter-terrorism-policing www.north-moor.example/a-b x@north-moor.example −5 – a- -b #a-b"


@pytest.mark.parametrize("word", KEPT.split())
def test_a_short_word_is_kept(word: str) -> None:
    kept = f'<span class="hyphened">{word}</span>'
    assert hyphened(f"<p>A (<em>{word}</em>), {word}.</p>") == f"<p>A (<em>{kept}</em>), {kept}.</p>"
    assert _closed(f"<p>{word}</p>") == f"<p>{word.replace('-', '-' + JOINER)}</p>"


@pytest.mark.parametrize("word", LEFT.split())
def test_a_long_word_and_an_address_may_break(word: str) -> None:
    assert hyphened(f"<p>See {word}, too</p>") == f"<p>See {word}, too</p>"


def test_what_is_no_running_text_is_left() -> None:
    html = '<title>co-op</title><style>.a-b{}</style><svg><text>co-op</text></svg><i class="a-b" title="co-op">x</i>'
    assert hyphened(html) == _closed(html) == html


def test_on_paper_a_day_stays_with_its_month_in_the_language_of_the_document() -> None:
    said = '<p title="1 May">On 13 November 2019, not in 2013 May, and on 3 Mai or 1 Mayor</p>'
    assert _dated(said, shipped()) == said.replace("13 November", "13\u00a0November")
    assert _dated(said, shipped("cy")) == said.replace("3 Mai", "3\u00a0Mai")


def test_on_paper_a_number_over_a_column_stays_with_its_word() -> None:
    head = '<th scope="col" class="num">12 months to June 2025</th>'
    assert _closed(head) == head.replace("12 months", "12\u00a0months")


@pytest.mark.slow
def test_on_paper_it_goes_over_whole_and_is_read_as_written(tmp_path: Path) -> None:
    words = '<p style="width: 58mm">A plan for a really co-ordinated answer</p><h1>A co-ordinated answer</h1>'
    html = _closed(f'<!DOCTYPE html><html lang="en"><title>Plan</title><style>@page {{ size: A4 }}</style>{words}')
    made_of_it = render(imported()[0], html, {})
    (tmp_path / "plan.pdf").write_bytes(made_of_it.pdf)
    shown = [run.text for run in read(tmp_path / "plan.pdf").runs]
    assert "A plan for a really" in shown[0] and "co-ordinated" in shown[1] and JOINER not in "".join(shown)
    assert "A plan for a really co-ordinated answer" in _text(made_of_it.tags)
    assert JOINER not in _text(made_of_it.tags)
    with pikepdf.open(tmp_path / "plan.pdf") as made, made.open_outline() as outline:
        assert [item.title for item in outline.root] == ["A co-ordinated answer"]


def _text(tag: Any) -> str:
    return tag if isinstance(tag, str) else "".join(map(_text, tag)) if isinstance(tag, list) else ""
