"""The law as data: references with their days in force, what a plan must contain, and the stages to its issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A provision and the days on which it is in force; an open end is None."""

    id: str
    title: str
    section: str
    begins: date
    ends: date | None
    superseded_by: str

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)

    @property
    def words(self) -> str:
        """As prose cites it: "section 5 of the Police Reform and Social Responsibility Act 2011"."""
        return f"{self.section} of the {self.title}" if self.section else f"the {self.title}"


@dataclass(frozen=True, slots=True)
class Content:
    """Something that every plan must set out, from a day on."""

    id: str
    says: str
    law: str  # id of a reference
    begins: date


@dataclass(frozen=True, slots=True)
class Stage:
    """A step to the issue of a plan; a step that is not `required` may never come."""

    id: str
    title: str
    law: str
    required: bool


@dataclass(frozen=True, slots=True)
class Law:
    references: Mapping[str, Reference]
    contents: Mapping[str, Content]
    stages: Mapping[str, Stage]
    place: Place

    def due(self, day: date) -> tuple[Content, ...]:
        """What a plan that is issued on a day must contain."""
        return tuple(each for each in self.contents.values() if each.begins <= day)
