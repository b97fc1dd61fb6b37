"""From what is declared of every entry of every file to its page."""

from __future__ import annotations

from pcpgen.schema.reference import reference


def entries_page() -> str:
    return reference()
