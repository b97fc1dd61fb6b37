"""From a theme's entries to its statements: their words, what they serve and carry, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pcpgen.load.fields import Fields
from pcpgen.load.rules import EMPTY_TEXT
from pcpgen.model.plan import Level, Measure, Node, Pledge
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.rules import Rule
from pcpgen.schema.edition import MONITOR_ONLY

UNMEASURED = Rule(
    "unmeasured",
    "A measure or pledge by which nobody could tell whether it was kept",
    "A reader must be able to judge success: from where, which way, how far, and by what measure.",
    "Add the entry that the message names, or the reason why there is none.",
)

_DIRECTIONS: dict[str, Literal["up", "down", "hold"]] = {"up": "up", "down": "down", "hold": "hold"}


def read_statements(fields: Fields, own: Sequence[Level], levels: Sequence[Level]) -> tuple[Node, ...]:
    """The statements of the levels that stand here, in order of level, each with what stands under it after its level.

    `levels` are all of the edition, of which those within others stand under their statements.
    """
    order = [level.key for level in levels]
    nodes = [node for level in own for node in _of_level(fields, level, levels, "")]
    return tuple(sorted(nodes, key=lambda node: order.index(node.level)))


def _of_level(fields: Fields, level: Level, levels: Sequence[Level], under: str) -> Iterator[Node]:
    if under and level.key not in fields:
        return
    if not level.one:
        yield from _listed(fields, level, levels, under)
        return
    text = fields.text(level.key)
    if text.value:
        id = f"{under}-{level.key}" if under else level.key
        yield Node(level.key, id, text, fields.as_passage(text), (), text.place, under=under)


def _listed(fields: Fields, level: Level, levels: Sequence[Level], under: str) -> Iterator[Node]:
    """Statements as `id: words`, or `id: {text: words, serves: id}` with what the level carries."""
    entries = fields.fields(level.key)
    ids = list(entries.ids())
    for key in ids:
        entry = entries.fields(key.value) if level.carries != "nothing" else entries.more(key.value)
        if entry is not None:
            yield from _said(entry, key, level, levels, under)
        else:
            text = entries.text(key.value)
            yield Node(level.key, key.value, text, entries.as_passage(text), (), key.place, under=under)
    if level.key in fields and entries.sure and not ids:
        fields.problems.append(problem(EMPTY_TEXT, fields.key(level.key).place, f"{level.plural} are missing"))


def _said(entry: Fields, key: Text, level: Level, levels: Sequence[Level], under: str) -> Iterator[Node]:
    """A statement that says more than its words, then all that stands under it."""
    text = entry.text("text")
    yield Node(
        level.key,
        key.value,
        text,
        entry.as_passage(text),
        entry.one_or_more("serves") if level.serves else (),
        key.place,
        read_carried(entry, level, key),
        short=entry.words("short"),
        owners=entry.one_or_more("owners"),
        under=under,
    )
    for each in levels:
        if each.within == level.key:
            yield from _of_level(entry, each, levels, key.value)


def read_carried(fields: Fields, level: Level, key: Text) -> Measure | Pledge | None:
    """What a statement of the level says of itself beside its words; nothing where the level carries nothing."""
    if level.carries == "measure":
        return _measure(fields, key)
    return _pledge(fields, key) if level.carries == "pledge" else None


def _measure(fields: Fields, key: Text) -> Measure:
    monitor_only = isinstance(target := fields.tree("target"), Text) and target.value == MONITOR_ONLY
    measure = Measure(
        direction=_DIRECTIONS[fields.choice("direction")],
        baseline=fields.passage("baseline"),
        no_baseline=fields.words("no_baseline"),
        target=None if monitor_only else fields.passage("target"),
        monitor_only=monitor_only,
        measured_by=fields.words("measured_by"),
    )
    if fields.sure and not ("baseline" in fields or "no_baseline" in fields):
        message = f'the measure "{key}" says nothing of where things stood'
        remedy = "Add baseline: with its figure, or no_baseline: with the reason why there is none."
        fields.problems.append(problem(UNMEASURED, key.place, message, remedy))
    if fields.sure and "target" not in fields:
        message = f'the measure "{key}" has no target'
        remedy = f"Add target: with its figure, or target: {MONITOR_ONLY}."
        fields.problems.append(problem(UNMEASURED, key.place, message, remedy))
    return measure


def _pledge(fields: Fields, key: Text) -> Pledge:
    pledge = Pledge(
        title=fields.words("title"),
        post=fields.text("by"),
        measure=fields.optional("measure"),
        no_measure=fields.words("no_measure"),
        target=fields.passage("target"),
    )
    if fields.sure and not ("measure" in fields or "no_measure" in fields):
        message = f'no measure tells how the pledge "{key}" is kept'
        remedy = "Add measure: with the id of one of the theme, or no_measure: with the reason why there is none."
        fields.problems.append(problem(UNMEASURED, key.place, message, remedy))
    return pledge
