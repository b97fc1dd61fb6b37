"""From what was counted in the outputs and what the office declares to its accessibility statement, as a page.

What the program counts stands apart from what the office declares, and no count is told as compliance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pcpgen.blocks.colour import PAPER, contrast, tint
from pcpgen.blocks.picture import picture
from pcpgen.document.document import Twin
from pcpgen.document.picture import Picture
from pcpgen.model.law import Law
from pcpgen.model.period_words import day_words
from pcpgen.model.plan import Office
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

LAW = "accessibility"  # the id of the regulations among what the law says
_STATUSES = {
    "full": "accessibility.full",
    "partial": "accessibility.partial",
    "none": "accessibility.none",
}
_REASONS = {
    "not-met": "accessibility.not-met",
    "burden": "accessibility.burden",
    "outside-the-law": "accessibility.outside-the-law",
}
_OF_FILES = {  # what each file has once
    "languages": "accessibility.languages",
    "titles": "accessibility.titles",
    "first_headings": "accessibility.first-headings",
    "said_to_be_accessible": "accessibility.said-to-be",
}
_OF_PARTS = {  # what of each kind lacks nothing: what there is, without those that lack it
    "accessibility.headings": ("headings", "levels_left_out"),
    "accessibility.pictures": ("pictures", "pictures_without_words"),
    "accessibility.cells": ("cells", "cells_without_heads"),
    "accessibility.links": ("links", "links_without_words"),
}
_HELD = {
    "headings": "accessibility.of-headings",
    "pictures": "accessibility.of-pictures",
    "tables": "accessibility.of-tables",
    "lists": "accessibility.of-lists",
    "links": "accessibility.of-links",
}
_LACKING = {
    "levels_left_out": "accessibility.lacks-levels",
    "pictures_without_words": "accessibility.lacks-words",
    "cells_without_heads": "accessibility.lacks-heads",
    "links_without_words": "accessibility.lacks-link-words",
}
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Heard:
    """A document among the outputs: what was counted in its page, its other pages and its PDF; empty where in none."""

    title: str
    page: Counts
    pages: tuple[Counts, ...]  # all of them, by section too
    pdf: Counts
    leaves: int  # of the PDF
    address: str = ""  # of its reading order
    has_pdf: bool = False
    is_issued: bool = False  # so that its PDF stays as it was
    lang: str = ""  # the tag of its language, where that is not the statement's
    others: bool = False  # whether it stands in forms that are not counted


@dataclass(frozen=True)
class Row:
    """What was counted of one thing, in web pages and in PDFs, in words."""

    what: str
    pages: str
    pdfs: str


@dataclass(frozen=True)
class Entry:
    """A document with what was counted in it, in words."""

    title: str
    lang: str
    says: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Statement:
    """The page, ready for its template."""

    catalogue: Catalogue
    title: str
    area: str
    producer: str
    notice: str
    date: str  # ISO, of the newest document
    logo: Picture | None
    covers: str
    status: str
    shortfalls: tuple[str, ...]
    contact: tuple[tuple[str, str], ...]  # lines, each with the address of its link or none
    enforcement: str
    made: tuple[str, ...]
    rows: tuple[Row, ...]
    checks: tuple[str, ...]
    unseen: tuple[str, ...]
    documents: tuple[Entry, ...]
    id: str = "accessibility"
    subtitle: str = ""
    footer: str = ""
    themes: tuple[()] = ()
    twins: tuple[Twin, ...] = ()  # the same in other languages
    source_language: str = ""  # of what nobody has translated
    remarks: tuple[()] = ()
    kind: Literal["accessibility"] = "accessibility"


def compose_statement(
    say: Catalogue, office: Office, law: Law, documents: Sequence[Heard], unread: Sequence[str], date: str
) -> Statement:
    """The page. `unread` are the languages of documents whose words of the program no speaker has read."""
    declared = office.accessibility
    named = {"office": office.name, "law": law.references[LAW].title if LAW in law.references else ""}
    return Statement(
        catalogue=say,
        title=say.text("accessibility.title"),
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        date=date,
        logo=picture(office.logo) if office.logo else None,
        covers=say.counted("accessibility.covers-says", len(documents), office=office.name),
        status=say.text(_STATUSES.get(declared.status, "accessibility.undeclared"), **named),
        shortfalls=tuple(
            say.text("accessibility.shortfall", what=each.what.rstrip("."), why=say.text(_REASONS[each.why]))
            for each in declared.shortfalls
        ),
        contact=tuple(_contact(say, office)),
        enforcement=declared.enforcement or say.text("accessibility.enforcement-says", law=named["law"]),
        made=tuple(_made(say, office)),
        rows=tuple(_rows(say, documents)),
        checks=tuple(_checks(say, office)),
        unseen=tuple(_unseen(say, documents, unread)),
        documents=tuple(
            Entry(each.title, each.lang, tuple(_of_document(say, each)), each.address) for each in documents
        ),
    )


def _contact(say: Catalogue, office: Office) -> Iterator[tuple[str, str]]:
    """Whom to ask and how, a line each."""
    declared = office.accessibility
    post = office.posts.get(declared.post.value) if declared.post else None
    address = ", ".join(office.address)
    if post:
        yield say.text("accessibility.write-to-post", post=post.title, office=office.name, address=address), ""
    else:
        yield say.text("accessibility.write", office=office.name, address=address), ""
    if declared.mail:
        link = f"mailto:{declared.mail}" if office.mail_links else ""
        yield say.text("accessibility.mail", mail=declared.mail), link
    if declared.phone:
        yield say.text("accessibility.phone", phone=declared.phone), ""
    if declared.answers:
        yield say.text("accessibility.answers", time=declared.answers), ""


def _made(say: Catalogue, office: Office) -> Iterator[str]:
    """When the office made its statement and how it tried its documents; then how the program counted."""
    declared = office.accessibility
    if declared.prepared:
        yield say.text("accessibility.prepared-on", day=day_words(say, declared.prepared))
    if declared.reviewed:
        yield say.text("accessibility.reviewed-on", day=day_words(say, declared.reviewed))
    if declared.tested:
        yield declared.tested
    yield say.text("accessibility.counted")


def _rows(say: Catalogue, documents: Sequence[Heard]) -> Iterator[Row]:
    """What was counted in all pages and in all PDFs."""
    pages = [page for each in documents for page in each.pages]
    pdfs = [each.pdf for each in documents if each.pdf]

    def of(files: Sequence[Counts], whole: str, lacking: str = "") -> str:
        files = [each for each in files if whole in each and (not lacking or lacking in each)]
        if not files:
            return say.text("accessibility.in-none")
        count = sum(each[whole] for each in files)
        all_of = count if lacking else len(files)
        count -= sum(each[lacking] for each in files) if lacking else 0
        return (
            say.text("accessibility.of", n=f"{count:,}", all=f"{all_of:,}") if all_of else say.text("accessibility.no")
        )

    yield Row(say.text("accessibility.files"), f"{len(pages):,}", f"{len(pdfs):,}")
    for whole, key in _OF_FILES.items():
        yield Row(say.text(key), of(pages, whole), of(pdfs, whole))
    for key, (whole, lacking) in _OF_PARTS.items():
        yield Row(say.text(key), of(pages, whole, lacking), of(pdfs, whole, lacking))


def _checks(say: Catalogue, office: Office) -> Iterator[str]:
    """What is checked beside that before anything is written."""
    least = min(
        (contrast(each.hex, on) for each in office.colours.values() for on in (PAPER, tint(each.hex))), default=0
    )
    if least:
        yield say.text("accessibility.colours", contrast=f"{int(least * 10) / 10:g}")
    yield say.text("accessibility.stops")


def _unseen(say: Catalogue, documents: Sequence[Heard], unread: Sequence[str]) -> Iterator[str]:
    """What was not checked, and what no program can."""
    yield say.text("accessibility.unseen-part")
    yield say.text("accessibility.unseen-meaning")
    yield say.text("accessibility.unseen-charts")
    if any(each.others for each in documents):
        yield say.text("accessibility.unseen-forms")
    earlier = [each.is_issued for each in documents if each.has_pdf and not each.pdf]
    if issued := sum(earlier):
        yield say.counted("accessibility.unseen-earlier", issued)
    if made := len(earlier) - issued:
        yield say.counted("accessibility.unseen-made", made)
    for language in unread:
        yield say.text("accessibility.unseen-unread", language=language)


def _of_document(say: Catalogue, document: Heard) -> Iterator[str]:
    """What stands in its page and in its PDF, and what it lacks."""
    if document.page:
        yield say.text("accessibility.in-page", what=_held(say, document.page))
        yield from _lacks(say, document.page)
    if document.pdf:
        pages = say.counted("index.pages", document.leaves)
        yield say.text("accessibility.in-pdf", pages=pages, what=_held(say, document.pdf))
        yield from _lacks(say, document.pdf)
    elif document.has_pdf:
        yield say.text("accessibility.not-counted" if document.is_issued else "accessibility.not-counted-made")


def _held(say: Catalogue, counts: Counts) -> str:
    held = [say.counted(key, counts[name]) for name, key in _HELD.items() if counts.get(name)]
    return say.listed(held) or say.text("accessibility.no")


def _lacks(say: Catalogue, counts: Counts) -> Iterator[str]:
    found = [say.counted(key, counts[name]) for name, key in _LACKING.items() if counts.get(name)]
    if found:
        yield say.text("accessibility.lacks", what=say.listed(found))
