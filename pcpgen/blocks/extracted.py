"""From the record of an extract to the sentence that a reader gets: what was read, counted and left out."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.model.extraction import Extracted, LeftOut
from pcpgen.words.catalogue import Catalogue

_OF_THE_SHEET = ("words", "total")  # what is in a table besides its rows, which no reader asks about


def note_to_readers(say: Catalogue, record: Extracted) -> str:
    """What a reader must know of rows that were counted or added up; nothing where all were."""
    left = tuple(each for each in record.left_out if each.why not in _OF_THE_SHEET)
    return note(say, replace(record, left_out=left)) if record.counted and (left or record.copies) else ""


def note(say: Catalogue, record: Extracted) -> str:
    """How the figures came from the publisher's files."""
    left = say.listed([_left(say, each) for each in record.left_out])
    return say.text(
        "extract.counted" if record.counted else "extract.note",
        files=say.counted("extract.files", len([each for each in record.files if each.how]) or 1),
        read=say.counted("extract.rows", record.read),
        kept=f"{record.kept:,}",
        left=say.text("extract.left", rows=left) if left else "",
        copies=say.counted("extract.copies", record.copies) if record.copies else "",
    )


def _left(say: Catalogue, each: LeftOut) -> str:
    words = say.text(f"extract.{each.why}", **({"words": each.words} if each.words else {}))
    return f"{say.counted('extract.rows', each.rows)} {words}"
