"""The parts of an edition that are not themes, as their authors wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

from pcpgen.model.period import Period
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the workspace: bytes, pixels, and its text alternative where that is not said in prose."""

    file: str
    bytes: bytes
    media: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    alt: str

    @property
    def url(self) -> str:
        """Its address for the renderer, of the own scheme."""
        return f"pcpgen:image/{quote(self.file)}"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as its author asked for it: bars or a doughnut of a dataset in one period, or lines over periods."""

    id: str
    kind: Literal["bars", "lines", "doughnut"]
    title: Passage
    measure: str
    unit: str
    label: str  # head of the table's first column
    source: str
    place: Place
    dataset: Text | None = None  # bars, doughnut
    series: tuple[Text, ...] = ()  # lines
    gap: Text | None = None  # the series between the first two lines


@dataclass(frozen=True, slots=True)
class TextSource:
    id: str
    title: Text
    body: Passage
    pull_quote: Passage | None
    notes: tuple[NoteText, ...]
    charts: Mapping[str, ChartSpec]
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ForewordSource:
    id: str
    title: Text
    post: Text
    body: Passage
    pull_quote: Passage | None
    portrait: Image | None
    notes: tuple[NoteText, ...]
    kind: Literal["foreword"] = "foreword"


@dataclass(frozen=True, slots=True)
class TileSource:
    """A number with its caption, or a sentence in its place (`says`)."""

    place: Place
    number: Passage | None
    unit: str
    caption: Passage | None
    also: Passage | None
    note: Text | None
    wide: bool
    says: Passage | None
    before: str = ""  # words before the number


@dataclass(frozen=True, slots=True)
class TileColumnSource:
    title: str
    tiles: tuple[TileSource, ...]


@dataclass(frozen=True, slots=True)
class TileGroupSource:
    title: str
    layout: Literal["open", "dense", "lists"]
    begins_page: bool
    tiles: tuple[TileSource, ...]
    columns: tuple[TileColumnSource, ...]


@dataclass(frozen=True, slots=True)
class FactsSource:
    id: str
    title: Text
    basis: Passage | None
    groups: tuple[TileGroupSource, ...]
    notes: tuple[NoteText, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class RankedListSource:
    title: str
    items: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SurveySource:
    id: str
    title: Text
    base: Text  # a series: how many answered
    lists: tuple[RankedListSource, ...]
    voices_title: str
    voices: tuple[Passage, ...]
    kind: Literal["survey"] = "survey"


@dataclass(frozen=True, slots=True)
class AccountTable:
    caption: str
    rows: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class AccountsSource:
    id: str
    title: Text
    as_at: Period | None
    dataset: Text
    tables: tuple[AccountTable, ...]
    notes: tuple[Passage, ...]
    link_text: str
    link_url: str
    charts: Mapping[str, ChartSpec]
    kind: Literal["accounts"] = "accounts"


@dataclass(frozen=True, slots=True)
class StatementsSource:
    """The statements of a level, gathered: as a list, or as a table with who owns and what serves each."""

    id: str
    title: Text
    intro: Passage | None
    level: Text
    as_table: bool
    kind: Literal["statements"] = "statements"


@dataclass(frozen=True, slots=True)
class LinksSource:
    """What serves what between two levels, as a matrix; `themes` is one of them where themes are meant."""

    id: str
    title: Text
    intro: Passage | None
    rows: Text
    columns: Text
    kind: Literal["links"] = "links"


Page = TextSource | ForewordSource | FactsSource | SurveySource | AccountsSource | StatementsSource | LinksSource


def notes_of(page: Page) -> tuple[NoteText, ...]:
    """The notes of a page, in the order written."""
    return page.notes if isinstance(page, TextSource | ForewordSource | FactsSource) else ()
