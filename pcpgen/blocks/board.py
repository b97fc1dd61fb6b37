"""What papers to a board show: the recommendation, an edition's themes, what the law asks of it, appendices."""

from __future__ import annotations

from collections.abc import Sequence
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
from pcpgen.model.law import Content
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
    due = law.due(edition.in_force)
    cited_as = [cited(say, law.references[content.law]) for content in due]
    alike = len({*cited_as}) == 1 < len(due)
    rows = tuple(
        WordsRow(
            phrase(_begun(content.says)),
            (*(() if alike else (phrase(_begun(by)),)), phrase(_where(say, edition, content.id))),
        )
        for content, by in zip(due, cited_as, strict=True)
    )
    heads = (say.text("board.content"), *(() if alike else (say.text("board.law"),)), say.text("board.where"))
    notes = (say.text("board.same-law", law=cited_as[0]),) if alike else ()
    return WordsBlock(id, number, WordsTable(f"{id}-table", _found(say, edition, due), heads, rows, notes))


def _found(say: Catalogue, edition: model.Edition, due: Sequence[Content]) -> str:
    """How much of it the plan lacks; where nothing is lacking, that the table shows where all is."""
    plan = after_article(say, edition.title.value)
    lacking = sum(content.id not in edition.duties.met for content in due)
    if not lacking:
        return say.text("board.contents-by-law", plan=plan)
    return say.counted("board.lacking", lacking, plan=plan, all=say.counted("board.contents", len(due)))


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
    part, level = met.part.value, edition.indicator_level
    titles |= {"indicators": level.plural} if level else {}
    return titles.get(part) or (say.text(named[part]) if part in named else part)


def appendices(setting: Setting, number: str, after: int) -> Made:
    """What is attached to a paper, a paragraph each."""
    paper = setting.subject.paper
    attached = paper.appendices if isinstance(paper, BoardPaper) else {}
    said = (setting.say.text("appendix.titled", number=letter, title=title) for letter, title in attached.items())
    return Made(written(number, *said, after=after))
