"""The documentation as it is built: valid, accessible at two widths, without scripts, every link leading somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.site import build, names
from tests.quality import web
from tests.quality.test_links import check

pytestmark = pytest.mark.slow

# the lines of a long block round to pixels so that axe finds it overlapped by itself; ink and ground are those of the
# code within sentences, which axe does judge; .go and .gp are what a program writes, and its prompt
BLOCK = r"^color-contrast (.*pre(:nth-child\(\d+\))? > code( > [.]\w+)?|[.]g[op](:nth-child\(\d+\))?)$"
# so do the rows of a long table, and one that scrolls in a narrow window hides some of its cells; a cell has neither
# ink nor ground of its own, and those of paragraphs axe does judge
CELL = r"^color-contrast .*t[hd](:nth-child\(\d+\))? > "


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once; Sphinx is content with every page."""
    out = tmp_path_factory.mktemp("site") / "docs"
    build(out)
    return out


def test_holds_pages_a_stylesheet_and_pictures_alone(site: Path) -> None:
    assert {path.suffix for path in site.rglob("*") if path.is_file()} <= {".html", ".css", ".png"}


def test_each_page_is_valid(site: Path) -> None:
    assert web.said_of(*sorted(site.rglob("*.html"))) == []


@pytest.mark.parametrize("name", [name.removesuffix(".md") for name in names()])
def test_a_browser_finds_nothing_against_a_page(site: Path, name: str) -> None:
    """By axe at 320 and at 1280 px, with nothing to scroll sideways, the same without scripts, and nothing fetched."""
    for seen in web.sights(site / f"{name}.html"):
        told = [f"{seen.width} px: {found.rule}: {found.target}: {found.says}" for found in seen.violations]
        told += [f"{seen.width} px: {found.rule}: {found.target}" for found in seen.incomplete if not known(found)]
        assert told == []
        assert seen.pageWidth <= seen.windowWidth
        assert seen.text == seen.textWithoutScripts
        assert [url for url in seen.otherRequests if not url.startswith(site.as_uri())] == []


def known(found: web.Finding) -> bool:
    what = f"{found.rule} {found.target}"
    return any(re.search(pattern, what) for pattern in (BLOCK, CELL))


def test_each_link_leads_somewhere(site: Path) -> None:
    code, said = check(*sorted(site.rglob("*.html")))
    assert code == 0, said
