"""From pairs of a text and its translation to a tree whose readers' words are in the other language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pcpgen.languages import in_another
from pcpgen.load.fields import Fields
from pcpgen.load.tree import Mapping as Entries
from pcpgen.load.tree import Pair, Sequence, Tree
from pcpgen.model.plan import several
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import DUPLICATE_KEY
from pcpgen.schema.entry import (
    LINE,
    PROSE,
    TEXT,
    WORDS,
    Again,
    Choice,
    Either,
    Entry,
    Forms,
    Kind,
    ListOf,
    Named,
    OneOrMore,
    Shape,
    Value,
)
from pcpgen.schema.translation import TRANSLATION
from pcpgen.values import dataclass

_READ = (WORDS, TEXT, LINE, PROSE)
# entries whose words may be the same in every language
_NAMES = (
    "version",
    "exempt",
    "item",
    "appendix",
    "licence",
    "number",
    "superseded_by",
)
# said in words of the catalogue
_UNITS = ("£ thousand", "£ million", "£ billion", "pence", "percentage points", "minutes", "hours", "days", "rank")
_EXPRESSION = pattern(r"\{\{.*?\}\}|\{%.*?%\}")
_FILE = pattern(r"https?://\S+|[a-z0-9/-]+\.md")
_LETTER = pattern(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Translations:
    """The pairs of a file by their text, and those of the whole workspace; `file` is where more belong.

    `used` and `missing` are filled while a tree is translated.
    """

    language: str
    file: str
    own: Mapping[str, Pair]
    shared: Mapping[str, Pair]
    used: set[str]
    missing: list[Text]

    def of(self, text: Text, name: str) -> Text:
        """A text in the other language, or in marks and noted; what holds no words, or a name, as it is."""
        plain = " ".join(text.value.split())
        for pairs in (self.own, self.shared):
            if (pair := pairs.get(plain)) and pair.says.value.strip():
                self.used.add(plain)
                return replace(pair.says, written=plain)
        if name in _NAMES or not has_words(plain, name):
            return text
        self.used.add(plain)
        self.missing.append(text)
        return Text(in_another(text.value), text.place, quoted=True, written=plain)


def has_words(plain: str, name: str = "") -> bool:
    """Whether a text has words, which differ from language to language."""
    if name == "unit" and plain in _UNITS:
        return False
    return bool(_LETTER.search(_EXPRESSION.sub("", plain))) and not _FILE.fullmatch(plain)


def translated(tree: Tree, declared: Value, of: Translations, name: str = "") -> Tree:
    """A tree with each of its readers' words in the other language."""
    match declared:
        case Kind():
            return of.of(tree, name) if isinstance(tree, Text) and declared in _READ else tree
        case Either(plain=plain, more=more):
            return translated(tree, more if isinstance(tree, Entries) else plain, of, name)
        case ListOf(item=item) | OneOrMore(item=item):
            if isinstance(tree, Sequence):
                return Sequence(tuple(translated(each, item, of, name) for each in tree.items), tree.place)
            return translated(tree, item, of, name) if isinstance(declared, OneOrMore) else tree
        case Named(item=item) if isinstance(tree, Entries):
            return Entries(tuple((key, translated(each, item, of, name)) for key, each in tree.entries), tree.place)
        case Forms():
            return translated(tree, _form(tree, declared), of, name)
        case Shape() if isinstance(tree, Entries):
            return Entries(tuple(_entries(tree, declared, of)), tree.place)
    return tree


def _entries(tree: Entries, declared: Shape, of: Translations) -> Iterator[tuple[Text, Tree]]:
    names = {key.value: each for key, each in tree.entries}
    for key, each in tree.entries:
        entry: Entry | None = declared.entries.get(key.value) or declared.others
        holds = declared if entry and isinstance(entry.holds, Again) else entry.holds if entry else None
        yield key, translated(each, holds, of, key.value) if holds else each
    one = names.get("title" if "sections" in declared.entries else "name")
    if "plural" in declared.entries and "plural" not in names and isinstance(one, Text):
        yield Text("plural", one.place), of.of(Text(several(one.value), one.place), "plural")


def _form(tree: Tree, forms: Forms) -> Shape:
    """The shape that a mapping has, as `Fields` tells it."""
    names = {key.value: each for key, each in tree.entries} if isinstance(tree, Entries) else {}
    if forms.by:
        text = names.get(forms.by)
        holds = next(iter(forms.shapes.values())).entries[forms.by].holds
        by = text.value if isinstance(text, Text) else holds.default if isinstance(holds, Choice) else ""
    else:
        by = next((name for name in forms.shapes if name in names), "")
    return forms.shapes.get(by) or next(iter(forms.shapes.values()))


def pairs_of(tree: Tree, source: Source, main: str, language: str, problems: list[Problem]) -> dict[str, Pair]:
    """The pairs of a file with translations, by their text; what is wrong with them is added to the problems."""
    fields = Fields(tree, source, TRANSLATION, problems)
    fields.optional("made_from")
    found: dict[str, Pair] = {}
    for each in fields.each("texts", required=False):
        text, says = each.tree(main), each.tree(language)
        if isinstance(text, Text) and isinstance(says, Text):
            plain = " ".join(text.value.split())
            if plain in found:
                message = f'"{plain}" is translated above'
                problems.append(problem(DUPLICATE_KEY, text.place, message, "Delete one of the two."))
            found.setdefault(plain, Pair(text, says))
    return found
