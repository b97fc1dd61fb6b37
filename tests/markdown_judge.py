"""Another reader of Markdown, markdown-it-py in its CommonMark mode, as the judge of ours: both as nested lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from pcpgen.prose.tree import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Picture,
    Quotation,
    Source,
    Strong,
    Words,
    WordsTable,
)

JUDGE = MarkdownIt("commonmark").enable("table")
Shape = list["str | Shape"]


def judged(text: str) -> Shape:
    """What the judge reads."""
    return _squeezed(_judged(SyntaxTreeNode(JUDGE.parse(text)).children))


def _judged(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str | Shape]:
    for node in nodes:
        inner = list(_judged(node.children))
        match node.type:
            case "text":
                yield node.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield ["br"]
            case "inline" | "thead" | "tbody" | "tr":
                yield from inner
            case "paragraph":
                yield ["p", *inner]
            case "heading":
                yield [node.tag, *inner]
            case "bullet_list":
                yield ["ul", *inner]
            case "ordered_list":
                yield [f"ol {node.attrs.get('start', 1)}", *inner]
            case "link":
                yield ["a", *inner]
            case other:
                yield [other.replace("list_item", "li"), *inner]


def ours(blocks: Iterable[Block[Source]]) -> Shape:
    """What our reader makes, in the same form."""
    return _squeezed(_blocks(blocks))


def _blocks(blocks: Iterable[Block[Source]]) -> Iterator[str | Shape]:
    for block in blocks:
        match block:
            case Paragraph():
                yield ["p", *_inlines(block.content)]
            case Heading():
                yield [f"h{block.level}", *_inlines(block.content)]
            case List():
                name = "ul" if block.numbering == "bullet" else f"ol {block.start}"
                yield [name, *(["li", *_blocks(item.blocks)] for item in block.items)]
            case Quotation():
                yield ["blockquote", *_blocks(block.blocks), *_inlines(block.by)]
            case WordsTable():
                cells = [["th", *_inlines(cell.content)] for cell in block.heads]
                cells += [["td", *_inlines(cell.content)] for row in block.rows for cell in row]
                yield ["table", *cells]
            case Picture():
                yield ["p", ["image", *_inlines(block.alt)]]


def _inlines(inlines: Iterable[Inline[Source]]) -> Iterator[str | Shape]:
    for inline in inlines:
        match inline:
            case Words():
                yield inline.text
            case Break():
                yield ["br"]
            case Strong():
                yield ["strong", *_inlines(inline.content)]
            case Emphasis():
                yield ["em", *_inlines(inline.content)]
            case Link():
                yield ["a", *_inlines(inline.content)]


def _squeezed(parts: Iterable[str | Shape]) -> Shape:
    """Neighbouring words as one, blanks as one, none at the ends of a line."""
    found: Shape = []
    for part in parts:
        if isinstance(part, list):
            found.append([part[0], *_squeezed(part[1:])])
        elif found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return [each for each in (" ".join(each.split()) if isinstance(each, str) else each for each in found) if each]
