"""The one path: load, check, figure, compose, render, publish. Begin reading here.

Each stage is a plain function of what the one before it made; nothing is changed after it is made, and a problem found
anywhere is a value that travels to the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pcpgen.checks.document import check_document
from pcpgen.checks.figures import check_data, check_figures
from pcpgen.checks.literals import check_literals
from pcpgen.checks.plan import check_plan
from pcpgen.checks.prose import check_prose
from pcpgen.compose.document import Document
from pcpgen.compose.plan import compose_plan
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import NAME as MANIFEST
from pcpgen.manifest import Manifest, digest, file_digest, listing, names, read_manifest, versions
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.problems import Problem, did_you_mean, in_order

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

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing is written."""
        return errors_in(self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, or the problems for which it wrote nothing; `dropped` were outputs of an older state."""

    paths: tuple[Path, ...]
    judged: Judged
    dropped: tuple[str, ...] = ()


def errors_in(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(found for found in problems if found.rule.severity == "error")


def judge(root: Path) -> Judged:
    """Reads the workspace, judges every edition and composes those that can be; renders nothing."""
    project, found = read_workspace(root)
    data = Data.of(project, _doubtful(project, found))
    problems = [*found, *check_data(data)]
    if project.office:
        for edition in project.editions.values():
            problems += check_plan(project, project.office, edition)
            problems += check_prose(project, edition)
            problems += check_literals(project, edition)
            problems += check_figures(data, edition)
    if errors_in(problems) or not project.office:
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


def build_plan(root: Path, edition: str | None, formats: Sequence[Format], out: Path, strict: bool = False) -> Built:
    """Writes an edition's plan into its folder in `out`, or nothing where the workspace has errors.

    With `strict` a warning is an error.

    Raises WrongUse for an unknown edition, CannotRender and CannotWrite where the outputs cannot be made.
    """
    from pcpgen.render.pdf import Job, Renderer  # imported here, since `check` needs none of these

    with ExitStack() as stack:
        renderer = stack.enter_context(Renderer()) if "pdf" in formats else None
        from pcpgen.compose.provenance import encoded
        from pcpgen.publish import publish
        from pcpgen.render.html import render_html

        listed = listing(root)
        judged = judge(root)
        if judged.errors or (strict and judged.problems) or not judged.project.office:
            return Built((), judged)
        chosen = _chosen(judged.project, edition)
        document = dict(judged.documents)[chosen.id]
        own = [folder] if (folder := root / "templates").is_dir() else []
        files: dict[str, bytes] = {}
        if "html" in formats:
            files[f"{document.id}.html"] = render_html(document, "web", own).encode("utf-8")
        if renderer:
            job = Job(render_html(document, "print", own), images(judged.project))
            files[f"{document.id}.pdf"] = renderer.pdf(job)
        files["provenance.json"] = encoded(document)
        inputs = {**judged.project.inputs, **_templates(root)}
        default = chosen.id == _chosen(judged.project, None).id
        made = Manifest(document.id, chosen.id, default, inputs, listed, versions(), {})
        kept, dropped = _standing(out / document.id, made, files)
        outputs = {name: digest(content) for name, content in (files | kept).items()}
        manifest = replace(made, outputs=outputs).encoded()
        paths = publish(out, document.id, {**files, **kept, MANIFEST: manifest})
        return Built(tuple(path for path in paths if path.name in files), judged, dropped)


def composed(root: Path, edition: str | None) -> tuple[Judged, Document | None]:
    """A workspace as judged, and an edition composed; None where there are errors.

    Raises WrongUse for an unknown edition.
    """
    judged = judge(root)
    if judged.errors or not judged.documents:
        return judged, None
    return judged, dict(judged.documents)[_chosen(judged.project, edition).id]


def _templates(root: Path) -> dict[str, str]:
    """The office's own templates, by the sum of their content."""
    return {name: file_digest(root / name) for name in names(root) if name.startswith("templates/")}


def _standing(folder: Path, made: Manifest, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Outputs of other formats that lie in the folder: what stays, being made from the same, and what cannot."""
    before = read_manifest(folder)
    others = [name for name in before.outputs if name not in files] if before else []
    if before and before.state == made.state:
        contents = {name: (folder / name).read_bytes() for name in others if (folder / name).is_file()}
        return {name: content for name, content in contents.items() if digest(content) == before.outputs[name]}, ()
    return {}, tuple(others)


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
        known = ", ".join(project.editions) or "none; add a folder with an edition.yaml to plan/"
        raise WrongUse(f'there is no edition "{name}". {did_you_mean(name, project.editions)}Editions: {known}')
    return project.editions[name]
