"""From texts of the program to Markdown that prints them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARK = re.compile(r"([\\`*_{}\[\]<>#|~])")


def plain(text: str) -> str:
    """A text in which no mark means anything, on one line; what stands between grave accents stays code."""
    pieces = re.split(r"(`[^`\n]+`)", " ".join(text.split()))
    return "".join(piece if piece[:1] == "`" and len(piece) > 1 else _MARK.sub(r"\\\1", piece) for piece in pieces)


def code(text: str) -> str:
    """A text as it is typed, also within a cell of a table; nothing where it is empty."""
    marks = "``" if "`" in text else "`"
    return f"{marks}{text}{marks}".replace("|", "\\|") if text else ""


def fence(text: str, of: str = "text") -> str:
    """Lines as they stand."""
    marks = "````" if "```" in text else "```"
    return f"{marks}{of}\n{text.rstrip()}\n{marks}\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell or '–' for cell in line)} |\n" for line in lines)


def page(title: str, opening: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", opening, *(part.rstrip("\n") for part in parts)]) + "\n"
