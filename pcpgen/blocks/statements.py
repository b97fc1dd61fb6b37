"""From the statements of a level to what is printed of them: sentences, measures in a table, pledges under titles."""

from __future__ import annotations

from collections.abc import Callable

from pcpgen.blocks.wording import closed, ended
from pcpgen.document.blocks import Level, PledgeStatement, Statement
from pcpgen.document.prose import Phrase, Reference, phrase, worded
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.figures.data import Data
from pcpgen.figures.reached import held
from pcpgen.model import plan as model
from pcpgen.prose.passage import Passage
from pcpgen.words.catalogue import Catalogue

# a passage to prose in one line
Inline = Callable[[Passage], Phrase]

_DIRECTIONS = {"up": "measure.rise", "down": "measure.fall", "hold": "measure.hold"}
_COLUMNS = ("measure.name", "measure.direction", "measure.baseline", "measure.target", "measure.by")


def level_of(theme: model.Theme, level: model.Level, office: model.Office, data: Data, inline: Inline) -> Level:
    """What a theme says at a level."""
    nodes = theme.at(level.key)
    id = f"{theme.id}-{level.key}"
    statements = tuple(Statement(f"{theme.id}-{node.id}", inline(node.body)) for node in nodes)
    if level.carries == "measure":
        rows = tuple(_measured(theme, node, data, inline) for node in nodes)
        say = data.catalogue
        caption = say.text("measure.caption", level=level.plural, theme=str(theme.title))
        columns = tuple(map(say.text, _COLUMNS))
        return Level(level.plural, id, statements, measures=WordsTable(f"{id}-table", caption, columns, rows))
    if level.carries == "pledge":
        pledges = tuple(_pledged(data.catalogue, theme, node, office, inline) for node in nodes)
        return Level(level.plural, id, statements, pledges=pledges)
    return Level(level.plural, id, statements)


def _measured(theme: model.Theme, node: model.Node, data: Data, inline: Inline) -> WordsRow:
    measure, say = node.carries, data.catalogue
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
    return WordsRow(inline(node.body), cells, f"{theme.id}-{node.id}")


def _pledged(
    say: Catalogue, theme: model.Theme, node: model.Node, office: model.Office, inline: Inline
) -> PledgeStatement:
    pledge = node.carries
    assert isinstance(pledge, model.Pledge)  # its level carries pledges
    if pledge.measure:
        measure = next(each for each in theme.nodes if each.id == pledge.measure.value)
        link = Reference(f"{theme.id}-{measure.id}", inline(measure.body).plain)
        told_by = worded(say, "pledge.measure", measure=link)
    else:
        told_by = phrase(ended(say.text("pledge.no-measure", why=pledge.no_measure)))
    return PledgeStatement(
        id=f"{theme.id}-{node.id}",
        title=pledge.title,
        text=closed(inline(node.body)),
        by=office.posts[pledge.post.value].title,
        told_by=told_by,
        target=worded(say, "pledge.target", target=inline(pledge.target)) if pledge.target else None,
    )
