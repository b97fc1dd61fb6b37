"""From a project to its report to the Panel on a theme: a section an objective, a subsection a priority, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pcpgen.compose.colour import tint
from pcpgen.compose.exempt import access
from pcpgen.compose.grades import grade_of
from pcpgen.compose.indicators import indicator_block
from pcpgen.compose.paragraphs import Notes, Setting, asked, headed, numbered, question_block, written
from pcpgen.compose.plan import picture
from pcpgen.compose.rates import rates_table
from pcpgen.compose.wording import closed, counted, ended, listed
from pcpgen.document.blocks import Block, Numbered, TableBlock
from pcpgen.document.document import Document, Head, Section, ThemeStyle, Work
from pcpgen.document.prose import Phrase, phrase
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Panel, Part, Question, Report
from pcpgen.prose.tree import Expression
from pcpgen.values import dataclass


@dataclass(frozen=True)
class _Setting(Setting):
    """What every part of one report is composed from."""

    edition: model.Edition
    theme: model.Theme
    report: Report
    panel: Panel


def compose_report(
    project: Project, office: model.Office, edition: model.Edition, panel: Panel, report: Report, data: Data
) -> Document:
    """The report; the project must have no errors."""
    theme = next(each for each in edition.themes if each.id == report.theme.value)
    setting = _Setting(project, office, data.at(report.as_at), Notes(), edition, theme, report, panel)
    sections = _sections(setting)
    day = parse_period(report.meeting.isoformat()).words
    holder = office.posts[office.office_holder.value].title
    return Document(
        id=f"panel-{report.meeting.isoformat()}-{theme.id}",
        catalogue=project.catalogue,
        title=report.title,
        subtitle=f"Report to the {office.panel}, {day}",
        area=office.area,
        producer=office.name,
        notice=report.standing.notice(office.notice.value),
        footer=f"{office.panel}, {day}, item {report.item}: {theme.title} | {office.area}",
        date=report.meeting.isoformat(),
        front=Head(
            office.panel,
            (
                ("Agenda item", report.item),
                ("Meeting", day),
                (project.catalogue.text("head.access"), access(project.catalogue, report.parts)),
                ("Report of", holder),
                (project.catalogue.text("head.contact"), f"{panel.contact_post}, {panel.contact_office}"),
                ("Figures as at", parse_period(report.as_at.isoformat()).words),
                *report.standing.facts,
            ),
            theme.id,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(style(office, theme),),
        sections=sections,
        notes=tuple(setting.notes.found),
        works=works(project, [id.value for id in report.bibliography] or list(project.works)),
    )


def works(project: Project, ids: Sequence[str]) -> tuple[Work, ...]:
    """Entries of the bibliography in the order of their ids."""
    found = (project.works[id] for id in ids)
    return tuple(Work(f"work-{each.id}", each.title, each.where, each.url) for each in found)


def style(office: model.Office, theme: model.Theme) -> ThemeStyle:
    hue = office.colours[theme.colour.value].hex
    return ThemeStyle(theme.id, hue, tint(hue), 0)


def _sections(setting: _Setting) -> tuple[Section, ...]:
    """Purpose to appendix, each with its number; what the structure knows is written here."""
    found = [_purpose(setting), _recommendations(setting), _terms(setting), _background(setting)]
    found += _by_objective(setting, len(found) + 1)
    if setting.report.left_out:
        found.append(_left_out(setting, f"{len(found) + 1}"))
    if outstanding := open_questions(setting.project, setting.theme, setting.report):
        found.append(_outstanding(setting, outstanding, f"{len(found) + 1}"))
    for kind, title in (("next steps", "Next steps"), ("appendix", "Appendix")):
        for part in (each for each in setting.report.parts if each.kind == kind):
            number = f"{len(found) + 1}"
            found.append(headed(kind.replace(" ", "-"), number, title, "", _blocks(setting, part, number)))
    return tuple(found)


def _by_objective(setting: _Setting, first: int) -> list[Section]:
    """A section for each objective that a priority serves; what serves none, or where there are none, in a last one."""
    lists = setting.edition.listed
    objectives = {node.id: node for node in setting.theme.at(lists[0].key)} if len(lists) > 1 else {}
    parts = [part for part in setting.report.parts if part.kind == "priority"]
    grouped = {id: [part for part in parts if _serves(setting, part) == id] for id in objectives}
    rest = [part for part in parts if _serves(setting, part) not in objectives]
    found: list[Section] = []
    for id, own in [*grouped.items(), ("", rest)]:
        if own:
            number = f"{first + len(found)}"
            level = lists[-1]
            subsections = tuple(_subsection(setting, level, part, f"{number}.{at}") for at, part in enumerate(own, 1))
            title = setting.said(objectives[id]).plain if id else level.plural
            label = lists[0].name if id else ""
            found.append(headed(f"objective-{id}" if id else level.key, number, title, label, sections=subsections))
    return found


def _serves(setting: _Setting, part: Part) -> str:
    """The objective that the first priority of a part serves, if any."""
    nodes = {node.id: node for node in setting.theme.nodes}
    node = nodes[part.ids[0].value]
    return node.serves.value if node.serves else ""


def _purpose(setting: _Setting) -> Section:
    theme, edition = setting.theme.title, setting.edition.title
    text = f"This report tells the {setting.office.panel} how the theme {theme} of the {edition} is being delivered."
    return headed("purpose", "1", "Purpose", "", written("1", text))


def _recommendations(setting: _Setting) -> Section:
    ask = asked(setting, "2.1", setting.report.recommend)
    attached = setting.report.attached
    more = (Numbered("p-2-2", "2.2", setting.prose(attached, "head", ())),) if attached else ()
    return headed("recommendations", "2", "Recommendations", "", (ask, *more))


def _terms(setting: _Setting) -> Section:
    texts = [ended(f"Item {term}: {setting.panel.terms[term.value]}") for term in setting.report.terms]
    return headed("terms", "3", "Terms of reference", "", written("3", *texts))


def _background(setting: _Setting) -> Section:
    """Where the theme stands in the plan, as the structure knows it, then what the author adds."""
    edition, theme = setting.edition, setting.theme
    day = parse_period(edition.in_force.isoformat()).words
    themes = listed(tuple(each.title.value for each in edition.themes))
    texts: list[str | Phrase] = [f"The {edition.title} has been in force since {day}. Its themes are {themes}."]
    said = [(level.name, setting.said(node)) for level in edition.said_once for node in theme.at(level.key)]
    texts += [closed(phrase(f"{name} of the theme: ", text)) for name, text in said]
    counts = [counted(len(theme.at(level.key)), level.name.lower(), level.plural.lower()) for level in edition.listed]
    objectives = theme.at(edition.listed[0].key) if len(edition.listed) > 1 else ()
    if objectives and not any(node.serves for node in theme.nodes):
        level = edition.listed[0]
        texts.append(
            f"The theme has {listed(tuple(counts))}. The plan assigns none of the latter to one of the former."
        )
        texts += [closed(phrase(f"{level.name}: ", setting.said(node))) for node in objectives]
    else:
        texts.append(f"The theme has {listed(tuple(counts))}; the sections below follow them.")
    blocks = list(written("4", *texts))
    for part in (each for each in setting.report.parts if each.kind == "background"):
        blocks += _blocks(setting, part, "4", len(blocks))
    return headed("background", "4", "Background", "", tuple(blocks))


def _outstanding(setting: _Setting, questions: Sequence[Question], number: str) -> Section:
    """What the Panel asked about the theme and nobody has answered, where the report does not print it elsewhere."""
    blocks = tuple(
        question_block(setting, question, f"p-{number}-{at}", f"{number}.{at}", setting.report.meeting)
        for at, question in enumerate(questions, 1)
    )
    return headed("questions-open", number, "Questions still open", "", blocks)


def open_questions(project: Project, theme: model.Theme, report: Report) -> tuple[Question, ...]:
    """Questions about a theme's priorities, asked by the day of the meeting and open on it, that no paragraph shows."""
    blocks = [block for part in report.parts for block in part.blocks if isinstance(block, Insert)]
    shown = {str(block.expression.arguments[0]) for block in blocks if block.expression.name == "question"}
    about = {node.id for node in theme.nodes}
    return tuple(
        question
        for question in project.questions.values()
        if question.id not in shown
        and (question.section and question.section.value in about)
        and (question.asked and question.asked <= report.meeting)
        and question.is_open(report.meeting)
    )


def _left_out(setting: _Setting, number: str) -> Section:
    """What the theme has and this report does not treat, with the reasons."""
    nodes = {node.id: setting.said(node) for node in setting.theme.nodes}
    indicators = setting.project.indicators
    texts = [
        phrase(nodes.get(id) or indicators[id].title.value, ended(f" – {reason.value}"))
        for id, reason in setting.report.left_out.items()
    ]
    return headed("left-out", number, "What this report leaves out, and why", "", written(number, *texts))


def _subsection(setting: _Setting, level: model.Level, part: Part, number: str) -> Section:
    nodes = {node.id: setting.said(node).plain for node in setting.theme.nodes}
    titles = tuple(nodes[id.value] for id in part.ids)
    label = level.name if len(titles) == 1 else level.plural
    return headed(f"priority-{part.ids[0]}", number, titles, label, _blocks(setting, part, number))


def _blocks(setting: _Setting, part: Part, number: str, after: int = 0) -> tuple[Block, ...]:
    return numbered(setting, part.blocks, number, setting.report.notes, partial(_filled, setting), after)


def _filled(setting: _Setting, expression: Expression, id: str, number: str) -> Block:
    """What a register or the data put between the paragraphs."""
    name = str(expression.arguments[0])
    if expression.name == "indicator":
        hue = setting.office.colours[setting.theme.colour.value].hex
        dataset = setting.project.datasets[name]
        block = indicator_block(setting.data, dataset, number, hue, setting.office.area)
        return replace(block, grade=grade_of(setting.data, dataset, setting.project.grades, setting.office))
    if expression.name == "rates":
        ranked = len(expression.arguments) == 1
        table = rates_table(setting.data, setting.project, setting.project.datasets[name], ranked)
        return TableBlock(id, number, table)
    return question_block(setting, setting.project.questions[name], id, number, setting.report.meeting)
