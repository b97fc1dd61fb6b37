"""From the bytes of a Word file to its parts as XML, whoever made it; what must not be opened is a problem."""

from __future__ import annotations

import os
import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from pcpgen.formats.word.growing import PASSAGES
from pcpgen.load.files import Folder, files_beside
from pcpgen.load.rules import MISSING_FILE, UNREADABLE_FILE
from pcpgen.load.workbook import NoWorkbook, TooMuch, look_into
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.rules import FILE_TOO_LARGE
from pcpgen.values import dataclass

Element: TypeAlias = etree._Element
LIMIT = 30 << 20  # bytes of the file
_ELEMENTS = 1_000_000  # of one part
_AGAIN = "Open it in Word and save it as a Word document (.docx), without a password or macros."


@dataclass(frozen=True)
class WordFile:
    """The parts that hold words; `notes` are footnotes, then endnotes, `around` headers and footers."""

    name: str
    document: str  # the id of the document that it says it is; empty where another program made it
    text: Element
    notes: tuple[Element, ...] = ()
    around: tuple[Element, ...] = ()
    comments: Element | None = None
    threads: Element | None = None  # which comment answers which
    passages: tuple[str, ...] = ()  # those that it was sent with, in order; none where another program left them out


def read_file(path: Path) -> tuple[WordFile | None, list[Problem]]:
    """The parts of a Word file, or why it is not read."""
    folder = Folder(path.parent)
    if not os.path.lexists(path):
        return None, [_nowhere(path)]
    content = folder.content(path.name, LIMIT)
    if content is None:
        return None, folder.problems
    try:
        look_into(content, _ELEMENTS)
        return _opened(path.name, content), []
    except TooMuch as much:
        remedy = "Take out its pictures, or copy its words with their changes into a new document."
        return None, [problem(FILE_TOO_LARGE, Place(path.name), f"the file {much}", remedy)]
    except (NoWorkbook, _NoText, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return None, [problem(UNREADABLE_FILE, Place(path.name), "the file is no Word document", _AGAIN)]


class _NoText(Exception):
    """There is no text in the file, as in a workbook."""


def _nowhere(path: Path) -> Problem:
    known = files_beside(path, ".docx")
    where = f"There are: {listed(known)}." if known else "There is no .docx in that folder."
    remedy = f"{did_you_mean(path.name, known)}Write where the file is, from the folder that you are in. {where}"
    return problem(MISSING_FILE, Place(path.name), f"there is no file {path}", remedy)


def _opened(name: str, content: bytes) -> WordFile:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = {each.filename: each for each in packed.infolist()}

        def part(file: str) -> Element:
            return etree.fromstring(packed.read(parts[file]), _parser())

        def led(file: str, *kinds: str) -> Iterator[Element]:
            """The parts to which another leads by relations of some kinds, in their order."""
            folder, own = posixpath.split(file)
            relations = posixpath.join(folder, "_rels", f"{own}.rels")
            for each in part(relations) if relations in parts else ():
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                if each.get("Type", "").rpartition("/")[2] in kinds and target in parts:
                    yield part(target)

        main = next((_target(each) for each in part("_rels/.rels") if _leads_to(each, "officeDocument")), "")
        text = part(main)
        if local(text) != "document":
            raise _NoText
        return WordFile(
            name,
            _said(led("", "core-properties"), "identifier"),
            text,
            tuple(led(main, "footnotes", "endnotes")),
            tuple(led(main, "header", "footer")),
            next(led(main, "comments"), None),
            next(led(main, "commentsExtended"), None),
            tuple(word for each in led(main, "customXml") for word in _passages(each)),
        )


def _passages(element: Element) -> list[str]:
    return (element.text or "").split() if element.tag == f"{{{PASSAGES}}}passages" else []


def _parser() -> etree.XMLParser:
    """Reads elements alone: remarks and instructions have no attributes, and part words."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )


def _target(relation: Element) -> str:
    return relation.get("Target", "").lstrip("/")


def _leads_to(relation: Element, kind: str) -> bool:
    return relation.get("Type", "").endswith(f"/{kind}")


def _said(parts: Iterator[Element], name: str) -> str:
    return next(((each.text or "").strip() for part in parts for each in part if local(each) == name), "")


def local(element: Element) -> str:
    """The name of an element without its namespace, which two editions of the standard write differently."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def valued(element: Element | None, name: str) -> str:
    """A value of an element, by its name without its namespace; empty where there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the first name, of that the first of the second, and so on."""
    for name in names:
        element = next((each for each in element if local(each) == name), None) if element is not None else None
    return element
