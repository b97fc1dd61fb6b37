"""From a declared entry to what is read of it, and what its author is told where it is written otherwise."""

from __future__ import annotations

import calendar
import re
from datetime import date

import pytest

from pcpgen.load.days import read_day
from pcpgen.load.fields import Fields
from pcpgen.load.yaml_text import read_tree
from pcpgen.place import Source
from pcpgen.problems import Problem
from pcpgen.schema.entry import DAY, ID, LINE, WORDS, Choice, Entry, Forms, ListOf, Named, Shape, flag, optional, shape

BOAT = shape("the boat", Entry("name", WORDS, "what it is called", "Tern"), flag("lit", "whether it has a lamp"))
HARBOUR = shape(
    "the harbour",
    Entry("name", WORDS, "what it is called", "Saltmarsh"),
    Entry("since", DAY, "since when it is open", "1902-05-01"),
    Entry("tide", Choice(("high", "low")), "which tide it needs", "high"),
    Entry("boats", Named(BOAT, ID, "boats", "tern"), "its boats"),
    optional("quays", ListOf(WORDS), "its quays", "[North, South]"),
    optional("says", LINE, "what it says of itself", "We are open."),
)
GRADING = Forms(
    "the grade",
    "",
    {
        "rule": shape("the grade", Entry("rule", WORDS, "the rule", "three")),
        "by": shape("the grade", Entry("by", WORDS, "who judged", "mayor")),
    },
)
WHOLE = "name: Saltmarsh\nsince: 1902-05-01\ntide: low\nboats:\n  tern: {name: Tern}\n"


def read(text: str, declared: Shape | Named | Forms = HARBOUR) -> tuple[Fields, list[Problem]]:
    source = Source("plan/harbour.yaml", text)
    tree, problems = read_tree(source)
    return Fields(tree, source, declared, problems), problems


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(found.message, found.remedy) for found in problems]


def test_an_entry_is_read_as_it_is_declared() -> None:
    fields, problems = read(WHOLE)
    boats = [(key.value, boat.words("name"), boat.flag("lit")) for key, boat in fields.fields("boats").named()]
    assert (fields.words("name"), fields.date("since"), fields.choice("tide")) == (
        "Saltmarsh",
        date(1902, 5, 1),
        "low",
    )
    assert (boats, fields.texts("quays"), fields.passage("says"), problems) == ([("tern", "Tern", False)], (), None, [])


def test_a_missing_entry_is_told_with_what_it_means_and_how_it_is_written() -> None:
    fields, problems = read(WHOLE.replace("tide: low\n", ""))
    fields.choice("tide")
    assert told(problems) == [
        ('the harbour has no "tide"', "Add it (which tide it needs; one of high, low). Write it so: tide: high")
    ]


def test_a_misspelt_entry_is_told_once() -> None:
    fields, problems = read(WHOLE.replace("tide:", "tied:"))
    fields.choice("tide")
    assert told(problems) == [
        (
            'the harbour has no entry "tied"',
            'Did you mean "tide"? It may hold: boats, name, quays, says, since, tide.',
        )
    ]


@pytest.mark.parametrize(
    ("entry", "message", "remedy"),
    [
        ("quays: North", '"quays" must be written as a list, [one, another] or a line each with a hyphen', "[North]"),
        ("quays:", '"quays" is empty', "[North, South], or take the entry out"),
        ("quays: [[North]]", 'each item of "quays" must be written as text', "[North, South]"),
        ("says: [We are open.]", '"says" must be written as text', "We are open."),
    ],
)
def test_a_wrong_shape_shows_the_right_one(entry: str, message: str, remedy: str) -> None:
    fields, problems = read(f"{WHOLE}{entry}\n")
    fields.texts("quays")
    fields.passage("says")
    assert told(problems) == [(message, f"Write it so: {entry.partition(':')[0]}: {remedy}")]


def test_of_entries_that_are_none_nothing_is_demanded() -> None:
    fields, problems = read(WHOLE.replace("\n  tern: {name: Tern}", " {tern: Tern}"))
    for _, boat in fields.fields("boats").named():
        boat.words("name")
    assert told(problems) == [
        ('the boat "tern" must be written as entries, name: value', "Write it so: tern: {name: Tern}")
    ]


def test_what_is_not_declared_is_an_error_of_ours() -> None:
    fields, _ = read(WHOLE)
    with pytest.raises(AssertionError, match="colour is not declared"):
        fields.text("colour")


def test_the_entry_that_is_there_says_which_form_it_has() -> None:
    fields, problems = read("by: mayor\nrule: three\n", GRADING)
    assert (fields.form, [found.message for found in problems]) == ("rule", ['the grade has no entry "by"'])
    nothing, none = read("colour: red\n", GRADING)
    assert (nothing.form, none) == ("", [])


@pytest.mark.parametrize(
    "written",
    ["2019-10-31", "31 October 2019", "31st October 2019", "31 Oct 2019", "31/10/2019", "31.10.2019", "31-Oct-2019"],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert read_day(written) == date(2019, 10, 31)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("03/04/2019", ('"03/04/2019" may be day and month or month and day', "Write 2019-04-03, or 2019-03-04.")),
        ("31 June 2019", ("June 2019 has 30 days",)),
        ("31 Juli 2019", ('"31 Juli 2019" is no date',)),
        ("yesterday", ('"yesterday" is no date',)),
    ],
)
def test_a_day_that_is_none_or_two_is_refused(written: str, said: tuple[str, ...]) -> None:
    with pytest.raises(ValueError) as wrong:
        read_day(written)
    assert wrong.value.args == said


MONTHS = [month[:length] for month in calendar.month_name[1:] for length in (3, 4, len(month))]
DAYS = (
    *("2019-10-31", "2019-13-01", "2019-02-00", "1899-01-01", "yesterday", "31 Octobre 2019", "0 May 2019", "2019"),
    *(
        "31.3.2025",
        "31/03/2025",
        "3/31/2025",
        "5.5.2025",
        "03/04/2025",
        "13/13/2025",
        "31-Oct-2019",
        "1st of may, 2019",
    ),
    *(f"{day} {month}{mark} 2019" for month in MONTHS for day, mark in (("3rd", ""), ("28", "."), ("07", ","))),
    *(f"{month.swapcase()} 3 2019" for month in MONTHS[:3]),
)


def test_an_editor_takes_the_days_that_are_read() -> None:
    for written in DAYS:
        try:
            read = bool(read_day(written))
        except ValueError:
            read = False
        assert (written, bool(re.search(DAY.pattern, written))) == (written, read)


@pytest.mark.parametrize("word", ["yes", "Null", "1234567890123456789"])
def test_what_yaml_takes_for_no_words_is_words_in_quotation_marks(word: str) -> None:
    bare, problems = read(f"name: {word}\nsince: 1902-05-01\ntide: high\nboats: {{}}\n")
    assert (bare.words("name"), len(problems)) == (word, 1)
    quoted, problems = read(f'name: "{word}"\nsince: 1902-05-01\ntide: high\nboats: {{}}\n')
    assert (quoted.words("name"), problems) == (word, [])


def test_where_the_entry_that_tells_the_form_is_missing_it_is_told() -> None:
    forms = Forms(
        "the page", "kind", {"facts": shape("the page", Entry("kind", Choice(("facts",)), "what it is", "facts"))}
    )
    assert told(read("other: x\n", forms)[1]) == [
        ('the page has no "kind"', "Add it (what it is; one of facts). Write it so: kind: facts")
    ]


def test_one_other_name_for_the_one_entry_that_lacks_is_one_mistake() -> None:
    fields, problems = read(WHOLE.replace("boats:", "vessels:"))
    fields.fields("boats")
    (found,) = problems
    assert found.remedy.startswith('Did you mean "boats"?')
