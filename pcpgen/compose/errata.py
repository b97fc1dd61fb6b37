"""From the errata of an issued document to the slip that goes with it; the document itself stays as it was issued."""

from __future__ import annotations

from pcpgen.compose.paragraphs import headed
from pcpgen.compose.plan import picture
from pcpgen.compose.wording import counted, ended
from pcpgen.document.blocks import Numbered
from pcpgen.document.document import Document, Head, Section, ThemeStyle
from pcpgen.document.prose import Prose, paragraph
from pcpgen.model.issued import Erratum, Issue, Issued
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Office
from pcpgen.words.catalogue import Catalogue

_SAID = "In place of ‘{}’ read ‘{}’. {} Noted on {}."


def compose_errata(catalogue: Catalogue, office: Office, issued: Issued) -> Document:
    """The slip: a section for each version that has errata, the newest first, a numbered paragraph for each erratum."""
    versions = [each for each in reversed(issued.versions) if issued.errata_of(each)]
    latest, title = issued.latest, f"Errata: {issued.latest.title}"
    theme = ThemeStyle("errata", "#16212b", "#f2f4f5", 0)
    return Document(
        id=f"errata-{latest.document}",
        catalogue=catalogue,
        title=title,
        subtitle="",
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        footer=f"Errata | {office.area}",
        date=max(each.date for each in issued.errata),
        front=Head(
            office.name,
            (
                ("Document", latest.title),
                ("Noted", counted(len(issued.errata), "erratum", "errata")),
                ("Standing", "The document stays as it was issued; read it with these notes."),
            ),
            theme.id,
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(theme,),
        sections=tuple(_section(number, each, issued.errata_of(each)) for number, each in enumerate(versions, 1)),
        notes=(),
        works=(),
    )


def _section(number: int, issue: Issue, errata: tuple[Erratum, ...]) -> Section:
    title = f"Version {issue.version}, issued on {parse_period(issue.as_of).words}"
    blocks = tuple(Numbered(f"p-{number}-{at}", f"{number}.{at}", _words(each)) for at, each in enumerate(errata, 1))
    return headed(f"version-{issue.version}", str(number), title, "", blocks)


def _words(each: Erratum) -> Prose:
    return paragraph(_SAID.format(each.was.value, each.reads.value, ended(each.why), parse_period(each.date).words))
