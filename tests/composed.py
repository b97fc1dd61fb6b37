"""Ways to what a composed document holds, for tests that ask one thing of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pcpgen.document.blocks import Block
from pcpgen.document.document import Document, Head, Section

Kind = TypeVar("Kind")


def head(document: Document) -> Head:
    """The head of a paper."""
    assert isinstance(document.front, Head)
    return document.front


def facts(document: Document) -> dict[str, str]:
    """What stands in the head of a paper, by its labels."""
    return dict(head(document).facts)


def numbers(these: Iterable[Block | Section]) -> list[str]:
    """The number of each, empty where it has none."""
    return [str(getattr(each, "number", "")) for each in these]


def of_kind(these: Iterable[object], kind: type[Kind]) -> list[Kind]:
    return [each for each in these if isinstance(each, kind)]
