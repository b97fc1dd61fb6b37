"""From a Word file to its words, headings and alternatives, and to the same of what is printed; what is unsound."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree, html

from pcpgen.document.document import Document
from pcpgen.formats.given import Given
from pcpgen.formats.html import render_html
from pcpgen.formats.registry import write
from pcpgen.formats.word.xml import named
from pcpgen.pipeline import Judged, images

# what a page has and a Word file says in another way: notes at their marks, data of a chart open, words in a picture
ELSEWHERE = {"style", "title", "svg", "summary", "sup"}
GONE = {"skip", "to-contents"}


def documents(judged: Judged) -> list[Document]:
    return [*{each.id: each for each in judged.documents.values()}.values()]


def word_file(judged: Judged, document: Document) -> bytes:
    made = write("docx", document, Given(images=images(judged.project)))[f"{document.id}.docx"]
    assert isinstance(made, bytes)
    return made


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body(file: bytes) -> Any:
    return etree.fromstring(parts(file)["word/document.xml"])


def words_of_file(file: bytes) -> list[str]:
    """The words of a Word file, in order; notes stand in a part of their own."""
    said = []
    for paragraph in body(file).iter(named("w:p")):
        style = paragraph.find(f"{named('w:pPr')}/{named('w:pStyle')}")
        text = "".join(_text(each) for each in paragraph.iter(named("w:t"), named("w:tab"), named("w:br")))
        said.append(
            text.removeprefix("— ") if style is not None and style.get(named("w:val")) == "QuoteSource" else text
        )
    return " ".join(said).split()


def _text(element: Any) -> str:
    return element.text or "" if element.tag == named("w:t") else " "


INLINE = {"a", "b", "cite", "data", "del", "em", "ins", "span", "strong"}


def page_of(document: Document) -> Any:
    """What is printed, without what a Word file says elsewhere."""
    tree: Any = html.fromstring(render_html(document, "print"))
    for each in list(tree.iter()):
        classes = set((each.get("class") or "").split())
        notes = (each.tag == "ul" and "notes" in classes and "works" not in classes) or {"hang", "label"} <= classes
        listed = each.get("id") == "notes" or each.get("href") == "#notes"
        again = "notice" in classes and each.getparent().tag == "footer"
        if each.tag in ELSEWHERE or classes & GONE or notes or listed or again:
            each.drop_tree()
    return tree


def words_of_page(document: Document) -> list[str]:
    """The words of what is printed, in order."""
    return _said(page_of(document)).split()


def _said(element: Any) -> str:
    apart = "" if element.tag in INLINE else " "
    within = "".join(_said(child) + (child.tail or "") for child in element)
    return f"{apart}{element.text or ''}{within}{apart}"


def paragraphs(file: bytes, style: str) -> list[Any]:
    return [
        each.getparent().getparent() for each in body(file).iter(named("w:pStyle")) if each.get(named("w:val")) == style
    ]


def said_in(element: Any) -> str:
    return " ".join("".join(_text(each) for each in element.iter(named("w:t"), named("w:tab"), named("w:br"))).split())


def headings_of_file(file: bytes) -> list[tuple[int, str]]:
    found = []
    for paragraph in body(file).iter(named("w:p")):
        style = paragraph.find(f"{named('w:pPr')}/{named('w:pStyle')}")
        level = re.fullmatch(r"Heading(\d)", style.get(named("w:val")) if style is not None else "")
        found += [(int(level[1]), said_in(paragraph))] if level else []
    return found


def headings_of_page(document: Document) -> list[tuple[int, str]]:
    """Its first level is the title, which Word has a style of its own for, and so it has for the title of contents."""
    tree = page_of(document)
    found = [each for each in tree.iter("h2", "h3", "h4", "h5") if each.getparent().tag != "nav"]
    return [(int(each.tag[1]) - 1, " ".join(_said(each).split())) for each in found]


def alternatives_of_file(file: bytes) -> list[str]:
    return [each.get("descr", "") for each in body(file).iter(named("wp:docPr"))]


def alternatives_of_page(document: Document) -> list[str]:
    tree = html.fromstring(render_html(document, "print"))
    pictures = [each for each in tree.iter() if each.tag in ("img", "svg") and not each.get("data-continues")]
    return [each.get("alt") or next(each.iter("title")).text or "" for each in pictures]


def unsound(file: bytes) -> list[str]:
    """What a reader of Word would miss, or Word itself would not take."""
    tree = body(file)
    names = [each.get(named("w:name"), "") for each in tree.iter(named("w:bookmarkStart"))]
    ids = [each.get(named("w:id")) for each in tree.iter(named("w:bookmarkStart"))]
    leading = {each.get(named("w:anchor")) for each in tree.iter(named("w:hyperlink"))} - {None}
    found = [f"no bookmark {name}" for name in leading - set(names)]
    found += [f"bookmark {name}" for name in names if not re.fullmatch(r"[A-Za-z]\w{0,39}", name)]
    found += ["bookmarks of one name"] * (
        len({name.casefold() for name in names}) < len(names) or len(set(ids)) < len(ids)
    )
    found += [
        "nothing in a paragraph"
        for each in tree.iter(named("w:p"))
        if not said_in(each) and not [*each.iter(named("w:drawing"))]
    ]
    for table in tree.iter(named("w:tbl")):
        widths = {len(row.findall(named("w:tc"))) for row in table.iter(named("w:tr"))}
        heads = [row.find(f"{named('w:trPr')}/{named('w:tblHeader')}") is not None for row in table.iter(named("w:tr"))]
        told = [table.find(f"{named('w:tblPr')}/{named(f'w:tbl{name}')}") for name in ("Caption", "Description")]
        found += [f"table {said_in(table)[:40]}"] * (
            len(widths) > 1 or heads[0] is False or any(heads[1:]) or None in told
        )
        found += ["no caption before a table"] * (table.getprevious() not in paragraphs_before(tree))
    styles = {each.get(named("w:styleId")) for each in etree.fromstring(parts(file)["word/styles.xml"])}
    for name, content in parts(file).items():
        for each in (
            etree.fromstring(content).iter(named("w:pStyle"), named("w:rStyle"), named("w:tblStyle"))
            if name.endswith(".xml")
            else ()
        ):
            found += [f"{name}: no style {each.get(named('w:val'))}"] * (each.get(named("w:val")) not in styles)
    return sorted(set(found))


def paragraphs_before(tree: Any) -> list[Any]:
    return [
        each.getparent().getparent() for each in tree.iter(named("w:pStyle")) if each.get(named("w:val")) == "Caption"
    ]
