"""The one path: load, check, figure, compose, render, publish. Begin reading here.

Each stage is a plain function of what the one before it made; nothing is changed after it is made, and a problem found
anywhere is a value that travels to the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from pcpgen.blocks.subject import Printed
from pcpgen.checks.issued import check_issued
from pcpgen.checks.registry import CHECKS, DOCUMENT_CHECKS
from pcpgen.compose.exempt import exempt_version, has_exempt, public
from pcpgen.compose.outline import compose
from pcpgen.compose.subjects import Declared, declared
from pcpgen.document.document import Document
from pcpgen.figures.data import Data, doubtful_datasets
from pcpgen.load.outlines import outline_of
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_date
from pcpgen.model.plan import Office
from pcpgen.model.project import Project
from pcpgen.model.report import Exemptions, Part
from pcpgen.problems import Problem, did_you_mean, in_order
from pcpgen.values import dataclass

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")
EXEMPT = "exempt"  # the last word of a request for a paper with what is exempt in it


class WrongUse(Exception):
    """The user asked for what does not exist; says what does."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A document that the workspace declares, composed when it is wanted.

    `answers` are the requests that it is the answer to: "plan 2017-20", and "plan" while that edition is in force.
    """

    answers: tuple[str, ...]
    compose: Callable[[], Document]
    draft: bool = False  # so that it cannot be issued
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A front sheet of papers; it counts their pages, so it can be composed no sooner than they are printed.

    `papers` are the first requests that they answer, by the id under which `compose` takes each with its pages.
    """

    answers: tuple[str, ...]
    papers: Mapping[str, str]
    compose: Callable[[Printed], Document]

    @property
    def id(self) -> str:
        """That of its document."""
        return self.answers[0].replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace as read, with all that is wrong, and the documents that were asked for where nothing is.

    `documents` are found by the request that they answer, such as "plan" or "panel-report communities 2019-11-13";
    `recipes` and `packs` are all that the workspace declares, `wanted` those that were asked for.
    """

    project: Project
    problems: tuple[Problem, ...]
    recipes: tuple[Recipe, ...]
    documents: Mapping[str, Document]
    packs: tuple[Pack, ...] = ()
    wanted: tuple[Recipe | Pack, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which nothing is written."""
        return errors_in(self.problems)


def errors_in(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(found for found in problems if found.rule.severity == "error")


def judge(root: Path, request: str | None = None) -> Judged:
    """Reads the workspace, judges all of it, and composes the document that a request names, or else every one.

    Nothing is composed where there are errors, and nothing is rendered. A request that nothing answers composes none.
    """
    project, found = read_workspace(root)
    data = Data.of(project, doubtful_datasets(project, found))
    problems = [*found, *(wrong for check in CHECKS for wrong in check(project, data))]
    if errors_in(problems) or not project.office:
        return Judged(project, in_order(problems), (), {})
    shown = public(project)  # what is exempt gets no further, so that no public document can hold it
    every = _recipes(shown, project.office, data)
    recipes = tuple(each for each in every if isinstance(each, Recipe))
    packs = tuple(each for each in every if isinstance(each, Pack))
    in_private = _in_private(replace(project, in_private=True), project.office, data)
    wanted_of: tuple[Recipe | Pack, ...] = every
    if any(request in each.answers for each in in_private):
        recipes = wanted_of = in_private
    wanted = [each for each in wanted_of if request is None or request in each.answers]
    papers = {paper for each in wanted if isinstance(each, Pack) for paper in each.papers.values()}
    wanted += [each for each in recipes if each not in wanted and papers.intersection(each.answers)]
    composed = [(each.answers, each.compose()) for each in wanted if isinstance(each, Recipe)]
    unbuilt = [each.compose() for each in in_private] if request is None else []  # checked, and put nowhere
    for document in (*(each for _, each in composed), *unbuilt):
        told = (wrong for check in DOCUMENT_CHECKS for wrong in check(project, document))
        problems += [wrong for wrong in told if wrong not in problems]
    problems += _issued_problems(root, project, [document for _, document in composed])
    documents = {answer: document for answers, document in composed for answer in answers}
    return Judged(project, in_order(problems), recipes, documents, packs, tuple(wanted))


def _issued_problems(root: Path, project: Project, documents: Sequence[Document]) -> list[Problem]:
    """What the documents that were issued would say otherwise now."""
    found: list[Problem] = []
    inputs = {file: each for file, each in project.inputs.items() if not file.startswith("plan/issued/")}
    for document in documents:
        issued_before = project.issued.get(document.id)
        if issued_before and inputs != issued_before.latest.inputs:
            from pcpgen.render.html import render_html  # here, since `check` seldom needs a page

            own = (root / "templates",) if (root / "templates").is_dir() else ()
            page, latest = render_html(document, "web", own), issued_before.latest
            found += check_issued(latest, issued_before.errata_of(latest), document, page, project)
    return found


def _recipes(project: Project, office: Office, data: Data) -> tuple[Recipe | Pack, ...]:
    """Every document that the workspace declares."""
    return tuple(_recipe(project, office, data, each) for each in declared(project, office, data))


def _recipe(project: Project, office: Office, data: Data, each: Declared) -> Recipe | Pack:
    def made(printed: Printed | None = None) -> Document:
        outline = outline_of(project.outlines, each.kind)
        return compose(project, office, outline, each.subject(), data, printed)

    if each.counts:
        return Pack(each.answers, each.counts, made)
    return Recipe(each.answers, made, each.draft, each.parts)


def _in_private(project: Project, office: Office, data: Data) -> tuple[Recipe, ...]:
    """The exempt version of each paper that has one; built only where a request says so."""
    return tuple(
        Recipe(
            tuple(f"{answer} {EXEMPT}" for answer in recipe.answers),
            partial(_version, recipe, project.exemptions),
            parts=recipe.parts,
        )
        for recipe in _recipes(project, office, data)
        if isinstance(recipe, Recipe) and has_exempt(recipe.parts)
    )


def _version(recipe: Recipe, exemptions: Exemptions | None) -> Document:
    return exempt_version(recipe.compose(), recipe.parts, exemptions)


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


def require(judged: Judged, request: str) -> None:
    """Raises WrongUse, with what there is, where no document answers a request."""
    answers = [answer for each in judged.recipes for answer in each.answers]
    answers += [answer for each in judged.packs for answer in each.answers]
    open_request = request.removesuffix(f" {EXEMPT}")
    if request not in answers and open_request in answers and open_request != request:
        raise WrongUse(f"nothing in {open_request} is exempt; build it without --exempt.")
    if request not in answers:
        command, _, wanted = request.partition(" ")
        known = [name.partition(" ")[2] for name in answers if name.startswith(f"{command} ")]
        hint = did_you_mean(wanted, known)
        raise WrongUse(f'there is no {command} "{wanted}". {hint}There are: {", ".join(known) or "none"}.')


def images(project: Project) -> dict[str, tuple[str, bytes]]:
    """The images that a document may show, by their URL of the own scheme."""
    found = [project.office.logo] if project.office else []
    found += [
        getattr(page, "portrait", None) for edition in project.editions.values() for page in edition.pages.values()
    ]
    return {f"pcpgen:image/{image.file}": (image.media, image.bytes) for image in found if image}
