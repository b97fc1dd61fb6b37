"""From an outline and what a document is about to the document: front, numbered sections, notes, works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pcpgen.blocks.makers import ANNEX, MAKERS, PART, Maker
from pcpgen.blocks.numbers import asked, paragraph_id
from pcpgen.blocks.paragraphs import numbered
from pcpgen.blocks.picture import picture
from pcpgen.blocks.setting import Annexed, Notes, See, Setting, not_known_yet
from pcpgen.blocks.subject import Made, Printed, Subject
from pcpgen.compose.front import footer_of, front_of, notice_of, subtitle_of
from pcpgen.compose.placing import Placed, levels_called, placed
from pcpgen.compose.references import reference, references_of
from pcpgen.compose.told import in_its_language
from pcpgen.document.blocks import Block, ExemptBlock, Numbered, Subheading, TextBlock
from pcpgen.document.document import Document, Head, Section, Twin, Work
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Prose
from pcpgen.document.walk import is_partly_in_another, walk
from pcpgen.figures.data import Data
from pcpgen.languages import CATALOGUES, ENGLISH
from pcpgen.model import report
from pcpgen.model.outline import Outline
from pcpgen.model.period_words import period_words
from pcpgen.model.plan import Office
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Part
from pcpgen.prose.walk import pictures_in
from pcpgen.words.catalogue import Catalogue


def compose(
    project: Project, office: Office, outline: Outline, subject: Subject, data: Data, printed: Printed | None = None
) -> Document:
    """The document; the project must have no errors. `printed` are the papers whose pages it counts.

    Where it refers to what it holds, it is composed twice, since numbers are known at its end only.
    """
    edition = subject.edition or (edition_at(project, subject.day) if subject.day else None)
    known = data.at(subject.figures_of, edition)
    subject = _counting(project.catalogue, subject, printed) if printed else subject

    def document(see: See) -> Document:
        annex: list[Annexed] | None = [] if any(each.block.value == ANNEX for each in outline.sections) else None
        made = Setting(project, office, known, Notes(), outline, subject, printed=printed or {}, see=see, annex=annex)
        return _document(made)

    references = cache(lambda: references_of(document(not_known_yet)))
    made = document(lambda asked, scope: (reference(references(), asked, scope),))
    return made if made.catalogue.id == ENGLISH else in_its_language(made)


def _document(setting: Setting) -> Document:
    project, office, outline, subject = setting.project, setting.office, setting.outline, setting.subject
    sections = _sections(setting)
    document = Document(
        id=subject.id,
        catalogue=project.catalogue,
        title=setting.line(outline.name) or subject.title,
        subtitle=subtitle_of(setting),
        area=office.area,
        producer=office.name,
        notice=notice_of(setting),
        footer=footer_of(setting),
        date=subject.day.isoformat() if subject.day else "",
        logo=picture(office.logo) if office.logo else None,
        themes=subject.themes,
        front=front_of(setting),
        sections=sections,
        notes=() if outline.notes_by_section else tuple(setting.notes.found),
        works=works(project, subject.works),
        by_section=outline.id in {kind.value for kind in office.by_section},
        twins=tuple(Twin(CATALOGUES[id], project.catalogue.text(f"language.{id}"), name) for id, name in subject.twins),
        source_language=CATALOGUES[office.languages[0]],
    )
    return replace(document, pictures=_pictures(project, document), remarks=tuple(_remarks(setting, document)))


def _remarks(setting: Setting, document: Document) -> Iterator[str]:
    """What a draft says of its own translation."""
    say = setting.project.catalogue
    if setting.subject.standing.status == "draft" and say.unread:
        yield say.text("page.unread")
    if setting.project.language and is_partly_in_another(document):
        yield say.text("page.untranslated")


def _pictures(project: Project, document: Document) -> tuple[Picture, ...]:
    """The pictures that the prose of a document shows, and no other."""
    shown = (pictures_in(piece.blocks) for _, piece in walk(document) if isinstance(piece, Prose))
    files = sorted({each.file for pictures in shown for each in pictures})
    return tuple(picture(project.images[file]) for file in files)


def _counting(say: Catalogue, subject: Subject, printed: Printed) -> Subject:
    """A front sheet, which has the colour of its first paper and says how many pages all have."""
    first, total = next(iter(printed.values()))[0], sum(pages for _, pages in printed.values())
    names = {**subject.names, "meeting.pages": say.counted("index.pages", total)}
    theme = first.front.theme if isinstance(first.front, Head) else ""
    return replace(subject, names=names, theme=theme, themes=first.themes)


def works(project: Project, ids: Sequence[str]) -> tuple[Work, ...]:
    """Entries of the bibliography in the order of their ids."""
    found = (project.works[id] for id in dict.fromkeys(ids))
    return tuple(Work(f"work-{each.id}", each.title, _published(project.catalogue, each), each.url) for each in found)


def _published(say: Catalogue, work: report.Work) -> str:
    """By whom or where a work was published, and when."""
    return ", ".join(filter(None, (work.where, period_words(say, work.published) if work.published else "")))


def _sections(setting: Setting) -> tuple[Section, ...]:
    """The sections in order; those that come last are made when all others are, and stand where they belong."""
    found: list[Section | tuple[Placed, str]] = []
    number = 0
    for each in placed(setting.project, setting.outline, setting.subject):
        maker, at = _maker(each), each.section.number or f"{number + 1}"
        made: Section | tuple[Placed, str] | None
        if maker and maker.last:
            shows = maker.shows(setting) or each.parts or not each.section.when_any
            made = (each, at) if shows else None
        else:
            made = _section(replace(setting, item=each.item), each, at)
        if made:
            number += not each.section.number
            found.append(made)
    return tuple(_last(setting, found))


def _last(setting: Setting, found: Sequence[Section | tuple[Placed, str]]) -> Iterator[Section]:
    composed = tuple(each for each in found if isinstance(each, Section))
    for at, each in enumerate(found):
        if isinstance(each, Section):
            yield each
            continue
        following = tuple(section for section in found[at + 1 :] if isinstance(section, Section))
        about, number = each
        here = replace(setting, item=about.item, composed=composed, following=following)
        if section := _section(here, about, number):
            yield section


def _maker(each: Placed) -> Maker | None:
    block = each.section.block.value
    return MAKERS.get((each.item.block if each.item else "") if block == PART else block)


def _section(setting: Setting, each: Placed, number: str) -> Section | None:
    """One section, with its notes where each has its own; None where it may be absent and nothing stands in it."""
    if not setting.outline.notes_by_section:
        return _whole(setting, each, number)
    notes = setting.notes
    notes.before = len(notes.found)
    section = _whole(setting, each, number)
    return replace(section, notes=tuple(notes.found[notes.before :])) if section else None


def _whole(setting: Setting, each: Placed, number: str) -> Section | None:
    section = each.section
    if each.unwritten:
        return None
    blocks: list[Block] = list(_says(setting, each, number))
    maker = _maker(each)
    made = maker.make(setting, number, len(blocks)) if maker else Made()
    blocks += made.blocks
    for part in each.parts:
        blocks += numbered(setting, part.blocks, number, setting.subject.notes, after=_count(blocks))
    beneath = (*made.sections, *_grouped(setting, each.grouped, number))
    if section.when_any and not (made.blocks or beneath or each.parts or made.page):
        return None
    title = setting.line(section.rest if each.item and each.item.rest else section.title)
    if made.page:
        return replace(made.page, titles=(title,))
    if setting.outline.cover:  # between the pages of a plan, which have no numbers
        return Section(_id(each, number), (title,), tuple(blocks), beneath, layout="text")
    label = setting.line(section.label)
    printed = f"{number}.0" if setting.outline.of_tens and number.isdecimal() else number
    return Section(_id(each, number), (title,), tuple(blocks), beneath, number=printed, label=label, names=each.names)


def _id(each: Placed, number: str) -> str:
    if named := next((part.name for part in each.parts if part.name), ""):
        return named
    if each.item and each.section.each in ("objective", "version"):
        return each.item.id if each.section.each == "objective" else f"version-{each.item.id}"
    return each.section.id or f"section-{number}"


def _says(setting: Setting, each: Placed, number: str) -> Iterator[Block]:
    """The opening words of the outline."""
    is_draft = setting.subject.standing.status == "draft"
    for at, says in enumerate((is_draft and each.section.in_draft) or each.section.says, 1):
        here = f"{number}.{at}"
        if setting.outline.cover:
            yield TextBlock(setting.prose(says, "head"))
        elif each.section.asks:
            yield asked(setting, here, says)
        else:
            yield Numbered(paragraph_id(here), here, setting.prose(says, "head"))


def _count(blocks: Sequence[Block]) -> int:
    """How many numbers are taken."""
    within = (block.blocks if isinstance(block, ExemptBlock) else (block,) for block in blocks)
    return sum(not isinstance(block, Subheading) for group in within for block in group)


def _grouped(setting: Setting, parts: Sequence[Part], number: str) -> Iterator[Section]:
    """A section for each of the author's parts that stand together, under the statements that it treats."""
    theme, edition = setting.subject.plan_theme, setting.subject.edition
    for at, part in enumerate(parts, 1):
        assert theme is not None and edition is not None  # what groups parts has seen to it
        said = {node.id: setting.said(node).plain for node in theme.nodes}
        titles = tuple(said[id.value] for id in part.ids)
        here = f"{number}.{at}"
        blocks = numbered(setting, part.blocks, here, setting.subject.notes)
        label = levels_called(setting.say, edition, theme, [id.value for id in part.ids])
        names = tuple(id.value for id in part.ids)
        yield Section(part.name or f"priority-{names[0]}", titles, blocks, number=here, label=label, names=names)
