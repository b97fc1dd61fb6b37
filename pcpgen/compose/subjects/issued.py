"""Issued documents that have errata."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.subject import Named, Subject
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import (
    OFFICE,
    office_names,
    plain_style,
)
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.issued import Issued
from pcpgen.model.period import parse_date
from pcpgen.model.project import Project
from pcpgen.request import Request


def _errata(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each issued document that has errata."""
    for id, issued in project.issued.items():
        if issued.errata:
            yield Declared((Request(kind, (id,)),), kind, partial(_slip, project, office, kind, issued))


def _slip(project: Project, office: model.Office, kind: str, issued: Issued) -> Subject:
    noted = project.catalogue.counted("errata.noted", len(issued.errata))
    names: dict[str, Named] = {"document.title": issued.latest.title, "errata.noted": noted}
    return Subject(
        id=f"{kind}-{issued.latest.document}",
        title="",
        day=parse_date(max(each.date for each in issued.errata)),
        names=office_names(office) | names,
        theme=kind,
        themes=plain_style(kind),
        issued=issued,
    )


_NAMES = {"document.title": "the title of the document", "errata.noted": "how many errata it has"}
ISSUED = Kind(_errata, ("version",), {**OFFICE, **_NAMES}, ("errata",))
