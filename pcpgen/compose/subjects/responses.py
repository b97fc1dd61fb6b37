"""Reports of the Panel with recommendations, which are answered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.subject import Named, Subject
from pcpgen.blocks.wording import ended
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import (
    OFFICE,
    PANEL,
    PLAN,
    contact,
    edition_names,
    office_names,
    style,
)
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project
from pcpgen.model.report import PanelReport
from pcpgen.request import Request


def _responses(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report of the Panel that made recommendations; the latest answers without its date."""
    for report in project.panel_reports if project.panel else ():
        alone = [Request(kind)] if report.date == max(each.date for each in project.panel_reports) else []
        subject = partial(_response, project, office, kind, report)
        yield Declared((Request(kind, (str(report.date),)), *alone), kind, subject, about=report)


def _response(project: Project, office: model.Office, kind: str, report: PanelReport) -> Subject:
    assert project.panel is not None  # there are none without a Panel
    say, edition = project.catalogue, project.editions[report.edition.value]
    many, waiting = len(report.recommendations), sum(each.response is None for each in report.recommendations)
    answered = say.counted("response.answered", many - waiting)
    owed = say.counted("response.waiting", waiting, answered=answered) if waiting else f"{answered}."
    names: dict[str, Named] = {
        "report.day": day_words(say, report.date),
        "report.on": report.on,
        "report.subject": f"{report.on[:1].upper()}{report.on[1:]}",
        "report.law": ended(report.law),
        "report.made": say.counted("response.made", many),
        "report.answered": owed,
    }
    return Subject(
        id=f"{kind}-{report.date.isoformat()}",
        title="",
        day=report.date,
        names=office_names(office)
        | edition_names(say, edition)
        | contact(say, project.panel.contacts(report.date))
        | names,
        theme=edition.themes[0].id,
        themes=(style(office, edition.themes[0]),),
        figures_of=report.date,
        edition=edition,
        panel=project.panel,
        panel_report=report,
    )


_NAMES = {
    "report.day": "the day of the Panel's report",
    "report.on": "what it was on",
    "report.subject": "the same with a capital letter",
    "report.law": "the law by which it is answered",
    "report.made": "how many recommendations it made",
    "report.answered": "how many have been answered, and how many wait",
}
RESPONSES = Kind(_responses, ("edition", "panel_report"), {**OFFICE, **PLAN, **PANEL, **_NAMES}, ("responses",))
