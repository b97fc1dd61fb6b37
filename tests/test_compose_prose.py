"""Prose: Markdown sanitised, insertions put in where they stand, nothing active let through."""

from __future__ import annotations

import re
from decimal import Decimal

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcpgen.compose.prose import _converted, _sanitised, compose_phrase, compose_prose
from pcpgen.document.prose import Inline, Prose, Shown
from pcpgen.figures.figure import Figure
from pcpgen.model.period import parse_period
from pcpgen.place import Place, Source
from pcpgen.prose.expressions import EXPRESSIONS, read_prose, split_notes
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Expression
from pcpgen.render.prose import phrase_html, prose_html

HERE = Place("a.md")


def insert(what: Expression | str) -> tuple[Inline, ...]:
    name = what if isinstance(what, str) else str(what.arguments[0])
    return (Shown("8.4%", Figure(name, Decimal("8.4"), "%", None, parse_period("2016"), name, ())),)


def read(text: str) -> Passage:
    passage, problems = read_prose(text, HERE, Source("a.md", text))
    assert problems == []
    return passage


def prose(text: str) -> Prose:
    return compose_prose(read(text), insert)


def html(text: str) -> str:
    return figures_marked(prose_html(prose(text)))


def figures_marked(markup: str) -> str:
    return re.sub("<data .*?</data>", "@", markup)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("## Heading\n\n### Lower", "<h3>Heading</h3>\n<h4>Lower</h4>"),
        ("- one\n\n- two *more*", "<ul>\n<li>one</li>\n<li>two <em>more</em></li>\n</ul>"),
        ("- one\n\n    again\n\n    *and* so on", "<ul>\n<li>one again <em>and</em> so on</li>\n</ul>"),
        ("    indented\n\n`code`", "<p>indented</p>\n<p>`code`</p>"),
        ("[The plan](https://example.org)", '<p><a href="https://example.org">The plan</a></p>'),
        ("Fell by {{ figure('a.b') }}.", "<p>Fell by @.</p>"),
        ("Peterborough[^1]", "<p>Peterborough@</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_markdown_as_the_documents_take_it(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_caption_has_no_paragraph() -> None:
    assert figures_marked(phrase_html(compose_phrase(read("Fall since {{ figure('a.b') }}"), insert))) == "Fall since @"


def test_the_words_read_aloud() -> None:
    assert prose("**Fell** by {{ figure('a.b') }}.").plain == "Fell by 8.4%."


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="vbscript:x">a</a>',
        "![a](https://example.org/a.png)",
        "<style>p{background:url(file:///etc/passwd)}</style>",
        "<svg/onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        '<https://example.org/"onmouseover=alert(1)>',
    ],
)
def test_nothing_active_gets_through(attack: str) -> None:
    assert active(html(attack)) == []


def active(markup: str) -> list[str]:
    """Elements and attributes of a page that could do more than be read."""
    found = []
    for element in lxml.html.fragment_fromstring(markup, create_parent="div").iter():
        if element.tag not in {"div", "p", "ul", "ol", "li", "h3", "h4", "h5", "a", "strong", "em", "br"}:
            found.append(str(element.tag))
        found += [name for name, value in element.items() if name != "href" or not re.match("https?://", value)]
    return found


def test_the_guard_bites() -> None:
    assert active('<p onclick="x()"><a href="javascript:x">a</a><img src="x"></p>') == ["onclick", "href", "img", "src"]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Co", "Cc")), max_size=300))
def test_no_text_makes_it_fall_over(text: str) -> None:
    passage, _ = read_prose(text, HERE, Source("a.md", text))
    assert isinstance(passage, Passage)
    result = figures_marked(prose_html(compose_prose(passage, insert)))
    assert not result or active(result) == []


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("one\ntwo {{ figur('a.b') }}", "a.md:2:5", "malformed-expression"),
        ("{{ figure('a.b'", "a.md:1:1", "open-expression"),
        ("{{ figure(config) }}", "a.md:1:1", "malformed-expression"),
        ("{{ figure('a.b') ~ 'x' }}", "a.md:1:1", "malformed-expression"),
        ("{{ figure('a.b', colour=1) }}", "a.md:1:1", "malformed-expression"),
        ("{{ ''.__class__ }}", "a.md:1:1", "malformed-expression"),
        ("{{ figure(*x) }}", "a.md:1:1", "malformed-expression"),
        ("{% include 'x' %}", "a.md:1:1", "malformed-expression"),
        ("a {{ figure('a.b') }} b {{ figure(1) }}", "a.md:1:25", "malformed-expression"),
    ],
)
def test_what_is_no_expression_is_told_at_its_place(text: str, place: str, rule: str) -> None:
    _, problems = read_prose(text, HERE, Source("a.md", text))
    assert [(str(each.place), each.rule.id) for each in problems] == [(place, rule)]


def test_an_expression_keeps_its_arguments_and_place() -> None:
    text = 'The gap is {{ figure("f.gap", "2020/21", unit="£ million", decimals=1) }}.'
    passage, _ = read_prose(text, HERE, Source("a.md", text))
    (found,) = passage.expressions
    assert (found.name, found.arguments, found.options) == (
        "figure",
        ("f.gap", "2020/21"),
        (("unit", "£ million"), ("decimals", 1)),
    )
    assert (str(found.place), passage.written) == ("a.md:1:12", text)


@given(st.text(alphabet="ab éß1,;.?()%£’“–—\ue000\ue100\ue001*_&: -", max_size=30))
def test_what_is_not_asked_of_markdown_is_what_it_would_say(text: str) -> None:
    assert _sanitised(text) == _converted(text)


@given(
    st.text(alphabet="figure_x", min_size=1, max_size=8) | st.sampled_from(list(EXPRESSIONS)),
    st.lists(st.text(alphabet="ab.£ -/'é,()=2", max_size=6), max_size=4),
    st.lists(
        st.tuples(st.sampled_from(["unit", "decimals", "other"]), st.sampled_from(['"£"', "2", "7", "12"])), max_size=3
    ),
)
def test_an_expression_found_without_jinja_is_what_jinja_would_find(
    name: str, arguments: list[str], options: list[tuple[str, str]]
) -> None:
    given_options = dict(options)
    inside = ", ".join(
        [*(f'"{each}"' for each in arguments), *(f"{key}={said}" for key, said in given_options.items())]
    )
    text = f"So {{{{ {name}({inside}) }}}} it is."
    source = Source("a.md", text)
    quick = read_prose(text, HERE, source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.load.prose._PLAIN", re.compile("(?!)"))
        assert read_prose(text, HERE, source) == quick


def test_notes_leave_the_text() -> None:
    text = "One.[^a]\n\n[^a]: The source,\n  in two lines.\n"
    rest, notes, problems = split_notes(text, HERE, Source("a.md", text))
    assert (rest, [(note.id, note.text.pieces, note.text.place.line) for note in notes], problems) == (
        "One.[^a]",
        [("a", ("The source, in two lines.",), 3)],
        [],
    )
