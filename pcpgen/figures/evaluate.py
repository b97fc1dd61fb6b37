"""From an expression in prose to its figure, or to the problem at its place."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.figures.compare import Comparison, compare, doubt, index_of
from pcpgen.figures.data import KEPT_BACK, Data, Doubtful, Refusal, in_unit
from pcpgen.figures.figure import Figure
from pcpgen.figures.rates import rate
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Expression
from pcpgen.rules import NOT_COMPUTABLE, Rule

CLAIM_FAILS = Rule(
    "claim-fails",
    "A sentence that the data do not support",
    "What is said of the figures must be so when the figures change.",
    "Reword the sentence, or check the data.",
)


def evaluate(expression: Expression, data: Data) -> Figure | Comparison | Problem | None:
    """The figure or comparison that an expression asks for, in its unit and decimals; None from a dataset in doubt."""
    try:
        figure = _figure(expression, data)
        if isinstance(figure, Comparison):
            return figure
        unit, decimals = expression.option("unit"), expression.option("decimals")
        if isinstance(unit, str):
            figure = in_unit(figure, unit)
        return replace(figure, decimals=decimals) if isinstance(decimals, int) else figure
    except Doubtful:
        return None
    except Refusal as refused:
        return refused.at(expression.place)


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
    remedy = f"The data say: {doubted}. Reword the sentence, or check the data."
    return problem(CLAIM_FAILS, place, "the data no longer support this sentence", remedy)


def _figure(expression: Expression, data: Data) -> Figure | Comparison:
    names = tuple(str(argument) for argument in expression.arguments)
    match expression.name:
        case "figure" if len(names) <= 2:
            figure = data.figure(names[0], names[1] if len(names) == 2 else None)
            if figure.value is None and figure.mark != KEPT_BACK:
                raise Refusal(NOT_COMPUTABLE, f"{figure.id} is empty: {figure.note}")
            return figure
        case "share":
            return data.share(names)
        case "change" if len(names) <= 3:
            return compare(data, *names)
        case "rate" if len(names) in (2, 3):
            return rate(data, names[0], names[1], names[2] if len(names) == 3 else None).figure
        case "index" if len(names) in (2, 3):
            return index_of(data, *names)
        case "share_of" if len(names) in (2, 3):
            return data.share_of(names[0], names[1], names[2] if len(names) == 3 else None)
        case "percent_change" if len(names) == 3:
            return data.percent_change(names[0], names[1], names[2])
        case "product" if len(names) == 2:
            return data.product(names[0], names[1])
        case _:
            wanted = {
                "figure": "one name, and a period where it is not the newest",
                "percent_change": "a name, the earlier and the later period",
                "product": "two names",
                "change": "a name, and the periods where they are not the newest and the same months a year before",
                "rate": "a count, its population, and a period where it is not the newest",
                "index": "a name, the base period, and a period where it is not the newest",
                "share_of": "the part and the whole, and a period where it is not the newest",
            }[expression.name]
            raise Refusal(MALFORMED_EXPRESSION, f"{expression.name} takes {wanted}")
