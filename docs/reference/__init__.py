"""From the program's own registries to the pages of the reference, which nobody writes: they say what is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from docs.reference.entries import entries_page
from docs.reference.kinds import blocks_page, kinds_page
from docs.reference.rules import rules_page
from docs.reference.verbs import verbs_page
from pcpgen.schema.expressions import expressions_page, periods_page
from pcpgen.schema.program_words import words_page

MADE: Mapping[str, Callable[[], str]] = {
    "reference/verbs.md": verbs_page,
    "reference/entries.md": entries_page,
    "reference/expressions.md": expressions_page,
    "reference/periods.md": periods_page,
    "reference/kinds.md": kinds_page,
    "reference/blocks.md": blocks_page,
    "reference/errors.md": partial(rules_page, "error"),
    "reference/warnings.md": partial(rules_page, "warning"),
    "reference/words.md": words_page,
}


def generated() -> dict[str, str]:
    """The pages that are made, by their paths in the site."""
    return {name: make() for name, make in MADE.items()}
