"""The register of actions: what is to be done, by whom and when, what it serves, and how it went by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from pcpgen.model.period import Period
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass

SHOWN = ("open", "done", "changed", "tree")  # what a paper can show of the register


@dataclass(frozen=True, slots=True)
class Progress:
    """How an action went in a quarter, or by a day; `status` is a word of the office's own, if it gives one."""

    period: Period
    says: Passage
    status: str
    place: Place


@dataclass(frozen=True, slots=True)
class Moved:
    """A due day that was changed: which it had been, when it was changed, and why."""

    was: date
    day: date
    why: Passage
    place: Place


@dataclass(frozen=True, slots=True)
class Action:
    """An action, or a milestone of one, as the register has it; papers ask how it stood on their day."""

    id: str
    text: Passage
    owners: tuple[Text, ...]
    serves: tuple[Text, ...]
    agreed: date
    due: date
    moved: tuple[Moved, ...]
    status: Literal["open", "done", "stopped"]
    ended: date | None
    why: Passage | None  # it was stopped
    progress: tuple[Progress, ...]  # the oldest first
    milestones: tuple[Action, ...]
    place: Place
    at: Mapping[str, Place]  # of its days

    def due_on(self, day: date) -> date:
        """The day by which it was due as was known on a day."""
        return next((each.was for each in self.moved if each.day > day), self.due)

    def is_open(self, day: date) -> bool:
        return self.agreed <= day and (self.ended is None or self.ended > day)

    def is_overdue(self, day: date) -> bool:
        return self.is_open(day) and self.due_on(day) < day

    def told_by(self, day: date) -> tuple[Progress, ...]:
        """Its progress in quarters that were over on a day, the oldest first."""
        return tuple(each for each in self.progress if each.period.end and each.period.end <= day)

    def status_on(self, day: date) -> str:
        """The office's word for how it stood on a day; empty where it had given none."""
        return next((each.status for each in reversed(self.told_by(day)) if each.status), "")

    @property
    def whole(self) -> Iterator[tuple[Action, tuple[Action, ...]]]:
        """It and every milestone beneath it, each with what it stands under."""
        yield self, ()
        for milestone in self.milestones:
            for each, above in milestone.whole:
                yield each, (self, *above)


@dataclass(frozen=True, slots=True)
class Actions:
    """The register, and how papers print progress: in which order, and of how many quarters at most."""

    actions: Mapping[str, Action]
    newest_first: bool
    quarters: int
    place: Place

    @property
    def every(self) -> Iterator[tuple[Action, tuple[Action, ...]]]:
        """Every action and milestone, each with what it stands under."""
        for action in self.actions.values():
            yield from action.whole


def names_served(names: Mapping[str, object], written: str) -> list[str]:
    """The themes and statements of an edition, by the names that registers know, that a name can mean.

    The id of a statement alone is enough where no other theme has it.
    """
    if written in names:
        return [written]
    return [name for name in names if name.rpartition("/")[2] == written]
