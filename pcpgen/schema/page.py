"""From the files in an edition's `pages/` to the entries that they may have, a shape for each kind of page."""

from __future__ import annotations

from pcpgen.schema.entry import (
    ADDRESS,
    ID,
    LINE,
    NAME,
    PERIOD,
    WORDS,
    Choice,
    Entry,
    Forms,
    ListOf,
    Named,
    optional,
    shape,
)
from pcpgen.schema.office import IMAGE

_PROSE = ("text", "foreword")
_ENTRIES = ("facts", "survey", "accounts", "statements", "links")
_TITLE = Entry("title", WORDS, "the page’s title", "What the plan costs")
_QUOTE = optional("pull_quote", LINE, "words of the text, printed large", "We walk the quays.")

_OF_CHART = (
    Entry("title", LINE, "what the chart shows, as a sentence", "The quays cost most"),
    Entry("measure", WORDS, "what is counted", "What money is spent on"),
    optional("unit", WORDS, "the unit of its numbers", "£ thousand"),
    Entry("label", WORDS, "what stands over the first column of its table", "Purpose"),
    optional("source", WORDS, "where the figures are from", "The budget for 2025/26"),
)
_DATASET = Entry("dataset", NAME, "the dataset that it shows", "budget")
_CHARTS = ("bars", "lines", "doughnut")
_KIND_OF_CHART = Entry("kind", Choice(_CHARTS), "how the chart is drawn", "bars")
CHART = Forms(
    "the chart",
    "kind",
    {
        "bars": shape("the chart", _KIND_OF_CHART, *_OF_CHART, _DATASET),
        "lines": shape(
            "the chart",
            _KIND_OF_CHART,
            *_OF_CHART,
            Entry("series", ListOf(NAME), "the series that it shows", "[budget.quays, budget.shops]"),
            optional("gap", NAME, "the series whose distance from the first is shaded", "budget.gap"),
        ),
        "doughnut": shape("the chart", _KIND_OF_CHART, *_OF_CHART, _DATASET),
    },
)
_ALL_CHARTS = optional("charts", Named(CHART, ID, "charts", "spent"), 'the charts that {{ chart("…") }} shows, by id')

_KIND_OF_PROSE = Entry("kind", Choice(_PROSE), "what the page is", "text")
PROSE_PAGE = Forms(
    "the page",
    "kind",
    {
        "text": shape("the page", _KIND_OF_PROSE._replace(example="text"), _TITLE, _QUOTE, _ALL_CHARTS),
        "foreword": shape(
            "the page",
            _KIND_OF_PROSE._replace(example="foreword"),
            _TITLE,
            Entry("post", NAME, "the id of the post that it is by", "commissioner"),
            _QUOTE,
            optional("portrait", IMAGE, "the picture of who holds the post"),
        ),
    },
)

TILE = shape(
    "a tile",
    optional("number", LINE, "the figure, printed large", "'{{ figure(\"county.population\") }}'"),
    optional("before", WORDS, "what stands before the figure", "more than"),
    optional("unit", WORDS, "the unit of the figure", "people"),
    optional("caption", LINE, "what the figure is of", "live in the area"),
    optional("also", LINE, "what else is said under it", "a tenth more than in 2011"),
    optional("note", NAME, "the name of a note of the page", "census"),
    optional("size", Choice(("normal", "wide"), "normal"), "how much room the tile has", "wide"),
    optional("say", LINE, "in place of a number and its caption, one sentence", "The harbour never closes"),
)
_TILES = Entry("tiles", ListOf(TILE), "the tiles in order")
COLUMN = shape("a column", Entry("title", WORDS, "what stands over the column", "By day"), _TILES)
GROUP = shape(
    "a group of tiles",
    Entry("title", WORDS, "what stands over the group", "The area"),
    optional("layout", Choice(("open", "dense", "lists"), "open"), "how the tiles are laid out", "open"),
    optional("page", Choice(("same", "right"), "same"), "whether the group begins a right-hand page", "right"),
    _TILES._replace(required=False, means="the tiles in order; where the layout is `lists` they stand in columns"),
    optional("columns", ListOf(COLUMN), "the columns of the layout `lists`"),
)
RANKED = shape(
    "a list",
    Entry("title", WORDS, "what stands over the list", "What worries people"),
    Entry("items", ListOf(LINE), "what was said, most often first", "[Boats are taken, The quays are dark]"),
)
ACCOUNT = shape(
    "a table",
    Entry("caption", WORDS, "what stands over the table", "Spending"),
    Entry("rows", ListOf(NAME), "the series that are its rows", "[quays, shops]"),
)
_INTRO = optional("intro", LINE, "what stands above", "Each priority serves more than one of them.")
LINK = shape(
    "the link",
    optional("text", WORDS, "what the link reads; it is listed alone too", "The statement of accounts"),
    optional("url", ADDRESS, "where it leads", "https://www.example.org/accounts"),
)
_KIND = Entry("kind", Choice(_ENTRIES), "what the page is")
ENTRY_PAGE = Forms(
    "the page",
    "kind",
    {
        "facts": shape(
            "the page",
            _KIND._replace(example="facts"),
            _TITLE,
            optional("basis", LINE, "where the figures are from", "Figures for 2024/25."),
            Entry("groups", ListOf(GROUP), "the groups of tiles, in order"),
            optional(
                "notes", Named(LINE, ID, "notes", "census"), "notes under the tiles, by name", "{census: By age.}"
            ),
        ),
        "survey": shape(
            "the page",
            _KIND._replace(example="survey"),
            _TITLE,
            Entry("base", NAME, "the series that says how many were asked", "survey.asked"),
            Entry("lists", ListOf(RANKED), "the lists, in order"),
            optional("voices_title", WORDS, "what stands over the quotations", "In their own words"),
            optional("voices", ListOf(LINE), "what single people said", "[I walk home by the quay.]"),
        ),
        "accounts": shape(
            "the page",
            _KIND._replace(example="accounts"),
            _TITLE,
            optional("as_at", PERIOD, "the period whose figures it prints", "2025/26"),
            Entry("dataset", NAME, "the dataset that it shows", "budget"),
            Entry("tables", ListOf(ACCOUNT), "the tables, in order"),
            optional("notes", ListOf(LINE), "notes under the tables", "[Rounded to £1,000.]"),
            optional("link", LINK, "where more of it stands"),
            _ALL_CHARTS,
        ),
        "statements": shape(
            "the page",
            _KIND._replace(example="statements"),
            _TITLE,
            _INTRO,
            Entry("level", NAME, "the level whose statements it shows", "outcomes"),
            optional("layout", Choice(("list", "table"), "list"), "a list, or a table with a row for each", "table"),
        ),
        "links": shape(
            "the page",
            _KIND._replace(example="links"),
            _TITLE,
            _INTRO,
            Entry("rows", NAME, "the level that has a row for each statement, or `themes`", "themes"),
            Entry("columns", NAME, "the level that has a column for each statement, or `themes`", "outcomes"),
        ),
    },
)
