"""From the pages of documents to patterns of their parts: with very long words, huge values, many items, many columns.

A pattern is one part of a page, changed in one way, as another office might fill it; a page of patterns has the styles
of the page that they are from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import html

LONG = "Verkehrsinfrastrukturfinanzierungsgesellschaftsaufsichtsratsvorsitzendenkonferenz"  # 81 letters
HUGE = "999,999,999,999,999,999,999,999"
ITEMS, ROWS, COLUMNS, THEMES = 30, 60, 12, 9
PARTS = (
    "//header[contains(@class, 'front')]/div[not(@class='notice')]",
    "//main/section[not(.//*[@id='open-data'])]",
    "//main/nav",
    "//main/article",
    "//main/div/section[not(.//*[@id='open-data'])]",
    "//main/div/nav",
    "//main//*[contains(@class, 'listing')]",
    "//footer/div[not(@class='notice')]",
)
Element = Any  # of lxml, whose types do not know what it can


@dataclass(frozen=True)
class Pattern:
    """A part of a page, changed."""

    name: str
    part: Element
    of_paper: bool


def patterns(page: str) -> list[Pattern]:
    """Each part of a page in each way in which it changes at all, and once as it is."""
    tree: Element = html.document_fromstring(page)
    is_paper = bool(tree.xpath("//body[contains(@class, 'doc--paper')]"))
    found = []
    for number, part in enumerate(dict.fromkeys(element for path in PARTS for element in tree.xpath(path))):
        before = html.tostring(part)
        name = f"{number} {part.get('class') or part.get('id') or part.tag}"
        found.append(Pattern(f"{name}, as it is", deepcopy(part), is_paper))
        for way, change in WAYS.items():
            copy = deepcopy(part)
            copy.tail = None
            change(copy)
            if html.tostring(copy) != before:
                found.append(Pattern(f"{name}, {way}", copy, is_paper))
    return found


def page_of(patterns: list[Pattern], page: str) -> str:
    """One page with patterns below one another, each in a box that bears its name."""
    tree: Element = html.document_fromstring(page)
    body = tree.find("body")
    for child in list(body):
        body.remove(child)
    main = html.fromstring("<main></main>")
    body.append(main)
    for pattern in patterns:
        box = html.fromstring(f'<div class="{"frame railed" if pattern.of_paper else "pattern-box"}"></div>')
        box.set("data-pattern", pattern.name)
        box.append(pattern.part)
        main.append(box)
    return f"<!DOCTYPE html>\n{html.tostring(tree, encoding='unicode')}"


def _words(part: Element) -> None:
    for short in part.xpath(".//span[@class='hyphened']"):
        short.drop_tag()  # no long word is one
    for element in part.iter():
        if not isinstance(element.tag, str) or element.xpath("ancestor-or-self::svg"):
            continue
        for side in ("text", "tail"):
            text = getattr(element, side) or ""
            if re.search(r"[A-Za-z]{3}", text) and not (side == "tail" and element is part):
                setattr(element, side, re.sub(r"[A-Za-z’]{3,}", LONG, text, count=1))


def _values(part: Element) -> None:
    for element in part.xpath(".//data[@data-figure] | .//td[contains(@class, 'num')]"):
        if not len(element):
            element.text = HUGE
            for count in element.xpath("ancestor::li[@class='count']"):
                count.set("class", "count count--long")  # as the template has a long number


def _items(part: Element) -> None:
    for items in part.xpath(".//ul | .//ol"):
        own = items.xpath("li")
        for at in range((THEMES if "cover" in items.get("class", "") else ITEMS) - len(own)):
            items.append(deepcopy(own[at % len(own)]))


def _rows(part: Element) -> None:
    for body in part.xpath(".//tbody[tr/td]"):
        own = body.xpath("tr")
        for at in range((THEMES if body.xpath("ancestor::*[contains(@class, 'matrix')]") else ROWS) - len(own)):
            body.append(deepcopy(own[at % len(own)]))


def _columns(part: Element) -> None:
    for table in part.xpath(".//table[thead]"):
        for row in table.xpath(".//tr"):
            own = row.xpath("td") or row.xpath("th[position() > 1]")
            for at in range(COLUMNS - len(row.xpath("th | td"))):
                row.append(deepcopy(own[at % len(own)]))
        table.set("class", re.sub(r"\b(table|told-table|matrix)--\d+", rf"\1--{COLUMNS}", table.get("class", "")))


def _all(part: Element) -> None:
    for change in (_words, _values, _columns):
        change(part)


WAYS: dict[str, Callable[[Element], None]] = {
    "words of 81 letters": _words,
    "values of 24 digits": _values,
    f"{ITEMS} items": _items,
    f"{ROWS} rows": _rows,
    f"{COLUMNS} columns": _columns,
    "long words, huge values and many columns": _all,
}
