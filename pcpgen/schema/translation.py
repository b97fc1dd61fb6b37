"""From a file with translations of another to the entries that it may have."""

from __future__ import annotations

from pcpgen.schema.entry import PROSE, SUM, Entry, ListOf, optional, shape

PAIR = shape(
    "the pair",
    Entry("en", PROSE, "the text in English", "The harbour"),
    Entry("cy", PROSE, "the same in Welsh", "Yr harbwr"),
)
TRANSLATION = shape(
    "the translation",
    optional("made_from", SUM, "of which state of a Markdown file it is one, as `pcpgen check` tells", "64a554b7"),
    optional("texts", ListOf(PAIR), "texts as they stand in their file, each with its translation"),
)
