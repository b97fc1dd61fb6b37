"""Meetings of the Panel, whose papers have a front sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.subject import Named, Subject
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import (
    OFFICE,
    PANEL,
    contact,
    office_names,
)
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project
from pcpgen.model.report import Meeting, Report, VariationReport
from pcpgen.request import Request


def _packs(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each meeting of the Panel that takes papers."""
    for meeting in project.panel.meetings if project.panel else ():
        reports = [each for each in project.reports if each.meeting == meeting.date]
        papers = {each.id: Request("panel-report", (each.theme.value, str(each.meeting))) for each in reports}
        sent = [each for each in project.variation_reports if each.meeting == meeting.date]
        papers |= {each.id: Request("variation-report", (each.variation.value, str(each.meeting))) for each in sent}
        own = [item.paper.value for item in meeting.items if item.paper]
        papers |= {name: Request(name.split()[0], tuple(name.split()[1:])) for name in own}
        if papers:
            drafts = {f"{paper.kind} {paper.id}" for paper in project.outline_papers if _is_draft(paper)}
            draft = any(map(_is_draft, reports)) or any(map(_is_draft, sent)) or not drafts.isdisjoint(own)
            subject = partial(_pack, project, office, kind, meeting, len(papers), draft)
            yield Declared((Request(kind, (str(meeting.date),)),), kind, subject, draft, counts=papers, about=meeting)


def _is_draft(paper: Report | VariationReport | OutlinePaper) -> bool:
    return paper.standing.status == "draft"


def _pack(project: Project, office: model.Office, kind: str, meeting: Meeting, papers: int, draft: bool) -> Subject:
    """What a front sheet is about; it is a draft as long as one of its papers is."""
    assert project.panel is not None  # it holds the meeting
    say = project.catalogue
    names: dict[str, Named] = {
        "meeting.day": day_words(say, meeting.date),
        "meeting.access": say.text("pack.public" if meeting.public else "pack.exempt"),
        "meeting.papers": say.counted("pack.papers", papers),
    }
    return Subject(
        id=f"{kind}-{meeting.date.isoformat()}",
        title="",
        day=meeting.date,
        names=office_names(office) | contact(say, project.panel.contacts(meeting.date)) | names,
        theme="",
        themes=(),
        panel=project.panel,
        meeting=meeting,
        standing=model.Standing("draft" if draft else "final"),
    )


_NAMES = {
    "meeting.day": "the day of the meeting",
    "meeting.access": "whether it is public",
    "meeting.papers": "how many papers it takes",
    "meeting.pages": "how many pages they have",
}
MEETINGS = Kind(_packs, ("meeting",), {**OFFICE, **PANEL, **_NAMES}, ("agenda",))
