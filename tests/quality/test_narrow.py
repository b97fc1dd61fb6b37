"""Patterns of parts at 320, 390 and 1280 px in a browser: nothing sideways, out of its box, or cut without a cue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pcpgen.document.document import Document
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests import patterns
from tests.conftest import ROOT, Built
from tests.quality.browser import Browser, browser

pytestmark = [pytest.mark.slow, pytest.mark.example]

WIDTHS = (320, 390, 1280)
FEWEST = 80  # patterns
CHOSEN = (  # of the example, documents that hold other parts than those before them
    "plan-2017-20",
    "plan-2013-16",
    "panel-2019-11-13-communities",
    "panel-2014-02-05-partnership-working",
)

# what is wrong with each pattern: what leaves the window or its own box, what is cut, what scrolls without a sign of it
MEASURE = """(() => {
  const SMALLEST = 8.99;
  const found = [];
  const scrolls = (element) => element.closest(".scroll");
  for (const box of document.querySelectorAll("[data-pattern]")) {
    const say = (what, element) => found.push(
      `${box.dataset.pattern}: ${what}: ${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""}`);
    for (const element of box.querySelectorAll("*")) {
      const style = getComputedStyle(element), place = element.getBoundingClientRect();
      if (!place.width || element.closest(".unseen, .skip") || element.matches(".cover__rows, .cover__row")) continue;
      if (element.matches(".count__number") && place.right > element.parentElement.getBoundingClientRect().left
        + parseFloat(getComputedStyle(element.parentElement).paddingLeft) && style.position === "absolute")
        say("stands over its words", element);
      if (element.matches(".chart__drawing text") && !element.closest("details")) {
        const drawing = element.ownerSVGElement;
        const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
        if (scale * parseFloat(element.getAttribute("font-size")) < SMALLEST) say("is small", element);
      }
      const within = scrolls(element);
      if (within === element) {
        const cue = style.backgroundImage.includes("gradient") && style.overflowX === "auto";
        if (element.scrollWidth > element.clientWidth + 1 && !cue) say("scrolls without a cue", element);
      } else if (!within) {
        if (place.right > innerWidth + 1 || place.left < -1) say("leaves the window", element);
        if (element.closest("svg")) continue;
        const bleed = element.querySelector(".chart") ? 17 : 1; // a chart takes the page's edges
        if (element.clientWidth && element.scrollWidth > element.clientWidth + bleed) say("is too wide", element);
      } else if (/^t[hd]$/i.test(element.tagName) && element.scrollWidth > element.clientWidth + 1) {
        say("runs into the next cell", element);
      }
    }
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} px`);
  return found;
})()"""


def made() -> Iterator[tuple[str, list[patterns.Pattern]]]:
    """Pages as they are, with their patterns."""
    composed = judge(ROOT, None).documents.values()
    for id in CHOSEN:
        document = next(each for each in composed if each.id == id)
        assert isinstance(document, Document)
        page = render_html(document, "web")
        yield page, patterns.patterns(page)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page a document, with all of its patterns."""
    folder, written, count = tmp_path_factory.mktemp("patterns"), [], 0
    for number, (page, found) in enumerate(made()):
        path = folder / f"{number}.html"
        path.write_text(patterns.page_of(found, page), "utf-8")
        written.append(path)
        count += len(found)
    assert count >= FEWEST
    return written


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_or_goes_sideways(window: Browser, pages: list[Path], width: int) -> None:
    for page in pages:
        window.open(page.as_uri(), width)
        assert window.evaluate(MEASURE) == []


# of each table that scrolls: whether its title and the heads of its rows stay in sight, and no head hides a rule
SCROLLED = """[...document.querySelectorAll(".indicator .scroll, .wide--compact > .scroll")]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => {
    box.scrollLeft = box.scrollWidth;
    const left = box.getBoundingClientRect().left;
    const [title, head] = ["caption", "tbody th"].map((name) => box.querySelector(name));
    const stays = [title, head].every((each) => Math.abs(each.getBoundingClientRect().left - left) < 1);
    return stays && getComputedStyle(head).backgroundClip === "padding-box";
  })"""


def test_a_short_word_with_a_hyphen_stands_on_one_line(window: Browser, report: Built) -> None:
    window.open(report.html.as_uri(), 320)
    lines = window.evaluate("[...document.querySelectorAll('.hyphened')].map(each => each.getClientRects().length)")
    assert isinstance(lines, list) and len(lines) > 9 and {*lines} == {1}


@pytest.mark.parametrize("id", ["report", "offenders"])
def test_the_title_of_a_table_stays_where_its_columns_scroll(
    window: Browser, id: str, request: pytest.FixtureRequest
) -> None:
    window.open(request.getfixturevalue(id).html.as_uri(), 390)
    scrolled = window.evaluate(SCROLLED)
    assert isinstance(scrolled, list) and scrolled and all(scrolled)


# of each heading in the rail: how much lower it begins than the text beside it
LOWER = """[...document.querySelectorAll(".prose > :is(h3, h4):has(+ p)")].map((heading) =>
  heading.getBoundingClientRect().top - heading.nextElementSibling.getBoundingClientRect().top)"""


def test_a_heading_in_the_rail_begins_beside_its_text(window: Browser, plan: Built) -> None:
    """One behind a chart stood lower by the room that a chart has beneath it."""
    window.open(plan.html.as_uri(), 1280)
    lower = window.evaluate(LOWER)
    assert isinstance(lower, list) and len(lower) > 5 and max(map(abs, lower)) < 12, lower


def test_a_table_of_many_columns_of_words_stands_as_cards(window: Browser, tmp_path: Path) -> None:
    register = next(
        each
        for each in judge(ROOT / "tests/offices/haddon", None).documents.values()
        if isinstance(each, Document) and each.id == "action-register-2025-01"
    )
    page = tmp_path / "register.html"
    page.write_text(render_html(register, "web"), "utf-8")
    window.open(page.as_uri(), 390)
    widths = window.evaluate(
        "[...document.querySelectorAll('.told-table--5 tbody th, .told-table--5 td')].map(WIDE)".replace(
            "WIDE", "each => each.clientWidth"
        )
    )
    assert isinstance(widths, list) and len(widths) > 10 and min(widths) > 250, widths  # one to a line
    heads = window.evaluate("[...document.querySelectorAll('.told-table--5 td')].map(each => each.dataset.head)")
    assert isinstance(heads, list) and all(heads) and len({*heads}) == 4, heads
    assert window.evaluate("[...document.querySelectorAll('.scroll')].every(box => box.scrollWidth <= box.clientWidth)")


# of each cell of a card under a head: by how much its head is taller than it
TALLER = """[...document.querySelectorAll("td[data-head]")].map((cell) =>
  parseFloat(getComputedStyle(cell, "::before").height) - cell.getBoundingClientRect().height)"""


@pytest.mark.parametrize(
    ("office", "id"), [("carrow", "quarterly-report-2025-07-22"), ("tolland", "national-measures-2025-q1")]
)
def test_no_head_of_a_card_lies_over_the_next(window: Browser, office: str, id: str, tmp_path: Path) -> None:
    composed = judge(ROOT / "tests/offices" / office, None).documents.values()
    document = next(each for each in composed if isinstance(each, Document) and each.id == id)
    page = tmp_path / "page.html"
    page.write_text(render_html(document, "web"), "utf-8")
    window.open(page.as_uri(), 320)
    taller = window.evaluate(TALLER)
    assert isinstance(taller, list) and len(taller) > 10 and max(taller) < 1, taller


# of each chart with its source over it: how far above the drawing that ends
APART = """[...document.querySelectorAll(".chart:has(figcaption .source)")].map((chart) => {
  const drawing = [...chart.querySelectorAll(".chart__drawing")].find((each) => each.getClientRects().length);
  const said = [...chart.querySelectorAll("figcaption p")].pop();
  return drawing.getBoundingClientRect().top - said.getBoundingClientRect().bottom;
})"""


def test_the_source_of_a_chart_keeps_off_its_drawing(window: Browser, tmp_path: Path) -> None:
    composed = judge(ROOT / "tests/offices/gwynfa", Request("plan")).documents.values()
    page = tmp_path / "plan.html"
    page.write_text(render_html(next(each for each in composed if isinstance(each, Document)), "web"), "utf-8")
    window.open(page.as_uri(), 390)
    apart = window.evaluate(APART)
    assert isinstance(apart, list) and apart and min(apart) > 8, apart


def test_the_guard_bites(window: Browser, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    wide = '<table><tr><td style="min-width: 900px">Words</td></tr></table>'
    page.write_text(
        '<html><body style="margin: 0"><div data-pattern="a"><p style="width: 9px">Wordswords</p></div>'
        f'<div data-pattern="b">{wide}</div><div data-pattern="c"><div class="scroll" style="overflow-x: auto">{wide}'
        "</div></div></body></html>",
        "utf-8",
    )
    window.open(page.as_uri(), 320)
    said = window.evaluate(MEASURE)
    assert isinstance(said, list)
    assert {line.split(": ")[0] + line.split(": ")[1] for line in said[:-1]} >= {
        "ais too wide",
        "bleaves the window",
        "cscrolls without a cue",
    }
