"""From a composed document to a Word file, the same one each time, with nothing in it of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import cast

from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml

from pcpgen.document.document import Document
from pcpgen.document.prose import Inline
from pcpgen.formats.given import Given
from pcpgen.formats.packed import packed, unpacked
from pcpgen.formats.registry import file_of
from pcpgen.formats.word import parts
from pcpgen.formats.word.growing import PASSAGES, WRITTEN, Growing, notes_of, passage_of
from pcpgen.formats.word.inlines import field, paragraph, run, tab
from pcpgen.formats.word.language import told
from pcpgen.formats.word.sections import text
from pcpgen.formats.word.template import around, begun, put
from pcpgen.formats.word.xml import Element, encoded, make, named, twips_of_mm
from pcpgen.languages import unmarked_bytes

_LEADS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"


def write(document: Document, given: Given) -> dict[str, bytes]:
    """The Word file; raises CannotRender where the office's own template is of no use."""
    return {file_of(document.id, "docx"): written(document, given)[0]}


def written(document: Document, given: Given) -> tuple[bytes, Mapping[str, tuple[Inline, ...]]]:
    """The Word file, and the words that each bookmark of a source holds, by its name."""
    made, own = begun(given.templates, document.catalogue.language)
    notes = _part(made, "footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
    held = cast(Element, made.part.numbering_part.element)
    if not own:
        for each in list(held):
            held.remove(each)
    known = (int(each.get(named("w:numId"), 0)) for each in held.findall(named("w:num")))
    growing = Growing(document, given, made.part, notes, notes_of(document), lists_before=max(known, default=0))
    body = made.element.body
    end = _page(made, growing, own)
    for each in list(body):
        body.remove(each)
    body.extend((*spaced(text(growing)), end))
    told(body, document.source_language)
    footnotes = parts.footnotes(growing)
    told(footnotes, document.source_language)
    notes._blob = encoded(footnotes)
    parts.numbering(growing, held)
    facing = made.settings.element.find(named("w:evenAndOddHeaders")) is not None
    put(made, RELATIONSHIP_TYPE.SETTINGS, parts.settings(document.catalogue.language, facing))
    _typefaces(made)
    _properties(made, document)
    _passages(made, growing)
    return _packed(made), growing.sources


def spaced(elements: Iterator[Element]) -> Iterator[Element]:
    """What follows a table keeps off it, since nothing empty stands between them."""
    before = ""
    for element in elements:
        if before == "tbl" and element.tag == named("w:p"):
            about = element[0]
            style = about.find(named("w:pStyle"))
            if style is None or style.get(named("w:val"), "").startswith(("Numbered", "List", "Asked")):
                at = next((at for at, each in enumerate(about) if each.tag in _AFTER_SPACE), len(about))
                about.insert(at, make("w:spacing", w_before=200))
        yield element
        before = element.tag.rpartition("}")[2]


_AFTER_SPACE = {named(name) for name in ("w:ind", "w:jc", "w:outlineLvl", "w:rPr")}


def _part(
    made: WordFile, name: str, content_type: str, leads: str, content: bytes = b"", of: Part | None = None
) -> Part:
    part = Part(PackURI(f"/word/{name}"), content_type, content, made.part.package)
    (of or made.part).relate_to(part, leads)
    return part


def _page(made: WordFile, growing: Growing, own: bool) -> Element:
    """The page's size and margins, with the notice and the footer that each page bears."""
    document = growing.document
    footer = [*field("PAGE", run("1", "b")), tab(), run(document.footer)]
    lines = {
        "RunningNotice": [run(document.notice)] if document.notice else [],
        "RunningFooter": footer,
    }
    kept = made.element.body.find(named("w:sectPr")) if own else None
    if kept is not None and any(True for _ in around(made)):
        _fill(made, growing, lines)
        return cast(Element, kept)
    references = []
    for kind, style in (("header", "RunningNotice"), ("footer", "RunningFooter")):
        if lines[style]:
            root = make("w:hdr" if kind == "header" else "w:ftr", paragraph(growing, style, *lines[style]))
            leads, type = f"{_LEADS}/{kind}", f"{_TYPE}.wordprocessingml.{kind}+xml"
            part = _part(made, f"{kind}1.xml", type, leads, encoded(root))
            references.append(make(f"w:{kind}Reference", w_type="default", r_id=made.part.relate_to(part, leads)))
    if kept is not None:
        return _with_lines(cast(Element, kept), references)
    edge, top = twips_of_mm(21), twips_of_mm(24)
    margins = {"w_top": top, "w_bottom": top, "w_left": edge, "w_right": edge}
    return make(
        "w:sectPr",
        *references,
        make("w:pgSz", w_w=11906, w_h=16838),
        make("w:pgMar", **margins, w_header=twips_of_mm(10), w_footer=twips_of_mm(10), w_gutter=0),
        make("w:titlePg"),
    )


_AFTER_TITLE = {named(f"w:{name}") for name in ("textDirection", "bidi", "rtlGutter", "docGrid")}


def _with_lines(page: Element, references: Sequence[Element]) -> Element:
    """A template's page, which has no header and no footer, with this document's; the first page has none."""
    for each in reversed(references):
        page.insert(0, each)
    if page.find(named("w:titlePg")) is None:
        at = next((at for at, each in enumerate(page) if each.tag in _AFTER_TITLE), len(page))
        page.insert(at, make("w:titlePg"))
    return page


def _fill(made: WordFile, growing: Growing, lines: dict[str, list[Element]]) -> None:
    """Puts this document's notice and footer where a template has lines in their styles; a notice always stands."""
    for _, root in around(made):
        for style, content in lines.items():
            found = [each for each in root.iter(named("w:pStyle")) if each.get(named("w:val")) == style]
            places = [cast(Element, cast(Element, each.getparent()).getparent()) for each in found]
            if not places and style == "RunningNotice" and content and root.tag == named("w:hdr"):
                places = [make("w:p")]
                root.extend(places)
            for place in places:
                filled = paragraph(growing, style, *(parse_xml(encoded(each)) for each in content))
                cast(Element, place.getparent()).replace(place, filled)


def _typefaces(made: WordFile) -> None:
    table = _part(made, "fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE)
    embedded = []
    for number, (family, element, content, key) in enumerate(parts.typefaces(), 1):
        font = Part(PackURI(f"/word/fonts/font{number}.odttf"), f"{_TYPE}.obfuscatedFont", content, made.part.package)
        embedded.append((family, element, table.relate_to(font, f"{_LEADS}/font"), key))
    table._blob = encoded(parts.font_table(embedded))


def _properties(made: WordFile, document: Document) -> None:
    """What the file says of itself: the document's title, language and day, its producer, and no person."""
    day = f"{document.date}T00:00:00Z"
    about = make(
        "cp:coreProperties",
        make("dc:title", f"{document.title}: {document.area}"),
        make("dc:subject", document.subtitle) if document.subtitle else None,
        make("dc:creator", document.producer),
        make("dc:identifier", document.id),
        make("dc:language", document.catalogue.language),
        make("dcterms:created", day, xsi_type="dcterms:W3CDTF"),
        make("dcterms:modified", day, xsi_type="dcterms:W3CDTF"),
    )
    part = cast(XmlPart, made.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))
    part._element = parse_xml(encoded(about))


# without which LibreOffice does not keep what a part holds
_ABOUT = (
    b'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    b'ds:itemID="{5D6D3C1E-2B0F-4C55-9C1B-7B1F0E2A9D41}"><ds:schemaRefs/></ds:datastoreItem>'
)


def _passages(made: WordFile, growing: Growing) -> None:
    """Which passages the file was sent with: of one that is taken out without tracking, its bookmark goes too."""
    names = " ".join(passage_of(name) for name in growing.sources if name.startswith(WRITTEN))
    content = f'<passages xmlns="{PASSAGES}">{names}</passages>'.encode()
    package = made.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, content, package)
    about = Part(
        package.next_partname("/customXml/itemProps%d.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _ABOUT, package
    )
    made.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    part.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _packed(made: WordFile) -> bytes:
    """The file with its parts in a fixed order; the marks of languages go where no run could say them."""
    saved = BytesIO()
    made.save(saved)
    return packed(
        (name, unmarked_bytes(content) if name.endswith((".xml", ".rels")) else content)
        for name, content in unpacked(saved.getvalue())
    )
