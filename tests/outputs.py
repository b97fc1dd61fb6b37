"""From a workspace to all that it puts out, as texts that a person can compare: pages, their words, open data.

What is long and says nothing to a reader (typefaces, images, styles) stands as its digest.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import html

from pcpgen import difference, pipeline
from pcpgen.build import Order, build
from pcpgen.compose.opendata import open_data
from pcpgen.compose.provenance import encoded
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.formats.html import Medium, render_html
from pcpgen.manifest import digest
from pcpgen.pipeline import Judged
from tests.quality import tags

MEDIA: tuple[Medium, ...] = ("web", "print")
PAGES_OF_A_PAPER = 2  # what a pack is told of each of its papers, so that nothing need be printed
INLINE = {"a", "abbr", "b", "cite", "code", "data", "del", "em", "i", "ins", "mark", "q", "s", "small", "span"}
INLINE |= {"strong", "sub", "sup", "time", "tspan", "u", "wbr"}
NARROW = "chart__drawing--narrow"  # says what the wide drawing says
UNREAD = {"style", "script", "title", "template"}

Texts = dict[str, str]  # by the path that each has among the golden files


def made(root: Path, out: Path, states: tuple[str, str] | None = None) -> Texts:
    """Everything that a workspace puts out but PDFs, with what differs between two states of a plan.

    `out` is an empty folder to build in.
    """
    judged = build(root, None, Order(("html",), out)).judged
    about_all = {name: (out / name).read_text("utf-8") for name in ("index.html", "accessibility.html")}
    texts = {
        name: re.sub(r"[\d,]+ kB", "… kB", text) for name, text in about_all.items()
    }  # sizes change with every style
    for document in documents(judged):
        texts |= rendered(document, judged)
    return readable(texts | (compared(root, states, out) if states else {}))


def documents(judged: Judged) -> Iterator[Document]:
    """Every document, the exempt versions, and the front sheet of each meeting."""
    project, office = judged.project, judged.project.office
    assert office and not judged.errors, judged.errors
    yield from {document.id: document for document in judged.documents.values()}.values()
    private = replace(project, in_private=True)
    yield from (each.compose() for each in pipeline._in_private(private, office, Data.of(project), judged.scope))
    for pack in judged.packs:
        papers = {id: judged.documents[request] for id, request in pack.papers.items()}
        counted = {id: (paper, PAGES_OF_A_PAPER) for id, paper in papers.items() if isinstance(paper, Document)}
        yield pack.compose(counted)


def rendered(document: Document, judged: Judged) -> Texts:
    """What stands in the folder of a document, and its page for print."""
    data = open_data(document, judged.project.datasets)
    texts = {"provenance.json": encoded(document).decode("utf-8")}
    texts |= {file.path: file.content.decode("utf-8") for file in data}
    texts |= {f"{medium}.html": render_html(document, medium, (), data) for medium in MEDIA}
    return {f"{document.id}/{name}": text for name, text in texts.items()}


def compared(root: Path, states: tuple[str, str], out: Path) -> Texts:
    """What `pcpgen diff` writes as a page of its own."""
    (path,) = difference.write(difference.compared(root, *states), ("html",), out)
    return {f"{path.parent.name}/web.html": path.read_text("utf-8")}


def readable(texts: Texts) -> Texts:
    """Pages shortened, with their words beside them, and in one text which styles each has."""
    pages = {name: text for name, text in texts.items() if name.endswith(".html")}
    said = {f"{name.removesuffix('.html')}.words.txt": words(text) for name, text in pages.items()}
    styled = "".join(f"{name}: {styles(text)}\n" for name, text in sorted(pages.items()))
    short = {name: shortened(text) for name, text in pages.items()}
    return texts | short | said | {"styles.txt": styled}


def printed(root: Path, out: Path) -> Texts:
    """The text of each PDF as it lies on its pages, and its tag tree."""
    build(root, None, Order(("html", "pdf"), out, jobs=2))
    texts: Texts = {}
    for path in sorted(out.glob("*/*.pdf")):
        laid = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
        texts[f"{path.stem}/pdf.txt"] = "\n".join(line.rstrip() for line in laid.replace("\f", "\n\f\n").split("\n"))
        texts[f"{path.stem}/pdf.tags.txt"] = "".join(f"{line}\n" for line in tag_lines(tags.read(path).root))
    return texts


def tag_lines(element: tags.Element, deep: int = 0) -> Iterator[str]:
    """The tag tree, a line an element: its kind and, where it holds text itself, that text."""
    text = tags.joined(child for child in element.children if isinstance(child, tags.Run))
    links = [child.target for child in element.children if isinstance(child, tags.Link)]
    parts = (element.kind, element.alt and f"alt={element.alt}", text, *(f"→ {link}" for link in links))
    yield "  " * deep + " ".join(filter(None, parts))
    for child in element.children:
        if isinstance(child, tags.Element):
            yield from tag_lines(child, deep + 1)


def shortened(text: str) -> str:
    """A page with digests in place of what is embedded, and without its styles, which `styles` tells of."""
    text = re.sub(r"(<style[^>]*>).*?</style>", r"\1…</style>", text, flags=re.DOTALL)
    return re.sub(r"base64,([A-Za-z0-9+/=]+)", lambda found: f"base64,{_short(found[1])}", text)


def styles(text: str) -> str:
    """The digests of a page's styles."""
    return " ".join(_short(style) for style in re.findall(r"<style[^>]*>(.*?)</style>", text, flags=re.DOTALL))


def _short(text: str) -> str:
    return digest(text.encode("utf-8"))[-16:]


# What must stay the same while markup changes ---------------------------------------------------------------------


def words(text: str) -> str:
    """The text of a page's body in order, a line a block; ids stand as [#id], figures as {id} after their value."""
    body = html.document_fromstring(text).find("body")
    assert body is not None
    lines = (" ".join(line.split()) for line in "".join(_said(body)).split("\n"))
    text = "".join(f"{line}\n" for line in lines if line)
    return re.sub(r"^((?:\[#\S+] ?)+)\n", r"\1 ", text, flags=re.MULTILINE)  # an id stands before what it names


def _said(element: html.HtmlElement) -> Iterator[str]:
    kind = element.tag if isinstance(element.tag, str) else "style"  # a remark has a function for a tag
    if kind not in UNREAD and NARROW not in element.get("class", ""):
        edge = "" if kind in INLINE else "\n"
        yield edge
        if id := element.get("id"):
            yield f"[#{id}] "
        yield (element.text or "").replace("\n", " ")
        for child in element:
            yield from _said(child)
        if figure := element.get("data-figure"):
            yield f"{{{figure}}}"
        yield "\n" if kind == "br" else edge
    yield (element.tail or "").replace("\n", " ")
