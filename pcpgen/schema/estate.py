"""From an estate's file, which lists offices that are built together, to the entries that it may have."""

from __future__ import annotations

from pcpgen.schema.entry import NAME, Entry, ListOf, shape

ESTATE = shape(
    "the estate",
    Entry("offices", ListOf(NAME), "the folders of the offices, from where this file lies", "[northmoor, carrow]"),
)
