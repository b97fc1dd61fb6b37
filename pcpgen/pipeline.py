"""The one path: load, check, figure, compose, render, publish. Begin reading here.

Each stage is a plain function of what the one before it made; nothing is changed after it is made, and a problem found
anywhere is a value that travels to the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pcpgen.checks.document import check_document
from pcpgen.checks.figures import check_data, check_figures
from pcpgen.checks.plan import check_plan
from pcpgen.checks.prose import check_prose
from pcpgen.compose.document import Document
from pcpgen.compose.plan import compose_plan
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.problems import Problem, did_you_mean, in_order, listed
from pcpgen.publish import publish
from pcpgen.render.html import render_html
from pcpgen.render.pdf import Job, Renderer

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")


class WrongUse(Exception):
    """The user asked for what does not exist; says what does."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace as read, with all that is wrong, and its editions composed where nothing is."""

    project: Project
    problems: tuple[Problem, ...]
    documents: tuple[tuple[str, Document], ...]  # by edition


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, or the problems for which it wrote nothing."""

    paths: tuple[Path, ...]
    judged: Judged


def judge(root: Path) -> Judged:
    """Reads the workspace, judges every edition and composes those that can be; renders nothing."""
    project, found = read_workspace(root)
    data = Data.of(project, _doubtful(project, found))
    problems = [*found, *check_data(data)]
    if project.office:
        for edition in project.editions.values():
            problems += check_plan(project, project.office, edition)
            problems += check_prose(project, edition)
            problems += check_figures(data, edition)
    if problems or not project.office:
        return Judged(project, in_order(problems), ())
    documents = tuple(
        (name, compose_plan(project, project.office, edition, data)) for name, edition in project.editions.items()
    )
    problems += [found for _, document in documents for found in check_document(document, project.sources)]
    return Judged(project, in_order(problems), documents)


def _doubtful(project: Project, problems: Sequence[Problem]) -> frozenset[str]:
    """The datasets with problems in their description or their data."""
    files = {found.place.file for found in problems}
    return frozenset(
        name for name in project.datasets if f"data/{name}.csv" in files or f"plan/datasets/{name}.yaml" in files
    )


def build_plan(root: Path, edition: str | None, formats: Sequence[Format], out: Path) -> Built:
    """Writes an edition's plan into `out`, or nothing where the workspace has problems.

    Raises WrongUse for an unknown edition, CannotRender and CannotWrite where the outputs cannot be made.
    """
    with ExitStack() as stack:
        renderer = stack.enter_context(Renderer()) if "pdf" in formats else None
        judged = judge(root)
        if judged.problems or not judged.project.office:
            return Built((), judged)
        document = dict(judged.documents)[_chosen(judged.project, edition).id]
        files: dict[str, bytes] = {}
        own = [folder] if (folder := root / "templates").is_dir() else []
        if "html" in formats:
            files[f"{document.id}.html"] = render_html(document, "web", own).encode("utf-8")
        if renderer:
            job = Job(render_html(document, "print", own), images(judged.project))
            files[f"{document.id}.pdf"] = renderer.pdf(job)
        return Built(publish(out, files), judged)


def images(project: Project) -> dict[str, tuple[str, bytes]]:
    """The images that a document may show, by their URL of the own scheme."""
    found = [project.office.logo] if project.office else []
    found += [
        getattr(page, "portrait", None) for edition in project.editions.values() for page in edition.pages.values()
    ]
    return {f"pcpgen:image/{image.file}": (image.media, image.bytes) for image in found if image}


def _chosen(project: Project, name: str | None) -> Edition:
    """The edition that was asked for, or the one in force, or the only one."""
    if name is None:
        assert project.office is not None
        name = project.office.edition.value if project.office.edition else max(project.editions, default="")
    if name not in project.editions:
        known = listed(project.editions) or "none; add a folder with an edition.yaml to plan/"
        raise WrongUse(f'there is no edition "{name}". {did_you_mean(name, project.editions)}Editions: {known}')
    return project.editions[name]
