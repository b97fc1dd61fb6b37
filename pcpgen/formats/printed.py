"""From a composed document to what its PDF is printed from."""

from __future__ import annotations

from pcpgen.document.document import Document
from pcpgen.formats import JOINER
from pcpgen.formats.given import Given
from pcpgen.formats.html import HYPHENED, render_html
from pcpgen.formats.pdf import Job
from pcpgen.formats.registry import file_of
from pcpgen.patterns import pattern

_CLOSED = pattern(r'<span class="closed">([^ <]+) ([^ <]+)</span>')


def write(document: Document, given: Given) -> dict[str, Job]:
    """The job of the renderer, with the images that the document shows and no other."""
    html = render_html(document, "print", given.templates, given.tables)
    images = {url: image for url, image in given.images.items() if url in html}
    return {file_of(document.id, "pdf"): Job(_closed(html), images, document.catalogue.sum_under("reading."))}


def _closed(html: str) -> str:
    """The page with a space at which no line ends where words stay together: WeasyPrint breaks the line before them
    at any of its spaces where a style asks for the same. Behind the hyphens of a short word stands what joins it.
    """
    html = _CLOSED.sub("\\1\u00a0\\2", html)
    return HYPHENED.sub(lambda found: found[0].replace("-", f"-{JOINER}") if found["word"] else found[0], html)
