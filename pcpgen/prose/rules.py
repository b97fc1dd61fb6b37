"""From a rule of prose to its words: what reading and every check of prose can find wrong."""

from __future__ import annotations

from pcpgen.rules import Rule

UNSAFE_PROSE = Rule(
    "unsafe-prose",
    "Prose holds what the document may not carry",
    "Markup beyond Markdown can carry scripts or hidden content.",
    "Write it in Markdown: paragraphs, lists, headings, links, *emphasis*.",
)
UNKNOWN_MARKUP = Rule(
    "unknown-markup",
    "Marks that the document cannot show",
    "A mark that no reader knows would be printed as it is typed, or be lost.",
    "Write it in Markdown: paragraphs, lists, tables, headings, links, *emphasis*.",
)
HEADING_LEVEL = Rule(
    "heading-level",
    "A heading of the wrong level",
    "Readers who move by headings lose their way when a level is skipped.",
    "Begin with ## and go down one level at a time.",
)
MISSING_ALTERNATIVE = Rule(
    "missing-alternative",
    "An image without a text alternative",
    "Somebody who does not see the image must learn what it says.",
    "Add alt: with what the image tells.",
)
UNKNOWN_NOTE = Rule(
    "unknown-note",
    "A note mark without its note, or a note without a mark",
    "A raised number must lead to its note and back.",
    "Add the note as [^name]: text, or delete the mark.",
)
MALFORMED_EXPRESSION = Rule(
    "malformed-expression",
    "Double braces hold something the program cannot say",
    "Only a few expressions exist, so that prose can do no harm.",
    'Write for example {{ figure("county.population") }}. pcpgen reference expressions lists all.',
)

LINK_TEXT = Rule(
    "link-text",
    "A link whose words say nothing",
    "Read alone, as a screen reader lists links, “here” leads nowhere in particular.",
    "Let the link’s words name what it leads to.",
)

EMPTY_LINKS = frozenset(
    [
        "here",
        "click here",
        "this",
        "this link",
        "link",
        "more",
        "read more",
        "see more",
        "details",
        "find out more",
        "website",
        "page",
        "document",
        "download",
    ]
)
