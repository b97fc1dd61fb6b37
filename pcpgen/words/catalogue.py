"""From a key and what is put in between to the program's own words, as text or as pieces of prose.

A catalogue is a YAML file beside this module, `en-GB.yaml`: an entry is a sentence pattern with `{name}` where
something is put in, or several by number, `one: {n} page` and `other: {n} pages`. Which of them a number takes is said
by the language's own rule, written as gettext writes it. A key or a name that the catalogue does not have is a mistake
of the program and raises; what an office changes is judged before, when it is read (`changed`).
"""

from __future__ import annotations

import gettext
import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pcpgen.kept import Kept, sum_of
from pcpgen.languages import CATALOGUES as FILES
from pcpgen.languages import ENGLISH, language_of
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE
from pcpgen.prose.tree import Inline, Words
from pcpgen.values import dataclass

HERE = Path(__file__).parent
# around words that are the program's, where these must be told from others; private, so that no text holds them
BEGIN, END = "\ue000", "\ue001"
# how dates are told: which month a reader gets is no choice of words
_OF_DATES = ("ordinal", "month.", "month-short.", "weekday.", "period.")
_NAME = pattern(r"\{([a-z_]+)\}")
Entry = str | Mapping[str, str]  # a pattern, or a pattern for each form of number
Put = TypeVar("Put")
CATALOGUES = Kept("words/catalogue.py", "yaml")  # as they are read


class UnknownWords(LookupError):
    """The program asks for words that the catalogue does not have, or puts in what they have no place for."""


@dataclass(frozen=True)
class Numbering:
    """The forms that a language has for numbers, and its rule: an expression in C that counts the forms from nought."""

    forms: tuple[str, ...]
    rule: str

    def form(self, number: int) -> str:
        return self.forms[_rule(self.rule)(abs(number))]


@dataclass(frozen=True)
class Catalogue:
    """The words of a language; `changes` are those that an office says otherwise."""

    language: str
    plurals: Numbering
    ordinals: Numbering
    entries: Mapping[str, Entry] = field(compare=False, repr=False)
    articles: tuple[str, ...] = ()
    changes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    read_by: str = ""  # who has read the words, where they are not those of a speaker of the language

    @cached_property
    def said(self) -> dict[object, str]:
        """What was put into these words before, by what it was."""
        return {}

    @property
    def id(self) -> str:
        """How authors write the language: en, cy."""
        return language_of(self.language)

    @property
    def unread(self) -> bool:
        """Whether no speaker of the language has read its words."""
        return not self.read_by

    def text(self, key: str, /, **put: object) -> str:
        """The words of an entry, with text in the place of each name."""
        return "".join(map(str, self.parts(key, put)))

    def counted(self, key: str, number: int, /, **put: object) -> str:
        """The words of an entry for so many; `{n}` stands for the number."""
        return "".join(map(str, self.counted_parts(key, number, put)))

    def parts(self, key: str, put: Mapping[str, Put]) -> list[str | Put]:
        """The words of an entry and what is put in between, in order."""
        return _filled(key, self._pattern(key), put)

    def counted_parts(self, key: str, number: int, put: Mapping[str, Put]) -> list[str | Put]:
        """The words of an entry for so many and what is put in between, in order."""
        filled: dict[str, str | Put] = {"n": f"{number:,}"}
        return _filled(key, self._form(key, number), filled | dict(put))

    def ordinal(self, number: int) -> str:
        """1st, 2nd, 3rd."""
        return "".join(_filled("ordinal", self._form("ordinal", number, self.ordinals), {"n": str(number)}))

    def pieces(self, key: str, /, **put: str | Sequence[Inline[Put]]) -> tuple[Inline[Put], ...]:
        """The words of an entry as prose, with text or inlines in the place of each name: figures stay figures."""
        return _laid(self.parts(key, put))

    def counted_pieces(self, key: str, number: int, /, **put: str | Sequence[Inline[Put]]) -> tuple[Inline[Put], ...]:
        """The words of an entry for so many as prose; `n` may be a figure."""
        return _laid(self.counted_parts(key, number, put))

    def listed(self, items: Sequence[str]) -> str:
        """Text in a row: "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        said = items[0]
        for item in items[1:-1]:
            said = self.text("list.middle", before=said, item=item)
        return self.text("list.last", before=said, item=items[-1])

    def sum_under(self, begin: str) -> str:
        """The sum of the entries whose keys begin so, and of the rule by which numbers take their forms."""
        found = [(key, entry) for key, entry in sorted(self.entries.items()) if key.startswith(begin)]
        return sum_of(repr((self.plurals, found))).hex()

    def month(self, number: int) -> str:
        """The name of a month, from 1."""
        return self.text(f"month.{number}")

    def month_short(self, number: int) -> str:
        """The name of a month as an axis has room for it."""
        return self.text(f"month-short.{number}")

    def _pattern(self, key: str) -> str:
        entry = self.entries.get(key)
        if not isinstance(entry, str):
            raise UnknownWords(f'no entry "{key}"' if entry is None else f'"{key}" goes by number')
        return entry

    def _form(self, key: str, number: int, by: Numbering | None = None) -> str:
        entry = self.entries.get(key)
        if entry is None or isinstance(entry, str):
            raise UnknownWords(f'no entry "{key}"' if entry is None else f'"{key}" does not go by number')
        return entry[(by or self.plurals).form(number)]


def _filled(key: str, pattern: str, put: Mapping[str, Put]) -> list[str | Put]:
    """A pattern with its names filled; a number that a form leaves out, as in "a page", need not stand in it."""
    parts, asked = _parts(pattern)
    if asked != put.keys() and (asked - put.keys() or put.keys() - asked - {"n"}):
        raise UnknownWords(f'"{key}" takes {names(pattern)}, not {tuple(put)}')
    return [put[part] if index % 2 else part for index, part in enumerate(parts)]


def _laid(parts: Sequence[str | Sequence[Inline[Put]]]) -> tuple[Inline[Put], ...]:
    """Text and inlines as inlines, with no two texts beside each other."""
    found: list[Inline[Put]] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        found += [Words(text, NOWHERE)] if text else []
        found += part
        text = ""
    return (*found, Words(text, NOWHERE)) if text else tuple(found)


@lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[tuple[str, ...], frozenset[str]]:
    parts = tuple(_NAME.split(pattern))
    return parts, frozenset(parts[1::2])


@lru_cache(maxsize=16)
def _rule(expression: str) -> Callable[[int], int]:
    return gettext.c2py(expression)


def names(pattern: str) -> tuple[str, ...]:
    """The names in a pattern, each once, in order."""
    return tuple(dict.fromkeys(_parts(pattern)[0][1::2]))


def names_of(entry: Entry) -> tuple[str, ...]:
    """The names in the fullest form of an entry: the last, which is the one for most numbers."""
    return names(entry if isinstance(entry, str) else list(entry.values())[-1])


@lru_cache(maxsize=8)
def shipped(id: str = ENGLISH) -> Catalogue:
    """The catalogue of a language that comes with the program."""
    language = FILES[id]
    text = (HERE / f"{language}.yaml").read_text("utf-8")
    key = sum_of(text)
    if (kept := CATALOGUES.get(key)) is None:
        import yaml  # which takes longer than all else that is done here

        kept = marshal.dumps(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        CATALOGUES.add(key, kept)
    read = marshal.loads(kept)
    head = read.pop("language")
    return Catalogue(
        language=language,
        plurals=Numbering(tuple(head["plurals"]["forms"]), head["plurals"]["rule"]),
        ordinals=Numbering(tuple(head["ordinals"]["forms"]), head["ordinals"]["rule"]),
        entries=read,
        articles=tuple(head["articles"]),
        read_by=head["read_by"],
    )


def changed(catalogue: Catalogue, changes: Mapping[str, Entry]) -> Catalogue:
    """The catalogue with some entries said otherwise; they have been judged."""
    told = {key: (("", entry),) if isinstance(entry, str) else tuple(entry.items()) for key, entry in changes.items()}
    return replace(catalogue, entries={**catalogue.entries, **changes}, changes=tuple(sorted(told.items())))


def marked(catalogue: Catalogue) -> Catalogue:
    """The catalogue with the program's words in marks; those that an office says otherwise are the office's."""
    own = {key for key, _ in catalogue.changes}
    entries = {
        key: entry if key in own or key.startswith(_OF_DATES) else _marked(entry)
        for key, entry in catalogue.entries.items()
    }
    return replace(catalogue, entries=entries)


def _marked(entry: Entry) -> Entry:
    if not isinstance(entry, str):
        return {form: in_marks(pattern) for form, pattern in entry.items()}
    return in_marks(entry)


def in_marks(pattern: str) -> str:
    """Words in marks, but not what is put in between."""
    parts, _ = _parts(pattern)
    return "".join(f"{{{part}}}" if at % 2 else f"{BEGIN}{part}{END}" * bool(part) for at, part in enumerate(parts))
