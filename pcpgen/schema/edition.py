"""From an edition's own files to the entries that they may have: the edition, its themes and its variations."""

from __future__ import annotations

from collections.abc import Sequence

from pcpgen.languages import LANGUAGES
from pcpgen.model.plan import Level, in_a_sentence
from pcpgen.schema.entry import (
    DAY,
    ID,
    LINE,
    NAME,
    PERIOD,
    TEXT,
    WORDS,
    Again,
    Choice,
    Either,
    Entry,
    Forms,
    ListOf,
    Named,
    OneOrMore,
    Shape,
    Value,
    flag,
    optional,
    shape,
)

CARRIED = ("nothing", "measure", "pledge")
MONITOR_ONLY = "monitor only"

STANDING = {
    entry.name: entry
    for entry in (
        optional("status", Choice(("final", "draft"), "final"), "a draft says DRAFT on each page", "draft"),
        optional("version", WORDS, "its number, printed at its head", '"1.0"'),
        optional("marking", WORDS, "how it is marked, printed at its head", "Public"),
        optional("language", Choice(LANGUAGES), "the one language in which it is written, en or cy", "cy"),
    )
}
BIBLIOGRAPHY = optional("bibliography", ListOf(NAME), "ids of the works that it lists, from bibliography.yaml", "[act]")

DATES = shape(
    "dates",
    optional("in_force", DAY, "the day from which the plan is in force", "2025-04-01"),
    optional("drafted", DAY, "in its place, the day of a draft that is not in force yet", "2025-01-15"),
    optional("as_at", DAY, "figures of later periods stay out of the plan", "2025-03-31"),
)
LEVEL = shape(
    "the level",
    Entry("name", WORDS, "what one statement of the level is called", "Priority"),
    optional("plural", WORDS, "what several are called; otherwise the name and an s", "Priorities"),
    flag("one", "whether a theme has one statement of the level, not a list"),
    flag("required", "whether each theme has the level", default=True),
    optional(
        "serves",
        OneOrMore(NAME),
        "the level to which its statements may point, or a list of levels; `themes` for the themes",
        "objectives",
    ),
    optional("within", NAME, "the level above under whose statements its own may stand", "objectives"),
    optional("carries", Choice(CARRIED, "nothing"), "what a statement says of itself beside its words", "measure"),
    optional(
        "per",
        Choice(("theme", "plan"), "theme"),
        "where the level stands: in each theme, or in statements.yaml for the plan as a whole",
        "theme",
    ),
)
MET = shape("the content", Entry("why_not", WORDS, "why no part of the plan meets it", "In the county’s own plan"))
REACHED = shape(
    "the stage", Entry("not_recorded", WORDS, "why its day is not known", "The minutes do not give the day")
)
_WHY = "The elections were put off by a year"
EXTENSION = shape(
    "an extension",
    Entry("until", DAY, "the last day that the plan now runs to", "2026-03-31"),
    Entry("decided", DAY, "the day on which that was decided", "2025-02-10"),
    Entry("why", WORDS, "why it runs longer", _WHY),
)
BASELINE = shape(
    "a baseline",
    Entry("period", PERIOD, "the period with which later ones are compared", "year ending 2024-06"),
    optional("since", DAY, "from which day on it is the plan’s baseline; the first has none", "2025-04-01"),
    Entry("why", WORDS, "why it is this period, or why it was moved", "The year before the plan"),
)
EDITION = shape(
    "the edition",
    Entry("title", WORDS, "the plan’s title", "Police and Crime Plan 2025-29"),
    optional("subtitle", WORDS, "what stands under the title", "Safer together"),
    Entry("period", PERIOD, "the time that the plan is for", "2025-04-01..2029-03-31"),
    optional("extended", ListOf(EXTENSION), "until when the plan runs longer than its period, the oldest first"),
    optional(
        "baselines",
        ListOf(BASELINE),
        "with which period indicators are compared that have no baseline of their own, the oldest first",
    ),
    Entry("dates", DATES, "since when it is in force, or when it was drafted", "{in_force: 2025-04-01}"),
    optional("vision", LINE, "one sentence on what the plan is to bring about", "Nobody fears the harbour at night"),
    optional("describes", LINE, "one sentence on what the document is", "The plan for four years."),
    Entry(
        "levels",
        Named(LEVEL, NAME, "levels", "priorities"),
        "the ranks of statements, the highest first; `indicators` lists indicators, `themes` is what themes are called",
    ),
    Entry("themes", ListOf(ID), "the themes in order; each has two files in themes/", "[harbour, streets]"),
    Entry(
        "parts",
        ListOf(ID),
        "the parts in order: files of pages/, and contents, plan-on-a-page, themes, indicators",
        "[contents, foreword, themes]",
    ),
    optional(
        "contents_by_law",
        Named(Either(NAME, MET), ID, "the contents by law", "objectives"),
        "for each content that the law asks for the part or theme that has it, or why none does",
        "{objectives: themes, grants: {why_not: None are made}}",
    ),
    optional(
        "stages",
        Named(Either(DAY, REACHED), ID, "the stages", "issued"),
        "for each stage of the law’s procedure its day, or why that is not recorded",
        "{issued: 2025-03-20, response: {not_recorded: The minutes do not give the day}}",
    ),
    optional(
        "announced",
        Named(WORDS, ID, "the announced changes", "abolition"),
        "for each change of the law that is announced, by its id in the law, what becomes of the plan",
        "{abolition: The mayor takes the plan over}",
    ),
    more=STANDING,
)

_OWNERS = optional(
    "owners", OneOrMore(NAME), "the id of the post that answers for it, or a list of them", "commissioner"
)
_SERVED = optional("serves", OneOrMore(NAME), "the id of what it serves, or a list of ids", "safe-quays")
_STATEMENT = (
    Entry("text", LINE, "the statement", "The force will walk the quays every night"),
    optional("short", WORDS, "what it is called where there is little room, as in a matrix", "Night patrols"),
    _SERVED,
    _OWNERS,
)
_MEASURE = (
    Entry("direction", Choice(("up", "down", "hold")), "which way it should go", "up"),
    optional("baseline", LINE, "where things stood", "62% in 2024"),
    optional("no_baseline", WORDS, "why there is no baseline", "Not asked before"),
    optional("target", LINE, f"how far it should go, or {MONITOR_ONLY}", MONITOR_ONLY),
    optional("measured_by", WORDS, "by what it is measured", "The yearly survey"),
)
_PLEDGE = (
    Entry("title", WORDS, "what the pledge is called", "More patrols"),
    Entry("by", NAME, "the id of the post that gives it", "commissioner"),
    optional("measure", NAME, "the measure of the theme that tells of it", "felt-safe"),
    optional("no_measure", WORDS, "why no measure does", "Nobody counts them"),
    optional("target", LINE, "how far it should go", "Twelve a week"),
)
THEME = shape(
    "the theme",
    Entry("title", WORDS, "the theme’s title", "The harbour"),
    optional("strapline", LINE, "what stands beside the title", "Safe by day and by night"),
    Entry("colour", NAME, "the name of a colour of office.yaml", "slate"),
    optional("pull_quote", LINE, "words of the text, printed large", "We walk the quays."),
    _OWNERS,
)
INDICATORS = Entry("indicators", ListOf(NAME), "ids of the indicators that belong to the theme", "[boats]")


def statement(level: Level, levels: Sequence[Level]) -> Shape:
    """The entries of a statement that says more than its words, among them what may stand under it."""
    own = {"measure": _MEASURE, "pledge": _PLEDGE}.get(level.carries, ())
    serves = level.serves_place != level.place
    said = [entry for entry in _STATEMENT if serves or entry.name != "serves"]
    known = {entry.name for entry in (*said, *own)}
    under = [_statements(each, levels) for each in levels if each.within == level.key and each.key not in known]
    return shape("the statement", *said, *own, *(entry._replace(required=False) for entry in under))


def _statements(level: Level, levels: Sequence[Level]) -> Entry:
    """The statements of a level, of those under which they stand or of the whole."""
    more = statement(level, levels)
    item: Value = more if level.carries != "nothing" else Either(LINE, more)
    holds = LINE if level.one else Named(item, ID, f"the list of {in_a_sentence(level.plural)}", "patrol-quays")
    example = "" if not level.one else "Safe quays"
    if not level.one and level.carries == "nothing":
        example = "{patrol-quays: The force will walk the quays every night}"
    required = level.required and not level.within
    return Entry(level.key, holds, f"statements of the level {level.plural}", example, required)


def theme(levels: Sequence[Level], top: Level | None = None) -> Shape:
    """The entries of a theme of an edition with these levels; `top` says what themes are called."""
    entries: dict[str, Entry] = dict(THEME.entries)
    if top and top.serves:
        entries[_SERVED.name] = _SERVED
    listed = False
    for level in levels:
        listed |= level.key == INDICATORS.name
        if level.key not in entries and level.key != INDICATORS.name and not level.of_plan:
            entries[level.key] = _statements(level, levels)
    entries[INDICATORS.name] = INDICATORS._replace(required=listed)
    return Shape(THEME.what, entries)


def of_plan(levels: Sequence[Level]) -> Shape:
    """The entries of `statements.yaml`: the levels of the plan as a whole."""
    return shape("the statements", *(_statements(level, levels) for level in levels if level.of_plan))


_ANY = {entry.name: entry._replace(required=False) for entry in (*_MEASURE, *_PLEDGE)}
_ANY_STATEMENT = shape("the statement", *_STATEMENT, more=_ANY)._replace(
    others=Entry(
        "actions",
        Again("{light-steps: The force will light the steps}"),
        "under the name of a level that is within this one, the statements that stand under this one",
        required=False,
    )
)
_ANY_LEVEL = Entry(
    "priorities",
    Either(LINE, shape("the statements")._replace(others=Entry("patrol-quays", Either(LINE, _ANY_STATEMENT), ""))),
    "under the name of each level of the edition its statement, or its statements by id",
    "{patrol-quays: The force will walk the quays every night}",
    required=False,
)
# a theme of any office, and what stands in no theme, where the levels of the edition are not at hand
ANY_THEME = Shape(
    THEME.what,
    {**THEME.entries, _SERVED.name: _SERVED, INDICATORS.name: INDICATORS._replace(required=False)},
    _ANY_LEVEL,
)
ANY_STATEMENTS = Named(_ANY_LEVEL.holds, NAME, "the statements", "outcomes")

_WHATS = (
    Entry("passage", NAME, "the passage: its page, a slash and its heading in small letters", "about/who-was-asked"),
    Entry("statement", NAME, "the statement: its theme, a slash and its id", "harbour/patrol-quays"),
    Entry("page", NAME, "the page, by its id", "about"),
    Entry("theme", NAME, "the theme, by its id", "harbour"),
)
_WORDS = optional("heading", TEXT, "the new heading", "The bridge")
_SERVES = optional("serves", OneOrMore(NAME), "the id of what it serves from now on, or a list of ids", "safe-quays")
_TO = optional("to", LINE, "the new words, or the Markdown file in variations/ that holds them", "variations/quays.md")
_PLACED = (
    optional("after", NAME, "the id of what it stands behind", "who-was-asked"),
    flag("first", "whether it stands before all others"),
    optional("level", NAME, "the level of the statement", "priorities"),
)
_CHANGES: dict[str, tuple[Entry, ...]] = {
    "reword": (_TO, _WORDS, _SERVES),
    "replace": (_TO, _WORDS, _SERVES),
    "add": (_TO._replace(name="text"), _WORDS, _SERVES, *_PLACED),
    "remove": (),
    "move": (optional("to", NAME, "the id of what it stands under from now on", "page-7"), *_PLACED),
}
CHANGE = Forms(
    "the change",
    "",
    {
        kind: shape(
            "the change",
            Entry(
                kind,
                Forms(
                    f'the change "{kind}"',
                    "",
                    {what.name: shape(f'the change "{kind}"', what, *more) for what in _WHATS},
                ),
                "what is changed, and how",
            ),
        )
        for kind, more in _CHANGES.items()
    },
)
VARIATION = shape(
    "the variation",
    Entry("title", WORDS, "what the variation is called", "After the flood"),
    Entry("why", TEXT, "why the plan is varied", "A flood has washed away the bridge"),
    optional("to_panel", DAY, "the day on which it goes to the Panel", "2025-10-08"),
    optional("remark", LINE, "what a reader of the marked-up plan should know", "Page 7 is written anew."),
    Entry("changes", ListOf(CHANGE), "the changes, in order: reword, replace, add, remove or move"),
)
