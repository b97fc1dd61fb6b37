"""From a paper of the office's own kind to its composed form, by the outline of that kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pcpgen.compose.exempt import access
from pcpgen.compose.grades import grade_of
from pcpgen.compose.indicators import indicator_block
from pcpgen.compose.paragraphs import Notes, Setting, headed, numbered, question_block, written
from pcpgen.compose.plan import picture
from pcpgen.compose.rates import rates_table
from pcpgen.compose.report import works
from pcpgen.compose.wording import ended
from pcpgen.document.blocks import Block, Numbered, TableBlock
from pcpgen.document.document import Document, Head, Section, ThemeStyle
from pcpgen.document.prose import Inline, phrase
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.outline import Outline, OutlinePaper, SectionOutline
from pcpgen.model.period import parse_period
from pcpgen.model.project import Project
from pcpgen.model.report import Part
from pcpgen.model.text import Text
from pcpgen.prose.passage import NoteText, Passage, plainly
from pcpgen.prose.tree import Expression, Source
from pcpgen.values import dataclass

INK, SHADE = "#16212b", "#f2f4f5"  # of a paper that has no theme


@dataclass(frozen=True)
class Item:
    """What a section is repeated for: its id, what it is called, and as which part of the plan it is named."""

    id: str
    words: Passage
    path: str  # "theme.title"


@dataclass(frozen=True)
class Placed:
    """A section of the outline in one paper: for which item, with which text of the author's."""

    section: SectionOutline
    item: Item | None
    part: Part | None


@dataclass(frozen=True)
class _Setting(Setting):
    """What every part of one paper is composed from; `item` is what its section is repeated for."""

    edition: model.Edition | None
    outline: Outline
    paper: OutlinePaper
    item: Item | None = None

    def insert(self, what: Source, scope: str, notes: Sequence[NoteText]) -> tuple[Inline, ...]:
        if isinstance(what, Expression) and what.name == "the":
            return self._named(str(what.arguments[0]))
        return Setting.insert(self, what, scope, notes)

    def _named(self, path: str) -> tuple[Inline, ...]:
        """What a path of the outline names."""
        if self.item and path == self.item.path:
            return self.inline(self.item.words, "plan").content
        if path in self.paper.entries:
            return self.inline(self.paper.entries[path], "head").content
        known = {
            "office.name": self.office.name,
            "office.area": self.office.area,
            "office.force": self.office.force,
            "panel.name": self.office.panel,
            "board.name": self.office.board,
            "paper.title": self.paper.title.value,
            "paper.id": self.paper.id,
            "paper.day": parse_period(self.paper.day.isoformat()).words,
        }
        return phrase(known.get(path, "")).content


def compose_outline_paper(
    project: Project,
    office: model.Office,
    edition: model.Edition | None,
    outline: Outline,
    paper: OutlinePaper,
    data: Data,
) -> Document:
    """The paper; the project must have no errors."""
    setting = _Setting(project, office, data.at(paper.day), Notes(), edition, outline, paper)
    sections = tuple(_sections(setting, placed(project, edition, outline, paper)))
    asked = [(outline.asks[key.value].label, paper.entries.get(key.value)) for key in outline.head]
    return Document(
        id=f"{outline.id}-{paper.id}",
        catalogue=project.catalogue,
        title=paper.title.value,
        subtitle=f"{outline.title} {paper.id}",
        area=office.area,
        producer=office.name,
        notice=paper.standing.notice(office.notice.value),
        footer=f"{outline.title} {paper.id} | {office.area}",
        date=paper.day.isoformat(),
        front=Head(
            f"{outline.title} {paper.id}",
            (
                *((label, setting.inline(said, "head").plain) for label, said in asked if said),
                (project.catalogue.text("head.access"), access(project.catalogue, paper.parts)),
                *paper.standing.facts,
            ),
            outline.id,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(ThemeStyle(outline.id, INK, SHADE, 0),),
        sections=sections,
        notes=tuple(setting.notes.found),
        works=works(project, [id.value for id in paper.works]),
    )


# -- which section takes what


def placed(
    project: Project, edition: model.Edition | None, outline: Outline, paper: OutlinePaper
) -> tuple[Placed, ...]:
    """The sections of a paper in order, each with the author's text that belongs there."""
    return tuple(each for section in outline.sections for each in _placed(project, edition, section, paper))


def _placed(
    project: Project, edition: model.Edition | None, section: SectionOutline, paper: OutlinePaper
) -> Iterator[Placed]:
    if section.each == "heading":
        for part in paper.parts:
            label, _, words = part.title.partition(":")
            if _same(label, section.label) and words.strip():
                yield Placed(section, Item(words.strip(), section.title, ""), part)
    elif section.each:
        for item in items(project, edition, section.each):
            title = f"{section.label or section.each}: {item.id}"
            yield Placed(section, item, next((each for each in paper.parts if _same(each.title, title)), None))
    else:
        title = section.title.written
        yield Placed(section, None, next((each for each in paper.parts if _same(each.title, title)), None))


def items(project: Project, edition: model.Edition | None, each: str) -> tuple[Item, ...]:
    """What the plan in force lists: themes, objectives (its first level), priorities (its last), indicators."""
    if edition is None:
        return ()
    if each == "theme":
        return tuple(Item(theme.id, _plain(theme.title), "theme.title") for theme in edition.themes)
    if each == "indicator":
        names = dict.fromkeys(name.value for theme in edition.themes for name in theme.indicators)
        known = project.indicators
        return tuple(Item(name, _plain(known[name].title), "indicator.title") for name in names if name in known)
    levels = edition.listed[:1] if each == "objective" else edition.listed[-1:]
    nodes = [node for theme in edition.themes for level in levels for node in theme.at(level.key)]
    return tuple(Item(node.id, node.body, f"{each}.text") for node in nodes)


def _plain(text: Text) -> Passage:
    return plainly(text.value, text.place)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


# -- sections


def _sections(setting: _Setting, found: Sequence[Placed]) -> Iterator[Section]:
    number = 0
    for each in found:
        if each.section.when_any and each.part is None:
            continue
        if each.section.of_author and each.part is None and each.section.each:
            continue  # its reason stands under what is left out
        number += 1
        yield _section(replace(setting, item=each.item), each, f"{number}")
    if setting.paper.left_out:
        yield _left_out(setting, f"{number + 1}")


def _section(setting: _Setting, found: Placed, number: str) -> Section:
    section, part = found.section, found.part
    title = found.item.id if section.each == "heading" and found.item else setting.inline(section.title, "head").plain
    blocks: list[Block] = [
        Numbered(f"p-{number}-{at}", f"{number}.{at}", setting.prose(says, "head"))
        for at, says in enumerate(section.says, 1)
    ]
    if part:
        blocks += numbered(
            setting, part.blocks, number, setting.paper.notes, partial(_filled, setting), after=len(blocks)
        )
    return headed(f"section-{number}", number, title, section.label if section.each else "", tuple(blocks))


def _left_out(setting: _Setting, number: str) -> Section:
    """What the plan has and this paper does not treat, with the reasons."""
    lists = (items(setting.project, setting.edition, each.value) for each in setting.outline.complete)
    called = {item.id: setting.inline(item.words, "plan") for of_kind in lists for item in of_kind}
    texts = [phrase(called[id], ended(f" – {reason.value}")) for id, reason in setting.paper.left_out.items()]
    return headed("left-out", number, "What this paper leaves out, and why", "", written(number, *texts))


def _filled(setting: _Setting, expression: Expression, id: str, number: str) -> Block:
    """What a register or the data put between the paragraphs."""
    name, project = str(expression.arguments[0]), setting.project
    if expression.name == "indicator":
        dataset = project.datasets[name]
        block = indicator_block(setting.data, dataset, number, INK, setting.office.area)
        return replace(block, grade=grade_of(setting.data, dataset, project.grades, setting.office))
    if expression.name == "rates":
        ranked = len(expression.arguments) == 1
        return TableBlock(id, number, rates_table(setting.data, project, project.datasets[name], ranked))
    return question_block(setting, project.questions[name], id, number, setting.paper.day)
