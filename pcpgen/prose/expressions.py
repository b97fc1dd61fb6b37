"""From what stands in double braces to an expression: one declaration for each that the program knows.

Python's own parser reads a call with literal arguments; nothing is ever run, so there is nothing to break out of.
"""

from __future__ import annotations

import ast
import re
from typing import Literal

from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, problem
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Argument, Expression
from pcpgen.values import dataclass

MOST_DECIMALS = 6
MORE = "pcpgen reference expressions says what each takes."
LONGEST = 1_000  # characters of an expression
Where = Literal["any", "panel", "board", "paper", "outline"]


@dataclass(frozen=True, slots=True)
class Declared:
    """An expression that authors may write: what each argument names, its options, where it stands, what it gives.

    One that gives a figure says in words how many names it takes, for whom writes fewer or more.
    """

    name: str
    arguments: tuple[str, ...]
    gives: str
    options: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()  # that the option form may ask for
    alone: bool = False  # in a paragraph of its own, where it stands for a block
    where: Where = "any"
    takes: str = ""
    example: str = ""  # as an author may write it


DECLARED: tuple[Declared, ...] = (
    Declared(
        "figure",
        ("series", "period"),
        "the figure, in its unit",
        ("unit", "decimals", "form", "nearest"),
        ("words", "ordinal", "short", "long", "one in", "fraction"),
        takes="one name, and a period where it is not the newest",
        example='{{ figure("county.population", "2025") }}',
    ),
    Declared(
        "share",
        ("parts",),
        "what parts make up of their whole, in per cent",
        ("decimals", "form"),
        ("one in", "fraction"),
        takes="its parts",
        example='{{ share("budget.policing", "budget.grants") }}',
    ),
    Declared(
        "percent_change",
        ("series", "earlier", "later"),
        "a change in per cent",
        ("decimals", "form"),
        ("rise", "fall"),
        takes="a name, the earlier and the later period",
        example='{{ percent_change("burglary.all", "2024/25", "2025/26") }}',
    ),
    Declared(
        "product",
        ("series", "series"),
        "one figure times another",
        ("unit", "decimals", "form", "nearest"),
        ("words", "short", "long"),
        takes="two names",
        example='{{ product("county.households", "precept.band-d", unit="GBP") }}',
    ),
    Declared(
        "change",
        ("series", "period", "base"),
        "up or down, by how much, on what",
        ("decimals", "form"),
        ("signed", "rise", "fall"),
        takes="a name, and the periods where they are not the newest and the same months a year before",
        example='{{ change("burglary.all", "2025/26", "2024/25", form="fall") }}',
    ),
    Declared(
        "index",
        ("series", "base", "period"),
        "the figure as an index, its base period being 100",
        ("decimals",),
        takes="a name, the base period, and a period where it is not the newest",
        example='{{ index("burglary.all", "2019/20", "2025/26") }}',
    ),
    Declared(
        "share_of",
        ("part", "whole", "period"),
        "what a part makes up of a whole, in per cent",
        ("decimals", "form"),
        ("one in", "fraction"),
        takes="the part and the whole, and a period where it is not the newest",
        example='{{ share_of("burglary.homes", "burglary.all", "2025/26", form="one in") }}',
    ),
    Declared(
        "quoted",
        ("words", "work"),
        "a figure that somebody else stated, as it is written",
        example='{{ quoted("one in four", "survey-2025") }}',
    ),
    Declared(
        "see",
        ("name",),
        "a link to what bears the name, by its number, or by its title where it has none",
        example='{{ see("money") }}',
    ),
    Declared("chart", ("chart",), "a chart of the page", alone=True, example='{{ chart("spending") }}'),
    Declared(
        "question",
        ("question",),
        "a question and its answer",
        alone=True,
        where="panel",
        example='{{ question("night-buses") }}',
    ),
    Declared(
        "indicator",
        ("indicator",),
        "an indicator with its chart and table",
        alone=True,
        example='{{ indicator("burglary") }}',
    ),
    Declared(
        "amounts",
        ("dataset", "period", "period"),
        "a table of amounts, with its total",
        alone=True,
        example='{{ amounts("budget", "2025/26", "2026/27") }}',
    ),
    Declared(
        "reuse",
        ("passage",),
        "the text of a passage that several documents use",
        alone=True,
        example='{{ reuse("how-we-count") }}',
    ),
    Declared(
        "rates",
        ("indicator", "order"),
        "a table of rates by area",
        alone=True,
        where="paper",
        example='{{ rates("burglary", "unranked") }}',
    ),
    Declared(
        "performance",
        ("table",),
        "a table of many indicators by several times",
        alone=True,
        where="paper",
        example='{{ performance("quarter") }}',
    ),
    Declared(
        "actions",
        ("what",),
        "actions that are “open”, “done” or “changed”, or their “tree”",
        alone=True,
        where="paper",
        example='{{ actions("open") }}',
    ),
    Declared(
        "law",
        ("reference",),
        "how a law is cited",
        ("form",),
        ("dated",),
        example='{{ law("specified-information", form="dated") }}',
    ),
    Declared(
        "repeat",
        ("entry",),
        "the recommendation, said again",
        alone=True,
        where="board",
        example='{{ repeat("recommendation") }}',
    ),
    Declared(
        "contents_by_law",
        ("edition",),
        "what a plan must contain, and where it does",
        alone=True,
        where="board",
        example='{{ contents_by_law("2025-29") }}',
    ),
    Declared(
        "themes",
        ("edition",),
        "the themes of an edition as a list",
        alone=True,
        where="board",
        example='{{ themes("2025-29") }}',
    ),
    Declared(
        "consultation",
        ("consultation",),
        "its first and last day, and how long it was",
        where="board",
        example='{{ consultation("plan-2025") }}',
    ),
    Declared(
        "the",
        ("path",),
        "what the program knows of a paper, by its path",
        where="outline",
        example='{{ the("office.name") }}',
    ),
    Declared(
        "rate",
        ("count", "population", "period"),
        "a count for each so many people",
        ("decimals",),
        takes="a count, its population, and a period where it is not the newest",
        example='{{ rate("burglary.all", "county.population", "2025/26") }}',
    ),
)
# what stands for a block, and not within words
BLOCKS = tuple(declared.name for declared in DECLARED if declared.alone and declared.where != "board")
GIVE_FIGURES = tuple(declared.name for declared in DECLARED if declared.takes)
# what stands in a paragraph of its own in papers, and of it what stands on the plan's pages of text too
IN_PAPERS = tuple(name for name in BLOCKS if name not in ("chart", "reuse"))
IN_PLAN = ("indicator", "amounts")
MARKS = ("claim", "endclaim", "typed", "endtyped", "in", "endin")  # around words of the author, and themselves not seen
EXPRESSIONS = {declared.name: declared for declared in DECLARED}

_NAME = r'"[^"\\{}\n]{1,100}"'
_CALLED = pattern(r"\{\{\s*(?P<name>[A-Za-z_]\w*)\(")
_STRAIGHT = str.maketrans("“”„‘’‚", '"""' + "'''")
_OPTION = rf"([a-z]+)=(?:({_NAME})|([1-9][0-9]{{1,8}}|[0-9]))"
# nearly all are written so, and need no parser
_PLAIN = pattern(
    rf"\{{\{{ *(?P<name>[a-z_]+)\("
    rf"(?P<arguments>{_NAME}(?:, *{_NAME}){{,2}})(?P<options>(?:, *{_OPTION}){{,4}})\) *\}}\}}"
)


def read_expression(raw: str, place: Place) -> Expression | Problem:
    """What the double braces `raw` ask for, or what is wrong in them."""
    plain = _PLAIN.fullmatch(raw)
    if plain:
        arguments: tuple[Argument, ...] = tuple(each[1:-1] for each in re.findall(_NAME, plain["arguments"]))
        options = [(key, text[1:-1] or int(digit)) for key, text, digit in re.findall(_OPTION, plain["options"])]
        return _checked(plain["name"], arguments, tuple(options), raw, place)
    try:
        node = ast.parse(raw.strip("{}").strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        node = None
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        called = _CALLED.match(raw)
        if called and called["name"] not in EXPRESSIONS:
            return _unknown(called["name"], place)
        return _no_expression(raw, place)
    values = [*node.args, *(keyword.value for keyword in node.keywords)]
    if not all(map(_is_literal, values)) or any(keyword.arg is None for keyword in node.keywords):
        if node.func.id not in EXPRESSIONS:
            return _unknown(node.func.id, place)
        message = f"the arguments of {node.func.id} are names in quotation marks or whole numbers"
        return problem(MALFORMED_EXPRESSION, place, message, _for_example(EXPRESSIONS[node.func.id]))
    arguments = tuple(_literal(value) for value in node.args)
    named = tuple((str(keyword.arg), _literal(keyword.value)) for keyword in node.keywords)
    return _checked(node.func.id, arguments, named, raw, place)


def _no_expression(raw: str, place: Place) -> Problem:
    """A word processor makes straight quotation marks curly; that is told as what it is."""
    if (straight := raw.translate(_STRAIGHT)) != raw:
        message = f"{_short(raw)} has curly quotation marks"
        return problem(MALFORMED_EXPRESSION, place, message, f"Write straight ones: {_short(straight)}.")
    return problem(MALFORMED_EXPRESSION, place, f"{_short(raw)} is no expression of the program")


def _checked(
    name: str, arguments: tuple[Argument, ...], options: tuple[tuple[str, Argument], ...], raw: str, place: Place
) -> Expression | Problem:
    known = EXPRESSIONS.get(name)
    if known is None:
        return _unknown(name, place)
    for option, value in options:
        if option not in known.options:
            takes = ", ".join(known.options) or "none"
            return problem(MALFORMED_EXPRESSION, place, f'{name} has no option "{option}"', f"Its options: {takes}.")
        if option == "decimals" and value not in range(MOST_DECIMALS + 1):
            return problem(MALFORMED_EXPRESSION, place, f"decimals is a whole number from 0 to {MOST_DECIMALS}")
        if option == "unit" and not isinstance(value, str):
            return problem(MALFORMED_EXPRESSION, place, "unit is a name in quotation marks")
        if option == "nearest" and not (isinstance(value, int) and value > 1):
            return problem(MALFORMED_EXPRESSION, place, "nearest is a whole number such as 100")
        if option == "form" and value not in known.forms:
            remedy = f"{did_you_mean(str(value), known.forms)}Write one of: {', '.join(known.forms)}."
            return problem(MALFORMED_EXPRESSION, place, f'{name} has no form "{str(value)[:60]}"', remedy)
    if not arguments or not all(isinstance(argument, str) for argument in arguments):
        return problem(MALFORMED_EXPRESSION, place, f"{name} needs a name in quotation marks", _for_example(known))
    return Expression(name, arguments, options, raw, place)


def _for_example(known: Declared) -> str:
    return f"Write for example {known.example}. {MORE}"


def _unknown(name: str, place: Place) -> Problem:
    known = [each.name for each in DECLARED if each.where != "outline"]
    remedy = f"{did_you_mean(name, known)}Use one of: {', '.join(known)}. {MORE}"
    return problem(MALFORMED_EXPRESSION, place, f'no expression is called "{name[:60]}"', remedy)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (str, int)


def _literal(node: ast.expr) -> Argument:
    assert isinstance(node, ast.Constant) and isinstance(node.value, str | int)  # _is_literal has seen to it
    return node.value


def _short(raw: str) -> str:
    return raw if len(raw) <= 60 else f"{raw[:57]}…"
