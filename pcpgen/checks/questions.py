"""From the registers of the Panel to problems: answers that no report prints, and recommendations on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.subject import Subject
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.passages import Prose
from pcpgen.checks.prose import check_passages
from pcpgen.checks.references import check_paper
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, PanelReport, Question
from pcpgen.problems import Problem, first, problem, unknown_id
from pcpgen.prose.passage import Passage


def check_registers(project: Project, data: Data) -> list[Problem]:
    """All problems of the Panel's questions and recommendations."""
    found = [*first(_sections(project)), *first(_unprinted(project)), *first(_editions(project))]
    for report in project.panel_reports:
        each = report.recommendations
        written = [*(one.text for one in each), *(one.response for one in each if one.response)]
        found += check_passages(project, (Prose("recommendations", passage) for passage in written))
        found += check_expressions(data.at(report.date, project.editions.get(report.edition.value)), written)
        found += _seen(project, report, written)
    return found


def _seen(project: Project, report: PanelReport, written: list[Passage]) -> list[Problem]:
    """What recommendations and responses refer to."""
    subject = Subject(report.date.isoformat(), "", report.date, {}, "", (), panel_report=report)
    return check_paper(project, "panel-response", subject, written)


def _themes(project: Project, question: Question) -> set[str]:
    """The themes that have the priority which a question is about."""
    about = question.section.value if question.section else ""
    return {
        theme.id
        for edition in project.editions.values()
        for theme in edition.themes
        if about == theme.id or about in {node.id for node in theme.nodes}
    }


def _sections(project: Project) -> Iterator[Problem]:
    editions = project.editions.values()
    known = [node.id for edition in editions for node in edition.stated]
    known += [theme.id for edition in editions for theme in edition.themes]
    for question in project.questions.values():
        if question.section and question.section.value not in known:
            yield unknown_id("statement of the plan", question.section.value, question.section.place, known)


def _unprinted(project: Project) -> Iterator[Problem]:
    """An answered question whose theme has been reported on since, and which no report prints."""
    blocks = [block for report in project.to_panel for part in report.parts for block in part.blocks]
    shown = {
        str(block.expression.arguments[0])
        for block in blocks
        if isinstance(block, Insert) and block.expression.name == "question"
    }
    for question in project.questions.values():
        if question.status == "open" or question.asked is None or question.id in shown:
            continue
        themes = _themes(project, question)
        due = [each for each in project.reports if each.theme.value in themes and each.meeting >= question.asked]
        due = [each for each in due if not question.is_open(each.meeting)]
        if due:
            file = min(due, key=lambda each: each.meeting).place.file
            message = f'the Panel’s question "{question.id}" is answered, and no report prints it'
            remedy = f'Write {{{{ question("{question.id}") }}}} in {file}.'
            yield problem(UNACCOUNTED, question.place, message, remedy)


def _editions(project: Project) -> Iterator[Problem]:
    for report in project.panel_reports:
        if report.edition.value not in project.editions:
            yield unknown_id("edition", report.edition.value, report.edition.place, project.editions)
