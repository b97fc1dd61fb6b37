"""From a sentence or cell whose figure is kept back to errors: "[c] people were hurt" tells a reader nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.sentences.said import Said
from pcpgen.figures.counts import small_of
from pcpgen.figures.data import Data, is_kept_back
from pcpgen.figures.figure import Figure
from pcpgen.problems import Problem, listed, problem
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
            besides = _beside(said.data, each.figure)
            why = f", so that {listed(besides, 2)} cannot be worked out by it" if besides else ""
            message = f"{each.figure.id} is kept back{why}, and [c] is printed in its place"
            yield problem(KEPT_BACK_IN_WORDS, each.expression.place, message)


def _beside(data: Data, figure: Figure) -> list[str]:
    """The small counts of the same time for which alone a figure is kept back; none where it or one in it is small."""
    series, name = figure.id.partition("@")[0], figure.id.partition(".")[0]
    if name not in data.datasets or figure.id in (small := small_of(data.datasets[name], data.observations)):
        return []
    within = [
        cell
        for id in data.datasets[name].series
        for row in data.observations.get(id, {}).values()
        if (cell := f"{id}@{row.period.written}") in small and row.period.within(figure.period)
    ]
    return [] if any(cell.startswith(f"{series}@") for cell in within) else within
