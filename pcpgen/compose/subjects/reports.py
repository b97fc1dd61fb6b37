"""Reports to the Panel on a theme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.exempt import access
from pcpgen.blocks.links import posts
from pcpgen.blocks.subject import Named, Subject
from pcpgen.compose.exempt import works_quoted
from pcpgen.compose.subjects.declared import Declared, Kind
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
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Report
from pcpgen.request import Request


def _reports(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report on a theme; the latest of each theme answers to the theme alone."""
    latest = {report.theme.value: report for report in sorted(project.reports, key=lambda each: each.meeting)}
    for report in project.reports:
        edition = edition_at(project, report.meeting)
        if edition and project.panel:
            request = Request(kind, (report.theme.value,))
            alone = [request] if latest[report.theme.value] is report else []
            yield Declared(
                (Request(kind, (*request.names, str(report.meeting))), *alone),
                kind,
                partial(_report, project, office, kind, edition, report),
                report.standing.status == "draft",
                report.parts,
                about=report,
            )


def _report(project: Project, office: model.Office, kind: str, edition: model.Edition, report: Report) -> Subject:
    theme = next(each for each in edition.themes if each.id == report.theme.value)
    assert project.panel is not None  # its register has named the report
    say = project.catalogue
    names: dict[str, Named] = {
        "theme.title": theme.title.value,
        "theme.owners": posts(office, theme.owners),
        "paper.title": report.title,
        "paper.item": report.item,
        "paper.day": day_words(say, report.meeting),
        "paper.as-at": day_words(say, report.as_at),
    }
    return Subject(
        id=document_id(kind, f"panel-{report.meeting.isoformat()}-{theme.id}"),
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
        figures_of=report.as_at,
        parts=report.parts,
        notes=report.notes,
        works=tuple(id.value for id in report.bibliography) or works_quoted(project, report),
        left_out=report.left_out,
        edition=edition,
        plan_theme=theme,
        panel=project.panel,
        paper=report,
    )


REPORTS = Kind(
    _reports,
    ("edition", "plan_theme", "left_out", "recommendations", "terms"),
    {
        **OFFICE,
        **PLAN,
        **PANEL,
        **PAPER,
        **OF_MEETING,
        "theme.title": "the theme's title",
        "theme.owners": "the posts that own it",
    },
    (
        "recommendations",
        "left-out",
        "open-questions",
        "# background",
        "each: objective",
        "# next steps",
        "# appendix",
    ),
)
