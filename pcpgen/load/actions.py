"""From `plan/actions.yaml` to the register of actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import UNKNOWN_KEY
from pcpgen.model.action import Action, Actions, Moved, Progress
from pcpgen.model.period import UNREAD
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.prose.passage import Passage
from pcpgen.schema.action import ACTIONS as DECLARED

ACTIONS = "plan/actions.yaml"
QUARTERS = 4
DEPTH = 2  # of milestones under an action, as is declared


def read_actions(folder: Folder) -> Actions | None:
    """The register; None where the office keeps none."""
    fields = open_fields(folder, ACTIONS, DECLARED) if folder.exists(ACTIONS) else None
    if fields is None:
        return None
    named = fields.fields("actions").named()
    actions = {key.value: _action(key, each, None) for key, each in named}
    quarters = fields.number("quarters") if "quarters" in fields else None
    most = QUARTERS if quarters is None else quarters
    return Actions(actions, fields.choice("newest") == "first", most, fields.place)


def _action(key: Text, fields: Fields, above: Action | None, depth: int = 0) -> Action:
    """An action or a milestone, which has its owners, and since when, from what it stands under."""
    statuses: dict[str, Literal["open", "done", "stopped"]] = {"done": "done", "stopped": "stopped"}
    known = len(fields.problems)
    status = statuses.get(fields.choice("status"), "open")
    is_read = len(fields.problems) == known
    if is_read:
        _only_where_so(fields, status)
    own = above is None or "owners" in fields
    dated = above is None or "agreed" in fields
    action = Action(
        id=key.value,
        text=fields.passage("action") or Passage((), "", key.place),
        owners=fields.texts("owners") if own else above.owners if above else (),
        serves=fields.one_or_more("serves") if above is None else (),
        agreed=fields.date("agreed") if dated else above.agreed if above else UNREAD,
        due=fields.date("due") if is_read else UNREAD,  # of a status that is not known none is overdue
        moved=tuple(_moved(each) for each in fields.each("moved")) if is_read else (),
        status=status,
        ended=fields.optional_date(status, required=True) if status != "open" else None,
        why=fields.passage("why", required=True) if status == "stopped" else None,
        progress=tuple(sorted(_progress(fields.fields("progress")), key=lambda each: each.period.order)),
        milestones=(),
        place=key.place,
        at=fields.places("agreed", "due", "done", "stopped"),
    )
    if depth == DEPTH:
        return action
    beneath = (_action(name, each, action, depth + 1) for name, each in fields.fields("milestones").named())
    return replace(action, milestones=tuple(beneath))


def _only_where_so(fields: Fields, status: str) -> None:
    """What belongs to another status than the action has."""
    for name, belongs in (("done", "done"), ("stopped", "stopped"), ("why", "stopped")):
        if name in fields and status != belongs:
            message = f'"{name}" belongs to what is {belongs}, and its status is {status}'
            order = f"Write status: {belongs}, or take the entry out."
            fields.problems.append(problem(UNKNOWN_KEY, fields.key(name).place, message, order))


def _moved(fields: Fields) -> Moved:
    why = fields.passage("why") or Passage((), "", fields.place)
    return Moved(fields.date("from"), fields.date("day"), why, fields.place)


def _progress(fields: Fields) -> Iterator[Progress]:
    for key in fields.ids():
        period = fields.as_period(key)
        more = fields.more(key.value)
        says = more.passage("says") if more else fields.passage(key.value)
        status = more.words("status") if more and "status" in more else ""
        if period and says:
            yield Progress(period, says, status, key.place)
