"""From a page for print to the PDF that it gives in one piece, of which only what has changed is made anew.

Parts that begin a sheet depend on one another by little: the side and number of that sheet, words that run on in the
margins, and the numbers of the pages that they refer to. So each stretch of parts without a forced break in it is laid
out as if all others were empty, and is kept with everything that it depends on; with each page is kept what was drawn
of it. All of this rests on how WeasyPrint works within: who uses it compares the bytes with those of the one piece
first, and again for another style.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import tinyhtml5
import weasyprint
from weasyprint import css, layout
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetLookupItem
from weasyprint.document import VARIANTS, Document, DocumentMetadata, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import page as paging
from weasyprint.layout.block import block_level_page_break, block_level_page_name
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration

from pcpgen.formats.holes import instead
from pcpgen.formats.split import Inseparable, Text
from pcpgen.values import dataclass

_PASSES = 8  # until each page that is referred to has the number that is said
_FEWEST = 3  # stretches; with fewer nearly all would be made anew
_FORCED = {"page", "left", "right", "recto", "verso"}
_HIDDEN = "display: none !important"
_NUMBERED = {"XObject", "Pattern", "Shading"}  # what is drawn that is named by how many of it the document has
_COUNTS_PAGES = re.compile(r"counters?\(\s*pages\b")


class Relaid:
    """A document as it was laid out last, for as long as its frame stays the same.

    `anew` is how many pages were laid out since its parts were taken.
    """

    def __init__(self, frame: str, base_url: str, fetcher: Any, variant: str) -> None:
        """Reads the frame of a page. Raises Inseparable."""
        self.frame = frame
        self._html = weasyprint.HTML(string=frame, base_url=base_url, url_fetcher=fetcher)
        self.root = self._html.etree_element
        if _COUNTS_PAGES.search(frame):
            raise Inseparable
        self._body, self._main = (next(self.root.iter(name)) for name in ("body", "main"))
        self._options = {**weasyprint.DEFAULT_OPTIONS, "cache": {}, "pdf_variant": variant, **VARIANTS[variant][1]}
        self._metadata = DocumentMetadata(**get_html_metadata(self._html))
        self._fonts, self._counters, self._profiles = FontConfiguration(), CounterStyle(), dict[str, Any]()
        self._sheets: list[Any] = []
        self._parts: dict[tuple[Text, int], _Part] = {}
        self._order: list[_Part] = []
        self._displayed: dict[object, list[_Displayed]] = {}
        self._before: dict[object, _Stretch] = {}
        self._now: dict[object, _Stretch] = {}
        self._numbers: dict[str, int] = {}  # of the page on which each id stands
        self._first: list[dict[str, int]] = []  # those of the first layout
        self.anew = 0

    def take(self, parts: Sequence[Text]) -> None:
        """Puts parts into the tree; those that stood in it before are as they were at first. Raises Inseparable."""
        known, self._parts = self._parts, {}
        for part in parts:
            again = 0
            while (part, again) in self._parts:
                again += 1
            self._parts[part, again] = known.get((part, again)) or _read(part)
        self._order = [*self._parts.values()]
        for each in self._order:
            each.restore()
        self._stand([part.element for part in self._order])
        self._before, self._now = self._now, {}
        self._numbers, self._first = (self._first or [{}])[0], []
        self.anew = 0

    def lay_out(self) -> Any:
        """The document as its tree is now. Raises Inseparable."""
        displayed = self._displays()
        for _ in range(_PASSES):
            stretches = [*self._stretches(displayed)]
            numbers: dict[str, int] = {}
            before = 1
            for stretch in stretches:
                for anchor, page in stretch.anchors.items():
                    numbers.setdefault(anchor, before + page)
                before += len(stretch.pages)
            if numbers == self._numbers:
                break
            self._numbers = numbers
        else:
            raise Inseparable
        self._first = self._first or [numbers]
        pages = [page for stretch in stretches for page in stretch.pages]
        intent = self._options["output_intent"]
        return Document(pages, self._metadata, self._html.url_fetcher, self._fonts, self._profiles, intent)

    # The tree ---------------------------------------------------------------------------------------

    def _stand(self, elements: Sequence[Any]) -> None:
        """Lets elements stand in the places of the parts."""
        beside = [number for number, part in enumerate(self._order) if not part.in_main]
        inside = [number for number, part in enumerate(self._order) if part.in_main]
        self._main[:] = [elements[number] for number in inside]
        before = [elements[number] for number in beside if number < inside[0]]
        self._body[:] = [*before, self._main, *(elements[number] for number in beside if number > inside[0])]

    @contextmanager
    def _standing(self, elements: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
        """The styles and the page while elements stand in the places of the parts."""
        self._stand(elements)
        try:
            html = copy.copy(self._html)
            html.wrapper_element = type(html.wrapper_element).from_html_root(self.root, content_language=None)
            find = css.find_stylesheets

            def found(*given: Any) -> list[Any]:
                self._sheets = self._sheets or [*find(*given)]
                return self._sheets

            with instead(css, find_stylesheets=found):
                yield (
                    Document._build_layout_context(html, self._fonts, self._counters, self._profiles, self._options),
                    html,
                )
        finally:
            self._stand([part.element for part in self._order])

    def _displays(self) -> list[_Displayed]:
        """The parts that are shown, by the style that they have when they are empty."""
        key = tuple((part.in_main, _said(part.element)) for part in self._order)
        if key not in self._displayed:
            empty = [_empty(part.element) for part in self._order]
            with self._standing(empty) as (context, _):
                styles = [context.style_for(each) for each in empty]
            shown = [number for number, style in enumerate(styles) if style["display"] != ("none",)]
            begins = [number == shown[0] or styles[number]["break_before"] in _FORCED for number in shown]
            self._displayed[key] = [_Displayed(*each) for each in zip(shown, begins, strict=True)]
        return self._displayed[key]

    # Stretches --------------------------------------------------------------------------------------

    def _stretches(self, displayed: Sequence[_Displayed]) -> Iterator[_Stretch]:
        starts = [at for at, each in enumerate(displayed) if each.begins]
        if len(starts) < _FEWEST:
            raise Inseparable
        from_where = _Start(True, ([0], {"pages": [0]}, [{"pages"}], []), ())
        for first, end in zip(starts, [*starts[1:], len(displayed)], strict=True):
            parts = [each.number for each in displayed[first:end]]
            following = displayed[end].number if end < len(displayed) else None
            key = self._key(parts, following, from_where)
            found = self._now.get(key) or self._before.get(key) or self._made(parts, following, from_where)
            self._now[key] = found
            from_where = found.after
            yield found

    def _key(self, parts: Sequence[int], following: int | None, start: _Start) -> tuple[object, ...]:
        """All that a stretch depends on: its elements, those beside it, the order of all, where it begins, numbers."""
        own = tuple(ElementTree.tostring(self._order[number].element) for number in parts)
        near = range(max(parts[0] - 2, 0), min(parts[-1] + 3, len(self._order)))
        beside = tuple(_said(self._order[number].element) for number in near if number not in parts)
        order = tuple((part.in_main, part.element.tag, part.element.get("id")) for part in self._order)
        numbers = tuple((name, self._numbers.get(name)) for name in self._referred(parts))
        return own, beside, order, parts[0], following, start.key, numbers

    def _referred(self, parts: Sequence[int]) -> list[str]:
        """The ids in other parts to which links lead."""
        elements = [element for number in parts for element in self._order[number].element.iter()]
        links = {element.get(name, "") for element in elements for name in ("href", "data-end")}
        return sorted({link[1:] for link in links if link.startswith("#")} - {each.get("id") for each in elements})

    def _made(self, parts: Sequence[int], following: int | None, start: _Start) -> _Stretch:
        """Lays out some parts as if the others were empty, as far as the page that the following one begins."""
        elements = [
            part.element if number in parts else _empty(part.element, number != following)
            for number, part in enumerate(self._order)
        ]
        with self._standing(elements) as (context, html):
            self._refer(context.target_collector, parts)
            root = build_formatting_structure(
                self.root,
                context.style_for,
                context.get_image_from_uri,
                html.base_url,
                context.target_collector,
                self._counters,
                context.footnotes,
            )
            first, last = (_box(root, elements[number]) for number in (parts[0], parts[-1]))
            stop = None if following is None else _path(root, _box(root, elements[following]))
            strings = _Strings(context, dict(start.strings))
            begin = (*_begun(root, first, start), start.right, copy.deepcopy(start.state))
            pages = [_Kept(box) for box in _pages(context, root, html, begin, stop)]
        self.anew += len(pages)
        _, _, right, (quotes, counters, scopes, _), _ = copy.deepcopy(context.page_maker[len(pages)])
        after = _Start(right, (quotes, {**counters, "pages": [0]}, scopes, []), strings.last(), last)
        anchors = {anchor: number for number, page in reversed([*enumerate(pages)]) for anchor in page.anchors}
        return _Stretch(tuple(pages), anchors, after)

    def _refer(self, targets: Any, parts: Sequence[int]) -> None:
        """Lets some parts refer to the pages of what stands in others."""
        known = {element.get("id") for part in self._order for element in part.element.iter()}
        for name in known.intersection(self._referred(parts)):
            item = targets.target_lookup_items[name] = TargetLookupItem("up-to-date")
            item.target_box = SimpleNamespace(cached_counter_values={})
            item.cached_page_counter_values = {"page": [self._numbers.get(name, 0)]}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part in the tree, and what each element of it said at first: while sheets are filled, it is told more."""

    element: Any
    in_main: bool
    first: tuple[tuple[Any, dict[str, str]], ...]

    def restore(self) -> None:
        for element, attributes in self.first:
            if element.attrib != attributes:
                element.attrib.clear()
                element.attrib.update(attributes)


@dataclass(frozen=True, slots=True)
class _Displayed:
    """The number of a part that is shown, and whether it begins a stretch."""

    number: int
    begins: bool


@dataclass(frozen=True, slots=True)
class _Start:
    """What a stretch finds where it begins: whether its first page is a right one, the counters of pages as the
    renderer keeps them, the words that run on in the margins, and the box before.
    """

    right: bool
    state: Any
    strings: tuple[tuple[str, str], ...]
    last: Any = None

    @property
    def key(self) -> tuple[object, ...]:
        before = () if self.last is None else (block_level_page_break(self.last, None), self.last.page_values()[1])
        return self.right, repr(self.state), self.strings, before


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Parts as they are laid out: pages, on which of them each id stands first, and what the next stretch finds."""

    pages: tuple[_Kept, ...]
    anchors: dict[str, int]
    after: _Start


def _read(part: Text) -> _Part:
    page = f"<!DOCTYPE html><html><body><main>{part.html}</main></body></html>"
    found = [*next(tinyhtml5.parse(page, namespace_html_elements=False).iter("main"))]
    if len(found) != 1:
        raise Inseparable
    return _Part(found[0], part.in_main, tuple((each, dict(each.attrib)) for each in found[0].iter()))


def _empty(element: Any, hidden: bool = False) -> Any:
    """An element that says the same of itself and holds nothing."""
    return ElementTree.Element(element.tag, element.attrib | ({"style": _HIDDEN} if hidden else {}))


def _said(element: Any) -> tuple[object, ...]:
    return element.tag, *sorted(element.attrib.items())


# Layout -------------------------------------------------------------------------------------------


def _box(root: Any, element: Any) -> Any:
    found = next((box for box in root.descendants() if box.element is element), None)
    if found is None:
        raise Inseparable
    return found


def _path(box: Any, to: Any) -> Any:
    """Where a box stands within another, as the renderer says where it goes on."""
    for number, child in enumerate(box.children):
        if child is to:
            return {number: None}
        if child.element is not None and any(each is to for each in child.descendants()):
            return {number: _path(child, to)}
    raise Inseparable


def _steps(path: Any) -> list[int] | None:
    """Such a place without the first children at its end: to begin before them is to begin before their parent."""
    if path is None:
        return None
    steps: list[int] = []
    while path is not None:
        ((number, path),) = path.items()
        steps.append(number)
    while steps[-1:] == [0]:
        steps.pop()
    return steps


def _begun(root: Any, first: Any, start: _Start) -> tuple[Any, dict[str, Any]]:
    """Where the renderer goes on, and what it knows of the page that comes."""
    if start.last is None:
        return None, {"break": "any", "page": root.page_values()[0]}
    forced, name = (which(start.last, first) for which in (block_level_page_break, block_level_page_name))
    if forced not in _FORCED:
        raise Inseparable
    return _path(root, first), {"break": forced, "page": name}


class _Strings:
    """The words that run on in the margins: those of the stretches before, until there are others."""

    def __init__(self, context: Any, before: dict[str, str]) -> None:
        self._context, self._before, self._find = context, before, context.get_string_set_for
        context.get_string_set_for = self._found

    def _found(self, page: Any, name: str, keyword: str = "first") -> tuple[str, ...]:
        known = any(words and page <= self._context.current_page for page, words in self._set(name))
        if known or name not in self._before or keyword == "all-once":
            found: tuple[str, ...] = self._find(page, name, keyword)
            return found
        return (self._before[name],)

    def _set(self, name: str) -> list[tuple[int, list[str]]]:
        return sorted(self._context.string_set[name].items())

    def last(self) -> tuple[tuple[str, str], ...]:
        own = {name: words[-1] for name in [*self._context.string_set] for _, words in self._set(name) if words}
        return tuple(sorted({**self._before, **own}.items()))


def _pages(context: Any, root: Any, html: Any, begin: tuple[Any, ...], stop: Any) -> list[Any]:
    """The pages from where a stretch begins to where the next does, made as WeasyPrint makes those of a document."""

    def initialize(context: Any, root: Any) -> None:
        context.page_maker = [(*begin, _to_do())]

    def make_all(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        context.rendered_notes = []
        number, resume = 0, begin[0]
        while number == 0 or _steps(resume) != _steps(stop):
            to_do = context.page_maker[number][-1]
            if not pages or to_do["content_changed"] or to_do["pages_wanted"]:
                to_do.update(_to_do())
                page, resume = paging.remake_page(number, context, root, html)
                yield page
            else:
                resume = context.page_maker[number + 1][0]
                yield pages[number]
            number += 1
            if context.reported_footnotes or (resume is None and stop is not None):
                raise Inseparable
        if context.broken_out_of_flow:
            raise Inseparable
        del context.page_maker[number + 1 :]
        context.page_maker[number][-1].update(_to_do())

    with instead(layout, initialize_page_maker=initialize, make_all_pages=make_all):
        return list(layout.layout_document(html, root, context))


def _to_do() -> dict[str, Any]:
    """That nothing is to be done again on a page, as the renderer notes it."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


# Drawing ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn of a page: what it names, its marked content by box, its operators, its fonts with their glyphs."""

    resources: dict[str, Any]
    marked: dict[Any, dict[str, Any]]
    content: list[Any]
    fonts: dict[Any, Any]

    @property
    def stands_alone(self) -> bool:
        """Whether nothing in it is named by what was drawn before."""
        named = [name for kind in _NUMBERED for name in self.resources[kind]]
        return not named and all(name[0] in "aA" for name in self.resources["ExtGState"])


class _Kept(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that keeps what was drawn of it."""

    _drawing: _Drawing | None = None
    written: bytes | None = None

    def paint(self, stream: Any, scale: float = 1) -> None:
        drawing = self._drawing = self._drawing or self._drawn(stream, scale)
        if not drawing.stands_alone:
            super().paint(stream, scale)
            return
        stream.stream += drawing.content
        stream._tags.update({box: dict(mark) for box, mark in drawing.marked.items()})
        stream._resources["ExtGState"].update(drawing.resources["ExtGState"])
        for key, font in drawing.fonts.items():
            used = stream._fonts.setdefault(key, None) or _unused(font)
            for known, more in ((used.widths, font.widths), (used.to_unicode, font.to_unicode)):
                known.update((glyph, what) for glyph, what in more.items() if glyph not in known)
            stream._fonts[key] = used
        stream.__class__, stream.page = _Drawn, self

    def _drawn(self, stream: Any, scale: float) -> _Drawing:
        kinds = (*sorted(_NUMBERED), "ExtGState")
        resources = {kind: dict[str, Any]() for kind in kinds} | {"ColorSpace": stream._resources["ColorSpace"]}
        own = stream.clone(fonts={}, resources=resources, images={}, tags={})
        own._ctm_stack = [*stream._ctm_stack]
        super().paint(own, scale)
        return _Drawing(resources, own._tags, own.stream, own._fonts)


def _unused(font: Any) -> Any:
    """A font of which no glyph is used."""
    own = copy.copy(font)
    own.widths, own.to_unicode, own.missing = {}, {}, {}
    return own


class _Drawn(Stream):  # type: ignore[misc]
    """The drawing of a page, written once."""

    page: Any

    @property
    def data(self) -> bytes:
        self.page.written = self.page.written or super().data
        written: bytes = self.page.written
        return written
