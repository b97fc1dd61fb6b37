"""Grades of indicators: the scale with its words, shapes and colours, and each grade with its date and its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass

Shape = Literal["up", "level", "down"]


@dataclass(frozen=True, slots=True)
class Step:
    """A grade of the scale: the word that is printed, and the shape and colour that repeat it."""

    id: str
    word: str
    shape: Shape
    colour: Text
    means: str = ""


@dataclass(frozen=True, slots=True)
class Grading:
    """A grade given on a day: by the rule of three tiers against a range, or as a recorded judgement.

    `step` and `by`, a post, belong to a judgement, `low` and `high`, in the indicator's unit, to the rule.
    """

    date: date
    rationale: str
    place: Place
    step: Text | None = None
    by: Text | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def judged(self) -> bool:
        return self.step is not None


@dataclass(frozen=True, slots=True)
class Grades:
    """What an office grades: its scale, and by indicator, theme and statement the grades given, the oldest first.

    `exceeds`, `meets` and `below` of the scale are what the rule of three tiers gives.
    """

    scale: Mapping[str, Step]
    of: Mapping[str, tuple[Grading, ...]]
    names: Mapping[str, Text]  # the indicators as written
    stated: Mapping[str, Mapping[str, tuple[Grading, ...]]]  # of themes and statements, by edition and by their ids
    stated_names: Mapping[tuple[str, str], Text]  # these as written, the edition alone with an empty id

    def given(self, indicator: str, day: date | None) -> tuple[Grading, ...]:
        """The grades of an indicator that were given by a day, the oldest first; all where there is no day."""
        return _by(self.of.get(indicator, ()), day)

    def given_of(self, edition: str, name: str, day: date | None) -> tuple[Grading, ...]:
        """The same of a theme or statement, by the name that registers know; only judgements are given of these."""
        return tuple(each for each in _by(self.stated.get(edition, {}).get(name, ()), day) if each.step)


def _by(given: Sequence[Grading], day: date | None) -> tuple[Grading, ...]:
    return tuple(each for each in given if day is None or each.date <= day)
