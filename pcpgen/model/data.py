"""Datasets and observations: what a CSV holds and what each of its cells says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from pcpgen.lexicon import is_rate
from pcpgen.model.extraction import Extraction
from pcpgen.model.map import OnMap
from pcpgen.model.period import Period
from pcpgen.model.text import Text
from pcpgen.place import Place, cell_place
from pcpgen.values import dataclass

QUALIFIERS = (
    "over",
    "more than",
    "almost",
    "about",
    "around",
    "approximately",
    "estimated",
    "within",
    "no more than",
)

# what kind of value a cell holds, by the letter that stands beside it in square brackets wherever it is printed
FLAGS: Mapping[str, str] = {
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "f": "forecast",
    "u": "of low reliability",
    "b": "the first after a break in the series",
}

# what sources write in place of a value that they keep back
SUPPRESSED = ("[c]", "*")

# says why there is no value in the row of an indicator that was begun; it stands until the first figures come
BEGUN = "No figures had come when this was begun"

# the times over which counts of shorter ones are added up, and what a figure is compared with, by name
Window = Literal["12 months", "quarter", "year to date", "financial year", "calendar year"]
WINDOWS: tuple[Window, ...] = ("12 months", "quarter", "year to date", "financial year", "calendar year")
COMPARISONS = ("same period last year", "previous period", "previous quarter", "previous 12 months", "baseline")


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart that an indicator may ask for: the module of `blocks/charts/` that draws it, and whether it shows
    many periods.
    """

    module: str
    over_time: bool = False


CHARTS: Mapping[str, ChartKind] = {
    "bars": ChartKind("bars"),
    "dots": ChartKind("dots"),
    "dumbbells": ChartKind("pairs"),
    "slope": ChartKind("slope"),
    "ranked": ChartKind("ranked"),
    "line": ChartKind("course", over_time=True),
    "multiples": ChartKind("multiples", over_time=True),
    "stacked": ChartKind("stacked", over_time=True),
    "doughnut": ChartKind("doughnut"),
    "xmr": ChartKind("control", over_time=True),
    "map": ChartKind("district_map"),
}


REDEFINED = ("unit", "good", "suppress", "base", "definition", "parts")  # what a dataset may declare otherwise


def is_share(unit: str) -> bool:
    """Whether a unit is that of a percentage or a rate, which a map may be shaded by."""
    return unit == "%" or is_rate(unit)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A value such as 1 in 7."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


Value = Decimal | Ratio


class Observation(NamedTuple):
    """One row of a CSV; `value` is None where the source gives none, and `note` then says why.

    `place` is that of the value's cell, the one `at` its line's `text`. It is found when it is asked for, which for
    most rows is never.
    """

    series: str  # dataset.series
    period: Period
    qualifier: str
    value: Value | None
    note: str
    file: str
    line: int
    text: str
    at: int
    base: int | None = None  # how many were asked, where it is a survey
    flags: str = ""  # letters of FLAGS
    suppressed: bool = False  # by its source, which gives a mark in place of the value

    @property
    def place(self) -> Place:
        return cell_place(self.file, self.line, self.text, self.at)

    @property
    def is_begun(self) -> bool:
        """Whether it stands for figures that had not come yet."""
        return self.value is None and not self.suppressed and self.note == BEGUN


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that was changed: what it held before and since, when and why. None is a cell without a value."""

    series: str  # dataset.series
    period: Period
    old: Value | None
    new: Value | None
    date: date
    reason: str
    place: Place
    was_suppressed: bool = False  # by its source, which gave a mark in place of a value
    suppressed: bool = False


Revisions = Mapping[str, tuple[Revision, ...]]  # by series, in the order of their dates
Observations = Mapping[str, Mapping[str, Observation]]  # by series, then by period as written


@dataclass(frozen=True, slots=True)
class Series:
    """A line within a dataset.

    `total_of` names its parts; `rounded` says that the source rounded it from finer figures, so that parts may differ
    from it by half a unit each. `difference_of` makes it a computed series: the first less the second.
    """

    id: str  # dataset.series
    title: str
    unit: str
    decimals: int | None
    place: Place
    note: str = ""
    ratio: bool = False
    total_of: tuple[str, ...] = ()
    difference_of: tuple[str, str] | None = None
    rounded: bool = False
    inferred: bool = False
    short: str = ""  # the name at the end of a chart's line
    purpose: str = ""  # what the money is for, and on what conditions, in a table of their own columns
    conditions: str = ""
    beside: str = ""  # the series that a chart sets this one against, such as the national figure
    share_of: str = ""  # the series that this one is a part of, where its share is printed beside it
    survey: bool = False  # a percentage of people asked; says its base wherever it is printed
    design: Decimal = Decimal(1)  # by which a survey's design multiplies the standard error
    same_as: Text | None = None  # a series of another dataset that is the same quantity, "county.population"
    written: tuple[str, str] = ("", "")  # its title and its unit as their own file has them, where these are translated

    @property
    def counted_in(self) -> str:
        """Its unit in the language in which it was declared, by which it is judged."""
        return self.written[1] or self.unit

    @property
    def parts(self) -> tuple[str, ...]:
        return self.difference_of or self.total_of


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts, and from which day it has been so."""

    valid_from: date
    says: str
    place: Place


@dataclass(frozen=True, slots=True)
class Redefined:
    """That a dataset declares something of its figures otherwise since a day, and why."""

    since: date
    what: str  # of REDEFINED
    why: str


@dataclass(frozen=True, slots=True)
class Recalculation:
    """From when a chart's limits are set anew, and why."""

    date: date
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Event:
    """What was on a day, by the office's own register, and where that is from. A chart shows it and claims no cause."""

    day: date
    words: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Control:
    """What an indicator says of its XmR chart: where it begins, when limits were set anew, and the plan's target."""

    place: Place
    start: Period | None = None
    target: Decimal | None = None
    target_place: Place | None = None
    recalculations: tuple[Recalculation, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An area that belongs to a group, from a day, and to the last one where it has left."""

    area: str  # the id of its series
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are compared because they are alike."""

    id: str
    title: str
    source: str
    members: tuple[Member, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates that an indicator shows by area: two datasets whose series are areas, and the office's own area."""

    of: str
    population: str
    own: str
    per: int
    group: str
    place: Place


@dataclass(frozen=True, slots=True)
class Dataset:
    """A CSV's subject: title, source and the series that it may hold. `columns` words a period's column head."""

    id: str
    title: Text
    source: str
    series: Mapping[str, Series]  # by full id, in order
    columns: Mapping[str, str] = field(default_factory=dict)
    frequency: str = ""  # the form that every period has; any where it is empty
    measures: str = ""  # what an indicator counts, in words
    good: str = ""  # up, down or neither, for an indicator
    area: str = ""
    as_at: date | None = None
    breaks: tuple[date, ...] = ()  # from when the figures are no longer comparable with those before
    break_reasons: Mapping[date, str] = field(default_factory=dict)
    headline: str = ""  # the series that an indicator's block prints large
    chart: str = ""  # the kind of chart that shows an indicator, if any: bars or dots
    newest_last: bool = False  # in its tables
    suppress: int = 0  # counts from 1 to one less than this are not published, nor what would tell them
    suppress_nought: bool = False  # nor a count of nought
    publisher: str = ""
    licence: str = ""  # under which the publisher gives the data away
    wide: bool = False  # its CSV has a column a series
    actual: bool = False  # tells what was, not what is planned, as an indicator does
    additive: bool = False  # counts of what happened: those of short periods add up to those of longer ones
    population: bool = False  # counts the residents of areas, so that rates may be made by them
    baseline: Period | None = None  # the fixed period with which figures are compared
    window: str = ""  # the time over which an indicator's block adds up, where that is longer than its rows
    window_place: Place | None = None
    compared_with: tuple[str, ...] = ()  # the comparisons that the block shows, by name
    definitions: tuple[Definition, ...] = ()  # the oldest first
    redefined: tuple[Redefined, ...] = ()
    control: Control | None = None
    rates: Rates | None = None
    target: Decimal | None = None
    target_place: Place | None = None
    finding: str = ""  # the series that its chart's title tells of; the strongest tested change where it is empty
    annex: str = ""  # whether its table of every period stands in the annex: "always", "never", or where it is long
    events: tuple[Event, ...] = ()  # in the order of their days
    extraction: Extraction | None = None  # of the publisher's file, where one is declared
    on_map: OnMap | None = None  # where its areas lie
    measures_written: str = ""  # what it counts as its own file has it, where that is translated

    @cached_property
    def shares_with(self) -> frozenset[str]:
        """The datasets of which it says that they hold a quantity that it holds."""
        same = (each.same_as.value for each in self.series.values() if each.same_as)
        return frozenset(name.partition(".")[0] for name in same)

    @property
    def as_written(self) -> Dataset:
        """The same with its words as its own file has them, by which what it declares is judged."""
        said = (words for each in self.series.values() for words in each.written)
        if not any((self.title.written, self.measures_written, *said)):
            return self
        series = {
            id: replace(each, title=each.written[0] or each.title, unit=each.counted_in)
            for id, each in self.series.items()
        }
        title = replace(self.title, value=self.title.written or self.title.value)
        return replace(self, title=title, measures=self.measures_written or self.measures, series=series)

    @property
    def changes(self) -> tuple[date, ...]:
        """The days from which figures are no longer comparable: breaks, and the first day of each definition."""
        if not self.definitions:
            return self.breaks
        return tuple(sorted({*self.breaks, *(each.valid_from for each in self.definitions)}))

    def changes_between(self, earlier: Period, later: Period) -> tuple[date, ...]:
        """Those that lie between two periods, so that nothing may be set against each other across them."""
        if not (earlier.end and later.end):
            return ()
        return tuple(day for day in self.changes if earlier.end < day <= later.end)
