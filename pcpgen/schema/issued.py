"""From `plan/issued/` to the entries that its files may have."""

from __future__ import annotations

from pcpgen.schema.entry import COUNT, DAY, SAID, SUM, WORDS, Entry, ListOf, Named, optional, shape

RECORD = shape(
    "the record of an issue",
    Entry("document", SAID, "the document, as its folder is named", "plan-2025-29"),
    Entry("version", COUNT, "the version, as its folder is named", "1"),
    Entry("request", SAID, "how it was asked for", "plan 2025-29"),
    Entry("title", SAID, "its title", "Police and Crime Plan 2025-29"),
    Entry("dated", DAY, "the day that it bears", "2025-04-01"),
    Entry("as_of", DAY, "the day on which it was issued", "2025-04-01"),
    Entry("by", SAID, "the post that issued it", "Chief Executive"),
    optional("pages", COUNT, "how many pages it has", "25"),
    Entry("inputs", Named(SUM, WORDS, "the list of inputs", "plan/office.yaml"), "what it was made of, with checksums"),
    Entry("outputs", Named(SUM, WORDS, "the list of outputs", "plan.html"), "what was issued, with checksums"),
    optional("words", SUM, "the checksum of words.json", "sha256"),
    optional("definitions", Named(SUM, WORDS, "the list of definitions", "boats"), "how what it shows was declared"),
    optional("evidence", Named(COUNT, WORDS, "what was counted", "tables"), "what was counted in its PDF"),
)
ERRATUM = shape(
    "an erratum",
    Entry("version", COUNT, "the version that it is of", "1"),
    Entry("date", DAY, "the day on which it was noted", "2020-01-15"),
    Entry("was", SAID, "what stands there, word for word", "67% of victims"),
    Entry("reads", SAID, "what should stand there", "66% of victims"),
    Entry("why", WORDS, "how the mistake came about", "One reply had been counted twice."),
)
ERRATA = shape("the list of errata", Entry("errata", ListOf(ERRATUM), "the errata, the earliest first"))
