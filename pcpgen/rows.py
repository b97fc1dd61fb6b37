"""From rows of cells to the text of a CSV, in which no text can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\n", "\r")


def csv_text(rows: Iterable[Sequence[str]], ending: str = "\n") -> str:
    """The rows as a CSV, a cell in quotation marks only where it needs them."""
    written = io.StringIO()
    csv.writer(written, lineterminator=ending).writerows(rows)
    return written.getvalue()


def inert(text: str) -> str:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; any other as it is."""
    return f"'{text}" if text.startswith(_RUNS) else text
