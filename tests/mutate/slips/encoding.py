"""Slips in how a file is saved."""

from __future__ import annotations

import re
from random import Random

from tests.mutate.changes import Change, Files, change, kinds_of, lines, one, prose, put, turned
from tests.mutate.plausible import TAKEN_AWAY


def file(files: Files, chance: Random, holding: str = "") -> str | None:
    known = [name for name in sorted(files) if re.search(holding, files[name]) and "README" not in name]
    return chance.choice(known) if known else None


def saved_in_windows_1252(files: Files, chance: Random) -> Change | None:
    """A file is saved in Windows-1252."""
    name = file(files, chance, "[’£–é“]")
    return Change(name, 1, "UTF-8", "Windows-1252", files[name].encode("cp1252", "replace")) if name else None


def saved_in_utf_16(files: Files, chance: Random) -> Change | None:
    """A file is saved as UTF-16."""
    name = file(files, chance)
    return Change(name, 1, "UTF-8", "UTF-16", files[name].encode("utf-16")) if name else None


def read_wrongly_once(files: Files, chance: Random) -> Change | None:
    """A character was read in the wrong encoding and saved."""
    return turned(
        files,
        chance,
        lines(files, "", "plan/", "[’£–“]"),
        put("[’£–“]", lambda m: m[0].encode("utf-8").decode("cp1252", "replace")),
    )


def blank_that_does_not_break(files: Files, chance: Random) -> Change | None:
    """Blanks that do not break, as indentation."""
    return turned(files, chance, lines(files, ".yaml", "plan/", r"^  \S"), put("^  ", "\u00a0\u00a0"))


def sign_without_width(files: Files, chance: Random) -> Change | None:
    """A character that nobody sees."""
    line = one(chance, lines(files, "", "", "[a-z]{4}"))
    return change(files, line, re.sub(r"([a-z]{2})([a-z]{2})", "\\1\u200b\\2", line.text, count=1)) if line else None


def soft_hyphen(files: Files, chance: Random) -> Change | None:
    """A soft hyphen from a word processor."""
    line = one(chance, prose(files))
    return change(files, line, re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", line.text, count=1)) if line else None


def mark_of_byte_order(files: Files, chance: Random) -> Change | None:
    """A mark of the order of bytes before a file, as Excel writes it."""
    name = file(files, chance)
    return Change(name, 1, "", "BOM", b"\xef\xbb\xbf" + files[name].encode("utf-8")) if name else None


def ends_of_lines_of_windows(files: Files, chance: Random) -> Change | None:
    """Lines end as on Windows."""
    name = file(files, chance)
    return Change(name, 1, "LF", "CRLF", files[name].replace("\n", "\r\n").encode("utf-8")) if name else None


def curly_quotation_marks(files: Files, chance: Random) -> Change | None:
    """The quotation marks of an expression are curly."""
    return turned(
        files, chance, lines(files, ".md", "plan/", r"\{\{ *figure\(\""), put(r'figure\("([^"]*)"', "figure(“\\1”")
    )


def file_emptied(files: Files, chance: Random) -> Change | None:
    """A file is empty."""
    name = file(files, chance)
    return Change(name, 1, "…", "", b"") if name else None


def file_gone(files: Files, chance: Random) -> Change | None:
    """A file is gone."""
    name = file(files, chance)
    rule = TAKEN_AWAY if name and name.startswith("plan/board/") else ""
    return Change(name, 1, "…", "", None, plausible=rule) if name else None


def blanks_at_the_end(files: Files, chance: Random) -> Change | None:
    """Blanks at the end of a line."""
    line = one(chance, prose(files))
    return change(files, line, f"{line.text} ") if line else None


KINDS = kinds_of(
    "encoding",
    saved_in_windows_1252,
    saved_in_utf_16,
    read_wrongly_once,
    blank_that_does_not_break,
    sign_without_width,
    soft_hyphen,
    mark_of_byte_order,
    ends_of_lines_of_windows,
    curly_quotation_marks,
    file_emptied,
    file_gone,
    blanks_at_the_end,
)
