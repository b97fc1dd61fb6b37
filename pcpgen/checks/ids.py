"""From an id that nothing has to its problem."""

from __future__ import annotations

from collections.abc import Sequence

from pcpgen.model.text import Text
from pcpgen.problems import Problem, did_you_mean, listed, problem


def unknown_id(what: str, text: Text, known: Sequence[str]) -> Problem:
    """No `what` has the id that was written; the remedy names those that exist, the likeliest first."""
    remedy = f"{did_you_mean(text.value, known)}Ids that exist: {listed(known)}." if known else f"Add a {what} first."
    return problem("unknown-id", text.place, f'no {what} has the id "{text}"', remedy)
