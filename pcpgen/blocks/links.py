"""From an edition to what serves what in it: themes and statements, of a theme or of the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Literal

from pcpgen.document.prose import Phrase, Reference, phrase, worded
from pcpgen.model import plan as model
from pcpgen.model.plan import THEMES
from pcpgen.model.text import Text
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

Titled = Callable[[model.Node], str]


@dataclass(frozen=True, slots=True)
class Thing:
    """A theme or statement: the key of its level, the id by which links find it, what says what it is called."""

    level: str
    id: str
    called: Callable[[], str] = field(compare=False)  # what takes some time to say, and few are asked

    @property
    def title(self) -> str:
        return self.called()


@dataclass(frozen=True, slots=True)
class Links:
    """Every thing of an edition by its level, and by ids which serves which, and which statements stand in which."""

    things: Mapping[str, tuple[Thing, ...]]
    serves: Mapping[str, tuple[Thing, ...]]
    served_by: Mapping[str, tuple[Thing, ...]]
    within: Mapping[str, tuple[str, ...]]  # at whatever depth


def links_of(edition: model.Edition, titled: Titled) -> Links:
    """What an edition's themes and statements serve; `titled` says what a statement is called."""
    if not edition.is_linked:
        return Links({}, {}, {}, {})
    themes = [Thing(THEMES, theme.id, partial(str, theme.title)) for theme in edition.themes]
    placed: list[tuple[model.Theme | None, model.Node]] = [(None, node) for node in edition.nodes]
    placed += [(theme, node) for theme in edition.themes for node in theme.nodes]
    found = {
        statement_id(theme, node): Thing(node.level, statement_id(theme, node), partial(titled, node))
        for theme, node in placed
    }
    known = found | {theme.id: theme for theme in themes}
    levels = {level.key: level for level in edition.levels}
    serves: dict[str, tuple[Thing, ...]] = {}
    for theme in edition.themes:
        keys = edition.top.serves if edition.top else ()
        serves[theme.id] = tuple(_served(edition, None, theme.serves, keys, known))
    for within, node in placed:
        keys = levels[node.level].serves
        serves[statement_id(within, node)] = tuple(_served(edition, within, node.serves, keys, known))
    served_by: dict[str, list[Thing]] = {}
    for id, targets in serves.items():
        for target in targets:
            served_by.setdefault(target.id, []).append(known[id])
    return Links(
        {THEMES: tuple(themes), **by_level(list(found.values()))},
        serves,
        {id: tuple(things) for id, things in served_by.items()},
        _within(placed, levels),
    )


def bond(links: Links, row: Thing, column: Thing) -> Literal["direct", "through", "not"]:
    """Whether a thing serves another itself, only through a statement of its own, or not."""
    if any(thing.id == column.id for thing in links.serves.get(row.id, ())):
        return "direct"
    within = (thing.id for id in links.within.get(row.id, ()) for thing in links.serves.get(id, ()))
    return "through" if column.id in within else "not"


def _within(
    placed: Sequence[tuple[model.Theme | None, model.Node]], levels: Mapping[str, model.Level]
) -> Mapping[str, tuple[str, ...]]:
    """The statements of each theme, and those under each statement, by their ids."""
    above: dict[str, str] = {}
    for theme, node in placed:
        around = theme.id if theme else levels[node.level].within
        above[statement_id(theme, node)] = f"{around}-{node.under}" if node.under else theme.id if theme else ""
    found: dict[str, list[str]] = {}
    for id in above:
        each = above[id]
        while each:
            found.setdefault(each, []).append(id)
            each = above.get(each, "")
    return {id: tuple(within) for id, within in found.items()}


def statement_id(theme: model.Theme | None, node: model.Node) -> str:
    """The id by which links find a statement; one of the plan as a whole has its level before it."""
    return f"{theme.id if theme else node.level}-{node.id}"


def _served(
    edition: model.Edition,
    theme: model.Theme | None,
    serves: Sequence[Text],
    keys: Sequence[str],
    known: Mapping[str, Thing],
) -> Iterator[Thing]:
    """The things that ids name, at one of these levels; what a variation has taken out is left out."""
    of_plan = {level.key for level in edition.of_plan}
    for each in serves:
        ids = [
            each.value if key == THEMES else f"{key if key in of_plan or theme is None else theme.id}-{each}"
            for key in keys
        ]
        yield from [known[id] for id in ids if id in known and known[id].level in keys][:1]


def level_called(say: Catalogue, edition: model.Edition, key: str, count: int) -> str:
    """What so many of a level are called in a sentence; of themes too, whatever the office calls them."""
    return themes_called(say, edition, count) if key == THEMES else _level(say, edition, key).noun(count)


def themes_called(say: Catalogue, edition: model.Edition, count: int) -> str:
    """What so many themes are called in a sentence, by the office or by the program."""
    return edition.top.noun(count) if edition.top else say.counted("plan.themes-called", count)


def heading_of(say: Catalogue, edition: model.Edition, key: str, count: int) -> str:
    """The same as it stands over them."""
    level = _level(say, edition, key)
    return level.name if count == 1 else level.plural


def _level(say: Catalogue, edition: model.Edition, key: str) -> model.Level:
    if key == THEMES:
        return top_of(say, edition)
    return next(level for level in edition.levels if level.key == key)


def top_of(say: Catalogue, edition: model.Edition) -> model.Level:
    """What the themes of an edition are called: as the office says, or else as the program does."""
    if edition.top:
        return edition.top
    one, many = say.text("plan.theme"), say.text("plan.themes")
    return model.Level(THEMES, one, many, False, True, (), edition.place, edition.place)


def told_of(say: Catalogue, edition: model.Edition, links: Links, id: str) -> Iterator[Phrase]:
    """What a statement serves across the plan, and what serves it, a line for each level."""
    for key, things in across(edition, links.serves.get(id, ())).items():
        yield _told(say, edition, "statement.serves", key, things)
    if any(id == thing.id for level in edition.of_plan for thing in links.things.get(level.key, ())):
        for key, things in by_level(links.served_by.get(id, ())).items():
            yield _told(say, edition, "statement.served-by", key, things)


def _told(say: Catalogue, edition: model.Edition, words: str, key: str, things: Sequence[Thing]) -> Phrase:
    called = level_called(say, edition, key, len(things))
    return worded(say, words, level=called, things=linked(things))


def across(edition: model.Edition, things: Sequence[Thing]) -> Mapping[str, tuple[Thing, ...]]:
    """Those that stand elsewhere in the plan, by level; what a theme's own statements serve, its page shows."""
    elsewhere = {THEMES, *(level.key for level in edition.of_plan)}
    return by_level([thing for thing in things if thing.level in elsewhere])


def by_level(things: Sequence[Thing]) -> Mapping[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {}
    for thing in things:
        found.setdefault(thing.level, []).append(thing)
    return {level: tuple(own) for level, own in found.items()}


def linked(things: Sequence[Thing]) -> Phrase:
    """Things in a row, each a link."""
    parts = [part for thing in things for part in ("; ", Reference(thing.id, thing.title))]
    return phrase(*parts[1:])


def posts(office: model.Office, owners: Sequence[Text]) -> str:
    """The posts that own something, in a row; their titles may hold commas and “and” themselves."""
    return "; ".join(office.posts[owner.value].title for owner in owners if owner.value in office.posts)


def owned_by(say: Catalogue, office: model.Office, owners: Sequence[Text]) -> Phrase:
    return phrase(say.counted("statement.owners", len(owners), posts=posts(office, owners)))
