"""From a composed document to what a reference to each of its things reads: its number, or else its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pcpgen.document.blocks import (
    Block,
    Chart,
    IndicatorBlock,
    Numbered,
    QuestionBlock,
    Subheading,
    TableBlock,
    TextBlock,
    WordsBlock,
)
from pcpgen.document.document import Cover, Document, Note, Section
from pcpgen.document.prose import Block as ProseBlock
from pcpgen.document.prose import Phrase, Reference
from pcpgen.document.walk import blocks_of
from pcpgen.prose import tree
from pcpgen.prose.passage import numeral
from pcpgen.prose.tree import Expression
from pcpgen.words.catalogue import Catalogue


def reference(known: Mapping[str, Reference], asked: Expression, scope: str) -> Reference:
    """What stands where `see` names a thing, `^name` being a note of the same text; what leads nowhere has a place."""
    name = str(asked.arguments[0])
    keys = [f"note-{scope}-{name[1:]}", f"note-report-{name[1:]}"] if name.startswith("^") else [name]
    return next((known[key] for key in keys if key in known), Reference(name, name, asked.place))


def references_of(document: Document) -> Mapping[str, Reference]:
    """A reference to each thing that has a name, by that name; to notes by their ids."""
    found: dict[str, Reference] = {}
    titled = isinstance(document.front, Cover)  # things of a plan have no numbers
    for section in _sections(document.sections):
        link = Reference(section.id, _section(document.catalogue, section))
        found |= dict.fromkeys((section.id, *section.names), link)
        for block in blocks_of(section):
            found |= {name: Reference(id, text) for name, id, text in _block(document.catalogue, block, titled)}
        found |= _notes(document.catalogue, section.notes)
    return found | _notes(document.catalogue, document.notes)


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _section(say: Catalogue, section: Section) -> str:
    """ "section 4", and by its label where its outline numbers it: "Appendix A1"."""
    if not section.number:
        return section.title
    if section.label and not section.number[0].isdigit():
        return say.text("see.labelled", label=section.label, number=section.number)
    return say.text("see.section", number=section.number)


def _notes(say: Catalogue, notes: Iterable[Note]) -> dict[str, Reference]:
    return {note.id: Reference(note.id, say.text("see.note", number=note.number)) for note in notes}


def _block(say: Catalogue, block: Block, titled: bool) -> Iterator[tuple[str, str, str]]:
    """The name, the id and the words of what a block is or holds."""

    def of_kind(key: str, words: str) -> str:
        return words if titled else say.text(key, words=words)

    match block:
        case TextBlock():
            yield from _prose(say, block.body.blocks, "", titled)
        case Numbered():
            yield block.id, block.id, say.text("see.paragraph", number=block.number)
            yield from _prose(say, block.body.blocks, block.number, titled)
        case Subheading():
            yield block.id, block.id, block.title.plain
        case QuestionBlock():
            text = say.text("see.paragraph", number=block.number)
            yield from ((name, block.id, text) for name in (block.id, block.name))
        case Chart():
            yield block.id, block.id, of_kind("see.chart", block.title.plain)
        case IndicatorBlock():
            yield block.id, block.id, block.title
            yield block.table.id, block.table.id, of_kind("see.table", block.table.caption)
            if block.chart:
                yield from _block(say, block.chart, titled)
        case TableBlock() | WordsBlock():
            yield from (
                (name, name, of_kind("see.table", block.table.caption)) for name in (block.id, block.table.id) if name
            )
        case _:
            return


def _prose(say: Catalogue, blocks: Iterable[ProseBlock], number: str, titled: bool) -> Iterator[tuple[str, str, str]]:
    """What its author named in running text; an item has the number of its paragraph and its own, "4.2(a)"."""
    for block in blocks:
        match block:
            case tree.Paragraph() if block.id:
                yield block.id, block.id, say.text("see.paragraph", number=number)
            case tree.Heading() if block.id:
                yield block.id, block.id, Phrase(block.content).plain
            case tree.WordsTable() if block.id:
                caption = Phrase(block.caption).plain
                yield block.id, block.id, caption if titled else say.text("see.table", words=caption)
            case tree.List():
                for at, item in enumerate(block.items):
                    own = numeral(block, at)
                    within = say.text("see.item", number=number, item=own) if own else number
                    yield from _prose(say, item.blocks, within, titled)
            case tree.Quotation():
                yield from _prose(say, block.blocks, number, titled)
            case _:
                pass
