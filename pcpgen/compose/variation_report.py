"""From a variation to the report that sends it to the Panel, with what is varied as it would read and as a redline."""

from __future__ import annotations

from pcpgen.compose.difference import Difference, State, difference, redlines, summary, tops
from pcpgen.compose.exempt import access
from pcpgen.compose.paragraphs import Notes, Setting, free_sections, headed, written
from pcpgen.compose.plan import named_titles, notes_of, picture
from pcpgen.compose.prose import compose_prose
from pcpgen.compose.redline import Voice
from pcpgen.compose.report import style, works
from pcpgen.compose.wording import ended
from pcpgen.document.blocks import Block, Excerpt, Numbered
from pcpgen.document.document import Document, Head, Section
from pcpgen.document.prose import Block as ProseBlock
from pcpgen.document.prose import Inline, Phrase, Prose, listing, paragraph, phrase
from pcpgen.editions.changes import Add, Move, Replace, Reword
from pcpgen.editions.reading import PASSAGE
from pcpgen.editions.tree import Node
from pcpgen.editions.variation import Varied
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Panel, VariationReport
from pcpgen.model.variation import Variation
from pcpgen.place import NOWHERE
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Expression, Heading, NoteName, Source
from pcpgen.values import dataclass

CLEAN, MARKED = "A1", "A2"  # the appendices


@dataclass(frozen=True)
class _Setting(Setting):
    """What every part of one report is composed from; `varied` is the edition as it would read."""

    edition: model.Edition
    varied: model.Edition
    variation: Variation
    found: Difference
    report: VariationReport
    panel: Panel

    @property
    def day(self) -> str:
        return parse_period(self.report.meeting.isoformat()).words


def titles_of(project: Project, edition: model.Edition) -> dict[str, str]:
    """Titles of pages, themes and indicators by id, for references that are said aloud."""
    titles = {page.id: page.title.value for page in edition.pages.values()}
    titles |= {theme.id: theme.title.value for theme in edition.themes} | named_titles(edition)
    return titles | {each.id: each.title.value for each in project.indicators.values()}


def compose_variation_report(
    project: Project,
    office: model.Office,
    editions: tuple[model.Edition, model.Edition],
    made: Varied,
    panel: Panel,
    report: VariationReport,
    data: Data,
) -> Document:
    """The report; `editions` are the one in force and the varied one. The project must have no errors."""
    edition, varied = editions
    variation = edition.variations[report.variation.value]
    before = State(edition.title.value, made.before, Voice(data, titles_of(project, edition)))
    after = State(edition.title.value, made.after, Voice(data, titles_of(project, varied)))
    found = difference(project.catalogue, before, after)
    known = data.at(report.meeting)
    setting = _Setting(project, office, known, Notes(), edition, varied, variation, found, report, panel)
    sections = _sections(setting)
    theme = edition.themes[0]
    return Document(
        id=f"panel-{report.meeting.isoformat()}-{report.id}",
        catalogue=project.catalogue,
        title=report.title,
        subtitle=f"Report to the {office.panel}, {setting.day}",
        area=office.area,
        producer=office.name,
        notice=report.standing.notice(office.notice.value),
        footer=f"{office.panel}, {setting.day}, item {report.item}: {variation.title}",
        date=report.meeting.isoformat(),
        front=Head(
            office.panel,
            (
                ("Agenda item", report.item),
                ("Meeting", setting.day),
                (project.catalogue.text("head.access"), access(project.catalogue, report.parts)),
                ("Report of", office.name),
                (project.catalogue.text("head.contact"), f"{panel.contact_post}, {panel.contact_office}"),
                *report.standing.facts,
            ),
            theme.id,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(style(office, theme),),
        sections=sections,
        notes=tuple(setting.notes.found),
        works=works(project, list(dict.fromkeys(id.value for id in (*report.bibliography, report.law)))),
    )


def _sections(setting: _Setting) -> tuple[Section, ...]:
    """Purpose to appendices, each with its number; what is the same for each variation is written here."""
    edition, report, office = setting.edition, setting.report, setting.office
    purpose = (
        f"This report gives the {office.panel} (the “Panel”) a draft variation of the {edition.title} (the “Plan”), so "
        f"that its members can review it. {ended(setting.variation.why.value)}"
    )
    ask = "That the Panel review the draft variation, and report on it or make recommendations to the Commissioner."
    terms = [ended(f"Item {term}: {setting.panel.terms[term.value]}") for term in report.terms]
    found = [
        headed("purpose", "1", "Purpose", "", written("1", purpose)),
        headed("recommendations", "2", "Recommendations", "", (_asked(ask),)),
        headed("terms", "3", "Terms of reference", "", written("3", *terms)),
        headed("background", "4", "Background: police and crime plan", "", written("4", *_background(setting))),
    ]
    found += free_sections(setting, report.parts, report.notes, _nothing, len(found))
    number = f"{len(found) + 1}"
    found.append(headed("next-steps", number, "Next steps", "", written(number, *_next(setting))))
    number = f"{len(found) + 1}"
    told = (
        f"Appendix {CLEAN}: {report.appendix}, as it would read.",
        f"Appendix {MARKED}: the same with its changes shown, and what goes from other pages.",
    )
    found.append(headed("appendices", number, "Appendices", "", written(number, *told)))
    return (*found, _clean(setting), _marked(setting))


def _asked(text: str) -> Block:
    return Numbered("p-2-1", "2.1", paragraph(text), asks=True)


def _nothing(expression: Expression, id: str, number: str) -> Block:
    raise AssertionError(f"{expression.name} has been refused by the checks")


def _background(setting: _Setting) -> tuple[str, ...]:
    law = setting.project.works[setting.report.law.value].title
    issued = parse_period(setting.edition.in_force.isoformat()).words
    return (
        f"Under the {law} (the “Act”), a Commissioner must issue a police and crime plan in the financial year of the "
        f"election. For {setting.office.area}, the Plan was issued by {issued}.",
        "By the Act, the Commissioner sends the Panel a draft of a plan, or of a variation, before it is issued. The "
        "Panel must review the draft, and make a report or recommendations.",
        "The Commissioner has to take account of what the Panel says, to respond to it, and to publish the response.",
    )


def _next(setting: _Setting) -> tuple[str, ...]:
    return (
        f"On {setting.day} the Panel reviews the draft. The Commissioner must then consider what the Panel reports or "
        "recommends, give a response, and publish it.",
    )


# -- appendices


def _clean(setting: _Setting) -> Section:
    """The pages that have new words, as they would read."""
    pages = [top for top in tops(setting.found) if _gains(setting.found, top)]
    blocks = tuple(
        Excerpt(f"p-{CLEAN}-{at}", f"{CLEAN}.{at}", _page(setting, page)) for at, page in enumerate(pages, 1)
    )
    return headed("appendix-clean", CLEAN, setting.report.appendix, "Appendix", blocks)


def _gains(found: Difference, top: str) -> bool:
    """Whether a page has words that it did not have."""
    under = found.after.tree.under(top) if top in found.after.tree else ()
    return any(found.of(id, Add, Move, Reword, Replace) for id in under)


def _page(setting: _Setting, id: str) -> Prose:
    """A varied page, or a theme with its statements before its narrative."""
    page = setting.varied.pages.get(id)
    notes = notes_of(page) if page else ()

    def insert(what: Source) -> tuple[Inline, ...]:
        if isinstance(what, NoteName):
            return setting.insert(what, id, notes)
        return setting.found.after.voice.pieces(what)

    blocks: list[ProseBlock] = []
    tree = setting.found.after.tree
    for level in setting.varied.levels:
        said = [tree.by_id[each] for each in tree.children(id) if tree.by_id[each].level == level.key]
        if said and level.key != "indicators":
            title = phrase(level.name if level.one else level.plural)
            blocks += [Heading(2, title.content, NOWHERE), listing(_said(setting, node) for node in said)]
    if any(tree.by_id[each].level == PASSAGE for each in tree.under(id)):
        blocks += compose_prose(_body(setting.varied, id), insert).blocks
    return Prose(tuple(blocks))


def _said(setting: _Setting, node: Node) -> Phrase:
    return setting.inline(node.body, "plan") if node.body else phrase(node.text)


def _body(edition: model.Edition, id: str) -> Passage:
    page = edition.pages.get(id)
    theme = next((each for each in edition.themes if each.id == id), None)
    body = theme.narrative if theme else getattr(page, "body", None)
    return body if isinstance(body, Passage) else Passage((), "", edition.place)


def _marked(setting: _Setting) -> Section:
    """Every page that changes, with all its texts where it has new words, and else with what goes."""
    found = setting.found
    remark = (setting.prose(setting.variation.remark, "variation"),) if setting.variation.remark else ()
    blocks: list[Block] = [*written(MARKED, summary(found), found.say.text("redline.legend"))]
    for text in remark:
        number = f"{MARKED}.{len(blocks) + 1}"
        blocks.append(Numbered(f"p-{number.replace('.', '-')}", number, text))
    parts: list[Section] = []
    for top in tops(found):
        number = f"{MARKED}.{len(blocks) + len(parts) + 1}"
        lines = redlines(found, top, number, whole=_gains(found, top))
        if any(line.changed for line in lines):
            node = found.after.tree.by_id.get(top) or found.before.tree.by_id[top]
            parts.append(headed(f"marked-{top}", number, node.title or node.name, node.kind, lines))
    return headed("appendix-marked", MARKED, "The same with its changes shown", "Appendix", tuple(blocks), tuple(parts))
