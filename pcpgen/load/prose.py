"""From prose to a passage: the author's words, cut where double braces stand.

Jinja's own lexer and parser find the expressions; none is ever run. What is not a plain call with literal arguments is
refused, so there is nothing to break out of. Expressions written as nearly all are, `_PLAIN`, are found without Jinja,
which is imported only where there are others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pcpgen.model.page import NoteText
from pcpgen.model.text import Argument, Expression, Passage
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem

if TYPE_CHECKING:
    import jinja2
    from jinja2 import nodes

# expressions by name: the options that each takes
EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "figure": ("unit", "decimals"),
    "share": ("decimals",),
    "percent_change": ("decimals",),
    "product": ("unit", "decimals"),
    "change": ("decimals",),
    "index": ("decimals",),
    "share_of": ("decimals",),
    "quoted": (),
    "see": (),
    "chart": (),
    "question": (),
    "indicator": (),
    "rates": (),
    "law": (),
    "repeat": (),
    "contents_by_law": (),
    "themes": (),
    "consultation": (),
    "rate": ("decimals",),
}
# an author's sentence bound to a condition on the data: {% claim "…" %}the sentence{% endclaim %}
_CLAIM = re.compile(r"\{%\s*claim\s+\"(?P<condition>[^\"{}]+)\"\s*%\}")
_END_CLAIM = re.compile(r"\{%\s*endclaim\s*%\}")
_BRACES = re.compile(r"\{\{|\{%|\{#")
_NAME = r'"[^"\\{}\n]{1,100}"'
_OPTION = rf"([a-z]+)=(?:({_NAME})|([0-9]))"
_PLAIN = re.compile(
    rf"\{{\{{ *(?P<name>[a-z_]+)"
    rf"\((?P<arguments>{_NAME}(?:, *{_NAME}){{,2}})(?P<options>(?:, *{_OPTION}){{,2}})\) *\}}\}}"
)
# of a passage, since the time of Markdown grows faster than its text
LONGEST, MOST_LINES = 20_000, 2_000
_LONGEST_EXPRESSION = 1_000
MOST_DECIMALS = 6


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)


def read_passage(text: str, place: Place, source: Source) -> tuple[Passage, list[Problem]]:
    """The passage of a text that stands at `place`, with what is wrong in its braces; empty where it is too long."""
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        return Passage((), place), [too_long(text, place)]
    if "{" not in text:
        return Passage((text,), place), []
    pieces: list[str | Expression] = []
    problems: list[Problem] = []
    at, here = 0, place
    while found := _BRACES.search(text, at):
        start = found.start()
        pieces.append(text[at:start])
        # found in order, since folded YAML text has other lines and columns than its source
        here = source.find(found[0], here)
        if tag := _CLAIM.match(text, start) or _END_CLAIM.match(text, start):
            name, arguments = ("claim", (tag["condition"],)) if tag.re is _CLAIM else ("endclaim", ("",))
            here = here.within(0, len(tag[0]))
            pieces.append(Expression(name, arguments, (), tag[0], here))
            at = tag.end()
            here = here.within(here.length, 1)
            continue
        plain = _PLAIN.match(text, start)
        end = plain.end() if plain else _end(text, start) if found[0] == "{{" else None
        if found[0] != "{{":
            message = f"{found[0]} begins nothing that the program can say"
            problems.append(problem("malformed-expression", here, message))
            at = start + 2
        elif end is None:
            problems.append(problem("open-expression", here, "these double braces are never closed"))
            at = len(text)
        else:
            raw = text[start:end]
            here = here.within(0, len(raw.split("\n")[0]))
            read = (plain and _plain(plain, here)) or _expression(raw, here)
            if isinstance(read, Expression):
                pieces.append(read)
            else:
                problems.append(read)
            at = end
        here = here.within(here.length, 1)
    pieces.append(text[at:])
    return Passage(tuple(piece for piece in pieces if piece != ""), place), problems


def _plain(found: re.Match[str], place: Place) -> Expression | None:
    """The expression that stands there; None where something is wrong with it."""
    name, known = found["name"], EXPRESSIONS.get(found["name"])
    arguments = tuple(each[1:-1] for each in re.findall(_NAME, found["arguments"]))
    options = {key: text[1:-1] or int(digit) for key, text, digit in re.findall(_OPTION, found["options"])}
    if known is None or not all(
        option in known and isinstance(value, str) == (option == "unit") for option, value in options.items()
    ):
        return None
    if not isinstance(decimals := options.get("decimals", 0), int) or decimals > MOST_DECIMALS:
        return None
    return Expression(name, arguments, tuple(options.items()), found[0], place)


def too_long(text: str, place: Place) -> Problem:
    """What is said of a text that is no passage any more."""
    message = (
        f"the text has {len(text):,} characters in {text.count(chr(10)) + 1:,} lines; "
        f"{LONGEST:,} in {MOST_LINES:,} are the most"
    )
    return problem("file-too-large", place, message, "Divide it into parts of their own.")


def _end(text: str, start: int) -> int | None:
    """Where the expression that begins at `start` ends, by Jinja's lexer; None where it does not."""
    import jinja2
    from jinja2.lexer import TOKEN_VARIABLE_BEGIN, TOKEN_VARIABLE_END

    length = 0
    text = text[: start + _LONGEST_EXPRESSION]
    try:
        for _, token, value in _environment().lexer.tokeniter(text[start:], None):
            length += len(value)
            if token == TOKEN_VARIABLE_END:
                inner = text[start + 2 : start + length - 2]
                return None if "{{" in inner or "\n\n" in inner else start + length
            if token == TOKEN_VARIABLE_BEGIN and length > len(value):
                return None
    except jinja2.TemplateSyntaxError:
        closing = text.find("}}", start)
        return closing + 2 if closing >= 0 else None
    return None


def _expression(raw: str, place: Place) -> Expression | Problem:
    import jinja2
    from jinja2 import nodes

    try:
        output = _environment().parse(raw).body[0]
        call = output.nodes[0] if isinstance(output, nodes.Output) else None
    except (jinja2.TemplateSyntaxError, IndexError, RecursionError, ValueError):  # ValueError: a number of many digits
        call = None
    if not (isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name)):
        return problem("malformed-expression", place, f"{_short(raw)} is no expression of the program")
    name = call.node.name
    if name not in EXPRESSIONS:
        known = ", ".join(EXPRESSIONS)
        return problem("malformed-expression", place, f'no expression is called "{name}"', f"Use one of: {known}.")
    literal = [*call.args, *(option.value for option in call.kwargs)]
    if call.dyn_args or call.dyn_kwargs or not all(_is_literal(node) for node in literal):
        message = f"the arguments of {name} are names in quotation marks or whole numbers"
        return problem("malformed-expression", place, message)
    options = tuple((option.key, _literal(option.value)) for option in call.kwargs)
    for option, value in options:
        if option not in EXPRESSIONS[name]:
            takes = ", ".join(EXPRESSIONS[name]) or "none"
            return problem("malformed-expression", place, f'{name} has no option "{option}"', f"Its options: {takes}.")
        if option == "decimals" and value not in range(MOST_DECIMALS + 1):
            return problem("malformed-expression", place, f"decimals is a whole number from 0 to {MOST_DECIMALS}")
        if option == "unit" and not isinstance(value, str):
            return problem("malformed-expression", place, "unit is a name in quotation marks")
    if not call.args or not all(isinstance(_literal(node), str) for node in call.args):
        return problem("malformed-expression", place, f"{name} needs a name in quotation marks")
    return Expression(name, tuple(_literal(node) for node in call.args), options, raw, place)


def _is_literal(node: nodes.Expr) -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.Const) and type(node.value) in (str, int)


def _literal(node: nodes.Expr) -> Argument:
    from jinja2 import nodes

    assert isinstance(node, nodes.Const)  # _is_literal has seen to it
    value: Argument = node.value
    return value


def _short(raw: str) -> str:
    return raw if len(raw) <= 60 else f"{raw[:57]}…"


_NOTE = re.compile(r"^\[\^(?P<id>[^\]\s]{1,64})\]:[ \t]*(?P<text>.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)

_NOTE_NAME = re.compile("[A-Za-z0-9_-]+")  # it ends up in links


def split_notes(text: str, place: Place, source: Source) -> tuple[str, tuple[NoteText, ...], list[Problem]]:
    """Prose without its notes, and the notes, `[^name]: text`, in the order written."""
    notes: list[NoteText] = []
    problems: list[Problem] = []
    line, before = place.line, 0
    for found in _NOTE.finditer(text):
        line, before = line + text.count("\n", before, found.start()), found.start()
        at = Place(source.file, line)
        if not _NOTE_NAME.fullmatch(found["id"]):
            remedy = "Use letters, digits and hyphens only, such as [^officers-2016]."
            problems.append(problem("malformed-id", at, f'"{found["id"]}" names no note', remedy))
        passage, wrong = read_passage(" ".join(found["text"].split()), at, source)
        notes.append(NoteText(found["id"], passage))
        problems += wrong
    return _NOTE.sub("", text).rstrip(), tuple(notes), problems
