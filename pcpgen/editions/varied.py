"""From an edition and its tree after changes to the edition as it then reads, which is printed like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen.editions.reading import PASSAGE
from pcpgen.editions.tree import Node, Tree
from pcpgen.editions.variation import Varied
from pcpgen.model import plan as model
from pcpgen.model.page import ForewordSource, Page, TextSource
from pcpgen.model.text import Text
from pcpgen.model.variation import Variation
from pcpgen.place import NOWHERE, Place
from pcpgen.place import Source as File
from pcpgen.prose.passage import Passage, plainly
from pcpgen.prose.reading import read_prose
from pcpgen.prose.tree import Block, Source


def edition_of(edition: model.Edition, before: Tree, after: Tree, id: str, subtitle: str) -> model.Edition:
    """The edition with the texts that its tree has after changes; `before` is the tree that it has now.

    What has not changed is taken over as it is.
    """
    themes = tuple(_theme(edition, each, before, after) for each in edition.themes if each.id in after)
    pages = {name: _page(page, before, after) for name, page in edition.pages.items() if name in after}
    levels = [level.key for level in edition.of_plan]
    return replace(
        edition,
        id=id,
        varies=edition.id,
        subtitle=subtitle,
        standing=replace(edition.standing, status="draft", version=""),
        nodes=_stated(edition, after, "edition", levels),
        themes=themes,
        pages=pages,
        parts=tuple(part for part in edition.parts if part.value not in edition.pages or part.value in pages),
    )


def _theme(edition: model.Edition, theme: model.Theme, before: Tree, after: Tree) -> model.Theme:
    if _texts(before, theme.id) == _texts(after, theme.id):
        return theme
    levels = [level.key for level in edition.levels if level.key != "indicators"]
    return replace(
        theme,
        title=_retitled(theme.title, after.by_id[theme.id].title),
        nodes=_stated(edition, after, theme.id, levels),
        narrative=_prose(theme.narrative, theme.id, before, after),
    )


def _stated(edition: model.Edition, after: Tree, parent: str, levels: Sequence[str]) -> tuple[model.Node, ...]:
    """The statements of a theme, or of the plan as a whole."""
    nodes = [after.by_id[id] for id in after.children(parent)]
    said = sorted((node for node in nodes if node.level in levels), key=lambda node: levels.index(node.level))
    kept = {name: node for name, node in edition.by_name.items() if isinstance(node, model.Node)}
    return tuple(_statement(node, kept.get(node.id)) for node in said)


def _statement(node: Node, old: model.Node | None) -> model.Node:
    place = node.body.place if node.body else Place("")
    body = node.body or plainly(node.text, place)
    if old is None:
        return model.Node(node.level, node.name, Text(node.text, place), body, node.asks, place)
    text = old.text if old.text.value == node.text else Text(node.text, place)
    return replace(old, level=node.level, text=text, body=body, serves=node.asks)


def _page(page: Page, before: Tree, after: Tree) -> Page:
    if _texts(before, page.id) == _texts(after, page.id):
        return page
    title = _retitled(page.title, after.by_id[page.id].title)
    if isinstance(page, TextSource | ForewordSource):
        return replace(page, title=title, body=_prose(page.body, page.id, before, after))
    return replace(page, title=title)


def _retitled(title: Text, words: str) -> Text:
    return title if title.value == words else Text(words, title.place)


def _texts(tree: Tree, id: str) -> Sequence[Node]:
    return [tree.by_id[each] for each in tree.under(id)]


def _prose(passage: Passage, page: str, before: Tree, after: Tree) -> Passage:
    """The prose of a page put together from its passages, each under its heading."""
    if _passages(before, page) == _passages(after, page):
        return passage
    depths = {page: 1}
    blocks: list[Block[Source]] = []
    written: list[str] = []
    for node in _passages(after, page):
        depths[node.id] = depth = depths.get(node.parent, 1) + 1
        for body in (_heading(node, depth), node.body if node.text else None):
            if body:
                blocks += body.blocks
                written.append(body.written)
    return Passage(tuple(blocks), "\n\n".join(written), passage.place)


def _heading(node: Node, depth: int) -> Passage | None:
    """The title of a passage as the heading over it."""
    text = f"{'#' * depth} {node.title}"
    return read_prose(text, NOWHERE, File("", text))[0] if node.title else None


def _passages(tree: Tree, page: str) -> list[Node]:
    return [node for node in _texts(tree, page) if node.level == PASSAGE]


def varied_edition(edition: model.Edition, variation: Variation, varied: Varied) -> model.Edition:
    """The edition as it would read with a variation, under a name of its own."""
    subtitle = f"Draft variation: {variation.title}"
    return edition_of(edition, varied.before, varied.after, f"{edition.id}-{variation.id}", subtitle)
