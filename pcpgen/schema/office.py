"""From `plan/office.yaml` to the entries that it may have."""

from __future__ import annotations

from pcpgen.languages import LANGUAGES
from pcpgen.model.accessibility import REASONS, STATUSES
from pcpgen.model.obligations import NATIONS
from pcpgen.schema.entry import (
    COLOUR,
    DAY,
    FILE,
    ID,
    NAME,
    SAID,
    TEXT,
    WORDS,
    Choice,
    Entry,
    ListOf,
    Named,
    flag,
    optional,
    shape,
)

IMAGE = shape(
    "the image",
    Entry("file", FILE, "a PNG or JPEG in plan/images/", "images/mark.png"),
    optional("alt", WORDS, "what it shows, for those who do not see it; the law demands it", "Mark of the office"),
)
POST = shape(
    "the post",
    Entry("title", WORDS, "the post as documents print it; nobody’s own name", "Police and Crime Commissioner"),
    optional("body", WORDS, "where the post is, if it is not the office itself", "Saltmarsh Police"),
)
SHORTFALL = shape(
    "the shortfall",
    Entry("what", WORDS, "what is not accessible, and to whom", "Maps in papers before 2024 have no words beside them"),
    Entry(
        "why",
        Choice(REASONS),
        "not-met: it fails the guidelines; burden: mending it would be a disproportionate burden; outside-the-law: the "
        "law does not ask it",
        REASONS[0],
    ),
)
CONTACT = shape(
    "whom to ask",
    optional("post", NAME, "the id of the post that answers; nobody’s own name", "commissioner"),
    optional("mail", SAID, "the mail address of the office for this", "office@example.org"),
    optional("phone", SAID, "its telephone", "01632 960000"),
    optional("answers", WORDS, "within what time it answers", "ten working days"),
)
ACCESSIBILITY = shape(
    "the declaration of accessibility",
    optional("status", Choice(STATUSES), "how far the office’s documents meet the guidelines", "partial"),
    optional("prepared", DAY, "the day of the statement; needed with a status", "2025-09-01"),
    optional("reviewed", DAY, "the day of its last review", "2025-10-01"),
    optional("tested", WORDS, "how the office tried its documents, in a sentence", "We read one aloud each year."),
    optional(
        "shortfalls", ListOf(SHORTFALL), "what is not accessible, and why; needed where the status is partial or none"
    ),
    optional("contact", CONTACT, "whom readers ask for another form, or tell what they cannot read"),
    optional("enforcement", WORDS, "to whom they turn next, in place of the program’s words", "Ask the Ombudsman."),
)
OFFICE = shape(
    "the office",
    Entry("name", WORDS, "what the office is called", "Office of the Police and Crime Commissioner"),
    Entry("area", WORDS, "the police area", "Saltmarsh"),
    Entry("force", WORDS, "the police force", "Saltmarsh Police"),
    Entry("posts", Named(POST, ID, "posts", "commissioner"), "the posts that documents name, by id"),
    Entry("office_holder", NAME, "the id of the post that holds the office", "commissioner"),
    optional(
        "panel", WORDS, "what the Police and Crime Panel is called; needed where plan/panel/ is", "Saltmarsh Panel"
    ),
    optional("board", WORDS, "what the office’s Board is called; needed where plan/board/ is", "Saltmarsh Board"),
    Entry("address", ListOf(WORDS), "where letters go, line by line", "[Town Hall, Saltmarsh]"),
    optional("edition", NAME, "the edition of the plan that is built when none is named", "2025-29"),
    optional("notice", TEXT, "what each document says of itself at its foot", "An invented office."),
    optional("logo", IMAGE, "the picture on each document’s front"),
    optional(
        "accessibility",
        ACCESSIBILITY,
        "what the office declares in its accessibility statement, beside what the program counts",
    ),
    flag("mail_links", "whether links may lead to a mail address"),
    optional(
        "spelling",
        Named(ListOf(SAID), WORDS, "the spelling", "co-operate"),
        "words as the office spells them, each with the ways in which it does not",
        "{co-operate: [cooperate]}",
    ),
    Entry("colours", Named(COLOUR, ID, "colours", "slate"), "the colours of themes, by name, dark enough on white"),
    optional(
        "by_section",
        ListOf(NAME),
        "the kinds of document that get a web page for each section, beside the single page; for long ones",
        "[plan, annual-report]",
    ),
    optional(
        "languages",
        ListOf(Choice(LANGUAGES)),
        "the languages of its documents, en and cy, the one first in which its files are written",
        "[en, cy]",
    ),
    optional("nation", Choice(NATIONS, NATIONS[0]), "the nation whose law the office is under", NATIONS[0]),
)
