"""From an edition to its tree: themes with their statements, pages with their passages, the cells of tables and charts.

A passage is cut where a heading stands and has its heading's words as its id, so that an author can find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from pcpgen.editions.tree import Node, Tree, tree
from pcpgen.model.page import (
    AccountsSource,
    ChartSpec,
    FactsSource,
    ForewordSource,
    NoteText,
    Page,
    SurveySource,
    TextSource,
    TileSource,
)
from pcpgen.model.plan import Edition, Measure, Pledge, Theme
from pcpgen.model.project import Project
from pcpgen.model.text import Expression, Passage
from pcpgen.place import Place
from pcpgen.values import dataclass

OPENING = "opening"  # of a page or theme: what stands before its first heading
PASSAGE = "passage"
_LONGEST_ID = 64
_HEADING = re.compile(r"^(?P<marks>#{1,6}) +(?P<title>\S.*?)[ #]*$", re.MULTILINE)

Pieces = tuple[str | Expression, ...]


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
    nodes = list(_edition(edition))
    for part in edition.parts:
        if part.value == "themes":
            for theme in edition.themes:
                nodes += _theme(project, edition, theme, ids)
        elif part.value in edition.pages:
            nodes += _page(project, edition.pages[part.value], ids)
        elif part.value:  # one without words is told by the checks
            nodes.append(Node(ids.of(part.value), "part", part.value, kind="Part"))
    return tree(nodes)


def slug(title: str) -> str:
    """A heading as an id: "Locally-set People’s Priorities" becomes locally-set-peoples-priorities."""
    plain = re.sub(r"['’]", "", title.casefold())
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_ID].strip("-") or PASSAGE


def cut(passage: Passage) -> tuple[Cut, ...]:
    """The passage cut where its headings stand; a stretch without words is left out unless it has a heading."""
    found: list[Cut] = []
    depth, title, pieces, line = 0, "", list[str | Expression](), passage.place.line

    def end() -> None:
        body = trimmed(tuple(pieces))
        if depth or body:
            found.append(Cut(depth, title, Passage(body, Place(passage.place.file, line))))

    here = passage.place.line
    at_start = True
    for piece in passage.pieces:
        if isinstance(piece, Expression):
            pieces.append(piece)
            at_start = False
            continue
        at = 0
        for heading in _HEADING.finditer(piece):
            begins = heading.start() > 0 or at_start
            ends = heading.end() < len(piece) or piece is passage.pieces[-1]
            if not (begins and ends):  # an expression stands in the line
                continue
            pieces.append(piece[at : heading.start()])
            end()
            line = here + piece.count("\n", 0, heading.end())
            depth, title, pieces, at = len(heading["marks"]), heading["title"], [], heading.end()
        pieces.append(piece[at:])
        here += piece.count("\n")
        at_start = piece.endswith("\n")
    end()
    return tuple(found)


def trimmed(pieces: Pieces) -> Pieces:
    """Pieces without the space around them."""
    kept = [piece for piece in pieces if piece != ""]
    while kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
        if kept[0]:
            break
        kept.pop(0)
    while kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
        if kept[-1]:
            break
        kept.pop()
    return tuple(kept)


def _edition(edition: Edition) -> Iterator[Node]:
    yield Node("edition", "edition", edition.title.value, edition.subtitle, kind="Edition")
    for name in ("vision", "describes"):
        text = getattr(edition, name)
        if text:
            yield Node(f"edition/{name}", name, text=text, parent="edition", kind=name.capitalize())


def _theme(project: Project, edition: Edition, theme: Theme, ids: _Ids) -> Iterator[Node]:
    id = ids.of(theme.id)
    names = {level.key: level.name for level in edition.levels}
    yield Node(id, "theme", theme.title.value, theme.strapline, kind="Theme")
    for node in theme.nodes:
        serves = node.serves.value if node.serves else ""
        said = ids.of(f"{id}/{node.id}")
        yield Node(
            said,
            node.level,
            text=node.text.value,
            serves=serves,
            parent=id,
            kind=names[node.level],
            body=Passage((node.text.value,), node.text.place),
            asks=node.serves,
        )
        if node.carries:
            lines = _measured(node.carries) if isinstance(node.carries, Measure) else _pledged(node.carries)
            kind = "Measurement" if isinstance(node.carries, Measure) else "Keeping of the pledge"
            pieces = tuple(piece for at, line in enumerate(lines) for piece in ("\n- " if at else "- ", *line))
            body = Passage(pieces, Place(""))  # entries, not sentences: they may recur
            yield Node(ids.of(f"{said}/kept"), kind.lower(), text=body.written, parent=said, kind=kind, body=body)
    yield from _prose(theme.narrative, id, ids)
    yield from _alone(theme.pull_quote, id, "pull-quote", "Pull quote", ids)
    for name in theme.indicators:
        title = project.indicators[name.value].title.value if name.value in project.indicators else name.value
        yield Node(ids.of(f"{id}/{name}"), "indicators", title, parent=id, kind=names.get("indicators", "Indicator"))


def _measured(measure: Measure) -> list[Pieces]:
    """What a measure says beside its words, each entry a line."""
    return [
        (f"Direction: {measure.direction}",),
        ("Baseline: ", *(measure.baseline.pieces if measure.baseline else (measure.no_baseline or "none",))),
        ("Target: ", *(measure.target.pieces if measure.target else ("monitor only",))),
        *([(f"Measured by: {measure.measured_by}",)] if measure.measured_by else []),
    ]


def _pledged(pledge: Pledge) -> list[Pieces]:
    """What a pledge says beside its words."""
    return [
        (f"Title: {pledge.title}",),
        (f"By: {pledge.post}",),
        (f"Measure: {pledge.measure or pledge.no_measure}",),
        *([("Target: ", *pledge.target.pieces)] if pledge.target else []),
    ]


def _page(project: Project, page: Page, ids: _Ids) -> Iterator[Node]:
    id = ids.of(page.id)
    numbered = re.fullmatch("page-([0-9]+)", page.id)  # an edition may name its pages by their numbers
    yield Node(id, "page", page.title.value, kind=f"Page {numbered[1]}" if numbered else "Page")
    match page:
        case TextSource():
            yield from _prose(page.body, id, ids)
            yield from _alone(page.pull_quote, id, "pull-quote", "Pull quote", ids)
            yield from _charts(project, page.charts.values(), id, ids)
        case ForewordSource():
            yield from _prose(page.body, id, ids)
            yield from _alone(page.pull_quote, id, "pull-quote", "Pull quote", ids)
        case FactsSource():
            for group in page.groups:
                if group.tiles:
                    yield _lines(group.title, "tiles", "Facts", [*_tiles(group.tiles)], id, ids)
                for column in group.columns:
                    yield _lines(column.title, "tiles", "Facts", [*_tiles(column.tiles)], id, ids)
            yield from _alone(page.basis, id, "basis", "Basis", ids)
        case SurveySource():
            base = _data_lines(project, [page.base.value])
            for ranked in page.lists:
                items: list[Pieces] = [(item.value,) for item in ranked.items]
                yield _lines(ranked.title, "list", "List", items + base, id, ids)
            voices = [voice.pieces for voice in page.voices]
            if voices:
                yield _lines(page.voices_title or "Voices", "list", "Voices", voices, id, ids)
        case AccountsSource():
            for table in page.tables:
                rows = _data_lines(project, [f"{page.dataset}.{row}" for row in table.rows])
                yield _lines(table.caption, "table", "Table", rows, id, ids)
            if page.notes:
                yield _lines("Notes", "list", "Notes", [(note.value,) for note in page.notes], id, ids)
            yield from _charts(project, page.charts.values(), id, ids)
    notes: tuple[NoteText, ...] = () if isinstance(page, SurveySource | AccountsSource) else page.notes
    for note in notes:
        yield from _alone(note.text, id, f"note-{note.id}", "Note", ids)


def _prose(passage: Passage, page: str, ids: _Ids) -> Iterator[Node]:
    """The passages of a page, each under the one whose heading is over it."""
    over: list[tuple[int, str]] = [(0, page)]
    for each in cut(passage):
        id = ids.of(f"{page}/{slug(each.title) if each.depth else OPENING}")
        while each.depth and over[-1][0] >= each.depth and len(over) > 1:
            over.pop()
        parent = over[-1][1]
        if each.depth:
            over.append((each.depth, id))
        yield Node(id, PASSAGE, each.title, each.body.written, parent=parent, kind="Passage", body=each.body)


def _alone(passage: Passage | None, page: str, name: str, kind: str, ids: _Ids) -> Iterator[Node]:
    if passage and passage.pieces:
        yield Node(ids.of(f"{page}/{name}"), kind.lower(), text=passage.written, parent=page, kind=kind, body=passage)


def _charts(project: Project, charts: Iterable[ChartSpec], page: str, ids: _Ids) -> Iterator[Node]:
    for chart in charts:
        dataset = project.datasets.get(chart.dataset.value) if chart.dataset else None
        series = list(dataset.series) if dataset else [name.value for name in chart.series]
        lines: list[Pieces] = [chart.title.pieces, (chart.measure,), *_data_lines(project, series)]
        yield _lines(f"Chart {chart.id}", "chart", "Chart", lines, page, ids)


def _tiles(tiles: Sequence[TileSource]) -> Iterator[Pieces]:
    for tile in tiles:
        pieces: list[str | Expression] = []
        for part in (tile.number, tile.unit, tile.caption, tile.also, tile.says):
            if part:
                pieces += [" "] if pieces else []
                pieces += [part] if isinstance(part, str) else part.pieces
        yield tuple(pieces)


def _data_lines(project: Project, names: Sequence[str]) -> list[Pieces]:
    """A line for each cell that a table or chart shows, its figure as an expression of the program."""
    found: list[Pieces] = []
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
                found.append((f"{series.title}, {cell.period.words}: ", expression))
    return found


def _lines(title: str, level: str, kind: str, lines: Sequence[Pieces], page: str, ids: _Ids) -> Node:
    """A node of several lines, each an item of a list."""
    pieces: list[str | Expression] = []
    for line in lines:
        pieces += ["- " if not pieces else "\n- ", *line]
    body = Passage(tuple(pieces), Place(""))
    return Node(ids.of(f"{page}/{slug(title)}"), level, title, body.written, parent=page, kind=kind, body=body)
