"""From a composed document to its web page."""

from __future__ import annotations

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.html import render_html
from pcpgen.formats.registry import file_of


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The page, with links to the tables as open data."""
    page = render_html(document, "web", given.templates, given.tables, given.places)
    return {file_of(document.id, "html"): page.encode("utf-8")}
