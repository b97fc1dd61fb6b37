"""Contents at the side of a whole document, in a wide window in place of those above the text; nothing lies over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Built
from tests.quality.browser import Browser, browser

pytestmark = pytest.mark.slow

NARROW, WIDE = (320, 390, 1100), (1280, 1440, 1920)
MEASURE = """(() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
  return [shown(".beside--whole"), shown(".sections, main > .contents"), shown(".to-contents"),
    document.documentElement.scrollWidth > innerWidth];
})()"""
# where each entry of the contents leads, and which of them is marked once its section has been scrolled to
CURRENT = """(() => {
  const links = [...document.querySelectorAll(".beside--whole a")];
  const last = links.at(-1).getAttribute("href");
  document.getElementById(last.slice(1)).scrollIntoView();
  const lost = links.filter((each) => !document.getElementById(each.getAttribute("href").slice(1)));
  return [lost.length, links.filter((each) => each.matches(":target-current")).length];
})()"""
# what lies over a link back to the contents where the headings at the side are long
OVER = """(() => {
  for (const each of document.querySelectorAll(".prose h3, .prose h4, .hang, .label"))
    each.textContent = "A heading at the side that is much longer than what it stands beside ".repeat(9);
  const apart = (one, other) => one.bottom <= other.top + 1 || other.bottom <= one.top + 1
    || one.right <= other.left || other.right <= one.left;
  const boxes = [...document.querySelectorAll("main h3, main h4, main p")].filter((each) => each.checkVisibility());
  return [...document.querySelectorAll(".to-contents")].filter((back) => boxes.some((each) => each !== back
    && !apart(back.getBoundingClientRect(), each.getBoundingClientRect()))).length;
})()"""


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.mark.parametrize("name", ["plan", "report", "board", "welsh_report"])
def test_a_wide_window_has_them_at_the_side_and_a_narrow_one_above(
    name: str, window: Browser, request: pytest.FixtureRequest
) -> None:
    page: Built = request.getfixturevalue(name)
    for width in NARROW:
        window.open(page.html.as_uri(), width)
        side, above, back, sideways = _listed(window.evaluate(MEASURE))
        assert (side, above, sideways) == (0, 1, False), width
        assert name != "plan" or back
    for width in WIDE:
        window.open(page.html.as_uri(), width)
        assert window.evaluate(MEASURE) == [1, 0, 0, False], width
    assert window.evaluate(CURRENT) == [0, 1]  # this browser can mark what is read


def test_a_link_back_to_the_contents_stands_under_long_headings_at_the_side(window: Browser, plan: Built) -> None:
    window.open(plan.html.as_uri(), 1100)
    assert window.evaluate(OVER) == 0
    window.open(plan.html.as_uri(), 1100)
    loose = "document.head.append(Object.assign(document.createElement('style'), {textContent: '"
    loose += ".part { display: block !important } .to-contents { clear: none !important }'}))"
    window.evaluate(f"(() => {{ {loose}; return 0; }})()")
    assert window.evaluate(OVER)  # as it was: the guard bites


def _listed(found: object) -> list[object]:
    assert isinstance(found, list)
    return found
