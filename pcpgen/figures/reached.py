"""From a measure to its numbers: where it stood, its target, and whether the one is the other."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.figures.data import Data
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure
from pcpgen.model.plan import Measure
from pcpgen.prose.expressions import GIVE_FIGURES
from pcpgen.prose.passage import Passage

# of a number that is only about so large: it may as well lie on the other side of one that it is set against
ROUGH = ("almost", "about", "around", "approximately", "estimated")


def held(measure: Measure, data: Data) -> bool:
    """Whether a measure's target is the very level at which things stood; one that is known roughly is not."""
    baseline, target = level(measure.baseline, data), level(measure.target, data)
    if baseline is None or target is None or baseline.qualifier in ROUGH:
        return False
    return baseline.value == target.value


def level(passage: Passage | None, data: Data) -> Figure | None:
    """The figure that a passage gives, where it gives one number and no more."""
    asked = [each for each in passage.expressions if each.name in GIVE_FIGURES] if passage else []
    figure = evaluate(asked[0], data) if len(asked) == 1 else None
    return figure if isinstance(figure, Figure) and isinstance(figure.value, Decimal) else None
