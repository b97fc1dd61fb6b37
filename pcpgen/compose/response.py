"""From the Panel's recommendations to the paper that answers them, which the law has the Commissioner publish."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.compose.paragraphs import Notes, Setting, answered, headed, owed, written
from pcpgen.compose.plan import picture
from pcpgen.compose.report import style
from pcpgen.compose.wording import counted, ended
from pcpgen.document.blocks import QuestionBlock
from pcpgen.document.document import Document, Head
from pcpgen.figures.data import Data
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Edition, Office
from pcpgen.model.project import Project
from pcpgen.model.report import Panel, PanelReport, Recommendation


def compose_response(
    project: Project, office: Office, edition: Edition, panel: Panel, report: PanelReport, data: Data
) -> Document:
    """The recommendations of one report of the Panel, each with its response and outcome, or who owes one."""
    setting = Setting(project, office, data.at(report.date), Notes())
    day = parse_period(report.date.isoformat()).words
    theme, holder = edition.themes[0], office.posts[office.office_holder.value].title
    waiting = sum(each.response is None for each in report.recommendations)
    many = len(report.recommendations)
    blocks = tuple(_block(setting, each, report, f"2.{at}") for at, each in enumerate(report.recommendations, 1))
    purpose = (
        f"On {day} the {office.panel} reported on {report.on}, and made "
        f"{counted(many, 'recommendation', 'recommendations')}.",
        f"The {holder} must have regard to the Panel’s report, answer it, and publish the answer: {ended(report.law)}",
        f"{counted(many - waiting, 'recommendation has', 'recommendations have')} been answered"
        + (f"; {counted(waiting, 'waits', 'wait')} for an answer." if waiting else "."),
    )
    return Document(
        id=f"panel-response-{report.date.isoformat()}",
        catalogue=project.catalogue,
        title="Response to the Panel’s recommendations",
        subtitle=f"{office.panel}, report of {day}",
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        footer=f"{office.panel}: recommendations of {day}, and response | {office.area}",
        date=report.date.isoformat(),
        front=Head(
            office.panel,
            (
                ("Panel’s report", day),
                ("On", f"{report.on[:1].upper()}{report.on[1:]}"),
                (project.catalogue.text("head.access"), "Public"),
                ("Response of", holder),
                (project.catalogue.text("head.contact"), f"{panel.contact_post}, {panel.contact_office}"),
            ),
            theme.id,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(style(office, theme),),
        sections=(
            headed("purpose", "1", "Purpose", "", written("1", *purpose)),
            headed("recommendations", "2", "Recommendations and responses", "", blocks),
        ),
        notes=tuple(setting.notes.found),
        works=(),
    )


def _block(setting: Setting, each: Recommendation, report: PanelReport, number: str) -> QuestionBlock:
    said = setting.prose(each.response, each.id) if each.response else None
    say = setting.project.catalogue
    status = answered(say, each.responded, each.outcome) if said else owed(say, each.owner, each.due, report.date)
    text = setting.inline(each.text, each.id)
    block = QuestionBlock(f"p-{number.replace('.', '-')}", number, setting.office.panel, text, said)
    return replace(block, label="Recommendation", status=status)
