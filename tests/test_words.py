"""From a key to the program's own words: what is put in stays what it is, and every key is used as it is written."""

from __future__ import annotations

import ast
import calendar
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date

from pcpgen.blocks.indicators import MARKS
from pcpgen.blocks.performance import DIRECTIONS
from pcpgen.blocks.wording import compared
from pcpgen.compose.opendata import COLUMNS
from pcpgen.compose.told import UNITS as TOLD
from pcpgen.figures.compare import Comparison
from pcpgen.figures.figure import Figure
from pcpgen.figures.forms import FRACTIONS
from pcpgen.formats.html import ends_together, own_templates, render_html
from pcpgen.languages import LANGUAGES
from pcpgen.model.data import COMPARISONS, FLAGS, QUALIFIERS
from pcpgen.model.performance import OTHERS, TIMES
from pcpgen.model.period import Form, parse_period
from pcpgen.model.period_words import day_in_cell, day_words, period_words, weekday_words
from pcpgen.model.working_days import day_words as weekday_of
from pcpgen.pipeline import judge
from pcpgen.place import NOWHERE
from pcpgen.prose.tree import Inline, NoteName, Words
from pcpgen.request import Request
from pcpgen.words.catalogue import HERE, UnknownWords, changed, names, names_of, shipped
from tests.packages import parsed
from tests.workspaces import copy

PACKAGE = Path(__file__).parents[1] / "pcpgen"
SMALL = Path(__file__).parent / "small"
ENGLISH = shipped()


def test_text_is_put_in_by_name() -> None:
    assert ENGLISH.text("table.region", caption="Calls") == "Table: Calls"


def test_pieces_stay_pieces_so_that_a_figure_keeps_its_cells() -> None:
    figure: tuple[Inline[NoteName], ...] = (NoteName("n", NOWHERE),)
    assert ENGLISH.pieces("source", source=figure) == (Words("Source: ", NOWHERE), *figure)
    assert ENGLISH.pieces("list.last", before="calls", item=figure) == (Words("calls and ", NOWHERE), *figure)


def test_a_number_takes_its_form() -> None:
    assert [ENGLISH.counted("notes.heading", number) for number in (0, 1, 2)] == ["Notes", "Note", "Notes"]


def test_a_list_reads_aloud() -> None:
    assert [ENGLISH.listed(items) for items in ((), ("a",), ("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d"))] == [
        "", "a", "a and b", "a, b and c", "a, b, c and d",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "put"),
    [("source", {}), ("source", {"sauce": "x"}), ("source", {"source": "x", "more": "y"}), ("no.such", {})],
)
def test_what_the_catalogue_does_not_have_is_a_mistake_of_the_program(key: str, put: dict[str, str]) -> None:
    with pytest.raises(UnknownWords):
        ENGLISH.text(key, **put)


def test_an_entry_by_number_is_not_asked_for_without_one() -> None:
    with pytest.raises(UnknownWords):
        ENGLISH.text("notes.heading")
    with pytest.raises(UnknownWords):
        ENGLISH.counted("source", 1, source="x")


# -- the language, judged by Babel


def test_the_rules_of_numbers_are_those_of_the_language() -> None:
    locale = Locale.parse("en_GB")
    for number in (*range(250), 1_000, 1_011, 1_000_001):
        assert ENGLISH.plurals.form(number) == locale.plural_form(number)
        assert ENGLISH.ordinals.form(number) == locale.ordinal_form(number)


def test_months_and_dates_are_those_of_the_language() -> None:
    months = Locale.parse("en_GB").months["format"]["wide"]
    assert [ENGLISH.month(number) for number in range(1, 13)] == [months[number] for number in range(1, 13)]
    for month in range(1, 13):
        day = date(2024, month, 2 * month)
        assert day_words(ENGLISH, day) == format_date(day, "long", locale="en_GB")
        assert day_in_cell(ENGLISH, day).split(" ") == [
            f"{day.day}\N{NO-BREAK SPACE}{calendar.month_name[day.month]}",
            f"{day.year}",
        ]
        assert weekday_words(ENGLISH, day) == f"{calendar.day_name[day.weekday()]} {day_words(ENGLISH, day)}"
        assert weekday_words(ENGLISH, day) == weekday_of(day)


@pytest.mark.parametrize(
    "written",
    (
        *(
            "2016-03-31",
            "2016-03",
            "2016-Q1",
            "2016",
            "2016/17",
            "undated",
            "year ending 2016-03",
            "12 months to 2016-03",
        ),
        *(
            "..2016-03",
            "2016-03..",
            "2016-01..2016-03",
            "2015-11..2016-03",
            "2013/14..2016/17",
            "2016-01-02..2016-03-04",
        ),
    ),
)
def test_a_period_reads_as_in_the_messages_of_the_program(written: str) -> None:
    assert period_words(ENGLISH, parse_period(written)) == parse_period(written).words


def test_a_period_reads_as_an_office_says_it_though_it_was_said_otherwise_before() -> None:
    march = parse_period("2019-03")
    assert period_words(ENGLISH, march) == "March 2019"
    own = changed(ENGLISH, {"month.3": "Mar"})
    assert [period_words(each, march) for each in (own, ENGLISH, own)] == ["Mar 2019", "March 2019", "Mar 2019"]


def test_a_change_names_the_period_that_it_is_on() -> None:
    def figure(value: str, unit: str = "", period: str = "2018") -> Figure:
        return Figure(f"a.b@{period}", Decimal(value), unit, None, parse_period(period), "a.b", ())

    rise = Comparison(figure("110", period="2019"), figure("100"), figure("10", "%"), None)
    fall = Comparison(figure("40", "%", "2019"), figure("50", "%"), figure("-10", "percentage points"), 0.01)
    same = Comparison(figure("100", period="2019"), figure("100"), figure("0", "%"), None)
    assert [compared(ENGLISH, each).plain for each in (rise, fall, same)] == [
        "up 10% on 2018 (100)",
        "down 10 percentage points on 2018 (50%)",
        "the same as in 2018 (100)",
    ]


# -- an office's own words


def test_an_office_says_single_entries_otherwise(tmp_path: Path) -> None:
    office = copy(SMALL, tmp_path / "office")
    (office / "plan/words.yaml").write_text("page.skip: Straight to text & notes\nnotes.heading: {one: R, other: Rs}\n")
    judged = judge(office)
    assert judged.errors == ()
    assert judged.project.catalogue.counted("notes.heading", 2) == "Rs"
    assert "plan/words.yaml" in judged.project.inputs
    page = render_html(judged.documents[Request.read("plan")], "web")
    assert ">Straight to text &amp; notes</a>" in page and "Skip to the text" not in page
    assert ">Back to contents<" in page  # the rest stays


def test_two_offices_do_not_share_their_words() -> None:
    other = changed(ENGLISH, {"page.skip": "Other"})
    assert other != ENGLISH and hash(other) != hash(ENGLISH)
    assert (other.text("page.skip"), ENGLISH.text("page.skip")) == ("Other", "Skip to the text")


# -- every use, and every entry

METHODS = {"text": False, "pieces": False, "parts": False, "counted": True}
_SAY = re.compile(r"""\b(say|say_counted)\("([^"]+)"(.*?)\)\s*(?:\}\}|%\})""")
# what is asked for by a key that is put together, and what it may end in
_DYNAMIC = {
    "language.": LANGUAGES,
    "qualifier.": [each.replace(" ", "-") for each in QUALIFIERS],
    "quantity.": [each.replace(" ", "-") for each in TOLD],
    "month.": range(1, 13),
    "month-short.": range(1, 13),
    "weekday.": range(1, 8),
    "flag.": FLAGS,
    "mark.": MARKS,
    "extract.": ["x", "z", "low", "none", "reason", "where", "others", "no-series", "words", "total", "no-number"],
    "column.": [end for name in COLUMNS for end in (name, f"{name}.says")],
    "number.": [*range(20), *range(20, 101, 10)],
    "form.short.": ["thousand", "million", "billion"],
    "form.long.": ["thousand", "million", "billion"],
    "form.fraction.": [f"{part}-{whole}" for part, whole in FRACTIONS],
    "head.": ["status", "version", "marking", "draft", "final"],
    "pack.accessible-": ["yes", "no", "unknown"],
    "table.each.": [*(form.value.replace(" ", "-") for form in Form), "period"],
    "comparison.": [each.replace(" ", "-") for each in COMPARISONS],
    "form-of-period.": [form.value.replace(" ", "-") for form in Form],
    "kind.": ["vision", "describes", "measurement", "pledge", "pull-quote", "basis", "note", "opening-words"],
    "performance.head.": [each.replace(" ", "-") for each in (*TIMES, *OTHERS)],
    "performance.change.": ["a-year-before", "the-one-before", "baseline"],
    "performance.beside.": ["a-year-before", "the-one-before", "baseline"],
    "direction.": [f"{way}-{verdict}" for way in ("up", "down") for verdict in set(DIRECTIONS.values()) - {"same"}],
    "kept.": ["direction", "baseline", "target", "measured-by", "title", "by", "measure"],
}


@cache
def uses_in_python() -> tuple[tuple[str, str, set[str]], ...]:
    """Where an entry is asked for by name, its key, and what is put in."""
    return tuple(use for path in sorted(PACKAGE.rglob("*.py")) for use in uses_in(path))


def uses_in(path: Path) -> Iterator[tuple[str, str, set[str]]]:
    for node in ast.walk(parsed(path)):
        if (
            isinstance(node, ast.Call)
            and (
                (isinstance(node.func, ast.Attribute) and node.func.attr in METHODS)
                or (isinstance(node.func, ast.Name) and node.func.id in ("worded", "worded_counted"))
            )
            and (keys := [key for arg in node.args[:2] for key in literal(arg)])
        ):
            put = {keyword.arg or "" for keyword in node.keywords}
            yield from ((f"{path.name}:{node.lineno}", key, put) for key in keys)


def literal(node: ast.expr) -> list[str]:
    """The dotted keys that an expression may give: one, or one of two."""
    if isinstance(node, ast.IfExp):
        return [*literal(node.body), *literal(node.orelse)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z0-9.-]+", node.value):
        return [node.value] if "." in node.value or node.value in ENGLISH.entries else []
    return []


def uses_in_templates() -> Iterator[tuple[str, str, set[str]]]:
    for path in sorted(own_templates().rglob("*.j2")):
        for found in _SAY.finditer(path.read_text("utf-8")):
            yield path.name, found[2], set(re.findall(r"\b([a-z_]+)=", found[3]))


def uses() -> list[tuple[str, str, set[str]]]:
    return [*uses_in_python(), *uses_in_templates()]


def test_every_use_names_an_entry_and_all_that_it_takes() -> None:
    wrong = []
    for where, key, put in uses():
        entry = ENGLISH.entries.get(key)
        if entry is None or ("" not in put and put | {"n"} != set(names_of(entry)) | {"n"}):
            wrong.append(f"{where}: {key} with {sorted(put)}")
    assert wrong == []


def test_every_entry_is_used() -> None:
    written = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    asked = {key for _, key, _ in uses()} | {"ordinal"}
    put_together = {f"{key}{end}" for key, ends in _DYNAMIC.items() for end in ends}
    assert put_together <= ENGLISH.entries.keys()
    asked |= put_together
    idle = [key for key in ENGLISH.entries if key not in asked and f'"{key}"' not in written]
    assert idle == []


def test_templates_ask_for_literal_keys_only() -> None:
    for path in own_templates().rglob("*.j2"):
        text = path.read_text("utf-8")
        assert len(re.findall(r"\bsay(?:_counted)?\(", text)) == len(_SAY.findall(text)), path


def test_each_form_of_an_entry_has_the_names_of_the_fullest() -> None:
    for key, entry in ENGLISH.entries.items():
        if not isinstance(entry, str):
            forms = ENGLISH.ordinals.forms if key == "ordinal" else ENGLISH.plurals.forms
            assert tuple(entry) == forms, key
            for pattern in entry.values():
                assert set(names(pattern)) | {"n"} == set(names_of(entry)) | {"n"}, key


def test_no_title_on_paper_ends_in_one_word_alone() -> None:
    said = "<caption>Satisfaction with how it was investigated</caption><p>It was so</p><caption>Two words</caption>"
    assert ends_together(said) == said.replace("was investigated", "was\u00a0investigated")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ('<h1 class="head__title">Papers for the meeting of 13 November 2019</h1>', "November 2019"),
        ('<h2 id="a"><span class="no">4</span> Homes are safe within days</h2>', "within days"),
        ("<h3>Whose words these are</h3>", "these are"),
        ("<h3>Whose words <em>these <b>are</b></em></h3>", "these <b>are"),
        ('<h3>What we did on <a class="a b" href="#c">days</a></h3>', 'on <a class="a b" href="#c">days'),
        ("<h3>Victims <del>[removed: and wit</del>nesses]</h3>", "and wit</del>nesses]"),
        ('<h3>Where the plan goes <a title="what is due">due</a></h3>', 'goes <a title="what is due">due</a>'),
        ("<h3>Two words</h3>", ""),
        ("<h3>One</h3><p>These are no words of it</p><h3>Two words</h3>", ""),
        ("<h3>Safety Accreditation Schemes in Huntingdonshire altogether</h3>", ""),
        ('<h2 class="opener__name" id="a">Keep all people safe</h2>', ""),
    ],
)
def test_no_heading_on_paper_ends_in_one_word_alone_where_a_rail_has_room_for_two(said: str, kept: str) -> None:
    assert ends_together(said) == (said.replace(kept, kept.replace(" ", "\u00a0", 1)) if kept else said)


def test_no_template_holds_a_word_of_its_own() -> None:
    """A letter outside of tags, expressions and styles is a reader's word; so is one in an attribute that is read."""
    held = []
    for path in sorted(own_templates().rglob("*.html.j2")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style.*?</style>", "", path.read_text("utf-8"), flags=re.S)
        read = re.findall(r'\b(?:aria-label|alt|title)="([^"]*)"', text)
        words = [line for line in (*re.sub(r"<[^>]*>", "", text).split("\n"), *read) if re.search(r"[^\W\d_]", line)]
        # the block that names a kind stands in a class
        held += [f"{path.name}: {line}" for line in words if not re.fullmatch(r"doc--[a-z]+", line)]
    assert held == []


def test_reading_the_catalogue_imports_nothing_heavy() -> None:
    """What a language needs is in the catalogue, as Babel's own data take longer to read than a plan."""
    script = "import sys; from pcpgen.words.catalogue import shipped; shipped(); print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "babel" not in said.stdout.split()
    assert (HERE / "en-GB.yaml").stat().st_size < 60_000
