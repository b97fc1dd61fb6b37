"""From the files of a workspace to one change in it: where, from what, to what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Files = Mapping[str, str]  # the text of each file of plan/ and data/, by its path


@dataclass(frozen=True)
class Change:
    """A change in one file; `content` is the file after it, None where it is gone, and `more` other files after it.

    Of a slip, `plausible` says by which written rule nothing in the workspace can tell it from what is meant.
    """

    file: str
    line: int
    before: str
    after: str
    content: bytes | None
    more: Mapping[str, bytes | None] | None = None
    plausible: str = ""


Plant = Callable[[Files, Random], Change | None]


@dataclass(frozen=True)
class Kind:
    family: str
    name: str
    plant: Plant

    @property
    def says(self) -> str:
        return (self.plant.__doc__ or "").strip().rstrip(".")


@dataclass(frozen=True)
class Line:
    """A line of a file, counted from nought."""

    file: str
    at: int
    text: str


def kinds_of(family: str, *plants: Plant) -> tuple[Kind, ...]:
    return tuple(Kind(family, plant.__name__.replace("_", " "), plant) for plant in plants)


def lines(files: Files, ending: str = "", under: str = "", holding: str = "") -> Iterator[Line]:
    """The lines of all files of a kind, those without words left out."""
    pattern = re.compile(holding)
    for file, text in sorted(files.items()):
        if file.endswith(ending) and file.startswith(under) and not file.endswith("README.md"):
            for at, line in enumerate(text.split("\n")):
                if line.strip() and pattern.search(line):
                    yield Line(file, at, line)


def change(files: Files, line: Line, after: str, plausible: str = "") -> Change | None:
    """The change that puts other text in a line's place; none where nothing changes."""
    if after == line.text:
        return None
    text = files[line.file].split("\n")
    text[line.at : line.at + 1] = after.split("\n")
    return Change(line.file, line.at + 1, line.text, after, "\n".join(text).encode("utf-8"), plausible=plausible)


def delete(files: Files, line: Line, plausible: str = "") -> Change:
    text = files[line.file].split("\n")
    del text[line.at]
    return Change(line.file, line.at + 1, line.text, "", "\n".join(text).encode("utf-8"), plausible=plausible)


def rewrite(files: Files, after: Mapping[str, str | None]) -> Change | None:
    """The change that gives several files another text, or takes them away; none where nothing changes."""
    changed = {file: text for file, text in after.items() if text != files.get(file)}
    if not changed:
        return None
    file, text = next(iter(changed.items()))
    was, now = files.get(file, "").split("\n"), (text or "").split("\n")
    at = next(
        (at for at, (old, new) in enumerate(zip(was, now, strict=False)) if old != new), min(len(was), len(now)) - 1
    )
    more = {other: None if text is None else text.encode("utf-8") for other, text in changed.items() if other != file}
    content = None if text is None else text.encode("utf-8")
    return Change(file, at + 1, was[at], now[at], content, more)


def one(chance: Random, found: Iterator[Line] | Sequence[Line]) -> Line | None:
    known = list(found)
    return chance.choice(known) if known else None


def turned(files: Files, chance: Random, found: Iterator[Line], turn: Callable[[str], str]) -> Change | None:
    """A change of one of the lines that a turn changes; none where it changes none."""
    line = one(chance, [each for each in found if turn(each.text) != each.text])
    return change(files, line, turn(line.text)) if line else None


def put(pattern: str, instead: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """What changes the first match in a line."""
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(instead, text, count=1)


def prose(files: Files, holding: str = "") -> Iterator[Line]:
    """Lines of Markdown that are an author's sentences: no front matter, headings, notes, marks or tables."""
    for file, text in sorted(files.items()):
        if not file.endswith(".md") or file.endswith("README.md"):
            continue
        body = text.split("\n")
        begin = body.index("---", 1) + 1 if body[0] == "---" else 0
        for at in range(begin, len(body)):
            line = body[at]
            found = Line(file, at, line)
            sentence = len(line.split()) >= 8 and re.match(r"[A-Z“‘{]", line) and len(words(files, found)) >= 5
            if sentence and re.search(holding, line):
                yield found


def words(files: Files, line: Line) -> list[tuple[int, int]]:
    """Where the plain words of a line of prose stand, none of them in braces, links or notes."""
    masked = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]", lambda m: "#" * len(m[0]), line.text)
    return [found.span() for found in re.finditer(r"(?<![\w’'-])[A-Za-z]+(?![\w’'-])", masked)]
