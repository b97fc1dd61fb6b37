"""The one path: load, check, figure, compose, render, publish. Begin reading here.

Each stage is a plain function of what the one before it made; nothing is changed after it is made, and a problem found
anywhere is a value that travels to the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pcpgen.checks.deadlines import check_deadlines
from pcpgen.checks.document import check_document
from pcpgen.checks.figures import check_data, check_figures
from pcpgen.checks.literals import check_literals
from pcpgen.checks.plan import check_plan
from pcpgen.checks.prose import check_prose
from pcpgen.checks.report import check_report
from pcpgen.compose.document import Document
from pcpgen.compose.pack import compose_pack
from pcpgen.compose.paper import Paper
from pcpgen.compose.plan import compose_plan
from pcpgen.compose.report import compose_report
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import NAME as MANIFEST
from pcpgen.manifest import Manifest, digest, file_digest, listing, names, read_manifest, versions
from pcpgen.model.period import parse_date
from pcpgen.model.plan import Edition, Office
from pcpgen.model.project import Project
from pcpgen.problems import Problem, did_you_mean, in_order

if TYPE_CHECKING:
    from pcpgen.render.pdf import Renderer

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")


class WrongUse(Exception):
    """The user asked for what does not exist; says what does."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A document that the workspace declares, composed when it is wanted.

    `answers` are the requests that it is the answer to: "plan 2017-20", and "plan" while that edition is in force.
    """

    answers: tuple[str, ...]
    compose: Callable[[], Document | Paper]


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace as read, with all that is wrong, and the documents that were asked for where nothing is.

    `documents` are found by the request that they answer, such as "plan" or "panel-report communities 2019-11-13".
    """

    project: Project
    problems: tuple[Problem, ...]
    recipes: tuple[Recipe, ...]
    documents: Mapping[str, Document | Paper]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing is written."""
        return errors_in(self.problems)

    def answers(self, document: Document | Paper) -> tuple[str, ...]:
        return tuple(request for request, each in self.documents.items() if each is document)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, or the problems for which it wrote nothing; `dropped` were outputs of an older state."""

    paths: tuple[Path, ...]
    judged: Judged
    dropped: tuple[str, ...] = ()
    pages: int = 0  # of the PDF


def errors_in(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(found for found in problems if found.rule.severity == "error")


def judge(root: Path, request: str | None = None) -> Judged:
    """Reads the workspace, judges all of it, and composes the document that a request names, or else every one.

    Nothing is composed where there are errors, and nothing is rendered. A request that nothing answers composes none.
    """
    project, found = read_workspace(root)
    data = Data.of(project, _doubtful(project, found))
    problems = [*found, *check_data(data), *check_deadlines(project)]
    if project.office:
        for edition in project.editions.values():
            problems += check_plan(project, project.office, edition)
            problems += check_prose(project, edition)
            problems += check_literals(project, edition)
            problems += check_figures(data, edition)
        for report in project.reports:
            edition_of_report = edition_at(project, report.meeting)
            if edition_of_report:
                problems += check_report(project, edition_of_report, report, data)
    if errors_in(problems) or not project.office:
        return Judged(project, in_order(problems), (), {})
    recipes = (*_plans(project, project.office, data), *_reports(project, project.office, data))
    wanted = [recipe for recipe in recipes if request is None or request in recipe.answers]
    composed = [(recipe.answers, recipe.compose()) for recipe in wanted]
    problems += [found for _, document in composed for found in check_document(document, project.sources)]
    documents = {answer: document for answers, document in composed for answer in answers}
    return Judged(project, in_order(problems), recipes, documents)


def _plans(project: Project, office: Office, data: Data) -> list[Recipe]:
    """The plan of each edition; the one in force answers without a name."""
    in_force = office.edition.value if office.edition else max(project.editions, default="")
    return [
        Recipe(
            (f"plan {name}", *(["plan"] if name == in_force else [])),
            partial(compose_plan, project, office, edition, data),
        )
        for name, edition in project.editions.items()
    ]


def _reports(project: Project, office: Office, data: Data) -> list[Recipe]:
    """Each report by theme and meeting; the latest of each theme answers to the theme alone."""
    latest = {report.theme.value: report for report in sorted(project.reports, key=lambda each: each.meeting)}
    found: list[Recipe] = []
    for report in project.reports:
        edition = edition_at(project, report.meeting)
        if edition and project.panel:
            request = f"panel-report {report.theme}"
            alone = [request] if latest[report.theme.value] is report else []
            compose = partial(compose_report, project, office, edition, project.panel, report, data)
            found.append(Recipe((f"{request} {report.meeting}", *alone), compose))
    return found


def edition_at(project: Project, day: date) -> Edition | None:
    """The edition in force on a day: the latest that had begun."""
    begun = [each for each in project.editions.values() if each.in_force <= day]
    return max(begun, key=lambda each: each.in_force, default=None)


def _doubtful(project: Project, problems: Sequence[Problem]) -> frozenset[str]:
    """The datasets with problems in their description or their data."""
    files = {found.place.file for found in problems}
    return frozenset(
        name for name in project.datasets if f"data/{name}.csv" in files or f"plan/datasets/{name}.yaml" in files
    )


def build(root: Path, request: str, formats: Sequence[Format], out: Path, strict: bool = False) -> Built:
    """Writes the document that a request names into its folder in `out`, or nothing where the workspace has errors.

    With `strict` a warning is an error. Raises WrongUse where no document answers, CannotRender and CannotWrite where
    the outputs cannot be made.
    """
    from pcpgen.render.pdf import Renderer  # here, since `check` needs no renderer

    with ExitStack() as stack:
        renderer = stack.enter_context(Renderer()) if "pdf" in formats else None
        listed = listing(root)
        judged = judge(root, request)
        if judged.errors or (strict and judged.problems) or not judged.project.office:
            return Built((), judged)
        document = chosen(judged, request)
        return _written(root, judged, document, judged.answers(document), formats, renderer, out, listed)


def _written(
    root: Path,
    judged: Judged,
    document: Document | Paper,
    answers: Sequence[str],
    formats: Sequence[Format],
    renderer: Renderer | None,
    out: Path,
    listed: str,
) -> Built:
    """Renders a document and publishes it with its open data, provenance and manifest."""
    from pcpgen.compose.opendata import is_open_data, open_data
    from pcpgen.compose.provenance import encoded
    from pcpgen.publish import publish
    from pcpgen.render.html import render_html
    from pcpgen.render.pdf import Job

    own = [root / "templates"] if (root / "templates").is_dir() else []
    data = open_data(document, judged.project.datasets)
    files: dict[str, bytes] = {}
    pages = 0
    if "html" in formats:
        files[f"{document.id}.html"] = render_html(document, "web", own, data).encode("utf-8")
    if renderer:
        job = Job(render_html(document, "print", own, data), images(judged.project))
        printed = renderer.pdf(job)
        files[f"{document.id}.pdf"], pages = printed.content, printed.pages
    files["provenance.json"] = encoded(document)
    files |= {file.path: file.content for file in data}
    inputs = {**judged.project.inputs, **_templates(root)}
    made = Manifest(document.id, answers, inputs, listed, versions(), {})
    kept, dropped = _standing(out / document.id, made, files)
    outputs = {name: digest(content) for name, content in (files | kept).items()}
    manifest = replace(made, outputs=outputs).encoded()
    paths = publish(out, document.id, {**files, **kept, MANIFEST: manifest})
    return Built(
        tuple(path for path in paths if path.name in files and not is_open_data(path.name)), judged, dropped, pages
    )


def build_pack(root: Path, meeting: str, out: Path, strict: bool = False) -> Built:
    """Writes every paper of a meeting of the Panel in both formats, and the front sheet that leads to them.

    Raises as `build` does.
    """
    from pcpgen.render.pdf import Renderer

    listed = listing(root)
    judged = judge(root)
    office, panel = judged.project.office, judged.project.panel
    if judged.errors or (strict and judged.problems) or not office:
        return Built((), judged)
    found = [each for each in (panel.meetings if panel else ()) if each.date.isoformat() == meeting]
    if not found or not panel:
        known = ", ".join(each.date.isoformat() for each in panel.meetings) if panel else ""
        raise WrongUse(f'there is no meeting on "{meeting}". There are: {known or "none"}.')
    papers: dict[str, tuple[Paper, int]] = {}
    paths: list[Path] = []
    for item in found[0].items:
        report = next(
            each for each in judged.project.reports if each.id == item.report.value and each.meeting == found[0].date
        )
        paper = judged.documents[f"panel-report {report.theme} {meeting}"]
        assert isinstance(paper, Paper)
        with Renderer() as renderer:
            built = _written(root, judged, paper, judged.answers(paper), FORMATS, renderer, out, listed)
        paths += built.paths
        papers[report.id] = paper, built.pages
    pack = compose_pack(office, panel, found[0], papers)
    with Renderer() as renderer:
        built = _written(root, judged, pack, [f"panel-pack {meeting}"], FORMATS, renderer, out, listed)
    return Built((*built.paths, *paths), judged)


def deadlines(root: Path, meeting: str) -> tuple[str, Judged]:
    """What is due by which day for a meeting, or for all of the register, in words; and what kept others from them.

    Raises WrongUse where the meeting's date is none.
    """
    from pcpgen.compose.deadlines import Timetable, in_words, timetables

    try:
        parse_date(meeting or "2000-01-01")
    except ValueError as error:
        raise WrongUse(f"{error}. Write the day of the meeting as 2019-11-13.") from None
    project, found = read_workspace(root)
    told = list(timetables(project, meeting))
    wrong = [each for each in told if isinstance(each, Problem)]
    known = in_words([each for each in told if isinstance(each, Timetable)])
    return known, Judged(project, in_order([*wrong, *(found if wrong else ())]), (), {})


def chosen(judged: Judged, request: str) -> Document | Paper:
    """The document that answers a request. Raises WrongUse, with what there is, where none does."""
    if request not in judged.documents:
        command, _, wanted = request.partition(" ")
        answers = [answer for recipe in judged.recipes for answer in recipe.answers]
        known = [name.partition(" ")[2] for name in answers if name.startswith(f"{command} ")]
        hint = did_you_mean(wanted, known)
        raise WrongUse(f'there is no {command} "{wanted}". {hint}There are: {", ".join(known) or "none"}.')
    return judged.documents[request]


def _templates(root: Path) -> dict[str, str]:
    """The office's own templates, by the sum of their content."""
    return {name: file_digest(root / name) for name in names(root) if name.startswith("templates/")}


def _standing(folder: Path, made: Manifest, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Outputs of other formats that lie in the folder: what stays, being made from the same, and what cannot."""
    before = read_manifest(folder)
    formats = [f"{made.document}.{each}" for each in FORMATS]
    others = [name for name in before.outputs if name in formats and name not in files] if before else []
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
