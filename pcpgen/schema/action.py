"""From the register of actions to the entries that it may have."""

from __future__ import annotations

from pcpgen.schema.entry import (
    COUNT,
    DAY,
    ID,
    LINE,
    NAME,
    PERIOD,
    WORDS,
    Choice,
    Either,
    Entry,
    ListOf,
    Named,
    OneOrMore,
    Shape,
    optional,
    shape,
)

PROGRESS = shape(
    "the progress",
    Entry("says", LINE, "how it went", "Half of the lamps are up"),
    optional("status", WORDS, "how it stands, in a word of the office’s own", "On track"),
)
MOVED = shape(
    "a due day that was changed",
    Entry("from", DAY, "the day by which it had been due", "2026-03-31"),
    Entry("day", DAY, "the day on which that was changed", "2026-02-20"),
    Entry("why", LINE, "why it was changed; printed", "The lamps come a month late"),
)


def _action(what: str, *entries: Entry, beneath: Shape | None = None) -> Shape:
    own = (
        Entry("due", DAY, "the day by which it is to be done", "2026-06-30"),
        optional("moved", ListOf(MOVED), "each time that its due day was changed, the first one first"),
        optional("status", Choice(("open", "done", "stopped"), "open"), "whether it is done, or given up", "done"),
        optional("done", DAY, "the day on which it was done; needed where it is", "2026-06-12"),
        optional("stopped", DAY, "the day on which it was given up; needed where it is", "2026-06-12"),
        optional("why", LINE, "why it was given up; needed where it is", "The road is to be closed"),
        optional(
            "progress",
            Named(Either(LINE, PROGRESS), PERIOD, "its progress", "2026-Q1"),
            "how it went, by quarter, or by a day",
        ),
    )
    if beneath is None:
        return shape(what, *entries, *own)
    steps = Named(beneath, ID, "its milestones", "lamps-bought")
    return shape(what, *entries, *own, optional("milestones", steps, "steps on its way"))


_OWNERS = ListOf(NAME)
_MILESTONE = (
    Entry("action", LINE, "what is to be done", "Buy the lamps"),
    optional("owners", _OWNERS, "the ids of the posts that do it; otherwise those of what it stands under", "[clerk]"),
    optional("agreed", DAY, "since when it is to be done; otherwise as what it stands under", "2026-01-20"),
)
STEP = _action("the milestone", *_MILESTONE)
MILESTONE = _action("the milestone", *_MILESTONE, beneath=STEP)
ACTION = _action(
    "the action",
    Entry("action", LINE, "what is to be done", "Light the slipways"),
    Entry("owners", _OWNERS, "the ids of the posts that do it", "[harbour-master]"),
    Entry("agreed", DAY, "since when it is to be done", "2026-01-20"),
    optional(
        "serves",
        OneOrMore(NAME),
        "the themes and statements of the plan that it serves: harbour, harbour/light-slipways, edition/fair",
        "[harbour/light-slipways]",
    ),
    beneath=MILESTONE,
)
ACTIONS = shape(
    "the register of actions",
    optional("newest", Choice(("first", "last"), "first"), "whether the newest progress stands first or last", "last"),
    optional("quarters", COUNT, "of how many quarters a paper prints the progress at most; otherwise of four", "2"),
    Entry("actions", Named(ACTION, ID, "the actions", "lights"), "the actions, in order"),
)
