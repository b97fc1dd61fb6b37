"""The one path: load, check, figure, compose, render, publish. Begin reading here.

Each stage is a plain function of what the one before it made; nothing is changed after it is made, and a problem found
anywhere is a value that travels to the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from functools import cache, partial
from pathlib import Path

from pcpgen.blocks.subject import Printed
from pcpgen.checks.again import again
from pcpgen.checks.indicators import unfit_indicators
from pcpgen.checks.issued import is_overtaken
from pcpgen.checks.languages import check_translated
from pcpgen.checks.passed import keep_passed, known_of
from pcpgen.checks.registry import CHECKS, DOCUMENT_CHECKS, AnyRule, parts_of
from pcpgen.checks.same_document import check_same_document
from pcpgen.compose.exempt import exempt_version, has_exempt, public
from pcpgen.compose.outline import compose
from pcpgen.compose.subjects.declared import Declared
from pcpgen.compose.subjects.languages import declared_in
from pcpgen.compose.subjects.registry import of_kinds
from pcpgen.document.document import Document
from pcpgen.echoes import echoes
from pcpgen.figures.data import Data, Doubtful, Refusal, doubtful_datasets
from pcpgen.figures.reads import Reads
from pcpgen.grounds import NO_GROUNDS, Grounds, ground_of
from pcpgen.load.outlines import outline_of
from pcpgen.load.panel import PANEL
from pcpgen.load.workspace import read_workspace
from pcpgen.manifest import Manifest
from pcpgen.memory import Memory
from pcpgen.model.plan import Office
from pcpgen.model.project import Project, alone_in
from pcpgen.model.report import Part
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, errors_in, in_order
from pcpgen.record import Made
from pcpgen.request import Request
from pcpgen.scope import Scope, scope_of
from pcpgen.values import dataclass, is_waiting

_OFFICE = Place("plan/office.yaml")  # where a problem stands of which no place is known
_UNFIT = unfit_indicators.__name__


class WrongUse(Exception):
    """The user asked for what does not exist; says what does."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A document that stands as it was at the last build: its manifest, and what is kept of it."""

    manifest: Manifest
    made: Made


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands as it was at the last build: documents, by the requests that each answers, and checks by name.

    These found nothing then, and would find nothing now.
    """

    documents: Mapping[tuple[str, ...], Stood] = field(default_factory=dict)
    checks: frozenset[str] = frozenset()


Stand = Callable[[Project], Stands]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A document that the workspace declares, composed when it is wanted.

    `answers` are the requests that it is the answer to: "plan 2017-20", and "plan" while that edition is in force.
    """

    answers: tuple[Request, ...]
    compose: Callable[[], Document]
    marked: Callable[[], Document]  # the same with the program's words in marks
    draft: bool = False  # so that it cannot be issued
    parts: tuple[Part, ...] = ()
    grounds: Grounds = NO_GROUNDS
    place: Place = _OFFICE  # of what it is about


@dataclass(frozen=True, slots=True)
class Pack:
    """A front sheet of papers; it counts their pages, so it can be composed no sooner than they are printed.

    `papers` are the first requests that they answer, by the id under which `compose` takes each with its pages. It
    rests on all that they rest on, and on `grounds`.
    """

    answers: tuple[Request, ...]
    papers: Mapping[str, Request]
    compose: Callable[[Printed], Document]
    grounds: Grounds = NO_GROUNDS
    draft: bool = False  # as long as one of its papers is

    @property
    def id(self) -> str:
        """That of its document."""
        return self.answers[0].folder


@dataclass(frozen=True, slots=True)
class Judged:
    """A workspace as read, with all that is wrong, and the documents that were asked for and rest on none of it.

    `documents` are found by the request that they answer, such as "plan" or "panel-report communities 2019-11-13";
    `recipes` and `packs` are all that the workspace declares, `wanted` those that were asked for and can be built.
    `translated` are the workspaces as they read in another language, by the requests for the documents that these hold;
    `of_translations` are the problems that are told of no other.
    `stopped` has each request that a mistake keeps from its answer, with the file that holds it; `composed` are the
    problems of documents as composed.
    `stand` are the documents that were not composed, since they stand as they are, by requests; `read` are the datasets
    that each of the others asked for, by its id, as far as nothing is wrong with it. `passed` are the same of the
    checks that found nothing, by name, and `unasked` are those that were not asked, since they stand.
    """

    project: Project
    problems: tuple[Problem, ...]
    recipes: tuple[Recipe, ...]
    documents: Mapping[Request, Document]
    scope: Scope
    packs: tuple[Pack, ...] = ()
    wanted: tuple[Recipe | Pack, ...] = ()
    stopped: Mapping[Request, str] = field(default_factory=dict)
    composed: frozenset[Problem] = frozenset()
    translated: Mapping[Request, Project] = field(default_factory=dict)
    of_translations: frozenset[Problem] = frozenset()
    stand: Mapping[Request, Stood] = field(default_factory=dict)
    read: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which something is not written."""
        return errors_in(self.problems)

    @property
    def declared(self) -> tuple[Recipe | Pack, ...]:
        """Every document that the workspace declares: papers in their order, then the packs that hold them."""
        return *self.recipes, *self.packs

    def project_of(self, request: Request) -> Project:
        """The workspace in the language of a document."""
        return self.translated.get(request, self.project)

    def mistake(self, request: Request) -> str:
        """The file whose mistake keeps a request from its answer; empty where none does."""
        declared = any(request in each.answers for each in self.declared)
        return self.stopped.get(request, "") if declared else self.scope.hides(request)


def judge(
    root: Path,
    request: Request | None = None,
    strict: bool = False,
    stand: Stand | None = None,
    memory: Memory | None = None,
    listed: str = "",
) -> Judged:
    """Reads the workspace, judges all of it, and composes the document that a request names, or else every one.

    What rests on an error is not composed, and with `strict` what rests on a warning neither; nothing is rendered. A
    request that nothing answers composes none. Where it is asked what `stand`s as it was, that is neither composed nor
    checked, and what all else reads is noted. With a `memory` of the last time, what has not changed since is neither
    read nor judged anew. By what is `listed` in its folders a workspace is known again, and what found nothing wrong in
    the very same is not asked; without it every check is.
    """
    if memory:
        memory.begin()
    judged = _judged(root, request, strict, stand=stand, memory=memory, listed=listed)
    for language in _other_languages(judged.project):
        judged = _together(judged, _judged(root, request, strict, language, listed=listed))
    return judged


def _judged(
    root: Path,
    request: Request | None,
    strict: bool,
    language: str = "",
    stand: Stand | None = None,
    memory: Memory | None = None,
    listed: str = "",
) -> Judged:
    """The workspace in one language."""
    project, found = read_workspace(root, language, memory)
    project = memory.shared(read_workspace, project) if memory else project
    doubtful = doubtful_datasets(project, found)
    data = Data.of(project, doubtful, memory)
    known = known_of(project, doubtful, listed)
    unfit = [] if _UNFIT in known.passed else [*again(unfit_indicators, project, data)]
    if unfit:  # whose figures nobody is told of again
        data = Data.of(project, doubtful_datasets(project, [*found, *unfit]), memory)
    data = replace(data, state=known.figures) if listed else data
    alone = stand and not _other_languages(project) and not errors_in([*found, *unfit])
    reads, stands = (Reads(), stand(project)) if stand and alone else (None, Stands())
    spared = stands.checks if alone else known.passed  # what each reads is noted where documents may stand
    wrong, passed = _checked(project, data, Reads() if alone else None, spared)
    keep_passed(known, {*spared, *passed, *([] if unfit else [_UNFIT])})
    problems = [*found, *unfit, *wrong]
    following = echoes(project, found, problems)
    scope = scope_of(project, problems if strict else errors_in(problems), following)
    problems = [each for each in problems if each not in following]
    if scope.everything or not project.office:
        return Judged(project, in_order(problems), (), {}, scope)
    unasked = stands.checks
    if errors_in(problems):
        reads, stands = None, Stands()
    declared = _declared(project, project.office, data, scope, request, reads)
    noted = {name: read for name, read in passed.items() if read is not None}
    return replace(_composed(declared, request, problems, strict, reads, stands), passed=noted, unasked=unasked)


def _checked(
    project: Project, data: Data, reads: Reads | None, spared: Collection[str]
) -> tuple[list[Problem], dict[str, tuple[str, ...] | None]]:
    """What the checks find, but for those that are known to find nothing, and which others find nothing, each with what
    it reads where that is noted.
    """
    shown = (reads.project(project), reads.data(data)) if reads else (project, data)
    found: list[Problem] = []
    passed: dict[str, tuple[str, ...] | None] = {}
    for check in CHECKS:
        for name, rule, of in parts_of(check, shown[0]):
            if name in spared:
                continue
            if reads:
                reads.begin()
            wrong = [*again(_found_by(rule), *shown, *of)]
            found += wrong
            if not wrong:
                passed[name] = reads.found if reads else None
    return found, passed


def _other_languages(project: Project) -> tuple[str, ...]:
    """The languages in which documents stand beside that in which the workspace is written."""
    if project.office is None:
        return ()
    first, *others = project.office.languages
    return tuple(each for each in dict.fromkeys((*others, *alone_in(project))) if each != first)


def _together(judged: Judged, other: Judged) -> Judged:
    """Two languages as one; what is wrong in both is told once."""
    told = {(each.rule, each.place) for each in judged.problems}
    more = [each for each in other.problems if (each.rule, each.place) not in told]
    first, second = judged.project, other.project
    answers = (answer for each in other.declared for answer in each.answers)
    sources, inputs = {**first.sources, **second.sources}, {**first.inputs, **second.inputs}
    return replace(
        judged,
        project=replace(first, sources=sources, inputs=inputs),
        problems=in_order([*judged.problems, *more]),
        recipes=(*judged.recipes, *other.recipes),
        documents={**judged.documents, **other.documents},
        packs=(*judged.packs, *other.packs),
        wanted=(*judged.wanted, *other.wanted),
        stopped={**judged.stopped, **other.stopped},
        composed=judged.composed | other.composed,
        translated={**judged.translated, **dict.fromkeys(answers, second)},
        of_translations=judged.of_translations.union(more),
    )


def _found(rule: AnyRule, project: Project, data: Data, *of: object) -> Iterator[Problem]:
    """What a rule finds; a figure refused that it did not expect is a problem as well."""
    try:
        yield from rule(project, data, *of)
    except Doubtful:  # told already
        return
    except Refusal as refused:
        yield refused.told(_OFFICE)


@cache
def _found_by(rule: AnyRule) -> Callable[..., Iterator[Problem]]:
    """The same of one rule: one and the same function each time, by which it is remembered."""
    return partial(_found, rule)


@dataclass(frozen=True, slots=True)
class _Declared:
    """All that a workspace declares; `in_private` are checked and put nowhere."""

    scope: Scope
    recipes: tuple[Recipe, ...]
    packs: tuple[Pack, ...]
    in_private: tuple[Recipe, ...]

    @property
    def stopped(self) -> dict[Request, str]:
        """Each request that a mistake keeps from its answer, with the file that holds it."""
        mistakes = [(each, self.scope.mistake(each.grounds)) for each in self.recipes]
        return {answer: file for each, file in mistakes if file for answer in each.answers}

    def stopped_packs(self, stopped: Mapping[Request, str]) -> dict[Request, str]:
        """The same of packs: one without one of its papers is none."""
        declared = {each.answers[0] for each in self.recipes}
        found: dict[Request, str] = {}
        for pack in self.packs:
            papers = pack.papers.values()
            lacking = [stopped.get(each, PANEL) for each in papers if each in stopped or each not in declared]
            if mistakes := [*filter(None, [self.scope.mistake(pack.grounds)]), *lacking]:
                found |= dict.fromkeys(pack.answers, mistakes[0])
        return found


def _declared(
    project: Project, office: Office, data: Data, scope: Scope, request: Request | None, reads: Reads | None
) -> _Declared:
    """What the workspace declares; where the request is one for readers in private, what it declares for these."""
    shown = public(project)  # what is exempt gets no further, so that no public document can hold it
    hidden = {*project.questions, *project.works} - {*shown.questions, *shown.works}
    scope = replace(scope, hidden=frozenset(hidden))
    watched = (reads.project(shown), reads.data(data)) if reads else (shown, data)
    every = _recipes(watched[0], office, watched[1], scope)
    in_private = _in_private(replace(project, in_private=True), office, data, scope)
    if any(request in each.answers for each in in_private):
        return _Declared(scope, in_private, (), in_private)
    recipes = tuple(each for each in every if isinstance(each, Recipe))
    return _Declared(scope, recipes, tuple(each for each in every if isinstance(each, Pack)), in_private)


def _composed(
    declared: _Declared,
    request: Request | None,
    problems: list[Problem],
    strict: bool,
    reads: Reads | None,
    standing: Stands,
) -> Judged:
    """The documents that were asked for and can be built, with what is wrong with any of them as composed."""
    project, stopped, before = declared.scope.project, declared.stopped, len(problems)
    shown = reads.project(project) if reads else project
    packs = [each for each in declared.packs if request is None or request in each.answers]
    papers = {paper for each in packs for paper in each.papers.values()} | ({request} if request else set())
    recipes = [each for each in declared.recipes if request is None or papers.intersection(each.answers)]
    made: list[tuple[Recipe, _Made]] = []
    for each in (each for each in recipes if each.answers[0] not in stopped):
        stands = standing.documents.get(tuple(map(str, each.answers)))
        if stands and stands.manifest.document not in project.issued and papers.isdisjoint(each.answers):
            made.append((each, _Made(stands=stands)))
            continue
        one = _made(declared.scope, each, shown, strict, reads)
        made.append((each, one))
        problems += one.wrong
        stopped |= dict.fromkeys(each.answers, one.stopping) if one.stopping else {}
    for each in declared.in_private if request is None else ():  # checked, and put nowhere
        problems += [] if declared.scope.mistake(each.grounds) else _wrong_in_private(project, each)
    for id, twice in check_same_document(project, ((one.id, each.place) for each, one in made if one.id)):
        problems.append(twice)
        both = [answer for each, one in made if one.id == id for answer in each.answers]
        stopped |= dict.fromkeys(both, twice.place.file)
    stopped |= declared.stopped_packs(stopped)
    asked: tuple[Recipe | Pack, ...] = (*packs, *recipes)
    wanted = tuple(each for each in asked if each.answers[0] not in stopped and request not in stopped)
    told, own = in_order(problems), frozenset(problems[before:])
    answered = [(answer, one) for each, one in made for answer in each.answers]
    documents = {answer: one.document for answer, one in answered if one.document and answer not in stopped}
    judged = Judged(project, told, declared.recipes, documents, declared.scope, declared.packs, wanted, stopped, own)
    stand = {answer: one.stands for answer, one in answered if one.stands}
    return replace(judged, stand=stand, read={one.id: one.read for _, one in made if one.read is not None})


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of a recipe: its document, if it could be composed, or the one that stands.

    `wrong` is what is wrong with it, `stopping` the file whose mistake keeps it from being built, `read` the datasets
    that it asked for, where these are noted and nothing has to be told again.
    """

    document: Document | None = None
    stands: Stood | None = None
    wrong: tuple[Problem, ...] = ()
    stopping: str = ""
    read: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        """That of the document; empty where there is none."""
        return self.document.id if self.document else self.stands.manifest.document if self.stands else ""


def _made(scope: Scope, recipe: Recipe, shown: Project, strict: bool, reads: Reads | None) -> _Made:
    """Composes a document and judges it."""
    if reads:
        reads.begin()
    try:
        document = recipe.compose()
    except Doubtful:  # it asks for a figure that its words do not name
        return _Made(stopping=scope.all_files[0])
    except Refusal as refused:
        told = refused.told(recipe.place)
        return _Made(wrong=(told,), stopping=told.place.file)
    wrong = [*_wrong(shown, document), *_overtaken(scope.project, recipe, document)]
    wrong += _unfinished(scope, recipe, document)
    stopping = in_order(wrong if strict else errors_in(wrong))
    read = reads.found if reads and not wrong and document.id not in scope.project.issued else None
    return _Made(document, None, tuple(wrong), stopping[0].place.file if stopping else "", read)


def _wrong(project: Project, document: Document) -> list[Problem]:
    """What is wrong with a document as composed."""
    return [wrong for check in DOCUMENT_CHECKS for wrong in check(project, document)]


def _unfinished(scope: Scope, recipe: Recipe, document: Document) -> list[Problem]:
    """Why a final document cannot be so in its language."""
    project, rests = scope.project, recipe.grounds.rests
    if recipe.draft or not project.language:
        return []
    files = (file for file in project.older if ground_of(project, file) in rests)
    return list(check_translated(project, document, files, recipe.place))


def _wrong_in_private(project: Project, each: Recipe) -> list[Problem]:
    try:
        return _wrong(project, each.compose())
    except Doubtful:
        return []
    except Refusal as refused:
        return [refused.told(each.place)]


def _overtaken(project: Project, recipe: Recipe, document: Document) -> list[Problem]:
    """What a document, if it was issued, would say otherwise now."""
    if not is_overtaken(project, document.id):
        return []
    from pcpgen.checks.overtaken import compare_issued  # here, since few documents are

    return list(compare_issued(project, recipe.marked()))


def _recipes(project: Project, office: Office, data: Data, scope: Scope) -> tuple[Recipe | Pack, ...]:
    """Every document that the workspace declares, as far as what it is about is known."""
    known = (each for each in declared_in(project, office, data) if scope.is_known(each.about))
    return tuple(_recipe(project, office, data, each, scope) for each in known)


def _recipe(project: Project, office: Office, data: Data, each: Declared, scope: Scope) -> Recipe | Pack:
    def made(printed: Printed | None = None) -> Document:
        outline = outline_of(project.outlines, each.kind)
        return compose(project, office, outline, each.subject(), data, printed)

    answers = each.answers if scope.is_latest(each.about) else each.answers[:1]
    grounds = scope.grounds(each.kind, each.about)
    if each.counts:
        return Pack(answers, each.counts, made, grounds, each.draft)
    marked = partial(_marked, project, office, data, each)
    place = getattr(each.about, "place", None) or _OFFICE
    return Recipe(answers, made, marked, each.draft, each.parts, grounds, place)


def _marked(project: Project, office: Office, data: Data, wanted: Declared) -> Document:
    """A document with the program's words in marks, so that they can be told from authors' words."""
    from pcpgen.compose.marked import marked_project

    project = marked_project(project)
    data = replace(data, catalogue=project.catalogue)
    each = next(one for one in declared_in(project, office, data) if one.answers == wanted.answers)
    return compose(project, office, outline_of(project.outlines, each.kind), each.subject(), data)


def _in_private(project: Project, office: Office, data: Data, scope: Scope) -> tuple[Recipe, ...]:
    """The exempt version of each paper that has one; built only where a request says so."""
    return tuple(
        Recipe(
            tuple(answer.in_private for answer in recipe.answers),
            partial(_version, project, recipe),
            recipe.marked,
            parts=recipe.parts,
            grounds=recipe.grounds,
            place=recipe.place,
        )
        for recipe in _recipes(project, office, data, scope)
        if isinstance(recipe, Recipe) and has_exempt(recipe.parts)
    )


def _version(project: Project, recipe: Recipe) -> Document:
    board = of_kinds(project).get(recipe.answers[0].kind) == "board-paper"
    exemptions = project.exemptions.of(board) if project.exemptions else None
    return exempt_version(recipe.compose(), recipe.parts, exemptions)


def deadlines(root: Path, meeting: str) -> tuple[str, Judged]:
    """What is due by which day for a meeting, or for all of the register, in words; and what kept others from them."""
    from pcpgen.compose.deadlines import Timetable, in_words, timetables

    project, found = read_workspace(root)
    told = list(timetables(project, meeting))
    wrong = [each for each in told if isinstance(each, Problem)]
    known = in_words([each for each in told if isinstance(each, Timetable)])
    return known, Judged(project, in_order([*wrong, *(found if wrong else ())]), (), {}, Scope(project, {}, ()))


def require(judged: Judged, request: Request) -> None:
    """Raises WrongUse, with what there is, where no document answers a request."""
    answers = [answer for each in judged.declared for answer in each.answers]
    if request in answers:
        return
    if request.exempt and request.in_public in answers:
        raise WrongUse(f"nothing in {request.in_public} is exempt; build it without --exempt.")
    kinds = list(of_kinds(judged.project))
    if request.kind not in kinds:
        hint = did_you_mean(request.kind, kinds)
        raise WrongUse(f'there is no kind of document "{request.kind}". {hint}There are: {", ".join(kinds)}.')
    known = [answer.named for answer in answers if answer.kind == request.kind and answer.named]
    if known and not request.named:
        whole = ", ".join(f"{request.kind} {each}" for each in known)
        raise WrongUse(f"{request.kind} names no document alone. Write which: {whole}.")
    hint = did_you_mean(request.named, known)
    named = f'{request.kind} "{request.named}"' if request.named else request.kind
    raise WrongUse(f"there is no {named}. {hint}There are: {', '.join(known) or 'none'}.")


def images(project: Project) -> dict[str, tuple[str, bytes]]:
    """The images that a document may show, by their URL of the own scheme."""
    found = [project.office.logo] if project.office else []
    found += [
        getattr(page, "portrait", None)
        for edition in project.editions.values()
        for page in (edition.pages.values() if not is_waiting(edition) else ())  # of those that are packed none has one
    ]
    return {image.url: (image.media, image.bytes) for image in (*found, *project.images.values()) if image}
