"""The formats in which a document is put out, by name, and the one way to the files of each.

A format is a module of this room with `write(document, given)`, and its line here. Nothing is imported but what is
asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from pcpgen.document.document import Document
    from pcpgen.formats.given import Given
    from pcpgen.formats.pdf import Job


class Format(NamedTuple):
    """A format: the module that writes it, and by which of the program's words readers know its file.

    One that is `asked` for has one file, called as the document with the format's name for an ending. The others go
    with every document, or `beside` one that is asked for.
    """

    module: str
    called: str = ""
    asked: bool = True
    by_default: bool = True
    beside: str = ""


FORMATS: Mapping[str, Format] = {
    "html": Format("page", "index.page"),
    "pdf": Format("printed", "index.pdf"),
    "docx": Format("word.writing", "index.docx", by_default=False),
    "xlsx": Format("spreadsheet.xlsx", "index.xlsx", by_default=False),
    "ods": Format("spreadsheet.ods", "index.ods", by_default=False),
    "provenance": Format("provenance", "index.provenance", asked=False),
    "data": Format("data", asked=False),
    "sections": Format("sections", "index.sections", asked=False, beside="html"),
}
ASKED = tuple(name for name, format in FORMATS.items() if format.asked)
DEFAULT = tuple(name for name in ASKED if FORMATS[name].by_default)


Files: TypeAlias = "Mapping[str, bytes | Job]"  # by name; a job is what the renderer makes the file of


class _Writer(Protocol):
    def write(self, document: Document, given: Given) -> Files: ...


def write(name: str, document: Document, given: Given) -> Files:
    """The files of a document in a format.

    Raises CannotRender where an office's own template is wrong.
    """
    writer = cast(_Writer, import_module(f"pcpgen.formats.{FORMATS[name].module}"))
    return writer.write(document, given)


class Way(NamedTuple):
    """A link from a page to another form of its document: the file, and the words by which readers know it.

    One to a page about all documents may stand `at_foot`. `lang` is the tag of its language, where that is another than
    the page's.
    """

    file: str
    words: str
    at_foot: bool = False
    lang: str = ""


def ways(document: Document, given: Given, own: str) -> tuple[Way, ...]:
    """The forms of a document that stand beside a page, without the page's `own` file; its data; all documents.

    At the foot of the page stands the accessibility statement.
    """
    from pcpgen.manifest import START  # which the help and completion do without

    say = document.catalogue
    names = ((file_of(document.id, name), FORMATS[name].called) for name in ASKED)
    found = [Way(file, say.text(called)) for file, called in names if file in given.beside and file != own]
    found += [Way("#open-data", say.text("data.title"))] if given.tables else []
    found += [Way(f"../{START}", say.text("page.all-documents"))] if given.listed else []
    if given.stated:
        lang = "" if say.language in given.stated else next(iter(given.stated))
        file = given.stated[lang or say.language]
        found.append(Way(f"../{file}", say.text("accessibility.title"), at_foot=True, lang=lang))
    return tuple(found)


def file_of(document: str, format: str) -> str:
    """The name of a document's file in a format that is asked for."""
    return f"{document}.{format}"
