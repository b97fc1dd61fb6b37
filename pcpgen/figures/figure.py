"""A figure: a number that the program read or computed, with its cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pcpgen.model.data import Observation, Value
from pcpgen.model.period import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, period and origin; `value` is exact, or None where the source gives none.

    `decimals` is how many to show, None for as many as the value has. `from_parts` is what the parts as printed add up
    to, where they differ from a total that its source rounded.
    """

    id: str
    value: Value | None
    unit: str
    decimals: int | None
    period: Period
    formula: str
    cells: tuple[Observation, ...]
    qualifier: str = ""
    note: str = ""
    signed: bool = False
    from_parts: Decimal | None = None

    @property
    def origin(self) -> str:
        """The cells as file:line, in order, each once."""
        places = dict.fromkeys(f"{cell.place.file}:{cell.place.line}" for cell in self.cells)
        return " ".join(places)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero: 2.5 to 3, −2.5 to −3."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def places(value: Decimal) -> int:
    """How many decimals a value is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
