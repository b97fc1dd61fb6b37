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

from pcpgen.checks.issued import check_issued
from pcpgen.checks.registry import CHECKS, DOCUMENT_CHECKS
from pcpgen.compose.board import compose_board_paper
from pcpgen.compose.document import Document
from pcpgen.compose.errata import compose_errata
from pcpgen.compose.exempt import exempt_version, has_exempt, public
from pcpgen.compose.outline import compose_outline_paper
from pcpgen.compose.pack import compose_pack, pack_id
from pcpgen.compose.paper import Paper
from pcpgen.compose.plan import compose_plan
from pcpgen.compose.report import compose_report
from pcpgen.compose.response import compose_response
from pcpgen.compose.variation_report import compose_variation_report
from pcpgen.editions.reading import read_tree_of
from pcpgen.editions.variation import Varied, vary
from pcpgen.editions.varied import varied_edition
from pcpgen.figures.data import Data, doubtful
from pcpgen.load.workspace import read_workspace
from pcpgen.model.period import parse_date
from pcpgen.model.plan import Edition, Office
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Exemptions, Panel, Part, VariationReport
from pcpgen.model.variation import Variation
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
    compose: Callable[[], Document | Paper]
    draft: bool = False  # so that it cannot be issued


@dataclass(frozen=True, slots=True)
class Pack:
    """A front sheet of papers; it counts their pages, so it can be composed no sooner than they are printed.

    `papers` are the first requests that they answer, by the id under which `compose` takes each with its pages.
    """

    answers: tuple[str, ...]
    id: str
    papers: Mapping[str, str]
    compose: Callable[[Mapping[str, tuple[Paper, int]]], Paper]


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace as read, with all that is wrong, and the documents that were asked for where nothing is.

    `documents` are found by the request that they answer, such as "plan" or "panel-report communities 2019-11-13";
    `recipes` and `packs` are all that the workspace declares, `wanted` those that were asked for.
    """

    project: Project
    problems: tuple[Problem, ...]
    recipes: tuple[Recipe, ...]
    documents: Mapping[str, Document | Paper]
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
    data = Data.of(project, doubtful(project, found))
    problems = [*found, *(wrong for check in CHECKS for wrong in check(project, data))]
    if errors_in(problems) or not project.office:
        return Judged(project, in_order(problems), (), {})
    shown = public(project)  # what is exempt gets no further, so that no public document can hold it
    recipes = (
        *_plans(shown, project.office, data),
        *_varied_plans(shown, project.office, data),
        *_reports(shown, project.office, data),
        *_variation_reports(shown, project.office, data),
        *_board_papers(shown, project.office, data),
        *_responses(shown, project.office, data),
        *_errata(project, project.office),
        *_outline_papers(shown, project.office, data),
    )
    packs = _packs(shown, project.office)
    in_private = _in_private(replace(project, in_private=True), project.office, data)
    declared: tuple[Recipe | Pack, ...] = (*recipes, *packs)
    if any(request in each.answers for each in in_private):
        recipes = declared = in_private
    wanted = [each for each in declared if request is None or request in each.answers]
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


def _issued_problems(root: Path, project: Project, documents: Sequence[Document | Paper]) -> list[Problem]:
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


def _errata(project: Project, office: Office) -> list[Recipe]:
    """A slip for each issued document that has errata."""
    return [
        Recipe((f"errata {id}",), partial(compose_errata, project.catalogue, office, issued))
        for id, issued in project.issued.items()
        if issued.errata
    ]


def _outline_papers(project: Project, office: Office, data: Data) -> list[Recipe]:
    """Each paper of the office's own kinds."""
    return [
        Recipe(
            (f"{paper.kind} {paper.id}",),
            partial(
                compose_outline_paper,
                project,
                office,
                edition_at(project, paper.day),
                project.outlines[paper.kind],
                paper,
                data,
            ),
            draft=paper.standing.status == "draft",
        )
        for paper in project.outline_papers
    ]


def _plans(project: Project, office: Office, data: Data) -> list[Recipe]:
    """The plan of each edition; the one in force answers without a name."""
    in_force = office.edition.value if office.edition else max(project.editions, default="")
    return [
        Recipe(
            (f"plan {name}", *(["plan"] if name == in_force else [])),
            partial(compose_plan, project, office, edition, data),
            draft=edition.draft,
        )
        for name, edition in project.editions.items()
    ]


def _varied_plans(project: Project, office: Office, data: Data) -> list[Recipe]:
    """Each edition as it would read with each of its variations."""

    def compose(edition: Edition, variation: Variation) -> Document:
        made = made_variation(project, edition, variation)
        return compose_plan(project, office, varied_edition(edition, variation, made), data)

    return [
        Recipe((f"plan {name}+{id}",), partial(compose, edition, variation), draft=True)
        for name, edition in project.editions.items()
        for id, variation in edition.variations.items()
    ]


def made_variation(project: Project, edition: Edition, variation: Variation) -> Varied:
    """A variation made, in which nothing is wrong."""
    made = vary(edition, read_tree_of(project, edition), variation)
    assert isinstance(made, Varied)  # the checks have seen to it
    return made


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
            found.append(Recipe((f"{request} {report.meeting}", *alone), compose, report.standing.status == "draft"))
    return found


def _board_papers(project: Project, office: Office, data: Data) -> list[Recipe]:
    """Each paper to the Board."""
    return [
        Recipe(
            (f"bcb-paper {paper.id}",),
            partial(compose_board_paper, project, office, paper, data),
            draft=paper.standing.status == "draft",
        )
        for paper in project.board_papers
    ]


def _responses(project: Project, office: Office, data: Data) -> list[Recipe]:
    """The response to each report of the Panel that made recommendations; the latest answers without its date."""
    found: list[Recipe] = []
    for report in project.panel_reports if project.panel else ():
        alone = ["panel-response"] if report.date == max(each.date for each in project.panel_reports) else []
        edition = project.editions[report.edition.value]
        assert project.panel is not None
        compose = partial(compose_response, project, office, edition, project.panel, report, data)
        found.append(Recipe((f"panel-response {report.date}", *alone), compose))
    return found


def _in_private(project: Project, office: Office, data: Data) -> tuple[Recipe, ...]:
    """The exempt version of each report that has one; built only where a request says so."""
    to_panel = (*_reports(project, office, data), *_variation_reports(project, office, data))
    recipes = (*to_panel, *_board_papers(project, office, data), *_outline_papers(project, office, data))
    parts = {f"bcb-paper {each.id}": each.parts for each in project.board_papers}
    parts |= {f"panel-report {each.theme} {each.meeting}": each.parts for each in project.reports}
    parts |= {f"{each.kind} {each.id}": each.parts for each in project.outline_papers}
    parts |= {f"variation-report {each.variation} {each.meeting}": each.parts for each in project.variation_reports}
    return tuple(
        Recipe(
            tuple(f"{answer} {EXEMPT}" for answer in recipe.answers),
            partial(_version, recipe, parts[recipe.answers[0]], project.exemptions),
        )
        for recipe in recipes
        if has_exempt(parts[recipe.answers[0]])
    )


def _version(recipe: Recipe, parts: Sequence[Part], exemptions: Exemptions | None) -> Paper:
    paper = recipe.compose()
    assert isinstance(paper, Paper)
    return exempt_version(paper, parts, exemptions)


def _variation_reports(project: Project, office: Office, data: Data) -> list[Recipe]:
    """Each report that sends a variation to the Panel; the latest on each variation answers without its meeting."""

    def compose(panel: Panel, report: VariationReport) -> Paper:
        edition = project.editions[report.edition.value]
        variation = edition.variations[report.variation.value]
        made = made_variation(project, edition, variation)
        editions = edition, varied_edition(edition, variation, made)
        return compose_variation_report(project, office, editions, made, panel, report, data)

    ordered = sorted(project.variation_reports, key=lambda each: each.meeting)
    latest = {report.variation.value: report for report in ordered}
    found: list[Recipe] = []
    for report in project.variation_reports if project.panel else ():
        request = f"variation-report {report.variation}"
        alone = [request] if latest[report.variation.value] is report else []
        assert project.panel is not None
        recipe = partial(compose, project.panel, report)
        is_draft = report.standing.status == "draft"
        found.append(Recipe((f"{request} {report.meeting}", *alone), recipe, is_draft))
    return found


def _packs(project: Project, office: Office) -> tuple[Pack, ...]:
    """The papers of each meeting of the Panel that takes any."""
    found: list[Pack] = []
    for meeting in project.panel.meetings if project.panel else ():
        reports = [each for each in project.reports if each.meeting == meeting.date]
        papers = {each.id: f"panel-report {each.theme} {each.meeting}" for each in reports}
        sent = [each for each in project.variation_reports if each.meeting == meeting.date]
        papers |= {each.id: f"variation-report {each.variation} {each.meeting}" for each in sent}
        if project.panel and papers:
            compose = partial(compose_pack, project.catalogue, office, project.panel, meeting, project.exemptions)
            found.append(Pack((f"panel-pack {meeting.date}",), pack_id(meeting), papers, compose))
    return tuple(found)


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
