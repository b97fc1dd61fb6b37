"""From the files that describe figures to the entries that they may have: indicators, datasets, grades, groups."""

from __future__ import annotations

from pcpgen.model.data import CHARTS, COMPARISONS, FLAGS, REDEFINED, WINDOWS
from pcpgen.model.extraction import ENCODINGS, MEANINGS, NUMBERS, QUARTERS, SEPARATORS
from pcpgen.model.period import Form
from pcpgen.schema.entry import (
    COUNT,
    DAY,
    DECIMAL,
    FILE,
    ID,
    NAME,
    PERIOD,
    SAID,
    WORDS,
    Choice,
    Either,
    Entry,
    Forms,
    ListOf,
    Named,
    OneOrMore,
    flag,
    optional,
    shape,
)

_SAYS = Named(OneOrMore(SAID), SAID, "what cells say", "Sex")
_NAMED = shape("the names")._replace(others=Entry("Central", NAME, "", "quays"))
_COLUMN = (
    Entry("column", SAID, "the column whose words name the series, or heads where these do", "Place"),
    optional(
        "as",
        Either(NAME, _NAMED),
        "what its words mean: each with the id of a series, or the name of a CSV in sources/, word,name on each row",
        "{Central: quays}",
    ),
    optional(
        "others",
        Choice(("refused", "left-out"), "refused"),
        "what becomes of rows with other words",
        "left-out",
    ),
)
_SERIES_OF = shape(
    "the series of rows",
    *_COLUMN,
    optional(
        "by",
        shape("the second column", *_COLUMN),
        "a second column, whose name follows the first’s after a hyphen",
        "{column: Age}",
    ),
)
_TOTAL = shape(
    "the total",
    Entry("says", SAID, "what its row or column is called", "Total"),
    optional("differs", WORDS, "why it is not what its parts come to", "It holds places that are not named"),
)
FROM = shape(
    "the declaration of the file",
    Entry("file", SAID, "the publisher’s file in sources/; an asterisk stands for any letters", "sources/boats.csv"),
    optional("sheet", SAID, "the sheet of a workbook", "Table 1"),
    optional(
        "heads", OneOrMore(COUNT), "the row that has the heads of the columns, or two of them; else found", "[4, 5]"
    ),
    optional("period", OneOrMore(SAID), "the column that says when, or several together, or heads", "Month"),
    optional("when", PERIOD, "when all of it was, where nothing in the file says so", "2025/26"),
    optional("series", Either(Choice(("heads",)), _SERIES_OF), "which series a row or column is", "{column: Place}"),
    optional("where", _SAYS, "which rows are taken, by what their cells say", "{Force: Saltmarsh}"),
    optional(
        "leave_out",
        Named(_SAYS, WORDS, "the reasons", "of other coasts"),
        "rows that are left out, by the reason as it goes on from “12 rows”; blank is an empty cell",
        "{of other coasts: {Coast: [North, South]}}",
    ),
    optional("without_columns", ListOf(SAID), "columns that are not taken, where heads say when or what", "[Change]"),
    optional("value", SAID, "the column of the values", "Value"),
    optional("sum", SAID, "the column that is added up", "Boats"),
    optional("count", Choice(("rows",)), "that rows are counted", "rows"),
    optional("once", SAID, "the column by which copies of a row are known, and counted once", "Crime ID"),
    optional(
        "without_rows",
        Choice(("nought", "nothing"), "nought"),
        "what a series counts in a period that has rows, of which none is its own",
        "nothing",
    ),
    optional(
        "flag",
        shape(
            "the status",
            Entry("column", SAID, "the column of a status", "Observation status"),
            Entry(
                "as",
                Named(Choice(tuple(FLAGS)), SAID, "the words", "Provisional"),
                "which of its words are flags",
                "{Provisional: p}",
            ),
        ),
        "a column that says what kind of value it is",
    ),
    optional(
        "marks",
        Named(Choice(MEANINGS), SAID, "the marks", "-"),
        "what stands in place of a number, besides [c], *, [x], [z], [low], n/a and ..",
        '{"-": nought}',
    ),
    optional("total", Either(SAID, _TOTAL), "the row or column that is checked against its parts, and not taken"),
    optional("century", COUNT, "that of years of two digits", "20"),
    optional("dates", Choice(("day-first", "month-first"), "day-first"), "how 01/02/2019 is meant", "month-first"),
    optional("quarters", Choice(QUARTERS), "of which year Q1 2024 is the first quarter", "calendar"),
    optional("numbers", Choice(NUMBERS), "how the file writes numbers", "1.234,5"),
    optional("separator", Choice(tuple(SEPARATORS)), "what stands between the cells; else found", "semicolon"),
    optional("encoding", Choice(ENCODINGS), "how its letters are written; else found", "cp1252"),
)

_DESIGN = optional("design", DECIMAL, "the factor by which the survey’s design widens each margin of error", "1.2")
_WHY = Entry("why", WORDS, "why that is so", "The courts were closed")

SERIES = shape(
    "the series",
    Entry("title", WORDS, "what the series is called", "Quays"),
    optional("unit", WORDS, "its unit, if it is not that of all", "boats"),
    optional("decimals", COUNT, "how many decimals its values are printed with", "1"),
    optional("note", WORDS, "what stands under its table", "Rounded by the source"),
    optional("kind", Choice(("number", "ratio"), "number"), "a ratio is worked out by an expression", "ratio"),
    optional("total_of", ListOf(NAME), "the series of the dataset that it is the total of", "[quays, slipways]"),
    optional("difference_of", ListOf(NAME), "two series: the first less the second", "[all, slipways]"),
    flag("rounded", "whether its source prints the total a little off its parts"),
    flag("inferred", "whether it is inferred, not counted"),
    optional("short", WORDS, "the name that a chart’s title takes", "Quays"),
    optional("purpose", WORDS, "what the money is for, as a grant’s table says", "A refuge for ten families"),
    optional("conditions", WORDS, "on what conditions it is given, as a grant’s table says", "A report each quarter"),
    flag("survey", "whether it is a share of those whom a survey asked, in %"),
    _DESIGN,
    optional("same_as", NAME, "the series of another dataset that is the same quantity", "county.population"),
    optional("share_of", NAME, "the series of the dataset that it is a share of", "all"),
    optional("beside", NAME, "the series that a chart sets it against, also of another dataset", "slipways"),
    optional("where", _SAYS, "what the cells of its rows say in the file that from: names", "{Sex: Female, Age: all}"),
)
REDEFINED_ENTRY = shape(
    "a reason",
    Entry("from", DAY, "since when", "2025-04-01"),
    Entry("what", Choice(REDEFINED), "what is declared otherwise", "unit"),
    _WHY,
)
_COMMON = (
    optional("unit", WORDS, "the unit of its values", "boats"),
    optional("decimals", COUNT, "how many decimals its values are printed with", "1"),
    Entry("source", WORDS, "where the figures are from", "The force’s crime records"),
    Entry("series", Named(SERIES, ID, "series", "quays"), "the series by id, as the CSV in data/ names them"),
    _DESIGN,
    optional("columns", Named(WORDS, WORDS, "columns", "2025/26"), "the heads of its table", "{2025/26: This year}"),
    optional(
        "frequency",
        Choice((*(form.value for form in Form), "any"), "any"),
        "the form that all its periods have",
        "month",
    ),
    optional("publisher", WORDS, "who publishes the figures", "Office for National Statistics"),
    optional("licence", WORDS, "the licence under which they are published", "Open Government Licence v3.0"),
    optional("shape", Choice(("tidy", "wide"), "tidy"), "a wide CSV has a column for each series", "wide"),
    optional("from", FROM, "the publisher’s file that `pcpgen extract` makes its observations from"),
    flag("additive", "whether periods may be added up to longer ones"),
    flag("population", "whether its series count residents of areas, by which a rate may be made"),
    optional(
        "redefined",
        ListOf(REDEFINED_ENTRY),
        "since when and why something is declared otherwise than in the last issue or commit",
    ),
)
DATASET = shape(
    "the dataset",
    Entry("title", WORDS, "what the dataset is called", "The budget"),
    flag("actual", "whether it tells what was, not what is planned: no document shows a row that ends after its day"),
    *_COMMON,
)

DEFINITION = shape(
    "a definition",
    Entry("from", DAY, "the first day on which this is counted", "2019-04-01"),
    Entry("says", WORDS, "what is counted", "Every boat reported as taken"),
)
BREAK = shape("a break", Entry("date", DAY, "the first day of what cannot be compared", "2019-04-01"), _WHY)
RATES = shape(
    "the rates",
    Entry("of", NAME, "the dataset that is counted", "crime-by-force"),
    Entry("population", NAME, "the dataset of the residents", "force-population"),
    Entry("own", NAME, "the series that is the office’s own area", "cambridgeshire"),
    optional("per", COUNT, "for how many residents", "1000"),
    optional("group", NAME, "the group of groups.yaml whose mean is shown", "similar"),
)
ON_MAP = shape(
    "the map",
    Entry("outline", NAME, "the outlines of its areas, by their name in plan/maps/", "districts"),
    optional("without", ListOf(NAME), "series that are no area of the map", "[all]"),
)
MAP = shape(
    "the outlines",
    Entry("file", FILE, "the outlines as GeoJSON, in plan/", "maps/districts.geojson"),
    Entry("name", SAID, "the property of each area that holds its name, as the series are called", "name"),
    Entry("source", WORDS, "who drew the outlines", "Office for National Statistics"),
    Entry("licence", WORDS, "the licence under which they may be printed", "Open Government Licence v3.0"),
)
RECALCULATION = shape(
    "a recalculation",
    Entry("date", DAY, "the day from which the usual range is set anew", "2020-04-01"),
    _WHY,
)
EVENT = shape(
    "an event",
    Entry("date", DAY, "the day", "2020-03-23"),
    Entry("what", WORDS, "what was on that day, in a few words", "first lockdown begins"),
    Entry("source", WORDS, "where that is from", "The Health Protection Regulations 2020"),
)
XMR = shape(
    "the XmR chart",
    optional("from", PERIOD, "the period with which the chart begins", "2019-04"),
    optional("target", DECIMAL, "the plan’s target", "3700"),
    optional("recalculate", ListOf(RECALCULATION), "where the usual range is set anew"),
)
BARE_INDICATOR = shape("the indicator", Entry("title", WORDS, "what the indicator is called", "Boats taken"))
INDICATOR = shape(
    "the indicator",
    *BARE_INDICATOR.entries.values(),
    Entry("measures", WORDS, "what is counted, as a reader understands it", "boats reported as taken"),
    *_COMMON,
    optional("definitions", ListOf(DEFINITION), "what is counted, since when, the oldest first"),
    optional("rates", RATES, 'the rates that {{ rates("…") }} prints'),
    optional("baseline", PERIOD, "the period with which later ones are compared", "2019/20"),
    optional("window", Choice(("rows", *WINDOWS), "rows"), "to what its periods are added up", "12 months"),
    optional(
        "compare",
        ListOf(Choice(tuple(name.replace(" ", "-") for name in COMPARISONS))),
        "one or two: what its figures are set against",
        "[previous-12-months]",
    ),
    optional("target", DECIMAL, "the plan’s target, in the unit of its headline", "3700"),
    optional("xmr", XMR, "where the chart of the usual range begins, and its target", "{from: 2019-04}"),
    Entry("good", Choice(("neither", "up", "down")), "which way is good", "down"),
    optional("area", WORDS, "the area that the figures are of, if it is not the office’s", "Saltmarsh"),
    optional("as_at", DAY, "the day on which the figures were taken", "2019-10-31"),
    optional("breaks", ListOf(BREAK), "since when figures cannot be compared with earlier ones"),
    optional("events", ListOf(EVENT), "what was on days that its chart marks, with no claim that it is a cause"),
    optional(
        "headline",
        NAME,
        "the series that is printed large; otherwise the strongest tested change, the total or the first",
        "all",
    ),
    optional("finding", NAME, "the series whose change its chart’s title tells; otherwise the strongest tested", "all"),
    optional("chart", Choice(("none", *CHARTS), "none"), "how its data are drawn", "line"),
    optional("map", ON_MAP, "for chart: map, where its areas lie"),
    optional(
        "annex",
        Choice(("long", "always", "never"), "long"),
        "whether its table of every period stands in the annex, where the paper has one",
        "never",
    ),
    optional("newest", Choice(("first", "last"), "first"), "where its table has the newest period", "last"),
    optional("suppress", COUNT, "counts below it are kept back; 5 without the entry, 0 for none", "5"),
    flag("suppress_nought", "whether a count of nought is kept back as well"),
)
# an indicator without data has a title alone
ANY_INDICATOR = Forms("the indicator", "", {"series": INDICATOR, "title": BARE_INDICATOR})

STEP = shape(
    "the grade",
    Entry("word", WORDS, "how the grade is printed", "Meets"),
    Entry("shape", Choice(("up", "level", "down")), "the mark beside it", "level"),
    Entry("colour", NAME, "a colour of office.yaml", "slate"),
    optional("means", WORDS, "what the grade says, printed with an overview of grades", "It goes as it was planned"),
)
RANGE = shape(
    "the range",
    Entry("low", DECIMAL, "its low end", "470"),
    Entry("high", DECIMAL, "its high end", "500"),
)
_DATE = Entry("date", DAY, "the day of the grade", "2019-10-31")
_RATIONALE = Entry("rationale", WORDS, "why it was graded so, or where the range is from", "The range of three years")
GRADING = Forms(
    "a grade",
    "",
    {
        "rule": shape(
            "a grade",
            _DATE,
            _RATIONALE,
            Entry("rule", Choice(("three-tier",)), "the rule that grades", "three-tier"),
            Entry("range", RANGE, "inside it a figure meets what was hoped"),
        ),
        "grade": shape(
            "a grade",
            _DATE,
            _RATIONALE,
            Entry("grade", NAME, "a grade of the scale", "meets"),
            Entry("by", NAME, "the id of the post that judged", "commissioner"),
        ),
    },
)
GRADES = shape(
    "the grades",
    Entry("scale", Named(STEP, ID, "the scale", "meets"), "the grades, the best first"),
    optional("grades", Named(ListOf(GRADING), ID, "the grades of the indicators", "boats"), "those of each indicator"),
    optional(
        "statements",
        Named(
            Named(ListOf(GRADING), NAME, "the grades of its statements", "harbour/patrol-quays"),
            ID,
            "the editions",
            "2025-29",
        ),
        "those of each theme and statement of an edition, by judgement: harbour, harbour/patrol-quays, edition/fair",
    ),
)

MEMBER = shape(
    "a member",
    Entry("area", NAME, "the series of the area", "norfolk"),
    Entry("from", DAY, "since when it is a member", "2015-04-01"),
    optional("to", DAY, "until when", "2019-03-31"),
)
GROUP = shape(
    "the group",
    Entry("title", WORDS, "what the group is called", "Similar forces"),
    Entry("source", WORDS, "who says that they are similar", "The inspectorate"),
    Entry("members", ListOf(MEMBER), "the areas that belong to it"),
)
GROUPS = Named(GROUP, ID, "the groups", "similar")
