"""The national measures in one edition of a plan: which apply, why, by what they are watched, and what they bear on."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class NationalMeasure:
    """What an office says of a measure of the law's list; `no_data` is why no indicator of it has figures."""

    id: Text
    applies: bool
    why: str
    indicators: tuple[Text, ...]
    bears_on: tuple[Text, ...]  # themes and statements, by the names that registers know
    no_data: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class NationalMeasures:
    measures: Mapping[str, NationalMeasure]  # by the law's ids, as their author wrote them
    place: Place
