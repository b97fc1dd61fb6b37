"""From the registers and papers of the Panel and the Board to the entries that they may have."""

from __future__ import annotations

from pcpgen.schema.edition import BIBLIOGRAPHY, STANDING
from pcpgen.schema.entry import (
    ADDRESS,
    COUNT,
    DAY,
    ID,
    LINE,
    NAME,
    PERIOD,
    PROSE,
    TEXT,
    WORDS,
    Choice,
    Entry,
    Forms,
    ListOf,
    Named,
    flag,
    optional,
    shape,
)

_EXEMPT = (
    optional("exempt", TEXT, "the paragraph of the law under which it is exempt", '"3"'),
    optional("why", WORDS, "why it is; printed in the exempt version alone", "It names a bidder"),
)
APPENDIX = shape(
    "an appendix",
    Entry("title", WORDS, "what the appendix is called", "The survey of residents"),
    optional("url", ADDRESS, "where it is published", "https://www.example.org/survey.pdf"),
    optional(
        "accessible",
        Choice(("unknown", "yes", "no"), "unknown"),
        "whether it is accessible; said unless the appendix is exempt",
        "yes",
    ),
    *_EXEMPT,
)
ITEM = shape(
    "an item",
    Entry("item", WORDS, "its number on the agenda", "8"),
    optional("report", ID, "the file in the folder of the day, without .md", "harbour"),
    optional(
        "paper", NAME, "in its place, a paper of an outline of yours: its kind and its file", "minutes 2026-03-19"
    ),
    optional("title", WORDS, "in their place, what the item is about that has no paper", "Questions from the public"),
    optional("by", WORDS, "who speaks to it, where it has no paper; nobody’s own name", "The Chair"),
    optional("appendices", ListOf(APPENDIX), "what is attached"),
)
CONTACT = shape(
    "the contact",
    Entry("post", WORDS, "the post to ask; nobody’s own name", "Chief Executive"),
    Entry("office", WORDS, "where the post is", "Office of the Police and Crime Commissioner"),
)
MEETING = shape(
    "a meeting",
    Entry("date", DAY, "the day of the meeting", "2026-06-18"),
    flag("public", "whether it is held in public", default=True),
    Entry("items", ListOf(ITEM), "the items of the agenda, in order"),
    optional("contacts", ListOf(CONTACT), "whom readers ask about its papers, if not the Panel’s contact"),
)
PUBLICATION = shape(
    "the publication rule",
    optional("working_days_before", COUNT, "how many working days before a meeting papers go out", "6"),
    optional("questions_close_working_days", COUNT, "on which working day after that questions close", "3"),
    optional("questions_close_at", WORDS, "at what time", "noon"),
)
PRECEPT = shape(
    "the precept",
    Entry("years", ListOf(PERIOD), "the financial years whose precepts are worked on", "[2026/27]"),
)
PANEL = shape(
    "the Panel",
    Entry(
        "terms_of_reference",
        Named(TEXT, WORDS, "the terms of reference", "6"),
        "the number of each item, and what it lets the Panel do",
        "{6: Review what is decided in office}",
    ),
    Entry("contact", CONTACT, "whom readers ask"),
    Entry("meetings", ListOf(MEETING), "the meetings, the earliest first"),
    optional("publication", PUBLICATION, "the Panel’s own rules for its papers"),
    optional("precept", PRECEPT, "the years of the precept"),
)
QUESTION = shape(
    "the question",
    Entry("status", Choice(("answered", "open")), "whether it is answered", "answered"),
    Entry("asker", WORDS, "who asked; nobody’s own name", "the Panel"),
    Entry("question", LINE, "what was asked", "When are the slipways lit?"),
    optional("answer", PROSE, "what was answered; needed unless it is open", "By the winter."),
    optional("asked", DAY, "the day on which it was asked; needed while it is open", "2026-03-04"),
    optional("owner", WORDS, "the post that owes the answer; needed while it is open", "Chief Constable"),
    optional("due", DAY, "by when the answer is due; needed while it is open", "2026-06-18"),
    optional("answered", DAY, "the day on which it was answered", "2026-06-18"),
    optional("section", NAME, "the theme or statement that it is about; needed while it is open", "light-slipways"),
)
QUESTIONS = Named(QUESTION, ID, "the register of questions", "when-lit")
RECOMMENDATION = shape(
    "the recommendation",
    Entry("text", LINE, "what the Panel recommends", "That the slipways be lit first."),
    optional("response", PROSE, "what the Commissioner answered", "They will be."),
    optional(
        "outcome",
        Choice(("accepted", "accepted in part", "not accepted")),
        "what became of it; needed with a response",
        "accepted",
    ),
    optional("responded", DAY, "the day of the response; needed with one", "2025-03-05"),
    optional("owner", WORDS, "the post that owes the response; needed until there is one", "Chief Executive"),
    optional("due", DAY, "by when it is due; needed until there is one", "2025-03-05"),
)
PANEL_REPORT = shape(
    "a report of the Panel",
    Entry("date", DAY, "the day of the report", "2025-02-05"),
    Entry("edition", NAME, "the edition that it is on", "2025-29"),
    Entry("on", WORDS, "what it is on, in words", "the draft plan"),
    Entry("recommendations", Named(RECOMMENDATION, ID, "the recommendations", "lights"), "what it recommends, by id"),
)
RECOMMENDATIONS = shape(
    "the register of recommendations",
    Entry("law", WORDS, "the law by which the Panel reports", "Police Reform and Social Responsibility Act 2011"),
    Entry("reports", ListOf(PANEL_REPORT), "the Panel’s reports, the earliest first"),
)
WORK = shape(
    "the entry",
    Entry("title", WORDS, "the title of the work", "The evaluation of the patrols"),
    optional("where", WORDS, "who published it, or where", "University of Saltmarsh"),
    optional("date", PERIOD, "when it was published", "2025-07"),
    optional("url", ADDRESS, "where it stands", "https://www.example.org/evaluation"),
)
WORKS = Named(WORK, ID, "the bibliography", "evaluation")

_MEETING_OF_REPORT = (
    Entry("meeting", DAY, "the day of the meeting", "2026-06-18"),
    Entry("item", WORDS, "its number on the agenda", "8"),
    Entry("title", WORDS, "the report’s title", "The harbour"),
)
_TERMS = Entry("terms_of_reference", ListOf(NAME), "the items of the terms of reference that it serves", "[6]")
_KIND_OF_REPORT = Entry("report", Choice(("theme", "variation")), "what the report is on", "theme")
REPORT = Forms(
    "the report",
    "report",
    {
        "theme": shape(
            "the report",
            _KIND_OF_REPORT,
            Entry("theme", NAME, "the theme that it is on", "harbour"),
            *_MEETING_OF_REPORT,
            Entry("as_at", DAY, "the day as at which its figures are", "2026-05-31"),
            _TERMS,
            Entry("recommend", PROSE, "what the Panel is asked to do", "That the Panel note the report."),
            optional("attached", LINE, "what is attached", "The survey is attached."),
            BIBLIOGRAPHY,
            more=STANDING,
        ),
        "variation": shape(
            "the report",
            _KIND_OF_REPORT._replace(example="variation"),
            Entry("edition", NAME, "the edition that is varied", "2025-29"),
            Entry("variation", NAME, "the variation", "flood"),
            *_MEETING_OF_REPORT,
            Entry("appendix", WORDS, "the letter of the appendix with the varied pages", "A"),
            Entry("law", NAME, "the law by which the Panel reviews it", "prsra-s28"),
            _TERMS,
            BIBLIOGRAPHY,
            more=STANDING,
        ),
    },
)
CONSULTATION = shape(
    "the consultation",
    Entry("from", DAY, "its first day", "2025-06-30"),
    Entry("to", DAY, "its last day", "2025-07-30"),
)
BOARD_PAPER = shape(
    "the paper",
    Entry("paper", Choice(("board",)), "a paper to the Board", "board"),
    Entry("from", NAME, "the post that it is from, by its title or id", "Chief Executive"),
    Entry("title", WORDS, "the paper’s title", "How the plan is made"),
    Entry("recommend", PROSE, "what the Board is asked to do", "That the Board approve the draft."),
    optional(
        "consultations",
        Named(CONSULTATION, ID, "the consultations", "summer"),
        'those that {{ consultation("…") }} prints',
    ),
    optional(
        "appendices", Named(WORDS, WORDS, "the appendices", "A"), "what is attached, by letter", "{A: The draft plan}"
    ),
    BIBLIOGRAPHY,
    Entry("contact", WORDS, "the post to ask; nobody’s own name", "Head of Policy"),
    more=STANDING,
)
