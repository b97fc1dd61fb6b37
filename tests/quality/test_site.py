"""The documentation as it is built: valid, accessible at two widths, without scripts, every link leading somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.site import build
from tests.quality import web
from tests.quality.test_links import check

pytestmark = pytest.mark.slow

# the lines of a long block round to pixels so that axe finds it overlapped by itself; ink and ground are those of the
# code within sentences, which axe does judge
UNDECIDED = "^color-contrast .*pre(:nth-child\\(\\d+\\))? > code$"


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


def test_a_browser_finds_nothing_against_it(site: Path) -> None:
    """By axe at 320 and at 1280 px, with nothing to scroll sideways, the same without scripts, and nothing fetched."""
    seen = web.sights(*sorted(site.rglob("*.html")))
    told = [
        f"{sight.address} {sight.width} px: {finding.rule}: {finding.target}: {finding.says}"
        for sight in seen
        for finding in (*sight.violations, *sight.incomplete)
        if finding not in sight.incomplete or not re.search(UNDECIDED, f"{finding.rule} {finding.target}")
    ]
    assert told == []
    assert [sight.address for sight in seen if sight.pageWidth > sight.windowWidth] == []
    assert [sight.address for sight in seen if sight.text != sight.textWithoutScripts] == []
    fetched = {url for sight in seen for url in sight.otherRequests}
    assert [url for url in fetched if not url.startswith(site.as_uri())] == []


def test_each_link_leads_somewhere(site: Path) -> None:
    code, said = check(*sorted(site.rglob("*.html")))
    assert code == 0, said
