"""From the statements of a level to what is printed of them: sentences, measures in a table, pledges under titles."""

from __future__ import annotations

from collections.abc import Callable

from pcpgen.compose.document import Level, PledgeStatement, Prose, Reference, Statement, WordsRow, WordsTable
from pcpgen.compose.prose import plain_prose
from pcpgen.compose.wording import ended
from pcpgen.figures.data import Data
from pcpgen.figures.reached import held
from pcpgen.model import plan as model
from pcpgen.model.text import Passage

# a passage to prose in one line
Inline = Callable[[Passage], Prose]

_DIRECTIONS = {"up": "Rise", "down": "Fall", "hold": "Hold"}
_COLUMNS = ("Measure", "Direction", "Where it stood", "Target", "Measured by")
MONITOR_ONLY = "None; for monitoring only"


def level_of(theme: model.Theme, level: model.Level, office: model.Office, data: Data, inline: Inline) -> Level:
    """What a theme says at a level."""
    nodes = theme.at(level.key)
    id = f"{theme.id}-{level.key}"
    statements = tuple(Statement(f"{theme.id}-{node.id}", node.text.value) for node in nodes)
    if level.carries == "measure":
        rows = tuple(_measured(theme, node, data, inline) for node in nodes)
        caption = f"{level.plural} of the theme {theme.title}"
        return Level(level.plural, id, statements, measures=WordsTable(f"{id}-table", caption, _COLUMNS, rows))
    if level.carries == "pledge":
        pledges = tuple(_pledged(theme, node, office, inline) for node in nodes)
        return Level(level.plural, id, statements, pledges=pledges)
    return Level(level.plural, id, statements)


def _measured(theme: model.Theme, node: model.Node, data: Data, inline: Inline) -> WordsRow:
    measure = node.carries
    assert isinstance(measure, model.Measure)  # its level carries measures
    stood = inline(measure.baseline) if measure.baseline else plain_prose(measure.no_baseline)
    target = inline(measure.target) if measure.target else plain_prose(MONITOR_ONLY)
    if held(measure, data):
        target = Prose((*target.pieces, *plain_prose(", held already when the plan was made").pieces))
    cells = (
        plain_prose(_DIRECTIONS[measure.direction]),
        stood,
        target,
        plain_prose(measure.measured_by or "Not said in the plan"),
    )
    return WordsRow(plain_prose(node.text.value), cells, f"{theme.id}-{node.id}")


def _pledged(theme: model.Theme, node: model.Node, office: model.Office, inline: Inline) -> PledgeStatement:
    pledge = node.carries
    assert isinstance(pledge, model.Pledge)  # its level carries pledges
    if pledge.measure:
        measure = next(each for each in theme.nodes if each.id == pledge.measure.value)
        link = Reference(f"{theme.id}-{measure.id}", measure.text.value)
        told_by = Prose((*plain_prose("Measure: ").pieces, link))
    else:
        told_by = plain_prose(ended(f"No measure: {pledge.no_measure}"))
    return PledgeStatement(
        id=f"{theme.id}-{node.id}",
        title=pledge.title,
        text=ended(node.text.value),
        by=office.posts[pledge.post.value].title,
        told_by=told_by,
        target=_target(inline(pledge.target)) if pledge.target else None,
    )


def _target(words: Prose) -> Prose:
    return Prose((*plain_prose("Target: ").pieces, *words.pieces))
