"""From a project to its report to the Panel on a theme: a section an objective, a subsection a priority, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from pcpgen.compose.colour import tint
from pcpgen.compose.document import Note, NoteMark, Piece, Prose, Reference, ThemeStyle, Words
from pcpgen.compose.indicators import indicator_block
from pcpgen.compose.paper import Block, Numbered, Paper, QuestionBlock, Section, Subsection, Work
from pcpgen.compose.plan import picture
from pcpgen.compose.prose import compose_prose, plain_prose
from pcpgen.compose.wording import counted, ended, figure_pieces, listed
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.page import NoteText
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Panel, Paragraph, Part, Question, Report
from pcpgen.model.text import Expression, Passage


@dataclass
class _Notes:
    """Notes in the order of their marks; numbering is the one thing here that has to remember."""

    found: list[Note] = field(default_factory=list)

    def mark(self, text: NoteText, scope: str, setting: _Setting) -> NoteMark:
        number = len(self.found) + 1
        id = f"note-{scope}-{text.id}"
        self.found.append(Note(number, id, f"mark-{scope}-{text.id}", plain_prose("")))
        self.found[number - 1] = Note(number, id, f"mark-{scope}-{text.id}", setting.inline(text.text, scope, ()))
        return NoteMark(number, id, f"mark-{scope}-{text.id}")


@dataclass(frozen=True)
class _Setting:
    """What every part of one report is composed from."""

    project: Project
    office: model.Office
    edition: model.Edition
    theme: model.Theme
    report: Report
    panel: Panel
    data: Data
    notes: _Notes

    def prose(self, passage: Passage, scope: str, notes: Sequence[NoteText]) -> Prose:
        return compose_prose(passage, lambda what: self._insert(what, scope, notes))

    def inline(self, passage: Passage, scope: str, notes: Sequence[NoteText]) -> Prose:
        return compose_prose(passage, lambda what: self._insert(what, scope, notes), inline=True)

    def _insert(self, what: Expression | str, scope: str, notes: Sequence[NoteText]) -> tuple[Piece, ...]:
        if isinstance(what, str):
            text = next(note for note in notes if note.id == what)
            return (self.notes.mark(text, scope, self),)
        if what.name == "see":
            name = str(what.arguments[0])
            return (Reference(name, self.project.indicators[name].title.value),)
        return figure_pieces(what, self.data)


def compose_report(
    project: Project, office: model.Office, edition: model.Edition, panel: Panel, report: Report, data: Data
) -> Paper:
    """The report; the project must have no errors."""
    theme = next(each for each in edition.themes if each.id == report.theme.value)
    setting = _Setting(project, office, edition, theme, report, panel, data, _Notes())
    sections = _sections(setting)
    day = parse_period(report.meeting.isoformat()).words
    holder = office.posts[office.office_holder.value].title
    return Paper(
        id=f"panel-{report.meeting.isoformat()}-{theme.id}",
        language="en-GB",
        title=report.title,
        subtitle=f"Report to the {office.panel}, {day}",
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        footer=f"{office.panel}, {day}, item {report.item}: {theme.title} | {office.area}",
        date=report.meeting.isoformat(),
        body=office.panel,
        facts=(
            ("Agenda item", report.item),
            ("Meeting", day),
            ("Access", "Public report"),
            ("Report of", holder),
            ("Contact officer", f"{panel.contact_post}, {panel.contact_office}"),
            ("Figures as at", parse_period(report.as_at.isoformat()).words),
        ),
        theme=theme.id,
        logo=picture(office.logo) if office.logo else None,
        themes=(_style(office, theme),),
        sections=sections,
        notes=tuple(setting.notes.found),
        works=tuple(Work(f"work-{each.id}", each.title, each.where, each.url) for each in project.works.values()),
    )


def _style(office: model.Office, theme: model.Theme) -> ThemeStyle:
    hue = office.colours[theme.colour.value].hex
    return ThemeStyle(theme.id, hue, tint(hue), 0)


def _sections(setting: _Setting) -> tuple[Section, ...]:
    """Purpose to appendix, each with its number; what the structure knows is written here."""
    found = [_purpose(setting), _recommendations(setting), _terms(setting), _background(setting)]
    found += _by_objective(setting, len(found) + 1)
    if setting.report.left_out:
        found.append(_left_out(setting, f"{len(found) + 1}"))
    for kind, title in (("next steps", "Next steps"), ("appendix", "Appendix")):
        for part in (each for each in setting.report.parts if each.kind == kind):
            number = f"{len(found) + 1}"
            found.append(Section(kind.replace(" ", "-"), number, title, "", _blocks(setting, part, number)))
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
            title = objectives[id].text.value if id else level.plural
            label = lists[0].name if id else ""
            found.append(Section(f"objective-{id}" if id else level.key, number, title, label, subsections=subsections))
    return found


def _serves(setting: _Setting, part: Part) -> str:
    """The objective that the first priority of a part serves, if any."""
    nodes = {node.id: node for node in setting.theme.nodes}
    node = nodes[part.ids[0].value]
    return node.serves.value if node.serves else ""


def _written(number: str, *texts: str) -> tuple[Block, ...]:
    """Paragraphs of the program's own words."""
    return tuple(Numbered(f"p-{number}-{at}", f"{number}.{at}", _paragraph(text)) for at, text in enumerate(texts, 1))


def _paragraph(text: str) -> Prose:
    return Prose((Words(Markup("<p>") + Markup.escape(text) + Markup("</p>")),))


def _purpose(setting: _Setting) -> Section:
    theme, edition = setting.theme.title, setting.edition.title
    text = f"This report tells the {setting.office.panel} how the theme {theme} of the {edition} is being delivered."
    return Section("purpose", "1", "Purpose", "", _written("1", text))


def _recommendations(setting: _Setting) -> Section:
    ask = Numbered("p-2-1", "2.1", setting.prose(setting.report.recommend, "head", ()), asks=True)
    attached = setting.report.attached
    more = (Numbered("p-2-2", "2.2", setting.prose(attached, "head", ())),) if attached else ()
    return Section("recommendations", "2", "Recommendations", "", (ask, *more))


def _terms(setting: _Setting) -> Section:
    texts = [ended(f"Item {term}: {setting.panel.terms[term.value]}") for term in setting.report.terms]
    return Section("terms", "3", "Terms of reference", "", _written("3", *texts))


def _background(setting: _Setting) -> Section:
    """Where the theme stands in the plan, as the structure knows it, then what the author adds."""
    edition, theme = setting.edition, setting.theme
    day = parse_period(edition.in_force.isoformat()).words
    themes = listed(tuple(each.title.value for each in edition.themes))
    texts = [f"The {edition.title} has been in force since {day}. Its themes are {themes}."]
    said = [(level.name, node.text.value) for level in edition.said_once for node in theme.at(level.key)]
    texts += [ended(f"{name} of the theme: {text}") for name, text in said]
    counts = [counted(len(theme.at(level.key)), level.name.lower(), level.plural.lower()) for level in edition.listed]
    texts.append(f"The theme has {listed(tuple(counts))}; the sections below follow them.")
    blocks = list(_written("4", *texts))
    for part in (each for each in setting.report.parts if each.kind == "background"):
        blocks += _blocks(setting, part, "4", len(blocks))
    return Section("background", "4", "Background", "", tuple(blocks))


def _left_out(setting: _Setting, number: str) -> Section:
    """What the theme has and this report does not treat, with the reasons."""
    nodes = {node.id: node.text.value for node in setting.theme.nodes}
    indicators = setting.project.indicators
    texts = [
        ended(f"{nodes.get(id) or indicators[id].title.value} – {reason.value}")
        for id, reason in setting.report.left_out.items()
    ]
    return Section("left-out", number, "What this report leaves out, and why", "", _written(number, *texts))


def _subsection(setting: _Setting, level: model.Level, part: Part, number: str) -> Subsection:
    nodes = {node.id: node.text.value for node in setting.theme.nodes}
    titles = tuple(nodes[id.value] for id in part.ids)
    label = level.name if len(titles) == 1 else level.plural
    return Subsection(f"priority-{part.ids[0]}", number, label, titles, _blocks(setting, part, number))


def _blocks(setting: _Setting, part: Part, number: str, after: int = 0) -> tuple[Block, ...]:
    return tuple(_block(setting, block, f"{number}.{at}") for at, block in enumerate(part.blocks, after + 1))


def _block(setting: _Setting, block: Paragraph | Insert, number: str) -> Block:
    id = f"p-{number.replace('.', '-')}"
    if isinstance(block, Paragraph):
        return Numbered(id, number, setting.prose(block.body, "report", setting.report.notes))
    name = str(block.expression.arguments[0])
    if block.expression.name == "indicator":
        hue = setting.office.colours[setting.theme.colour.value].hex
        return indicator_block(setting.data, setting.project.datasets[name], number, hue)
    return _question(setting, setting.project.questions[name], id, number)


def _question(setting: _Setting, question: Question, id: str, number: str) -> QuestionBlock:
    answer = setting.prose(question.answer, question.id, question.notes) if question.answer else None
    return QuestionBlock(id, number, question.asker, setting.inline(question.question, question.id, ()), answer)
