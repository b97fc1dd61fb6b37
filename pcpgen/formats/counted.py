"""From a web page as it was written to how much of each there is in it, and how much lacks what a reader needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.formats.heard import left_out
from pcpgen.patterns import pattern

_LANGUAGE = pattern(r'<html\b[^>]*\blang="[^"]+"')
_TITLE = pattern(r"<title>[^<]*[^<\s][^<]*</title>")
_HEADING = pattern(r"<h([1-6])\b")
_IMAGE = pattern(r"<img\b([^>]*)>")
_DRAWING = pattern(r"<svg\b([^>]*)>(?:\s*<title\b[^>]*>([^<]*))?")
_LINK = pattern(r"<a\b([^>]*\bhref=[^>]*)>(.*?)</a>", re.DOTALL)
_TABLE = pattern(r"<table\b.*?</table>", re.DOTALL)
_ROW = pattern(r"<tr\b.*?(?=<tr\b|</table>)", re.DOTALL)
_LIST = pattern(r"<[uo]l\b")
_WORDS_OF = pattern(r'\b(?:alt|aria-label)="([^"]*)"')
_LABEL = pattern(r'\baria-labelledby="([^"]+)"')
_UNHEARD = 'aria-hidden="true"'
_MARKUP = pattern(r"<[^>]*>")


def counted_page(html: str) -> dict[str, int]:
    """How much of each there is in a page."""
    head, _, body = html.partition("</head>")
    levels = [int(level) for level in _HEADING.findall(body)]
    pictures, links = [*_pictures(body)], _LINK.findall(body)
    tables = _TABLE.findall(body)
    cells = [named for table in tables for named in _cells(table)]
    return {
        "languages": int(bool(_LANGUAGE.search(head))),
        "titles": int(bool(_TITLE.search(head))),
        "first_headings": int(levels.count(1) == 1),
        "headings": len(levels),
        "levels_left_out": left_out(levels),
        "pictures": len(pictures),
        "pictures_without_words": sum(not words.strip() for words in pictures),
        "tables": len(tables),
        "cells": len(cells),
        "cells_without_heads": cells.count(False),
        "links": len(links),
        "links_without_words": sum(not _words(given, inside) for given, inside in links),
        "lists": len(_LIST.findall(body)),
    }


def _pictures(body: str) -> Iterator[str]:
    """The words in the place of each picture and drawing that readers are told of."""
    for given in _IMAGE.findall(body):
        words = _WORDS_OF.search(given)
        if _UNHEARD not in given and 'alt=""' not in given:
            yield words[1] if words else ""
    told = set[str]()  # by the ids of their words: a drawing may stand in two widths, of which a window shows one
    for given, title in _DRAWING.findall(body):
        words, label = _WORDS_OF.search(given), _LABEL.search(given)
        if _UNHEARD in given or (label and label[1] in told):
            continue
        told |= {label[1]} if label else set()
        yield title or (words[1] if words else "") or (_text_at(label[1], body) if label else "")


def _text_at(id: str, body: str) -> str:
    """The words that begin the element of an id."""
    found = re.search(rf'\bid="{re.escape(id)}"[^>]*>([^<]*)', body)
    return found[1] if found else ""


def _cells(table: str) -> Iterator[bool]:
    """Of each cell of a table, whether a head of its column or its row is marked as one."""
    over = 'scope="col"' in table
    for row in _ROW.findall(table):
        yield from [over or 'scope="row"' in row] * row.count("<td")


def _words(given: str, inside: str) -> str:
    """What a link is called."""
    named = "".join(_WORDS_OF.findall(given) + _WORDS_OF.findall(inside))
    return named.strip() or _MARKUP.sub("", inside).strip()
