"""From an entry's declaration to its shape: what it holds, what it means, whether it must be there, an example."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Kind(NamedTuple):
    """What one value is: its name, how it is written, and by which pattern an editor knows it."""

    name: str
    written: str
    example: str
    pattern: str = ""
    number: bool = False  # whether an editor may take it for a number


class Choice(NamedTuple):
    """One of a few words. Without the entry it is the first where `default` is set."""

    words: tuple[str, ...]
    default: str = ""


class ListOf(NamedTuple):
    item: Value


class OneOrMore(NamedTuple):
    """A value, or a list of such values where there are several."""

    item: Kind


class Named(NamedTuple):
    """Entries under names of the author's own: ids, or whatever `key` says."""

    item: Value
    key: Kind | Choice
    what: str
    key_example: str


class Shape(NamedTuple):
    """Entries by name; `what` is how messages call the whole."""

    what: str
    entries: Mapping[str, Entry]
    others: Entry | None = None  # what stands under names of the author's own beside them


class Again(NamedTuple):
    """What is declared around it once more, to any depth."""

    example: str


class Forms(NamedTuple):
    """One of several shapes: the one that the entry `by` names, or the first whose own entry is there."""

    what: str
    by: str
    shapes: Mapping[str, Shape]


class Either(NamedTuple):
    """A value, or entries where more has to be said."""

    plain: Value
    more: Shape | Forms


class Entry(NamedTuple):
    name: str
    holds: Value
    means: str
    example: str = ""  # as it stands behind the colon; made from what it holds where none is given
    required: bool = True


Value: TypeAlias = Kind | Choice | ListOf | OneOrMore | Named | Shape | Forms | Either | Again


def shape(what: str, *entries: Entry, more: Mapping[str, Entry] | None = None) -> Shape:
    """A shape of these entries, and those of another."""
    return Shape(what, {**{entry.name: entry for entry in entries}, **(more or {})})


def optional(name: str, holds: Value, means: str, example: str = "") -> Entry:
    """An entry that may be absent."""
    return Entry(name, holds, means, example, required=False)


def flag(name: str, means: str, default: bool = False) -> Entry:
    """An entry that is true or false, and that may be absent."""
    return Entry(name, FLAGS[default], means, "false" if default else "true", required=False)


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter.lower()}]" for letter in word)


def _day_pattern() -> str:
    """The days that `load/days.py` reads, as far as a pattern of JSON Schema can tell them; it knows no flag."""
    words = {month[:length] for month in calendar.month_name[1:] for length in (3, 4, len(month))}
    month = "|".join(_any_case(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    day, high, low = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:1[3-9]|2[0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
    twice = "|".join(f"0?{n}[/.]0?{n}" if n < 10 else f"{n}[/.]{n}" for n in range(1, 13))
    year = "(?:19|20)[0-9]{2}"
    return "|".join(
        (
            f"{year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
            rf"{day}(?:st|nd|rd|th)?(?: of)?[ -](?:{month})\.?,?[ -]{year}",
            f"(?:{high}[/.]{low}|{low}[/.]{high}|{twice})[/.]{year}",
        )
    )


WORDS = Kind("words", "plain words", "The harbour", r"\S", number=True)
TEXT = Kind("text", "a text of one line", "Put off", r"\S", number=True)
SAID = Kind("text", "a text of one line, as a file has it", "Place", r"\S", number=True)  # the same in every language
LINE = Kind("line", "a line of prose", "Safer quays", r"\S", number=True)
PROSE = Kind("prose", "prose, paragraphs and lists after a |", "That the paper be noted.", r"\S")
ID = Kind("id", "an id", "harbour", r"^[a-z0-9][a-z0-9-]{0,63}$", number=True)
NAME = Kind("name", "the name of something that stands elsewhere", "harbour", r"\S", number=True)
ADDRESS = Kind("address", "a web address", "https://www.example.org/", r"^https?://[^\s<>\"]+$")
COLOUR = Kind("colour", "a colour in quotation marks", '"#3b4a6b"', r"^#[0-9a-fA-F]{6}$")
DAY = Kind("day", "a day, as 2019-10-31 or 31 October 2019", "2019-10-31", rf"^(?:{_day_pattern()})$")
YEARLY = Kind("day of every year", "a day of every year, as 1 February", "1 February", r"^[0-9]{1,2} [A-Z][a-z]+$")
PERIOD = Kind(
    "period",
    "a period, as 2017/18, 2019, 2019-05, 2019-Q2, year ending 2016-03, 2004..2013, 2016-03-31 or undated",
    "2017/18",
    r"[0-9]{4}|^undated$",
    number=True,
)
COUNT = Kind("whole number", "a whole number", "5", r"^[0-9]{1,6}$", number=True)
DECIMAL = Kind("number", "a number", "1.2", r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$", number=True)
FILE = Kind("file", "the name of a file in plan/", "images/mark.png", r"\S")
SUM = Kind("checksum", "the checksum of a file, as `pcpgen issue` writes it", "sha256", r"\S", number=True)
FLAGS = {False: Choice(("true", "false"), "false"), True: Choice(("true", "false"), "true")}
