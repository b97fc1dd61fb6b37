"""What outlines may name of every document: the office, the plan in force, the Panel; and the colours."""

from __future__ import annotations

from collections.abc import Sequence

from pcpgen.blocks.colour import tint
from pcpgen.blocks.links import themes_called
from pcpgen.blocks.subject import INK, SHADE, Named
from pcpgen.blocks.wording import after_article
from pcpgen.document.document import ThemeStyle
from pcpgen.load.outlines import shipped_kinds
from pcpgen.model import plan as model
from pcpgen.model.period_words import day_words
from pcpgen.words.catalogue import Catalogue

OFFICE = {
    "office.name": "the office's name",
    "office.area": "its area",
    "office.force": "its force",
    "office.holder": "the title of the post that the office is for",
    "panel.name": "what the Panel is called",
    "board.name": "what the Board is called",
}
PLAN = {
    "edition.title": "the plan's title",
    "edition.the-title": "the same after its article, within a sentence",
    "edition.the-title-first": "the same as the first words of a sentence",
    "edition.subtitle": "its years",
    "edition.day": "since when it is in force",
    "edition.standing": "that it has been in force since then, or is a draft",
    "edition.themes": "the titles of its themes in a row",
    "edition.holds": "the same in a sentence",
    "theme.level": "what a theme is called",
    "theme.levels": "the same of several",
}
PANEL = {"panel.contact": "whom to ask about papers for the Panel"}
PAPER = {"paper.title": "the paper's title", "paper.day": "its day"}
OF_MEETING = {"paper.item": "the number of its item on the agenda", "paper.as-at": "as at when its figures are"}


def document_id(kind: str, usual: str) -> str:
    """The id of a document: as the program's own kind of it has always had it, or one of a kind of the office's own."""
    return usual if kind in shipped_kinds() else f"{kind}-{usual}"


def office_names(office: model.Office) -> dict[str, Named]:
    """What every outline may name; nothing where the office does not say which post it is for."""
    holder = office.posts.get(office.office_holder.value)
    return {
        "office.name": office.name,
        "office.area": office.area,
        "office.force": office.force,
        "office.holder": holder.title if holder else "",
        "panel.name": office.panel,
        "board.name": office.board,
    }


def edition_names(say: Catalogue, edition: model.Edition) -> dict[str, Named]:
    day = day_words(say, edition.in_force)
    themes = say.listed([theme.title.value for theme in edition.themes])
    kind = themes_called(say, edition, len(edition.themes))
    return {
        "edition.title": edition.title.value,
        "edition.the-title": after_article(say, edition.title.value),
        "edition.the-title-first": after_article(say, edition.title.value, first=True),
        "edition.subtitle": edition.subtitle,
        "edition.day": day,
        "edition.standing": say.text("edition.draft" if edition.draft else "edition.in-force", day=day),
        "edition.themes": themes,
        "edition.holds": say.counted("edition.themes", len(edition.themes), kind=kind, themes=themes),
        "theme.level": themes_called(say, edition, 1),
        "theme.levels": themes_called(say, edition, 2),
    }


def contact(say: Catalogue, asked: Sequence[tuple[str, str]]) -> dict[str, Named]:
    """Whom to ask about papers for the Panel: posts and their offices."""
    return {"panel.contact": "; ".join(say.text("panel.contact", post=post, office=office) for post, office in asked)}


def style(office: model.Office, theme: model.Theme, order: int = 0) -> ThemeStyle:
    hue = office.colours[theme.colour.value].hex
    return ThemeStyle(theme.id, hue, tint(hue), order)


def plain_style(id: str) -> tuple[ThemeStyle, ...]:
    """The colours of a document that has no theme."""
    return (ThemeStyle(id, INK, SHADE, 0),)
