"""From a measure to its numbers: where it stood, its target, and whether the one is the other."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.figures.data import Data
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure
from pcpgen.model.plan import Measure
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.passage import Passage


def held(measure: Measure, data: Data) -> bool:
    """Whether a measure's target is the very level at which things stood."""
    baseline, target = number(measure.baseline, data), number(measure.target, data)
    return baseline is not None and baseline == target


def number(passage: Passage | None, data: Data) -> Decimal | None:
    """The number that a passage gives, where it gives one and no more."""
    asked = [each for each in passage.expressions if each.name in GIVE_FIGURES] if passage else []
    figure = evaluate(asked[0], data) if len(asked) == 1 else None
    return figure.value if isinstance(figure, Figure) and isinstance(figure.value, Decimal) else None
