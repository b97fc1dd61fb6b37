"""From an edition's texts to its tree: one node for each theme, page, statement and passage, in reading order.

The tree is what editions are compared as. It holds nothing of how they are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property

from pcpgen.model.text import Text
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass

ROOT = ""  # the parent of what stands under nothing


@dataclass(frozen=True)
class Node:
    """A text of the plan under its id, such as "communities/engage-jointly" or "page-7/offenders".

    `text` is as written, with its double braces. `kind` is the level as readers know it. What is left out of
    comparisons is `body`, the same text cut at its expressions, and `asks`, the statement's links as they were written.
    """

    id: str
    level: str  # "theme", "page", "passage", or the key of a level of the edition
    title: str = ""
    text: str = ""
    serves: str = ""
    parent: str = ROOT
    kind: str = field(default="", compare=False)
    body: Passage | None = field(default=None, compare=False, repr=False)
    asks: tuple[Text, ...] = field(default=(), compare=False, repr=False)

    @property
    def name(self) -> str:
        """The last part of the id, which a node keeps wherever it stands."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True)
class Tree:
    """Nodes, each after its parent and before what follows the parent; siblings in their order."""

    nodes: tuple[Node, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def __contains__(self, id: str) -> bool:
        return id in self.by_id

    def children(self, parent: str) -> tuple[str, ...]:
        """The ids of what stands directly under a node, in order."""
        return self._children.get(parent, ())

    def before(self, id: str) -> str:
        """The id of the sibling that a node follows; empty for the first."""
        siblings = self.children(self.by_id[id].parent)
        place = siblings.index(id)
        return siblings[place - 1] if place else ""

    def under(self, id: str) -> tuple[str, ...]:
        """The ids of a node and of all that stands under it, in reading order."""
        found: list[str] = []
        ahead = [id]
        while ahead:
            here = ahead.pop()
            found.append(here)
            ahead += reversed(self.children(here))
        return tuple(found)


def tree(nodes: Iterable[Node], children: Mapping[str, Iterable[str]] | None = None) -> Tree:
    """The tree of nodes in any order, siblings in the order given, or in that of `children` by the parent's id."""
    by_id = {node.id: node for node in nodes}
    assert ROOT not in by_id  # or it would stand under itself
    order: dict[str, list[str]] = {}
    for node in by_id.values():
        order.setdefault(node.parent, []).append(node.id)
    if children is not None:
        order = {parent: list(ids) for parent, ids in children.items()}
    found: list[Node] = []
    ahead = list(reversed(order.get(ROOT, [])))
    while ahead:
        id = ahead.pop()
        found.append(by_id[id])
        ahead += reversed(order.get(id, []))
    return Tree(tuple(found))
