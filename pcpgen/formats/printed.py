"""From a composed document to what its PDF is printed from."""

from __future__ import annotations

import re
from functools import lru_cache

from pcpgen.blocks.wording import STAY
from pcpgen.document.document import Document
from pcpgen.formats import JOINER
from pcpgen.formats.given import Given
from pcpgen.formats.html import at_hyphens, render_html
from pcpgen.formats.pdf import Job
from pcpgen.formats.registry import file_of
from pcpgen.patterns import pattern
from pcpgen.words.catalogue import Catalogue

_NUMBERED = pattern(r'(<th scope="col"[^>]*>[0-9]+) (?=\w)')
_CLOSED = pattern(r'<span class="closed">([^ <]+) ([^ <]+)</span>')


def write(document: Document, given: Given) -> dict[str, Job]:
    """The job of the renderer, with the images that the document shows and no other."""
    html = render_html(document, "print", given.templates, given.tables)
    images = {url: image for url, image in given.images.items() if url in html}
    html = _closed(_dated(html, document.catalogue))
    return {file_of(document.id, "pdf"): Job(html, images, document.catalogue.sum_under("reading."))}


def _dated(html: str, say: Catalogue) -> str:
    """The page with a space at which no line ends between a day and its month."""
    return _dates(say).sub(lambda found: f"{found['day']}{STAY}{found['month']}" if found["day"] else found[0], html)


@lru_cache(maxsize=4)
def _dates(say: Catalogue) -> re.Pattern[str]:
    """What is no running text, or a `day` and its `month`."""
    months = "|".join(re.escape(say.text(f"month.{number}")) for number in range(1, 13))
    return pattern(rf"<[^>]*>|(?<![\w.,/-])(?P<day>[0-3]?[0-9]) (?P<month>{months})\b")


def _closed(html: str) -> str:
    """The page with a space at which no line ends where words stay together: WeasyPrint breaks the line before them
    at any of its spaces where a style asks for the same. Behind the hyphens of a short word stands what joins it, and a
    number over a column stays with the word behind it: "12 months".
    """
    html = _NUMBERED.sub(f"\\1{STAY}", html)
    html = _CLOSED.sub(f"\\1{STAY}\\2", html)
    return at_hyphens(html, lambda found: found[0].replace("-", f"-{JOINER}"))
