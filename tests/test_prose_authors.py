"""What an author writes, and what a reader gets or the author is told: through a whole office, check and page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest

from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from tests.hostile import (
    ACCOUNTS,
    CSV,
    EDITION,
    FACTS,
    HERE,
    LOGO,
    MONEY,
    OFFICE,
    PNG,
    QUESTIONS,
    REPORT,
    TEXTS,
    THEME,
    VOICES,
)
from tests.workspaces import copy

SPENDS = "The office spends"
AIM = "aim: Boats stay where they are moored"
RECOMMEND = "recommend: That the Panel note the report."
FIGURE = '{{ figure("budget.quays") }}'
UNKNOWN = '{{ figure("budget.ferries") }}'


class Came(NamedTuple):
    """What became of an office: what its author is told, as line:column rule, and its pages."""

    told: list[str]
    said: list[str]
    pages: list[lxml.html.HtmlElement]

    def words(self, selector: str) -> list[str]:
        """The words of each element that a path finds, blanks as one."""
        return [" ".join(found.text_content().split()) for page in self.pages for found in page.xpath(selector)]


class Office:
    """The small office with a page of each kind and a report to its Panel, in which one thing is written otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        copy(HERE / "small", root)
        for path, text in TEXTS.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        (root / LOGO).parent.mkdir(exist_ok=True)
        (root / LOGO).write_bytes(PNG)

    def write(self, path: str, old: str, new: str) -> Office:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new), "utf-8")
        return self

    def came(self) -> Came:
        judged = judge(self.root)
        told = [f"{found.place.line}:{found.place.column} {found.rule.id}" for found in judged.problems]
        documents = {} if judged.errors else {id(each): each for each in judged.documents.values()}
        pages = [lxml.html.document_fromstring(render_html(each, "web")) for each in documents.values()]
        return Came(told, [f"{found.message}. {found.remedy}" for found in judged.problems], pages)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def on_the_page(office: Office, text: str) -> Came:
    """What becomes of a text above the words of the page on money."""
    return office.write(MONEY, SPENDS, f"{text}\n\n{SPENDS}").came()


# -- expressions, wherever words are written

PLACES = [
    (THEME, "The force will walk the quays every night"),
    (THEME, "Boats stay where they are moored"),
    (EDITION, "A quiet marsh"),
    (THEME, "strapline: Boats"),
    (VOICES, "[Tides, Boats]"),
    (ACCOUNTS, "As the books have it"),
    (FACTS, "The rest is for the shops"),
    (REPORT, "That the Panel note the report."),
    (QUESTIONS, "The Panel asks for lamps."),
]


def in_place_of(old: str, text: str) -> str:
    name, colon, _ = old.partition(": ")
    return f"{name}{colon}'{text}'" if colon else f"['{text}', Boats]" if old.startswith("[") else f"'{text}'"


@pytest.mark.slow
@pytest.mark.parametrize(("path", "old"), PLACES, ids=[old for _, old in PLACES])
def test_a_figure_comes_out_wherever_words_are_written(office: Office, path: str, old: str) -> None:
    came = office.write(path, old, in_place_of(old, f"Some {FIGURE} in *all* it is")).came()
    assert came.told == []
    assert any("Some £310 thousand in all it is" in said for said in came.words("//body"))


@pytest.mark.parametrize(("path", "old"), PLACES, ids=[old for _, old in PLACES])
def test_an_unknown_figure_is_told_wherever_words_are_written(office: Office, path: str, old: str) -> None:
    came = office.write(path, old, in_place_of(old, f"Some {UNKNOWN} in all")).came()
    assert [each.partition(" ")[2] for each in came.told] == ["unknown-figure"]


def test_a_title_says_that_it_holds_no_expression(office: Office) -> None:
    came = office.write(THEME, "title: The harbour", f"title: 'The {FIGURE}'").came()
    assert came.told == ["1:8 unknown-markup"]


# -- tables, lists, quotations

TABLE = "| Partner | Has agreed to |\n| --- | --- |\n| County Council | share its *premises* |"


@pytest.mark.slow
def test_a_table_has_its_heads_and_caption(office: Office) -> None:
    came = on_the_page(office, f"{TABLE}\n\n: What partners have agreed to")
    assert came.told == []
    table = "//table[caption[contains(., 'partners')]]"  # beside that of the indicators
    assert came.words(f"{table}/caption") == ["What partners have agreed to"]
    assert came.words(f"{table}//th[@scope='col']") == ["Partner", "Has agreed to"]
    assert came.words(f"{table}//td") == ["share its premises"]


@pytest.mark.parametrize("after", ["", "\n---", "\n==="])
def test_a_table_without_a_caption_is_told_and_is_never_a_heading(office: Office, after: str) -> None:
    came = on_the_page(office, f"{TABLE}{after}")
    assert "8:1 unknown-markup" in came.told
    assert any("the table has no caption" in said for said in came.said)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "path", "items"),
    [
        ("Two things:\n- one\n- two", "//p[contains(., 'Two')]/following-sibling::ul[1]/li", ["one", "two"]),
        ("- outer\n    1. inner\n    2. last", "//ul/li/ol/li", ["inner", "last"]),
        ("3. third\n4. fourth", "//ol[@start='3']/li", ["third", "fourth"]),
        ("(a) first\n(b) second", "//ol[@type='a']/li", ["first", "second"]),
        ("a) first\nb) second", "//ol[@type='a']/li", ["first", "second"]),
        ("(i) first\n(ii) second\n(iii) third", "//ol[@type='i']/li", ["first", "second", "third"]),
        ("(a) first\n    (i) inner\n    (ii) last", "//ol[@type='a']/li/ol[@type='i']/li", ["inner", "last"]),
        ("(h) eight\n(i) nine\n(j) ten", "//ol[@type='a' and @start='8']/li", ["eight", "nine", "ten"]),
        ("- one\n\n  its second paragraph\n- two", "//li[contains(., 'one')]/p", ["its second paragraph"]),
        ("> We want an answer.\n> — a resident", "//blockquote/p", ["We want an answer.", "a resident"]),
        ("It is *italic*, and **bold**.", "//p/em[. = 'italic'] | //p/strong[. = 'bold']", ["italic", "bold"]),
    ],
)
def test_lists_quotations_and_emphasis_stay_so(office: Office, text: str, path: str, items: list[str]) -> None:
    came = on_the_page(office, text)
    assert (came.told, came.words(path)) == ([], items)


@pytest.mark.parametrize("text", ["5. five\n7. seven", "(a) one\n(c) two", "(a) one\n(b) two\n\n(a) one again"])
def test_numbers_that_a_reader_would_not_get_are_told(office: Office, text: str) -> None:
    came = on_the_page(office, text)
    assert [each.partition(" ")[2] for each in came.told] == ["unknown-markup"]
    assert "another number" in came.said[0]


@pytest.mark.slow
def test_numbers_that_are_all_alike_are_left_to_be_counted(office: Office) -> None:
    assert on_the_page(office, "1. one\n1. two").told == []


@pytest.mark.slow
def test_paragraphs_that_belong_to_one_number_are_set_in(office: Office) -> None:
    came = office.write(REPORT, "The tides took", "One.\n\n  It goes on.\n\n- a list\n\nTwo. The tides took").came()
    assert came.told == []
    numbered = [said for said in came.words("//*[@class='para']") if "One." in said]
    assert len(numbered) == 1 and "One. It goes on. a list" in numbered[0] and "Two." not in numbered[0]


# -- what no document can hold is told at its place, with what to write instead


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        ("***", "8:1 unknown-markup", "*** is a line across the page"),
        ("It is ~~gone~~.", "8:7 unknown-markup", "~~gone~~ is struck out"),
        ("It is `code`.", "8:7 unknown-markup", "`code` is written as code"),
        ("• one\n• two", "8:1 unknown-markup", "bullet of another program"),
        ("– one\n– two", "8:1 unknown-markup", "bullet of another program"),
        ("o one\no two", "8:1 unknown-markup", "bullet of another program"),
        ("o\tone", "8:1 unknown-markup", "bullet of another program"),
        ("§\tone", "8:1 unknown-markup", "bullet of another program"),
        ("§ one\n\n§ two", "8:1 unknown-markup", "bullet of another program"),
        ("Area\tThefts\nQuays\t12", "8:1 unknown-markup", "| one | two |"),
        ("po\u00adlice", "8:3 unknown-markup", "soft hyphen"),
        ('So { figure("budget.quays") } it is.', "8:4 malformed-expression", 'Write {{ figure("budget.quays") }}.'),
        ("![The quay](quay.jpg)", "8:1 unsafe-prose", "does not lie in plan/images/"),
        ("<b>Quay</b>", "8:1 unsafe-prose", "<b> is HTML"),
    ],
)
def test_a_mark_that_no_reader_knows_is_told(office: Office, text: str, told: str, said: str) -> None:
    came = on_the_page(office, text)
    assert came.told[0] == told
    assert any(said in each for each in came.said)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["> — a resident", "the force\n– which has asked –\nsays"])
def test_a_dash_is_no_bullet(office: Office, text: str) -> None:
    assert on_the_page(office, text).told == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"<<<<<<< HEAD\n{SPENDS} a\n=======\n{SPENDS} b\n>>>>>>> other", "unmerged"),
        (f"=======\n{SPENDS} b\n>>>>>>> other", "unmerged"),
        (f"{SPENDS} a.\n\n=======\n\n{SPENDS} b.", "unknown-markup"),
    ],
)
def test_two_versions_that_were_not_merged_are_told_once(office: Office, text: str, rule: str) -> None:
    came = on_the_page(office, text)
    assert [each.partition(" ")[2] for each in came.told] == [rule]
    assert "were not merged" in came.said[0]


def test_two_versions_of_a_yaml_file_are_told_as_that(office: Office) -> None:
    came = office.write(THEME, AIM, f"<<<<<<< HEAD\n{AIM}\n=======\naim: Other\n>>>>>>> other").came()
    assert came.told == ["4:1 unmerged"]


# -- what YAML would take away


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [("Deliver #1 approach", "4:14 unquoted-hash"), ("Cut burglary (target #2) by more", "4:27 unquoted-hash")],
)
def test_words_after_a_number_sign_are_not_lost(office: Office, text: str, told: str) -> None:
    came = office.write(THEME, AIM, f"aim: {text}").came()
    assert (came.told, text in came.said[0]) == ([told], True)
    assert office.write(THEME, f"aim: {text}", f'aim: "{text}"').came().told == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("aim: #1 for boats", "4:6"),
        ("aim: Deliver # 1 approach", "4:14"),
        ('aim: "Boats stay" #1 of all', "4:19"),
        ("aim: Boats stay where they are\n  #2 moored", "5:3"),
        ("aim: Boats stay\n  with #2 moored\n  where they are", "5:8"),
        ("aim: [Boats #1, quays]", "4:13"),
        ("aim: > #1 of all\n  Boats stay moored", "4:8"),
    ],
)
def test_nor_in_any_other_spelling(office: Office, entry: str, told: str) -> None:
    assert office.write(THEME, AIM, entry).came().told == [f"{told} unquoted-hash"]


@pytest.mark.slow
@pytest.mark.parametrize("remark", [" # of 2026", "\n# 2 of these", "\n#key: value", " # see #1"])
def test_a_remark_is_one(office: Office, remark: str) -> None:
    assert office.write(THEME, AIM, f"{AIM}{remark}").came().told == []


@pytest.mark.parametrize("text", ["null", "~", "yes", "123456789012345678901234"])
@pytest.mark.parametrize("name", ["title", "aim"])
def test_what_yaml_takes_for_no_words_is_told(office: Office, name: str, text: str) -> None:
    old = {"title": "title: The harbour", "aim": AIM}[name]
    came = office.write(THEME, old, f"{name}: {text}").came()
    assert [each.partition(" ")[2] for each in came.told] == ["wrong-shape"]


# -- recommendations, qualifiers, links, notes


@pytest.mark.slow
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_recommendation_has_its_list_with_letters(office: Office, gap: str) -> None:
    came = office.write(REPORT, RECOMMEND, f"recommend: |\n  That the Panel{gap}  - approve it\n  - note it").came()
    assert came.told == []
    assert came.words("//ol[@type='a']/li") == ["approve it", "note it"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["It rose. {} is for it.", "- It rose. **{}** is for it.", "> *It rose.* {} is for it."]
)
def test_a_figure_that_begins_a_sentence_has_a_capital(office: Office, text: str) -> None:
    office.write(CSV, "quays,2026/27,,310,", "quays,2026/27,more than,310,")
    assert "It rose. More than £310 thousand is for it." in " ".join(
        on_the_page(office, text.format(FIGURE)).words("//body")
    )


@pytest.mark.slow
def test_a_mail_address_is_a_link_where_the_office_allows_it(office: Office) -> None:
    text = "Write to <someone@example.org> or [the office](mailto:other@example.org)."
    came = on_the_page(office, text)
    assert came.told == ["8:10 unsafe-prose", "8:35 unsafe-prose"]
    assert all("mail_links: true" in said for said in came.said)
    office.write(OFFICE, "board: ", "mail_links: true\nboard: ")
    allowed = office.came()
    assert allowed.told == []
    assert allowed.words("//a[starts-with(@href, 'mailto:')]") == ["someone@example.org", "the office"]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["<https://example.org/books>", "\n    <https://example.org/books>"])
def test_a_note_may_hold_only_an_address(office: Office, text: str) -> None:
    came = office.write(MONEY, "[^more]: The books say so.", f"[^more]: {text}").came()
    assert (came.told, came.words("//*[@id='note-money-more']/a[1]")) == ([], ["https://example.org/books"])


@pytest.mark.slow
def test_a_note_goes_on_in_the_next_line(office: Office) -> None:
    came = office.write(MONEY, "The books say so.", "The *books*\nsay so.\n\nEnd.").came()
    assert came.told == []
    assert came.words("//*[@id='note-money-more']")[0].startswith("2 The books say so.")


@pytest.mark.parametrize("text", ["The books:\n    - one\n    - two", "One.\n\n    Two.", "- one"])
def test_a_note_of_more_than_a_paragraph_is_told(office: Office, text: str) -> None:
    came = office.write(MONEY, "The books say so.", text).came()
    assert [each.partition(" ")[2] for each in came.told] == ["unknown-markup"]
    assert "a note is one paragraph" in came.said[0]


def test_each_of_three_links_alike_is_told(office: Office) -> None:
    came = on_the_page(office, "See [one](www.example.org), [one](www.example.org) and\n[one](www.example.org).")
    assert came.told == ["8:5 unsafe-prose", "8:29 unsafe-prose", "9:1 unsafe-prose"]


# -- charts stand between paragraphs


@pytest.mark.parametrize(
    "text", ["- {}", "> {}", "**{}** is it.", "## Our {}\n\nWords.", f"{TABLE}\n| {{}} | x |\n\n: Both"]
)
def test_a_chart_within_other_words_is_told(office: Office, text: str) -> None:
    chart = '{{ chart("spent") }}'
    office.write(MONEY, f"\n{chart}\n", "\nMore.\n")
    came = on_the_page(office, text.replace("{}", chart))
    assert [re.sub(r"\d+:\d+ ", "", each) for each in came.told] == ["malformed-expression"]
    assert "in a paragraph of its own" in came.said[0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["bars", "doughnut"])
def test_a_chart_among_text_is_as_wide_as_the_text(office: Office, kind: str) -> None:
    came = office.write(MONEY, "kind: bars", f"kind: {kind}").came()
    drawings = [found for page in came.pages for found in page.xpath('//figure[@id="spent"]//svg')]
    assert (came.told, [each.get("width") for each in drawings]) == ([], ["354pt", "288pt"])


# -- places in texts that YAML has folded

ANSWER = TEXTS[QUESTIONS][TEXTS[QUESTIONS].index("answer: |") : TEXTS[QUESTIONS].index("  status")]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("|\n    Lamps.\n\n    ***\n\n    - `x` and\n      `x`\n", ["8:5", "10:7", "11:7"]),
        (
            ">\n    Lamps\n    in two `x` lines\n    and three.\n\n    ***\n\n    Then\n    `x`.\n",
            ["7:12", "10:5", "13:5"],
        ),
        ("|\n\n\n    Lamps.\n\n    ***\n", ["10:5"]),
        ('"Lamps.\\n\\n***\\n\\n`x`"\n', ["5:22", "5:29"]),
        ("|\n    Lamps[^a].\n\n    [^a]: `x`\n      ~~y~~\n\n    ***\n", ["8:11", "9:7", "11:5"]),
    ],
)
def test_a_problem_stands_where_it_was_written(office: Office, answer: str, told: list[str]) -> None:
    came = office.write(QUESTIONS, ANSWER, f"answer: {answer}").came()
    assert [each.partition(" ")[0] for each in came.told] == told
