"""From an edition to its passages: every stretch of prose with the page that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcpgen.compose.placing import is_one_of
from pcpgen.model.page import (
    AccountsSource,
    ChartSpec,
    FactsSource,
    ForewordSource,
    LinksSource,
    Page,
    StatementsSource,
    SurveySource,
    TextSource,
    TileSource,
)
from pcpgen.model.plan import Edition, Measure, Pledge
from pcpgen.model.report import Insert, Part
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage
from pcpgen.rules import DUPLICATE_KEY
from pcpgen.values import dataclass

_SHOWN = ("indicator", "rates", "performance", "actions", "amounts")  # what has names of its own in a paper


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage and where it goes; `body` is running text, the rest is a caption, title or note."""

    page: str
    passage: Passage
    body: bool = False


def headings_twice(parts: Sequence[Part]) -> Iterator[Problem]:
    """Each heading of a paper that stands further up already; one place of the paper would have two names."""
    for number, part in enumerate(parts):
        titled = (other for other in parts[:number] if part.title)
        if above := next((other for other in titled if is_one_of(other.title, [part.title])), None):
            message = f'the heading "{part.title}" stands in line {above.place.line} already'
            yield problem(DUPLICATE_KEY, part.place, message, "Put all about it under one heading.")


def shown_twice(parts: Sequence[Part], names: Sequence[str] = _SHOWN) -> Iterator[Problem]:
    """Each indicator and table that a paper shows a second time; one place of it would have two names."""
    blocks = (block for part in parts for block in part.blocks if isinstance(block, Insert))
    shown: set[tuple[object, ...]] = set()
    for expression in (block.expression for block in blocks if block.expression.name in names):
        key = (expression.name, *expression.arguments)
        if key in shown:
            message = f'{expression.name}("{expression.arguments[0]}") is shown twice'
            yield problem(DUPLICATE_KEY, expression.place, message, "Show it once.")
        shown.add(key)


def passages(edition: Edition) -> Iterator[Prose]:
    """Every passage of an edition, in the order of its themes and pages."""
    for theme in edition.themes:
        yield Prose(theme.id, theme.narrative, body=True)
        if theme.pull_quote:
            yield Prose(theme.id, theme.pull_quote)
        for node in theme.nodes:
            yield from (Prose(theme.id, passage) for passage in carried(node.carries))
    for page in edition.pages.values():
        yield from _of_page(page)


def written(edition: Edition) -> Iterator[Prose]:
    """Every passage of an edition, and with them its statements and what stands over them."""
    for passage in (edition.vision, edition.describes):
        if passage:
            yield Prose("plan-on-a-page", passage)
    yield from (Prose(node.level, node.body) for node in edition.nodes)
    for theme in edition.themes:
        yield from (Prose(theme.id, node.body) for node in theme.nodes)
        if theme.strapline:
            yield Prose(theme.id, theme.strapline)
    for page in edition.pages.values():
        for ranked in page.lists if isinstance(page, SurveySource) else ():  # entries, which may recur
            yield from (Prose(page.id, item) for item in ranked.items)
        for note in page.notes if isinstance(page, AccountsSource) else ():
            yield Prose(page.id, note)
    yield from passages(edition)


def carried(what: Measure | Pledge | None) -> tuple[Passage, ...]:
    """The passages in what a statement carries."""
    found = (what.baseline, what.target) if isinstance(what, Measure) else (what.target,) if what else ()
    return tuple(each for each in found if each)


def charts(page: Page) -> tuple[ChartSpec, ...]:
    return tuple(page.charts.values()) if isinstance(page, TextSource | AccountsSource) else ()


def tiles(page: FactsSource) -> Iterator[TileSource]:
    for group in page.groups:
        yield from group.tiles
        for column in group.columns:
            yield from column.tiles


def _of_page(page: Page) -> Iterator[Prose]:
    if isinstance(page, TextSource | ForewordSource):
        yield Prose(page.id, page.body, body=True)
        if page.pull_quote:
            yield Prose(page.id, page.pull_quote)
    if isinstance(page, TextSource | ForewordSource | FactsSource):
        for note in page.notes:
            yield Prose(page.id, note.text)
    if isinstance(page, FactsSource):
        if page.basis:
            yield Prose(page.id, page.basis)
        for tile in tiles(page):
            for passage in (tile.number, tile.caption, tile.also, tile.says):
                if passage:
                    yield Prose(page.id, passage)
    if isinstance(page, SurveySource):
        for voice in page.voices:
            yield Prose(page.id, voice)
    if isinstance(page, StatementsSource | LinksSource) and page.intro:
        yield Prose(page.id, page.intro, body=True)
    for chart in charts(page):
        yield Prose(page.id, chart.title)
