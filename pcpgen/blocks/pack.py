"""From a meeting to the items of its agenda: each paper with links to its forms, its length and what is attached."""

from __future__ import annotations

from pcpgen.blocks.exempt import grounds
from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.document.blocks import Numbered
from pcpgen.document.document import Document
from pcpgen.document.prose import Phrase, Prose, link, listing, paragraph, phrase, worded
from pcpgen.model.report import Appendix, Item


def agenda(setting: Setting, number: str, after: int) -> Made:
    """The items of the meeting in order, as the public may see them."""
    meeting = setting.subject.meeting
    assert meeting is not None  # the block needs it
    items = ((f"{number}.{at}", item) for at, item in enumerate(meeting.items, after + 1))
    return Made(tuple(Numbered(paragraph_id(at), at, _item(setting, item)) for at, item in items))


def _item(setting: Setting, item: Item) -> Prose:
    """An item: its title with links to both forms, its length, and a list of what is attached."""
    say = setting.say
    if item.takes is None:
        alone = phrase(say.text("pack.item-alone", number=item.number, title=item.title))
        by = say.text("pack.item-by", number=item.number, title=item.title, by=item.by)
        return _with(setting, item, phrase(by) if item.by else alone)
    paper, pages = setting.printed[item.takes.value]
    pdf = phrase(link(phrase(say.text("pack.item-pdf", number=item.number)), _address(paper, "pdf")))
    page = phrase(link(phrase(paper.title), _address(paper, "html")))
    length = say.counted("index.pages", pages)
    words = worded(say, "pack.item", number=item.number, paper=page, pages=length, pdf=pdf)
    return _with(setting, item, words)


def _with(setting: Setting, item: Item, words: Phrase) -> Prose:
    """An item with a list of what is attached."""
    attached = [_appendix(setting, at, each) for at, each in enumerate(item.appendices, 1)]
    return Prose((*paragraph(words).blocks, *([listing(attached)] if attached else [])))


def _address(paper: Document, form: str) -> str:
    return f"../{paper.id}/{paper.id}.{form}"


def _appendix(setting: Setting, number: int, appendix: Appendix) -> Phrase:
    say = setting.say
    if appendix.exempt:
        why = grounds(say, setting.project.exemptions, appendix.exempt.paragraph.value)
        return phrase(say.text("pack.exempt-appendix", number=number, why=why))
    words = phrase(appendix.title)
    title = phrase(link(words, appendix.url)) if appendix.url else words
    accessible = say.text(f"pack.accessible-{appendix.accessible}")
    return worded(say, "pack.appendix", number=str(number), title=title, accessible=accessible)
