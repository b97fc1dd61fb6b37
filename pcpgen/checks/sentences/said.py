"""From a sentence to what it says with its figures: the words, and each figure that stands among them."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.checks.sentences.reading import Line
from pcpgen.checks.sentences.spoken import Spoken, spoken
from pcpgen.figures.data import Data
from pcpgen.place import Place, Source
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its figures as far as they can be given, and the data that both know of."""

    line: Line
    figures: tuple[Spoken, ...]
    data: Data
    sources: Mapping[str, Source]

    @property
    def is_whole(self) -> bool:
        """Whether each of its figures could be given."""
        return len(self.figures) == sum(each.name in GIVE_FIGURES for _, each in self.line.expressions)

    def at(self, place: int) -> Spoken | None:
        """The figure whose mark stands at a place of the text."""
        return next((each for each in self.figures if each.at == place), None)

    def place(self, start: int, length: int) -> Place:
        return self.line.place(start, length, self.sources)


def said(line: Line, data: Data, sources: Mapping[str, Source]) -> Said:
    found = (spoken(at, expression, data) for at, expression in line.expressions)
    return Said(line, tuple(each for each in found if each), data, sources)
