"""What the law has done by when, as data: notices of meetings, the steps to a precept, duties without a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from typing import Literal

from pcpgen.model.period import Period
from pcpgen.values import dataclass

Nation = Literal["England", "Wales"]
NATIONS: tuple[Nation, ...] = ("England", "Wales")


@dataclass(frozen=True, slots=True)
class Provision:
    """Where a row of the law stands, for which nations and when it holds; an open end is None."""

    law: str  # "Local Government Act 1972, section 100B"
    source: str
    known: str  # how sure it is
    nations: tuple[str, ...]
    begins: date
    ends: date | None

    def holds(self, nation: str, day: date) -> bool:
        return nation in self.nations and self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Notice:
    """How many clear days before a meeting its papers are open to the public: neither end is counted."""

    what: str
    clear_days: int
    provision: Provision

    def latest(self, meeting: date) -> date:
        """The last day by the words of the law, in which weekends and holidays count."""
        return meeting - timedelta(days=self.clear_days + 1)


@dataclass(frozen=True, slots=True)
class Step:
    """A step to a precept that the law dates by day and month: by that day, or before it."""

    what: str
    month: int
    day: int
    before: bool
    provision: Provision

    def on(self, year: Period) -> date:
        """Its last day for a financial year, in the calendar year in which that begins."""
        assert year.start is not None  # a financial year has both ends
        named = date(year.start.year, self.month, self.day)
        return named - timedelta(days=1) if self.before else named


@dataclass(frozen=True, slots=True)
class Duty:
    """What an office owes, and when, in words."""

    what: str
    when: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class Obligations:
    """Each by its id."""

    notices: Mapping[str, Notice] = field(default_factory=dict)
    precept: Mapping[str, Step] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)

    def notice(self, nation: str, day: date) -> Notice | None:
        """That of a nation's meeting on a day."""
        return next((each for each in self.notices.values() if each.provision.holds(nation, day)), None)

    def over(self, known: Obligations) -> Obligations:
        """These rows, and those of another table that they do not replace."""
        return Obligations(
            {**known.notices, **self.notices}, {**known.precept, **self.precept}, {**known.duties, **self.duties}
        )
