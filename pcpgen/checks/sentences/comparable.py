"""From a sentence that sets two figures against each other to errors: what is counted changes between them."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.sentences.directions import directions_in
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, successive
from pcpgen.figures.reasons import change_words
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import NOT_COMPARABLE

# by which a sentence says itself that its figures are not alike
_OWNED = pattern(
    r"(?i)\bdefin|\bcomparab|\bbreak\b|\b(?:counted|recorded|measured) (?:otherwise|differently|anew)"
    r"|\brecording (?:rules?|practices?|changed)|\bcounting (?:rules?|changed)|\bnew (?:form|method|rules?|system)\b",
)
_REMEDY = (
    "Take figures from one side of that day, or say in the sentence that the two are not comparable because what is "
    "counted has changed."
)


def check_comparable(said: Said) -> Iterator[Problem]:
    """Two figures of a series in a sentence that tells of a rise or fall, with a break or new definition between."""
    if len(said.figures) < 2 or _OWNED.search(said.line.text) or not any(directions_in(said.line.text)):
        return
    for one, other, _ in successive(said.figures):
        if found := _between(one, other, said):
            yield found
            return


def _between(one: Spoken, other: Spoken, said: Said) -> Problem | None:
    dataset = said.data.datasets[one.series.partition(".")[0]]
    earlier, later = one.periods[0], other.periods[0]
    if not (days := dataset.changes_between(earlier, later)):
        return None
    message = f"{one.series}, {later} and {earlier}: {change_words(said.data.catalogue, dataset, days[0])}"
    return problem(NOT_COMPARABLE, max(one, other, key=lambda each: each.at).expression.place, message, _REMEDY)
