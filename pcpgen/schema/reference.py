"""From the declarations to the reference for authors: a page in Markdown with every entry of every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.schema.entry import Again, Choice, Either, Entry, Forms, Kind, ListOf, Named, OneOrMore, Shape, Value
from pcpgen.schema.example import example_of
from pcpgen.schema.files import FILES, FileKind

_HEAD = "| entry | must be there | it holds | example |\n|---|---|---|---|\n"
_OPENING = """\
# Every entry of every file

What an author may write, file by file. An entry in an entry stands behind an arrow; `…` is a name of your own, `-` an
item of a list. Plain words are printed as they are typed; a line of prose may hold figures, emphasis and links. An id
is of small letters, digits and hyphens. `pcpgen check` tells what is wrong, `pcpgen schema` has editors help. What may
stand in double braces, how periods are written, and the names of the program’s own words are pages of their own:
`pcpgen reference expressions`, `pcpgen reference periods`, `pcpgen reference words`.
"""


def reference(files: Iterable[FileKind] = FILES) -> str:
    """The whole page."""
    return "\n".join([_OPENING, *map(_section, files)])


def _section(file: FileKind) -> str:
    where = " The entries stand at its top, between two lines of three hyphens." if file.is_prose else ""
    rows = "".join(f"| {' | '.join(row)} |\n" for row in _rows(file.holds, "", ""))
    return f"## {file.files.replace('*', '…')}\n\n{file.about}{where}\n\n{_HEAD}{rows}"


def _rows(value: Value, path: str, only: str) -> Iterator[tuple[str, str, str, str]]:
    """The rows of what a value holds, each with its path; `only` says with what else they stand."""
    match value:
        case Kind() | Choice() | OneOrMore() | Again():
            return
        case ListOf():
            yield from _rows(value.item, f"{path}- → ", only)
        case Named():
            item = Entry("…", value.item, f"each under a name of your own: {_key(value.key)}", required=False)
            yield from _row(item, path, only, f"{value.key_example}: {example_of(value.item)}")
        case Shape():
            for entry in (*value.entries.values(), *([value.others._replace(name="…")] if value.others else ())):
                yield from _row(entry, path, only)
        case Forms():
            for entry, forms in _of_forms(value):
                among = len(forms) < len(value.shapes) and entry.name not in value.shapes
                said = f"with {' or '.join(_when(value, name) for name in forms)}" if among else ""
                said = "one of these" if entry.name in value.shapes else said
                yield from _row(entry, path, ", ".join(filter(None, (only, said))))
        case Either():
            yield from _rows(value.plain, path, only)
            yield from _rows(value.more, path, only)


def _of_forms(forms: Forms) -> list[tuple[Entry, list[str]]]:
    """Each entry that some form has, as it first stands, with the forms that have it just so."""
    found: dict[tuple[str, str, bool], tuple[Entry, list[str]]] = {}
    for name, each in forms.shapes.items():
        for entry in each.entries.values():
            found.setdefault((entry.name, entry.means, entry.required), (entry, []))[1].append(name)
    return list(found.values())


def _row(entry: Entry, path: str, only: str, example: str = "") -> Iterator[tuple[str, str, str, str]]:
    held = _held(entry.holds)
    says = f"{entry.means}{f'; {held}' if held and entry.means else held}"
    shown = entry.example or example or example_of(entry.holds)
    must = (
        only
        if only.endswith("one of these")
        else ", ".join(("yes" if entry.required else "no", *filter(None, (only,))))
    )
    yield f"{path}`{entry.name}`", must, says.replace("|", "\\|"), f"`{shown}`".replace("|", "\\|")
    yield from _rows(entry.holds, f"{path}`{entry.name}` → ", only)


def _held(value: Value) -> str:
    match value:
        case Kind():
            return value.written
        case Choice():
            default = f"; otherwise `{value.default}`" if value.default else ""
            return f"{' or '.join(f'`{word}`' for word in value.words)}{default}"
        case ListOf():
            inner = _held(value.item)
            return f"a list{f', each {inner}' if inner else ''}"
        case OneOrMore():
            return f"{_held(value.item)}, or a list of several"
        case Either():
            return f"{_held(value.plain)}, or entries" if _held(value.plain) else ""
        case _:
            return ""


def _key(key: Kind | Choice) -> str:
    return key.written if isinstance(key, Kind) else "one of the program’s own"


def _when(forms: Forms, name: str) -> str:
    return f"`{forms.by}: {name}`" if forms.by else f"`{name}:`"
