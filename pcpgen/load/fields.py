"""From a tree to typed values: a mapping is asked for its entries by name, each as it is declared in `schema/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as ByName
from collections.abc import Sequence as Several
from datetime import date
from decimal import Decimal
from typing import TypeVar

from pcpgen.load import wrong
from pcpgen.load.days import read_day
from pcpgen.load.plain import are_words, wrong_in_plain
from pcpgen.load.rules import MALFORMED_DATE, MALFORMED_NUMBER, MALFORMED_PERIOD
from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.model.ids import as_id
from pcpgen.model.period import UNREAD, Period, parse_period
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, errors_in, first, listed, near_id, problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.reading import LONGEST, read_prose, too_long
from pcpgen.prose.rules import UNKNOWN_MARKUP, UNSAFE_PROSE
from pcpgen.prose.tree import Heading, Insertion, Paragraph
from pcpgen.rules import FILE_TOO_LARGE, MALFORMED_ID, UNKNOWN_CHOICE, Rule
from pcpgen.schema.entry import ID as AN_ID
from pcpgen.schema.entry import Choice, Either, Entry, Forms, ListOf, Named, Shape

ID = pattern(r"[a-z0-9][a-z0-9-]{0,63}")
MOST_ENTRIES = 1_000  # of one list
_ADDRESS = pattern(r"https?://[^\s<>\"]+")
_ENDING = pattern(r"(?P<id>[a-z0-9][a-z0-9-]{0,63})\.(?:yaml|yml|md|csv)")
T = TypeVar("T")


def malformed_id(text: str, place: Place) -> Problem:
    """A name that is no id, with the one that is near_id to it."""
    message = f'"{text}" is no id'
    if ended := _ENDING.fullmatch(text):
        remedy = f"Write {ended['id']}: an id is the name of a file without its ending."
    else:
        remedy = f"Write {as_id(text)}: an id has small letters, digits and hyphens only."
    return problem(MALFORMED_ID, place, message, remedy if ID.fullmatch(as_id(text)) else "")


class Fields:
    """A mapping's entries as they are declared, each read by its name; one that is not declared is a problem.

    Every method notes a problem and returns an empty value where an author's entry is not what it should be, so that
    reading goes on and all mistakes are told in one run. Where the entries themselves could not be read, or it is not
    known which are wanted, none is demanded.
    """

    def __init__(
        self, tree: Tree | None, source: Source, declared: Shape | Named | Forms, problems: list[Problem], key: str = ""
    ) -> None:
        self.source = source
        self.what = f'{declared.what} "{key}"' if key else declared.what
        self.problems = problems
        self._before = len(problems)
        self.place = tree.place if tree else Place(source.file)
        self._entries: dict[str, tuple[Text, Tree]] = {}
        self.is_mapping = self.sure = isinstance(tree, Mapping)
        if isinstance(tree, Mapping):
            self._entries = {key.value: (key, value) for key, value in tree.entries}
        elif tree is not None:
            self.problems.append(wrong.no_entries(self.what, tree, declared, key))
        self.form = ""  # which of several forms it has
        self._shape = self._formed(declared) if isinstance(declared, Forms) else declared
        self._meant: set[str] = set()  # names that stand here misspelt
        self._named: Entry | None = None  # what stands under each of the author's own names
        self._declared: ByName[str, Entry] = {}
        if isinstance(self._shape, Named):
            self._named = Entry("", self._shape.item, self._shape.what, required=False)
            return
        self._declared = self._shape.entries
        if self.sure and not self._entries.keys() <= self._declared.keys():
            self.problems += first(self._unknown(self._shape))

    def _formed(self, forms: Forms) -> Shape:
        """The shape that it has; where that cannot be told, the first, of which nothing is demanded."""
        if forms.by and self.sure:
            text = self._entries[forms.by][1] if forms.by in self._entries else None
            entry = next(iter(forms.shapes.values())).entries[forms.by]
            assert isinstance(entry.holds, Choice)
            self.form = text.value if isinstance(text, Text) else "" if text else entry.holds.default
        else:
            self.form = next((name for name in forms.shapes if name in self._entries), "")
        if self.form not in forms.shapes:
            if forms.by and self.sure and forms.by not in self._entries:
                self.problems.append(wrong.missing(self.what, self.place, entry))
            self.sure, self.form = False, ""
        return forms.shapes.get(self.form) or next(iter(forms.shapes.values()))

    def _unknown(self, declared: Shape) -> Iterator[Problem]:
        absent = [name for name in declared.entries if name not in self._entries]
        alone = len(absent) == len(declared.entries)  # as where {a: b} stands in place of a text
        needed = [name for name in absent if declared.entries[name].required] if alone else []
        self._meant.update(needed if len(needed) == 1 else ())
        for name, (key, tree) in self._entries.items():
            if name not in declared.entries and declared.others is None:
                if " " in name and isinstance(tree, Text) and not (tree.value or tree.quoted):
                    yield wrong.cut_at_comma(self.what, key)
                    continue
                near = near_id(name, absent) or near_id(name, declared.entries) or self._only_one_meant(tree, declared)
                self._meant.add(near)
                yield wrong.unknown(self.what, key, near, declared)

    def _only_one_meant(self, tree: Tree, declared: Shape) -> str:
        """The one entry that must be there and is not, where one other alone stands here, and of its kind."""
        lacking = [name for name, entry in declared.entries.items() if entry.required and name not in self._entries]
        others = self._entries.keys() - declared.entries.keys()
        if len(lacking) != 1 or len(others) != 1:
            return ""
        is_text = not isinstance(declared.entries[lacking[0]].holds, ListOf | Named | Shape | Forms)
        return lacking[0] if isinstance(tree, Text) == is_text else ""

    def sound(self) -> bool:
        """Whether no error has been told since it was opened, of what was read so far."""
        return not errors_in(self.problems[self._before :])

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def key(self, name: str) -> Text:
        """The name as the author wrote it, with its place."""
        return self._entries[name][0]

    def entry(self, name: str) -> Entry:
        """What is declared of an entry; an error of ours where nothing is."""
        return self._named or self._declared.get(name) or self._others(name)

    def _others(self, name: str) -> Entry:
        assert isinstance(self._shape, Shape) and self._shape.others, f"{self.what}: {name} is not declared"
        return self._shape.others

    def tree(self, name: str, required: bool | None = None) -> Tree | None:
        """An entry as it stands; None where it is absent, which is told where it is required."""
        entry = self.entry(name)
        found = self._entries.get(name)
        if found is not None:
            return found[1]
        if self.sure and name not in self._meant and (entry.required if required is None else required):
            self.problems.append(wrong.missing(self.what, self.place, entry))
        return None

    # -- words

    def text(self, name: str, required: bool | None = None) -> Text:
        """The words of an entry; empty, at the mapping's place, where they are missing."""
        tree = self.tree(name, required)
        return self.as_text(tree, name) if tree is not None else Text("", self.place)

    def as_text(self, tree: Tree, name: str) -> Text:
        if not isinstance(tree, Text):
            self.problems.append(wrong.no_text(tree, self.entry(name), name))
            return Text("", tree.place)
        words = tree.value.split()
        if not words and all(told.place != tree.place for told in self.problems):
            self.problems.append(wrong.no_words(tree, self.entry(name), name))
        if len(tree.value) > LONGEST:
            self.problems.append(too_long(tree.value, tree.place))
            return Text("", tree.place)
        return Text(" ".join(words), tree.place, tree.quoted, tree.written)

    def words(self, name: str, required: bool | None = None) -> str:
        return self.title(name, required).value

    def title(self, name: str, required: bool | None = None) -> Text:
        """Words that a reader sees as they are typed: a title, a name; no markup and no expression stands in them."""
        text = self.text(name, required)
        self.is_plain(text, name)
        return text

    def titles(self, name: str) -> tuple[Text, ...]:
        """A list of words that a reader sees as they are typed."""
        found = self.texts(name)
        for text in found:
            self.is_plain(text, name)
        return found

    def is_plain(self, text: Text, name: str) -> None:
        self.problems += wrong_in_plain(text, name, self.source.of(text.place))

    def optional(self, name: str) -> Text | None:
        self.entry(name)  # it is declared, whether it is there or not
        return self.text(name) if name in self else None

    def prose(self, name: str) -> Passage:
        """Running text: paragraphs and lists, with the lines of the entry as they stand."""
        tree = self.tree(name)
        if not isinstance(tree, Text) or "\n" not in tree.value.strip():
            return self.passage(name, required=tree is not None) or Passage((), "", self.place)
        begin = Place(tree.place.file, tree.place.line + 1)
        passage, problems = read_prose(tree.value.strip("\n"), begin, self.source.of(begin))
        self.problems += problems
        return passage

    def passage(self, name: str, required: bool | None = None) -> Passage | None:
        """Prose of one line with expressions in it; None where it is absent and may be."""
        if name not in self and not (self.entry(name).required if required is None else required):
            return None
        return self.as_passage(self.text(name, required))

    def as_passage(self, text: Text) -> Passage:
        passage, problems = read_prose(text.value, text.place, self.source.of(text.place))
        self.problems += problems
        self.problems += are_words(text)
        if not problems and any(not isinstance(block, Paragraph | Heading | Insertion) for block in passage.blocks):
            message = "a list, table, picture or quotation stands where one line of words belongs"
            remedy = "Write it as a sentence; a mark at its beginning needs a backslash before it."
            self.problems.append(problem(UNKNOWN_MARKUP, text.place, message, remedy))
        return passage

    def passages(self, name: str) -> tuple[Passage, ...]:
        """A list of passages of one line."""
        return tuple(self.as_passage(text) for text in self.texts(name))

    def address(self, name: str) -> str:
        """Where a link leads: to a page of the web, or empty where the entry is missing."""
        url = self.text(name)
        if url.value and not _ADDRESS.fullmatch(url.value):
            message = f'the link leads to "{url.value[:60]}"'
            remedy = "Begin the address with https:// or http://."
            self.problems.append(problem(UNSAFE_PROSE, url.place, message, remedy))
        return url.value

    # -- lists and entries within entries

    def texts(self, name: str) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(self.as_text(tree, name) for tree in self.trees(name))

    def one_or_more(self, name: str) -> tuple[Text, ...]:
        """A text, or each of a list of them; none where the entry is absent."""
        tree = self.tree(name)
        if isinstance(tree, Sequence):
            return tuple(self.as_text(item, name) for item in tree.items[:MOST_ENTRIES])
        return (self.as_text(tree, name),) if tree is not None else ()

    def trees(self, name: str, required: bool | None = None) -> tuple[Tree, ...]:
        tree = self.tree(name, required)
        if tree is None:
            return ()
        if not isinstance(tree, Sequence):
            self.problems.append(wrong.no_list(tree, self.entry(name), name))
            return ()
        if len(tree.items) > MOST_ENTRIES:
            message = f'"{name}" holds {len(tree.items):,} entries; {MOST_ENTRIES:,} are the most'
            self.problems.append(problem(FILE_TOO_LARGE, tree.place, message))
        return tree.items[:MOST_ENTRIES]

    def fields(self, name: str, required: bool | None = None) -> Fields:
        """The entry's own entries; none where it is missing."""
        entry = self.entry(name)
        declared = entry.holds.more if isinstance(entry.holds, Either) else entry.holds
        assert isinstance(declared, Shape | Named | Forms), f"{self.what}: {name} has no entries"
        key = name if isinstance(self._shape, Named) else ""
        return Fields(self.tree(name, required), self.source, declared, self.problems, key)

    def each(self, name: str, required: bool | None = None) -> Iterator[Fields]:
        """The entries of each item of a list."""
        for tree in self.trees(name, required):
            yield self.item(tree, name)

    def item(self, tree: Tree, name: str) -> Fields:
        """The entries of one item of a list."""
        holds = self.entry(name).holds
        assert isinstance(holds, ListOf), f"{self.what}: {name} is no list"
        declared = holds.item.more if isinstance(holds.item, Either) else holds.item
        assert isinstance(declared, Shape | Forms), f"{self.what}: the items of {name} have no entries"
        found = Fields(tree, self.source, declared, self.problems)
        if isinstance(self._shape, Named):
            found.what = f'{found.what} of "{name}"'
        return found

    def more(self, name: str) -> Fields | None:
        """The entries that stand in place of a plain value; None where they do not."""
        return self.fields(name) if isinstance(self.tree(name), Mapping) else None

    def named(self) -> Iterator[tuple[Text, Fields]]:
        """The author's own names, each with its entries."""
        for key in self.ids():
            yield key, self.fields(key.value)

    def ids(self) -> Iterator[Text]:
        """The names of a mapping whose names are the author's own, each judged where it has to be an id."""
        are_ids = isinstance(self._shape, Named) and self._shape.key is AN_ID
        for key, _ in self._entries.values():
            if are_ids:
                self.check_id(key)
            yield key

    def check_id(self, text: Text) -> bool:
        if ID.fullmatch(text.value):
            return True
        if all(told.place != text.place for told in self.problems):  # else it is told that it is empty, or no text
            self.problems.append(malformed_id(text.value, text.place))
        return False

    # -- single values

    def choice(self, name: str) -> str:
        """One of the few words that are declared; without the entry its default, the first where it is none."""
        holds = self.entry(name).holds
        assert isinstance(holds, Choice), f"{self.what}: {name} is no choice"
        if name not in self and holds.default:
            return holds.default
        return self.one_of(self.text(name), holds.words, holds.default)

    def one_of(self, text: Text, choices: Several[str], default: str = "") -> str:
        """A word that must be one of a few; the default, or the first of them, where it is none."""
        if text.value in choices:
            return text.value
        if text.value:
            message = f'"{text.value}" is none of {listed(choices)}'
            remedy = f"{did_you_mean(text.value, choices)}Write one of: {listed(choices)}."
            self.problems.append(problem(UNKNOWN_CHOICE, text.place, message, remedy))
        return default or choices[0]

    def flag(self, name: str) -> bool:
        return self.choice(name) == "true"

    def number(self, name: str) -> int | None:
        text = self.text(name)
        if re.fullmatch("[0-9]{1,6}", text.value):
            return int(text.value)
        message = f'"{text.value}" is no whole number'
        self._refuse(text, MALFORMED_NUMBER, message, "Write a whole number, such as 1.")
        return None

    def decimal(self, name: str) -> Decimal | None:
        """A number with or without decimals."""
        text = self.text(name)
        if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text.value):
            return Decimal(text.value)
        self._refuse(text, MALFORMED_NUMBER, f'"{text.value}" is no number')
        return None

    def optional_date(self, name: str, required: bool = False) -> date | None:
        """A day; None where there is none, or one that cannot be read."""
        if required:
            return self.date(name, required)
        text = self.optional(name)
        return self.as_day(text) if text else None

    def as_day(self, text: Text) -> date | None:
        return self._read(text, read_day, MALFORMED_DATE)

    def date(self, name: str, required: bool | None = None) -> date:
        return self.as_day(self.text(name, required)) or UNREAD

    def period(self, name: str) -> Period:
        return self.as_period(self.text(name)) or parse_period("undated")

    def optional_period(self, name: str) -> Period | None:
        text = self.optional(name)
        return self.as_period(text) or parse_period("undated") if text else None

    def as_period(self, text: Text) -> Period | None:
        return self._read(text, parse_period, MALFORMED_PERIOD)

    def _read(self, text: Text, parse: Callable[[str], T], rule: Rule) -> T | None:
        try:
            return parse(text.value) if text.value else None
        except ValueError as error:
            self._refuse(text, rule, *(str(said) for said in error.args))
            return None

    def _refuse(self, text: Text, rule: Rule, message: str, remedy: str = "") -> None:
        if text.value:  # else it is told that it is empty
            self.problems.append(problem(rule, text.place, message, remedy))

    def places(self, *names: str) -> dict[str, Place]:
        """Where the words of some entries stand, of those that hold any."""
        entries = {name: self._entries[name][1] for name in names if name in self._entries}
        return {name: tree.place for name, tree in entries.items() if isinstance(tree, Text) and tree.value.strip()}
