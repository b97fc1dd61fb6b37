"""From a judged workspace to what there is to see of it: each document, and what keeps it as it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from pcpgen.compose.subjects.registry import kinds
from pcpgen.document.document import Document
from pcpgen.model.project import Project
from pcpgen.pipeline import Judged, Pack
from pcpgen.place import Source
from pcpgen.problems import Problem
from pcpgen.request import Request
from pcpgen.values import dataclass

_OFFICE = "plan/office.yaml"


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it is shown; the browser asks for it by `id`, which is its request without spaces.

    `document` is None while it has never been composed: a mistake stands in the way, or a pack waits for its papers.
    `stopped` is the file whose mistake keeps it as it was, `changed` the version of the state since which it reads so.
    """

    id: str
    request: Request
    kind: str  # what documents of its kind are called
    document: Document | None
    project: Project  # in which it was composed
    draft: bool = False
    pack: Pack | None = None
    papers: tuple[str, ...] = ()  # of a pack, by their ids here
    stopped: str = ""
    changed: int = 0

    @property
    def title(self) -> str:
        return self.document.title if self.document else str(self.request)


@dataclass(frozen=True, slots=True)
class State:
    """What there is to see at a moment; `version` counts on with every change. `ended` when the preview is no more."""

    version: int = 0
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    documents: Mapping[str, Shown] = field(default_factory=dict)
    ended: bool = False

    @property
    def next(self) -> State:
        """The same as the version that follows."""
        return replace(self, version=self.version + 1)

    def called(self, name: str) -> Shown | None:
        """A document by its id here, or by that of its folder among the outputs, as documents link to each other."""
        if found := self.documents.get(name):
            return found
        return next((each for each in self.documents.values() if each.document and each.document.id == name), None)


def state_of(before: State, judged: Judged, pages: Mapping[str, int], anew: bool = False) -> State:
    """The state that follows; `pages` are the lengths of printed documents. `anew` where templates have changed too."""
    found = [*_papers(before, judged), *_packs(before, judged)]
    known = {each.id for each in found}
    for old in before.documents.values():
        if old.id not in known and (stopped := _mistake(judged, old.request)):
            found.append(replace(old, stopped=stopped))
    state = replace(before.next, problems=judged.problems, sources=judged.project.sources)
    documents = {each.id: each for each in found}
    for each in found:
        documents[each.id] = since(state, before.documents.get(each.id), counted(each, documents, pages), anew)
    return replace(state, documents=documents)


def since(state: State, before: Shown | None, now: Shown, anew: bool) -> Shown:
    """A document with the version of the state since which it reads as it does."""
    same = before and before.document == now.document and not anew
    return replace(now, changed=before.changed if before and same else state.version)


def counted(shown: Shown, documents: Mapping[str, Shown], pages: Mapping[str, int]) -> Shown:
    """A pack as far as its papers have been printed, whose pages it counts; any other document as it is."""
    if shown.pack is None or shown.stopped:
        return shown
    papers = {name: documents[id].document for name, id in zip(shown.pack.papers, shown.papers, strict=True)}
    lengths = {name: pages.get(id, 0) for name, id in zip(shown.pack.papers, shown.papers, strict=True)}
    printed = {name: (paper, lengths[name]) for name, paper in papers.items() if paper and lengths[name]}
    return replace(shown, document=shown.pack.compose(printed)) if len(printed) == len(papers) else shown


def id_of(request: Request) -> str:
    """By what the browser asks for a document."""
    return request.folder.replace("+", "-")


def _papers(before: State, judged: Judged) -> list[Shown]:
    named, found = _kinds(judged), []
    for recipe in judged.recipes:
        request = recipe.answers[0]
        id, document = id_of(request), judged.documents.get(request)
        kind = named.get(request.kind, request.kind)
        if isinstance(document, Document):
            found.append(Shown(id, request, kind, document, judged.project, recipe.draft))
        else:
            new = Shown(id, request, kind, None, judged.project, recipe.draft)
            found.append(replace(before.documents.get(id, new), stopped=judged.stopped.get(request, _OFFICE)))
    return found


def _packs(before: State, judged: Judged) -> list[Shown]:
    named, found = _kinds(judged), []
    for pack in judged.packs:
        request = pack.answers[0]
        id, papers = id_of(request), tuple(map(id_of, pack.papers.values()))
        new = Shown(id, request, named.get(request.kind, request.kind), None, judged.project, pack=pack, papers=papers)
        stopped = judged.stopped.get(request, "")
        old = before.documents.get(id, new)
        kept = old if stopped else replace(new, document=old.document, changed=old.changed)
        found.append(replace(kept, stopped=stopped))
    return found


def _kinds(judged: Judged) -> dict[str, str]:
    """What documents of each kind are called."""
    return kinds(judged.project, judged.project.office) if judged.project.office else {}


def _mistake(judged: Judged, request: Request) -> str:
    """The file whose mistake keeps a document, which is not declared now, from being known; empty where it is gone."""
    return judged.scope.everything or ("" if judged.project.office else _OFFICE) or judged.mistake(request)
