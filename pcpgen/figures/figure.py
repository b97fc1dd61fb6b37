"""A figure: a number that the program read or computed, with its cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from pcpgen.model.data import FLAGS, Observation, Value
from pcpgen.model.extraction import Origin
from pcpgen.model.period import Period
from pcpgen.place import Place
from pcpgen.values import dataclass

_WIDE = Context(prec=200)  # room for every digit of the longest number with the most decimals


@dataclass(frozen=True, slots=True)
class Cell:
    """What a figure was made from: a value in the data, or a statement that was counted, at its place."""

    place: Place
    id: str  # "financial-plan.gross@2019/20", or the counted statement's id
    value: str  # as in the data, exact; empty for a statement
    note: str = ""
    origin: Origin | None = None  # in the publisher's file

    @classmethod
    def of(cls, observation: Observation, origin: Origin | None = None) -> Cell:
        value = "" if observation.value is None else str(observation.value)
        return cls(observation.place, f"{observation.series}@{observation.period}", value, observation.note, origin)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, period and origin; `value` is exact, or None where the source gives none.

    `formula` names the cells by their ids: "financial-plan.requirement@2019/20 − financial-plan.financing@2019/20".

    `decimals` is how many to show, None for as many as the value has. `from_parts` is what the parts as printed add up
    to, where they differ from a total that its source rounded.
    """

    id: str
    value: Value | None
    unit: str
    decimals: int | None
    period: Period
    formula: str
    cells: tuple[Cell, ...]
    qualifier: str = ""
    note: str = ""
    signed: bool = False
    from_parts: Decimal | None = None
    mark: str = (
        "[x]"  # printed where there is no value: [x] not printed by the source, [c] kept back, [z] not applicable
    )
    base: int | None = None  # how many were asked
    design: Decimal = Decimal(1)  # by which the design of a survey multiplies the standard error
    flags: str = ""  # letters of FLAGS: of its cell, and of all that it was made of

    @property
    def exact(self) -> str:
        """The value unrounded, as text; empty where the source gives none."""
        if self.value is None:
            return ""
        return format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)

    @property
    def origin(self) -> str:
        """The cells as file:line, in order, each once."""
        places = dict.fromkeys(f"{cell.place.file}:{cell.place.line}" for cell in self.cells)
        return " ".join(places)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, half away from zero: 2.5 to 3, −2.5 to −3."""
    return value.quantize(_last(decimals), rounding=ROUND_HALF_UP, context=_WIDE)


@lru_cache(maxsize=64)
def _last(decimals: int) -> Decimal:
    """One in the last of so many decimals."""
    return Decimal(1).scaleb(-decimals)


def places(value: Decimal) -> int:
    """How many decimals a value is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def read_from(figures: Iterable[Figure], most: int = 3) -> str:
    """Where the cells of figures stand, for a message: " (data/budget.csv:2:16 and data/budget.csv:3:16)"."""
    places = [str(place) for place in dict.fromkeys(cell.place for figure in figures for cell in figure.cells)]
    told = places[:most] + ([f"{len(places) - most} more"] if len(places) > most else [])
    return f" ({' and '.join(filter(None, (', '.join(told[:-1]), told[-1])))})" if told else ""


def flags_of(figures: Iterable[Figure]) -> str:
    """What is said of a figure by what it was made of: all of its flags, but for a break, which nothing crosses."""
    all_of_them = {flag for figure in figures for flag in figure.flags}
    return "".join(flag for flag in FLAGS if flag in all_of_them and flag != "b")
