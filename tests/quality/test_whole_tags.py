"""A PDF's tags are the elements of what it was printed from, each once, on however many pages and lines it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import page as pdf_ua
import pikepdf
import pytest
from lxml import html

from pcpgen.formats import CannotRender
from tests.quality import tags, web
from tests.quality.pressed import Pressed, press, press_page
from tests.quality.tags import Element, Run
from tests.test_golden import WORKSPACES, workspace

pytestmark = [pytest.mark.slow, pytest.mark.example]

KINDS = {"section": "Sect", "article": "Art", "main": "Part", "ul": "L", "ol": "L", "li": "LI", "address": "P"}
KINDS |= {"p": "P", "a": "Link", "table": "Table", "tr": "TR", "th": "TH", "td": "TD"}
KINDS |= dict.fromkeys(("caption", "figcaption"), "Caption")
KINDS |= {f"h{level}": f"H{level}" for level in range(1, 7)}
NOT_PRINTED = (
    "//*[@class='skip' or @class='to-contents' or contains(@class, 'to-contents ')] | //summary"
    " | //*[@class='sections'] | //head | //body[contains(@class, 'doc--paper')]/footer"
    " | //*[@class='prose']//*[starts-with(@class, 'chart')]//caption"
)
PAGE = "\0"  # stands for the number of a page, or for the first and the last
NUMBERS = r"\d+(–\d+)?"

Told = tuple[str, str]  # kind and text


def printed(page: str) -> list[Told]:
    """What a page for print has, in order: kinds as tags name them, and texts with what the style adds."""
    tree: Any = html.document_fromstring(page)
    for element in tree.xpath(NOT_PRINTED):
        element.drop_tree()
    for element in tree.xpath("//svg"):
        element.clear(keep_tail=True)
    for link in tree.xpath("//a"):
        if link.getparent().get("class", "").startswith("entry"):
            link.append(html.fromstring(f"<span>{'{'}</span>"))
        elif link.get("class") == "see" and not link.xpath("ancestor::*[contains(@class, 'told-table')]"):
            link.append(html.fromstring(f"<span>(page{'{'})</span>"))
        elif link.xpath("ancestor::*[@class='accounts__notes']") and link.get("href").startswith("http"):
            link.append(html.fromstring(f"<span>:{link.get('href')}</span>"))
    for element in tree.xpath("//*[@class='quotation__by']"):
        element.text = "—" + (element.text or "")
    found = [(KINDS[e.tag], tags.folded(e.text_content())) for e in tree.iter() if e.tag in KINDS]
    return [(kind, text.replace("{", PAGE)) for kind, text in found]


def tagged(path: Path) -> list[Told]:
    """What the tag tree of a PDF has of the same kinds, in order."""
    found = [element for element in tags.read(path).root.walk() if element.kind in {*KINDS.values()}]
    return [(element.kind, tags.folded(tags.joined(spoken(element)))) for element in found]


def spoken(element: Element) -> Iterator[Run]:
    """The text of an element without the labels of items and what drawings show."""
    for child in element.children:
        if isinstance(child, Run):
            yield child
        elif isinstance(child, Element) and child.kind not in ("Lbl", "Figure"):
            yield from spoken(child)


def torn(html: list[Told], pdf: list[Told]) -> list[str]:
    """Where the two differ first."""
    for wanted, found in zip_longest(html, pdf, fillvalue=("nothing", "")):
        pattern = re.escape(wanted[1]).replace(PAGE, NUMBERS)
        if wanted[0] != found[0] or not re.fullmatch(pattern, found[1]):
            return [f"printed {wanted}, tagged {found}"]
    return []


def mistagged(document: Pressed) -> list[str]:
    """All that is wrong with the tags of a PDF."""
    report = pdf_ua.validate_pdf(str(document.pdf), profile="ua1")
    done = web.run(web.tool("qpdf"), "--check", document.pdf)
    said = [] if done.returncode == 0 and "WARNING" not in done.stdout + done.stderr else [done.stdout + done.stderr]
    tables = tags.tables(tags.read(document.pdf))
    found = torn(printed(document.html), tagged(document.pdf)) + [str(failure) for failure in report.failures] + said
    found += [cell for table in tables for cell in tags.mistold_cells(table)]
    return [f"{document.name}: {line}" for line in found]


@pytest.mark.parametrize("name", WORKSPACES)
def test_tags_are_the_elements(name: str, tmp_path: Path) -> None:
    documents = press(workspace(name, tmp_path), tmp_path / "out")
    assert documents
    assert [line for document in documents for line in mistagged(document)] == []


# What pages break --------------------------------------------------------------------------------------------------

ROWS = 120
LONG = "Words that run on over lines and pages. " * 120
STYLE = """@page { size: A5; margin: 20mm; @top-left { content: "Above" } @bottom-right { content: counter(page) } }
table { break-inside: auto } ul { list-style: none } li::before { content: "• " }
.duo { display: grid; grid-template-columns: 1fr 1fr }"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def broken_over_pages(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """A page of which everything is longer than a sheet."""
    rows = "".join(f'<tr><th scope="row">Row {n}</th><td>{n} a</td><td>{n} b</td></tr>' for n in range(ROWS))
    head = '<tr><th scope="col">Row</th><th scope="col">First</th><th scope="col">Second</th></tr>'
    body = (
        f'<section id="one"><h2>Paragraph</h2><p>{LONG}</p><p><a href="#one">{LONG}</a></p></section>'
        f"<section><h2>List</h2><ul><li><p>{LONG}</p><ul><li>{LONG}</li></ul></li><li>Short</li></ul></section>"
        '<section><h2>Columns</h2><div class="duo">'
        f'<div><p>{LONG}</p></div><div><p lang="cy">{LONG}</p></div></div></section>'
        f"<section><h2>Table</h2><table><caption>Rows</caption><thead>{head}</thead><tbody>{rows}</tbody></table></section>"
    )
    page = f'<!DOCTYPE html><html lang="en-GB"><head><title>Long</title><style>{STYLE}</style></head>'
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    return press_page(f"{page}<body><main><h1>Long</h1>{body}</main></body></html>", path)


def artefacts(path: Path) -> dict[str, list[str]]:
    """What is shown as an artefact of a kind, by kind: `Pagination Header`, or without a name."""
    found: dict[str, list[str]] = {}
    with pikepdf.open(path) as pdf:
        for sheet in pdf.pages:
            kinds: list[str] = []
            for instruction in pikepdf.parse_content_stream(sheet):
                operator, operands = str(instruction.operator), list(instruction.operands)
                if operator in ("BDC", "BMC"):
                    says: Any = operands[1] if operator == "BDC" else {}
                    names = [str(says[key])[1:] for key in ("/Type", "/Subtype") if key in says]
                    kinds.append(" ".join(names) if str(operands[0]) == "/Artifact" else "content")
                elif operator == "EMC":
                    kinds.pop()
                elif operator in ("Tj", "TJ"):
                    found.setdefault(kinds[-1] if kinds else "unmarked", []).append(str(sheet.index))
    return found


def test_what_pages_break_is_whole(broken_over_pages: Pressed) -> None:
    """One paragraph, one link, one list, one table with its heads in every cell; columns in their order."""
    assert mistagged(broken_over_pages) == []
    tree = tags.read(broken_over_pages.pdf)
    (table,) = tags.tables(tree)
    assert len(table.rows) == ROWS + 1
    assert len({run.page for found in tree.root.all("Table") for run in found.runs()}) >= 4
    assert all(len(cell.headers) == 2 for row in table.rows for cell in row if cell.kind == "TD")


def test_repeated_heads_and_margins_are_artefacts(broken_over_pages: Pressed) -> None:
    found = artefacts(broken_over_pages.pdf)
    pages = max(run.page for run in tags.read(broken_over_pages.pdf).runs)
    assert set(found) == {"content", "Pagination", "Pagination Header", "Pagination Footer"}
    assert len(found["Pagination Header"]) == len(found["Pagination Footer"]) == pages
    assert len(found["Pagination"]) >= 3 * 3  # three heads on three pages at least


def test_directions_and_languages_are_told(broken_over_pages: Pressed) -> None:
    with pikepdf.open(broken_over_pages.pdf) as pdf:
        elements = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S")]
        heads = [str(element.A.Scope) for element in elements if element.S == "/TH"]
        assert [str(element.Lang) for element in elements if "/Lang" in element] == ["cy"]
    assert (heads.count("/Column"), heads.count("/Row")) == (3, ROWS)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><title>None</title><p>Words</p></html>", "the page does not say its language"),
        (f'<html lang="en"><title>None</title><p>{DRAWING}</p></html>', "a picture has no words in its place: svg"),
    ],
)
def test_what_readers_would_miss_fails(page: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CannotRender, match=said):
        press_page(page, tmp_path / "page.pdf")


def test_the_guards_bite() -> None:
    """A list in two pieces, a text that is another's, a page's number that is none."""
    whole = [("L", "ab"), ("LI", "a"), ("LI", "b")]
    assert torn(whole, whole) == []
    assert torn(whole, [("L", "a"), ("LI", "a"), ("L", "b"), ("LI", "b")])
    assert torn([("Link", f"See(page{PAGE})")], [("Link", "See(page12)")]) == []
    assert torn([("Link", f"See(page{PAGE})")], [("Link", "See(pagex)")])
