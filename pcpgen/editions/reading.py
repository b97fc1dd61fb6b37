"""From an edition to its tree: themes with their statements, pages with their passages, the cells of tables and charts.

A passage is cut where a heading stands and has its heading's words as its id, so that an author can find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from pcpgen.editions.tree import Node, Tree, tree
from pcpgen.model.ids import as_id
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
    notes_of,
)
from pcpgen.model.period_words import period_words
from pcpgen.model.plan import Edition, Measure, Pledge, Theme
from pcpgen.model.plan import Node as Statement
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.place import NOWHERE, Place
from pcpgen.prose.passage import Passage, itemised, typed, typed_blocks
from pcpgen.prose.tree import Block, Expression, Heading, Inline, Source, Words
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

OPENING = "opening"  # of a page or theme: what stands before its first heading
PASSAGE = "passage"

Line = tuple[Inline[Source], ...]


@dataclass
class _Ids:
    """Ids given so far; numbering those that would be given twice is the one thing here that has to remember."""

    given: set[str] = field(default_factory=set)

    def of(self, id: str) -> str:
        number, found = 1, id
        while found in self.given:
            number += 1
            found = f"{id}-{number}"
        self.given.add(found)
        return found


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of prose under its heading; the depth is the number of the heading's marks, 0 before the first."""

    depth: int
    title: str
    body: Passage


def read_tree_of(project: Project, edition: Edition) -> Tree:
    """The edition's tree; `project` gives the titles of indicators and the rows of tables."""
    ids = _Ids()
    say = project.catalogue
    nodes = list(_edition(project, edition, ids))
    for part in edition.parts:
        if part.value == "themes":
            for theme in edition.themes:
                nodes += _theme(project, edition, theme, ids)
        elif part.value in edition.pages:
            nodes += _page(project, edition.pages[part.value], ids)
        elif part.value:  # one without words is told by the checks
            nodes.append(Node(ids.of(part.value), "part", part.value, kind=say.text("kind.part")))
    return tree(nodes)


def slug(title: str) -> str:
    """A heading as an id."""
    return as_id(title) or PASSAGE


def cut(passage: Passage) -> tuple[Cut, ...]:
    """The passage cut where its headings stand; a stretch without words is left out unless it has a heading."""
    found: list[Cut] = []
    heading: Heading[Source] | None = None
    blocks: list[Block[Source]] = []
    for block in (*passage.blocks, None):
        if block is not None and not isinstance(block, Heading):
            blocks.append(block)
            continue
        if heading or blocks:
            place = heading.place if heading else passage.place
            body = Passage(tuple(blocks), typed_blocks(blocks), Place(passage.place.file, place.line))
            found.append(Cut(heading.level if heading else 0, typed(heading.content) if heading else "", body))
        heading, blocks = block, []
    return tuple(found)


def _edition(project: Project, edition: Edition, ids: _Ids) -> Iterator[Node]:
    say = project.catalogue
    yield Node("edition", "edition", edition.title.value, edition.subtitle, kind=say.text("kind.edition"))
    for name in ("vision", "describes"):
        body: Passage | None = getattr(edition, name)
        if body:
            kind, text = say.text(f"kind.{name}"), typed_blocks(body.blocks)
            yield Node(f"edition/{name}", name, text=text, parent="edition", kind=kind, body=body)
    yield from _statements(project, edition.nodes, "edition", {level.key: level.name for level in edition.levels}, ids)


def _theme(project: Project, edition: Edition, theme: Theme, ids: _Ids) -> Iterator[Node]:
    id, say = ids.of(theme.id), project.catalogue
    names = {level.key: level.name for level in edition.levels}
    strapline = typed_blocks(theme.strapline.blocks) if theme.strapline else ""
    yield Node(id, "theme", theme.title.value, strapline, kind=say.text("kind.theme"), body=theme.strapline)
    yield from _belongings(project, id, theme.owners, theme.serves, ids)
    yield from _statements(project, theme.nodes, id, names, ids)
    yield from _prose(say, theme.narrative, id, ids)
    yield from _alone(say, theme.pull_quote, id, "pull-quote", "pull quote", ids)
    for name in theme.indicators:
        title = project.indicators[name.value].title.value if name.value in project.indicators else name.value
        yield Node(
            ids.of(f"{id}/{name}"),
            "indicators",
            title,
            parent=id,
            kind=names.get("indicators") or say.text("indicator.label"),
        )


def _statements(
    project: Project, nodes: Sequence[Statement], parent: str, names: Mapping[str, str], ids: _Ids
) -> Iterator[Node]:
    """Statements, those under others beside these, since each can be named by its theme and its id."""
    say = project.catalogue
    for node in nodes:
        said = ids.of(f"{parent}/{node.id}")
        yield Node(
            said,
            node.level,
            text=node.text.value,
            serves=", ".join(each.value for each in node.serves),
            parent=parent,
            kind=names[node.level],
            body=node.body,
            asks=node.serves,
        )
        if node.carries:
            measured = isinstance(node.carries, Measure)
            lines = _measured(say, node.carries) if isinstance(node.carries, Measure) else _pledged(say, node.carries)
            level, kind = (
                "measurement" if measured else "pledge",
                say.text("kind.measurement" if measured else "kind.pledge"),
            )
            body = itemised(lines, NOWHERE)  # entries, not sentences: they may recur
            yield Node(ids.of(f"{said}/kept"), level, text=body.written, parent=said, kind=kind, body=body)
        yield from _belongings(project, said, node.owners, (), ids)


def _belongings(
    project: Project, said: str, owners: Sequence[Text], serves: Sequence[Text], ids: _Ids
) -> Iterator[Node]:
    """Who owns a theme or statement, and what a theme serves."""
    say, posts = project.catalogue, project.office.posts if project.office else {}
    held = [posts[each.value].title for each in owners if each.value in posts]
    for level, kind, values in (
        ("owners", say.text("kind.owners"), held),
        ("serves", say.text("statement.serves-column"), [each.value for each in serves]),
    ):
        if values:
            body = itemised([_line(", ".join(values))], NOWHERE)
            yield Node(ids.of(f"{said}/{level}"), level, text=body.written, parent=said, kind=kind, body=body)


def _measured(say: Catalogue, measure: Measure) -> list[Line]:
    """What a measure says beside its words, each entry a line."""
    return [
        *_entry(say, "direction", measure.direction),
        *_entry(say, "baseline", measure.baseline or measure.no_baseline or say.text("kept.no-baseline")),
        *_entry(say, "target", measure.target or say.text("kept.monitor-only")),
        *_entry(say, "measured-by", measure.measured_by),
    ]


def _pledged(say: Catalogue, pledge: Pledge) -> list[Line]:
    """What a pledge says beside its words."""
    return [
        *_entry(say, "title", str(pledge.title)),
        *_entry(say, "by", str(pledge.post)),
        *_entry(say, "measure", str(pledge.measure or pledge.no_measure)),
        *_entry(say, "target", pledge.target),
    ]


def _entry(say: Catalogue, name: str, value: object) -> list[Line]:
    """An entry under its name as a line, where it is said."""
    said = value if isinstance(value, Passage) else str(value or "")
    return (
        [tuple(inline for part in say.parts(f"kept.{name}", {"value": said}) for inline in _line(part))] if said else []
    )


def _line(*parts: str | Passage) -> Line:
    """Words of the program and passages of one line as one line."""
    return tuple(
        inline for part in parts for inline in ((Words(part, NOWHERE),) if isinstance(part, str) else part.line)
    )


def _page(project: Project, page: Page, ids: _Ids) -> Iterator[Node]:
    id, say = ids.of(page.id), project.catalogue
    yield Node(id, "page", page.title.value, kind=_kind_of(say, page))
    match page:
        case TextSource():
            yield from _prose(say, page.body, id, ids)
            yield from _alone(say, page.pull_quote, id, "pull-quote", "pull quote", ids)
            yield from _charts(project, page.charts.values(), id, ids)
        case ForewordSource():
            yield from _prose(say, page.body, id, ids)
            yield from _alone(say, page.pull_quote, id, "pull-quote", "pull quote", ids)
        case FactsSource():
            for group in page.groups:
                if group.tiles:
                    yield _lines(group.title, "tiles", say.text("kind.facts"), [*_tiles(group.tiles)], id, ids)
                for column in group.columns:
                    yield _lines(column.title, "tiles", say.text("kind.facts"), [*_tiles(column.tiles)], id, ids)
            yield from _alone(say, page.basis, id, "basis", "basis", ids)
        case SurveySource():
            yield from _survey(project, page, id, ids)
        case AccountsSource():
            for table in page.tables:
                rows = _data_lines(project, [f"{page.dataset}.{row}" for row in table.rows])
                yield _lines(table.caption, "table", say.text("kind.table"), rows, id, ids)
            if page.notes:
                yield _lines(
                    say.text("kind.notes"), "list", say.text("kind.notes"), [note.line for note in page.notes], id, ids
                )
            yield from _charts(project, page.charts.values(), id, ids)
        case StatementsSource() | LinksSource():
            yield from _alone(say, page.intro, id, "intro", "opening words", ids)
    for note in notes_of(page):
        yield from _alone(say, note.text, id, f"note-{note.id}", "note", ids)


def _kind_of(say: Catalogue, page: Page) -> str:
    """A page, with its number where an edition names its pages by their numbers."""
    numbered = re.fullmatch("page-([0-9]+)", page.id)
    return say.text("kind.page-of", number=numbered[1]) if numbered else say.text("kind.page")


def _survey(project: Project, page: SurveySource, id: str, ids: _Ids) -> Iterator[Node]:
    say, base = project.catalogue, _data_lines(project, [page.base.value])
    for ranked in page.lists:
        items: list[Line] = [item.line for item in ranked.items]
        yield _lines(ranked.title, "list", say.text("kind.list"), items + base, id, ids)
    voices, kind = [voice.line for voice in page.voices], say.text("kind.voices")
    if voices:
        yield _lines(page.voices_title or kind, "list", kind, voices, id, ids)


def _prose(say: Catalogue, passage: Passage, page: str, ids: _Ids) -> Iterator[Node]:
    """The passages of a page, each under the one whose heading is over it."""
    over: list[tuple[int, str]] = [(0, page)]
    for each in cut(passage):
        id = ids.of(f"{page}/{slug(each.title) if each.depth else OPENING}")
        while each.depth and over[-1][0] >= each.depth and len(over) > 1:
            over.pop()
        parent = over[-1][1]
        if each.depth:
            over.append((each.depth, id))
        yield Node(
            id, PASSAGE, each.title, each.body.written, parent=parent, kind=say.text("kind.passage"), body=each.body
        )


def _alone(say: Catalogue, passage: Passage | None, page: str, name: str, level: str, ids: _Ids) -> Iterator[Node]:
    if passage and passage.blocks:
        yield Node(
            ids.of(f"{page}/{name}"),
            level,
            text=typed_blocks(passage.blocks),
            parent=page,
            kind=say.text(f"kind.{level.replace(' ', '-')}"),
            body=passage,
        )


def _charts(project: Project, charts: Iterable[ChartSpec], page: str, ids: _Ids) -> Iterator[Node]:
    for chart in charts:
        dataset = project.datasets.get(chart.dataset.value) if chart.dataset else None
        series = list(dataset.series) if dataset else [name.value for name in chart.series]
        lines: list[Line] = [chart.title.line, _line(chart.measure), *_data_lines(project, series)]
        kind = project.catalogue.text("kind.chart")
        yield _lines(project.catalogue.text("kind.chart-of", id=chart.id), "chart", kind, lines, page, ids)


def _tiles(tiles: Sequence[TileSource]) -> Iterator[Line]:
    for tile in tiles:
        parts = [part for part in (tile.before, tile.number, tile.unit, tile.caption, tile.also, tile.says) if part]
        yield _line(*(piece for at, part in enumerate(parts) for piece in ((" ", part) if at else (part,))))


def _data_lines(project: Project, names: Sequence[str]) -> list[Line]:
    """A line for each cell that a table or chart shows, its figure as an expression of the program."""
    found: list[Line] = []
    for name in names:
        dataset = project.datasets.get(name.partition(".")[0])
        series = dataset.series.get(name) if dataset else None
        if series is None:
            continue
        cells = project.observations.get(name) or project.observations.get(series.parts[0] if series.parts else "", {})
        for period, cell in cells.items():
            if cell.value is not None:
                raw = f'{{{{ figure("{name}", "{period}") }}}}'
                expression = Expression("figure", (name, period), (), raw, cell.place)
                found.append((*_line(f"{series.title}, {period_words(project.catalogue, cell.period)}: "), expression))
    return found


def _lines(title: str, level: str, kind: str, lines: Sequence[Line], page: str, ids: _Ids) -> Node:
    """A node of several lines, each an item of a list."""
    body = itemised(lines, NOWHERE)
    return Node(ids.of(f"{page}/{slug(title)}"), level, title, body.written, parent=page, kind=kind, body=body)
