"""From a figure to the text that a reader sees: digits, sign, unit, qualifier."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.compose.document import Shown
from pcpgen.figures.data import in_unit, shown_value
from pcpgen.figures.figure import Figure, rounded
from pcpgen.model.data import Ratio

MINUS = "\u2212"
NOT_PRINTED = "[x]"
STAY = "\u00a0"  # a space at which no line ends, between a number and its words
_AROUND = {
    "%": ("", "%"),
    "£": ("£", ""),
    "£ thousand": ("£", f"{STAY}thousand"),
    "£ million": ("£", "m"),
    "pence": ("", "p"),
}
# a money or time unit that is named in words beside the number where it stands alone
_SPELLED = {"minutes": f"{STAY}minutes", "hours": f"{STAY}hours"}


def digits(value: Decimal, signed: bool = False) -> str:
    """An already rounded value with thousands commas and a proper minus: −1,376."""
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{abs(value):,f}"


def number(figure: Figure) -> str:
    """The bare number, as a table cell or an axis wants it; `[x]` where the source prints none."""
    if figure.value is None:
        return NOT_PRINTED
    if isinstance(figure.value, Ratio):
        return str(figure.value).replace(" ", STAY)
    value = shown_value(figure)
    assert value is not None
    return digits(value, figure.signed)


def in_full(figure: Figure, spelled: bool = True) -> str:
    """The number with its qualifier and unit, as prose wants it: "more than £6m", "8.4%", "2nd", "135 minutes"."""
    bare = number(figure)
    if isinstance(figure.value, Decimal):
        if figure.unit == "rank":
            bare = ordinal(int(figure.value))
        else:
            before, after = _AROUND.get(figure.unit, ("", _SPELLED.get(figure.unit, "") if spelled else ""))
            sign = bare[0] if bare[0] in f"{MINUS}+" else ""
            bare = f"{sign}{before}{bare.removeprefix(sign)}{after}"
    return f"{figure.qualifier}{STAY}{bare}" if figure.qualifier else bare


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def shown(figure: Figure, full: bool = True) -> Shown:
    """The figure as a template places it."""
    return Shown(in_full(figure) if full else number(figure), figure)


def money(figure: Figure, unit: str, decimals: int) -> str:
    """An amount in another unit with fixed decimals, as labels of one chart want it: £142.9m."""
    turned = in_unit(figure, unit) if unit and unit != figure.unit else figure
    assert isinstance(turned.value, Decimal)
    before, after = _AROUND.get(turned.unit, ("", ""))
    bare = digits(rounded(turned.value, decimals))
    sign = bare[0] if bare[0] == MINUS else ""
    return f"{sign}{before}{bare.removeprefix(sign)}{after}"


def listed(words: tuple[str, ...]) -> str:
    """Words as an English list: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
