"""From a document's tables to an OpenDocument spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.packed import packed
from pcpgen.formats.registry import file_of
from pcpgen.formats.spreadsheet.sheets import Sheet, Value, decimals, sheets, widths
from pcpgen.languages import unmarked
from pcpgen.place import column_letters

Element = etree._Element
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ROOM = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    **{name: f"{_ROOM}:{name}:1.0" for name in ("office", "table", "text", "style", "meta", "manifest")},
    "number": f"{_ROOM}:datastyle:1.0",
    "fo": f"{_ROOM}:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_WIDTH = 0.085  # inches of a sign


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The spreadsheet; no file where the document has no table."""
    made = sheets(document, given)
    if not made:
        return {}
    parts = (
        ("mimetype", _TYPE.encode()),
        ("content.xml", _encoded(_content(made))),
        ("meta.xml", _encoded(_meta(document))),
        ("META-INF/manifest.xml", _encoded(_manifest())),
    )
    return {file_of(document.id, "ods"): packed(parts, plain="mimetype")}


def _name(name: str) -> str:
    room, _, local = name.partition(":")
    return f"{{{_SPACES[room]}}}{local}"


def _make(name: str, *children: Element | str, **values: object) -> Element:
    """An element; a value's name has two underscores for its colon and one for each hyphen."""
    made = etree.Element(_name(name), nsmap=_SPACES)
    for key, value in values.items():
        made.set(_name(key.replace("__", ":").replace("_", "-")), str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def _encoded(root: Element) -> bytes:
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _content(made: tuple[Sheet, ...]) -> Element:
    places = sorted({decimals(value) for value in _numbers(made)})
    wide = sorted({width for sheet in made for width in widths(sheet)})
    styles = [
        *(_column_style(width) for width in wide),
        *(style for number in places for style in _number_styles(number)),
        _cell_style("title", True, 15),
        _cell_style("head", True, 11),
        _cell_style("text", False, 11),
    ]
    tables = [_table(sheet) for sheet in made]
    ranges = [each for at, sheet in enumerate(made) if sheet.heads for each in [_range(at, sheet)]]
    book = _make("office:spreadsheet", *tables, _make("table:database-ranges", *ranges))
    return _make(
        "office:document-content",
        _make("office:automatic-styles", *styles),
        _make("office:body", book),
        office__version="1.3",
    )


def _numbers(made: tuple[Sheet, ...]) -> Iterator[Decimal]:
    return (value for sheet in made for row in sheet.rows for value in row if isinstance(value, Decimal))


def _column_style(width: int) -> Element:
    size = _make("style:table-column-properties", style__column_width=f"{width * _WIDTH:.2f}in")
    return _make("style:style", size, style__name=f"wide-{width}", style__family="table-column")


def _number_styles(places: int) -> tuple[Element, Element]:
    form = _make("number:number", number__decimal_places=places, number__min_integer_digits=1, number__grouping="true")
    number = _make("number:number-style", form, style__name=f"form-{places}")
    about = {
        "style__name": f"number-{places}",
        "style__family": "table-cell",
        "style__data_style_name": f"form-{places}",
    }
    return number, _make("style:style", _make("style:text-properties", fo__font_size="11pt"), **about)


def _cell_style(name: str, bold: bool, size: int) -> Element:
    text = _make("style:text-properties", fo__font_size=f"{size}pt", fo__font_weight="bold" if bold else "normal")
    wraps = [] if name == "title" else [_make("style:table-cell-properties", fo__wrap_option="wrap")]
    return _make("style:style", *wraps, text, style__name=name, style__family="table-cell")


def _table(sheet: Sheet) -> Element:
    columns = (_make("table:table-column", table__style_name=f"wide-{width}") for width in widths(sheet))
    lines = (
        _make("table:table-row", _cell(line, "title" if at == 0 else "long" if sheet.heads else "text"))
        for at, line in enumerate(sheet.lines)
    )
    heads = _make("table:table-row", *(_cell(head, "head") for head in sheet.heads))
    rows = (
        _make("table:table-row", *(_cell(value, "text", sheet.leads and at == 0) for at, value in enumerate(row)))
        for row in sheet.rows
    )
    whole = [_make("table:table-header-rows", heads)] if sheet.heads else []
    return _make("table:table", *columns, *lines, *whole, *rows, table__name=sheet.name)


def _cell(value: Value, style: str, leads: bool = False) -> Element:
    if isinstance(value, Decimal):
        said = _make("text:p", format(value, "f"))
        about = {"office__value_type": "float", "office__value": format(value, "f")}
        return _make("table:table-cell", said, table__style_name=f"number-{decimals(value)}", **about)
    said = _make("text:p", value)
    if leads:
        said = _make("text:p", _make("text:a", value, xlink__type="simple", xlink__href=f"#'{value}'.A1"))
    named = {} if style == "long" else {"table__style_name": style}
    return _make("table:table-cell", said, office__value_type="string", **named)


def _range(at: int, sheet: Sheet) -> Element:
    """What marks the table of a sheet as one."""
    first, last = len(sheet.lines) + 1, len(sheet.lines) + 1 + len(sheet.rows)
    place = f"'{sheet.name}'.A{first}:'{sheet.name}'.{column_letters(len(sheet.heads))}{last}"
    about = {"table__name": f"table_{at}", "table__target_range_address": place, "table__contains_header": "true"}
    return _make("table:database-range", **about)


def _meta(document: Document) -> Element:
    about = (
        _make("dc:title", unmarked(f"{document.title}: {document.area}")),
        _make("dc:creator", unmarked(document.producer)),
        _make("dc:language", document.catalogue.language),
        _make("meta:creation-date", f"{document.date}T00:00:00"),
    )
    return _make("office:document-meta", _make("office:meta", *about), office__version="1.3")


def _manifest() -> Element:
    files = (("/", _TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    entries = (
        _make("manifest:file-entry", manifest__full_path=path, manifest__media_type=kind) for path, kind in files
    )
    return _make("manifest:manifest", *entries, manifest__version="1.3")
