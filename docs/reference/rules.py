"""From every rule to the page of all that can be wrong, each with the smallest mistake that the tests hold."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pcpgen.rulebook import all_rules
from pcpgen.rules import Rule
from pcpgen.schema.markdown import fence, page, plain

MISTAKES = Path(__file__).parents[2] / "tests/broken"
OPENING = {
    "error": """What is certainly wrong, by the word in square brackets at the end of a problem. An error stops the
documents that rest on its file. On the terminal `pcpgen rules` and the word tell of one rule.""",
    "warning": """What is likely wrong, by the word in square brackets at the end of a problem. A warning stops no
document, unless you ask for that with `--strict`. What is right all the same can be confirmed beside the words or the
value, and the message says how. On the terminal `pcpgen rules` and the word tell of one rule.""",
}


def rules_page(severity: Literal["error", "warning"]) -> str:
    """The rules of one severity, by their ids."""
    rules = [rule for rule in all_rules().values() if rule.severity == severity]
    return page(f"Rules: {severity}s", OPENING[severity], *map(_section, rules))


def _section(rule: Rule) -> str:
    told = (MISTAKES / rule.id / "expected.txt").read_text("utf-8")
    of_one = told.rpartition("\n1 ")[0] or told  # without the count at its end
    says = f"**{plain(rule.title)}.** {plain(rule.why)} {plain(rule.remedy)}"
    return f"## {rule.id}\n\n{says}\n\n{fence(of_one)}"
