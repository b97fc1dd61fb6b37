"""From an expression in prose to its figure, or to the problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pcpgen.figures.compare import Comparison, compare, doubt, index_of, percent_change
from pcpgen.figures.data import KEPT_BACK, Data, Doubtful, Refusal, in_unit
from pcpgen.figures.figure import Figure, read_from
from pcpgen.figures.forms import fit
from pcpgen.figures.rates import rate
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.prose.expressions import EXPRESSIONS
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Expression
from pcpgen.rules import NOT_COMPUTABLE, Rule

CLAIM_FAILS = Rule(
    "claim-fails",
    "A sentence that the data do not support",
    "What is said of the figures must be so when the figures change.",
    "Reword the sentence and its condition, or check the data.",
)


def evaluate(expression: Expression, data: Data) -> Figure | Comparison | Problem | None:
    """The figure or comparison that an expression asks for, in its unit and decimals; None from a dataset in doubt."""
    asked = expression.name, expression.arguments, expression.options
    known = data.evaluated.get(asked)
    if isinstance(known, Figure | Comparison):
        data.ask_for(expression.arguments)
        return known
    try:
        found = _shaped(expression, _figure(expression, data))
        fit(expression, found)
    except Doubtful:
        return None
    except Refusal as refused:
        return refused.at(expression.place)
    data.evaluated[asked] = found
    return found


def _shaped(expression: Expression, found: Figure | Comparison) -> Figure | Comparison:
    """A figure or change in the unit and with the decimals that are asked for; a change in numbers keeps its own."""
    unit, decimals = expression.option("unit"), expression.option("decimals")
    if isinstance(found, Comparison):
        if not isinstance(decimals, int) or found.small_base:
            return found
        return replace(found, change=replace(found.change, decimals=decimals))
    if isinstance(unit, str):
        found = in_unit(found, unit)
    return replace(found, decimals=decimals) if isinstance(decimals, int) else found


def look_up(name: str, data: Data, place: Place, period: str | None = None) -> Figure | Problem | None:
    """The figure of a series that an entry names, or the problem at the entry; None from a dataset in doubt."""
    try:
        return data.figure(name, period)
    except Doubtful:
        return None
    except Refusal as refused:
        return refused.at(place)


def refusal_of(condition: str, data: Data, place: Place) -> Problem | None:
    """What the data say against a claim, as a problem at the claim; None where they support it."""
    try:
        doubted = doubt(condition, data)
    except Doubtful:
        return None
    except Refusal as refused:
        return refused.at(place)
    if not doubted:
        return None
    remedy = f"The data say: {doubted}. Reword the sentence and its condition, or check the data."
    return problem(CLAIM_FAILS, place, "the data no longer support this sentence", remedy)


def _figure(expression: Expression, data: Data) -> Figure | Comparison:
    least, most, give = _GIVE[expression.name]
    if not least <= len(expression.arguments) <= most:
        takes = EXPRESSIONS[expression.name].takes
        raise Refusal(MALFORMED_EXPRESSION, f"{expression.name} takes {takes}")
    return give(data, *map(str, expression.arguments))


def _read(data: Data, name: str, period: str | None = None) -> Figure:
    figure = data.figure(name, period)
    if figure.value is None and figure.mark != KEPT_BACK:
        raise Refusal(NOT_COMPUTABLE, f"{figure.id} is empty: {figure.note}{read_from([figure])}")
    return figure


def _share(data: Data, *names: str) -> Figure:
    return data.share(names)


def _rate(data: Data, count: str, population: str, period: str | None = None) -> Figure:
    return rate(data, count, population, period).figure


# what gives the figure of each expression, and the fewest and the most names that it takes
_GIVE: Mapping[str, tuple[int, int, Callable[..., Figure | Comparison]]] = {
    "figure": (1, 2, _read),
    "share": (1, 1_000, _share),
    "change": (1, 3, compare),
    "rate": (2, 3, _rate),
    "index": (2, 3, index_of),
    "share_of": (2, 3, Data.share_of),
    "percent_change": (3, 3, percent_change),
    "product": (2, 2, Data.product),
}
