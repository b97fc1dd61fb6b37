"""From names and values to the elements that a Word file is made of."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

_ROOM = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{_ROOM}/wordprocessingml/2006/main",
    "r": f"{_ROOM}/officeDocument/2006/relationships",
    "wp": f"{_ROOM}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_ROOM}/drawingml/2006/main",
    "pic": f"{_ROOM}/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_MAP = {name: uri for name, uri in SPACES.items() if name != "xml"}
MM = 36_000  # a millimetre in the unit of drawings
POINT = 12_700  # a point in it
TWIPS_OF_MM = 1440 / 25.4  # the unit of text: a twentieth of a point

Element: TypeAlias = etree._Element
Child: TypeAlias = "Element | str | None"


def named(name: str) -> str:
    """A name such as "w:p" as lxml wants it; one without a colon has no namespace."""
    room, _, local = name.rpartition(":")
    return f"{{{SPACES[room]}}}{local}" if room else local


def make(name: str, /, *children: Child, **values: object) -> Element:
    """An element: `make("w:pStyle", w_val="Title")`; values of None are left out, and so are children."""
    made = etree.Element(named(name), nsmap=_MAP)
    for key, value in values.items():
        if value is not None:
            made.set(named(key.replace("_", ":", 1)), str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def value(name: str, what: object) -> Element:
    """An element that says one thing: `<w:sz w:val="22"/>`."""
    return make(name, w_val=what)


def encoded(root: Element) -> bytes:
    """A part of a Word file, with the namespaces that it uses and no other."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["dcterms"] if root.tag == named("cp:coreProperties") else None)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(points: float) -> int:
    return round(points * 20)


def twips_of_mm(mm: float) -> int:
    return round(mm * TWIPS_OF_MM)
