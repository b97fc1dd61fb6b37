"""From `national-measures.yaml` of an edition to the entries that it may have."""

from __future__ import annotations

from pcpgen.schema.entry import ID, NAME, WORDS, Choice, Entry, ListOf, Named, optional, shape

MEASURE = shape(
    "the measure",
    Entry("applies", Choice(("yes", "no")), "whether the national measure applies to the area", "yes"),
    Entry("why", WORDS, "why it applies, or does not, as the law asks", "Homes are broken into in each town"),
    optional("indicators", ListOf(NAME), "ids of the indicators by which it is watched", "[boats]"),
    optional("bears_on", ListOf(NAME), "the themes and statements that it bears on", "[harbour/patrol-quays]"),
    optional("no_data", WORDS, "why there are no figures for it yet", "The force begins to count in April"),
)
NATIONAL_MEASURES = Named(MEASURE, ID, "the national measures", "neighbourhood-crime")
