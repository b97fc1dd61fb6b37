"""From what is to be done to a new action in the register of actions."""

from __future__ import annotations

from pcpgen.load.actions import ACTIONS
from pcpgen.model.period import parse_date
from pcpgen.model.project import Project
from pcpgen.problems import did_you_mean, listed
from pcpgen.workspace.addition import Addition, Unfit, Wanted, edition_of, new_id, source_of
from pcpgen.workspace.insert import add_entry
from pcpgen.workspace.texts import filled

_DUE = 91  # days
_NOTE = "Write who does it, what it serves and its due day; its progress comes by quarter, as 2026-Q1: How it went."


def action(project: Project, wanted: Wanted) -> Addition:
    """An action from today, due in a quarter of a year, owned by the holder of the office until its author says who."""
    id = new_id(wanted.name, project.actions.actions if project.actions else {}, "action")
    new = _action(project, id, wanted.name, wanted.day, _serves(project, wanted))
    if ACTIONS not in project.sources:
        return Addition({ACTIONS: filled("new/actions.yaml", {"action": new})}, note=_NOTE)
    return Addition({}, {ACTIONS: add_entry(source_of(project, ACTIONS), "actions", new)}, _NOTE)


def begun(project: Project, day: str) -> dict[str, str]:
    """The register with a first action, for a paper that shows it, where the office keeps none."""
    if ACTIONS in project.sources:
        return {}
    new = _action(project, "first-action", "Say here what is to be done", day, "")
    return {ACTIONS: filled("new/actions.yaml", {"action": new})}


def _action(project: Project, id: str, name: str, day: str, serves: str) -> str:
    due = parse_date(day).fromordinal(parse_date(day).toordinal() + _DUE)
    names = {"id": id, "name": name, "day": day, "due": str(due), "owner": _owner(project), "serves": serves}
    return filled("new/action.yaml", names).rstrip("\n")


def _owner(project: Project) -> str:
    office = project.office
    return (office.office_holder.value or next(iter(office.posts), "")) if office else ""


def _serves(project: Project, wanted: Wanted) -> str:
    """The theme that is named, which the plan must have."""
    if not wanted.theme:
        return ""
    edition = edition_of(project, wanted.edition)
    known = [each.id for each in edition.themes]
    if wanted.theme not in known:
        near = did_you_mean(wanted.theme, known)
        raise Unfit(f'the plan {edition.id} has no theme "{wanted.theme}". {near}There are: {listed(known)}')
    return wanted.theme
