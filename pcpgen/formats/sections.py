"""From a composed document to a web page for each of its sections, beside the single page, with contents at the side.

The pages are made by the same templates as the single page, so that they say the same in the same order; then links
are led to the page that holds their target, headings go up a level, since a section's own is the first of its page, and
the style that all share goes into a file of its own, which a browser fetches once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pcpgen.document.document import Document, Section
from pcpgen.formats import BREAK
from pcpgen.formats.given import Given
from pcpgen.formats.html import page_html, rendered
from pcpgen.formats.registry import file_of, ways
from pcpgen.manifest import START, STYLE
from pcpgen.patterns import pattern
from pcpgen.values import dataclass

_FEWEST = 2  # sections, below which a page for each would say nothing
_ID = pattern(r' id="([^"]+)"')
_LINK = pattern(r' href="#([^"]+)"')
_HEADING = pattern(r"(</?h)([2-6])\b")
_HEADING_IN_STYLE = pattern(r"(url\([^)]*\))|(?<![\w.#-])h([2-6])(?![\w-])")
_STYLES = pattern(r'<style(?: media="([^"]+)")?>\n(.*?)\n</style>\n', re.DOTALL)


@dataclass(frozen=True)
class Page:
    """One of the pages: its file, what stands on it, and how the contents call it."""

    file: str
    title: str
    sections: tuple[Section, ...] = ()
    kind: Literal["start", "section", "works", "data"] = "section"
    number: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The ids of what the page begins with, so that a link to it needs none."""
        first = self.sections[0].id if self.sections and self.kind == "section" else ""
        return first, f"{first}-title"


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The pages of a document that is to have them, and their style."""
    pages = pages_of(document, bool(given.tables)) if document.by_section else ()
    if not pages:
        return {}
    heads, bodies = zip(*(text.split("</head>", 1) for text in _rendered(document, pages, given)), strict=True)
    ids = [frozenset(_ID.findall(body)) for body in bodies]
    where = {id: page for page, own in zip(pages, ids, strict=True) for id in own - ids[0] or own}
    where |= {id: page for page in pages for id in page.heads if id}
    files = {STYLE: "\n".join([*_styles(heads[1]), ""])}
    for at, (page, head, body, own) in enumerate(zip(pages, heads, bodies, ids, strict=True)):
        led = _led(body, own, where)
        if at:  # a section's own heading is the first of its page
            head, led = _sharing(head), _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", led)
        files[page.file] = f"{head}</head>{led}"
    return {file: text.encode("utf-8") for file, text in files.items()}


def pages_of(document: Document, has_data: bool) -> tuple[Page, ...]:
    """The pages in order: the front with the contents, a page for each section, then works and data; none of few."""
    say, start, groups = document.catalogue, list[Section](), list[list[Section]]()
    for section in document.sections:
        if section.layout != "contents" and section.title and section.id:
            groups.append([section])
        else:
            (groups[-1] if groups and section.layout != "contents" else start).append(section)
    if len(groups) < _FEWEST:
        return ()
    taken = {START, file_of(document.id, "html")}
    found = [Page(START, say.text("contents.title"), tuple(start), "start")]
    for first, *more in groups:
        found.append(Page(_file(first.id, taken), _called(first), (first, *more), number=first.number))
    if document.works:
        found.append(Page(_file("bibliography", taken), say.text("bibliography.title"), kind="works"))
    if has_data:
        found.append(Page(_file("open-data", taken), say.text("data.title"), kind="data"))
    return tuple(found)


def _called(section: Section) -> str:
    return f"{section.label}: {section.title}" if section.label else section.title


def _file(id: str, taken: set[str]) -> str:
    """A name for a page that no other has."""
    while (name := f"{id}.html") in taken:
        id += "-section"
    taken.add(name)
    return name


def _rendered(document: Document, pages: Sequence[Page], given: Given) -> list[str]:
    """Each page as the templates make it."""

    def text(at: int) -> str:
        page = pages[at]
        around = pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None
        more = {"page": page, "pages": pages, "previous": around[0], "next": around[1]}
        files = given.tables if page.kind == "data" else ()
        styled = at < 2  # the front has its own, and the page after it that which all others share
        return page_html(made, document, "web", files, "pages/page.html.j2", more, styled, forms)

    whole = file_of(document.id, "html")
    single = document.catalogue.text("pages.whole")
    forms = tuple(way._replace(words=single) if way.file == whole else way for way in ways(document, given, ""))
    made, apart = rendered(document.catalogue, given.templates, given.places)
    return apart(lambda: BREAK.join(map(text, range(len(pages))))).split(BREAK)


def _led(text: str, own: frozenset[str], where: dict[str, Page]) -> str:
    """A page whose links to what stands on another lead there."""

    def lead(found: re.Match[str]) -> str:
        id = found[1]
        if id in own or id not in where:
            return found[0]
        page = where[id]
        return f' href="{page.file}"' if id in page.heads else f' href="{page.file}#{id}"'

    return _LINK.sub(lead, text)


def _styles(text: str) -> Iterator[str]:
    """The styles of a page's head, for headings that are a level higher."""
    for media, css in _STYLES.findall(text):
        raised = _HEADING_IN_STYLE.sub(lambda found: found[1] or f"h{int(found[2]) - 1}", css)
        yield raised if media in ("", "all") else f"@media {media} {{\n{raised}\n}}"


def _sharing(text: str) -> str:
    """The head of a page that takes its style from the file beside it."""
    first = _STYLES.search(text)
    at = first.start() if first else len(text)
    bare = _STYLES.sub("", text)
    return f'{bare[:at]}<link rel="stylesheet" href="{STYLE}">\n{bare[at:]}'
