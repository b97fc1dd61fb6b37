"""From the registers and their papers to problems: two that disagree, days out of order, one thing told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcpgen.figures.data import Data
from pcpgen.load.outlines import OUTLINES
from pcpgen.load.panel import PANEL
from pcpgen.model.period import UNREAD, parse_period
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Insert, Item, Meeting, Question, Report, VariationReport
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.rules import DUPLICATE_KEY, UNKNOWN_ID, Rule

REGISTER_DIFFERS = Rule(
    "register-differs",
    "A paper and the register of meetings say different things",
    "Readers find a paper by its agenda, and the agenda is made from the register.",
    "Correct one of the two.",
)
WRONG_ORDER = Rule(
    "wrong-order",
    "Two days that cannot follow each other",
    "Figures of a day after their meeting, or an answer before its question, tell that one of two days is wrong.",
    "Correct one of the two days.",
)


def check_meetings(project: Project, data: Data) -> Iterator[Problem]:
    """All that the registers of the Panel and its papers say differently, twice, or in an order that cannot be."""
    for report in project.to_panel:
        yield from _register(project, report)
    for one in project.reports:
        yield from _of_report(project, one)
    yield from _twice(project)
    yield from _papers(project)
    yield from _same_subject(project)
    for question in project.questions.values():
        yield from _of_question(project, question)
    for sent in project.panel_reports:
        for each in sent.recommendations:
            for name, day, says in (("responded", each.responded, "is answered"), ("due", each.due, "is due")):
                if day and UNREAD < day < sent.date:
                    message = f"the response {says} on {_words(day)}, before the report of {_words(sent.date)}"
                    yield problem(WRONG_ORDER, each.at.get(name, each.place), message)


def _of_report(project: Project, report: Report) -> Iterator[Problem]:
    """Its figures are known by the meeting, and on that day there was a plan to report on."""
    meeting = report.meeting
    if UNREAD < meeting < report.as_at:
        message = f"the figures are as at {_words(report.as_at)}, after the meeting of {_words(meeting)}"
        yield problem(WRONG_ORDER, report.at.get("as_at", report.place), message)
    edition = edition_at(project, meeting)
    if meeting > UNREAD and project.editions and edition is None:
        message = f"no edition of the plan was in force on {_words(meeting)}, so that there is nothing to report on"
        remedy = "Correct the day of the meeting, or that from which an edition is in force."
        yield problem(UNKNOWN_ID, report.at.get("meeting", report.place), message, remedy)
    elif edition and edition.draft and report.standing.status != "draft":
        message = f"the report is final, and on {_words(meeting)} the plan {edition.id} was a draft"
        remedy = "Write status: draft; or make the plan final."
        yield problem(UNKNOWN_ID, report.at.get("meeting", report.place), message, remedy)


def _register(project: Project, report: Report | VariationReport) -> Iterator[Problem]:
    """A report says the item and the meeting under which the register has it."""
    folder = report.place.file.removeprefix(f"{PANEL}/").split("/")[0]
    meeting = next((each for each in _meetings(project) if str(each.date) == folder), None)
    item = (
        next((each for each in meeting.items if each.report and each.report.value == report.id), None)
        if meeting
        else None
    )
    if meeting is None or item is None:
        return
    if report.meeting not in (meeting.date, UNREAD) and any(m.date == report.meeting for m in _meetings(project)):
        message = f"the paper is for the meeting of {_words(report.meeting)}, and lies with those of {folder}"
        yield problem(REGISTER_DIFFERS, report.at.get("meeting", report.place), message)
    elif report.item and item.number and report.item != item.number:
        other = next((each for each in meeting.items if each.number == report.item), None)
        taken = f", and {report.item} is that of {other.called}" if other else ""
        message = f"the paper is item {report.item}; panel.yaml takes it as item {item.number}{taken}"
        yield problem(REGISTER_DIFFERS, report.at.get("item", report.place), message)


def _meetings(project: Project) -> tuple[Meeting, ...]:
    return project.panel.meetings if project.panel else ()


def _twice(project: Project) -> Iterator[Problem]:
    """Meetings of one day, and items of one meeting with one number or one report."""
    days: set[date] = set()
    for meeting in _meetings(project):
        if meeting.date in days and meeting.date != UNREAD:
            message = f"the meeting of {_words(meeting.date)} is in the register already"
            yield problem(DUPLICATE_KEY, meeting.place, message, "Put all of its items under one of the two.")
        days.add(meeting.date)
        numbers: dict[str, Item] = {}
        taken: set[str] = set()
        for item in meeting.items:
            if item.number in numbers and item.number:
                message = f"item {item.number} of this meeting is {numbers[item.number].called} already"
                place = item.takes.place if item.takes else item.place
                yield problem(DUPLICATE_KEY, place, message, "Give one of the two another number.")
            elif item.takes and item.takes.value in taken:
                message = f"this meeting takes the {'report' if item.report else 'paper'} {item.called} already"
                yield problem(DUPLICATE_KEY, item.takes.place, message, "Delete one of the two items.")
            numbers.setdefault(item.number, item)
            taken.add(item.called)


def _papers(project: Project) -> Iterator[Problem]:
    """Each paper of an office's own kind that a meeting takes is there; one that cannot be read is told there."""
    known = [f"{paper.kind} {paper.id}" for paper in project.outline_papers]
    sound = {f"{OUTLINES}/{id}.yaml" for id, outline in project.outlines.items() if outline.sound}
    if any(name.startswith(OUTLINES) and name not in sound for name in project.sources):
        return  # its papers may be those that are meant
    for meeting in _meetings(project):
        for item in meeting.items:
            if item.paper and item.paper.value not in known:
                kind, _, id = item.paper.value.partition(" ")
                outline = project.outlines.get(kind)
                if item.paper.value and not (outline and f"{outline.folder}/{id}.md" in project.sources):
                    yield unknown_id("paper", item.paper.value, item.paper.place, known)


def _same_subject(project: Project) -> Iterator[Problem]:
    """Two papers of one meeting that would be one document, since they are on one theme or one variation."""
    seen: dict[tuple[date, str, str], Report | VariationReport] = {}
    for report in project.to_panel:
        what = ("theme", report.theme) if isinstance(report, Report) else ("variation", report.variation)
        first = seen.setdefault((report.meeting, what[0], what[1].value), report)
        if first is not report and what[1].value and first.id != report.id:
            message = f"{first.place.file} reports on the {what[0]} {what[1]} to the same meeting"
            yield problem(DUPLICATE_KEY, what[1].place, message, "Make one report of the two.")


def _of_question(project: Project, question: Question) -> Iterator[Problem]:
    asked = question.asked
    if asked is None:
        return
    for name, day, says in (("due", question.due, "is due"), ("answered", question.answered, "was given")):
        if day and UNREAD < day < asked:
            message = f"the answer {says} on {_words(day)}, before the question of {_words(asked)}"
            yield problem(WRONG_ORDER, question.at.get(name, question.place), message)
    for report in project.to_panel:
        if UNREAD < report.meeting < asked and _prints(report, question):
            message = f"the question was asked on {_words(asked)}, and {report.place.file} prints it for the meeting of"
            remedy = "Correct the day, or leave the question to a later report."
            place = question.at.get("asked", question.place)
            yield problem(WRONG_ORDER, place, f"{message} {_words(report.meeting)}", remedy)


def _prints(report: Report | VariationReport, question: Question) -> bool:
    blocks = (block for part in report.parts for block in part.blocks if isinstance(block, Insert))
    return any(
        block.expression.name == "question" and str(block.expression.arguments[0]) == question.id for block in blocks
    )


def _words(day: date) -> str:
    return parse_period(day.isoformat()).words
