"""From the statements of a level to what is printed: sentences with what stands under them, measures, pledges."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pcpgen.blocks.links import Links, owned_by, statement_id, themes_called, told_of
from pcpgen.blocks.wording import closed, ended
from pcpgen.document.blocks import Level, PledgeStatement, Statement
from pcpgen.document.prose import Phrase, Reference, phrase, worded
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.figures.data import Data
from pcpgen.figures.reached import held
from pcpgen.model import plan as model
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass

# a passage to prose in one line
Inline = Callable[[Passage], Phrase]

_DIRECTIONS = {"up": "measure.rise", "down": "measure.fall", "hold": "measure.hold"}
_COLUMNS = ("measure.name", "measure.direction", "measure.baseline", "measure.target", "measure.by")


@dataclass(frozen=True, slots=True)
class Stating:
    """What statements are printed from: the edition with what serves what, one theme of it or none, the data."""

    edition: model.Edition
    links: Links
    theme: model.Theme | None
    office: model.Office
    data: Data
    inline: Inline

    @property
    def nodes(self) -> tuple[model.Node, ...]:
        """The statements of the theme, or of the plan as a whole."""
        return self.theme.nodes if self.theme else self.edition.nodes

    @property
    def scope(self) -> str:
        """What the ids of its statements begin with."""
        return f"{self.theme.id}-" if self.theme else ""


def level_of(stating: Stating, level: model.Level, under: str = "") -> Level | None:
    """What the theme, or the plan as a whole, says at a level under a statement, or under none."""
    nodes = tuple(node for node in stating.nodes if node.level == level.key and _under(stating, node) == under)
    if not nodes:
        return None
    id = f"{stating.scope}{f'{under}-' if under else ''}{level.key}"
    say, theme = stating.data.catalogue, stating.theme
    statements = tuple(_statement(stating, node) for node in nodes)
    if level.carries == "measure":
        rows = tuple(_measured(stating, node) for node in nodes)
        title = str(theme.title if theme else stating.edition.title)
        kind = themes_called(say, stating.edition, 1) if theme else say.text("plan.plan")
        caption = say.text("measure.caption", level=level.plural, kind=kind, theme=title)
        columns = tuple(map(say.text, _COLUMNS))
        return Level(level.plural, id, statements, measures=WordsTable(f"{id}-table", caption, columns, rows))
    if level.carries == "pledge":
        return Level(level.plural, id, statements, pledges=tuple(_pledged(stating, node) for node in nodes))
    tree = any(statement.beneath for statement in statements)
    return Level(level.plural, id, statements, layout="tree" if tree else "numbered")


def _under(stating: Stating, node: model.Node) -> str:
    """Under what a statement stands; under none, where a variation has taken that out."""
    return node.under if any(other.id == node.under for other in stating.nodes) else ""


def _statement(stating: Stating, node: model.Node) -> Statement:
    """A statement with who owns it, what it serves, and what stands under it, level by level."""
    id = statement_id(stating.theme, node)
    beneath = (level_of(stating, level, node.id) for level in stating.edition.levels if level.within == node.level)
    return Statement(id, stating.inline(node.body), tuple(_told(stating, node)), tuple(filter(None, beneath)))


def _told(stating: Stating, node: model.Node) -> Iterator[Phrase]:
    say = stating.data.catalogue
    if node.owners:
        yield owned_by(say, stating.office, node.owners)
    yield from told_of(say, stating.edition, stating.links, statement_id(stating.theme, node))


def _measured(stating: Stating, node: model.Node) -> WordsRow:
    measure, data, inline = node.carries, stating.data, stating.inline
    say = data.catalogue
    assert isinstance(measure, model.Measure)  # its level carries measures
    stood = inline(measure.baseline) if measure.baseline else phrase(measure.no_baseline)
    target = inline(measure.target) if measure.target else worded(say, "measure.monitor-only")
    if held(measure, data):
        target = worded(say, "measure.held", target=target)
    cells = (
        worded(say, _DIRECTIONS[measure.direction]),
        stood,
        target,
        phrase(measure.measured_by or say.text("measure.not-said")),
    )
    return WordsRow(inline(node.body), cells, statement_id(stating.theme, node))


def _pledged(stating: Stating, node: model.Node) -> PledgeStatement:
    pledge, say, inline = node.carries, stating.data.catalogue, stating.inline
    assert isinstance(pledge, model.Pledge)  # its level carries pledges
    if pledge.measure:
        measure = next(each for each in stating.nodes if each.id == pledge.measure.value)
        link = Reference(statement_id(stating.theme, measure), inline(measure.body).plain)
        told_by = worded(say, "pledge.measure", measure=link)
    else:
        told_by = phrase(ended(say.text("pledge.no-measure", why=pledge.no_measure)))
    return PledgeStatement(
        id=statement_id(stating.theme, node),
        title=pledge.title,
        text=closed(inline(node.body)),
        by=stating.office.posts[pledge.post.value].title,
        told_by=told_by,
        target=worded(say, "pledge.target", target=inline(pledge.target)) if pledge.target else None,
    )
