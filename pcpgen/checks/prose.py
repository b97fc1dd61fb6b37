"""From an edition's passages to problems of prose: headings, links, notes, markup, references to parts and charts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.checks.passages import Prose, passages, tiles
from pcpgen.compose.plan import notes_of
from pcpgen.compose.prose import NOTE_MARK, SCHEMES
from pcpgen.model.page import FactsSource, TextSource
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.text import Passage
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem

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
LONGEST = 40_000  # characters of one passage; Markdown's time grows faster than its text
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]{0,300})\]\((?P<url>(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})[^()]{0,300}\)")
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^<>\s]*>")
_MARKUP = re.compile(r"<[a-zA-Z/!?][^>\n]{0,200}>?|!\[")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(.*?)[ \t#]*$")
_URL_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def check_prose(project: Project, edition: Edition) -> list[Problem]:
    """All problems of prose in an edition."""
    found: list[Problem] = []
    for each in passages(edition):
        if len(each.passage.written) > LONGEST:
            message = f"the passage has {len(each.passage.written):,} characters; {LONGEST:,} are the most"
            found.append(problem("file-too-large", each.passage.place, message, "Divide it into parts of their own."))
            continue
        for rule in (_links, _markup, _headings):
            found += rule(project, each)
        found += _targets(edition, each)
    for id in edition.pages:
        found += _notes(project, edition, id)
    return found


def _find(project: Project, passage: Passage, words: str, after: Place | None = None) -> Place:
    """The place of `words` as they stand in the passage's file."""
    source = project.sources[passage.place.file]
    return source.find(words.split("\n")[0], after or passage.place)


def _links(project: Project, each: Prose) -> Iterator[Problem]:
    for link in _LINK.finditer(each.passage.written):
        place = _find(project, each.passage, link[0])
        words = re.sub(r"[^\w ]", "", link["text"]).strip().casefold()
        if words in EMPTY_LINKS or not words:
            said = f'the link reads "{link["text"]}"' if words else "the link has no words"
            yield problem("link-text", place, said)
        scheme = _URL_SCHEME.match(link["url"])
        if scheme is None or scheme[1].lower() not in SCHEMES:
            message = f'the link leads to "{link["url"][:60]}"'
            yield problem("unsafe-prose", place, message, "Begin the address with https:// or http://.")


def _markup(project: Project, each: Prose) -> Iterator[Problem]:
    text = _AUTOLINK.sub(lambda found: " " * len(found[0]), each.passage.written)
    for found in _MARKUP.finditer(text):
        what = "an image cannot stand in prose" if found[0] == "![" else f"{found[0][:40]} is HTML"
        yield problem("unsafe-prose", _find(project, each.passage, found[0]), what)


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
        if not found[2]:
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


def _targets(edition: Edition, each: Prose) -> Iterator[Problem]:
    """Parts and charts that expressions name."""
    page = edition.pages.get(each.page)
    known_charts = list(page.charts) if isinstance(page, TextSource) else []
    known_parts = [part.value for part in edition.parts if part.value != "themes"] + [
        theme.id for theme in edition.themes
    ]
    for expression in each.passage.expressions:
        known = {"see": known_parts, "chart": known_charts if each.body else []}.get(expression.name)
        name = str(expression.arguments[0])
        if known is not None and name not in known:
            what = "part of the edition" if expression.name == "see" else "chart of this page"
            remedy = (
                f"{did_you_mean(name, known)}Ids that exist: {listed(known)}." if known else "Describe the chart first."
            )
            yield problem("unknown-id", expression.place, f'no {what} has the id "{name}"', remedy)


def _notes(project: Project, edition: Edition, id: str) -> Iterator[Problem]:
    """Each note has one mark, and each mark its note."""
    page = edition.pages[id]
    notes = {note.id: note.text.place for note in notes_of(page)}
    marks: dict[str, list[Place]] = {}
    for each in passages(edition):
        if each.page == id:
            for mark in NOTE_MARK.finditer(each.passage.written):
                marks.setdefault(mark[1], []).append(_find(project, each.passage, mark[0]))
    if isinstance(page, FactsSource):
        for tile in tiles(page):
            if tile.note:
                marks.setdefault(tile.note.value, []).append(tile.note.place)
    for name, places in marks.items():
        if name not in notes:
            remedy = f"{did_you_mean(name, notes)}Add the note [^{name}]: … to the page."
            yield problem("unknown-note", places[0], f'no note is called "{name}"', remedy)
        for again in places[1:]:
            yield problem(
                "unknown-note",
                again,
                f'the note "{name}" has a second mark',
                "Write a note of its own for it.",
            )
    for name, place in notes.items():
        if name not in marks:
            yield problem(
                "unknown-note",
                place,
                f'no mark leads to the note "{name}"',
                f"Put [^{name}] where it belongs.",
            )
