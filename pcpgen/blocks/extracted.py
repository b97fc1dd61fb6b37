"""From the record of an extract to the sentence that a reader gets: what was read, counted and left out."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.lexicon import GOES_ON
from pcpgen.model.extraction import Extracted, LeftOut
from pcpgen.words.catalogue import Catalogue

_OF_THE_SHEET = ("words", "total")  # what is in a table besides its rows, which no reader asks about


def note_to_readers(say: Catalogue, record: Extracted, kept_back: bool) -> str:
    """What a reader must know of rows that were counted or added up; nothing where all were.

    Where a cell is kept back it does not say how many they were: less what is printed, that would be the cell.
    """
    left = tuple(each for each in record.left_out if each.why not in _OF_THE_SHEET)
    if not record.counted or not (left or record.copies):
        return ""
    record = replace(record, left_out=left)
    return say.text("extract.kept-back", **_besides(say, record)) if kept_back else note(say, record)


def note(say: Catalogue, record: Extracted) -> str:
    """How the figures came from the publisher's files."""
    return say.text(
        "extract.counted" if record.counted else "extract.note",
        read=say.counted("extract.rows", record.read),
        kept=f"{record.kept:,}",
        **_besides(say, record),
    )


def _besides(say: Catalogue, record: Extracted) -> dict[str, str]:
    """How many files were read, and what was left out of them."""
    left = say.listed([_left(say, each) for each in record.left_out])
    return {
        "files": say.counted("extract.files", len([each for each in record.files if each.how]) or 1),
        "left": say.text("extract.left", rows=left) if left else "",
        "copies": say.counted("extract.copies", record.copies) if record.copies else "",
    }


def _left(say: Catalogue, each: LeftOut) -> str:
    if each.why == "reason" and not GOES_ON[say.id].fullmatch(each.words):
        words = say.text("extract.named", words=each.words)
    else:
        words = say.text(f"extract.{each.why}", **({"words": each.words} if each.words else {}))
    return f"{say.counted('extract.rows', each.rows)} {words}"
