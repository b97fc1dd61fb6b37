"""From a composed document to the file that says where each of its figures stands and which cells it came from."""

from __future__ import annotations

from pcpgen.compose.provenance import encoded
from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.manifest import PROVENANCE


def write(document: Document, given: Given) -> dict[str, bytes]:
    return {PROVENANCE: encoded(document)}
