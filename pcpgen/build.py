"""From a judged workspace to outputs that are up to date: one document or every one, rendered side by side.

Nothing is written before all is rendered, so that an error leaves all outputs as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pcpgen.checks.issued import ISSUED_DIFFERS
from pcpgen.document.document import Document
from pcpgen.formats.pdf import Printed, Prints, Renderer, print_all, print_by
from pcpgen.front import Sheet, front_page, standing_as_they_were, statement_pages, statements, status_of, title_of
from pcpgen.manifest import (
    NAME,
    Manifest,
    Whole,
    Workspace,
    digest,
    file_digest,
    listing,
    names,
    read_manifest,
    read_whole,
    versions,
)
from pcpgen.model.issued import Issued
from pcpgen.model.project import Project
from pcpgen.outputs import (
    Folder,
    Prepared,
    Wanted,
    assemble,
    own_templates,
    prepare,
    prepare_issued,
    prepare_standing,
    put,
    standing,
)
from pcpgen.pipeline import Judged, Pack, Recipe, Stands, images, judge, require
from pcpgen.problems import number_of
from pcpgen.publish import CannotWrite, clear, remove, renew, withdraw
from pcpgen.record import Made, Record, State, forget, keep, read_record
from pcpgen.request import Request
from pcpgen.unchanged import unchanged
from pcpgen.values import dataclass

if TYPE_CHECKING:  # not needed while nothing is printed
    from concurrent.futures import Executor

INDEX = "index.html"
_OWN = (b"doc--index", b"doc--accessibility")  # in the pages about all, whichever version of the program wrote them


Told = Callable[[str], None]  # what hears of each stage as it begins


@dataclass(frozen=True, slots=True)
class Order:
    """How a build is wanted: in which formats and where; with `strict` a warning is an error.

    With `force` what would come out the same is made anew too. So many PDFs are rendered at once as `jobs` says. A
    `preview` is as a document would read now, though a version of it was issued. What is begun is `told`.
    """

    formats: tuple[str, ...]
    out: Path
    strict: bool = False
    force: bool = False
    jobs: int = 1
    preview: bool = False
    told: Told = lambda stage: None


@dataclass(frozen=True, slots=True)
class Built:
    """The outputs that were asked for, or the problems for which none could be made.

    `written` are those of them that were made anew, `dropped` outputs of an older state that were not asked for and
    have been removed, `gone` folders of no document any more, `left` packs that wait for the PDFs of their papers;
    `why` says of each document what had to be made anew, and why. `unbuilt` are the documents of which a mistake kept
    the older state.
    """

    judged: Judged
    paths: tuple[Path, ...] = ()
    written: tuple[Path, ...] = ()
    dropped: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    documents: int = 0
    unbuilt: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()  # what in the PDFs is longer than its page, in words

    @property
    def whole(self) -> bool:
        """Whether no mistake stands in the workspace, or with `strict` none of any kind."""
        judged = self.judged
        return not (judged.errors or judged.stopped or judged.scope.files)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page about all documents: its sum, that of what it is made from, and its content where that may be another."""

    sum: str
    made: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class _Rendered:
    """All that will be written, packs before papers; `front` are the pages about all, where all were asked for.

    `older` are the folders that stand as they were, since a mistake keeps their documents from being built.
    """

    documents: tuple[Prepared, ...]
    folders: tuple[Folder, ...]
    left: tuple[str, ...]
    workspace: Workspace
    front: Mapping[str, _Page]
    older: Mapping[str, Manifest]
    longer: tuple[str, ...]


def build(root: Path, request: Request | None, order: Order, executor: Executor | None = None) -> Built:
    """Brings the document that a request names, or else every one and the page that lists them, up to date.

    Each has a folder of its own in the order's `out`; what would come out the same stands untouched. A pack takes its
    papers with it, and waits where their PDFs are not there to be counted. PDFs are made by an executor, wherever its
    workers are, or else by as many processes of this machine as the order says.

    Raises WrongUse where no document answers, CannotRender and CannotWrite where the outputs cannot be made.
    """
    if executor:
        return build_with(root, request, order, partial(print_by, executor))
    with ExitStack() as stack:
        renderer = stack.enter_context(Renderer()) if "pdf" in order.formats else None
        return build_with(root, request, order, partial(print_all, renderer, order.jobs) if renderer else None)


def build_with(root: Path, request: Request | None, order: Order, prints: Prints | None) -> Built:
    """The same with what prints PDFs, where any are asked for."""
    listed = listing(root)
    order.told("reading and judging the workspace")
    stand = None if request else partial(_unchanged, root, order, listed)
    judged = judge(root, request, order.strict, stand, listed=listed)
    if request is not None and not judged.mistake(request):
        require(judged, request)
    if _refused(judged, request):
        return Built(judged)
    clear(order.out)
    rendered = _rendered(root, judged, order, listed, request is None, prints)
    return _published(root, judged, order, rendered, request is None)


def _unchanged(root: Path, order: Order, listed: str, project: Project) -> Stands:
    """What stands as it was, as far as nobody wants it otherwise."""
    if order.force or order.strict or order.preview:
        return Stands()
    now = Workspace(State(_inputs(root, project), listed), versions())
    return unchanged(project, order.out, order.formats, now, read_record(root, order.out))


def _rendered(root: Path, judged: Judged, order: Order, listed: str, whole: bool, prints: Prints | None) -> _Rendered:
    """Papers first, since a pack counts their pages. Raises CannotRender."""
    wanted = _wanted(root, judged, order, whole)
    order.told("making pages")
    papers = _papers(judged, wanted, whole, order.preview)
    done = _printed(papers, order, prints)
    pages = {paper.id: done[paper.id].pages if paper.id in done else paper.pages for paper in reversed(papers)}
    packs, left = _packs(judged, wanted, pages)
    done |= _printed(packs, order, prints)
    workspace = _read_state(root, judged, listed)
    documents = (*packs, *papers)
    folders = tuple(
        standing(each) if each.stands else _folder(judged, each, done.get(each.id), workspace) for each in documents
    )
    older = standing_as_they_were(judged, order.out, folders) if whole else {}
    sheets = _front(judged, wanted, documents, folders, older) if whole else {}
    front = dict(_pages(root, order, workspace, sheets))
    longer = tuple(_longer(root, order, documents, done))
    return _Rendered(documents, folders, tuple(left), workspace, front, older, longer)


def _front(
    judged: Judged,
    wanted: Wanted,
    documents: Sequence[Prepared],
    folders: Sequence[Folder],
    older: Mapping[str, Manifest],
) -> dict[str, Sheet]:
    """The pages about all documents, by name."""
    stated = statement_pages(judged, wanted, documents, folders, older)
    return {INDEX: front_page(judged, wanted, documents, folders, older), **stated}


def _pages(root: Path, order: Order, workspace: Workspace, sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, _Page]]:
    """The same as they shall be; what is made from the same as at the last build, and as it was written, stands."""
    before, known = read_whole(order.out), read_record(root, order.out)
    stands = before and known and not order.force and file_digest(order.out / NAME) == known.manifest
    for name, sheet in sheets.items():
        made, written = sheet.made(workspace), before.outputs.get(name, "") if before else ""
        if stands and known and known.front.get(name) == made and file_digest(order.out / name) == written:
            yield name, _Page(written, made, None)
        else:
            content = sheet.html()
            yield name, _Page(digest(content), made, content)


def _longer(root: Path, order: Order, documents: Sequence[Prepared], done: Mapping[str, Printed]) -> Iterator[str]:
    """What in the PDFs that were asked for is longer than its page, in words; of those that stand it is kept."""
    every = read_record(root, order.out)
    for each in documents if "pdf" in order.formats else ():
        if each.id in done:
            found = done[each.id].longer
        elif each.stands and every:
            found = every.documents[each.id].longer
        else:
            known = None if each.issue else read_record(root, order.out, each.id, every)
            found = known.longer if known else ()
        yield from (f"{each.id}: {words}" for words in found)


def _folder(judged: Judged, document: Prepared, printed: Printed | None, workspace: Workspace) -> Folder:
    project = judged.project_of(Request.read(document.answers[0]))
    title, status = title_of(project, document), status_of(project, document)
    return assemble(document, printed, workspace, project.catalogue, title, status)


def _published(root: Path, judged: Judged, order: Order, rendered: _Rendered, whole: bool) -> Built:
    """Writes the folders; of the whole also the page that lists them, and takes out what is no document's."""
    folders = rendered.folders
    made = _put_all(root, judged, order.out, rendered, whole)
    paths = tuple(order.out / folder.id / name for folder in folders for name in folder.asked)
    written = [order.out / folder.id / name for folder in folders for name in folder.asked if name in folder.files]
    gone: list[str] = []
    if whole:
        gone = _withdrawn(root, judged, order.out, folders)
        written = [*_put_front(root, judged, order, rendered, made), *written]
    return Built(
        judged=judged,
        paths=paths,
        written=tuple(written),
        dropped=tuple(name for document in rendered.documents for name in document.dropped),
        gone=tuple(gone),
        left=rendered.left,
        why=tuple(_why(rendered.documents)),
        documents=len(rendered.documents),
        unbuilt=_unbuilt(judged, rendered.documents, rendered.older) if whole else (),
        longer=rendered.longer,
    )


def stale(root: Path, order: Order) -> Built:
    """What a build of every document would make anew, told in `why`; nothing is rendered to PDF or written.

    Raises CannotRender where an office's own template is wrong.
    """
    listed = listing(root)
    judged = judge(root, None, order.strict)
    if _refused(judged, None):
        return Built(judged)
    wanted = _wanted(root, judged, order, True)
    papers = _papers(judged, wanted, True)
    packs, left = _packs(judged, wanted, {each.id: each.pages for each in reversed(papers)})
    everything = (*packs, *papers)
    older = standing_as_they_were(judged, order.out, [])
    why = [f"{each}: a mistake keeps it from being built" for each in _unbuilt(judged, everything, older)]
    why += _why(everything)
    if "pdf" in order.formats:
        why += [f"{request}: its papers must be built before it" for request in left]
    if not why:
        workspace = _read_state(root, judged, listed)
        folders = [_folder(judged, each, None, workspace) for each in everything]
        front = _front(judged, wanted, everything, folders, {})
        differ = (name for name, sheet in front.items() if file_digest(order.out / name) != digest(sheet.html()))
        why += [f"{name} would read differently" for name in differ]
        why += [f"{name} is of no document any more" for name in _undeclared(judged, order.out, folders)]
    return Built(judged, why=tuple(why), documents=len(everything), left=tuple(left))


def _read_state(root: Path, judged: Judged, listed: str) -> Workspace:
    """What the workspace and the program held when they were read."""
    return Workspace(State(_inputs(root, judged.project), listed), versions(), _quiet(judged))


def _inputs(root: Path, project: Project) -> dict[str, str]:
    return {**project.inputs, **project.published, **_templates(root)}


def _quiet(judged: Judged) -> bool:
    """Whether nothing is to be told again while the workspace stays as it is; with a mistake, something is."""
    return not judged.errors and not any(found.rule == ISSUED_DIFFERS for found in judged.problems)


def _refused(judged: Judged, request: Request | None) -> bool:
    """Whether mistakes have left nothing to build."""
    return not judged.wanted or not judged.project.office


def _unbuilt(judged: Judged, built: Sequence[Prepared], older: Mapping[str, Manifest]) -> tuple[str, ...]:
    """The documents that mistakes keep from being built, by their requests; what could not be read, by its file."""
    answered = {answer for document in built for answer in document.answers}
    found = [str(each.answers[0]) for each in judged.declared if each.answers[0] in judged.stopped]
    found += [manifest.answers[0] for manifest in older.values()]
    for each in judged.scope.unread:
        day = each.split("/")[2] if each.startswith("plan/panel/") else ""  # its request says more, where it is known
        found += [] if day and any(name.endswith(day) and "-report" in name for name in found) else [each]
    return tuple(each for each in dict.fromkeys(found) if each not in answered)


def _wanted(root: Path, judged: Judged, order: Order, whole: bool) -> Wanted:
    project, out = judged.project, order.out
    listed = whole or (out / INDEX).is_file()
    stated = {lang: file for lang, file in statements(judged).items() if whole or (out / file).is_file()}
    own = own_templates(root)
    return Wanted(order.formats, out, own, images(project), project.datasets, order.force, listed, stated)


def _templates(root: Path) -> dict[str, str]:
    """The office's own templates, by the sum of their content."""
    return {name: file_digest(root / name) for name in names(root, ["templates"])}


def _papers(judged: Judged, wanted: Wanted, whole: bool, preview: bool = False) -> list[Prepared]:
    """All that was asked for but packs: where a version was issued its bytes, unless it is a preview."""
    recipes = [each for each in judged.wanted if isinstance(each, Recipe)]
    found: list[Prepared] = []
    issued = {} if preview else dict(judged.project.issued)
    for each in recipes:
        if stood := judged.stand.get(each.answers[0]):
            found.append(prepare_standing(wanted, stood.manifest, stood.made, each.draft))
            continue
        document = judged.documents[each.answers[0]]
        if before := issued.pop(document.id, None):
            found += _versions(wanted, before, [*map(str, each.answers)])
        else:
            own = replace(wanted, datasets=judged.project_of(each.answers[0]).datasets)
            found.append(replace(prepare(own, document, [*map(str, each.answers)]), draft=each.draft))
    for before in issued.values() if whole else ():  # of documents that are declared no more
        found += _versions(wanted, before, (before.latest.request,))
    return found


def _versions(wanted: Wanted, issued: Issued, answers: Sequence[str]) -> list[Prepared]:
    """The version in force in the document's own folder, and each earlier one in a folder beside it."""
    *earlier, latest = issued.versions
    return [
        prepare_issued(wanted, latest, answers, latest.document),
        *(
            prepare_issued(
                wanted, each, (f"{each.request} version {each.version}",), f"{each.document}-version-{each.version}"
            )
            for each in reversed(earlier)
        ),
    ]


def _packs(judged: Judged, wanted: Wanted, pages: Mapping[str, int]) -> tuple[list[Prepared], list[str]]:
    """The packs that were asked for, and those that wait for a PDF; `pages` holds the length of each paper by id."""
    packs: list[Prepared] = []
    left: list[str] = []
    for pack in judged.wanted:
        if isinstance(pack, Pack):
            its = {id: judged.documents[request] for id, request in pack.papers.items()}
            papers = {id: (paper, pages[paper.id]) for id, paper in its.items() if isinstance(paper, Document)}
            if all(count for _, count in papers.values()):
                made = prepare(wanted, pack.compose(papers), [*map(str, pack.answers)])
                packs.append(replace(made, draft=pack.draft))
            else:
                left.append(str(pack.answers[0]))
    return packs, left


def _printed(documents: Sequence[Prepared], order: Order, prints: Prints | None) -> dict[str, Printed]:
    """The PDFs that must be made anew, by the id of their document."""
    work = {each.id: each.to_print for each in documents if each.to_print}
    if prints is None:  # no PDF was asked for
        return {}
    names, every = list(work), number_of(len(work), "PDF")

    def begun(at: int) -> None:
        order.told(f"printing {names[at]}: {at + 1} of {every}")

    return dict(zip(work, prints(tuple(work.values()), begun), strict=True))


def _why(everything: Sequence[Prepared]) -> list[str]:
    reasons = [
        (each, [*each.stale.values(), *(f"{name} is of an older state" for name in each.dropped)])
        for each in everything
    ]
    return [f"{each.answers[0]}: {why[0]}" for each, why in reasons if why]


def _put_all(root: Path, judged: Judged, out: Path, rendered: _Rendered, whole: bool) -> dict[str, Made]:
    """Publishes one folder after another, each whole whatever happens; what is kept of each, by its name.

    What a document read is not kept where a mistake may have kept something from it. Where not the whole is built, a
    document that reads as it did has a record of its own of what it would be made from now.
    """
    made: dict[str, Made] = {}
    every, sound = read_record(root, out), _sound(judged)
    for number, (document, folder) in enumerate(zip(rendered.documents, rendered.folders, strict=True)):
        if folder.stands:
            made[folder.id] = folder.stands
            continue
        before = read_record(root, out, folder.id, every)
        try:
            record = put(root, out, folder, rendered.workspace, before)
        except CannotWrite as cannot:
            cannot.some = any(each.whole for each in rendered.folders[:number])
            raise
        if not whole and record != before:
            keep(root, out, folder.id, record)
        read = judged.read.get(folder.id) if sound else None
        made[folder.id] = Made(record.manifest, record.files, record.longer, read, has_figures=document.has_figures)
    return made


def _sound(judged: Judged) -> bool:
    """Whether no mistake may have kept something from being read."""
    return not judged.errors and not judged.scope.files


def _still(judged: Judged, known: Record | None) -> dict[str, tuple[str, ...]]:
    """The checks that were not asked, since they stand, with what they read."""
    return {check: read for check, read in (known.checks if known else {}).items() if check in judged.unasked}


def _put_front(root: Path, judged: Judged, order: Order, rendered: _Rendered, made: Mapping[str, Made]) -> list[Path]:
    """Writes the pages that have changed, and then the manifest of the whole; the paths written."""
    out, pages, workspace = order.out, rendered.front, rendered.workspace
    before, known = read_whole(out), read_record(root, out)
    ours = {*(before.outputs if before else ()), *(known.files if known else ())}
    for name in pages:
        if name not in ours and _is_strange(out / name):
            raise CannotWrite(f"{out / name} was not written by pcpgen; move it elsewhere")
    whole = Whole(
        formats=sorted(order.formats),
        versions=workspace.versions,
        documents=dict(sorted(_sums(order.out, rendered), key=itemgetter(0))),
        outputs={name: page.sum for name, page in pages.items()},
    )
    anew = {name: page.content for name, page in pages.items() if page.content is not None}
    files = {name: content for name, content in anew.items() if file_digest(out / name) != pages[name].sum}
    encoded = whole.encoded()
    manifest = digest(encoded)
    if files or file_digest(out / NAME) != manifest:
        renew(out, "", {**files, NAME: encoded})
    for name, written in before.outputs.items() if before else ():
        if name not in pages and file_digest(out / name) == written:  # in a language that no document is in any more
            remove(out, name)
    record = Record(
        workspace.state,
        workspace.quiet,
        manifest,
        tuple(pages),
        rendered.left,
        rendered.longer,
        made,
        {**_still(judged, known), **judged.passed} if _sound(judged) else {},
        {name: page.made for name, page in pages.items()},
    )
    if record != known:
        for name in rendered.older:  # made from what was before
            if older := read_record(root, out, name, known):
                keep(root, out, name, older)
        keep(root, out, "", record)
    return [out / name for name in files]


def _is_strange(page: Path) -> bool:
    """Whether a page stands that somebody else has written: it says something, and not as ours does."""
    try:
        content = page.read_bytes()
    except OSError:
        return page.exists()
    return bool(content.strip()) and not any(kind in content for kind in _OWN)


def _sums(out: Path, rendered: _Rendered) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The folders with the sums of their files."""
    for each in rendered.folders:
        yield each.id, {**each.manifest.outputs, NAME: each.manifest_sum}
    for name, manifest in rendered.older.items():
        yield name, {**manifest.outputs, NAME: file_digest(out / name / NAME)}


def _undeclared(judged: Judged, out: Path, folders: Sequence[Folder]) -> list[str]:
    """Folders that the last build of every document wrote and no document has now, and those that are not public."""
    before = read_whole(out)
    waiting = {each.id for each in judged.packs}
    known = {each.id for each in folders} | waiting
    older = [name for name in (before.documents if before else ()) if name not in known and (out / name).is_dir()]
    return list(dict.fromkeys((*older, *_exempt_ones(out, known))))


def _exempt_ones(out: Path, known: Collection[str]) -> Iterator[str]:
    """Folders of exempt versions, which an older version of the program wrote beside what is published.

    What is of a document that is `known` is none.
    """
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        manifest = read_manifest(folder) if folder.name not in known else None
        if manifest and manifest.answers and Request.read(manifest.answers[0]).exempt:
            yield folder.name


def _withdrawn(root: Path, judged: Judged, out: Path, folders: Sequence[Folder]) -> list[str]:
    """Takes out what no document has now; nothing while a mistake may keep one from being known."""
    known = {each.id for each in folders}
    gone = [*_exempt_ones(out, known)] if judged.scope.files or judged.stopped else _undeclared(judged, out, folders)
    for name in gone:
        withdraw(out, name)
        forget(root, out, name)
    return gone
