"""Prose: Markdown sanitised, insertions put in where they stand, nothing active let through."""

from __future__ import annotations

import re
import time
from collections import Counter
from decimal import Decimal
from html import unescape

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcpgen.blocks.prose import compose_phrase, compose_prose
from pcpgen.document.prose import Inline, Phrase, Prose, Shown, phrase
from pcpgen.figures.figure import Figure
from pcpgen.formats.prose import closed_html, phrase_html, prose_html
from pcpgen.model.period import parse_period
from pcpgen.place import Place, Source
from pcpgen.prose.expressions import EXPRESSIONS
from pcpgen.prose.passage import Passage, typed_blocks
from pcpgen.prose.reading import parse_prose, split_notes
from pcpgen.prose.tree import Expression, NoteName, Picture
from pcpgen.prose.walk import pictures_in
from tests import hostile
from tests.cases import first_quick
from tests.markdown_judge import JUDGE, judged, ours

HERE = Place("a.md")
QUOTED = '<blockquote class="quotation">\n<p>Come.</p>\n<p class="quotation__by">a resident</p>\n</blockquote>'
TABLE = (
    '<div class="scroll" tabindex="0" role="region" aria-label="Both">\n'
    '<table class="told-table told-table--2" id="both">\n<caption>Both</caption>\n'
    '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>\n'
    '<tbody>\n<tr><th scope="row">1</th><td><em>2</em></td></tr>\n</tbody>\n</table>\n</div>'
)


def insert(what: Expression | NoteName) -> tuple[Inline, ...]:
    name = what.name if isinstance(what, NoteName) else str(what.arguments[0])
    return (Shown("8.4%", Figure(name, Decimal("8.4"), "%", None, parse_period("2016"), name, ())),)


def read(text: str) -> Passage:
    passage, problems = parse_prose(text, HERE, Source("a.md", text))
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
        ("Fell:\n- one\n- two", "<p>Fell:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("- one\n    1. two", "<ul>\n<li>one\n<ol>\n<li>two</li>\n</ol></li>\n</ul>"),
        ("3. three\n4. four", '<ol start="3" style="counter-reset: item 2">\n<li>three</li>\n<li>four</li>\n</ol>'),
        ("(a) one\n(b) two", '<ol type="a">\n<li>one</li>\n<li>two</li>\n</ol>'),
        ("- one\n\n  again", "<ul>\n<li>one\n<p>again</p></li>\n</ul>"),
        ("> Come.\n> — a resident", QUOTED),
        ("| A | B |\n|---|---|\n| 1 | *2* |\n\n: Both {#both}", TABLE),
        ("*italic* and **bold**", "<p><em>italic</em> and <strong>bold</strong></p>"),
        ("one\\\ntwo", "<p>one<br>\ntwo</p>"),
        ("[The plan](https://example.org)", '<p><a href="https://example.org">The plan</a></p>'),
        ("<https://example.org/a_b>", '<p><a href="https://example.org/a_b">https://example.org/a_b</a></p>'),
        ("Fell by {{ figure('a.b') }}.", "<p>Fell by @.</p>"),
        ("Peterborough[^1]", "<p>Peterborough@</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_markdown_as_the_documents_take_it(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "rule", "said"),
    [
        ("One `x` two", 1, "unknown-markup", "written as code"),
        ("One.\n\n```\nx\n```", 3, "unknown-markup", "written as code"),
        ("One.\n\n    x", 3, "unknown-markup", "written as code"),
        ("One.\n\n***", 3, "unknown-markup", "line across the page"),
        ("~~gone~~ now", 1, "unknown-markup", "struck out"),
        ("One.\n\n• pasted", 3, "unknown-markup", "bullet of another program"),
        ("po\u00adlice", 1, "unknown-markup", "soft hyphen"),
        ("One.\n\n-\u00a0pasted", 3, "unknown-markup", "non-breaking space"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", 1, "unknown-markup", "no caption"),
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n\n: Both", 3, "unknown-markup", "3 cells"),
        ("{ figure('a.b') } fell", 1, "malformed-expression", "single braces"),
        ("<b>x", 1, "unsafe-prose", "HTML"),
        ("One &nbsp; two", 1, "unsafe-prose", "HTML"),
        ("[One][a]\n\n[a]: https://example.org", 3, "unsafe-prose", "apart from its words"),
        ("One.\n\n![a](b.png)", 3, "unsafe-prose", "does not lie in plan/images/"),
        ("![a](images/../office.png)", 1, "unsafe-prose", "does not lie in plan/images/"),
        ("![a](images/%2e%2e/office.png)", 1, "unsafe-prose", "does not lie in plan/images/"),
        ("![a](images/a%1b.png)", 1, "unsafe-prose", "does not lie in plan/images/"),
        ("![a](/images/b.png)", 1, "unsafe-prose", "does not lie in plan/images/"),
        ("![a](https://example.org/b.png)", 1, "unsafe-prose", "nothing is fetched"),
        ("![a](//example.org/b.png)", 1, "unsafe-prose", "nothing is fetched"),
        ("![a](data:image/png;base64,aaaa)", 1, "unsafe-prose", "nothing is fetched"),
        ("One.\n\n![](images/b.png)", 3, "missing-alternative", "no words that say what it shows"),
        ('![ ](images/b.png "Caption")', 1, "missing-alternative", "no words that say what it shows"),
        ("![the bridge.JPG](images/b.png)", 1, "missing-alternative", "do not say what the picture shows"),
        ("![Photo 3](images/b.png)", 1, "missing-alternative", "do not say what the picture shows"),
        ("![IMG_1234](images/b.png)", 1, "missing-alternative", "do not say what the picture shows"),
        ("![Llun](images/b.png)", 1, "missing-alternative", "do not say what the picture shows"),
        ("![...](images/b.png)", 1, "missing-alternative", "do not say what the picture shows"),
        ("One ![a](images/b.png)", 1, "unknown-markup", "among other words"),
        ("One\n![a](images/b.png)", 2, "unknown-markup", "among other words"),
        ("![a](images/b.png) one", 1, "unknown-markup", "among other words"),
        ("*![a](images/b.png)*", 1, "unknown-markup", "among other words"),
        ("[![a](images/b.png)](https://example.org)", 1, "unknown-markup", "among other words"),
        ("## ![a](images/b.png)", 1, "unknown-markup", "among other words"),
        ("| ![a](images/b.png) | B |\n|---|---|\n| 1 | 2 |\n\n: Both", 1, "unknown-markup", "among other words"),
        ("![a [b](https://example.org)](images/b.png)", 1, "unknown-markup", "a link or a note"),
        ("![a](images/b.png) {#b}", 1, "unknown-markup", "stands behind a picture"),
    ],
)
def test_what_the_tree_cannot_hold_is_refused_at_its_line(text: str, line: int, rule: str, said: str) -> None:
    _, problems = parse_prose(text, HERE, Source("a.md", text))
    assert [(found.place.line, found.rule.id) for found in problems] == [(line, rule)]
    assert said in problems[0].message


@pytest.mark.parametrize(
    "alt", ["A photo of the quay", "Image boards on the quay", "The quay in 2023", "The file quay.png opened", "Q"]
)
def test_words_that_say_what_a_picture_shows_may_name_a_picture(alt: str) -> None:
    text = f"![{alt}](images/quay.png)"
    assert parse_prose(text, HERE, Source("a.md", text))[1] == []


# what the tree of another reader cannot be compared by: what is refused, and why it may be
REASONS = (
    "code",
    "HTML",
    "line across",
    "struck out",
    "apart from its words",
    "picture",
    "non-breaking space",
    "tabs stand",
)


def read_otherwise(text: str) -> str:
    """What differs from the judge's reading, in the tree or in the words of the page; "refused", or nothing."""
    passage, problems = parse_prose(text, HERE, Source("a.md", text))
    if problems:
        assert all(any(reason in found.message for reason in REASONS) for found in problems), problems
        return "refused"
    mine, others = ours(passage.blocks), judged(text)
    if mine != others:
        return f"{text!r}: {mine} and not {others}"
    written, meant = words(prose_html(compose_prose(passage, insert), show=drawn)), words(JUDGE.render(text))
    return "" if written == meant else f"{text!r}: {written!r} and not {meant!r}"


def drawn(file: str) -> tuple[str, int, int]:
    return file, 1, 1


def words(markup: str) -> str:
    """The words of HTML, those of pictures and their captions left out, without the blanks between them."""
    pictures = r"<figcaption>.*?</figcaption>|<[^>]*>"
    return re.sub(r"\s+", "", unescape(re.sub(pictures, "", markup, flags=re.DOTALL)))


@pytest.mark.slow
def test_the_suite_of_commonmark_is_read_as_it_says_or_refused() -> None:
    found = Counter(read_otherwise(text.replace("\u2192", "\t")) for text in hostile.commonmark())
    assert set(found) == {"", "refused"} and found.total() == 652
    assert found[""] == 351


def test_images_of_the_suite_are_read_as_it_says_where_they_lie_in_plan_images() -> None:
    images = [re.sub(r"(?<=\]\()(<?)/*(?=\w)", r"\1images/", text) for text in hostile.commonmark() if "![" in text]
    found = {text: read_otherwise(text) for text in images}
    assert set(found.values()) == {"", "refused"} and len(found) == 26
    assert [text.strip() for text, came in found.items() if not came] == [
        '![foo](images/url "title")',
        "![foo](images/train.jpg)",
        "![foo](<images/url>)",
        '![[foo]]\n\n[[foo]]: /url "title"',  # no image to the judge either
    ]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(hostile.MARKS), st.lists(st.sampled_from(hostile.SAID), min_size=1)), max_size=6)
)
def test_generated_prose_is_read_as_the_judge_reads_it(lines: list[tuple[str, list[str]]]) -> None:
    text = "\n".join(f"{mark}{' '.join(words)}" if mark != "blank" else "" for mark, words in lines)
    assert read_otherwise(text) in ("", "refused")


# bits of Markdown thrown together; nothing of ours (captions, letters, notes), and no table
BITS = (
    "- ", "* ", "+ ", "1. ", "2) ", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "# ", "## ", "#", "=", "==", "---",
    "***", "*", "**", "_", "__", "[", "]", "(", "](https://e.org)", '[l](https://e.org "t")', "<https://e.org>", "!",
    "<a@b.example>", "![", "\\*", "`", "~~", "one", "two ", "é", "“", "”", ".", ":", "&", "<", "<b>", "7", "\\\n",
    "  \n", "x*y", "$", "\n> ", "\n>", "![l](images/i.png)", '\n\n![*l* m](<images/i.png> "t")\n\n',
    "![](images/i.png)",
)  # fmt: skip


# what the judge itself reads otherwise than the specification has it: an empty item with empty lines under it, and a
# quotation's mark set in by four blanks under a quotation
DISPUTED = re.compile(r"(?:[-*+]|[12][.)])[ \t]*(?:\n[ \t>]*){2}|(?: {4}|\t)[ \t]*>")


@pytest.mark.slow
@given(st.lists(st.sampled_from(BITS), max_size=20).map("".join))
@settings(max_examples=400)
def test_bits_of_markdown_are_read_as_the_judge_reads_them(text: str) -> None:
    if not DISPUTED.search(text):
        assert read_otherwise(text) in ("", "refused")


@pytest.mark.parametrize(
    "bit",
    first_quick([
        "[", "[a](", "![", "]", "*a ", "**a *b ", "a**b_", "x***", "`a``b", ">", "- ", "1. ", "{{", '{{ figure("a") ',
        "{% claim ", "<", "<a ", "<!--", "<?", "<![CDATA[", "&a", "~~a", "[^a]", "\\", "|", "|-", '[a](b "', "[a]((",
        "a\n===\n", "<div>\n", "# ", "# a \t", "a  \n", "- a\n", "> a\nb\n", "[^a]: x\n", "a|b\n-|-\n", "<a@a.",
        "{#a} ", "=======\n", "- " * 12 + "a\n",
    ], 14),
)  # fmt: skip
def test_no_text_takes_long(bit: str) -> None:
    text = "\n".join((bit * 20_000)[:20_000].split("\n")[:2_000])
    start = time.process_time()
    parse_prose(split_notes(text, HERE, Source("a.md", text))[0], HERE, Source("a.md", text))
    assert time.process_time() - start < 1


def test_two_tables_one_under_another_are_two() -> None:
    passage = read("| A | B |\n|---|---|\n| 1 | 2 |\n: One\n\n| A | B |\n|---|---|\n| 3 | 4 |\n\n: Two")
    assert [type(block).__name__ for block in passage.blocks] == ["WordsTable", "WordsTable"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("One `x`.\n\n• `x`", ["3:1", "1:5", "3:3"]),
        ("[a `x` b](https://e.org) `x`", ["1:4", "1:26"]),
        ("> `y`\n> — a `y`", ["1:3", "2:7"]),
        ("{{ figure(\n'a.b') }} one\n\n***", ["4:1"]),
        ("{ figure('a') } and\n{ figure('a') }", ["1:1", "2:1"]),
    ],
)
def test_each_of_several_problems_has_its_place(text: str, places: list[str]) -> None:
    _, problems = parse_prose(text, HERE, Source("a.md", text))
    assert [f"{found.place.line}:{found.place.column}" for found in problems] == places


@pytest.mark.parametrize(
    ("text", "file", "alt", "caption"),
    [
        ("![A *wooden* bridge](images/b.png)", "images/b.png", "A wooden bridge", ""),
        ("![A bridge](<images/the b.png> \"At {{ figure('a.b') }}\")", "images/the b.png", "A bridge", "At 8.4%"),
        ("![Up {{ figure('a.b') }}](images/the%20b.png 'It \"fell\"')", "images/the b.png", "Up 8.4%", 'It "fell"'),
        ("  ![A bridge](images/2025/b.png)  ", "images/2025/b.png", "A bridge", ""),
    ],
)
def test_a_picture_has_its_file_its_words_and_its_caption(text: str, file: str, alt: str, caption: str) -> None:
    (found,) = prose(text).blocks
    assert isinstance(found, Picture)
    assert (found.file, Phrase(found.alt).plain, Phrase(found.caption).plain) == (file, alt, caption)


@pytest.mark.parametrize("begins", ["- ", "> Come.\n>\n> ", "- a\n\n  ", "- a\n  > b\n  >\n  > "])
def test_a_picture_stands_in_an_item_or_a_quotation(begins: str) -> None:
    assert [each.file for each in pictures_in(read(f"{begins}![a](images/b.png)").blocks)] == ["images/b.png"]


def test_a_picture_is_written_with_its_words() -> None:
    text = prose('![A "bridge" & < quay](images/b.png "Seen <at> low tide")')
    assert prose_html(text, show=lambda file: (f"pcpgen:image/{file}", 40, 30)) == (
        '<figure class="pictured">\n<img class="pictured__image" src="pcpgen:image/images/b.png"'
        ' alt="A &quot;bridge&quot; &amp; &lt; quay" width="40" height="30">\n'
        "<figcaption>Seen &lt;at&gt; low tide</figcaption>\n</figure>"
    )


def test_a_picture_is_typed_as_it_was() -> None:
    text = "![A *wooden* bridge](images/b.png \"At {{ figure('a.b') }}\")"
    assert typed_blocks(read(text).blocks) == text


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
    passage, _ = parse_prose(attack, HERE, Source("a.md", attack))
    assert active(prose_html(compose_prose(passage, insert))) == []


HARMLESS = {
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "strong",
    "em",
    "br",
    "blockquote",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
HARMLESS_VALUES = re.compile(
    r"href=(?:https?://|mailto:).*|title=.*|(?:class|scope|id|type)=[a-z0-9 -]+|start=[0-9]+|"
    r"style=counter-reset: item [0-9]+|(?:role|tabindex|aria-label)=.*",
    re.DOTALL,
)


def active(markup: str) -> list[str]:
    """Elements and attributes of a page that could do more than be read."""
    found = []
    for element in lxml.html.fragment_fromstring(markup, create_parent="div").iter():
        if element.tag not in HARMLESS:
            found.append(str(element.tag))
        found += [name for name, value in element.items() if not HARMLESS_VALUES.fullmatch(f"{name}={value}")]
    return found


def test_the_guard_bites() -> None:
    assert active('<p onclick="x()"><a href="javascript:x">a</a><img src="x"></p>') == ["onclick", "href", "img", "src"]


@pytest.mark.slow
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Co", "Cc")), max_size=300))
def test_no_text_makes_it_fall_over(text: str) -> None:
    passage, _ = parse_prose(text, HERE, Source("a.md", text))
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
    _, problems = parse_prose(text, HERE, Source("a.md", text))
    assert [(str(each.place), each.rule.id) for each in problems] == [(place, rule)]


def test_an_expression_keeps_its_arguments_and_place() -> None:
    text = 'The gap is {{ figure("f.gap", "2020/21", unit="£ million", decimals=1) }}.'
    passage, _ = parse_prose(text, HERE, Source("a.md", text))
    (found,) = passage.expressions
    assert (found.name, found.arguments, found.options) == (
        "figure",
        ("f.gap", "2020/21"),
        (("unit", "£ million"), ("decimals", 1)),
    )
    assert (str(found.place), passage.written) == ("a.md:1:12", text)


@pytest.mark.slow
@given(
    st.text(alphabet="figure_x", min_size=1, max_size=8) | st.sampled_from(list(EXPRESSIONS)),
    st.lists(st.text(alphabet="ab.£ -/'é,()=2", max_size=6), max_size=4),
    st.lists(
        st.tuples(st.sampled_from(["unit", "decimals", "other"]), st.sampled_from(['"£"', "2", "7", "12"])), max_size=3
    ),
)
def test_an_expression_read_the_short_way_is_what_the_parser_reads(
    name: str, arguments: list[str], options: list[tuple[str, str]]
) -> None:
    given_options = dict(options)
    inside = ", ".join(
        [*(f'"{each}"' for each in arguments), *(f"{key}={said}" for key, said in given_options.items())]
    )
    text = f"So {{{{ {name}({inside}) }}}} it is."
    source = Source("a.md", text)
    quick = parse_prose(text, HERE, source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.prose.expressions._PLAIN", re.compile("(?!)"))
        assert parse_prose(text, HERE, source) == quick


@pytest.mark.slow
@given(
    st.lists(
        st.sampled_from(
            ["a", "Iv", "b)", "(c)", "1.", "-", "--", "=", "o", "–", " ", "  ", "é", "²", "£", "‘", ":", "&amp;"]
        )
        | st.sampled_from(
            ["!", "/", ", ", '{{ figure("a.b") }}', "{{ xmr() }}", "\n", "\t", "x y", ". ", "http://a.b"]
        ),
        max_size=6,
    ).map("".join)
)
def test_a_sentence_read_the_short_way_is_what_the_reader_of_blocks_reads(text: str) -> None:
    source = Source("a.md", text)
    quick = parse_prose(text, HERE, source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pcpgen.prose.reading._SENTENCE", re.compile("(?!)"))
        assert parse_prose(text, HERE, source) == quick


def test_notes_leave_the_text() -> None:
    text = "One.[^a]\n\n[^a]: The source,\n  in two lines.\n"
    rest, notes, problems = split_notes(text, HERE, Source("a.md", text))
    assert (rest, [(note.id, note.text.written, note.text.place.line) for note in notes], problems) == (
        "One.[^a]",
        [("a", "The source, in two lines.", 3)],
        [],
    )


def test_the_last_two_words_of_a_phrase_stay_together_on_paper_and_no_character_is_changed() -> None:
    said = phrase("Bring the best outcome for victims & others")
    assert closed_html(said, "print") == 'Bring the best outcome for victims <span class="closed">&amp; others</span>'
    assert closed_html(said, "web") == phrase_html(said)
    for kept in (phrase("Two words"), phrase("As long as any internationalisations are"), phrase()):
        assert closed_html(kept, "print") == phrase_html(kept)
