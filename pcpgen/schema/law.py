"""From the files that say what the law asks to the entries that they may have."""

from __future__ import annotations

from pcpgen.model.obligations import NATIONS
from pcpgen.schema.entry import (
    ADDRESS,
    COUNT,
    DAY,
    ID,
    NAME,
    PERIOD,
    SAID,
    WORDS,
    YEARLY,
    Choice,
    Either,
    Entry,
    Forms,
    ListOf,
    Named,
    flag,
    optional,
    shape,
)

KNOWN = ("read", "secondary", "general", "announced")
_SOURCE = (
    optional("source", WORDS, "where the row, or its day, stands", "2011 chapter 13"),
    optional("known", Choice(KNOWN, "read"), "how sure the row is", "read"),
)
_UNTIL = optional("until", DAY, "the last day on which it is in force", "2024-03-31")
_IN_FORCE = Entry("in_force", DAY, "the day from which it is in force", "2012-11-22")
_LAW_ID = Entry("law", NAME, "the provision, by the id of its reference", "prsra-s7")
PROVISION = (
    optional("nations", ListOf(Choice(NATIONS)), "where it holds; in both without it", "[England]"),
    Entry("law", WORDS, "the law in which it stands", "Local Government Act 1972, section 100B"),
    _IN_FORCE,
    _UNTIL,
    *_SOURCE,
)
REFERENCE = shape(
    "the reference",
    Entry("title", WORDS, "the title of the law", "Police Reform and Social Responsibility Act 2011"),
    optional("section", WORDS, "the provision", "section 5"),
    _IN_FORCE,
    _UNTIL,
    optional("superseded_by", WORDS, "what has taken its place", "Elections Act 2022"),
    *_SOURCE,
)
CONTENT = shape(
    "the content",
    Entry("says", WORDS, "what a plan must contain", "The objectives for policing"),
    _LAW_ID,
    _IN_FORCE,
    _UNTIL,
    *_SOURCE,
)
NATIONAL = shape(
    "the measure",
    Entry("says", WORDS, "what the national measure is called", "Neighbourhood crime"),
    *(entry for entry in CONTENT.entries.values() if entry.name != "says"),
)
STAGE = shape(
    "the stage",
    Entry("title", WORDS, "what happens", "The Panel reports on the draft"),
    _LAW_ID,
    flag("required", "whether a final plan must have reached it", default=True),
    optional("after", ListOf(NAME), "the stages that come before it", "[to-panel]"),
    *_SOURCE,
)
ELECTION = shape(
    "the election",
    optional("from", DAY, "since when it is expected", "2028-05-04"),
    optional("until", DAY, "until when it is expected", "2028-05-04"),
    *_SOURCE,
)
ANNOUNCED = shape(
    "the change",
    Entry("what", WORDS, "what is to change", "The county council is to take over"),
    Entry("announced", PERIOD, "when it was announced", "2025-11"),
    Entry("from", PERIOD, "from when it is expected to hold", "2028-05"),
    *_SOURCE,
)
NOTICE = shape(
    "the notice",
    Entry("what", WORDS, "what is due", "Agenda and reports are open to the public"),
    optional("clear_days", COUNT, "how many clear days before the meeting", "5"),
    *PROVISION,
)
DUTY = shape(
    "the duty",
    Entry("what", WORDS, "what is due", "An annual report"),
    Entry("when", WORDS, "when, in words", "as soon as practicable after the financial year"),
    *PROVISION,
)
_WHAT = Entry("what", WORDS, "what is due", "The Commissioner tells the Panel what precept is proposed")
STEP = Forms(
    "the step",
    "",
    {
        "before": shape(
            "the step", _WHAT, Entry("before", YEARLY, "before which day of the year", "1 March"), *PROVISION
        ),
        "by": shape("the step", _WHAT, Entry("by", YEARLY, "by which day of the year", "1 February"), *PROVISION),
    },
)
DUE = (
    optional("notices", Named(NOTICE, ID, "notices", "england"), "how long before a meeting its papers are open"),
    optional("precept", Named(STEP, ID, "precept", "notify"), "the steps of the precept"),
    optional("duties", Named(DUTY, ID, "duties", "annual-report"), "what is due without a day"),
)
OBLIGATIONS = shape("the law", *DUE)
LAW = shape(
    "the law",
    optional("references", Named(REFERENCE, ID, "references", "prsra-s5"), 'what {{ law("…") }} knows, by id'),
    optional("contents", Named(CONTENT, ID, "contents", "objectives"), "what every plan must contain, by id"),
    optional("stages", Named(STAGE, ID, "stages", "to-panel"), "the stages of making a plan, by id"),
    optional("measures", Named(NATIONAL, ID, "measures", "cyber-crime"), "the national measures, by id"),
    optional("elections", Named(ELECTION, DAY, "elections", "2024-05-02"), "the elections, by day; these alone count"),
    optional("announced", Named(ANNOUNCED, ID, "announced", "abolition"), "changes that are announced, by id"),
    *DUE,
)
CLOSURES = shape(
    "the closures",
    Entry("days", Named(WORDS, DAY, "the days", "2026-12-24"), "the days on which the office is closed, each with why"),
)
_EXEMPTIONS = (
    Entry("law", WORDS, "the law that lists them", "Local Government Act 1972, Schedule 12A"),
    Entry(
        "paragraphs",
        Named(WORDS, WORDS, "the paragraphs", "3"),
        "what is exempt, by paragraph",
        "{3: information about the affairs of a business}",
    ),
    optional("by", Choice(("paragraph", "section"), "paragraph"), "what the numbers are of", "paragraph"),
    optional("test", WORDS, "where the test of the public interest stands", "Schedule 12A, paragraph 10"),
)
EXEMPTIONS = shape("the exemptions", *_EXEMPTIONS)
ALL_EXEMPTIONS = Named(
    shape("the list", *(entry for entry in PROVISION if entry.name != "law"), *_EXEMPTIONS), ID, "the law", "board"
)
INFORMATION = Named(
    shape(
        "the item",
        Entry("what", WORDS, "what is published", "The budget"),
        Entry("when", WORDS, "how often, in words", "before each financial year"),
        *PROVISION,
    ),
    ID,
    "the law",
    "budget",
)
PUBLISHED = Forms(
    "the item",
    "",
    {
        "document": shape("the item", Entry("document", SAID, "as `pcpgen build --list` calls it", "plan 2017-20")),
        "why_not": shape(
            "the item", Entry("why_not", WORDS, "why it is published nowhere", "The scheme is being renewed")
        ),
    },
)
REGISTER = shape(
    "the register",
    Entry("as_at", DAY, "the day on which it was last looked through", "2026-04-01"),
    Entry(
        "information",
        Named(Either(ADDRESS, PUBLISHED), ID, "the information", "contact"),
        "where each thing is: an address, a document of this workspace, or nowhere and why",
        "{contact: https://www.example.org/contact}",
    ),
)
