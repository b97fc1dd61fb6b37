"""From a composed document to what its PDF is printed from."""

from __future__ import annotations

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.html import render_html
from pcpgen.formats.pdf import Job
from pcpgen.formats.registry import file_of


def write(document: Document, given: Given) -> dict[str, Job]:
    """The job of the renderer, with the images that the document shows and no other."""
    html = render_html(document, "print", given.templates, given.tables)
    images = {url: image for url, image in given.images.items() if url in html}
    return {file_of(document.id, "pdf"): Job(html, images)}
