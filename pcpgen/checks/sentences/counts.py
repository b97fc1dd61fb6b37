"""From a number above a list or a table to errors: what follows has more items, or fewer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from pcpgen.checks.number_kinds import NUMBER_WORDS
from pcpgen.checks.sentences.reading import MARK, Line, read_line
from pcpgen.checks.sentences.spoken import spoken
from pcpgen.figures.data import Data
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage, typed
from pcpgen.prose.tree import Block, Item, List, Paragraph, Quotation, WordsTable
from pcpgen.prose.tree import Source as Leaf
from pcpgen.rules import Rule

LIST_COUNT = Rule(
    "list-count",
    "A number of things above a list that has another",
    "A reader counts the items and finds one missing, or one too many.",
    "Correct the number, or the list.",
)

_COUNTED = {word: number for number, word in enumerate((*NUMBER_WORDS, "twenty"), 2)}
_WORD = pattern(r"[a-z]+|[0-9]+")
_ONE = rf"(?:{'|'.join(_COUNTED)}|[1-9][0-9]?|{MARK})"
_NOT_OF = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times?|miles?|per cent|of|in|or|to|more|pages?|pounds)\b"
)
_PLURAL = r"(?:[\w’-]+(?<![su])s|people|children)"
_LEAD = pattern(
    rf"(?P<follow>\bfollowing (?P<f>{_ONE}) (?!{_NOT_OF}))"
    rf"|(?P<last>(?<![\w,.£–-])(?P<l>{_ONE}) (?!{_NOT_OF})(?:[\w’-]+ ){{0,2}}?{_PLURAL}"
    r"(?: (?:are|were|(?:upon|on|in|to|for|behind|about) (?:it|this|them))| follow)?:$)"
    rf"|(?P<here>(?<![\w,.£–-])(?P<h>{_ONE}) (?!{_NOT_OF})[^.:;]{{0,60}}"
    r"\b(?:in this list|listed below|are (?:as follows|below|these|the following|listed|named))\b)"
    rf"|(?P<number>(?<![\w,.£–-])(?P<n>{_ONE}) in number\b)",
    re.IGNORECASE,
)
# before a number: that it is of others, or no exact one
_OTHERS = pattern(
    r"\b(?:of|of the|of these|of our|at least|more than|over|up to|nearly|almost|about|around|under|fewer than"
    r"|in|within|every|age|aged|first|last|next|between|and|another|other|further|a|item|section|level)(?: the)? $",
    re.IGNORECASE,
)
_MANY = pattern(r"s\b|\b(?:people|children|police)\b")  # that what is counted is more than one
_BOTH = pattern(r"\band\b.{0,200}\b(?:have|are|were|both|share|do)\b")  # an item that speaks of two
_WHOLE = pattern(r"\W*(?:all|total|whole|sum)\b", re.IGNORECASE)


def check_counts(passage: Passage, data: Data, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Each list or table of a passage whose lead counts otherwise than there are items."""
    return _among(passage.blocks, data, sources)


def _among(blocks: Iterable[Block[Leaf]], data: Data, sources: Mapping[str, Source]) -> Iterator[Problem]:
    blocks = tuple(blocks)
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _among(item.blocks, data, sources)
        elif isinstance(block, Quotation):
            yield from _among(block.blocks, data, sources)
    for lead, block in pairwise(blocks):
        if isinstance(lead, Paragraph) and isinstance(block, List | WordsTable):
            yield from _counted(read_line(lead.content).sentences[-1], block, data, sources)


def _counted(
    lead: Line, block: List[Leaf] | WordsTable[Leaf], data: Data, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """The last sentence above a list, against the list."""
    text = lead.text.rstrip()
    found = _LEAD.search(text) if _has_number(text) else None
    if not found or (isinstance(block, WordsTable) and found.lastgroup in ("last", "l")):
        return
    word, at = next((found[key], found.start(key)) for key in ("f", "l", "h", "n") if found[key])
    number = _number(word, at, lead, data)
    if number is None or _OTHERS.search(text[:at]) or not _MANY.search(text[at + len(word) :]):
        return
    least, most = _items(block)
    if not least <= number <= most:
        what = "the table below has" if isinstance(block, WordsTable) else "the list below has"
        said = f"{number}" if word == MARK else f'"{word}"'
        yield problem(LIST_COUNT, _place(lead, at, word, sources), f"the text says {said}, {what} {least}")


def _has_number(text: str) -> bool:
    """Whether a lead may count at all; in most stands no number."""
    return MARK in text or any(word in _COUNTED or word.isdigit() for word in _WORD.findall(text.lower()))


def _place(lead: Line, at: int, word: str, sources: Mapping[str, Source]) -> Place:
    if word == MARK:
        return dict(lead.expressions)[at].place
    return lead.place(at, len(word), sources)


def _number(word: str, at: int, lead: Line, data: Data) -> int | None:
    if word != MARK:
        return _COUNTED.get(word.casefold()) or (int(word) if word.isdigit() else None)
    figure = spoken(at, dict(lead.expressions)[at], data)
    if figure is None or figure.expression.name != "figure" or not isinstance(figure.figure.value, Decimal):
        return None
    value, unit = figure.figure.value, figure.figure.unit
    counts = value == int(value) and not unit.startswith(("%", "£", "pence", "rank"))
    return int(value) if counts and not figure.figure.qualifier and 0 < value < 100 else None


def _items(block: List[Leaf] | WordsTable[Leaf]) -> tuple[int, int]:
    """How many things a list or table names, at least and at most: an item may speak of two, a last row of all."""
    if isinstance(block, List):
        return len(block.items), len(block.items) + sum(map(_of_two, block.items))
    rows = len(block.rows)
    whole = rows > 1 and bool(_WHOLE.match(typed(block.rows[-1][0].content)))
    return rows - whole, rows


def _of_two(item: Item[Leaf]) -> bool:
    first = item.blocks[0] if item.blocks else None
    return isinstance(first, Paragraph) and bool(_BOTH.search(typed(first.content)))
