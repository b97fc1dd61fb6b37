"""From a tree to typed values: a mapping is asked for its entries by name, and what nobody asked for is a problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from collections.abc import Sequence as Several
from datetime import date
from decimal import Decimal
from typing import TypeVar

from pcpgen.load.rules import EMPTY_TEXT, MALFORMED_DATE, MALFORMED_NUMBER, MALFORMED_PERIOD, UNKNOWN_KEY, WRONG_SHAPE
from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.model.period import Period, parse_date, parse_period
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, first, listed, problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.proof import proof_words
from pcpgen.prose.reading import LONGEST, parse_prose, read_prose, too_long
from pcpgen.prose.rules import UNKNOWN_MARKUP, UNSAFE_PROSE
from pcpgen.prose.tree import Heading, Insertion, Paragraph, Words
from pcpgen.rules import FILE_TOO_LARGE, MALFORMED_ID, MISSING_KEY, UNKNOWN_CHOICE, Rule

_NOTHING = ("~", "null", "Null", "NULL", "yes", "no", "true", "false")  # to YAML, where no quotation marks stand
_NUMBER = re.compile(r"[-+]?[0-9]{16,}")  # more digits than a program keeps of a number
_MARKED = re.compile(r"[{*_`\[<~\\&\u00ad\ue000-\uf8ff]|^(?:[-+>#|=]|[0-9]{1,9}[.)] |\([a-z]\) )")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MOST_ENTRIES = 1_000  # of one list
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ENDING = re.compile(r"(?P<id>[a-z0-9][a-z0-9-]{0,63})\.(?:yaml|yml|md|csv)")
T = TypeVar("T")


def as_id(text: str) -> str:
    """What an id would be of a name or title; itself where nothing of it can be one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:64].strip("-") or text


def malformed_id(text: str, place: Place) -> Problem:
    """A name that is no id, with the one that is nearest to it."""
    message = f'"{text}" is no id'
    if ended := _ENDING.fullmatch(text):
        remedy = f"Write {ended['id']}: an id is the name of a file without its ending."
    else:
        remedy = f"Write {as_id(text)}: an id has small letters, digits and hyphens only."
    return problem(MALFORMED_ID, place, message, remedy if ID.fullmatch(as_id(text)) else "")


class Fields:
    """A mapping's entries, each taken once by the name that the program knows; `done` reports the rest.

    Every method notes a problem and returns an empty value where an author's entry is not what it should be, so that
    reading goes on and all mistakes are told in one run.
    """

    def __init__(self, tree: Tree | None, source: Source, what: str, problems: list[Problem]) -> None:
        self.source = source
        self.what = what
        self.problems = problems
        self.place = tree.place if tree else Place(source.file)
        self._taken: set[str] = set()
        self._entries: dict[str, tuple[Text, Tree]] = {}
        if isinstance(tree, Mapping):
            self._entries = {key.value: (key, value) for key, value in tree.entries}
        elif tree is not None or what:
            self._shape(tree, f"{what} must be written as entries, name: value")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def key(self, name: str) -> Text:
        """The name as the author wrote it, with its place."""
        return self._entries[name][0]

    def tree(self, name: str, required: bool = False) -> Tree | None:
        self._taken.add(name)
        if name in self._entries:
            return self._entries[name][1]
        if required:
            message = f'{self.what} has no "{name}"'
            self.problems.append(problem(MISSING_KEY, self.place, message, f'Add an entry "{name}: …" to {self.what}.'))
        return None

    def text(self, name: str, required: bool = True) -> Text:
        """The words of an entry; empty, at the mapping's place, where they are missing."""
        tree = self.tree(name, required)
        return self.as_text(tree, name) if tree is not None else Text("", self.place)

    def as_text(self, tree: Tree, name: str) -> Text:
        if not isinstance(tree, Text):
            self._shape(tree, f'"{name}" must be written as text')
            return Text("", tree.place)
        words = tree.value.split()
        if not words:
            self.problems.append(problem(EMPTY_TEXT, tree.place, f'"{name}" holds no words'))
        if len(tree.value) > LONGEST:
            self.problems.append(too_long(tree.value, tree.place))
            return Text("", tree.place)
        return Text(" ".join(words), tree.place)

    def words(self, name: str, required: bool = True) -> str:
        return self.title(name, required).value

    def title(self, name: str, required: bool = True) -> Text:
        """Words that a reader sees as they are typed: a title, a name; no markup and no expression stands in them."""
        text = self.text(name, required)
        self.is_plain(text, name)
        return text

    def titles(self, name: str, required: bool = True) -> tuple[Text, ...]:
        """A list of words that a reader sees as they are typed."""
        found = self.texts(name, required)
        for text in found:
            self.is_plain(text, name)
        return found

    def is_plain(self, text: Text, name: str) -> None:
        if not self._are_words(text):
            return
        if _MARKED.search(text.value):
            passage, wrong = parse_prose(text.value, text.place, self.source)
            if wrong or passage.line != (Words(text.value, text.place),) or len(passage.lines) != 1:
                message = f'"{name}" is printed as it is typed; no markup and no expression can stand in it'
                self.problems.append(problem(UNKNOWN_MARKUP, text.place, message, "Write it in plain words."))
                return
        self.problems += proof_words(text.value, text.place, self.source)

    def _are_words(self, text: Text) -> bool:
        """Whether YAML takes a text for words; says so where it does not."""
        if text.quoted or not (text.value in _NOTHING or _NUMBER.fullmatch(text.value)):
            return True
        message = f"{text.value[:60]} stands here, which YAML takes for no words"
        remedy = f'Write the words, or "{text.value}".'
        self.problems.append(problem(WRONG_SHAPE, text.place, message, remedy))
        return False

    def optional(self, name: str) -> Text | None:
        if name in self:
            return self.text(name)
        self._skip(name)
        return None

    def prose(self, name: str) -> Passage:
        """Running text: paragraphs and lists, with the lines of the entry as they stand."""
        tree = self.tree(name, required=True)
        if not isinstance(tree, Text) or "\n" not in tree.value.strip():
            return self.passage(name) or Passage((), "", self.place)
        begin = Place(tree.place.file, tree.place.line + 1)
        passage, problems = read_prose(tree.value.strip("\n"), begin, self.source)
        self.problems += problems
        return passage

    def passage(self, name: str, required: bool = True) -> Passage | None:
        """Prose of one line with expressions in it."""
        if name not in self and not required:
            self._skip(name)
            return None
        return self.as_passage(self.text(name))

    def as_passage(self, text: Text) -> Passage:
        passage, problems = read_prose(text.value, text.place, self.source)
        self.problems += problems
        self._are_words(text)
        if not problems and any(not isinstance(block, Paragraph | Heading | Insertion) for block in passage.blocks):
            message = "a list, table, picture or quotation stands where one line of words belongs"
            remedy = "Write it as a sentence; a mark at its beginning needs a backslash before it."
            self.problems.append(problem(UNKNOWN_MARKUP, text.place, message, remedy))
        return passage

    def passages(self, name: str, required: bool = True) -> tuple[Passage, ...]:
        """A list of passages of one line."""
        return tuple(self.as_passage(text) for text in self.texts(name, required))

    def address(self, name: str) -> str:
        """Where a link leads: to a page of the web, or empty where the entry is missing."""
        url = self.text(name, required=False)
        if url.value and not _ADDRESS.fullmatch(url.value):
            message = f'the link leads to "{url.value[:60]}"'
            remedy = "Begin the address with https:// or http://."
            self.problems.append(problem(UNSAFE_PROSE, url.place, message, remedy))
        return url.value

    def texts(self, name: str, required: bool = True) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(self.as_text(tree, name) for tree in self.trees(name, required))

    def trees(self, name: str, required: bool = True) -> tuple[Tree, ...]:
        tree = self.tree(name, required)
        if tree is None:
            return ()
        if not isinstance(tree, Sequence):
            self._shape(tree, f'"{name}" must be written as a list, [one, another] or a line each with a hyphen')
            return ()
        if len(tree.items) > MOST_ENTRIES:
            message = f'"{name}" holds {len(tree.items):,} entries; {MOST_ENTRIES:,} are the most'
            self.problems.append(problem(FILE_TOO_LARGE, tree.place, message))
        return tree.items[:MOST_ENTRIES]

    def fields(self, name: str, what: str, required: bool = True) -> Fields:
        """The entry's own entries; without any where it is missing."""
        tree = self.tree(name, required)
        return self.of(tree, what) if tree is not None else Fields(None, self.source, "", self.problems)

    def of(self, tree: Tree, what: str) -> Fields:
        return Fields(tree, self.source, what, self.problems)

    def each(self, name: str, what: str, required: bool = True) -> Iterator[Fields]:
        for tree in self.trees(name, required):
            yield self.of(tree, what)

    def ids(self) -> Iterator[Text]:
        """The names of a mapping whose names are the author's own ids; they count as taken."""
        for name, (key, _) in self._entries.items():
            self._taken.add(name)
            self.check_id(key)
            yield key

    def check_id(self, text: Text) -> bool:
        if ID.fullmatch(text.value):
            return True
        self.problems.append(malformed_id(text.value, text.place))
        return False

    def choice(self, name: str, choices: Several[str], default: str = "") -> str:
        """One of a few words; the first of them where the author's is none."""
        if name not in self and default:
            self._skip(name)
            return default
        return self.one_of(self.text(name), choices)

    def one_of(self, text: Text, choices: Several[str]) -> str:
        """A word that must be one of a few; the first of them where it is none."""
        if text.value in choices:
            return text.value
        if text.value:
            message = f'"{text.value}" is none of {listed(choices)}'
            remedy = f"{did_you_mean(text.value, choices)}Write one of: {listed(choices)}."
            self.problems.append(problem(UNKNOWN_CHOICE, text.place, message, remedy))
        return choices[0]

    def flag(self, name: str, default: bool = False) -> bool:
        return self.choice(name, ("true", "false"), "true" if default else "false") == "true"

    def number(self, name: str) -> int | None:
        text = self.optional(name)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,6}", text.value):
            return int(text.value)
        self.problems.append(
            problem(
                MALFORMED_NUMBER,
                text.place,
                f'"{text.value}" is no whole number',
                "Write a whole number, such as 1.",
            )
        )
        return None

    def decimal(self, name: str) -> Decimal | None:
        """A number with or without decimals."""
        text = self.optional(name)
        if text is None:
            return None
        if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text.value):
            return Decimal(text.value)
        self.problems.append(problem(MALFORMED_NUMBER, text.place, f'"{text.value}" is no number'))
        return None

    def date(self, name: str) -> date:
        return self._read(self.text(name), parse_date, MALFORMED_DATE) or date(2000, 1, 1)

    def period(self, name: str) -> Period:
        return self._read(self.text(name), parse_period, MALFORMED_PERIOD) or parse_period("undated")

    def as_period(self, text: Text) -> Period | None:
        return self._read(text, parse_period, MALFORMED_PERIOD)

    def _read(self, text: Text, parse: Callable[[str], T], rule: Rule) -> T | None:
        try:
            return parse(text.value) if text.value else None
        except ValueError as error:
            self.problems.append(problem(rule, text.place, str(error)))
            return None

    def places(self, *names: str) -> dict[str, Place]:
        """Where the words of some entries stand, of those that hold any."""
        written = {name: self._entries[name][1] for name in names if name in self._entries}
        return {name: tree.place for name, tree in written.items() if isinstance(tree, Text) and tree.value.strip()}

    def done(self) -> None:
        """Notes each entry that nothing asked for."""
        self.problems += first(self._unknown())

    def _unknown(self) -> Iterator[Problem]:
        for name, (key, _) in self._entries.items():
            if name not in self._taken:
                known = sorted(self._taken)
                message = f'{self.what} has no entry "{name}"'
                remedy = f"{did_you_mean(name, known)}It may hold: {listed(known, 20)}."
                yield problem(UNKNOWN_KEY, key.place, message, remedy)

    def _shape(self, tree: Tree | None, message: str) -> None:
        self.problems.append(problem(WRONG_SHAPE, tree.place if tree else self.place, message))

    def _skip(self, name: str) -> None:
        self._taken.add(name)
