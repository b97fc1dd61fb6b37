"""The web pages of single sections before the judges: axe, the Nu checker, lychee, and narrow and wide windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pcpgen.build import Order, build
from tests.conftest import ROOT
from tests.quality.browser import Browser, browser
from tests.quality.test_axe import scrolls_sideways, unlisted, violations
from tests.quality.test_links import check
from tests.quality.test_narrow import MEASURE
from tests.quality.web import known, said_of, sights
from tests.workspaces import apart

pytestmark = [pytest.mark.slow, pytest.mark.example]

DOCUMENTS = {"plan-2017-20": ROOT, "annual-report-2024-25": ROOT / "tests/offices/haddon"}
WIDTHS = (320, 390, 1280, 1920)
AT_THE_SIDE = """(() => {
  const nav = document.querySelector(".beside").getBoundingClientRect();
  const main = document.querySelector("main").getBoundingClientRect();
  const entry = document.querySelector(".beside [aria-current]");
  return [nav.right <= main.left + 1 && nav.top <= main.top + 1, entry.checkVisibility({contentVisibilityAuto: true})];
})()"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of a plan and of a paper, as they are built; those with a section alone come first."""
    found: list[Path] = []
    for document, root in DOCUMENTS.items():
        out = tmp_path_factory.mktemp(document)
        build(apart(root, out.with_name(f"{out.name}-of")), None, Order(("html",), out))
        made = sorted((out / document).glob("*.html"))
        assert len(made) > 5, document
        found += [page for page in made if page.stem != document]
    return sorted(found, key=lambda page: page.name == "index.html")


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_axe_finds_nothing(pages: list[Path]) -> None:
    """Nor does a page fetch anything but the style beside it."""
    seen = sights(*pages)
    assert violations(seen) + unlisted(seen, known()) + scrolls_sideways(seen) == []
    fetched = {url.removeprefix(sight.address.rpartition("/")[0]) for sight in seen for url in sight.otherRequests}
    assert fetched == {"/pages.css"}


def test_their_html_is_valid(pages: list[Path]) -> None:
    assert said_of(*pages) == []


def test_every_link_leads_somewhere(pages: list[Path]) -> None:
    for folder in {page.parent for page in pages}:
        code, said = check(*sorted(folder.glob("*.html")))
        assert code == 0, said


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_or_goes_sideways(window: Browser, pages: list[Path], width: int) -> None:
    for page in pages:
        window.open(page.as_uri(), width)
        window.evaluate("document.body.dataset.pattern = document.title")
        assert window.evaluate(MEASURE) == []


def test_the_contents_are_at_the_side_of_a_wide_window_and_folded_in_a_narrow_one(
    window: Browser, pages: list[Path]
) -> None:
    for width, expected in ((1280, [True, True]), (1920, [True, True]), (1024, [False, False]), (320, [False, False])):
        window.open(pages[0].as_uri(), width)
        assert window.evaluate(AT_THE_SIDE) == expected, width
