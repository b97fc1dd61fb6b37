"""From a passage to bytes that an earlier run may have kept, and back: its nodes in plain values, with their places."""

from __future__ import annotations

import marshal
from typing import Any

from pcpgen.place import Place
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import (
    Break,
    Emphasis,
    Expression,
    Heading,
    Insertion,
    Item,
    Link,
    List,
    NoteName,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    TableCell,
    Words,
    WordsTable,
)
from pcpgen.values import held_by

NODES: tuple[type[Any], ...] = (Words, Break, Strong, Emphasis, Link, Paragraph, Heading, Item, List, Quotation)
NODES += (TableCell, WordsTable, Picture, Insertion, Expression, NoteName)
_NUMBERS = {node: number for number, node in enumerate(NODES)}
_PLACE = len(NODES)


def packed(passage: Passage) -> bytes:
    """The blocks of a passage that lies in one file, without its name."""
    return marshal.dumps(_packed(passage.blocks))


def unpacked(kept: bytes, text: str, place: Place) -> Passage:
    """The passage again, of a text that stands at a place."""
    return Passage(_unpacked(marshal.loads(kept), place.file), text, place)


def _packed(value: Any) -> Any:
    """A node or place as a list that begins with its kind; a tuple as one, anything else as it is."""
    if type(value) is tuple:
        return tuple(map(_packed, value))
    if isinstance(value, Place):
        return [_PLACE, *value[1:]]
    number = _NUMBERS.get(type(value))
    return value if number is None else [number, *map(_packed, held_by(value))]


def _unpacked(packed: Any, file: str) -> Any:
    kind = type(packed)
    if kind is tuple:
        return tuple([_unpacked(each, file) for each in packed])
    if kind is not list:
        return packed
    number = packed[0]
    if number == _PLACE:
        return tuple.__new__(Place, (file, *packed[1:]))
    # of most nodes most values are plain: without a call for each
    return NODES[number](*[_unpacked(each, file) if type(each) in _HOLD else each for each in packed[1:]])


_HOLD = (list, tuple)
