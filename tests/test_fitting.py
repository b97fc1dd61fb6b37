"""Sheets that are full enough: which setting a part comes to, and in how many layouts."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.slow

LINE = "<p>Words</p>"
PARTS = """<html lang="en"><title>Plan</title><style>@page {{ size: 200mm 200mm; margin: 10mm }}
body, p {{ margin: 0 }}
.part {{ break-before: page }} .part.follows {{ break-before: auto }} p {{ line-height: 10mm }}
.tight p {{ line-height: 9mm }} .tighter p {{ line-height: 7.5mm }}</style>
<section class="part"><div class="prose">{first}</div></section>
<section class="part"><div class="prose">{second}</div></section></html>"""


@pytest.mark.parametrize(
    ("first", "second", "pages", "setting"),
    [
        (10, 4, 1, "leads"),
        (12, 5, 1, "leads tight"),
        (14, 5, 1, "leads tighter"),
        (32, 6, 2, "leads tighter"),  # beneath what is longer than a page
        (17, 7, 2, ""),  # too much for one page
        (9, 9, 2, ""),  # neither is short
    ],
)
def test_a_short_part_joins_the_words_before_it(first: int, second: int, pages: int, setting: str) -> None:
    (part, _), laid_out = fitted_parts(PARTS.format(first=LINE * first, second=LINE * second))
    assert (laid_out[-1], part) == (pages, f"part {setting}".strip())


def test_a_short_part_that_finds_no_room_is_not_tried_again() -> None:
    """Words that no setting brings closer."""
    tall = '<p style="line-height: {}mm">Words</p>'
    _, laid_out = fitted_parts(PARTS.format(first=tall.format(70) * 2, second=tall.format(50)))
    assert laid_out == [2, 2]


@pytest.mark.parametrize(
    ("names", "lines", "layouts", "settings"),
    [
        (["facts", "one-page"], [3, 12], [2, 1], ["leads", "follows"]),  # no layout in which it is set closer
        (["foreword", "contents"], [3, 8], [2, 1], ["leads", "follows"]),  # the next part is what stands next
        (["contents", "foreword"], [8, 3], [2, 1], ["leads", "follows"]),
        (["contents", "foreword"], [8, 6], [2], ["", ""]),  # else what comes after the contents begins a page
        (["", "", ""], [6, 3, 3], [3, 1], ["leads", "follows leads", "follows"]),  # all in one layout, set no closer
    ],
)
def test_a_nearly_blank_page_joins_its_neighbour_at_once(
    names: list[str], lines: list[int], layouts: list[int], settings: list[str]
) -> None:
    parts = [f'<section class="part {name}">{LINE * n}</section>' for name, n in zip(names, lines, strict=True)]
    page = PARTS.format(first="", second="").split("<section")[0] + "".join(parts) + "</html>"
    made, laid_out = fitted_parts(page)
    assert laid_out == layouts
    assert [" ".join(each.split()[1:]) for each in made] == [
        f"{name} {setting}".strip() for name, setting in zip(names, settings, strict=True)
    ]


THEMES = """<html lang="en"><title>Plan</title><style>@page {{ size: 200mm 200mm; margin: 9mm }}
body, p {{ margin: 0 }} .theme, .aims {{ break-before: page }} p {{ line-height: 10mm }}
.tight p {{ line-height: 9mm }} .tighter p {{ line-height: 7.5mm }} .flows .aims {{ break-before: auto }}
.half {{ break-before: auto; break-inside: avoid }} .begins {{ break-before: page }}</style>
<section class="theme">{one}</section><section class="theme">{other}</section></html>"""


def theme_of(text: int, statements: int = 0) -> str:
    """A theme of so many lines of text, and of statements on a page of their own."""
    aims = f'<div class="aims">{LINE * statements}</div>' if statements else ""
    return f'<div class="opener">{LINE * text}</div>{aims}'


@pytest.mark.parametrize(
    ("text", "statements", "pages", "setting"),
    [
        (39, 0, 3, "tighter"),  # else a third page for three lines
        (3, 0, 2, ""),  # no setting makes it longer
        (19, 0, 2, "tight"),
        (3, 9, 2, "flows"),
        (37, 9, 4, "flows"),
    ],
)
def test_a_theme_has_the_setting_that_fills_its_pages(text: int, statements: int, pages: int, setting: str) -> None:
    """One without statements has no pieces that might follow one another, however long it is."""
    (theme, _), laid_out = fitted_parts(THEMES.format(one=theme_of(text, statements), other=theme_of(16)))
    assert (laid_out[-1], theme) == (pages, f"theme {setting}".strip())


CONTENTS = '<p><a class="entry__range" href="#first">The first theme</a></p>'


@pytest.mark.parametrize(
    ("lines", "layouts", "settings"),
    [
        (5, [5, 2], ["flows half begins", "flows half"]),  # two to a page
        (8, [5, 3], ["flows", "flows"]),  # its pieces on one, which the contents name
    ],
)
def test_what_comes_of_short_themes_is_foreseen_in_the_first_layout(
    lines: int, layouts: list[int], settings: list[str]
) -> None:
    one = theme_of(lines, 3)
    page = THEMES.format(one=one, other=one).replace("<section", f'{CONTENTS}<section id="first"', 1)
    themes, laid_out = fitted_parts(page)
    assert laid_out == layouts
    assert [set(theme.split()) for theme in themes] == [{"theme", *each.split()} for each in settings]


PAPER = """<html lang="en"><title>Paper</title><style>@page {{ size: 200mm 200mm; margin: 10mm }}
body, p {{ margin: 0 }} p {{ line-height: 6mm; orphans: 1; widows: 1 }}
.tight p {{ line-height: 5.8mm }} .tighter p {{ line-height: 5.6mm }}
.loose p {{ line-height: 6.5mm }} .looser p {{ line-height: 6.8mm }}</style>
<section class="doc--paper">{lines}</section></html>"""


@pytest.mark.parametrize(
    ("lines", "layouts", "setting"),
    [
        (31, [2, 1], "tight"),
        (38, [2], ""),
        (35, [2, 2], "loose"),
        (33, [2, 2], "looser"),  # as what is lacking asks for, and not first in the setting that is too little
    ],
)
def test_a_paper_begins_with_the_setting_that_its_last_page_asks_for(
    lines: int, layouts: list[int], setting: str
) -> None:
    (paper,), laid_out = fitted_parts(PAPER.format(lines=LINE * lines))
    assert (laid_out, paper) == (layouts, f"doc--paper {setting}".strip())


def test_a_paper_that_ends_in_a_table_is_set_wider_at_once() -> None:
    """Its last page holds a drawing besides, which no setting makes taller."""
    table = f'<div style="break-inside: avoid">{LINE * 2}<p style="line-height: 31.6mm">Drawing</p></div>'
    (paper,), laid_out = fitted_parts(PAPER.format(lines=LINE * 24 + table))
    assert (laid_out, paper) == ([2, 2], "doc--paper looser")


def fitted_parts(page: str) -> tuple[list[str], list[int]]:
    """The classes of the sections of a page that was fitted, and how many sheets each layout of it had."""
    from weasyprint import HTML

    from pcpgen.formats.fitting import fitted

    document, laid_out = HTML(string=page), list[int]()

    def lay_out() -> Any:
        made = document.render()
        laid_out.append(len(made.pages))
        return made

    fitted(document.etree_element, lay_out)
    return [str(each.get("class")) for each in document.etree_element.iter("section")], laid_out
