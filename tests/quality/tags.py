"""From a PDF to what a screen reader gets of it: its tag tree, and the text of each page, in plain Python.

Every run of text on a page carries a marked-content id; the tag tree's leaves name those ids; `read` joins
the two.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
PageNumbers = dict[tuple[int, int], int]


@dataclass(frozen=True)
class Run:
    """One piece of shown text: where it starts, in points from the page's lower left corner, and its size."""

    page: int
    mcid: int | None
    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Link:
    """A link annotation: what it says of itself, and where it leads."""

    contents: str
    target: str


@dataclass(frozen=True)
class Element:
    """An element of the tag tree. Its text is that of its runs and of the elements in it, in their order."""

    kind: str
    children: tuple[Element | Run | Link, ...] = ()
    name: str = ""
    headers: tuple[str, ...] = ()
    alt: str = ""

    def walk(self) -> Iterator[Element]:
        """This element and all in it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *kinds: str) -> list[Element]:
        """The elements of these kinds in it, in reading order."""
        return [element for element in self.walk() if element.kind in kinds]

    def runs(self) -> Iterator[Run]:
        """The text in it, piece by piece."""
        for child in self.children:
            if isinstance(child, Run):
                yield child
            elif isinstance(child, Element):
                yield from child.runs()

    def links(self) -> Iterator[Link]:
        """The link annotations in it."""
        for child in self.children:
            if isinstance(child, Link):
                yield child
            elif isinstance(child, Element):
                yield from child.links()

    @property
    def text(self) -> str:
        """Its text; a new line on the page is a space."""
        return joined(self.runs())

    @property
    def pages(self) -> list[int]:
        """The pages that hold its text, each once, ascending."""
        return sorted({run.page for run in self.runs()})


@dataclass(frozen=True)
class Tagged:
    """A PDF as read: its tag tree, every run of text on every page, and where its named places are."""

    root: Element
    runs: tuple[Run, ...]
    places: dict[str, int] = field(default_factory=dict)

    @property
    def headings(self) -> list[Element]:
        """H1 to H6, in reading order."""
        return self.root.all("H1", "H2", "H3", "H4", "H5", "H6")


def joined(runs: Iterable[Run]) -> str:
    """Runs as one text, with a space where the line or the page changes."""
    text, before = "", None
    for run in runs:
        moved = before is not None and (run.page != before.page or abs(run.y - before.y) > 0.5)
        text += (" " if moved else "") + run.text
        before = run
    return re.sub(r"\s+", " ", text).strip()


def folded(text: str) -> str:
    """Text without any white space, for comparing words that were laid out differently."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)


def read(path: Path) -> Tagged:
    """Reads a PDF; read once for all tests of a run."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Tagged:
    with pikepdf.open(path) as pdf:
        runs = tuple(run for number, page in enumerate(pdf.pages, 1) for run in _page_runs(number, page))
        pages: PageNumbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        tree = pdf.Root.StructTreeRoot.K
        top = tree[0] if isinstance(tree, pikepdf.Array) else tree
        return Tagged(_Tree(runs, pages).element(top, 0), runs, _places(pdf, pages))


def _places(pdf: pikepdf.Pdf, pages: PageNumbers) -> dict[str, int]:
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    named = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): pages[place[0].objgen] for name, place in named.items()}


# The tag tree -------------------------------------------------------------------------------------


class _Tree:
    """Turns structure elements into `Element`s, looking up the runs of each marked-content id."""

    def __init__(self, runs: tuple[Run, ...], pages: PageNumbers) -> None:
        self.pages = pages
        self.marked: dict[tuple[int, int], list[Run]] = {}
        for run in runs:
            if run.mcid is not None:
                self.marked.setdefault((run.page, run.mcid), []).append(run)

    def element(self, node: pikepdf.Object, page: int) -> Element:
        page = self.pages[node.Pg.objgen] if "/Pg" in node else page
        return Element(
            kind=str(node.S).lstrip("/"),
            children=tuple(child for kid in _listed(node, "/K") for child in self.children(kid, page)),
            name=str(node.get("/ID", "")),
            headers=tuple(str(header) for a in _listed(node, "/A") for header in a.get("/Headers", [])),
            alt=str(node.get("/Alt", "")),
        )

    def children(self, kid: pikepdf.Object | int, page: int) -> list[Element | Run | Link]:
        if not isinstance(kid, pikepdf.Dictionary):
            return list(self.marked.get((page, int(kid)), []))
        if kid.get("/Type") == "/OBJR":
            return [_link(kid.Obj)] if kid.Obj.get("/Subtype") == "/Link" else []
        if kid.get("/Type") == "/MCR":
            page = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
            return list(self.marked.get((page, int(kid.MCID)), []))
        return [self.element(kid, page)]


def _listed(node: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    """What a PDF may write as one thing or as a list of things, as a list."""
    value = node.get(key, pikepdf.Array())
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _link(annotation: pikepdf.Object) -> Link:
    action = annotation.get("/A", pikepdf.Dictionary())
    target = annotation.get("/Dest", action.get("/URI", action.get("/D", "")))
    return Link(contents=str(annotation.get("/Contents", "")), target=str(target))


# The text on a page -------------------------------------------------------------------------------


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _matrix(operands: Iterable[object]) -> Matrix:
    a, b, c, d, e, f = (float(str(operand)) for operand in operands)
    return (a, b, c, d, e, f)


class _Font:
    """Turns the bytes that a page shows into characters, by the font's own table."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.bytes_each = 2 if font.get("/Subtype") == "/Type0" else 1
        self.characters: dict[int, str] = {}
        if "/ToUnicode" in font:
            table = font.ToUnicode.read_bytes().decode("latin-1")
            for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
                for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
                    self.characters[int(code, 16)] = _utf16(text)
            for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
                for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                    for code in range(int(first, 16), int(last, 16) + 1):
                        self.characters[code] = chr(ord(_utf16(text)) + code - int(first, 16))

    def text(self, shown: bytes) -> str:
        codes = (
            int.from_bytes(shown[at : at + self.bytes_each], "big") for at in range(0, len(shown), self.bytes_each)
        )
        return "".join(self.characters.get(code, "\ufffd") for code in codes)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _page_runs(number: int, page: pikepdf.Page) -> Iterator[Run]:
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    yield from _Stream(number, resources, IDENTITY, None).runs(page)


class _Stream:
    """Follows one content stream: its transformations, its text position, and which content has which id."""

    def __init__(self, page: int, resources: pikepdf.Object, ctm: Matrix, mcid: int | None) -> None:
        self.page = page
        self.resources = resources
        self.ctm = ctm
        self.marks: list[int | None] = [mcid]
        self.saved: list[tuple[Matrix, _Font | None, float]] = []
        self.tm = self.line = IDENTITY
        self.font: _Font | None = None
        self.size = 0.0
        self.leading = 0.0

    def runs(self, stream: pikepdf.Page | pikepdf.Object) -> Iterator[Run]:
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator in ("Tj", "TJ", "'", '"'):
                if operator in ("'", '"'):
                    self.next_line(0, -self.leading)
                yield from self.show(operands[-1])
            elif operator == "Do":
                yield from self.form(str(operands[0]))
            else:
                self.follow(operator, operands)

    def follow(self, operator: str, operands: list[pikepdf.Object]) -> None:
        if operator == "q":
            self.saved.append((self.ctm, self.font, self.size))
        elif operator == "Q":
            self.ctm, self.font, self.size = self.saved.pop()
        elif operator == "cm":
            self.ctm = _times(_matrix(operands), self.ctm)
        elif operator in ("BDC", "BMC"):
            self.marks.append(self.mark(operands))
        elif operator == "EMC":
            self.marks.pop()
        elif operator == "BT":
            self.tm = self.line = IDENTITY
        elif operator == "Tm":
            self.tm = self.line = _matrix(operands)
        elif operator in ("Td", "TD"):
            self.next_line(float(operands[0]), float(operands[1]))
            self.leading = -float(operands[1]) if operator == "TD" else self.leading
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator == "T*":
            self.next_line(0, -self.leading)
        elif operator == "Tf":
            self.font = _Font(self.resources.Font[str(operands[0])])
            self.size = float(operands[1])

    def mark(self, operands: list[pikepdf.Object]) -> int | None:
        """The id of the content that begins here: an artifact has none, and what is in marked content keeps it."""
        if str(operands[0]) == "/Artifact":
            return None
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self.resources.Properties[str(properties)]
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            return int(properties.MCID)
        return self.marks[-1]

    def next_line(self, x: float, y: float) -> None:
        self.tm = self.line = _times((1, 0, 0, 1, x, y), self.line)

    def show(self, shown: pikepdf.Object) -> Iterator[Run]:
        assert self.font is not None, f"page {self.page}: text without a font"
        pieces = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        text = "".join(self.font.text(bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))
        at = _times(self.tm, self.ctm)
        if text:
            yield Run(self.page, self.marks[-1], text, at[4], at[5], self.size * math.hypot(at[2], at[3]))

    def form(self, name: str) -> Iterator[Run]:
        form = self.resources.XObject[name]
        if form.get("/Subtype") == "/Form":
            inner = _times(_matrix(form.get("/Matrix", IDENTITY)), self.ctm)
            resources = form.get("/Resources", self.resources)
            yield from _Stream(self.page, resources, inner, self.marks[-1]).runs(form)


# Tables -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table's rows of header and data cells, as tagged."""

    rows: tuple[tuple[Element, ...], ...]

    @property
    def texts(self) -> list[list[str]]:
        """The cells' texts without white space and without the signs that lists begin with, row by row."""
        return [[folded(joined(_unmarked(cell))) for cell in row] for row in self.rows]

    def named(self) -> dict[str, str]:
        """What each header cell that has a name says."""
        return {cell.name: cell.text for row in self.rows for cell in row if cell.kind == "TH" and cell.name}

    def headers_by_place(self, row: int, column: int) -> set[str]:
        """What stands over a cell and what begins its row: the headers that somebody who sees it would name."""
        over = [line[column] for line in self.rows[:row] if line[column].kind == "TH"][:1]
        beside = [cell for cell in self.rows[row][:column] if cell.kind == "TH"]
        return {cell.text for cell in over + beside}


def _unmarked(element: Element) -> Iterator[Run]:
    """An element's runs without the labels of list items, which a web page draws and does not hold as text."""
    for child in element.children:
        if isinstance(child, Run):
            yield child
        elif isinstance(child, Element) and (element.kind, child.kind) != ("LI", "Lbl"):
            yield from _unmarked(child)


def tables(tagged: Tagged) -> list[Table]:
    """The tables, in reading order."""
    found = []
    for table in tagged.root.all("Table"):
        rows = (tuple(row.all("TH", "TD")) for row in table.all("TR"))
        found.append(Table(tuple(rows)))
    return found


def mistold_cells(table: Table) -> list[str]:
    """The data cells whose tagged headers are not the headers that stand over and beside them."""
    names = table.named()
    found = []
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            told = {names.get(header, f"?{header}") for header in cell.headers}
            if cell.kind == "TD" and told != table.headers_by_place(r, c):
                found.append(f"{cell.text!r}: told {sorted(told)}, stands at {sorted(table.headers_by_place(r, c))}")
    return found
