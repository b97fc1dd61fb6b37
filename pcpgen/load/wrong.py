"""From an entry that is not as it is declared to what its author is told: what is wrong, and how it is written."""

from __future__ import annotations

from pcpgen.load.rules import EMPTY_TEXT, UNKNOWN_KEY, WRONG_SHAPE
from pcpgen.load.tree import Tree
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.problems import Problem, listed, problem
from pcpgen.rules import MISSING_KEY
from pcpgen.schema.entry import Choice, Entry, Forms, Kind, ListOf, Named, Shape
from pcpgen.schema.example import example_of, written


def missing(what: str, place: Place, entry: Entry) -> Problem:
    choices = f"; one of {listed(entry.holds.words)}" if isinstance(entry.holds, Choice) else ""
    remedy = f"Add it ({entry.means}{choices}). Write it so: {written(entry)}"
    return problem(MISSING_KEY, place, f'{what} has no "{entry.name}"', remedy)


def unknown(what: str, key: Text, near: str, declared: Shape) -> Problem:
    asked = f'Did you mean "{near}"? ' if near else ""
    remedy = f"{asked}It may hold: {listed(sorted(declared.entries), 20)}."
    return problem(UNKNOWN_KEY, key.place, f'{what} has no entry "{key}"', remedy)


def cut_at_comma(what: str, key: Text) -> Problem:
    """Words behind a comma between braces, where YAML begins another entry."""
    message = f'{what} has no entry "{key}"'
    remedy = "A comma ends a value between braces: put the whole value between quotation marks"
    remedy += ', as in {title: "This, and that"}.'
    return problem(UNKNOWN_KEY, key.place, message, remedy)


def no_entries(what: str, tree: Tree, declared: Shape | Named | Forms, key: str) -> Problem:
    example = f"{key}: {example_of(declared)}" if key else _unwrapped(example_of(declared))
    if isinstance(tree, Text) and not tree.value:
        return problem(EMPTY_TEXT, tree.place, f"{what} is empty", f"Write it so: {example}")
    return problem(
        WRONG_SHAPE, tree.place, f"{what} must be written as entries, name: value", f"Write it so: {example}"
    )


def no_text(tree: Tree, entry: Entry, name: str) -> Problem:
    listed_ = isinstance(entry.holds, ListOf)
    message = f'each item of "{name}" must be written as text' if listed_ else f'"{name}" must be written as text'
    return problem(WRONG_SHAPE, tree.place, message, f"Write it so: {written(entry, name)}")


def no_words(tree: Text, entry: Entry, name: str) -> Problem:
    remedy = f"Write it so: {written(entry, name)}" if entry.required else ""
    return problem(EMPTY_TEXT, tree.place, f'"{name}" holds no words', remedy)


def no_list(tree: Tree, entry: Entry, name: str) -> Problem:
    if isinstance(tree, Text) and not tree.value:
        or_else = "" if entry.required else ", or take the entry out"
        return problem(EMPTY_TEXT, tree.place, f'"{name}" is empty', f"Write it so: {written(entry, name)}{or_else}")
    message = f'"{name}" must be written as a list, [one, another] or a line each with a hyphen'
    assert isinstance(entry.holds, ListOf)
    plain = isinstance(tree, Text) and isinstance(entry.holds.item, Kind) and "," not in tree.value
    example = f"{name}: [{tree}]" if plain else written(entry, name)
    return problem(WRONG_SHAPE, tree.place, message, f"Write it so: {example}")


def _unwrapped(example: str) -> str:
    return example.removeprefix("{").removesuffix("}") if example.count("{") == 1 else example
