"""The law as data: references with their days in force, what a plan must contain, the stages to its issue, its term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pcpgen.model.obligations import Obligations
from pcpgen.model.period import Period
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
    source: str = ""  # the instrument

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)

    @property
    def words(self) -> str:
        """As prose cites it: "section 5 of the Police Reform and Social Responsibility Act 2011"."""
        return f"{self.section} of the {self.title}" if self.section else f"the {self.title}"


@dataclass(frozen=True, slots=True)
class Content:
    """Something that every plan must set out, from a day on and, where the law has changed, until one."""

    id: str
    says: str
    law: str  # id of a reference
    begins: date
    ends: date | None = None
    source: str = ""  # where its day stands, if not in the reference


@dataclass(frozen=True, slots=True)
class Stage:
    """A step to the issue of a plan, never before those that it is `after`; one not `required` may never come."""

    id: str
    title: str
    law: str
    required: bool
    after: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Election:
    """An ordinary election, and the days on which it was expected for its day; an open end is None."""

    day: date
    source: str
    expected_from: date | None = None
    expected_until: date | None = None

    def expected(self, day: date) -> bool:
        """Whether it was, on a day, an election to come."""
        known = self.expected_from is None or self.expected_from <= day
        return known and day < self.day and (self.expected_until is None or day <= self.expected_until)


@dataclass(frozen=True, slots=True)
class Announced:
    """A change of the law that is announced, when it was and from when it is to hold; nothing rests on it yet."""

    id: str
    what: str
    source: str
    announced: Period
    begins: Period

    def concerns(self, made: date, ends: date) -> bool:
        """Whether what is made on a day, and runs to another, is made knowing of it, before it, and runs into it."""
        known, begins = self.announced.start, self.begins.start
        return known is not None and begins is not None and known <= made < begins <= ends


@dataclass(frozen=True, slots=True)
class Law:
    references: Mapping[str, Reference]
    contents: Mapping[str, Content]
    stages: Mapping[str, Stage]
    elections: tuple[Election, ...] = ()  # in the order of their days
    obligations: Obligations = field(default_factory=Obligations)  # rows of an office's own
    announced: Mapping[str, Announced] = field(default_factory=dict)
    measures: Mapping[str, Content] = field(default_factory=dict)  # the national ones, in the law's order
    own: bool = False  # whether the office has a table of rows beside the program's

    def due(self, day: date) -> tuple[Content, ...]:
        """What a plan that is issued on a day must contain."""
        due = (each for each in self.contents.values() if each.begins <= day)
        return tuple(each for each in due if each.ends is None or day <= each.ends)

    def measures_on(self, day: date) -> tuple[Content, ...]:
        """The national measures that are set on a day."""
        set_by = (each for each in self.measures.values() if each.begins <= day)
        return tuple(each for each in set_by if each.ends is None or day <= each.ends)

    def term(self, issued: date) -> date | None:
        """The last day of a plan that is issued on a day; None where no election after it is known.

        That of the financial year in which, on that day, the next ordinary election was expected: Police Reform and
        Social Responsibility Act 2011, section 7(7).
        """
        expected = (election.day for election in self.elections if election.expected(issued))
        return next(map(end_of_financial_year, expected), None)

    def issue_due(self, issued: date) -> date | None:
        """The last day for the first plan after the election before a day: section 5(1) of the same Act."""
        held = (election.day for election in self.elections if election.day <= issued and not election.expected_until)
        return max(map(end_of_financial_year, held), default=None)


def end_of_financial_year(day: date) -> date:
    """31 March after a day, which may be that day."""
    return date(day.year + (day.month > 3), 3, 31)
