"""Right changes that a person would make, each touching what a rule reads: none of them may be told."""

from __future__ import annotations

from tests.mutate.changes import Kind
from tests.mutate.variants import data, definitions, entries, figures, marks, papers, registers, words

KINDS: tuple[Kind, ...] = (
    *data.KINDS,
    *definitions.KINDS,
    *words.KINDS,
    *figures.KINDS,
    *marks.KINDS,
    *entries.KINDS,
    *registers.KINDS,
    *papers.KINDS,
)
