"""From a document as it stands to its next issued version, kept in `plan/issued/`; what cannot be issued is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pcpgen.bearing import bearing_on
from pcpgen.checks.issued import ISSUED_DIFFERS
from pcpgen.document.document import Document
from pcpgen.figures.defined import defined
from pcpgen.figures.kept_back import cells_published
from pcpgen.formats.heard import counted_tags
from pcpgen.formats.pdf import Printed, Renderer
from pcpgen.formats.registry import DEFAULT
from pcpgen.front import statements
from pcpgen.model.issued import Issue, Issued, IssuedLine, IssuedWords
from pcpgen.model.project import Project, posts_of
from pcpgen.outputs import Prepared, Wanted, files_of_pdf, own_templates, prepare
from pcpgen.pipeline import Judged, Recipe, WrongUse, images, judge
from pcpgen.place import Place
from pcpgen.problems import did_you_mean
from pcpgen.problems import listed as listed_words
from pcpgen.request import Request


def issue(root: Path, request: Request, as_of: str, by: str, today: date) -> tuple[Judged, Path | None]:
    """Builds a document and keeps it in `plan/issued/` as its next version; the folder, or the problems against it.

    A warning on what it rests on is against it as an error is; what bears on other documents alone is not. Raises
    WrongUse where no such document can be issued, CannotRender and CannotWrite.
    """
    from pcpgen.workspace.issue import record, still_to_come, untimely

    if (day := date.fromisoformat(as_of)) > today:
        raise WrongUse(f"{day} is still to come, today is {today}: readers get an issue from its day on.")
    with Renderer() as renderer:
        judged = judge(root, request)
        project = judged.project_of(request)
        if against := tuple(each for each in bearing_on(judged, request) if each.rule != ISSUED_DIFFERS):
            return replace(judged, problems=against), None
        recipe = _issuable(judged, request)
        if wrong := untimely(project, recipe.answers, day):
            raise WrongUse(wrong)
        if late := tuple(still_to_come(project, recipe.answers, day)):
            return replace(judged, problems=late), None
        post, document = _post(project, by), judged.documents[request]
        prepared, printed = _for_issue(root, project, document, renderer, statements(judged))
    outputs = {**prepared.contents, **files_of_pdf(document.catalogue, prepared.pdf, printed)}
    made = Issue(
        document=document.id,
        version=_next_version(project.issued.get(document.id), request, as_of, outputs),
        request=str(recipe.answers[0]),
        title=document.title,
        dated=document.date,
        as_of=as_of,
        by=post,
        pages=printed.pages,
        inputs=_inputs(project),
        outputs=outputs,
        place=Place("plan/issued"),
        words=_words(recipe),
        definitions=_definitions(project, prepared),
        evidence=counted_tags(printed.tags),
    )
    return judged, record(root, made)


def _inputs(project: Project) -> dict[str, str]:
    """What it was made from: all that the workspace holds but what was issued before."""
    return {file: sum for file, sum in project.inputs.items() if not file.startswith("plan/issued/")}


def _next_version(before: Issued | None, request: Request, as_of: str, outputs: Mapping[str, bytes]) -> int:
    """The number of an issue. Raises WrongUse where it would go back before the version in force, or repeat it."""
    if before is None:
        return 1
    latest = before.latest
    if as_of < latest.as_of:
        raise WrongUse(f"version {latest.version} is in force since {latest.as_of}, after {as_of}.")
    if all(outputs.get(name) == content for name, content in latest.outputs.items()):
        raise WrongUse(f"{request} reads as version {latest.version} does; there is nothing to issue anew.")
    return latest.version + 1


def _definitions(project: Project, prepared: Prepared) -> dict[str, str]:
    """How the figures that a document shows are defined."""
    published = cells_published(prepared.contents.get("provenance.json", b"{}"))
    shown = {cell.partition(".")[0] for cell in published}
    return defined(each for name, each in project.datasets.items() if name in shown)


def _words(recipe: Recipe) -> IssuedWords:
    """What a document says, as it is compared with later: as lines, whatever the formats make of them."""
    from pcpgen.compose.marked import words_of_program
    from pcpgen.document.lines import lines_of

    document = recipe.marked()
    lines = tuple(IssuedLine(line.says, line.own) for line in lines_of(document))
    return IssuedWords(words_of_program(document.catalogue.id), lines)


def _issuable(judged: Judged, request: Request) -> Recipe:
    """What answers the request. Raises WrongUse where nothing does, or what cannot be issued."""
    if request not in judged.documents or request.exempt:
        known = [str(recipe.answers[0]) for recipe in judged.recipes if not recipe.answers[0].exempt]
        hint = f"{did_you_mean(str(request), known)}There are: {listed_words(known)}."
        raise WrongUse(f'no document that can be issued is called "{request}". {hint}')
    recipes = (each for each in judged.wanted if isinstance(each, Recipe))
    recipe = next(recipe for recipe in recipes if request in recipe.answers)
    if recipe.draft:
        raise WrongUse(f"{request} is a draft; make it final first")
    return recipe


def _for_issue(
    root: Path, project: Project, document: Document, renderer: Renderer, stated: Mapping[str, str]
) -> tuple[Prepared, Printed]:
    """The document in the formats that readers get, made anew whatever stands in out/.

    `stated` are the accessibility statements by the tag of their language.
    """
    nowhere = root / "out" / ".nothing-stands-here"
    own = own_templates(root)
    wanted = Wanted(DEFAULT, nowhere, own, images(project), project.datasets, listed=True, stated=stated)
    prepared = prepare(wanted, document, ())
    assert prepared.job
    return prepared, renderer.pdf(prepared.job)


def _post(project: Project, by: str) -> str:
    """The title of the post that issues. Raises WrongUse where it is none of the office's."""
    posts = posts_of(project)
    if by not in posts:
        near, titles = did_you_mean(by, posts.values()), sorted({*posts.values()})
        raise WrongUse(f'"{by}" is no post of the office. {near}There are: {", ".join(titles)}.')
    return posts[by]
