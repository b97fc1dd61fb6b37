"""From the front, the sections and the end of a document to the text of a Word file, in the order of the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcpgen.document.blocks import Block
from pcpgen.document.document import Cover, Document, Head, Section, Work
from pcpgen.document.prose import phrase
from pcpgen.formats.word.blocks import blocks
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import line, line_break, paragraph, run, tab, words
from pcpgen.formats.word.pictures import image
from pcpgen.formats.word.plan import contents
from pcpgen.formats.word.prose import heading
from pcpgen.formats.word.stand import Around
from pcpgen.formats.word.styles import INK, band
from pcpgen.formats.word.xml import Element, make

_AMONG = ("text", "chart", "table", "indicator")  # what stands after all else on a page of prose, in its order


def text(growing: Growing) -> Iterator[Element]:
    """Everything from the first page to the last."""
    document = growing.document
    if document.notice:
        yield paragraph(growing, "Notice", run(document.notice))
    if document.remarks:
        yield paragraph(growing, "Notice", run(" ".join(document.remarks)))
    if isinstance(document.front, Head):
        yield from _head(growing, document, document.front)
    else:
        yield from _cover(growing, document, document.front)
    for section in document.sections:
        yield from _section(growing, section)
    yield from _works(growing, document)
    yield from _end(growing, document)


def _head(growing: Growing, document: Document, front: Head) -> Iterator[Element]:
    """Whose meeting a paper is for, its title, what a clerk asks of it, and its sections."""
    yield paragraph(growing, "Issuer", run(front.body))
    title = paragraph(growing, "Title", run(document.title))
    facts = [
        paragraph(growing, "KeyFact", *words(growing, phrase(label), "b"), tab(), *words(growing, phrase(value)))
        for label, value in front.facts
    ]
    yield from (*facts, title) if front.title_under else (title, *facts)
    say = document.catalogue
    listed = [(_titled(section), section.id) for section in document.sections if section.title]
    listed += [(say.text("bibliography.title"), "bibliography")] if document.works else []
    if listed:
        yield paragraph(growing, "TOCHeading", run(say.text("contents.title")))
    yield from contents(growing, listed)


def _titled(section: Section) -> str:
    """A section's number, label and titles in one line."""
    label = f"{section.label}:" if section.label else ""
    return " ".join(filter(None, (section.number, label, "; ".join(section.titles))))


def _cover(growing: Growing, document: Document, front: Cover) -> Iterator[Element]:
    """Who issues the plan, its title, and a band for each theme."""
    if document.logo:
        yield paragraph(growing, "Picture", image(growing, document.logo, 30, 30))
    if front.issuer:
        yield paragraph(growing, "Issuer", *_lines(growing, *front.issuer))
    yield paragraph(growing, "Title", run(document.title))
    if document.subtitle:
        yield paragraph(growing, "Subtitle", run(document.subtitle))
    for row in front.rows:
        hue = growing.hue(row.theme)
        said = [*words(growing, phrase(row.name), "b"), run("  "), *words(growing, row.says)]
        yield paragraph(growing, "CoverRow", *said, layout=band(hue))


def _section(growing: Growing, section: Section, around: Around | None = None, depth: int = 1) -> Iterator[Element]:
    """A section's heading, its blocks, then the sections within it; its notes stand beneath their pages."""
    around = around or Around()
    if section.theme:
        around = replace(around, hue=growing.hue(section.theme))
    yield from _heading(growing, section, around, depth)
    if section.layout == "theme":
        around = replace(around, band=True)
    elif section.layout == "aims":
        around = replace(around, band=False)
    level = depth + 1 if section.title else depth
    around = replace(around, level=max(level, 2), first=True)
    yield from blocks(growing, _ordered(section), around)
    within = replace(around, band=False, within=section.title) if section.layout == "theme" else around
    for each in _ordered_sections(section):
        yield from _section(growing, each, within, level)


def _heading(growing: Growing, section: Section, around: Around, depth: int) -> Iterator[Element]:
    """None where a section only groups what it holds."""
    if not section.title or section.layout in ("aims", "foot", "narrative"):
        return
    ids = [section.id, f"{section.id}-title"]
    if section.layout == "contents":
        yield paragraph(growing, "TOCHeading", run(section.title), ids=ids, layout=_new_page())
        return
    made = heading(growing, depth, *_title(growing, section), ids=ids, colour=around.hue if around.hue != INK else "")
    if depth == 1 and section.layout != "numbered":
        made[0].insert(1, _new_page()[0])
    yield made


def _title(growing: Growing, section: Section) -> Iterator[Element]:
    """The same as its heading, each title in a bookmark of its own."""
    label = f"{section.label}:" if section.label else ""
    if before := " ".join(filter(None, (section.number, label))):
        yield run(f"{before} ")
    for at, title in enumerate(section.titles):
        if at:
            yield run("; ")
        yield from line(growing, phrase(title).content)


def _new_page() -> list[Element]:
    return [make("w:pageBreakBefore")]


def _ordered(section: Section) -> list[Block]:
    """The blocks of a section as its layout has them."""
    if section.layout in ("text", "foreword", "narrative"):
        return sorted(section.blocks, key=lambda block: block.kind in _AMONG)
    if section.layout == "accounts":
        return sorted(section.blocks, key=lambda block: block.kind != "table")
    return [*section.blocks]


def _ordered_sections(section: Section) -> list[Section]:
    if section.layout == "theme":
        return sorted(section.sections, key=lambda each: each.layout != "narrative")
    return [*section.sections]


def _works(growing: Growing, document: Document) -> Iterator[Element]:
    """The works that a document names."""
    if not document.works:
        return
    title = run(document.catalogue.text("bibliography.title"))
    yield heading(growing, 1, title, ids=["bibliography"])
    yield from (_work(growing, work) for work in document.works)


def _work(growing: Growing, work: Work) -> Element:
    where = [run(f", {work.where}")] if work.where else []
    address = []
    if work.url:
        shown = work.url.replace("https://", "").replace("http://", "")
        address = [line_break(), make("w:hyperlink", run(shown, "Hyperlink"), r_id=growing.address(work.url))]
    return paragraph(growing, "Normal", run(work.title, "i"), *where, *address, ids=[work.id])


def _lines(growing: Growing, *texts: str) -> Iterator[Element]:
    """Texts under each other in one paragraph, each in a bookmark of its own, since each is written by itself."""
    for at, text in enumerate(texts):
        if at:
            yield line_break()
        yield from words(growing, phrase(text))


def _end(growing: Growing, document: Document) -> Iterator[Element]:
    """Who produced a plan and where they are, and where the document's data are."""
    say = document.catalogue
    if isinstance(document.front, Cover):
        yield paragraph(growing, "Label", run(say.text("page.produced-by")))
        yield paragraph(growing, "Issuer", run(document.producer))
        if document.front.address:
            yield paragraph(growing, "Normal", *_lines(growing, *document.front.address))
        named = (document.title, document.subtitle, document.area)
        yield paragraph(growing, "Label", *_lines(growing, *filter(None, named)))
    if growing.given.tables:
        yield paragraph(growing, "Source", run(say.text("data.on-paper")))
