"""From an edition's passages to problems of prose: headings, links, notes, markup, references to parts and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pcpgen.checks.amounts import AMOUNTS, check_amounts
from pcpgen.checks.passages import Prose, charts, tiles, written
from pcpgen.checks.references import check_names, check_references, inserted
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import UNKNOWN_FIGURE, Data
from pcpgen.load.rules import EMPTY_TEXT
from pcpgen.model.page import FactsSource, TextSource, notes_of
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.report import Insert
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, first, problem, unknown_id
from pcpgen.prose.expressions import IN_PAPERS, IN_PLAN
from pcpgen.prose.passage import NoteText, Passage, links_in, named_in, said_in
from pcpgen.prose.rules import (
    EMPTY_LINKS,
    HEADING_LEVEL,
    LINK_TEXT,
    MALFORMED_EXPRESSION,
    UNKNOWN_MARKUP,
    UNKNOWN_NOTE,
    UNSAFE_PROSE,
)
from pcpgen.prose.tree import Block, Expression, Heading, Insertion, Link, List, NoteName, Quotation, Source, Words
from pcpgen.rules import DUPLICATE_KEY

_MAIL = pattern(r"mailto:[^\s<>@]+@[^\s<>@]+")
_ADDRESS = pattern(r"https?://[^\s<>]+", re.IGNORECASE)

PART = "part of the edition"  # that a reference in a plan can lead to
# what only a paper to the Board can say
OF_BOARD = ("repeat", "contents_by_law", "themes", "consultation")


def check_prose(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of prose in each edition."""
    for edition in project.editions.values() if project.office else ():
        yield from _edition(project, edition, data.at(edition.as_at, edition))


def _edition(project: Project, edition: Edition, data: Data) -> list[Problem]:
    found = check_passages(project, written(edition))
    found += _shown(project, edition, data)
    by_page: dict[str, list[Passage]] = {}
    known = parts_of(edition)
    authored = named_of(edition)
    for each in written(edition):
        by_page.setdefault(each.page, []).append(each.passage)
        found += first(targets(edition, each))
    found += first(check_names(known, authored))
    known += dict(authored)
    for id, said in by_page.items():
        notes = [f"^{note.id}" for note in notes_of(edition.pages[id])] if id in edition.pages else []
        found += first(check_references(PART, [*known, *notes], said))
    for id in dict.fromkeys((*(theme.id for theme in edition.themes), *edition.pages, *by_page)):
        found += first(_notes_of_page(project, edition, id, by_page.get(id, [])))
    return found


def _shown(project: Project, edition: Edition, data: Data) -> Iterator[Problem]:
    """The indicators and tables of amounts that the pages of an edition show: each exists, and is shown once."""
    seen: set[tuple[str, object]] = set()
    for expression in shown_in(edition):
        name, key = str(expression.arguments[0]), (expression.name, expression.arguments[0])
        if key in seen:
            message = f'{expression.name}("{name}") is shown twice'
            yield problem(DUPLICATE_KEY, expression.place, message, "Show it once.")
        elif expression.name == AMOUNTS:
            yield from check_amounts(project, data, expression)
        elif name not in project.indicators:
            yield unknown_id("indicator", name, expression.place, tuple(project.indicators))
        elif name not in project.datasets:
            message = f'the indicator "{name}" has no data'
            yield problem(UNKNOWN_FIGURE, expression.place, message, "Describe its series in its file.")
        seen.add(key)


def shown_in(edition: Edition) -> list[Expression]:
    """What asks for an indicator or a table of amounts on the pages of text of an edition."""
    texts = (page.body for page in edition.pages.values() if isinstance(page, TextSource))
    leaves = (block.leaf for body in texts for block in body.blocks if isinstance(block, Insertion))
    return [leaf for leaf in leaves if isinstance(leaf, Expression) and leaf.name in IN_PLAN]


def parts_of(edition: Edition) -> list[str]:
    """What a reference in an edition can lead to without a name of its author's: parts, themes and charts."""
    parts = [part.value for part in edition.parts if part.value != "themes"]
    pages = edition.pages.values()
    of_charts = [each.id for page in pages for each in charts(page)]
    shown = [name for each in shown_in(edition) for name in inserted(Insert(each))]
    return [*parts, *(theme.id for theme in edition.themes), *of_charts, *shown]


def named_of(edition: Edition) -> list[tuple[str, Place]]:
    """The names that headings and tables of an edition bear, each with its place."""
    said = (named_in(each.passage) for each in written(edition))
    return [(name, place) for named in said for name, (_, place) in named.items()]


def check_passages(project: Project, written: Iterable[Prose]) -> list[Problem]:
    """Problems of links and headings in passages."""
    found: list[Problem] = []
    mail = bool(project.office and project.office.mail_links)
    for each in written:
        found += first(wrong for link in links_in(each.passage) for wrong in _link(link, mail))
        found += first(_headings(each))
        found += first(_numbers(each.passage.blocks))
    return found


def _link(link: Link[Source], mail: bool) -> Iterator[Problem]:
    place = link.place
    said = "".join(leaf.text for leaf in said_in(link.content) if isinstance(leaf, Words))
    asked = [leaf for leaf in said_in(link.content) if isinstance(leaf, Expression | NoteName)]
    words = re.sub(r"[^\w ]", "", said).strip().casefold()
    if words in EMPTY_LINKS or not (words or asked):
        message = f'the link reads "{said}"' if words else "the link has no words"
        yield problem(LINK_TEXT, place, message)
    if any("\ue000" <= character <= "\uf8ff" for character in link.url):
        message = "double braces or a note mark stand in the address of a link"
        yield problem(UNSAFE_PROSE, place, message, "Write the whole address out.")
    elif any(isinstance(leaf, NoteName) or leaf.name in ("see", "chart") for leaf in asked):
        message = "a note mark or a link to a part stands within a link"
        yield problem(UNSAFE_PROSE, place, message, "Put it after the link.")
    elif _MAIL.fullmatch(link.url):
        if not mail:
            message = f'the link leads to the mail address "{link.url.partition(":")[2][:60]}"'
            remedy = "Name the post instead; an office that prints addresses says mail_links: true in plan/office.yaml."
            yield problem(UNSAFE_PROSE, place, message, remedy)
    elif not _ADDRESS.fullmatch(link.url):
        message = f'the link leads to "{link.url[:60]}"'
        yield problem(UNSAFE_PROSE, place, message, "Begin the address with https:// or http://.")


def _numbers(blocks: Iterable[Block[Source]]) -> Iterator[Problem]:
    """Items whose numbers are not those that a reader would get; where all are alike, they are left to be counted."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield from _numbers(block.blocks)
        if not isinstance(block, List):
            continue
        for item in block.items:
            yield from _numbers(item.blocks)
        numbers = [item.number for item in block.items]
        if block.numbering == "bullet" or (block.numbering == "1" and len(set(numbers)) == 1):
            continue
        for due, item in enumerate(block.items, block.start):
            if item.number != due:
                message = "this item has another number than the one that follows in its list"
                remedy = "Number the items one after another, or write a paragraph where another list begins."
                yield problem(UNKNOWN_MARKUP, item.place, message, remedy)
                break


def _headings(each: Prose) -> Iterator[Problem]:
    """Headings begin at ## and skip no level; each has words under it; a caption has none."""
    if len(each.passage.blocks) == 1 and each.passage.place.file.endswith(".md") and not each.body:
        yield from (_of_part(block) for block in each.passage.blocks if isinstance(block, Heading) and block.level > 3)
        return
    level = 1
    open_heading: Heading[Source] | None = None
    for block in each.passage.blocks:
        if not isinstance(block, Heading):
            open_heading = None
            continue
        if open_heading and block.level <= level:
            yield _empty_heading(open_heading)
        yield from _heading(block, each.body, level)
        level, open_heading = block.level, block
    if open_heading and each.body:
        yield _empty_heading(open_heading)


def _of_part(heading: Heading[Source]) -> Problem:
    message = f"{'#' * heading.level} stands in a section of a paper"
    return problem(HEADING_LEVEL, heading.place, message, "Write ## or ### here.")


def _heading(heading: Heading[Source], body: bool, level: int) -> Iterator[Problem]:
    """Whether a heading may stand after one of a level."""
    marks, place = "#" * heading.level, heading.place
    if not body:
        message = "a heading stands where one line of words belongs"
        yield problem(HEADING_LEVEL, place, message, "Delete the number signs.")
    elif heading.level == 1 or heading.level > 4 or heading.level > level + 1:
        due = "##" if level == 1 else f"{'#' * level} or {'#' * min(level + 1, 4)}"
        message = f"{marks} follows a heading of level {level}"
        yield problem(HEADING_LEVEL, place, message, f"Write {due} here.")
    if not heading.content:
        yield problem(EMPTY_TEXT, place, "the heading holds no words")


def _empty_heading(heading: Heading[Source]) -> Problem:
    remedy = "Write the words, or delete the heading."
    return problem(EMPTY_TEXT, heading.place, "nothing stands under this heading", remedy)


def targets(edition: Edition, each: Prose) -> Iterator[Problem]:
    """Charts that expressions name; what only a paper says."""
    page = edition.pages.get(each.page)
    known_charts = list(page.charts) if isinstance(page, TextSource) else []
    between = {block.leaf for block in each.passage.blocks if isinstance(block, Insertion)}
    drawn: set[str] = set()
    for expression in each.passage.expressions:
        if expression.name == "chart" and each.body and expression not in between:
            message = "a chart cannot stand within other words, a list, a quotation or a table"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Put it in a paragraph of its own.")
            drawn.add(str(expression.arguments[0]))
            continue
        if expression.name == "chart":
            if str(expression.arguments[0]) in drawn:
                message = f'the chart "{expression.arguments[0]}" is shown twice on this page'
                yield problem(DUPLICATE_KEY, expression.place, message, "Show it once, and refer to it in words.")
            drawn.add(str(expression.arguments[0]))
        name = str(expression.arguments[0])
        if expression.name in IN_PLAN:
            if not (isinstance(page, TextSource) and each.body and expression in between):
                message = f"{expression.name} stands where the plan has no room for it"
                remedy = "Give it a paragraph of its own on a page of text."
                yield problem(MALFORMED_EXPRESSION, expression.place, message, remedy)
        elif expression.name == "reuse":
            message = "reuse stands where no other text can"
            remedy = "Give it a paragraph of its own on a page of text or in the text of a theme."
            yield problem(MALFORMED_EXPRESSION, expression.place, message, remedy)
        elif expression.name in (*IN_PAPERS, "quoted", *OF_BOARD):
            whom = "a paper to the Board" if expression.name in OF_BOARD else "a report to the Panel"
            message = f"{expression.name} belongs to {whom}"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out of the plan.")
        known = known_charts if each.body else []
        if expression.name == "chart" and name not in known:
            yield unknown_id("chart of this page", name, expression.place, known)
    for chart in page.charts.values() if isinstance(page, TextSource) and each.body else ():
        if chart.id not in drawn:
            message = f'the chart "{chart.id}" is described here and nowhere shown'
            remedy = f'Write {{{{ chart("{chart.id}") }}}} in the text, or delete the description.'
            yield problem(UNACCOUNTED, chart.place, message, remedy)


def _notes_of_page(project: Project, edition: Edition, id: str, said: list[Passage]) -> Iterator[Problem]:
    """The notes of a page; a theme has none."""
    page = edition.pages.get(id)
    marked = [tile.note for tile in tiles(page) if tile.note] if isinstance(page, FactsSource) else []
    remedy = "" if page else "A theme has no notes: write it into the text."
    return check_notes(project, notes_of(page) if page else (), said, marked, remedy)


def check_notes(
    project: Project,
    notes: Iterable[NoteText],
    written: Iterable[Passage],
    marked: Iterable[Text] = (),
    only: str = "",
) -> Iterator[Problem]:
    """Each note has one mark, and each mark its note; `only` is the remedy where no notes can stand."""
    known = {note.id: note.text.place for note in notes}
    marks: dict[str, list[Passage | Place]] = {}
    for passage in written:
        for mark in passage.notes:
            marks.setdefault(mark.name, []).append(passage)
    for text in marked:
        marks.setdefault(text.value, []).append(text.place)

    def place_of(name: str, where: Passage | Place) -> Place:
        return where if isinstance(where, Place) else project.sources[where.place.file].find(f"[^{name}]", where.place)

    for name, places in marks.items():
        if name not in known:
            remedy = only or f"{did_you_mean(name, known)}Add the note [^{name}]: … to the page."
            yield problem(UNKNOWN_NOTE, place_of(name, places[0]), f'no note is called "{name}"', remedy)
        for again in places[1:]:
            yield problem(
                UNKNOWN_NOTE,
                place_of(name, again),
                f'the note "{name}" has a second mark',
                "Write a note of its own for it.",
            )
    for name, place in known.items():
        if name not in marks:
            yield problem(
                UNKNOWN_NOTE,
                place,
                f'no mark leads to the note "{name}"',
                f"Put [^{name}] where it belongs.",
            )
