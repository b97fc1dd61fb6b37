"""From `plan/outlines/` and the papers of an outline's kind to the entries that they may have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from pcpgen.model.outline import Ask, AskKind, Each, Of
from pcpgen.schema.edition import BIBLIOGRAPHY, STANDING
from pcpgen.schema.entry import (
    DAY,
    FILE,
    ID,
    LINE,
    NAME,
    WORDS,
    Choice,
    Either,
    Entry,
    Forms,
    ListOf,
    Named,
    OneOrMore,
    Shape,
    flag,
    optional,
    shape,
)

EACH: tuple[str, ...] = tuple(filter(None, get_args(Each)))
ASK = shape(
    "the entry",
    optional("a", Choice(get_args(AskKind), "words"), "what it holds", "day"),
    optional("label", WORDS, "what stands before it at the paper’s head; otherwise its own name", "Decided on"),
    optional("in_draft", WORDS, "what stands before it in a draft, if that is another", "To be decided on"),
    flag("optional", "whether a paper may be without it"),
    optional(
        "after",
        OneOrMore(NAME),
        "of a day, the days of the paper that it does not come before, or a year that is over by then",
        "held",
    ),
    flag("past", "of a day, whether it is no later than the day on which the paper is issued"),
    optional("before", OneOrMore(NAME), "of a day, the other days of the paper that it does not come after", "meeting"),
)
FACT = shape(
    "a line of the head",
    Entry("label", LINE, "what stands before the colon", "Meeting"),
    Entry("says", LINE, "what stands behind it", "'{{ the(\"paper.day\") }}'"),
)
SECTION = shape(
    "a section",
    optional("id", ID, "the name by which links find it", "background"),
    optional("title", LINE, "its title; needed unless it is repeated over headings", "Background"),
    optional("label", LINE, "what stands before the title", "Option"),
    optional("says", ListOf(LINE), "its opening words, a paragraph each", "[This paper asks for a decision.]"),
    optional(
        "in_draft", ListOf(LINE), "its opening words in a draft, if they are others", "[A decision is asked for.]"
    ),
    flag("asks", "whether what it says is what the reader must decide"),
    optional("block", NAME, "what the program puts there", "left-out"),
    optional("then", Choice(("author", "nothing"), "nothing"), "whether the author’s text follows", "author"),
    optional("heading", NAME, "the author’s heading whose text stands here, if it is not the title", "Why"),
    optional("each", Choice(EACH), "what the section is repeated over", "theme"),
    optional("rest", LINE, "the title over what serves no objective", "Other priorities"),
    optional("when", Choice(("always", "any"), "always"), "left out where nothing stands in it", "any"),
    optional("number", WORDS, "a number of its own that begins with a letter", "A1"),
)
_TITLE = Entry("title", LINE, "what one is called", "Decision notice")
_OWN = (
    optional("plural", LINE, "what several are called; otherwise the title and an s", "Decision notices"),
    optional("front", Choice(("head", "cover"), "head"), "a head, or a cover and pages", "head"),
    optional(
        "numbering", Choice(("1", "1.0"), "1"), "how its sections are numbered: 1, 2, 3, or 1.0, 2.0, 3.0", '"1.0"'
    ),
    optional("title_stands", Choice(("first", "under"), "first"), "over the lines of the head, or under them", "under"),
    optional(
        "notes",
        Choice(("document", "section"), "document"),
        "where notes stand: at its end, or at that of each section",
    ),
    optional("name", LINE, "the title of one where its author gives none", "Errata"),
    optional("subtitle", LINE, "what stands under the title", "A decision in office"),
    optional("footer", LINE, "the foot of each page", "'{{ the(\"office.name\") }}'"),
    optional("above", LINE, "what stands over the title", "'{{ the(\"office.name\") }}'"),
    optional("head", ListOf(Either(NAME, FACT)), "the lines under the title, in order", "[decided, access, standing]"),
    Entry("sections", ListOf(SECTION), "the sections, in order", "[{title: Background, then: author}]"),
)
_OF_PAPERS = (
    optional(
        "asks",
        Named(ASK, ID, "the entries that papers have", "decided"),
        "the entries of its papers, by name",
        "{decided: {a: day}}",
    ),
    Entry("folder", FILE, "the folder in which its papers stand", "plan/decisions"),
    Entry("dated", NAME, "the entry that is the paper’s day", "decided"),
    optional("as_at", NAME, "the entry after whose day no figure is shown; otherwise that of dated", "figures"),
    optional(
        "complete",
        ListOf(NAME),
        "what each paper must write about, or leave out with a reason: theme, objective, priority, indicator, "
        "graded-below",
        "[theme]",
    ),
)


def outline(kinds: tuple[str, ...], default: str) -> Forms:
    """The entries of an outline of one of the kinds, by what its documents are about."""
    of = optional("of", Choice(kinds, default), "what the documents of the kind are about", default)
    return Forms(
        "the outline",
        "of",
        {
            kind: shape(
                "the outline", of._replace(example=kind), _TITLE, *_OWN, *(_OF_PAPERS if kind == "paper" else ())
            )
            for kind in kinds
        },
    )


OUTLINE = outline(get_args(Of), "paper")
_OF_ASKS = {"words": WORDS, "prose": LINE, "day": DAY, "post": NAME, "number": WORDS}
PAPER = shape(
    "the paper", Entry("title", WORDS, "the paper’s title", "Lights on the slipways"), BIBLIOGRAPHY, more=STANDING
)


def paper(asks: Iterable[Ask], post: str) -> Shape:
    """The entries of a paper of a kind that asks for some of its own; `post` is one of the office's, as an example."""
    own = {
        ask.key: Entry(ask.key, _OF_ASKS[ask.kind], ask.label, _example(ask, post), not ask.optional) for ask in asks
    }
    return Shape(PAPER.what, {**own, **PAPER.entries})


def _example(ask: Ask, post: str) -> str:
    """What may stand there in any office."""
    if ask.kind == "day":
        return ""
    return post if ask.kind == "post" else "7" if ask.kind == "number" else f"{ask.label} in a few words"


ANY_PAPER = PAPER._replace(
    others=Entry("decided", LINE, "what its outline asks for under `asks:`", "2026-03-04", required=False)
)
