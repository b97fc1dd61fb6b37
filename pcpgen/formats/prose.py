"""From prose to HTML: one function a node, so that nothing is written as anything but what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias, assert_never

from markupsafe import Markup

from pcpgen.document.prose import Block, Inline, NoteMark, Phrase, Prose, Reference, Shown, leaves
from pcpgen.patterns import pattern
from pcpgen.place import NOWHERE, Place
from pcpgen.prose import tree
from pcpgen.prose.tree import Break, Emphasis, Link, Strong, Words
from pcpgen.values import dataclass

# the file of a picture to the address that it has in this medium, and its pixels
Show: TypeAlias = Callable[[str], tuple[str, int, int]]
# where words were written to the attribute that says so; what is published has none
At: TypeAlias = Callable[[Place], str]
_ENDING = pattern(r"(?<=\s)(?=.{3,20}$)\S+ \S+$")  # two words that fit on a line of the narrowest column
_HARMLESS = pattern(r"(?:https?|mailto):|\.\./", re.IGNORECASE)


def unsaid(place: Place) -> str:
    """No attribute."""
    return ""


_FEW = 3  # columns of a table that a telephone shows side by side


def told(place: Place) -> str:
    """The attribute by which a preview leads to where words were written; none of the program's words."""
    return f' data-place="{_value(str(place))}"' if place.file else ""


@dataclass(frozen=True, slots=True)
class _Way:
    """How running text is written: the level of the heading above it, its pictures, and whether places are told."""

    under: int
    show: Show
    at: At


def phrase_html(phrase: Phrase, at: At = unsaid) -> Markup:
    """Words within a line, with no space of the writer's own between them."""
    said, where = _inlines(phrase.content), at(_place(phrase.content))
    return Markup(f"<span{where}>{said}</span>" if where else said)


def closed_html(phrase: Phrase, medium: str, at: At = unsaid) -> Markup:
    """The same, its last two words on one line on paper, so that none ends it alone; a browser sees to that itself."""
    last = phrase.content[-1] if phrase.content else None
    if medium != "print" or not isinstance(last, Words) or not (ending := _ENDING.search(last.text)):
        return phrase_html(phrase, at)
    said = f"{_inlines(phrase.content[:-1])}{_text(last.text[: ending.start()])}"
    return Markup(f'{said}<span class="closed">{_text(ending.group())}</span>')


def _place(line: Iterable[Inline]) -> Place:
    """Where the first words of a line were written that an author wrote."""
    places = (leaf.place for leaf in leaves(line) if isinstance(leaf, Words))
    return next((place for place in places if place.file), NOWHERE)


def _no_picture(file: str) -> tuple[str, int, int]:
    raise AssertionError(f"{file} stands in words that come without a document")


def prose_html(prose: Prose, under: int = 2, show: Show = _no_picture, at: At = unsaid) -> Markup:
    """Running text; `under` is the level of the heading that it stands under, `show` where its pictures are fetched."""
    return Markup(_blocks(prose.blocks, _Way(under, show, at)))


def inline_html(inline: Inline) -> Markup:
    """A figure, a reference or a mark of a note by itself."""
    return Markup(_inline(inline))


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(text: str) -> str:
    """Text within the quotation marks of an attribute."""
    return _text(text).replace('"', "&quot;")


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Words():
            return _text(inline.text)
        case Break():
            return "<br>\n"
        case Strong():
            return f"<strong>{_inlines(inline.content)}</strong>"
        case Emphasis():
            return f"<em>{_inlines(inline.content)}</em>"
        case Link():
            return _link(inline)
        case Shown():
            return _figure(inline)
        case Reference():
            return f'<a class="see" href="#{_value(inline.target)}">{_text(inline.text)}</a>'
        case NoteMark():
            return (
                f'<sup class="note-mark"><a href="#{inline.id}" id="{inline.back}"'
                f' aria-label="{_value(inline.label)}">{inline.number}</a></sup>'
            )
        case _:
            assert_never(inline)


def _link(link: Link[Shown | Reference | NoteMark]) -> str:
    """A link; of an address that could do more than be read, the words alone."""
    words = _inlines(link.content)
    if not _HARMLESS.match(link.url):
        return words
    title = f' title="{_value(link.title)}"' if link.title else ""
    return f'<a href="{_value(link.url)}"{title}>{words}</a>'


def _figure(shown: Shown) -> str:
    """A figure with its exact value and its cells behind it; a mark such as [x] has no value."""
    if not shown.value:
        return f'<span class="mark">{_text(shown.text)}</span>'
    return (
        f'<data class="figure" value="{_value(shown.value)}" data-figure="{_value(shown.figure)}"'
        f' data-origin="{_value(shown.origin)}">{_text(shown.text)}</data>'
    )


def _blocks(blocks: Iterable[Block], way: _Way) -> str:
    return "\n".join(_block(block, way) for block in blocks)


def _block(block: Block, way: _Way) -> str:
    match block:
        case tree.Paragraph():
            return f"<p{_id(block.id)}{way.at(block.place)}>{_inlines(block.content)}</p>"
        case tree.Heading():
            level = min(way.under + block.level - 1, 6)
            return f"<h{level}{_id(block.id)}{way.at(block.place)}>{_inlines(block.content)}</h{level}>"
        case tree.List():
            return _list(block, way)
        case tree.Quotation():
            return _quotation(block, way)
        case tree.WordsTable():
            return _table(block, way)
        case tree.Picture():
            return _picture(block, way)
        case tree.Insertion():
            raise AssertionError(f"{block} stands between paragraphs as a block of the document")
        case _:
            assert_never(block)


def _id(id: str) -> str:
    return f' id="{_value(id)}"' if id else ""


def _list(block: tree.List[Shown | Reference | NoteMark], way: _Way) -> str:
    items = "\n".join(
        f"<li{_id(_lead(item.blocks))}{way.at(item.place)}>{_item(item.blocks, way)}</li>" for item in block.items
    )
    if block.numbering == "bullet":
        return f"<ul>\n{items}\n</ul>"
    kind = f' type="{block.numbering}"' if block.numbering in "ai" else ""
    start = f' start="{block.start}" style="counter-reset: item {block.start - 1}"' if block.start != 1 else ""
    return f"<ol{kind}{start}>\n{items}\n</ol>"


def _lead(blocks: tuple[Block, ...]) -> str:
    """The id of an item, which is that of its first paragraph."""
    return blocks[0].id if blocks and isinstance(blocks[0], tree.Paragraph) and blocks[0].content else ""


def _item(blocks: tuple[Block, ...], way: _Way) -> str:
    """An item's first paragraph stands in its line; what follows it are blocks of their own."""
    first, rest = blocks[:1], blocks[1:]
    lead = _inlines(first[0].content) if first and isinstance(first[0], tree.Paragraph) else ""
    more = rest if lead else blocks
    return "\n".join(filter(None, (lead, _blocks(more, way))))


def _quotation(block: tree.Quotation[Shown | Reference | NoteMark], way: _Way) -> str:
    said = _blocks(block.blocks, way)
    by = f'\n<p class="quotation__by"{way.at(_place(block.by))}>{_inlines(block.by)}</p>' if block.by else ""
    return f'<blockquote class="quotation">\n{said}{by}\n</blockquote>'


def _picture(block: tree.Picture[Shown | Reference | NoteMark], way: _Way) -> str:
    """A picture with its words for whoever does not see it, and its caption."""
    url, width, height = way.show(block.file)
    alt = _value(Phrase(block.alt).plain)
    image = f'<img class="pictured__image" src="{_value(url)}" alt="{alt}" width="{width}" height="{height}">'
    caption = f"\n<figcaption>{_inlines(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure class="pictured"{way.at(block.place)}>\n{image}{caption}\n</figure>'


def _table(block: tree.WordsTable[Shown | Reference | NoteMark], way: _Way) -> str:
    heads = "".join(f'<th scope="col"{way.at(cell.place)}>{_inlines(cell.content)}</th>' for cell in block.heads)
    many = len(block.heads) > _FEW
    named = [f' data-head="{_value(Phrase(cell.content).plain)}"' if many else "" for cell in block.heads]
    rows = "\n".join(
        f'<tr><th scope="row"{way.at(row[0].place)}>{_inlines(row[0].content)}</th>'
        + "".join(
            f"<td{head}{way.at(cell.place)}>{_inlines(cell.content)}</td>"
            for head, cell in zip(named[1:], row[1:], strict=False)
        )
        + "</tr>"
        for row in block.rows
    )
    caption = f"<caption{way.at(_place(block.caption))}>{_inlines(block.caption)}</caption>"
    label = _value(Phrase(block.caption).plain)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n'
        f'<table class="told-table told-table--{len(block.heads)}{" carded" * many}"{_id(block.id)}>\n{caption}\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )
