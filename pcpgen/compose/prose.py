"""From a passage to prose: Markdown sanitised, with figures, references and notes put in where they stand.

The expressions are swapped for private characters, which no source may hold, before Markdown runs, and the sanitised
result is cut at them again: nothing that the program inserts passes through Markdown, and no markup through the data.
An ampersand goes the same way, so that no character can be written by its number, ours least of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from typing import TypeAlias
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from pcpgen.compose.document import Body, Chart
from pcpgen.document.prose import NOWHERE, Block, Inline, NoteMark, Phrase, Prose, Reference, Shown
from pcpgen.model.text import Expression, Passage
from pcpgen.prose.tree import Break, Emphasis, Heading, Item, Link, List, Paragraph, Strong, Words

SCHEMES = {"http", "https"}
ADDRESS = re.compile("https?://[^\\s<>\ue000]+", re.IGNORECASE)
_TAGS = {"p", "ul", "ol", "li", "h3", "h4", "h5", "a", "strong", "em", "br"}
_TOKEN = re.compile("\ue000(.)\ue001")
_FIRST = 0xE100
_AMPERSAND = "\ue002"
# one line of letters, digits and a few marks that mean nothing to Markdown, as most captions are; it need not be asked
_SENTENCE = re.compile(r"[^\W\d_\ue000](?:[^\W_]|[ ,;.?()%£’“”–—\ue000\ue001\ue100-\uf8ff])*(?<! )")
NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,64})\]")
# each part is bounded, so that no row of brackets takes long
LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]]{0,300})\]\((?P<url>(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})(?:\s[^()]{0,300})?\)"
)

# an expression, or the name of a note, to what stands in its place
Insert: TypeAlias = Callable[[Expression | str], tuple[Inline, ...]]


def compose_prose(passage: Passage, insert: Insert) -> Prose:
    """The passage as running text."""
    (prose,) = compose_body(passage, insert, _no_chart) or (Prose(()),)
    assert isinstance(prose, Prose)
    return prose


def compose_phrase(passage: Passage, insert: Insert) -> Phrase:
    """The passage as a phrase, which is a single paragraph: a caption or title."""
    prose = compose_prose(passage, insert)
    return Phrase(tuple(inline for block in prose.blocks if isinstance(block, Paragraph) for inline in block.content))


def compose_body(passage: Passage, insert: Insert, chart: Callable[[Expression], Chart]) -> Body:
    """The passage as running text, with a chart between paragraphs where an expression asks for one alone."""
    asked: list[Expression | str] = []

    def token(what: Expression | str) -> str:
        asked.append(what)
        return f"\ue000{chr(_FIRST + len(asked) - 1)}\ue001"

    text = "".join(
        token(piece) if isinstance(piece, Expression) else NOTE_MARK.sub(lambda mark: token(mark[1]), piece)
        for piece in passage.pieces
    )
    reader = _Reader(asked, insert)
    reader.feed(_sanitised(text))
    reader.close()
    return tuple(_between_charts(reader.found, chart))


def _between_charts(blocks: list[Block | Expression], chart: Callable[[Expression], Chart]) -> Iterator[Prose | Chart]:
    for is_chart, group in groupby(blocks, key=lambda block: isinstance(block, Expression)):
        if is_chart:
            yield from (chart(block) for block in group if isinstance(block, Expression))
        else:
            yield Prose(tuple(block for block in group if not isinstance(block, Expression)))


def _no_chart(expression: Expression) -> Chart:
    raise AssertionError(f"{expression.raw} has been refused by the checks")


class _Reader(HTMLParser):
    """Sanitised HTML to the tree."""

    def __init__(self, asked: list[Expression | str], insert: Insert) -> None:
        super().__init__(convert_charrefs=True)
        self.asked, self.insert = asked, insert
        self.found: list[Block | Expression] = []
        self._blocks: list[list[Block | Expression]] = [self.found]
        self._items: list[list[Item[Shown | Reference | NoteMark]]] = []
        self._inlines: list[list[Inline]] = []
        self._open: list[tuple[str, str]] = []
        self._alone: Expression | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._inlines[-1].append(Break(NOWHERE))
            return
        self._open.append((tag, dict(attrs).get("href") or ""))
        if tag in ("ul", "ol"):
            self._end_words()
            self._items.append([])
        elif tag == "li":
            self._blocks.append([])
            self._inlines.append([])
        else:
            self._inlines.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        _, url = self._open.pop()
        if tag in ("ul", "ol"):
            self._blocks[-1].append(List("bullet" if tag == "ul" else "1", tuple(self._items.pop()), NOWHERE))
        elif tag == "li":
            self._end_words()
            self._inlines.pop()
            blocks = tuple(block for block in self._blocks.pop() if not isinstance(block, Expression))
            self._items[-1].append(Item(blocks, NOWHERE))
        elif tag in ("p", "h3", "h4", "h5"):
            content = tuple(self._inlines.pop())
            if self._alone and not content:
                self._blocks[-1].append(self._alone)
            elif tag == "p":
                self._blocks[-1].append(Paragraph(content, NOWHERE))
            else:
                self._blocks[-1].append(Heading(int(tag[1]) - 2, content, NOWHERE))
            self._alone = None
        else:
            content = tuple(self._inlines.pop())
            if tag == "a" and not url:  # of an address that was refused
                self._inlines[-1] += content
                return
            made: Inline = (
                Link(content, url, NOWHERE)
                if tag == "a"
                else Strong(content, NOWHERE)
                if tag == "strong"
                else Emphasis(content, NOWHERE)
            )
            self._inlines[-1].append(made)

    def _end_words(self) -> None:
        """In a list item, words before a list within it are a paragraph."""
        if self._inlines and self._inlines[-1]:
            self._blocks[-1].append(Paragraph(tuple(self._inlines[-1]), NOWHERE))
            self._inlines[-1] = []

    def handle_data(self, data: str) -> None:
        at = 0
        for token in _TOKEN.finditer(data):
            self._words(data[at : token.start()])
            what = self.asked[ord(token[1]) - _FIRST]
            if isinstance(what, Expression) and what.name == "chart":
                self._alone = what
            else:
                self._inlines[-1] += self.insert(what)
            at = token.end()
        self._words(data[at:])

    def _words(self, text: str) -> None:
        text = text.replace("\n", " ")
        if self._inlines and (text.strip() or self._inlines[-1]) and text:
            self._inlines[-1].append(Words(text, NOWHERE))


def _sanitised(text: str) -> str:
    return f"<p>{text}</p>" if _SENTENCE.fullmatch(text) else _converted(text)


def _converted(text: str) -> str:
    html = _markdown().reset().convert(text.replace("&", _AMPERSAND)).replace(_AMPERSAND, "&amp;")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: value if ADDRESS.fullmatch(value) else None,
        url_schemes=SCHEMES,
        link_rel=None,
    ).strip()


@lru_cache(maxsize=1)
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=[_House()], output_format="html")


class _House(Extension):
    """Markdown as the documents take it: no raw HTML, code or images, headings below the part's own, tight list items.

    A link is written where it stands.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        for block in ("code", "reference"):
            md.parser.blockprocessors.deregister(block)
        for pattern in (
            "backtick",
            "html",
            "reference",
            "short_reference",
            "image_link",
            "image_reference",
            "short_image_ref",
        ):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_Link(LINK.pattern, md), "link", 160)
        md.treeprocessors.register(_Below(md), "below", 5)


class _Link(InlineProcessor):
    """A link by the same pattern as the checks read it by."""

    def handleMatch(  # type: ignore[override] # its types allow a caller that is long gone
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("a", href=self.unescape(m["url"]))
        element.text = m["text"]
        return element, m.start(), m.end()


class _Below(Treeprocessor):
    """Headings one level down, since the part's title is the h2; list items without paragraphs of their own."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-4]", element.tag):
                element.tag = f"h{int(element.tag[1]) + 1}"
            if element.tag == "li":
                for paragraph in element.findall("p"):
                    _unwrap(element, paragraph)


def _unwrap(item: Element, paragraph: Element) -> None:
    """Takes a paragraph's tag away and leaves its words and children in the list item."""
    at = list(item).index(paragraph)
    words = (paragraph.text or "").lstrip()
    if at == 0:
        item.text = f"{(item.text or '').strip()} {words}".lstrip()
    else:
        before = item[at - 1]
        before.tail = f"{(before.tail or '').rstrip()} {words}"
    item.remove(paragraph)
    for offset, child in enumerate(list(paragraph)):
        item.insert(at + offset, child)
