"""From a report to the Panel to problems: what its theme has and it leaves out, references, prose and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcpgen.blocks.subject import Subject
from pcpgen.checks.again import again
from pcpgen.checks.amounts import AMOUNTS, check_amounts
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.law import check_cited
from pcpgen.checks.passages import Prose, shown_twice
from pcpgen.checks.prose import OF_BOARD, check_notes, check_passages
from pcpgen.checks.references import check_paper
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.checks.wording import past_promises
from pcpgen.figures.data import UNKNOWN_FIGURE, Data
from pcpgen.model.plan import Edition, Node, Theme
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Insert, Paragraph, Question, Report, VariationReport
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.prose.expressions import BLOCKS
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import MALFORMED_EXPRESSION, UNKNOWN_NOTE
from pcpgen.rules import DUPLICATE_KEY, UNKNOWN_ID


def check_reports(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each report to the Panel, on the edition that was in force at its meeting."""
    for report in project.reports if project.office else ():
        edition = edition_at(project, report.meeting)
        if edition:
            yield from _report(project, edition, report, data)


def _report(project: Project, edition: Edition, report: Report, data: Data) -> list[Problem]:
    """All problems of a report on a theme of an edition."""
    theme = next((each for each in edition.themes if each.id == report.theme.value), None)
    if theme is None:
        return [
            unknown_id(
                "theme of the edition", report.theme.value, report.theme.place, [each.id for each in edition.themes]
            )
        ]
    found = [*again(_by_itself, project, data.at(report.as_at, edition), report)]
    found += again(_references, project, data, theme, report)
    found += _seen(project, edition, theme, report)
    found += _accounted(edition, theme, report)
    return found


def _by_itself(project: Project, data: Data, report: Report) -> list[Problem]:
    """The problems of a report whatever its edition says; `data` are those that it knows of."""
    written = list(passages(project, report))
    found = check_passages(project, (Prose(report.id, passage) for passage in written))
    found += check_expressions(data, written)
    found += check_notes(project, report.notes, own_passages(report))
    for question in asked(project, report):
        answer = [question.answer] if question.answer else []
        found += check_notes(project, question.notes, answer)
    found += check_cited(project.law, written, report.meeting)
    found += [*_misplaced(project, report), *_tables(project, report, data)]
    found += past_promises(project.sources, written, report.meeting)
    return found


def own_passages(report: Report) -> Iterator[Passage]:
    """What the report's own file says, notes left out."""
    yield report.recommend
    if report.attached:
        yield report.attached
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                yield block.body


def asked(project: Project, report: Report) -> Iterator[Question]:
    """The Panel's questions that the report answers, in order."""
    for insert in inserts(report, "question"):
        question = project.questions.get(str(insert.expression.arguments[0]))
        if question:
            yield question


def inserts(report: Report, name: str) -> Iterator[Insert]:
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Insert) and block.expression.name == name:
                yield block


def passages(project: Project, report: Report) -> Iterator[Passage]:
    """All prose that the report prints, notes and the answers to questions among it."""
    yield from own_passages(report)
    yield from (note.text for note in report.notes)
    for question in asked(project, report):
        yield question.question
        if question.answer:
            yield question.answer
        yield from (note.text for note in question.notes)


def _misplaced(project: Project, report: Report) -> Iterator[Problem]:
    """What stands in paragraphs of its own stands nowhere else, and notes are marked in paragraphs and answers only."""
    for passage in passages(project, report):
        for expression in passage.expressions:
            if expression.name in OF_BOARD:
                message = f"{expression.name} belongs to a paper to the Board"
                yield problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out of the report.")
            elif expression.name in BLOCKS:
                message = f"{expression.name} cannot stand within other words"
                remedy = "A report shows an indicator or a question in a paragraph of its own, under a heading."
                yield problem(MALFORMED_EXPRESSION, expression.place, message, remedy)
            elif expression.name == "quoted" and len(expression.arguments) != 2:
                message = "quoted takes the figure and the work that holds it"
                yield problem(MALFORMED_EXPRESSION, expression.place, message)
    unnoted = [report.recommend, *((report.attached,) if report.attached else ())]
    unnoted += [note.text for note in report.notes]
    for question in asked(project, report):
        unnoted += [question.question, *(note.text for note in question.notes)]
    for passage in unnoted:
        for mark in passage.notes[:1]:
            message = f"the note [^{mark.name}] cannot be marked here"
            yield problem(UNKNOWN_NOTE, passage.place, message, "Mark it in a paragraph, or write it into the text.")


def _references(project: Project, data: Data, theme: Theme, report: Report) -> Iterator[Problem]:
    """Terms, questions, indicators and works that the report names exist."""
    assert project.panel is not None
    for term in report.terms:
        if term.value not in project.panel.terms:
            yield unknown_id("item of the terms of reference", term.value, term.place, list(project.panel.terms))
    indicators = [name.value for name in theme.indicators]
    for insert in inserts(report, "question"):
        name = str(insert.expression.arguments[0])
        if name not in project.questions:
            yield unknown_id("question", name, insert.expression.place, list(project.questions))
    for insert in inserts(report, "indicator"):
        name = str(insert.expression.arguments[0])
        if name not in indicators and name in project.indicators:
            message = f'the theme does not list the indicator "{name}"'
            remedy = "Write it under indicators: in the theme’s file, or take it out of the report."
            yield problem(UNKNOWN_ID, insert.expression.place, message, remedy)
        elif name not in indicators:
            yield unknown_id("indicator of this theme", name, insert.expression.place, indicators)
        elif name not in project.datasets:
            message = f'the indicator "{name}" has no data'
            yield problem(UNKNOWN_FIGURE, insert.expression.place, message, "Describe its series in its file.")
    for work in report.bibliography:
        if work.value not in project.works:
            yield unknown_id("work in the bibliography", work.value, work.place, list(project.works))
    for passage in passages(project, report):
        for expression in passage.expressions:
            if expression.name == "quoted" and (name := str(expression.arguments[-1])) not in project.works:
                yield unknown_id("work in the bibliography", name, expression.place, list(project.works))
    yield from no_meeting(project, report)


def _tables(project: Project, report: Report, data: Data) -> Iterator[Problem]:
    """What the tables of rates, amounts and performance name exists, and none is shown twice."""
    yield from shown_twice(report.parts, ("rates", "performance", "actions", AMOUNTS))
    for insert in inserts(report, AMOUNTS):
        yield from check_amounts(project, data, insert.expression)
    for insert in inserts(report, "performance"):
        name = str(insert.expression.arguments[0])
        if name not in project.performance:
            yield unknown_id("table of performance", name, insert.expression.place, list(project.performance))
    for insert in inserts(report, "rates"):
        name = str(insert.expression.arguments[0])
        if name not in project.datasets or not project.datasets[name].rates:
            having = [each for each, dataset in project.datasets.items() if dataset.rates]
            yield unknown_id("indicator with rates", name, insert.expression.place, having)
        if len(insert.expression.arguments) > 1 and insert.expression.arguments[1:] != ("unranked",):
            message = 'rates takes an indicator, and "unranked" for those that have no rank'
            yield problem(MALFORMED_EXPRESSION, insert.expression.place, message)


def no_meeting(project: Project, report: Report | VariationReport) -> Iterator[Problem]:
    """A report of a day on which no meeting is held."""
    if project.panel and report.meeting not in [meeting.date for meeting in project.panel.meetings]:
        place, message = report.at.get("meeting", report.place), f"no meeting is held on {report.meeting}"
        yield problem(UNKNOWN_ID, place, message, "Write the date of the meeting that takes the report.")


def _seen(project: Project, edition: Edition, theme: Theme, report: Report) -> list[Problem]:
    """Names that the report's author gave, and what refers to them."""
    subject = Subject(
        id=report.id,
        title=report.title,
        day=report.meeting,
        names={},
        theme=theme.id,
        themes=(),
        parts=tuple(part for part in report.parts if part.ids or part.kind != "priority"),
        edition=edition,
        plan_theme=theme,
    )
    own = [*own_passages(report), *(note.text for note in report.notes)]
    return check_paper(project, "panel-report", subject, own, report.notes, asked(project, report))


def _accounted(edition: Edition, theme: Theme, report: Report) -> Iterator[Problem]:
    """Each objective, priority and indicator of the theme once, or a reason for its absence."""
    lists = edition.listed
    priorities = [node for level in lists[1:] for node in theme.at(level.key)] if len(lists) > 1 else list(theme.nodes)
    kind = edition.top.noun(1) if edition.top else "theme"
    named = " or ".join(level.noun(1) for level in lists[1:] or lists) or "statement"
    printed: dict[str, Text] = {}
    for part in report.parts:
        for id in part.ids:
            if id.value not in {node.id for node in priorities}:
                yield unknown_id(f"{named} of this {kind}", id.value, id.place, [node.id for node in priorities])
            elif id.value in printed:
                message = f'"{id}" has a heading on line {printed[id.value].place.line} already'
                yield problem(DUPLICATE_KEY, id.place, message, "Put all about it under one heading.")
            printed.setdefault(id.value, id)
    shown: dict[str, Insert] = {}
    for insert in inserts(report, "indicator"):
        name = str(insert.expression.arguments[0])
        if name in shown:
            yield problem(
                DUPLICATE_KEY, insert.expression.place, f'the indicator "{name}" is shown twice', "Show it once."
            )
        shown.setdefault(name, insert)
    yield from _left_out(edition, theme, report, priorities, printed, shown)


def _brought_in(objective: str, by: str, printed: Place, reason: Place) -> Problem:
    """That a reason is given for an objective that a statement has brought in, which serves it."""
    message = f'the {objective} is in the report, by "{by}" on line {printed.line}, which serves it'
    return problem(UNKNOWN_ID, reason, message, "Delete the reason.")


def _left_out(
    edition: Edition,
    theme: Theme,
    report: Report,
    priorities: Sequence[Node],
    printed: Mapping[str, Text],
    shown: Mapping[str, Insert],
) -> Iterator[Problem]:
    """A reason for each thing that is absent, and for no other. What serves an objective brings it in, and its reasons
    stand for it.
    """
    lists, reasons = edition.listed, report.left_out
    called = {level.key: level.noun(1) for level in edition.levels}
    objectives = list(theme.at(lists[0].key)) if len(lists) > 1 else []
    kind = edition.top.noun(1) if edition.top else "theme"
    bound = any(node.bound_to for node in priorities)  # else the background lists the objectives
    due = [(node.id, called[node.level]) for node in priorities if node.id not in printed]
    due += [(name.value, "indicator") for name in theme.indicators if name.value not in shown]
    may = {name for name, _ in due}
    for node in objectives if bound else ():
        serving = [each.id for each in priorities if node.id in theme.above(each.id)]
        brings = next((id for id in serving if id in printed), None)
        may.add(node.id)
        if brings is None:
            due += [] if serving and reasons.keys() >= set(serving) else [(node.id, called[node.level])]
        elif node.id in reasons:
            yield _brought_in(
                f'{called[node.level]} "{node.id}"', brings, printed[brings].place, reasons[node.id].place
            )
    for name, what in due:
        if name not in reasons:
            yield problem(UNACCOUNTED, report.place, f'the {what} "{name}" of the {kind} is not in the report')
    for name in reasons:
        if name not in may:
            where = printed.get(name)
            line = f"is in the report, on line {where.place.line}" if where else "is in the report"
            known = where or name in shown
            message = f'"{name}" {line}' if known else f'the {kind} has no "{name}" that a report accounts for'
            yield problem(UNKNOWN_ID, reasons[name].place, message, "Delete the reason.")
