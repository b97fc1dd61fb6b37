"""From a page made by an office's own templates to what in it could do more than be read: scripts, forms, fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import tinyhtml5

from pcpgen.patterns import pattern

_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """a abbr address article aside b bdi bdo blockquote body br caption cite code col colgroup data dd del details
        dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 head header hgroup hr html i img ins kbd li main
        mark menu meta nav ol p pre q rp rt ruby s samp search section small span strong style sub summary sup table
        tbody td tfoot th thead time title tr u ul var wbr
        svg g path rect circle ellipse line polyline polygon text tspan defs marker desc symbol use clipPath mask
        pattern linearGradient radialGradient stop""",
    )
)
# what a picture or a typeface within the page is written as; base64 alone, so that nothing else can stand in it
_INSIDE = pattern(r"data:(?:image/(?:png|jpeg|gif|webp)|font/woff2?);base64,[A-Za-z0-9+/=\s]*")
_PICTURE = pattern(r"pcpgen:image/\S+|" + _INSIDE.pattern)
_LINK = pattern(r"(?:https?:|mailto:|tel:|#|\.?/?[\w%.+-]+(?:[/?#]|$)).*", re.IGNORECASE | re.DOTALL)
_FETCHING = frozenset(
    re.findall(
        r"\w+",
        """src srcset srcdoc action formaction poster data background ping manifest archive codebase classid longdesc
        lowsrc dynsrc icon profile usemap imagesrcset""",
    )
)
_ESCAPE = pattern(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_ACTIVE_CSS = pattern(
    r"@import|@charset|@namespace|expression\(|behavior|-moz-binding|javascript:|</|(?:image-set|image|src|cross-fade)\("
    r"|url\(\s*(?![\"']?(?:#|data:))",
    re.IGNORECASE,
)


def active_in(page: str) -> str:
    """The first thing in a page that could do more than be read, in words; empty where it is a page to read."""
    return next(_active(_tree(page)), "")


def is_empty(page: str) -> bool:
    """Whether a page holds no word."""
    body = _tree(page).find("body")
    return body is None or not "".join(body.itertext()).strip()


@lru_cache(maxsize=1)
def _tree(page: str) -> Element:
    """The page as a browser reads it."""
    page = re.sub(r"(;base64,)[A-Za-z0-9+/=]+", r"\1", page)  # pictures and typefaces, which are most of it
    tree: Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return tree


def _active(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        tag = element.tag.rpartition("}")[2]
        if tag not in _ELEMENTS:
            yield f"<{tag}>"
        if tag == "style" and (found := _in_style(element.text or "")):
            yield f"{found} in a style"
        for name, value in element.attrib.items():
            yield from _in_attribute(tag, name.rpartition("}")[2].rpartition(":")[2].lower(), value)


def _in_attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or (tag == "meta" and name == "http-equiv"):
        yield f"<{tag} {name}>"
    elif name == "src" and tag == "img":
        if not _PICTURE.fullmatch(value):
            yield f"<{tag} {name}> of what is not in the page"
    elif name == "href":
        bare = re.sub(r"[\0-\x20\x7f-\x9f]", "", value)
        if not (_LINK if tag == "a" else re.compile("#.*")).fullmatch(bare):
            yield f"<{tag} {name}> to {bare[:40]}"
    elif name in _FETCHING:
        yield f"<{tag} {name}>"
    elif found := _in_style(value) if name == "style" or "url(" in value.lower() or "\\" in value else "":
        yield f"{found} in <{tag} {name}>"


def _in_style(css: str) -> str:
    """What of a style does more than style, or fetches."""
    plain = _ESCAPE.sub(lambda each: chr(min(int(each[1], 16), 0x10FFFF)) if each[1] else each[2], css)
    found = _ACTIVE_CSS.search(re.sub(r"/\*.*?\*/", "", plain, flags=re.DOTALL)) or _ACTIVE_CSS.search(plain)
    return found[0] if found else ""
