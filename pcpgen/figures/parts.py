"""From the parts of a whole to whether a picture of 100% can show them, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcpgen.figures.figure import Figure, read_from

MOST_PARTS = 4
MOST_IN_COLUMN = 12
LEAST_SHARE = 3  # %


def no_whole(parts: Sequence[Figure]) -> str:
    """Why figures cannot be drawn as the parts of a whole; nothing where they can."""
    for part in parts:
        if not isinstance(part.value, Decimal):
            return f"{part.id} is {'kept back' if part.mark == '[c]' else 'no number'}{read_from([part])}"
        if part.value < 0:
            return f"{part.id} is under nought{read_from([part])}"
    return "" if any(part.value for part in parts) else f"all parts are nought{read_from(parts)}"


def unreadable(parts: Sequence[Figure]) -> str:
    """Why no reader could tell the parts of a whole from each other in a doughnut; nothing where they can."""
    values = [part.value for part in parts if isinstance(part.value, Decimal)]
    if len(parts) > MOST_PARTS:
        return f"it has {len(parts)} parts"
    small = [part for part, value in zip(parts, values, strict=True) if 100 * value < LEAST_SHARE * sum(values)]
    return f"{small[0].id} is less than {LEAST_SHARE}% of the whole" if small else ""


def drawn_in_order(values: Sequence[Decimal]) -> tuple[int, ...]:
    """The positions of the parts, the largest first, those alike as they were given."""
    return tuple(sorted(range(len(values)), key=lambda at: -values[at]))
