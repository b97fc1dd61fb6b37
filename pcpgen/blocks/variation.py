"""What a report on a variation shows: what is varied as it would read, and the same with its changes marked."""

from __future__ import annotations

from pcpgen.blocks.difference import Difference, redlines, summary, tops
from pcpgen.blocks.numbers import headed, paragraph_id, written
from pcpgen.blocks.prose import compose_prose
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made, Varying
from pcpgen.document.blocks import Block, Excerpt, Numbered
from pcpgen.document.document import Section
from pcpgen.document.prose import Block as ProseBlock
from pcpgen.document.prose import Inline, Phrase, Prose, listing, phrase
from pcpgen.editions.changes import Add, Move, Replace, Reword
from pcpgen.editions.reading import PASSAGE
from pcpgen.editions.tree import Node
from pcpgen.model import plan as model
from pcpgen.model.page import notes_of
from pcpgen.place import NOWHERE
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Heading, NoteName, Source


def varied_pages(setting: Setting, number: str, after: int) -> Made:
    """The pages that have new words, as they would read."""
    varying = _varying(setting)
    pages = [top for top in tops(varying.found) if _gains(varying.found, top)]
    return Made(
        tuple(
            Excerpt(paragraph_id(f"{number}.{at}"), f"{number}.{at}", _page(setting, varying, page))
            for at, page in enumerate(pages, after + 1)
        )
    )


def marked_pages(setting: Setting, number: str, after: int) -> Made:
    """Every page that changes, with all its texts where it has new words, and else with what goes."""
    varying = _varying(setting)
    found = varying.found
    blocks: list[Block] = [*written(number, summary(found), found.say.text("redline.legend"), after=after)]
    if varying.variation.remark:
        at = f"{number}.{after + len(blocks) + 1}"
        blocks.append(Numbered(paragraph_id(at), at, setting.of_plan.prose(varying.variation.remark, "variation")))
    pages: list[Section] = []
    for top in tops(found):
        at = f"{number}.{after + len(blocks) + len(pages) + 1}"
        lines = redlines(found, top, at, whole=_gains(found, top))
        if any(line.changed for line in lines):
            node = found.after.tree.by_id.get(top) or found.before.tree.by_id[top]
            pages.append(headed(f"marked-{top}", at, node.title or node.name, node.kind, lines))
    return Made(tuple(blocks), tuple(pages))


def _varying(setting: Setting) -> Varying:
    assert setting.subject.varying is not None  # the block needs it
    return setting.subject.varying()


def _gains(found: Difference, top: str) -> bool:
    """Whether a page has words that it did not have."""
    under = found.after.tree.under(top) if top in found.after.tree else ()
    return any(found.of(id, Add, Move, Reword, Replace) for id in under)


def _page(setting: Setting, varying: Varying, id: str) -> Prose:
    """A varied page, or a theme with its statements before its narrative."""
    page = varying.varied.pages.get(id)
    notes = notes_of(page) if page else ()

    def insert(what: Source) -> tuple[Inline, ...]:
        if isinstance(what, NoteName):
            return setting.of_plan.insert(what, id, notes)
        return varying.found.after.voice.pieces(what)

    blocks: list[ProseBlock] = []
    tree = varying.found.after.tree
    for level in varying.varied.levels:
        said = [tree.by_id[each] for each in tree.children(id) if tree.by_id[each].level == level.key]
        if said and level.key != "indicators":
            title = phrase(level.name if level.one else level.plural)
            blocks += [Heading(2, title.content, NOWHERE), listing(_said(setting, node) for node in said)]
    if any(tree.by_id[each].level == PASSAGE for each in tree.under(id)):
        blocks += compose_prose(_body(varying.varied, id), insert).blocks
    return Prose(tuple(blocks))


def _said(setting: Setting, node: Node) -> Phrase:
    return setting.of_plan.inline(node.body, "plan") if node.body else phrase(node.text)


def _body(edition: model.Edition, id: str) -> Passage:
    page = edition.pages.get(id)
    theme = next((each for each in edition.themes if each.id == id), None)
    body = theme.narrative if theme else getattr(page, "body", None)
    return body if isinstance(body, Passage) else Passage((), "", edition.place)
