"""From figures and words to a composed document: what the templates place, with nothing left to compute.

Every class is frozen. Text is plain text unless it is a `Phrase` or `Prose`. Lengths in a `Drawing`
are points, from the top left corner.
"""

from __future__ import annotations

from typing import Literal

from pcpgen.document.prose import NoteMark, Phrase, Prose, Shown
from pcpgen.figures.figure import Figure
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True)
class Note:
    """A note at the end of a part, with the way back to its mark."""

    number: int
    id: str
    back: str
    text: Phrase


@dataclass(frozen=True)
class Picture:
    """An image of the workspace: `url` is of the own scheme, `data` the same bytes for a self-contained page."""

    url: str
    data: str  # data: URL
    alt: str
    width: int  # pixels
    height: int


@dataclass(frozen=True)
class Row:
    """A table's row: the head, then one cell a column."""

    head: str
    cells: tuple[Shown, ...]
    kind: Literal["line", "total", "strong"] = "line"


@dataclass(frozen=True)
class Table:
    """A table with one header row, a head to each row and no empty cell."""

    id: str
    caption: str
    corner: str  # head of the first column, such as the unit
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordsRow:
    """A row of a table of words; `id` is its own where something links to it."""

    head: Phrase
    cells: tuple[Phrase, ...]
    id: str = ""


@dataclass(frozen=True)
class WordsTable:
    """A table whose cells are words; `columns` has the head of the first column too, and no cell is empty."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[WordsRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Label:
    """Text in a drawing; `width` is measured from the shipped font."""

    x: float
    y: float  # of the base line
    text: str
    size: float
    width: float
    fill: str
    weight: int = 400
    anchor: Literal["start", "middle", "end"] = "start"
    of: Figure | None = None  # the figure that it writes, if it writes one
    kind: Literal["label"] = "label"


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    fill: str
    kind: Literal["bar"] = "bar"


@dataclass(frozen=True)
class Line:
    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float
    dash: str = ""
    kind: Literal["line"] = "line"


@dataclass(frozen=True)
class Area:
    points: tuple[tuple[float, float], ...]
    fill: str
    kind: Literal["area"] = "area"


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    kind: Literal["dot"] = "dot"


Mark = Label | Bar | Line | Area | Dot


@dataclass(frozen=True)
class Drawing:
    """A chart's marks in drawing order, within width × height points."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Chart:
    """A chart with its finding, its whole text alternative and its data beside it."""

    id: str
    title: Phrase
    measure: str  # what, where, period, unit
    alternative: str
    drawing: Drawing
    table: Table
    source: str
    notes: tuple[str, ...] = ()


Body = tuple[Prose | Chart, ...]  # running text, with charts between paragraphs


@dataclass(frozen=True)
class Spark:
    """A small drawing without words or axis beside a figure, its whole alternative, and what it ran from and to."""

    id: str
    alternative: str
    says: Phrase
    drawing: Drawing


@dataclass(frozen=True)
class CoverRow:
    """One row of the cover's picture: a block for each of a theme's statements."""

    theme: str
    name: str
    count: int
    says: Phrase  # "9 priorities for action"


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `end` is the id on its last page where it spans more than one."""

    title: str
    target: str
    end: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Contents:
    id: str
    title: str
    entries: tuple[Entry, ...]
    kind: Literal["contents"] = "contents"


@dataclass(frozen=True)
class TextPage:
    id: str
    title: str
    body: Body
    pull_quote: Phrase | None = None
    notes: tuple[Note, ...] = ()
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Foreword:
    id: str
    title: str
    post: str
    organisation: str
    body: Body
    pull_quote: Phrase | None
    portrait: Picture | None = None
    notes: tuple[Note, ...] = ()
    kind: Literal["foreword"] = "foreword"


@dataclass(frozen=True)
class Tile:
    number: Shown | None
    unit: str
    caption: Phrase
    also: Phrase | None = None
    note: NoteMark | None = None
    wide: bool = False
    says: Phrase | None = None  # a sentence in place of a number


@dataclass(frozen=True)
class TileColumn:
    title: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class TileGroup:
    id: str
    title: str
    layout: Literal["open", "dense", "lists"]
    begins_page: bool
    tiles: tuple[Tile, ...] = ()
    columns: tuple[TileColumn, ...] = ()


@dataclass(frozen=True)
class FactsPage:
    id: str
    title: str
    groups: tuple[TileGroup, ...]
    basis: Phrase | None
    notes: tuple[Note, ...] = ()
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class RankedList:
    title: str
    items: tuple[Phrase, ...]
    base: Phrase  # "Based on 3,489 responses"


@dataclass(frozen=True)
class SurveyPage:
    id: str
    title: str
    lists: tuple[RankedList, ...]
    voices_title: str
    voices: tuple[tuple[Phrase, ...], ...]  # in two columns of like length
    kind: Literal["survey"] = "survey"


@dataclass(frozen=True)
class MatrixRow:
    theme: str
    name: str
    strapline: Phrase | None
    cells: tuple[Phrase, ...]  # one a level that is said once per theme, such as aim
    count: Shown | None  # of the counted level, where the edition has one


@dataclass(frozen=True)
class PlanOnAPage:
    id: str
    title: str
    vision_label: str
    vision: Phrase | None
    caption: str
    columns: tuple[str, ...]  # heads: theme, each level said once, the counted level
    rows: tuple[MatrixRow, ...]
    says: Phrase  # "… It holds 14 objectives and 40 priorities for action."
    kind: Literal["plan-on-a-page"] = "plan-on-a-page"


@dataclass(frozen=True)
class Statement:
    """A node of the plan as printed: its id for links, its text."""

    id: str
    text: Phrase


@dataclass(frozen=True)
class PledgeStatement:
    """A promise, reported: what it is about, its words, whose it is, and what tells of it."""

    id: str
    title: str
    text: Phrase
    by: str
    told_by: Phrase
    target: Phrase | None = None


@dataclass(frozen=True)
class Level:
    """The statements of one level under one theme; measures stand in a table, pledges each under a title."""

    name: str  # "Objectives"
    id: str
    statements: tuple[Statement, ...]
    measures: WordsTable | None = None
    pledges: tuple[PledgeStatement, ...] = ()


@dataclass(frozen=True)
class ThemePage:
    id: str
    title: str
    strapline: Phrase | None
    said_once: tuple[tuple[str, Phrase], ...]  # ("Shared outcome", "…"), ("Aim", "…"); may be empty
    narrative: Body
    pull_quote: Phrase | None
    lead: Level | None  # the level in columns at the top of the right page; objectives
    lists: tuple[Level, ...]  # the levels in numbered lists below; priorities
    kind: Literal["theme"] = "theme"


@dataclass(frozen=True)
class IndicatorTheme:
    theme: str
    id: str
    title: str
    said_once: tuple[tuple[str, Phrase], ...]
    lists: tuple[Level, ...]  # objectives
    indicators: Level
    begins_page: bool


@dataclass(frozen=True)
class IndicatorsPage:
    id: str
    title: str
    themes: tuple[IndicatorTheme, ...]
    kind: Literal["indicators"] = "indicators"


@dataclass(frozen=True)
class AccountsPage:
    id: str
    title: str
    tables: tuple[Table, ...]
    notes: tuple[Phrase, ...]
    link_text: str
    link_url: str
    charts_title: str
    charts_id: str
    charts: tuple[Chart, ...]
    kind: Literal["accounts"] = "accounts"


Part = Contents | TextPage | Foreword | FactsPage | SurveyPage | PlanOnAPage | ThemePage | IndicatorsPage | AccountsPage


@dataclass(frozen=True)
class ThemeStyle:
    """A theme's place in the colour scheme: hue carries white text, tint carries ink or hue."""

    id: str
    hue: str
    tint: str
    order: int  # from 0; the thumb tab's height follows it


@dataclass(frozen=True)
class Document:
    """A whole document, ready for its templates."""

    id: str  # the outputs' file name without its ending
    catalogue: Catalogue  # the program's own words, for the templates
    title: str
    subtitle: str
    area: str
    issuer: tuple[str, ...]  # lines at the head of the cover
    producer: str
    address: tuple[str, ...]
    notice: str
    footer: str
    date: str  # ISO, of the document itself
    logo: Picture | None
    themes: tuple[ThemeStyle, ...]
    cover_rows: tuple[CoverRow, ...]
    parts: tuple[Part, ...]
    kind: Literal["plan"] = "plan"
