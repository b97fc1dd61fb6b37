"""From composed documents to their folders among the outputs: what is stale is made anew, what is not stands untouched.

Stale is exact to the document. Each output is made from something whose sum its manifest keeps: the page is its own
HTML, the PDF is made from its print HTML, the images in it and the renderer. An input may change as it likes: where
these sums stay, the outputs stay as they are, and only the record of the inputs is renewed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from pcpgen.compose.opendata import open_data
from pcpgen.document.document import Document
from pcpgen.formats.counted import counted_page
from pcpgen.formats.given import Given
from pcpgen.formats.heard import counted_tags, reading_order
from pcpgen.formats.pdf import Job, Printed
from pcpgen.formats.registry import ASKED, FORMATS, file_of, write
from pcpgen.languages import unmarked, unmarked_bytes
from pcpgen.manifest import (
    NAME,
    PROVENANCE,
    READING,
    START,
    STYLE,
    Manifest,
    Workspace,
    digest,
    file_digest,
    read_manifest,
    renderer,
)
from pcpgen.model.data import Dataset
from pcpgen.model.issued import Issue
from pcpgen.publish import publish, renew
from pcpgen.record import Made, Record, keep
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

NO_FIGURES = b'"figures": []'  # in the provenance of a document that has none


@dataclass(frozen=True, slots=True)
class Wanted:
    """What all documents of a build have in common: what is asked for, where it goes and what it is made with."""

    formats: tuple[str, ...]
    out: Path
    templates: tuple[Path, ...]  # the office's own
    images: Mapping[str, tuple[str, bytes]]
    datasets: Mapping[str, Dataset]
    force: bool = False
    listed: bool = False  # whether the page that lists all documents stands, or will
    stated: Mapping[str, str] = field(default_factory=dict)  # accessibility statements by the tag of their language


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as HTML, beside what stands in its folder.

    `made` holds, for each output that is wanted or stands, the sum of what it is made from; `stale` says of each that
    must be made anew why; `dropped` are the page or PDF that was not asked for and cannot stay.
    """

    id: str
    title: str
    date: str  # ISO, of the document
    answers: tuple[str, ...]
    asked: tuple[str, ...]  # the files in the formats that were asked for, by name
    contents: Mapping[str, bytes]  # all but the PDF and its reading order, by name
    job: Job | None  # for the PDF
    made: Mapping[str, str]
    stale: Mapping[str, str]
    dropped: tuple[str, ...]
    before: Manifest | None
    draft: bool = False
    issue: Issue | None = None  # where the bytes are those that were issued
    folder: str = ""  # where it is not the id: of a version that another has replaced
    stands: Made | None = None  # what is kept of one that was not composed: nothing that it shows has changed

    @property
    def pdf(self) -> str:
        return file_of(self.id, "pdf")

    @property
    def has_figures(self) -> bool:
        """Whether its provenance names any."""
        return self.stands.has_figures if self.stands else NO_FIGURES not in self.contents.get(PROVENANCE, b"")

    @property
    def to_print(self) -> Job | None:
        """What the renderer must be given, or None where the PDF and its reading order stand or are not wanted."""
        return self.job if {self.pdf, READING} & self.stale.keys() else None

    @property
    def pages(self) -> int:
        """How many pages the PDF has that was issued or stands as it should; nought where there is none."""
        if self.issue:
            return self.issue.pages
        stands = self.before and self.pdf in self.made and self.pdf not in (*self.stale, *self.dropped)
        return self.before.pages if self.before and stands else 0


@dataclass(frozen=True, slots=True)
class Folder:
    """A document's folder as it shall be: files to write, those that stay, and its manifest."""

    id: str
    files: Mapping[str, bytes]
    kept: tuple[str, ...]
    manifest: Manifest
    whole: bool  # whether more than the manifest must be written
    asked: tuple[str, ...]
    longer: tuple[str, ...] | None = None  # what in a new PDF is longer than its page, in words
    stands: Made | None = None  # what is kept of it, where it stands as it was

    @property
    def manifest_sum(self) -> str:
        return self.stands.manifest if self.stands else digest(self.manifest.encoded())


def prepare(wanted: Wanted, document: Document, answers: Sequence[str]) -> Prepared:
    """Renders a document to HTML and compares it with what stands in its folder.

    Raises CannotRender where an office's own template is wrong.
    """
    folder = wanted.out / document.id
    before = read_manifest(folder)
    asked = tuple(file_of(document.id, name) for name in ASKED if name in wanted.formats)
    tables = open_data(document, wanted.datasets)
    given = Given(wanted.templates, wanted.images, tables, listed=wanted.listed, stated=wanted.stated)
    known = tuple(name for name in (file_of(document.id, each) for each in ASKED) if before and name in before.outputs)
    page = file_of(document.id, "html")
    if page in known and page not in asked and _stood(folder, before, page, document, given, known):
        asked = (*asked, page)  # it leads to the other forms, and is written anew with them
    standing = tuple(name for name in known if name not in asked)
    written, given = _in_formats(document, given, asked, standing, lambda name, made: _why(folder, before, name, made))
    made = _sums(written)
    asked = tuple(name for name in asked if name in made)  # a document without tables has no workbook
    dropped = tuple(name for name in standing if name not in given.beside)
    beside = _written(document, given, _beside(document, given))
    made |= _sums(beside) | _read_aloud(document, made)
    reasons = {name: _why(folder, before, name, made) for name in made}
    anew = (*asked, *beside, *([READING] if file_of(document.id, "pdf") in asked else []))
    dropped += (
        (READING,) if READING not in anew and reasons.get(READING) and before and READING in before.outputs else ()
    )
    return Prepared(
        id=document.id,
        title=unmarked(document.title),
        date=document.date,
        answers=tuple(answers),
        asked=asked,
        contents={name: each for name, each in {**written, **beside}.items() if isinstance(each, bytes)},
        job=next((each for each in written.values() if isinstance(each, Job)), None),
        made=made,
        stale={name: reasons[name] or "asked for" for name in anew if wanted.force or reasons[name]},
        dropped=dropped,
        before=before,
    )


def _stood(
    folder: Path, before: Manifest | None, page: str, document: Document, given: Given, known: tuple[str, ...]
) -> bool:
    """Whether a page is what the document reads now, but for the other forms that it leads to. Raises CannotRender."""
    return not _why(folder, before, page, _sums(_written(document, replace(given, beside=known), ["html"])))


def _in_formats(
    document: Document,
    given: Given,
    asked: Sequence[str],
    standing: Sequence[str],
    why: Callable[[str, Mapping[str, str]], str],
) -> tuple[dict[str, bytes | Job], Given]:
    """The files that were asked for or stand, and which of them stay; `why` says of one that stands why it cannot.

    The page comes last, when it is known what else it can lead to. Raises CannotRender.
    """
    written: dict[str, bytes | Job] = {}
    for among in ([name for name in ASKED if name != "html"], ["html"]):
        names = [name for name in among if file_of(document.id, name) in (*asked, *standing)]
        written = {**_written(document, given, names), **written}
        made = _sums(written)
        stays = [name for name in (*asked, *standing) if name in made and (name in asked or not why(name, made))]
        given = replace(given, beside=tuple(stays))
    return written, given


def _written(document: Document, given: Given, formats: Iterable[str]) -> dict[str, bytes | Job]:
    """The files of a document in some formats. Raises CannotRender."""
    written = (each for name in formats for each in write(name, document, given).items())
    return {file: each if isinstance(each, Job) or _is_packed(each) else unmarked_bytes(each) for file, each in written}


def _is_packed(content: bytes) -> bool:
    """Whether it is a file of files, in which bytes say nothing by themselves."""
    return content.startswith(b"PK\x03\x04")


def _beside(document: Document, given: Given) -> list[str]:
    """The formats that nobody asks for by name and that go with what stands of the document."""
    others = ((name, format.beside) for name, format in FORMATS.items() if not format.asked)
    return [name for name, beside in others if not beside or file_of(document.id, beside) in given.beside]


def _sums(files: Mapping[str, bytes | Job]) -> dict[str, str]:
    """What each file is made from: the PDF from its job and the renderer, any other from its own content."""
    return {
        name: digest(each.encoded() + renderer().encode() if isinstance(each, Job) else each)
        for name, each in files.items()
    }


def _read_aloud(document: Document, made: Mapping[str, str]) -> dict[str, str]:
    """What the reading order of a PDF is made from: what the PDF is made from, the words that tell it among it."""
    pdf = file_of(document.id, "pdf")
    return {READING: made[pdf]} if pdf in made else {}


def prepare_issued(wanted: Wanted, issue: Issue, answers: Sequence[str], folder: str) -> Prepared:
    """An issued version, whose bytes are what they were, compared with what stands in a folder of this name."""
    before = read_manifest(wanted.out / folder)
    formats = {file_of(issue.document, name): name for name in ASKED}
    standing = before.outputs if before else {}
    asked = tuple(name for name in issue.outputs if formats.get(name) in wanted.formats)
    stays = {name for name in formats if name in asked or name in standing}
    stays |= {*formats} if START in issue.outputs and stays else set()  # its pages lead to each
    contents = {name: each for name, each in issue.outputs.items() if _goes_with(issue.document, name) in {*stays, ""}}
    made = {name: digest(content) for name, content in contents.items()}
    reasons = {name: _why(wanted.out / folder, before, name, made) for name in contents}
    return Prepared(
        id=issue.document,
        title=issue.title,
        date=issue.dated,
        answers=tuple(answers),
        asked=asked,
        contents=contents,
        job=None,
        made=made,
        stale={name: why or "asked for" for name, why in reasons.items() if why or wanted.force},
        dropped=(),
        before=before,
        issue=issue,
        folder=folder,
    )


def _goes_with(document: str, name: str) -> str:
    """The file without which an output does not stand: itself, the page for those of its sections; else none."""
    if name == READING:
        return file_of(document, "pdf")
    if name == STYLE or name.endswith(".html"):
        return file_of(document, "html")
    return name if name in {file_of(document, each) for each in ASKED} else ""


def prepare_standing(wanted: Wanted, manifest: Manifest, made: Made, draft: bool) -> Prepared:
    """A document that was not composed, since nothing that it shows has changed; it stands as its manifest says."""
    names = (file_of(manifest.document, name) for name in ASKED if name in wanted.formats)
    return Prepared(
        id=manifest.document,
        title=manifest.title,
        date=manifest.date,
        answers=tuple(manifest.answers),
        asked=tuple(name for name in names if name in manifest.outputs),
        contents={},
        job=None,
        made=manifest.made,
        stale={},
        dropped=(),
        before=manifest,
        draft=draft,
        stands=made,
    )


def standing(prepared: Prepared) -> Folder:
    """The folder of such a document, of which nothing is written."""
    assert prepared.before
    kept = tuple(prepared.before.outputs)
    return Folder(prepared.id, {}, kept, prepared.before, False, prepared.asked, stands=prepared.stands)


def own_templates(root: Path) -> tuple[Path, ...]:
    """The folder of a workspace's own templates, where it has one."""
    return (root / "templates",) if (root / "templates").is_dir() else ()


def _why(folder: Path, before: Manifest | None, name: str, made: Mapping[str, str]) -> str:
    """Why an output must be made anew, in words; nothing where it stands as it should."""
    if before is None or name not in before.outputs:
        return f"there is no {name} yet"
    if before.made.get(name) != made.get(name):
        return f"{name} would read differently"
    if file_digest(folder / name) != before.outputs[name]:
        return f"{folder.name}/{name} is not as it was written"
    return ""


def assemble(
    prepared: Prepared, printed: Printed | None, workspace: Workspace, say: Catalogue, title: str, status: str
) -> Folder:
    """The folder of a document, from what was made anew and what stays; title and status as the list has them."""
    old = dict(prepared.before.outputs) if prepared.before else {}
    files = {name: content for name, content in prepared.contents.items() if name in prepared.stale}
    if printed:
        files |= files_of_pdf(say, prepared.pdf, printed)
    kept = tuple(name for name in old if name in prepared.made and name not in (*files, *prepared.dropped))
    outputs = {name: old[name] for name in kept} | {name: digest(content) for name, content in files.items()}
    manifest = Manifest(
        document=prepared.id,
        answers=prepared.answers,
        versions=workspace.versions,
        outputs=outputs,
        made={name: prepared.made[name] for name in outputs},
        pages=printed.pages if printed else prepared.pages,
        title=title,
        date=prepared.date,
        status=status,
        evidence=_evidence(prepared, printed, workspace, outputs),
    )
    pages = [START] if START in files else [name for name in files if name.endswith(".html")]  # of its sections
    shown = dict.fromkeys((*(file_of(prepared.id, name) for name in ASKED), *pages, PROVENANCE))
    return Folder(
        id=prepared.folder or prepared.id,
        files=files,
        kept=kept,
        manifest=manifest,
        whole=bool(files) or kept != tuple(old),
        asked=tuple(name for name in shown if name in prepared.asked or name in files),
        longer=printed.longer if printed else None,
    )


def files_of_pdf(say: Catalogue, name: str, printed: Printed) -> dict[str, bytes]:
    """A PDF that was printed, and what a screen reader comes by in it."""
    return {name: printed.content, READING: reading_order(say, name, printed.tags).encode("utf-8")}


def _evidence(
    prepared: Prepared, printed: Printed | None, workspace: Workspace, outputs: Iterable[str]
) -> dict[str, Mapping[str, int]]:
    """What is counted in each page and in the PDF; of what stands as it did, it is what was counted then."""
    before = prepared.before
    same = before is not None and before.versions == workspace.versions
    found: dict[str, Mapping[str, int]] = {}
    for name in outputs:
        stood = before.evidence.get(name, {}) if before and before.made.get(name) == prepared.made[name] else {}
        if name == prepared.pdf:
            issued = prepared.issue.evidence if prepared.issue else stood
            found[name] = counted_tags(printed.tags) if printed else issued
        elif name.endswith(".html"):
            found[name] = (same and stood) or counted_page(prepared.contents[name].decode("utf-8"))
    return {name: counts for name, counts in sorted(found.items()) if counts}


def put(root: Path, out: Path, folder: Folder, workspace: Workspace, before: Record | None) -> Record:
    """Publishes a folder whole, or renews its manifest, or leaves it alone; the record of what it was made from.

    Where something is written the record is kept in the workspace at once. `before` is the one that stands. Raises
    CannotWrite.
    """
    target = out / folder.id
    files = tuple(folder.manifest.outputs)
    longer = folder.longer if folder.longer is not None else before.longer if before else ()
    record = Record(workspace.state, workspace.quiet, folder.manifest_sum, files, longer=longer)
    encoded = folder.manifest.encoded()
    if folder.whole:
        standing = {name: (target / name).read_bytes() for name in folder.kept}
        ours = before.files if before else ()
        publish(out, folder.id, {**folder.files, **standing, NAME: encoded}, ours)
    elif file_digest(target / NAME) != record.manifest:
        renew(out, folder.id, {NAME: encoded})
    else:
        return record
    keep(root, out, folder.id, record)
    return record
