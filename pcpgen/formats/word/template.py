"""From an office's own Word file, or none, to the file that a document is written into, which has no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import cast

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE as LEADS
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from pcpgen.formats import CannotRender
from pcpgen.formats.word.styles import PARAGRAPHS, WORDS, grid, paragraph_style, styles, words_style
from pcpgen.formats.word.xml import Element, encoded, named

OWN = "docx/document.docx"  # in an office's templates/
_MOST = 20_000_000  # bytes of a template, packed or not
_ATTACHED = f"{LEADS.STYLES.rpartition('/')[0]}/attachedTemplate"  # which is not followed, and goes with the settings
_KEPT = {LEADS.STYLES, LEADS.SETTINGS, LEADS.NUMBERING, LEADS.THEME, LEADS.HEADER, LEADS.FOOTER}
_KEPT_OF_ALL = {LEADS.OFFICE_DOCUMENT, LEADS.CORE_PROPERTIES}


def begun(folders: Sequence[Path], language: str) -> tuple[WordFile, bool]:
    """A Word file without words, and whether it is the office's own; raises CannotRender where that is of no use."""
    path = next((folder / OWN for folder in folders if (folder / OWN).is_file()), None)
    if path is None:
        made = docx.Document()
        put(made, LEADS.STYLES, styles(language))
    else:
        made = _read(path)
        _complete(_xml(made, LEADS.STYLES))
    _bare(made)
    return made, path is not None


def _read(path: Path) -> WordFile:
    told = f"templates/{OWN}"
    if path.is_symlink():
        raise CannotRender(f"{told} is a link to another place: put the file itself there")
    content = path.read_bytes()
    try:
        if len(content) > _MOST or _unpacked(content) > _MOST:
            raise CannotRender(f"{told} is larger than {_MOST // 1_000_000} MB: take out its pictures")
        made = docx.Document(BytesIO(content))
    except (OpcError, KeyError, ValueError, XMLSyntaxError, AttributeError, OSError):
        raise CannotRender(f"{told} is no Word document: save it as .docx, without macros") from None
    for part in made.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype not in (LEADS.HYPERLINK, _ATTACHED):
                raise CannotRender(f"{told} shows a file that stands outside it: put that into the document itself")
    return made


def _unpacked(content: bytes) -> int:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile:
        raise ValueError from None


def _complete(held: Element) -> None:
    """Adds the styles that a template lacks; what it has stays as the office has it."""
    known = {each.get(named("w:styleId")) for each in held.iter(named("w:style"))}
    made = (*map(paragraph_style, PARAGRAPHS), *map(words_style, WORDS), grid())
    held.extend(each for each in made if each.get(named("w:styleId")) not in known)


def _bare(made: WordFile) -> None:
    """Takes out all words, and everything that says where or by whom a template was made."""
    body = made.element.body
    for each in list(body):
        if each.tag != named("w:sectPr"):
            body.remove(each)
    for relations, kept in ((made.part.rels, _KEPT), (made.part.package.rels, _KEPT_OF_ALL)):
        for id in [id for id, relation in relations.items() if relation.reltype not in kept]:
            del relations[id]
    made.part._settings_part.rels.clear()


def put(made: WordFile, leads: str, element: Element) -> None:
    """Gives a part that is there other content."""
    part = cast(XmlPart, made.part.part_related_by(leads))
    part._element = parse_xml(encoded(element))


def _xml(made: WordFile, leads: str) -> Element:
    return cast(Element, cast(XmlPart, made.part.part_related_by(leads)).element)


def around(made: WordFile) -> Iterator[tuple[Part, Element]]:
    """The headers and footers that a template has."""
    for relation in made.part.rels.values():
        if relation.reltype in (LEADS.HEADER, LEADS.FOOTER):
            part = cast(XmlPart, relation.target_part)
            yield part, cast(Element, part.element)
