"""What papers to a board show: the recommendation, an edition's themes, what the law asks of it, appendices."""

from __future__ import annotations

from dataclasses import replace

from pcpgen.blocks.numbers import asked, written
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import after_article, cited, shown
from pcpgen.document.blocks import Block, Numbered, WordsBlock
from pcpgen.document.prose import Prose, listing, paragraph, phrase, worded
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.figures.data import count
from pcpgen.figures.figure import Cell
from pcpgen.model import plan as model
from pcpgen.model.board import BoardPaper
from pcpgen.prose.tree import Expression
from pcpgen.words.catalogue import Catalogue


def recommendation_again(setting: Setting, expression: Expression, id: str, number: str) -> Block:
    """The recommendation, which is written once and may be said in several places."""
    assert isinstance(setting.subject.paper, BoardPaper)  # the checks have seen to it
    return replace(asked(setting, number, setting.subject.paper.recommend), id=id)


def themes_of(setting: Setting, expression: Expression, id: str, number: str) -> Block:
    """The themes of an edition, counted and listed."""
    edition = setting.project.editions[str(expression.arguments[0])]
    cells = tuple(Cell(theme.title.place, f"{theme.id}.title", "") for theme in edition.themes)
    how_many = count("themes", f"count:{edition.id}.themes", cells, edition.period)
    said = paragraph(worded(setting.say, "board.themes", count=shown(how_many)))
    return Numbered(id, number, Prose((*said.blocks, listing(theme.title.value for theme in edition.themes))))


def contents_by_law(setting: Setting, expression: Expression, id: str, number: str) -> Block:
    """What a plan must contain, by which law, and where the edition meets it."""
    say, law = setting.say, setting.project.law
    edition = setting.project.editions[str(expression.arguments[0])]
    assert law is not None  # checked
    rows = tuple(
        WordsRow(
            phrase(_begun(content.says)),
            (phrase(_begun(cited(say, law.references[content.law]))), phrase(_where(say, edition, content.id))),
        )
        for content in law.due(edition.in_force)
    )
    columns = (say.text("board.content"), say.text("board.law"), say.text("board.where"))
    caption = say.text("board.contents-by-law", plan=after_article(say, edition.title.value))
    return WordsBlock(id, number, WordsTable(f"{id}-table", caption, columns, rows))


def _begun(words: str) -> str:
    """Words as a cell begins them, with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


def _where(say: Catalogue, edition: model.Edition, content: str) -> str:
    met = edition.duties.met.get(content)
    if met is None:
        return say.text("board.not-yet")
    if met.part is None:
        return met.why_not
    titles = {part: page.title.value for part, page in edition.pages.items()}
    titles |= {theme.id: theme.title.value for theme in edition.themes}
    named = {"themes": "board.the-themes", "plan-on-a-page": "plan.on-a-page", "indicators": "board.the-indicators"}
    part = met.part.value
    return titles.get(part) or (say.text(named[part]) if part in named else part)


def appendices(setting: Setting, number: str, after: int) -> Made:
    """What is attached to a paper, a paragraph each."""
    paper = setting.subject.paper
    attached = paper.appendices if isinstance(paper, BoardPaper) else {}
    said = (setting.say.text("appendix.titled", number=letter, title=title) for letter, title in attached.items())
    return Made(written(number, *said, after=after))
