"""From a report on a variation to problems: names of nothing, a meeting that is not due, unsound prose and figures."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.subject import Subject
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.law import check_cited
from pcpgen.checks.passages import Prose, headings_twice
from pcpgen.checks.prose import OF_BOARD, check_notes, check_passages, named_of
from pcpgen.checks.references import check_paper
from pcpgen.checks.report import no_meeting
from pcpgen.checks.wording import past_promises
from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Paragraph, VariationReport
from pcpgen.model.text import Text
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.prose.expressions import BLOCKS
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.rules import UNKNOWN_ID


def check_variation_reports(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each report that sends a variation to the Panel; the variation has its own checks."""
    for report in project.variation_reports if project.office else ():
        yield from _report(project, report, data)


def _report(project: Project, report: VariationReport, data: Data) -> list[Problem]:
    found = list(_references(project, report))
    own = [block.body for part in report.parts for block in part.blocks if isinstance(block, Paragraph)]
    written = [*own, *(note.text for note in report.notes)]
    found += check_passages(project, (Prose(report.id, passage) for passage in written))
    edition = project.editions.get(report.edition.value)
    found += check_expressions(data.at(report.meeting, edition), written)
    found += [*check_notes(project, report.notes, own), *headings_twice(report.parts)]
    found += _expressions(project, report, written)
    subject = Subject(report.id, report.title, report.meeting, {}, "", (), parts=report.parts, edition=edition)
    shown = [name for name, _ in named_of(edition)] if edition else []
    found += check_paper(project, "variation-report", subject, written, report.notes, taken=shown)
    found += past_promises(project.sources, written, report.meeting)
    found += check_cited(project.law, written, report.meeting)
    return found


def _references(project: Project, report: VariationReport) -> Iterator[Problem]:
    edition = project.editions.get(report.edition.value)
    if edition is None:
        yield unknown_id("edition", report.edition.value, report.edition.place, list(project.editions))
    elif report.variation.value not in edition.variations:
        yield unknown_id(
            f"variation of {edition.id}", report.variation.value, report.variation.place, list(edition.variations)
        )
    else:
        due = edition.variations[report.variation.value].to_panel
        if due and due != report.meeting:
            message = f"the variation goes to the Panel on {due}, and this report on {report.meeting}"
            remedy = "Correct the date here, or to_panel in the variation."
            yield problem(UNKNOWN_ID, report.place, message, remedy)
    works = list(project.works)
    for work in (report.law, *report.bibliography):
        if work.value not in works:
            yield unknown_id("work in the bibliography", work.value, work.place, works)
    assert project.panel is not None  # its register has named the report
    for term in report.terms:
        if term.value not in project.panel.terms:
            yield unknown_id("item of the terms of reference", term.value, term.place, list(project.panel.terms))
    yield from no_meeting(project, report)


def _expressions(project: Project, report: VariationReport, written: list[Passage]) -> Iterator[Problem]:
    """Of expressions, only figures, quoted figures and references can stand in such a report."""
    inserts = [block.expression for part in report.parts for block in part.blocks if isinstance(block, Insert)]
    for expression in [*inserts, *(each for passage in written for each in passage.expressions)]:
        if expression.name in (*BLOCKS, *OF_BOARD):
            message = f"{expression.name} cannot stand in a report on a variation"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Say it in words.")
        elif expression.name == "quoted":
            if len(expression.arguments) != 2:
                message = "quoted takes the figure and the work that holds it"
                yield problem(MALFORMED_EXPRESSION, expression.place, message)
            elif str(expression.arguments[1]) not in project.works:
                named = Text(str(expression.arguments[1]), expression.place)
                yield unknown_id("work in the bibliography", named.value, named.place, list(project.works))
