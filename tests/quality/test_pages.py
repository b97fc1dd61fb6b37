"""A plan on a page is one, whatever its themes are called and however much they say."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from pcpgen.blocks.wording import shown
from pcpgen.document.blocks import Matrix, MatrixRow, Remarks, Vision
from pcpgen.document.document import Document, Section
from pcpgen.document.prose import phrase
from pcpgen.document.room import MILLIMETRE, PageSetting, fitted_page
from pcpgen.figures.data import count
from pcpgen.figures.figure import Cell
from pcpgen.formats.html import render_html
from pcpgen.model.period import parse_period
from pcpgen.pipeline import judge
from pcpgen.place import NOWHERE
from pcpgen.request import Request
from tests.conftest import ROOT, Built
from tests.quality import tags
from tests.quality.pressed import press_page
from tests.quality.test_layout import off_the_page, too_small
from tests.quality.test_lengths import over_another
from tests.quality.test_privacy import page_texts

NAMES = (
    "Roads",
    "Neighbourhoods",
    "Anti-social behaviour",
    "Telecommunications fraud",
    "Homes we know and can reach",
    "Counterrevolutionaries and others",
    "Disproportionality",
)
SAID = "Victims tell their story once, to somebody who stays with them"
COUNT = shown(count("recommendations", "count", (Cell(NOWHERE, "walk", ""),) * 11, parse_period("2017/18")))


@pytest.fixture(scope="module")
def plan() -> Document:
    request = Request("plan")
    return judge(ROOT / "tests/small", request).documents[request]


def on_a_page(plan: Document, themes: int, once: int, listed: int, words: str = SAID) -> Section:
    """So many themes, each with what it says once, and with so many statements."""
    theme = plan.themes[0].id
    statements = (tuple(phrase(words) for _ in range(listed)),) if listed else ()
    rows = tuple(
        MatrixRow(theme, NAMES[at % len(NAMES)], phrase(SAID[:30]), (phrase(SAID[:40]),) * once, statements, (COUNT,))
        for at in range(themes)
    )
    heads = ("Theme", *["Shared outcome"] * once, *(["Objectives"] if listed else []), "Recommendations")
    blocks = (Vision("Vision", phrase(SAID)), Matrix("The plan", heads, rows), Remarks((phrase(SAID),)))
    id = f"page-{themes}-{once}-{listed}"
    return Section(id, ("The plan on a page",), blocks, layout="plan-on-a-page")


@pytest.mark.slow
def test_all_of_it_stands_on_one_page_and_no_word_is_broken(plan: Document, tmp_path: Path) -> None:
    """All of them are printed as one document."""
    asked = [on_a_page(plan, *each) for each in product((1, 4, 6, 9, 12), (0, 1, 2), (0, 1, 4))]
    fit = [each for each in asked if not fitted_page(each).runs_on]
    page = render_html(replace(plan, sections=tuple(fit)), "print")
    html = re.sub(r'<(header|footer) class="(front|end)">.*?</\1>', "", page, flags=re.DOTALL)
    html = html.replace(f'href="#{plan.themes[0].id}"', 'href="#main"')
    pdf = press_page(html, tmp_path / "pages.pdf").pdf
    texts = page_texts(Built(pdf, pdf))
    assert len(fit) > 35 and len(texts) == len(fit)
    assert [*over_another(pdf), *off_the_page(pdf), *too_small(tags.read(pdf))] == []
    for section, text in zip(fit, texts, strict=True):
        (matrix,) = (each for each in section.blocks if isinstance(each, Matrix))
        names = {word for row in matrix.rows for word in row.name.split()}
        assert names - {*text.split()} == set()


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(2, 1, 1), (6, 2, 1), (12, 1, 0)])
def test_columns_are_as_wide_as_what_they_hold_was_measured_in(plan: Document, shape: tuple[int, int, int]) -> None:
    from weasyprint import HTML
    from weasyprint.formatting_structure.boxes import TableCellBox

    section = on_a_page(plan, *shape)
    html = render_html(replace(plan, sections=(section,)), "print")
    html = html.replace(f'href="#{plan.themes[0].id}"', 'href="#main"')
    pages, wanted = HTML(string=html).render().pages, columns(section)
    cells = (box for page in pages for box in page._page_box.descendants() if isinstance(box, TableCellBox))
    heads = [box.border_width() for box in cells if box.element.get("scope") == "col"][: len(wanted)]
    assert [0.75 * pixels / MILLIMETRE for pixels in heads] == pytest.approx(wanted, abs=0.2)


def columns(section: Section) -> list[float]:
    """How wide the columns of a plan on a page are to be, in millimetres."""
    setting: PageSetting = fitted_page(section)
    (matrix,) = (each for each in section.blocks if isinstance(each, Matrix))
    listed, counted = setting.lists if matrix.rows[0].lists else 0, setting.count
    once = len(matrix.rows[0].cells)
    shared = (168 - setting.head - listed - counted) / once
    return [setting.head, *[shared] * once, *([listed] if listed else []), counted]
