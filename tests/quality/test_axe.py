"""The web page in a browser: WCAG 2.2 A and AA as far as axe can tell, 320 px wide, without scripts, alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pcpgen.blocks.colour import contrast
from tests.conftest import Built
from tests.quality.web import Finding, Known, Sight, known, sights

pytestmark = pytest.mark.slow

BROKEN = """<!DOCTYPE html><html lang="en-GB"><title>Broken</title><main><h1>Broken</h1>
<img src="https://elsewhere.invalid/a.png"><div style="width: 2000px">Wide</div>
<p style="color: #999">Pale</p><p style="background: linear-gradient(#000, #fff)">Undecided</p>
<script>document.body.append("Written by a script")</script></main></html>"""


@pytest.fixture(scope="module")
def broken_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that breaks each rule of this file."""
    page = tmp_path_factory.mktemp("broken") / "broken.html"
    page.write_text(BROKEN, "utf-8")
    return page


@pytest.fixture(scope="module")
def seen(documents: list[Built], broken_page: Path) -> list[Sight]:
    """The plan and the papers in both widths."""
    found = sights(*(document.html for document in documents), broken_page)
    return [sight for sight in found if sight.address != broken_page.as_uri()]


@pytest.fixture(scope="module")
def broken(documents: list[Built], broken_page: Path) -> list[Sight]:
    """The broken page in both widths."""
    found = sights(*(document.html for document in documents), broken_page)
    return [sight for sight in found if sight.address == broken_page.as_uri()]


def told(sight: Sight, findings: Sequence[Finding]) -> list[str]:
    return [f"{sight.width} px: {finding.rule}: {finding.target}: {finding.says}" for finding in findings]


def violations(seen: Sequence[Sight]) -> list[str]:
    return [line for sight in seen for line in told(sight, sight.violations)]


def unlisted(seen: Sequence[Sight], entries: Sequence[Known]) -> list[str]:
    """What axe could not decide and no entry explains."""

    def explained(sight: Sight, finding: Finding) -> bool:
        met = (entries[index] for index in finding.known)
        return any(entry.rule == finding.rule and sight.width in entry.widths for entry in met)

    return [line for s in seen for line in told(s, [f for f in s.incomplete if not explained(s, f)])]


def stale(seen: Sequence[Sight], entries: Sequence[Known]) -> list[str]:
    """Entries that explain nothing at a width that they name."""
    met = {(index, f.rule, sight.width) for sight in seen for f in sight.incomplete for index in f.known}
    return [
        f"{entry.rule}: {entry.selector} at {width} px"
        for index, entry in enumerate(entries)
        for width in entry.widths
        if (index, entry.rule, width) not in met
    ]


def scrolls_sideways(seen: Sequence[Sight]) -> list[str]:
    return [f"{s.width} px: the page is {s.pageWidth} px wide" for s in seen if s.pageWidth > s.windowWidth]


def test_no_violation(seen: list[Sight], documents: list[Built]) -> None:
    """axe finds nothing against WCAG 2.2 A and AA or its own best practice."""
    assert [sight.width for sight in seen] == [320, 1280] * len(documents)
    assert violations(seen) == []


def contrast_of(ink: str) -> float:
    """The contrast of an ink with its ground, as a browser names both."""
    one, other = (tuple(map(int, re.findall(r"\d+", part)[:3])) for part in ink.split(" on "))
    return contrast(*(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in (one, other)))


def pale(seen: Sequence[Sight]) -> list[str]:
    """The words in drawings that do not stand out enough from what is under them."""
    return [f"{Path(s.address).name}, {s.width} px: {ink}" for s in seen for ink in s.inks if contrast_of(ink) < 4.5]


@pytest.mark.parametrize("media", [{"colorScheme": "dark"}, {"colorScheme": "dark", "forcedColors": "active"}])
def test_dark_pages_and_a_reader_s_own_colours_hold_too(plan: Built, report: Built, media: dict[str, str]) -> None:
    """Nothing is found against WCAG where a reader asks for a dark page, or for the few colours of the system."""
    dark = sights(plan.html, report.html, **media)
    assert violations(dark) == []
    assert pale(dark) == [] and all(sight.inks for sight in dark)
    assert any("on rgb(17, 24, 31)" in ink for sight in dark for ink in sight.inks)


def test_words_in_drawings_stand_out_from_their_ground(seen: list[Sight]) -> None:
    assert pale(seen) == [] and any("on rgb(255, 255, 255)" in ink for sight in seen for ink in sight.inks)
    assert pale([replace(seen[0], inks=["rgb(120, 120, 120) on rgb(130, 130, 130)"])])


def test_undecided_results_are_explained(seen: list[Sight]) -> None:
    """What axe leaves to a person was looked at, and the reason stands in axe-incomplete.yaml."""
    assert unlisted(seen, known()) == []


def test_no_explanation_is_stale(seen: list[Sight]) -> None:
    """Each entry of axe-incomplete.yaml still explains something, and has a reason."""
    assert stale(seen, known()) == []
    assert all(entry.reason for entry in known())


def test_no_sideways_scroll(seen: list[Sight]) -> None:
    """The page fits a window of 320 px, a telephone or 400% zoom."""
    assert scrolls_sideways(seen) == []


def test_page_stands_alone(seen: list[Sight]) -> None:
    """Opening the page asks nothing of any other place."""
    assert [url for sight in seen for url in sight.otherRequests] == []


def test_works_without_scripts(seen: list[Sight]) -> None:
    """A reader who runs no scripts gets the same text."""
    assert all(sight.text == sight.textWithoutScripts for sight in seen)
    assert all(len(sight.text.split()) > 200 for sight in seen)


def test_the_guards_bite(broken: list[Sight], seen: list[Sight]) -> None:
    """Each check above sees its fault in a page that has it."""
    assert any("image-alt" in line for line in violations(broken))
    assert any("color-contrast" in line for line in violations(broken))
    assert unlisted(broken, known())
    assert stale(seen, [*known(), replace(known()[0], selector="h6", widths=[320])])
    assert scrolls_sideways(broken)
    assert all(sight.otherRequests == ["https://elsewhere.invalid/a.png"] * 2 for sight in broken)
    assert all(sight.text != sight.textWithoutScripts for sight in broken)
