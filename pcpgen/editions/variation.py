"""From a variation as written to the changes that it makes, in canonical form, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.editions.changes import Add, Change, Move, Remove, Unfit, apply, compare, reworded
from pcpgen.editions.reading import PASSAGE
from pcpgen.editions.tree import ROOT, Node, Tree, tree
from pcpgen.model.page import ForewordSource, TextSource
from pcpgen.model.plan import Edition
from pcpgen.model.text import Text
from pcpgen.model.variation import Asked, Variation
from pcpgen.problems import Problem, listed, problem, unknown_id
from pcpgen.prose.passage import typed_blocks
from pcpgen.rules import MISSING_KEY, UNKNOWN_CHOICE, Rule
from pcpgen.values import dataclass

IDLE_CHANGE = Rule(
    "idle-change",
    "A change that changes nothing",
    "The Panel would be asked to look at something that stays as it is.",
    "Write what the text is to become, or take the change out.",
)
CONTRARY_CHANGES = Rule(
    "contrary-changes",
    "Changes of one text that cannot all be made",
    "Which of them is meant, only the author can say.",
    "Keep one of the two.",
)


@dataclass(frozen=True)
class Varied:
    """The edition's tree before and after a variation, and the changes between them."""

    before: Tree
    after: Tree
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Where:
    """What the changes of one variation are looked up in."""

    edition: Edition
    before: Tree
    asked: Sequence[Asked]


def vary(edition: Edition, before: Tree, variation: Variation) -> Varied | list[Problem]:
    """The variation made, or all that is wrong with it."""
    where = _Where(edition, before, variation.changes)
    problems = [*_contrary(variation.changes)]
    changes: list[Change] = []
    for asked in variation.changes:
        found = _change(where, asked)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            changes.append(found)
    if problems:
        return problems
    try:
        after = _by_level(edition, apply(before, changes))
    except Unfit as unfit:
        return [problem(CONTRARY_CHANGES, variation.place, f"the changes cannot all be made: {unfit}")]
    return Varied(before, after, compare(before, after))


def _by_level(edition: Edition, varied: Tree) -> Tree:
    """The tree with each theme's statements by their levels, as an edition prints them, then what else it has."""
    ranks = {level.key: rank for rank, level in enumerate(edition.levels) if level.key != "indicators"}
    last = len(ranks)
    children = {
        parent: sorted(varied.children(parent), key=lambda id: ranks.get(varied.by_id[id].level, last))
        for parent in (theme.id for theme in edition.themes)
    }
    others = {parent: varied.children(parent) for parent in (ROOT, *varied.by_id)}
    return tree(varied.nodes, {**others, **children})


def _contrary(changes: Sequence[Asked]) -> Iterator[Problem]:
    """A text that is removed and changed as well, or changed twice in one way."""
    earlier: dict[str, list[Asked]] = {}
    for asked in changes:
        before = earlier.setdefault(asked.node.value, [])
        for other in before:
            one, two = (_WORDS.get(each.kind, each.kind) for each in (other, asked))
            if one == two or "remove" in (one, two):
                message = f'"{asked.node}" is changed here and on line {other.node.place.line}'
                yield problem(CONTRARY_CHANGES, asked.node.place, message)
                break
        before.append(asked)


_WORDS = {"replace": "reword"}


def _change(where: _Where, asked: Asked) -> Change | Problem:
    if asked.kind == "add":
        return _add(where, asked)
    node = where.before.by_id.get(asked.node.value)
    if node is None or not _fits(where.edition, asked, node):
        known = [each.id for each in where.before.nodes if _fits(where.edition, asked, each)]
        return unknown_id(f"{asked.what} of the edition", asked.node.value, asked.node.place, known)
    if asked.kind == "remove":
        return Remove(node.id)
    if asked.kind == "move":
        return _move(where, asked, node)
    return _reword(where, asked, node)


def _fits(edition: Edition, asked: Asked, node: Node) -> bool:
    levels = {level.key for level in edition.levels if level.key != "indicators"}
    return node.level in (
        levels if asked.what == "statement" else {PASSAGE} if asked.what == "passage" else {asked.what}
    )


def _reword(where: _Where, asked: Asked, node: Node) -> Change | Problem:
    new = replace(
        node,
        title=asked.heading.value if asked.heading else node.title,
        text=typed_blocks(asked.body.blocks) if asked.body else node.text,
        body=asked.body or node.body,
        serves=_written(asked.serves) or node.serves,
        asks=asked.serves or node.asks,
    )
    if (new.title, new.text.split(), new.serves) == (node.title, node.text.split(), node.serves):
        return problem(IDLE_CHANGE, asked.node.place, f'"{asked.node}" has these words already')
    return reworded(node, new)


def _written(serves: tuple[Text, ...]) -> str:
    return ", ".join(each.value for each in serves)


def _add(where: _Where, asked: Asked) -> Change | Problem:
    id = asked.node.value
    if id in where.before:
        message = f'"{id}" stands in the edition already'
        return problem(CONTRARY_CHANGES, asked.node.place, message, "Reword it, or give the new one another id.")
    if asked.what in ("page", "theme"):
        message = f"a {asked.what} cannot be added by a variation"
        return problem(UNKNOWN_CHOICE, asked.node.place, message, "Add a passage or a statement.")
    page, slash, name = id.partition("/")
    homes = _homes(where, asked)
    if not slash or not name or page not in homes:
        return unknown_id("page or theme for this text", page, asked.node.place, homes)
    if asked.what == "passage" and asked.heading is None:
        message = f'the new passage "{id}" has no heading'
        return problem(MISSING_KEY, asked.place, message, "Write heading: and its words, or begin its file with ##.")
    level = _level(where.edition, asked, PASSAGE)
    if isinstance(level, Problem):
        return level
    kinds = {each.level: each.kind for each in where.before.nodes} | {
        each.key: each.name for each in where.edition.levels
    }
    assert asked.body is not None or asked.heading is not None  # the loader has asked for one
    new = Node(
        id=id,
        level=level,
        title=asked.heading.value if asked.heading else "",
        text=typed_blocks(asked.body.blocks) if asked.body else "",
        serves=_written(asked.serves),
        parent=page,
        kind=kinds.get(level, ""),
        body=asked.body,
        asks=asked.serves,
    )
    after = _after(where, asked, page, level)
    if isinstance(after, Problem):
        return after
    return Add(replace(new, parent=after[0]), after[1])


def _move(where: _Where, asked: Asked, node: Node) -> Change | Problem:
    if asked.what in ("page", "theme"):
        message = f"a {asked.what} cannot be moved by a variation"
        return problem(UNKNOWN_CHOICE, asked.node.place, message, "Move a passage or a statement.")
    if asked.what == "passage" and not node.title:
        message = f'"{asked.node}" has no heading, and would be read as part of what it followed'
        return problem(UNKNOWN_CHOICE, asked.node.place, message, "Give it a heading first, or add its words anew.")
    homes = _homes(where, asked)
    if asked.under and asked.under.value not in homes:
        return unknown_id("page or theme for this text", asked.under.value, asked.under.place, homes)
    page = asked.under.value if asked.under else _top(where.before, node)
    level = _level(where.edition, asked, node.level)
    if isinstance(level, Problem):
        return level
    after = _after(where, asked, page, level)
    if isinstance(after, Problem):
        return after
    if (after, level) == ((node.parent, where.before.before(node.id)), node.level):
        return problem(IDLE_CHANGE, asked.node.place, f'"{asked.node}" stands there already')
    return Move(node.id, level, *after)


def _top(before: Tree, node: Node) -> str:
    while node.parent != ROOT:
        node = before.by_id[node.parent]
    return node.id


def _homes(where: _Where, asked: Asked) -> list[str]:
    """Under what such a text can stand: a passage wherever there is prose, a statement in a theme."""
    themes = [theme.id for theme in where.edition.themes]
    prose = [id for id, page in where.edition.pages.items() if isinstance(page, TextSource | ForewordSource)]
    passages = [each.id for each in where.before.nodes if each.level == PASSAGE and each.title]
    return themes if asked.what == "statement" else [*prose, *themes, *passages]


def _level(edition: Edition, asked: Asked, standing: str) -> str | Problem:
    """The level of a statement: the one named, else the one that it has, else the only one there is."""
    if asked.what == "passage":
        return PASSAGE
    known = [level.key for level in edition.listed]
    if asked.level is None:
        if standing in known:
            return standing
        if len(known) == 1:
            return known[0]
        message = f'the change "{asked.kind}" does not name the level of the statement'
        return problem(MISSING_KEY, asked.place, message, f"Write level: and one of {listed(known)}.")
    if asked.level.value not in known:
        return unknown_id("level of the edition", asked.level.value, asked.level.place, known)
    return asked.level.value


def _after(where: _Where, asked: Asked, page: str, level: str) -> tuple[str, str] | Problem:
    """Under what a text comes to stand, and after which sibling: the one named, none, or the last of its level."""
    gone = {each.node.value for each in where.asked if each.kind in ("remove", "move")}
    staying = [id for id in where.before.under(page) if id not in gone or id == page]
    coming = [
        each.node.value
        for each in where.asked
        if (each.kind == "add" and each.node.value.partition("/")[0] == page)
        or (each.kind == "move" and (each.under.value if each.under else _page_of(where, each)) == page)
    ]
    known = [id for id in [*staying, *coming] if id not in (page, asked.node.value) and _level_of(where, id, level)]
    if asked.after is None:
        return page, _first_or_last(where, asked, page, level, [id for id in staying if id != page])
    named = {id.rpartition("/")[2]: id for id in known} | {id: id for id in known}
    if asked.after.value not in named:
        return unknown_id(f"text of {page}", asked.after.value, asked.after.place, known)
    after = named[asked.after.value]
    node = where.before.by_id.get(after)
    return (node.parent if node and after in staying else page), after


def _level_of(where: _Where, id: str, level: str) -> bool:
    """Whether a text has a level; of one that comes it is taken for granted."""
    node = where.before.by_id.get(id)
    return node is None or node.level == level


def _first_or_last(where: _Where, asked: Asked, page: str, level: str, staying: Sequence[str]) -> str:
    """The sibling that a text follows which is to be the first of its level, or the last."""
    ranks = [PASSAGE, *(each.key for each in reversed(where.edition.levels))]  # passages stand after all statements
    siblings = [where.before.by_id[id] for id in staying if where.before.by_id[id].parent == page]
    before = [each.id for each in siblings if each.level in ranks and ranks.index(each.level) > ranks.index(level)]
    fellows = [each.id for each in siblings if each.level == level]
    openings = [each.id for each in siblings if each.level == level == PASSAGE and not each.title]
    return ["", *before, *(openings if asked.at_start else fellows)][-1]


def _page_of(where: _Where, asked: Asked) -> str:
    node = where.before.by_id.get(asked.node.value)
    return _top(where.before, node) if node else ""
