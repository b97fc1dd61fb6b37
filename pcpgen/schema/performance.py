"""From the tables of performance to the entries that they may have."""

from __future__ import annotations

from pcpgen.model.performance import COLUMNS
from pcpgen.schema.entry import ID, NAME, WORDS, Choice, Entry, ListOf, Named, shape

PERFORMANCE_TABLE = shape(
    "the table of performance",
    Entry("caption", WORDS, "what stands over the table", "Performance in the quarter"),
    Entry("indicators", ListOf(NAME), "the indicators that have a row each, in order", "[boats]"),
    Entry(
        "columns",
        ListOf(Choice(tuple(COLUMNS))),
        "what is shown of each, in order",
        '[quarter, "quarter, change on a year before", target, grade]',
    ),
)
PERFORMANCE = Named(PERFORMANCE_TABLE, ID, "the tables", "quarter")
