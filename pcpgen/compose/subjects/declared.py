"""What is declared of a document before it is composed, and of a kind of document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from pcpgen.blocks.subject import Subject
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.project import Project
from pcpgen.model.report import Part
from pcpgen.request import Request
from pcpgen.values import dataclass

Subjects: TypeAlias = Callable[[Project, model.Office, str, Data], Iterator["Declared"]]


@dataclass(frozen=True, slots=True)
class Declared:
    """A document that the workspace declares; what it is about is made when it is wanted.

    `answers` are the requests that it is the answer to: "plan 2017-20", and "plan" while that edition is in force.
    Where it has several, the first names it wholly and the others while it is the latest or the one in force.
    `counts` are the papers whose pages it counts: the first request of each, by the id of its report.
    """

    answers: tuple[Request, ...]
    kind: str
    subject: Callable[[], Subject]
    draft: bool = False  # so that it cannot be issued
    parts: tuple[Part, ...] = ()
    counts: Mapping[str, Request] = field(default_factory=dict)
    about: object = None  # what the workspace says of it, on which it rests


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind can be about: its subjects, what is there for blocks, what an outline may name, what it must place.

    `must` holds blocks, the author's headings, as "# Background", and what sections are repeated for, as
    "each: objective": without them something that was written would be lost without a word.
    """

    subjects: Subjects
    has: tuple[str, ...]
    paths: Mapping[str, str]
    must: tuple[str, ...] = ()
