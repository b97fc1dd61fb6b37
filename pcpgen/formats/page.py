"""From a composed document to its web page."""

from __future__ import annotations

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.html import render_html
from pcpgen.formats.registry import FORMATS, Way, file_of, ways
from pcpgen.formats.sections import pages_of
from pcpgen.manifest import START


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The page, with links to the tables as open data and to what else stands of the document."""
    own = file_of(document.id, "html")
    by_section = document.by_section and given.beside and pages_of(document, bool(given.tables))
    start = Way(START, document.catalogue.text(FORMATS["sections"].called))
    forms = (*([start] if by_section else []), *ways(document, given, own))
    page = render_html(document, "web", given.templates, given.tables, given.places, forms)
    return {own: page.encode("utf-8")}
