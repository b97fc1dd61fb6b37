"""From a composed document to its tables as open data, and the package that describes them."""

from __future__ import annotations

from pcpgen.document.document import Document
from pcpgen.formats.given import Given


def write(document: Document, given: Given) -> dict[str, bytes]:
    return {file.path: file.content for file in given.tables}
