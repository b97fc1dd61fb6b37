"""From a statement's own entries to what it carries: a measure's course, or whose pledge it is."""

from __future__ import annotations

from typing import Literal

from pcpgen.load.fields import Fields
from pcpgen.model.plan import Level, Measure, Pledge
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
