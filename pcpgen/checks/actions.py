"""From the register of actions to problems: names of nothing, days out of order, what is overdue without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pcpgen.blocks.actions import day_before
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.meetings import WRONG_ORDER
from pcpgen.checks.passages import Prose
from pcpgen.checks.prose import check_passages
from pcpgen.checks.references import check_references
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import Data
from pcpgen.load.outlines import outline_of
from pcpgen.load.rules import MALFORMED_PERIOD
from pcpgen.model.action import SHOWN, Action, Actions, names_served
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.period import UNREAD, Form, parse_period
from pcpgen.model.plan import Office
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Report, VariationReport
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, problem, unknown_id
from pcpgen.prose.passage import passages_in
from pcpgen.rules import DUPLICATE_KEY, UNKNOWN_CHOICE, UNKNOWN_ID

BLOCKS = {f"actions-{what}": what for what in SHOWN}  # of outlines
_TELLS_LATE = ("open", "tree")  # what prints that something is overdue
_PERIODS = (Form.DAY, Form.MONTH, Form.QUARTER, Form.CALENDAR_YEAR, Form.FINANCIAL_YEAR)


def check_actions(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of the register, and of the papers that show it."""
    register, office = project.actions, project.office
    if register is not None and office is not None:
        written = list(passages_in(register.actions))
        yield from check_passages(project, (Prose("actions", passage) for passage in written))
        yield from check_references("thing that a register can refer to", (), written)
        yield from _serves(project, register)
        for action, above in register.every:
            yield from _owners(office, action)
            yield from _days(action, above[-1] if above else None)
            yield from _progress(action)
    for paper in project.papers if office else ():
        yield from _shown(project, register, paper, data)


def _owners(office: Office, action: Action) -> Iterator[Problem]:
    seen: set[str] = set()
    for owner in action.owners:
        if owner.value and owner.value not in office.posts:
            yield unknown_id("post of the office", owner.value, owner.place, tuple(office.posts))
        elif owner.value in seen:
            yield problem(DUPLICATE_KEY, owner.place, f'"{owner}" owns this already', "Take one of the two out.")
        seen.add(owner.value)


def _serves(project: Project, register: Actions) -> Iterator[Problem]:
    """Each name is that of one theme or statement of an edition."""
    names = {id: edition.by_name for id, edition in project.editions.items()}
    for action in register.actions.values():
        seen: set[str] = set()
        for each in action.serves:
            meant = [found for known in names.values() if (found := names_served(known, each.value))]
            if not meant and each.value:
                known_names = [name for known in names.values() for name in known]
                yield unknown_id("theme or statement of a plan", each.value, each.place, known_names)
            elif any(len(found) > 1 for found in meant):
                several = next(found for found in meant if len(found) > 1)
                message = f'"{each}" is the id of several statements'
                yield problem(UNKNOWN_ID, each.place, message, f"Write which: {' or '.join(several)}.")
            elif each.value in seen:
                yield problem(DUPLICATE_KEY, each.place, f'"{each}" is served already', "Take one of the two out.")
            seen.add(each.value)


def _days(action: Action, above: Action | None) -> Iterator[Problem]:
    """Agreed, moved, due and done follow one another, and a milestone stands within what it is a step to."""

    def told(what: str, place: Place) -> Problem:
        return problem(WRONG_ORDER, place, f"{action.id} {what}")

    if UNREAD in (action.agreed, action.due, action.ended, *((above.due, above.ended) if above else ())):
        return
    if action.due < action.agreed:
        place = action.at.get("due", action.place)
        yield told(f"is due on {action.due}, before it was agreed on {action.agreed}", place)
    if action.ended and action.ended < action.agreed:
        place = action.at.get(action.status, action.place)
        yield told(f"was {action.status} on {action.ended}, before it was agreed on {action.agreed}", place)
    before = action.agreed
    for at, moved in enumerate(action.moved):
        after = action.moved[at + 1].was if at + 1 < len(action.moved) else action.due
        if moved.day < before:
            yield told(f"had its due day changed on {moved.day}, before {before}", moved.place)
        elif action.ended and moved.day > action.ended:
            yield told(f"had its due day changed on {moved.day}, after it was {action.status}", moved.place)
        elif moved.was == after:
            message = f"{action.id} was due on {moved.was} before this change and after it"
            order = "Write under from: the day that it was due before, and under due: the day that holds now."
            yield problem(WRONG_ORDER, moved.place, message, order)
        before = moved.day
    if above is None:
        return
    if action.due > above.due:
        place = action.at.get("due", action.place)
        yield told(f"is due on {action.due}, after {above.id}, to which it is a step, on {above.due}", place)
    if above.status != "open" and action.status == "open":
        message = f"{above.id} is {above.status}, and its milestone {action.id} is open"
        order = "Write status: done or stopped with its day at the milestone, or open above it."
        yield problem(WRONG_ORDER, action.place, message, order)
    elif above.ended and action.ended and action.ended > above.ended:
        place = action.at.get(action.status, action.place)
        yield told(f"was {action.status} on {action.ended}, after {above.id}, to which it is a step", place)


def _progress(action: Action) -> Iterator[Problem]:
    for each in action.progress:
        if each.period.form not in _PERIODS:
            message = f'"{each.period.written}" is no quarter in which something can have gone on'
            order = "Write the quarter, as 2026-Q1, or the day on which it was so, as 2026-02-20."
            yield problem(MALFORMED_PERIOD, each.place, message, order)
        elif each.period.end and each.period.end < action.agreed:
            message = f"{action.id} has progress of {each.period.written}, before it was agreed on {action.agreed}"
            yield problem(WRONG_ORDER, each.place, message)


# -- the papers that show it


def _shown(
    project: Project, register: Actions | None, paper: Report | VariationReport | BoardPaper | OutlinePaper, data: Data
) -> Iterator[Problem]:
    """The register is there, what is asked of it can be shown, and of what is overdue there is a word."""
    inserts = [block.expression for part in paper.parts for block in part.blocks if isinstance(block, Insert)]
    asked = [each for each in inserts if each.name == "actions"]
    sections = outline_of(project.outlines, paper.kind).sections if isinstance(paper, OutlinePaper) else ()
    blocks = [BLOCKS[each.block.value] for each in sections if each.block.value in BLOCKS]
    if not (asked or blocks) or isinstance(paper, VariationReport):
        return
    if register is None:
        order = 'Begin one: pcpgen new action "What is to be done".'
        place = asked[0].place if asked else paper.place
        yield problem(UNKNOWN_ID, place, "the office has no register of actions to show", order)
        return
    wanted = set(blocks)
    for each in asked:
        what = str(each.arguments[0])
        if what not in SHOWN:
            order = f"{did_you_mean(what, SHOWN)}Write one of: {', '.join(SHOWN)}."
            yield problem(UNKNOWN_CHOICE, each.place, f'"{what}" is nothing that the register of actions shows', order)
        wanted.add(what)
    day = paper.meeting if isinstance(paper, Report) else paper.day
    printed = [said for each, _ in register.every for said in passages_in(each.told_by(day))]
    yield from check_expressions(data.at(day), printed)
    if wanted.intersection(_TELLS_LATE):
        yield from _late(register, day, day_before(project, paper), paper.place)


def _late(register: Actions, day: date, before: date | None, place: Place) -> Iterator[Problem]:
    """Of each that is overdue there is a word since it was due and since the paper before, or at what it is under."""
    for action, above in register.every:
        due = action.due_on(day)
        told_above = any(each.is_overdue(day) for each in above)  # whose word is one on this as well
        if told_above or not action.is_overdue(day) or due < action.agreed:
            continue
        since = due if before is None or before < due else before + timedelta(days=1)
        told = [each.period.end for one in (action, *above) for each in one.told_by(day)]
        if not any(end and end >= since for end in told):
            message = f"the action {action.id} is overdue since {_words(due)}, and nothing tells how it goes"
            order = (
                f"Write a word in {action.place.file} under its progress:, of a day from {_words(since)} to "
                f"{_words(day)}, as {day}: Why it is late, or of a quarter that ended in that time; or move its due "
                "day with a reason under moved:."
            )
            yield problem(UNACCOUNTED, place, message, order)


def _words(day: date) -> str:
    return parse_period(day.isoformat()).words
