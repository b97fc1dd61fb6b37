"""From an edition's passages to problems of prose: headings, links, notes, markup, references to parts and charts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from pcpgen.checks.passages import Prose, passages, tiles
from pcpgen.compose.plan import notes_of
from pcpgen.compose.prose import ADDRESS, LINK, NOTE_MARK
from pcpgen.model.page import FactsSource, NoteText, TextSource
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.text import Expression, Passage, Text
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, first, listed, problem

EMPTY_LINKS = frozenset(
    [
        "here",
        "click here",
        "this",
        "this link",
        "link",
        "more",
        "read more",
        "see more",
        "details",
        "find out more",
        "website",
        "page",
        "document",
        "download",
    ]
)
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^<>\s\ue000\ue001]*>")
_MARKUP = re.compile(r"<[a-zA-Z/!?][^>\n]{0,200}>?|!\[")
_CHARACTER = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,40}));")
# a link whose address stands elsewhere, and a line that nests deeper than a list or quotation can be followed
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,300}\]:[ \t]*\S+[ \t]*(?:[\"'(].*)?$", re.MULTILINE)
_DEEP = re.compile(
    r"^(?:(?: {0,3}\t| {4}){10}|(?:[ \t]{0,60}(?:>|[-+*](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))){6}).*", re.MULTILINE
)
_HEADING = re.compile(r"^(#{1,6})(.*)$")
# what an expression or note mark becomes, for reading a passage as the composer does: text, or a link of its own
_TEXT, _LINKED = "\ue000", "\ue001"


# what only a paper to the Board can say
OF_BOARD = ("repeat", "contents_by_law", "themes", "consultation")


def check_prose(project: Project, edition: Edition) -> list[Problem]:
    """All problems of prose in an edition."""
    found = check_passages(project, passages(edition))
    by_page: dict[str, list[Passage]] = {}
    for each in passages(edition):
        by_page.setdefault(each.page, []).append(each.passage)
        found += first(targets(edition, each))
    for id in (*(theme.id for theme in edition.themes), *edition.pages):
        found += first(_notes_of_page(project, edition, id, by_page.get(id, [])))
    return found


def check_passages(project: Project, written: Iterable[Prose]) -> list[Problem]:
    """Problems of links, markup and headings in passages."""
    found: list[Problem] = []
    for each in written:
        for rule in (_links, _markup, _headings):
            found += first(rule(project, each))
    return found


def _find(project: Project, passage: Passage, words: str, after: Place | None = None) -> Place:
    """The place of `words` as they stand in the passage's file."""
    source = project.sources[passage.place.file]
    return source.find(_cut(words), after or passage.place)


def _cut(words: str) -> str:
    """The words of one line up to an expression or note mark."""
    return re.split(f"[\n{_TEXT}{_LINKED}]", words)[0]


def _links(project: Project, each: Prose) -> Iterator[Problem]:
    shape = _shape(each.passage)
    for link in LINK.finditer(shape):
        words = re.sub(r"[^\w ]", "", link["text"]).strip().casefold()
        if words in EMPTY_LINKS or not (words or _TEXT in link["text"]):
            said = f'the link reads "{link["text"]}"' if words else "the link has no words"
            yield problem("link-text", _find(project, each.passage, link[0]), said)
        if _TEXT in link["url"] or _LINKED in link["url"]:
            message = "double braces or a note mark stand in the address of a link"
            yield problem(
                "unsafe-prose", _find(project, each.passage, link[0]), message, "Write the whole address out."
            )
        elif _LINKED in link["text"]:
            message = "a note mark or a link to a part stands within a link"
            yield problem("unsafe-prose", _find(project, each.passage, link[0]), message, "Put it after the link.")
        elif not ADDRESS.fullmatch(link["url"]):
            message = f'the link leads to "{link["url"][:60]}"'
            place = _find(project, each.passage, link[0])
            yield problem("unsafe-prose", place, message, "Begin the address with https:// or http://.")
    for found in _DEFINITION.finditer(shape):
        message = "the address of a link stands apart from its words"
        remedy = "Write the link where it belongs: [its words](https://…)."
        yield problem("unsafe-prose", _find(project, each.passage, found[0]), message, remedy)


def _shape(passage: Passage) -> str:
    """The passage as the composer reads it, with one character for each expression and note mark."""
    return "".join(
        (_LINKED if piece.name in ("see", "chart") else _TEXT)
        if isinstance(piece, Expression)
        else NOTE_MARK.sub(_LINKED, piece)
        for piece in passage.pieces
    )


def _markup(project: Project, each: Prose) -> Iterator[Problem]:
    text = _AUTOLINK.sub(lambda found: " " * len(found[0]), _shape(each.passage))
    for found in _MARKUP.finditer(text):
        what = "an image cannot stand in prose" if found[0] == "![" else f"{_cut(found[0])[:40]} is HTML"
        yield problem("unsafe-prose", _find(project, each.passage, found[0]), what)
    for found in _CHARACTER.finditer(text):
        if found["name"] is None or f"{found['name']};" in html5:
            remedy = f"Type the character itself: {html.unescape(found[0])}"
            yield problem("unsafe-prose", _find(project, each.passage, found[0]), f"{found[0][:40]} is HTML", remedy)
    for found in _DEEP.finditer(text):
        message = "this line stands too deep in lists, quotations or blanks"
        yield problem("unsafe-prose", _find(project, each.passage, found[0]), message, "Write it with fewer levels.")


def _headings(project: Project, each: Prose) -> Iterator[Problem]:
    """Headings begin at ## and skip no level; each has words under it; a caption has none."""
    level, after = 1, each.passage.place
    lines = each.passage.written.split("\n")
    open_heading: Place | None = None
    for line in lines:
        found = _HEADING.match(line)
        if not found:
            open_heading = None if line.strip() else open_heading
            continue
        words = found[2].strip(" \t").rstrip(" \t#")
        place = after = _find(project, each.passage, line, after)
        depth = len(found[1])
        if not each.body:
            yield problem(
                "heading-level",
                place,
                "a heading stands where one line of words belongs",
                "Delete the number signs.",
            )
        elif depth == 1 or depth > 4 or depth > level + 1:
            due = "##" if level == 1 else f"{'#' * level} or {'#' * min(level + 1, 4)}"
            yield problem(
                "heading-level", place, f"{found[1]} follows a heading of level {level}", f"Write {due} here."
            )
        if not words:
            yield problem("empty-text", place, "the heading holds no words")
        if open_heading and depth <= level:
            yield problem(
                "empty-text",
                open_heading,
                "nothing stands under this heading",
                "Write the words, or delete the heading.",
            )
        level, open_heading = depth, place
    if open_heading and each.body:
        yield problem(
            "empty-text",
            open_heading,
            "nothing stands under this heading",
            "Write the words, or delete the heading.",
        )


def targets(edition: Edition, each: Prose) -> Iterator[Problem]:
    """Parts and charts that expressions name; what only a report to the Panel can say."""
    page = edition.pages.get(each.page)
    known_charts = list(page.charts) if isinstance(page, TextSource) else []
    known_parts = [part.value for part in edition.parts if part.value != "themes"] + [
        theme.id for theme in edition.themes
    ]
    drawn: set[str] = set()
    for expression in each.passage.expressions:
        if expression.name == "chart":
            if str(expression.arguments[0]) in drawn:
                message = f'the chart "{expression.arguments[0]}" is shown twice on this page'
                yield problem("duplicate-key", expression.place, message, "Show it once, and refer to it in words.")
            drawn.add(str(expression.arguments[0]))
        known = {"see": known_parts, "chart": known_charts if each.body else []}.get(expression.name)
        name = str(expression.arguments[0])
        if expression.name in ("question", "indicator", "rates", "quoted", *OF_BOARD):
            whom = "a paper to the Board" if expression.name in OF_BOARD else "a report to the Panel"
            message = f"{expression.name} belongs to {whom}"
            yield problem("malformed-expression", expression.place, message, "Take it out of the plan.")
        if known is not None and name not in known:
            what = "part of the edition" if expression.name == "see" else "chart of this page"
            remedy = (
                f"{did_you_mean(name, known)}Ids that exist: {listed(known)}." if known else "Describe the chart first."
            )
            yield problem("unknown-id", expression.place, f'no {what} has the id "{name}"', remedy)
    for chart in page.charts.values() if isinstance(page, TextSource) and each.body else ():
        if chart.id not in drawn:
            message = f'the chart "{chart.id}" is described here and nowhere shown'
            remedy = f'Write {{{{ chart("{chart.id}") }}}} in the text, or delete the description.'
            yield problem("unaccounted", chart.place, message, remedy)


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
        for mark in NOTE_MARK.finditer(passage.written):
            marks.setdefault(mark[1], []).append(passage)
    for text in marked:
        marks.setdefault(text.value, []).append(text.place)

    def place_of(name: str, where: Passage | Place) -> Place:
        return where if isinstance(where, Place) else _find(project, where, f"[^{name}]")

    for name, places in marks.items():
        if name not in known:
            remedy = only or f"{did_you_mean(name, known)}Add the note [^{name}]: … to the page."
            yield problem("unknown-note", place_of(name, places[0]), f'no note is called "{name}"', remedy)
        for again in places[1:]:
            yield problem(
                "unknown-note",
                place_of(name, again),
                f'the note "{name}" has a second mark',
                "Write a note of its own for it.",
            )
    for name, place in known.items():
        if name not in marks:
            yield problem(
                "unknown-note",
                place,
                f'no mark leads to the note "{name}"',
                f"Put [^{name}] where it belongs.",
            )
