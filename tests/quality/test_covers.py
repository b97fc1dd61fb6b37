"""A plan's cover: whatever its title, its subtitle and its themes, nothing stands over anything."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from pcpgen.document.document import Cover, CoverRow, Document
from pcpgen.document.prose import phrase
from pcpgen.document.room import fitted_cover
from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.conftest import ROOT
from tests.quality import tags
from tests.quality.pressed import press_page
from tests.quality.test_layout import off_the_page
from tests.quality.test_lengths import over_another

TITLES = (
    "Safer Saltmarsh 2025-29",
    "Keeping Communities Together, Whatever the Weather 2025-29",
    "Keeping Communities Together, in Town and in the Country, Whatever the Weather 2025-29 and After " * 2,
)
SUBTITLE = "Police and crime plan. Extended to 31 March 2031 by a decision of 18 November. The elections were put off."
NAMES = ("Roads", "Neighbourhood policing that people know and can reach on each day of the week, and at night")


@pytest.fixture(scope="module")
def plan() -> Document:
    request = Request("plan")
    return judge(ROOT / "tests/small", request).documents[request]


def covered(plan: Document, title: str, subtitle: str, themes: int) -> Document:
    """The plan with another cover, of so many themes."""
    assert isinstance(plan.front, Cover)
    theme = plan.front.rows[0].theme
    rows = tuple(CoverRow(theme, NAMES[at % 4 // 3], 2, phrase("2 commitments")) for at in range(themes))
    return replace(plan, title=title, subtitle=subtitle, front=replace(plan.front, rows=rows), sections=())


@pytest.mark.slow
def test_nothing_on_a_cover_stands_over_anything(plan: Document, tmp_path: Path) -> None:
    """All of them are printed as one document, a sheet each."""
    asked = list(product(TITLES, ("", SUBTITLE), range(1, 13)))
    pages = [render_html(covered(plan, *each), "print") for each in asked]
    fronts = [re.findall(r'<header class="front">.*</header>', page, re.DOTALL) for page in pages]
    style = pages[-1].partition("<body")[0]
    html = f'{style}<body class="doc doc--plan">{"".join(front for (front,) in fronts)}</body></html>'
    pdf = press_page(html, tmp_path / "covers.pdf").pdf
    assert max(run.page for run in tags.read(pdf).runs) == len(asked)
    assert [*over_another(pdf), *off_the_page(pdf)] == []


@pytest.mark.parametrize(
    ("title", "subtitle", "themes", "setting"),
    [
        (TITLES[0], "", 4, ("", 0)),
        (TITLES[0], "", 8, ("", 2)),
        (TITLES[1], SUBTITLE, 8, ("long", 2)),
        (TITLES[1], SUBTITLE, 12, ("long", 4)),
        (TITLES[2], SUBTITLE, 12, ("longest", 4)),
    ],
)
def test_the_title_and_the_rows_of_a_cover_are_as_large_as_the_sheet_allows(
    title: str, subtitle: str, themes: int, setting: tuple[str, int], plan: Document
) -> None:
    found = fitted_cover(covered(plan, title, subtitle, themes))
    assert (found.title, found.rows) == setting and not found.runs_on


def test_rows_that_find_no_room_begin_beneath_the_title_and_run_on(plan: Document) -> None:
    assert fitted_cover(covered(plan, TITLES[2], SUBTITLE, 30)).runs_on
