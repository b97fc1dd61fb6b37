"""From the boxes of all pages to a PDF's tag tree, in which each element of the HTML stands once.

WeasyPrint tags an element anew on each page that it reaches and in each line that a link runs over: who listens hears
two lists, two tables, the second without its caption. Here an element is made when its first box is met, and what any
page or line holds of it later goes into the same one. Heads that a table repeats, and what stands in the margins of
pages, are artefacts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pcpgen.formats import JOINER

_KINDS = {  # other elements are passed through: what they hold belongs to the element around them
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "div": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "address": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("li", "dt", "dd"), "LBody"),
    **dict.fromkeys(("li::before", "li::marker"), "Lbl"),
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
}
_GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}  # hold no text of their own
_STAND_EMPTY = {"TD", "TH"}
_REPEATED = {"THead", "TFoot"}
_TITLE = "{http://www.w3.org/2000/svg}title"
_CONTINUES = "data-continues"  # a piece of the drawing before it
_LOG = logging.getLogger("weasyprint")  # whose errors fail a document

Key = tuple[Any, str]


class _Node:
    """An element of the tag tree while it grows: elements, marked content (page, id) and annotations, in order."""

    def __init__(self, kind: str, page: int, element: Any = None) -> None:
        self.kind = kind
        self.page = page
        self.element = element
        self.kids: list[_Node | tuple[int, int] | tuple[int, pydyf.Dictionary]] = []
        self.entries: dict[str, Any] = {}

    def below(self, *kinds: str) -> Iterator[_Node]:
        for kid in self.kids:
            if isinstance(kid, _Node):
                if kid.kind in kinds:
                    yield kid
                yield from kid.below(*kinds)

    def said(self) -> bool:
        """Whether it has anything to say."""
        return self.kind in _STAND_EMPTY or any(not isinstance(kid, _Node) or kid.said() for kid in self.kids)


class _Growing:
    """The tag tree of a document, page by page, and which marked content of each page is no part of it."""

    def __init__(self) -> None:
        self.root = _Node("Document", 0)
        self.nodes: dict[Key, _Node] = {}
        self.items: dict[_Node, _Node] = {}  # of lists, by their bodies
        self.artefacts: dict[tuple[int, int], dict[str, str]] = {}
        self.texts: dict[tuple[int, int], Any] = {}  # the box of each piece of text

    def page(self, number: int, box: Any, marked: dict[Any, Any]) -> None:
        """Takes in a page. Boxes that were drawn are taken out of `marked`, as WeasyPrint demands."""
        for child in box.children:
            if isinstance(child, boxes.MarginBox):
                margin = "Header" if child.at_keyword.startswith("@top") else "Footer"
                self.leave_out(number, child, marked, {"Type": "/Pagination", "Subtype": f"/{margin}"})
            else:
                self.take(number, child, self.root, marked)

    def take(self, number: int, box: Any, parent: _Node, marked: dict[Any, Any]) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, boxes.TextBox):
            mark = (number, marked.pop(box)["mcid"])
            self.texts[mark] = box
            self.text(number, box, parent).kids.append(mark)
            return
        node = self.node(number, box, parent)
        if node.kind in _REPEATED and node.page != number:
            self.leave_out(number, box, marked, {"Type": "/Pagination"})
            return
        if box.link_annotation:
            node.kids.append((number, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            node.kids.append((number, marked.pop(box)["mcid"]))
            node.entries |= _figure(box) if box.element is node.element else {}
        for child in box.children:
            self.take(number, child, node, marked)

    def leave_out(self, number: int, box: Any, marked: dict[Any, Any], says: dict[str, str]) -> None:
        """What stands in a box is an artefact; a link in it still leads somewhere."""
        if box in marked:
            self.artefacts[number, marked.pop(box)["mcid"]] = says
        if box.link_annotation:
            self.nodes[box.element, box.element_tag].kids.append((number, box.link_annotation))
        for child in box.children:
            self.leave_out(number, child, marked, says)

    def node(self, number: int, box: Any, parent: _Node) -> _Node:
        """The element that a box belongs to: a new one where the box is the first of it."""
        key = (box.element, box.element_tag)
        kind = _kind(box)
        if not kind:
            return parent
        if key not in self.nodes and box.element.get(_CONTINUES):
            self.nodes[key] = next(kid for kid in reversed(parent.kids) if isinstance(kid, _Node) and kid.kind == kind)
        if key not in self.nodes:
            self.nodes[key] = self.added(_Node(kind, number, box.element), parent)
        return self.nodes[key]

    def added(self, node: _Node, parent: _Node) -> _Node:
        own = node.element.get("lang") if node.element is not None and node.kind != "Lbl" else None
        if own:
            node.entries["Lang"] = pydyf.String(own)
        if node.kind == "LBody":
            item = self.items[node] = _Node("LI", node.page)
            item.kids.append(node)
            parent.kids.append(item)
        elif node.kind == "Lbl" and parent in self.items:
            self.items[parent].kids.insert(0, node)
        else:
            parent.kids.append(node)
        return node

    def text(self, number: int, box: Any, parent: _Node) -> _Node:
        """What text goes into; a group holds none itself."""
        if parent.kind not in _GROUPS:
            return parent
        key = (box.element, f"{box.element_tag} text")
        before = self.nodes.get(key)
        if before is None or before is not parent.kids[-1]:  # another element stands between
            before = self.nodes[key] = _Node("Span", number)
            parent.kids.append(before)
        return before


def _kind(box: Any) -> str:
    if box.element is None:
        return ""
    kind = _KINDS.get(box.element_tag, "")
    return kind or ("Span" if box.element_tag == box.element.tag != "html" and box.element.get("lang") else "")


def _figure(box: Any) -> dict[str, Any]:
    """Where a drawing or picture stands, in pixels from the upper left, and what it shows in words."""
    element = box.element
    words = element.get("alt") if element.tag == "img" else element.findtext(_TITLE)
    if not words:
        _LOG.error("a picture has no words in its place: %s", element.get("src", element.tag.rpartition("}")[2]))
    x, y = box.content_box_x(), box.content_box_y()
    place = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array((x, y, x + box.width, y + box.height))})
    return {"A": place, "Alt": pydyf.String(words or "")}


def name_headers(number: int, table: _Node) -> None:
    """Gives each head of a table its name and its direction, and each other cell the names of its heads."""
    heads_over: dict[int, list[Any]] = {}
    taken: set[tuple[int, int]] = set()  # by cells that reach over rows and columns
    for r, row in enumerate(table.below("TR")):
        beside: list[Any] = []
        c = 0
        for cell in row.below("TH", "TD"):
            while (r, c) in taken:
                c += 1
            wide, high = (_span(cell, way) for way in ("colspan", "rowspan"))
            taken |= {(r + down, c + along) for down in range(high) for along in range(wide)}
            attributes = (
                {"O": "/Table"} | ({"ColSpan": wide} if wide > 1 else {}) | ({"RowSpan": high} if high > 1 else {})
            )
            if cell.kind == "TH":
                name = pydyf.String(f"{number}-{r}-{c}")
                cell.entries["ID"] = name
                is_of_row = cell.element.get("scope") == "row"
                attributes["Scope"] = "/Row" if is_of_row else "/Column"
                for head in (beside,) if is_of_row else (heads_over.setdefault(c + along, []) for along in range(wide)):
                    head.append(name)
            else:
                over = [name for along in range(wide) for name in heads_over.get(c + along, [])]
                attributes["Headers"] = pydyf.Array([*beside, *over])
            cell.entries["A"] = pydyf.Dictionary(attributes)
            c += wide


def _span(cell: _Node, way: str) -> int:
    said = cell.element.get(way, "1")
    return max(1, int(said)) if said.isdecimal() else 1


# Into the PDF -------------------------------------------------------------------------------------


class _Writing:
    """Puts elements into a PDF, and notes which of them each page's marked content and each annotation belong to."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.pages = [*pdf.page_references]  # which the library puts together anew whenever it is asked
        self.marked: dict[tuple[int, int], Any] = {}
        self.annotations: list[tuple[Any, pydyf.Dictionary]] = []

    def element(self, node: _Node, parent: Any) -> Any:
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent, "K": pydyf.Array()})
        made |= {"Pg": self.pages[node.page]} | node.entries
        self.pdf.add_object(made)
        for kid in node.kids:
            if isinstance(kid, _Node):
                if kid.said():
                    made["K"].append(self.element(kid, made.reference))
            else:
                made["K"].append(self.content(node, made.reference, *kid))
        return made.reference

    def content(self, node: _Node, element: Any, page: int, what: int | pydyf.Dictionary) -> Any:
        on = {"Pg": self.pages[page]}
        if isinstance(what, pydyf.Dictionary):
            self.annotations.append((element, what))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": what.reference} | on)
        self.marked[page, what] = element
        return what if page == node.page else pydyf.Dictionary({"Type": "/MCR", "MCID": what} | on)

    def parents(self, counts: list[int]) -> Any:
        """The tree from marked content and annotations to their elements."""
        numbers = pydyf.Array()
        for page, count in enumerate(counts):
            numbers += [page, pydyf.Array([self.marked.get((page, mcid), "null") for mcid in range(count)])]
        for number, (element, annotation) in enumerate(self.annotations, len(counts)):
            numbers += [number, element]
            annotation["StructParent"] = number
        made = pydyf.Dictionary({"Nums": numbers})
        self.pdf.add_object(made)
        return made.reference


def add_tags(pdf: Any, document: Any, pdf_version: str, page_streams: list[Any]) -> list[Any]:
    """Takes the place of WeasyPrint's own function of this name; the tree as it was written, as plain values."""
    if "Lang" not in pdf.catalog:
        _LOG.error("the page does not say its language")
    growing = _Growing()
    counts = [len(stream._tags) for stream in page_streams]
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        growing.page(number, page._page_box, stream._tags)
        _mark_artefacts(number, stream.stream, growing.artefacts)
    for number, table in enumerate(growing.root.below("Table")):
        name_headers(number, table)
    writing = _Writing(pdf)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = pydyf.Array([writing.element(growing.root, root.reference)])
    root["ParentTree"] = writing.parents(counts)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    return _Heard(growing.texts).element(growing.root)


def _mark_artefacts(page: int, stream: list[Any], artefacts: Mapping[tuple[int, int], dict[str, str]]) -> None:
    for at, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item and (page, item["MCID"]) in artefacts:
            stream[at - 1 : at + 1] = ["/Artifact", pydyf.Dictionary(artefacts[page, item["MCID"]])]


# Out of the tree, as it is read ------------------------------------------------------------------


def unjoin_outline(document: Any) -> None:
    """Takes what joins words out of the labels of the outline, which viewers show in type of their own."""
    for page in document.pages:
        page.bookmarks[:] = [(level, label.replace(JOINER, ""), *rest) for level, label, *rest in page.bookmarks]


def says_of_itself(pdf: Any) -> dict[str, Any]:
    """What a PDF says of itself: its language, its title, and whether it is PDF/UA-1."""
    said = {"Lang": pdf.catalog.get("Lang"), "Title": pdf.info.get("Title")}
    known = (each for each in pdf.objects if each.reference == pdf.catalog.get("Metadata"))
    is_accessible = any(b'pdfuaid:part="1"' in part for each in known for part in each.stream)
    return {name: text.string for name, text in said.items() if text} | {"PDF/UA": is_accessible}


class _Heard:
    """Puts elements into plain values: kind, what an element says of itself, what it holds in order, texts as texts."""

    def __init__(self, texts: Mapping[tuple[int, int], Any]) -> None:
        self.texts = texts
        self.before: tuple[int, Any] | None = None  # the text before, and its page

    def element(self, node: _Node) -> list[Any]:
        says: dict[str, Any] = {
            name: node.entries[name].string for name in ("Alt", "ID", "Lang") if name in node.entries
        }
        if heads := node.entries.get("A", {}).get("Headers"):
            says["Headers"] = [head.string for head in heads]
        held: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, _Node):
                held += [self.element(kid)] if kid.said() else []
            elif not isinstance(kid[1], pydyf.Dictionary) and (kid[0], kid[1]) in self.texts:
                held.append(self.text(kid[0], self.texts[kid[0], kid[1]]))
        return [node.kind, says, held]

    def text(self, page: int, box: Any) -> str:
        """A piece of text, behind a blank where it begins a new word."""
        if not box.text:
            return ""  # the rest of a line, without its blank
        before, self.before = self.before, (page, box)
        return f"{' ' * bool(before and _stands_apart(*before, page, box))}{box.text.replace(JOINER, '')}"


def _stands_apart(page_before: int, before: Any, page: int, box: Any) -> bool:
    """Whether a text begins with another word than the one before ends with: a line may break behind a hyphen."""
    lines = [each.position_y + each.baseline for each in (before, box)]
    if page_before == page and abs(lines[0] - lines[1]) < box.height / 2:
        return bool(abs(box.position_x - before.position_x - before.width) > box.height / 8)
    across = f"{before.text.rpartition(' ')[2]}{box.text.partition(' ')[0]}"
    texts = filter(None, (box.element.text, *(each.tail for each in box.element)))
    return not any(across in text and across in text.split() for text in texts)
