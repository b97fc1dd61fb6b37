"""From all documents with their folders to the pages about all of them, as they shall be: the list, the statement."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pcpgen.compose.accessibility import Heard, Statement, compose_statement
from pcpgen.compose.index import Index, Listed, Standing, compose_index, forms
from pcpgen.compose.subjects.registry import kinds, of_kind
from pcpgen.document.document import Twin
from pcpgen.formats.html import render_html
from pcpgen.formats.registry import ASKED, FORMATS, Way, file_of
from pcpgen.manifest import (
    PROVENANCE,
    READING,
    START,
    STATEMENT,
    Manifest,
    Workspace,
    digest,
    read_manifest,
    read_whole,
    statement_in,
)
from pcpgen.model.period import parse_date
from pcpgen.model.period_words import day_words
from pcpgen.model.project import Project
from pcpgen.model.variation import Variation
from pcpgen.outputs import NO_FIGURES, Folder, Prepared, Wanted
from pcpgen.pipeline import Judged
from pcpgen.request import Request
from pcpgen.values import dataclass, held_by

_LANGUAGES = {"en": "language.en", "cy": "language.cy"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the pages about all documents, before it is written."""

    page: Index | Statement
    templates: tuple[Path, ...]  # the office's own
    ways: tuple[Way, ...] = ()

    def made(self, workspace: Workspace) -> str:
        """The sum of what alone decides its bytes."""
        own = {file: each for file, each in workspace.state.inputs.items() if file.startswith("templates/")}
        return digest(repr((_plain(self.page), self.ways, workspace.versions, own)).encode("utf-8"))

    def html(self) -> bytes:
        return render_html(self.page, "web", self.templates, ways=self.ways).encode("utf-8")


def _plain(value: object) -> object:
    """A value as what its fields hold, which is soon written: there is a line for each document."""
    if isinstance(value, tuple):
        return [*map(_plain, value)]
    held = held_by(value)
    return (type(value).__name__, *map(_plain, held)) if held else value


def front_page(
    judged: Judged,
    wanted: Wanted,
    everything: Sequence[Prepared],
    folders: Sequence[Folder],
    older: Mapping[str, Manifest],
) -> Sheet:
    """The page that lists them, as it shall be."""
    assert judged.project.office
    say = judged.project.catalogue
    listed = []
    for each, folder in zip(everything, folders, strict=True):
        project = judged.project_of(Request.read(each.answers[0]))
        sizes = _sizes(wanted.out, folder)
        if not each.has_figures:
            del sizes[PROVENANCE]
        files = forms(say, folder.id, _called(each.id), sizes, folder.manifest.pages)
        day = day_words(say, parse_date(each.date))
        listed.append(
            Listed(
                Request.read(each.answers[0]).kind,
                folder.manifest.title,
                each.date,
                day,
                status_of(judged.project, each),
                files,
                _standing(judged.project, each),
                project.catalogue.language if project.catalogue is not say else "",
            )
        )
    listed += [_as_it_was(judged, wanted.out / name, manifest) for name, manifest in older.items()]
    titles = kinds(judged.project, judged.project.office, {each.kind for each in listed})
    form = "html" if "html" in wanted.formats else wanted.formats[0]
    named: list[tuple[str, str, Sequence[str]]] = [(each.id, each.id, each.answers) for each in everything]
    named += [(name, manifest.document, manifest.answers) for name, manifest in older.items()]
    pages = {answer: f"{name}/{file_of(id, form)}" for name, id, answers in named for answer in answers}
    index = compose_index(say, judged.project.office, listed, titles, judged.project.information, pages)
    return Sheet(index, wanted.templates, (Way(STATEMENT, say.text("accessibility.title"), at_foot=True),))


def statements(judged: Judged) -> dict[str, str]:
    """The files of the accessibility statement by the tags of their languages, which are those of documents."""
    return {each.catalogue.language: file for each, file in _in_each_language(judged)}


def _in_each_language(judged: Judged) -> list[tuple[Project, str]]:
    """The workspace in each language that documents are in, with the file of the statement; the first always."""
    others = {project.catalogue.id: project for project in judged.translated.values()}
    return [(judged.project, STATEMENT), *((others[id], statement_in(id)) for id in sorted(others))]


def statement_pages(
    judged: Judged,
    wanted: Wanted,
    everything: Sequence[Prepared],
    folders: Sequence[Folder],
    older: Mapping[str, Manifest],
) -> dict[str, Sheet]:
    """The accessibility statement of all documents in each of their languages, as it shall be, by file."""
    known = _in_each_language(judged)
    pages = {}
    for project, file in known:
        twins = tuple(
            Twin(
                other.catalogue.language,
                other.catalogue.text(f"language.{other.catalogue.id}"),
                name.removesuffix(".html"),
                name,
            )
            for other, name in known
            if name != file
        )
        statement = _statement(judged, project, everything, folders, older, twins)
        pages[file] = Sheet(statement, wanted.templates)
    return pages


def _statement(
    judged: Judged,
    project: Project,
    everything: Sequence[Prepared],
    folders: Sequence[Folder],
    older: Mapping[str, Manifest],
    twins: tuple[Twin, ...],
) -> Statement:
    """The accessibility statement in the language of a project."""
    assert project.office
    say, langs, unread = project.catalogue, dict[str, str](), dict[str, None]()
    for each, folder in zip(everything, folders, strict=True):
        own = judged.project_of(Request.read(each.answers[0])).catalogue
        langs[folder.id] = own.language if own.language != say.language else ""
        unread |= {say.text(_LANGUAGES[own.id]): None} if own.unread else {}
    standing = {**{folder.id: folder.manifest for folder in folders}, **older}
    newest = sorted(standing, key=lambda name: (standing[name].date, name), reverse=True)
    heard = [_heard(project, name, standing[name], langs.get(name, "")) for name in newest]
    date = max((manifest.date for manifest in standing.values()), default="")
    made = compose_statement(say, project.office, project.law, heard, [*unread], date)
    return replace(made, twins=twins, source_language=judged.project.catalogue.language)


def _heard(project: Project, folder: str, manifest: Manifest, lang: str) -> Heard:
    """What was counted in the files of a document's folder."""
    pdf, page = file_of(manifest.document, "pdf"), file_of(manifest.document, "html")
    others = {file_of(manifest.document, name) for name in ASKED} - {pdf, page}
    return Heard(
        title=manifest.title,
        page=manifest.evidence.get(page, {}),
        pages=tuple(counts for name, counts in manifest.evidence.items() if name.endswith(".html")),
        pdf=manifest.evidence.get(pdf, {}),
        leaves=manifest.pages,
        address=f"{folder}/{READING}" if READING in manifest.outputs else "",
        has_pdf=pdf in manifest.outputs,
        is_issued=manifest.document in project.issued,
        lang=lang,
        others=bool(others & manifest.outputs.keys()),
    )


def _as_it_was(judged: Judged, folder: Path, manifest: Manifest) -> Listed:
    """A document of an earlier state, with the file whose mistake keeps it so."""
    say, request = judged.project.catalogue, manifest.answers[0]
    sizes = {name: (folder / name).stat().st_size for name in manifest.outputs if (folder / name).is_file()}
    if PROVENANCE in sizes and NO_FIGURES in (folder / PROVENANCE).read_bytes():
        del sizes[PROVENANCE]
    try:
        day = day_words(say, parse_date(manifest.date))
    except ValueError:  # of a document without a date
        day = ""
    mistakes = (judged.mistake(Request.read(request)), *judged.scope.all_files, *judged.stopped.values())
    why = say.text("index.older", file=next(filter(None, mistakes), ""))
    status = ". ".join(filter(None, (manifest.status, why)))
    files = forms(say, folder.name, _called(manifest.document), sizes, manifest.pages)
    stands: Standing = "drafts" if manifest.status == say.text("status.draft") else "not-issued"
    stands = "published" if manifest.document in judged.project.issued else stands
    return Listed(Request.read(request).kind, manifest.title or request, manifest.date, day, status, files, stands)


def standing_as_they_were(judged: Judged, out: Path, folders: Sequence[Folder]) -> dict[str, Manifest]:
    """The folders that stand as they were, since a mistake keeps their documents from being built, or may do so."""
    if not judged.scope.files and not judged.stopped:
        return {}
    before = read_whole(out)
    known = before.documents if before else {}
    anew = {each.id for each in folders} | {each.id for each in judged.packs if each.answers[0] not in judged.stopped}
    found: dict[str, Manifest] = {}
    for folder in sorted(out.iterdir()) if out.is_dir() else ():
        manifest = read_manifest(folder) if folder.name not in anew else None
        answers = manifest.answers if manifest else ()
        request = Request.read(answers[0]) if answers else Request("")
        if manifest and answers and not request.exempt and (folder.name in known or judged.mistake(request)):
            found[folder.name] = manifest
    return found


def _called(document: str) -> dict[str, str]:
    """What readers call each file of a document, as keys of the program's words, by the file's name."""
    return {
        file_of(document, "html"): FORMATS["html"].called,
        START: FORMATS["sections"].called,
        **{file_of(document, name): FORMATS[name].called for name in ASKED},
        PROVENANCE: FORMATS["provenance"].called,
    }


def title_of(project: Project, document: Prepared) -> str:
    """The title, with that of the variation of a plan that is shown as varied."""
    asked = Request.read(document.answers[0])
    edition = project.editions.get(" ".join(asked.names)) if asked.variation else None
    varied = edition.variations.get(asked.variation) if edition else None
    return with_variation(project, document.title, varied) if varied else document.title


def with_variation(project: Project, title: str, variation: Variation) -> str:
    """The title of a plan as it would read with a variation, which is named by its own title."""
    return project.catalogue.text("index.varied", title=title, variation=variation.title)


def _standing(project: Project, document: Prepared) -> Standing:
    """Under which heading of the page a document stands."""
    notes = of_kind(project, Request.read(document.answers[0]).kind) == "issued"  # on what is published
    return "drafts" if document.draft else "published" if document.issue or notes else "not-issued"


def status_of(project: Project, document: Prepared) -> str:
    """Whether and when a document was issued, in words for its readers."""
    say = project.catalogue
    if document.draft:
        return say.text("status.draft")
    if not document.issue:
        of = of_kind(project, Request.read(document.answers[0]).kind)
        return say.text("status.notes" if of == "issued" else "status.not-issued")
    issue = document.issue
    issued = project.issued[issue.document]
    day = day_words(say, parse_date(issue.as_of))
    said = say.text("status.issued", version=issue.version, day=day, post=issue.by)
    if issue is not issued.latest:
        said = say.text("status.replaced", status=said, version=issued.latest.version)
    count = len(issued.errata_of(issue))
    return say.counted("status.errata", count, status=said) if count else said


def _sizes(out: Path, folder: Folder) -> dict[str, int]:
    """Bytes of each file of a folder as it shall be."""
    beneath = f"{out}/{folder.id}"
    standing = {name: os.stat(f"{beneath}/{name}").st_size for name in folder.kept}  # noqa: PTH116 - of hundreds of files
    return standing | {name: len(content) for name, content in folder.files.items()}
