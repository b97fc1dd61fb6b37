"""Editions, and each as it would read with each of its variations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pcpgen.blocks.subject import Subject
from pcpgen.compose.subjects.declared import Declared, Kind
from pcpgen.compose.subjects.names import (
    OFFICE,
    PLAN,
    edition_names,
    office_names,
    style,
)
from pcpgen.editions.reading import read_tree_of
from pcpgen.editions.variation import Varied, vary
from pcpgen.editions.varied import varied_edition
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.project import Project
from pcpgen.model.variation import Variation
from pcpgen.request import Request


def _editions(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each edition, and each as it would read with each of its variations; the one in force needs no name."""
    in_force = office.edition.value if office.edition else max(project.editions, default="")
    for name, edition in project.editions.items():
        answers = (Request(kind, (name,)), *([Request(kind)] if name == in_force else []))
        yield Declared(answers, kind, partial(_edition, project, office, kind, edition), edition.draft, about=edition)
    for name, edition in project.editions.items():
        for id, variation in edition.variations.items():
            subject = partial(_varied, project, office, kind, edition, variation)
            yield Declared((Request(kind, (name,), id),), kind, subject, draft=True, about=(edition, variation))


def _varied(project: Project, office: model.Office, kind: str, edition: model.Edition, variation: Variation) -> Subject:
    made = varied_edition(edition, variation, made_variation(project, edition, variation))
    return _edition(project, office, kind, made)


def _edition(project: Project, office: model.Office, kind: str, edition: model.Edition) -> Subject:
    return Subject(
        id=f"{kind}-{edition.id}",
        title=edition.title.value,
        day=edition.in_force,
        names=office_names(office) | edition_names(project.catalogue, edition),
        theme="",
        themes=tuple(style(office, theme, order) for order, theme in enumerate(edition.themes)),
        standing=edition.standing,
        figures_of=edition.as_at,
        edition=edition,
    )


def made_variation(project: Project, edition: model.Edition, variation: Variation) -> Varied:
    """A variation made, in which nothing is wrong."""
    made = vary(edition, read_tree_of(project, edition), variation)
    assert isinstance(made, Varied)  # the checks have seen to it
    return made


EDITIONS = Kind(_editions, ("edition", "part"), {**OFFICE, **PLAN}, ("part",))
