"""From a declaration to an example of it as an author would type it, on one line."""

from __future__ import annotations

from pcpgen.schema.entry import Again, Choice, Either, Entry, Forms, Kind, ListOf, Named, OneOrMore, Shape, Value

_OF_FLOW = (",", "[", "]", "{", "}", ": ", " #", "?")


def written(entry: Entry, name: str = "") -> str:
    """The entry, under the author's own name for it where it has one: `title: The harbour`."""
    return f"{as_key(name or entry.name)}: {entry.example or example_of(entry.holds)}"


def example_of(value: Value) -> str:
    """A value of its kind; of entries those that must be there."""
    match value:
        case Kind():
            return value.example
        case Choice():
            return value.words[0]
        case ListOf():
            return f"[{in_brackets(example_of(value.item))}]"
        case OneOrMore():
            return example_of(value.item)
        case Named():
            return f"{{{as_key(value.key_example)}: {in_brackets(example_of(value.item))}}}"
        case Shape():
            entries = list(value.entries.values())
            shown = [entry for entry in entries if entry.required] or entries[:1]
            return f"{{{', '.join(_within(entry) for entry in shown)}}}"
        case Forms():
            return example_of(next(iter(value.shapes.values())))
        case Either():
            return example_of(value.plain)
        case Again():
            return value.example


def _within(entry: Entry) -> str:
    return f"{as_key(entry.name)}: {in_brackets(entry.example or example_of(entry.holds))}"


def in_brackets(text: str) -> str:
    """A value as it stands in brackets, where commas and colons need quotation marks."""
    if text[:1] in ("[", "{", "'", '"') or not any(mark in text for mark in _OF_FLOW):
        return text
    return f'"{text}"'


def as_key(name: str) -> str:
    return f'"{name}"' if ": " in name else name
