"""A page for print in its frame and its parts."""

from __future__ import annotations

import pytest

from pcpgen.formats.split import Inseparable, Text, pieces

HEAD = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A > B</title></head>\n'


def test_a_part_is_what_stands_in_the_body_or_in_main() -> None:
    body = (
        '<header>H</header>\n<main id="main">\n<section><p>A<br>a</p></section>\n<p>B</p>\n</main>\n<footer>F</footer>'
    )
    found = pieces(f'{HEAD}<body class="doc">{body}</body></html>')
    assert found.frame == f'{HEAD}<body class="doc">\n<main id="main">\n\n\n</main>\n</body></html>'
    assert found.parts == (
        Text(False, "<header>H</header>"),
        Text(True, "<section><p>A<br>a</p></section>"),
        Text(True, "<p>B</p>"),
        Text(False, "<footer>F</footer>"),
    )


@pytest.mark.parametrize(
    "part",
    [
        "<section><section>A</section><section>B</section></section>",
        '<p title="</p><b>">A</p>',
        "<p>A<!-- </p> --></p>",
        '<p><svg viewBox="0 0 9 9"><path d="M0 0"/></svg><img src="a" alt="a/"></p>',
    ],
)
def test_an_element_ends_where_it_ends(part: str) -> None:
    assert pieces(f"{HEAD}<body><main>{part}<p>B</p></main></body></html>").parts == (
        Text(True, part),
        Text(True, "<p>B</p>"),
    )


@pytest.mark.parametrize(
    "body", ["<main><ul><li>A<li>B</ul></main>", "<main><p>A</main>", "<main></main>", "<p>A</p>", ""]
)
def test_a_page_without_parts_or_with_an_element_left_open_is_refused(body: str) -> None:
    with pytest.raises(Inseparable):
        pieces(f"{HEAD}<body>{body}</body></html>")
