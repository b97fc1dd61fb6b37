"""From parts and their whole to whether the parts, each rounded by itself, still add up to the whole as printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcpgen.figures.data import shown_value
from pcpgen.figures.figure import Figure, places


def as_printed(parts: Sequence[Figure]) -> Decimal | None:
    """What the parts come to as they are printed; None where one of them has no number."""
    values = [shown_value(part) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def apart(parts: Sequence[Figure], whole: Decimal) -> Decimal | None:
    """What the parts come to as printed, where that is not the printed whole; None where it is, or cannot be told.

    Half a unit of the last digit for each part is the most that rounding explains.
    """
    summed = as_printed(parts)
    if summed is None or summed == whole:
        return None
    return summed if abs(summed - whole) <= rounding_allows(parts) else None


def rounding_allows(parts: Sequence[Figure]) -> Decimal:
    """The most by which parts as printed may miss their whole: half a unit each, and half a unit of the whole."""
    printed = [value for value in map(shown_value, parts) if value is not None]
    units = [Decimal(1).scaleb(-places(value)) / 2 for value in printed]
    return sum(units, Decimal(0)) + max(units, default=Decimal(0))
