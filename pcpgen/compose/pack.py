"""From a meeting of the Panel to the front sheet of its papers: items in order, with their pages and appendices."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.compose.exempt import grounds
from pcpgen.compose.paragraphs import headed
from pcpgen.compose.plan import picture
from pcpgen.compose.wording import counted
from pcpgen.document.blocks import Numbered
from pcpgen.document.document import Document, Head
from pcpgen.document.prose import Phrase, Prose, link, listing, paragraph, phrase
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Office
from pcpgen.model.report import Appendix, Exemptions, Item, Meeting, Panel
from pcpgen.words.catalogue import Catalogue

_ACCESSIBLE = {
    "yes": "It is accessible.",
    "no": "It is not accessible; ask the contact officer for it in another form.",
    "unknown": "Whether it is accessible has not been checked; ask the contact officer for it in another form.",
}


def pack_id(meeting: Meeting) -> str:
    return f"panel-pack-{meeting.date.isoformat()}"


def compose_pack(
    catalogue: Catalogue,
    office: Office,
    panel: Panel,
    meeting: Meeting,
    exemptions: Exemptions | None,
    papers: Mapping[str, tuple[Document, int]],
) -> Document:
    """The front sheet of a meeting as the public may see it.

    `papers` holds each report's paper and how many pages it has on paper, by the report's id.
    """
    day = parse_period(meeting.date.isoformat()).words
    first = next(iter(papers.values()))[0]
    assert isinstance(first.front, Head)
    items = tuple(
        Numbered(f"p-1-{at}", f"1.{at}", _item(catalogue, item, *papers[item.report.value], exemptions))
        for at, item in enumerate(meeting.items, 1)
    )
    total = sum(pages for _, pages in papers.values())
    return Document(
        id=pack_id(meeting),
        catalogue=catalogue,
        title=f"Papers for the meeting of {day}",
        subtitle=office.panel,
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        footer=f"{office.panel}, {day}: papers | {office.area}",
        date=meeting.date.isoformat(),
        front=Head(
            office.panel,
            (
                ("Meeting", day),
                (catalogue.text("head.access"), "Public" if meeting.public else "Exempt"),
                ("Papers", counted(len(papers), "report", "reports")),
                ("Pages", counted(total, "page", "pages")),
                (catalogue.text("head.contact"), f"{panel.contact_post}, {panel.contact_office}"),
            ),
            first.front.theme,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=first.themes,
        sections=(headed("items", "1", "Items in order", "", items),),
        notes=(),
        works=(),
    )


def _item(catalogue: Catalogue, item: Item, paper: Document, pages: int, exemptions: Exemptions | None) -> Prose:
    """An item: its title with links to both forms, its length, and a list of what is attached."""
    base = f"../{paper.id}/{paper.id}"
    page = link(phrase(paper.title), f"{base}.html")
    pdf = link(phrase(f"item {item.number} as a PDF"), f"{base}.pdf")
    words = phrase(f"Item {item.number}: ", page, f", {counted(pages, 'page', 'pages')} (", pdf, ").")
    attached = [_appendix(catalogue, number, each, exemptions) for number, each in enumerate(item.appendices, 1)]
    return Prose((*paragraph(words).blocks, *([listing(attached)] if attached else [])))


def _appendix(catalogue: Catalogue, number: int, appendix: Appendix, exemptions: Exemptions | None) -> Phrase:
    if appendix.exempt:
        why = grounds(catalogue, exemptions, appendix.exempt.paragraph.value)
        return phrase(f"Appendix {number} is exempt from publication: {why}.")
    words = phrase(appendix.title)
    title = link(words, appendix.url) if appendix.url else words
    return phrase(f"Appendix {number}: ", title, f". {_ACCESSIBLE[appendix.accessible]}")
