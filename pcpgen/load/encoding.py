"""From the bytes of a file to its text, or to why they are none and how a program saves them as text."""

from __future__ import annotations

from typing import NamedTuple

from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

NOT_UTF_8 = Rule(
    "not-utf-8",
    "A file is not plain text in UTF-8",
    "Read in the wrong encoding, £ and ’ turn into other characters; a document of Word or a PDF is no text at all.",
    "Save the file as UTF-8.",
)
# what begins a file that is no text, and what it is
_OTHERS = (
    (b"PK\x03\x04", "a Word document, a workbook or another package of files"),
    (b"\xd0\xcf\x11\xe0", "a document or workbook of an old Office"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Rich Text document"),
)
_PAGE = (b"<!doctype html", b"<html")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class Undecoded(NamedTuple):
    """Why a file is no text, and as much of it as a person may recognise."""

    problem: Problem
    shown: str = ""


def decode(file: str, content: bytes) -> str | Undecoded:
    """The text of a file without its byte order mark, or why it has none."""
    if other := _other(content):
        return Undecoded(problem(NOT_UTF_8, Place(file), f"the file is {other}, whatever its name says", _anew(file)))
    if is_wide(content):
        message = "the file is UTF-16, as Notepad’s and Excel’s Unicode text is"
        is_mended = file.startswith(("plan/", "data/"))
        remedy = f"Run pcpgen check --fix, or save it anew: {_saved(file)}" if is_mended else _saved(file)
        return Undecoded(problem(NOT_UTF_8, Place(file), message, remedy))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        wrong = content[error.start : error.start + 1]
        likely = wrong.decode("cp1252", "replace")
        message = f"byte {wrong.hex().upper()} is not UTF-8; in Windows-1252 it is {likely}"
        shown = content.decode("cp1252", "replace").replace("\r\n", "\n")
        return Undecoded(problem(NOT_UTF_8, Place(file, line, column), message, _saved(file)), shown)


def is_wide(content: bytes) -> bool:
    """Whether each character takes two bytes, or four."""
    begin = content[:200]
    return content.startswith(_WIDE) or 3 * max(begin[::2].count(0), begin[1::2].count(0)) > len(begin)


def _other(content: bytes) -> str:
    for begins, what in _OTHERS:
        if content.startswith(begins):
            return what
    return "a web page" if content[:100].lstrip().lower().startswith(_PAGE) else ""


def _saved(file: str) -> str:
    """How the program in which such a file is usually open saves it."""
    if file.endswith(".csv"):
        return "In Excel choose File, Save As, CSV UTF-8 (Comma delimited)."
    return "In Notepad choose File, Save as, and UTF-8 under Encoding."


def _anew(file: str) -> str:
    if file.endswith(".csv"):
        return "Open it in the program that wrote it, and save the figures as CSV UTF-8 (Comma delimited)."
    return "Copy its words into Notepad or another plain text editor, and save them there in its place, as UTF-8."
