"""From how numbers are written to decimals that their unit does not have, and to points that set off thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcpgen.checks.findings import Finding, said
from pcpgen.figures.runs import Run, is_count
from pcpgen.model.data import Observation
from pcpgen.rules import Rule

UNLIKELY_DECIMALS = Rule(
    "unlikely-decimals",
    "A number with decimals that its unit hardly has",
    "18.4 people are 18,400 in thousands, and 41.200 is how others write 41,200.",
    "Write the whole number. If it has decimals, write decimals: 1 at its series, or say in its note why it is so.",
    "warning",
)

CHECK_DIGITS = "Check its digits against the source. If they are right, let its note begin with “Checked:”."
FEW = 3
THOUSANDS = 3  # decimals of 41.200, which some write for 41,200


def decimals(known: Sequence[Run]) -> Iterator[Finding]:
    """The one number with decimals among counts, and the one with three among numbers that have fewer."""
    broken = [
        (run, cell)
        for run in known
        if not run.whole or len(run.cells) <= FEW  # 25.0 among many whole numbers is told by its size
        for cell in run.cells
        if _places(cell)
    ]
    places: dict[str, Counter[int]] = {}
    for run, cell in broken:
        places.setdefault(run.series.unit, Counter())[_places(cell)] += 1
    fine = [cell for _, cell in broken if _places(cell) >= THOUSANDS]
    for run, cell in broken:
        unit, own, known_places = run.series.unit, _places(cell), places[run.series.unit]
        if fine == [cell] and own == THOUSANDS and run.series.decimals != THOUSANDS:
            message = f"{said(cell)} {unit}".rstrip() + ", and nothing else here has three decimals"
            yield Finding(UNLIKELY_DECIMALS, run, cell, message, strict=_is_whole(cell))
        elif unit == "£" and own == 1 and known_places[1] == 1 and run.series.decimals is None:
            yield Finding(UNLIKELY_DECIMALS, run, cell, f"{said(cell)} £, and pounds have pence, or no decimals")
        elif _odd(known_places, own) and run.series.decimals != own:
            message = f"{said(cell)} {unit}".rstrip() + f", and no other number of {unit or 'these'} has {own} decimals"
            yield Finding(UNLIKELY_DECIMALS, run, cell, message, CHECK_DIGITS, strict=True)
        elif run.series.decimals is None and known_places.total() == 1 and unit and is_count(unit):
            message = f"{said(cell)}, and {unit} are whole numbers"
            yield Finding(UNLIKELY_DECIMALS, run, cell, message, strict=_is_whole(cell))


def _odd(places: Counter[int], own: int) -> bool:
    """Whether one number alone has so many decimals, and three others at least have fewer."""
    return own > 1 and places[own] == 1 and max(places) == own and places.total() > FEW


def _is_whole(cell: Observation) -> bool:
    """Whether a number has noughts alone behind its point, which no estimate and no share of a person explains."""
    assert isinstance(cell.value, Decimal)
    return not cell.value % 1


def _places(cell: Observation) -> int:
    """How many decimals a number is written with."""
    assert isinstance(cell.value, Decimal)
    exponent = cell.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
