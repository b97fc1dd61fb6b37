"""From a paper to the Board to its composed form: head, its author's sections, recommendation, law, bibliography."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from pcpgen.compose.paragraphs import Notes, Setting, asked, free_sections, headed, written
from pcpgen.compose.plan import picture
from pcpgen.compose.wording import shown
from pcpgen.document.blocks import Block, Numbered, WordsBlock
from pcpgen.document.document import Document, Head, ThemeStyle, Work
from pcpgen.document.prose import Inline, Prose, listing, paragraph, phrase
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.figures.data import Data, count
from pcpgen.figures.figure import Cell, Figure
from pcpgen.model import plan as model
from pcpgen.model.board import BoardPaper, Consultation
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.prose.passage import NoteText
from pcpgen.prose.tree import Expression, Source
from pcpgen.values import dataclass

THEME = "board"
NOT_YET = "Not yet in the draft"


@dataclass(frozen=True)
class _Setting(Setting):
    """What every part of one paper is composed from."""

    paper: BoardPaper

    def insert(self, what: Source, scope: str, notes: Sequence[NoteText]) -> tuple[Inline, ...]:
        if isinstance(what, Expression) and what.name == "consultation":
            name = str(what.arguments[0])
            return _consultation(name, self.paper.consultations[name])
        return Setting.insert(self, what, scope, notes)


def compose_board_paper(project: Project, office: model.Office, paper: BoardPaper, data: Data) -> Document:
    """The paper; the project must have no errors."""
    setting = _Setting(project, office, data, Notes(), paper)
    day = parse_period(paper.day.isoformat()).words
    sections = list(free_sections(setting, paper.parts, paper.notes, partial(_filled, setting)))
    if paper.appendices:
        number = f"{len(sections) + 1}"
        said = (f"Appendix {letter}: {title}." for letter, title in paper.appendices.items())
        sections.append(headed("appendices", number, "Appendices", "", written(number, *said)))
    works = [project.works[each.value] for each in paper.works]
    return Document(
        id=f"board-{paper.day.isoformat()}-{paper.id}",
        catalogue=project.catalogue,
        title=paper.title,
        subtitle=f"Paper to the {office.board}, {day}",
        area=office.area,
        producer=office.name,
        notice=paper.standing.notice(office.notice.value),
        footer=f"{office.board}, {day}: {paper.title} | {office.area}",
        date=paper.day.isoformat(),
        front=Head(
            office.board,
            (
                ("To", office.board),
                ("From", paper.sender.value),
                ("Date", day),
                *paper.standing.facts,
                (project.catalogue.text("head.contact"), paper.contact),
            ),
            THEME,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(ThemeStyle(THEME, "#16212b", "#f2f4f5", 0),),
        sections=tuple(sections),
        notes=tuple(setting.notes.found),
        works=tuple(Work(f"work-{each.id}", each.title, each.where, each.url) for each in works),
    )


def _filled(setting: _Setting, expression: Expression, id: str, number: str) -> Block:
    """What stands in a paragraph of its own: the recommendation, an edition’s themes, or what the law asks of it."""
    if expression.name == "repeat":
        return asked(setting, number, setting.paper.recommend)
    edition = setting.project.editions[str(expression.arguments[0])]
    if expression.name == "themes":
        return Numbered(id, number, _themes(edition))
    return WordsBlock(id, number, _contents(setting, edition, f"{id}-table"))


def _themes(edition: model.Edition) -> Prose:
    cells = tuple(Cell(theme.title.place, f"{theme.id}.title", "") for theme in edition.themes)
    how_many = count("themes", f"count:{edition.id}.themes", cells, edition.period)
    said = paragraph("There are ", shown(how_many), " areas:")
    return Prose((*said.blocks, listing(theme.title.value for theme in edition.themes)))


def _contents(setting: _Setting, edition: model.Edition, id: str) -> WordsTable:
    """What a plan must contain, by which law, and where the edition meets it."""
    law = setting.project.law
    assert law is not None  # checked
    rows = tuple(
        WordsRow(
            phrase(_begun(content.says)),
            (phrase(_begun(law.references[content.law].words)), phrase(_where(edition, content.id))),
        )
        for content in law.due(edition.in_force)
    )
    return WordsTable(id, f"What a plan contains by law, and where the {edition.title} has it", _COLUMNS, rows)


def _begun(words: str) -> str:
    """Words as a cell begins them, with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


_COLUMNS = ("A plan sets out", "Law", "Where")


def _where(edition: model.Edition, content: str) -> str:
    met = edition.duties.met.get(content)
    if met is None:
        return NOT_YET
    if met.part is None:
        return met.why_not
    titles = {part: page.title.value for part, page in edition.pages.items()}
    titles |= {theme.id: theme.title.value for theme in edition.themes}
    named = {"themes": "The themes", "plan-on-a-page": "The plan on a page", "indicators": "The list of indicators"}
    return titles.get(met.part.value) or named.get(met.part.value, met.part.value)


def _consultation(name: str, consultation: Consultation) -> tuple[Inline, ...]:
    """Its first and last day, and how long it was, which nobody types."""
    period = parse_period(f"{consultation.start.isoformat()}..{consultation.end.isoformat()}")
    said = f"{_long(consultation.start)} to {_long(consultation.end)}"
    cells = (Cell(consultation.place, f"consultations.{name}", period.written),)
    formula = f"days from {consultation.start} to {consultation.end}, both included"
    figure = Figure(f"consultation:{name}", Decimal(consultation.days), "days", 0, period, formula, cells)
    return phrase(f"{said}, which is ", shown(figure), " days").content


def _long(day: date) -> str:
    return f"{calendar.day_name[day.weekday()]} {parse_period(day.isoformat()).words}"
