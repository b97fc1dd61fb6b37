"""From changes to the tree that they make, and from two trees to the changes between them, in canonical form.

Canonical form: ordered by node id; a node that stands elsewhere is moved, never removed and added; as few nodes as
possible are moved, and of several ways to do so those stay that come first in the later tree; an added or moved node
names the sibling that it follows in the later tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace

from pcpgen.editions.tree import ROOT, Node, Tree, tree
from pcpgen.editions.words import kept
from pcpgen.model.text import Text
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass

LEAST_KEPT = 0.35  # of a text's words that stay; where fewer do, the text is replaced rather than reworded
LEAST_WORDS = 6  # a passage under another name is known again by its text if it has as many


class Unfit(ValueError):
    """Changes that cannot be made to this tree. Those of authors are looked through before they come here."""


@dataclass(frozen=True)
class Reword:
    """The node has another title, text or link to what it serves; each is given as it reads afterwards."""

    node: str
    title: str
    text: str
    serves: str = ""
    body: Passage | None = field(default=None, compare=False, repr=False)
    asks: tuple[Text, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Replace(Reword):
    """A rewording that leaves so little of the text that it is read as a new one in the old one's place."""


@dataclass(frozen=True)
class Add:
    """A new node, which stands directly after the sibling `after`, or first where that is empty."""

    new: Node
    after: str

    @property
    def node(self) -> str:
        return self.new.id


@dataclass(frozen=True)
class Remove:
    """The node goes, and with it all that stands under it and is not moved elsewhere."""

    node: str


@dataclass(frozen=True)
class Move:
    """The node stands elsewhere, with all that stands under it: under `parent`, directly after `after`, or first."""

    node: str
    level: str
    parent: str
    after: str


Change = Reword | Replace | Add | Remove | Move
_ORDER = ("Remove", "Add", "Move", "Reword", "Replace")


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda each: (each.node, _ORDER.index(type(each).__name__))))


def apply(before: Tree, changes: Sequence[Change]) -> Tree:
    """The tree with the changes made. Raises Unfit where they cannot be.

    Of several nodes that are to follow the same sibling, the first in `changes` stands first.
    """
    moves = {each.node: each for each in changes if isinstance(each, Move)}
    adds = [each for each in changes if isinstance(each, Add)]
    gone = _removed(before, {each.node for each in changes if isinstance(each, Remove)}, moves)
    nodes = {node.id: node for node in before.nodes if node.id not in gone}
    for each in changes:
        if isinstance(each, Add):
            if each.node in nodes:
                raise Unfit(f"{each.node} is there already")
            nodes[each.node] = each.new
        elif isinstance(each, Move):
            nodes[each.node] = replace(_known(nodes, each.node), level=each.level, parent=each.parent)
    for each in changes:
        if isinstance(each, Reword):
            node = _known(nodes, each.node)
            nodes[each.node] = replace(
                node, title=each.title, text=each.text, serves=each.serves, body=each.body, asks=each.asks
            )
    placed: dict[str, list[tuple[str, str]]] = {}
    for each in changes:
        if isinstance(each, Add | Move):
            parent = nodes[each.node].parent
            if parent != ROOT:
                _known(nodes, parent)
            placed.setdefault(parent, []).append((each.node, each.after))
    fresh = moves.keys() | {each.node for each in adds}
    children = {
        parent: _in_place(
            [id for id in before.children(parent) if id in nodes and id not in fresh], placed.get(parent, [])
        )
        for parent in (ROOT, *nodes)
    }
    made = tree(nodes.values(), children)
    if len(made.nodes) != len(nodes):
        raise Unfit("a node would stand under itself")
    return made


def _known(nodes: Mapping[str, Node], id: str) -> Node:
    if id not in nodes:
        raise Unfit(f"there is no {id}")
    return nodes[id]


def _removed(before: Tree, asked: set[str], moves: Mapping[str, Move]) -> set[str]:
    """The removed nodes, with all under them that is not moved."""
    gone: set[str] = set()
    ahead = list(asked)
    while ahead:
        id = ahead.pop()
        if id not in before:
            raise Unfit(f"there is no {id}")
        gone.add(id)
        ahead += [child for child in before.children(id) if child not in moves]
    if gone & moves.keys():
        raise Unfit("a node is moved and removed")
    return gone


def _in_place(staying: Sequence[str], placed: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Siblings with those put in that are to follow one of them, or one another."""
    followers: dict[str, list[str]] = {}
    for id, after in placed:
        followers.setdefault(after, []).append(id)
    found: list[str] = []
    ahead = [*reversed(staying), ""]
    while ahead:
        here = ahead.pop()
        if here:
            found.append(here)
        ahead += reversed(followers.pop(here, []))
    if followers:
        raise Unfit(f"{next(iter(followers))} is no sibling that another can follow")
    return tuple(found)


def compare(before: Tree, after: Tree) -> tuple[Change, ...]:
    """The changes that make the earlier tree the later one, in canonical form; none where they are the same."""
    after = aligned(before, after)
    changes: list[Change] = []
    for id, node in before.by_id.items():
        if id not in after and (node.parent == ROOT or node.parent in after):
            changes.append(Remove(id))
    stay = {id for parent in (ROOT, *after.by_id) for id in _staying(before, after, parent)}
    for id, node in after.by_id.items():
        old = before.by_id.get(id)
        if old is None:
            changes.append(Add(node, after.before(id)))
            continue
        if id not in stay:
            changes.append(Move(id, node.level, node.parent, after.before(id)))
        if (old.title, old.text, old.serves) != (node.title, node.text, node.serves):
            changes.append(reworded(old, node))
    return in_order(changes)


def reworded(old: Node, new: Node) -> Reword:
    """The change of a node's words: a replacement where few of them stay."""
    kind = Replace if old.text and new.text and kept(old.text, new.text) < LEAST_KEPT else Reword
    return kind(old.id, new.title, new.text, new.serves, new.body, new.asks)


def _staying(before: Tree, after: Tree, parent: str) -> list[str]:
    """The children that need no move: the most that keep their order, of equal choices the first in the later tree."""
    places = (
        {id: place for place, id in enumerate(before.children(parent))} if parent == ROOT or parent in before else {}
    )
    common = [id for id in after.children(parent) if id in places and before.by_id[id].level == after.by_id[id].level]
    longest = [1] * len(common)  # run of growing places that begins at each
    for at in range(len(common) - 1, -1, -1):
        for later in range(at + 1, len(common)):
            if places[common[later]] > places[common[at]]:
                longest[at] = max(longest[at], longest[later] + 1)
    found: list[str] = []
    wanted = max(longest, default=0)
    for at, id in enumerate(common):
        if longest[at] == wanted and wanted and (not found or places[id] > places[found[-1]]):
            found.append(id)
            wanted -= 1
    return found


def aligned(before: Tree, after: Tree) -> Tree:
    """The later tree under the earlier one's ids, where a node is the same in another place or under another title.

    It is the same if it alone has its level and the last part of its id, and enough of its words stay; or if it alone
    has its level and its whole text.
    """
    names: dict[str, str] = {}
    for key in (_by_name, _by_text):
        lost = _once(key, (node for node in before.nodes if node.id not in after and node.id not in names.values()))
        found = _once(key, (node for node in after.nodes if node.id not in before and node.id not in names))
        names |= {
            found[word].id: lost[word].id
            for word in found
            if word in lost and kept(lost[word].text, found[word].text) >= LEAST_KEPT
        }
    if not names:
        return after
    return Tree(
        tuple(
            replace(node, id=names.get(node.id, node.id), parent=names.get(node.parent, node.parent))
            for node in after.nodes
        )
    )


def _by_name(node: Node) -> str:
    return f"{node.level}/{node.name}"


def _by_text(node: Node) -> str:
    words = node.text.split()
    return f"{node.level}/{' '.join(words)}" if len(words) >= LEAST_WORDS else ""


def _once(key: Callable[[Node], str], nodes: Iterable[Node]) -> dict[str, Node]:
    """The nodes that alone have their key."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(key(node), []).append(node)
    return {word: each[0] for word, each in found.items() if word and len(each) == 1}
