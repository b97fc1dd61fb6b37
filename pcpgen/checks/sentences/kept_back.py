"""From a sentence or cell whose figure is kept back to errors: "[c] people were hurt" tells a reader nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.sentences.said import Said
from pcpgen.figures.data import is_kept_back
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

KEPT_BACK_IN_WORDS = Rule(
    "kept-back-in-words",
    "A figure that is kept back, among words that do not say so",
    "A reader gets [c] in place of the number, without a word on what that is.",
    "Reword the sentence without the number, or ask for a longer time or a wider group; a table may keep it where the "
    "text beside it says that [c] marks a count that is kept back.",
)


def check_kept_back(said: Said) -> Iterator[Problem]:
    """Each figure that prints as [c]; where the passage explains the mark, nobody asks."""
    for each in said.figures:
        if is_kept_back(each.figure):
            message = f"{each.figure.id} is kept back, and [c] is printed in its place"
            yield problem(KEPT_BACK_IN_WORDS, each.expression.place, message)
