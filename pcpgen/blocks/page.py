"""What the pages of a plan are made from: its prose, with figures, references and the marks of its notes."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.blocks.charts.page import chart
from pcpgen.blocks.prose import Insert, compose_body, compose_phrase
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.wording import cited, figure_pieces
from pcpgen.document.blocks import Chart, PullQuote, TextBlock
from pcpgen.document.document import Note
from pcpgen.document.prose import Inline, NoteMark, Phrase, Reference, phrase
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.page import ChartSpec, FactsSource, ForewordSource, TextSource, notes_of
from pcpgen.model.project import Project
from pcpgen.prose.passage import Passage, named_in
from pcpgen.prose.tree import Expression, NoteName, Source
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class PageSetting:
    """What every page of one plan is made from."""

    project: Project
    office: model.Office
    edition: model.Edition
    data: Data
    titles: Mapping[str, str]  # parts by id, for references
    numbers: Mapping[tuple[str, str], int]  # notes by page and name


def page_setting(setting: Setting) -> PageSetting:
    edition = setting.subject.edition
    assert edition is not None  # pages are of one
    titles = titles_of_parts(setting.say, edition)
    return PageSetting(setting.project, setting.office, edition, setting.data, titles, number_notes(edition))


def titles_of_parts(say: Catalogue, edition: model.Edition) -> dict[str, str]:
    """What the parts of an edition are called, its themes, and what their authors named in them."""
    titles = {part.value: title_of_part(say, edition, part.value) for part in edition.parts}
    return titles | {theme.id: theme.title.value for theme in edition.themes} | named_titles(edition)


def named_titles(edition: model.Edition) -> dict[str, str]:
    """What headings and tables that their author named are called, by their names."""
    bodies = [theme.narrative for theme in edition.themes]
    bodies += [page.body for page in edition.pages.values() if isinstance(page, TextSource | ForewordSource)]
    return {name: title for body in bodies for name, (title, _) in named_in(body).items()}


def number_notes(edition: model.Edition) -> dict[tuple[str, str], int]:
    """Notes numbered once through the document, in the order of its parts."""
    names = [
        (part.value, note.id)
        for part in edition.parts
        if part.value in edition.pages
        for note in notes_of(edition.pages[part.value])
    ]
    return {name: place for place, name in enumerate(names, 1)}


def title_of_part(say: Catalogue, edition: model.Edition, part: str) -> str:
    if part in edition.pages:
        return edition.pages[part].title.value
    level = edition.indicator_level
    named = {"contents": "contents.title", "plan-on-a-page": "plan.on-a-page", "themes": "plan.themes"}
    return say.text(named[part]) if part in named else level.plural if level else part


def insert_in(setting: PageSetting, page: str) -> Insert:
    """What an expression or a note mark on a page becomes."""

    def insert(what: Source) -> tuple[Inline, ...]:
        if isinstance(what, NoteName):
            return (note_mark(setting, page, what.name),)
        if what.name == "see":
            return (Reference(str(what.arguments[0]), setting.titles[str(what.arguments[0])]),)
        if what.name == "law":
            assert setting.project.law is not None  # checked
            return phrase(
                cited(setting.project.catalogue, setting.project.law.references[str(what.arguments[0])])
            ).content
        return figure_pieces(what, setting.data).content

    return insert


def prose(
    setting: PageSetting, page: str, passage: Passage, charts: Mapping[str, ChartSpec] | None = None
) -> tuple[TextBlock | Chart, ...]:
    def drawn(asked: Expression) -> Chart:
        spec = (charts or {})[str(asked.arguments[0])]
        return chart(setting.data, setting.office.area, inline(setting, page, spec.title), spec)

    return compose_body(passage, insert_in(setting, page), drawn)


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
