"""From `plan/words.yaml` to the program's words as the office says them: single entries, each judged at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import UNKNOWN_KEY, WRONG_SHAPE
from pcpgen.load.translation import beside
from pcpgen.load.tree import Mapping, Tree
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, did_you_mean, errors_in, listed, problem
from pcpgen.prose.slips import FIGURE
from pcpgen.rules import Rule
from pcpgen.schema.words import READ_BY, forms_of, words_of
from pcpgen.words.catalogue import Catalogue, Entry, changed, names, names_of, shipped

UNKNOWN_NAME = Rule(
    "unknown-name",
    "A name in braces that nothing is put in for",
    "The braces would stand in the document as they are typed.",
    "Write only the names that the entry knows, each in braces.",
)
MISSING_NAME = Rule(
    "missing-name",
    "Words that leave out what they must say",
    "The figure or title that belongs there would be lost.",
    "Put the name, in braces, where it belongs in the sentence.",
)

WORDS = "plan/words.yaml"
_NO_BRACES = str.maketrans({"{": None, "}": None})
_BRACES = pattern(r"\{[a-z_]+\}")


def read_words(folder: Folder) -> Catalogue:
    """The program's words, with those that the office says otherwise."""
    catalogue = shipped(folder.language or folder.main)
    file = beside(WORDS, folder.language) if folder.language else WORDS
    folder.exists(WORDS)  # what it says in the first language is none of this one's
    fields = open_fields(folder, file, words_of(catalogue.entries)) if folder.exists(file) else None
    if fields is None:
        return catalogue
    read_by = fields.words(READ_BY) if READ_BY in fields else catalogue.read_by
    return replace(changed(catalogue, dict(_changes(fields, catalogue))), read_by=read_by)


def _changes(fields: Fields, catalogue: Catalogue) -> Iterator[tuple[str, Entry]]:
    for key in list(fields):
        if key == READ_BY:
            continue
        tree = fields.tree(key)
        known = catalogue.entries.get(key)
        if known is None:
            fields.problems.append(_unknown_key(fields.key(key), catalogue))
        elif tree is not None:
            entry = _entry(fields, key, tree, known, catalogue)
            if entry is not None:
                yield key, entry


def _unknown_key(key: Text, catalogue: Catalogue) -> Problem:
    message = f'the program has no words under "{key}"'
    remedy = f"{did_you_mean(key.value, catalogue.entries)}Correct the name, or delete the entry."
    return problem(UNKNOWN_KEY, key.place, message, remedy)


def _entry(fields: Fields, key: str, tree: Tree, known: Entry, catalogue: Catalogue) -> Entry | None:
    """An entry in the shape that the program's own has, or None where it cannot be used."""
    if isinstance(known, str):
        return _pattern(fields, key, tree, names(known), names(known))
    wanted = catalogue.ordinals.forms if key == "ordinal" else catalogue.plurals.forms
    if not isinstance(tree, Mapping):
        message = f'"{key}" goes by number'
        remedy = f"Write a line each for {listed(wanted)}."
        fields.problems.append(problem(WRONG_SHAPE, tree.place, message, remedy))
        return None
    forms = Fields(tree, fields.source, forms_of(key, known), fields.problems)
    found: dict[str, str | None] = {}
    for form in wanted:
        each = forms.tree(form)
        kept = tuple(name for name in names(known[form]) if name != "n")
        found[form] = _pattern(fields, f"{key}, {form}", each, kept, names_of(known)) if each is not None else None
    whole = {form: pattern for form, pattern in found.items() if pattern is not None}
    return whole if len(whole) == len(wanted) else None


def _pattern(fields: Fields, what: str, tree: Tree, needed: tuple[str, ...], known: tuple[str, ...]) -> str | None:
    """A sentence pattern with every name that it needs and none that it may not have, or None with what is wrong."""
    before = len(fields.problems)
    text = fields.as_text(tree, what)
    if text.value:
        bare = _BRACES.sub(FIGURE, text.value).translate(_NO_BRACES)  # a brace of no name is told below
        fields.is_plain(Text(bare, text.place, text.quoted), what)
        fields.problems.extend(_wrong_names(text, what, needed, known))
    return None if errors_in(fields.problems[before:]) else text.value or None


def _wrong_names(text: Text, what: str, needed: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Problem]:
    found = names(text.value)
    shown = [f"{{{name}}}" for name in known]
    there_are = f"It knows {listed(shown)}." if known else "Nothing is put into these words."
    for name in found:
        if name not in known:
            message = f'"{what}" has nothing to put in for {{{name}}}'
            yield problem(UNKNOWN_NAME, text.place, message, f"{did_you_mean(name, known)}{there_are}")
    if any(brace in _BRACES.sub("", text.value) for brace in "{}"):
        yield problem(UNKNOWN_NAME, text.place, f'"{what}" has a brace that belongs to no name', there_are)
    for name in needed:
        if name not in found:
            message = f'"{what}" leaves out {{{name}}}, so that a reader would not be told it'
            yield problem(MISSING_NAME, text.place, message, f"Put {{{name}}} where it belongs in the sentence.")
