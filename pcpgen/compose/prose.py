"""From a passage to prose: Markdown sanitised, with figures, references, notes and charts put in where they stand.

The expressions are swapped for private characters, which no source may hold, before Markdown runs, and the sanitised
result is cut at them again: nothing that the program inserts passes through Markdown, and no markup through the data.
An ampersand goes the same way, so that no character can be written by its number, ours least of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from pcpgen.compose.document import Piece, Prose, Words
from pcpgen.model.text import Expression, Passage

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
Insert = Callable[[Expression | str], tuple[Piece, ...]]


def compose_prose(passage: Passage, insert: Insert, inline: bool = False) -> Prose:
    """The passage as prose; `inline` for a caption or title, which is a single paragraph without its tag."""
    inserted: list[tuple[Piece, ...]] = []

    def token(what: Expression | str) -> str:
        inserted.append(insert(what))
        return f"\ue000{chr(_FIRST + len(inserted) - 1)}\ue001"

    text = "".join(
        token(piece) if isinstance(piece, Expression) else NOTE_MARK.sub(lambda mark: token(mark[1]), piece)
        for piece in passage.pieces
    )
    html = _sanitised(text)
    if inline:
        html = html.removeprefix("<p>").removesuffix("</p>")
    html = re.sub("<p>\ue000(.)\ue001</p>", lambda alone: _unwrapped(alone, inserted), html)
    return Prose(tuple(_pieces(html, inserted)))


def plain_prose(text: str) -> Prose:
    """Words of the program itself as prose."""
    return Prose((Words(Markup.escape(text)),))


def _unwrapped(alone: re.Match[str], inserted: list[tuple[Piece, ...]]) -> str:
    """A chart alone in its paragraph stands between paragraphs."""
    pieces = inserted[ord(alone[1]) - _FIRST]
    return f"\ue000{alone[1]}\ue001" if pieces and pieces[0].kind == "chart" else alone[0]


def _pieces(html: str, inserted: list[tuple[Piece, ...]]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for token in _TOKEN.finditer(html):
        if token.start() > at:
            found.append(Words(Markup(html[at : token.start()])))
        found += inserted[ord(token[1]) - _FIRST]
        at = token.end()
    if at < len(html):
        found.append(Words(Markup(html[at:])))
    return found


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
