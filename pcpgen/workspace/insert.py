"""From the text of a file and something new to the text with it: lines are put in, and all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence as Several

from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source


class NoPlace(ValueError):
    """A file into which nothing can be put, since it is not as it should be; says which, and where."""


def add_to_list(source: Source, keys: Several[str | int], block: str, flow: str = "") -> str:
    """The text with an item at the end of the list that the keys lead to, as the list is written.

    `block` is the item without its hyphen, perhaps in several lines, `flow` as it stands between brackets. A list that
    is missing from the top of the file is begun at its end, and a word that stands in it already is not added.
    """
    tree, wrong = read_tree(source)
    if wrong or not isinstance(tree, Mapping):
        raise NoPlace(f"{source.file} cannot be understood; mend it first")
    found = _at(tree, keys)
    in_lines = not flow and "\n" in block  # it cannot stand between brackets
    item = "\n  - " + block.replace("\n", "\n    ")
    if found is None and len(keys) == 1:
        return f"{source.text.rstrip()}\n{keys[0]}:{item if in_lines else f' [{flow or block}]'}\n"
    if not isinstance(found, Sequence):
        raise NoPlace(f"{source.file} has no list {keys[-1]}")
    if any(isinstance(each, Text) and each.value == block for each in found.items):
        return source.text
    if _character(source, found.place) == "[":
        if in_lines and (found.items or len(keys) > 1):
            raise NoPlace(
                f"{source.file} has the list {keys[-1]} between brackets; write each item on lines of its own"
            )
        return _in_place_of(source, found, item) if in_lines else _into_brackets(source, found, flow or block)
    return _after_items(source, found, block)


def replace_entries(text: str, entries: dict[str, str]) -> str:
    """The text of a YAML file in which entries at the top have new lines; one without lines goes, a new one comes last.

    Remarks that stand right over an entry stay.
    """
    lines = text.rstrip("\n").split("\n")
    kept: list[str] = []
    left = dict(entries)
    at = 0
    while at < len(lines):
        key = _key(lines[at])
        end = _end_of_entry(lines, at) if key else at + 1
        if key in entries:
            new = left.pop(key, "")
            kept += new.split("\n") if new else []
        else:
            kept += lines[at:end]
        at = end
    kept += [each for each in left.values() if each]
    return "\n".join(kept) + "\n"


def add_entry(source: Source, key: str, block: str) -> str:
    """The text with an entry, in several lines, at the end of those under a key at the top of the file."""
    tree, wrong = read_tree(source)
    if wrong or not isinstance(tree, Mapping):
        raise NoPlace(f"{source.file} cannot be understood; mend it first")
    lines = source.text.rstrip("\n").split("\n")
    at = next((at for at, line in enumerate(lines) if _key(line) == key), None)
    if at is None:
        return "\n".join([*lines, f"{key}:", *(f"  {line}" for line in block.split("\n"))]) + "\n"
    first = next((line for line in lines[at + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    indent = first[: len(first) - len(first.lstrip())]
    if lines[at].partition(":")[2].partition("#")[0].strip() or not indent:
        raise NoPlace(f"{source.file} has {key} in one line; write each on lines of its own")
    end = _end_of_entry(lines, at)
    return "\n".join([*lines[:end], *(f"{indent}{line}" for line in block.split("\n")), *lines[end:]]) + "\n"


def add_reason(text: str, id: str, reason: str) -> str:
    """A paper's text with a reason why it leaves something out, under the heading that it may have for it."""
    lines = text.rstrip("\n").split("\n")
    heading = next((at for at, line in enumerate(lines) if line.strip().casefold() == "# left out"), None)
    row = f"- {id}: {reason}"
    if heading is not None and any(
        each.startswith(f"- {id}:") for each in lines[heading : _next_heading(lines, heading)]
    ):
        return text
    if heading is None:
        notes = next((at for at, line in enumerate(lines) if line.startswith("[^")), len(lines))
        lines[notes:notes] = ["", "# Left out", "", row] if notes == len(lines) else ["# Left out", "", row, ""]
    else:
        rows = [at for at in range(heading + 1, _next_heading(lines, heading)) if lines[at].startswith("- ")]
        lines.insert((rows[-1] if rows else heading) + 1, row)
    return "\n".join(lines) + "\n"


def _next_heading(lines: list[str], heading: int) -> int:
    ends = (at for at in range(heading + 1, len(lines)) if lines[at].startswith(("# ", "[^")))
    return next(ends, len(lines))


def _at(tree: Tree, keys: Several[str | int]) -> Tree | None:
    """What the keys lead to, an entry's name or an item's number each."""
    for key in keys:
        if isinstance(tree, Mapping):
            named = next((value for name, value in tree.entries if name.value == key), None)
            if named is None:
                return None
            tree = named
        elif isinstance(tree, Sequence) and isinstance(key, int):
            tree = tree.items[key]
        else:
            return None
    return tree


def _character(source: Source, place: Place) -> str:
    return source.lines[place.line - 1][place.column - 1 : place.column]


def _in_place_of(source: Source, empty: Sequence, item: str) -> str:
    """An item on lines of its own in the place of a list without any, before a remark on it."""
    begin = sum(len(line) + 1 for line in source.lines[: empty.place.line - 1]) + empty.place.column - 1
    behind = source.text[_closing(source.text, begin) + 1 :]
    remark, end, below = behind.partition("\n")
    return f"{source.text[:begin].rstrip(' ')}{remark.rstrip()}{item}{end}{below}"


def _into_brackets(source: Source, found: Sequence, flow: str) -> str:
    """Before the bracket that closes the list."""
    begin = sum(len(line) + 1 for line in source.lines[: found.place.line - 1]) + found.place.column - 1
    end = _closing(source.text, begin)
    bare = _MARKS.sub(lambda mark: " " * len(mark[0]) if mark[0][0] == "#" else mark[0], source.text[:end])
    last = len(bare.rstrip())  # behind the last item, and before a remark on it
    between = {"[": "", ",": " "}.get(bare[last - 1], ", ")
    return f"{source.text[:last]}{between}{flow}{source.text[last:]}"


_MARKS = pattern(r"""(?<=\s)#[^\n]*|"(?:\\.|[^"\\])*"|(?<=[\[{,:\s])'(?:''|[^'])*'|[\[\]{}]""", re.DOTALL)


def _closing(text: str, begin: int) -> int:
    """Where the bracket that stands at `begin` is closed; what stands in quotation marks or a remark closes none."""
    depth = 0
    for mark in _MARKS.finditer(text, begin):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] in "]}":
            return mark.start()
    return len(text)


def _after_items(source: Source, found: Sequence, block: str) -> str:
    """After the last item of a list that is written a line each."""
    lines = list(source.lines)
    last = found.items[-1].place
    at = last.line - 1
    while not lines[at].lstrip().startswith("-"):  # a value that begins on the line after its hyphen
        at -= 1
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    first, *rest = block.split("\n")
    new = [f"{' ' * indent}- {first}", *(f"{' ' * indent}  {line}" for line in rest)]
    return "\n".join([*lines[:end], *new, *(lines[end:] or [""])])


def _key(line: str) -> str:
    found = re.match(r"([A-Za-z][\w-]*):", line)
    return found[1] if found else ""


def _end_of_entry(lines: list[str], at: int) -> int:
    """The line after an entry, which goes to the next at the margin; remarks and blank lines before that are not it."""
    end = at + 1
    while end < len(lines) and not re.match(r"[^\s#]", lines[end]):
        end += 1
    while end > at + 1 and re.match(r"#|$", lines[end - 1]):
        end -= 1
    return end
