"""From a figure to the form that its author asks for: in words, rounded, as one in so many; or to why it has none."""

from __future__ import annotations

from decimal import Decimal

from pcpgen.figures.compare import Comparison
from pcpgen.figures.data import UNITS, Refusal, in_unit, shown_value
from pcpgen.figures.figure import Figure, rounded
from pcpgen.lexicon import is_rate
from pcpgen.model.data import Ratio
from pcpgen.prose.tree import Expression
from pcpgen.rules import Rule

UNFIT_FORM = Rule(
    "unfit-form",
    "A figure that cannot take the form that is asked for",
    "A third that is nearer to two fifths, or a rise where the words say fall, is a wrong figure in plain sight.",
    "Take form out, and the figure is printed as it is.",
)

_SUMS = ("£ thousand", "£ million", "£ billion")  # that an amount is said in, each up to a thousand of it
_FURTHEST = Decimal("0.05")  # of a share: how far one in so many, or a simple fraction, may be from it
FRACTIONS = ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10))


def fit(expression: Expression, found: Figure | Comparison) -> None:
    """Raises a Refusal where a figure or change cannot be printed in the form that is asked for."""
    form, nearest = expression.option("form"), expression.option("nearest")
    if isinstance(found, Comparison):
        if found.change.value is not None and form in ("rise", "fall"):
            _went(str(form), found.change.id, found.direction)
        return
    if found.value is None:  # whose mark is printed
        return
    if isinstance(nearest, int):
        _round(found, nearest)
    match form:
        case "words" | "ordinal":
            _whole(found, least=1 if form == "ordinal" else 0)
        case "short" | "long":
            if found.unit not in UNITS or UNITS[found.unit][0] != "money":
                raise Refusal(UNFIT_FORM, f"{found.id} is no money, which alone has the form {form}")
        case "one in":
            one_in(found)
        case "fraction":
            fraction(found)
        case "rise" | "fall":
            assert isinstance(found.value, Decimal)
            _went(form, found.id, "up" if found.value > 0 else "down" if found.value < 0 else "level")
        case _:
            pass


def _went(form: str, id: str, direction: str) -> None:
    if direction != {"rise": "up", "fall": "down"}[form]:
        went = {"up": "a rise", "down": "a fall", "level": "no change"}[direction]
        raise Refusal(UNFIT_FORM, f"{id} is {went}, and no {form}", "Reword the sentence, or check the data.")


def _round(figure: Figure, nearest: int) -> None:
    value = figure.value
    if not isinstance(value, Decimal) or figure.unit in ("%", "rank"):
        raise Refusal(UNFIT_FORM, f"{figure.id} is no count or amount to round", "Leave nearest out.")
    near = to_nearest(value, nearest)
    if near == 0 != value:
        message = f"{figure.id} is {value:f}, which to the nearest {nearest:,} is nought"
        raise Refusal(UNFIT_FORM, message, "Round to less.")
    if figure.qualifier and near != value:
        message = f'{figure.id} is "{figure.qualifier} {value:f}" in its source, and a rounded number is not'
        raise Refusal(UNFIT_FORM, message, "Leave nearest out.")


def _whole(figure: Figure, least: int) -> None:
    value = shown_value(figure)
    if value is None or figure.unit in UNITS or figure.unit == "%" or is_rate(figure.unit):
        raise Refusal(UNFIT_FORM, f"{figure.id} is no count, which alone is said in words")
    if value != int(value) or value < least:
        message = f"{figure.id} is {value:f}, {f'less than {least}' if value < least else 'no whole number'}"
        raise Refusal(UNFIT_FORM, message)


def to_nearest(value: Decimal, nearest: int) -> Decimal:
    """A value to the nearest so many, half away from nought: 250 to the nearest hundred is 300."""
    return rounded(value / nearest, 0) * nearest


def in_sums(figure: Figure) -> Figure:
    """An amount in thousands, millions or billions of pounds, so that there are 1 to 999 of them where there can be."""
    for unit in _SUMS:
        turned = in_unit(figure, unit)
        value = shown_value(turned)
        assert value is not None
        if abs(value) < 1000:
            break
    return turned


def one_in(figure: Figure) -> tuple[int, int, bool]:
    """A share as one in so many, and whether it is just that; refused where no whole number is near it."""
    if isinstance(figure.value, Ratio):
        return figure.value.part, figure.value.whole, True
    share = _share(figure)
    many = int(rounded(100 / share, 0))
    if many < 2 or abs(Decimal(100) / many - share) > _FURTHEST * share:
        raise Refusal(UNFIT_FORM, f"{figure.id} is {share:.1f}%, and no one in so many is near it")
    return 1, many, share * many == 100


def fraction(figure: Figure) -> tuple[int, int, bool]:
    """A share as the simple fraction that is nearest to it, and whether it is just that; refused where none is near."""
    share = _share(figure)
    part, whole = min(FRACTIONS, key=lambda each: abs(Decimal(100 * each[0]) / each[1] - share))
    if abs(Decimal(100 * part) / whole - share) > _FURTHEST * share:
        raise Refusal(UNFIT_FORM, f"{figure.id} is {share:.1f}%, and no simple fraction is near it")
    return part, whole, share * whole == 100 * part


def _share(figure: Figure) -> Decimal:
    value = figure.value
    if not isinstance(value, Decimal) or figure.unit != "%" or figure.signed or not 0 < value <= 100:
        raise Refusal(UNFIT_FORM, f"{figure.id} is no share of a whole, which alone has this form")
    if figure.qualifier:
        raise Refusal(UNFIT_FORM, f'{figure.id} is "{figure.qualifier} {value:f}%" in its source, and no exact share')
    return value
