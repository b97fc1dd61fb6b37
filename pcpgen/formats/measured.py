"""From pages as they are laid out to where each line of them ends, and how much of each sheet is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pcpgen.values import dataclass

PAPER = "doc--paper"  # has no parts, and is set closer or wider as a whole
UNITS = {"theme", "part", PAPER}
PIECES = {"opener", "aims"}  # of a theme, a page each
BLOCKS = {"indicator", "chart"}  # of which no piece stands alone


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a drawing: its sheet, part, piece and element, where it ends on the sheet, and its words.

    `block` is the element of the outermost block that it stands in.
    """

    page: int
    unit: Any
    element: Any
    piece: str
    foot: float
    words: int
    block: Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its lines, the top and the height of its text area, and how much of that is used."""

    lines: tuple[Line, ...]
    top: float
    height: float

    @property
    def used(self) -> float:
        return max(0.0, (max(line.foot for line in self.lines) - self.top) / self.height) if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as laid out: its lines, and how much of the text area of each sheet is used."""

    lines: tuple[Line, ...]
    used: tuple[float, ...]

    def pages(self, unit: Any, piece: str = "") -> list[int]:
        """The sheets that a part, or a piece of it, stands on."""
        return sorted({line.page for line in self.lines if line.unit is unit and piece in ("", line.piece)})

    def begins(self, element: Any) -> int:
        """The sheet on which an element begins; -1 where it shows nothing."""
        within = {*element.iter()}
        return next((line.page for line in self.lines if line.element in within), -1)


def measured(document: Any) -> Laid:
    """What a document that is laid out shows where."""
    sheets = [sheet_of(page._page_box, number) for number, page in enumerate(document.pages)]
    return Laid(tuple(line for sheet in sheets for line in sheet.lines), tuple(sheet.used for sheet in sheets))


def sheet_of(page: Any, number: int) -> Sheet:
    """What a page shows where; the number is its place in the document, from 0 on."""
    shown = [child for child in page.children if not isinstance(child, boxes.MarginBox)]
    lines = tuple(line for child in shown for line in _lines(child, number, None, "", None))
    return Sheet(lines, page.content_box_y(), page.height)


def classes_of(element: Any) -> set[str]:
    return set(str(element.get("class") or "").split())


def add_class(element: Any, name: str) -> None:
    element.set("class", f"{element.get('class')} {name}")


def _lines(box: Any, page: int, unit: Any, piece: str, block: Any) -> Iterator[Line]:
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if box.element is not None:
        classes = classes_of(box.element)
        unit = box.element if classes & UNITS else unit
        piece = next(iter(classes & PIECES), piece)
        block = box.element if block is None and classes & BLOCKS else block
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        texts = [each.text for each in box.descendants() if isinstance(each, boxes.TextBox)]
        if texts or isinstance(box, boxes.ReplacedBox):
            foot = round(box.position_y + box.height, 1)
            yield Line(page, unit, box.element, piece, foot, len(" ".join(texts).split()), block)
    else:
        for child in box.children:
            yield from _lines(child, page, unit, piece, block)
