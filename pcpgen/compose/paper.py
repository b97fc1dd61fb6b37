"""The blocks of a paper for a meeting, composed: numbered sections, paragraphs, indicators, questions, bibliography."""

from __future__ import annotations

from typing import Literal

from pcpgen.compose.document import Chart, Note, Picture, Spark, Table, ThemeStyle, WordsTable
from pcpgen.compose.redline import Redline
from pcpgen.document.prose import Phrase, Prose, Shown
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


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
    label: str = "Panel question"
    status: str = ""  # what stands where there is no answer, or the outcome and date before it
    kind: Literal["question"] = "question"


Shape = Literal["better", "worse", "same", "neutral", "untested"]


@dataclass(frozen=True)
class Verdict:
    """What may be said of a change: a word and a shape, and the comparison that it rests on."""

    shape: Shape
    word: str
    says: Phrase


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
    spark: Spark | None = None
    series: Table | None = None  # every figure of the chart, where `table` does not hold them
    kind: Literal["indicator"] = "indicator"


@dataclass(frozen=True)
class TableBlock:
    id: str
    number: str
    table: Table
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
    blocks: tuple[Open, ...]
    kind: Literal["exempt"] = "exempt"

    @property
    def number(self) -> str:
        """That of the first of them."""
        return self.blocks[0].number


Open = Numbered | Subheading | QuestionBlock | IndicatorBlock | TableBlock | WordsBlock | Redline | Excerpt
Block = Open | WithheldBlock | ExemptBlock


@dataclass(frozen=True)
class Subsection:
    """What is said of one priority or of several together."""

    id: str
    number: str
    label: str  # "Priority for action"
    titles: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    id: str
    number: str
    title: str
    label: str  # "Objective" before the title, or nothing
    blocks: tuple[Block, ...] = ()
    subsections: tuple[Subsection, ...] = ()


@dataclass(frozen=True)
class Work:
    id: str
    title: str
    where: str
    url: str


@dataclass(frozen=True)
class Paper:
    """A whole paper, ready for its templates."""

    id: str
    catalogue: Catalogue  # the program's own words, for the templates
    title: str
    subtitle: str
    area: str
    producer: str
    notice: str
    footer: str
    date: str  # ISO, of the meeting
    body: str  # whose meeting it is
    facts: tuple[tuple[str, str], ...]  # label and value, at the head
    theme: str
    logo: Picture | None
    themes: tuple[ThemeStyle, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    works: tuple[Work, ...]
    kind: Literal["paper"] = "paper"
    cover_rows: tuple[()] = ()
