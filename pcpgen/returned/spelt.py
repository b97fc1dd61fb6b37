"""From words as a reader sees them to the characters of the file in which their author spelt them.

A text is read as the file has it: first its characters as YAML takes them, then with the marks of Markdown, expressions
and notes told apart from words. What comes out is never taken on trust: whoever changes a file by it reads it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.prose.tree import Words
from pcpgen.returned.written import yaml_in
from pcpgen.values import dataclass

_FURTHEST = 20_000  # characters behind the place of a line at which its words may end
_MOST_BEGINNINGS = 40
# what is no word wherever it stands: expressions, marks of the program's, notes, names, addresses of links
_BETWEEN = pattern(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#[a-z0-9-]+\}|\[\^[^\]\s]{1,64}\]:?|"
    r"\]\((?:[^()\n]|\([^()\n]*\))*(?:\n[^()\n]*)?\)",
    re.DOTALL,
)
_ESCAPED = pattern(r"\\(?P<sign>[!-/:-@\[-`{-~])")
_BLANK = pattern(r"\\?[ \t]*\n(?:[ \t>]*\n)*[ \t]*(?:>[ \t]?)*|[ \t]+")
_MARKS = "*_[]!<>#|~`\\"
_DOUBLE = pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\n[ \t]*|.)", re.DOTALL)
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Sign:
    """A character as it is read, and from where to where it is spelt; an empty one is a mark between words."""

    text: str
    start: int
    end: int
    may_be_mark: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value of YAML: from where to where it stands in the file, and how it is quoted ("" for not at all)."""

    start: int
    end: int
    style: str


def offset(source: Source, line: int, column: int = 1) -> int:
    """How many characters of a file stand before a place."""
    return sum(len(each) + 1 for each in source.lines[: line - 1]) + column - 1


def scalar_at(source: Source, place: Place) -> Scalar | None:
    """The value of YAML in which a place lies."""
    held = yaml_in(source)
    if held is None:
        return None
    text, first = held
    at = offset(source, place.line, place.column)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
                start = offset(source, event.start_mark.line + first, event.start_mark.column + 1)
                end = offset(source, event.end_mark.line + first, event.end_mark.column + 1)
                if start <= at < max(end, start + 1):
                    return Scalar(start, end, event.style or "")
                if start > at:
                    return None
    except yaml.YAMLError:
        return None
    return None


def scalars(source: Source, text: str) -> list[str] | None:
    """The values that a file would have with another text; None where that is no YAML."""
    held = yaml_in(Source(source.file, text))
    if held is None:
        return None
    try:
        return [each.value for each in yaml.parse(held[0], Loader=_LOADER) if isinstance(each, yaml.ScalarEvent)]
    except (yaml.YAMLError, ValueError):
        return None


def spellings(source: Source, words: Sequence[Words]) -> Iterator[tuple[Scalar | None, list[list[Sign]]]]:
    """For each way in which the words of a line may be spelt in their file: the characters of each.

    All words are of this file and in their order; the likeliest way comes first.
    """
    scalar = scalar_at(source, words[0].place)
    if scalar:
        read = in_yaml(source.text, scalar)
    else:
        begin = offset(source, words[0].place.line)
        text = source.text[begin : begin + _FURTHEST]
        read = [Sign(char, begin + at, begin + at + 1) for at, char in enumerate(text)]
    signs = list(_signs(read))
    first = next((char for each in words for char in each.text if not char.isspace()), "")
    found = 0
    blank = words[0].text[:1].isspace()
    for begin, sign in enumerate(signs):
        if sign.text != first or found == _MOST_BEGINNINGS:
            continue
        begin -= blank and begin > 0 and signs[begin - 1].text == " "
        if spelt := _aligned(signs, begin, words):
            found += 1
            yield scalar, spelt


def in_yaml(text: str, scalar: Scalar) -> list[Sign]:
    """The characters of a value as YAML reads them, each with where it is spelt."""
    found: list[Sign] = []
    at, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        at = text.find("\n", at) + 1
    elif scalar.style:
        at, end = at + 1, end - 1
    while at < end:
        if scalar.style == "'" and text.startswith("''", at):
            found.append(Sign("'", at, at + 2))
            at += 2
        elif scalar.style == '"' and (escape := _DOUBLE.match(text, at)):
            value = yaml.safe_load(f'"{escape[0]}"') if "\n" not in escape[0] else ""
            found += [Sign(char, at, escape.end()) for char in str(value)]
            at = escape.end()
        else:
            found.append(Sign(text[at], at, at + 1))
            at += 1
    return found


def _signs(read: Sequence[Sign]) -> Iterator[Sign]:
    """The same with marks of Markdown and expressions told apart; blanks beside each other are one."""
    text = "".join(each.text for each in read)
    at = 0
    while at < len(text):
        if between := _BETWEEN.match(text, at):
            yield Sign("", read[at].start, read[between.end() - 1].end)
            at = between.end()
        elif escaped := _ESCAPED.match(text, at):
            yield Sign(escaped["sign"], read[at].start, read[at + 1].end)
            at += 2
        elif blank := _BLANK.match(text, at):
            yield Sign(" ", read[at].start, read[blank.end() - 1].end)
            at = blank.end()
        else:
            yield Sign(text[at], read[at].start, read[at].end, text[at] in _MARKS)
            at += 1


def _aligned(signs: Sequence[Sign], at: int, words: Sequence[Words]) -> list[list[Sign]]:
    """The characters of words from a place on; nothing where something else stands between them."""
    found: list[list[Sign]] = []
    for each in words:
        spelt: list[Sign] = []
        for number, char in enumerate(each.text):
            if char.isspace() and spelt and spelt[-1].text == " ":
                spelt.append(spelt[-1])  # blanks that are spelt as one
                continue
            wanted = " " if char in " \t\n" else char
            while at < len(signs) and signs[at].text != wanted:
                sign = signs[at]
                if sign.text and not sign.may_be_mark and not (sign.text == " " and not number):
                    return []
                at += 1
            if at == len(signs):
                return []
            spelt.append(signs[at])
            at += 1
        found.append(spelt)
    return found
