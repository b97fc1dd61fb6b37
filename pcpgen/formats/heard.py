"""From a PDF's tag tree to what a screen reader comes by: counted, and as text in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pcpgen.words.catalogue import Catalogue

_HEADINGS = tuple(f"H{level}" for level in range(1, 7))
_INLINE = ("Span", "Link", "Lbl")
_DEEPER = "  "


class Tag(NamedTuple):
    """An element of the tag tree: its kind, what it says of itself, what it holds in order; text is text."""

    kind: str
    says: Mapping[str, Any]
    holds: tuple[Tag | str, ...]

    def all(self, *kinds: str) -> list[Tag]:
        """The elements of these kinds in it, in order."""
        found: list[Tag] = []
        for each in self.holds:
            if isinstance(each, Tag):
                found += [each] if each.kind in kinds else []
                found += each.all(*kinds)
        return found


def tag_of(plain: list[Any]) -> Tag:
    """The tree of plain values, as the rendering child answers them."""
    kind, says, holds = plain
    return Tag(kind, says, tuple(each if isinstance(each, str) else tag_of(each) for each in holds))


def counted_tags(root: Tag) -> dict[str, int]:
    """How much of each there is in a tag tree, and how much of it lacks what a reader needs of it."""
    headings = [_HEADINGS.index(each.kind) + 1 for each in root.all(*_HEADINGS)]
    pictures, cells, links = root.all("Figure"), root.all("TD"), root.all("Link")
    return {
        "said_to_be_accessible": int(bool(root.says.get("PDF/UA"))),
        "languages": int(bool(root.says.get("Lang"))),
        "titles": int(bool(root.says.get("Title"))),
        "first_headings": int(headings.count(1) == 1),
        "headings": len(headings),
        "levels_left_out": left_out(headings),
        "pictures": len(pictures),
        "pictures_without_words": sum(not each.says.get("Alt", "").strip() for each in pictures),
        "tables": len(root.all("Table")),
        "cells": len(cells),
        "cells_without_heads": sum(not each.says.get("Headers") for each in cells),
        "links": len(links),
        "links_without_words": sum(not words_of(each) for each in links),
        "lists": len(root.all("L")),
    }


def left_out(levels: list[int]) -> int:
    """How many headings stand more than one level below the heading before them; the first is of level 1."""
    return sum(level > before + 1 for before, level in zip([0, *levels], levels, strict=False))


def words_of(tag: Tag) -> str:
    """All words in an element, those of its pictures too."""
    words = "".join(
        each if isinstance(each, str) else each.says.get("Alt", "") or f" {words_of(each)} " for each in tag.holds
    )
    return " ".join(words.split())


def reading_order(say: Catalogue, file: str, root: Tag) -> str:
    """What a screen reader comes by in a PDF, a line a paragraph, after what the text is."""
    lines = [say.text("reading.says", file=file), ""]
    for line in _block(say, root):
        if line or lines[-1]:
            lines.append(line)
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(say: Catalogue, tag: Tag) -> Iterator[str]:
    """The lines of an element that stands by itself."""
    if tag.kind in _HEADINGS:
        yield from ("", say.text("reading.heading", level=_HEADINGS.index(tag.kind) + 1, words=_line(say, tag.holds)))
    elif tag.kind == "Figure":
        yield say.text("reading.picture", words=tag.says.get("Alt", ""))
    elif tag.kind == "L":
        yield from _list(say, tag)
    elif tag.kind == "Table":
        yield from _table(say, tag)
    else:
        yield from _lines(say, tag)


def _lines(say: Catalogue, tag: Tag) -> Iterator[str]:
    """The lines of an element: what stands between the blocks in it is a line."""
    run: list[Tag | str] = []
    for each in (*tag.holds, None):
        if isinstance(each, str) or (each and each.kind in _INLINE):
            run.append(each)
            continue
        if line := _line(say, run):
            yield line
        run = []
        yield from _block(say, each) if each else ()


def _line(say: Catalogue, parts: list[Tag | str] | tuple[Tag | str, ...]) -> str:
    return " ".join("".join(_inline(say, each) for each in parts).split())


def _inline(say: Catalogue, part: Tag | str) -> str:
    """A piece of a line: a link and a picture are told as such."""
    if isinstance(part, str):
        return part
    if part.kind == "Figure":
        return f" [{say.text('reading.picture', words=part.says.get('Alt', ''))}] "
    words = "".join(_inline(say, each) for each in part.holds)
    if part.kind == "Link":
        return f"[{say.text('reading.link', words=' '.join(words.split()))}]"
    return words if part.kind in _INLINE else f" {words} "


def _list(say: Catalogue, tag: Tag) -> Iterator[str]:
    """A list: how many items it has, then each behind its mark."""
    items = tag.all("LI") if not tag.all("L") else [each for each in tag.holds if isinstance(each, Tag)]
    yield say.counted("reading.list", len(items))
    for item in items:
        mark = _line(say, [each for each in item.holds if isinstance(each, Tag) and each.kind == "Lbl"])
        rest = tuple(each for each in item.holds if isinstance(each, str) or each.kind != "Lbl")
        first, *more = [*_lines(say, Tag(item.kind, item.says, rest)), ""]
        yield f"{_DEEPER}{mark or '-'} {first}"
        yield from (f"{_DEEPER * 2}{line}" for line in more if line)


def _table(say: Catalogue, tag: Tag) -> Iterator[str]:
    """A table: its title and size, then its rows, each cell behind the heads that it names."""
    rows = [row.all("TH", "TD") for row in tag.all("TR")]
    heads = {cell.says["ID"]: _line(say, cell.holds) for row in rows for cell in row if "ID" in cell.says}
    title = "; ".join(_line(say, each.holds) for each in tag.all("Caption"))
    size = {
        "rows": say.counted("reading.rows", len(rows)),
        "columns": say.counted("reading.columns", max(map(len, rows), default=0)),
    }
    yield from ("", say.text("reading.table", title=title, **size) if title else say.text("reading.bare-table", **size))
    for row in rows:
        beside = {cell.says.get("ID") for cell in row if cell.kind == "TH"}
        yield f"{_DEEPER}{' | '.join(_cell(say, cell, heads, beside) for cell in row)}"
    yield ""


def _cell(say: Catalogue, cell: Tag, heads: Mapping[str, str], beside: set[str | None]) -> str:
    """A cell as it is told, behind its heads but for those that its row begins with."""
    over = [heads.get(name, "") for name in cell.says.get("Headers", ()) if name not in beside]
    words = _line(say, cell.holds)
    return say.text("reading.cell", heads=", ".join(over), words=words) if any(over) else words
