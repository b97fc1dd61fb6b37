"""Reports that send a variation of an edition to the Panel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from pcpgen.blocks.exempt import access
from pcpgen.blocks.subject import Named, Subject, Varying
from pcpgen.blocks.titles import titles_of
from pcpgen.blocks.wording import ended
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.editions import made_variation
from pcpgen.compose.subjects.names import (
    OF_MEETING,
    OFFICE,
    PANEL,
    PAPER,
    PLAN,
    contact,
    document_id,
    edition_names,
    office_names,
    style,
)
from pcpgen.editions.varied import varied_edition
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project
from pcpgen.model.report import VariationReport
from pcpgen.model.variation import Variation
from pcpgen.request import Request


def _variation_reports(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report that sends a variation to the Panel; the latest on each variation answers without its meeting."""
    ordered = sorted(project.variation_reports, key=lambda each: each.meeting)
    latest = {report.variation.value: report for report in ordered}
    for report in project.variation_reports if project.panel else ():
        request = Request(kind, (report.variation.value,))
        alone = [request] if latest[report.variation.value] is report else []
        yield Declared(
            (Request(kind, (*request.names, str(report.meeting))), *alone),
            kind,
            partial(_variation_report, project, office, kind, report, data),
            report.standing.status == "draft",
            report.parts,
            about=report,
        )


def _variation_report(
    project: Project, office: model.Office, kind: str, report: VariationReport, data: Data
) -> Subject:
    edition = project.editions[report.edition.value]
    variation = edition.variations[report.variation.value]
    assert project.panel is not None  # its register has named the report
    say = project.catalogue
    names: dict[str, Named] = {
        "variation.title": variation.title.value,
        "variation.why": ended(variation.why.value),
        "paper.title": report.title,
        "paper.item": report.item,
        "paper.day": day_words(say, report.meeting),
        "paper.appendix": report.appendix,
        "law.title": project.works[report.law.value].title,
    }
    theme = edition.themes[0]
    return Subject(
        id=document_id(kind, f"panel-{report.meeting.isoformat()}-{report.id}"),
        title=report.title,
        day=report.meeting,
        names=office_names(office)
        | edition_names(say, edition)
        | contact(say, project.panel.contacts(report.meeting))
        | names,
        theme=theme.id,
        themes=(style(office, theme),),
        standing=report.standing,
        access=access(say, report.parts),
        figures_of=report.meeting,
        parts=report.parts,
        notes=report.notes,
        works=tuple(id.value for id in (*report.bibliography, report.law)),
        edition=edition,
        panel=project.panel,
        paper=report,
        varying=cache(partial(_varying, project, edition, variation, data)),
    )


def _varying(project: Project, edition: model.Edition, variation: Variation, data: Data) -> Varying:
    from pcpgen.blocks.difference import State, difference  # here, since few documents show one
    from pcpgen.blocks.redline import Voice

    made = made_variation(project, edition, variation)
    varied = varied_edition(edition, variation, made)
    title = edition.title.value
    before = State(title, made.before, Voice(data, titles_of(project, edition)))
    after = State(title, made.after, Voice(data, titles_of(project, varied)))
    return Varying(edition, varied, variation, difference(project.catalogue, before, after))


_NAMES = {
    "variation.title": "the variation's title",
    "variation.why": "why it is made",
    "paper.appendix": "the title of the appendix that holds what is varied",
    "law.title": "the act under which the plan is issued",
}
VARIATIONS = Kind(
    _variation_reports,
    ("edition", "varying", "terms"),
    {**OFFICE, **PLAN, **PANEL, **PAPER, **OF_MEETING, **_NAMES},
    ("varied-pages", "marked-pages", "each: own-heading"),
)
