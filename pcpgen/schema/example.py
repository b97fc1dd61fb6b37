"""From a declaration to an example of it as an author would type it, on one line."""

from __future__ import annotations

from pcpgen.schema.entry import Again, Choice, Either, Entry, Forms, Kind, ListOf, Named, OneOrMore, Shape, Value

_OF_FLOW = (",", "[", "]", "{", "}", ": ", " #", "?")


def written(entry: Entry, name: str = "") -> str:
    """The entry, under the author's own name for it where it has one: `title: The harbour`."""
    return f"{_quoted(name or entry.name)}: {entry.example or example_of(entry.holds)}"


def whole(value: Shape | Named) -> str:
    """Every entry that it may have, as a file would hold them."""
    if isinstance(value, Named):
        return f"{_quoted(value.key_example)}: {_all(value.item)}\n"
    return "".join(f"{_quoted(entry.name)}: {_of_entry(entry)}\n" for entry in value.entries.values())


def _of_entry(entry: Entry) -> str:
    return (
        entry.example if isinstance(entry.holds, Kind | Choice) and entry.example else _all(entry.holds, entry.example)
    )


def _all(value: Value, example: str = "") -> str:
    """A value with every entry that it may have, and an item in each list."""
    match value:
        case ListOf():
            return (
                example if example and not isinstance(value.item, Shape | Forms) else f"[{_inside(_all(value.item))}]"
            )
        case Named():
            return example or f"{{{_quoted(value.key_example)}: {_inside(_all(value.item))}}}"
        case Shape():
            return f"{{{', '.join(f'{_quoted(e.name)}: {_inside(_of_entry(e))}' for e in value.entries.values())}}}"
        case Forms():
            return _all(next(iter(value.shapes.values())))
        case _:
            return example or example_of(value)


def example_of(value: Value) -> str:
    """A value of its kind; of entries those that must be there."""
    match value:
        case Kind():
            return value.example
        case Choice():
            return value.words[0]
        case ListOf():
            return f"[{_inside(example_of(value.item))}]"
        case OneOrMore():
            return example_of(value.item)
        case Named():
            return f"{{{_quoted(value.key_example)}: {_inside(example_of(value.item))}}}"
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
    return f"{_quoted(entry.name)}: {_inside(entry.example or example_of(entry.holds))}"


def _inside(text: str) -> str:
    """A value as it stands in brackets, where commas and colons need quotation marks."""
    if text[:1] in ("[", "{", "'", '"') or not any(mark in text for mark in _OF_FLOW):
        return text
    return f'"{text}"'


def _quoted(name: str) -> str:
    return f'"{name}"' if ": " in name else name
