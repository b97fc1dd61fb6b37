"""From a figure and the form that its author asks for to its words: six, 2nd, £40k, around 300, one in seven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.wording import compared, digits, in_full, in_prose, qualified, signed, size
from pcpgen.document.prose import Phrase, phrase
from pcpgen.figures.compare import Comparison
from pcpgen.figures.data import Data, shown_value
from pcpgen.figures.evaluate import evaluate
from pcpgen.figures.figure import Figure
from pcpgen.figures.forms import fraction, in_sums, one_in, to_nearest
from pcpgen.languages import BEGINS, ENDS
from pcpgen.prose.expressions import MARKS
from pcpgen.prose.tree import Expression
from pcpgen.words.catalogue import Catalogue

MOST_IN_WORDS = 100


def figure_pieces(expression: Expression, data: Data) -> Phrase:
    """What a figure, a comparison or a mark becomes in prose; the data have been checked, so that it can be given."""
    if expression.name == "in":
        return phrase(BEGINS[str(expression.arguments[0])])
    if expression.name in MARKS:
        return phrase(ENDS if expression.name == "endin" else "")
    if expression.name == "quoted":
        return phrase(str(expression.arguments[0]))
    say, found = data.catalogue, evaluate(expression, data)
    if isinstance(found, Comparison):
        return _CHANGES[str(expression.option("form") or "")](say, found)
    assert isinstance(found, Figure)
    return phrase(in_prose(say, found, formed(say, found, expression)))


def formed(say: Catalogue, figure: Figure, expression: Expression) -> str:
    """The figure in the form and roundness that its expression asks for; they have been found to fit it."""
    form, nearest = expression.option("form"), expression.option("nearest")
    if figure.value is None or (form is None and nearest is None):
        return in_full(figure)
    near = figure
    if isinstance(nearest, int) and isinstance(figure.value, Decimal):
        near = replace(figure, value=to_nearest(figure.value, nearest), decimals=0)
    said = _FORMS[str(form)](say, near) if form else in_full(near)
    return said if near.value == figure.value else say.text("form.around", value=said)


def _in_words(say: Catalogue, figure: Figure) -> str:
    return qualified(figure, spelt(say, int(shown_value(figure) or 0)))


def _ordinal(say: Catalogue, figure: Figure) -> str:
    return qualified(figure, say.ordinal(int(shown_value(figure) or 0)))


def _short(say: Catalogue, figure: Figure) -> str:
    return _sum(say, figure, "short")


def _long(say: Catalogue, figure: Figure) -> str:
    return _sum(say, figure, "long")


def _sum(say: Catalogue, figure: Figure, how: str) -> str:
    turned = in_sums(figure)
    value = shown_value(turned)
    assert value is not None
    bare, size = digits(value, figure.signed), turned.unit.removeprefix("£ ")
    sign = bare[: not bare[0].isdigit()]
    return qualified(figure, sign + say.text(f"form.{how}.{size}", value=bare.removeprefix(sign)))


def _one_in(say: Catalogue, figure: Figure) -> str:
    part, whole, exact = one_in(figure)
    said = say.text("form.one-in", part=spelt(say, part), whole=spelt(say, whole))
    return _about(say, figure, said, exact)


def _fraction(say: Catalogue, figure: Figure) -> str:
    part, whole, exact = fraction(figure)
    return _about(say, figure, say.text(f"form.fraction.{part}-{whole}"), exact)


def _about(say: Catalogue, figure: Figure, said: str, exact: bool) -> str:
    return qualified(figure, said if exact else say.text("form.around", value=said))


def _size(say: Catalogue, figure: Figure) -> str:
    """A change without its sign, whose direction the author's words give."""
    assert isinstance(figure.value, Decimal)
    return in_full(replace(figure, value=abs(figure.value), signed=False))


def spelt(say: Catalogue, number: int) -> str:
    """A number in words up to a hundred, and in digits from there."""
    if not 0 <= number <= MOST_IN_WORDS:
        return digits(Decimal(number))
    tens, units = divmod(number, 10)
    if number <= 20 or not units:
        return say.text(f"number.{number}")
    return say.text("number.compound", tens=say.text(f"number.{10 * tens}"), units=say.text(f"number.{units}"))


_FORMS: Mapping[str, Callable[[Catalogue, Figure], str]] = {
    "words": _in_words,
    "ordinal": _ordinal,
    "short": _short,
    "long": _long,
    "one in": _one_in,
    "fraction": _fraction,
    "rise": _size,
    "fall": _size,
}
_CHANGES: Mapping[str, Callable[[Catalogue, Comparison], Phrase]] = {
    "": compared,
    "signed": signed,
    "rise": size,
    "fall": size,
}
