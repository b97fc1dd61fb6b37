"""Everything that a document can show: one union of blocks, each a frozen value with nothing left to compute.

Text is plain text unless it is a `Phrase` or `Prose`, whose words know where they were written; a chart, an indicator
and a table bear the `place` that asks for them. No format publishes a place. A template of the name of its `kind`
writes each block, and `pcpgen.document.walk` knows each by its class.
"""

from __future__ import annotations

from typing import Literal

from pcpgen.document.drawing import Drawing, Label
from pcpgen.document.picture import Picture
from pcpgen.document.prose import NoteMark, Phrase, Prose, Shown
from pcpgen.document.redline import Redline
from pcpgen.document.table import Table, WordsTable
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE, Place
from pcpgen.values import dataclass

_NUMBER = pattern(r"[0-9](?:[0-9,.]*[0-9])?")

# -- running text and charts


@dataclass(frozen=True)
class TextBlock:
    """Running text without a number."""

    body: Prose
    kind: Literal["text"] = "text"


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
    narrow: Drawing | None = None  # the same for a narrow window, which shows it in the other's place
    place: Place = NOWHERE
    kind: Literal["chart"] = "chart"

    @property
    def labelled(self) -> bool:
        """Whether each number of its table stands in its drawing too, as exactly as there."""
        written = {
            mark.of.id: _numbers(mark.text) for mark in self.drawing.marks if isinstance(mark, Label) and mark.of
        }
        cells = [cell for row in self.table.rows for cell in row.cells if cell.value]
        return bool(cells) and all(_numbers(cell.text) <= written.get(cell.figure, set()) for cell in cells)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


@dataclass(frozen=True)
class Spark:
    """A small drawing without words or axis beside a figure, its whole alternative, and what it ran from and to."""

    id: str
    alternative: str
    says: Phrase
    drawing: Drawing


@dataclass(frozen=True)
class Remarks:
    """Small print beneath tables and tiles, a paragraph each; its label says what they are, and is not printed."""

    lines: tuple[Phrase, ...]
    label: str = ""
    kind: Literal["remarks"] = "remarks"


@dataclass(frozen=True)
class PullQuote:
    """One sentence in large that stands for its page."""

    says: Phrase
    kind: Literal["pull-quote"] = "pull-quote"


@dataclass(frozen=True)
class Person:
    """Whose words follow: a post, and what it is a post of."""

    post: str
    organisation: str
    portrait: Picture | None
    kind: Literal["person"] = "person"


# -- what a plan shows


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `end` is the id on its last page where it spans more than one."""

    title: str
    target: str
    end: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Contents:
    """What follows, a line each."""

    entries: tuple[Entry, ...]
    kind: Literal["contents"] = "contents"


@dataclass(frozen=True)
class Tile:
    number: Shown | None
    unit: str
    caption: Phrase
    also: Phrase | None = None
    note: NoteMark | None = None
    wide: bool = False
    says: Phrase | None = None  # a sentence in place of a number
    before: str = ""  # words before the number


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
    kind: Literal["tile-group"] = "tile-group"


@dataclass(frozen=True)
class RankedList:
    title: str
    items: tuple[Phrase, ...]
    base: Phrase  # "Based on 3,489 responses"


@dataclass(frozen=True)
class Rankings:
    """Ranked lists that stand side by side."""

    lists: tuple[RankedList, ...]
    kind: Literal["rankings"] = "rankings"


@dataclass(frozen=True)
class Voices:
    """What people say, in columns of like length; no speaker is named."""

    title: str
    columns: tuple[tuple[Phrase, ...], ...]
    kind: Literal["voices"] = "voices"


@dataclass(frozen=True)
class Vision:
    """The vision of a plan as a band, with its label."""

    label: str
    says: Phrase
    kind: Literal["vision"] = "vision"


@dataclass(frozen=True)
class MatrixRow:
    theme: str
    name: str
    strapline: Phrase | None
    cells: tuple[Phrase, ...]  # one a level that is said once per theme, such as aim
    lists: tuple[tuple[Phrase, ...], ...]  # one a level whose statements stand here, such as objectives
    counts: tuple[Shown, ...]  # one a level of which only the number stands here


@dataclass(frozen=True)
class Matrix:
    """A plan as a table: a row a theme."""

    caption: str
    columns: tuple[str, ...]  # heads: theme, each level said once, each that is listed, each that is counted
    rows: tuple[MatrixRow, ...]
    kind: Literal["matrix"] = "matrix"


@dataclass(frozen=True)
class Strapline:
    """The few words that go with a theme's name."""

    says: Phrase
    kind: Literal["strapline"] = "strapline"


@dataclass(frozen=True)
class SaidOnce:
    """What a theme says at a level of one statement, under the level's name: "Aim"."""

    label: str
    says: Phrase
    kind: Literal["said-once"] = "said-once"


@dataclass(frozen=True)
class Statement:
    """A node of the plan as printed: its id for links, its text, who owns it and what it serves, what is under it."""

    id: str
    text: Phrase
    told: tuple[Phrase, ...] = ()
    beneath: tuple[Level, ...] = ()


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
    """The statements of one level under one theme; measures stand in a table, pledges each under a title.

    They stand in columns, in a numbered list, or each with what is under it.
    """

    name: str  # "Objectives"
    id: str
    statements: tuple[Statement, ...]
    measures: WordsTable | None = None
    pledges: tuple[PledgeStatement, ...] = ()
    layout: Literal["columns", "numbered", "tree"] = "numbered"
    kind: Literal["level"] = "level"


# -- what a paper shows


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph, with the list that belongs to it; `asks` marks what the reader must decide."""

    id: str
    number: str
    body: Prose
    asks: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Subheading:
    """A heading of the author's own between numbered paragraphs; `number` is that of the paragraph after it."""

    id: str
    number: str
    level: int  # 1 below the section's own
    title: Phrase
    kind: Literal["subheading"] = "subheading"


@dataclass(frozen=True)
class QuestionBlock:
    id: str
    number: str
    asker: str
    question: Phrase
    answer: Prose | None
    label: str
    status: str = ""  # what stands where there is no answer, or the outcome and date before it
    name: str = ""  # of the register, by which references find it
    kind: Literal["question"] = "question"


Shape = Literal["better", "worse", "same", "neutral", "untested"]


@dataclass(frozen=True)
class Verdict:
    """What may be said of a change: a word and a shape, and the comparison that it rests on, also in short."""

    shape: Shape
    word: str
    says: Phrase
    change: Shown  # "down 12.3% on 2018"


@dataclass(frozen=True)
class Grade:
    """A grade by its word, the shape and colour ("#rrggbb") that repeat it, and the reason; "none" is ungraded."""

    shape: Literal["up", "level", "down", "none"]
    colour: str
    word: str
    says: Phrase


@dataclass(frozen=True)
class IndicatorBlock:
    id: str
    number: str
    title: str
    value: Shown
    what: Phrase
    verdict: Verdict | None
    chart: Chart | None
    table: Table
    notes: tuple[Phrase, ...]
    source: str
    grade: Grade | None = None
    others: Phrase | None = None  # what the series did that it does not open with
    spark: Spark | None = None
    series: Table | None = None  # every figure of the chart, where `table` does not hold them
    called: str = ""  # what the plan calls its indicators
    place: Place = NOWHERE
    kind: Literal["indicator"] = "indicator"


@dataclass(frozen=True)
class TableBlock:
    id: str
    number: str
    table: Table
    place: Place = NOWHERE
    compact: bool = False  # in small type, as an annex has it
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class WordsBlock:
    id: str
    number: str
    table: WordsTable
    kind: Literal["words-table"] = "words-table"


@dataclass(frozen=True)
class Excerpt:
    """A page of another document as it reads there; its number is not printed."""

    id: str
    number: str
    body: Prose
    kind: Literal["excerpt"] = "excerpt"


@dataclass(frozen=True)
class WithheldBlock:
    """What a public paper says in the place of a paragraph that is exempt."""

    id: str
    number: str
    says: Phrase
    kind: Literal["withheld"] = "withheld"


@dataclass(frozen=True)
class ExemptBlock:
    """Blocks that only the exempt version of a paper has, with the law and the reason."""

    label: str  # "Exempt: Local Government Act 1972, Schedule 12A, paragraph 3, …"
    reason: str
    blocks: tuple[Block, ...]
    kind: Literal["exempt"] = "exempt"


PaperBlock = (
    Numbered
    | Subheading
    | QuestionBlock
    | IndicatorBlock
    | TableBlock
    | WordsBlock
    | Redline
    | Excerpt
    | WithheldBlock
    | ExemptBlock
)

Block = (
    TextBlock
    | Chart
    | Remarks
    | PullQuote
    | Person
    | Contents
    | TileGroup
    | Rankings
    | Voices
    | Vision
    | Matrix
    | Strapline
    | SaidOnce
    | Level
    | PaperBlock
)
