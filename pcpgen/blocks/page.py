"""What the pages of a plan are made from: its prose, with figures, references and the marks of its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pcpgen.blocks.amounts import amounts_table
from pcpgen.blocks.charts.page import chart
from pcpgen.blocks.forms import figure_pieces
from pcpgen.blocks.links import Links
from pcpgen.blocks.prose import Between, Insert, compose_body, compose_phrase
from pcpgen.blocks.setting import See, Setting
from pcpgen.blocks.subject import INK
from pcpgen.blocks.titles import indicator_called, titles_of_parts
from pcpgen.blocks.wording import cited
from pcpgen.document.blocks import PullQuote, TableBlock, TextBlock
from pcpgen.document.document import Note
from pcpgen.document.prose import Inline, NoteMark, Phrase, Reference, phrase
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.page import ChartSpec, FactsSource, ForewordSource, TextSource, notes_of
from pcpgen.model.project import Project
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Expression, NoteName, Source
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class PageSetting:
    """What every page of one plan is made from."""

    project: Project
    office: model.Office
    edition: model.Edition
    data: Data
    titles: Mapping[str, str]  # parts by id, for references
    see: See  # to what stands within them
    numbers: Mapping[tuple[str, str], int]  # notes by page and name
    links: Links  # what serves what in the edition


def page_setting(setting: Setting) -> PageSetting:
    """What is the same for every page of a document is made once."""
    if "pages" not in setting.once:
        setting.once["pages"] = _page_setting(setting)
    found = setting.once["pages"]
    assert isinstance(found, PageSetting)
    return found


def _page_setting(setting: Setting) -> PageSetting:
    edition = setting.subject.edition
    assert edition is not None  # pages are of one
    titles = titles_of_parts(setting.say, edition)
    notes = number_notes(edition)
    return PageSetting(
        setting.project, setting.office, edition, setting.data, titles, setting.see, notes, setting.links
    )


def number_notes(edition: model.Edition) -> dict[tuple[str, str], int]:
    """Notes numbered once through the document, in the order of its parts."""
    names = [
        (part.value, note.id)
        for part in edition.parts
        if part.value in edition.pages
        for note in notes_of(edition.pages[part.value])
    ]
    return {name: place for place, name in enumerate(names, 1)}


def insert_in(setting: PageSetting, page: str) -> Insert:
    """What an expression or a note mark on a page becomes."""

    def insert(what: Source) -> tuple[Inline, ...]:
        if isinstance(what, NoteName):
            return (note_mark(setting, page, what.name),)
        if what.name == "see":
            title = setting.titles.get(name := str(what.arguments[0]))
            return (Reference(name, title),) if title else setting.see(what, page)
        if what.name == "law":
            return phrase(
                cited(
                    setting.project.catalogue,
                    setting.project.law.references[str(what.arguments[0])],
                    bool(what.options),
                )
            ).content
        return figure_pieces(what, setting.data).content

    return insert


def prose(
    setting: PageSetting, page: str, passage: Passage, charts: Mapping[str, ChartSpec] | None = None
) -> tuple[TextBlock | Between, ...]:
    def made(asked: Expression) -> Between:
        if asked.name == "indicator":
            from pcpgen.blocks.indicators import indicator_block  # here, with all of its charts: few pages show one

            dataset = setting.project.datasets[str(asked.arguments[0])]
            block = indicator_block(
                setting.data,
                dataset,
                "",
                INK,
                setting.office.area,
                indicator_called(setting.data.catalogue, setting.edition),
            )
            return replace(block, place=asked.place)
        if asked.name == "amounts":
            dataset = setting.project.datasets[str(asked.arguments[0])]
            periods = tuple(map(str, asked.arguments[1:]))
            return TableBlock(f"{dataset.id}-amounts", "", amounts_table(setting.data, dataset, periods), asked.place)
        specs = charts or {}
        spec = specs[str(asked.arguments[0])]
        title = inline(setting, page, spec.title)
        return chart(setting.data, setting.office.area, title, spec, True, tuple(specs.values()))

    return compose_body(passage, insert_in(setting, page), made)


def inline(setting: PageSetting, page: str, passage: Passage) -> Phrase:
    return compose_phrase(passage, insert_in(setting, page))


def optional(setting: PageSetting, page: str, passage: Passage | None) -> Phrase | None:
    return inline(setting, page, passage) if passage else None


def pull_quote(setting: PageSetting, page: str, says: Passage | None) -> tuple[PullQuote, ...]:
    return (PullQuote(inline(setting, page, says)),) if says else ()


def note_mark(setting: PageSetting, page: str, name: str) -> NoteMark:
    number = setting.numbers[page, name]
    label = setting.project.catalogue.text("notes.mark", number=number)
    return NoteMark(number, label, f"note-{page}-{name}", f"mark-{page}-{name}")


def notes(setting: PageSetting, page: TextSource | ForewordSource | FactsSource) -> tuple[Note, ...]:
    return tuple(
        Note(
            (mark := note_mark(setting, page.id, note.id)).number,
            mark.id,
            mark.back,
            inline(setting, page.id, note.text),
        )
        for note in page.notes
    )
